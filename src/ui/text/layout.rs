//! Lines that are laid out: from bytes to places on the screen, and back.
//!
//! # Invariants
//! Offsets given and taken are bytes of the draft. The preedit of an input method is part
//! of the laid-out text and not of the draft; all of it maps to the position of the caret.

use std::{rc::Rc, sync::Arc};

use egui::{Color32, Galley, Painter, Pos2, Rect};

use super::geometry::TextRows;
pub(crate) use super::geometry::{CaretPosition, Direction};
use crate::ui::text::range::LineRange;
use nutgraf_engine::range::TextRange;

/// A sign in front of the words that is drawn as something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct PrefixSign {
    /// Where it is, in bytes of the line.
    pub at: usize,
    /// What is drawn.
    pub kind: PrefixSignKind,
}

/// What a sign in front of the words is drawn as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum PrefixSignKind {
    /// The bullet of an item.
    Bullet,
    /// The bullet of an item within another.
    InnerBullet,
    /// A rule at the left of a quotation.
    Rule,
}

/// A line that is laid out, independent of where it is placed.
pub(crate) struct LineLayout {
    /// The shapes to draw.
    pub galley: Arc<Galley>,
    /// Where each character is.
    pub rows: TextRows,
    /// Distance from the column's left edge to where the line begins, in points.
    pub indent: f32,
    /// Height in points.
    pub height: f32,
    /// Bytes of the laid-out text that an input method is composing.
    pub preedit: Option<LineRange>,
    /// Heading level from 1 to 6; 0 for other lines.
    pub heading: u8,
    /// Signs of the line that are drawn as something else.
    pub signs: Vec<PrefixSign>,
}

/// A line that is laid out, at its place on the screen.
#[derive(Clone)]
pub(crate) struct PlacedLine {
    /// Bytes of the draft that it shows, without the line break.
    pub range: TextRange,
    /// Where its text begins on the screen.
    pub pos: Pos2,
    /// The layout of the line.
    pub layout: Rc<LineLayout>,
}

impl PlacedLine {
    /// Returns its rectangle on the screen, over the whole width of its text.
    pub(crate) fn rect(&self) -> Rect {
        let text = self.layout.galley.rect.translate(self.pos.to_vec2());
        text.with_max_y(text.top() + self.layout.height)
    }

    /// Maps a byte of the draft to a byte of the laid-out text.
    fn shown(&self, byte: usize) -> usize {
        let local = byte.clamp(self.range.start, self.range.end) - self.range.start;
        match &self.layout.preedit {
            // The caret is drawn after the preedit.
            Some(preedit) if local >= preedit.start => local + preedit.len(),
            _ => local,
        }
    }

    fn to_shown_position(&self, position: CaretPosition) -> CaretPosition {
        CaretPosition { byte: self.shown(position.byte), ..position }
    }

    /// Maps a byte of the laid-out text to a byte of the draft.
    fn draft(&self, shown: usize) -> usize {
        let local = match &self.layout.preedit {
            Some(preedit) if shown >= preedit.end => shown - preedit.len(),
            Some(preedit) => shown.min(preedit.start),
            None => shown,
        };
        (self.range.start + local).min(self.range.end)
    }

    fn to_draft_position(&self, position: CaretPosition) -> CaretPosition {
        CaretPosition { byte: self.draft(position.byte), ..position }
    }

    fn on_screen(&self, rect: Rect) -> Rect {
        rect.translate(self.pos.to_vec2())
    }

    /// Returns the direction of the paragraph; `None` where everything runs left to right.
    pub(crate) fn direction(&self) -> Option<Direction> {
        self.layout.rows.direction
    }

    /// Whether the paragraph runs right to left.
    pub(crate) fn is_rtl(&self) -> bool {
        self.direction() == Some(Direction::RightToLeft)
    }

    /// Returns the number of rows, at least 1.
    pub(crate) fn row_count(&self) -> usize {
        self.layout.rows.count()
    }

    /// Returns the row that a position belongs to.
    pub(crate) fn row_of(&self, position: CaretPosition) -> usize {
        self.layout.rows.row_of(self.to_shown_position(position))
    }

    /// Returns the position at the beginning of a row.
    pub(crate) fn row_start(&self, row: usize) -> CaretPosition {
        self.to_draft_position(self.layout.rows.start(row))
    }

    /// Returns the position at the end of a row, before the blank at which it was wrapped.
    pub(crate) fn row_end(&self, row: usize) -> CaretPosition {
        self.to_draft_position(self.layout.rows.end(row))
    }

    /// Returns the rectangle of a row on the screen.
    pub(crate) fn row_rect(&self, row: usize) -> Rect {
        self.on_screen(self.layout.rows.rect(row))
    }

    /// Returns the runs of one direction in a row, in text order: bytes of the draft, and
    /// whether they run right to left.
    pub(crate) fn row_runs(&self, row: usize) -> Vec<(TextRange, bool)> {
        let draft = |run: LineRange| TextRange::new(self.draft(run.start), self.draft(run.end));
        let runs = self.layout.rows.runs(row).into_iter();
        runs.map(|(run, is_rtl)| (draft(run), is_rtl)).collect()
    }

