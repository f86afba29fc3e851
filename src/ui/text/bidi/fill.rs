//! Wraps a line into rows, in reading order.
//!
//! # Invariants
//! Rows are wrapped before they are reordered, so a row holds what is read together.

use crate::ui::text::geometry::Direction;
use nutgraf_engine::range::define_range;

define_range! {
    /// A range of the grapheme clusters of one line, by their numbers.
    pub(super) struct ClusterRange
}

/// The space that a line is wrapped in, in points.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WrapSpace {
    /// Width of the column.
    pub width: f32,
    /// Width of the Markdown marks before the words.
    pub marks: f32,
    /// Whether the marks hang in the margin, as those of a heading do.
    pub outside: bool,
    /// Direction of the paragraph.
    pub direction: Direction,
}

/// The left and right edges of rows, in points from the origin of the line.
#[derive(Clone, Copy)]
pub(super) struct RowEdges {
    /// Distance from the column's left edge to the origin.
    pub indent: f32,
    /// Left edge of the first row and of those below it.
    left: [f32; 2],
    /// Right edge of the first row and of those below it.
    right: [f32; 2],
}

impl RowEdges {
    /// Returns the edges of the rows of a line in a space.
    pub(super) fn new(WrapSpace { width, marks, outside, direction }: WrapSpace) -> Self {
        match direction {
            Direction::LeftToRight => {
                let indent = if outside { 0.0 } else { marks };
                Self { indent, left: [-marks, 0.0], right: [width - indent; 2] }
            }
            // The right margin has no room for the marks of a heading.
            Direction::RightToLeft if outside => {
                Self { indent: 0.0, left: [0.0; 2], right: [width; 2] }
            }
            Direction::RightToLeft => {
                Self { indent: 0.0, left: [0.0; 2], right: [width, width - marks] }
            }
        }
    }

    /// Returns the left edge of a row.
    pub(super) fn left(self, row: usize) -> f32 {
        self.left[row.min(1)]
    }

    /// Returns the right edge of a row.
    pub(super) fn right(self, row: usize) -> f32 {
        self.right[row.min(1)]
    }

    fn width(self, row: usize) -> f32 {
        self.right(row) - self.left(row)
    }
}

/// Fills rows one after the other, wrapping them where egui does.
///
/// A row is wrapped at a space if there is one, else after a dash, a punctuation mark or
/// any character. White space hangs beyond the edge. `starts` are the first bytes of the
/// grapheme clusters, `advances` their widths in points; returns the clusters of each row.
pub(super) fn fill(
    text: &str,
    starts: &[usize],
    advances: &[f32],
    frame: RowEdges,
) -> Vec<ClusterRange> {
    let mut rows: Vec<ClusterRange> = Vec::new();
    let mut start = 0;
    let mut width = 0.0;
    // After the last space, dash and punctuation mark.
    let mut breaks = [0; 3];
    for (index, at) in starts.iter().enumerate() {
        let first = text[*at..].chars().next().unwrap_or_default();
        let is_blank = first.is_whitespace();
        while !is_blank && index > start && width + advances[index] > frame.width(rows.len()) {
            let found = breaks.into_iter().find(|at| *at > start);
            let end = found.unwrap_or(index);
            rows.push(ClusterRange::new(start, end));
            start = end;
            width = advances[start..index].iter().sum();
        }
        width += advances[index];
        let goes = [is_blank && first != '\u{A0}', first == '-', first.is_ascii_punctuation()];
        for (at, _) in breaks.iter_mut().zip(goes).filter(|(_, goes)| *goes) {
            *at = index + 1;
        }
    }
    rows.push(ClusterRange::new(start, starts.len()));
    rows
}
