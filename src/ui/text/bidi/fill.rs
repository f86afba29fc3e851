//! Breaks a line into rows, in the order in which it is read.
//!
//! What always holds: rows are broken before they are turned round, so that a row holds
//! what is read together.

use std::ops::Range;

use crate::ui::text::rows::Direction;

/// The room that a line is set in, in points.
#[derive(Clone, Copy, Debug)]
pub struct Room {
    /// From the left edge of the column to the right one.
    pub width: f32,
    /// How wide the marks are that stand in front of the words.
    pub marks: f32,
    /// Whether they stand in the margin, as those of a heading do.
    pub outside: bool,
    /// Which way the paragraph runs.
    pub direction: Direction,
}

/// Where rows begin and how far they go, in points from the origin of the line.
#[derive(Clone, Copy)]
pub struct Frame {
    /// How far right of the column's left edge the origin is.
    pub indent: f32,
    /// The left edge of the first row and of those below it.
    left: [f32; 2],
    /// Their right edge.
    right: [f32; 2],
}

impl Frame {
    /// The frame of a line in a room.
    pub fn new(Room { width, marks, outside, direction }: Room) -> Self {
        match direction {
            Direction::LeftToRight => {
                let indent = if outside { 0.0 } else { marks };
                Self { indent, left: [-marks, 0.0], right: [width - indent; 2] }
            }
            // The margin at the right has no room for the marks of a heading.
            Direction::RightToLeft if outside => {
                Self { indent: 0.0, left: [0.0; 2], right: [width; 2] }
            }
            Direction::RightToLeft => {
                Self { indent: 0.0, left: [0.0; 2], right: [width, width - marks] }
            }
        }
    }

    /// The left edge of a row.
    pub fn left(self, row: usize) -> f32 {
        self.left[row.min(1)]
    }

    /// The right edge of a row.
    pub fn right(self, row: usize) -> f32 {
        self.right[row.min(1)]
    }

    fn width(self, row: usize) -> f32 {
        self.right(row) - self.left(row)
    }
}

/// Fills rows one after the other, and breaks them where egui does: at a space if there
/// is one, else behind a dash, a punctuation mark, or anything. White space hangs beyond
/// the edge. Takes the grapheme clusters of the text, by their first bytes, and how wide
/// each is; gives those of each row.
pub fn fill(text: &str, starts: &[usize], advances: &[f32], frame: Frame) -> Vec<Range<usize>> {
    let mut rows: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    let mut width = 0.0;
    // Behind the last space, dash and punctuation mark.
    let mut breaks = [0; 3];
    for (index, at) in starts.iter().enumerate() {
        let first = text[*at..].chars().next().unwrap_or_default();
        let is_blank = first.is_whitespace();
        while !is_blank && index > start && width + advances[index] > frame.width(rows.len()) {
            let found = breaks.into_iter().find(|at| *at > start);
            let end = found.unwrap_or(index);
            rows.push(start..end);
            start = end;
            width = advances[start..index].iter().sum();
        }
        width += advances[index];
        let goes = [is_blank && first != '\u{A0}', first == '-', first.is_ascii_punctuation()];
        for (at, _) in breaks.iter_mut().zip(goes).filter(|(_, goes)| *goes) {
            *at = index + 1;
        }
    }
    rows.push(start..starts.len());
    rows
}
