//! Layout of the draft's lines, cached while they are in view.
//!
//! # Invariants
//! A cached layout was made from the same words, styles and width as requested; see
//! [`crate::ui::flow::LayoutCache`].

use std::{
    hash::{DefaultHasher, Hash, Hasher},
    rc::Rc,
    sync::Arc,
};

use egui::{
    Ui,
    text::{ByteIndex, LayoutJob, LayoutSection},
};

use super::{
    bidi::{self, WrapSpace},
    geometry::{Direction, TextRows},
    layout::LineLayout,
    prefix::LinePrefix,
    style::{SpanStyle, span_styles},
};
use crate::ui::text::range::{CharacterRange, LineRange};
use crate::{
    app::Workspace,
    ui::{
        flow::{LayoutCache, LayoutParams},
        theme::Theme,
    },
};
use nutgraf_engine::{
    markdown::{Span, SpanKind},
    range::TextRange,
};

/// Height of an empty line between paragraphs, before a heading, after one, and after the
/// title, in points.
pub(super) const GAP: f32 = 14.0;
const GAP_BEFORE_HEADING: f32 = 30.0;
const GAP_AFTER_HEADING: f32 = 10.0;
const GAP_AFTER_TITLE: f32 = 18.0;

/// How many lines above one without a letter are searched for their direction.
const LINES_ASKED: usize = 8;

/// Text that an input method shows at the caret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Preedit {
    /// The composed text.
    pub text: String,
    /// The part being converted, or where the caret of the input method is, in characters
    /// of the text.
    pub active: Option<CharacterRange>,
}

/// Layouts of lines, by a hash of what they were made from.
#[derive(Default)]
pub(super) struct LineCache {
    cache: LayoutCache<LineLayout>,
    params: LayoutParams,
    /// Lines, and bytes of them, that were laid out in this frame.
    pub laid_out: (usize, usize),
}

impl LineCache {
    /// Begins a frame: see [`LayoutCache::begin_frame`].
    pub(super) fn begin_frame(&mut self, ui: &Ui, theme: &Theme, params: LayoutParams) {
        self.cache.begin_frame(ui, theme, params);
        self.params = params;
        self.laid_out = (0, 0);
    }
}

/// Lays out lines of a workspace's draft in one frame.
pub(super) struct DraftLayouter<'a> {
    pub ui: &'a Ui,
    pub workspace: &'a Workspace,
    pub theme: &'a Theme,
    /// Where the caret is in bytes of the draft, and what is composed there.
    pub preedit: Option<(usize, &'a Preedit)>,
}

