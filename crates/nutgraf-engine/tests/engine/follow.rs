//! A report that follows the edits is the report that a whole check would give.

use nutgraf_engine::{
    evidence::{CheckCache, CheckInput, CheckedQuotation, Code, Report, check, follow},
    markdown::Structure,
    model::{Profile, Source},
    range::DraftRange,
    text::{Change, Edit},
};
use proptest::prelude::*;

use crate::support::captured::captured;

const HEARING: &str = "The ban was not popular with the four creators, she said. \
    The committee met on Tuesday, and it heard nobody from the company.\n";

const REPORT: &str = "Speed cameras cut crashes by a fifth on the roads that had them.\n";

const DRAFT: &str = "# Üben\n\n“The ban was popular with the four creators” [@hearing]. She \
    said ‘met on Tuesday’ and “speed cameras cut crashes by a fifth” [@hearing].\n\n\
    > The committee met on\n> Tuesday, and it heard “nobody from the company”.\n>\n> — Name\n\n\
    “It heard nobody.\n\n“Nothing else stands here.” And “so-called” [@nobody].\n";

/// A draft with something to check in most of its sentences.
/// Draft, sources and what is kept between checks.
struct Desk {
    text: String,
    structure: Structure,
    sources: Vec<Source>,
    cache: CheckCache,
}

impl Desk {
    fn new(text: &str) -> Self {
        let sources = vec![captured("hearing", HEARING), captured("report", REPORT)];
        let structure = Structure::parse(text);
        Self { text: text.to_owned(), structure, sources, cache: CheckCache::default() }
    }

    fn input<'a>(&'a self, structure: &'a Structure) -> CheckInput<'a> {
        CheckInput {
            text: &self.text,
            structure,
            sources: &self.sources,
            quotes: &[],
            claims: Vec::new(),
            uses: Vec::new(),
            profile: Profile::Standard,
        }
    }

    fn check(&mut self) -> Report {
        let structure = Structure::parse(&self.text);
        let mut cache = std::mem::take(&mut self.cache);
        let report = check(&self.input(&structure), &mut cache);
        self.cache = cache;
        report
    }

    fn edit(&mut self, report: &mut Report, change: &Change) {
        change.apply(&mut self.text).unwrap();
        let corpus = self.cache.corpus(&self.sources);
        let reread = self.structure.reparse(&self.text, change);
        follow(report, change, &reread, &self.input(&self.structure), Some(&corpus));
    }
}

/// What a report says of quotations.
type Told = (Vec<CheckedQuotation>, Vec<(Code, DraftRange, String)>);

fn told(report: &Report) -> Told {
    let findings = report.findings.iter().filter(|finding| finding.code().is_about_a_quotation());
    let findings = findings.map(|f| (f.code(), f.range, f.message()));
    (report.quotations.clone(), findings.collect())
}

#[test]
fn a_word_changed_in_a_quotation_is_judged_at_once() {
    let mut desk = Desk::new(DRAFT);
    let mut report = desk.check();
    let at = DRAFT.find("popular").unwrap();
    desk.edit(&mut report, &Change::insert(at, "not "));
    assert_eq!(report.quotations[0].judgement.verdict.as_str(), "verbatim");
    assert_eq!(told(&report), told(&desk.check()));
}

#[test]
fn what_an_edit_does_not_touch_is_moved_and_not_judged_again() {
    let mut desk = Desk::new(DRAFT);
    let mut report = desk.check();
    // A judgement nobody would make shows whether it was made anew.
    for checked in &mut report.quotations {
        checked.judgement.matches = 77;
    }
    desk.edit(&mut report, &Change::insert(0, "Before all.\n\n"));
    assert!(report.quotations.iter().all(|checked| checked.judgement.matches == 77));
    let place = desk.text.find("Tuesday’").unwrap();
    desk.edit(&mut report, &Change::insert(place, "some "));
    let anew = report.quotations.iter().filter(|checked| checked.judgement.matches != 77);
    let anew: Vec<&str> = anew.map(|checked| checked.text.as_str()).collect();
    assert_eq!(anew, ["met on some Tuesday"]);
}

#[test]
fn a_citation_put_behind_a_quotation_judges_it_again() {
    let mut desk = Desk::new("It says “speed cameras cut crashes by a fifth” now.");
    let mut report = desk.check();
    assert_eq!(report.quotations[0].judgement.verdict.as_str(), "typographic");
    let at = desk.text.find(" now").unwrap();
    desk.edit(&mut report, &Change::insert(at, " [@hearing]"));
    assert_eq!(report.quotations[0].judgement.verdict.as_str(), "other-source");
}

#[test]
fn a_replacement_all_over_the_draft_waits_for_the_whole_check() {
    let mut desk = Desk::new(&"“it heard nobody from the company” ".repeat(40));
    let mut report = desk.check();
    assert_eq!(report.quotations.len(), 40);
    let hits = desk.text.match_indices("nobody").map(|(at, word)| Edit {
        range: DraftRange::new(at, at + word.len()),
        insert: "somebody".to_owned(),
    });
    let change = Change::of(hits.collect()).unwrap();
    desk.edit(&mut report, &change);
    assert_eq!(report, Report::default());
}

/// What a writer types, in and around quotations.
fn typed() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z ]{1,6}",
        Just("“".to_owned()),
        Just("”".to_owned()),
        Just("\"".to_owned()),
        Just("‘".to_owned()),
        Just("> ".to_owned()),
        Just("\n\n".to_owned()),
        Just("\n".to_owned()),
        Just("[@hearing]".to_owned()),
        Just("[@report]".to_owned()),
        Just("“it heard nobody from the company”".to_owned()),
        Just("*".to_owned()),
        Just("`".to_owned()),
        Just("…".to_owned()),
        Just(String::new()),
    ]
}

proptest! {
    #[test]
    fn after_any_edits_it_says_what_a_whole_check_says(
        edits in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..40, typed()), 1..12),
    ) {
        let mut desk = Desk::new(DRAFT);
        let mut report = desk.check();
        for (at, length, insert) in edits {
            let boundaries: Vec<usize> =
                desk.text.char_indices().map(|(at, _)| at).chain([desk.text.len()]).collect();
            let start = at.index(boundaries.len());
            let end = (start + length).min(boundaries.len() - 1);
            desk.edit(&mut report, &Change::replace(boundaries[start]..boundaries[end], insert));
            prop_assert_eq!(told(&report), told(&desk.check()), "{:?}", &desk.text);
        }
    }
}
