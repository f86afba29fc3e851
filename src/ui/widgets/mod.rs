//! Widgets that egui does not have in this look.
//!
//! # Invariants
//! Every widget has an accessible name, so that a screen reader and the tests find it by
//! role and name.

mod buttons;
pub(super) mod form;

use egui::{
    Align, Align2, Color32, CornerRadius, CursorIcon, FontId, Rect, Response, RichText, Role,
    Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2,
    text::{CCursor, CCursorRange, LayoutJob, TextFormat},
    text_edit::TextEditState,
    vec2,
};

pub(super) use self::buttons::{
    button, checkbox, chip, closing, command_button, disclosure, icon_button, icon_button_with,
    link, primary, primary_if, radio, small_button, toggle,
};
use super::theme::{Face, Theme};
pub(super) use nutgraf_engine::text::number;

/// Returns text in a face, size and colour.
pub(super) fn styled(text: impl Into<String>, font: FontId, color: Color32) -> RichText {
    RichText::new(text).font(font).color(color)
}

/// Returns dim text in the small size.
pub(super) fn small(text: impl Into<String>, theme: &Theme) -> RichText {
    styled(text, Face::Interface.at(theme.type_scale.small.0), theme.palette.dim)
}

/// Returns text that leads a row.
pub(super) fn strong(text: impl Into<String>, theme: &Theme) -> RichText {
    styled(text, Face::InterfaceSemiBold.at(theme.type_scale.interface.0), theme.palette.ink)
}

/// Shows a section's name in spaced capitals.
pub(super) fn section_label(ui: &mut Ui, theme: &Theme, text: &str) -> Response {
    let mut job = LayoutJob::default();
    let format = TextFormat {
        font_id: Face::InterfaceMedium.at(theme.type_scale.label.0),
        extra_letter_spacing: 0.8,
        color: theme.palette.dim,
        ..TextFormat::default()
    };
    job.append(&text.to_uppercase(), 0.0, format);
    ui.label(job)
}

/// Shows a word on a tinted background.
pub(super) fn pill(ui: &mut Ui, theme: &Theme, text: &str, color: Color32) -> Response {
    pill_with(ui, theme, text, color, theme.tint(color), Stroke::NONE)
}

/// Shows a word in an outline, for what is still open.
pub(super) fn outlined_pill(ui: &mut Ui, theme: &Theme, text: &str) -> Response {
    let palette = &theme.palette;
    pill_with(ui, theme, text, palette.dim, Color32::TRANSPARENT, Stroke::new(1.0, palette.line))
}

fn pill_with(
    ui: &mut Ui,
    theme: &Theme,
    text: &str,
    color: Color32,
    fill: Color32,
    stroke: Stroke,
) -> Response {
    let font = Face::InterfaceMedium.at(theme.type_scale.label.0);
    let galley = ui.painter().layout_no_wrap(text.to_owned(), font, color);
    let size = vec2(galley.size().x + 14.0, 18.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    ui.painter().rect(rect, CornerRadius::same(9), fill, stroke, StrokeKind::Inside);
    let at = pos2(rect.left() + 7.0, rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, color);
    named(response, Role::Label, text)
}

/// Shows a choice of several, side by side.
pub(super) fn segmented<T: Copy + PartialEq>(
    ui: &mut Ui,
    theme: &Theme,
    options: &[(T, &str)],
    selected: T,
) -> Option<T> {
    let palette = &theme.palette;
    let mut picked = None;
    let widths: Vec<f32> = options
        .iter()
        .map(|(_, text)| {
            let font = Face::InterfaceMedium.at(theme.type_scale.interface.0);
            ui.painter().layout_no_wrap((*text).to_owned(), font, palette.ink).size().x + 24.0
        })
        .collect();
    let (frame, _) =
        ui.allocate_exact_size(vec2(widths.iter().sum(), theme.metrics.row), Sense::hover());
    let radius = CornerRadius::same(theme.metrics.radius as u8);
    let mut x = frame.left();
    ui.painter().rect_filled(frame, radius, palette.card);
    for ((value, text), width) in options.iter().zip(widths) {
        let rect = egui::Rect::from_min_size(pos2(x, frame.top()), vec2(width, frame.height()));
        x += width;
        let response = ui.interact(rect, ui.scope_id().with(("segment", *text)), Sense::click());
        let is_selected = *value == selected;
        if is_selected || response.hovered() || response.has_focus() {
            ui.painter().rect_filled(rect.shrink(2.0), radius, palette.selection);
        }
        let (face, color) = if is_selected {
            (Face::InterfaceSemiBold, palette.ink)
        } else {
            (Face::Interface, palette.dim)
        };
        let font = face.at(theme.type_scale.interface.0);
        ui.painter().text(rect.center(), Align2::CENTER_CENTER, *text, font, color);
        let info = || WidgetInfo::selected(Role::Tab, true, is_selected, *text);
        response.widget_info(info);
        if response.clicked() {
            picked = Some(*value);
        }
    }
    ui.painter().rect_stroke(frame, radius, Stroke::new(1.0, palette.line), StrokeKind::Inside);
    picked
}

/// A row of a list: words at the left, something short at the right.
pub(super) struct ListRow<'a> {
    /// The words; cut with an ellipsis where they do not fit.
    pub text: &'a str,
    /// Text at the right, and its colour.
    pub trailing: Option<(String, Color32)>,
    /// Whether it is the chosen row.
    pub selected: bool,
    /// Indent in points.
    pub indent: f32,
    /// Whether the words are in the accent colour.
    pub accent: bool,
}

