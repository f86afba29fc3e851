//! A stretch of a snapshot as one quotation asks to read it.
//!
//! The index joins words that were broken at the end of a line. Where the
//! quotation has such a word with its hyphen, the window reads it so, one word
//! at a time, so that a passage with both kinds of hyphen is still read right.

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

use super::{index::SnapshotIndex, placement::Tokens};

/// The words with hyphens of a quotation, each as one string.
pub(super) struct Compounds(HashSet<String>);

impl Compounds {
    /// Finds them among a quotation's words, with up to three hyphens each.
    pub(super) fn of<'a>(words: impl Iterator<Item = &'a str>) -> Self {
        let words: Vec<&str> = words.collect();
        let lengths = [3, 5, 7].into_iter();
        let runs = lengths.flat_map(|length| words.windows(length));
        let runs = runs.filter(|run| run.iter().skip(1).step_by(2).all(|word| *word == "-"));
        Self(runs.map(|run| run.concat()).collect())
    }
}

/// Tokens of a window, as numbers that go on where the index's end.
pub(super) struct Window<'a> {
    index: &'a SnapshotIndex,
    ids: Vec<u32>,
    /// The index's token that each token came from.
    origins: Vec<usize>,
    extra_ids: HashMap<String, u32>,
    extras: Vec<String>,
    is_reread: bool,
}

impl<'a> Window<'a> {
    /// Reads a range of tokens for a quotation's words.
    pub(super) fn read(
        index: &'a SnapshotIndex,
        tokens: Range<usize>,
        compounds: &Compounds,
    ) -> Self {
        let mut window = Self {
            index,
            ids: Vec::with_capacity(tokens.len()),
            origins: Vec::with_capacity(tokens.len()),
            extra_ids: HashMap::new(),
            extras: Vec::new(),
            is_reread: false,
        };
        let broken = index.broken(tokens.clone());
        let mut at = tokens.start;
        for token in broken.iter().map(|token| *token as usize).chain([tokens.end]) {
            window.ids.extend(&index.ids()[at..token]);
            window.origins.extend(at..token);
            at = token;
            if token < tokens.end {
                window.broken(token, compounds);
                at += 1;
            }
        }
        window
    }

    fn broken(&mut self, token: usize, compounds: &Compounds) {
        let word = self.index.token(token);
        let mut parts = Vec::new();
        let mut from = 0;
        for at in self.index.break_offsets(token) {
            parts.extend([&word[from..at], "-"]);
            from = at;
        }
        parts.push(&word[from..]);
        if parts.len() > 1 && compounds.0.contains(&parts.concat()) {
            self.is_reread = true;
            for part in parts {
                let id = self.id(part).unwrap_or_else(|| self.add(part));
                self.ids.push(id);
                self.origins.push(token);
            }
        } else {
            self.ids.push(self.index.ids()[token]);
            self.origins.push(token);
        }
    }

    fn add(&mut self, word: &str) -> u32 {
        let id = self.index.vocabulary_len() + self.extras.len();
        let id = u32::try_from(id).unwrap_or(u32::MAX);
        self.extras.push(word.to_owned());
        self.extra_ids.insert(word.to_owned(), id);
        id
    }

    /// Whether anything is read otherwise than the index reads it.
    pub(super) fn is_reread(&self) -> bool {
        self.is_reread
    }

    /// The index's tokens that a non-empty range of the window's came from.
    pub(super) fn origins(&self, range: Range<usize>) -> Range<usize> {
        match (self.origins.get(range.start), self.origins.get(range.end.wrapping_sub(1))) {
            (Some(first), Some(last)) => *first..*last + 1,
            _ => 0..0,
        }
    }
}

impl Tokens for Window<'_> {
    fn ids(&self) -> &[u32] {
        &self.ids
    }

    fn id(&self, word: &str) -> Option<u32> {
        self.index.id(word).or_else(|| self.extra_ids.get(word).copied())
    }

    fn is_word(&self, id: u32) -> bool {
        super::token::is_word(self.word(id))
    }

    fn word(&self, id: u32) -> &str {
        match (id as usize).checked_sub(self.index.vocabulary_len()) {
            Some(extra) => &self.extras[extra],
            None => self.index.word(id),
        }
    }

    fn begins_word(&self, at: usize) -> bool {
        let is_first = at == 0 || self.origins[at - 1] != self.origins[at];
        is_first && self.index.begins_word(self.origins[at])
    }

    fn find(&self, ids: &[u32], most: usize) -> Vec<u32> {
        let starts = self.ids.windows(ids.len().max(1)).enumerate();
        let starts = starts.filter(|(_, run)| *run == ids).take(most);
        starts.filter_map(|(at, _)| u32::try_from(at).ok()).collect()
    }

    fn count(&self, ids: &[u32]) -> usize {
        self.ids.windows(ids.len().max(1)).filter(|run| *run == ids).count()
    }
}
