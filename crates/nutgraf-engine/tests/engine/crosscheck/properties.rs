//! What holds for any text: equal figures never conflict, and nothing panics.

use nutgraf_engine::evidence::{PairEvidence, crosscheck};
use proptest::prelude::*;

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
            prop_assert!(claim.get(difference.claim_range.to_std()).is_some());
            prop_assert!(!difference.claim_range.is_empty());
            if let Some(PairEvidence { text: at, range, words }) = difference.evidence {
                prop_assert_eq!([&evidence, &claim][at].get(range.to_std()), Some(words.as_str()));
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
