//! Embedding levels of the characters of a line, which give their direction.
//!
//! # Invariants
//! An isolated range runs left to right by itself and does not influence the words around
//! it, as if LRI and PDI were at its ends (UAX #9, HL3). Offsets are bytes of the line
//! without those characters.

use unicode_bidi::{Level, ParagraphBidiInfo};

use crate::ui::text::geometry::Direction;
use crate::ui::text::range::LineRange;

const OPEN: &str = "\u{2066}";
const CLOSE: &str = "\u{2069}";

/// Returns a text with LRI and PDI around each range.
///
/// The ranges must be in order, and none may begin where another ends.
pub(super) fn isolated(text: &str, isolates: &[LineRange]) -> String {
    let mut result = String::with_capacity(text.len() + isolates.len() * 2 * OPEN.len());
    let mut done = 0;
    for LineRange { start, end } in isolates {
        result += &text[done..*start];
        result += OPEN;
        result += &text[*start..*end];
        result += CLOSE;
        done = *end;
    }
    result + &text[done..]
}

/// The embedding levels of a line.
pub(super) struct Levels<'a> {
    info: ParagraphBidiInfo<'a>,
    isolates: &'a [LineRange],
}

impl<'a> Levels<'a> {
    /// Computes the levels of a text that [`isolated`] returned.
    pub(super) fn new(isolated: &'a str, isolates: &'a [LineRange], direction: Direction) -> Self {
        let level = match direction {
            Direction::LeftToRight => Level::ltr(),
            Direction::RightToLeft => Level::rtl(),
        };
        Self { info: ParagraphBidiInfo::new(isolated, Some(level)), isolates }
    }

    /// Maps a byte of the line to a byte of the isolated text.
    fn place(&self, byte: usize) -> usize {
        let opened = self.isolates.iter().filter(|stretch| stretch.start <= byte).count();
        let closed = self.isolates.iter().filter(|stretch| stretch.end <= byte).count();
        byte + opened * OPEN.len() + closed * CLOSE.len()
    }

    /// Returns the level of the character at a byte.
    pub(super) fn at(&self, byte: usize) -> Level {
        self.info.levels[self.place(byte)]
    }

    /// Returns the levels of characters of a row, whose trailing white space takes the
    /// paragraph's level (rule L1).
    pub(super) fn in_row(&self, row: LineRange, bytes: impl Iterator<Item = usize>) -> Vec<Level> {
        let levels = self.info.reordered_levels(self.place(row.start)..self.place(row.end));
        bytes.map(|byte| levels[self.place(byte)]).collect()
    }
}
