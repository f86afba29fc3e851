//! Why work outside the workspace failed, in words.

use std::fmt;

use crate::app::notice::failure::{JournalFailure, ReadFailure, TaskFailure};

impl fmt::Display for JournalFailure {
    /// Writes why, without a capital and a full stop.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Error(error) => error.fmt(f),
            Self::Panic => f.write_str("your typing is not protected: a fault in Nutgraf"),
            Self::NoThread(cause) => write!(
                f,
                "your typing is not protected: the system allows no further thread ({cause})"
            ),
            Self::NoFolder => f.write_str(
                "your typing is not protected: no home folder is known in which to keep a journal",
            ),
        }
    }
}

impl JournalFailure {
    /// Returns what to do next, as one sentence.
    pub(super) fn hint(&self) -> &'static str {
        match self {
            Self::Error(error) => error.hint(),
            Self::Panic => "Save your work often, and report this fault.",
            Self::NoThread(_) => {
                "Save your work often; close other programs, then start Nutgraf again."
            }
            Self::NoFolder => {
                "Save your work often; set HOME or NUTGRAF_CONFIG_DIR, then start Nutgraf again."
            }
        }
    }
}

impl fmt::Display for ReadFailure {
    /// Writes why, as sentences.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Error(error) => error.fmt(f),
            Self::Panic(name) => {
                write!(f, "“{name}” could not be read; this is a fault in Nutgraf. Try again.")
            }
        }
    }
}

impl fmt::Display for TaskFailure {
    /// Writes why, as sentences.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoCheckThread(cause) => write!(
                f,
                "Nothing is checked: the system allows no further thread ({cause}). Close other \
                 programs, then start Nutgraf again. Your text is safe."
            ),
            Self::CheckPanic => f.write_str(
                "The draft could not be checked; this is a fault in Nutgraf. Your text is safe; \
                 save it and go on.",
            ),
            Self::FilePanic => f.write_str(
                "The file could not be read; this is a fault in Nutgraf. Your text is safe.",
            ),
            Self::NoFileManager(folder, cause) => write!(
                f,
                "The desktop has no program that shows a folder ({cause}). The file is in {}.",
                folder.display()
            ),
            Self::Settings(error) => error.fmt(f),
        }
    }
}
