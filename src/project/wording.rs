//! What the values of this layer say to a person, in English.
//!
//! # Invariants
//!
//! Nothing else in the layer makes words of an obstacle or of a step's label, so that another language needs
//! another copy of this file and no more.

use std::fmt;

use super::{MergeNote, Obstacle, ObstacleKind, RecordKey, RecordUser, StepLabel};
use nutgraf_engine::{
    evidence::Verdict,
    model::{ClaimStatus, Standing},
    text::{Position, excerpt},
};

impl StepLabel {
    /// Returns its words in the Edit menu, with a capital: `Add quote`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Typing => "Typing",
            Self::Replace => "Replace",
            Self::ReplaceAll => "Replace all",
            Self::Formatting => "Formatting",
            Self::MoveSection => "Move section",
            Self::Link => "Link",
            Self::InsertImage => "Insert image",
            Self::InsertCitation => "Insert citation",
            Self::Mend => "Mend text",
            Self::UpdateDraft => "Update draft",
            Self::ArticleDetails => "Article details",
            Self::AddSource => "Add source",
            Self::EditSource => "Edit source",
            Self::DeleteSource => "Delete source",
            Self::AddQuote => "Add quote",
            Self::EditQuote => "Edit quote",
            Self::InsertQuote => "Insert quote",
            Self::DeleteQuote => "Delete quote",
            Self::AddClaim => "Add claim",
            Self::EditClaim => "Edit claim",
            Self::PlaceClaim => "Place claim",
            Self::DeleteClaim => "Delete claim",
            Self::ClaimStatus => "Claim status",
            Self::AcceptChange => "Accept change",
            Self::TieEvidence => "Tie evidence",
            Self::RemoveEvidence => "Remove evidence",
            Self::SetAside => "Not a claim",
            Self::LetStand => "Let it stand",
            Self::AskAgain => "Ask again",
            Self::RestoreWording => "Restore wording",
            Self::MarkChange => "Mark change",
            Self::CiteSource => "Cite source",
            Self::Unquote => "Take quotation marks away",
            Self::Restore => "Restore",
            Self::BringVersionBack => "Bring version back",
            Self::Reload => "Reload",
            Self::TakeOtherVersion => "Take other version",
            Self::Merge => "Merge",
        }
    }
}

impl fmt::Display for StepLabel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for RecordKey {
    /// Writes `source “s1”`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Source(id) => write!(f, "source “{id}”"),
            Self::Quote(id) => write!(f, "quote “{id}”"),
            Self::Claim(id) => write!(f, "claim “{id}”"),
        }
    }
}

impl fmt::Display for RecordUser {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Draft => f.write_str("the draft"),
            Self::Place => f.write_str("its place in the draft"),
            Self::Quote(id) => write!(f, "quote {id}"),
            Self::Claim(id) => write!(f, "claim {id}"),
        }
    }
}

/// So many characters of a record's words name it in a note.
const NAME: usize = 48;

impl fmt::Display for MergeNote {
    /// Writes it as sentences.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ClaimLostPlace { words } => write!(
                f,
                "Claim “{}” lost its place: one side took its words out of the draft. Put it on \
                 other words, or delete it.",
                excerpt(words, NAME)
            ),
            Self::QuoteLostUse { words } => write!(
                f,
                "The draft no longer uses quote “{}” where it did: one side took the words out.",
                excerpt(words, NAME)
            ),
            Self::KeyRenamed { from, to } => write!(
                f,
                "Two sources had the citation key “{from}”. One is “{to}” now, and so are its \
                 citations; if both are the same source, delete one."
            ),
            Self::CapturedTwice { ours, theirs } => write!(
                f,
                "The text of source “{ours}” was captured on both sides. Theirs is kept as source \
                 “{theirs}”."
            ),
        }
    }
}

impl fmt::Display for Obstacle {
    /// Writes `12:4: ` where it has a place, then what the matter is.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.position {
            Some(Position { line, column }) => write!(f, "{line}:{column}: {}", self.kind),
            None => self.kind.fmt(f),
        }
    }
}

impl fmt::Display for ObstacleKind {
    /// Writes what the matter is, without a full stop.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Quotation { words, verdict } => {
                write!(f, "the quotation “{words}” {}", why_it_fails(*verdict))
            }
            Self::Unclaimed { words } => {
                write!(f, "“{words}” is neither a claim nor set aside")
            }
            Self::Finding { code: _, message } => f.write_str(message.trim_end_matches('.')),
            Self::Claim { id: _, words, standing, status } => {
                write!(f, "the claim “{words}”: ")?;
                match (standing, status) {
                    (Standing::Orphaned, _) => f.write_str("its words are gone from the draft"),
                    (Standing::Stale, _) => {
                        f.write_str("its words changed after they were checked")
                    }
                    (Standing::Settled | Standing::Open, ClaimStatus::Unchecked) => {
                        f.write_str("it is unchecked")
                    }
                    (Standing::Settled | Standing::Open, status) => {
                        write!(f, "its status is “{}”", status.label().to_lowercase())
                    }
                }
            }
        }
    }
}

/// Returns the words behind “the quotation … ”.
fn why_it_fails(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Verbatim | Verdict::Typographic | Verdict::Marked => "passes",
        Verdict::Altered => "is not what its source says",
        Verdict::Omission => "leaves words out without a mark",
        Verdict::OtherSource => "stands in another source than the one cited",
        Verdict::NotFound => "stands in no snapshot",
        Verdict::NoSnapshot => "cannot be checked: its source has no snapshot",
    }
}
