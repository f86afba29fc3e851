//! What the window tells the writer in the strip above the status bar, as values.
//!
//! # Invariants
//! - Nothing here holds a sentence: the words are made in [`wording`] alone, so that another
//!   language needs another copy of that module and no more.

mod done;
mod end;
mod failure;
mod problem;
mod refusal;
mod wording;

use std::{fmt, path::Path, sync::Arc};

use crate::persist::{FolderFault, SettingsFault};

pub use failure::{JournalFailure, ReadFailure, TaskFailure};

pub(super) use done::{DoneNotice, DraftUpdateCounts, SectionObstacle};
pub(super) use end::NoticeEnd;
pub(super) use problem::{ProblemNotice, SignoffObstacle};
pub(super) use refusal::StepRefusal;

/// How serious a notice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum NoticeKind {
    Done,
    Problem,
    /// Of the program itself: it stays when another article is opened.
    Warning,
}

/// A message that stays until it is no longer true or is taken away.
#[derive(Clone)]
pub struct Notice {
    /// Names it for [`Action::Dismiss`](crate::app::Action::Dismiss).
    pub id: u64,
    text: Arc<NoticeText>,
}

impl Notice {
    pub(super) fn new(id: u64, text: NoticeText) -> Self {
        Self { id, text: Arc::new(text) }
    }

    /// Returns how serious it is.
    pub fn kind(&self) -> NoticeKind {
        match &*self.text {
            NoticeText::Done(_) => NoticeKind::Done,
            NoticeText::Problem(_) => NoticeKind::Problem,
            NoticeText::Warning(_) => NoticeKind::Warning,
        }
    }

    /// Returns the folder of what was written, which the desktop can show.
    pub fn folder(&self) -> Option<&Path> {
        match &*self.text {
            NoticeText::Done(done) => done.folder(),
            NoticeText::Problem(_) | NoticeText::Warning(_) => None,
        }
    }

    /// Returns what happened, as a sentence.
    pub fn message(&self) -> String {
        wording::message(&self.text)
    }

    /// Returns what to do next; empty when nothing is to be done.
    pub fn hint(&self) -> String {
        wording::hint(&self.text)
    }
}

impl fmt::Debug for Notice {
    /// Writes its words, for tests that fail.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} {}: {} {}", self.kind(), self.id, self.message(), self.hint())
    }
}

/// What a notice says.
pub(super) enum NoticeText {
    /// Something was done.
    Done(DoneNotice),
    /// Something went wrong.
    Problem(ProblemNotice),
    /// Something is to be known of the program itself.
    Warning(WarningNotice),
}

/// What a person should know of the program itself.
#[derive(Debug)]
pub enum WarningNotice {
    /// The settings are not those that were kept.
    Settings(SettingsFault),
    /// A folder of the program's own does not keep what it should.
    Folder(FolderFault),
    /// The system does not allow another tab.
    NoTab(std::io::Error),
}
