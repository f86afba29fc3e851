//! Finished articles going out.

mod citation_preview;
mod escape;
mod front_matter;
mod html;
mod markdown;
mod packet;
mod references;
mod warning;

pub use citation_preview::{CitationPreview, NoteReferences};
pub use html::{HtmlOptions, RichText, html, rich_text, sanitised};
pub use markdown::markdown;
pub use packet::{
    Packet, PacketError, PacketFile, StripError, is_same_file, packet, strip, without_annotations,
    write_packet,
};
pub use references::{ReferenceRun, printed_note};
pub use warning::{EndMatter, ExportWarning};

/// What becomes of citations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Citations {
    /// A footnote each, with a readable reference.
    #[default]
    Footnotes,
    /// A link in the text.
    Links,
    /// They stay as they are in the draft.
    Pandoc,
    /// Author and year in the text, and a list of references at the end.
    AuthorDate,
}

impl Citations {
    /// Every way, in the order in which it is offered.
    pub const ALL: [Self; 4] = [Self::Footnotes, Self::Links, Self::Pandoc, Self::AuthorDate];

    /// The word used on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Footnotes => "footnotes",
            Self::Links => "links",
            Self::Pandoc => "pandoc",
            Self::AuthorDate => "author-date",
        }
    }

    /// Reads the word used on the command line.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.as_str() == slug)
    }
}

/// How Markdown is to be written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MarkdownOptions {
    /// What becomes of citations.
    pub citations: Citations,
    /// Whether the article's metadata goes before the text as YAML.
    pub front_matter: bool,
}

/// A finished article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Export {
    /// What to save or print.
    pub text: String,
    /// What the writer should know about it.
    pub warnings: Vec<ExportWarning>,
}
