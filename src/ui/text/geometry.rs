//! Geometry of the rows of a line: from bytes to places, and back.
//!
//! # Invariants
//! It does not depend on who laid out the line, so lines laid out by egui and by
//! [`super::bidi`] behave alike. Offsets are bytes of the laid-out text, lengths are points
//! from the line's own origin. The boxes of a row lie side by side; each is a whole
//! grapheme cluster, so no caret position is within one.

use egui::{Galley, Rect, epaint::text::PlacedRow, pos2};
use unicode_segmentation::UnicodeSegmentation;

use crate::ui::text::range::LineRange;

/// Two places closer than this are the same, in points.
const SAME: f32 = 0.01;

/// Rectangles narrower than this are not drawn as part of a selection, in points.
const LEAST: f32 = 0.5;

/// A position of the caret between two characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct CaretPosition {
    /// In bytes of the draft, or of a laid-out text.
    pub byte: usize,
    /// The affinity, where the characters before and after are not drawn side by side, as
    /// at a soft wrap or a change of direction: `true` is upstream, at the character
    /// before.
    pub is_upstream: bool,
}

impl CaretPosition {
    /// Returns a position at the character after it (downstream).
    pub(crate) fn at(byte: usize) -> Self {
        Self { byte, is_upstream: false }
    }

    /// Returns a position at the character before it (upstream).
    pub(crate) fn upstream(byte: usize) -> Self {
        Self { byte, is_upstream: true }
    }
}

/// Where a grapheme cluster is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct ClusterBox {
    /// First byte of the cluster.
    pub start: usize,
    /// Left edge in points.
    pub left: f32,
    /// Right edge in points; equal to `left` for a cluster that is not visible.
    pub right: f32,
    /// Embedding level of UAX #9; odd levels run right to left.
    pub level: u8,
}

impl ClusterBox {
    /// Whether the cluster runs right to left.
    pub(crate) fn is_rtl(&self) -> bool {
        self.level % 2 == 1
    }

    /// Returns the `x` of a caret before the cluster, in reading order.
    fn leading(&self) -> f32 {
        if self.is_rtl() { self.right } else { self.left }
    }

    /// Returns the `x` of a caret after the cluster, in reading order.
    fn trailing(&self) -> f32 {
        if self.is_rtl() { self.left } else { self.right }
    }

    fn center(&self) -> f32 {
        f32::midpoint(self.left, self.right)
    }

    /// Whether the cluster has any width.
    pub(crate) fn is_seen(&self) -> bool {
        self.right > self.left
    }
}

/// A row of a line.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct TextRow {
    /// Bytes that the row shows.
    pub bytes: LineRange,
    /// Where the white space at the end of the row begins, in bytes.
    pub words_end: usize,
    /// Last byte at which the caret may be: the blank at which a row is wrapped belongs to
    /// the wrap.
    pub last: usize,
    /// Rectangle in points, from the line's origin.
    pub rect: Rect,
    /// Boxes in text order.
    pub cells: Vec<ClusterBox>,
}

impl TextRow {
    /// Builds a row that shows `bytes` of `text`; `is_soft` says whether the text continues
    /// in another row.
    pub(crate) fn new(
        text: &str,
        bytes: LineRange,
        rect: Rect,
        cells: Vec<ClusterBox>,
        is_soft: bool,
    ) -> Self {
        let words = text[bytes].trim_end();
        let words_end = bytes.start + words.len();
        let last = cells.last().filter(|cell| is_soft && cell.start >= words_end);
        let last = last.map_or(bytes.end, |blank| blank.start);
        Self { bytes, words_end, last, rect, cells }
    }

    /// Returns where the bytes of a box end.
    pub(crate) fn end_of(&self, index: usize) -> usize {
        self.cells.get(index + 1).map_or(self.bytes.end, |cell| cell.start)
    }

    /// Returns the `x` of the caret.
    fn x(&self, position: CaretPosition) -> f32 {
        let before = self.cells.partition_point(|cell| cell.start < position.byte);
        let before = self.cells[..before].last();
        let behind = self.cells.partition_point(|cell| cell.start <= position.byte);
        let behind = self.cells[..behind].last().filter(|_| position.byte < self.bytes.end);
        match (before, behind) {
            (Some(before), None) => before.trailing(),
            (Some(before), _) if position.is_upstream => before.trailing(),
            (_, Some(behind)) => behind.leading(),
            (None, None) => self.rect.left(),
        }
    }

    /// Returns the boxes that the caret stops beside, with their indices.
    pub(crate) fn stops(&self) -> impl Iterator<Item = (usize, &ClusterBox)> {
        let cells = self.cells.iter().enumerate();
        cells.filter(|(_, cell)| cell.is_seen() && cell.start < self.last)
    }

