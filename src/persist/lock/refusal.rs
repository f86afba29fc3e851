//! Why a lock was not given, in words.

use std::{fmt, io, path::PathBuf};

use super::Owner;
use crate::persist::{regular::Special, system_error::in_words};

/// Why a lock was not given.
#[derive(Debug)]
pub enum Refusal {
    /// Somebody has it.
    Held {
        /// Who; `None` where they left no note of who they are.
        owner: Option<Owner>,
        /// The lock file.
        file: PathBuf,
        /// Whether a process of this computer holds it now. Else only the note of another
        /// computer says so, which nobody here can ask.
        is_live: bool,
    },
    /// What has the lock's name is none that this program may take. It was left as it is.
    Unusable {
        /// What has the lock's name.
        file: PathBuf,
        /// What is wrong with it.
        obstacle: LockFileFault,
    },
    /// No lock can be made there, as in a folder that cannot be written to.
    Impossible(io::Error),
}

impl Refusal {
    /// Returns what to do next, as one or two sentences for a command line.
    pub fn hint(&self) -> String {
        match self {
            Self::Held { is_live: true, .. } => {
                "Close it there first, or do it in that window.".to_owned()
            }
            Self::Held { file, .. } => format!(
                "Close it there first, or do it in that window. When nobody is there any more, \
                 say --take-over; the lock is {}.",
                file.display()
            ),
            Self::Unusable { obstacle: LockFileFault::Sticky { .. }, .. } => {
                "Have its owner remove it, or work on a copy in another folder.".to_owned()
            }
            Self::Unusable { file, .. } => format!(
                "It was left as it is. Remove {}, or move it away, then try again.",
                file.display()
            ),
            Self::Impossible(_) => "Check who may write to the folder.".to_owned(),
        }
    }
}

/// Displays behind “not written: ” and “read only: ”.
impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Held { owner: Some(owner), .. } => {
                write!(f, "it is open in a window ({owner})")
            }
            Self::Held { owner: None, .. } => {
                f.write_str("it is open in a window (another program)")
            }
            Self::Unusable { file, obstacle } => {
                write!(f, "its lock file {} {obstacle}", file.display())
            }
            Self::Impossible(cause) => {
                write!(f, "no lock can be made beside it: {}", in_words(cause))
            }
        }
    }
}

/// What keeps a file from being taken as a lock.
#[derive(Debug)]
pub enum LockFileFault {
    /// It is no regular file.
    Special(Special),
    /// It has other names (hard links), and so may be somebody's file.
    Names(u64),
    /// It holds something that is no note of an owner.
    Foreign,
    /// It cannot be read, so nobody knows what it is.
    Unreadable(io::Error),
    /// It is another user's in a folder in which only they may replace it.
    Sticky {
        /// The folder.
        folder: PathBuf,
    },
}

impl fmt::Display for LockFileFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Special(special) => write!(f, "is {special}"),
            Self::Names(names) => write!(f, "has {names} names (hard links)"),
            Self::Foreign => f.write_str("holds something that Nutgraf did not write"),
            Self::Unreadable(cause) => {
                write!(f, "cannot be read: {}", in_words(cause))
            }
            Self::Sticky { folder } => write!(
                f,
                "is another user’s, and in {} (a sticky folder) only they may replace it",
                folder.display()
            ),
        }
    }
}
