//! Checkable statements and what they rest on.

use jiff::Timestamp;

use super::{ClaimId, QuoteId, SourceId};

macro_rules! slugs {
    ($name:ident { $($variant:ident = $slug:literal, $label:literal;)* }) => {
        impl $name {
            /// Every value, in the order in which it is offered.
            pub const ALL: [Self; { [$($slug),*].len() }] = [$(Self::$variant),*];

            /// The word used on the command line and in JSON.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $slug,)* }
            }

            /// The words shown to a writer.
            pub fn label(self) -> &'static str {
                match self { $(Self::$variant => $label,)* }
            }

            /// Reads the word used on the command line.
            pub fn from_slug(slug: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|value| value.as_str() == slug)
            }
        }
    };
}

/// The sort of statement that a claim makes, which says how it is checked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum ClaimKind {
    Number,
    Date,
    Name,
    Title,
    Place,
    Quote,
    Superlative,
    Comparison,
    Cause,
    Law,
    #[default]
    Other,
}

slugs!(ClaimKind {
    Number = "number", "Number";
    Date = "date", "Date";
    Name = "name", "Name";
    Title = "title", "Title";
    Place = "place", "Place";
    Quote = "quote", "Quote";
    Superlative = "superlative", "Superlative";
    Comparison = "comparison", "Comparison";
    Cause = "cause", "Cause";
    Law = "law", "Law";
    Other = "other", "Other";
});

/// How far the check of a claim has come. Whether it is stale is worked out, never set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum ClaimStatus {
    #[default]
    Unchecked,
    InProgress,
    Confirmed,
    ChangeRequested,
    Changed,
    Unverifiable,
    /// The author vouches for it.
    OnAuthor,
    /// Not a matter of fact.
    Opinion,
}

slugs!(ClaimStatus {
    Unchecked = "unchecked", "Unchecked";
    InProgress = "in-progress", "In progress";
    Confirmed = "confirmed", "Confirmed";
    ChangeRequested = "change-requested", "Change requested";
    Changed = "changed", "Changed";
    Unverifiable = "unverifiable", "Unverifiable";
    OnAuthor = "on-author", "On author";
    Opinion = "opinion", "Opinion";
});

/// What a piece of evidence does for the claim.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum EvidenceRole {
    #[default]
    Supports,
    Contradicts,
    Context,
}

slugs!(EvidenceRole {
    Supports = "supports", "Supports";
    Contradicts = "contradicts", "Contradicts";
    Context = "context", "Context";
});

/// What evidence points to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum EvidenceTarget {
    /// The words of one quote.
    Quote(QuoteId),
    /// A source as a whole.
    Source(SourceId),
}

/// A link from a claim to what it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The quote or source.
    pub target: EvidenceTarget,
    /// Whether it supports, contradicts or gives context.
    pub role: EvidenceRole,
    /// Whether it is primary for this claim: the document itself, not a report of it.
    pub primary: bool,
    /// Where in a source it stands, such as `p. 12`; empty where the quote's own
    /// locator says it, or none was given.
    pub locator: String,
}

impl Evidence {
    /// Secondary evidence that supports the claim.
    pub fn supporting(target: EvidenceTarget) -> Self {
        Self { target, role: EvidenceRole::Supports, primary: false, locator: String::new() }
    }
}

/// The moment a claim was checked, and the words that were checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimCheck {
    /// When the status was set.
    pub at: Timestamp,
    /// The person who set it; empty where none was named.
    pub by: String,
    /// The claim's words at that moment. When the draft's differ, the claim is stale.
    pub text: String,
}

/// A status that a claim had before, and what it was set for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastCheck {
    /// When the status was set.
    pub at: Timestamp,
    /// The person who had set it; empty where none was named.
    pub by: String,
    /// The status.
    pub status: ClaimStatus,
    /// The claim's words at that moment.
    pub text: String,
}

/// A checkable statement of the draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Stays when anything else about the claim changes.
    pub id: ClaimId,
    /// The claim's words when it was last anchored: shown when its place in the draft is gone.
    pub text: String,
    /// The sort of statement.
    pub kind: ClaimKind,
    /// How far the check has come.
    pub status: ClaimStatus,
    /// What it rests on.
    pub evidence: Vec<Evidence>,
    /// The checker's remark.
    pub note: String,
    /// The words the checker proposes instead.
    pub proposed: String,
    /// What the author answered.
    pub response: String,
    /// Who checks or checked it.
    pub checker: String,
    /// The last check; `None` until a status was set.
    pub checked: Option<ClaimCheck>,
    /// The checks before the last one, oldest first.
    pub history: Vec<PastCheck>,
}

