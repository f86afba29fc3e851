//! Draws units that are set.
//!
//! What always holds: every text in view is a label with a name, whose words can be
//! selected, and has the same id wherever it is scrolled to, by which egui knows what
//! is selected.

use std::{ops::Range, sync::Arc};

use egui::{
    CornerRadius, CursorIcon, Galley, Id, Pos2, Rect, Role, ScrollArea, Sense, Stroke, Ui,
    UiBuilder, Vec2, text_selection::LabelSelectionState,
};

use super::set::Part;
use crate::{
    app::Action,
    ui::{theme::Theme, widgets},
};

/// Draws the parts of a unit that begins at `origin`; `id` is the unit's.
pub fn parts(
    ui: &mut Ui,
    theme: &Theme,
    (id, origin): (Id, Pos2),
    all: &[Part],
    actions: &mut Vec<Action>,
) {
    let palette = &theme.palette;
    let by = origin.to_vec2();
    for (index, part) in all.iter().enumerate() {
        match part {
            Part::Words(at, galley, links) => {
                let place = (id.with(index), *at + by);
                actions.extend(words(ui, theme, place, galley, links));
            }
            Part::Sign(at, galley) => {
                ui.painter().galley(*at + by, galley.clone(), palette.dim);
            }
            Part::Bar(rect) => {
                let (x, y) = (rect.center().x + by.x, rect.translate(by).y_range());
                ui.painter().vline(x, y, Stroke::new(rect.width(), palette.line));
            }
            Part::Ground(rect) => {
                let radius = CornerRadius::same(theme.metrics.radius as u8);
                ui.painter().rect_filled(rect.translate(by), radius, palette.side);
            }
            Part::Rule(rect) => {
                let rect = rect.translate(by);
                let stroke = Stroke::new(rect.height(), palette.line);
                ui.painter().hline(rect.x_range(), rect.center().y, stroke);
            }
            Part::Wide(rect, whole, cells) => {
                let place = (id.with(index), rect.translate(by));
                wide(ui, theme, place, *whole, cells, actions);
            }
        }
    }
}

/// One text as a label. A link in it can be pressed.
fn words(
    ui: &Ui,
    theme: &Theme,
    (id, at): (Id, Pos2),
    galley: &Arc<Galley>,
    links: &[(Range<usize>, String)],
) -> Option<Action> {
    let rect = Rect::from_min_size(at, galley.size());
    if galley.is_empty() || !ui.clip_rect().intersects(rect) {
        return None;
    }
    // What can be selected is not on the way of the tab key.
    let sense = Sense::click_and_drag() - Sense::FOCUSABLE;
    let response = widgets::named(ui.interact(rect, id, sense), Role::Label, galley.text());
    let (ink, none) = (theme.palette.ink, Stroke::NONE);
    LabelSelectionState::label_text_selection(ui, &response, at, galley.clone(), ink, none);
    let pointer = response.hover_pos().filter(|_| !links.is_empty())?;
    let character = galley.cursor_from_pos(pointer - at).index.0;
    let (_, link) = links.iter().find(|(characters, _)| characters.contains(&character))?;
    let response = response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(link);
    response.clicked().then(|| Action::AskLink(link.clone()))
}

/// A table that is wider than the page scrolls sideways.
fn wide(
    ui: &mut Ui,
    theme: &Theme,
    (id, rect): (Id, Rect),
    whole: Vec2,
    cells: &[Part],
    actions: &mut Vec<Action>,
) {
    if !ui.clip_rect().intersects(rect) {
        return;
    }
    let builder = UiBuilder::new().max_rect(rect).id_salt(id);
    ui.scope_builder(builder, |ui| {
        ScrollArea::horizontal().id_salt(id).auto_shrink(false).show(ui, |ui| {
            let (inner, _) = ui.allocate_exact_size(whole, Sense::hover());
            parts(ui, theme, (id, inner.min), cells, actions);
        });
    });
}
