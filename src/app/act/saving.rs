//! Saving: what is begun, what came of it, and what is done while it takes long.
//!
//! # Invariants
//! - A save that failed leaves the project unsaved.
//! - A disk that does not answer keeps nobody from typing or leaving.

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use crate::{
    app::{
        effect::{Effect, Replace},
        notice::ProblemNotice,
        state::{Dialog, LockState, Next, Question, QueuedSave},
        workspace::Workspace,
    },
    persist::{FileFingerprint, SaveError},
};

/// After how many seconds a save is said to take long.
const SLOW: i64 = 3;

impl Workspace {
    /// Saves to the project's own file; `None` when it has none yet, or when
    /// this save has to wait for the one under way.
    pub(super) fn save_effect(&mut self) -> Option<Effect> {
        let path = self.file.path()?.to_owned();
        if self.file.is_saving() {
            self.file.queue_own_save();
            return None;
        }
        let stamp = self.file.refused().or(self.file.stamp()).cloned();
        let replace = stamp.map_or(Replace::Nothing, |stamp| self.file.replacing(stamp));
        self.save_to(path, replace)
    }

    /// Saves to a file and makes it the project's own. One save runs at a time,
    /// because each has to know what the one before left on disk.
    pub(super) fn save_to(&mut self, path: PathBuf, replace: Replace) -> Option<Effect> {
        if self.is_read_only() && self.file.path() == Some(&*path) {
            self.file.take_after_save();
            self.problem(match self.file.lock() {
                LockState::Blocked(refusal) => ProblemNotice::LockUnusable(refusal.clone()),
                LockState::Theirs(_) | LockState::Open | LockState::Own(_) => {
                    ProblemNotice::SaveIsReadOnly
                }
            });
            return None;
        }
        if self.file.is_saving() {
            if self.slow_save().is_some() {
                let before = self.file.set_waiting_notice(None);
                self.take_away(before);
                let notice = self.problem(ProblemNotice::SaveWaits(path.clone()));
                self.file.set_waiting_notice(Some(notice));
            }
            self.file.queue_save(path, replace);
            return None;
        }
        let waiting = self.file.set_waiting_notice(None);
        self.take_away(waiting);
        self.journal.saving(&path, &self.open);
        self.file.begin_save(path.clone(), replace.clone(), &self.open, self.now);
        // Words that coalesce with what is being saved would be taken for saved.
        self.open.break_coalescing();
        Some(Effect::Save {
            project: Box::new(self.open.project().copy()),
            path,
            replace,
            revision: self.open.revision(),
        })
    }

    /// Takes in what came of a save.
    pub(super) fn saved(
        &mut self,
        path: PathBuf,
        revision: u64,
        result: Result<FileFingerprint, SaveError>,
        now: Timestamp,
    ) -> Vec<Effect> {
        if revision < self.file.opened_revision() {
            // The save of a project that is no longer open says nothing of this one.
            if let Err(error) = result {
                self.problem(ProblemNotice::NotWritten(error));
            }
            return Vec::new();
        }
        self.view.dialogs.retain(|dialog| *dialog != Dialog::StillSaving);
        match result {
            Ok(stamp) => self.in_place(path, revision, stamp, None, now),
            Err(SaveError::Unsettled { path, stamp, cause }) => {
                let error =
                    SaveError::Unsettled { path: path.clone(), stamp: stamp.clone(), cause };
                self.in_place(path, revision, stamp, Some(error), now)
            }
            Err(error) => {
                self.journal.not_saved();
                if let Some(QueuedSave::Other(path, replace)) = self.file.fail_save(path) {
                    // What becomes of the file that failed is asked when it is saved to again.
                    self.say_of_save(error);
                    return self.save_to(path, replace).into_iter().collect();
                }
                match error {
                    SaveError::ChangedOutside { .. } => return self.save_met_another(),
                    SaveError::Linked { names, .. } => self.ask(Question::Linked(names)),
                    _ => {}
                }
                self.say_of_save(error);
                self.watch().into_iter().collect()
            }
        }
    }

    /// The file holds what was saved. What the disk did not confirm (`unconfirmed`) is as
    /// good as unsaved: after a power cut the old file may be there again.
    fn in_place(
        &mut self,
        path: PathBuf,
        revision: u64,
        stamp: FileFingerprint,
        unconfirmed: Option<SaveError>,
        now: Timestamp,
    ) -> Vec<Effect> {
        let queued = self.file.end_save(path.clone(), revision, stamp.clone(), now);
        self.drop_dialogs(|dialog| matches!(dialog, Dialog::Linked(_)));
        let is_confirmed = unconfirmed.is_none();
        match unconfirmed {
            None => {
                let broken = self.journal.saved(&path, &stamp, &self.open, &self.file);
                self.take_away(broken);
                let failed = self.file.set_notice(None);
                self.take_away(failed);
            }
            Some(error) => {
                let broken = self.journal.unconfirmed(&self.open, &self.file);
                self.take_away(broken);
                self.file.forget_saved();
                // A disk that never confirms is asked again when there is more to save.
                self.file.rest();
                self.say_of_save(error);
            }
        }
        let mut effects = self.remember(path);
        effects.extend(self.keep_saved());
        effects.extend(self.lock_effect(now));
        effects.extend(self.watch());
        match queued {
            Some(QueuedSave::Own) => effects.extend(self.save_effect()),
            Some(QueuedSave::Other(path, replace)) => effects.extend(self.save_to(path, replace)),
            None => {}
        }
        if self.file.is_saving() {
            return effects;
        }
        let next = self.file.take_after_save().filter(|_| is_confirmed);
        if let Some(next) = next {
            // Words typed while the save ran are asked about again.
            effects.extend(self.after_unsaved(next, now));
        }
        effects
    }

    /// Says why a save failed, in place of what was said of the one before.
    fn say_of_save(&mut self, error: SaveError) {
        let is_journalled = self.is_journalled();
        let before = self.file.set_notice(None);
        self.take_away(before);
        let notice = self.problem(ProblemNotice::NotSaved { error, is_journalled });
        self.file.set_notice(Some(notice));
    }

    /// For how many seconds the save under way has run; `None` where none is.
    pub fn seconds_saving(&self) -> Option<i64> {
        self.file.seconds_saving(self.now)
    }

    /// The file and the seconds of a save that takes so long that the writer is told.
    pub fn slow_save(&self) -> Option<(&Path, i64)> {
        let seconds = self.seconds_saving().filter(|seconds| *seconds >= SLOW)?;
        Some((self.file.saving()?.path(), seconds))
    }

    /// Says that a save takes long, to a writer who waits for it to end the program.
    /// Called as time passes.
    pub(super) fn watch_save(&mut self) {
        // A clock that went back says nothing of how long it took.
        self.file.watch_clock(self.now);
        let waits = self.file.after_save() == Some(&Next::Quit);
        if waits && self.seconds_saving().is_some_and(|seconds| seconds >= 1) {
            self.open_dialog(Dialog::StillSaving);
        }
    }

    /// Ends the program although a save has not: what it was to write is in the journal.
    pub(super) fn leave(&mut self) -> Vec<Effect> {
        self.view.dialogs.retain(|dialog| *dialog != Dialog::StillSaving);
        vec![Effect::Leave]
    }
}
