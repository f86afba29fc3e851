//! The text as a reader reads it: a tree of blocks, each of styled runs.
//!
//! The preview shows this tree, and makes it unit by unit, because a draft may be long and a
//! window is not.
//!
//! # Invariants
//!
//! The trees of all units, one behind the other, are the tree of the whole draft, and however
//! deep the text nests, the tree is cut at [`DEPTH`] so that drawing it cannot overflow the
//! stack.

use pulldown_cmark::{Alignment, CodeBlockKind, Event, HeadingLevel, Parser, Tag, TagEnd};

use super::{RenderUnit, Structure, citations, depth, tables::ColumnAlignment};
use crate::range::DraftRange;

/// Blocks nested deeper than this are shown as if they was at this depth.
const DEPTH: usize = 16;

/// Put between the definitions that a unit needs and the unit: a rule ends whatever
/// is before it.
const DIVIDER: &str = "***\n";

/// A definition that nothing refers to; with a title, or else the words would be it.
const DEFINITION: &str = "[\u{f8ff}]: x 'x'\n";

/// How a run of text is set.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct RunStyle {
    /// Bold.
    pub strong: bool,
    /// Italic.
    pub emphasis: bool,
    /// Struck through.
    pub strike: bool,
    /// Monospaced.
    pub code: bool,
    /// Part of a citation that is shown as it is written.
    pub citation: bool,
    /// Part of a citation whose source is not known.
    pub is_unknown: bool,
    /// The number of the note whose sign this is.
    pub note: Option<usize>,
    /// Where it leads; empty for text that is no link.
    pub link: String,
    /// The address of the picture whose words these are; empty for text that is no picture's.
    pub image: String,
}

/// Text of one style.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct StyledText {
    /// The words, without markup.
    pub text: String,
    /// How they are set.
    pub style: RunStyle,
}

impl StyledText {
    /// Text without a style.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), style: RunStyle::default() }
    }

    /// The sign of a note.
    pub fn sign(number: usize) -> Self {
        let style = RunStyle { note: Some(number), ..RunStyle::default() };
        Self { text: number.to_string(), style }
    }
}

/// What is shown in the place of some words of the draft, such as a citation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenderedReplacement {
    /// The words of the draft, within one run of text or with whole markup.
    pub range: DraftRange,
    /// What is shown instead.
    pub runs: Vec<StyledText>,
}

/// One block of the tree.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Rendered {
    /// A heading of level 1 to 6.
    Heading(u8, Vec<StyledText>),
    /// A paragraph.
    Paragraph(Vec<StyledText>),
    /// A block quote.
    Quote(Vec<Rendered>),
    /// A list; the first number where it is ordered.
    List(Option<u64>, Vec<ListItem>),
    /// What stands behind the fence, and code, or HTML shown as it is written, without white
    /// space at its end.
    Code(String, String),
    /// The sides of its columns, and rows of cells; the first row is the header.
    Table(Vec<ColumnAlignment>, Vec<Vec<Vec<StyledText>>>),
    /// The definition of a note, with where it begins in the draft.
    Footnote(usize, Vec<Rendered>),
    /// A rule.
    Rule,
}

/// An item of a list.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ListItem {
    /// Whether blank lines separate its paragraphs.
    pub is_loose: bool,
    /// Whether the task is done, where it is one.
    pub task: Option<bool>,
    /// What it holds.
    pub blocks: Vec<Rendered>,
}

/// Makes the tree of one unit of a text whose structure is known. `definitions` are
/// those of [`Structure::definitions_for`], `replacements` what is shown otherwise than it is
/// written, in order and without overlaps.
pub fn rendered(
    text: &str,
    structure: &Structure,
    unit: &RenderUnit,
    definitions: &str,
    replacements: &[RenderedReplacement],
) -> Vec<Rendered> {
    let placeholder = structure.placeholder_at(text, unit.range.start);
    if placeholder.is_some_and(|found| text[unit.range].trim() == &text[found.range]) {
        return Vec::new();
    }
    let mut source = definitions.to_owned();
    if !source.is_empty() {
        source.push_str(DIVIDER);
    }
    if unit.is_rest {
        source.push_str(DEFINITION);
    }
    let before = source.len();
    source.push_str(&text[unit.range]);
    let mut blocks = tree(&source, before, unit.range.start, structure, replacements);
    if let (Some(item), Some(Rendered::List(number, items))) = (&unit.item, blocks.first_mut()) {
        *number = item.number;
        if let Some(first) = items.first_mut() {
            first.is_loose = item.is_loose;
        }
    }
    blocks
}

