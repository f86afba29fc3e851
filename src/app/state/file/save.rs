//! Saves: the one under way, what came of the last one, and what is to follow.

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::{Autosave, ContentMark, FileState, LockState};
use crate::{
    app::{
        effect::Replace,
        state::{Next, OpenProject},
    },
    persist::FileFingerprint,
    project::ProjectCopy,
};

/// How the last save went.
#[derive(Clone, Debug, Default)]
pub enum SaveState {
    /// Nothing was saved yet, or the project was just opened.
    #[default]
    Untouched,
    /// A save is under way.
    Saving(SaveInProgress),
    /// The last save went well, at this time.
    Saved(Timestamp),
    /// The last save failed; the file on disk is as it was.
    Failed(FailedSave),
}

/// A save that is under way.
#[derive(Clone, Debug)]
pub struct SaveInProgress {
    path: PathBuf,
    replace: Replace,
    since: Timestamp,
    content: ContentMark,
    /// What it writes: the base of a later merge.
    base: Box<ProjectCopy>,
    /// The save that waits until this one has ended.
    queued: Option<QueuedSave>,
}

impl SaveInProgress {
    /// The file it writes to.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// A save that failed.
#[derive(Clone, Debug)]
pub struct FailedSave {
    path: PathBuf,
    replace: Replace,
}

/// A save that was asked for while another was under way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum QueuedSave {
    /// To the project's own file.
    Own,
    /// To another file, which becomes the project's own.
    Other(PathBuf, Replace),
}

impl FileState {
    /// Whether a save is under way.
    pub(in crate::app) fn is_saving(&self) -> bool {
        self.saving().is_some()
    }

    /// Begins a save of the project as it is now.
    pub(in crate::app) fn begin_save(
        &mut self,
        path: PathBuf,
        replace: Replace,
        open: &OpenProject,
        now: Timestamp,
    ) {
        self.save = SaveState::Saving(SaveInProgress {
            path,
            replace,
            since: now,
            content: ContentMark::of(open),
            base: Box::new(open.project().copy()),
            queued: None,
        });
    }

    /// Has the project's own file saved once the save under way has ended, unless another
    /// save waits for that already.
    pub(in crate::app) fn queue_own_save(&mut self) {
        if let SaveState::Saving(save) = &mut self.save {
            save.queued.get_or_insert(QueuedSave::Own);
        }
    }

    /// Has another file saved to once the save under way has ended.
    pub(in crate::app) fn queue_save(&mut self, path: PathBuf, replace: Replace) {
        if let SaveState::Saving(save) = &mut self.save {
            save.queued = Some(QueuedSave::Other(path, replace));
        }
    }

    /// Ends a save that is in place: the file holds what was written. Returns the save that
    /// waited for it.
    pub(in crate::app) fn end_save(
        &mut self,
        path: PathBuf,
        revision: u64,
        stamp: FileFingerprint,
        now: Timestamp,
    ) -> Option<QueuedSave> {
        if self.path.as_ref() != Some(&path) {
            // Another file has a lock and links of its own.
            self.lock = LockState::Open;
            self.breaks_links = false;
        }
        self.path = Some(path);
        self.stamp = Some(stamp);
        self.outside = None;
        self.autosave = Autosave::Allowed;
        self.before_gone = None;
        match std::mem::replace(&mut self.save, SaveState::Saved(now)) {
            SaveState::Saving(save) => {
                self.saved = ContentMark { revision, ..save.content };
                self.base = Some(*save.base);
                save.queued
            }
            SaveState::Untouched | SaveState::Saved(_) | SaveState::Failed(_) => {
                self.saved = ContentMark { revision, ..ContentMark::NOTHING };
                self.base = None;
                None
            }
        }
    }

    /// Ends a save that failed. Returns the save that waited for it.
    pub(in crate::app) fn fail_save(&mut self, path: PathBuf) -> Option<QueuedSave> {
        self.after_save = None;
        let (failed, queued) = match std::mem::take(&mut self.save) {
            SaveState::Saving(SaveInProgress { path, replace, queued, .. }) => {
                (FailedSave { path, replace }, queued)
            }
            SaveState::Failed(failed) => (failed, None),
            SaveState::Untouched | SaveState::Saved(_) => {
                (FailedSave { path, replace: Replace::Nothing }, None)
            }
        };
        self.save = SaveState::Failed(failed);
        queued
    }

    /// What the save of the project's own file was to replace that failed last. It need not
    /// be what was loaded or saved last: the writer may have chosen to keep their own version.
    pub(in crate::app) fn refused(&self) -> Option<&FileFingerprint> {
        let SaveState::Failed(failed) = &self.save else { return None };
        if self.path.as_ref() != Some(&failed.path) {
            return None;
        }
        match &failed.replace {
            Replace::Unchanged(stamp) | Replace::BreakHardLink(stamp) => Some(stamp),
            Replace::Nothing | Replace::Anything => None,
        }
    }

    /// For how many seconds the save under way has run; `None` where none is.
    pub(in crate::app) fn seconds_saving(&self, now: Timestamp) -> Option<i64> {
        let save = self.saving()?;
        Some((now.as_second() - save.since.as_second()).max(0))
    }

    /// Takes a save that began after `now`, by a clock that went back, to begin now.
    pub(in crate::app) fn watch_clock(&mut self, now: Timestamp) {
        if let SaveState::Saving(save) = &mut self.save {
            save.since = save.since.min(now);
        }
    }

    /// Whether the save under way writes everything that there is.
    pub(in crate::app) fn is_saving_all(&self, open: &OpenProject) -> bool {
        let now = ContentMark::of(open);
        self.saving().is_some_and(|save| {
            save.content.place == now.place && save.content.signoffs == now.signoffs
        })
    }

    /// Sets what to do once a save that was asked for is done.
    pub(in crate::app) fn then(&mut self, next: Next) {
        self.after_save = Some(next);
    }

    /// What is to be done once a save that was asked for is done.
    pub(in crate::app) fn after_save(&self) -> Option<&Next> {
        self.after_save.as_ref()
    }

    /// Takes what is to be done after the save.
    pub(in crate::app) fn take_after_save(&mut self) -> Option<Next> {
        self.after_save.take()
    }

    /// Sets the notice that says what came of a save. Returns the one before.
    pub(in crate::app) fn set_notice(&mut self, notice: Option<u64>) -> Option<u64> {
        std::mem::replace(&mut self.notice, notice)
    }

    /// Sets the notice that says that a save waits. Returns the one before.
    pub(in crate::app) fn set_waiting_notice(&mut self, notice: Option<u64>) -> Option<u64> {
        std::mem::replace(&mut self.waiting_notice, notice)
    }

    /// Forgets how the last save went. A save under way is still waited for.
    pub(super) fn forget_outcome(&mut self) {
        if !self.is_saving() {
            self.save = SaveState::Untouched;
        }
    }
}
