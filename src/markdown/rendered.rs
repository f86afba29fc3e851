//! The text as a reader reads it: a tree of blocks, each of styled runs.
//!
//! The preview shows this tree. What always holds: every block knows the bytes
//! of the draft it came from, blocks are in the order of the draft, and however
//! deep the text nests, the tree is cut at [`DEPTH`] so that drawing it cannot
//! overflow the stack.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Parser, Tag, TagEnd};

use super::Structure;

/// Blocks nested deeper than this are shown as if they stood at this depth.
const DEPTH: usize = 16;

/// How a run of text is set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RunStyle {
    /// Bold.
    pub strong: bool,
    /// Italic.
    pub emphasis: bool,
    /// Struck through.
    pub strike: bool,
    /// Monospaced.
    pub code: bool,
    /// Part of a citation or a reference to a footnote.
    pub citation: bool,
    /// Where it leads; empty for text that is no link.
    pub link: String,
}

/// Text of one style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The words, without markup.
    pub text: String,
    /// How they are set.
    pub style: RunStyle,
}

/// What a block is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RenderedKind {
    /// A heading of level 1 to 6.
    Heading(u8, Vec<Run>),
    /// A paragraph.
    Paragraph(Vec<Run>),
    /// A block quote.
    Quote(Vec<Rendered>),
    /// A list; the first number where it is ordered.
    List(Option<u64>, Vec<Vec<Rendered>>),
    /// Code, or HTML shown as it is written.
    Code(String),
    /// Rows of cells; the first row is the header.
    Table(Vec<Vec<Vec<Run>>>),
    /// A footnote with its label.
    Footnote(String, Vec<Rendered>),
    /// A rule.
    Rule,
}

/// One block of the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    /// What it is.
    pub kind: RenderedKind,
    /// The bytes of the draft it came from.
    pub range: Range<usize>,
}

/// Makes the tree of a text whose structure is known.
pub fn rendered(text: &str, structure: &Structure) -> Vec<Rendered> {
    let from = structure.front_matter.as_ref().map_or(0, |range| range.end);
    let body = text.get(from..).unwrap_or("");
    let mut builder =
        Builder { structure, from, frames: vec![Frame::new(Kind::Root, 0)], style: Vec::new() };
    for (event, range) in Parser::new_ext(body, super::parse::options()).into_offset_iter() {
        builder.event(event, range.start + from..range.end + from);
    }
    builder.finish()
}

enum Kind {
    Root,
    Heading(u8),
    Paragraph,
    Quote,
    List(Option<u64>),
    Item,
    Code,
    Table,
    Row,
    Cell,
    Footnote(String),
}

struct Frame {
    kind: Kind,
    start: usize,
    runs: Vec<Run>,
    blocks: Vec<Rendered>,
    items: Vec<Vec<Rendered>>,
    cells: Vec<Vec<Run>>,
    rows: Vec<Vec<Vec<Run>>>,
}

impl Frame {
    fn new(kind: Kind, start: usize) -> Self {
        Self {
            kind,
            start,
            runs: Vec::new(),
            blocks: Vec::new(),
            items: Vec::new(),
            cells: Vec::new(),
            rows: Vec::new(),
        }
    }
}

struct Builder<'a> {
    structure: &'a Structure,
    from: usize,
    frames: Vec<Frame>,
    style: Vec<RunStyle>,
}

