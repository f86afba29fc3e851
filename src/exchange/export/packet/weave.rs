//! The annotated draft as Markdown: marks and notes woven into the draft's own bytes.
//!
//! # Invariants
//!
//! Taking out what was woven in gives the draft ([`super::strip`]), and the draft's
//! Markdown still means what it meant. The second is not left to good places for marks
//! alone: what was woven is parsed and compared with the draft, and the marks in a block
//! that came out as something else are left out again. The notes below tell of a claim
//! whether its mark stands in the text or not.

use std::collections::{BTreeSet, HashMap};

use pulldown_cmark::{CodeBlockKind, Event, Tag};

use super::{
    super::front_matter::first_break, annotated::Annotated, delimiters::Delimiters,
    document::PacketEntry, markdown, place::MarkPlaces,
};
use nutgraf_engine::{
    markdown::{BlockKind, Structure, events},
    range::DraftRange,
};

/// How often marks that were misread are taken away before the rest goes too.
const ROUNDS: usize = 3;

/// What the reader of the file has to know, who may want the draft back.
const REMOVAL: &str = "What stands in white square brackets, and in blocks such as this one, was \
    added; the rest is the draft, byte for byte. `nutgraf packet --strip` gives it back.";

/// The draft with its annotations.
pub(super) fn annotated_markdown(
    draft: &str,
    structure: &Structure,
    annotated: &Annotated,
) -> String {
    woven(draft, structure, annotated).text
}

fn woven(draft: &str, structure: &Structure, annotated: &Annotated) -> WovenDraft {
    let parsed = events(draft);
    let places = MarkPlaces::of(draft, structure, &parsed);
    let base = base_of(draft, structure);
    let marks = annotated.notes.iter().filter_map(|note| {
        let at = places.behind(note.range)?;
        (at > base).then(|| (at, note.mark.clone()))
    });
    let mut weaving = Weaving {
        draft,
        structure,
        base,
        marks: marks.collect(),
        notes: notes(draft, structure, annotated),
        head: markdown::quoted(&format!("{}\n{REMOVAL}", markdown::inner_top(&annotated.document))),
        tail: tail(annotated),
    };
    weaving.marks.sort_by_key(|(at, _)| *at);
    let wanted = signature(&parsed, &[]);
    for round in 0.. {
        let woven = weaving.weave();
        let misread = woven.misread(&wanted);
        if misread.is_empty() || !weaving.leave_out(&misread, round) {
            return weaving.with_readable_tail(woven);
        }
    }
    unreachable!("the rounds end when nothing is left to leave out")
}

/// Behind what has to stand first in a file.
fn base_of(draft: &str, structure: &Structure) -> usize {
    let bom = if draft.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    structure.front_matter.as_ref().map_or(bom, |front| front.end)
}

/// The notes of each section in front of the heading that ends it; those of the last
/// one stand behind the draft.
fn notes(draft: &str, structure: &Structure, annotated: &Annotated) -> Vec<(usize, String)> {
    let outermost = structure.blocks.iter();
    let headings = outermost.filter(|b| b.depth == 0 && matches!(b.kind, BlockKind::Heading(_)));
    let mut ends: Vec<usize> = headings.map(|heading| heading.range.start).collect();
    ends.push(usize::MAX);
    let mut sections: Vec<(usize, Vec<&PacketEntry>)> = Vec::new();
    for note in &annotated.notes {
        let end = ends[ends.partition_point(|end| *end <= note.range.start).min(ends.len() - 1)];
        match sections.last_mut() {
            Some((last, entries)) if *last == end => entries.push(&note.entry),
            _ => sections.push((end, vec![&note.entry])),
        }
    }
    let line_start = |at: usize| match draft.get(..at) {
        Some(before) => before.trim_end_matches([' ', '\t']).len(),
        None => draft.len(),
    };
    let quoted = |entries: &[&PacketEntry]| markdown::quoted(&markdown::inner_entries(entries));
    sections.into_iter().map(|(end, entries)| (line_start(end), quoted(&entries))).collect()
}

fn tail(annotated: &Annotated) -> String {
    let sections = annotated.document.sections.iter();
    let mut parts: Vec<String> = sections.map(markdown::inner_section).collect();
    parts.push("End of the annotated draft.".to_owned());
    markdown::quoted(&parts.join("\n\n"))
}

struct Weaving<'a> {
    draft: &'a str,
    structure: &'a Structure,
    base: usize,
    marks: Vec<(usize, String)>,
    notes: Vec<(usize, String)>,
    head: String,
    tail: String,
}

/// A text, and where in it what was added stands.
struct WovenDraft {
    text: String,
    added: Vec<DraftRange>,
}

