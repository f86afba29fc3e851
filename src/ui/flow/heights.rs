//! Heights of the lines of a text, and the places that follow from them.
//!
//! # Invariants
//! Pieces cover the text in order without a gap, and a line break ends a piece. A height is
//! the last measurement, or an estimate by length. Heights are counted in whole units, so
//! sums are exact whatever the order of edits. A resize changes the size of the unit and
//! touches no piece.

use std::ops::Range;

use nutgraf_engine::{
    range::TextRange,
    text::{Change, Document, Gapped},
};

/// Longer lines are cut into pieces that are laid out one by one, and the length of such a
/// piece; in bytes.
const LONGEST: usize = 6_000;
const PIECE: usize = 1_500;

/// Units per point, before any resize.
const UNITS: f64 = 64.0;

/// Parameters for estimating the height of a line that was never in view.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct HeightEstimate {
    /// Width of the column, in points.
    pub width: f32,
    /// Width of a character, in points.
    pub character: f32,
    /// Height of a row, in points.
    pub row: f32,
    /// Height of an empty line, in points.
    pub gap: f32,
}

impl HeightEstimate {
    /// Estimates the height of a line of `bytes` bytes, in points.
    fn height(&self, bytes: usize) -> f32 {
        if bytes == 0 {
            return self.gap;
        }
        let rows = (bytes as f32 * self.character / self.width.max(1.0)).ceil();
        rows.max(1.0) * self.row
    }
}

/// Where the pieces of a text begin, in bytes and in units from the top.
#[derive(Default)]
pub(super) struct Heights {
    starts: Gapped<usize>,
    tops: Gapped<usize>,
    /// Where the text ends, in bytes.
    length: usize,
    /// Where the last piece ends, in units.
    bottom: usize,
    /// Points per 64 units.
    scale: f64,
}

impl Heights {
    /// Estimates the heights of a document.
    pub(super) fn of(document: &Document, estimate: &HeightEstimate) -> Self {
        let mut heights = Self { scale: 1.0, ..Self::default() };
        let (starts, tops, bottom) =
            heights.estimated(document, 0..document.line_count(), estimate);
        heights.starts = Gapped::from(starts);
        heights.tops = Gapped::from(tops);
        heights.length = document.text().len();
        heights.bottom = bottom;
        heights
    }

    /// Returns the pieces of some lines: where they begin, their tops counted from zero,
    /// and the bottom of the last.
    fn estimated(
        &self,
        document: &Document,
        lines: Range<usize>,
        estimate: &HeightEstimate,
    ) -> (Vec<usize>, Vec<usize>, usize) {
        let (mut starts, mut tops) = (Vec::new(), Vec::new());
        let mut top = 0;
        for line in lines {
            let range = document.line_range(line);
            let is_long = range.len() > LONGEST;
            let mut start = range.start;
            loop {
                let end =
                    if is_long { piece_end(document.text(), start, range.end) } else { range.end };
                starts.push(start);
                tops.push(top);
                top += self.units(estimate.height(end - start));
                start = end;
                if start == range.end {
                    break;
                }
            }
        }
        (starts, tops, top)
    }

    /// Updates the heights after a change; `document` is the document after it.
    pub(super) fn follow(
        &mut self,
        document: &Document,
        change: &Change,
        estimate: &HeightEstimate,
    ) {
        let (Some(first), Some(last)) = (change.edits().first(), change.edits().last()) else {
            return;
        };
        let edits = change.edits().iter();
        let grown: isize = edits
            .map(|edit| edit.insert.len().cast_signed() - edit.range.len().cast_signed())
            .sum();
        self.length = document.text().len();
        let first_line = document.line_at(first.range.start);
        let last_line = document.line_at(last.range.end.saturating_add_signed(grown));
        let start = document.line_range(first_line).start;
        let from = self.starts.partition_point(|at| *at < start);
        let to = if last_line + 1 < document.line_count() {
            let next = document.line_range(last_line + 1).start;
            let before = next.saturating_add_signed(-grown);
            self.starts.partition_point(|at| *at < before)
        } else {
            self.count()
        };
        let top = self.tops.get(from).unwrap_or(self.bottom);
        let end = self.tops.get(to).unwrap_or(self.bottom);
        let (starts, mut tops, mut bottom) =
            self.estimated(document, first_line..last_line + 1, estimate);
        if starts.len() == to - from {
            // As many pieces as before: their measured heights are the better estimate.
            tops = self.tops.range(from..to).map(|at| at - top).collect();
            bottom = end - top;
        }
        let moved = bottom.cast_signed() - (end - top).cast_signed();
        self.starts.splice(from..to, starts, grown);
        self.tops.splice(from..to, tops.into_iter().map(|at| at + top), moved);
        self.bottom = self.bottom.saturating_add_signed(moved);
    }

    /// Multiplies every height by `times`.
    pub(super) fn rescale(&mut self, times: f32) {
        self.scale *= f64::from(times);
    }

    fn units(&self, points: f32) -> usize {
        // Not negative, and finite: heights come from layouts and estimates.
        (f64::from(points.max(0.0)) * UNITS / self.scale).round() as usize
    }

