//! Two texts as rows of numbered words, for comparing them.
//!
//! What always holds: equal words have equal numbers on both sides, whatever
//! their case; each text keeps where its words stand, in rising order.

use std::{collections::HashMap, ops::Range};

use crate::evidence::token;

/// A row of words.
#[derive(Debug, Default)]
pub(super) struct NumberedWords {
    /// Where each stands, in bytes.
    pub(super) ranges: Vec<Range<usize>>,
    /// The number of each.
    pub(super) ids: Vec<u32>,
    /// Whether each is a word or figure and not a sign.
    pub(super) reads: Vec<bool>,
    /// Where each number stands, by the number; empty before [`NumberedWords::index`].
    places: Vec<Vec<u32>>,
}

impl NumberedWords {
    /// Makes the list of where each number stands.
    pub(super) fn index(mut self) -> Self {
        let most = self.ids.iter().max().map_or(0, |id| *id as usize + 1);
        self.places = vec![Vec::new(); most];
        for (at, id) in self.ids.iter().enumerate() {
            self.places[*id as usize].push(u32::try_from(at).unwrap_or(u32::MAX));
        }
        self
    }

    /// The index of the first word that ends behind a byte offset.
    pub(super) fn from(&self, at: usize) -> usize {
        self.ranges.partition_point(|word| word.end <= at)
    }

    /// The words that a byte range touches.
    pub(super) fn touched(&self, bytes: &Range<usize>) -> Range<usize> {
        let start = self.from(bytes.start);
        let end = self.ranges.partition_point(|word| word.start < bytes.end);
        start..end.max(start)
    }

    /// The bytes from the first of some words to the last; empty where there are none.
    pub(super) fn bytes(&self, words: &Range<usize>) -> Range<usize> {
        match self.ranges.get(words.clone()) {
            Some([first, .., last]) => first.start..last.end,
            Some([only]) => only.clone(),
            _ => {
                let at = self.ranges.get(words.start).map_or(0, |word| word.start);
                at..at
            }
        }
    }

    /// How many of some words are words or figures.
    pub(super) fn count(&self, words: &Range<usize>) -> usize {
        self.reads[words.clone()].iter().filter(|reads| **reads).count()
    }

    /// Where the word of a number stands, as indexes in rising order.
    pub(super) fn places(&self, id: u32) -> &[u32] {
        self.places.get(id as usize).map_or(&[], Vec::as_slice)
    }

    /// Indexes at which the words of `query` stand in a row, at most two of them;
    /// `None` where even the rarest of them is too frequent to tell.
    pub(super) fn runs(&self, query: &[u32]) -> Option<Vec<usize>> {
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

/// A word that stands more often than this says nothing of where a text is.
pub(super) const MOST_PLACES: usize = 64;

/// Numbers the words of texts, the same for all of them.
#[derive(Default)]
pub(super) struct WordNumbers(HashMap<String, u32>);

impl WordNumbers {
    /// The words of a text.
    pub(super) fn read(&mut self, text: &str) -> NumberedWords {
        let ranges = token::tokens(text);
        let mut words = NumberedWords { ranges, ..NumberedWords::default() };
        for range in &words.ranges {
            let word = &text[range.clone()];
            words.reads.push(token::is_word(word));
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
