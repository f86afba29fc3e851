//! The theme as egui's style.

use egui::{
    Color32, CornerRadius, Margin, Stroke, TextStyle,
    epaint::Shadow,
    style::{ScrollStyle, Selection, WidgetVisuals, Widgets},
};

use super::{Face, Theme};

impl Theme {
    /// Sets the type, spacing and colours of a style.
    pub(super) fn style(&self, style: &mut egui::Style) {
        let scale = &self.type_scale;
        style.text_styles = [
            (TextStyle::Body, Face::Interface.at(scale.interface.0)),
            (TextStyle::Button, Face::Interface.at(scale.interface.0)),
            (TextStyle::Small, Face::Interface.at(scale.small.0)),
            (TextStyle::Heading, Face::InterfaceSemiBold.at(scale.interface.0 + 3.0)),
            (TextStyle::Monospace, Face::Mono.at(scale.small.0)),
        ]
        .into();
        style.animation_time = 0.08;
        let spacing = &mut style.spacing;
        spacing.item_spacing = egui::vec2(8.0, 4.0);
        spacing.button_padding = egui::vec2(12.0, 4.0);
        spacing.interact_size = egui::vec2(28.0, 28.0);
        spacing.menu_margin = Margin::same(6);
        spacing.menu_width = 260.0;
        spacing.window_margin = Margin::same(20);
        spacing.combo_width = 120.0;
        spacing.combo_height = 320.0;
        spacing.scroll = ScrollStyle {
            floating: true,
            dormant_background_opacity: 0.0,
            active_background_opacity: 0.0,
            interact_background_opacity: 0.0,
            dormant_handle_opacity: 0.0,
            ..ScrollStyle::thin()
        };
        style.interaction.selectable_labels = false;
        style.interaction.tooltip_delay = 0.35;
        style.visuals = self.visuals();
    }

    fn visuals(&self) -> egui::Visuals {
        let palette = &self.palette;
        let base = if self.is_dark { egui::Visuals::dark() } else { egui::Visuals::light() };
        let radius = CornerRadius::same(self.metrics.radius as u8);
        let line = Stroke::new(1.0, palette.line);
        let widget = |fill: Color32, border: Color32, text: Color32| WidgetVisuals {
            bg_fill: fill,
            weak_bg_fill: fill,
            bg_stroke: Stroke::new(1.0, border),
            corner_radius: radius,
            fg_stroke: Stroke::new(1.0, text),
            expansion: 0.0,
        };
        let shadow = Shadow {
            offset: [0, 6],
            blur: 24,
            spread: 0,
            color: Color32::from_black_alpha(if self.is_dark { 90 } else { 28 }),
        };
        egui::Visuals {
            dark_mode: self.is_dark,
            override_text_color: None,
            weak_text_color: Some(palette.dim),
            widgets: Widgets {
                noninteractive: widget(palette.side, palette.line, palette.ink),
                inactive: widget(palette.card, palette.line, palette.ink),
                hovered: widget(palette.selection, palette.line, palette.ink),
                active: widget(palette.selection, palette.accent, palette.ink),
                open: widget(palette.selection, palette.line, palette.ink),
            },
            selection: Selection {
                bg_fill: palette.selection,
                stroke: Stroke::new(1.0, palette.accent),
            },
            hyperlink_color: palette.accent,
            faint_bg_color: palette.side,
            extreme_bg_color: palette.card,
            text_edit_bg_color: Some(palette.card),
            code_bg_color: palette.side,
            warn_fg_color: palette.wary,
            error_fg_color: palette.bad,
            window_corner_radius: CornerRadius::same(self.metrics.card_radius as u8),
            window_shadow: shadow,
            window_fill: palette.card,
            window_stroke: line,
            menu_corner_radius: CornerRadius::same(self.metrics.radius as u8 + 2),
            panel_fill: palette.side,
            popup_shadow: shadow,
            text_cursor: egui::style::TextCursorStyle {
                stroke: Stroke::new(2.0, palette.accent),
                blink: false,
                ..base.text_cursor.clone()
            },
            striped: false,
            ..base
        }
    }
}
