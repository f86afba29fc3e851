//! How the source of the draft is set: spans become text formats.

use std::ops::Range;

use egui::{
    Color32, Stroke,
    text::{ByteIndex, LayoutJob, LayoutSection, TextFormat},
};

use crate::{
    markdown::{Span, SpanKind, Structure},
    ui::theme::{Face, Size, Theme},
};

/// Height of an empty line between paragraphs, before and after a heading, in points.
const GAP: f32 = 14.0;
const GAP_BEFORE_HEADING: f32 = 30.0;
const GAP_AFTER_HEADING: f32 = 10.0;
const GAP_AFTER_TITLE: f32 = 18.0;

/// Where headings begin and end, which the empty lines around them want to know.
struct Headings {
    starts: Vec<usize>,
    /// With the level of the heading that ends there.
    ends: Vec<(usize, u8)>,
}

impl Headings {
    fn of(structure: &Structure) -> Self {
        let headings = structure.headings.iter();
        let bounds = headings.map(|h| (h.range.start, (h.range.end, h.level)));
        let (starts, ends) = bounds.unzip();
        Self { starts, ends }
    }

    /// The height of the empty line that the line break at `at` makes.
    fn gap(&self, at: usize) -> f32 {
        if self.starts.binary_search(&(at + 1)).is_ok() {
            return GAP_BEFORE_HEADING;
        }
        let end = at.checked_sub(1).map(|at| self.ends.binary_search_by_key(&at, |end| end.0));
        match end {
            Some(Ok(index)) if self.ends[index].1 == 1 => GAP_AFTER_TITLE,
            Some(Ok(_)) => GAP_AFTER_HEADING,
            _ => GAP,
        }
    }
}

/// What decides how a stretch of text looks, gathered from all spans over it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Look {
    heading: u8,
    strong: bool,
    emphasis: bool,
    strike: bool,
    mono: bool,
    markup: bool,
    quote: bool,
    accent: bool,
    citation: bool,
}

impl Look {
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

    fn format(self, theme: &Theme, mono: bool) -> TextFormat {
        let palette = &theme.palette;
        let scale = &theme.type_scale;
        let Size(size, height) = match (self.heading, mono) {
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
            _ => size,
        };
        let color = if self.citation || (self.accent && !self.markup) {
            palette.accent
        } else if self.markup {
            palette.faint
        } else if self.quote {
            palette.dim.lerp_to_gamma(palette.ink, 0.5)
        } else {
            palette.ink
        };
        TextFormat {
            font_id: face.at(size),
            line_height: Some(height),
            color,
            background: Color32::TRANSPARENT,
            strikethrough: if self.strike { Stroke::new(1.0, color) } else { Stroke::NONE },
            valign: egui::Align::Center,
            ..TextFormat::default()
        }
    }
}

/// Sets a text by its structure, for a wrap width in points.
pub(super) fn layout_job(
    text: &str,
    structure: &Structure,
    theme: &Theme,
    mono: bool,
    width: f32,
) -> LayoutJob {
    let mut job = LayoutJob { text: text.to_owned(), ..LayoutJob::default() };
    job.wrap.max_width = width;
    job.keep_trailing_whitespace = true;
    let headings = Headings::of(structure);
    for (range, look) in stretches(text, structure) {
        push(&mut job, text, range, &look.format(theme, mono), &headings);
    }
    if job.sections.is_empty() {
        push(&mut job, text, 0..text.len(), &Look::default().format(theme, mono), &headings);
    }
    job
}

/// Adds sections, with empty lines set lower than lines with words.
fn push(
    job: &mut LayoutJob,
    text: &str,
    range: Range<usize>,
    format: &TextFormat,
    headings: &Headings,
) {
    let mut from = range.start;
    let mut section = |range: Range<usize>, format: TextFormat| {
        job.sections.push(LayoutSection {
            leading_space: 0.0,
            byte_range: ByteIndex(range.start)..ByteIndex(range.end),
            format,
        });
    };
    for (at, _) in text[range.clone()].match_indices('\n') {
        let at = range.start + at;
        let line_is_empty = at == 0 || text.as_bytes()[at - 1] == b'\n';
        if line_is_empty {
            if from < at {
                section(from..at, format.clone());
            }
            let height = Some(headings.gap(at));
            section(at..at + 1, TextFormat { line_height: height, ..format.clone() });
            from = at + 1;
        }
    }
    if from < range.end || (range.is_empty() && text.is_empty()) {
        section(from..range.end, format.clone());
    }
}

/// Cuts the text wherever a span begins or ends, and gathers the looks over each piece.
fn stretches(text: &str, structure: &Structure) -> Vec<(Range<usize>, Look)> {
    let spans: Vec<Span> = structure.spans.iter().collect();
    let mut cuts: Vec<usize> = spans
        .iter()
        .flat_map(|span| [span.range.start, span.range.end])
        .chain([0, text.len()])
        .filter(|at| text.is_char_boundary(*at))
        .collect();
    cuts.sort_unstable();
    cuts.dedup();
    let mut next = 0;
    let mut open: Vec<usize> = Vec::new();
    let mut result: Vec<(Range<usize>, Look)> = Vec::with_capacity(cuts.len());
    for pair in cuts.windows(2) {
        let (start, end) = (pair[0], pair[1]);
        open.retain(|&index| spans[index].range.end > start);
        while next < spans.len() && spans[next].range.start <= start {
            if spans[next].range.end > start {
                open.push(next);
            }
            next += 1;
        }
        let look = open.iter().fold(Look::default(), |look, &i| look.with(spans[i].kind));
        match result.last_mut() {
            Some((range, last)) if *last == look && range.end == start => range.end = end,
            _ => result.push((start..end, look)),
        }
    }
    result
}
