//! Pairs of a claim and a passage that were labelled by hand.

use std::{collections::BTreeMap, fmt::Write as _, fs, path::PathBuf};

use nutgraf_engine::{
    evidence::{Corpus, CorpusSource, LikelyPassage, SnapshotIndex, crosscheck, likely_passages},
    model::SnapshotFormat,
    range::SourceRange,
};
use serde::Deserialize;

use super::differences;

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

/// Passages that have the words of a figure, and count something else by it.
fn beside(figure: &str) -> Vec<String> {
    // “Twice a day” counts nothing that there could be umbrellas of.
    let number = figure.rsplit_once(' ').map(|(number, _)| number);
    let Some(number) = number.filter(|number| !number.ends_with(" a")) else {
        return Vec::new();
    };
    vec![
        format!("In another town {number} umbrellas were counted."),
        format!("The catalogue lists {number} umbrellas and a walking stick."),
    ]
}

#[test]
fn a_second_passage_with_the_figure_of_something_else_silences_no_conflict() {
    let (mut told, mut silenced) = (0, Vec::new());
    for file in ["pairs.ron", "tuning.ron"] {
        for pair in pairs(file) {
            let found = crosscheck(&pair.claim, &[&pair.evidence]);
            let figures = found.iter().filter(|one| one.kind.code().as_str() == "figure-conflict");
            for figure in figures {
                for passage in beside(&figure.claim_words) {
                    told += 1;
                    let both = crosscheck(&pair.claim, &[&pair.evidence, &passage]);
                    if !both.iter().any(|one| one.kind == figure.kind) {
                        silenced.push(format!("{} | {} | {passage}", pair.claim, pair.evidence));
                    }
                }
            }
        }
    }
    assert!(told > 50, "{told}");
    assert_eq!(silenced, [""; 0], "{} of {told}", silenced.len());
}

/// A corpus of five sources that hold the evidence of all pairs, a passage a paragraph, with
/// the source and the bytes of each.
fn library(pairs: &[Pair]) -> (Corpus, Vec<(usize, SourceRange)>) {
    let mut texts = vec![String::new(); 5];
    let mut places = Vec::new();
    for (at, pair) in pairs.iter().enumerate() {
        let text = &mut texts[at % 5];
        let start = text.len();
        text.push_str(&pair.evidence);
        places.push((at % 5, SourceRange::new(start, text.len())));
        text.push_str("\n\n");
    }
    let sources = texts.into_iter().enumerate().map(|(at, text)| {
        let index = SnapshotIndex::build(text.into(), SnapshotFormat::Plain);
        CorpusSource { key: format!("s{at}"), index: Some(index.into()) }
    });
    (Corpus::new(sources.collect()), places)
}

#[test]
fn the_passage_that_a_claim_rests_on_is_found_by_the_claims_own_words() {
    let mut all = pairs("pairs.ron");
    all.extend(pairs("tuning.ron"));
    let (corpus, places) = library(&all);
    let (mut first, mut among, mut missed) = (0, 0, String::new());
    for (pair, (source, place)) in all.iter().zip(&places) {
        let found = likely_passages(&pair.claim, &corpus, 8);
        let is_there = |one: &LikelyPassage| {
            one.source == *source && one.range.start < place.end && place.start < one.range.end
        };
        let rank = found.iter().position(is_there);
        first += usize::from(rank == Some(0));
        among += usize::from(rank.is_some());
        if rank != Some(0) {
            writeln!(missed, "{rank:?}\n  {}\n  {}", pair.claim, pair.evidence).unwrap();
        }
    }
    let all = all.len();
    println!("{missed}\n{first} of {all} first, {among} among eight");
    // The pairs say the same in other words, on purpose.
    assert!(first * 100 >= all * 60 && among * 100 >= all * 85, "{first} {among} of {all}");
}
