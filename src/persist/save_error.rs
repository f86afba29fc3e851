//! Why a file was not saved, said so that a writer knows what to do next.

use std::{
    io,
    path::{Path, PathBuf},
};

use super::{
    fingerprint::FileFingerprint,
    load_error::LoadError,
    lock::Owner,
    system_error::{hint_of, in_words},
};
use nutgraf_engine::text::size_in_words;

/// A project cannot be turned into the text of a file.
#[derive(Debug, thiserror::Error)]
pub enum EncodeError {
    /// The serialiser failed.
    #[error("the project cannot be written as RON: {0}")]
    Ron(#[from] ron::Error),
    /// The text that was made cannot be read back.
    #[error("the project would not open again: {0}")]
    Differs(Box<LoadError>),
    /// The text that was made reads back as something else.
    #[error("the project would not open again as it is now")]
    Lossy,
    /// The text that was made has more bytes than are allowed.
    #[error("it takes {}, and can have {}", size_in_words(*.size), size_in_words(*.most))]
    TooLarge {
        /// How many bytes it has.
        size: u64,
        /// How many it may have.
        most: u64,
    },
}

/// A file was not saved. But for [`SaveError::Unsettled`] and [`SaveError::Vanished`], what
/// was on disk is as it was.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// The project cannot be written at all.
    #[error("{}: not saved: {cause}", path.display())]
    Encode {
        /// The file that was to be saved.
        path: PathBuf,
        /// Why.
        cause: EncodeError,
    },
    /// The project has more bytes than a file of it may have.
    #[error("{}: not saved: the project takes {}, and a project can hold {}", path.display(), size_in_words(*.size), size_in_words(*.most))]
    TooLarge {
        /// The file that was to be saved.
        path: PathBuf,
        /// How many bytes it would have.
        size: u64,
        /// How many it may have.
        most: u64,
    },
    /// A file stands where a new one was to be made.
    #[error("{}: not saved: a file of this name is already there", path.display())]
    Exists {
        /// The file that is there.
        path: PathBuf,
    },
    /// The file is no longer what was opened.
    #[error("{}: not saved: another program changed the file since it was opened", path.display())]
    ChangedOutside {
        /// The file that was changed.
        path: PathBuf,
    },
    /// The file has other names, which would keep the old version.
    #[error("{}: not saved: the file has {names} names (hard links), and a save would give this one alone the new version", path.display())]
    Linked {
        /// The name that was to be saved to.
        path: PathBuf,
        /// How many names it has.
        names: u64,
    },
    /// What the path leads to is not the disk or folder that was opened or written to.
    #[error("{}: not saved where it was to be: the disk or folder that it was on is no longer there", path.display())]
    Vanished {
        /// The file that was to be saved.
        path: PathBuf,
    },
    /// A folder, device or pipe stands there.
    #[error("{}: not saved: this is {what}, not a file", path.display())]
    NotAFile {
        /// What was to be replaced.
        path: PathBuf,
        /// `a folder`, or what else it is.
        what: &'static str,
    },
    /// The file may not be written to.
    #[error("{}: not saved: the file is marked as read-only", path.display())]
    ReadOnly {
        /// The file.
        path: PathBuf,
    },
    /// Somebody else has it open; `None` where they left no note of who they are.
    #[error("{}: not saved: it is open in another window ({})", path.display(), in_small_letters(owner.as_ref()))]
    OpenElsewhere {
        /// The file that was to be saved.
        path: PathBuf,
        /// Who has it open.
        owner: Option<Owner>,
    },
    /// This program failed over it.
    #[error("{}: not saved: a fault in nutgraf", path.display())]
    Panic {
        /// The file that was to be saved.
        path: PathBuf,
    },
    /// The system refused.
    #[error("{}: not saved: {}", path.display(), in_words(cause))]
    System {
        /// The file that was to be saved.
        path: PathBuf,
        /// What the system said.
        #[source]
        cause: io::Error,
    },
    /// The new file is in place, but the folder could not be flushed.
    #[error("{}: saved, but the disk did not confirm it ({}); whether it would survive a power cut is not known", path.display(), in_words(cause))]
    Unsettled {
        /// The file that is in place.
        path: PathBuf,
        /// What stands there now.
        stamp: FileFingerprint,
        /// What the system said.
        #[source]
        cause: io::Error,
    },
}

impl SaveError {
    /// A project that could not be made the text of a file.
    pub fn encoding(path: &Path, cause: EncodeError) -> Self {
        let path = path.to_owned();
        match cause {
            EncodeError::TooLarge { size, most } => Self::TooLarge { path, size, most },
            cause => Self::Encode { path, cause },
        }
    }

    /// What is on disk now and what to do next, as one sentence.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Encode { .. } => {
                "What was on disk is as it was. This is a fault in Nutgraf: copy your text elsewhere and report it."
            }
            Self::TooLarge { .. } => {
                "What was on disk is as it was. Delete sources that are not used any more, or move large ones into a project of their own, then save again."
            }
            Self::Exists { .. } => {
                "It is as it was; choose another name, or say that it is to be replaced."
            }
            Self::ChangedOutside { .. } => {
                "Those changes are kept; save a copy under another name, or say that they are to be replaced."
            }
            Self::Linked { .. } => {
                "It is as it was; save a copy elsewhere, or say that only this name is to be replaced. Nutgraf does not write into a file in place: a power cut could leave half of it."
            }
            Self::Vanished { .. } => {
                "Connect the disk again and save once more, or save elsewhere; until then, what you have here is in no file."
            }
            Self::NotAFile { .. } => "Choose another name.",
            Self::ReadOnly { .. } => "It is as it was; allow writing to it, or save elsewhere.",
            Self::Unsettled { .. } => "Save again, or save elsewhere: a copy on another disk.",
            Self::OpenElsewhere { .. } | Self::Panic { .. } => {
                "What was there is as it was; save elsewhere."
            }
            Self::System { cause, .. } => hint_of(cause),
        }
    }
}

fn in_small_letters(owner: Option<&Owner>) -> String {
    owner.map_or_else(|| "another program".to_owned(), |owner| owner.to_string().to_lowercase())
}
