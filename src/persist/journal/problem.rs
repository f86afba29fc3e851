//! Why what a journal holds is not offered, as values and in words.

use std::{fmt, path::PathBuf};

/// What keeps edits that were not saved from being brought back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecoveryProblem {
    /// Their file is too large to be read unasked.
    WaitsForOpening(PathBuf),
    /// Their file is no longer what they were made on.
    Misfit {
        /// The file; `None` where the project had none.
        file: Option<PathBuf>,
        /// Where the journal is kept.
        journal: PathBuf,
        /// Whether it was set aside, and is kept for 30 days.
        is_discarded: bool,
    },
}

impl fmt::Display for RecoveryProblem {
    /// Writes it as sentences.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::WaitsForOpening(file) => write!(
                f,
                "Edits of {} were not saved when Nutgraf ended. It is too large to be opened \
                 unasked: open it, and they are offered.",
                file.display()
            ),
            Self::Misfit { file, journal, is_discarded } => {
                let file = file
                    .as_ref()
                    .map_or_else(|| "an article".to_owned(), |file| file.display().to_string());
                let kept =
                    if *is_discarded { "For 30 days they are kept in" } else { "They are kept in" };
                write!(
                    f,
                    "Edits of {file} were not saved when Nutgraf ended, and cannot be put into it, \
                     because it is no longer what they were made on. {kept} {}.",
                    journal.display()
                )
            }
        }
    }
}
