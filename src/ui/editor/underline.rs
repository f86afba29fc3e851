//! Underlines, whose style tells verdicts apart as their colour does.

use egui::{Color32, Painter, Rect, Stroke, pos2};

use nutgraf_engine::evidence::Verdict;

/// Style of an underline. Colour is never the only sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Underline {
    Solid,
    Dashed,
    Dotted,
    Wavy,
}

/// Returns the underline style of a verdict.
pub(crate) fn line_of(verdict: Verdict) -> Underline {
    match verdict {
        Verdict::Verbatim | Verdict::Typographic => Underline::Solid,
        Verdict::Marked | Verdict::NotFound => Underline::Dashed,
        Verdict::NoSnapshot | Verdict::OtherSource => Underline::Dotted,
        Verdict::Altered | Verdict::Omission => Underline::Wavy,
    }
}

/// Underlines a part of a row.
pub(crate) fn underline(painter: &Painter, rect: Rect, line: Underline, color: Color32) {
    let y = rect.bottom() - 2.5;
    let (left, right) = (rect.left(), rect.right());
    let stroke = Stroke::new(1.5, color);
    match line {
        Underline::Solid => {
            painter.hline(left..=right, y, stroke);
        }
        Underline::Dashed => pieces(painter, left, right, y, (5.0, 3.0), stroke),
        Underline::Dotted => pieces(painter, left, right, y, (1.5, 2.5), Stroke::new(2.0, color)),
        Underline::Wavy => {
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