/// The words of one line of Markdown that is no part of a draft, such as a reference.
pub fn rendered_line(line: &str) -> Vec<StyledText> {
    let blocks = tree(line, 0, 0, &Structure::default(), &[]);
    let words = |block| match block {
        Rendered::Paragraph(runs) => runs,
        _ => Vec::new(),
    };
    blocks.into_iter().flat_map(words).collect()
}

/// The tree of what is in `source` behind the first `before` bytes; in the draft
/// that begins at `start`.
fn tree(
    source: &str,
    before: usize,
    start: usize,
    structure: &Structure,
    replacements: &[RenderedReplacement],
) -> Vec<Rendered> {
    let source = &*depth::bounded(source);
    let source = &*citations::undefined(source);
    let mut builder = RenderedBuilder {
        structure,
        replacements,
        replaced: 0,
        frames: vec![RenderedFrame::new(RenderedKind::Root)],
        style: Vec::new(),
    };
    let options = super::parse::options();
    for (event, range) in Parser::new_ext(source, options).into_offset_iter() {
        if range.start >= before {
            builder.event(
                event,
                DraftRange::new(range.start - before + start, range.end - before + start),
            );
        }
    }
    builder.finish()
}

enum RenderedKind {
    Root,
    Heading(u8),
    Paragraph,
    Quote,
    List(Option<u64>),
    Item,
    Code(String),
    Table(Vec<ColumnAlignment>),
    Row,
    Cell,
    Footnote(usize),
}

struct RenderedFrame {
    kind: RenderedKind,
    runs: Vec<StyledText>,
    blocks: Vec<Rendered>,
    items: Vec<ListItem>,
    is_loose: bool,
    task: Option<bool>,
    cells: Vec<Vec<StyledText>>,
    rows: Vec<Vec<Vec<StyledText>>>,
}

impl RenderedFrame {
    fn new(kind: RenderedKind) -> Self {
        Self {
            kind,
            runs: Vec::new(),
            blocks: Vec::new(),
            items: Vec::new(),
            is_loose: false,
            task: None,
            cells: Vec::new(),
            rows: Vec::new(),
        }
    }
}

struct RenderedBuilder<'a> {
    structure: &'a Structure,
    /// Those of the replacements that were not reached yet.
    replacements: &'a [RenderedReplacement],
    /// Where the last replacement that was made ends in the draft.
    replaced: usize,
    frames: Vec<RenderedFrame>,
    style: Vec<RunStyle>,
}

