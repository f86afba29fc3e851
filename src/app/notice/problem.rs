//! What went wrong, as values.

use std::{path::PathBuf, sync::Arc};

use super::{
    done::DraftUpdateCounts,
    failure::{JournalFailure, ReadFailure, TaskFailure},
    refusal::StepRefusal,
};
use crate::{
    app::form::ArticleFormError,
    exchange::{
        export::{ExportWarning, PacketError, StripError},
        import::ImportProcessError,
    },
    persist::{
        KeepImageError, LoadError, LoadNote, SaveError, journal::RecoveryProblem, lock::Refusal,
    },
    project::{CaptureError, MergeNote, StepError, StepLabel},
};
use nutgraf_engine::{
    evidence::{FixKind, TextDirectionNote},
    model::PartialDateError,
};

/// Something that went wrong, or cannot be done now.
pub(in crate::app) enum ProblemNotice {
    /// An edit was refused.
    StepRefused(StepRefusal),
    /// An entry of the undo stack could not be taken back or done again.
    UndoRefused {
        /// The entry.
        label: StepLabel,
        /// Why.
        cause: StepError,
    },
    /// The open project was not saved.
    NotSaved {
        /// Why.
        error: SaveError,
        /// Whether the journal has what is not saved.
        is_journalled: bool,
    },
    /// A file beside the open project was not written.
    NotWritten(SaveError),
    /// What has the name of the lock keeps the project from being saved.
    LockUnusable(Arc<Refusal>),
    /// Somebody else has the project open that was to be saved.
    SaveIsReadOnly,
    /// A save to this file waits for one that takes long.
    SaveWaits(PathBuf),
    /// A name was chosen to save to for a project that is no longer open.
    SaveOfClosed,
    /// A file could not be opened.
    NotLoaded(LoadError),
    /// What a person should know of the project that was opened.
    Loaded(LoadNote),
    /// A sample of the program's own could not be opened.
    SampleNotLoaded(LoadError),
    /// A source was read for a project that is no longer open.
    SourceOfClosed(PathBuf),
    /// A source could not be read.
    SourceNotRead(ReadFailure),
    /// A file was dropped while no project is open.
    SourceWithoutProject,
    /// A date of a source is none.
    SourceDate(PartialDateError),
    /// The text of a source holds characters that turn the direction of writing.
    SourceDirection(TextDirectionNote),
    /// A field of the article's details cannot be read.
    ArticleForm(ArticleFormError),
    /// A draft was read for a project that is no longer open.
    DraftOfClosed,
    /// The text that was to become the draft could not be read.
    DraftNotRead(ReadFailure),
    /// The text that was to become the draft is a packet's annotated draft, and damaged.
    DraftIsAnnotated(StripError),
    /// The draft was updated, and claims or quotations lost their places.
    DraftPlacesLost {
        /// What became of all.
        counts: DraftUpdateCounts,
        /// Whether a claim is among those that lost their places.
        has_claims: bool,
    },
    /// Words could not become a quote or a claim.
    NotCaptured(CaptureError),
    /// No words are selected to put a claim on.
    NoWordsForClaim,
    /// The sentences worth checking are not known yet.
    DraftIsBeingRead,
    /// The caret is in no sentence.
    NoSentence,
    /// A claim without a place in the draft was to get a status.
    ClaimIsOrphaned,
    /// A claim whose change was to be accepted has none.
    NothingProposed,
    /// A quotation cannot be mended so.
    NoFix(FixKind),
    /// The article cannot be called final.
    NotFinal(SignoffObstacle),
    /// The export is out, and its sign-off was refused.
    NotSigned(StepError),
    /// What an export leaves out or could not do; the first, and how many more there are.
    ExportWarnings(ExportWarning, usize),
    /// An export was not written.
    ExportNotWritten(SaveError),
    /// The file of the project was chosen to export to.
    ExportIsProject(PathBuf),
    /// The documents of the fact check were not written.
    PacketNotWritten(PacketError),
    /// Work outside failed.
    TaskFailed(TaskFailure),
    /// The journal does not protect what is typed.
    NotJournalled(JournalFailure),
    /// The disk of the journal does not answer.
    JournalHangs,
    /// A journal holds something that cannot be brought back.
    NotRecoverable(RecoveryProblem),
    /// What a journal kept does not fit its project.
    NotRecovered(StepError),
    /// The other program's version could not be kept beside the file.
    OtherVersionNotKept(SaveError),
    /// Another program made the file one that cannot be opened.
    OtherVersionUnreadable(Arc<LoadError>),
    /// The file of the open project is gone.
    FileIsGone(PathBuf),
    /// What a person should know of a merge.
    Merged(MergeNote),
    /// The project was never saved, so it has no versions.
    NoVersions,
    /// Somebody else has the project open, so no version was brought back.
    RestoreIsReadOnly,
    /// What was pasted came without its look.
    PastedPlain(ImportProcessError),
    /// What is on the clipboard could not be read.
    NotPasted(ImportProcessError),
    /// The image on the clipboard could not be read.
    ImageUnreadable,
    /// An image was to be kept beside a project that has no file.
    ImageWithoutFile,
    /// An image was not kept beside the project.
    ImageNotKept(KeepImageError),
    /// Rich text did not get on the clipboard.
    RichTextNotCopied,
    /// This is no address of the web.
    NotAWebAddress(String),
}

/// What keeps an article from being called final.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) enum SignoffObstacle {
    /// Somebody else has the project open.
    ReadOnly,
    /// What stands against it is not known yet.
    BeingChecked,
    /// Something stands against it, and no reason is given.
    NotReady,
    /// Nobody calls it so.
    Unnamed,
}
