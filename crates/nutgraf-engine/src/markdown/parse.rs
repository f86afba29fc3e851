//! Turns the events of the Markdown parser into a [`Structure`].
//!
//! The parser is read once. Blocks are kept as they come; running text is
//! collected into glyphs until its leaf ends and is then read by
//! [`Leaves`]. Offsets of the parser are shifted by the front matter, which it
//! never sees.

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use super::{
    Block, BlockKind, SpanKind, Structure, citations, depth, front_matter,
    front_matter::BOM,
    glyphs::{GlyphKind, Glyphs},
    labels::{Label, Labels},
    leaves::Leaves,
    outline, quotations,
    spans::{Spans, trim_line_end},
};
use crate::range::DraftRange;

/// The extensions of the drafts we read. Both metadata-block options stay off:
/// they are quadratic on hostile text.
pub(super) fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
}

impl Structure {
    /// Parses a draft. Every text is Markdown, so this cannot fail.
    ///
    /// # Examples
    ///
    /// ```
    /// use nutgraf_engine::markdown::Structure;
    ///
    /// let draft = "# Tapes\n\n“It was *never* meant for the public” [@audit, p. 3].";
    /// let structure = Structure::parse(draft);
    /// assert_eq!(structure.headings[0].title, "Tapes");
    /// assert_eq!(&draft[structure.quotations[0].words[0]],
    ///     "It was *never* meant for the public");
    /// assert_eq!(structure.citations[0].items[0].key, "audit");
    /// ```
    pub fn parse(text: &str) -> Self {
        let front = front_matter(text).map(|found| found.range);
        let bom = if text.starts_with(BOM) { BOM.len_utf8() } else { 0 };
        let base = front.as_ref().map_or(bom, |range| range.end);
        read(text, base, front)
    }
}

/// Parses a text from an offset on; in front of it stands the front matter.
pub(super) fn read(text: &str, base: usize, front: Option<DraftRange>) -> Structure {
    let text = &*depth::bounded(text);
    let text = &*citations::undefined(text);
    let options = options();
    let events = Parser::new_ext(&text[base..], options).into_offset_iter();
    let mut reader = StructureReader::of(text);
    for (name, definition) in events.reference_definitions().iter() {
        let range = DraftRange::from(definition.span.clone()).behind(base);
        let range = trim_line_end(text, range);
        reader.spans.push(SpanKind::LinkTarget, range);
        let (name, target) = (name.to_owned(), definition.dest.to_string());
        reader.labels.push((range, Label { name, target, is_note: false }));
    }
    for (event, range) in events {
        let range = DraftRange::from(range).behind(base);
        let range = whole_link(text, &event, range);
        reader.take(event, range);
    }
    reader.finish(front)
}

/// The parser leaves the last two brackets out of a collapsed link's range: `[words][]`.
fn whole_link(text: &str, event: &Event<'_>, range: DraftRange) -> DraftRange {
    let is_collapsed = matches!(
        event,
        Event::Start(
            Tag::Link { link_type: LinkType::Collapsed, .. }
                | Tag::Image { link_type: LinkType::Collapsed, .. }
        )
    );
    let missing =
        is_collapsed && text[range.end..].starts_with("[]") && !text[range].ends_with("[]");
    DraftRange::new(range.start, range.end + if missing { 2 } else { 0 })
}

struct StructureReader<'a> {
    text: &'a str,
    structure: Structure,
    spans: Spans<'a>,
    leaves: Leaves,
    /// What links and notes may refer to, and where it is defined.
    labels: Vec<(DraftRange, Label)>,
    glyphs: Glyphs,
    /// The blocks that are open, by index.
    open: Vec<usize>,
    /// For each block, the block around it.
    parents: Vec<Option<usize>>,
    /// Whether the events are the lines of a code or HTML block.
    is_literal: bool,
    /// For each open link or image, how many glyphs there were when it began, and where it ends.
    links: Vec<(usize, usize)>,
}

impl<'a> StructureReader<'a> {
    fn of(text: &'a str) -> Self {
        Self {
            text,
            structure: Structure::default(),
            spans: Spans::of(text),
            leaves: Leaves::default(),
            labels: Vec::new(),
            glyphs: Glyphs::default(),
            open: Vec::new(),
            parents: Vec::new(),
            is_literal: false,
            links: Vec::new(),
        }
    }

