//! Whether the project is saved, and when it saves itself.

use jiff::Timestamp;

use super::{Autosave, ContentMark, FileState, SaveState};
use crate::app::state::OpenProject;

/// How long a project rests before it saves itself, in seconds.
const AUTOSAVE_AFTER: i64 = 5;

impl FileState {
    /// Whether the project as it is now is on disk.
    pub(in crate::app) fn is_saved(&self, open: &OpenProject) -> bool {
        self.saved.is_same(ContentMark::of(open))
    }

    /// Notes that no file has the content that was saved last.
    pub(in crate::app) fn forget_saved(&mut self) {
        self.saved = ContentMark::NOTHING;
    }

    /// Notes that the file lacks sign-offs of this revision.
    pub(in crate::app) fn forget_saved_revision(&mut self) {
        self.saved.revision = u64::MAX;
    }

    /// Notes that the project was changed.
    pub(in crate::app) fn changed(&mut self, now: Timestamp) {
        self.changed_at = Some(now);
    }

    /// When the project was last changed.
    pub(in crate::app) fn changed_at(&self) -> Option<Timestamp> {
        self.changed_at
    }

    /// Takes the changes so far to need no autosave.
    pub(in crate::app) fn rest(&mut self) {
        self.changed_at = None;
    }

    /// Holds autosave back until the writer saves.
    pub(in crate::app) fn hold_autosave(&mut self) {
        self.autosave = Autosave::Held;
    }

    /// Lets autosave go on where there is nothing to save.
    pub(in crate::app) fn release_autosave_if_saved(&mut self, open: &OpenProject) {
        if !open.is_open() || self.is_saved(open) {
            self.autosave = Autosave::Allowed;
        }
    }

    /// Whether the project has rested so long that it saves itself.
    pub(in crate::app) fn is_due(&mut self, now: Timestamp) -> bool {
        // By a clock that went back, it was changed now.
        self.changed_at = self.changed_at.map(|changed| changed.min(now));
        let has_rested = self
            .changed_at
            .is_some_and(|changed| now.as_second() - changed.as_second() >= AUTOSAVE_AFTER);
        let is_busy = matches!(self.save, SaveState::Saving(_) | SaveState::Failed(_))
            // Over what another program did, only the writer saves.
            || self.outside.is_some()
            || self.autosave == Autosave::Held
            || self.merging.is_some();
        has_rested && self.stamp.is_some() && !is_busy
    }

    /// In how many seconds a changed project may be due; `None` where it has no file.
    pub(in crate::app) fn seconds_to_autosave(&self) -> Option<u64> {
        self.stamp.is_some().then_some(AUTOSAVE_AFTER.unsigned_abs() + 1)
    }

    /// Notes that the writer gave up the unsaved changes of a revision.
    pub(in crate::app) fn discard(&mut self, revision: u64) {
        self.discarded = Some(revision);
    }

    /// Whether the writer gave up the unsaved changes of a revision.
    pub(in crate::app) fn is_discarded(&self, revision: u64) -> bool {
        self.discarded == Some(revision)
    }

    /// Keeps unsaved changes that were given up.
    pub(in crate::app) fn keep_discarded(&mut self) {
        self.discarded = None;
    }
}
