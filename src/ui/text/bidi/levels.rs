//! How deep each character of a line is embedded, and so which way it runs.
//!
//! What always holds: a stretch that is isolated runs to the right by itself and takes
//! no part in how the words around it run, as if LRI and PDI stood at its ends (UAX #9,
//! HL3). Offsets are bytes of the line, in which they do not stand.

use std::ops::Range;

use unicode_bidi::{Level, ParagraphBidiInfo};

use crate::ui::text::rows::Direction;

const OPEN: &str = "\u{2066}";
const CLOSE: &str = "\u{2069}";

/// A text with a pair of isolates around each stretch; these come in order, and none
/// begins where another ends.
pub fn isolated(text: &str, stretches: &[Range<usize>]) -> String {
    let mut result = String::with_capacity(text.len() + stretches.len() * 2 * OPEN.len());
    let mut done = 0;
    for Range { start, end } in stretches {
        result += &text[done..*start];
        result += OPEN;
        result += &text[*start..*end];
        result += CLOSE;
        done = *end;
    }
    result + &text[done..]
}

/// The levels of a line.
pub struct Levels<'a> {
    info: ParagraphBidiInfo<'a>,
    stretches: &'a [Range<usize>],
}

impl<'a> Levels<'a> {
    /// Those of what [`isolated`] made of a text.
    pub fn new(isolated: &'a str, stretches: &'a [Range<usize>], direction: Direction) -> Self {
        let level = match direction {
            Direction::LeftToRight => Level::ltr(),
            Direction::RightToLeft => Level::rtl(),
        };
        Self { info: ParagraphBidiInfo::new(isolated, Some(level)), stretches }
    }

    /// Where a byte of the text stands among the isolates.
    fn place(&self, byte: usize) -> usize {
        let opened = self.stretches.iter().filter(|stretch| stretch.start <= byte).count();
        let closed = self.stretches.iter().filter(|stretch| stretch.end <= byte).count();
        byte + opened * OPEN.len() + closed * CLOSE.len()
    }

    /// The level of the character at a byte.
    pub fn at(&self, byte: usize) -> Level {
        self.info.levels[self.place(byte)]
    }

    /// The same for some characters of a row, where white space at its end runs as the
    /// paragraph does (rule L1).
    pub fn in_row(&self, row: Range<usize>, bytes: impl Iterator<Item = usize>) -> Vec<Level> {
        let levels = self.info.reordered_levels(self.place(row.start)..self.place(row.end));
        bytes.map(|byte| levels[self.place(byte)]).collect()
    }
}
