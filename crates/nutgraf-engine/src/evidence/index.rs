//! A snapshot made ready to be searched.
//!
//! Built once a snapshot in O(n log n): the folded text, its tokens as numbers
//! and their suffix array. After that a query costs a few binary searches and
//! what it hits, never a walk through the text. Every range that leaves this
//! module is in bytes of the snapshot's own text.

use std::{cmp::Ordering, collections::HashMap, sync::Arc};

use super::{
    fold::{Folded, fold, is_hyphen, is_ideographic},
    suffix::suffix_array,
    token::{self, is_word, token_text},
};
use crate::{
    model::SnapshotFormat,
    range::{FoldedRange, SourceRange, TokenRange},
};

/// A text whose folded form is longer is taken for empty; its offsets would not
/// fit 32 bits.
const MOST_BYTES: usize = u32::MAX as usize - 1;

/// No more signs than this join two parts of one word.
const LONGEST_JOIN: usize = 8;

/// A folded, tokenised and sorted snapshot.
#[derive(Debug)]
pub struct SnapshotIndex {
    text: Arc<str>,
    format: SnapshotFormat,
    folded: Folded,
    starts: Vec<u32>,
    ends: Vec<u32>,
    ids: Vec<u32>,
    vocabulary: HashMap<Box<str>, u32>,
    /// The first token that has each id.
    first: Vec<u32>,
    is_word: Vec<bool>,
    /// Where in `suffixes` those that begin with each id start.
    buckets: Vec<u32>,
    suffixes: Vec<u32>,
    /// Tokens that were joined across the end of a line, rising.
    broken: Vec<u32>,
}

impl SnapshotIndex {
    /// Folds and indexes a text, in O(n log n).
    pub fn build(text: Arc<str>, format: SnapshotFormat) -> Self {
        let mut folded = fold(&text, format);
        if folded.text.len() > MOST_BYTES {
            folded = Folded::default();
        }
        let tokens = token::tokens(&folded.text);
        let mut vocabulary: HashMap<Box<str>, u32> = HashMap::new();
        let (mut first, mut counts) = (Vec::new(), Vec::<u32>::new());
        let mut ids = Vec::with_capacity(tokens.len());
        for (at, range) in tokens.iter().enumerate() {
            let word = token_text(&folded.text, *range);
            let id = match vocabulary.get(word) {
                Some(id) => *id,
                None => {
                    let id = narrow(first.len());
                    vocabulary.insert(word.into(), id);
                    first.push(narrow(at));
                    counts.push(0);
                    id
                }
            };
            counts[id as usize] += 1;
            ids.push(id);
        }
        let mut buckets = Vec::with_capacity(counts.len() + 1);
        buckets.push(0);
        for count in &counts {
            buckets.push(buckets[buckets.len() - 1] + count);
        }
        let is_word = first
            .iter()
            .map(|at: &u32| is_word(token_text(&folded.text, tokens[*at as usize])))
            .collect();
        let broken = folded
            .breaks()
            .iter()
            .map(|at| narrow(tokens.partition_point(|token| token.end <= *at)));
        let mut broken: Vec<u32> = broken.collect();
        broken.dedup();
        Self {
            text,
            format,
            starts: tokens.iter().map(|token| narrow(token.start)).collect(),
            ends: tokens.iter().map(|token| narrow(token.end)).collect(),
            suffixes: suffix_array(&ids, counts.len()),
            ids,
            vocabulary,
            first,
            is_word,
            buckets,
            broken,
            folded,
        }
    }

    /// The snapshot's text.
    pub fn text(&self) -> &Arc<str> {
        &self.text
    }

    /// How the text was read.
    pub fn format(&self) -> SnapshotFormat {
        self.format
    }

    /// The folded text and its way back.
    pub fn folded(&self) -> &Folded {
        &self.folded
    }

    /// Returns every place that has the words of a folded text, in bytes of the snapshot, in
    /// order. Takes two binary searches and the hits.
    pub fn exact(&self, folded_words: &str) -> Vec<SourceRange> {
        let tokens = token::tokens(folded_words);
        let ids: Option<Vec<u32>> =
            tokens.iter().map(|range| self.id(token_text(folded_words, *range))).collect();
        let Some(ids) = ids.filter(|ids| !ids.is_empty()) else { return Vec::new() };
        let mut hits = self.hits(&ids).to_vec();
        hits.sort_unstable();
        hits.into_iter()
            .map(|at| self.original(TokenRange::new(at as usize, at as usize + ids.len())))
            .collect()
    }

    pub(super) fn ids(&self) -> &[u32] {
        &self.ids
    }

    pub(super) fn id(&self, word: &str) -> Option<u32> {
        self.vocabulary.get(word).copied()
    }

    /// How many tokens the text has.
    pub(super) fn len(&self) -> usize {
        self.ids.len()
    }

    /// How many different tokens the text has.
    pub(super) fn vocabulary_len(&self) -> usize {
        self.first.len()
    }

    pub(super) fn word(&self, id: u32) -> &str {
        self.token(self.first[id as usize] as usize)
    }

    /// The folded text of the token at a position.
    pub(super) fn token(&self, at: usize) -> &str {
        token_text(&self.folded.text, self.token_range(at))
    }

    /// Returns the place of a token in the folded text, in bytes.
    pub(super) fn token_range(&self, at: usize) -> FoldedRange {
        FoldedRange::new(self.starts[at] as usize, self.ends[at] as usize)
    }

    pub(super) fn is_word(&self, id: u32) -> bool {
        self.is_word[id as usize]
    }

    /// Returns how often a token occurs in the text.
    pub(super) fn count(&self, id: u32) -> usize {
        (self.buckets[id as usize + 1] - self.buckets[id as usize]) as usize
    }

