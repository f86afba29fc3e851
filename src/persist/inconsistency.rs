//! What keeps a text that is RON from being a project.

use std::fmt;

use crate::project::StepError;
use nutgraf_engine::model::{ClaimId, QuoteId, SourceId};

/// What does not hold together in a project file.
#[derive(Debug, thiserror::Error)]
pub enum Inconsistency {
    /// It names a format that never was.
    #[error("there never was a format 0")]
    FormatZero,
    /// Something follows the project.
    #[error("something stands after the end of the project")]
    Trailing,
    /// A record lacks a field.
    #[error("the field “{field}” is missing in {within}")]
    FieldMissing {
        /// The name of the field.
        field: String,
        /// The record that lacks it.
        within: RecordKind,
    },
    /// A record has a field twice.
    #[error("the field “{field}” stands twice in {within}")]
    FieldTwice {
        /// The name of the field.
        field: String,
        /// The record that has it.
        within: RecordKind,
    },
    /// A value is none of those that its field may have.
    #[error("“{found}” is not a value this program knows here; it knows {}", known.join(", "))]
    UnknownValue {
        /// The value.
        found: String,
        /// Those that the field may have.
        known: &'static [&'static str],
    },
    /// A value is not of its field's type, in the words of the reader of RON.
    #[error("{0}")]
    WrongType(String),
    /// A quote has two uses of one number.
    #[error("{0} stands twice in the file")]
    UseTwice(RecordInFile),
    /// A claim has the one end of its place only.
    #[error("{0} has only one of “start” and “end”")]
    HalfPlace(RecordInFile),
    /// A place ends before it begins.
    #[error("{who} stands at bytes {start} to {end}, which is no place")]
    NoPlace {
        /// Whose place it is.
        who: RecordInFile,
        /// Where it begins, in bytes of the draft.
        start: usize,
        /// Where it ends.
        end: usize,
    },
    /// A record does not fit the others.
    #[error("{}", misfit(who, error))]
    Misfit {
        /// The record.
        who: RecordInFile,
        /// Why.
        error: StepError,
    },
}

/// Names something that stands in a project file, by its id there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecordInFile {
    /// A source.
    Source(SourceId),
    /// A quote.
    Quote(QuoteId),
    /// A claim.
    Claim(ClaimId),
    /// A place in the draft that uses a quote, by its number.
    Use(u32, QuoteId),
    /// A sentence that is said to be no claim.
    NotClaim,
    /// A finding that somebody lets stand.
    Stet,
}

impl fmt::Display for RecordInFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Source(id) => write!(f, "source “{id}”"),
            Self::Quote(id) => write!(f, "quote “{id}”"),
            Self::Claim(id) => write!(f, "claim “{id}”"),
            Self::Use(number, id) => write!(f, "use {number} of quote “{id}”"),
            Self::NotClaim => f.write_str("a sentence set aside"),
            Self::Stet => f.write_str("a finding that may stand"),
        }
    }
}

/// The kind of a record, as the format names it: `ClaimRecord`; `None` where the reader of
/// RON does not say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordKind(pub(super) Option<String>);

impl fmt::Display for RecordKind {
    /// Writes it as a person says it: `a claim`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(name) = &self.0 else { return f.write_str("this record") };
        let name = name.strip_suffix("Record").unwrap_or(name).to_lowercase();
        match name.as_str() {
            "project" => f.write_str("the project"),
            "article" => f.write_str("the article"),
            _ if name.starts_with(['a', 'e', 'i', 'o', 'u']) => write!(f, "an {name}"),
            _ => write!(f, "a {name}"),
        }
    }
}

fn misfit(who: &RecordInFile, error: &StepError) -> String {
    match error {
        StepError::KeyTaken(key) => {
            format!("{who} has the citation key “{key}” of another source")
        }
        StepError::IdTaken(_) => format!("{who} stands twice in the file"),
        StepError::Missing(record) => {
            format!("{who} refers to {record}, which is not in the file")
        }
        StepError::BadMark { label, at, length } => format!(
            "mark “{label}” of {who} stands at byte {at}, which does not fit a text of {length} bytes"
        ),
        StepError::BadStart(start) => format!("{who} starts at byte {start}, beyond any text"),
        other => format!("{who}: {other}"),
    }
}
