//! Why steps are refused.

use super::{RecordKey, Step};
use nutgraf_engine::{
    model::{ClaimId, QuoteId},
    text::{AnchorKey, ChangeError, size_in_words},
};

/// A step does not fit the project. Nothing has changed then.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StepError {
    /// The change does not fit the draft.
    #[error(transparent)]
    Change(#[from] ChangeError),
    /// There is no such record, or no such record that this one refers to.
    #[error("there is no {0} in this project")]
    Missing(RecordKey),
    /// There is no such anchor.
    #[error("there is no place of “{0}” in this project")]
    NoAnchor(AnchorKey),
    /// The id is taken.
    #[error("the {0} is already in this project; choose another")]
    IdTaken(RecordKey),
    /// The citation key is taken.
    #[error("the citation key “{0}” is already in this project; choose another")]
    KeyTaken(String),
    /// The citation key cannot be written in a draft.
    #[error(
        "“{0}” cannot be a citation key; use letters, digits, and single - _ . : / between them"
    )]
    BadKey(String),
    /// Something rests on the record.
    #[error("the {record} is still used by {by}")]
    InUse {
        /// The record.
        record: RecordKey,
        /// What uses it.
        by: RecordUser,
    },
    /// A page or section of a snapshot begins at no character of its text.
    #[error("mark “{label}” stands at byte {at}, which does not fit a text of {length} bytes")]
    BadMark {
        /// The label of the page or section.
        label: String,
        /// Where it is said to begin, in bytes.
        at: usize,
        /// The length of the text, in bytes.
        length: usize,
    },
    /// The passage of a quote is beyond any text.
    #[error("a quote starts at byte {0}, beyond any text")]
    BadStart(usize),
    /// The project could not be saved any more.
    #[error(
        "this would make the project {}; a project can hold {}. Nothing was changed",
        size_in_words(*.size),
        size_in_words(*.most)
    )]
    TooLarge {
        /// How many bytes its file would have at most.
        size: u64,
        /// How many it may have.
        most: u64,
    },
}

/// What rests on a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecordUser {
    /// The draft quotes it.
    Draft,
    /// A claim's own place in the draft.
    Place,
    /// A quote of a source.
    Quote(QuoteId),
    /// A claim whose evidence it is.
    Claim(ClaimId),
}

impl StepError {
    /// What to do next, as one sentence; empty where the message says it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => {
                "Take the part that you need, or delete a source that is not used any more; large sources can have a project of their own."
            }
            _ => "",
        }
    }
}

/// Steps that were to be taken back, or done again, and are refused.
#[derive(Debug, thiserror::Error)]
#[error("{error}")]
pub struct TurnBackError {
    /// Why.
    pub error: StepError,
    /// The steps, for another time; empty where they can never be taken.
    pub steps: Vec<Step>,
}