impl Weaving<'_> {
    fn weave(&self) -> WovenDraft {
        let marks = self.marks.iter().map(|(_, mark)| mark.as_str());
        let notes = self.notes.iter().map(|(_, note)| note.as_str());
        let texts = [self.draft, &self.head, &self.tail].into_iter().chain(marks).chain(notes);
        let delimiters = Delimiters::absent_from(texts, first_break(self.draft));

        let mut woven = WovenDraft { text: String::new(), added: Vec::new() };
        woven.text.push_str(&self.draft[..self.base]);
        woven.block(&delimiters, &self.head);
        let mut at = self.base;
        let mut marks = self.marks.iter().peekable();
        let ends = self.notes.iter().map(|(end, note)| (*end, Some(note)));
        for (end, note) in ends.chain([(self.draft.len(), None)]) {
            while let Some((place, mark)) = marks.next_if(|(place, _)| *place <= end) {
                woven.text.push_str(&self.draft[at..*place]);
                woven.add(&delimiters.mark(mark));
                at = *place;
            }
            woven.text.push_str(&self.draft[at..end]);
            at = end;
            if let Some(note) = note {
                woven.block(&delimiters, note);
            }
        }
        woven.block(&delimiters, &self.tail);
        woven
    }

    /// Leaves out the marks of the blocks that were misread, at last all that stands
    /// within the draft; says whether there was anything left to leave out.
    fn leave_out(&mut self, misread: &BTreeSet<usize>, round: usize) -> bool {
        let before = self.marks.len();
        let blocks: Vec<DraftRange> = misread
            .iter()
            .filter_map(|at| self.structure.outermost_at(*at))
            .map(|block| block.range)
            .collect();
        let is_kept = |at: usize| {
            round < ROUNDS && !blocks.iter().any(|block| block.start <= at && at <= block.end)
        };
        self.marks.retain(|(at, _)| is_kept(*at));
        if self.marks.len() < before {
            return true;
        }
        if !self.marks.is_empty() {
            self.marks.clear();
            return true;
        }
        let end = self.draft.len();
        let has_inner = self.notes.iter().any(|(at, _)| *at < end);
        let notes = self.notes.drain(..).map(|(_, note)| note).collect::<Vec<_>>();
        if !notes.is_empty() {
            self.notes.push((end, notes.join("\n>\n")));
        }
        has_inner
    }

    /// A draft may leave a block of code or HTML open, which then holds what stands
    /// behind it; its end is part of what is added.
    fn with_readable_tail(&mut self, woven: WovenDraft) -> WovenDraft {
        if woven.has_readable_tail() {
            return woven;
        }
        let last = self.structure.outermost_at(self.draft.len().saturating_sub(1));
        let code = last.filter(|block| block.kind == BlockKind::Code);
        let fence =
            code.map_or("", |block| self.draft.get(block.range.to_std()).unwrap_or_default());
        let mark = fence.chars().next().filter(|c| matches!(c, '`' | '~'));
        let length = fence.chars().take_while(|c| Some(*c) == mark).count();
        let closers = [mark.map(|mark| mark.to_string().repeat(length)), Some("</pre>".to_owned())];
        for closer in closers.into_iter().flatten() {
            let end = self.draft.len();
            let closed = |text: &str| format!("{closer}\n\n{text}");
            let (mut notes, mut tail) = (self.notes.clone(), self.tail.clone());
            match notes.iter_mut().find(|(at, _)| *at == end) {
                Some((_, note)) => *note = closed(note),
                None => tail = closed(&tail),
            }
            let head = self.head.clone();
            let closing = Weaving { notes, tail, head, marks: self.marks.clone(), ..*self };
            let closing = closing.weave();
            if closing.has_readable_tail() {
                return closing;
            }
        }
        woven
    }
}

impl WovenDraft {
    fn add(&mut self, piece: &str) {
        let start = self.text.len();
        self.text.push_str(piece);
        self.added.push(DraftRange::new(start, self.text.len()));
    }

    fn block(&mut self, delimiters: &Delimiters, content: &str) {
        let block = delimiters.block(&self.text, content);
        self.add(&block);
    }

    /// Where in the draft something begins, or began, that is something else now.
    fn misread(&self, wanted: &HashMap<EventKey, isize>) -> BTreeSet<usize> {
        let mut left = wanted.clone();
        for (mark, count) in signature(&events(&self.text), &self.added) {
            *left.entry(mark).or_default() -= count;
        }
        left.into_iter().filter(|(_, count)| *count != 0).map(|(mark, _)| mark.at).collect()
    }

