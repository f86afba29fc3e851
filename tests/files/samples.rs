//! The sample projects as goldens: what is in `projects/` opens, checks, saves
//! and exports byte for byte, and shows what it is there to show.
//!
//! The project files are the truth. `UPDATE_GOLDENS=1 cargo test --test files samples::`
//! renews what is derived from them, the reports and exports in
//! `tests/fixtures/samples`; read the difference before it lands.

use std::{collections::BTreeSet, fs, path::PathBuf};

use nutgraf::{
    cli::report::report_json,
    exchange::export::{MarkdownOptions, markdown},
    persist::{self, Expect},
    project::Project,
};
use nutgraf_engine::{
    evidence::{CheckCache, Code, Report, Severity, Verdict, check},
    markdown::Structure,
    model::{ClaimStatus, EvidenceTarget},
    text::AnchorKey,
};

const EXPLAINER: &str = "why-the-us-debated-a-ban";
const CHECK_A_QUOTE: &str = "how-to-check-a-quote";
const SAMPLES: [&str; 2] = [EXPLAINER, CHECK_A_QUOTE];

fn projects() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/projects"))
}

fn file(name: &str) -> PathBuf {
    projects().join(format!("{name}.nutgraf.ron"))
}

fn open(name: &str) -> Project {
    let opened = persist::load(&file(name)).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(opened.notes, [], "{name}");
    opened.project
}

fn report(project: &Project) -> Report {
    let structure = Structure::parse(project.draft());
    check(&project.check_input(&structure), &mut CheckCache::default())
}

/// Compares with a golden of `tests/fixtures/samples`, or renews it.
fn assert_golden(name: &str, actual: &str) {
    let path = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/samples"));
    let path = path.join(name);
    if std::env::var_os("UPDATE_GOLDENS").is_some_and(|value| value == "1") {
        persist::write_atomic(&path, actual.as_bytes()).unwrap();
    }
    let golden = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        golden == actual,
        "{name} is not what the golden holds; UPDATE_GOLDENS=1 renews it. It is now:\n{actual}"
    );
}

#[test]
fn saving_a_sample_gives_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    for name in SAMPLES {
        let copy = folder.path().join(name);
        persist::save(&open(name), &copy, Expect::Nothing).unwrap();
        assert!(fs::read(copy).unwrap() == fs::read(file(name)).unwrap(), "{name}");
    }
}

#[test]
fn checking_a_sample_gives_its_golden() {
    for name in SAMPLES {
        let project = open(name);
        let json = report_json(&report(&project), project.draft(), &[]);
        assert_golden(&format!("{name}.check.json"), &json);
    }
}

#[test]
fn exporting_a_sample_gives_its_golden() {
    for name in SAMPLES {
        let export = markdown(&open(name), &MarkdownOptions::default());
        assert_eq!(export.warnings, [], "{name}");
        assert_golden(&format!("{name}.export.md"), &export.text);
    }
}

#[test]
fn every_snapshot_is_the_text_that_was_captured() {
    for name in SAMPLES {
        let project = open(name);
        for snapshot in project.sources().iter().filter_map(|source| source.snapshot.as_ref()) {
            assert!(snapshot.is_intact(), "{name}");
        }
    }
}

#[test]
fn every_quote_card_holds_the_words_and_the_place_of_its_snapshot() {
    for name in SAMPLES {
        let project = open(name);
        for quote in project.quotes() {
            let source = project.source(&quote.source).unwrap();
            let snapshot = source.snapshot.as_ref().unwrap();
            let range = quote.selector.range();
            assert_eq!(&snapshot.text[range], quote.selector.exact, "{name}");
            assert_eq!(snapshot.locator(range.start), quote.locator, "{name}: {quote:?}");
            let is_used =
                |(key, _): (&AnchorKey, _)| matches!(key, AnchorKey::Use(id, _) if *id == quote.id);
            assert!(project.document().anchors().any(is_used), "{name}: {quote:?} is used nowhere");
        }
    }
}

#[test]
fn a_citation_leads_to_the_paragraph_in_which_its_quotation_stands() {
    for name in SAMPLES {
        let project = open(name);
        let structure = Structure::parse(project.draft());
        for checked in report(&project).quotations {
            let judgement = &checked.judgement;
            let Some(matched) = &judgement.matched else { continue };
            if judgement.verdict == Verdict::OtherSource {
                continue;
            }
            let source = project.source_by_key(judgement.source.as_deref().unwrap()).unwrap();
            let place = source.snapshot.as_ref().unwrap().locator(matched.start);
            let citations = &structure.quotations[checked.quotation].citations;
            let items = citations.iter().flat_map(|at| &structure.citations[*at].items);
            let mut places = items.filter(|item| item.key == source.key).map(|item| &item.locator);
            assert!(places.any(|cited| *cited == place), "{name}: {} is in {place}", checked.text);
        }
    }
}

