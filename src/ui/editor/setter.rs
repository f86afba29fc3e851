//! Sets lines of the draft, and keeps what was set for as long as it is seen.
//!
//! What always holds: what is kept was set from the same words, looks and width as
//! what is asked for; see [`crate::ui::flow::Kept`].

use std::{
    hash::{DefaultHasher, Hash, Hasher},
    ops::Range,
    rc::Rc,
    sync::Arc,
};

use egui::{
    Ui,
    text::{ByteIndex, LayoutJob, LayoutSection},
};

use super::{
    bidi::{self, Room},
    look::{Look, looks},
    rows::{Direction, Rows},
    set::Set,
};
use crate::{
    app::Workspace,
    markdown::{Span, SpanKind},
    ui::{
        flow::{Kept, Manner},
        theme::Theme,
    },
};

/// Height of an empty line between paragraphs, before and after a heading, in points.
pub const GAP: f32 = 14.0;
const GAP_BEFORE_HEADING: f32 = 30.0;
const GAP_AFTER_HEADING: f32 = 10.0;
const GAP_AFTER_TITLE: f32 = 18.0;

/// How many lines above one without a letter are asked which way it runs.
const LINES_ASKED: usize = 8;

/// What an input method shows at the caret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preedit {
    /// The words it composes.
    pub text: String,
    /// Of these, in characters, what is being converted, or where its caret stands.
    pub active: Option<Range<usize>>,
}

/// The lines that were set, by what they were set from.
#[derive(Default)]
pub struct Lines {
    kept: Kept<Set>,
    manner: Manner,
    /// How many lines, and bytes of them, were laid out in this frame.
    pub laid_out: (usize, usize),
}

impl Lines {
    /// Begins a frame: forgets what was not in view in the one before, and everything
    /// when the manner or the atlas is another.
    pub fn begin(&mut self, ui: &Ui, theme: &Theme, manner: Manner) {
        self.kept.begin(ui, theme, manner);
        self.manner = manner;
        self.laid_out = (0, 0);
    }
}

/// Sets lines of a workspace's draft for one frame.
pub struct Setter<'a> {
    pub ui: &'a Ui,
    pub workspace: &'a Workspace,
    pub theme: &'a Theme,
    /// Where the caret stands and what is composed there.
    pub preedit: Option<(usize, &'a Preedit)>,
}