    /// Whether the last block that was added is read as what it is.
    fn has_readable_tail(&self) -> bool {
        let Some(tail) = self.added.last() else { return true };
        let is_quote = |event: &Event| matches!(event, Event::Start(Tag::BlockQuote(_)));
        events(&self.text)
            .iter()
            .any(|(event, range)| is_quote(event) && tail.contains(range.start))
    }
}

/// Something that begins in the draft.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct EventKey {
    at: usize,
    what: String,
}

/// What begins where, in bytes of the draft, with what was added left out.
fn signature(events: &[(Event<'_>, DraftRange)], added: &[DraftRange]) -> HashMap<EventKey, isize> {
    let mut lengths = Vec::with_capacity(added.len());
    let mut sum = 0;
    for range in added {
        sum += range.len();
        lengths.push(sum);
    }
    let mut found = HashMap::new();
    for (event, range) in events {
        let Some(what) = name_of(event) else { continue };
        // The cells that a row lacks are put behind it, wherever that is.
        if range.is_empty() {
            continue;
        }
        let begun = added.partition_point(|added| added.start <= range.start);
        let last = begun.checked_sub(1);
        if last.is_some_and(|last| range.start < added[last].end) {
            continue;
        }
        let at = range.start - last.map_or(0, |last| lengths[last]);
        *found.entry(EventKey { at, what }).or_default() += 1;
    }
    found
}

fn name_of(event: &Event<'_>) -> Option<String> {
    Some(match event {
        Event::Start(Tag::Link { dest_url, .. }) => format!("link {dest_url}"),
        Event::Start(Tag::Image { dest_url, .. }) => format!("image {dest_url}"),
        Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => format!("code {info}"),
        Event::Start(Tag::Heading { level, .. }) => format!("heading {level}"),
        Event::Start(Tag::FootnoteDefinition(label)) => format!("note {label}"),
        Event::Start(tag) => format!("{:?}", tag.to_end()),
        Event::Code(words) => format!("code {words}"),
        Event::InlineHtml(html) => format!("html {html}"),
        Event::FootnoteReference(label) => format!("mark {label}"),
        Event::TaskListMarker(done) => format!("task {done}"),
        Event::Rule => "rule".to_owned(),
        Event::HardBreak => "break".to_owned(),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::exchange::export::packet::{annotated::Annotation, document::PacketDocument};

    /// Markdown that marks and notes may damage.
    const PIECES: [&str; 44] = [
        "word ",
        "Two words. ",
        "\n",
        "\n\n",
        "\r\n",
        "# H\n",
        "H\n===\n",
        "- a\n",
        "  b\n",
        "1. c\n",
        "> q\n",
        "> # h\n",
        "```\ncode\n```\n",
        "```\n",
        "    code\n",
        "| a | b |\n|---|---|\n| c | d |\n",
        "[l](http://x.org) ",
        "[x] ",
        "[x][] ",
        "[y][x] ",
        "[x]: http://x.org\n",
        "[^1] ",
        "[^1]: note\n",
        "*e* ",
        "**s** ",
        "*e*s ",
        "__s__",
        "~~d~~ ",
        "`c` ",
        "<b>h</b> ",
        "<div>\n",
        "</div>\n",
        "<!-- c -->",
        "<!--",
        "---\n",
        "***\n",
        "\\",
        "&amp;",
        "[@k, p. 2] ",
        "@k [p. 3] ",
        "![p](x.png) ",
        "<http://x.org> ",
        "- [ ] t\n",
        "  \nbroken ",
    ];

    fn note((start, end): (usize, usize)) -> Annotation {
        Annotation {
            range: DraftRange::new(start, end),
            mark: "C1 ✓".to_owned(),
            entry: PacketEntry::default(),
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn the_draft_means_what_it_meant(
            pieces in prop::collection::vec(prop::sample::select(PIECES.to_vec()), 1..16),
            ends in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 1..5),
        ) {
            let draft = pieces.concat();
            let ends = ends.iter().map(|(one, other)| {
                let (one, other) = (one.index(draft.len() + 1), other.index(draft.len() + 1));
                (one.min(other), one.max(other))
            });
            let mut claims: Vec<Annotation> = ends.filter(|(one, other)| one < other).map(note).collect();
            claims.sort_by_key(|note| note.range.start);
            let annotated = Annotated { document: PacketDocument::default(), notes: claims };
            let woven = woven(&draft, &Structure::parse(&draft), &annotated);
            let misread = woven.misread(&signature(&events(&draft), &[]));
            prop_assert!(misread.is_empty(), "{misread:?}\n{}", woven.text);
        }
    }
}
