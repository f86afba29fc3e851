//! The caret and the selection, and the boundaries in a text that keys move them to.
//!
//! # Invariants
//! Offsets are bytes of the draft and lie between grapheme clusters, so that no motion and
//! no deletion separates a letter from its accent or the two halves of a line break.

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use super::layout::CaretPosition;
use nutgraf_engine::{range::TextRange, text::Document};

/// The caret and the selection that ends at it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Caret {
    /// The end of the selection that stays, in bytes of the draft.
    pub anchor: usize,
    /// The end of the selection that moves.
    pub head: CaretPosition,
    /// The `x` on the screen that motions from row to row keep.
    pub goal: Option<f32>,
}

impl Caret {
    /// Returns a caret without a selection.
    pub(crate) fn at(byte: usize) -> Self {
        Self { anchor: byte, head: CaretPosition::at(byte), goal: None }
    }

    /// Returns the selected bytes; empty without a selection.
    pub(crate) fn selection(&self) -> TextRange {
        TextRange::new(self.anchor.min(self.head.byte), self.anchor.max(self.head.byte))
    }

    /// Moves the caret; the anchor follows unless the selection is extended.
    pub(crate) fn move_to(&mut self, position: CaretPosition, extend: bool) {
        self.head = position;
        self.goal = None;
        if !extend {
            self.anchor = position.byte;
        }
    }
}

/// Returns the boundary of a grapheme cluster before an offset.
pub(crate) fn previous(text: &str, at: usize) -> usize {
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    cursor.prev_boundary(text, 0).ok().flatten().unwrap_or(0)
}

/// Returns the boundary of a grapheme cluster after an offset.
pub(crate) fn next(text: &str, at: usize) -> usize {
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    cursor.next_boundary(text, 0).ok().flatten().unwrap_or(text.len())
}

/// Returns the bytes of the line that holds an offset, without its line break.
pub(crate) fn line(document: &Document, at: usize) -> TextRange {
    let range = document.line_range(document.line_at(at));
    let is_crlf = document.text()[range].ends_with('\r');
    TextRange::new(range.start, range.end - usize::from(is_crlf))
}

fn is_word(piece: &str) -> bool {
    piece.chars().any(char::is_alphanumeric)
}

/// Returns the beginning of the word before an offset; at the start of a line, the end of
/// the line above.
pub(crate) fn previous_word(document: &Document, at: usize) -> usize {
    let start = line(document, at).start;
    if at == start {
        return previous(document.text(), at);
    }
    let before = document.text()[start..at].split_word_bound_indices().rev();
    before.into_iter().find(|(_, piece)| is_word(piece)).map_or(start, |(found, _)| start + found)
}

/// Returns the end of the word after an offset; at the end of a line, the start of the
/// next.
pub(crate) fn next_word(document: &Document, at: usize) -> usize {
    let end = line(document, at).end;
    if at >= end {
        return next(document.text(), at);
    }
    let mut behind = document.text()[at..end].split_word_bound_indices();
    let found = behind.find(|(_, piece)| is_word(piece));
    found.map_or(end, |(found, piece)| at + found + piece.len())
}

/// Returns the word, run of blanks or punctuation mark at an offset, which a double click
/// selects.
pub(crate) fn word_at(document: &Document, at: usize) -> TextRange {
    let line = line(document, at);
    let at = at.clamp(line.start, line.end);
    let text = &document.text()[line];
    let local = at - line.start;
    let mut last = local..local;
    for (start, piece) in text.split_word_bound_indices() {
        let end = start + piece.len();
        // Between a word and what follows it, the word wins.
        if start <= local && (local < end || (local == end && is_word(piece))) {
            last = start..end;
            if is_word(piece) || local < end {
                break;
            }
        }
    }
    TextRange::new(line.start + last.start, line.start + last.end)
}

/// Returns the line at an offset with its line break, which a triple click selects.
pub(crate) fn whole_line(document: &Document, at: usize) -> TextRange {
    let range = document.line_range(document.line_at(at));
    TextRange::new(range.start, (range.end + 1).min(document.text().len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_with_its_accent_is_one_step() {
        let text = "ae\u{301}b👩‍👩‍👧c\r\nd";
        let mut steps = vec![0];
        while *steps.last().unwrap() < text.len() {
            steps.push(next(text, *steps.last().unwrap()));
        }
        assert_eq!(steps.len(), 8);
        let mut back = vec![text.len()];
        while *back.last().unwrap() > 0 {
            back.push(previous(text, *back.last().unwrap()));
        }
        back.reverse();
        assert_eq!(back, steps);
    }

    #[test]
    fn word_moves_stop_at_words_and_at_the_ends_of_lines() {
        let document = Document::new("One, two’s (three)\nfour");
        let mut at = 0;
        let mut stops = Vec::new();
        while at < document.text().len() {
            at = next_word(&document, at);
            stops.push(at);
        }
        assert_eq!(stops, [3, 12, 19, 20, 21, 25]);
        let mut back = Vec::new();
        while at > 0 {
            at = previous_word(&document, at);
            back.push(at);
        }
        assert_eq!(back, [21, 20, 14, 5, 0]);
    }

    #[test]
    fn a_double_click_takes_the_word_under_it() {
        let document = Document::new("One, two’s.\n\nthree");
        let word = |at| &document.text()[word_at(&document, at)];
        assert_eq!(word(1), "One");
        assert_eq!(word(3), "One");
        assert_eq!(word(6), "two’s");
        assert_eq!(word(12), "two’s");
        assert_eq!(word(14), "");
        assert_eq!(word(document.text().len()), "three");
    }
}
