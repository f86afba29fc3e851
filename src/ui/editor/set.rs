//! A line of the draft as it is set: where its bytes stand, and which byte stands where.
//!
//! What always holds: offsets given and taken are bytes of the draft. What an input
//! method shows while it composes stands in the set text and not in the draft; the
//! place of the caret stands for all of it.

use std::{ops::Range, rc::Rc, sync::Arc};

use egui::{Color32, Galley, Painter, Pos2, Rect, epaint::text::PlacedRow, pos2, vec2};
use unicode_segmentation::GraphemeCursor;

/// A line as it is set, wherever it stands.
pub struct Set {
    /// The text and its rows.
    pub galley: Arc<Galley>,
    /// How far right of the column's left edge it begins, in points.
    pub indent: f32,
    /// In points.
    pub height: f32,
    /// The bytes of the set text that an input method is composing.
    pub preedit: Option<Range<usize>>,
    /// 1 to 6 for a heading, else 0.
    pub heading: u8,
}

/// A place between two characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spot {
    /// In bytes of the draft.
    pub byte: usize,
    /// At a soft break: whether it is meant to be at the end of the row above.
    pub at_row_end: bool,
}

impl Spot {
    /// A place that is not at the end of a row.
    pub fn at(byte: usize) -> Self {
        Self { byte, at_row_end: false }
    }
}

/// A line as it stands on the screen.
#[derive(Clone)]
pub struct SetLine {
    /// The bytes of the draft that it shows, without the line break.
    pub range: Range<usize>,
    /// Where its text begins on the screen.
    pub pos: Pos2,
    /// What is set.
    pub set: Rc<Set>,
}

impl SetLine {
    /// Where it stands on the screen, over the whole width of its text.
    pub fn rect(&self) -> Rect {
        Rect::from_min_size(self.pos, vec2(self.set.galley.size().x, self.set.height))
    }

    fn text(&self) -> &str {
        self.set.galley.text()
    }

    /// The byte of the set text for a byte of the draft.
    fn shown(&self, byte: usize) -> usize {
        let local = byte.clamp(self.range.start, self.range.end) - self.range.start;
        match &self.set.preedit {
            // Behind what is composed, where the caret is.
            Some(preedit) if local >= preedit.start => local + preedit.len(),
            _ => local,
        }
    }

    /// The byte of the draft for a byte of the set text.
    fn draft(&self, shown: usize) -> usize {
        let local = match &self.set.preedit {
            Some(preedit) if shown >= preedit.end => shown - preedit.len(),
            Some(preedit) => shown.min(preedit.start),
            None => shown,
        };
        (self.range.start + local).min(self.range.end)
    }

    fn chars_before(&self, shown: usize) -> usize {
        self.text().get(..shown).unwrap_or(self.text()).chars().count()
    }

    fn byte_of_char(&self, index: usize) -> usize {
        self.text().char_indices().nth(index).map_or(self.text().len(), |(at, _)| at)
    }

    fn rows(&self) -> &[PlacedRow] {
        &self.set.galley.rows
    }

    /// How many rows it has; one at least.
    pub fn row_count(&self) -> usize {
        self.rows().len().max(1)
    }

    /// Row and column, in characters, of a byte of the set text.
    fn row_and_column(&self, shown: usize, at_row_end: bool) -> (usize, usize) {
        let mut column = self.chars_before(shown);
        let rows = self.rows();
        for (index, row) in rows.iter().enumerate() {
            let length = row.glyphs.len();
            let is_last = index + 1 == rows.len();
            if column < length || (column == length && (at_row_end || is_last)) {
                return (index, column);
            }
            column -= length.min(column);
        }
        (rows.len().saturating_sub(1), column)
    }

    /// The row of a place.
    pub fn row_of(&self, spot: Spot) -> usize {
        self.row_and_column(self.shown(spot.byte), spot.at_row_end).0
    }

    /// The place at the beginning of a row.
    pub fn row_start(&self, row: usize) -> Spot {
        let before: usize = self.rows().iter().take(row).map(|row| row.glyphs.len()).sum();
        Spot::at(self.draft(self.byte_of_char(before)))
    }

