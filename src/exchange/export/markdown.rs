//! The draft as finished Markdown.
//!
//! Placeholders of a template are left out and the ranges of citations replaced; every other
//! byte of the draft stays. What is added stands at the end (notes, references) and at the
//! beginning (front matter). A citation whose key no source has stays as it
//! is and is warned of.

use std::collections::BTreeSet;

use super::{
    Citations, Export, MarkdownOptions, escape, front_matter,
    references::{self, Cite},
    warning::{EndMatter, ExportWarning},
};
use crate::project::Project;
use nutgraf_engine::{
    markdown::{BlockKind, Citation, CitationItem, SpanKind, Structure},
    model::Source,
    range::DraftRange,
};

/// Writes the draft as Markdown. Never fails; what could not be done is in the warnings.
pub fn markdown(project: &Project, options: &MarkdownOptions) -> Export {
    let project = &*project.without_placeholders();
    let draft = project.draft();
    let structure = Structure::parse(draft);
    let mut writer = MarkdownWriter { project, draft, structure: &structure, warnings: Vec::new() };
    writer.warn_of_unknown_keys();
    let mut text = match options.citations {
        Citations::Pandoc => draft.to_owned(),
        Citations::Footnotes => writer.footnotes(),
        Citations::Links => writer.links(),
        Citations::AuthorDate => writer.author_date(),
    };
    if options.front_matter {
        match front_matter::add(&text, project.article()) {
            Ok(with_fields) => text = with_fields,
            Err(warning) => writer.warnings.push(warning),
        }
    }
    Export { text, warnings: writer.warnings }
}

struct MarkdownWriter<'a> {
    project: &'a Project,
    draft: &'a str,
    structure: &'a Structure,
    warnings: Vec<ExportWarning>,
}

/// An item of a citation, and the source it names.
struct KnownItem<'a> {
    item: &'a CitationItem,
    source: &'a Source,
}

