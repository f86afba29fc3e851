//! What a file holds: read and written byte for byte, whatever a project is made of.

use std::{fs, path::Path};

use jiff::Timestamp;
use nutgraf::{
    persist::{self, from_ron, to_ron},
    project::{Intent, Project, Record, Step, StepLabel},
};
use nutgraf_engine::{
    model::{
        Article, Claim, ClaimCheck, ClaimId, ClaimKind, ClaimStatus, Evidence, EvidenceRole,
        EvidenceTarget, Mark, MarkKind, PartialDate, PastCheck, Profile, Quote, QuoteId, Selector,
        Signoff, Snapshot, SnapshotFormat, Source, SourceId, SourceKind, Stet,
    },
    range::DraftRange,
    text::{Anchor, AnchorKey, Change},
};
use proptest::prelude::*;

use super::{FIXTURES, sample};

#[test]
fn every_fixture_of_format_1_loads_and_saves_byte_for_byte() {
    let mut seen = 0;
    for entry in fs::read_dir(FIXTURES).unwrap() {
        let path = entry.unwrap().path();
        let bytes = fs::read_to_string(&path).unwrap();
        let opened = persist::load(&path).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(opened.notes, [], "{}", path.display());
        assert_eq!(to_ron(&opened.project).unwrap(), bytes, "{}", path.display());
        seen += 1;
    }
    assert!(seen >= 2, "the fixtures are there");
}

#[test]
fn the_sample_is_written_as_the_fixture_has_it() {
    let fixture = fs::read_to_string(format!("{FIXTURES}/everything.ron")).unwrap();
    assert_eq!(to_ron(&sample()).unwrap(), fixture);
    let fixture = fs::read_to_string(format!("{FIXTURES}/nothing.ron")).unwrap();
    assert_eq!(to_ron(&Project::default()).unwrap(), fixture);
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_project() {
    let text = to_ron(&sample()).unwrap();
    let marked = format!("\u{feff}{text}");
    let loaded = from_ron(marked.as_bytes(), Path::new("article.ron")).unwrap();
    assert_eq!(to_ron(&loaded.project).unwrap(), text);
}

/// Texts that are hard on a file format, and ordinary ones.
fn text() -> impl Strategy<Value = String> {
    let hard = prop_oneof![
        Just("\"#".to_owned()),
        Just("\"##".to_owned()),
        Just("#".to_owned()),
        Just("\"".to_owned()),
        Just("\\".to_owned()),
        Just("\\\n".to_owned()),
        Just("\r".to_owned()),
        Just("\r\n".to_owned()),
        Just("\n".to_owned()),
        Just("\0".to_owned()),
        Just("\u{feff}".to_owned()),
        Just("\u{2028}".to_owned()),
        Just("\u{202e}".to_owned()),
        Just("//".to_owned()),
        Just("/*".to_owned()),
        Just("(".to_owned()),
        any::<String>(),
        any::<char>().prop_map(String::from),
        "[a-zü “”.]{0,12}",
    ];
    proptest::collection::vec(hard, 0..8).prop_map(|parts| parts.concat())
}

fn moment() -> impl Strategy<Value = Timestamp> {
    (0i64..4_102_444_800, 0i32..1_000_000_000)
        .prop_map(|(seconds, nanos)| Timestamp::new(seconds, nanos).unwrap())
}

fn any_date() -> impl Strategy<Value = Option<PartialDate>> {
    proptest::option::of((
        0i16..=9999,
        proptest::option::of((1u8..=12, proptest::option::of(1u8..=28))),
    ))
    .prop_map(|date| {
        date.map(|(year, rest)| PartialDate {
            year,
            month: rest.map(|(month, _)| month),
            day: rest.and_then(|(_, day)| day),
        })
    })
}

fn pick<T: Copy + std::fmt::Debug + 'static>(all: &'static [T]) -> impl Strategy<Value = T> {
    proptest::sample::select(all)
}

