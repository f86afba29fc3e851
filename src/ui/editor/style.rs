//! Text formats of the words of the draft, derived from Markdown spans.

use egui::{Color32, Stroke, text::TextFormat};

use crate::ui::text::range::LineRange;
use crate::ui::theme::{Face, Theme, TypeSize};
use nutgraf_engine::{
    markdown::{Span, SpanKind},
    range::TextRange,
};

/// Size of letters that are not to be seen, in points: too small to take room.
const HIDDEN: f32 = 0.5;

/// The style of a stretch of text, combined from all spans over it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct SpanStyle {
    /// Heading level from 1 to 6; 0 outside of headings.
    pub heading: u8,
    strong: bool,
    emphasis: bool,
    strike: bool,
    mono: bool,
    markup: bool,
    quote: bool,
    accent: bool,
    citation: bool,
    composed: bool,
    /// Words that a template asks for the writer's with.
    placeholder: bool,
    /// Marks that take no room and are not seen.
    hidden: bool,
}

impl SpanStyle {
    fn with(mut self, kind: SpanKind) -> Self {
        match kind {
            SpanKind::Heading(level) => self.heading = level,
            SpanKind::Strong => self.strong = true,
            SpanKind::Emphasis => self.emphasis = true,
            SpanKind::Strikethrough => self.strike = true,
            SpanKind::Code | SpanKind::CodeBlock | SpanKind::Table => self.mono = true,
            SpanKind::FrontMatter | SpanKind::Html => {
                self.mono = true;
                self.markup = true;
            }
            SpanKind::Markup | SpanKind::ListMarker | SpanKind::LinkTarget | SpanKind::Rule => {
                self.markup = true;
            }
            SpanKind::LinkText => self.accent = true,
            SpanKind::Citation | SpanKind::FootnoteReference => self.citation = true,
            SpanKind::BlockQuote => self.quote = true,
        }
        self
    }

    /// Whether the words are read by themselves, as a citation or code is, and not as a
    /// part of the sentence around them.
    pub(super) fn is_apart(self) -> bool {
        self.citation || self.mono
    }

    /// Returns the style for words that an input method shows and that are not in the draft
    /// yet.
    pub(super) fn composed(self) -> Self {
        Self { composed: true, ..self }
    }

    /// Returns the styles of the three parts of a placeholder's line, the marks around its
    /// words hidden while the caret is elsewhere.
    ///
    /// `words` is the place of the words in the line, which is `len` bytes long.
    pub(super) fn of_placeholder(
        words: LineRange,
        len: usize,
        is_hidden: bool,
    ) -> Vec<(LineRange, Self)> {
        let marks = Self { markup: true, hidden: is_hidden, ..Self::default() };
        let asked = Self { emphasis: true, placeholder: true, ..Self::default() };
        let (before, behind) = (LineRange::new(0, words.start), LineRange::new(words.end, len));
        let parts = [(before, marks), (words, asked), (behind, marks)];
        parts.into_iter().filter(|(range, _)| range.start < range.end).collect()
    }

    /// Returns the text format for egui. `mono` sets the whole draft in the monospaced
    /// face.
    pub(super) fn format(self, theme: &Theme, mono: bool) -> TextFormat {
        let palette = &theme.palette;
        let scale = &theme.type_scale;
        let TypeSize(size, height) = match (self.heading, mono) {
            (1, _) => scale.heading_1,
            (2, _) => scale.heading_2,
            (3, _) => scale.heading_3,
            (_, true) => scale.mono_draft,
            _ => scale.draft,
        };
        let strong = self.strong || self.heading > 0;
        let face = match (mono || self.mono, strong, self.emphasis) {
            (true, ..) => Face::Mono,
            (_, true, true) => Face::DraftSemiBoldItalic,
            (_, true, false) => Face::DraftSemiBold,
            (_, false, true) => Face::DraftItalic,
            _ => Face::Draft,
        };
        // Marks of a heading are lighter than its words, as they are not read.
        let face = if self.markup && self.heading > 0 && !mono { Face::Draft } else { face };
        let size = match (self.mono && !mono, self.citation) {
            (true, _) | (_, true) => size * 0.88,
            _ if self.hidden => HIDDEN,
            _ => size,
        };
        let color = if self.hidden {
            Color32::TRANSPARENT
        } else if self.placeholder {
            palette.dim
        } else if self.citation || (self.accent && !self.markup) {
            palette.accent
        } else if self.markup {
            palette.faint
        } else if self.quote {
            palette.dim.lerp_to_gamma(palette.ink, 0.5)
        } else {
            palette.ink
        };
        let line = |is_drawn| if is_drawn { Stroke::new(1.0, color) } else { Stroke::NONE };
        TextFormat {
            font_id: face.at(size),
            line_height: Some(height),
            color,
            background: Color32::TRANSPARENT,
            underline: line(self.composed),
            strikethrough: line(self.strike),
            valign: egui::Align::Center,
            ..TextFormat::default()
        }
    }
}

/// Cuts a line wherever a span begins or ends, and returns the style of each part. Offsets
/// of the result count from the beginning of the line.
pub(super) fn span_styles(line: TextRange, spans: &[Span]) -> Vec<(LineRange, SpanStyle)> {
    let within = |at: usize| at.clamp(line.start, line.end) - line.start;
    let bounds = spans.iter().flat_map(|span| [within(span.range.start), within(span.range.end)]);
    let mut cuts: Vec<usize> = bounds.chain([0, line.len()]).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let mut result: Vec<(LineRange, SpanStyle)> = Vec::with_capacity(cuts.len());
    for pair in cuts.windows(2) {
        let (start, end) = (pair[0], pair[1]);
        let over = spans
            .iter()
            .filter(|span| within(span.range.start) <= start && end <= within(span.range.end));
        let style = over.fold(SpanStyle::default(), |style, span| style.with(span.kind));
        match result.last_mut() {
            Some((range, last)) if *last == style => range.end = end,
            _ => result.push((LineRange::new(start, end), style)),
        }
    }
    if result.is_empty() {
        result.push((LineRange::at(0), SpanStyle::default()));
    }
    result
}