    /// The place at the end of a row, before the blank at which it was broken.
    pub fn row_end(&self, row: usize) -> Spot {
        let before: usize = self.rows().iter().take(row).map(|row| row.glyphs.len()).sum();
        let column = self.last_column(row);
        let byte = self.draft(self.byte_of_char(before + column));
        Spot { byte, at_row_end: self.is_soft_end(row, column) }
    }

    /// The last column of a row at which the caret may stand: the blank that a row
    /// is broken at belongs to the break.
    fn last_column(&self, row: usize) -> usize {
        let Some(placed) = self.rows().get(row) else { return 0 };
        let is_soft = row + 1 < self.row_count();
        let ends_blank = placed.glyphs.last().is_some_and(|glyph| glyph.chr.is_whitespace());
        placed.glyphs.len() - usize::from(is_soft && ends_blank)
    }

    fn is_soft_end(&self, row: usize, column: usize) -> bool {
        row + 1 < self.row_count()
            && self.rows().get(row).is_some_and(|row| row.glyphs.len() == column)
    }

    /// Where a row stands on the screen.
    pub fn row_rect(&self, row: usize) -> Rect {
        match self.rows().get(row) {
            Some(row) => row.rect().translate(self.pos.to_vec2()),
            None => Rect::from_min_size(self.pos, vec2(0.0, self.set.height)),
        }
    }

    /// Where the caret stands on the screen.
    pub fn caret(&self, spot: Spot) -> Rect {
        self.caret_at(self.shown(spot.byte), spot.at_row_end)
    }

    /// Where the caret stands for a byte of the set text.
    pub fn shown_caret(&self, shown: usize) -> Rect {
        self.caret_at(shown, false)
    }

    fn caret_at(&self, shown: usize, at_row_end: bool) -> Rect {
        let (row, column) = self.row_and_column(shown, at_row_end);
        let x = self.rows().get(row).map_or(0.0, |row| x_of(row, column));
        let rect = self.row_rect(row);
        Rect::from_min_max(pos2(self.pos.x + x, rect.top()), pos2(self.pos.x + x, rect.bottom()))
    }

    /// The place under a point of the screen, or the one nearest to it.
    pub fn hit(&self, point: Pos2) -> Spot {
        let y = point.y - self.pos.y;
        let row = self.rows().iter().position(|row| y < row.rect().bottom());
        self.hit_in_row(row.unwrap_or(self.row_count() - 1), point.x)
    }

    /// The place in a row nearest to an `x` of the screen.
    pub fn hit_in_row(&self, row: usize, x: f32) -> Spot {
        let before: usize = self.rows().iter().take(row).map(|row| row.glyphs.len()).sum();
        let Some(placed) = self.rows().get(row) else { return Spot::at(self.range.start) };
        let x = x - self.pos.x - placed.pos.x;
        let within =
            |glyph: &egui::epaint::text::Glyph| x >= glyph.pos.x + glyph.advance_width / 2.0;
        let column = placed.glyphs.iter().take_while(|glyph| within(glyph)).count();
        let column = column.min(self.last_column(row));
        let shown = whole_grapheme(self.text(), self.byte_of_char(before + column));
        Spot { byte: self.draft(shown), at_row_end: self.is_soft_end(row, column) }
    }

    /// The pieces of rows that bytes of the draft cover, on the screen.
    pub fn rects(&self, range: &Range<usize>) -> Vec<Rect> {
        let start = range.start.max(self.range.start);
        let end = range.end.min(self.range.end);
        if start >= end {
            return Vec::new();
        }
        let from = self.shown(start);
        // What is composed at the end of the words does not belong to them.
        let to = match &self.set.preedit {
            Some(preedit) if end - self.range.start == preedit.start => preedit.start,
            _ => self.shown(end),
        };
        self.shown_rects(from..to)
    }