fn any_source(number: usize) -> impl Strategy<Value = Source> {
    let words = (text(), proptest::collection::vec(text(), 0..3), text(), text(), text());
    let snapshot = (text(), any::<bool>(), moment(), proptest::option::of(text()));
    let dates = (any_date(), any_date());
    (words, pick(&SourceKind::ALL), dates, proptest::option::of(snapshot)).prop_map(
        move |((title, authors, publisher, url, note), kind, (issued, accessed), snapshot)| {
            let snapshot = snapshot.map(|(text, markdown, captured, section)| {
                let format =
                    if markdown { SnapshotFormat::Markdown } else { SnapshotFormat::Plain };
                let mut snapshot = Snapshot::capture(text, format, captured);
                snapshot.marks.extend(section.map(|label| Mark {
                    kind: MarkKind::Section,
                    label,
                    at: snapshot.text.len(),
                }));
                snapshot
            });
            let id = SourceId::new(format!("s{number}"));
            let known = Source::new(id, format!("key-{number}"));
            Source {
                kind,
                title,
                authors,
                publisher,
                url,
                issued,
                accessed,
                note,
                snapshot,
                ..known
            }
        },
    )
}

type ClaimWish = ((f64, f64), Vec<String>, usize, usize, Option<Timestamp>, bool);

/// Any project, made as a person makes one: by steps, with edits after the anchors were set.
fn project() -> impl Strategy<Value = Project> {
    let article = (text(), text(), proptest::collection::vec(text(), 0..3), text(), any_date());
    let sources = (any_source(0), any_source(1), any_source(2));
    let quotes = proptest::collection::vec(
        (0usize..3, text(), text(), any::<u32>(), (0.0..1.0, 0.0..1.0)),
        0..4,
    );
    let claims = proptest::collection::vec(
        (
            (0.0..1.0, 0.0..1.0),
            proptest::collection::vec(text(), 8),
            0..ClaimStatus::ALL.len(),
            0..ClaimKind::ALL.len(),
            proptest::option::of(moment()),
            any::<bool>(),
        ),
        0..4,
    );
    let edits = proptest::collection::vec(((0.0..1.0, 0.0..1.0), text()), 0..4);
    let signoff = proptest::option::of((text(), moment(), text()));
    (article, text(), sources, quotes, claims, edits, signoff, proptest::option::of(any::<u32>()))
        .prop_map(|(article, draft, sources, quotes, claims, edits, signoff, goal)| {
            let (title, subtitle, authors, language, date) = article;
            let profile = Profile::ALL[goal.unwrap_or(0) as usize % 3];
            let article = Article { title, subtitle, authors, language, date, goal, profile };
            let mut project = Project::new(article, draft);
            for source in [sources.0, sources.1, sources.2] {
                project.apply_all(Intent::add_source(source).steps).unwrap();
            }
            for (number, (source, exact, note, n, span)) in quotes.into_iter().enumerate() {
                add_quote(&mut project, number, source, (exact, note), n, span);
            }
            for (number, wish) in claims.into_iter().enumerate() {
                add_claim(&mut project, number, wish);
            }
            for (span, insert) in edits {
                let change = Change::replace(span_of(project.draft(), span), insert);
                project.apply_all(Intent::typing(change).steps).unwrap();
            }
            if let Some((words, at, by)) = &signoff {
                project.apply_all(Intent::set_aside(words, true).steps).unwrap();
                let claim = project.claims().first().map(|claim| claim.id.clone());
                let [code, words, against, said] = [by, words, by, words].map(String::clone);
                let (signer, reason) = (by.clone(), words.clone());
                let stet = Stet { code, claim, words, against, said, by: signer, at: *at, reason };
                project.apply_all(Intent::let_stand(stet, true).steps).unwrap();
                add_history(&mut project, *at, by);
            }
            if let Some((by, at, reason)) = signoff {
                project.sign(Signoff { by, at, draft_sha256: "ab".repeat(32), reason }).unwrap();
            }
            project
        })
}

/// Gives every claim a check before its last one.
fn add_history(project: &mut Project, at: Timestamp, by: &str) {
    for mut claim in project.claims().to_vec() {
        let (status, text) = (claim.status, claim.note.clone());
        claim.history.push(PastCheck { at, by: by.to_owned(), status, text });
        project.apply_all(Intent::edit_claim(claim).steps).unwrap();
    }
}

fn span_of(text: &str, (a, b): (f64, f64)) -> std::ops::Range<usize> {
    let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let place = |part: f64| places[(part * (places.len() - 1) as f64).round() as usize];
    place(a).min(place(b))..place(a).max(place(b))
}

