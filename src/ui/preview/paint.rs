//! Drawing of units.
//!
//! # Invariants
//! Every text in view is a label with a name and selectable words, and keeps its id
//! wherever it is scrolled to, by which egui tracks the selection.

use std::sync::Arc;

use egui::{
    CornerRadius, CursorIcon, Galley, Id, Pos2, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind,
    Ui, UiBuilder, Vec2, WidgetInfo, text_selection::LabelSelectionState, vec2,
};

use super::layout::{Target, UnitPart};
use super::pictures::PictureTextures;
use crate::app::Workspace;
use crate::ui::text::range::CharacterRange;
use crate::ui::{theme::Theme, widgets};

/// What drawing needs beside the parts, and what came of it.
pub(super) struct Drawing<'a> {
    pub(super) workspace: &'a Workspace,
    pub(super) pictures: &'a mut PictureTextures,
    /// What was pressed.
    pub(super) pressed: Vec<Target>,
    /// The addresses of pictures that are to be read.
    pub(super) asked: Vec<String>,
}

/// Draws the parts of a unit that begins at `origin`; `id` is the unit's.
pub(super) fn parts(
    ui: &mut Ui,
    theme: &Theme,
    (id, origin): (Id, Pos2),
    all: &[UnitPart],
    drawing: &mut Drawing<'_>,
) {
    let palette = &theme.palette;
    let by = origin.to_vec2();
    for (index, part) in all.iter().enumerate() {
        match part {
            UnitPart::Words(at, galley, links) => {
                let place = (id.with(index), *at + by);
                drawing.pressed.extend(words(ui, theme, place, galley, links));
            }
            UnitPart::Sign(at, galley) => {
                ui.painter().galley(*at + by, galley.clone(), palette.dim);
            }
            UnitPart::Task(rect, is_done) => {
                task(ui, theme, (id.with(index), rect.translate(by)), *is_done);
            }
            UnitPart::Bar(rect) => {
                let (x, y) = (rect.center().x + by.x, rect.translate(by).y_range());
                ui.painter().vline(x, y, Stroke::new(rect.width(), palette.line));
            }
            UnitPart::Ground(rect) => {
                let radius = CornerRadius::same(theme.metrics.radius as u8);
                ui.painter().rect_filled(rect.translate(by), radius, palette.side);
            }
            UnitPart::Rule(rect) => {
                let rect = rect.translate(by);
                let stroke = Stroke::new(rect.height(), palette.line);
                ui.painter().hline(rect.x_range(), rect.center().y, stroke);
            }
            UnitPart::Picture(rect, address, words) => {
                let place = (id.with(index), rect.translate(by));
                let Drawing { workspace, pictures, .. } = drawing;
                if pictures.draw(ui, theme, workspace, place, (address, words)) {
                    drawing.asked.push(address.clone());
                }
            }
            UnitPart::Wide(rect, whole, cells) => {
                let place = (id.with(index), rect.translate(by));
                wide(ui, theme, place, *whole, cells, drawing);
            }
        }
    }
}

/// Draws the box of a task, which is ticked in the draft and not here.
fn task(ui: &Ui, theme: &Theme, (id, rect): (Id, Rect), is_done: bool) {
    if !ui.clip_rect().intersects(rect) {
        return;
    }
    let response = ui.interact(rect, id, Sense::hover());
    response.widget_info(|| {
        let name = if is_done { "Done" } else { "To do" };
        WidgetInfo::selected(Role::CheckBox, false, is_done, name)
    });
    let painter = ui.painter();
    let stroke = Stroke::new(1.0, theme.palette.faint);
    painter.rect_stroke(rect, CornerRadius::same(3), stroke, StrokeKind::Inside);
    if is_done {
        let at = |x: f32, y: f32| rect.lerp_inside(vec2(x, y));
        let tick = vec![at(0.22, 0.52), at(0.42, 0.72), at(0.78, 0.28)];
        painter.line(tick, Stroke::new(1.5, theme.palette.accent));
    }
}

/// Draws a text as a label whose links can be pressed.
fn words(
    ui: &Ui,
    theme: &Theme,
    (id, at): (Id, Pos2),
    galley: &Arc<Galley>,
    links: &[(CharacterRange, Target)],
) -> Option<Target> {
    let rect = Rect::from_min_size(at, galley.size());
    if galley.is_empty() || !ui.clip_rect().intersects(rect) {
        return None;
    }
    // Selectable text is not a tab stop.
    let sense = Sense::click_and_drag() - Sense::FOCUSABLE;
    let response = widgets::named(ui.interact(rect, id, sense), Role::Label, galley.text());
    let (ink, none) = (theme.palette.ink, Stroke::NONE);
    LabelSelectionState::label_text_selection(ui, &response, at, galley.clone(), ink, none);
    let pointer = response.hover_pos().filter(|_| !links.is_empty())?;
    let character = galley.cursor_from_pos(pointer - at).index.0;
    let (_, target) = links.iter().find(|(characters, _)| characters.contains(character))?;
    let response = response.on_hover_cursor(CursorIcon::PointingHand);
    let response = match target {
        Target::Address(address) => response.on_hover_text(address),
        Target::Note(number) => response.on_hover_text(format!("Go to note {number}")),
        Target::Sign(_) => response.on_hover_text("Back to the text"),
    };
    response.clicked().then(|| target.clone())
}

/// Draws a table that is wider than the page, with a horizontal scroll bar.
fn wide(
    ui: &mut Ui,
    theme: &Theme,
    (id, rect): (Id, Rect),
    whole: Vec2,
    cells: &[UnitPart],
    drawing: &mut Drawing<'_>,
) {
    if !ui.clip_rect().intersects(rect) {
        return;
    }
    let builder = UiBuilder::new().max_rect(rect).id_salt(id);
    ui.scope_builder(builder, |ui| {
        ScrollArea::horizontal().id_salt(id).auto_shrink(false).show(ui, |ui| {
            let (inner, _) = ui.allocate_exact_size(whole, Sense::hover());
            parts(ui, theme, (id, inner.min), cells, drawing);
        });
    });
}
