//! Drafts checked as a whole: what is judged and what is found.

use jiff::Timestamp;

use super::*;
use crate::{
    evidence::{FindingCounts, Severity, verdict::Verdict},
    model::{Claim, ClaimCheck, ClaimId, Quote, QuoteId, Selector, Snapshot, Source, SourceId},
    range::DraftRange,
};

const A: &str =
    "Four staff looked at the file. The keeper said it was never meant for the public.\n";
const B: &str = "Dual use means a civil and a military purpose. Nobody asked us, she recalled.\n";

fn article(text: &str) -> Report {
    let sources =
        [("a", A), ("b", B)].map(|(key, text)| (key.into(), text.into(), SnapshotFormat::Plain));
    check_article(text, &sources, Profile::Standard)
}

fn verdicts(report: &Report) -> Vec<(&str, &'static str)> {
    let checked = report.quotations.iter();
    checked.map(|checked| (checked.text.as_str(), checked.judgement.verdict.as_str())).collect()
}

fn codes(report: &Report) -> Vec<&'static str> {
    report.findings.iter().map(|finding| finding.code().as_str()).collect()
}

#[test]
fn long_cited_and_block_quotations_are_judged_and_scare_quotes_are_not() {
    let text = "So-called “dual use”.\n\nIt is “dual use” [@b].\n\nHe wrote: “Five staff looked at the file.”\n\n> it was never meant\n> for the public\n>\n> — Jane Doe\n";
    let report = article(text);
    assert_eq!(
        verdicts(&report),
        [
            ("dual use", "typographic"),
            ("Five staff looked at the file.", "altered"),
            ("it was never meant\nfor the public", "typographic"),
        ]
    );
    let dual = &report.quotations[0];
    assert_eq!(&text[dual.range], "dual use");
    assert_eq!(dual.source_words.as_deref(), Some("Dual use"));
    assert_eq!(codes(&report), ["quote-altered"]);
}

#[test]
fn words_in_code_links_and_front_matter_are_not_quotations() {
    let text = "---\ntitle: “Five staff looked at the file”\n---\n\n`“Five staff looked at the file”` and\n\n    “Five staff looked at the file”\n\n[law](http://x.y \"Five staff looked at the file\") is 5'10\" tall, isn't it, the dogs' owner's?\n";
    assert_eq!(verdicts(&article(text)), []);
}

#[test]
fn quotations_in_lists_tables_notes_and_emphasis_are_judged() {
    let text = "- *“Four staff looked at the file.”*\n\n| a | b |\n|---|---|\n| “Four staff looked at the file” | c |\n\nText.[^1]\n\n[^1]: As “four staff looked at the [file](http://x.y)” says.\n";
    let report = article(text);
    assert_eq!(report.quotations.len(), 3, "{:?}", verdicts(&report));
    assert!(report.quotations.iter().all(|checked| checked.judgement.verdict.passes()));
}

#[test]
fn an_inner_quotation_is_judged_only_where_the_outer_does_not_pass() {
    let passing = article("She said “The keeper said ‘it was never meant for the public’ again”.");
    assert_eq!(passing.quotations.len(), 2, "the outer has a word too many");
    let source = [(
        "a".to_owned(),
        "She said: “he told us ‘we are all here now’ twice”.".to_owned(),
        SnapshotFormat::Plain,
    )];
    let text = "It reads “he told us ‘we are all here now’ twice”.";
    assert_eq!(check_article(text, &source, Profile::Standard).quotations.len(), 1);
}

#[test]
fn a_quotation_over_several_paragraphs_is_one_and_stands_as_one() {
    let source = [(
        "a".to_owned(),
        "“First it rained for a week.\n\n“Then the river came up.”\n".to_owned(),
        SnapshotFormat::Plain,
    )];
    let text = "“First it rained for a week.\n\n“Then the river came up.”\n";
    let report = check_article(text, &source, Profile::Standard);
    assert_eq!(report.quotations.len(), 1);
    assert!(report.quotations[0].judgement.verdict.passes(), "{report:?}");
}