    /// The pieces of rows that bytes of the set text cover, on the screen.
    pub fn shown_rects(&self, range: Range<usize>) -> Vec<Rect> {
        let (first, from) = self.row_and_column(range.start, false);
        let (last, to) = self.row_and_column(range.end, true);
        let mut rects = Vec::new();
        for index in first..=last {
            let Some(row) = self.rows().get(index) else { break };
            let rect = row.rect().translate(self.pos.to_vec2());
            let left = if index == first { x_of(row, from) } else { x_of(row, 0) };
            let right = if index == last { x_of(row, to) } else { end_of_words(row) };
            let min = pos2(self.pos.x + left, rect.top());
            let max = pos2(self.pos.x + right, rect.bottom());
            if max.x > min.x + 0.5 {
                rects.push(Rect::from_min_max(min, max));
            }
        }
        rects
    }

    /// Draws the text.
    pub fn paint(&self, painter: &Painter, fallback: Color32) {
        painter.galley(self.pos, self.set.galley.clone(), fallback);
    }
}

/// How far right of the galley's origin a column of a row stands, in points.
fn x_of(row: &PlacedRow, column: usize) -> f32 {
    let glyphs = &row.glyphs;
    let x = match glyphs.get(column) {
        Some(glyph) => glyph.pos.x,
        None => glyphs.last().map_or(0.0, egui::epaint::text::Glyph::max_x),
    };
    row.pos.x + x
}

/// Where the words of a row end, the space at its end left out.
fn end_of_words(row: &PlacedRow) -> f32 {
    let last = row.glyphs.iter().rfind(|glyph| !glyph.chr.is_whitespace());
    row.pos.x + last.map_or(0.0, egui::epaint::text::Glyph::max_x)
}

/// The beginning of the grapheme cluster that a byte offset lies within.
fn whole_grapheme(text: &str, at: usize) -> usize {
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    match cursor.is_boundary(text, 0) {
        Ok(false) => cursor.prev_boundary(text, 0).ok().flatten().unwrap_or(at),
        _ => at,
    }
}

/// The lines in view.
#[derive(Clone, Default)]
pub struct Page {
    /// From the top down, without a gap.
    pub lines: Vec<SetLine>,
    /// Which piece of the draft the first of them is.
    pub first: usize,
}

impl Page {
    /// The bytes of the draft in view.
    pub fn visible(&self) -> Range<usize> {
        let first = self.lines.first().map_or(0, |line| line.range.start);
        first..self.lines.last().map_or(first, |line| line.range.end)
    }

    /// The line in view that holds a byte.
    pub fn line(&self, byte: usize) -> Option<&SetLine> {
        let behind = self.lines.partition_point(|line| line.range.start <= byte);
        let line = self.lines.get(behind.checked_sub(1)?)?;
        (byte <= line.range.end).then_some(line)
    }

    /// The line in view in which a place is meant.
    pub fn line_of(&self, spot: Spot) -> Option<&SetLine> {
        let line = self.line(spot.byte)?;
        // The end of a piece that no line break ends is the start of the next.
        let is_above = spot.at_row_end && line.range.start == spot.byte;
        let above = || self.lines.iter().rfind(|line| line.range.end == spot.byte);
        if is_above { above().or(Some(line)) } else { Some(line) }
    }

    /// The pieces of rows in view that bytes cover, on the screen.
    pub fn rects(&self, range: &Range<usize>) -> Vec<Rect> {
        let first = self.lines.partition_point(|line| line.range.end <= range.start);
        let touched = self.lines[first..].iter();
        let touched = touched.take_while(|line| line.range.start < range.end);
        touched.flat_map(|line| line.rects(range)).collect()
    }

    /// The row in view that a byte stands in, on the screen.
    pub fn row(&self, byte: usize) -> Option<Rect> {
        let line = self.line(byte)?;
        Some(line.row_rect(line.row_of(Spot::at(byte))))
    }

    /// The place under a point of the screen, or the one nearest to it.
    pub fn hit(&self, point: Pos2) -> Option<Spot> {
        let below = self.lines.partition_point(|line| line.pos.y <= point.y);
        let line = self.lines.get(below.saturating_sub(1))?;
        Some(line.hit(point))
    }
}