impl<'a> MarkdownWriter<'a> {
    fn source(&self, item: &CitationItem) -> Option<&'a Source> {
        self.project.source_by_key(&item.key)
    }

    fn warn_of_unknown_keys(&mut self) {
        let items = self.structure.citations.iter().flat_map(|citation| &citation.items);
        let unknown = items.filter(|item| self.source(item).is_none());
        let keys: BTreeSet<&str> = unknown.map(|item| item.key.as_str()).collect();
        let warnings = keys.into_iter().map(|key| ExportWarning::UnknownKey(key.to_owned()));
        self.warnings.extend(warnings);
    }

    /// The items of a citation that name a source.
    fn known(&self, citation: &'a Citation) -> Vec<KnownItem<'a>> {
        let known = |item: &'a CitationItem| Some(KnownItem { item, source: self.source(item)? });
        citation.items.iter().filter_map(known).collect()
    }

    /// The citations to be replaced, with what is known of each.
    fn citations(&self) -> Vec<(&'a Citation, Vec<KnownItem<'a>>)> {
        let all = self.structure.citations.iter().map(|citation| (citation, self.known(citation)));
        // In running text the first key is part of the sentence: without its source nothing fits.
        let stays = |citation: &Citation| {
            citation.in_text && citation.items.first().is_none_or(|i| self.source(i).is_none())
        };
        all.filter(|(citation, known)| !known.is_empty() && !stays(citation)).collect()
    }

    fn cites<'b>(citations: &'b [(&'a Citation, Vec<KnownItem<'a>>)]) -> Vec<Cite<'b>> {
        let known = citations.iter().flat_map(|(_, known)| known);
        known.map(|known| Cite { source: known.source, locator: &known.item.locator }).collect()
    }

    fn leftover(&self, citation: &Citation) -> String {
        leftover(self.draft, citation, |item| self.source(item).is_some())
    }

    /// The draft with citations replaced.
    fn replaced(&self, replacements: &[(DraftRange, String)]) -> String {
        let mut text = String::with_capacity(self.draft.len() * 2);
        let mut at = 0;
        for (range, replacement) in replacements {
            text.push_str(&self.draft[at..range.start]);
            text.push_str(replacement);
            at = range.end;
        }
        text.push_str(&self.draft[at..]);
        text
    }

    /// Adds lines at the end, a blank line before them, with the draft's own line breaks.
    fn append(&self, text: &mut String, lines: &[String]) {
        let line_break = front_matter::first_break(self.draft);
        if !text.is_empty() && !text.ends_with('\n') {
            text.push_str(line_break);
        }
        let blank = format!("{line_break}{line_break}");
        if !text.is_empty() && !text.ends_with(&blank) {
            text.push_str(line_break);
        }
        for line in lines {
            text.push_str(line);
            text.push_str(line_break);
        }
    }

    fn footnotes(&mut self) -> String {
        let citations = self.citations();
        let mut notes = references::notes(&Self::cites(&citations)).into_iter();
        let mut labels = FreeLabels::of(self.draft);
        let (own_notes, links) = (self.own_notes(), self.link_words());
        let (mut replacements, mut lines) = (Vec::new(), Vec::new());
        for (citation, known) in &citations {
            let words: Vec<String> = known
                .iter()
                .zip(notes.by_ref())
                .map(|(known, note)| prefixed(&known.item.prefix, &note))
                .collect();
            let words = words.join("; ");
            let name = in_text_name(citation, known);
            let leftover = self.leftover(citation);
            // A note inside a note would be lost, and a note inside a link would be a link
            // inside a link, so there the reference stands in the text.
            let in_link = lies_in(&links, citation.range);
            if in_link || lies_in(&own_notes, citation.range) {
                let words = match (citation.in_text, in_link) {
                    (true, _) => format!("{name} ({words})"),
                    (false, true) => format!("({words})"),
                    (false, false) => words,
                };
                replacements.push((citation.range, words + &leftover));
                continue;
            }
            let label = labels.next();
            // `[^1]:` at the start of a line would define the note instead of pointing to it.
            let guard =
                if name.is_empty() && self.leads_colon(citation.range) { "<!-- -->" } else { "" };
            let range = match citation.in_text {
                true => citation.range,
                false => with_space_before(self.draft, citation.range),
            };
            replacements.push((range, format!("{name}[^{label}]{guard}{leftover}")));
            let stop = full_stop(&words);
            lines.push(format!("[^{label}]: {}{stop}", escape::line_start(&words)));
        }
        let mut text = self.replaced(&replacements);
        if !lines.is_empty() {
            self.append(&mut text, &lines);
            self.warn_of_lost_notes(&text, lines.len());
        }
        text
    }

    /// Where the draft's own notes are defined.
    fn own_notes(&self) -> Vec<DraftRange> {
        let blocks = self.structure.blocks.iter();
        let notes = blocks.filter(|block| block.kind == BlockKind::FootnoteDefinition);
        outermost(notes.map(|block| block.range))
    }

    /// Whether a citation begins its line and a colon follows it.
    fn leads_colon(&self, range: DraftRange) -> bool {
        self.draft[range.end..].starts_with(':') && {
            let line = self.draft[..range.start].rfind('\n').map_or(0, |at| at + 1);
            !self.draft[line..range.start].contains(char::is_alphabetic)
        }
    }

    /// A draft may leave a code block or a comment open, which then holds the notes.
    fn warn_of_lost_notes(&mut self, text: &str, notes: usize) {
        let count = |structure: &Structure| {
            let blocks = structure.blocks.iter();
            blocks.filter(|block| block.kind == BlockKind::FootnoteDefinition).count()
        };
        if count(&Structure::parse(text)) < count(self.structure) + notes {
            self.warn_of_lost(EndMatter::Notes);
        }
    }

    fn warn_of_lost(&mut self, what: EndMatter) {
        self.warnings.push(ExportWarning::LostAtEnd(what));
    }

    fn links(&mut self) -> String {
        let citations = self.citations();
        let links = self.link_words();
        let replacements: Vec<_> = citations
            .iter()
            .map(|(citation, known)| {
                // A link inside a link is no link.
                let in_link = lies_in(&links, citation.range);
                let items: Vec<String> = known
                    .iter()
                    .map(|known| {
                        let title = escape::words(known.source.name());
                        let target = escape::target(&known.source.url).filter(|_| !in_link);
                        let link = target.map(|target| format!("[{title}]({target})"));
                        let words = prefixed(&known.item.prefix, &link.unwrap_or(title));
                        with_locator(words, &known.item.locator)
                    })
                    .collect();
                let name = in_text_name(citation, known);
                let space =
                    if !name.is_empty() || self.follows_bracket(citation.range) { " " } else { "" };
                let words =
                    format!("{name}{space}({}){}", items.join("; "), self.leftover(citation));
                (citation.range, words)
            })
            .collect();
        self.replaced(&replacements)
    }

    /// Where the words of links stand.
    fn link_words(&self) -> Vec<DraftRange> {
        let spans = self.structure.spans.iter();
        let links = spans.filter(|span| span.kind == SpanKind::LinkText);
        outermost(links.map(|span| span.range))
    }

    /// `[words](…)` would make a link of the words before.
    fn follows_bracket(&self, range: DraftRange) -> bool {
        self.draft[..range.start].ends_with(']')
    }

    fn author_date(&mut self) -> String {
        let citations = self.citations();
        let rendered = references::author_date(&Self::cites(&citations));
        let mut cites = rendered.cites.into_iter();
        let mut replacements = Vec::new();
        for (citation, known) in &citations {
            let mut name = String::new();
            let mut items = Vec::new();
            for (index, (known, cite)) in known.iter().zip(cites.by_ref()).enumerate() {
                let bare = known.item.suppress_author;
                if citation.in_text && index == 0 {
                    name = if bare { String::new() } else { cite.author.clone() + " " };
                    items.push(cite.year);
                } else {
                    let words =
                        if bare { cite.year } else { format!("{} {}", cite.author, cite.year) };
                    items.push(prefixed(&known.item.prefix, &words));
                }
            }
            let space =
                if name.is_empty() && self.follows_bracket(citation.range) { " " } else { "" };
            let words = format!("{name}{space}({}){}", items.join("; "), self.leftover(citation));
            replacements.push((citation.range, words));
        }
        let mut text = self.replaced(&replacements);
        if !rendered.references.is_empty() {
            let mut lines = vec!["## References".to_owned(), String::new()];
            lines.extend(rendered.references.iter().map(|reference| {
                let stop = full_stop(reference);
                format!("- {}{stop}", escape::line_start(reference))
            }));
            self.append(&mut text, &lines);
            if Structure::parse(&text).headings.len() <= self.structure.headings.len() {
                self.warn_of_lost(EndMatter::References);
            }
        }
        text
    }
}

