//! What is drawn over the set text: underlines of verdicts, marks of claims.

use std::ops::Range;

use egui::{
    Color32, Galley, Painter, Pos2, Rect, Stroke, pos2,
    text::{CCursor, CharIndex},
};

use super::buffer::CharWalk;
use crate::evidence::Verdict;

/// How a line under words is drawn. Colour is never the only sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    Solid,
    Dashed,
    Dotted,
    Wavy,
}

/// The line of a verdict.
pub fn line_of(verdict: Verdict) -> Line {
    match verdict {
        Verdict::Verbatim | Verdict::Typographic => Line::Solid,
        Verdict::Marked | Verdict::NotFound => Line::Dashed,
        Verdict::NoSnapshot | Verdict::OtherSource => Line::Dotted,
        Verdict::Altered | Verdict::Omission => Line::Wavy,
    }
}

/// The set text on the screen, for asking where bytes are.
pub struct Placed<'a> {
    pub text: &'a str,
    pub galley: &'a Galley,
    /// Where the galley's origin is on the screen.
    pub origin: Pos2,
}

impl Placed<'_> {
    /// The pieces of rows that a byte range covers, on the screen.
    pub fn rects(&self, walk: &mut CharWalk<'_>, range: Range<usize>) -> Vec<Rect> {
        let cursor = |index: CharIndex| CCursor { index, prefer_next_row: true };
        let end_cursor = |index: CharIndex| CCursor { index, prefer_next_row: false };
        let first = walk.at(range.start);
        let last = walk.at(range.end);
        let from = self.galley.layout_from_cursor(cursor(first));
        let to = self.galley.layout_from_cursor(end_cursor(last));
        let mut rects = Vec::new();
        for index in from.row..=to.row {
            let Some(row) = self.galley.rows.get(index) else { break };
            let rect = row.rect();
            let left = if index == from.row { row.x_offset(from.column) } else { 0.0 };
            let right = if index == to.row { row.x_offset(to.column) } else { end_of_words(row) };
            let min = pos2(rect.left() + left, rect.top());
            let max = pos2(rect.left() + right, rect.bottom());
            let rect = Rect::from_min_max(min, max).translate(self.origin.to_vec2());
            if rect.width() > 0.5 {
                rects.push(rect);
            }
        }
        rects
    }

    /// The row that a byte stands in, on the screen.
    pub fn row(&self, walk: &mut CharWalk<'_>, byte: usize) -> Rect {
        let index = walk.at(byte);
        let rect = self.galley.pos_from_cursor(CCursor { index, prefer_next_row: true });
        rect.translate(self.origin.to_vec2())
    }

    /// The bytes of the rows that a clip lets through.
    pub fn visible(&self, clip: Rect) -> Range<usize> {
        let last = self.byte_at(clip.right_bottom());
        self.byte_at(clip.left_top()).min(last)..last
    }

    /// The byte under a place on the screen.
    pub fn byte_at(&self, place: Pos2) -> usize {
        let cursor = self.galley.cursor_from_pos(place - self.origin);
        super::buffer::to_byte(self.text, cursor.index)
    }
}

/// Where the words of a row end, the space at its end left out.
fn end_of_words(row: &egui::epaint::text::Row) -> f32 {
    let last = row.glyphs.iter().rfind(|glyph| !glyph.chr.is_whitespace());
    last.map_or(row.size.x, |glyph| glyph.pos.x + glyph.advance_width)
}

/// Draws a line under a piece of a row.
pub fn underline(painter: &Painter, rect: Rect, line: Line, color: Color32) {
    let y = rect.bottom() - 2.5;
    let (left, right) = (rect.left(), rect.right());
    let stroke = Stroke::new(1.5, color);
    match line {
        Line::Solid => {
            painter.hline(left..=right, y, stroke);
        }
        Line::Dashed => pieces(painter, left, right, y, (5.0, 3.0), stroke),
        Line::Dotted => pieces(painter, left, right, y, (1.5, 2.5), Stroke::new(2.0, color)),
        Line::Wavy => {
            let step = 2.0;
            let points = (0..=((right - left) / step) as usize)
                .map(|i| pos2(left + i as f32 * step, y + if i % 2 == 0 { -1.0 } else { 1.0 }))
                .collect();
            painter.line(points, Stroke::new(1.2, color));
        }
    }
}

fn pieces(painter: &Painter, left: f32, right: f32, y: f32, (on, off): (f32, f32), stroke: Stroke) {
    let mut x = left;
    while x < right {
        painter.hline(x..=(x + on).min(right), y, stroke);
        x += on + off;
    }
}
