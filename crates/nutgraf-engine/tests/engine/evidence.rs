//! The evidence engine held against quotations of known truth.
//!
//! A reduced run of what `cargo bench --bench quotations` does in full; see
//! EVALUATION.md. Only the tuning half is read here.

use fastrand::Rng;

use crate::corpora::{
    case::Expected,
    evaluation::{Row, Total, checked, judged},
    oracle::{Words, plain},
    text::{Shelf, Text, shelves},
};

const SEED: u64 = 7;

fn tuning() -> Vec<Shelf> {
    shelves(false, 4_000, &mut Rng::with_seed(SEED))
}

fn examples(rows: &[Row]) -> String {
    let all = rows.iter().flat_map(|row| row.examples.iter().chain(&row.strays));
    all.map(String::as_str).collect::<Vec<_>>().join("\n")
}

#[test]
fn no_harmful_quotation_passes() {
    let rows = judged(Expected::Harmful, &tuning(), 2_000, &mut Rng::with_seed(SEED));
    let total = Total::of(&rows);
    assert!(total.count >= 1_900, "too few quotations: {}", total.count);
    assert_eq!(total.missed, 0, "{}", examples(&rows));
}

#[test]
fn harmless_quotations_pass_and_are_located() {
    let rows = judged(Expected::Harmless, &tuning(), 2_000, &mut Rng::with_seed(SEED));
    let total = Total::of(&rows);
    assert!(total.count >= 1_900, "too few quotations: {}", total.count);
    assert!(total.missed_share() <= 0.001, "{}", examples(&rows));
    assert!(total.placed >= 1_000, "too few unique passages: {}", total.placed);
    assert!(total.located_share() >= 0.999, "{}", examples(&rows));
}

#[test]
fn marks_never_hide_a_negation_in_silence() {
    let rows = judged(Expected::Warned, &tuning(), 150, &mut Rng::with_seed(SEED));
    let total = Total::of(&rows);
    assert!(total.count >= 140, "too few quotations: {}", total.count);
    assert_eq!(total.missed, 0, "{}", examples(&rows));
}

#[test]
fn what_is_set_into_an_article_is_found_there_and_judged_the_same() {
    let shelves = tuning();
    for (expected, most) in [(Expected::Harmful, 0), (Expected::Harmless, 1)] {
        let rows = checked(expected, &shelves, 480, &mut Rng::with_seed(SEED));
        let total = Total::of(&rows);
        assert!(total.count >= 480, "too few quotations: {}", total.count);
        assert!(total.missed <= most, "{expected:?}: {}", examples(&rows));
        assert!(rows.iter().all(|row| row.count > 0), "a frame stands empty");
    }
}

#[test]
fn the_same_seed_makes_the_same_corpus() {
    let texts = |shelves: Vec<Shelf>| -> Vec<String> {
        shelves
            .into_iter()
            .flat_map(|shelf| shelf.texts)
            .map(|text| text.source.to_string())
            .collect()
    };
    assert_eq!(texts(tuning()), texts(tuning()));
}

#[test]
fn every_word_of_a_text_is_known_by_how_it_reads_and_where_it_stands() {
    let mut broken = 0;
    for text in shelves(false, 2_000, &mut Rng::with_seed(SEED)).iter().flat_map(|s| &s.texts) {
        let mut end = 0;
        for chunk in &text.chunks {
            let found = &text.source[chunk.range.clone()];
            assert!(end <= chunk.range.start, "{found}");
            end = chunk.range.end;
            let is_whole = found == chunk.clean;
            broken += usize::from(!is_whole);
            let letters = |text: &str| text.replace(|c: char| !c.is_alphanumeric(), "");
            assert!(is_whole || letters(found) == letters(&chunk.clean), "{found:?}");
        }
    }
    assert!(broken > 20, "no word is broken at a line end");
}

#[test]
fn the_oracle_knows_what_stands_in_a_text_without_the_program() {
    let text = Text::read("a", "It is\nnot “permitted”, p<0.05, by −0.42 or well-known one two.");
    let words = Words::of(&text);
    for stands in ["not permitted", "It … p<0.05", "well known", "[they] not"] {
        assert!(words.holds(stands), "{stands}");
    }
    for absent in [
        "is permitted",
        "is [not] permitted, by",
        "p=0.05",
        "by 0.42",
        "permitted … not",
        "knownone",
    ] {
        assert!(!words.holds(absent), "{absent}");
    }
    assert_eq!(plain("“Well,” — he said: [a] −5"), ["well", "he", "said", "a", "-5"]);
}
