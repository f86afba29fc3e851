//! The border between egui's characters and our bytes.
//!
//! egui's `TextEdit` edits through [`TextBuffer`], which counts characters. A
//! [`Recorder`] lets it edit a copy of the draft and keeps what it did as one
//! [`Change`], so that the document stays the only writer of the text.

use std::ops::Range;

use egui::{
    TextBuffer,
    text::{ByteIndex, CharIndex},
};

use crate::text::Change;

/// Records the edits of one frame.
pub(super) struct Recorder<'a> {
    text: &'a mut String,
    change: Change,
}

impl<'a> Recorder<'a> {
    pub(super) fn new(text: &'a mut String) -> Self {
        Self { text, change: Change::default() }
    }

    /// Everything that was done, as one change; `None` when nothing was.
    pub(super) fn into_change(self) -> Option<Change> {
        (!self.change.is_empty()).then_some(self.change)
    }

    fn record(&mut self, change: Change) {
        if change.apply(self.text).is_ok() {
            self.change = self.change.compose(&change);
        }
    }
}

impl TextBuffer for Recorder<'_> {
    fn is_mutable(&self) -> bool {
        true
    }

    fn as_str(&self) -> &str {
        self.text
    }

    fn insert_text(&mut self, text: &str, char_index: CharIndex) -> usize {
        let at = to_byte(self.text, char_index);
        self.record(Change::insert(at, text));
        text.chars().count()
    }

    fn delete_char_range(&mut self, range: Range<CharIndex>) {
        let range = to_byte(self.text, range.start)..to_byte(self.text, range.end);
        if range.start < range.end {
            self.record(Change::delete(range));
        }
    }

    fn type_id(&self) -> std::any::TypeId {
        std::any::TypeId::of::<Recorder<'static>>()
    }
}

/// The byte offset of a character; the end for one beyond it.
pub(super) fn to_byte(text: &str, index: CharIndex) -> usize {
    let ByteIndex(at) =
        egui::text_selection::text_cursor_state::byte_index_from_char_index(text, index);
    at
}

/// The character at a byte offset.
pub(super) fn to_char(text: &str, byte: usize) -> CharIndex {
    CharIndex(text.get(..byte).unwrap_or(text).chars().count())
}

/// Turns rising byte offsets into characters in one walk over the text.
pub struct CharWalk<'a> {
    text: &'a str,
    byte: usize,
    index: usize,
}

impl<'a> CharWalk<'a> {
    pub fn new(text: &'a str) -> Self {
        Self { text, byte: 0, index: 0 }
    }

    /// The character at a byte offset. Offsets that fall are counted anew.
    pub fn at(&mut self, byte: usize) -> CharIndex {
        let byte = byte.min(self.text.len());
        if byte < self.byte {
            (self.byte, self.index) = (0, 0);
        }
        self.index += self.text.get(self.byte..byte).unwrap_or("").chars().count();
        self.byte = byte;
        CharIndex(self.index)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_egui_does_in_characters_is_recorded_in_bytes() {
        let mut text = "aü—b".to_owned();
        let before = text.clone();
        let mut recorder = Recorder::new(&mut text);
        recorder.delete_char_range(CharIndex(1)..CharIndex(3));
        recorder.insert_text("é!", CharIndex(1));
        let change = recorder.into_change().unwrap();
        assert_eq!(text, "aé!b");
        let mut replayed = before;
        change.apply(&mut replayed).unwrap();
        assert_eq!(replayed, text);
        assert_eq!(change.edits().len(), 1, "a paste over a selection is one edit");
    }

    #[test]
    fn walking_gives_the_same_characters_as_counting() {
        let text = "aü—b🜁c";
        let mut walk = CharWalk::new(text);
        for (byte, _) in text.char_indices() {
            assert_eq!(walk.at(byte), to_char(text, byte));
        }
        assert_eq!(walk.at(0), CharIndex(0));
    }
}