impl ListRow<'_> {
    /// Shows the row over the whole width.
    pub(super) fn show(self, ui: &mut Ui, theme: &Theme) -> Response {
        let palette = &theme.palette;
        let size = vec2(ui.available_width(), theme.metrics.row);
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        if ui.is_rect_visible(rect) {
            row_ground(ui, theme, &response, rect, self.selected);
            let mut right = rect.right() - 8.0;
            if let Some((text, color)) = &self.trailing {
                let font = Face::Interface.at(theme.type_scale.small.0);
                let galley = ui.painter().layout_no_wrap(text.clone(), font, *color);
                right -= galley.size().x;
                let at = pos2(right, rect.center().y - galley.size().y / 2.0);
                ui.painter().galley(at, galley, *color);
                right -= 8.0;
            }
            let left = rect.left() + 8.0 + self.indent;
            let face = if self.selected { Face::InterfaceMedium } else { Face::Interface };
            let color = if self.accent { palette.accent } else { palette.ink };
            let font = face.at(theme.type_scale.interface.0);
            let galley = truncated(ui, self.text, font, color, right - left);
            let at = pos2(left, rect.center().y - galley.size().y / 2.0);
            ui.painter().galley(at, galley, color);
        }
        named(response, Role::Button, self.text).on_hover_cursor(CursorIcon::PointingHand)
    }
}

/// Draws what is behind the words of a row: a chosen one, and one under the pointer, stand out.
pub(super) fn row_ground(ui: &Ui, theme: &Theme, row: &Response, rect: Rect, is_chosen: bool) {
    let palette = &theme.palette;
    let ground = if is_chosen || row.has_focus() {
        Some(palette.selection)
    } else if row.hovered() {
        Some(palette.line.gamma_multiply(0.5))
    } else {
        None
    };
    if let Some(fill) = ground {
        let radius = CornerRadius::same(theme.metrics.radius as u8);
        ui.painter().rect_filled(rect, radius, fill);
    }
}

/// Selects the whole text of a field of one line.
pub(super) fn select_all(ui: &Ui, field: &Response, text: &str) {
    let mut state = TextEditState::load(ui.ctx(), field.id).unwrap_or_default();
    let all = CCursorRange::two(CCursor::new(0), CCursor::new(text.chars().count()));
    state.cursor.set_char_range(Some(all));
    state.store(ui.ctx(), field.id);
    ui.ctx().request_repaint();
}

/// Lays out one line of text, cut with an ellipsis at a width in points.
pub(super) fn truncated(
    ui: &Ui,
    text: &str,
    font: FontId,
    color: Color32,
    width: f32,
) -> std::sync::Arc<egui::Galley> {
    let mut job = LayoutJob::simple_singleline(text.to_owned(), font, color);
    job.wrap.max_width = width.max(0.0);
    job.wrap.max_rows = 1;
    job.wrap.break_anywhere = true;
    ui.painter().layout_job(job)
}

/// Shows a field with its name above it.
pub(super) fn field(
    ui: &mut Ui,
    theme: &Theme,
    name: &str,
    hint: &str,
    value: &mut String,
) -> Response {
    field_holding_tab(ui, theme, (name, hint), value, false)
}

