//! Words that make an interval of a figure: *nearly*, *more than*, *up to*.

use super::{
    super::lexicon::{
        hedges::{BEFORE_FIGURE, BEHIND_FIGURE},
        topics,
    },
    word::{Word, lower, lower_before, touches},
};
use crate::range::WordRange;

pub(crate) use super::super::lexicon::hedges::Hedge;

/// Returns the hedge of the figure at some words.
pub(crate) fn around(words: &[Word], figure: WordRange) -> Hedge {
    before(words, figure.start)
        .or_else(|| {
            let skips = matches!(lower_before(words, figure.start, 1), "the" | "a" | "an");
            skips.then(|| before(words, figure.start - 1)).flatten()
        })
        .or_else(|| behind(words, figure.end))
        // The noun may stand between: `300 people or more`.
        .or_else(|| behind(words, figure.end + 1))
        .unwrap_or(Hedge::None)
}

fn before(words: &[Word], at: usize) -> Option<Hedge> {
    BEFORE_FIGURE.iter().find_map(|(phrase, hedge)| {
        let start = at.checked_sub(phrase.len())?;
        let is_here =
            phrase.iter().zip(&words[start..at]).all(|(known, word)| word.lower == *known);
        // What extends over 300 acres has 300, and no more.
        let spreads = matches!(*phrase, ["over"] | ["above"])
            && topics::SPREADING.contains(&lower_before(words, start, 1));
        (is_here && !spreads).then_some(*hedge)
    })
}

fn behind(words: &[Word], at: usize) -> Option<Hedge> {
    if lower(words, at) == "+" && touches(words, at) {
        return Some(Hedge::AtLeast);
    }
    let found = BEHIND_FIGURE.iter().find(|(phrase, _)| {
        let mut known = phrase.iter().zip(at..);
        known.all(|(known, at)| lower(words, at) == *known)
    });
    found.map(|(_, hedge)| *hedge)
}