impl Builder<'_> {
    fn top(&mut self) -> &mut Frame {
        self.frames.last_mut().expect("the root frame is never closed before the end")
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(text) => self.run(&text, &range),
            Event::Code(text) => self.styled(&text, &range, |style| style.code = true),
            Event::InlineHtml(text) => self.styled(&text, &range, |style| style.code = true),
            Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.styled(&text, &range, |style| style.code = true);
            }
            Event::Html(text) => self.run(&text, &range),
            Event::FootnoteReference(label) => {
                let text = format!("[{label}]");
                self.styled(&text, &range, |style| style.citation = true);
            }
            Event::SoftBreak => self.run(" ", &range),
            Event::HardBreak => self.run("\n", &range),
            Event::TaskListMarker(done) => self.run(if done { "✓ " } else { "○ " }, &range),
            Event::Rule => self.block(RenderedKind::Rule, range),
        }
    }

    fn styled(&mut self, text: &str, range: &Range<usize>, change: impl FnOnce(&mut RunStyle)) {
        let mut style = self.style.last().cloned().unwrap_or_default();
        change(&mut style);
        self.style.push(style);
        self.run(text, range);
        self.style.pop();
    }

    /// Adds text; what of it lies within a citation is set as a citation.
    fn run(&mut self, text: &str, range: &Range<usize>) {
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
            self.run(&text[end..], &(range.start + end..range.end));
        }
    }

    fn push(&mut self, text: &str, style: RunStyle) {
        if text.is_empty() {
            return;
        }
        let runs = &mut self.top().runs;
        match runs.last_mut() {
            Some(last) if last.style == style => last.text.push_str(text),
            _ => runs.push(Run { text: text.to_owned(), style }),
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        let style = self.style.last().cloned().unwrap_or_default();
        let kind = match tag {
            Tag::Emphasis => return self.style.push(RunStyle { emphasis: true, ..style }),
            Tag::Strong => return self.style.push(RunStyle { strong: true, ..style }),
            Tag::Strikethrough => return self.style.push(RunStyle { strike: true, ..style }),
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                return self.style.push(RunStyle { link: dest_url.to_string(), ..style });
            }
            Tag::Superscript | Tag::Subscript => return self.style.push(style),
            Tag::Heading { level, .. } => Kind::Heading(level_number(level)),
            Tag::Paragraph => Kind::Paragraph,
            Tag::BlockQuote(_) => Kind::Quote,
            Tag::List(first) => Kind::List(first),
            Tag::Item => Kind::Item,
            Tag::CodeBlock(CodeBlockKind::Indented | CodeBlockKind::Fenced(_)) => Kind::Code,
            Tag::HtmlBlock | Tag::MetadataBlock(_) => Kind::Code,
            Tag::Table(_) => Kind::Table,
            Tag::TableHead | Tag::TableRow => Kind::Row,
            Tag::TableCell => Kind::Cell,
            Tag::FootnoteDefinition(label) => Kind::Footnote(label.to_string()),
            // Definition lists and what may come later are read as plain blocks.
            _ => Kind::Item,
        };
        self.loose_runs(range.start);
        self.frames.push(Frame::new(kind, range.start));
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
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
            self.style.pop();
            return;
        }
        if self.frames.len() > 1 {
            self.loose_runs_in_container(range.end);
            self.close(range.end);
        }
    }

    /// The text of a tight list item has no paragraph of its own; it gets one.
    fn loose_runs(&mut self, end: usize) {
        let frame = self.top();
        if frame.runs.is_empty() || !matches!(frame.kind, Kind::Item | Kind::Root) {
            return;
        }
        let runs = std::mem::take(&mut frame.runs);
        let range = frame.start..end;
        self.block(RenderedKind::Paragraph(runs), range);
    }

    fn loose_runs_in_container(&mut self, end: usize) {
        if matches!(self.top().kind, Kind::Item) {
            self.loose_runs(end);
        }
    }

    fn close(&mut self, end: usize) {
        let depth = self.frames.len();
        let Some(frame) = self.frames.pop() else { return };
        let range = frame.start..end;
        let kind = match frame.kind {
            Kind::Root => return,
            Kind::Heading(level) => RenderedKind::Heading(level, frame.runs),
            Kind::Paragraph => RenderedKind::Paragraph(frame.runs),
            Kind::Code => RenderedKind::Code(frame.runs.into_iter().map(|run| run.text).collect()),
            Kind::Item => {
                if matches!(self.top().kind, Kind::List(_)) {
                    self.top().items.push(frame.blocks);
                } else {
                    self.top().blocks.extend(frame.blocks);
                }
                return;
            }
            Kind::Cell => return self.top().cells.push(frame.runs),
            Kind::Row => return self.top().rows.push(frame.cells),
            Kind::Table => RenderedKind::Table(frame.rows),
            // Too deep: what is inside is shown, the nesting is not.
            Kind::Quote | Kind::Footnote(_) if depth > DEPTH => {
                return self.top().blocks.extend(frame.blocks);
            }
            Kind::List(_) if depth > DEPTH => {
                return self.top().blocks.extend(frame.items.into_iter().flatten());
            }
            Kind::Quote => RenderedKind::Quote(frame.blocks),
            Kind::List(first) => RenderedKind::List(first, frame.items),
            Kind::Footnote(label) => RenderedKind::Footnote(label, frame.blocks),
        };
        self.block(kind, range);
    }

    fn block(&mut self, kind: RenderedKind, range: Range<usize>) {
        self.top().blocks.push(Rendered { kind, range });
    }

    fn finish(mut self) -> Vec<Rendered> {
        let end = self.from;
        while self.frames.len() > 1 {
            self.close(end);
        }
        self.loose_runs(end);
        self.frames.pop().map(|frame| frame.blocks).unwrap_or_default()
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

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(text: &str) -> Vec<Rendered> {
        rendered(text, &Structure::parse(text))
    }

    fn words(runs: &[Run]) -> String {
        runs.iter().map(|run| run.text.as_str()).collect()
    }

    #[test]
    fn a_tight_list_has_a_paragraph_in_each_item() {
        let blocks = tree("- one\n- *two*\n");
        let RenderedKind::List(None, items) = &blocks[0].kind else { panic!("{blocks:?}") };
        assert_eq!(items.len(), 2);
        let RenderedKind::Paragraph(runs) = &items[1][0].kind else { panic!("{items:?}") };
        assert_eq!(words(runs), "two");
        assert!(runs[0].style.emphasis);
    }

    #[test]
    fn a_citation_is_set_apart_and_keeps_its_words() {
        let blocks = tree("He said so [@smt, p. 3], twice.\n");
        let RenderedKind::Paragraph(runs) = &blocks[0].kind else { panic!("{blocks:?}") };
        assert_eq!(words(runs), "He said so [@smt, p. 3], twice.");
        let cited: String =
            runs.iter().filter(|run| run.style.citation).map(|run| run.text.as_str()).collect();
        assert_eq!(cited, "[@smt, p. 3]");
    }

    #[test]
    fn deep_nesting_is_shown_without_its_depth() {
        fn depth(blocks: &[Rendered]) -> usize {
            let inner = blocks.iter().map(|block| match &block.kind {
                RenderedKind::Quote(blocks) => depth(blocks),
                _ => 0,
            });
            1 + inner.max().unwrap_or(0)
        }
        let blocks = tree(&format!("{}deep\n", "> ".repeat(500)));
        assert!(depth(&blocks) <= DEPTH + 2);
        assert!(format!("{blocks:?}").contains("deep"));
    }

    #[test]
    fn front_matter_is_not_read() {
        let blocks = tree("---\ntitle: x\n---\n\n# Heading\n");
        assert_eq!(blocks.len(), 1);
        assert!(matches!(blocks[0].kind, RenderedKind::Heading(1, _)));
        assert_eq!(blocks[0].range.start, 18);
    }
}