#[test]
fn in_an_article_an_unknown_key_searches_every_source() {
    let report = article("“Four staff looked at the file” [@elsewhere].");
    assert_eq!(verdicts(&report), [("Four staff looked at the file", "verbatim")]);
    assert_eq!(codes(&report), Vec::<&str>::new());
    let report = article("“Four staff looked at the file” [@b].");
    assert_eq!(codes(&report), ["quote-other-source"]);
}

#[test]
fn the_profile_decides_how_much_a_marked_or_typographic_change_weighs() {
    let sources = [("a".to_owned(), A.to_owned(), SnapshotFormat::Plain)];
    let text = "“Four … looked at the file” and “it was  never meant for the public”.";
    let codes_of = |profile| -> Vec<(&str, Severity)> {
        let report = check_article(text, &sources, profile);
        report.findings.iter().map(|f| (f.code().as_str(), f.severity())).collect()
    };
    assert_eq!(codes_of(Profile::Standard), []);
    assert_eq!(
        codes_of(Profile::Strict),
        [("quote-marked", Severity::Error), ("quote-typographic", Severity::Info)]
    );
}

#[test]
fn a_hidden_negation_is_a_warning_with_its_words() {
    let report = article("“The keeper said it was … meant for the public.”");
    assert_eq!(report.quotations[0].judgement.verdict, Verdict::Marked);
    assert_eq!(codes(&report), ["quote-hides-negation"]);
    assert!(report.findings[0].message().contains("“never”"), "{:?}", report.findings);
    assert_eq!(report.summary(), FindingCounts { errors: 0, warnings: 1, infos: 0 });
}

#[test]
fn direction_marks_are_pointed_at() {
    let report = article("abc \u{202e}\u{2066}def");
    assert_eq!(codes(&report), ["bidi-control"]);
    assert_eq!(report.findings[0].range, 4..10);
}

#[test]
fn characters_that_do_nothing_are_pointed_at() {
    let report =
        article("a\u{200b}\u{feff}b, d\u{200c}o, می\u{200c}خواهم, 👩\u{200d}👧, א\u{200f}");
    let places: Vec<_> = report.findings.iter().map(|f| (f.code().as_str(), f.range)).collect();
    assert_eq!(
        places,
        [("invisible-character", (1..7).into()), ("invisible-character", (11..14).into())]
    );
    assert_eq!(report.summary(), FindingCounts { errors: 0, warnings: 0, infos: 2 });
}

#[test]
fn nesting_beyond_the_bound_is_pointed_at() {
    let report = article(&format!("a\n\n{}b", "- ".repeat(120)));
    assert_eq!(codes(&report), ["nested-too-deep"]);
    assert_eq!(report.findings[0].range, 203..242);
    assert!(article(&"- ".repeat(100)).findings.is_empty());
}

fn project(
    text: &str,
    claims: Vec<(&Claim, DraftRange)>,
    uses: Vec<(QuoteId, DraftRange)>,
) -> Report {
    project_of(text, claims, uses, "Anna Grey")
}

fn project_of(
    text: &str,
    claims: Vec<(&Claim, DraftRange)>,
    uses: Vec<(QuoteId, DraftRange)>,
    speaker: &str,
) -> Report {
    let snapshot =
        |text: &str| Some(Snapshot::capture(text, SnapshotFormat::Plain, Timestamp::UNIX_EPOCH));
    let sources = [
        Source { snapshot: snapshot(A), ..Source::new(SourceId::new("s1"), "a") },
        Source { snapshot: snapshot(B), ..Source::new(SourceId::new("s2"), "b") },
        Source::new(SourceId::new("s3"), "c"),
    ];
    let start = A.find("it was never").unwrap();
    let quotes = [Quote {
        id: QuoteId::new("q1"),
        source: SourceId::new("s1"),
        selector: Selector::capture(A, start..A.len() - 2).unwrap(),
        locator: String::new(),
        speaker: speaker.to_owned(),
        note: String::new(),
    }];
    let structure = Structure::parse(text);
    let input = CheckInput {
        text,
        structure: &structure,
        sources: &sources,
        quotes: &quotes,
        claims,
        uses,
        profile: Profile::Standard,
    };
    let mut cache = CheckCache::default();
    let report = check(&input, &mut cache);
    assert_eq!(check(&input, &mut cache), report, "a second check says the same");
    assert_eq!(cache.len(), 2);
    report
}

