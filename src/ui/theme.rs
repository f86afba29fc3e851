//! The look as tokens, read from `assets/theme.ron`.
//!
//! What always holds: no colour and no font name stands anywhere else in the
//! window's code; a panel asks the [`Theme`] it was handed. Sizes that belong to
//! one drawing alone, such as the length of a dash, stand beside it.

use std::sync::{Arc, LazyLock};

use egui::{
    Color32, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Margin, Stroke,
    TextStyle,
    epaint::Shadow,
    style::{ScrollStyle, Selection, WidgetVisuals, Widgets},
};
use serde::{Deserialize, Deserializer, de::Error};

use crate::evidence::Verdict;

/// A colour written `#RRGGBB`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Hex(Color32);

impl<'de> Deserialize<'de> for Hex {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Color32::from_hex(&text)
            .map(Self)
            .map_err(|_| D::Error::custom(format!("no colour: {text}")))
    }
}

macro_rules! palette {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct PaletteFile { $($name: Hex,)* }

        /// The colours of one theme.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct Palette { $($(#[$doc])* pub $name: Color32,)* }

        impl From<PaletteFile> for Palette {
            fn from(file: PaletteFile) -> Self {
                Self { $($name: file.$name.0,)* }
            }
        }
    };
}

palette! {
    /// Behind the draft.
    page,
    /// Behind the side panels.
    side,
    /// Behind cards, fields and menus.
    card,
    /// The one border.
    line,
    /// Text.
    ink,
    /// Text of second rank.
    dim,
    /// Text of third rank, markup.
    faint,
    /// The one accent.
    accent,
    /// Text on the accent.
    on_accent,
    /// Behind what is selected.
    selection,
    /// Verbatim; confirmed.
    verbatim,
    /// Typographic.
    typographic,
    /// Marked; stale.
    marked,
    /// Altered, not found; errors.
    altered,
    /// Omission.
    omission,
    /// Stands in another source.
    other_source,
    /// No snapshot.
    no_snapshot,
}

/// Sizes in points.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Metrics {
    pub menu_bar: f32,
    pub status_bar: f32,
    pub row: f32,
    pub radius: f32,
    pub card_radius: f32,
}

/// Font size and line height, in points.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
pub struct Size(
    /// Size of the font.
    pub f32,
    /// Height of a line.
    pub f32,
);

/// The type scale.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct TypeScale {
    pub draft: Size,
    pub heading_1: Size,
    pub heading_2: Size,
    pub heading_3: Size,
    pub interface: Size,
    pub small: Size,
    pub label: Size,
    pub key: Size,
    pub mono_draft: Size,
    pub character: f32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ThemeFile {
    light: PaletteFile,
    dark: PaletteFile,
    metrics: Metrics,
    type_scale: TypeScale,
}

/// Everything that a panel needs to look right.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    /// Whether this is the dark theme.
    pub is_dark: bool,
    /// Its colours.
    pub palette: Palette,
    /// Its sizes.
    pub metrics: Metrics,
    /// Its type.
    pub type_scale: TypeScale,
}

static THEMES: LazyLock<[Arc<Theme>; 2]> = LazyLock::new(|| {
    let file: ThemeFile = ron::from_str(include_str!("../../assets/theme.ron"))
        .expect("assets/theme.ron is part of the program and a test reads it");
    let theme = |is_dark, palette: PaletteFile| {
        Arc::new(Theme {
            is_dark,
            palette: palette.into(),
            metrics: file.metrics.clone(),
            type_scale: file.type_scale.clone(),
        })
    };
    [theme(false, file.light), theme(true, file.dark)]
});

/// A face of the bundled fonts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Face {
    Draft,
    DraftItalic,
    DraftSemiBold,
    DraftSemiBoldItalic,
    Interface,
    InterfaceMedium,
    InterfaceSemiBold,
    Mono,
}

impl Face {
    fn name(self) -> &'static str {
        match self {
            Self::Draft => "Literata",
            Self::DraftItalic => "Literata Italic",
            Self::DraftSemiBold => "Literata SemiBold",
            Self::DraftSemiBoldItalic => "Literata SemiBold Italic",
            Self::Interface => "Inter",
            Self::InterfaceMedium => "Inter Medium",
            Self::InterfaceSemiBold => "Inter SemiBold",
            Self::Mono => "Plex Mono",
        }
    }

    /// The face at a size in points.
    pub fn at(self, size: f32) -> FontId {
        let family = match self {
            Self::Interface => FontFamily::Proportional,
            Self::Mono => FontFamily::Monospace,
            other => FontFamily::Name(other.name().into()),
        };
        FontId::new(size, family)
    }
}

impl Theme {
    /// The theme that the context shows now.
    pub fn of(ctx: &egui::Context) -> Arc<Self> {
        Self::named(ctx.theme() == egui::Theme::Dark)
    }

