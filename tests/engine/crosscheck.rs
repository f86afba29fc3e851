//! The cross-check: what a claim says in figures, dates and names, held against
//! what its evidence says.

use std::{collections::BTreeMap, fmt::Write as _, fs, path::PathBuf};

use nutgraf::{
    evidence::{CheckCache, CheckInput, PairEvidence, Report, Severity, check, crosscheck, follow},
    markdown::Structure,
    model::{
        Claim, ClaimId, ClaimStatus, Evidence, EvidenceRole, EvidenceTarget, Profile, Quote,
        QuoteId, Selector, Source,
    },
    text::Change,
};
use proptest::prelude::*;
use serde::Deserialize;

use crate::support::captured::captured;

/// The differences of a claim and one quote, as `code said ≠ found`.
fn differences(claim: &str, evidence: &str) -> Vec<String> {
    let found = crosscheck(claim, &[evidence]).into_iter().map(|difference| {
        let code = difference.kind.code().as_str();
        match difference.evidence {
            Some(found) => format!("{code}: {} ≠ {}", difference.claim_words, found.words),
            None => format!("{code}: {}", difference.claim_words),
        }
    });
    found.collect()
}

#[track_caller]
fn agrees(claim: &str, evidence: &str) {
    assert_eq!(differences(claim, evidence), [""; 0], "{claim} | {evidence}");
}

#[track_caller]
fn differs(claim: &str, evidence: &str, expected: &str) {
    assert_eq!(differences(claim, evidence), [expected], "{claim} | {evidence}");
}

#[test]
fn a_figure_in_words_is_the_figure_in_digits() {
    agrees("The audit was made by four staff.", "The audit was made by 4 staff.");
    agrees("Some 25 shops closed.", "Twenty-five shops closed.");
    agrees("It has 203 rooms.", "It has two hundred and three rooms.");
    agrees("It cost half a million pounds.", "It cost £500,000.");
    agrees("Two dozen people came.", "24 people came.");
    agrees("About 1,200 people came.", "One thousand two hundred people came.");
    agrees("The town has 1,250,000 people.", "The town has 1.25 million people.");
    agrees("The town has one and a half million people.", "The town has 1.5 million people.");
    agrees("It sold 1 200 cars.", "It sold 1,200 cars.");
}

#[test]
fn another_figure_for_what_is_counted_is_a_conflict() {
    differs(
        "Five staff looked at the accounts.",
        "Four staff looked at the accounts.",
        "figure-conflict: Five staff ≠ Four staff",
    );
    differs(
        "The fire killed 12 people.",
        "The fire killed 21 people.",
        "figure-conflict: 12 people ≠ 21 people",
    );
    differs(
        "The town has 5 million people.",
        "The town has 5 billion people.",
        "figure-conflict: 5 million people ≠ 5 billion people",
    );
    differs(
        "Prices fell to -3 degrees.",
        "Prices fell to 3 degrees.",
        "figure-conflict: -3 degrees ≠ 3 degrees",
    );
}

#[test]
fn a_figure_of_something_else_is_absent_and_no_conflict() {
    differs(
        "Five people died in the fire.",
        "Four people were injured in the fire.",
        "figure-absent: Five people",
    );
    differs(
        "Unemployment rose to 5 percent.",
        "Inflation rose to 3 percent.",
        "figure-absent: 5 percent",
    );
    differs("Seven women were elected.", "Nine men were elected.", "figure-absent: Seven women");
    differs(
        "Ford sold 400 cars in Leeds.",
        "Tesla sold 300 cars in York.",
        "figure-absent: 400 cars",
    );
}

#[test]
fn a_figure_may_be_rounded_at_its_last_printed_place() {
    agrees("The rate was 5 percent.", "The rate was 4.87 percent.");
    agrees("It drew 1.2 million visitors.", "It drew 1,238,511 visitors.");
    differs(
        "It drew 1.2 million visitors.",
        "It drew 1,261,000 visitors.",
        "figure-conflict: 1.2 million visitors ≠ 1,261,000 visitors",
    );
    differs(
        "The rate was 4.5 percent.",
        "The rate was 4.87 percent.",
        "figure-conflict: 4.5 percent ≠ 4.87 percent",
    );
}

