//! The draft itself as HTML, with its claims marked.
//!
//! Written from the parser's events, one tag for each, and never by passing HTML on:
//! what the draft holds of it is shown as it is written.
//!
//! # Invariants
//!
//! - Tags are closed in the order in which they were opened, whatever the draft holds.
//! - A claim's number stands where its words end, or else below the block.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use pulldown_cmark::{Event, Tag, TagEnd};

use super::{
    super::annotated::{Annotated, Annotation},
    HtmlPage, isolated, link,
    tags::{closing, opening},
    tone,
};
use crate::exchange::export::html::escape::text;
use nutgraf_engine::{
    markdown::{events, front_matter},
    range::DraftRange,
};

/// Writes the draft section by section, each with the notes on the claims that begin in it.
pub(super) fn write(page: &mut HtmlPage, draft: &str, annotated: &Annotated) {
    let parsed = events(draft);
    let mut ends: Vec<usize> = (0..annotated.notes.len()).collect();
    let end = |at: &usize| {
        let DraftRange { start, end } = annotated.notes[*at].range;
        start + draft.get(start..end).unwrap_or_default().trim_end().len()
    };
    ends.sort_by_key(|at| (end(at), *at));
    let notes = parsed.iter().filter_map(|(event, _)| match event {
        Event::Start(Tag::FootnoteDefinition(label)) => Some(label.to_string()),
        _ => None,
    });
    let mut numbers = BTreeMap::new();
    for label in notes {
        let number = numbers.len() + 1;
        numbers.entry(label).or_insert(number);
    }
    let mut writer = DraftWriter {
        draft,
        notes: &annotated.notes,
        marks: ends.iter().map(|at| (end(at), *at)).collect(),
        marked: 0,
        told: 0,
        begun: 0,
        depth: 0,
        links: Vec::new(),
        claimed: 0,
        image: None,
        footnotes: numbers,
        defined: BTreeSet::new(),
        in_head: false,
        is_in_row: false,
        language: page.language.clone(),
        page,
    };
    if let Some(front) = front_matter(draft) {
        writer.open_row();
        let fields = text(&draft[front.range]);
        writer.put(&format!("<pre class=\"front\">{fields}</pre>\n"));
    }
    for (event, range) in parsed {
        writer.event(event, range);
    }
    // What no block told of stands with the last section.
    writer.open_row();
    writer.stray_marks(usize::MAX);
    writer.close_row(usize::MAX);
}

/// Markdown of one line, such as a reference, without the paragraph around it.
pub(super) fn inline(html: &mut String, markdown: &str) {
    let mut links = Vec::new();
    for (event, _) in events(markdown) {
        match event {
            Event::Text(words) | Event::Code(words) | Event::Html(words) => {
                html.push_str(&isolated(&words));
            }
            Event::InlineHtml(words) => html.push_str(&isolated(&words)),
            Event::SoftBreak | Event::HardBreak => html.push(' '),
            Event::Start(Tag::Emphasis) => html.push_str("<em>"),
            Event::End(TagEnd::Emphasis) => html.push_str("</em>"),
            Event::Start(Tag::Link { dest_url, .. }) => {
                let tag = link(&dest_url);
                html.push_str(tag.as_deref().unwrap_or_default());
                links.push(tag.is_some());
            }
            Event::End(TagEnd::Link) if links.pop() == Some(true) => html.push_str("</a>"),
            _ => {}
        }
    }
}

struct DraftWriter<'a> {
    draft: &'a str,
    notes: &'a [Annotation],
    /// Where the words of each claim end, and which claim it is, in that order.
    marks: Vec<(usize, usize)>,
    /// How many of the marks are written.
    marked: usize,
    /// How many of the notes are written.
    told: usize,
    /// How many claims begin in front of what is being written.
    begun: usize,
    depth: usize,
    /// For each open link, whether it has a tag.
    links: Vec<bool>,
    /// Where in the file the last words of a claim end.
    claimed: usize,
    /// The words of the picture that is open.
    image: Option<String>,
    footnotes: BTreeMap<String, usize>,
    defined: BTreeSet<usize>,
    in_head: bool,
    is_in_row: bool,
    language: String,
    page: &'a mut HtmlPage,
}

