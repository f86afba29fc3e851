//! A grid as text, and the change that leads to it.

use unicode_width::UnicodeWidthStr;

use super::{ColumnAlignment, Grid, Table};
use crate::{
    range::DraftRange,
    text::{Change, Edit, Moved},
};

/// Fewest dashes below a header, in columns of the screen.
const LEAST_WIDTH: usize = 3;

/// A table as it is being written.
#[derive(Default)]
struct Written {
    text: String,
    /// Words that were held, and where they stand in `text`.
    words: Vec<(DraftRange, usize)>,
    /// Where each cell of each row has its words, or would have them, in `text`.
    starts: Vec<Vec<usize>>,
}

impl Table<'_> {
    /// Returns the change that makes a grid of the table, and where each cell's words begin
    /// after it.
    pub(super) fn rewritten(&self, grid: &Grid) -> (Change, Vec<Vec<usize>>, Vec<Moved>) {
        let mut written = self.written(grid);
        let base = self.start();
        for start in written.starts.iter_mut().flatten() {
            *start += base;
        }
        let (mut edits, mut moved) = (Vec::new(), Vec::new());
        // Up to where the old and the new text are dealt with.
        let (mut old, mut new) = (base, 0);
        for (words, at) in written.words {
            if words.start < old {
                moved.push(Moved { from: words, to: base + at });
                continue;
            }
            edits.extend(self.edit(old..words.start, &written.text[new..at]));
            (old, new) = (words.end, at + words.len());
        }
        edits.extend(self.edit(old..self.end(), &written.text[new..]));
        let change = Change::of(edits).expect("words that are kept are in their order");
        (change, written.starts, moved)
    }

    /// The edit of what is between words; `None` where that stays.
    fn edit(&self, range: std::ops::Range<usize>, insert: &str) -> Option<Edit> {
        let is_other = self.text[range.clone()] != *insert;
        is_other.then(|| Edit { range: range.into(), insert: insert.to_owned() })
    }

    fn written(&self, grid: &Grid) -> Written {
        let widths: Vec<usize> = (0..grid.alignments.len())
            .map(|column| {
                let cells = grid.rows.iter().filter_map(|row| row[column]);
                cells.map(|words| self.text[words].width()).fold(LEAST_WIDTH, usize::max)
            })
            .collect();
        let mut written = Written::default();
        for (index, row) in grid.rows.iter().enumerate() {
            if index > 0 {
                self.begin_row(&mut written.text);
            }
            self.row(&mut written, row, &grid.alignments, &widths);
            if index == 0 {
                self.begin_row(&mut written.text);
                delimiter(&mut written.text, &grid.alignments, &widths);
            }
        }
        written
    }

    fn begin_row(&self, text: &mut String) {
        text.push_str(self.ending);
        text.push_str(&self.delimiter.prefix);
    }

    fn row(
        &self,
        written: &mut Written,
        row: &[Option<DraftRange>],
        alignments: &[ColumnAlignment],
        widths: &[usize],
    ) {
        let mut starts = Vec::with_capacity(row.len());
        written.text.push('|');
        for (column, words) in row.iter().enumerate() {
            let shown = words.map_or("", |words| &self.text[words]);
            let room = widths.get(column).map_or(0, |width| width - shown.width());
            let before = match alignments.get(column) {
                // The caret of an empty cell stands at its left.
                _ if shown.is_empty() => 0,
                Some(ColumnAlignment::Right) => room,
                Some(ColumnAlignment::Centre) => room / 2,
                _ => 0,
            };
            written.text.push_str(&" ".repeat(1 + before));
            let at = written.text.len();
            starts.push(at);
            written.words.extend(words.map(|words| (words, at)));
            written.text.push_str(shown);
            written.text.push_str(&" ".repeat(room - before + 1));
            written.text.push('|');
        }
        written.starts.push(starts);
    }
}

/// Writes the row below the header.
fn delimiter(text: &mut String, alignments: &[ColumnAlignment], widths: &[usize]) {
    text.push('|');
    for (alignment, width) in alignments.iter().zip(widths) {
        let (left, right) = match alignment {
            ColumnAlignment::Unset => ("", ""),
            ColumnAlignment::Left => (":", ""),
            ColumnAlignment::Centre => (":", ":"),
            ColumnAlignment::Right => ("", ":"),
        };
        let dashes = "-".repeat(width - left.len() - right.len());
        text.push_str(&format!(" {left}{dashes}{right} |"));
    }
}