#[test]
fn a_hedge_is_an_interval() {
    agrees("Nearly 300 people came.", "There came 291 people.");
    differs(
        "Nearly 300 people came.",
        "312 people came.",
        "figure-conflict: 300 people ≠ 312 people",
    );
    agrees("More than 300 people came.", "312 people came.");
    differs(
        "More than 300 people came.",
        "287 people came.",
        "figure-conflict: 300 people ≠ 287 people",
    );
    agrees("About 300 people came.", "312 people came.");
    differs(
        "About 300 people came.",
        "400 people came.",
        "figure-conflict: 300 people ≠ 400 people",
    );
    agrees("At least 40 people came.", "40 people came.");
    differs("Up to 40 people came.", "45 people came.", "figure-conflict: 40 people ≠ 45 people");
    agrees("Fewer than 50 people came.", "48 people came.");
    agrees("Between three and five people came.", "Four people came.");
    agrees("3 to 5 people came.", "3–5 people came.");
    differs(
        "Three to five people came.",
        "Seven people came.",
        "figure-conflict: Three to five people ≠ Seven people",
    );
}

#[test]
fn a_fraction_is_a_percentage() {
    agrees("A third of adults smoke.", "33% of adults smoke.");
    agrees("One in five adults smokes.", "20 percent of adults smoke.");
    agrees("Half of the voters stayed at home.", "50.2% of the voters stayed at home.");
    agrees("75 percent of pupils passed.", "Three quarters of pupils passed.");
    agrees("Two-thirds of the shops closed.", "67% of the shops closed.");
    differs(
        "A quarter of adults smoke.",
        "33% of adults smoke.",
        "figure-conflict: A quarter ≠ 33%",
    );
    differs(
        "One in five adults smokes.",
        "One in ten adults smokes.",
        "figure-conflict: One in five ≠ One in ten",
    );
    agrees("60 percent of the patients recovered.", "Of the patients, 120 of 200 recovered.");
}

#[test]
fn units_of_one_dimension_are_converted() {
    agrees("The road is 1.5 km long.", "The road is 1,500 metres long.");
    agrees("The film lasts 90 minutes.", "The film lasts 1.5 hours.");
    agrees("The film lasts 1 hour and 30 minutes.", "The film lasts 90 minutes.");
    agrees("It weighs 2 tonnes.", "It weighs 2,000 kg.");
    agrees("The road is 5 miles long.", "The road is 8 km long.");
    agrees("It was 20°C.", "It was 68 degrees Fahrenheit.");
    agrees("It fell by 50 basis points.", "It fell by half a percentage point.");
    differs("The road is 5 km long.", "The road is 5 miles long.", "unit-conflict: 5 km ≠ 5 miles");
    differs("The road is 5 km long.", "The road is 7 km long.", "figure-conflict: 5 km ≠ 7 km");
}

#[test]
fn percent_is_no_percentage_point_and_a_dollar_no_euro() {
    differs(
        "Support rose by 5 percent.",
        "Support rose by 5 percentage points.",
        "unit-conflict: 5 percent ≠ 5 percentage points",
    );
    differs("The fine was $5m.", "The fine was €5m.", "unit-conflict: $5m ≠ €5m");
    agrees("The fine was $1.2bn.", "The fine was 1,200,000,000 US dollars.");
    agrees("The fine was £5 million.", "The fine was five million pounds.");
    agrees("The rate is 5pc.", "The rate is 5 per cent.");
}

#[test]
fn a_ratio_is_worked_out_of_two_figures() {
    agrees("Sales doubled.", "Sales rose from 20 million to 40 million.");
    differs(
        "Sales doubled.",
        "Sales rose from 20 million to 60 million.",
        "figure-conflict: doubled ≠ 20 million to 60 million",
    );
    differs("Sales doubled.", "Sales rose.", "figure-absent: doubled");
    agrees("Sales halved.", "Sales fell by 50 percent.");
    agrees("Sales tripled.", "Sales went up threefold.");
    agrees("Sales rose by 50 percent.", "Sales rose from 20 million to 30 million.");
}

