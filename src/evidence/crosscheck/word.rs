//! The words of a folded text as the cross-check reads them, and its sentences.
//!
//! Cut into the same tokens as quotations are, so that a figure keeps its sign,
//! its decimals and its thousands. What always holds: ranges are of the folded
//! text and stand on character boundaries.

use std::ops::Range;

use super::super::{
    fold::Folded,
    token::{token_text, tokens},
};

/// A word, figure or sign.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// As it is written.
    pub(super) text: String,
    /// In lower case, without the *’s* of a possessive.
    pub(super) lower: String,
    /// Its bytes in the folded text.
    pub(super) range: Range<usize>,
    /// Whether nothing stands between it and the word before.
    pub(super) touches: bool,
    /// Whether an apostrophe stands right before it: `'89`.
    pub(super) is_cut: bool,
    /// Whether a line or more ends between it and the word before.
    pub(super) opens_line: bool,
}

impl Word {
    pub(super) fn is(&self, known: &[&str]) -> bool {
        known.contains(&self.lower.as_str())
    }

    pub(super) fn has_digit_first(&self) -> bool {
        self.text.trim_start_matches(['-', '+', '.']).starts_with(|c: char| c.is_ascii_digit())
    }

    pub(super) fn is_capitalised(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }

    pub(super) fn is_wordy(&self) -> bool {
        self.text.starts_with(char::is_alphabetic)
    }
}

/// The word at an index in lower case; empty beyond the ends.
pub(super) fn lower(words: &[Word], at: usize) -> &str {
    words.get(at).map_or("", |word| word.lower.as_str())
}

/// The word some places before an index in lower case; empty before the first.
pub(super) fn lower_before(words: &[Word], at: usize, back: usize) -> &str {
    at.checked_sub(back).map_or("", |at| lower(words, at))
}

/// Whether the word at an index touches the one before.
pub(super) fn touches(words: &[Word], at: usize) -> bool {
    words.get(at).is_some_and(|word| word.touches)
}

/// The words of a folded text, sentence by sentence. `original` is the text that
/// was folded.
pub(super) fn sentences(folded: &Folded, original: &str) -> Vec<Vec<Word>> {
    let text = folded.text.as_str();
    let mut found = Vec::new();
    let mut sentence: Vec<Word> = Vec::new();
    let mut end = 0;
    for range in tokens(text) {
        let written = token_text(text, &range).to_owned();
        let gap = text.get(end..range.start).unwrap_or_default();
        let lines =
            if gap.contains(' ') { line_breaks(folded, original, end..range.start) } else { 0 };
        let word = Word {
            lower: without_possessive(written.to_lowercase()),
            text: written,
            touches: range.start == end && range.start > 0,
            is_cut: gap.ends_with('\''),
            opens_line: lines > 0,
            range: range.clone(),
        };
        if lines > 1 || ends(&sentence, &word, gap) {
            found.extend(Some(std::mem::take(&mut sentence)).filter(|words| !words.is_empty()));
        }
        sentence.push(word);
        end = range.end;
    }
    found.extend(Some(sentence).filter(|words| !words.is_empty()));
    found
}

fn line_breaks(folded: &Folded, original: &str, gap: Range<usize>) -> usize {
    let gap = original.get(folded.original(gap)).unwrap_or_default();
    gap.matches(['\n', '\u{c}']).count()
}

/// Words that a full stop cuts short; a sentence goes on behind them.
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "st", "sen", "rep", "gov", "gen", "col", "lt", "sgt", "no",
    "nos", "vs", "v", "etc", "inc", "ltd", "co", "corp", "approx", "ca", "c", "fig", "figs", "p",
    "pp", "vol", "sec", "art", "ch", "para", "jan", "feb", "mar", "apr", "jun", "jul", "aug",
    "sep", "sept", "oct", "nov", "dec", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "e", "i",
    "a", "u", "eq", "ed", "eds", "al", "jr", "sr", "est", "min", "max", "avg", "rev", "hon",
];

/// Whether the words so far are a sentence that ends before a word.
fn ends(sentence: &[Word], next: &Word, gap: &str) -> bool {
    let Some(last) = sentence.last().filter(|_| gap.contains(' ')) else { return false };
    let begins = !next.text.starts_with(char::is_lowercase);
    match last.text.as_str() {
        "!" | "?" => begins,
        "." => {
            let before = sentence.len().checked_sub(2).map(|at| &sentence[at]);
            let is_short = before.is_some_and(|word| {
                last.touches
                    && (word.is(ABBREVIATIONS)
                        || word.text.len() == 1 && word.text.starts_with(char::is_uppercase))
            });
            // `No. 5`, but `a list of 12. Five …`
            begins && !is_short
        }
        _ => false,
    }
}

fn without_possessive(mut word: String) -> String {
    if word.ends_with("'s") {
        word.truncate(word.len() - 2);
    }
    word
}
