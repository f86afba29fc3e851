//! Sources and the text that was captured of them.

use std::sync::Arc;

use jiff::Timestamp;
use sha2::{Digest, Sha256};

use super::{PartialDate, Selector, SourceId};
use crate::range::SourceRange;

/// The type of a source, by the names of CSL.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum SourceKind {
    #[default]
    Webpage,
    ArticleNewspaper,
    ArticleMagazine,
    ArticleJournal,
    Book,
    Report,
    Legislation,
    Interview,
    Broadcast,
    Dataset,
    Document,
}

impl SourceKind {
    /// Every kind, in the order in which it is offered.
    pub const ALL: [Self; 11] = [
        Self::Webpage,
        Self::ArticleNewspaper,
        Self::ArticleMagazine,
        Self::ArticleJournal,
        Self::Book,
        Self::Report,
        Self::Legislation,
        Self::Interview,
        Self::Broadcast,
        Self::Dataset,
        Self::Document,
    ];

    /// The CSL type name.
    pub fn as_csl(self) -> &'static str {
        match self {
            Self::Webpage => "webpage",
            Self::ArticleNewspaper => "article-newspaper",
            Self::ArticleMagazine => "article-magazine",
            Self::ArticleJournal => "article-journal",
            Self::Book => "book",
            Self::Report => "report",
            Self::Legislation => "legislation",
            Self::Interview => "interview",
            Self::Broadcast => "broadcast",
            Self::Dataset => "dataset",
            Self::Document => "document",
        }
    }

    /// The words shown to a writer.
    pub fn label(self) -> &'static str {
        match self {
            Self::Webpage => "Web page",
            Self::ArticleNewspaper => "Newspaper article",
            Self::ArticleMagazine => "Magazine article",
            Self::ArticleJournal => "Journal article",
            Self::Book => "Book",
            Self::Report => "Report",
            Self::Legislation => "Law",
            Self::Interview => "Interview",
            Self::Broadcast => "Broadcast",
            Self::Dataset => "Data set",
            Self::Document => "Document",
        }
    }
}

/// How the snapshot's text is to be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum SnapshotFormat {
    /// Plain text: no character is markup.
    #[default]
    Plain,
    /// Markdown, whose emphasis marks are not words.
    Markdown,
}

/// What a mark in a snapshot counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MarkKind {
    /// A page begins here.
    Page,
    /// A section begins here.
    Section,
}

/// A place in a snapshot that the source itself names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Whether a page or a section begins.
    pub kind: MarkKind,
    /// Its number or name as printed.
    pub label: String,
    /// Byte offset in the snapshot's text.
    pub at: usize,
}

/// The source's text as it was captured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// The text, shared so that a worker reads it without a copy.
    pub text: Arc<str>,
    /// How to read it.
    pub format: SnapshotFormat,
    /// When it was captured.
    pub captured: Timestamp,
    /// SHA-256 of the text, in lower-case hexadecimal.
    pub sha256: String,
    /// Pages and sections, by rising offset.
    pub marks: Vec<Mark>,
}

impl Snapshot {
    /// Captures a text, with a page mark after every form feed.
    pub fn capture(text: impl Into<Arc<str>>, format: SnapshotFormat, captured: Timestamp) -> Self {
        let text = text.into();
        let sha256 = sha256_hex(text.as_bytes());
        let marks = page_marks(&text);
        Self { text, format, captured, sha256, marks }
    }

    /// Whether the text is still the text whose hash was kept.
    pub fn is_intact(&self) -> bool {
        sha256_hex(self.text.as_bytes()) == self.sha256
    }

    /// Whether the words of a selector are still where they were captured.
    pub fn holds(&self, selector: &Selector) -> bool {
        self.text.get(selector.range().to_std()) == Some(selector.exact.as_str())
    }

