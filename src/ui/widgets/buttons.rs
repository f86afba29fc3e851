//! Buttons, chips and links.

use egui::{
    Align2, Color32, CornerRadius, CursorIcon, Id, InputState, Key, Response, Role, Sense, Stroke,
    StrokeKind, Ui, Vec2, WidgetInfo, pos2, vec2,
};

use super::{form, named, number, styled, truncated};
use crate::ui::theme::{Face, Theme};

/// Shows the leading button of a dialog or bar.
pub(crate) fn primary(ui: &mut Ui, theme: &Theme, text: &str) -> Response {
    primary_if(ui, theme, text, true)
}

/// Shows the leading button, which may be disabled.
pub(crate) fn primary_if(ui: &mut Ui, theme: &Theme, text: &str, enabled: bool) -> Response {
    let palette = &theme.palette;
    let label =
        styled(text, Face::InterfaceMedium.at(theme.type_scale.interface.0), palette.on_accent);
    let button = egui::Button::new(label).fill(palette.accent).stroke(Stroke::NONE);
    let response = ui.add_enabled(enabled, button);
    if enabled {
        form::is_main(&response);
    }
    response
}

/// Shows a quiet button.
pub(crate) fn button(ui: &mut Ui, text: &str) -> Response {
    let response = ui.add(egui::Button::new(text));
    form::is_button(&response);
    response
}

/// Shows the only way out of a dialog that just tells something.
pub(crate) fn closing(ui: &mut Ui, text: &str) -> Response {
    let response = button(ui, text);
    form::is_main(&response);
    response
}

/// Shows one of several choices. The arrows go to the next one and choose it.
pub(crate) fn radio<T: PartialEq>(
    ui: &mut Ui,
    chosen: &mut T,
    choice: T,
    text: impl Into<String>,
) -> Response {
    let mut response = ui.radio(*chosen == choice, text.into());
    if response.clicked() || came_by_arrow(ui, &response) {
        *chosen = choice;
        response.mark_changed();
    }
    form::is_choice(&response);
    response
}

/// Whether the keyboard came to a choice from another one by an arrow. egui moves it at the end
/// of the frame in which the arrow was pressed.
fn came_by_arrow(ui: &Ui, response: &Response) -> bool {
    let last_arrow = Id::unique("radio.arrow");
    let pass = ui.ctx().cumulative_pass_nr();
    let left = ui.data(|data| data.get_temp::<(u64, Id)>(last_arrow));
    let came =
        response.has_focus() && left.is_some_and(|(at, id)| at + 1 == pass && id != response.id);
    let arrows = [Key::ArrowUp, Key::ArrowDown, Key::ArrowLeft, Key::ArrowRight];
    let is_pressed = |input: &InputState| arrows.iter().any(|key| input.key_pressed(*key));
    if response.has_focus() && ui.input(is_pressed) {
        ui.data_mut(|data| data.insert_temp(last_arrow, (pass, response.id)));
    }
    came
}

/// Shows what is on or off.
pub(crate) fn checkbox(ui: &mut Ui, is_on: &mut bool, text: &str) -> Response {
    let response = ui.checkbox(is_on, text);
    form::is_choice(&response);
    response
}

