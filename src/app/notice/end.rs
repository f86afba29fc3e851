//! When a notice leaves by itself.
//!
//! # Invariants
//! - Every notice has one rule, in one place; a new one without a rule does not compile.
//! - What failed about a file, and what protects the writer's words, stays until it is mended
//!   or dismissed.

use super::{
    DoneNotice, Notice, NoticeText,
    problem::{ProblemNotice, SignoffObstacle},
};

/// What ends a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) enum NoticeEnd {
    /// The next change of the project: what was done is past, what was refused is possible.
    Edit,
    /// The caret or the selection moves, or the project changes: it was in the wrong place.
    Move,
    /// The draft is checked.
    Checked,
    /// Nothing stands against calling the article final any more.
    Ready,
    /// The article has a file.
    Saved,
    /// Nobody else has the article open any more.
    Writable,
    /// An article is open.
    Open,
    /// Nothing but the writer, or what mends it.
    Dismissed,
}

impl Notice {
    /// Returns what ends it.
    pub(in crate::app) fn end(&self) -> NoticeEnd {
        match &*self.text {
            NoticeText::Done(done) => of_done(done),
            NoticeText::Problem(problem) => of_problem(problem),
            NoticeText::Warning(_) => NoticeEnd::Dismissed,
        }
    }
}

fn of_done(notice: &DoneNotice) -> NoticeEnd {
    match notice {
        DoneNotice::Copied(_)
        | DoneNotice::RichTextCopied
        | DoneNotice::Exported(_)
        | DoneNotice::PacketWritten { .. }
        | DoneNotice::VersionKept
        | DoneNotice::QuoteKept
        | DoneNotice::NothingToReplace
        | DoneNotice::Replaced(_)
        | DoneNotice::NothingUnclaimed
        | DoneNotice::DraftUnchanged
        | DoneNotice::DraftUpdated(_)
        | DoneNotice::AnnotationsTakenOut
        | DoneNotice::OtherVersionKept(_)
        | DoneNotice::Reloaded
        | DoneNotice::OtherVersionTaken
        | DoneNotice::Merged { .. }
        | DoneNotice::Recovered
        | DoneNotice::VersionIsSame
        | DoneNotice::VersionRestored => NoticeEnd::Edit,
        DoneNotice::SectionStays(_) => NoticeEnd::Move,
    }
}

fn of_problem(notice: &ProblemNotice) -> NoticeEnd {
    match notice {
        ProblemNotice::StepRefused(_)
        | ProblemNotice::UndoRefused { .. }
        | ProblemNotice::SourceDate(_)
        | ProblemNotice::ArticleForm(_)
        | ProblemNotice::ClaimIsOrphaned
        | ProblemNotice::NothingProposed
        | ProblemNotice::NotAWebAddress(_)
        | ProblemNotice::PastedPlain(_)
        | ProblemNotice::NotPasted(_)
        | ProblemNotice::ImageUnreadable
        | ProblemNotice::RichTextNotCopied
        | ProblemNotice::NotFinal(SignoffObstacle::Unnamed) => NoticeEnd::Edit,
        ProblemNotice::NotCaptured(_)
        | ProblemNotice::NoWordsForClaim
        | ProblemNotice::NoSentence
        | ProblemNotice::NoFix(_) => NoticeEnd::Move,
        ProblemNotice::DraftIsBeingRead
        | ProblemNotice::NotFinal(SignoffObstacle::BeingChecked) => NoticeEnd::Checked,
        ProblemNotice::NotFinal(SignoffObstacle::NotReady) => NoticeEnd::Ready,
        ProblemNotice::NoVersions | ProblemNotice::ImageWithoutFile => NoticeEnd::Saved,
        ProblemNotice::SaveIsReadOnly
        | ProblemNotice::RestoreIsReadOnly
        | ProblemNotice::NotFinal(SignoffObstacle::ReadOnly) => NoticeEnd::Writable,
        ProblemNotice::SourceWithoutProject => NoticeEnd::Open,
        ProblemNotice::NotSaved { .. }
        | ProblemNotice::NotWritten(_)
        | ProblemNotice::LockUnusable(_)
        | ProblemNotice::SaveWaits(_)
        | ProblemNotice::SaveOfClosed
        | ProblemNotice::NotLoaded(_)
        | ProblemNotice::Loaded(_)
        | ProblemNotice::SampleNotLoaded(_)
        | ProblemNotice::SourceOfClosed(_)
        | ProblemNotice::SourceNotRead(_)
        | ProblemNotice::SourceDirection(_)
        | ProblemNotice::DraftOfClosed
        | ProblemNotice::DraftIsAnnotated(_)
        | ProblemNotice::DraftNotRead(_)
        | ProblemNotice::DraftPlacesLost { .. }
        | ProblemNotice::NotSigned(_)
        | ProblemNotice::ExportWarnings(..)
        | ProblemNotice::ExportNotWritten(_)
        | ProblemNotice::ImageNotKept(_)
        | ProblemNotice::ExportIsProject(_)
        | ProblemNotice::PacketNotWritten(_)
        | ProblemNotice::TaskFailed(_)
        | ProblemNotice::NotJournalled(_)
        | ProblemNotice::JournalHangs
        | ProblemNotice::NotRecoverable(_)
        | ProblemNotice::NotRecovered(_)
        | ProblemNotice::OtherVersionNotKept(_)
        | ProblemNotice::OtherVersionUnreadable(_)
        | ProblemNotice::FileIsGone(_)
        | ProblemNotice::Merged(_) => NoticeEnd::Dismissed,
    }
}