    /// Returns the position at the right or left side of a box.
    fn side(&self, index: usize, is_right: bool) -> CaretPosition {
        let cell = &self.cells[index];
        if is_right == cell.is_rtl() {
            CaretPosition::at(cell.start)
        } else {
            CaretPosition::upstream(self.end_of(index))
        }
    }
}

/// The rows of a line from the top down, at least one.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct TextRows {
    rows: Vec<TextRow>,
    /// Direction of the paragraph; `None` where everything runs left to right.
    pub direction: Option<Direction>,
}

/// The direction of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Direction {
    /// As Latin script.
    LeftToRight,
    /// As Hebrew and Arabic script.
    RightToLeft,
}

impl TextRows {
    /// Wraps rows that [`super::bidi`] laid out; `rows` must not be empty.
    pub(crate) fn new(rows: Vec<TextRow>, direction: Direction) -> Self {
        Self { rows, direction: Some(direction) }
    }

    /// Returns an empty line of a right-to-left paragraph, with the caret at `x`.
    pub(crate) fn empty(x: f32, height: f32) -> Self {
        let rect = Rect::from_x_y_ranges(x..=x, 0.0..=height);
        Self::new(
            vec![TextRow::new("", LineRange::at(0), rect, Vec::new(), false)],
            Direction::RightToLeft,
        )
    }

    /// Reads the rows off a galley of egui, which runs left to right throughout.
    pub(crate) fn of(galley: &Galley) -> Self {
        let text = galley.text();
        let mut graphemes = text.grapheme_indices(true);
        let mut rows = Vec::with_capacity(galley.rows.len());
        let mut start = 0;
        // Glyphs of a cluster that began in the row above.
        let mut begun = 0;
        for (index, placed) in galley.rows.iter().enumerate() {
            let mut cells = Vec::with_capacity(placed.glyphs.len());
            let mut end = start;
            // egui has a glyph for each character.
            let mut glyph = begun;
            while glyph < placed.glyphs.len()
                && let Some((at, grapheme)) = graphemes.next()
            {
                let left = x_of(placed, glyph);
                glyph += grapheme.chars().count();
                // A part of a ligature has no width, give or take a pixel.
                let right = x_of(placed, glyph).max(left);
                cells.push(ClusterBox { start: at, left, right, level: 0 });
                end = at + grapheme.len();
            }
            begun = glyph.saturating_sub(placed.glyphs.len());
            let is_soft = index + 1 < galley.rows.len();
            let bytes = LineRange::new(start, if is_soft { end } else { text.len() });
            start = end;
            rows.push(TextRow::new(text, bytes, placed.rect(), cells, is_soft));
        }
        if rows.is_empty() {
            rows.push(TextRow::new(
                text,
                LineRange::new(0, text.len()),
                galley.rect,
                Vec::new(),
                false,
            ));
        }
        Self { rows, direction: None }
    }

    /// Returns the number of rows.
    pub(crate) fn count(&self) -> usize {
        self.rows.len()
    }

    /// Returns a row, or the last one where there are fewer.
    pub(crate) fn row(&self, index: usize) -> &TextRow {
        &self.rows[index.min(self.rows.len() - 1)]
    }

    /// Returns the index of the row that a position belongs to.
    pub(crate) fn row_of(&self, position: CaretPosition) -> usize {
        let is_in = |row: &TextRow| {
            position.byte < row.bytes.end
                || (position.byte == row.bytes.end && position.is_upstream)
        };
        self.rows.iter().position(is_in).unwrap_or(self.rows.len() - 1)
    }

    /// Returns the index of the row nearest to a height.
    pub(crate) fn at_height(&self, y: f32) -> usize {
        let row = self.rows.iter().position(|row| y < row.rect.bottom());
        row.unwrap_or(self.rows.len() - 1)
    }

    /// Returns the position at the beginning of a row.
    pub(crate) fn start(&self, row: usize) -> CaretPosition {
        CaretPosition::at(self.row(row).bytes.start)
    }

    /// Returns the position at the end of a row, before the blank at which it was wrapped.
    pub(crate) fn end(&self, row: usize) -> CaretPosition {
        self.normalized(row, CaretPosition::upstream(self.row(row).last))
    }

    /// Returns the rectangle of a row.
    pub(crate) fn rect(&self, row: usize) -> Rect {
        self.row(row).rect
    }

    /// Returns the rectangle of the caret.
    pub(crate) fn caret(&self, position: CaretPosition) -> Rect {
        let row = self.row(self.row_of(position));
        let x = row.x(position);
        Rect::from_min_max(pos2(x, row.rect.top()), pos2(x, row.rect.bottom()))
    }