impl DraftWriter<'_> {
    fn put(&mut self, html: &str) {
        self.page.html.push_str(html);
    }

    /// Begins a section, unless one has begun.
    fn open_row(&mut self) {
        if !std::mem::replace(&mut self.is_in_row, true) {
            let row = format!("<div class=\"row\">\n<div class=\"text\"{}>\n", self.language);
            self.put(&row);
        }
    }

    /// Ends a section, if one has begun, and writes the notes on the claims that begin
    /// before `end`.
    fn close_row(&mut self, end: usize) {
        if !std::mem::replace(&mut self.is_in_row, false) {
            return;
        }
        self.put("</div>\n");
        let begun = self.notes.partition_point(|note| note.range.start < end);
        if begun > self.told {
            self.put("<aside>\n");
            for note in &self.notes[self.told..begun] {
                self.page.entry(&note.entry, true, 3);
            }
            self.put("</aside>\n");
            self.told = begun;
        }
        self.put("</div>\n");
    }

    /// The marks that found no place within a block.
    fn stray_marks(&mut self, end: usize) {
        let left = self.waiting(end);
        if !left.is_empty() {
            self.put("<p class=\"below\">");
            self.put_marks(left);
            self.put("</p>\n");
        }
    }

    /// The marks that are due at an offset.
    fn waiting(&mut self, at: usize) -> Range<usize> {
        let due = self.marks.partition_point(|(end, _)| *end <= at).max(self.marked);
        let waiting = self.marked..due;
        self.marked = due;
        waiting
    }

    /// A link cannot hold another, so what is due in one waits for its end.
    fn put_due(&mut self, at: usize) {
        if self.links.is_empty() && self.image.is_none() {
            let due = self.waiting(at);
            self.put_marks(due);
        }
    }

    fn put_marks(&mut self, marks: Range<usize>) {
        for at in marks {
            let note = &self.notes[self.marks[at].1];
            let anchor = note.entry.anchor.as_deref().unwrap_or_default();
            let mark = format!(
                "<a class=\"number {}\" id=\"m-{anchor}\" href=\"#{anchor}\">{}</a>",
                tone(note.entry.tone),
                text(&note.mark)
            );
            self.put(&mark);
        }
    }

    /// Words with the claims in them underlined.
    fn words(&mut self, words: &str, range: DraftRange, set: fn(&str) -> String) {
        // What an entity stands for cannot be cut at a byte of the entity.
        let is_own = self.draft.get(range.to_std()) == Some(words);
        let mut at = range.start;
        while at < range.end {
            let end = if is_own { self.next_edge(at, range.end) } else { range.end };
            let piece = if is_own { &words[at - range.start..end - range.start] } else { words };
            let claimed = self.notes.iter().skip(self.first_over(at));
            let claimed = claimed.take_while(|note| note.range.start < end);
            let is_claimed = claimed.clone().any(|note| note.range.end > at);
            match is_claimed && !piece.trim().is_empty() {
                true => self.put_claimed(&set(piece)),
                false => self.put(&set(piece)),
            }
            self.put_due(end);
            at = end;
        }
    }

    /// Words of a claim; what follows other words of one goes on with their line.
    fn put_claimed(&mut self, html: &str) {
        const END: &str = "</span>";
        if self.claimed == self.page.html.len() {
            self.page.html.truncate(self.claimed - END.len());
        } else {
            self.put("<span class=\"claim\">");
        }
        self.put(html);
        self.put(END);
        self.claimed = self.page.html.len();
    }

    /// The next offset at which a claim begins or ends.
    fn next_edge(&self, at: usize, end: usize) -> usize {
        let begins = self.notes.partition_point(|note| note.range.start <= at);
        let ends = self.marks.partition_point(|(end, _)| *end <= at);
        let begins = self.notes.get(begins).map(|note| note.range.start);
        let ends = self.marks.get(ends).map(|(end, _)| *end);
        let next = begins.into_iter().chain(ends).filter(|edge| self.draft.is_char_boundary(*edge));
        next.chain([end]).min().unwrap_or(end).min(end)
    }

    /// The first claim that may reach beyond an offset. Those in front of it have ended,
    /// and since offsets rise they are not looked at again.
    fn first_over(&mut self, at: usize) -> usize {
        while self.notes.get(self.begun).is_some_and(|note| note.range.end <= at) {
            self.begun += 1;
        }
        self.begun
    }

    fn event(&mut self, event: Event<'_>, range: DraftRange) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(words) => match &mut self.image {
                Some(alt) => alt.push_str(&words),
                None => self.words(&words, range, isolated),
            },
            Event::Code(words) | Event::InlineMath(words) | Event::DisplayMath(words) => {
                match &mut self.image {
                    Some(alt) => alt.push_str(&words),
                    None => self
                        .words(&words, range, |words| format!("<code>{}</code>", isolated(words))),
                }
            }
            Event::Html(html) => self.words(&html, range, isolated),
            Event::InlineHtml(html) => {
                self.words(&html, range, |html| format!("<code>{}</code>", isolated(html)));
            }
            Event::FootnoteReference(label) => self.footnote_mark(&label, range.end),
            Event::SoftBreak => self.break_line("\n", range.end),
            Event::HardBreak => self.break_line("<br>\n", range.end),
            Event::Rule => {
                self.begin_block(None, range.start);
                self.put("<hr>\n");
                self.end_block(range);
            }
            Event::TaskListMarker(done) => self.put(if done { "☑ " } else { "☐ " }),
        }
    }

    fn break_line(&mut self, html: &str, end: usize) {
        match &mut self.image {
            Some(alt) => alt.push(' '),
            None => self.put(html),
        }
        self.put_due(end);
    }

    fn footnote_mark(&mut self, label: &str, end: usize) {
        let html = match self.footnotes.get(label) {
            // A link in a link would end the outer one.
            Some(number) if self.links.is_empty() => {
                format!("<sup><a href=\"#f{number}\">{}</a></sup>", text(label))
            }
            _ => format!("<sup>{}</sup>", text(label)),
        };
        if self.image.is_none() {
            self.put(&html);
            self.put_due(end);
        }
    }

    fn begin_block(&mut self, tag: Option<&Tag<'_>>, start: usize) {
        if self.depth == 0 {
            if let Some(Tag::Heading { .. }) = tag {
                self.close_row(start);
            }
            self.open_row();
        }
        self.depth += 1;
    }

    fn end_block(&mut self, range: DraftRange) {
        self.depth = self.depth.saturating_sub(1);
        if self.depth == 0 {
            self.stray_marks(range.end);
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: DraftRange) {
        if self.image.is_some() {
            return;
        }
        match tag {
            Tag::Emphasis => self.put("<em>"),
            Tag::Strong => self.put("<strong>"),
            Tag::Strikethrough => self.put("<s>"),
            Tag::Superscript => self.put("<sup>"),
            Tag::Subscript => self.put("<sub>"),
            Tag::Link { dest_url, .. } => {
                let tag = link(&dest_url).filter(|_| self.links.is_empty());
                self.put(tag.as_deref().unwrap_or_default());
                self.links.push(tag.is_some());
            }
            Tag::Image { .. } => self.image = Some(String::new()),
            block => {
                self.begin_block(Some(&block), range.start);
                self.start_block(block);
            }
        }
    }

    fn start_block(&mut self, tag: Tag<'_>) {
        if let Tag::FootnoteDefinition(label) = &tag {
            let number = self.footnotes.get(&**label).copied().unwrap_or_default();
            let is_first = self.defined.insert(number);
            let id = if is_first { format!(" id=\"f{number}\"") } else { String::new() };
            let html = format!("<div class=\"footnote\"{id}><sup>{}</sup>\n", text(label));
            return self.put(&html);
        }
        self.in_head |= matches!(tag, Tag::TableHead);
        let html = opening(&tag, self.in_head);
        self.put(&html);
    }

    fn end(&mut self, tag: TagEnd, range: DraftRange) {
        if let TagEnd::Image = tag {
            let alt = self.image.take().unwrap_or_default();
            self.put(&format!("<span class=\"picture\">[Picture: {}]</span>", isolated(&alt)));
            return self.put_due(range.end);
        }
        if self.image.is_some() {
            return;
        }
        match tag {
            TagEnd::Emphasis => self.put("</em>"),
            TagEnd::Strong => self.put("</strong>"),
            TagEnd::Strikethrough => self.put("</s>"),
            TagEnd::Superscript => self.put("</sup>"),
            TagEnd::Subscript => self.put("</sub>"),
            TagEnd::Link => {
                if self.links.pop() == Some(true) {
                    self.put("</a>");
                }
                self.put_due(range.end);
            }
            block => {
                self.end_of(block, range);
                self.end_block(range);
            }
        }
    }

    fn end_of(&mut self, tag: TagEnd, range: DraftRange) {
        let may_hold_marks = matches!(
            tag,
            TagEnd::Paragraph
                | TagEnd::Heading(_)
                | TagEnd::CodeBlock
                | TagEnd::HtmlBlock
                | TagEnd::Item
                | TagEnd::TableCell
        );
        if may_hold_marks {
            self.put_due(range.end);
        }
        let html = closing(tag, self.in_head);
        self.in_head &= !matches!(tag, TagEnd::TableHead);
        self.put(&html);
    }
}
