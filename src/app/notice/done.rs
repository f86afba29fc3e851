//! What was done, as values.

use std::path::{Path, PathBuf};

use crate::{app::form::ExportFormat, project::DraftUpdate};
use nutgraf_engine::text::AnchorKey;

/// Something that was done.
pub(in crate::app) enum DoneNotice {
    /// An export is on the clipboard.
    Copied(ExportFormat),
    /// Rich text is on the clipboard.
    RichTextCopied,
    /// An export is written to this file.
    Exported(PathBuf),
    /// The documents of the fact check are written.
    PacketWritten {
        /// How many files they are.
        files: usize,
        /// Where they are.
        folder: PathBuf,
    },
    /// A version with a name is kept.
    VersionKept,
    /// A passage is a quote card.
    QuoteKept,
    /// A replacement of all hits would change nothing.
    NothingToReplace,
    /// So many hits were replaced.
    Replaced(usize),
    /// A section was not moved.
    SectionStays(SectionObstacle),
    /// No sentence worth checking is open.
    NothingUnclaimed,
    /// The file to update the draft from holds the draft as it is.
    DraftUnchanged,
    /// The text that became the draft was a packet's annotated draft.
    AnnotationsTakenOut,
    /// The draft was updated, and every claim and quotation has a place.
    DraftUpdated(DraftUpdateCounts),
    /// The other program's version is kept in this file.
    OtherVersionKept(PathBuf),
    /// The other program's version took the place of a saved one.
    Reloaded,
    /// The other program's version took the place of the writer's.
    OtherVersionTaken,
    /// Another version was merged.
    Merged {
        /// The name of the copy that was merged, where it was not the file itself.
        copy: Option<String>,
        /// How many conflicts were decided.
        conflicts: usize,
    },
    /// What a journal kept is there again.
    Recovered,
    /// The version to be brought back is what the article is.
    VersionIsSame,
    /// A version was brought back.
    VersionRestored,
}

impl DoneNotice {
    /// Returns the folder of what was written for somebody outside.
    pub(super) fn folder(&self) -> Option<&Path> {
        match self {
            Self::Exported(path) | Self::OtherVersionKept(path) => path.parent(),
            Self::PacketWritten { folder, .. } => Some(folder),
            Self::Copied(_)
            | Self::RichTextCopied
            | Self::VersionKept
            | Self::QuoteKept
            | Self::NothingToReplace
            | Self::Replaced(_)
            | Self::SectionStays(_)
            | Self::NothingUnclaimed
            | Self::DraftUnchanged
            | Self::AnnotationsTakenOut
            | Self::DraftUpdated(_)
            | Self::Reloaded
            | Self::OtherVersionTaken
            | Self::Merged { .. }
            | Self::Recovered
            | Self::VersionIsSame
            | Self::VersionRestored => None,
        }
    }
}

/// How many claims and quotations an update of the draft met, by what became of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) struct DraftUpdateCounts {
    /// Of the claims.
    pub(super) claims: PlaceCounts,
    /// Of the quotations.
    pub(super) quotations: PlaceCounts,
}

/// How many places have their words in an updated draft, and how many do not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct PlaceCounts {
    /// They found their words.
    pub(super) found: usize,
    /// They stand on words that were changed.
    pub(super) changed: usize,
    /// They have no words any more.
    pub(super) lost: usize,
}

impl DraftUpdateCounts {
    /// Returns the counts of an update.
    pub(in crate::app) fn of(update: &DraftUpdate) -> Self {
        let is_claim = |key: &AnchorKey| matches!(key, AnchorKey::Claim(_));
        let of = |claims: bool| {
            let count =
                |keys: &[AnchorKey]| keys.iter().filter(|key| is_claim(key) == claims).count();
            PlaceCounts {
                found: count(&update.same) + count(&update.back),
                changed: count(&update.changed),
                lost: count(&update.lost),
            }
        };
        Self { claims: of(true), quotations: of(false) }
    }
}

/// Why a section stays where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) enum SectionObstacle {
    /// The caret is in no section.
    NoHeading,
    /// It is the first of its level within the section that holds it.
    IsFirst,
    /// It is the last of its level there.
    IsLast,
    /// It would become a part of itself, or take in a section that was none of it.
    TakesIn,
    /// A block without an end would take in what comes behind it.
    LeftOpen,
}
