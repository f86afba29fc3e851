//! The words of a sentence as the cues read them.
//!
//! Read through the same fold and cut into the same tokens as quotations are.
//! What always holds: what only looks like a figure (addresses, references in
//! brackets) is not among the words.

use std::ops::Range;

use super::super::{
    fold::fold,
    token::{is_figure, token_text, tokens},
};
use crate::model::SnapshotFormat;

/// A word, figure or sign.
pub(super) struct Word {
    /// As it is written.
    pub(super) text: String,
    /// In lower case, without the *’s* of a possessive.
    pub(super) lower: String,
    /// Whether nothing stands between it and the word before.
    pub(super) touches: bool,
    /// Whether a quotation mark opens right before it.
    pub(super) is_opened: bool,
    /// Whether an apostrophe stands right before it: `'89`.
    pub(super) is_cut: bool,
}

impl Word {
    /// Whether it begins with a digit, perhaps behind a sign.
    pub(super) fn is_figure(&self) -> bool {
        is_figure(&self.text)
    }

    pub(super) fn is_capitalised(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }

    pub(super) fn is_any(&self, known: &[&str]) -> bool {
        known.contains(&self.lower.as_str())
    }
}

/// The words of a sentence, in order.
pub(super) struct Words {
    pub(super) list: Vec<Word>,
    /// In lower case, for the phrases of [`vocabulary`](super::super::vocabulary).
    pub(super) lower: Vec<String>,
}

impl Words {
    /// Reads the words of a sentence without its markup and citations.
    pub(super) fn of(plain: &str) -> Self {
        let folded = fold(&without_references(plain), SnapshotFormat::Plain).text;
        let mut end = 0;
        let mut list = Vec::new();
        for range in tokens(&folded) {
            let Range { start, .. } = range;
            let text = token_text(&folded, &range).to_owned();
            list.push(Word {
                lower: without_possessive(text.to_lowercase()),
                text,
                touches: start == end && start > 0,
                is_opened: folded[..start].ends_with(['"', '\'']),
                is_cut: folded[..start].ends_with('\''),
            });
            end = range.end;
        }
        Self { lower: list.iter().map(|word| word.lower.clone()).collect(), list }
    }

    pub(super) fn get(&self, at: usize) -> Option<&Word> {
        self.list.get(at)
    }

    /// The word before one, if any.
    pub(super) fn before(&self, at: usize) -> Option<&Word> {
        self.list.get(at.checked_sub(1)?)
    }

    /// The word at an index in lower case; empty behind the last.
    pub(super) fn lower(&self, at: usize) -> &str {
        self.lower.get(at).map_or("", String::as_str)
    }

    /// The word before an index in lower case; empty before the first.
    pub(super) fn lower_before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |before| self.lower(before))
    }

    /// Whether a word touches the next one.
    pub(super) fn joins_next(&self, at: usize) -> bool {
        self.get(at + 1).is_some_and(|next| next.touches)
    }

    /// Whether any of some words stands in the sentence.
    pub(super) fn has_any(&self, known: &[&str]) -> bool {
        self.list.iter().any(|word| word.is_any(known))
    }

    /// Whether words, given with spaces between, stand in the sentence in a row.
    pub(super) fn has_phrase(&self, phrase: &str) -> bool {
        let phrase: Vec<&str> = phrase.split(' ').collect();
        self.lower.windows(phrase.len()).any(|run| run == phrase)
    }
}

fn without_possessive(mut word: String) -> String {
    if word.ends_with("'s") {
        word.truncate(word.len() - 2);
    }
    word
}

/// A sentence without addresses, DOIs and references by number: `[12]`, `[3, 7]`.
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