impl RenderedBuilder<'_> {
    fn top(&mut self) -> &mut RenderedFrame {
        self.frames.last_mut().expect("the root frame is never closed before the end")
    }

    fn event(&mut self, event: Event<'_>, range: DraftRange) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.run(&text, range),
            Event::Code(text) => self.styled(&text, range, |style| style.code = true),
            Event::InlineHtml(text) => self.styled(&text, range, |style| style.code = true),
            Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.styled(&text, range, |style| style.code = true);
            }
            Event::Html(text) => self.run(&text, range),
            Event::FootnoteReference(label) => {
                let text = format!("[{label}]");
                self.styled(&text, range, |style| style.citation = true);
            }
            Event::SoftBreak => self.run(" ", range),
            Event::HardBreak => self.run("\n", range),
            Event::TaskListMarker(done) => {
                let items = self.frames.iter_mut().rev();
                let mut items = items.filter(|frame| matches!(frame.kind, RenderedKind::Item));
                if let Some(item) = items.next() {
                    item.task = Some(done);
                }
            }
            Event::Rule => self.block(Rendered::Rule),
        }
    }

    fn styled(&mut self, text: &str, range: DraftRange, change: impl FnOnce(&mut RunStyle)) {
        let mut style = self.style.last().cloned().unwrap_or_default();
        change(&mut style);
        self.style.push(style);
        self.run(text, range);
        self.style.pop();
    }

    /// Adds text, apart from what is replaced by something else.
    fn run(&mut self, text: &str, range: DraftRange) {
        let mut from = range.start.max(self.replaced).min(range.end);
        // Text with entities or escapes is shorter than its source and is not cut.
        let is_source = text.len() == range.len();
        let behind = |from: usize| is_source.then(|| text.get(from - range.start..)).flatten();
        loop {
            let passed = self.replacements.partition_point(|known| known.range.end <= from);
            self.replacements = &self.replacements[passed..];
            let next = self.replacements.first().filter(|next| next.range.start < range.end);
            let Some(RenderedReplacement { range: replaced, runs }) = next else { break };
            if replaced.start > from {
                let before = text.get(from - range.start..replaced.start - range.start);
                let Some(before) = before.filter(|_| is_source) else { break };
                self.cited(before, DraftRange::new(from, replaced.start));
            }
            let around = self.style.last().cloned().unwrap_or_default();
            for StyledText { text, style } in runs {
                let mut style = style.clone();
                style.strong |= around.strong;
                style.emphasis |= around.emphasis;
                style.strike |= around.strike;
                self.push(text, style);
            }
            self.replaced = replaced.end;
            self.replacements = &self.replacements[1..];
            from = replaced.end.min(range.end);
        }
        match (from == range.start, behind(from)) {
            (true, _) => self.cited(text, range),
            (false, Some(rest)) => self.cited(rest, DraftRange::new(from, range.end)),
            // What is left of an entity or an escape within a replacement is shown with it.
            (false, None) => {}
        }
    }

    /// Adds text; what of it lies within a citation is set as a citation.
    fn cited(&mut self, text: &str, range: DraftRange) {
        let style = self.style.last().cloned().unwrap_or_default();
        let next = self.structure.citations.partition_point(|c| c.range.end <= range.start);
        // Text with entities or escapes is shorter than its source and is not cut.
        let cited = self
            .structure
            .citations
            .get(next)
            .filter(|citation| citation.range.start < range.end && text.len() == range.len());
        let Some(citation) = cited else { return self.push(text, style) };
        let start = citation.range.start.saturating_sub(range.start);
        let end = citation.range.end.min(range.end) - range.start;
        let (Some(before), Some(inside)) = (text.get(..start), text.get(start..end)) else {
            return self.push(text, style);
        };
        self.push(before, style.clone());
        self.push(inside, RunStyle { citation: true, ..style });
        if end < text.len() {
            self.cited(&text[end..], DraftRange::from(range.start + end..range.end));
        }
    }

    fn push(&mut self, text: &str, style: RunStyle) {
        if text.is_empty() {
            return;
        }
        let runs = &mut self.top().runs;
        match runs.last_mut() {
            Some(last) if last.style == style => last.text.push_str(text),
            _ => runs.push(StyledText { text: text.to_owned(), style }),
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: DraftRange) {
        let style = self.style.last().cloned().unwrap_or_default();
        let kind = match tag {
            Tag::Emphasis => return self.style.push(RunStyle { emphasis: true, ..style }),
            Tag::Strong => return self.style.push(RunStyle { strong: true, ..style }),
            Tag::Strikethrough => return self.style.push(RunStyle { strike: true, ..style }),
            Tag::Link { dest_url, .. } => {
                return self.style.push(RunStyle { link: dest_url.to_string(), ..style });
            }
            Tag::Image { dest_url, .. } => {
                return self.style.push(RunStyle { image: dest_url.to_string(), ..style });
            }
            Tag::Superscript | Tag::Subscript => return self.style.push(style),
            Tag::Heading { level, .. } => RenderedKind::Heading(level_number(level)),
            Tag::Paragraph => {
                self.top().is_loose = true;
                RenderedKind::Paragraph
            }
            Tag::BlockQuote(_) => RenderedKind::Quote,
            Tag::List(first) => RenderedKind::List(first),
            Tag::Item => RenderedKind::Item,
            Tag::CodeBlock(CodeBlockKind::Fenced(fence)) => RenderedKind::Code(fence.to_string()),
            Tag::CodeBlock(CodeBlockKind::Indented) | Tag::HtmlBlock | Tag::MetadataBlock(_) => {
                RenderedKind::Code(String::new())
            }
            Tag::Table(sides) => RenderedKind::Table(sides.into_iter().map(side).collect()),
            Tag::TableHead | Tag::TableRow => RenderedKind::Row,
            Tag::TableCell => RenderedKind::Cell,
            Tag::FootnoteDefinition(_) => RenderedKind::Footnote(range.start),
            // Definition lists and what may come later are read as plain blocks.
            _ => RenderedKind::Item,
        };
        self.loose_runs();
        self.frames.push(RenderedFrame::new(kind));
    }

    fn end(&mut self, tag: TagEnd) {
        if matches!(
            tag,
            TagEnd::Emphasis
                | TagEnd::Strong
                | TagEnd::Strikethrough
                | TagEnd::Link
                | TagEnd::Image
                | TagEnd::Superscript
                | TagEnd::Subscript
        ) {
            let style = self.style.pop().unwrap_or_default();
            // A picture is there without words for who cannot see it, too.
            let is_said = self.top().runs.last().is_some_and(|run| run.style.image == style.image);
            if matches!(tag, TagEnd::Image) && !is_said {
                self.top().runs.push(StyledText { text: String::new(), style });
            }
            return;
        }
        if self.frames.len() > 1 {
            self.loose_runs_in_container();
            self.close();
        }
    }

    /// The text of a tight list item has no paragraph of its own; it gets one.
    fn loose_runs(&mut self) {
        let frame = self.top();
        if frame.runs.is_empty() || !matches!(frame.kind, RenderedKind::Item | RenderedKind::Root) {
            return;
        }
        let runs = std::mem::take(&mut frame.runs);
        self.block(Rendered::Paragraph(runs));
    }

    fn loose_runs_in_container(&mut self) {
        if matches!(self.top().kind, RenderedKind::Item) {
            self.loose_runs();
        }
    }

    fn close(&mut self) {
        let depth = self.frames.len();
        let Some(frame) = self.frames.pop() else { return };
        let block = match frame.kind {
            RenderedKind::Root => return,
            RenderedKind::Heading(level) => Rendered::Heading(level, frame.runs),
            RenderedKind::Paragraph => Rendered::Paragraph(frame.runs),
            RenderedKind::Code(fence) => {
                let text: String = frame.runs.into_iter().map(|run| run.text).collect();
                Rendered::Code(fence, text.trim_end().to_owned())
            }
            RenderedKind::Item => {
                if matches!(self.top().kind, RenderedKind::List(_)) {
                    let RenderedFrame { is_loose, task, blocks, .. } = frame;
                    self.top().items.push(ListItem { is_loose, task, blocks });
                } else {
                    self.top().blocks.extend(frame.blocks);
                }
                return;
            }
            RenderedKind::Cell => return self.top().cells.push(frame.runs),
            RenderedKind::Row => return self.top().rows.push(frame.cells),
            RenderedKind::Table(sides) => Rendered::Table(sides, frame.rows),
            // Too deep: what is inside is shown, the nesting is not.
            RenderedKind::Quote if depth > DEPTH => {
                return self.top().blocks.extend(frame.blocks);
            }
            RenderedKind::List(_) if depth > DEPTH => {
                return self
                    .top()
                    .blocks
                    .extend(frame.items.into_iter().flat_map(|item| item.blocks));
            }
            RenderedKind::Quote => Rendered::Quote(frame.blocks),
            RenderedKind::List(first) => Rendered::List(first, frame.items),
            RenderedKind::Footnote(start) => Rendered::Footnote(start, frame.blocks),
        };
        self.block(block);
    }

    fn block(&mut self, block: Rendered) {
        self.top().blocks.push(block);
    }

    fn finish(mut self) -> Vec<Rendered> {
        while self.frames.len() > 1 {
            self.close();
        }
        self.loose_runs();
        self.frames.pop().map(|frame| frame.blocks).unwrap_or_default()
    }
}

fn side(alignment: Alignment) -> ColumnAlignment {
    match alignment {
        Alignment::None => ColumnAlignment::Unset,
        Alignment::Left => ColumnAlignment::Left,
        Alignment::Center => ColumnAlignment::Centre,
        Alignment::Right => ColumnAlignment::Right,
    }
}

fn level_number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

/// The tree of a whole text, as the trees of its units are to be.
#[cfg(test)]
pub(super) fn whole(text: &str, structure: &Structure) -> Vec<Rendered> {
    let bom = if text.starts_with(super::front_matter::BOM) { 3 } else { 0 };
    let base = structure.front_matter.as_ref().map_or(bom, |range| range.end);
    let mut blocks = Vec::new();
    for block in tree(&text[base..], 0, base, structure, &[]) {
        match block {
            Rendered::List(first, items) => {
                let numbers = |index| first.map(|first| first.saturating_add(index));
                let one = |(index, item)| Rendered::List(numbers(index), vec![item]);
                blocks.extend((0..).zip(items).map(one));
            }
            block => blocks.push(block),
        }
    }
    blocks
}