#[test]
fn what_only_names_something_is_no_figure() {
    for claim in [
        "COVID-19 is a disease.",
        "The G7 met.",
        "See Figure 3 on page 12.",
        "It is so [12].",
        "It is so [@ft-audit, p. 12].",
        "The DOI is 10.1000/182.",
        "They drove down Route 66.",
        "Version 2.8 came out.",
        "Call 020 7946 0018.",
        "ISBN 978-3-16-148410-0 is a number.",
        "He flew a Boeing 747.",
        "Louis XIV was king.",
        "1. Every point counts.",
        "The first thing is courage.",
        "No one came, and one of them knew.",
        "The 5G network is there.",
        "Article 50 was triggered.",
    ] {
        agrees(claim, "Nothing of the sort stands here.");
    }
}

#[test]
fn dates_agree_as_far_as_both_give_them() {
    agrees("It opened in 2019.", "It opened on 12 May 2019.");
    agrees("It opened on May 12, 2019.", "It opened on 12 May 2019.");
    agrees("It opened on 12 May 2019.", "It opened on 2019-05-12.");
    agrees("It opened in the 1990s.", "It opened in 1994.");
    agrees("It was built in the 19th century.", "It was built in 1844.");
    agrees("It opened in nineteen eighty-four.", "It opened in 1984.");
    agrees("It opened on 12/05/2019.", "It opened in 2019.");
    differs("It opened in 1998.", "It opened in 1996.", "date-conflict: 1998 ≠ 1996");
    differs(
        "It opened on 13 May 2019.",
        "It opened on 12 May 2019.",
        "date-conflict: 13 May 2019 ≠ 12 May 2019",
    );
    differs("The bridge opened in 1998.", "The town was proud of its bridge.", "date-absent: 1998");
    differs("The law was passed in 2019.", "The law was proposed in 2018.", "date-absent: 2019");
    differs(
        "It opened on a Tuesday.",
        "It opened on 12 May 2019.",
        "date-conflict: Tuesday ≠ 12 May 2019",
    );
}

#[test]
fn times_told_from_now_are_flagged() {
    for (claim, said) in [
        ("Prices rose last year.", "last year"),
        ("Prices rose recently.", "recently"),
        ("The minister is currently in Rome.", "currently"),
        ("The vote is next month.", "next month"),
        ("He left two years ago.", "ago"),
        ("It rained so far this year.", "so far this year"),
        ("Prices doubled in the past five years.", "past five years"),
    ] {
        let found = crosscheck(claim, &[]);
        assert_eq!(found.len(), 1, "{claim}");
        assert_eq!(
            (found[0].kind.code().as_str(), &*found[0].claim_words),
            ("date-relative", said)
        );
    }
    for claim in [
        "It was the last year of the war.",
        "The bank is next to the church.",
        "Until now he had been silent.",
        "The last week of May was wet.",
        "She said: “Prices rose last year.”",
        "The following year was wet.",
        "USA Today reported it.",
        "The now-defunct firm owed money.",
    ] {
        assert_eq!(differences(claim, ""), [""; 0], "{claim}");
    }
}

#[test]
fn a_name_one_or_two_letters_off_is_flagged() {
    differs(
        "The mayor is Anna Schmit.",
        "The mayor is Anna Schmidt.",
        "name-near-miss: Schmit ≠ Schmidt",
    );
    differs(
        "Jon Smith resigned.",
        "The mayor, John Smith, resigned.",
        "name-near-miss: Jon ≠ John",
    );
    differs(
        "It was in Gothenberg.",
        "It was in Gothenburg.",
        "name-near-miss: Gothenberg ≠ Gothenburg",
    );
    agrees("Smith’s house burned.", "The house of Smith burned.");
    agrees("The Smiths came.", "Smith came.");
    agrees("Koreans like it.", "Korea likes it.");
    agrees("Josè came.", "José came.");
    agrees("Most people came.", "Host people came.");
    agrees("Anna met Anne.", "Anne met Anna.");
}

#[test]
fn each_figure_is_paired_with_its_own() {
    agrees(
        "Of 12 staff, seven were men and five women.",
        "There were 12 staff: 7 men and 5 women.",
    );
    differs(
        "There were 7 men and 5 women.",
        "There were 7 men and 6 women.",
        "figure-conflict: 5 women ≠ 6 women",
    );
    differs(
        "Sales rose from 5 million to 7 million.",
        "Sales rose from 5 million to 8 million.",
        "figure-conflict: 7 million ≠ 8 million",
    );
    let swapped = differences("There were 7 men and 5 women.", "There were 5 men and 7 women.");
    assert_eq!(swapped, ["figure-conflict: 7 men ≠ 5 men", "figure-conflict: 5 women ≠ 7 women"]);
}