/// Shows a button as wide as its card: what it does at the left, its keys at the right.
pub(crate) fn command_button(
    ui: &mut Ui,
    theme: &Theme,
    text: &str,
    keys: Option<&str>,
    is_primary: bool,
) -> Response {
    let palette = &theme.palette;
    let size = vec2(ui.available_width(), theme.metrics.row);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let is_lit = response.hovered() || response.has_focus();
    let (fill, color, key_color) = match is_primary {
        true => (palette.accent, palette.on_accent, palette.on_accent),
        false if is_lit => (palette.selection, palette.ink, palette.dim),
        false => (palette.card, palette.ink, palette.dim),
    };
    let border = if response.has_focus() { palette.ink } else { palette.line };
    let stroke = if is_primary && !is_lit { Stroke::NONE } else { Stroke::new(1.0, border) };
    let radius = CornerRadius::same(theme.metrics.radius as u8);
    ui.painter().rect(rect, radius, fill, stroke, StrokeKind::Inside);
    let mut right = rect.right() - 12.0;
    if let Some(keys) = keys {
        let font = Face::Mono.at(theme.type_scale.key.0);
        let galley = ui.painter().layout_no_wrap(keys.to_owned(), font, key_color);
        right -= galley.size().x;
        let at = pos2(right, rect.center().y - galley.size().y / 2.0);
        ui.painter().galley(at, galley, key_color);
        right -= 12.0;
    }
    let face = if is_primary { Face::InterfaceMedium } else { Face::Interface };
    let left = rect.left() + 12.0;
    let font = face.at(theme.type_scale.interface.0);
    let galley = truncated(ui, text, font, color, right - left);
    let at = pos2(left, rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, color);
    named(response, Role::Button, text).on_hover_cursor(CursorIcon::PointingHand)
}

/// Shows a quiet button of the small size, for several in a row.
pub(crate) fn small_button(ui: &mut Ui, theme: &Theme, text: &str) -> Response {
    let palette = &theme.palette;
    let font = Face::Interface.at(theme.type_scale.small.0);
    let galley = truncated(ui, text, font, palette.ink, ui.max_rect().width() - 16.0);
    // A fixed size lets it wrap into the next row.
    let (rect, response) =
        ui.allocate_exact_size(vec2(galley.size().x + 16.0, 24.0), Sense::click());
    let is_lit = response.hovered() || response.has_focus();
    let (fill, border) = match (is_lit, response.has_focus()) {
        (true, true) => (palette.selection, palette.accent),
        (true, false) => (palette.selection, palette.line),
        _ => (palette.card, palette.line),
    };
    let radius = CornerRadius::same(theme.metrics.radius as u8);
    ui.painter().rect(rect, radius, fill, Stroke::new(1.0, border), StrokeKind::Inside);
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, palette.ink);
    named(response, Role::Button, text).on_hover_cursor(CursorIcon::PointingHand)
}

/// Shows a filter with the number of items it would leave.
pub(crate) fn chip(ui: &mut Ui, theme: &Theme, label: &str, count: usize, selected: bool) -> bool {
    let palette = &theme.palette;
    let text = format!("{label} {}", number(count));
    let color = if selected { palette.ink } else { palette.dim };
    let font = Face::Interface.at(theme.type_scale.small.0);
    let galley = ui.painter().layout_no_wrap(text.clone(), font, color);
    let size = vec2(galley.size().x + 16.0, 24.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let fill = match (selected, response.hovered() || response.has_focus()) {
        (true, _) => palette.card,
        (false, true) => palette.selection,
        (false, false) => Color32::TRANSPARENT,
    };
    let border = if selected { palette.accent } else { palette.line };
    ui.painter().rect(rect, 12.0, fill, Stroke::new(1.0, border), StrokeKind::Inside);
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, color);
    named(response, Role::Button, &text).on_hover_cursor(CursorIcon::PointingHand).clicked()
}

