//! The nouns that figures count, and the stems by which words are compared.

use super::{
    super::lexicon::{numbers, scales, topics},
    family::{family, is_stop},
    unit::{Dimension, MeasureUnit},
    word::{Word, lower},
};
use crate::range::WordRange;

/// Returns what a word is compared by.
pub(crate) fn stem(word: &str) -> String {
    if let Some(family) = family(word) {
        return family.to_owned();
    }
    const SHORTEST: usize = 3;
    const LONGEST: usize = 6;
    let endings = ["ing", "ies", "ied", "es", "ed", "ly", "s", "e", "y"];
    let cut = endings
        .iter()
        .filter_map(|ending| word.strip_suffix(ending))
        .find(|rest| rest.chars().count() >= SHORTEST)
        .unwrap_or(word);
    cut.chars().take(LONGEST).collect()
}

/// Most words behind a figure that a counted noun is looked for in.
const NOUN_WORDS: usize = 4;

/// Returns the stems of what a figure counts: the words behind it, perhaps behind *of*,
/// or the word before it: *a staff of five*.
pub(crate) fn counted(words: &[Word], figure: WordRange, unit: MeasureUnit) -> Vec<String> {
    let mut at = figure.end;
    let mut skipped = 0;
    while skipped < 4
        && words.get(at).is_some_and(|word| word.is(topics::BEFORE_COUNTED) || word.lower == "-")
    {
        at += 1;
        skipped += 1;
    }
    let is_noun = |at: &usize| {
        let Some(word) = words.get(*at) else { return false };
        let measures = numbers::is_cardinal(&word.lower) || scales::of(&word.lower).is_some();
        word.is_wordy() && !is_stop(&word.lower) && !measures || word.text == "-" && word.touches
    };
    let behind = (at..at + NOUN_WORDS).take_while(is_noun).filter_map(|at| words.get(at));
    let nouns: Vec<String> =
        behind.filter(|word| word.is_wordy()).map(|word| stem(&word.lower)).collect();
    if !nouns.is_empty() || unit.dimension != Dimension::Count {
        return nouns;
    }
    let before = figure.start.checked_sub(1).filter(|at| lower(words, *at) == "of");
    let before = before.and_then(|of| words.get(of.checked_sub(1)?));
    before
        .filter(|word| word.is_wordy() && !is_stop(&word.lower))
        .map(|w| stem(&w.lower))
        .into_iter()
        .collect()
}