    fn take(&mut self, event: Event<'_>, range: DraftRange) {
        match event {
            Event::Start(tag) => self.start(&tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(words) if !self.is_literal => {
                self.spans.inline(range);
                self.glyphs.text(self.text, &words, range);
            }
            Event::Text(_) | Event::Html(_) => {}
            Event::Code(_) => {
                self.spans.inline(range);
                self.spans.code(range);
                self.glyphs.object(GlyphKind::Code, range);
            }
            Event::InlineHtml(_) => self.html(range),
            Event::FootnoteReference(_) => {
                self.spans.inline(range);
                self.spans.push(SpanKind::FootnoteReference, range);
                self.structure.note_signs.push(range);
                self.glyphs.object(GlyphKind::Note, range);
            }
            Event::SoftBreak | Event::HardBreak => {
                if self.text[range.start..].starts_with('\\') {
                    self.spans
                        .push(SpanKind::Markup, DraftRange::new(range.start, range.start + 1));
                }
                self.spans.inline(range);
                self.glyphs.object(GlyphKind::Break, range);
            }
            Event::Rule => {
                self.end_leaf();
                self.leaves.interrupt();
                let range = trim_line_end(self.text, range);
                self.spans.push(SpanKind::Rule, range);
                self.spans.push(SpanKind::Markup, range);
                self.push_block(BlockKind::Rule, range);
            }
            Event::TaskListMarker(_) => self.spans.task_marker(range),
            // The options that make these are off.
            Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: DraftRange) {
        self.spans.open(tag, range);
        if let Some(kind) = block_kind(tag) {
            self.end_leaf();
            if let Tag::FootnoteDefinition(name) = tag {
                let (name, target) = (name.to_string(), String::new());
                self.labels.push((range, Label { name, target, is_note: true }));
            }
            self.is_literal = matches!(kind, BlockKind::Code | BlockKind::Html);
            if self.is_literal {
                self.leaves.interrupt();
            }
            let index = self.push_block(kind, trim_line_end(self.text, range));
            self.open.push(index);
            return;
        }
        let link = matches!(tag, Tag::Link { .. } | Tag::Image { .. });
        self.glyphs.open(range.start, link);
        if link {
            self.links.push((self.glyphs.len(), range.end));
        }
    }

    fn end(&mut self, tag: TagEnd, range: DraftRange) {
        self.spans.close(tag, range);
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough => {
                self.glyphs.close(range.end, false);
            }
            TagEnd::Link | TagEnd::Image => self.end_link(range),
            _ => {
                self.end_leaf();
                self.is_literal = false;
                self.open.pop();
            }
        }
    }

    fn end_link(&mut self, range: DraftRange) {
        let (before, end) = self.links.pop().unwrap_or((self.glyphs.len(), range.end));
        let range = DraftRange::new(range.start, range.end.max(end));
        // The words of `<https://…>` are a target, and `![](…)` has none.
        let is_address = self.text[range.start..].starts_with('<');
        if is_address {
            self.glyphs.truncate(before);
        }
        if self.glyphs.len() == before {
            self.glyphs.object(GlyphKind::Object, range);
        }
        self.glyphs.close(range.end, true);
    }

    fn html(&mut self, range: DraftRange) {
        self.spans.inline(range);
        let source = self.text.get(range.to_std()).unwrap_or_default();
        if source.get(..3).is_some_and(|tag| tag.eq_ignore_ascii_case("<br")) {
            self.glyphs.object(GlyphKind::Break, range);
        } else if source.starts_with("</") {
            self.glyphs.close(range.end, false);
        } else if !source.starts_with("<!") {
            self.glyphs.open(range.start, false);
        }
        self.spans.push(SpanKind::Html, range);
    }

    fn push_block(&mut self, kind: BlockKind, range: DraftRange) -> usize {
        let index = self.structure.blocks.len();
        let outermost = index - self.open.first().copied().unwrap_or(index);
        self.parents.push(self.open.last().copied());
        self.structure.blocks.push(Block {
            kind,
            range,
            depth: self.open.len(),
            outermost: u32::try_from(outermost).unwrap_or(0),
        });
        index
    }

    /// Reads the running text collected so far.
    fn end_leaf(&mut self) {
        self.links.clear();
        if self.glyphs.len() == 0 {
            self.glyphs.clear();
            return;
        }
        let block = self.open.last().copied();
        let block = block.and_then(|at| Some((at, self.structure.blocks.get(at)?.kind)));
        let (kind, parent) = match block {
            Some((index, kind @ (BlockKind::Paragraph | BlockKind::Heading(_)))) => {
                (kind, self.parents[index])
            }
            // The words of a tight list item are a paragraph in all but name.
            Some((index, BlockKind::Item | BlockKind::FootnoteDefinition)) => {
                (BlockKind::Paragraph, Some(index))
            }
            Some((index, kind)) => (kind, Some(index)),
            None => (BlockKind::Paragraph, None),
        };
        let blocks = &self.structure.blocks;
        let is_note = |at: &usize| {
            blocks.get(*at).is_some_and(|block| block.kind == BlockKind::FootnoteDefinition)
        };
        let in_note = self.open.iter().any(is_note);
        self.leaves.read(self.text, &mut self.structure, &mut self.glyphs, kind, parent, in_note);
    }

    fn finish(mut self, front: Option<DraftRange>) -> Structure {
        self.end_leaf();
        if let Some(range) = front {
            self.spans.push(SpanKind::FrontMatter, range);
            self.structure.front_matter = Some(range);
        }
        let mut structure = self.structure;
        let mut spans = std::mem::take(&mut self.leaves.spans);
        self.spans.finish(&structure.blocks, &mut spans);
        structure.spans = spans.into();
        structure.labels = Labels::of(self.labels);
        structure.headings = outline::headings(self.text, &structure);
        structure.quotations =
            quotations::assemble(self.text, &structure, self.leaves, &self.parents);
        structure
    }
}

fn block_kind(tag: &Tag<'_>) -> Option<BlockKind> {
    Some(match tag {
        Tag::Paragraph => BlockKind::Paragraph,
        Tag::Heading { level, .. } => BlockKind::Heading(*level as u8),
        Tag::BlockQuote(_) => BlockKind::BlockQuote,
        Tag::CodeBlock(_) => BlockKind::Code,
        Tag::HtmlBlock => BlockKind::Html,
        Tag::List(first) => BlockKind::List { ordered: first.is_some() },
        Tag::Item => BlockKind::Item,
        Tag::FootnoteDefinition(_) => BlockKind::FootnoteDefinition,
        Tag::Table(_) => BlockKind::Table,
        Tag::TableHead | Tag::TableRow => BlockKind::TableRow,
        Tag::TableCell => BlockKind::TableCell,
        _ => return None,
    })
}
