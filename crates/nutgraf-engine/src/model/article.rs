//! What is known of the article besides its words.

use jiff::Timestamp;

use super::{ClaimId, PartialDate};

/// How strictly the house treats changes inside quotation marks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Profile {
    /// A quotation is never altered; even a marked change is an error.
    Strict,
    /// Changes are allowed where they are marked.
    #[default]
    Standard,
    /// Spelling and hesitations may also differ, as a note.
    Lenient,
}

impl Profile {
    /// Every profile, strictest first.
    pub const ALL: [Self; 3] = [Self::Strict, Self::Standard, Self::Lenient];

    /// Whether a confirmed claim should rest on at least three independent secondary
    /// sources or on one primary source.
    pub fn asks_for_sources(self) -> bool {
        self != Self::Lenient
    }

    /// The name shown to a writer.
    pub fn label(self) -> &'static str {
        match self {
            Self::Strict => "Strict",
            Self::Standard => "Standard",
            Self::Lenient => "Lenient",
        }
    }
}

/// The article's metadata.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    /// The title used for lists, the window and front matter; the draft's own heading is text.
    pub title: String,
    /// A line under the title; empty when there is none.
    pub subtitle: String,
    /// The by-line, in order.
    pub authors: Vec<String>,
    /// BCP 47 language tag, such as `en` or `de-CH`; empty when not said.
    pub language: String,
    /// The date of publication, where one is set.
    pub date: Option<PartialDate>,
    /// How many words the writer aims for.
    pub goal: Option<u32>,
    /// The house's rules for quotations.
    pub profile: Profile,
}

/// A finding that somebody lets stand, by name and with a reason: the editors' *stet*.
///
/// It holds for the finding that it was given for. When the words change, or what they are
/// held against, the finding asks again.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stet {
    /// The code of the finding, as JSON has it.
    pub code: String,
    /// The claim whose words it is about, where it is about one's.
    pub claim: Option<ClaimId>,
    /// The words of the draft, on one line.
    pub words: String,
    /// What they were held against: the key of a source, or words of the evidence and their
    /// place; empty where nothing was.
    pub against: String,
    /// What the finding said.
    pub said: String,
    /// Who lets it stand.
    pub by: String,
    /// When that was said.
    pub at: Timestamp,
    /// Why.
    pub reason: String,
}

/// One time that somebody called the article final.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signoff {
    /// Who signed.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// SHA-256 of the draft that was signed, in lower-case hexadecimal.
    pub draft_sha256: String,
    /// Why it was signed although the gate was not passed; empty when it was.
    pub reason: String,
}
