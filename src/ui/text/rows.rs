//! The rows of a line as geometry: which bytes stand where, and the other way round.
//!
//! What always holds: it knows nothing of how the line was set, so that lines set by
//! egui and lines set by [`super::bidi`] answer alike. Offsets are bytes of the set
//! text, lengths are points from the line's own origin. The cells of a row lie side
//! by side; each is a whole grapheme cluster, so that no caret stands within one.

use std::ops::Range;

use egui::{Galley, Rect, epaint::text::PlacedRow, pos2};
use unicode_segmentation::UnicodeSegmentation;

/// Places nearer to each other than this are one, in points.
const SAME: f32 = 0.01;

/// What is narrower than this is not drawn as a part of a selection, in points.
const LEAST: f32 = 0.5;

/// A place between two characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spot {
    /// In bytes of the draft, or of a set text.
    pub byte: usize,
    /// Where the character before it and the one behind it do not stand side by side,
    /// at a soft break or where the direction changes: whether it is meant at the one
    /// before.
    pub at_end: bool,
}

impl Spot {
    /// A place at the character behind it.
    pub fn at(byte: usize) -> Self {
        Self { byte, at_end: false }
    }

    /// A place at the character before it.
    pub fn at_end(byte: usize) -> Self {
        Self { byte, at_end: true }
    }
}

/// A grapheme cluster as it is set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cell {
    /// Its first byte.
    pub start: usize,
    /// In points.
    pub left: f32,
    /// In points; the same as `left` for what is not seen.
    pub right: f32,
    /// Its embedding level: what has an odd one runs to the left.
    pub level: u8,
}

impl Cell {
    /// Whether it runs to the left.
    pub fn is_rtl(&self) -> bool {
        self.level % 2 == 1
    }

    /// Where the caret stands before it.
    fn leading(&self) -> f32 {
        if self.is_rtl() { self.right } else { self.left }
    }

    /// Where the caret stands behind it.
    fn trailing(&self) -> f32 {
        if self.is_rtl() { self.left } else { self.right }
    }

    fn center(&self) -> f32 {
        f32::midpoint(self.left, self.right)
    }

    /// Whether it has any width.
    pub fn is_seen(&self) -> bool {
        self.right > self.left
    }
}

/// One row.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The bytes it shows.
    pub bytes: Range<usize>,
    /// Where the white space at its end begins.
    pub words_end: usize,
    /// The last byte at which the caret may stand: the blank that a row is broken at
    /// belongs to the break.
    pub last: usize,
    /// In points.
    pub rect: Rect,
    /// In the order of the text.
    pub cells: Vec<Cell>,
}

impl Row {
    /// A row of cells that show a stretch of `text`; `is_soft` says whether the text
    /// goes on in another row.
    pub fn new(
        text: &str,
        bytes: Range<usize>,
        rect: Rect,
        cells: Vec<Cell>,
        is_soft: bool,
    ) -> Self {
        let words = text[bytes.clone()].trim_end();
        let words_end = bytes.start + words.len();
        let last = cells.last().filter(|cell| is_soft && cell.start >= words_end);
        let last = last.map_or(bytes.end, |blank| blank.start);
        Self { bytes, words_end, last, rect, cells }
    }

    /// Where the bytes of a cell end.
    pub fn end_of(&self, index: usize) -> usize {
        self.cells.get(index + 1).map_or(self.bytes.end, |cell| cell.start)
    }

    /// Where the caret stands.
    fn x(&self, spot: Spot) -> f32 {
        let before = self.cells.partition_point(|cell| cell.start < spot.byte);
        let before = self.cells[..before].last();
        let behind = self.cells.partition_point(|cell| cell.start <= spot.byte);
        let behind = self.cells[..behind].last().filter(|_| spot.byte < self.bytes.end);
        match (before, behind) {
            (Some(before), None) => before.trailing(),
            (Some(before), _) if spot.at_end => before.trailing(),
            (_, Some(behind)) => behind.leading(),
            (None, None) => self.rect.left(),
        }
    }

