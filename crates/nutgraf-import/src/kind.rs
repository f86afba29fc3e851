//! The kinds of files that become sources, with everything that differs between them.
//!
//! # Invariants
//!
//! - Each property is an exhaustive match: a kind that lacks one does not compile. Its limits
//!   stand in [`limits`](crate::limits).
//! - A kind is no [`SnapshotFormat`]: files of several kinds give texts of one format.

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::{
    AnswerRule, KindReader,
    readers::{markdown, text},
};
use nutgraf_engine::model::{SnapshotFormat, SourceKind};

/// Declares the kinds, each with the name by which the child is told of it.
macro_rules! kinds {
    ($($(#[$attribute:meta])* $kind:ident = $name:literal),+ $(,)?) => {
        /// What kind of file a text is read from.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum ImportKind {
            $($(#[$attribute])* #[serde(rename = $name)] $kind),+
        }

        impl ImportKind {
            /// Every kind.
            pub const ALL: [Self; [$($name),+].len()] = [$(Self::$kind),+];

            /// Returns the name that the two processes use between them.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$kind => $name),+
                }
            }
        }
    };
}

kinds! {
    /// Plain text, and whatever has no ending of another kind.
    #[default]
    Text = "text",
    /// Markdown, with or without front matter.
    Markdown = "markdown",
}

impl ImportKind {
    /// Returns the kind of a name that [`Self::name`] gives; `None` for any other.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Returns the kind of a file by the ending of its name, in capitals or not; plain text
    /// where no kind has that ending.
    pub fn of_path(path: &Path) -> Self {
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        let is_its =
            |kind: &Self| kind.extensions().iter().any(|known| known.eq_ignore_ascii_case(ending));
        Self::ALL.into_iter().find(is_its).unwrap_or(Self::Text)
    }

    /// Returns the endings of file names that say that a file is of this kind, without a dot.
    pub const fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::Text => &["txt", "text"],
            Self::Markdown => &["md", "markdown", "mdown", "mkd", "mkdn", "mdwn", "qmd", "rmd"],
        }
    }

    /// Returns what a person calls a file of this kind, within a sentence.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Text => "a plain text",
            Self::Markdown => "a Markdown text",
        }
    }

    /// Returns the function that makes a text of the file's bytes.
    pub fn reader(self) -> KindReader {
        match self {
            Self::Text => text::read,
            Self::Markdown => markdown::read,
        }
    }

    /// Returns what the text that comes back is held to.
    pub const fn answer_rule(self) -> AnswerRule {
        match self {
            Self::Text | Self::Markdown => AnswerRule::OwnBytes,
        }
    }

    /// Returns how the text is to be read, once it is a snapshot.
    pub const fn snapshot_format(self) -> SnapshotFormat {
        match self {
            Self::Text => SnapshotFormat::Plain,
            Self::Markdown => SnapshotFormat::Markdown,
        }
    }

    /// Returns what the source is, as far as its file can tell: a web page where the file
    /// names an address.
    pub const fn source_kind(self, has_address: bool) -> SourceKind {
        match self {
            Self::Text | Self::Markdown if has_address => SourceKind::Webpage,
            Self::Text | Self::Markdown => SourceKind::Document,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_name_leads_to_its_kind_and_any_other_to_none() {
        for kind in ImportKind::ALL {
            assert_eq!(ImportKind::from_name(kind.name()), Some(kind));
            let written = serde_json::to_value(kind).unwrap();
            assert_eq!(written, kind.name(), "one name, in the argument and in the frame");
        }
        for unknown in ["", "Text", "exe", "text "] {
            assert_eq!(ImportKind::from_name(unknown), None, "{unknown:?}");
        }
    }

    #[test]
    fn a_file_is_of_the_kind_that_its_ending_names_and_plain_text_otherwise() {
        let kind = |name: &str| ImportKind::of_path(Path::new(name));
        assert_eq!(kind("a/b.MD"), ImportKind::Markdown);
        assert_eq!(kind("notes.qmd"), ImportKind::Markdown);
        for name in ["a.txt", "a.md.log", "README", ".md", "a.", ""] {
            assert_eq!(kind(name), ImportKind::Text, "{name:?}");
        }
    }

    #[test]
    fn no_two_kinds_claim_an_ending() {
        let endings: Vec<_> =
            ImportKind::ALL.iter().flat_map(|kind| kind.extensions().iter().copied()).collect();
        let distinct: BTreeSet<_> = endings.iter().map(|e| e.to_ascii_lowercase()).collect();
        assert_eq!(distinct.len(), endings.len(), "{endings:?}");
    }
}