impl DraftLayouter<'_> {
    /// Returns the layout of a line, or piece of a line, with these bytes of the draft,
    /// without its line break.
    pub(super) fn line(&self, lines: &mut LineCache, range: TextRange) -> Rc<LineLayout> {
        let text = &self.workspace.project().draft()[range];
        if text.is_empty() && self.preedit.is_none_or(|(at, _)| at != range.start) {
            return self.empty(lines, range.start);
        }
        let (styles, prefix) = match self.placeholder(range, text) {
            Some(styles) => (styles, LinePrefix::default()),
            None => {
                let spans: Vec<Span> =
                    self.workspace.structure().spans_in(range.in_draft()).collect();
                let styles = span_styles(range, &spans);
                let prefix = self.prefix(range, text, &spans, &styles);
                (styles, prefix)
            }
        };
        let composed = self.preedit.filter(|(at, _)| range.start <= *at && *at <= range.end);
        let direction = self.direction(range.start, prefix.end);
        let mut hasher = DefaultHasher::new();
        (text, &styles, &prefix, direction).hash(&mut hasher);
        if let Some((at, preedit)) = composed {
            (at - range.start, &preedit.text).hash(&mut hasher);
        }
        let key = hasher.finish();
        let LineCache { cache, params, laid_out } = lines;
        cache.get(key, || {
            laid_out.0 += 1;
            laid_out.1 += text.len();
            let (text, styles, preedit) = insert_preedit(text, styles, composed, range.start);
            let prefix = match &preedit {
                // A preedit among the marks hangs with them.
                Some(preedit) if preedit.start < prefix.end => {
                    LinePrefix { end: prefix.end + preedit.len(), signs: Vec::new() }
                }
                _ => prefix,
            };
            self.lay_out(*params, text, &styles, (prefix, direction), preedit)
        })
    }

    /// Returns the styles of a line that is a placeholder.
    fn placeholder(&self, range: TextRange, text: &str) -> Option<Vec<(LineRange, SpanStyle)>> {
        if !text.starts_with("<!--") {
            return None;
        }
        let draft = self.workspace.project().draft();
        let placeholder = self.workspace.structure().placeholder_at(draft, range.start)?;
        if placeholder.range != range.in_draft() {
            return None;
        }
        let selection = self.workspace.view().selection;
        let is_elsewhere = selection.end < range.start || range.end < selection.start;
        let words = placeholder.words;
        let words = LineRange::new(words.start - range.start, words.end - range.start);
        Some(SpanStyle::of_placeholder(words, text.len(), is_elsewhere))
    }

    /// Lays out an empty line, which is lower than one with words.
    fn empty(&self, lines: &mut LineCache, at: usize) -> Rc<LineLayout> {
        let mut format = SpanStyle::default().format(self.theme, lines.params.mono);
        if at < self.workspace.project().draft().len() {
            format.line_height = Some(self.gap(at));
        }
        let job = LayoutJob::single_section(String::new(), format);
        let galley = self.ui.fonts_mut(|fonts| fonts.layout_job(job));
        let height = galley.size().y;
        let rows = match self.direction(at, 0) {
            Direction::LeftToRight => TextRows::of(&galley),
            Direction::RightToLeft => TextRows::empty(lines.params.width, height),
        };
        let (preedit, signs) = (None, Vec::new());
        Rc::new(LineLayout { galley, rows, indent: 0.0, height, preedit, heading: 0, signs })
    }

    /// Returns the direction of the line with a piece that begins at `at`, after `hang`
    /// bytes of marks: that of its first letter, or else of the lines above it.
    fn direction(&self, at: usize, hang: usize) -> Direction {
        let document = self.workspace.project().document();
        let line = document.line_range(document.line_at(at));
        let words = if line.start == at { at + hang } else { line.start };
        let text = document.text();
        let above = text[..line.start].lines().rev().take(LINES_ASKED);
        std::iter::once(&text[words..line.end])
            .chain(above)
            .find_map(bidi::direction)
            .unwrap_or(Direction::LeftToRight)
    }

    /// Returns the height of the empty line at a byte of the draft, in points.
    fn gap(&self, at: usize) -> f32 {
        let headings = &self.workspace.structure().headings;
        let behind = headings.partition_point(|heading| heading.range.start <= at);
        if headings.get(behind).is_some_and(|next| next.range.start == at + 1) {
            return GAP_BEFORE_HEADING;
        }
        let before = behind.checked_sub(1).map(|index| &headings[index]);
        let break_before = self.workspace.project().draft()[..at].trim_end_matches(['\n', '\r']);
        let is_right_behind = at - break_before.len() <= 2;
        match before.filter(|before| is_right_behind && before.range.end == break_before.len()) {
            Some(title) if title.level == 1 => GAP_AFTER_TITLE,
            Some(_) => GAP_AFTER_HEADING,
            None => GAP,
        }
    }

    /// Returns what hangs before the words of a line: a heading's marks in the margin, those
    /// of a quotation or list before the wrapped rows.
    fn prefix(
        &self,
        range: TextRange,
        text: &str,
        spans: &[Span],
        styles: &[(LineRange, SpanStyle)],
    ) -> LinePrefix {
        let hanging = |end| LinePrefix { end, signs: Vec::new() };
        let blanks = |from: usize| {
            let rest = &text[from..];
            from + rest.len() - rest.trim_start_matches([' ', '\t']).len()
        };
        if styles.iter().any(|(_, style)| style.heading > 0) {
            let marks = blanks(0);
            let level = text[marks..].bytes().take_while(|byte| *byte == b'#').count();
            return hanging(if level == 0 { 0 } else { blanks(marks + level) });
        }
        let is_code = |span: &Span| {
            matches!(span.kind, SpanKind::CodeBlock | SpanKind::FrontMatter | SpanKind::Html)
        };
        if spans.iter().any(is_code) {
            return hanging(0);
        }
        LinePrefix::of(range, text, spans)
    }

    fn lay_out(
        &self,
        LayoutParams { width, mono }: LayoutParams,
        text: String,
        styles: &[(LineRange, SpanStyle)],
        (prefix, direction): (LinePrefix, Direction),
        preedit: Option<LineRange>,
    ) -> LineLayout {
        let section = |range: LineRange, leading_space: f32, style: SpanStyle| LayoutSection {
            leading_space,
            byte_range: ByteIndex(range.start)..ByteIndex(range.end),
            format: style.format(self.theme, mono),
        };
        let mut job = LayoutJob { text, keep_trailing_whitespace: true, ..LayoutJob::default() };
        job.break_on_newline = false;
        job.sections = styles.iter().map(|(range, style)| section(*range, 0.0, *style)).collect();
        let heading = styles.iter().map(|(_, style)| style.heading).max().unwrap_or(0);
        if heading == 0 && prefix.end > 0 {
            prefix.set(self.ui, &mut job);
        }
        let marks = if prefix.end == 0 { 0.0 } else { self.width_of(&job, prefix.end) };
        let marks = marks.min(width / 2.0);
        if direction == Direction::RightToLeft || bidi::is_needed(&job.text) {
            let room = WrapSpace { width, marks, outside: heading > 0, direction };
            let bidi::BidiLayout { galley, rows, indent } =
                bidi::lay_out(self.ui, job, &apart(styles), room);
            let height = galley.size().y;
            let (galley, signs) = (Arc::new(galley), prefix.signs);
            return LineLayout { galley, rows, indent, height, preedit, heading, signs };
        }
        let indent = if heading > 0 { 0.0 } else { marks };
        job.wrap.max_width = width - indent;
        if let Some(first) = job.sections.first_mut() {
            first.leading_space -= marks;
        }
        let galley = self.ui.fonts_mut(|fonts| fonts.layout_job(job));
        let rows = TextRows::of(&galley);
        let (height, signs) = (galley.size().y, prefix.signs);
        LineLayout { galley, rows, indent, height, preedit, heading, signs }
    }

    /// Returns the width of the first `bytes` bytes of a text, in points.
    fn width_of(&self, job: &LayoutJob, bytes: usize) -> f32 {
        let mut marks = LayoutJob { text: job.text[..bytes].to_owned(), ..LayoutJob::default() };
        marks.keep_trailing_whitespace = true;
        marks.break_on_newline = false;
        for section in &job.sections {
            let (start, end) = (section.byte_range.start.0, section.byte_range.end.0.min(bytes));
            if start < end {
                let byte_range = ByteIndex(start)..ByteIndex(end);
                marks.sections.push(LayoutSection { byte_range, ..section.clone() });
            }
        }
        self.ui.fonts_mut(|fonts| fonts.layout_job(marks)).size().x
    }
}

