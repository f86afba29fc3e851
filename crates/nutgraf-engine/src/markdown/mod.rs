//! What the draft's Markdown means, with byte offsets into the draft.
//!
//! One parse of the text gives one [`Structure`]; every reader of the draft (editor, outline,
//! evidence, export) takes it from there, so that all agree on what is prose and what is code.
//!
//! # Invariants
//!
//! - The text is never changed.
//! - Every range is on character boundaries of the text that was parsed.
//! - Lists are sorted by the start of their items.
//! - No colours or sizes are known here.

mod abbreviations;
mod address;
mod citations;
mod completion;
mod depth;
mod entities;
mod events;
mod front_matter;
mod glyphs;
mod item_mark;
mod labels;
mod leaves;
pub mod lines;
pub mod lists;
mod marks;
mod notes;
mod notes_last;
mod outline;
mod parse;
mod placeholders;
mod places;
mod quotations;
mod rendered;
mod reparse;
pub mod sections;
mod sentences;
mod slugs;
mod spans;
mod splice;
pub mod tables;
mod units;
mod words;

#[cfg(test)]
mod tests;

use crate::{range::DraftRange, text::Gapped};
pub use address::{is_address, link_destination};
pub use completion::{AfterName, CompletionKind, CompletionPlace, DefinedNote};
pub use depth::{DEEPEST, beyond as nested_beyond};
pub use events::events;
pub use front_matter::{FrontMatter, front_matter};
pub use item_mark::item_mark;
pub use notes::{NoteContent, NoteNumbers, NoteSign, NumberedNote};
pub use notes_last::notes_last;
pub use placeholders::Placeholder;
pub use quotations::nested_marks;
pub use rendered::{
    ListItem, Rendered, RenderedReplacement, RunStyle, StyledText, rendered, rendered_line,
};
pub use reparse::Reread;
pub use slugs::heading_slugs;
pub use units::{ItemOf, RenderUnit, RenderUnits};
pub use words::{count_words, reading_minutes};

/// The result of one parse of a draft.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Structure {
    /// YAML front matter with its fences; it is not prose.
    pub front_matter: Option<DraftRange>,
    /// The blocks of the text, outer before inner.
    pub blocks: Gapped<Block>,
    /// The headings, as an outline.
    pub headings: Vec<Heading>,
    /// The styles of the source text. Spans may nest; for those of a line
    /// see [`Structure::spans_in`].
    pub spans: Gapped<Span>,
    /// The runs of text that a reader reads: no markup, code, link targets, HTML or front matter.
    pub prose: Gapped<DraftRange>,
    /// Pandoc citations, `[@key, p. 12]` and bare `@key`.
    pub citations: Vec<Citation>,
    /// The signs of notes that are defined, `[^1]`; their numbers are [`NoteNumbers`].
    pub note_signs: Gapped<DraftRange>,
    /// The sentences of the prose blocks.
    pub sentences: Gapped<DraftRange>,
    /// The quotations, outer before nested.
    pub quotations: Vec<Quotation>,
    /// The number of words that a reader reads, as [`count_words`] counts them.
    pub words: usize,
    /// The number of those that stand in notes.
    pub note_words: usize,
    /// The blocks of running text.
    leaves: Gapped<leaves::LeafRead>,
    /// The definitions that links and notes may refer to.
    labels: labels::Labels,
}

/// The kind of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum BlockKind {
    Paragraph,
    Heading(u8),
    BlockQuote,
    List { ordered: bool },
    Item,
    Code,
    Table,
    TableRow,
    TableCell,
    FootnoteDefinition,
    Html,
    Rule,
}

/// A block of the draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// The kind.
    pub kind: BlockKind,
    /// Its place with its markup and without trailing line breaks, in bytes of the text.
    pub range: DraftRange,
    /// The number of blocks around it.
    pub depth: usize,
    /// The distance in the list back to its outermost block.
    outermost: u32,
}

/// A heading of the outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// The level, from 1 to 6.
    pub level: u8,
    /// The whole heading, `#` marks included, without the line break.
    pub range: DraftRange,
    /// Its words without markup.
    pub title: String,
}

/// The style of a stretch of source text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum SpanKind {
    /// A heading's words and marks, by level.
    Heading(u8),
    /// Characters of markup: `#`, `*`, `` ` ``, `>`, list markers, fences, brackets of links.
    Markup,
    Emphasis,
    Strong,
    Strikethrough,
    Code,
    CodeBlock,
    /// The words of a link.
    LinkText,
    /// A link's target and title.
    LinkTarget,
    BlockQuote,
    ListMarker,
    Citation,
    FootnoteReference,
    Html,
    FrontMatter,
    Table,
    Rule,
}

/// A styled stretch of source text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The style.
    pub kind: SpanKind,
    /// Its place, in bytes of the text.
    pub range: DraftRange,
    /// The distance in the list back to the nearest span that continues
    /// where it begins; 0 where there is none.
    around: u32,
}

/// A Pandoc citation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// The whole citation, brackets included.
    pub range: DraftRange,
    /// Whether it is in the running text, `@key [p. 3]`, instead of in brackets.
    pub in_text: bool,
    /// The sources it names.
    pub items: Vec<CitationItem>,
}

/// One source named by a citation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CitationItem {
    /// The key without `@`.
    pub key: String,
    /// The key with `@` (and a `-` before it) in the draft.
    pub range: DraftRange,
    /// The locator, such as `p. 12`; empty when none is given.
    pub locator: String,
    /// The words before the key, such as `see`.
    pub prefix: String,
    /// Whether the author is left out, `-@key`.
    pub suppress_author: bool,
}

/// The typographic form of a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum QuotationKind {
    /// In quotation marks in the running text.
    Inline,
    /// As a block quote.
    Block,
}

/// Words that the draft puts in quotation marks or a block quote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// How it is set.
    pub kind: QuotationKind,
    /// The whole of it, marks included.
    pub range: DraftRange,
    /// The quoted words: several pieces where block markers, the opening marks
    /// of further paragraphs, citations or an attribution line are between.
    pub words: Vec<DraftRange>,
    /// 0 for an outer quotation, 1 for one inside it, and so on.
    pub depth: usize,
    /// Indexes into [`Structure::citations`] of the citations in its sentence or right behind it.
    pub citations: Vec<usize>,
}

impl Structure {
    /// Whether a byte offset is in a block of code, in HTML or in front matter.
    pub fn is_code(&self, offset: usize) -> bool {
        let spans = self.spans_in(DraftRange::new(offset.saturating_sub(1), offset + 1));
        let mut kinds = spans.map(|span| span.kind);
        kinds.any(|kind| {
            matches!(kind, SpanKind::CodeBlock | SpanKind::Html | SpanKind::FrontMatter)
        })
    }
}