fn add_quote(
    project: &mut Project,
    number: usize,
    source: usize,
    (exact, note): (String, String),
    n: u32,
    span: (f64, f64),
) {
    let id = QuoteId::new(format!("q{number}"));
    let quote = Quote {
        id: id.clone(),
        source: project.sources()[source].id.clone(),
        selector: Selector {
            prefix: note.clone(),
            suffix: String::new(),
            start: n as usize,
            exact,
        },
        locator: note.clone(),
        speaker: String::new(),
        note,
    };
    project.apply_all(Intent::add_quote(quote).steps).unwrap();
    let to = Some(Anchor::new(span_of(project.draft(), span)));
    project.apply(Step::Anchor { key: AnchorKey::Use(id, n), to }).unwrap();
}

fn add_claim(project: &mut Project, number: usize, wish: ClaimWish) {
    let (span, texts, status, kind, checked, anchored) = wish;
    let range = span_of(project.draft(), span);
    let mut texts = texts.into_iter();
    let mut next = || texts.next().unwrap();
    let target = match project.quotes().first() {
        Some(quote) => EvidenceTarget::Quote(quote.id.clone()),
        None => EvidenceTarget::Source(project.sources()[0].id.clone()),
    };
    let claim = Claim {
        text: project.draft()[range.clone()].to_owned(),
        note: next(),
        proposed: next(),
        response: next(),
        checker: next(),
        status: ClaimStatus::ALL[status],
        kind: ClaimKind::ALL[kind],
        checked: checked.map(|at| ClaimCheck { at, by: next(), text: next() }),
        evidence: vec![Evidence {
            target,
            role: EvidenceRole::ALL[kind % 3],
            primary: anchored,
            locator: next(),
        }],
        ..Claim::new(ClaimId::new(format!("c{number}")), "")
    };
    if anchored {
        project.apply_all(Intent::add_claim(claim, DraftRange::from(range)).steps).unwrap();
    } else {
        let record = Record::Claim(Box::new(claim));
        project.apply(Step::Insert { at: usize::MAX, record }).unwrap();
    }
}

fn assert_same(a: &Project, b: &Project) {
    assert_eq!(a.article(), b.article());
    assert_eq!(a.draft(), b.draft());
    assert_eq!(a.sources(), b.sources());
    assert_eq!(a.quotes(), b.quotes());
    assert_eq!(a.claims(), b.claims());
    assert_eq!(a.not_claims(), b.not_claims());
    assert_eq!(a.stets(), b.stets());
    assert_eq!(a.signoffs(), b.signoffs());
    assert!(a.document().anchors().eq(b.document().anchors()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_project_reads_back_as_it_was_written(project in project()) {
        let text = to_ron(&project).unwrap();
        let loaded = from_ron(text.as_bytes(), Path::new("article.ron")).unwrap();
        prop_assert_eq!(&loaded.notes, &[]);
        assert_same(&loaded.project, &project);
        prop_assert_eq!(to_ron(&loaded.project).unwrap(), text);
    }

    #[test]
    fn no_file_is_longer_than_its_project_says(project in project()) {
        let length = to_ron(&project).unwrap().len() as u64;
        prop_assert!(length <= project.size(), "{length} > {}", project.size());
        // What was counted step by step is what is counted at once, but for runs of `#`
        // that are gone.
        let whole = project.copy().into_project();
        prop_assert_eq!(whole.size(), project.size());
        let mut counted = Project::new(Article::default(), "");
        counted.replay(counted.become_other(StepLabel::Reload, &project).steps).unwrap();
        counted.take_signoffs(&project);
        prop_assert!(counted.size() <= project.size());
        if !project.draft().contains('#') {
            prop_assert!(project.size() - counted.size() <= 40, "{} {}", project.size(), counted.size());
        }
    }

    #[test]
    fn any_text_survives_as_a_draft(draft in any::<String>()) {
        let project = Project::new(Article::default(), draft.clone());
        let text = to_ron(&project).unwrap();
        let loaded = from_ron(text.as_bytes(), Path::new("article.ron")).unwrap();
        prop_assert_eq!(loaded.project.draft(), draft);
    }

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = from_ron(&bytes, Path::new("article.ron"));
    }
}

#[test]
fn one_flipped_bit_anywhere_never_panics() {
    let good = to_ron(&sample()).unwrap().into_bytes();
    for at in 0..good.len() {
        let mut bad = good.clone();
        bad[at] ^= 1 << (at % 8);
        // Within a text a flipped bit is another text; elsewhere it is an error.
        let _ = from_ron(&bad, Path::new("article.ron"));
    }
}