    /// The cells between which the caret moves.
    pub fn stops(&self) -> impl Iterator<Item = (usize, &Cell)> {
        let cells = self.cells.iter().enumerate();
        cells.filter(|(_, cell)| cell.is_seen() && cell.start < self.last)
    }

    /// The place at one side of a cell.
    fn side(&self, index: usize, is_right: bool) -> Spot {
        let cell = &self.cells[index];
        if is_right == cell.is_rtl() {
            Spot::at(cell.start)
        } else {
            Spot::at_end(self.end_of(index))
        }
    }
}

/// The rows of a line, from the top down; one at least.
#[derive(Clone, Debug, PartialEq)]
pub struct Rows {
    rows: Vec<Row>,
    /// The direction of the paragraph, where some of its words may run to the left.
    pub direction: Option<Direction>,
}

/// Which way a paragraph runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// As Latin does.
    LeftToRight,
    /// As Hebrew and Arabic do.
    RightToLeft,
}

impl Rows {
    /// Rows that were set by hand; `rows` must hold one.
    pub fn new(rows: Vec<Row>, direction: Direction) -> Self {
        Self { rows, direction: Some(direction) }
    }

    /// An empty line among paragraphs that run to the left: the caret stands at `x`.
    pub fn empty(x: f32, height: f32) -> Self {
        let rect = Rect::from_x_y_ranges(x..=x, 0.0..=height);
        Self::new(vec![Row::new("", 0..0, rect, Vec::new(), false)], Direction::RightToLeft)
    }