/// Shows a field as [`field`] does, from which Tab may not go to the next one.
pub(super) fn field_holding_tab(
    ui: &mut Ui,
    theme: &Theme,
    (name, hint): (&str, &str),
    value: &mut String,
    holds_tab: bool,
) -> Response {
    let response = field_with(ui, theme, name, |ui| {
        ui.add(
            egui::TextEdit::singleline(value)
                .lock_focus(holds_tab)
                .align(egui::Align2::LEFT_CENTER)
                .hint_text(styled(
                    hint,
                    Face::Interface.at(theme.type_scale.interface.0),
                    theme.palette.faint,
                ))
                .desired_width(f32::INFINITY),
        )
    });
    form::is_field(&response);
    response
}

/// Shows a field of several lines with its name above it.
pub(super) fn area(
    ui: &mut Ui,
    theme: &Theme,
    name: &str,
    hint: &str,
    rows: usize,
    value: &mut String,
) -> Response {
    let response = field_with(ui, theme, name, |ui| {
        ui.add(
            egui::TextEdit::multiline(value)
                .hint_text(styled(
                    hint,
                    Face::Interface.at(theme.type_scale.interface.0),
                    theme.palette.faint,
                ))
                .desired_rows(rows)
                .desired_width(f32::INFINITY),
        )
    });
    form::is_area(&response);
    response
}

fn field_with(
    ui: &mut Ui,
    theme: &Theme,
    name: &str,
    add: impl FnOnce(&mut Ui) -> Response,
) -> Response {
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        let label = ui.label(small(name, theme));
        let response = add(ui).labelled_by(label.id);
        ui.add_space(6.0);
        response
    })
    .inner
}

/// Draws the number of a claim on a background or in an outline. Returns its rectangle.
pub(super) fn badge(
    painter: &egui::Painter,
    theme: &Theme,
    center: egui::Pos2,
    number: usize,
    (color, fill): (Color32, Option<Color32>),
) -> egui::Rect {
    let font = Face::InterfaceMedium.at(theme.type_scale.label.0);
    let galley = painter.layout_no_wrap(number.to_string(), font, color);
    // Round for two digits, longer for more.
    let size = vec2((galley.size().x + 6.0).max(17.0), 17.0);
    let rect = egui::Rect::from_center_size(center, size);
    let radius = CornerRadius::same(8);
    match fill {
        Some(fill) => painter.rect_filled(rect, radius, fill),
        None => painter.rect_stroke(rect, radius, Stroke::new(1.0, color), StrokeKind::Inside),
    };
    painter.galley(center - galley.size() / 2.0, galley, color);
    rect
}

/// Draws the ring around what has the keyboard, of which `visible` is in view.
pub(super) fn ring(painter: &egui::Painter, theme: &Theme, rect: egui::Rect, visible: egui::Rect) {
    let width = theme.metrics.focus_ring;
    let stroke = Stroke::new(width, theme.palette.focus);
    // Away from the edge, so that it is seen around a button of its own colour.
    let painter = painter.with_clip_rect(visible.expand(2.0 * width));
    let radius = CornerRadius::same((theme.metrics.radius + width) as u8);
    painter.rect_stroke(rect.expand(width), radius, stroke, StrokeKind::Outside);
}

/// Draws the ring within a row of a list that has the keyboard.
pub(super) fn row_ring(ui: &Ui, theme: &Theme, row: egui::Rect) {
    let stroke = Stroke::new(theme.metrics.focus_ring, theme.palette.focus);
    let radius = CornerRadius::same(theme.metrics.radius as u8);
    ui.painter().rect_stroke(row, radius, stroke, StrokeKind::Inside);
}

/// Draws a hairline over the whole width.
pub(super) fn hairline(ui: &mut Ui, theme: &Theme) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::hover());
    ui.painter().hline(rect.x_range(), rect.center().y, Stroke::new(1.0, theme.palette.line));
}

/// Shows what an empty panel says. Returns whether its button was pressed.
pub(super) fn empty_state(
    ui: &mut Ui,
    theme: &Theme,
    title: &str,
    about: &str,
    button: Option<&str>,
) -> bool {
    ui.add_space(24.0);
    ui.with_layout(egui::Layout::top_down(Align::Min), |ui| {
        ui.label(strong(title, theme));
        ui.add_space(2.0);
        ui.label(small(about, theme));
        ui.add_space(10.0);
        button.is_some_and(|text| self::button(ui, text).clicked())
    })
    .inner
}

/// Gives a response its role and accessible name.
pub(super) fn named(response: Response, role: Role, name: &str) -> Response {
    let enabled = response.enabled();
    response.widget_info(|| WidgetInfo::labeled(role, enabled, name));
    response
}