/// Shows a section's name and a summary, to be opened and closed. Returns whether it was
/// pressed.
pub(crate) fn disclosure(
    ui: &mut Ui,
    theme: &Theme,
    name: &str,
    about: &str,
    is_open: bool,
) -> bool {
    let palette = &theme.palette;
    let size = vec2(ui.available_width(), theme.metrics.row);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    if response.hovered() || response.has_focus() {
        let radius = CornerRadius::same(theme.metrics.radius as u8);
        let ground = rect.expand2(vec2(6.0, 0.0));
        ui.painter().rect_filled(ground, radius, palette.line.gamma_multiply(0.5));
    }
    let middle = pos2(rect.left() + 4.0, rect.center().y);
    let points = match is_open {
        true => [vec2(-4.0, -2.0), vec2(4.0, -2.0), vec2(0.0, 2.5)],
        false => [vec2(-2.0, -4.0), vec2(2.5, 0.0), vec2(-2.0, 4.0)],
    };
    let points = points.iter().map(|by| middle + *by).collect();
    ui.painter().add(egui::Shape::convex_polygon(points, palette.dim, Stroke::NONE));
    let font = Face::InterfaceMedium.at(theme.type_scale.interface.0);
    let galley = ui.painter().layout_no_wrap(name.to_owned(), font, palette.ink);
    let left = rect.left() + 14.0;
    let right = left + galley.size().x + 8.0;
    ui.painter().galley(pos2(left, rect.center().y - galley.size().y / 2.0), galley, palette.ink);
    let font = Face::Interface.at(theme.type_scale.small.0);
    let galley = truncated(ui, about, font, palette.dim, rect.right() - right);
    ui.painter().galley(pos2(right, rect.center().y - galley.size().y / 2.0), galley, palette.dim);
    let name = format!("{name}: {about}");
    named(response, Role::Button, &name).on_hover_cursor(CursorIcon::PointingHand).clicked()
}

/// Shows a button that is only its words, in the accent colour.
pub(crate) fn link(ui: &mut Ui, theme: &Theme, text: &str) -> Response {
    let font = Face::Interface.at(theme.type_scale.interface.0);
    let label = egui::Label::new(styled(text, font, theme.palette.accent)).extend();
    let response = ui.add(label.sense(Sense::click()));
    if response.has_focus() {
        let line = Stroke::new(1.0, theme.palette.accent);
        ui.painter().hline(response.rect.x_range(), response.rect.bottom() - 1.0, line);
    }
    named(response, Role::Link, text).on_hover_cursor(CursorIcon::PointingHand)
}

/// Shows a small button that is on or off, with a sign instead of words.
///
/// `name` is its accessible name, `hint` its tooltip.
pub(crate) fn toggle(
    ui: &mut Ui,
    theme: &Theme,
    (sign, name, hint): (&str, &str, &str),
    is_on: bool,
) -> Response {
    let palette = &theme.palette;
    let color = if is_on { palette.accent } else { palette.dim };
    let font = Face::InterfaceMedium.at(theme.type_scale.small.0);
    let galley = ui.painter().layout_no_wrap(sign.to_owned(), font, color);
    let size = vec2(galley.size().x + 14.0, 24.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let is_lit = response.hovered() || response.has_focus();
    let fill = match (is_on, is_lit) {
        (true, _) => palette.card,
        (false, true) => palette.selection,
        (false, false) => Color32::TRANSPARENT,
    };
    let border = match (is_on, response.has_focus()) {
        (true, _) => palette.accent,
        (false, true) => palette.dim,
        (false, false) => Color32::TRANSPARENT,
    };
    let radius = CornerRadius::same(theme.metrics.radius as u8);
    ui.painter().rect(rect, radius, fill, Stroke::new(1.0, border), StrokeKind::Inside);
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, color);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_on, name));
    response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(hint)
}

/// Shows a small button with a sign instead of words; `name` is its accessible name and
/// tooltip.
pub(crate) fn icon_button(ui: &mut Ui, theme: &Theme, sign: &str, name: &str) -> Response {
    icon_button_with(ui, theme, (sign, name, name))
}

/// Shows a small button with a sign instead of words, with a tooltip that differs from its
/// accessible name.
pub(crate) fn icon_button_with(
    ui: &mut Ui,
    theme: &Theme,
    (sign, name, hint): (&str, &str, &str),
) -> Response {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(24.0), Sense::click());
    let palette = &theme.palette;
    let lit = response.hovered() || response.has_focus();
    if lit {
        ui.painter().rect_filled(rect, CornerRadius::same(6), palette.selection);
    }
    let color = if lit { palette.ink } else { palette.dim };
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, sign, Face::Interface.at(14.0), color);
    named(response, Role::Button, name).on_hover_text(hint)
}