/// Where a claim stands: what became of its words, then what its status says of them.
///
/// Checklist, gate, packet, coverage and check all ask [`Claim::standing`], so that none of
/// them calls settled what another calls stale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// Its words are gone from the draft.
    Orphaned,
    /// Its words changed after they were checked.
    Stale,
    /// It is confirmed, or an opinion, for the words that it has.
    Settled,
    /// Its status does not settle it yet.
    Open,
}

impl Claim {
    /// A new, unchecked claim about the given words.
    pub fn new(id: ClaimId, text: impl Into<String>) -> Self {
        Self {
            id,
            text: text.into(),
            kind: ClaimKind::default(),
            status: ClaimStatus::default(),
            evidence: Vec::new(),
            note: String::new(),
            proposed: String::new(),
            response: String::new(),
            checker: String::new(),
            checked: None,
            history: Vec::new(),
        }
    }

    /// Sets the status for the words as they are now; empty words are those of a claim
    /// whose place is gone, which keeps its last ones. `by` is who sets it; where that is
    /// empty it is the claim's checker, and a claim that has none gets `by`. The check
    /// before goes into the history.
    pub fn set_status(&mut self, status: ClaimStatus, words: &str, by: &str, now: Timestamp) {
        if let Some(ClaimCheck { at, by, text }) = self.checked.take() {
            let status = self.status;
            self.history.push(PastCheck { at, by, status, text });
        }
        if self.checker.trim().is_empty() {
            by.trim().clone_into(&mut self.checker);
        }
        let by = if by.trim().is_empty() { self.checker.trim() } else { by.trim() }.to_owned();
        self.status = status;
        self.checked = (status != ClaimStatus::Unchecked).then(|| ClaimCheck {
            at: now,
            by,
            text: words.to_owned(),
        });
        if !words.is_empty() {
            words.clone_into(&mut self.text);
        }
    }

    /// Returns who set the status; the claim's checker where the check names none.
    pub fn checked_by(&self) -> &str {
        let by = self.checked.as_ref().map(|check| check.by.trim());
        by.filter(|by| !by.is_empty()).unwrap_or(self.checker.trim())
    }

    /// Returns where the claim stands. `words_now` are its words in the draft; empty means that
    /// they are gone.
    pub fn standing(&self, words_now: &str) -> Standing {
        if words_now.is_empty() {
            Standing::Orphaned
        } else if self.is_stale(words_now) {
            Standing::Stale
        } else if self.is_settled() {
            Standing::Settled
        } else {
            Standing::Open
        }
    }

    /// Whether the words now in the draft are not the words that were checked.
    ///
    /// Runs of white space count as one space: a rewrapped line is not an edit.
    fn is_stale(&self, words_now: &str) -> bool {
        self.checked
            .as_ref()
            .is_some_and(|check| !check.text.split_whitespace().eq(words_now.split_whitespace()))
    }

    /// Whether the status lets the claim pass the gate, staleness aside.
    pub fn is_settled(&self) -> bool {
        matches!(self.status, ClaimStatus::Confirmed | ClaimStatus::Opinion)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_claim_is_stale_once_its_checked_words_changed() {
        let mut claim = Claim::new(ClaimId::new("c1"), "Four staff looked.");
        assert!(!claim.is_stale("Five staff looked."), "nothing was checked yet");
        claim.checked = Some(ClaimCheck {
            at: Timestamp::UNIX_EPOCH,
            by: String::new(),
            text: "Four staff looked.".into(),
        });
        assert!(!claim.is_stale("Four  staff\nlooked."));
        assert!(claim.is_stale("Five staff looked."));
    }

    #[test]
    fn what_became_of_the_words_comes_before_the_status() {
        let mut claim = Claim::new(ClaimId::new("c1"), "Four staff looked.");
        assert_eq!(claim.standing("Four staff looked."), Standing::Open);
        claim.set_status(ClaimStatus::Confirmed, "Four staff looked.", "Jo", Timestamp::UNIX_EPOCH);
        assert_eq!(claim.standing("Four staff looked."), Standing::Settled);
        assert_eq!(claim.standing("Five staff looked."), Standing::Stale);
        assert_eq!(claim.standing(""), Standing::Orphaned);
        claim.status = ClaimStatus::OnAuthor;
        assert_eq!(claim.standing("Four staff looked."), Standing::Open);
        claim.status = ClaimStatus::Opinion;
        assert_eq!(claim.standing("Four staff looked."), Standing::Settled);
    }

    #[test]
    fn every_status_and_kind_reads_back_from_its_slug() {
        for status in ClaimStatus::ALL {
            assert_eq!(ClaimStatus::from_slug(status.as_str()), Some(status));
        }
        for kind in ClaimKind::ALL {
            assert_eq!(ClaimKind::from_slug(kind.as_str()), Some(kind));
        }
    }
}