/// Numbers in several spellings, each with the noun that it counts.
fn spellings(number: u32) -> Vec<String> {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let mut all = vec![digits.clone(), grouped.clone(), grouped.replace(',', "\u{a0}")];
    let (million, rest) = (number / 1_000_000, number % 1_000_000);
    if million > 0 && rest == 0 {
        all.push(format!("{million} million"));
    }
    if million > 0 && rest % 100_000 == 0 {
        all.push(format!("{}.{} million", million, rest / 100_000));
    }
    if number.is_multiple_of(1_000) && number < 1_000_000 {
        all.push(format!("{} thousand", number / 1_000));
    }
    if number < 20 {
        const WORDS: [&str; 20] = [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ];
        all.push(WORDS[number as usize].to_owned());
    }
    all
}

fn is_conflict(code: &str) -> bool {
    matches!(code, "figure-conflict" | "unit-conflict" | "date-conflict")
}

proptest! {
    #[test]
    fn an_equal_figure_in_another_spelling_never_conflicts(
        number in prop_oneof![
            0..20u32,
            20..2_000_000u32,
            (1..900u32).prop_map(|n| n * 1_000),
            (1..90u32).prop_map(|n| n * 100_000),
        ],
        (one, other) in (any::<prop::sample::Index>(), any::<prop::sample::Index>()),
        noun in prop::sample::select(vec!["cars", "people", "km", "percent", "dollars", "trees"]),
    ) {
        let spellings = spellings(number);
        let claim = format!("The plant counted exactly {} {noun} at noon.", one.get(&spellings));
        let evidence = format!("At noon the plant counted exactly {} {noun}.", other.get(&spellings));
        let found = crosscheck(&claim, &[&evidence]);
        prop_assert!(found.is_empty(), "{claim} | {evidence} | {found:?}");
    }

    #[test]
    fn no_text_makes_it_panic_and_every_place_is_one_of_the_text(
        claim in prop_oneof![".{0,80}", texts()],
        evidence in prop_oneof![".{0,80}", texts()],
    ) {
        for difference in crosscheck(&claim, &[&evidence, &claim]) {
            prop_assert!(claim.get(difference.claim_range.clone()).is_some());
            prop_assert!(!difference.claim_range.is_empty());
            if let Some(PairEvidence { text: at, range, words }) = difference.evidence {
                prop_assert_eq!([&evidence, &claim][at].get(range), Some(words.as_str()));
            }
        }
    }

    #[test]
    fn a_text_never_conflicts_with_itself(text in texts()) {
        // Evidence has no citations, so they would be words there.
        let text = text.replace("[@a, p. 3]", "").replace("**", "");
        let found = crosscheck(&text, &[&text]);
        prop_assert!(!found.iter().any(|f| is_conflict(f.kind.code().as_str())), "{text} | {found:?}");
    }
}

/// Texts of what the cross-check looks at, in any order.
fn texts() -> impl Strategy<Value = String> {
    let pieces = vec![
        "12",
        "1,200",
        "-0.5",
        "a third",
        "half",
        "percent",
        "%",
        "percentage points",
        "€",
        "$",
        "5m",
        "bn",
        "million",
        "twenty",
        "-",
        "five",
        "hundred",
        "and",
        "to",
        "from",
        "between",
        "May",
        "2019",
        "12 May",
        "1990s",
        "’90s",
        "century",
        "19th",
        "Anna",
        "Smith",
        "people",
        "km",
        "miles",
        "in",
        "of",
        "the",
        "more than",
        "nearly",
        "up to",
        "doubled",
        "times",
        "as",
        "one in",
        "2:1",
        "7 p.m.",
        ".",
        ",",
        "\n\n",
        "**",
        "[@a, p. 3]",
        "“",
        "”",
        "½",
        "°C",
        "é",
        "last year",
        "now",
        "x2",
        "third-largest",
        "(",
        ")",
        "[12]",
        "10.1000/1",
        "99999999999999999999",
        "zero",
        "0",
        "0/0",
        "1/0",
        "per",
        "or",
        "\u{ad}",
        "ﬁ",
        "12.5.2019",
        "31/02/2020",
    ];
    let piece = prop::sample::select(pieces);
    prop::collection::vec((piece, any::<bool>()), 0..24).prop_map(|pieces| {
        let pieces =
            pieces.iter().map(|(piece, space)| format!("{piece}{}", if *space { " " } else { "" }));
        pieces.collect()
    })
}

