//! What a person should know of a file that was read, as values and in words.

use std::fmt;

use crate::persist::limits::Limit;
use nutgraf_engine::{
    model::SourceId,
    text::{AnchorKey, size_in_words},
};

/// Something that a person should know of a project that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoadNote {
    /// The snapshot of a source is not the text that was captured.
    SnapshotChanged(SourceId),
    /// The draft was changed outside this program, and an anchor's words with it.
    Anchor(AnchorKey, AnchorOutcome),
    /// Further anchors of one outcome, and how many.
    MoreAnchors(AnchorOutcome, usize),
    /// The file has so many bytes that it can be read and not be written.
    TooLargeToSave(u64),
}

/// What became of an anchor whose words do not stand where they were.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnchorOutcome {
    /// It stands on its words elsewhere.
    Moved,
    /// It stands on words that are like its own.
    Alike,
    /// It stands on no words.
    Lost,
}

impl AnchorOutcome {
    pub(super) const ALL: [Self; 3] = [Self::Moved, Self::Alike, Self::Lost];
}

impl fmt::Display for LoadNote {
    /// Writes it as sentences.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SnapshotChanged(id) => write!(
                f,
                "The snapshot of source “{id}” is no longer the text that was captured: its \
                 SHA-256 differs."
            ),
            Self::Anchor(key, outcome) => {
                f.write_str("The draft was changed outside this program: ")?;
                match key {
                    AnchorKey::Claim(id) => write!(f, "claim “{id}” ")?,
                    AnchorKey::Use(id, number) => write!(f, "use {number} of quote “{id}” ")?,
                }
                f.write_str(match outcome {
                    AnchorOutcome::Moved => "moved with its words.",
                    AnchorOutcome::Alike => {
                        "was put on words that are like its own; look whether they still say the \
                         same."
                    }
                    AnchorOutcome::Lost => {
                        "lost its place, because its words are not there exactly once."
                    }
                })
            }
            Self::MoreAnchors(outcome, count) => {
                let what = match outcome {
                    AnchorOutcome::Moved => "moved with their words",
                    AnchorOutcome::Alike => "were put on words that are like their own",
                    AnchorOutcome::Lost => "lost their places",
                };
                write!(
                    f,
                    "The draft was changed outside this program: claims and quotes that {what}, \
                     besides those named: {count}."
                )
            }
            Self::TooLargeToSave(size) => write!(
                f,
                "This project takes {}, and is saved only up to {}. Until it is smaller, it can be \
                 read and exported, and sources can be deleted.",
                size_in_words(*size),
                size_in_words(Limit::Project.written())
            ),
        }
    }
}
