//! Two parts of a quotation that changed places.
//!
//! An alignment runs forwards on both sides, so of two halves that were swapped it keeps one
//! and replaces the other. Here the swap itself is looked for, by words alone,
//! since the punctuation at the seam goes astray.
//!
//! # Invariants
//!
//! A swap is found only where one stretch of the source has every word of the quotation.

use super::align::AlignStep;
use crate::range::WordRange;

/// The most words that are compared before the search is given up.
const BUDGET: usize = 1 << 16;

/// How far the first part may seem longer than it is: by chance the second
/// begins like what follows the first in the source.
const OVERSHOOT: usize = 3;

/// The tokens of a quotation beside those of a window.
pub(super) struct SwapInput<'a> {
    /// How many tokens the quotation has.
    pub(super) query: usize,
    /// How many tokens the window has.
    pub(super) window: usize,
    pub(super) equal: &'a dyn Fn(usize, usize) -> bool,
    pub(super) is_query_word: &'a dyn Fn(usize) -> bool,
    pub(super) is_window_word: &'a dyn Fn(usize) -> bool,
}

/// A swap as steps of an alignment, and the tokens of the quotation that moved.
pub(super) struct Swap {
    pub(super) steps: Vec<AlignStep>,
    pub(super) moved: WordRange,
}

/// Finds the swap that makes a quotation of the source, if one does.
pub(super) fn swap(texts: &SwapInput) -> Option<Swap> {
    let query: Vec<usize> = (0..texts.query).filter(|at| (texts.is_query_word)(*at)).collect();
    let window: Vec<usize> = (0..texts.window).filter(|at| (texts.is_window_word)(*at)).collect();
    let (count, mut budget) = (query.len(), BUDGET);
    for start in 0..window.len() {
        let mut equal = |at: usize, place: usize| {
            budget = budget.saturating_sub(1);
            budget > 0 && (texts.equal)(query[at], window[place])
        };
        let most = count.min(window.len() - start);
        let first = (0..most).take_while(|at| equal(*at, start + at)).count();
        if first == count {
            // All of it is in one row.
            return None;
        }
        let mut lengths = (1..=first).rev().take(OVERSHOOT);
        let found = lengths.find(|length| {
            let before = start.checked_sub(count - length);
            before.is_some_and(|before| (*length..count).all(|at| equal(at, before + at - length)))
        });
        if let Some(length) = found {
            let split = Split { query: &query, window: &window, start, length };
            return Some(split.swap(texts));
        }
        if budget == 0 {
            return None;
        }
    }
    None
}

/// The first `length` words of the quotation are at `start`, the others right before.
struct Split<'a> {
    query: &'a [usize],
    window: &'a [usize],
    start: usize,
    length: usize,
}

impl Split<'_> {
    /// The longer part stays, the other moves.
    fn swap(&self, texts: &SwapInput) -> Swap {
        let (count, length, start) = (self.query.len(), self.length, self.start);
        let seam = self.query[length];
        let sources = |words: WordRange| self.window[words.start]..self.window[words.end - 1] + 1;
        let (before, behind) = (
            sources(WordRange::new(start - (count - length), start)),
            sources(WordRange::new(start, start + length)),
        );
        let mut steps = Vec::with_capacity(texts.query * 2);
        let moved = if length * 2 >= count {
            let end = self.query[length - 1] + 1;
            steps.extend((before.start..behind.start).map(AlignStep::Insert));
            steps.extend((0..self.query[0]).map(AlignStep::Delete));
            self.keep(WordRange::new(0, length), start, texts, &mut steps);
            steps.extend((end..texts.query).map(AlignStep::Delete));
            seam..texts.query
        } else {
            steps.extend((0..seam).map(AlignStep::Delete));
            self.keep(WordRange::new(length, count), start - (count - length), texts, &mut steps);
            steps.extend((self.query[count - 1] + 1..texts.query).map(AlignStep::Delete));
            steps.extend((before.end..behind.end).map(AlignStep::Insert));
            0..self.query[length - 1] + 1
        };
        Swap { steps, moved: WordRange::from(moved) }
    }

    /// Words that stay where they are, with the signs between them.
    fn keep(&self, words: WordRange, start: usize, texts: &SwapInput, steps: &mut Vec<AlignStep>) {
        for (word, place) in words.into_iter().zip(start..) {
            if word > words.start {
                let drafted = self.query[word - 1] + 1..self.query[word];
                let sourced = self.window[place - 1] + 1..self.window[place];
                let mut pairs = drafted.clone().zip(sourced.clone());
                if drafted.len() == sourced.len()
                    && pairs.all(|(at, place)| (texts.equal)(at, place))
                {
                    steps.extend(
                        drafted.zip(sourced).map(|(at, place)| AlignStep::Equal(at, place)),
                    );
                } else {
                    steps.extend(drafted.map(AlignStep::Delete));
                    steps.extend(sourced.map(AlignStep::Insert));
                }
            }
            steps.push(AlignStep::Equal(self.query[word], self.window[place]));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The steps as text: kept words bare, `-` before dropped, `+` before added ones.
    fn shown(query: &str, window: &str) -> Option<String> {
        let (query, window): (Vec<&str>, Vec<&str>) =
            (query.split(' ').collect(), window.split(' ').collect());
        let is_word = |token: &str| token.starts_with(char::is_alphanumeric);
        let found = swap(&SwapInput {
            query: query.len(),
            window: window.len(),
            equal: &|at, place| query[at] == window[place],
            is_query_word: &|at| is_word(query[at]),
            is_window_word: &|at| is_word(window[at]),
        })?;
        let steps = found.steps.iter().map(|step| match *step {
            AlignStep::Equal(at, _) => query[at].to_owned(),
            AlignStep::Delete(at) => format!("-{}", query[at]),
            AlignStep::Insert(at) => format!("+{}", window[at]),
        });
        Some(steps.collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn two_halves_that_changed_places_are_told_as_one_move() {
        assert_eq!(shown("c d e a b", "x a b c d e y").unwrap(), "+a +b c d e -a -b");
        assert_eq!(shown("d e a b c", "x a b c d e y").unwrap(), "-d -e a b c +d +e");
        assert_eq!(shown("b a", "a b").unwrap(), "+a b -a");
    }

    #[test]
    fn signs_at_the_seam_and_inside_do_not_hide_a_move() {
        assert_eq!(shown("c ; d . a b", "a b . c , d").unwrap(), "+a +b +. c -; +, d -. -a -b");
        assert_eq!(shown("c , d a b", "a b . c , d").unwrap(), "+a +b +. c , d -a -b");
    }

    #[test]
    fn what_stands_in_one_row_or_lacks_a_word_is_no_move() {
        assert_eq!(shown("a b c", "a b c a b c"), None);
        assert_eq!(shown("c d a b", "a b x c d"), None);
        assert_eq!(shown("a", "a"), None);
        assert_eq!(shown("", ""), None);
    }
}
