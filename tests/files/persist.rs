//! The project file and its saves: nothing lost, nothing half written, every
//! bad file one clear message.

use std::{
    fs,
    path::{Path, PathBuf},
    str::FromStr,
};

use jiff::Timestamp;
use nutgraf::{
    model::{
        Article, Claim, ClaimCheck, ClaimId, ClaimKind, ClaimStatus, Evidence, EvidenceRole,
        EvidenceTarget, Mark, MarkKind, PartialDate, PastCheck, Profile, Quote, QuoteId, Selector,
        Signoff, Snapshot, SnapshotFormat, Source, SourceId, SourceKind, Standing,
    },
    persist::{self, Expect, LoadError, LoadFault, SaveError, from_ron, to_ron},
    project::{Intent, Project, Record, Step},
    text::{Anchor, AnchorKey, Change},
};
use proptest::prelude::*;

use crate::support::skip::skipped;

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
    apply(Intent::add_claim(claim, start..start + words.len()).steps);

    let words = "Nobody counted \"twice\".";
    let start = draft.find(words).unwrap();
    let claim = Claim::new(ClaimId::new("c2"), words);
    apply(Intent::add_claim(claim, start..start + words.len()).steps);
    let word = draft.find("counted").unwrap();
    apply(Intent::typing(Change::replace(word..word + 7, "looked")).steps);

    apply(Intent::add_claim(Claim::new(ClaimId::new("c3"), "Words that went."), 0..0).steps);
    apply(Intent::set_aside("Nobody was paid for it.", true).steps);
    apply(Intent::set_aside("And \"so\" it went.", true).steps);
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

// What a file holds.

