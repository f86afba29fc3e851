//! The words of a sentence as the cues read them.
//!
//! # Invariants
//!
//! What only looks like a figure (addresses, references in brackets) is not among the words.

use super::super::{fold::fold, reader::word::words};
use crate::model::SnapshotFormat;

pub(super) use super::super::reader::word::Word;

/// The words of a sentence, in order.
pub(super) struct SentenceWords {
    pub(super) list: Vec<Word>,
    /// In lower case, for the phrases of [`vocabulary`](super::super::vocabulary).
    pub(super) lower: Vec<String>,
}

impl SentenceWords {
    /// Reads the words of a sentence without its markup and citations.
    pub(super) fn of(plain: &str) -> Self {
        let folded = fold(&without_references(plain), SnapshotFormat::Plain).text;
        let list = words(&folded);
        Self { lower: list.iter().map(|word| word.lower.clone()).collect(), list }
    }

    pub(super) fn get(&self, at: usize) -> Option<&Word> {
        self.list.get(at)
    }

    /// Returns the word before one.
    pub(super) fn before(&self, at: usize) -> Option<&Word> {
        self.list.get(at.checked_sub(1)?)
    }

    /// Returns the word at an index in lower case; empty behind the last.
    pub(super) fn lower(&self, at: usize) -> &str {
        self.lower.get(at).map_or("", String::as_str)
    }

    /// Returns the word before an index in lower case; empty before the first.
    pub(super) fn lower_before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |before| self.lower(before))
    }

    /// Whether the sentence has any of some words.
    pub(super) fn has_any(&self, known: &[&str]) -> bool {
        self.list.iter().any(|word| word.is(known))
    }

    /// Whether the sentence has a phrase, given as words separated by spaces.
    pub(super) fn has_phrase(&self, phrase: &str) -> bool {
        let phrase: Vec<&str> = phrase.split(' ').collect();
        self.lower.windows(phrase.len()).any(|run| run == phrase)
    }
}

/// Returns a sentence without addresses, DOIs and references by number: `[12]`, `[3, 7]`.
fn without_references(plain: &str) -> String {
    let mut kept = String::with_capacity(plain.len());
    for word in plain.split_inclusive(' ') {
        if !is_address(word.trim_start_matches(['(', '<', '[', '"', '“'])) {
            kept.push_str(word);
        }
    }
    let mut text = String::with_capacity(kept.len());
    let mut rest = kept.as_str();
    while let Some(open) = rest.find('[') {
        let inside = rest[open + 1..].split(']').next().unwrap_or_default();
        let is_closed = rest.len() > open + 1 + inside.len();
        let is_reference = is_closed
            && inside.starts_with(|c: char| c.is_ascii_digit())
            && inside.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | ' ' | '-' | '–'));
        let end = if is_reference { open + 2 + inside.len() } else { open + 1 };
        text.push_str(if is_reference { &rest[..open] } else { &rest[..end] });
        rest = &rest[end..];
    }
    text + rest
}

fn is_address(word: &str) -> bool {
    let word = word.to_lowercase();
    let is_doi = word.strip_prefix("10.").is_some_and(|rest| {
        rest.split_once('/').is_some_and(|(registrant, _)| {
            registrant.len() >= 4 && registrant.bytes().all(|b| b.is_ascii_digit())
        })
    });
    is_doi || word.contains("://") || word.starts_with("www.") || word.starts_with("doi:")
}