/// Returns the ranges of a line that are not part of its sentences: citations and code. A
/// line that is all code has none.
fn apart(styles: &[(LineRange, SpanStyle)]) -> Vec<LineRange> {
    let mut stretches: Vec<LineRange> = Vec::new();
    for (range, _) in styles.iter().filter(|(_, style)| style.is_apart()) {
        match stretches.last_mut() {
            Some(last) if last.end == range.start => last.end = range.end,
            _ => stretches.push(*range),
        }
    }
    let whole = styles.first().zip(styles.last());
    let whole = whole.map(|(first, last)| LineRange::new(first.0.start, last.0.end));
    stretches.retain(|stretch| Some(*stretch) != whole);
    stretches
}

/// The text to lay out, its styles, and the bytes of it that are composed.
type Composed = (String, Vec<(LineRange, SpanStyle)>, Option<LineRange>);

/// Inserts a preedit into the text of a line that begins at `start`.
fn insert_preedit(
    text: &str,
    styles: Vec<(LineRange, SpanStyle)>,
    composed: Option<(usize, &Preedit)>,
    start: usize,
) -> Composed {
    let Some((at, preedit)) = composed else { return (text.to_owned(), styles, None) };
    let (at, length) = (at - start, preedit.text.len());
    let mut shown = text.to_owned();
    shown.insert_str(at, &preedit.text);
    let mut result = Vec::with_capacity(styles.len() + 2);
    let mut put = |range: LineRange, style: SpanStyle| {
        if range.start < range.end {
            result.push((range, style));
        }
    };
    let mut around = SpanStyle::default();
    for (range, style) in &styles {
        if range.start <= at {
            around = *style;
        }
    }
    let mut is_put = false;
    for (range, style) in styles {
        put(LineRange::new(range.start.min(at), range.end.min(at)), style);
        if range.end >= at && !is_put {
            put(LineRange::new(at, at + length), around.composed());
            is_put = true;
        }
        put(LineRange::new(range.start.max(at) + length, range.end.max(at) + length), style);
    }
    (shown, result, Some(LineRange::new(at, at + length)))
}
