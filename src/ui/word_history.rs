//! How many words were written on each of the last days, as a row of bars.
//!
//! # Invariants
//! Every day has its place, written on or not; the highest bar is that of the most words. A
//! screen reader is told the days with words.

use egui::{CornerRadius, Rect, Role, Sense, Ui, pos2, vec2};

use super::{
    theme::Theme,
    widgets::{self, small},
};
use crate::app::Workspace;

/// Height of the bars, the least of one with words, the space between two, and how wide they
/// are at most, in points.
const HEIGHT: f32 = 36.0;
const LEAST: f32 = 3.0;
const GAP: f32 = 6.0;
const WIDEST: f32 = 32.0;

/// Shows the bars, with today's at the right.
pub(super) fn show(ui: &mut Ui, workspace: &Workspace, theme: &Theme) {
    let days = workspace.words_of_days();
    let today = days.last().map_or(0, |day| day.words);
    let count = days.len().max(1) as f32;
    let today = widgets::number(today);
    ui.label(small(format!("Words on each of the last 14 days · {today} today"), theme));
    let width = ui.available_width();
    let (rect, response) = ui.allocate_exact_size(vec2(width, HEIGHT), Sense::hover());
    let most = days.iter().map(|day| day.words).max().unwrap_or(0).max(1) as f32;
    let step = ((width + GAP) / count).min(WIDEST + GAP);
    let radius = CornerRadius::same(2);
    for (index, day) in days.iter().enumerate() {
        let left = rect.left() + step * index as f32;
        let height = match day.words {
            0 => 1.0,
            words => (HEIGHT * words as f32 / most).max(LEAST),
        };
        let bar = Rect::from_min_max(
            pos2(left, rect.bottom() - height),
            pos2(left + step - GAP, rect.bottom()),
        );
        let palette = &theme.palette;
        let color = match day.words {
            0 => palette.line,
            _ if index + 1 == days.len() => palette.good,
            _ => palette.accent.gamma_multiply(0.6),
        };
        ui.painter().rect_filled(bar, radius, color);
        let place = Rect::from_min_max(pos2(left, rect.top()), bar.right_bottom());
        let said = format!("{}: {}", day.name, widgets::number(day.words));
        ui.interact(place, response.id.with(index), Sense::hover()).on_hover_text(said);
    }
    let with_words = days.iter().filter(|day| day.words > 0);
    let said: Vec<_> = with_words.map(|day| format!("{}: {}", day.name, day.words)).collect();
    widgets::named(response, Role::Image, &format!("Words per day. {}", said.join(", ")));
}