    /// Returns the rectangle of the caret on the screen.
    pub(crate) fn caret(&self, position: CaretPosition) -> Rect {
        self.on_screen(self.layout.rows.caret(self.to_shown_position(position)))
    }

    /// Returns the rectangle of a caret at a byte of the laid-out text.
    pub(crate) fn shown_caret(&self, shown: usize) -> Rect {
        self.on_screen(self.layout.rows.caret(CaretPosition::at(shown)))
    }

    /// Returns the position nearest to a point of the screen.
    pub(crate) fn hit(&self, point: Pos2) -> CaretPosition {
        self.hit_in_row(self.layout.rows.at_height(point.y - self.pos.y), point.x)
    }

    /// Returns the position in a row nearest to an `x` of the screen.
    pub(crate) fn hit_in_row(&self, row: usize, x: f32) -> CaretPosition {
        self.to_draft_position(self.layout.rows.hit(row, x - self.pos.x))
    }

    /// Returns the position one character to the right or left on the screen, or `None` at
    /// the end of the line.
    pub(crate) fn beside(&self, position: CaretPosition, is_right: bool) -> Option<CaretPosition> {
        let position = self.layout.rows.beside(self.to_shown_position(position), is_right)?;
        Some(self.to_draft_position(position))
    }

    /// Returns the rectangles that bytes of the draft cover on the screen.
    pub(crate) fn rects(&self, range: TextRange) -> Vec<Rect> {
        let start = range.start.max(self.range.start);
        let end = range.end.min(self.range.end);
        if start >= end {
            return Vec::new();
        }
        let from = self.shown(start);
        // A preedit at the end of the range is not part of it.
        let to = match &self.layout.preedit {
            Some(preedit) if end - self.range.start == preedit.start => preedit.start,
            _ => self.shown(end),
        };
        self.shown_rects(LineRange::new(from, to))
    }

    /// Returns the rectangles that bytes of the laid-out text cover on the screen.
    pub(crate) fn shown_rects(&self, range: LineRange) -> Vec<Rect> {
        let rects = self.layout.rows.rects(range).into_iter();
        rects.map(|rect| self.on_screen(rect)).collect()
    }

    /// Draws the text; `fallback` colours what has no colour of its own.
    pub(crate) fn paint(&self, painter: &Painter, fallback: Color32) {
        painter.galley(self.pos, self.layout.galley.clone(), fallback);
    }
}

/// The lines in view.
#[derive(Clone, Default)]
pub(crate) struct VisibleLines {
    /// Lines from the top down, without a gap.
    pub lines: Vec<PlacedLine>,
    /// Index of the first line's piece in the column.
    pub first: usize,
}

impl VisibleLines {
    /// Returns the bytes of the draft that are in view.
    pub(crate) fn visible(&self) -> TextRange {
        let first = self.lines.first().map_or(0, |line| line.range.start);
        TextRange::new(first, self.lines.last().map_or(first, |line| line.range.end))
    }

    /// Returns the line in view that holds a byte.
    pub(crate) fn line(&self, byte: usize) -> Option<&PlacedLine> {
        let behind = self.lines.partition_point(|line| line.range.start <= byte);
        let line = self.lines.get(behind.checked_sub(1)?)?;
        (byte <= line.range.end).then_some(line)
    }

    /// Returns the line in view that a position belongs to.
    pub(crate) fn line_of(&self, position: CaretPosition) -> Option<&PlacedLine> {
        let line = self.line(position.byte)?;
        // The end of a piece without a line break is also the start of the next one.
        let is_above = position.is_upstream && line.range.start == position.byte;
        let above = || self.lines.iter().rfind(|line| line.range.end == position.byte);
        if is_above { above().or(Some(line)) } else { Some(line) }
    }

    /// Returns the rectangles that bytes cover in view, on the screen.
    pub(crate) fn rects(&self, range: TextRange) -> Vec<Rect> {
        let first = self.lines.partition_point(|line| line.range.end <= range.start);
        let touched = self.lines[first..].iter();
        let touched = touched.take_while(|line| line.range.start < range.end);
        touched.flat_map(|line| line.rects(range)).collect()
    }

    /// Returns the rectangle of the row in view that holds a byte, on the screen.
    pub(crate) fn row(&self, byte: usize) -> Option<Rect> {
        let line = self.line(byte)?;
        Some(line.row_rect(line.row_of(CaretPosition::at(byte))))
    }

    /// Returns the position in view nearest to a point of the screen.
    pub(crate) fn hit(&self, point: Pos2) -> Option<CaretPosition> {
        let below = self.lines.partition_point(|line| line.pos.y <= point.y);
        let line = self.lines.get(below.saturating_sub(1))?;
        Some(line.hit(point))
    }
}
