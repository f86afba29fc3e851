//! Where the bytes of the set page stand on the screen: egui counts characters.

use std::ops::Range;

use egui::{
    Galley, Pos2, Rect, pos2,
    text::{ByteIndex, CCursor, CCursorRange, CharIndex},
};

/// The set text on the screen, for asking where bytes are.
pub struct Placed<'a> {
    pub text: &'a str,
    pub galley: &'a Galley,
    /// Where the galley's origin is on the screen.
    pub origin: Pos2,
}

impl Placed<'_> {
    /// The pieces of rows that a byte range covers, on the screen.
    pub fn rects(&self, walk: &mut CharWalk<'_>, range: Range<usize>) -> Vec<Rect> {
        let cursor = |index: CharIndex| CCursor { index, prefer_next_row: true };
        let end_cursor = |index: CharIndex| CCursor { index, prefer_next_row: false };
        let first = walk.at(range.start);
        let last = walk.at(range.end);
        let from = self.galley.layout_from_cursor(cursor(first));
        let to = self.galley.layout_from_cursor(end_cursor(last));
        let mut rects = Vec::new();
        for index in from.row..=to.row {
            let Some(row) = self.galley.rows.get(index) else { break };
            let rect = row.rect();
            let left = if index == from.row { row.x_offset(from.column) } else { 0.0 };
            let right = if index == to.row { row.x_offset(to.column) } else { end_of_words(row) };
            let min = pos2(rect.left() + left, rect.top());
            let max = pos2(rect.left() + right, rect.bottom());
            let rect = Rect::from_min_max(min, max).translate(self.origin.to_vec2());
            if rect.width() > 0.5 {
                rects.push(rect);
            }
        }
        rects
    }

    /// The row that a byte stands in, on the screen.
    pub fn row(&self, walk: &mut CharWalk<'_>, byte: usize) -> Rect {
        let index = walk.at(byte);
        let rect = self.galley.pos_from_cursor(CCursor { index, prefer_next_row: true });
        rect.translate(self.origin.to_vec2())
    }

    /// The bytes of the rows that a clip lets through.
    pub fn visible(&self, clip: Rect) -> Range<usize> {
        let last = self.byte_at(clip.right_bottom());
        self.byte_at(clip.left_top()).min(last)..last
    }

    /// The byte under a place on the screen.
    pub fn byte_at(&self, place: Pos2) -> usize {
        let cursor = self.galley.cursor_from_pos(place - self.origin);
        to_byte(self.text, cursor.index)
    }
}

/// Where the words of a row end, the space at its end left out.
fn end_of_words(row: &egui::epaint::text::Row) -> f32 {
    let last = row.glyphs.iter().rfind(|glyph| !glyph.chr.is_whitespace());
    last.map_or(row.size.x, |glyph| glyph.pos.x + glyph.advance_width)
}

/// The byte offset of a character; the end for one beyond it.
fn to_byte(text: &str, index: CharIndex) -> usize {
    let ByteIndex(at) =
        egui::text_selection::text_cursor_state::byte_index_from_char_index(text, index);
    at
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

/// The bytes that an egui selection covers.
pub fn bytes_of(text: &str, range: &CCursorRange) -> Range<usize> {
    let chars = range.as_sorted_char_range();
    to_byte(text, chars.start)..to_byte(text, chars.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn walking_gives_the_same_characters_as_counting() {
        let text = "aü—b🜁c";
        let mut walk = CharWalk::new(text);
        for (byte, _) in text.char_indices() {
            assert_eq!(walk.at(byte), CharIndex(text[..byte].chars().count()));
        }
        assert_eq!(walk.at(0), CharIndex(0));
    }
}
