//! What precedes the words of a line in a list or quotation, as it is set.
//!
//! # Invariants
//! - Only the look changes: each character of the draft has its place in the laid-out line,
//!   and the caret stops beside each.
//! - Blanks are as wide as the columns that CommonMark counts, so that an item stands below
//!   the words of the item that it is part of, whatever the face.

use egui::{
    Color32, Painter, Pos2, Rect, Stroke, Ui, pos2,
    text::{ByteIndex, LayoutJob, LayoutSection},
};

use super::layout::{PlacedLine, PrefixSign, PrefixSignKind};
use crate::ui::{
    text::range::LineRange,
    theme::{Palette, Theme},
};
use nutgraf_engine::{
    markdown::{Span, SpanKind},
    range::TextRange,
};

/// Width of a column in front of the words, relative to the size of the letters.
const COLUMN: f32 = 0.5;

/// Columns that a tab stands for.
const TAB: usize = 4;

/// Radius of a bullet, its distance from the left edge of its sign and its height below the
/// middle of the row, relative to the size of the letters.
const BULLET: f32 = 0.14;
const BULLET_LEFT: f32 = 0.22;
const BULLET_DROP: f32 = 0.08;

/// Width of the rule at the left of a quotation, in points.
const RULE: f32 = 2.0;

/// What precedes the words of a line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct LinePrefix {
    /// Its length, in bytes of the line.
    pub end: usize,
    /// Signs that are drawn as something else.
    pub signs: Vec<PrefixSign>,
}

impl LinePrefix {
    /// Returns what hangs before the wrapped rows of a line of a list or quotation.
    pub(super) fn of(range: TextRange, text: &str, spans: &[Span]) -> Self {
        let blanks = |from: usize| {
            let rest = &text[from..];
            from + rest.len() - rest.trim_start_matches([' ', '\t']).len()
        };
        let mut end = blanks(0);
        let mut signs = Vec::new();
        for span in spans.iter().filter(|span| span.range.start >= range.start) {
            let at = span.range.start - range.start;
            let starts = |signs: &[char]| text[at..].starts_with(signs);
            let is_rule = span.kind == SpanKind::Markup && starts(&['>']);
            if !is_rule && span.kind != SpanKind::ListMarker {
                continue;
            }
            if at > end {
                break;
            }
            if is_rule {
                signs.push(PrefixSign { at, kind: PrefixSignKind::Rule });
            } else if span.range.len() == 1 && starts(&['-', '*', '+']) {
                let is_inner =
                    text[..at].ends_with([' ', '\t']) && !text[..at].trim_end().ends_with('>');
                let kind =
                    if is_inner { PrefixSignKind::InnerBullet } else { PrefixSignKind::Bullet };
                signs.push(PrefixSign { at, kind });
            }
            end = end.max(blanks(span.range.end - range.start));
        }
        Self { end: end.min(text.len()), signs }
    }

    /// Sets the prefix of a job: blanks as wide as their columns, signs unseen.
    pub(super) fn set(&self, ui: &Ui, job: &mut LayoutJob) {
        let mut sections = Vec::with_capacity(job.sections.len() + self.signs.len() + 2);
        let (mut at, mut x, mut columns) = (0, 0.0, 0);
        let bytes = job.text.as_bytes();
        let is_blank = |at: usize| matches!(bytes[at], b' ' | b'\t');
        let format_at = |at: usize| {
            let covers = |section: &&LayoutSection| {
                section.byte_range.start.0 <= at && at < section.byte_range.end.0
            };
            job.sections.iter().find(covers).map(|section| section.format.clone())
        };
        while at < self.end {
            let Some(mut format) = format_at(at) else { return };
            let sign = self.signs.iter().find(|sign| sign.at == at);
            let goes_on = |next: usize| {
                next < self.end
                    && sign.is_none()
                    && !self.signs.iter().any(|sign| sign.at == next)
                    && is_blank(next) == is_blank(at)
                    && job.text.is_char_boundary(next)
                    && format_at(next).is_some_and(|next| next == format)
            };
            let mut to = at + 1;
            while !job.text.is_char_boundary(to) || goes_on(to) {
                to += 1;
            }
            let piece = &job.text[at..to];
            columns += piece.chars().map(|c| if c == '\t' { TAB } else { 1 }).sum::<usize>();
            x += ui.fonts_mut(|fonts| {
                piece.chars().map(|c| fonts.glyph_width(&format.font_id, c)).sum::<f32>()
            });
            if sign.is_some() {
                format.color = Color32::TRANSPARENT;
            }
            let mut leading_space = 0.0;
            let is_in_box = at > 0 && matches!(bytes[at - 1], b'[' | b']');
            if is_blank(at) && !is_in_box {
                let target = columns as f32 * COLUMN * format.font_id.size;
                leading_space = (target - x).max(0.0);
                x += leading_space;
                if to - at > 1 {
                    // The blanks in front of the last one keep their place.
                    let byte_range = ByteIndex(at)..ByteIndex(to - 1);
                    let format = format.clone();
                    sections.push(LayoutSection { leading_space: 0.0, byte_range, format });
                    at = to - 1;
                }
            }
            let byte_range = ByteIndex(at)..ByteIndex(to);
            sections.push(LayoutSection { leading_space, byte_range, format });
            at = to;
        }
        for mut section in std::mem::take(&mut job.sections) {
            if section.byte_range.end.0 > self.end {
                let start = section.byte_range.start.0.max(self.end);
                section.byte_range = ByteIndex(start)..section.byte_range.end;
                sections.push(section);
            }
        }
        job.sections = sections;
    }
}

/// Draws what the signs of a line stand for.
pub(super) fn paint(painter: &Painter, theme: &Theme, line: &PlacedLine, size: f32) {
    let Palette { faint, dim, .. } = theme.palette;
    for sign in &line.layout.signs {
        let rects = line.shown_rects(LineRange::new(sign.at, sign.at + 1));
        let Some(rect) = rects.first() else { continue };
        let middle = || bullet_in(*rect, size, line.is_rtl());
        match sign.kind {
            PrefixSignKind::Bullet => drop(painter.circle_filled(middle(), BULLET * size, dim)),
            PrefixSignKind::InnerBullet => {
                let stroke = Stroke::new(1.2, dim);
                painter.circle_stroke(middle(), BULLET * size, stroke);
            }
            PrefixSignKind::Rule => {
                let left = rect.left() + 1.0;
                let rule = Rect::from_x_y_ranges(left..=left + RULE, line.rect().y_range());
                painter.rect_filled(rule, 0.0, faint.gamma_multiply(0.5));
            }
        }
    }
}

fn bullet_in(sign: Rect, size: f32, is_rtl: bool) -> Pos2 {
    let x =
        if is_rtl { sign.right() - BULLET_LEFT * size } else { sign.left() + BULLET_LEFT * size };
    pos2(x, sign.center().y + BULLET_DROP * size)
}