impl Setter<'_> {
    /// Sets the line, or piece of a line, of a byte range without its line break.
    pub fn set(&self, lines: &mut Lines, range: &Range<usize>) -> Rc<Set> {
        let text = &self.workspace.project().draft()[range.clone()];
        if text.is_empty() && self.preedit.is_none_or(|(at, _)| at != range.start) {
            return self.empty(lines, range.start);
        }
        let spans: Vec<Span> = self.workspace.structure().spans_in(range.clone()).collect();
        let looks = looks(range, &spans);
        let hang = self.hang(range, text, &spans, &looks);
        let composed = self.preedit.filter(|(at, _)| range.start <= *at && *at <= range.end);
        let direction = self.direction(range.start, hang);
        let mut hasher = DefaultHasher::new();
        (text, &looks, hang, direction).hash(&mut hasher);
        if let Some((at, preedit)) = composed {
            (at - range.start, &preedit.text).hash(&mut hasher);
        }
        let key = hasher.finish();
        let Lines { kept, manner, laid_out } = lines;
        kept.get(key, || {
            laid_out.0 += 1;
            laid_out.1 += text.len();
            let (text, looks, preedit) = with_preedit(text, looks, composed, range.start);
            let hang = match &preedit {
                // What is composed among the marks hangs with them.
                Some(preedit) if preedit.start < hang => hang + preedit.len(),
                _ => hang,
            };
            self.lay_out(*manner, text, &looks, (hang, direction), preedit)
        })
    }

    /// An empty line between paragraphs is lower than one with words.
    fn empty(&self, lines: &mut Lines, at: usize) -> Rc<Set> {
        let mut format = Look::default().format(self.theme, lines.manner.mono);
        if at < self.workspace.project().draft().len() {
            format.line_height = Some(self.gap(at));
        }
        let job = LayoutJob::single_section(String::new(), format);
        let galley = self.ui.fonts_mut(|fonts| fonts.layout_job(job));
        let height = galley.size().y;
        let rows = match self.direction(at, 0) {
            Direction::LeftToRight => Rows::of(&galley),
            Direction::RightToLeft => Rows::empty(lines.manner.width, height),
        };
        Rc::new(Set { galley, rows, indent: 0.0, height, preedit: None, heading: 0 })
    }

    /// Which way the line runs that holds a piece beginning at `at`, behind so many bytes
    /// of marks: as its first letter does, or else as the lines above it.
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

    /// The height of the empty line at a byte offset.
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

    /// How many bytes of a line hang in front of its words: the marks of a heading in
    /// the margin; those of a quote or list before the rows that go on below them.
    fn hang(
        &self,
        range: &Range<usize>,
        text: &str,
        spans: &[Span],
        looks: &[(Range<usize>, Look)],
    ) -> usize {
        let blanks = |from: usize| {
            let rest = &text[from..];
            from + rest.len() - rest.trim_start_matches([' ', '\t']).len()
        };
        if looks.iter().any(|(_, look)| look.heading > 0) {
            let marks = blanks(0);
            let level = text[marks..].bytes().take_while(|byte| *byte == b'#').count();
            return if level == 0 { 0 } else { blanks(marks + level) };
        }
        let is_code = |span: &Span| {
            matches!(span.kind, SpanKind::CodeBlock | SpanKind::FrontMatter | SpanKind::Html)
        };
        if spans.iter().any(is_code) {
            return 0;
        }
        let is_mark = |span: &&Span| {
            let starts = |mark: char| text[span.range.start - range.start..].starts_with(mark);
            span.range.start >= range.start
                && (span.kind == SpanKind::ListMarker
                    || (span.kind == SpanKind::Markup && starts('>')))
        };
        let mut end = blanks(0);
        for mark in spans.iter().filter(is_mark) {
            if mark.range.start - range.start > end {
                break;
            }
            end = end.max(blanks(mark.range.end - range.start));
        }
        end.min(text.len())
    }

    fn lay_out(
        &self,
        Manner { width, mono }: Manner,
        text: String,
        looks: &[(Range<usize>, Look)],
        (hang, direction): (usize, Direction),
        preedit: Option<Range<usize>>,
    ) -> Set {
        let section = |range: Range<usize>, leading_space: f32, look: Look| LayoutSection {
            leading_space,
            byte_range: ByteIndex(range.start)..ByteIndex(range.end),
            format: look.format(self.theme, mono),
        };
        let mut job = LayoutJob { text, keep_trailing_whitespace: true, ..LayoutJob::default() };
        job.break_on_newline = false;
        job.sections =
            looks.iter().map(|(range, look)| section(range.clone(), 0.0, *look)).collect();
        let heading = looks.iter().map(|(_, look)| look.heading).max().unwrap_or(0);
        let marks = if hang == 0 { 0.0 } else { self.width_of(&job, hang) };
        let marks = marks.min(width / 2.0);
        if direction == Direction::RightToLeft || bidi::is_needed(&job.text) {
            let room = Room { width, marks, outside: heading > 0, direction };
            let bidi::Layout { galley, rows, indent } =
                bidi::lay_out(self.ui, job, &apart(looks), room);
            let height = galley.size().y;
            return Set { galley: Arc::new(galley), rows, indent, height, preedit, heading };
        }
        let indent = if heading > 0 { 0.0 } else { marks };
        job.wrap.max_width = width - indent;
        if let Some(first) = job.sections.first_mut() {
            first.leading_space = -marks;
        }
        let galley = self.ui.fonts_mut(|fonts| fonts.layout_job(job));
        let rows = Rows::of(&galley);
        Set { height: galley.size().y, galley, rows, indent, preedit, heading }
    }

    /// How wide the first bytes of a text are set, in points.
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

/// The stretches of a line that are no part of its sentences: citations and code. A line
/// that is all code has none.
fn apart(looks: &[(Range<usize>, Look)]) -> Vec<Range<usize>> {
    let mut stretches: Vec<Range<usize>> = Vec::new();
    for (range, _) in looks.iter().filter(|(_, look)| look.is_apart()) {
        match stretches.last_mut() {
            Some(last) if last.end == range.start => last.end = range.end,
            _ => stretches.push(range.clone()),
        }
    }
    let whole = looks.first().zip(looks.last()).map(|(first, last)| first.0.start..last.0.end);
    stretches.retain(|stretch| Some(stretch) != whole.as_ref());
    stretches
}

/// A text as it is set, its looks, and which of its bytes are composed.
type Composed = (String, Vec<(Range<usize>, Look)>, Option<Range<usize>>);

/// Puts what is composed into the text of a line that begins at `start`.
fn with_preedit(
    text: &str,
    looks: Vec<(Range<usize>, Look)>,
    composed: Option<(usize, &Preedit)>,
    start: usize,
) -> Composed {
    let Some((at, preedit)) = composed else { return (text.to_owned(), looks, None) };
    let (at, length) = (at - start, preedit.text.len());
    let mut shown = text.to_owned();
    shown.insert_str(at, &preedit.text);
    let mut result = Vec::with_capacity(looks.len() + 2);
    let mut put = |range: Range<usize>, look: Look| {
        if range.start < range.end {
            result.push((range, look));
        }
    };
    let mut around = Look::default();
    for (range, look) in &looks {
        if range.start <= at {
            around = *look;
        }
    }
    let mut is_put = false;
    for (range, look) in looks {
        put(range.start.min(at)..range.end.min(at), look);
        if range.end >= at && !is_put {
            put(at..at + length, around.composed());
            is_put = true;
        }
        put(range.start.max(at) + length..range.end.max(at) + length, look);
    }
    (shown, result, Some(at..at + length))
}