#[test]
fn the_explainer_has_one_altered_number_and_no_other_error() {
    let report = report(&open(EXPLAINER));
    let errors: Vec<_> = report
        .findings
        .iter()
        .filter(|f| f.severity() == Severity::Error)
        .map(|f| f.code())
        .collect();
    assert_eq!(errors, [Code::FigureConflict, Code::QuoteAltered]);
    let verdicts: Vec<_> = report.quotations.iter().map(|q| q.judgement.verdict).collect();
    for verdict in [Verdict::Verbatim, Verdict::Typographic, Verdict::Marked] {
        assert!(verdicts.contains(&verdict), "{verdict:?}");
    }
    let altered = report.quotations.iter().find(|q| !q.judgement.verdict.passes()).unwrap();
    assert_eq!(
        altered.judgement.notes.iter().map(|note| note.as_str()).collect::<Vec<_>>(),
        ["number"]
    );
}

#[test]
fn every_quotation_of_the_explainer_is_under_ten_words_and_cited() {
    let project = open(EXPLAINER);
    let structure = Structure::parse(project.draft());
    assert_eq!(structure.quotations.len(), report(&project).quotations.len());
    for quotation in &structure.quotations {
        let words: usize = quotation
            .words
            .iter()
            .map(|range| project.draft()[*range].split_whitespace().count())
            .sum();
        assert!((1..10).contains(&words), "{}", &project.draft()[quotation.range]);
        assert!(!quotation.citations.is_empty(), "{}", &project.draft()[quotation.range]);
    }
    for quote in project.quotes() {
        assert!(quote.selector.exact.split_whitespace().count() < 10, "{}", quote.selector.exact);
        assert!(!quote.speaker.is_empty(), "{}", quote.selector.exact);
    }
}

#[test]
fn the_claims_of_the_explainer_are_confirmed_stale_and_unchecked() {
    let project = open(EXPLAINER);
    let headline = project.headline();
    assert_eq!(
        (headline.claims, headline.settled, headline.stale, headline.orphaned),
        (5, 3, 1, 0)
    );
    let unchecked = project.claims().iter().filter(|c| c.status == ClaimStatus::Unchecked);
    assert_eq!(unchecked.count(), 1);
    let rest_on_quotes = project.claims().iter().filter(|claim| {
        claim.evidence.iter().any(|evidence| matches!(evidence.target, EvidenceTarget::Quote(_)))
    });
    assert_eq!(rest_on_quotes.count(), 4);
}

#[test]
fn how_to_check_a_quote_shows_every_verdict_and_a_hidden_negation() {
    let report = report(&open(CHECK_A_QUOTE));
    let shown: BTreeSet<_> = report.quotations.iter().map(|q| q.judgement.verdict).collect();
    assert_eq!(shown, BTreeSet::from(Verdict::ALL));
    let warnings: Vec<_> = report
        .findings
        .iter()
        .filter(|finding| finding.severity() == Severity::Warning)
        .map(|finding| finding.code())
        .collect();
    assert_eq!(warnings, [Code::FigureAbsent, Code::QuoteHidesNegation]);
    assert!(report.findings.iter().all(|finding| finding.code() != Code::CitationUnknown));
}

#[test]
fn the_example_sources_are_the_files_beside_the_sample() {
    let project = open(CHECK_A_QUOTE);
    for (key, name) in [("house-rules", "house-rules.md"), ("interview", "interview.txt")] {
        let source = project.source_by_key(key).unwrap();
        let text = fs::read_to_string(projects().join("sources").join(name)).unwrap();
        assert_eq!(*source.snapshot.as_ref().unwrap().text, *text, "{name}");
    }
    assert!(project.source_by_key("lost-broadcast").unwrap().snapshot.is_none());
}

#[test]
fn the_samples_are_short_reads() {
    for (name, words) in [(EXPLAINER, 380..=480), (CHECK_A_QUOTE, 450..=650)] {
        let count = Structure::parse(open(name).draft()).words;
        assert!(words.contains(&count), "{name} has {count} words");
    }
}