    /// The light or the dark theme.
    pub fn named(dark: bool) -> Arc<Self> {
        THEMES[usize::from(dark)].clone()
    }

    /// The colour of a verdict.
    pub fn verdict(&self, verdict: Verdict) -> Color32 {
        let palette = &self.palette;
        match verdict {
            Verdict::Verbatim => palette.verbatim,
            Verdict::Typographic => palette.typographic,
            Verdict::Marked => palette.marked,
            Verdict::Altered | Verdict::NotFound => palette.altered,
            Verdict::Omission => palette.omission,
            Verdict::OtherSource => palette.other_source,
            Verdict::NoSnapshot => palette.no_snapshot,
        }
    }

    /// A quiet background in a colour, for pills and lit passages.
    pub fn tint(&self, color: Color32) -> Color32 {
        self.palette.card.lerp_to_gamma(color, if self.is_dark { 0.20 } else { 0.12 })
    }

    /// A ground quieter than a tint, for long stretches of a page.
    pub fn wash(&self, color: Color32) -> Color32 {
        self.palette.page.lerp_to_gamma(color, if self.is_dark { 0.13 } else { 0.08 })
    }

    /// The ground of the passage that was opened; it stands out over tints.
    pub fn lit(&self) -> Color32 {
        self.palette.page.lerp_to_gamma(self.palette.accent, if self.is_dark { 0.42 } else { 0.24 })
    }

    /// Sets fonts, colours and spacing of a context, for both themes.
    pub fn install(ctx: &egui::Context) {
        ctx.set_fonts(fonts());
        // Zoom and quit are commands of ours.
        ctx.options_mut(|options| {
            options.zoom_with_keyboard = false;
            options.quit_shortcuts.clear();
        });
        // A desktop that does not say what it prefers gets paper.
        ctx.options_mut(|options| options.fallback_theme = egui::Theme::Light);
        for theme in THEMES.iter() {
            let which = if theme.is_dark { egui::Theme::Dark } else { egui::Theme::Light };
            ctx.style_mut_of(which, |style| theme.style(style));
        }
    }

    fn style(&self, style: &mut egui::Style) {
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
            warn_fg_color: palette.marked,
            error_fg_color: palette.altered,
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

fn fonts() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    let files: [(&str, &'static [u8]); 9] = [
        (Face::Draft.name(), include_bytes!("../../assets/fonts/Literata-Regular.ttf")),
        (Face::DraftItalic.name(), include_bytes!("../../assets/fonts/Literata-Italic.ttf")),
        (Face::DraftSemiBold.name(), include_bytes!("../../assets/fonts/Literata-SemiBold.ttf")),
        (
            Face::DraftSemiBoldItalic.name(),
            include_bytes!("../../assets/fonts/Literata-SemiBoldItalic.ttf"),
        ),
        (Face::Interface.name(), include_bytes!("../../assets/fonts/Inter-Regular.ttf")),
        (Face::InterfaceMedium.name(), include_bytes!("../../assets/fonts/Inter-Medium.ttf")),
        (Face::InterfaceSemiBold.name(), include_bytes!("../../assets/fonts/Inter-SemiBold.ttf")),
        (Face::Mono.name(), include_bytes!("../../assets/fonts/PlexMono-Regular.ttf")),
        ("Symbols", include_bytes!("../../assets/fonts/Symbols.ttf")),
    ];
    for (name, bytes) in files {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
        let family = match name {
            name if name == Face::Interface.name() => FontFamily::Proportional,
            name if name == Face::Mono.name() => FontFamily::Monospace,
            name => FontFamily::Name(name.into()),
        };
        // What a face lacks comes from the interface face, then from the signs.
        let mut chain = vec![name.to_owned()];
        chain.extend([Face::Interface.name(), "Symbols"].map(str::to_owned));
        chain.dedup();
        fonts.families.insert(family, chain);
    }
    fonts
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance and contrast as WCAG 2.2 defines them.
    fn contrast(a: Color32, b: Color32) -> f32 {
        let luminance = |color: Color32| {
            let [r, g, b, _] = egui::Rgba::from(color).to_array();
            0.2126 * r + 0.7152 * g + 0.0722 * b
        };
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn text_colours_reach_aa_on_page_side_and_card() {
        for theme in THEMES.iter() {
            let p = &theme.palette;
            let texts = [
                p.ink,
                p.dim,
                p.faint,
                p.accent,
                p.verbatim,
                p.typographic,
                p.marked,
                p.altered,
                p.omission,
                p.other_source,
                p.no_snapshot,
            ];
            for text in texts {
                for ground in [p.page, p.side, p.card] {
                    assert!(
                        contrast(text, ground) >= 4.5,
                        "{text:?} on {ground:?}: {}",
                        contrast(text, ground)
                    );
                }
            }
            assert!(contrast(p.on_accent, p.accent) >= 4.5);
        }
    }
}