    fn points(&self, units: usize) -> f64 {
        units as f64 * self.scale / UNITS
    }

    /// Returns the number of pieces, at least 1.
    pub(super) fn count(&self) -> usize {
        self.starts.len()
    }

    /// Returns where a piece begins, in bytes; past the last piece, the end of the text.
    pub(super) fn start(&self, piece: usize) -> usize {
        self.starts.get(piece).unwrap_or(self.length)
    }

    /// Returns the bytes of a piece, including the line break after it.
    pub(super) fn range(&self, piece: usize) -> TextRange {
        TextRange::new(self.start(piece), self.start(piece + 1))
    }

    /// Returns the piece that holds a byte; at the end of the text, the last one.
    pub(super) fn at(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset).saturating_sub(1)
    }

    /// Returns where a piece begins, in points from the top of the first.
    pub(super) fn top(&self, piece: usize) -> f64 {
        self.points(self.tops.get(piece).unwrap_or(self.bottom))
    }

    /// Returns the height of a piece, in points.
    pub(super) fn height(&self, piece: usize) -> f32 {
        (self.top(piece + 1) - self.top(piece)) as f32
    }

    /// Returns the height of all pieces together, in points.
    pub(super) fn total(&self) -> f64 {
        self.points(self.bottom)
    }

    /// Stores the measured height of a piece, in points.
    pub(super) fn set(&mut self, piece: usize, height: f32) {
        let Some(top) = self.tops.get(piece) else { return };
        let known = self.tops.get(piece + 1).unwrap_or(self.bottom) - top;
        let moved = self.units(height).cast_signed() - known.cast_signed();
        if moved != 0 {
            self.tops.shift_from(piece + 1, moved);
            self.bottom = self.bottom.saturating_add_signed(moved);
        }
    }

    /// Measures a piece by its bytes, stores its height and returns it, in points.
    pub(super) fn learn(
        &mut self,
        piece: usize,
        measure: &mut impl FnMut(TextRange) -> f32,
    ) -> f32 {
        let height = measure(self.range(piece));
        self.set(piece, height);
        height
    }

    /// Returns the piece at `y` points from the top, and the distance into it, in points.
    pub(super) fn find(&self, y: f64) -> (usize, f32) {
        let units = (y.max(0.0) * UNITS / self.scale) as usize;
        let piece = self.tops.partition_point(|top| *top <= units).saturating_sub(1);
        (piece, (y - self.top(piece)) as f32)
    }
}

/// Returns where the piece of a long line that begins at `start` ends: after a blank, or at
/// the line's end.
fn piece_end(text: &str, start: usize, end: usize) -> usize {
    let least = text.ceil_char_boundary(start + PIECE);
    let most = text.ceil_char_boundary(start + 2 * PIECE);
    if most >= end {
        return end;
    }
    let blank = text[least..most].find([' ', '\t']);
    blank.map_or(most, |at| least + at + 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const GUESS: HeightEstimate =
        HeightEstimate { width: 100.0, character: 10.0, row: 20.0, gap: 8.0 };

    fn starts(heights: &Heights) -> Vec<usize> {
        (0..heights.count()).map(|piece| heights.start(piece)).collect()
    }

    proptest! {
        #[test]
        fn heights_that_follow_edits_have_the_pieces_of_the_text(
            text in "[ab\n]{0,40}",
            edits in prop::collection::vec((0_usize..40, 0_usize..6, "[c\n]{0,4}"), 0..8),
        ) {
            let mut document = Document::new(text);
            let mut heights = Heights::of(&document, &GUESS);
            for (start, length, insert) in edits {
                let start = start.min(document.text().len());
                let end = (start + length).min(document.text().len());
                let change = Change::replace(start..end, insert);
                document.apply(&change).unwrap();
                heights.follow(&document, &change, &GUESS);
                let whole = Heights::of(&document, &GUESS);
                prop_assert_eq!(starts(&heights), starts(&whole));
                for piece in 0..whole.count() {
                    heights.set(piece, whole.height(piece));
                }
                prop_assert_eq!(heights.total(), whole.total());
            }
        }
    }

    #[test]
    fn a_line_of_a_book_is_cut_where_words_end() {
        let text = "some words of a book that knows no paragraphs ".repeat(1_000);
        let heights = Heights::of(&Document::new(text.clone()), &GUESS);
        assert!(heights.count() > 20);
        for piece in 1..heights.count() {
            let range = heights.range(piece);
            assert!(range.len() <= 2 * PIECE);
            assert!(text[..range.start].ends_with(' '));
        }
    }

    #[test]
    fn what_was_measured_is_found_by_its_place() {
        let mut heights = Heights::of(&Document::new("a\nb\nc"), &GUESS);
        heights.set(1, 50.0);
        assert_eq!((heights.top(2), heights.total()), (70.0, 90.0));
        assert_eq!(heights.find(69.0), (1, 49.0));
        assert_eq!(heights.find(70.0), (2, 0.0));
        heights.rescale(2.0);
        assert_eq!(heights.top(2), 140.0);
    }
}
