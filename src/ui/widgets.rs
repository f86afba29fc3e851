//! The few widgets that egui does not have in this look.
//!
//! Every one of them has an accessible name, so that a screen reader and the
//! tests find it by role and name.

use egui::{
    Align, Align2, Color32, CornerRadius, CursorIcon, FontId, Response, RichText, Role, Sense,
    Stroke, StrokeKind, Ui, Vec2, WidgetInfo, pos2, text::LayoutJob, text::TextFormat, vec2,
};

use super::theme::{Face, Theme};

/// Text in a face, size and colour.
pub fn styled(text: impl Into<String>, font: FontId, color: Color32) -> RichText {
    RichText::new(text).font(font).color(color)
}

/// Text of second rank in the small size.
pub fn small(text: impl Into<String>, theme: &Theme) -> RichText {
    styled(text, Face::Interface.at(theme.type_scale.small.0), theme.palette.dim)
}

/// Text that leads a row.
pub fn strong(text: impl Into<String>, theme: &Theme) -> RichText {
    styled(text, Face::InterfaceSemiBold.at(theme.type_scale.interface.0), theme.palette.ink)
}

/// A section's name in spaced capitals.
pub fn section_label(ui: &mut Ui, theme: &Theme, text: &str) -> Response {
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

/// A word on a tinted ground.
pub fn pill(ui: &mut Ui, theme: &Theme, text: &str, color: Color32) -> Response {
    pill_with(ui, theme, text, color, theme.tint(color), Stroke::NONE)
}

/// A word in an outline, for what is still open.
pub fn outlined_pill(ui: &mut Ui, theme: &Theme, text: &str) -> Response {
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

/// The one button of a dialog or bar that leads on.
pub fn primary(ui: &mut Ui, theme: &Theme, text: &str) -> Response {
    primary_if(ui, theme, text, true)
}

/// The leading button, which may have to wait.
pub fn primary_if(ui: &mut Ui, theme: &Theme, text: &str, enabled: bool) -> Response {
    let palette = &theme.palette;
    let label =
        styled(text, Face::InterfaceMedium.at(theme.type_scale.interface.0), palette.on_accent);
    let button = egui::Button::new(label).fill(palette.accent).stroke(Stroke::NONE);
    ui.add_enabled(enabled, button)
}

/// A quiet button.
pub fn button(ui: &mut Ui, text: &str) -> Response {
    ui.add(egui::Button::new(text))
}

/// A button as wide as its card: what it does at the left, its keys at the right.
pub fn command_button(
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

/// A quiet button of the small size, for several in a row.
pub fn small_button(ui: &mut Ui, theme: &Theme, text: &str) -> Response {
    let palette = &theme.palette;
    let font = Face::Interface.at(theme.type_scale.small.0);
    let galley = truncated(ui, text, font, palette.ink, ui.max_rect().width() - 16.0);
    // One of a fixed size goes into the next row where it does not fit in this one.
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

/// A choice that narrows a list, with how much it would leave.
pub fn chip(ui: &mut Ui, theme: &Theme, label: &str, count: usize, selected: bool) -> bool {
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

/// A section's name and what it holds in a few words, to be opened and closed.
/// Says whether it was pressed.
pub fn disclosure(ui: &mut Ui, theme: &Theme, name: &str, about: &str, is_open: bool) -> bool {
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

/// A button that is only its words, in the accent.
pub fn link(ui: &mut Ui, theme: &Theme, text: &str) -> Response {
    let font = Face::Interface.at(theme.type_scale.interface.0);
    let label = egui::Label::new(styled(text, font, theme.palette.accent)).extend();
    let response = ui.add(label.sense(Sense::click()));
    if response.has_focus() {
        let line = Stroke::new(1.0, theme.palette.accent);
        ui.painter().hline(response.rect.x_range(), response.rect.bottom() - 1.0, line);
    }
    named(response, Role::Link, text).on_hover_cursor(CursorIcon::PointingHand)
}

/// A small button with a sign instead of words; `name` is what it is called.
pub fn icon_button(ui: &mut Ui, theme: &Theme, sign: &str, name: &str) -> Response {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(24.0), Sense::click());
    let palette = &theme.palette;
    let lit = response.hovered() || response.has_focus();
    if lit {
        ui.painter().rect_filled(rect, CornerRadius::same(6), palette.selection);
    }
    let color = if lit { palette.ink } else { palette.dim };
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, sign, Face::Interface.at(14.0), color);
    named(response, Role::Button, name).on_hover_text(name)
}

/// One choice of several, side by side.
pub fn segmented<T: Copy + PartialEq>(
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
pub struct Row<'a> {
    /// The words; cut with an ellipsis where they do not fit.
    pub text: &'a str,
    /// What stands at the right, and in which colour.
    pub trailing: Option<(String, Color32)>,
    /// Whether it is the chosen one.
    pub selected: bool,
    /// How far it is set in, in points.
    pub indent: f32,
    /// Whether the words are in the accent.
    pub accent: bool,
}

impl Row<'_> {
    /// Shows the row over the whole width.
    pub fn show(self, ui: &mut Ui, theme: &Theme) -> Response {
        let palette = &theme.palette;
        let size = vec2(ui.available_width(), theme.metrics.row);
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        if ui.is_rect_visible(rect) {
            let ground = if self.selected || response.has_focus() {
                Some(palette.selection)
            } else if response.hovered() {
                Some(palette.line.gamma_multiply(0.5))
            } else {
                None
            };
            if let Some(fill) = ground {
                ui.painter().rect_filled(
                    rect,
                    CornerRadius::same(theme.metrics.radius as u8),
                    fill,
                );
            }
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

/// One line of text, cut with an ellipsis at a width.
pub fn truncated(
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

/// A field with its name above it. Returns whether it was changed.
pub fn field(ui: &mut Ui, theme: &Theme, name: &str, hint: &str, value: &mut String) -> Response {
    field_with(ui, theme, name, |ui| {
        ui.add(
            egui::TextEdit::singleline(value)
                .align(egui::Align2::LEFT_CENTER)
                .hint_text(styled(
                    hint,
                    Face::Interface.at(theme.type_scale.interface.0),
                    theme.palette.faint,
                ))
                .desired_width(f32::INFINITY),
        )
    })
}

/// A field of several lines with its name above it.
pub fn area(
    ui: &mut Ui,
    theme: &Theme,
    name: &str,
    hint: &str,
    rows: usize,
    value: &mut String,
) -> Response {
    field_with(ui, theme, name, |ui| {
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
    })
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

/// The number of a claim on its ground, or in an outline; returns where it stands.
pub fn badge(
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

/// A hairline over the whole width.
pub fn hairline(ui: &mut Ui, theme: &Theme) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::hover());
    ui.painter().hline(rect.x_range(), rect.center().y, Stroke::new(1.0, theme.palette.line));
}

/// What an empty panel says, and the button that goes on from there.
pub fn empty_state(
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

/// A number with thin spaces between thousands.
pub fn number(value: usize) -> String {
    let digits = value.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3 * 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push('\u{2009}');
        }
        text.push(digit);
    }
    text
}

/// Gives a response its role and accessible name.
pub fn named(response: Response, role: Role, name: &str) -> Response {
    let enabled = response.enabled();
    response.widget_info(|| WidgetInfo::labeled(role, enabled, name));
    response
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn thousands_are_set_apart_by_thin_spaces() {
        assert_eq!(number(0), "0");
        assert_eq!(number(999), "999");
        assert_eq!(number(1200), "1\u{2009}200");
        assert_eq!(number(1234567), "1\u{2009}234\u{2009}567");
    }
}
