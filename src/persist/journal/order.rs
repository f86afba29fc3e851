//! What a journal is told, and what it says when it breaks.

use std::{io, path::PathBuf};

use super::{JournalEntry, Origin};
use crate::{
    persist::{EncodeError, FileFingerprint, Limit, system_error::in_words},
    project::ProjectCopy,
};
use nutgraf_engine::text::size_in_words;

/// What a journal is to do.
#[derive(Clone, Debug)]
pub enum Order {
    /// A project was opened or begun. What was journalled before is set aside.
    Begin(Origin),
    /// The journal of the same project begins anew; the one before goes once this
    /// one is on the disk.
    Anew(Origin),
    /// Something was done.
    Add(JournalEntry),
    /// What was done so far is about to be saved to this file.
    Saving {
        /// The file.
        path: PathBuf,
        /// The project as it is saved.
        project: Box<ProjectCopy>,
    },
    /// It was saved, and the disk confirmed it.
    Saved(PathBuf, FileFingerprint),
    /// It was not, or the disk did not say.
    NotSaved,
    /// The project was closed. What was not saved is set aside.
    End,
    /// What was recovered from this journal is journalled anew by now.
    Recovered(PathBuf),
    /// The writer does not want what this journal holds.
    Discard(PathBuf),
}

/// What is typed is not protected. The editor goes on.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// The system refused.
    #[error("your typing is not protected: {}: {}", path.display(), in_words(cause))]
    System {
        /// The journal, or its folder.
        path: PathBuf,
        /// What the system said.
        #[source]
        cause: io::Error,
    },
    /// More would be in it than can be read again.
    #[error(
        "your typing is not protected: with what was done last the journal would have {}, and it can have {}",
        size_in_words(*.size),
        size_in_words(Limit::Journal.written())
    )]
    TooLarge {
        /// How many bytes it would have.
        size: u64,
    },
    /// Something cannot be written as text.
    #[error("your typing is not protected: {0}")]
    Encode(#[from] EncodeError),
}

impl JournalError {
    /// What to do next, as one sentence.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::System { cause, .. } if cause.kind() == io::ErrorKind::StorageFull => {
                "Save your work, and free some space on this disk; protection is tried again as you type."
            }
            Self::System { .. } => {
                "Save your work often until this message goes; protection is tried again as you type."
            }
            Self::TooLarge { .. } => "Save your work; protection begins anew as you type.",
            Self::Encode(_) => {
                "Save your work often. This is a fault in Nutgraf; please report it."
            }
        }
    }
}