/// What a careful checker says of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
enum Label {
    Agrees,
    Figure,
    Unit,
    Date,
    Absent,
}

/// A claim, its evidence and its label, written by hand before there were rules.
#[derive(Debug, Deserialize)]
struct Pair {
    label: Label,
    claim: String,
    evidence: String,
    name: bool,
}

fn pairs(file: &str) -> Vec<Pair> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(root.join("tests/fixtures/crosscheck").join(file)).unwrap();
    ron::from_str(&text).unwrap()
}

/// How often something was found where it is, and where it is not.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    there: usize,
    found: usize,
    beside: usize,
}

impl Tally {
    fn add(&mut self, is_there: bool, is_found: bool) {
        self.there += usize::from(is_there);
        self.found += usize::from(is_there && is_found);
        self.beside += usize::from(!is_there && is_found);
    }

    #[allow(clippy::cast_precision_loss, reason = "a few hundred")]
    fn precision(&self) -> f64 {
        self.found as f64 / (self.found + self.beside).max(1) as f64
    }

    #[allow(clippy::cast_precision_loss, reason = "a few hundred")]
    fn recall(&self) -> f64 {
        self.found as f64 / self.there.max(1) as f64
    }
}

/// Holds the pairs of a file against their labels. Gives the tally of conflicts and
/// what was told wrongly.
fn tally(file: &str) -> (Tally, String) {
    let (mut conflicts, mut names, mut absences) =
        (Tally::default(), Tally::default(), Tally::default());
    let mut table: BTreeMap<(Label, &str), usize> = BTreeMap::new();
    let mut missed = String::new();
    let pairs = pairs(file);
    for pair in &pairs {
        let found = crosscheck(&pair.claim, &[&pair.evidence]);
        let has =
            |codes: &[&str]| found.iter().any(|found| codes.contains(&found.kind.code().as_str()));
        let is_conflict = has(&["figure-conflict", "unit-conflict", "date-conflict"]);
        let is_absent = !is_conflict && has(&["figure-absent", "date-absent"]);
        let should = matches!(pair.label, Label::Figure | Label::Unit | Label::Date);
        conflicts.add(should, is_conflict);
        absences.add(pair.label == Label::Absent, is_absent);
        names.add(pair.name, has(&["name-near-miss"]));
        let told = match () {
            () if has(&["unit-conflict"]) => "unit",
            () if has(&["date-conflict"]) => "date",
            () if is_conflict => "figure",
            () if is_absent => "absent",
            () => "none",
        };
        *table.entry((pair.label, told)).or_default() += 1;
        let wrong = should != is_conflict
            || (pair.label == Label::Absent) != is_absent
            || pair.name != has(&["name-near-miss"]);
        if wrong {
            let Pair { label, claim, evidence, name } = pair;
            let told = differences(claim, evidence);
            writeln!(missed, "{label:?} {name}\n  {claim}\n  {evidence}\n  {told:?}").unwrap();
        }
    }
    println!("{missed}\n{} pairs: {table:?}", pairs.len());
    for (what, tally) in [("conflicts", conflicts), ("absences", absences), ("names", names)] {
        println!(
            "{what}: precision {:.3}, recall {:.3} {tally:?}",
            tally.precision(),
            tally.recall()
        );
    }
    (conflicts, missed)
}

#[test]
fn conflicts_of_pairs_labelled_by_hand_are_found_and_no_others() {
    let (conflicts, missed) = tally("pairs.ron");
    assert!(conflicts.precision() >= 0.98 && conflicts.recall() >= 0.95, "{missed}");
}

#[test]
fn the_pairs_by_which_the_rules_were_made_stay_right() {
    let (conflicts, missed) = tally("tuning.ron");
    assert!(conflicts.beside <= 1 && conflicts.there - conflicts.found <= 2, "{missed}");
}

const AUDIT: &str = "The audit office published its report on 12 May 2019.\n\nThe report was \
    written by 4 staff. It cost £1.2 million, and 33% of the grants were late.\n\nNothing else \
    was published.\n";