    /// Returns the position in a row nearest to an `x`.
    pub(crate) fn hit(&self, index: usize, x: f32) -> CaretPosition {
        let row = self.row(index);
        let distance = |cell: &ClusterBox| (cell.left - x).max(x - cell.right).max(0.0);
        let seen = row.cells.iter().enumerate().filter(|(_, cell)| cell.is_seen());
        let nearest = seen.min_by(|(_, a), (_, b)| distance(a).total_cmp(&distance(b)));
        match nearest {
            Some((at, cell)) => self.normalized(index, row.side(at, x >= cell.center())),
            None => self.start(index),
        }
    }

    /// Returns a position of a row that is upstream only where that makes a difference.
    fn normalized(&self, index: usize, position: CaretPosition) -> CaretPosition {
        let row = self.row(index);
        let plain = CaretPosition::at(position.byte.min(row.last));
        let is_elsewhere = self.row_of(plain) != index
            || (position.byte <= row.last && (row.x(plain) - row.x(position)).abs() > SAME);
        CaretPosition { is_upstream: position.is_upstream && is_elsewhere, ..plain }
    }

    /// Returns the position one character to the right or left on the screen, in the same
    /// row or the next one in that direction.
    pub(crate) fn beside(&self, position: CaretPosition, is_right: bool) -> Option<CaretPosition> {
        let index = self.row_of(position);
        let row = self.row(index);
        let x = row.x(position);
        let crossed = if is_right {
            let ahead = row.stops().filter(|(_, cell)| cell.center() > x);
            ahead.min_by(|(_, a), (_, b)| a.left.total_cmp(&b.left))
        } else {
            let ahead = row.stops().filter(|(_, cell)| cell.center() < x);
            ahead.max_by(|(_, a), (_, b)| a.left.total_cmp(&b.left))
        };
        if let Some((at, _)) = crossed {
            return Some(self.normalized(index, row.side(at, is_right)));
        }
        let is_forward = is_right == (self.direction != Some(Direction::RightToLeft));
        let index = if is_forward { index + 1 } else { index.checked_sub(1)? };
        let row = self.rows.get(index)?;
        let edge = if is_right {
            row.stops().min_by(|(_, a), (_, b)| a.left.total_cmp(&b.left))
        } else {
            row.stops().max_by(|(_, a), (_, b)| a.left.total_cmp(&b.left))
        };
        Some(
            edge.map_or(self.start(index), |(at, _)| {
                self.normalized(index, row.side(at, !is_right))
            }),
        )
    }

    /// Returns the rectangles that bytes cover, from left to right within each row.
    pub(crate) fn rects(&self, range: LineRange) -> Vec<Rect> {
        let mut rects = Vec::new();
        for row in &self.rows {
            // White space at the end of a row is not drawn where the range continues below.
            let goes_on = range.end > row.bytes.end;
            let end = if goes_on { row.words_end } else { range.end };
            let first = row.cells.partition_point(|cell| cell.start <= range.start);
            let first = first.saturating_sub(1);
            let cells = row.cells.iter().enumerate().skip(first);
            let covered = cells.take_while(|(_, cell)| cell.start < end);
            let covered = covered.filter(|(at, _)| row.end_of(*at) > range.start);
            let mut spans: Vec<(f32, f32)> =
                covered.map(|(_, cell)| (cell.left, cell.right)).collect();
            spans.sort_by(|a, b| a.0.total_cmp(&b.0));
            spans.dedup_by(|next, span| {
                let touches = next.0 <= span.1 + SAME;
                if touches {
                    span.1 = span.1.max(next.1);
                }
                touches
            });
            let seen = spans.into_iter().filter(|(left, right)| right - left > LEAST);
            rects.extend(
                seen.map(|(left, right)| Rect::from_x_y_ranges(left..=right, row.rect.y_range())),
            );
        }
        rects
    }

    /// Returns the runs of one direction in a row, in text order, and whether each runs
    /// right to left.
    pub(crate) fn runs(&self, row: usize) -> Vec<(LineRange, bool)> {
        let row = self.row(row);
        let mut runs: Vec<(LineRange, u8)> = Vec::new();
        for (index, cell) in row.cells.iter().enumerate() {
            let end = row.end_of(index);
            match runs.last_mut() {
                Some((run, level)) if *level == cell.level || !cell.is_seen() => run.end = end,
                _ => runs.push((LineRange::new(cell.start, end), cell.level)),
            }
        }
        if runs.is_empty() {
            let is_rtl = self.direction == Some(Direction::RightToLeft);
            runs.push((row.bytes, u8::from(is_rtl)));
        }
        runs.into_iter().map(|(bytes, level)| (bytes, level % 2 == 1)).collect()
    }
}

/// Returns the `x` where a glyph of a row begins; past the last one, where that ends.
fn x_of(row: &PlacedRow, glyph: usize) -> f32 {
    let x = match row.glyphs.get(glyph) {
        Some(glyph) => glyph.pos.x,
        None => row.glyphs.last().map_or(0.0, egui::epaint::text::Glyph::max_x),
    };
    row.pos.x + x
}
