//! Design tokens: colours by meaning, sizes and type, read from `assets/theme.ron`.
//!
//! The window and the packet's pages take their looks from the same file.
//!
//! # Invariants
//! Nothing here draws. A colour is named by what it says and not by how it looks, so that
//! the colour of a verdict can be changed without changing that of a notice.

use std::{fmt, str::FromStr, sync::LazyLock};

use serde::{Deserialize, Deserializer, de::Error};

/// An opaque colour in sRGB, written `#rrggbb`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rgb(
    /// Red, green and blue.
    pub [u8; 3],
);

impl fmt::Display for Rgb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

impl FromStr for Rgb {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let digits = text.strip_prefix('#').filter(|digits| {
            digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_hexdigit())
        });
        let number = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        let [_, red, green, blue] =
            number.ok_or_else(|| format!("not a colour: {text}"))?.to_be_bytes();
        Ok(Self([red, green, blue]))
    }
}

impl<'de> Deserialize<'de> for Rgb {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

/// Defines a set of colours of any type, which can be mapped and asked for by name.
macro_rules! colors {
    (
        $(#[$doc:meta])* $set:ident { $($(#[$color_doc:meta])* $color:ident,)* }
        $($(#[$group_doc:meta])* $group:ident: $group_type:ident,)?
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $set<C> {
            $($(#[$color_doc])* pub $color: C,)*
            $($(#[$group_doc])* pub $group: $group_type<C>,)?
        }

        impl<C> $set<C> {
            /// Converts every colour.
            pub fn map<D>(&self, convert: &impl Fn(&C) -> D) -> $set<D> {
                $set {
                    $($color: convert(&self.$color),)*
                    $($group: self.$group.map(convert),)?
                }
            }

            /// Returns the colour with the name of a field.
            pub fn named(&self, name: &str) -> Option<&C> {
                match name {
                    $(stringify!($color) => Some(&self.$color),)*
                    _ => None $(.or(self.$group.named(name)))?,
                }
            }
        }
    };
}

colors! {
    /// The colours of one theme.
    Colors {
        /// Behind the draft.
        page,
        /// Behind the side panels.
        side,
        /// Behind cards, fields and menus.
        card,
        /// Borders and rules.
        line,
        /// Text.
        ink,
        /// Secondary text.
        dim,
        /// Tertiary text and markup.
        faint,
        /// The accent: links and leading buttons.
        accent,
        /// The ring around what has the keyboard.
        focus,
        /// Text on the accent.
        on_accent,
        /// Behind selected text and chosen rows.
        selection,
        /// Behind words that are pointed out in a page of the packet.
        mark,
        /// Hits of a search.
        hit,
        /// Done, confirmed, supported.
        good,
        /// Needs attention: stale, a warning, a delay.
        wary,
        /// Wrong or failed: an error, a conflict, something missing.
        bad,
        /// For information.
        note,
        /// Strings and numbers in code.
        literal,
        /// Present but without weight, such as a count.
        quiet,
    }
    /// The verdicts on quotations.
    verdicts: VerdictColors,
}

colors! {
    /// The colours of verdicts on quotations.
    VerdictColors {
        /// The words are in the source as quoted.
        verbatim,
        /// Only typography differs.
        typographic,
        /// Only marked changes.
        marked,
        /// Words differ or were not found.
        altered,
        /// Words are left out without a mark.
        omission,
        /// The words are in another source than the cited one.
        other_source,
        /// There is no text to check against.
        no_snapshot,
    }
}

/// The least and greatest width of a panel, in points.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WidthRange {
    /// Least width.
    pub least: f32,
    /// Greatest width.
    pub most: f32,
}

/// Widths that depend on whether the preview is shown beside the draft, in points.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DraftWidth {
    /// Width of the draft alone.
    pub alone: f32,
    /// Width of draft and preview together.
    pub split: f32,
}

impl DraftWidth {
    /// Returns the width for a window that is split or not.
    pub fn of(self, is_split: bool) -> f32 {
        if is_split { self.split } else { self.alone }
    }
}

/// Sizes of the window's parts, in points.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Metrics {
    /// Height of the menu bar.
    pub menu_bar: f32,
    /// Height of the status bar.
    pub status_bar: f32,
    /// Height of the bar of tabs.
    pub tab_bar: f32,
    /// Height of a row of a list, and of a button.
    pub row: f32,
    /// Radius of corners.
    pub radius: f32,
    /// Radius of the corners of cards.
    pub card_radius: f32,
    /// Width of the ring around what has the keyboard.
    pub focus_ring: f32,
    /// Width of the navigator.
    pub navigator: WidthRange,
    /// Width of the right panel.
    pub panel: WidthRange,
    /// Greatest width of the right panel in the smallest window that shows it.
    pub panel_in_small_window: f32,
    /// Width that the draft keeps when the right panel is widened.
    pub draft_beside_wide_panel: f32,
    /// Width that the draft needs for the right panel to be shown.
    pub draft_beside_panel: DraftWidth,
    /// Width that the draft needs for the navigator to be shown as well.
    pub draft_beside_both: DraftWidth,
}

/// Font size and line height, in points.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
pub struct TypeSize(
    /// Size of the font.
    pub f32,
    /// Height of a line.
    pub f32,
);

/// The type scale.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypeScale {
    /// The draft.
    pub draft: TypeSize,
    /// Headings of level 1.
    pub heading_1: TypeSize,
    /// Headings of level 2.
    pub heading_2: TypeSize,
    /// Headings of level 3.
    pub heading_3: TypeSize,
    /// Text of the interface.
    pub interface: TypeSize,
    /// Small text of the interface.
    pub small: TypeSize,
    /// Labels of sections, and pills.
    pub label: TypeSize,
    /// Keys and locators.
    pub key: TypeSize,
    /// The draft in the monospaced face.
    pub mono_draft: TypeSize,
    /// Average width of a character of the draft's face, relative to its size.
    pub character: f32,
}

/// All tokens.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DesignTokens {
    /// Colours of the light theme.
    pub light: Colors<Rgb>,
    /// Colours of the dark theme.
    pub dark: Colors<Rgb>,
    /// Sizes.
    pub metrics: Metrics,
    /// Type.
    pub type_scale: TypeScale,
}

static TOKENS: LazyLock<DesignTokens> = LazyLock::new(|| {
    ron::from_str(include_str!("../assets/theme.ron"))
        .expect("assets/theme.ron is part of the program and a test reads it")
});

/// Returns the tokens of the program.
pub fn tokens() -> &'static DesignTokens {
    &TOKENS
}

/// Fills the colours into a style sheet, where they are written `light(page)` and
/// `dark(page)`.
///
/// # Panics
/// Where the style sheet names a colour that does not exist.
pub fn fill_in_colors(style_sheet: &str) -> String {
    let mut filled = String::with_capacity(style_sheet.len());
    let mut rest = style_sheet;
    while let Some((at, colors, function)) = next_color(rest) {
        let (before, call) = rest.split_at(at);
        let (name, after) = call[function.len()..]
            .split_once(')')
            .expect("a colour of a style sheet ends with a parenthesis");
        let color = colors.named(name).expect("a style sheet names only colours of the theme");
        filled.push_str(before);
        filled.push_str(&color.to_string());
        rest = after;
    }
    filled + rest
}

/// Returns where the next colour is in a style sheet, the theme it is of, and the text
/// before its name.
fn next_color(style_sheet: &str) -> Option<(usize, &'static Colors<Rgb>, &'static str)> {
    let themes = [(&TOKENS.light, "light("), (&TOKENS.dark, "dark(")];
    let found = themes.into_iter().filter_map(|(colors, function)| {
        style_sheet.find(function).map(|at| (at, colors, function))
    });
    found.min_by_key(|(at, ..)| *at)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance and contrast as WCAG 2.2 defines them.
    fn contrast(a: Rgb, b: Rgb) -> f32 {
        let linear = |byte: u8| {
            let value = f32::from(byte) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        let luminance = |Rgb([red, green, blue]): Rgb| {
            0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
        };
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn text_colours_reach_aa_on_page_side_and_card() {
        for colors in [&tokens().light, &tokens().dark] {
            let Colors {
                ink, dim, faint, accent, hit, good, wary, bad, note, literal, quiet, ..
            } = colors;
            let VerdictColors {
                verbatim,
                typographic,
                marked,
                altered,
                omission,
                other_source,
                no_snapshot,
            } = &colors.verdicts;
            let texts = [
                ink,
                dim,
                faint,
                accent,
                hit,
                good,
                wary,
                bad,
                note,
                literal,
                quiet,
                verbatim,
                typographic,
                marked,
                altered,
                omission,
                other_source,
                no_snapshot,
            ];
            for text in texts {
                for ground in [colors.page, colors.side, colors.card] {
                    let contrast = contrast(*text, ground);
                    assert!(contrast >= 4.5, "{text} on {ground}: {contrast}");
                }
            }
            assert!(contrast(colors.on_accent, colors.accent) >= 4.5);
            assert!(contrast(colors.ink, colors.mark) >= 4.5);
        }
    }

    #[test]
    fn the_ring_around_what_has_the_keyboard_reaches_three_to_one_on_every_ground() {
        for colors in [&tokens().light, &tokens().dark] {
            for ground in [colors.page, colors.side, colors.card, colors.selection] {
                let contrast = contrast(colors.focus, ground);
                assert!(contrast >= 3.0, "{} on {ground}: {contrast}", colors.focus);
            }
        }
        assert!(tokens().metrics.focus_ring >= 2.0, "WCAG 2.4.13 asks for two pixels");
    }

    #[test]
    fn a_colour_is_read_and_written_alike() {
        let color: Rgb = "#0F6e66".parse().unwrap();
        assert_eq!((color, color.to_string().as_str()), (Rgb([15, 110, 102]), "#0f6e66"));
        for wrong in ["0F6E66", "#0F6E6", "#0F6E6G", "#0F6E66FF", "#ünf6"] {
            assert!(wrong.parse::<Rgb>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn colours_are_filled_into_a_style_sheet_by_name() {
        let css = "a { color: dark(bad); } b { color: light(verbatim) } c { light: 1 }";
        let (bad, verbatim) = (tokens().dark.bad, tokens().light.verdicts.verbatim);
        let filled = format!("a {{ color: {bad}; }} b {{ color: {verbatim} }} c {{ light: 1 }}");
        assert_eq!(fill_in_colors(css), filled);
    }
}
