//! A line of the draft as it is set: where its bytes stand, and which byte stands where.
//!
//! What always holds: offsets given and taken are bytes of the draft. What an input
//! method shows while it composes stands in the set text and not in the draft; the
//! place of the caret stands for all of it.

use std::{ops::Range, rc::Rc, sync::Arc};

use egui::{Color32, Galley, Painter, Pos2, Rect};

use super::rows::Rows;
pub use super::rows::{Direction, Spot};

/// A line as it is set, wherever it stands.
pub struct Set {
    /// What is drawn.
    pub galley: Arc<Galley>,
    /// Where its characters stand.
    pub rows: Rows,
    /// How far right of the column's left edge it begins, in points.
    pub indent: f32,
    /// In points.
    pub height: f32,
    /// The bytes of the set text that an input method is composing.
    pub preedit: Option<Range<usize>>,
    /// 1 to 6 for a heading, else 0.
    pub heading: u8,
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
        let text = self.set.galley.rect.translate(self.pos.to_vec2());
        text.with_max_y(text.top() + self.set.height)
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

    fn shown_spot(&self, spot: Spot) -> Spot {
        Spot { byte: self.shown(spot.byte), ..spot }
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

    fn draft_spot(&self, spot: Spot) -> Spot {
        Spot { byte: self.draft(spot.byte), ..spot }
    }

    fn on_screen(&self, rect: Rect) -> Rect {
        rect.translate(self.pos.to_vec2())
    }

    /// The direction of the paragraph, where some of its words may run to the left.
    pub fn direction(&self) -> Option<Direction> {
        self.set.rows.direction
    }

    /// Whether the paragraph runs to the left.
    pub fn is_rtl(&self) -> bool {
        self.direction() == Some(Direction::RightToLeft)
    }

    /// How many rows it has; one at least.
    pub fn row_count(&self) -> usize {
        self.set.rows.count()
    }

    /// The row of a place.
    pub fn row_of(&self, spot: Spot) -> usize {
        self.set.rows.of_spot(self.shown_spot(spot))
    }

    /// The place at the beginning of a row.
    pub fn row_start(&self, row: usize) -> Spot {
        self.draft_spot(self.set.rows.start(row))
    }

    /// The place at the end of a row, before the blank at which it was broken.
    pub fn row_end(&self, row: usize) -> Spot {
        self.draft_spot(self.set.rows.end(row))
    }

    /// Where a row stands on the screen.
    pub fn row_rect(&self, row: usize) -> Rect {
        self.on_screen(self.set.rows.rect(row))
    }

    /// The stretches of a row that run one way, in the order of the text: the bytes of
    /// the draft in each, and whether it runs to the left.
    pub fn row_runs(&self, row: usize) -> Vec<(Range<usize>, bool)> {
        let draft = |run: Range<usize>| self.draft(run.start)..self.draft(run.end);
        let runs = self.set.rows.runs(row).into_iter();
        runs.map(|(run, is_rtl)| (draft(run), is_rtl)).collect()
    }

    /// Where the caret stands on the screen.
    pub fn caret(&self, spot: Spot) -> Rect {
        self.on_screen(self.set.rows.caret(self.shown_spot(spot)))
    }

    /// Where the caret stands for a byte of the set text.
    pub fn shown_caret(&self, shown: usize) -> Rect {
        self.on_screen(self.set.rows.caret(Spot::at(shown)))
    }

    /// The place under a point of the screen, or the one nearest to it.
    pub fn hit(&self, point: Pos2) -> Spot {
        self.hit_in_row(self.set.rows.at_height(point.y - self.pos.y), point.x)
    }

    /// The place in a row nearest to an `x` of the screen.
    pub fn hit_in_row(&self, row: usize, x: f32) -> Spot {
        self.draft_spot(self.set.rows.hit(row, x - self.pos.x))
    }

    /// The place at the next edge of a character to the right or left on the screen;
    /// `None` where the line ends.
    pub fn beside(&self, spot: Spot, is_right: bool) -> Option<Spot> {
        let spot = self.set.rows.beside(self.shown_spot(spot), is_right)?;
        Some(self.draft_spot(spot))
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
        let rects = self.set.rows.rects(&range).into_iter();
        rects.map(|rect| self.on_screen(rect)).collect()
    }

    /// Draws the text.
    pub fn paint(&self, painter: &Painter, fallback: Color32) {
        painter.galley(self.pos, self.set.galley.clone(), fallback);
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
        let is_above = spot.at_end && line.range.start == spot.byte;
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
