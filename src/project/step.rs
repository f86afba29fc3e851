//! The steps that change a project, as values.

use nutgraf_engine::{
    model::{Article, Claim, ClaimId, Quote, QuoteId, Source, SourceId, Stet},
    text::{Anchor, AnchorKey, Change},
};

/// One record of a project.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Record {
    Source(Box<Source>),
    Quote(Box<Quote>),
    Claim(Box<Claim>),
}

/// Names a record.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum RecordKey {
    Source(SourceId),
    Quote(QuoteId),
    Claim(ClaimId),
}

/// One change of a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Changes the draft, then sets anchors that the change alone does not bring back.
    Text {
        /// What happens to the text.
        change: Change,
        /// Anchors as they are to be afterwards.
        restore: Vec<(AnchorKey, Anchor)>,
    },
    /// Sets or removes an anchor.
    Anchor {
        /// Whose anchor it is.
        key: AnchorKey,
        /// Where it is to stand; `None` removes it.
        to: Option<Anchor>,
    },
    /// Replaces the article's metadata.
    Article(Box<Article>),
    /// Adds a record at a place in its list; beyond the end means last.
    Insert {
        /// Index in its list.
        at: usize,
        /// The new record.
        record: Record,
    },
    /// Replaces the record of the same id.
    Replace(Record),
    /// Removes a record, which must have nothing that rests on it.
    Remove(RecordKey),
    /// Says that a sentence is no claim, or takes that back; see
    /// [`Project::not_claims`](super::Project::not_claims).
    SetAside {
        /// The sentence's words.
        words: String,
        /// Whether it is none.
        aside: bool,
    },
    /// Lets a finding stand, or takes that back; see [`Project::stets`](super::Project::stets).
    LetStand {
        /// The record.
        stet: Box<Stet>,
        /// Whether the finding may stand.
        stands: bool,
    },
}

impl Step {
    /// A change of the draft alone.
    pub fn text(change: Change) -> Self {
        Self::Text { change, restore: Vec::new() }
    }
}

impl Step {
    /// Whether a source is added, changed or removed.
    pub fn changes_sources(&self) -> bool {
        match self {
            Self::Insert { record, .. } | Self::Replace(record) => {
                matches!(record, Record::Source(_))
            }
            Self::Remove(key) => matches!(key, RecordKey::Source(_)),
            Self::Text { .. }
            | Self::Anchor { .. }
            | Self::Article(_)
            | Self::SetAside { .. }
            | Self::LetStand { .. } => false,
        }
    }

    /// Whether quotations are held against something else afterwards: another
    /// source, card or house rule.
    pub fn changes_evidence(&self) -> bool {
        match self {
            Self::Text { .. }
            | Self::Anchor { .. }
            | Self::SetAside { .. }
            | Self::LetStand { .. } => false,
            Self::Article(_) => true,
            Self::Insert { record, .. } | Self::Replace(record) => {
                !matches!(record, Record::Claim(_))
            }
            Self::Remove(key) => !matches!(key, RecordKey::Claim(_)),
        }
    }
}

impl Record {
    /// The name of the record.
    pub fn key(&self) -> RecordKey {
        match self {
            Self::Source(source) => RecordKey::Source(source.id.clone()),
            Self::Quote(quote) => RecordKey::Quote(quote.id.clone()),
            Self::Claim(claim) => RecordKey::Claim(claim.id.clone()),
        }
    }
}
