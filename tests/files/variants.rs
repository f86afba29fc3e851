//! Every name that the closed lists of the model are written with, for as long as format 1 is read.

use std::{collections::HashSet, fs, path::Path};

use jiff::Timestamp;
use nutgraf::{
    persist::{from_ron, to_ron},
    project::{Intent, Project},
};
use nutgraf_engine::{
    model::{
        Article, Claim, ClaimId, ClaimKind, ClaimStatus, Evidence, EvidenceRole, EvidenceTarget,
        Mark, MarkKind, Profile, Quote, QuoteId, Selector, Snapshot, SnapshotFormat, Source,
        SourceId, SourceKind,
    },
    range::DraftRange,
};

const GOLDEN: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/format-1/every-variant.ron");

const TEXT: &str = "Chapter one.\nFour staff looked at the list.\n";

/// A source for each kind, the first two with a snapshot of each format and marks of each kind.
fn sources() -> Vec<Source> {
    let formats = [SnapshotFormat::Plain, SnapshotFormat::Markdown];
    let marks = [(MarkKind::Page, "xii", 0), (MarkKind::Section, "Findings", 13)];
    let sources = SourceKind::ALL.into_iter().enumerate().map(|(at, kind)| Source {
        kind,
        title: kind.label().to_owned(),
        snapshot: formats.get(at).map(|format| Snapshot {
            marks: marks
                .iter()
                .map(|(kind, label, at)| Mark { kind: *kind, label: (*label).to_owned(), at: *at })
                .collect(),
            ..Snapshot::capture(TEXT, *format, Timestamp::UNIX_EPOCH)
        }),
        ..Source::new(SourceId::new(format!("s{at}")), kind.as_csl())
    });
    sources.collect()
}

/// A claim for each kind and one for each status, with evidence of each role and target.
fn claims() -> Vec<Claim> {
    let kinds = ClaimKind::ALL.into_iter().map(|kind| (kind, ClaimStatus::Unchecked));
    let statuses = ClaimStatus::ALL.into_iter().map(|status| (ClaimKind::Other, status));
    let claims = kinds.chain(statuses).enumerate().map(|(at, (kind, status))| {
        let mut claim = Claim::new(ClaimId::new(format!("c{at:02}")), format!("Claim {at}."));
        claim.kind = kind;
        claim.set_status(status, "", "Jo", Timestamp::UNIX_EPOCH);
        claim
    });
    let mut claims: Vec<Claim> = claims.collect();
    let targets = [
        EvidenceTarget::Quote(QuoteId::new("q0")),
        EvidenceTarget::Source(SourceId::new("s3")),
        EvidenceTarget::Source(SourceId::new("s4")),
    ];
    claims[0].evidence = targets
        .into_iter()
        .zip(EvidenceRole::ALL)
        .map(|(target, role)| Evidence { role, ..Evidence::supporting(target) })
        .collect();
    claims
}

fn every_variant() -> Project {
    let article =
        Article { title: "Every name".into(), profile: Profile::Lenient, ..Article::default() };
    let mut project = Project::new(article, "Nothing is said.\n");
    let mut apply = |intent: Intent| drop(project.apply_all(intent.steps).unwrap());
    sources().into_iter().for_each(|source| apply(Intent::add_source(source)));
    let at = TEXT.find("Four").unwrap();
    apply(Intent::add_quote(Quote {
        id: QuoteId::new("q0"),
        source: SourceId::new("s0"),
        selector: Selector::capture(TEXT, at..at + "Four staff".len()).unwrap(),
        locator: String::new(),
        speaker: String::new(),
        note: String::new(),
    }));
    claims().into_iter().for_each(|claim| apply(Intent::add_claim(claim, DraftRange::at(0))));
    project
}

#[test]
#[allow(clippy::disallowed_methods, reason = "a golden is renewed on request")]
fn every_variant_of_every_enum_is_written_as_it_always_was() {
    let written = to_ron(&every_variant()).unwrap();
    if std::env::var_os("UPDATE_GOLDENS").is_some() {
        fs::write(GOLDEN, &written).unwrap();
    }
    assert_eq!(written, fs::read_to_string(GOLDEN).unwrap());
}

#[test]
fn every_variant_that_was_ever_written_is_read() {
    let golden = fs::read(GOLDEN).unwrap();
    let read = from_ron(&golden, Path::new(GOLDEN)).unwrap().project;
    assert_eq!(read.sources(), every_variant().sources());
    assert_eq!(read.claims(), every_variant().claims());
    assert_eq!(read.article(), every_variant().article());
}

#[test]
fn every_profile_stands_in_a_golden() {
    let folder = Path::new(GOLDEN).parent().unwrap();
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let profile = |path: std::path::PathBuf| {
        let bytes = fs::read(&path).unwrap();
        from_ron(&bytes, &path).unwrap().project.article().profile
    };
    let profiles: HashSet<Profile> = files.map(profile).collect();
    assert_eq!(profiles.len(), Profile::ALL.len(), "{profiles:?}");
}