/// A draft whose claims are its sentences, and one source.
struct Desk {
    text: String,
    sources: Vec<Source>,
    quotes: Vec<Quote>,
    claims: Vec<(Claim, std::ops::Range<usize>)>,
    cache: CheckCache,
}

impl Desk {
    /// Each sentence is a claim that rests on the source, or on the quote whose words follow it.
    fn new(claims: &[(&str, Option<&str>)]) -> Self {
        let source = captured("ft-audit", AUDIT);
        let mut desk = Self {
            text: String::new(),
            sources: vec![source],
            quotes: Vec::new(),
            claims: Vec::new(),
            cache: CheckCache::default(),
        };
        for (at, (words, quote)) in claims.iter().enumerate() {
            let start = desk.text.len();
            desk.text += words;
            let mut claim = Claim::new(ClaimId::new(format!("c{at}")), *words);
            let source = desk.sources[0].id.clone();
            let target = match quote {
                None => EvidenceTarget::Source(source),
                Some(quote) => {
                    let id = QuoteId::new(format!("q{at}"));
                    let from = AUDIT.find(quote).unwrap();
                    desk.quotes.push(Quote {
                        id: id.clone(),
                        source,
                        selector: Selector::capture(AUDIT, from..from + quote.len()).unwrap(),
                        locator: String::new(),
                        speaker: String::new(),
                        note: String::new(),
                    });
                    EvidenceTarget::Quote(id)
                }
            };
            claim.evidence.push(Evidence {
                target,
                role: EvidenceRole::Supports,
                primary: false,
                locator: String::new(),
            });
            desk.claims.push((claim, start..desk.text.len()));
            desk.text += "\n\n";
        }
        desk
    }

    fn check(&mut self) -> Report {
        let structure = Structure::parse(&self.text);
        let mut cache = std::mem::take(&mut self.cache);
        let report = check(&self.input(&structure), &mut cache);
        self.cache = cache;
        report
    }

    fn input<'a>(&'a self, structure: &'a Structure) -> CheckInput<'a> {
        CheckInput {
            text: &self.text,
            structure,
            sources: &self.sources,
            quotes: &self.quotes,
            claims: self.claims.iter().map(|(claim, range)| (claim, range.clone())).collect(),
            uses: Vec::new(),
            profile: Profile::Standard,
        }
    }
}

/// The findings of a report as `severity code: message`.
fn told(report: &Report) -> Vec<String> {
    let findings = report.findings.iter();
    findings
        .map(|found| {
            format!("{} {}: {}", found.severity().as_str(), found.code().as_str(), found.message())
        })
        .collect()
}

#[test]
fn a_finding_shows_both_sides_and_where_the_evidence_stands() {
    let mut desk = Desk::new(&[(
        "The report was *written* by **five** staff [@ft-audit, p. 9].",
        Some("written by 4 staff"),
    )]);
    let report = desk.check();
    let warning = "warning figure-conflict: The claim says “five staff”; ft-audit, para. 2 says \
        “4 staff”.";
    assert_eq!(told(&report), [warning]);
    assert_eq!(&desk.text[report.findings[0].range.clone()], "five");
    let difference = &report.claims[0].discrepancies[0];
    let found = difference.evidence.as_ref().unwrap();
    assert_eq!(&AUDIT[found.range.clone()], "4 staff");
    desk.claims[0].0.status = ClaimStatus::Confirmed;
    let report = desk.check();
    let conflict = report
        .findings
        .iter()
        .find(|found| found.code() == nutgraf::evidence::Code::FigureConflict);
    assert_eq!(conflict.unwrap().severity(), Severity::Error);
}

#[test]
fn a_quote_is_widened_to_its_sentence_and_a_source_is_read_as_a_whole() {
    let mut desk = Desk::new(&[
        ("A third of the grants were late.", Some("It cost £1.2 million")),
        ("The report came out on 12 May.", None),
        ("The report ran to 300 pages.", None),
        ("The report came out on 12 May.", Some("Nothing else was published.")),
    ]);
    let report = desk.check();
    let expected = [
        "info figure-absent: The claim says “300 pages”; its evidence has no such figure.",
        "info date-absent: The claim says “12 May”; its evidence has no such date.",
    ];
    assert_eq!(told(&report), expected);
    let supported: Vec<&str> = report
        .claims
        .iter()
        .flat_map(|checked| &checked.supported)
        .map(|supported| &*supported.evidence.words)
        .collect();
    assert_eq!(supported, ["33%", "12 May 2019"]);
}

