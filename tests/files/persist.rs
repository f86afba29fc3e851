//! The project file and its saves: nothing lost, nothing half written, every
//! bad file one clear message.

mod by_hand;
mod format;
mod refused;
mod saving;

use std::{
    fs,
    path::{Path, PathBuf},
    str::FromStr,
};

use jiff::Timestamp;
use nutgraf::{
    persist::{self, Expect, LoadError, from_ron},
    project::{Intent, Project, Step},
};
use nutgraf_engine::{
    model::{
        Article, Claim, ClaimCheck, ClaimId, ClaimKind, ClaimStatus, Evidence, EvidenceRole,
        EvidenceTarget, PartialDate, PastCheck, Profile, Quote, QuoteId, Selector, Signoff,
        Snapshot, SnapshotFormat, Source, SourceId, SourceKind, Stet,
    },
    range::DraftRange,
    text::{Anchor, AnchorKey, Change},
};

const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/format-1");

fn time(text: &str) -> Timestamp {
    Timestamp::from_str(text).unwrap()
}

fn date(text: &str) -> Option<PartialDate> {
    Some(text.parse().unwrap())
}

/// A small project with one of everything that a file can hold.
fn sample() -> Project {
    let article = Article {
        title: "Who checks the \"checkers\"?".into(),
        subtitle: "Four people and a list".into(),
        authors: vec!["Ada Byron".into(), "Blaise".into()],
        language: "en-GB".into(),
        date: date("2026-11-23"),
        goal: Some(900),
        profile: Profile::Strict,
    };
    let draft = "# Who checks?\n\nThe report says “four staff looked” [@audit, p. 2].\nNobody counted \"twice\".\n";
    let mut project = Project::new(article, draft);
    let mut apply = |steps: Vec<Step>| {
        project.apply_all(steps).unwrap();
    };

    let text =
        "Page one.\n\u{c}In March, four staff looked at the list.\nIt had *no* \"second\" page.\n";
    let source = Source {
        kind: SourceKind::Report,
        title: "Audit of the list".into(),
        authors: vec!["Smith, Jo".into()],
        publisher: "The Audit Office".into(),
        url: "https://example.org/audit".into(),
        issued: date("2026-03"),
        accessed: date("2026-11-20"),
        note: "Ask for the annex.".into(),
        snapshot: Some(Snapshot::capture(
            text,
            SnapshotFormat::Markdown,
            time("2026-11-20T08:15:00Z"),
        )),
        ..Source::new(SourceId::new("s1"), "audit")
    };
    apply(Intent::add_source(source).steps);
    apply(Intent::add_source(Source::new(SourceId::new("s2"), "law:2024")).steps);

    let at = text.find("four").unwrap();
    let quote = Quote {
        id: QuoteId::new("q1"),
        source: SourceId::new("s1"),
        selector: Selector::capture(text, at..at + "four staff looked".len()).unwrap(),
        locator: "p. 2".into(),
        speaker: "Jo Smith".into(),
        note: "Said on the record.".into(),
    };
    apply(Intent::add_quote(quote).steps);
    let used = draft.find('“').unwrap();
    let used = used..draft.find('”').unwrap() + '”'.len_utf8();
    let key = AnchorKey::Use(QuoteId::new("q1"), 0);
    apply(vec![Step::Anchor { key, to: Some(Anchor::new(used)) }]);

    let words = "The report says “four staff looked” [@audit, p. 2].";
    let start = draft.find(words).unwrap();
    let claim = Claim {
        kind: ClaimKind::Number,
        status: ClaimStatus::Confirmed,
        evidence: vec![
            Evidence {
                target: EvidenceTarget::Quote(QuoteId::new("q1")),
                role: EvidenceRole::Supports,
                primary: true,
                locator: String::new(),
            },
            Evidence {
                target: EvidenceTarget::Source(SourceId::new("s2")),
                role: EvidenceRole::Context,
                primary: false,
                locator: "chapter 3".into(),
            },
        ],
        note: "Phoned the office.".into(),
        proposed: "Four people looked.".into(),
        response: "Fine.".into(),
        checker: "M. C.".into(),
        checked: Some(ClaimCheck {
            at: time("2026-11-23T14:02:11Z"),
            by: "M. C.".into(),
            text: words.into(),
        }),
        history: vec![PastCheck {
            at: time("2026-11-22T10:30:00Z"),
            by: "P. L.".into(),
            status: ClaimStatus::ChangeRequested,
            text: "The report says “five staff looked” [@audit, p. 2].".into(),
        }],
        ..Claim::new(ClaimId::new("c1"), words)
    };
    apply(Intent::add_claim(claim, DraftRange::new(start, start + words.len())).steps);

    let words = "Nobody counted \"twice\".";
    let start = draft.find(words).unwrap();
    let claim = Claim::new(ClaimId::new("c2"), words);
    apply(Intent::add_claim(claim, DraftRange::new(start, start + words.len())).steps);
    let word = draft.find("counted").unwrap();
    apply(Intent::typing(Change::replace(word..word + 7, "looked")).steps);

    apply(
        Intent::add_claim(Claim::new(ClaimId::new("c3"), "Words that went."), DraftRange::at(0))
            .steps,
    );
    apply(Intent::set_aside("Nobody was paid for it.", true).steps);
    apply(Intent::set_aside("And \"so\" it went.", true).steps);
    let stet = Stet {
        code: "figure-conflict".into(),
        claim: Some(ClaimId::new("c1")),
        words: "\"12\" cameras".into(),
        against: "@audit, para. 1: 14 cameras".into(),
        said: "“12 cameras” here, “14 cameras” there.".into(),
        by: "Jo".into(),
        at: time("2026-11-24T08:00:00Z"),
        reason: "Two came later.".into(),
    };
    apply(Intent::let_stand(stet, true).steps);
    let signoff = Signoff {
        by: "The editor".into(),
        at: time("2026-11-24T09:00:00Z"),
        draft_sha256: "0".repeat(64),
        reason: "Printing tonight.".into(),
    };
    project.sign(signoff).unwrap();
    project
}

fn refused(bytes: &[u8]) -> LoadError {
    from_ron(bytes, Path::new("article.ron")).expect_err("the bytes are no project")
}

/// A folder that is gone when the test ends.
fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

fn names_in(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn saved_sample(folder: &Path) -> (PathBuf, persist::FileFingerprint) {
    let path = folder.join("article.ron");
    let stamp = persist::save(&sample(), &path, Expect::Nothing).unwrap();
    (path, stamp)
}

fn edited() -> Project {
    let mut project = sample();
    project.apply_all(Intent::typing(Change::insert(0, "New. ")).steps).unwrap();
    project
}