    /// The rows of what egui set, all from left to right.
    pub fn of(galley: &Galley) -> Self {
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
                cells.push(Cell { start: at, left, right, level: 0 });
                end = at + grapheme.len();
            }
            begun = glyph.saturating_sub(placed.glyphs.len());
            let is_soft = index + 1 < galley.rows.len();
            let bytes = start..if is_soft { end } else { text.len() };
            start = end;
            rows.push(Row::new(text, bytes, placed.rect(), cells, is_soft));
        }
        if rows.is_empty() {
            rows.push(Row::new(text, 0..text.len(), galley.rect, Vec::new(), false));
        }
        Self { rows, direction: None }
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.rows.len()
    }

    /// A row, or the last one.
    pub fn row(&self, index: usize) -> &Row {
        &self.rows[index.min(self.rows.len() - 1)]
    }

    /// The row of a place.
    pub fn of_spot(&self, spot: Spot) -> usize {
        let is_in =
            |row: &Row| spot.byte < row.bytes.end || (spot.byte == row.bytes.end && spot.at_end);
        self.rows.iter().position(is_in).unwrap_or(self.rows.len() - 1)
    }

    /// The row at a height, or the one nearest to it.
    pub fn at_height(&self, y: f32) -> usize {
        let row = self.rows.iter().position(|row| y < row.rect.bottom());
        row.unwrap_or(self.rows.len() - 1)
    }

    /// The place at the beginning of a row.
    pub fn start(&self, row: usize) -> Spot {
        Spot::at(self.row(row).bytes.start)
    }

    /// The place at the end of a row, before the blank at which it was broken.
    pub fn end(&self, row: usize) -> Spot {
        self.tidy(row, Spot::at_end(self.row(row).last))
    }

    /// Where a row stands.
    pub fn rect(&self, row: usize) -> Rect {
        self.row(row).rect
    }

    /// Where the caret stands.
    pub fn caret(&self, spot: Spot) -> Rect {
        let row = self.row(self.of_spot(spot));
        let x = row.x(spot);
        Rect::from_min_max(pos2(x, row.rect.top()), pos2(x, row.rect.bottom()))
    }

    /// The place in a row nearest to an `x`.
    pub fn hit(&self, index: usize, x: f32) -> Spot {
        let row = self.row(index);
        let distance = |cell: &Cell| (cell.left - x).max(x - cell.right).max(0.0);
        let seen = row.cells.iter().enumerate().filter(|(_, cell)| cell.is_seen());
        let nearest = seen.min_by(|(_, a), (_, b)| distance(a).total_cmp(&distance(b)));
        match nearest {
            Some((at, cell)) => self.tidy(index, row.side(at, x >= cell.center())),
            None => self.start(index),
        }
    }

    /// A place of a row with [`Spot::at_end`] only where that makes a difference.
    fn tidy(&self, index: usize, spot: Spot) -> Spot {
        let row = self.row(index);
        let plain = Spot::at(spot.byte.min(row.last));
        let is_elsewhere = self.of_spot(plain) != index
            || (spot.byte <= row.last && (row.x(plain) - row.x(spot)).abs() > SAME);
        Spot { at_end: spot.at_end && is_elsewhere, ..plain }
    }

    /// The place at the next edge of a character to the right or left on the screen,
    /// in the row of a place or the next one in that direction.
    pub fn beside(&self, spot: Spot, is_right: bool) -> Option<Spot> {
        let index = self.of_spot(spot);
        let row = self.row(index);
        let x = row.x(spot);
        let crossed = if is_right {
            let ahead = row.stops().filter(|(_, cell)| cell.center() > x);
            ahead.min_by(|(_, a), (_, b)| a.left.total_cmp(&b.left))
        } else {
            let ahead = row.stops().filter(|(_, cell)| cell.center() < x);
            ahead.max_by(|(_, a), (_, b)| a.left.total_cmp(&b.left))
        };
        if let Some((at, _)) = crossed {
            return Some(self.tidy(index, row.side(at, is_right)));
        }
        let is_forward = is_right == (self.direction != Some(Direction::RightToLeft));
        let index = if is_forward { index + 1 } else { index.checked_sub(1)? };
        let row = self.rows.get(index)?;
        let edge = if is_right {
            row.stops().min_by(|(_, a), (_, b)| a.left.total_cmp(&b.left))
        } else {
            row.stops().max_by(|(_, a), (_, b)| a.left.total_cmp(&b.left))
        };
        Some(edge.map_or(self.start(index), |(at, _)| self.tidy(index, row.side(at, !is_right))))
    }

    /// The pieces of rows that bytes cover, from left to right in each row.
    pub fn rects(&self, range: &Range<usize>) -> Vec<Rect> {
        let mut rects = Vec::new();
        for row in &self.rows {
            // The space at the end of a row is not seen where the range goes on.
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

    /// The stretches of a row that run one way, in the order of the text: the bytes of
    /// each and whether it runs to the left.
    pub fn runs(&self, row: usize) -> Vec<(Range<usize>, bool)> {
        let row = self.row(row);
        let mut runs: Vec<(Range<usize>, u8)> = Vec::new();
        for (index, cell) in row.cells.iter().enumerate() {
            let end = row.end_of(index);
            match runs.last_mut() {
                Some((run, level)) if *level == cell.level || !cell.is_seen() => run.end = end,
                _ => runs.push((cell.start..end, cell.level)),
            }
        }
        if runs.is_empty() {
            let is_rtl = self.direction == Some(Direction::RightToLeft);
            runs.push((row.bytes.clone(), u8::from(is_rtl)));
        }
        runs.into_iter().map(|(bytes, level)| (bytes, level % 2 == 1)).collect()
    }
}

/// Where a glyph of a row begins; behind the last one, where that ends.
fn x_of(row: &PlacedRow, glyph: usize) -> f32 {
    let x = match row.glyphs.get(glyph) {
        Some(glyph) => glyph.pos.x,
        None => row.glyphs.last().map_or(0.0, egui::epaint::text::Glyph::max_x),
    };
    row.pos.x + x
}
