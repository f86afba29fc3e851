//! Texts as sequences of numbered words.
//!
//! # Invariants
//!
//! - Equal words have equal numbers in all texts that one [`WordNumbers`] read, whatever their
//!   case.
//! - The words of a text are in rising order and do not overlap.

use std::collections::HashMap;

use super::thresholds::MOST_PLACES;
use crate::{
    evidence::token,
    range::{DraftRange, WordRange},
};

/// The words of one text, as numbers.
#[derive(Debug, Default)]
pub(super) struct NumberedWords {
    /// The place of each word, in bytes of the text.
    pub(super) ranges: Vec<DraftRange>,
    /// The number of each word.
    pub(super) ids: Vec<u32>,
    /// Whether each is a word or figure and not a sign.
    pub(super) is_word: Vec<bool>,
    /// The indexes of the words that have each number, rising; empty before
    /// [`NumberedWords::indexed`].
    places: Vec<Vec<u32>>,
}

impl NumberedWords {
    /// Adds the list of the places of each number.
    pub(super) fn indexed(mut self) -> Self {
        let most = self.ids.iter().max().map_or(0, |id| *id as usize + 1);
        self.places = vec![Vec::new(); most];
        for (at, id) in self.ids.iter().enumerate() {
            self.places[*id as usize].push(u32::try_from(at).unwrap_or(u32::MAX));
        }
        self
    }

    /// Returns the index of the first word that ends behind a byte offset.
    pub(super) fn first_behind(&self, at: usize) -> usize {
        self.ranges.partition_point(|word| word.end <= at)
    }

    /// Returns the words that a range of bytes touches.
    pub(super) fn touching(&self, bytes: DraftRange) -> WordRange {
        let start = self.first_behind(bytes.start);
        let end = self.ranges.partition_point(|word| word.start < bytes.end);
        WordRange::new(start, end.max(start))
    }

    /// Returns the bytes from the first of some words to the last; empty where there are none.
    pub(super) fn bytes(&self, words: WordRange) -> DraftRange {
        match self.ranges.get(words.to_std()) {
            Some([first, .., last]) => DraftRange::new(first.start, last.end),
            Some([only]) => *only,
            _ => {
                let at = self.ranges.get(words.start).map_or(0, |word| word.start);
                DraftRange::at(at)
            }
        }
    }

    /// Returns how many of some words are words or figures and not signs.
    pub(super) fn word_count(&self, words: WordRange) -> usize {
        self.is_word[words].iter().filter(|is_word| **is_word).count()
    }

    /// Returns the indexes of the words that have a number, in rising order.
    pub(super) fn places(&self, id: u32) -> &[u32] {
        self.places.get(id as usize).map_or(&[], Vec::as_slice)
    }

    /// Returns the indexes at which the words of `query` occur in a row, at most two of them;
    /// `None` where even the rarest of the words is too frequent.
    pub(super) fn occurrences(&self, query: &[u32]) -> Option<Vec<usize>> {
        let rarest = (0..query.len()).min_by_key(|at| self.places(query[*at]).len())?;
        let places = self.places(query[rarest]);
        if places.len() > MOST_PLACES {
            return None;
        }
        let starts = places.iter().filter_map(|place| (*place as usize).checked_sub(rarest));
        let found = starts.filter(|start| {
            self.ids.get(*start..*start + query.len()).is_some_and(|run| run == query)
        });
        Some(found.take(2).collect())
    }
}

/// Gives words numbers, which are the same in all texts that it reads.
#[derive(Default)]
pub(super) struct WordNumbers(HashMap<String, u32>);

impl WordNumbers {
    /// Returns the words of a text.
    pub(super) fn read(&mut self, text: &str) -> NumberedWords {
        // The words of drafts are compared as they are, not folded.
        let ranges = token::tokens(text).into_iter();
        let ranges = ranges.map(|token| DraftRange::new(token.start, token.end)).collect();
        let mut words = NumberedWords { ranges, ..NumberedWords::default() };
        for range in &words.ranges {
            let word = &text[*range];
            words.is_word.push(token::is_word(word));
            let next = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
            let lower = word.chars().any(char::is_uppercase).then(|| word.to_lowercase());
            let key = lower.as_deref().unwrap_or(word);
            let id = match self.0.get(key) {
                Some(id) => *id,
                None => {
                    self.0.insert(key.to_owned(), next);
                    next
                }
            };
            words.ids.push(id);
        }
        words
    }
}
