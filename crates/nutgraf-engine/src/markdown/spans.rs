//! The style of each stretch of source text.
//!
//! The parser tells where an element begins and ends; its markup characters
//! are found in the source at these two ends, and only there.

use std::cmp::Reverse;

use pulldown_cmark::{CodeBlockKind, LinkType, Tag, TagEnd};

use super::{Block, BlockKind, Span, SpanKind, places};
use crate::{range::DraftRange, text::Gapped};

/// A link or image that is still open.
struct OpenLink {
    kind: LinkType,
    range: DraftRange,
    /// Where its words begin and where the last of them ended so far.
    words: DraftRange,
}

/// Collects spans while the events of a text go by.
pub(super) struct Spans<'a> {
    text: &'a str,
    list: Vec<Span>,
    links: Vec<OpenLink>,
    /// How far the open table row was searched for `|`.
    row: usize,
}

impl<'a> Spans<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Self { text, list: Vec::new(), links: Vec::new(), row: 0 }
    }

    pub(super) fn push(&mut self, kind: SpanKind, range: DraftRange) {
        if range.start < range.end {
            self.list.push(Span::new(kind, range));
        }
    }

    fn markup(&mut self, range: DraftRange) {
        self.push(SpanKind::Markup, range);
    }

    /// Markup of one length at both ends, in bytes.
    fn fence(&mut self, range: DraftRange, length: usize) {
        if range.len() >= 2 * length {
            self.markup(DraftRange::new(range.start, range.start + length));
            self.markup(DraftRange::new(range.end - length, range.end));
        }
    }

    /// Returns how often a character is repeated at an offset.
    fn count(&self, at: usize, ch: u8) -> usize {
        self.text.as_bytes()[at..].iter().take_while(|byte| **byte == ch).count()
    }

    pub(super) fn open(&mut self, tag: &Tag<'_>, range: DraftRange) {
        match tag {
            Tag::Heading { level, .. } => {
                self.heading(*level as u8, trim_line_end(self.text, range))
            }
            Tag::CodeBlock(kind) => self.code_block(kind, trim_line_end(self.text, range)),
            Tag::BlockQuote(_) => {
                self.push(SpanKind::BlockQuote, trim_line_end(self.text, range));
            }
            Tag::HtmlBlock => self.push(SpanKind::Html, trim_line_end(self.text, range)),
            Tag::Item => self.item(range.start),
            Tag::FootnoteDefinition(_) => self.footnote(range),
            Tag::Table(_) => self.push(SpanKind::Table, trim_line_end(self.text, range)),
            Tag::TableHead | Tag::TableRow => self.row = range.start,
            Tag::TableCell => self.bars(range.start),
            Tag::Emphasis => {
                self.fence(range, 1);
                self.push(SpanKind::Emphasis, range);
            }
            Tag::Strong => {
                self.fence(range, 2);
                self.push(SpanKind::Strong, range);
            }
            Tag::Strikethrough => {
                self.fence(range, self.count(range.start, b'~').clamp(1, 2));
                self.push(SpanKind::Strikethrough, range);
            }
            Tag::Link { link_type, .. } => self.open_link(*link_type, range, 1),
            Tag::Image { link_type, .. } => self.open_link(*link_type, range, 2),
            _ => {}
        }
    }

    pub(super) fn close(&mut self, tag: TagEnd, range: DraftRange) {
        match tag {
            TagEnd::TableCell => self.row = self.row.max(range.end),
            TagEnd::TableHead => {
                self.bars(range.end);
                self.delimiter_row(range.end);
            }
            TagEnd::TableRow => self.bars(range.end),
            TagEnd::Link | TagEnd::Image => {
                if let Some(link) = self.links.pop() {
                    self.link(link);
                }
                self.inline(range);
            }
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough => self.inline(range),
            _ => {}
        }
    }

    /// An inline element went by; an open link's words reach at least to its end.
    pub(super) fn inline(&mut self, range: DraftRange) {
        if let Some(link) = self.links.last_mut() {
            link.words.end = link.words.end.max(range.end);
        }
    }

    pub(super) fn code(&mut self, range: DraftRange) {
        self.fence(range, self.count(range.start, b'`'));
        self.push(SpanKind::Code, range);
    }

    pub(super) fn task_marker(&mut self, range: DraftRange) {
        self.markup(range);
        self.push(SpanKind::ListMarker, range);
    }

    fn heading(&mut self, level: u8, range: DraftRange) {
        self.push(SpanKind::Heading(level), range);
        let source = &self.text[range];
        let marks = self.count(range.start, b'#');
        let rest = source.get(marks..).unwrap_or_default();
        if (1..=6).contains(&marks)
            && (rest.is_empty() || rest.starts_with([' ', '\t', '\n', '\r']))
        {
            self.markup(DraftRange::new(range.start, range.start + marks));
            let trimmed = source.trim_end();
            let closing = trimmed.len() - trimmed.trim_end_matches('#').len();
            let before = trimmed.len() - closing;
            if closing > 0 && before > marks && trimmed[..before].ends_with([' ', '\t']) {
                self.markup(DraftRange::new(range.start + before, range.start + trimmed.len()));
            }
        } else if let Some(line) = source.rfind(['\n', '\r']) {
            // The underline of a setext heading, behind the marks of a block quote.
            let under = &source[line + 1..];
            if let Some(first) = under.find(['=', '-']) {
                self.markup(DraftRange::new(range.start + line + 1 + first, range.end));
            }
        }
    }

    fn code_block(&mut self, kind: &CodeBlockKind<'_>, range: DraftRange) {
        if matches!(kind, CodeBlockKind::Fenced(_)) {
            let source = &self.text[range];
            let first = source.find(['\n', '\r']).unwrap_or(source.len());
            self.markup(DraftRange::new(range.start, range.start + first));
            if let Some(line) = source.rfind(['\n', '\r']) {
                let last = &source[line + 1..];
                let fence = last.trim_start_matches([' ', '\t', '>']);
                if fence.starts_with("```") || fence.starts_with("~~~") {
                    self.markup(DraftRange::new(range.end - fence.len(), range.end));
                }
            }
        }
        self.push(SpanKind::CodeBlock, range);
    }

    fn item(&mut self, start: usize) {
        let source = &self.text[start..];
        let at = start + (source.len() - source.trim_start_matches([' ', '\t']).len());
        let digits = self.text[at..].bytes().take_while(u8::is_ascii_digit).count();
        let marker = DraftRange::new(at, at + digits + 1);
        if self.text.get(marker.to_std()).is_some_and(|m| m.ends_with(['-', '*', '+', '.', ')'])) {
            self.markup(marker);
            self.push(SpanKind::ListMarker, marker);
        }
    }

    fn footnote(&mut self, range: DraftRange) {
        if let Some(end) = self.text[range].find("]:") {
            self.markup(DraftRange::new(range.start, range.start + end + 2));
        }
    }

    /// Marks the `|` between the table cells up to an offset.
    fn bars(&mut self, until: usize) {
        let from = self.row.min(until);
        for (at, _) in self.text[from..until].match_indices('|') {
            self.list.push(Span::new(SpanKind::Markup, DraftRange::new(from + at, from + at + 1)));
        }
        self.row = until;
    }

    fn delimiter_row(&mut self, head_end: usize) {
        let rest = self.text[head_end..].trim_start_matches(['\r', '\n']);
        let start = self.text.len() - rest.len();
        let line = rest.split(['\n', '\r']).next().unwrap_or_default().trim_end();
        if let Some(first) = line.find(['|', ':', '-']) {
            self.markup(DraftRange::new(start + first, start + line.len()));
        }
    }

    fn open_link(&mut self, kind: LinkType, range: DraftRange, bracket: usize) {
        let words = (range.start + bracket).min(range.end);
        self.links.push(OpenLink { kind, range, words: DraftRange::at(words) });
    }

    fn link(&mut self, link: OpenLink) {
        let OpenLink { kind, range, words } = link;
        if matches!(kind, LinkType::Autolink | LinkType::Email) {
            self.fence(range, 1);
            self.push(SpanKind::LinkTarget, DraftRange::new(range.start + 1, range.end - 1));
            return;
        }
        let Some(close) = self.text[words.end..range.end].find(']') else { return };
        let close = words.end + close;
        self.markup(DraftRange::new(range.start, words.start));
        // Both may be followed by a line break within their brackets.
        self.push(
            SpanKind::LinkText,
            trim_line_end(self.text, DraftRange::new(words.start, close)),
        );
        if range.end - close > 2 && matches!(kind, LinkType::Inline | LinkType::Reference) {
            self.markup(DraftRange::new(close, close + 2));
            self.push(
                SpanKind::LinkTarget,
                trim_line_end(self.text, DraftRange::new(close + 2, range.end - 1)),
            );
            self.markup(DraftRange::new(range.end - 1, range.end));
        } else {
            self.markup(DraftRange::new(close, range.end));
        }
    }

    /// Marks the `>` of every line of every block quote, each line once.
    fn quote_marks(&mut self, blocks: &Gapped<Block>) {
        let quotes = blocks.iter().filter(|block| block.kind == BlockKind::BlockQuote);
        let mut starts: Vec<usize> = Vec::new();
        let mut ends: Vec<usize> = Vec::new();
        for quote in quotes {
            if self.text[quote.range.start..].starts_with('>') {
                self.markup(DraftRange::new(quote.range.start, quote.range.start + 1));
            }
            starts.push(quote.range.start);
            ends.push(quote.range.end);
        }
        ends.sort_unstable();
        let (Some(first), Some(last)) = (starts.first(), ends.last()) else { return };
        let mut line = *first;
        let bytes = self.text.as_bytes();
        while let Some(next) = self.text[line..*last].find(['\n', '\r']) {
            line += next + 1;
            let begun = starts.partition_point(|start| *start < line);
            let ended = ends.partition_point(|end| *end <= line);
            let mut at = line;
            for _ in ended..begun {
                at += bytes[at..].iter().take_while(|b| matches!(b, b' ' | b'\t')).count();
                if bytes.get(at) != Some(&b'>') {
                    break;
                }
                self.markup(DraftRange::new(at, at + 1));
                at += 1;
            }
        }
    }

    /// The spans, sorted, outer before inner.
    pub(super) fn finish(mut self, blocks: &Gapped<Block>, found: &mut Vec<Span>) {
        self.quote_marks(blocks);
        found.append(&mut self.list);
        found.sort_by_key(|span| (span.range.start, Reverse(span.range.end)));
        found.dedup();
        places::nest(found);
    }
}

/// Returns the range, in bytes, without the line breaks at its end.
pub(super) fn trim_line_end(text: &str, range: DraftRange) -> DraftRange {
    DraftRange::new(range.start, range.start + text[range].trim_end_matches(['\n', '\r']).len())
}