/// The items without a source as a citation of their own, to stand behind the others.
pub(super) fn leftover(
    draft: &str,
    citation: &Citation,
    is_known: impl Fn(&CitationItem) -> bool,
) -> String {
    let unknown = citation.items.iter().filter(|item| !is_known(item));
    let items: Vec<String> = unknown
        .map(|item| {
            let key = &draft[item.range];
            let before = if item.prefix.is_empty() { "" } else { " " };
            let behind = if item.locator.is_empty() { "" } else { ", " };
            format!("{}{before}{key}{behind}{}", item.prefix, item.locator)
        })
        .collect();
    if items.is_empty() { String::new() } else { format!(" [{}]", items.join("; ")) }
}

/// Extends a citation by the space before it, since a note's mark stands close behind its
/// word; not where the mark could then be read as part of a link or an image.
pub(super) fn with_space_before(draft: &str, range: DraftRange) -> DraftRange {
    let before = draft[..range.start].strip_suffix(' ');
    let word = before.and_then(|before| before.chars().next_back());
    let is_word = |c: char| c.is_alphanumeric() || ".,;?”’\"'»)%".contains(c);
    DraftRange::new(range.start - usize::from(word.is_some_and(is_word)), range.end)
}

/// The ranges that lie in no other of them; `ranges` rise by where they begin.
fn outermost(ranges: impl Iterator<Item = DraftRange>) -> Vec<DraftRange> {
    let mut outer: Vec<DraftRange> = Vec::new();
    for range in ranges {
        if outer.last().is_none_or(|last| last.end <= range.start) {
            outer.push(range);
        }
    }
    outer
}

/// Whether a range lies in one of the sorted, separate ranges.
fn lies_in(ranges: &[DraftRange], inner: DraftRange) -> bool {
    let at = ranges.partition_point(|range| range.end < inner.end);
    ranges.get(at).is_some_and(|range| range.start <= inner.start)
}

/// `see Smith`, with the writer's own words before the reference.
pub(super) fn prefixed(prefix: &str, words: &str) -> String {
    if prefix.is_empty() { words.to_owned() } else { format!("{} {words}", escape::words(prefix)) }
}

fn with_locator(words: String, locator: &str) -> String {
    if locator.is_empty() { words } else { format!("{words}, {}", escape::words(locator)) }
}

/// Who is named where a citation is part of the sentence: `@smith says`.
fn in_text_name(citation: &Citation, known: &[KnownItem<'_>]) -> String {
    let first = known.first().filter(|first| citation.in_text && !first.item.suppress_author);
    first.map(|first| references::who(first.source)).unwrap_or_default()
}

/// Numbers for notes that the writer's own notes do not have.
struct FreeLabels {
    taken: BTreeSet<String>,
    next: usize,
}

impl FreeLabels {
    fn of(draft: &str) -> Self {
        let labels = draft.split("[^").skip(1).filter_map(|rest| rest.split_once(']'));
        let taken = labels.map(|(label, _)| label.trim().to_lowercase()).collect();
        Self { taken, next: 1 }
    }

    fn next(&mut self) -> usize {
        while self.taken.contains(&self.next.to_string()) {
            self.next += 1;
        }
        self.next += 1;
        self.next - 1
    }
}

/// The full stop that a reference still needs; a title may end with its own,
/// inside its marks.
pub(super) fn full_stop(reference: &str) -> &'static str {
    let inside = reference.trim_end_matches(['”', '’', '"', '*', '_']);
    if inside.ends_with(['.', '?', '!', '…']) { "" } else { "." }
}
