//! The words of a folded text as figures and dates are read from them.
//!
//! They are the tokens that quotations are cut into, so that a figure keeps its sign, its
//! decimals and its thousands.
//!
//! # Invariants
//!
//! Ranges are in bytes of the folded text, on character boundaries.

use super::super::{
    fold::Folded,
    lexicon::abbreviations,
    token::{is_figure, token_text, tokens},
};
use crate::range::FoldedRange;

/// A word, figure or sign.
#[derive(Clone, Debug)]
pub(crate) struct Word {
    /// As it is written.
    pub(crate) text: String,
    /// In lower case, without the *’s* of a possessive.
    pub(crate) lower: String,
    /// In bytes of the folded text.
    pub(crate) range: FoldedRange,
    /// Whether nothing is between it and the word before.
    pub(crate) touches: bool,
    /// Whether a quotation mark opens right before it.
    pub(crate) is_opened: bool,
    /// Whether an apostrophe is right before it: `'89`.
    pub(crate) is_cut: bool,
    /// Whether a line or more ends between it and the word before.
    pub(crate) opens_line: bool,
}

impl Word {
    /// Reads the token of a folded text at a range. `end` is where the token before ends.
    fn at(text: &str, range: FoldedRange, end: usize) -> Self {
        let written = token_text(text, range).to_owned();
        let before = &text[..range.start];
        Self {
            lower: without_possessive(written.to_lowercase()),
            text: written,
            touches: range.start == end && range.start > 0,
            is_opened: before.ends_with(['"', '\'']),
            is_cut: before.ends_with('\''),
            opens_line: false,
            range,
        }
    }

    /// Whether it is one of some words in lower case.
    pub(crate) fn is(&self, known: &[&str]) -> bool {
        known.contains(&self.lower.as_str())
    }

    /// Whether it begins with a digit of any script or a fraction of one character, perhaps
    /// behind a sign.
    pub(crate) fn is_figure(&self) -> bool {
        is_figure(&self.text)
    }

    /// Whether it begins with an ASCII digit, perhaps behind a sign: only such figures are
    /// read for their value.
    pub(crate) fn has_digit_first(&self) -> bool {
        self.text.trim_start_matches(['-', '+', '.']).starts_with(|c: char| c.is_ascii_digit())
    }

    pub(crate) fn is_capitalised(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }

    pub(crate) fn is_wordy(&self) -> bool {
        self.text.starts_with(char::is_alphabetic)
    }
}

/// Returns the word at an index in lower case; empty beyond the ends.
pub(crate) fn lower(words: &[Word], at: usize) -> &str {
    words.get(at).map_or("", |word| word.lower.as_str())
}

/// Returns the word some places before an index in lower case; empty before the first.
pub(crate) fn lower_before(words: &[Word], at: usize, back: usize) -> &str {
    at.checked_sub(back).map_or("", |at| lower(words, at))
}

/// Whether the word at an index touches the one before.
pub(crate) fn touches(words: &[Word], at: usize) -> bool {
    words.get(at).is_some_and(|word| word.touches)
}

/// Returns the words of a folded text, which is one sentence.
pub(crate) fn words(text: &str) -> Vec<Word> {
    let mut end = 0;
    let word = |range: FoldedRange| {
        let word = Word::at(text, range, end);
        end = range.end;
        word
    };
    tokens(text).into_iter().map(word).collect()
}

/// Returns the words of a folded text, sentence by sentence. `original` is the text before
/// folding.
pub(crate) fn sentences(folded: &Folded, original: &str) -> Vec<Vec<Word>> {
    let text = folded.text.as_str();
    let mut found = Vec::new();
    let mut sentence: Vec<Word> = Vec::new();
    let mut end = 0;
    for range in tokens(text) {
        let gap = text.get(end..range.start).unwrap_or_default();
        let lines = if gap.contains(' ') {
            line_breaks(folded, original, FoldedRange::new(end, range.start))
        } else {
            0
        };
        let word = Word { opens_line: lines > 0, ..Word::at(text, range, end) };
        if lines > 1 || ends(&sentence, &word, gap) {
            found.extend(Some(std::mem::take(&mut sentence)).filter(|words| !words.is_empty()));
        }
        sentence.push(word);
        end = range.end;
    }
    found.extend(Some(sentence).filter(|words| !words.is_empty()));
    found
}

fn line_breaks(folded: &Folded, original: &str, gap: FoldedRange) -> usize {
    let gap = original.get(folded.original(gap).to_std()).unwrap_or_default();
    gap.matches(['\n', '\u{c}']).count()
}

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
                    && (word.is(abbreviations::ABBREVIATIONS)
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
