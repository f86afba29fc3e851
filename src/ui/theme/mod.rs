//! The look of the window: the design tokens as egui takes them.
//!
//! # Invariants
//! No colour and no name of a font is anywhere else in the window's code; a panel asks the
//! [`Theme`] that it is given. A verdict's colour is asked for by [`Theme::verdict`]. Sizes
//! of one drawing alone, such as the length of a dash, are beside that drawing.

mod fonts;
mod style;

use std::sync::{Arc, LazyLock};

use egui::Color32;

pub use self::fonts::Face;
use crate::design_tokens::{Colors, Rgb, tokens};
pub use crate::design_tokens::{Metrics, TypeScale, TypeSize};
use nutgraf_engine::evidence::Verdict;

/// The colours of one theme for egui.
pub type Palette = Colors<Color32>;

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
    let tokens = tokens();
    let theme = |is_dark, colors: &Colors<Rgb>| {
        let palette = colors.map(&|Rgb([red, green, blue])| Color32::from_rgb(*red, *green, *blue));
        let (metrics, type_scale) = (tokens.metrics.clone(), tokens.type_scale.clone());
        Arc::new(Theme { is_dark, palette, metrics, type_scale })
    };
    [theme(false, &tokens.light), theme(true, &tokens.dark)]
});

impl Theme {
    /// Returns the theme that the context shows now.
    pub fn of(ctx: &egui::Context) -> Arc<Self> {
        Self::named(ctx.theme() == egui::Theme::Dark)
    }

    /// Returns the light or the dark theme.
    pub fn named(dark: bool) -> Arc<Self> {
        THEMES[usize::from(dark)].clone()
    }

    /// Returns the colour of a verdict.
    pub fn verdict(&self, verdict: Verdict) -> Color32 {
        let colors = &self.palette.verdicts;
        match verdict {
            Verdict::Verbatim => colors.verbatim,
            Verdict::Typographic => colors.typographic,
            Verdict::Marked => colors.marked,
            Verdict::Altered | Verdict::NotFound => colors.altered,
            Verdict::Omission => colors.omission,
            Verdict::OtherSource => colors.other_source,
            Verdict::NoSnapshot => colors.no_snapshot,
        }
    }

    /// Returns a quiet background in a colour, for pills and notices.
    pub fn tint(&self, color: Color32) -> Color32 {
        self.palette.card.lerp_to_gamma(color, if self.is_dark { 0.20 } else { 0.12 })
    }

    /// Returns a background quieter than a tint, for long stretches of a page.
    pub fn wash(&self, color: Color32) -> Color32 {
        self.palette.page.lerp_to_gamma(color, if self.is_dark { 0.13 } else { 0.08 })
    }

    /// Returns the page's colour as a veil, below which words can still be made out.
    pub fn veil(&self) -> Color32 {
        self.palette.page.gamma_multiply(0.65)
    }

    /// Returns the background of the opened passage, which is visible over tints.
    pub fn lit(&self) -> Color32 {
        self.palette.page.lerp_to_gamma(self.palette.accent, if self.is_dark { 0.42 } else { 0.24 })
    }

    /// Sets fonts, colours and spacing of a context, for both themes.
    pub fn install(ctx: &egui::Context) {
        ctx.set_fonts(fonts::definitions());
        // Zoom and quit are commands of ours.
        ctx.options_mut(|options| {
            options.zoom_with_keyboard = false;
            options.quit_shortcuts.clear();
        });
        // A desktop without a preference gets the light theme.
        ctx.options_mut(|options| options.fallback_theme = egui::Theme::Light);
        for theme in THEMES.iter() {
            let which = if theme.is_dark { egui::Theme::Dark } else { egui::Theme::Light };
            ctx.style_mut_of(which, |style| theme.style(style));
        }
    }
}
