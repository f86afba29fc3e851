//! Words that multiply the number before them: *million*, *dozen*.
//!
//! Used by the claim inventory behind sums of money, and by the cross-check, which needs
//! their values.

/// Words behind a number, each with what it multiplies the number by.
pub(crate) const SCALES: &[(&str, i64)] = &[
    ("hundred", 100),
    ("thousand", 1_000),
    ("lakh", 100_000),
    ("million", 1_000_000),
    ("mn", 1_000_000),
    ("mln", 1_000_000),
    ("crore", 10_000_000),
    ("billion", 1_000_000_000),
    ("bn", 1_000_000_000),
    ("bln", 1_000_000_000),
    ("trillion", 1_000_000_000_000),
    ("tn", 1_000_000_000_000),
    ("trn", 1_000_000_000_000),
    ("trln", 1_000_000_000_000),
    ("dozen", 12),
];

/// Letters behind a sum of money, or a number that cannot be a length.
pub(crate) const SCALE_LETTERS: &[(&str, i64)] =
    &[("m", 1_000_000), ("b", 1_000_000_000), ("k", 1_000)];

words! {
    /// Words and letters behind a sum of money in the claim inventory, which takes them in
    /// and needs no value.
    MONEY_SCALES =
        "hundred" "thousand" "million" "billion" "trillion" "m" "k" "mn" "bn" "tn"
}

/// Returns what a word multiplies the number before it by.
pub(crate) fn of(word: &str) -> Option<i64> {
    value(SCALES, word)
}

/// Returns what a letter behind a sum of money multiplies it by.
pub(crate) fn of_letter(letter: &str) -> Option<i64> {
    value(SCALE_LETTERS, letter)
}

fn value(known: &[(&str, i64)], word: &str) -> Option<i64> {
    known.iter().find(|(known, _)| *known == word).map(|(_, value)| *value)
}