    /// Tokens joined across the end of a line within a range of tokens.
    pub(super) fn broken(&self, tokens: TokenRange) -> &[u32] {
        let from = self.broken.partition_point(|at| (*at as usize) < tokens.start);
        let to = self.broken.partition_point(|at| (*at as usize) < tokens.end);
        &self.broken[from..to.max(from)]
    }

    /// The offsets within a joined token at which its hyphens was.
    pub(super) fn break_offsets(&self, token: usize) -> Vec<usize> {
        let range = self.token_range(token);
        let breaks = self.folded.breaks();
        let from = breaks.partition_point(|at| *at <= range.start);
        let within = breaks[from..].iter().take_while(|at| **at < range.end);
        within.map(|at| at - range.start).collect()
    }

    /// Returns the tokens, in no order, at which a run of tokens begins.
    pub(super) fn hits(&self, ids: &[u32]) -> &[u32] {
        let Some(first) = ids.first() else { return &[] };
        let (from, to) = (self.buckets[*first as usize], self.buckets[*first as usize + 1]);
        let bucket = &self.suffixes[from as usize..to as usize];
        match ids {
            [_] => bucket,
            // Pairs are asked for most of all, and one number tells them apart.
            [_, second] => {
                let next = |at: &u32| self.ids.get(*at as usize + 1).copied();
                among(bucket, |at| next(at).cmp(&Some(*second)))
            }
            _ => {
                let run = |at: &u32| {
                    let at = *at as usize;
                    &self.ids[at..(at + ids.len()).min(self.ids.len())]
                };
                among(bucket, |at| run(at).cmp(ids))
            }
        }
    }

    /// Returns the place of a range of tokens, in bytes of the snapshot.
    pub(super) fn original(&self, tokens: TokenRange) -> SourceRange {
        if tokens.start >= tokens.end || tokens.end > self.len() {
            return SourceRange::at(0);
        }
        let (start, end) = (self.starts[tokens.start], self.ends[tokens.end - 1]);
        self.folded.original(FoldedRange::new(start as usize, end as usize)).in_source()
    }

    /// Whether the gap between a token and the next holds nothing, not even a quotation mark.
    pub(super) fn touches_next(&self, at: usize) -> bool {
        at + 1 < self.len() && self.ends[at] == self.starts[at + 1]
    }

    /// Whether a word begins at a token, as a reader counts words: `https://a.b`
    /// and `well-known` are one each, and each ideograph is one.
    pub(super) fn begins_word(&self, at: usize) -> bool {
        if !self.is_word(self.ids[at]) {
            return false;
        }
        if self.token(at).starts_with(is_ideographic) {
            return true;
        }
        let touching = (at.saturating_sub(LONGEST_JOIN)..at).rev();
        let mut touching = touching.take_while(|before| self.touches_next(*before));
        !touching.any(|before| self.is_word(self.ids[before]))
    }

    /// Whether the token is a dash that the snapshot sets as a hyphen inside a word.
    pub(super) fn is_hyphen(&self, at: usize) -> bool {
        let mut original = self.text[self.original(TokenRange::new(at, at + 1))].chars();
        original.next().is_some_and(is_hyphen) && original.next().is_none()
    }

    /// Returns the weight of a token by its rarity: 1 for the most common words and for signs, 8
    /// for the rarest words of a long text. `None` stands for a word that the text does not have,
    /// which weighs a little more than its rarest.
    pub(super) fn rarity(&self, id: Option<u32>) -> u32 {
        const RAREST: u32 = 8;
        let weight = |share: usize| 1 + share.checked_ilog2().unwrap_or(0) / 2;
        match id {
            Some(id) if self.is_word(id) => weight(self.len() / self.count(id).max(1)).min(RAREST),
            Some(_) => 1,
            None => (weight(self.len()) + 1).min(RAREST),
        }
    }
}

/// Returns the part of the sorted positions that compare as equal.
fn among(sorted: &[u32], compare: impl Fn(&u32) -> Ordering) -> &[u32] {
    let from = sorted.partition_point(|at| compare(at) == Ordering::Less);
    // Most runs are in few places: the end is sought from the beginning.
    let is_equal = |at: &u32| compare(at) == Ordering::Equal;
    let mut reach = 1;
    while sorted.get(from + reach - 1).is_some_and(is_equal) {
        reach *= 2;
    }
    let near = &sorted[from..sorted.len().min(from + reach)];
    &near[..near.partition_point(is_equal)]
}

/// Fits, since longer texts are not indexed.
fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index(text: &str) -> SnapshotIndex {
        SnapshotIndex::build(text.into(), SnapshotFormat::Plain)
    }

    #[test]
    fn every_occurrence_is_found_whatever_its_punctuation_around() {
        let text = "The rule is plain. He said “the rule is\nplain”; the rule is plain!";
        let found = index(text).exact("the rule is plain");
        let words: Vec<&str> = found.into_iter().map(|range| &text[range]).collect();
        assert_eq!(words, ["the rule is\nplain", "the rule is plain"]);
    }

    #[test]
    fn a_word_is_not_found_inside_another() {
        assert!(index("unpermitted -0.42").exact("permitted").is_empty());
        assert!(index("r = -0.42").exact("0.42").is_empty());
        assert!(index("").exact("word").is_empty());
        assert!(index(" \n ").exact("").is_empty());
    }

    #[test]
    fn a_query_longer_than_the_text_finds_nothing() {
        assert!(index("one two").exact("one two three").is_empty());
        assert_eq!(index("one two").exact("one two"), vec![0..7]);
    }
}
