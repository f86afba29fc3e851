//! The verdicts on quotations, and the judgement that explains one.

use super::{diff::DiffPart, note::Note};
use crate::range::SourceRange;

/// The verdict on a quotation that was compared with snapshots.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verdict {
    /// Stands in the snapshot byte for byte.
    Verbatim,
    /// Differs only by the fold: quotation marks, dashes, white space, emphasis, a first capital.
    Typographic,
    /// Differs only by changes that it marks itself, with an ellipsis or brackets.
    Marked,
    /// Words were changed, added or put in another order, or one that turns the sense was dropped.
    Altered,
    /// Words were left out without a mark, and nothing else.
    Omission,
    /// Stands in a source other than the cited one.
    OtherSource,
    /// No place has enough of the quotation.
    NotFound,
    /// No snapshot was captured to compare it with.
    NoSnapshot,
}

impl Verdict {
    /// Every verdict, from the best down.
    pub const ALL: [Self; 8] = [
        Self::Verbatim,
        Self::Typographic,
        Self::Marked,
        Self::Altered,
        Self::Omission,
        Self::OtherSource,
        Self::NotFound,
        Self::NoSnapshot,
    ];

    /// The word used in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Verbatim => "verbatim",
            Self::Typographic => "typographic",
            Self::Marked => "marked",
            Self::Altered => "altered",
            Self::Omission => "omission",
            Self::OtherSource => "other-source",
            Self::NotFound => "not-found",
            Self::NoSnapshot => "no-snapshot",
        }
    }

    /// The words shown to a writer.
    pub fn label(self) -> &'static str {
        match self {
            Self::Verbatim => "Verbatim",
            Self::Typographic => "Typographic",
            Self::Marked => "Marked changes",
            Self::Altered => "Altered",
            Self::Omission => "Omission",
            Self::OtherSource => "Other source",
            Self::NotFound => "Not found",
            Self::NoSnapshot => "No snapshot",
        }
    }

    /// Returns the character that distinguishes the verdict without colour.
    pub fn sign(self) -> char {
        match self {
            Self::Verbatim => '=',
            Self::Typographic => '≈',
            Self::Marked => '…',
            Self::Altered => '≠',
            Self::Omission => '⋯',
            Self::OtherSource => '→',
            Self::NotFound => '?',
            Self::NoSnapshot => '○',
        }
    }

    /// Whether the source has every word of the quotation, apart from changes that the quotation
    /// marks itself.
    pub fn passes(self) -> bool {
        matches!(self, Self::Verbatim | Self::Typographic | Self::Marked)
    }
}

/// The verdict on one quotation, with its reasons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// The verdict.
    pub verdict: Verdict,
    /// The key of the source that `matched` is in, or that lacks a snapshot.
    pub source: Option<String>,
    /// The matching or nearest place, in bytes of that source's snapshot.
    pub matched: Option<SourceRange>,
    /// The number of places of that source that match; 0 where the quotation does not pass.
    pub matches: usize,
    /// From the draft's words to the source's; empty where no word differs.
    pub diff: Vec<DiffPart>,
    /// What changed, and what else a writer should know.
    pub notes: Vec<Note>,
}

impl Judgement {
    /// Makes a judgement without a place.
    pub fn bare(verdict: Verdict, source: Option<String>) -> Self {
        Self { verdict, source, matched: None, matches: 0, diff: Vec::new(), notes: Vec::new() }
    }

    /// Returns the words that the quotation's marks hide, replace or add and that reverse the
    /// meaning; `None` where there are none.
    pub fn hidden_words(&self) -> Option<&[String]> {
        self.notes.iter().find_map(|note| match note {
            Note::HidesNegation { words } => Some(words.as_slice()),
            _ => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_two_verdicts_share_a_name_or_a_sign() {
        let names: HashSet<_> = Verdict::ALL.iter().map(|verdict| verdict.as_str()).collect();
        let signs: HashSet<_> = Verdict::ALL.iter().map(|verdict| verdict.sign()).collect();
        assert_eq!((names.len(), signs.len()), (8, 8));
    }
}