#[test]
fn what_contradicts_a_claim_does_not_bear_it_out() {
    let mut desk = Desk::new(&[("The report was written by 4 staff.", Some("written by 4 staff"))]);
    assert_eq!(desk.check().claims[0].supported.len(), 1);
    desk.claims[0].0.evidence[0].role = EvidenceRole::Contradicts;
    assert!(desk.check().claims.is_empty());
    desk.claims[0].0.evidence[0].role = EvidenceRole::Context;
    assert_eq!(desk.check().claims[0].supported.len(), 1);
    desk.claims[0].0.status = ClaimStatus::Opinion;
    assert!(desk.check().claims.is_empty());
}

#[test]
fn a_claim_without_evidence_is_only_asked_when_it_was() {
    let mut desk = Desk::new(&[("Five staff left last year.", None), ("Five staff left.", None)]);
    desk.claims.iter_mut().for_each(|(claim, _)| claim.evidence.clear());
    let report = desk.check();
    assert_eq!(report.claims.len(), 1);
    assert_eq!(report.findings.len(), 1);
    assert_eq!(report.findings[0].code().as_str(), "date-relative");
}

#[test]
fn a_quote_that_the_snapshot_lost_is_read_by_its_own_words() {
    let mut desk = Desk::new(&[("It was written by five staff.", Some("written by 4 staff"))]);
    desk.sources[0].snapshot = None;
    let report = desk.check();
    let expected = "warning figure-conflict: The claim says “five staff”; ft-audit says “4 staff”.";
    assert_eq!(told(&report), [expected]);
    let found = report.claims[0].discrepancies[0].evidence.clone().unwrap();
    assert_eq!(&AUDIT[found.range], "4 staff");
}

#[test]
fn differences_move_with_an_edit_and_go_where_it_touches_their_claim() {
    let mut desk = Desk::new(&[
        ("It was written by five staff.", Some("written by 4 staff")),
        ("It cost £1.3 million.", Some("It cost £1.2 million")),
    ]);
    let mut report = desk.check();
    assert_eq!(report.findings.len(), 2);
    let mut edit = |report: &mut Report, change: &Change| {
        let mut structure = Structure::parse(&desk.text);
        change.apply(&mut desk.text).unwrap();
        let reread = structure.reparse(&desk.text, change);
        follow(report, change, &reread, &desk.input(&structure), None);
        let said = report.claims.iter().flat_map(|checked| &checked.discrepancies);
        said.map(|difference| desk.text[difference.claim_range.clone()].to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(edit(&mut report, &Change::insert(0, "Before. ")), ["five", "£1.3 million"]);
    let ranges: Vec<_> = report.findings.iter().map(|found| found.range.clone()).collect();
    assert_eq!(ranges, [26..30, 47..60]);
    assert_eq!(edit(&mut report, &Change::replace(26..30, "six")), ["£1.3 million"]);
    assert_eq!(report.findings.len(), 1);
    assert_eq!(report.claims.len(), 1);
}

#[test]
fn a_check_that_remembers_says_what_a_new_one_says() {
    let mut desk = Desk::new(&[
        ("It was written by five staff.", Some("written by 4 staff")),
        ("It cost £1.3 million.", None),
    ]);
    let first = desk.check();
    assert_eq!(desk.check(), first);
    desk.text.insert_str(0, "Before. ");
    desk.claims.iter_mut().for_each(|(_, range)| *range = range.start + 8..range.end + 8);
    let kept = desk.check();
    desk.cache = CheckCache::default();
    assert_eq!(kept, desk.check());
    desk.sources[0] = captured("ft-audit", &AUDIT.replace("4 staff", "five staff"));
    desk.quotes[0].selector = Selector::capture(
        &AUDIT.replace("4 staff", "five staff"),
        desk.quotes[0].selector.start..desk.quotes[0].selector.start + 21,
    )
    .unwrap();
    assert_eq!(desk.check().claims[0].discrepancies, []);
}