    /// The byte ranges of the paragraphs, in order, without blank lines around them.
    ///
    /// A blank line ends a paragraph. Inside a block of lines each line is a
    /// paragraph of its own when any of them is too long to have been wrapped
    /// by hand, as in text copied from a web page.
    pub fn paragraphs(&self) -> Vec<SourceRange> {
        paragraphs(&self.text)
    }

    /// Where a reader finds a byte offset, as a citation says it: `p. 3` where
    /// pages are marked, else `para. 14`.
    pub fn locator(&self, offset: usize) -> String {
        self.locators().of(offset)
    }

    /// Returns the locators of many offsets; reads the text once.
    pub fn locators(&self) -> Locators {
        let pages = self.marks.iter().filter(|mark| mark.kind == MarkKind::Page);
        let pages: Vec<(usize, String)> = pages.map(|mark| (mark.at, mark.label.clone())).collect();
        let is_paged = pages.first().is_some_and(|(at, _)| *at == 0);
        let paragraphs = if is_paged { Vec::new() } else { self.paragraphs() };
        let paragraphs = paragraphs.into_iter().map(|paragraph| paragraph.start).collect();
        Locators { pages, paragraphs }
    }
}

/// Where the pages of a snapshot begin, or its paragraphs where no pages are marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locators {
    pages: Vec<(usize, String)>,
    paragraphs: Vec<usize>,
}

impl Locators {
    /// Where a reader finds a byte offset; see [`Snapshot::locator`].
    pub fn of(&self, offset: usize) -> String {
        if let Some((_, label)) = self.pages.iter().rfind(|(at, _)| *at <= offset) {
            return format!("p. {label}");
        }
        let number = self.paragraphs.partition_point(|start| *start <= offset);
        format!("para. {}", number.max(1))
    }
}

/// Characters; longer than any line that a person or a mail program wraps.
const WRAPPED_LINE: usize = 120;

fn paragraphs(text: &str) -> Vec<SourceRange> {
    let mut found = Vec::new();
    let mut block: Vec<SourceRange> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim();
        if trimmed.is_empty() {
            close_block(text, &mut block, &mut found);
        } else {
            let start = at + (line.len() - line.trim_start().len());
            block.push(SourceRange::new(start, start + trimmed.len()));
        }
        at += line.len();
    }
    close_block(text, &mut block, &mut found);
    found
}

fn close_block(text: &str, block: &mut Vec<SourceRange>, found: &mut Vec<SourceRange>) {
    let is_long = |line: &SourceRange| text[*line].chars().nth(WRAPPED_LINE).is_some();
    if block.iter().any(is_long) {
        found.append(block);
    } else if let (Some(first), Some(last)) = (block.first(), block.last()) {
        found.push(SourceRange::new(first.start, last.end));
        block.clear();
    }
}

fn page_marks(text: &str) -> Vec<Mark> {
    if !text.contains('\u{c}') {
        return Vec::new();
    }
    let starts = std::iter::once(0).chain(text.match_indices('\u{c}').map(|(at, _)| at + 1));
    starts
        .enumerate()
        .map(|(index, at)| Mark { kind: MarkKind::Page, label: (index + 1).to_string(), at })
        .collect()
}

/// The SHA-256 of bytes, in lower-case hexadecimal.
pub fn sha256_hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut hex, byte| {
        // Writing to a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// A bibliographic record, and usually the captured text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Stays when the key changes.
    pub id: SourceId,
    /// The citation key, written after `@` in the draft. Unique in a project.
    pub key: String,
    /// The type of source.
    pub kind: SourceKind,
    /// Its title.
    pub title: String,
    /// Its authors as printed, in order; `Family, Given` or a plain name.
    pub authors: Vec<String>,
    /// Who published it.
    pub publisher: String,
    /// Where it is found.
    pub url: String,
    /// When it was published.
    pub issued: Option<PartialDate>,
    /// When it was retrieved.
    pub accessed: Option<PartialDate>,
    /// The writer's own remark.
    pub note: String,
    /// The captured text; `None` where nothing was captured.
    pub snapshot: Option<Snapshot>,
}