#[test]
fn every_fixture_of_format_1_loads_and_saves_byte_for_byte() {
    let mut seen = 0;
    for entry in fs::read_dir(FIXTURES).unwrap() {
        let path = entry.unwrap().path();
        let bytes = fs::read_to_string(&path).unwrap();
        let opened = persist::load(&path).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(opened.notes, [""; 0], "{}", path.display());
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
        project.apply_all(Intent::add_claim(claim, range).steps).unwrap();
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
    assert_eq!(a.signoffs(), b.signoffs());
    assert!(a.document().anchors().eq(b.document().anchors()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_project_reads_back_as_it_was_written(project in project()) {
        let text = to_ron(&project).unwrap();
        let loaded = from_ron(text.as_bytes(), Path::new("article.ron")).unwrap();
        prop_assert_eq!(&loaded.notes, &[""; 0]);
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
        counted.replay(counted.become_other("Load", &project).steps).unwrap();
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

// Files that are not projects.

#[test]
fn a_file_cut_off_at_any_byte_is_refused_with_a_place() {
    let good = to_ron(&sample()).unwrap();
    for end in 0..good.len() - 1 {
        let error = refused(&good.as_bytes()[..end]);
        match &error.fault {
            LoadFault::Empty => assert_eq!(end, 0),
            LoadFault::NotUtf8 { offset, .. } => assert!(*offset < end && error.place.is_some()),
            LoadFault::CutShort { .. } => assert!(error.place.is_some(), "{end}"),
            // Half a string mark or half a word; the place still says where.
            _ => assert!(error.place.is_some(), "{end}: {error}"),
        }
    }
    let whole = from_ron(&good.as_bytes()[..good.len() - 1], Path::new("article.ron"));
    assert!(whole.is_ok(), "only the last line break is missing");
}

#[test]
fn a_file_cut_off_within_the_draft_says_where_the_draft_begins() {
    let good = to_ron(&sample()).unwrap();
    let cut = &good[..good.find("Nobody").unwrap()];
    let error = refused(cut.as_bytes());
    assert!(matches!(error.fault, LoadFault::CutShort { of_text: true }), "{error}");
    let line = cut[..cut.find("draft:").unwrap()].lines().count();
    assert_eq!(error.place.unwrap().line, line);
    assert!(error.to_string().starts_with(&format!("article.ron:{line}:")), "{error}");
}

/// A project of one line, with `more` after the title.
fn with_article(more: &str) -> String {
    format!(
        "(format: 1,\narticle: (title: \"T\"{more}), draft: \"One.\", sources: [], quotes: [], claims: [], signoffs: [])"
    )
}

#[test]
fn each_bad_text_is_one_clear_message_with_its_place() {
    let table = [
        ("", "article.ron: the file is empty"),
        ("  \n", "article.ron: the file is empty"),
        ("\0\0\0", "article.ron: the file holds nothing but zero bytes"),
        (
            "# A draft\n",
            "article.ron:1:1: this is not a Nutgraf project: it does not begin with “(”",
        ),
        (
            "{\"format\": 1}",
            "article.ron:1:1: this is not a Nutgraf project: it does not begin with “(”",
        ),
        ("(format: 1,", "article.ron:1:12: the file is cut short: it ends before the project does"),
        (
            "(format: 1, artic",
            "article.ron:1:13: the file is cut short: it ends before the project does",
        ),
        (
            "(format: 1 draft: \"\")",
            "article.ron:1:12: this is not a Nutgraf project: expected comma",
        ),
        (
            "(format: 0)",
            "article.ron: the project does not hold together: there never was a format 0",
        ),
        (
            "(format: 2, new: {})",
            "article.ron: the file is of format 2, and this Nutgraf reads formats up to 1",
        ),
        (
            "(new: {1: 2}, format: 31",
            "article.ron: the file is of format 31, and this Nutgraf reads formats up to 1",
        ),
        (
            &with_article(", mood: \"calm\""),
            "article.ron:2:23: unknown field “mood” in the article",
        ),
        (
            &with_article(", title: \"U\""),
            "article.ron:2:23: the project does not hold together: the field “title” stands twice in the article",
        ),
        (
            &with_article(", date: \"soon\""),
            "article.ron:2:30: the project does not hold together: “soon” is not a date or time; write 2026-11-23 or 2026-11-23T14:02:11Z",
        ),
        (
            &with_article(", profile: Mild"),
            "article.ron:2:32: the project does not hold together: “Mild” is not a value this program knows here; it knows Strict, Standard, Lenient",
        ),
        (
            &format!("{} trailing", with_article("")),
            "article.ron:2:90: the project does not hold together: something stands after the end of the project",
        ),
        (
            &with_article("").replace(", signoffs: []", ""),
            "article.ron:2:74: the project does not hold together: the field “signoffs” is missing in the project",
        ),
    ];
    for (text, message) in table {
        let error = refused(text.as_bytes());
        assert_eq!(error.to_string(), message, "of {text:?}");
        assert!(error.hint().ends_with('.'), "{error}");
    }
}

#[test]
fn ten_thousand_levels_of_nesting_are_refused_wherever_they_stand() {
    for bracket in ["(", "[", "{", "Some(", "/*"] {
        let wall = bracket.repeat(10_000);
        for text in [wall.clone(), with_article(&format!(", authors: [{wall}"))] {
            let error = refused(text.as_bytes());
            assert!(error.place.is_some(), "{bracket}: {error}");
            if bracket != "/*" {
                assert!(matches!(error.fault, LoadFault::TooDeep), "{bracket}: {error}");
            }
        }
    }
}

#[test]
fn bytes_that_are_not_utf8_are_named_by_offset_line_and_column() {
    let error = refused(b"(format: 1,\ndraft: \"\xff\")");
    assert_eq!(
        error.to_string(),
        "article.ron:2:9: not UTF-8 text: the first wrong byte is at byte 20"
    );
    let utf16: Vec<u8> = "\u{feff}(format: 1)".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let error = refused(&utf16);
    assert_eq!(
        error.to_string(),
        "article.ron:1:1: not UTF-8 text: it is UTF-16, which begins at byte 0"
    );
    assert!(error.hint().contains("UTF-8"));
}

#[test]
fn what_a_file_refers_to_must_be_in_it() {
    let good = to_ron(&sample()).unwrap();
    let table = [
        (
            "source: \"s1\"",
            "source: \"s9\"",
            "quote “q1” refers to source “s9”, which is not in the file",
        ),
        (
            "Quote(\"q1\")",
            "Quote(\"q9\")",
            "claim “c1” refers to quote “q9”, which is not in the file",
        ),
        ("id: \"s2\"", "id: \"s1\"", "source “s1” stands twice in the file"),
        ("id: \"c2\"", "id: \"c1\"", "claim “c1” stands twice in the file"),
        (
            "key: \"law:2024\"",
            "key: \"audit\"",
            "source “s2” has the citation key “audit” of another source",
        ),
        ("end: 93", "end: 33", "claim “c2” stands at bytes 71 to 33, which is no place"),
        ("            end: 70,\n", "", "claim “c1” has only one of “start” and “end”"),
        (
            "at: 11)",
            "at: 1100)",
            "mark “2” of source “s1” stands at byte 1100, which does not fit a text of 79 bytes",
        ),
        (
            "start: 21",
            "start: 18446744073709551615",
            "quote “q1” starts at byte 18446744073709551615, beyond any text",
        ),
    ];
    for (old, new, message) in table {
        assert!(good.contains(old), "{old}");
        let error = refused(good.replacen(old, new, 1).as_bytes());
        assert_eq!(
            error.to_string(),
            format!("article.ron: the project does not hold together: {message}")
        );
    }
}

#[test]
fn a_key_that_no_draft_can_cite_is_refused() {
    let bad = to_ron(&sample()).unwrap().replacen("law:2024", "law 2024", 1);
    assert!(
        refused(bad.as_bytes())
            .to_string()
            .contains("source “s2”: “law 2024” cannot be a citation key")
    );
}

// A draft that was edited outside the program.

#[test]
fn a_claim_follows_its_words_when_the_draft_was_edited_by_hand() {
    let text = to_ron(&sample()).unwrap().replacen("# Who checks?", "# Who checks them?", 1);
    let loaded = from_ron(text.as_bytes(), Path::new("article.ron")).unwrap();
    let claim = ClaimId::new("c1");
    assert_eq!(
        loaded.project.claim_words(&claim),
        "The report says “four staff looked” [@audit, p. 2]."
    );
    assert_eq!(loaded.notes.len(), 3, "{:?}", loaded.notes);
    assert!(loaded.notes[1].contains("claim “c1” moved with its words"), "{:?}", loaded.notes);
}

#[test]
fn a_claim_is_never_left_on_other_words() {
    let text = to_ron(&sample()).unwrap().replacen("says “four staff", "says “five staff", 1);
    let loaded = from_ron(text.as_bytes(), Path::new("article.ron")).unwrap();
    let claim = loaded.project.claim(&ClaimId::new("c1")).unwrap();
    assert_eq!(loaded.project.standing(claim), Standing::Orphaned);
    assert!(loaded.notes.iter().any(|note| note.contains("claim “c1” lost its place")));
    assert!(to_ron(&loaded.project).is_ok());
}

#[test]
fn a_claim_follows_words_that_were_edited_by_hand_and_the_writer_is_told() {
    let text = to_ron(&sample()).unwrap().replacen(
        "The report says “four",
        "The new report says “four",
        1,
    );
    let loaded = from_ron(text.as_bytes(), Path::new("article.ron")).unwrap();
    let claim = ClaimId::new("c1");
    let words = loaded.project.claim_words(&claim);
    assert_eq!(words, "The new report says “four staff looked” [@audit, p. 2].");
    assert!(
        loaded
            .notes
            .iter()
            .any(|note| { note.contains("claim “c1” was put on words that are like its own") })
    );
}

#[test]
fn a_claim_that_lost_its_place_gets_it_back_when_its_words_are_pasted() {
    let text = to_ron(&sample()).unwrap().replacen("says “four staff", "says “five staff", 1);
    let mut project = from_ron(text.as_bytes(), Path::new("article.ron")).unwrap().project;
    let words = "The report says “four staff looked” [@audit, p. 2].";
    let pasted = Intent::typing(Change::insert(project.draft().len(), words));
    let pasted = project.carrying_anchors(pasted);
    project.apply_all(pasted.steps).unwrap();
    assert_eq!(project.claim_words(&ClaimId::new("c1")), words);
}

#[test]
fn a_snapshot_that_was_edited_by_hand_is_noticed() {
    let text = to_ron(&sample()).unwrap().replacen("In March, four", "In March, nine", 1);
    let text = text.replacen("In March, four", "In March, nine", 1);
    let loaded = from_ron(text.as_bytes(), Path::new("article.ron")).unwrap();
    assert!(loaded.notes[0].contains("source “s1” is no longer the text that was captured"));
}

// Opening.

#[test]
fn what_cannot_be_opened_says_why() {
    let folder = folder();
    let missing = folder.path().join("missing.ron");
    let error = persist::load(&missing).unwrap_err();
    assert_eq!(error.to_string(), format!("{}: there is no such file", missing.display()));
    let error = persist::load(folder.path()).unwrap_err();
    assert!(error.to_string().ends_with(": this is a folder, not a project file"), "{error}");
    let error = persist::load(&missing.join("deeper.ron")).unwrap_err();
    assert!(matches!(error.fault, LoadFault::Missing), "{error}");
}

#[test]
fn a_file_of_600_megabytes_is_refused_before_it_is_read() {
    let folder = folder();
    let path = folder.path().join("large.ron");
    fs::File::create(&path).unwrap().set_len(600 << 20).unwrap();
    let error = persist::load(&path).unwrap_err();
    assert!(
        error.to_string().contains(": the file has 600 MiB, and a project is opened up to 512 MiB"),
        "{error}"
    );
    fs::File::create(&path).unwrap().set_len((512 << 20) + 1).unwrap();
    let error = persist::load(&path).unwrap_err();
    assert!(error.to_string().contains("the file has 512.1 MiB"), "{error}");
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_says_so() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder();
    let (path, _) = saved_sample(folder.path());
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::File::open(&path).is_ok() {
        skipped("the superuser may read every file");
        return;
    }
    let error = persist::load(&path).unwrap_err();
    assert!(error.to_string().ends_with(": cannot be read: permission is denied"), "{error}");
}

#[cfg(unix)]
#[test]
fn a_device_is_not_opened_and_not_replaced() {
    let error = persist::load(Path::new("/dev/null")).unwrap_err();
    assert!(matches!(error.fault, LoadFault::NotAFile), "{error}");
    let error = persist::save(&sample(), Path::new("/dev/null"), Expect::Overwrite).unwrap_err();
    assert!(matches!(error, SaveError::NotAFile { .. }), "{error}");
    persist::write_atomic(Path::new("/dev/null"), b"an export").unwrap();
}

// Saving.

#[test]
fn a_save_leaves_the_file_and_nothing_else() {
    let folder = folder();
    let (path, stamp) = saved_sample(folder.path());
    let stamp = persist::save(&edited(), &path, Expect::Unchanged(&stamp)).unwrap();
    let opened = persist::load(&path).unwrap();
    assert_eq!(opened.stamp, stamp);
    assert!(opened.project.draft().starts_with("New. "));
    assert_eq!(names_in(folder.path()), ["article.ron"]);
}

#[test]
fn a_new_project_never_replaces_a_file() {
    let folder = folder();
    let path = folder.path().join("article.ron");
    fs::write(&path, "precious").unwrap();
    let error = persist::save(&sample(), &path, Expect::Nothing).unwrap_err();
    assert!(matches!(error, SaveError::Exists { .. }), "{error}");
    assert_eq!(fs::read_to_string(&path).unwrap(), "precious");
    persist::save(&sample(), &path, Expect::Overwrite).unwrap();
    assert!(persist::load(&path).is_ok());
    assert_eq!(names_in(folder.path()), ["article.ron"]);
}

#[test]
fn an_edit_from_outside_is_kept_even_of_the_same_length_and_time() {
    let folder = folder();
    let (path, stamp) = saved_sample(folder.path());
    let text = fs::read_to_string(&path).unwrap().replacen("Nobody", "Nowody", 1);
    fs::write(&path, &text).unwrap();
    let file = fs::File::options().write(true).open(&path).unwrap();
    file.set_modified(stamp.modified.unwrap()).unwrap();
    let error = persist::save(&edited(), &path, Expect::Unchanged(&stamp)).unwrap_err();
    assert!(matches!(error, SaveError::ChangedOutside { .. }), "{error}");
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
    assert_eq!(names_in(folder.path()), ["article.ron"]);
}

#[test]
fn a_file_that_vanished_is_made_again() {
    let folder = folder();
    let (path, stamp) = saved_sample(folder.path());
    fs::remove_file(&path).unwrap();
    persist::save(&sample(), &path, Expect::Unchanged(&stamp)).unwrap();
    assert!(persist::load(&path).is_ok());
}

#[test]
fn a_save_that_cannot_succeed_says_why_and_leaves_no_trace() {
    let folder = folder();
    let (path, _) = saved_sample(folder.path());
    let table = [
        (folder.path().join("gone/article.ron"), "the folder is not there"),
        (path.join("article.ron"), "a part of its path is not a folder"),
        (folder.path().join("x".repeat(300)), "the system does not allow this file name"),
        (folder.path().to_owned(), "this is a folder, not a file"),
    ];
    for (target, why) in table {
        let error = persist::save(&sample(), &target, Expect::Overwrite).unwrap_err();
        assert!(error.to_string().contains(why), "{error}");
        assert!(error.to_string().contains("not saved"), "{error}");
        assert!(error.hint().ends_with('.'), "{error}");
    }
    assert_eq!(names_in(folder.path()), ["article.ron"]);
    assert!(persist::load(&path).is_ok());
}

#[cfg(unix)]
#[test]
fn a_read_only_file_or_folder_is_left_as_it_is() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder();
    let (path, stamp) = saved_sample(folder.path());
    let before = fs::read(&path).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
    let error = persist::save(&edited(), &path, Expect::Unchanged(&stamp)).unwrap_err();
    assert!(matches!(error, SaveError::ReadOnly { .. }), "{error}");
    assert_eq!(fs::read(&path).unwrap(), before);

    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o555)).unwrap();
    if fs::File::create(folder.path().join("probe")).is_ok() {
        skipped("in part: the superuser may write to every folder");
    } else {
        let error = persist::save(&edited(), &path, Expect::Unchanged(&stamp)).unwrap_err();
        assert!(error.to_string().contains("permission is denied"), "{error}");
        assert_eq!(fs::read(&path).unwrap(), before);
    }
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
}

#[cfg(unix)]
#[test]
fn a_save_keeps_permissions_and_follows_symbolic_links() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder();
    let (path, _) = saved_sample(folder.path());
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    let link = folder.path().join("link.ron");
    std::os::unix::fs::symlink("article.ron", &link).unwrap();
    let stamp = persist::load(&link).unwrap().stamp;
    persist::save(&edited(), &link, Expect::Unchanged(&stamp)).unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert!(persist::load(&path).unwrap().project.draft().starts_with("New. "));
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);

    let dangling = folder.path().join("dangling.ron");
    std::os::unix::fs::symlink("made.ron", &dangling).unwrap();
    persist::save(&sample(), &dangling, Expect::Nothing).unwrap();
    assert!(persist::load(&folder.path().join("made.ron")).is_ok());

    let circle = folder.path().join("circle.ron");
    std::os::unix::fs::symlink("circle.ron", &circle).unwrap();
    let error = persist::save(&sample(), &circle, Expect::Overwrite).unwrap_err();
    assert!(error.to_string().contains("circle"), "{error}");
}

#[test]
fn an_export_replaces_the_old_one_in_one_stroke() {
    let folder = folder();
    let path = folder.path().join("article.md");
    persist::write_atomic(&path, b"one").unwrap();
    persist::write_atomic(&path, b"two").unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"two");
    assert_eq!(names_in(folder.path()), ["article.md"]);
}

#[test]
fn a_place_that_does_not_fit_the_draft_follows_its_words() {
    let everything = fs::read_to_string("tests/fixtures/format-1/first.ron").unwrap();
    for (was, is) in [("end: 70", "end: 7000"), ("start: 31", "start: 32")] {
        assert!(everything.contains(was));
        let changed = everything.replacen(was, is, 1);
        let loaded = from_ron(changed.as_bytes(), Path::new("p.ron")).unwrap();
        let original = from_ron(everything.as_bytes(), Path::new("p.ron")).unwrap();
        let anchors = |project: &Project| -> Vec<_> {
            project
                .document()
                .anchors()
                .map(|(key, anchor)| (key.clone(), anchor.clone()))
                .collect()
        };
        assert_eq!(anchors(&loaded.project), anchors(&original.project), "{is}");
        assert_eq!(loaded.notes.len(), 1, "{is}: {:?}", loaded.notes);
    }
}