#[test]
fn unknown_keys_and_missing_snapshots_are_findings() {
    let report = project(
        "“Four staff looked at the file” [@x].\n\n“Nobody asked us” [@c].\n",
        vec![],
        vec![],
    );
    assert_eq!(codes(&report), ["citation-unknown", "quote-no-snapshot"]);
    assert!(report.quotations[0].judgement.verdict.passes());
}

#[test]
fn a_quotation_is_tied_to_the_card_whose_passage_it_quotes() {
    let text = "“it was never meant for the public”, said John Brown.";
    let report = project(text, vec![], vec![]);
    assert_eq!(report.quotations[0].quote, Some(QuoteId::new("q1")));
    assert_eq!(codes(&report), ["quote-speaker"]);
    assert_eq!(
        codes(&project("“it was never meant for the public”, said Grey.", vec![], vec![])),
        Vec::<&str>::new()
    );
}

#[test]
fn a_short_quotation_that_uses_a_card_is_judged_against_its_source() {
    let text = "It was “meant for us”.";
    let tied = vec![(QuoteId::new("q1"), (7..22).into())];
    let report = project(text, vec![], tied);
    assert_eq!(verdicts(&report), [("meant for us", "altered")]);
    assert_eq!(project(text, vec![], vec![]).quotations.len(), 0);
}

#[test]
fn claims_that_changed_vanished_or_rest_on_nothing_are_findings() {
    let text = "Five staff looked. It closed in May.";
    let mut stale = Claim::new(ClaimId::new("c1"), "Four staff looked.");
    stale.checked = Some(ClaimCheck {
        at: Timestamp::UNIX_EPOCH,
        by: String::new(),
        text: "Four staff looked.".into(),
    });
    let mut bare = Claim::new(ClaimId::new("c2"), "It closed in May.");
    bare.status = ClaimStatus::Confirmed;
    let gone = Claim::new(ClaimId::new("c3"), "It never opened again.");
    let report = project(
        text,
        vec![
            (&stale, DraftRange::new(0, 18)),
            (&bare, DraftRange::new(19, 36)),
            (&gone, DraftRange::at(36)),
        ],
        vec![],
    );
    assert_eq!(codes(&report), ["claim-stale", "claim-unsupported", "claim-orphaned"]);
    assert!(report.findings.iter().all(|finding| finding.severity() == Severity::Warning));
}

#[test]
fn an_index_is_dropped_when_its_snapshot_is() {
    let snapshot = Snapshot::capture(A, SnapshotFormat::Plain, Timestamp::UNIX_EPOCH);
    let mut cache = CheckCache::default();
    let index = cache.index(&snapshot);
    assert!(Arc::ptr_eq(&index, &cache.index(&snapshot)));
    cache.retain([&snapshot]);
    assert!(!cache.is_empty());
    cache.retain([]);
    assert!(cache.is_empty());
}

#[test]
fn the_line_that_names_the_speaker_of_a_card_is_no_part_of_the_words() {
    let draft = |line: &str| format!("> it was never meant for the public [@a]\n>\n> — {line}\n");
    for speaker in ["Anna Grey", "a spokesman", "the company’s chief clerk and two others"] {
        let report = project_of(&draft(speaker), vec![], vec![], speaker);
        let [quotation] = &report.quotations[..] else { panic!("{:?}", report.quotations) };
        assert_eq!(quotation.text, "it was never meant for the public", "{speaker}");
        assert!(quotation.judgement.verdict.passes(), "{speaker}");
        assert_eq!(codes(&report), [""; 0], "{speaker}");
    }
    // What no card names may go on with what is said.
    let report = project_of(&draft("and never will be"), vec![], vec![], "Anna Grey");
    assert!(!report.quotations[0].judgement.verdict.passes());
}