impl Source {
    /// A source of which only the key is known.
    pub fn new(id: SourceId, key: impl Into<String>) -> Self {
        Self {
            id,
            key: key.into(),
            kind: SourceKind::default(),
            title: String::new(),
            authors: Vec::new(),
            publisher: String::new(),
            url: String::new(),
            issued: None,
            accessed: None,
            note: String::new(),
            snapshot: None,
        }
    }

    /// The title, or the key where there is none.
    pub fn name(&self) -> &str {
        if self.title.trim().is_empty() { &self.key } else { &self.title }
    }
}

/// Whether a text is a key that Pandoc reads after `@`: it begins with a
/// letter, digit or `_` and continues with these and single inner punctuation.
pub fn valid_key(key: &str) -> bool {
    let mut previous = None;
    for c in key.chars() {
        let punctuation = ":.#$%&-+?<>~/".contains(c);
        let allowed = c.is_alphanumeric() || c == '_' || (punctuation && previous == Some(false));
        if !allowed {
            return false;
        }
        previous = Some(punctuation);
    }
    previous == Some(false)
}

/// Makes a citation key of a title or file name that none of `taken` has:
/// `Highlighting its value!` becomes `highlighting-its-value`.
pub fn key_from<'a>(name: &str, taken: impl IntoIterator<Item = &'a str>) -> String {
    let words: Vec<String> = name
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(4)
        .map(str::to_lowercase)
        .collect();
    let base = if words.is_empty() { "source".to_owned() } else { words.join("-") };
    let taken: Vec<&str> = taken.into_iter().collect();
    if !taken.contains(&base.as_str()) {
        return base;
    }
    (2..)
        .map(|number| format!("{base}-{number}"))
        .find(|key| !taken.contains(&key.as_str()))
        .expect("the numbers do not end before the keys do")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn snapshot(text: &str) -> Snapshot {
        Snapshot::capture(text, SnapshotFormat::Plain, Timestamp::UNIX_EPOCH)
    }

    #[test]
    fn wrapped_lines_are_one_paragraph_and_long_lines_are_several() {
        let wrapped = snapshot("One line\nand the next.\n\nA second.\n");
        assert_eq!(wrapped.paragraphs(), [0..22, 24..33]);
        let long = "x".repeat(200);
        let pasted = snapshot(&format!("{long}\nShort.\n{long}\n"));
        assert_eq!(pasted.paragraphs().len(), 3);
    }

    #[test]
    fn a_locator_names_the_page_where_pages_are_marked() {
        let text = snapshot("first\u{c}second");
        assert_eq!(text.locator(1), "p. 1");
        assert_eq!(text.locator(8), "p. 2");
        assert_eq!(snapshot("one\n\ntwo").locator(5), "para. 2");
    }

    #[test]
    fn a_snapshot_knows_when_its_text_was_swapped() {
        let mut text = snapshot("as captured");
        assert!(text.is_intact());
        text.text = "as edited".into();
        assert!(!text.is_intact());
    }

    #[test]
    fn a_key_is_made_of_the_name_and_is_not_taken() {
        assert_eq!(key_from("Highlighting its value to the US", []), "highlighting-its-value-to");
        assert_eq!(key_from("FT.txt", ["ft-txt"]), "ft-txt-2");
        assert_eq!(key_from("…", []), "source");
        assert!(valid_key(&key_from("Ünïcode – 2026", [])));
    }

    #[test]
    fn a_key_that_pandoc_would_not_read_is_refused() {
        for key in ["", "a b", "a--b", "-a", "a-", "[a]", "a;b", "a,b"] {
            assert!(!valid_key(key), "{key}");
        }
        for key in ["smt", "Doe2019", "doe_2019", "doe:2019a", "a-b", "doi/10.1"] {
            assert!(valid_key(key), "{key}");
        }
    }
}
