//! Saving: what is begun, what came of it, and what is done while it takes long.
//!
//! What always holds: one save runs at a time; a save that failed leaves the project
//! unsaved; and a disk that does not answer keeps nobody from typing or leaving.

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::{Dialog, Effect, LockState, Next, NoticeKind, Queued, Replace, SaveState, Workspace};
use crate::persist::{SaveError, Stamp};

/// After how many seconds a save is said to take long.
const SLOW: i64 = 3;

impl Workspace {
    /// Saves to the project's own file; `None` when it has none yet, or when
    /// this save has to wait for the one under way.
    pub(super) fn save_effect(&mut self) -> Option<Effect> {
        let path = self.file.path.clone()?;
        if self.file.state == SaveState::Saving {
            self.file.queued.get_or_insert(Queued::Own);
            return None;
        }
        let stamp = self.refused().or(self.file.stamp.as_ref()).cloned();
        let replace = stamp.map_or(Replace::Nothing, |stamp| self.replacing(stamp));
        self.save_to(path, replace)
    }

    /// What the save of the project's own file was to replace that failed last. It need not
    /// be what was loaded or saved last: the writer may have chosen to keep their own version.
    fn refused(&self) -> Option<&Stamp> {
        let is_own = self.file.state == SaveState::Failed
            && self.file.path.is_some()
            && self.file.saving_path == self.file.path;
        match self.file.saving_replace.as_ref().filter(|_| is_own)? {
            Replace::Unchanged(stamp) | Replace::Parting(stamp) => Some(stamp),
            Replace::Nothing | Replace::Anything => None,
        }
    }

    /// Whether the writer said already that a version is to be replaced, which failed.
    pub(super) fn is_to_be_replaced(&self, stamp: &Stamp) -> bool {
        self.refused().is_some_and(|refused| refused.holds_the_same(stamp))
    }

    /// How the project's own file is replaced, which holds this.
    pub(super) fn replacing(&self, stamp: Stamp) -> Replace {
        if self.file.may_part { Replace::Parting(stamp) } else { Replace::Unchanged(stamp) }
    }

    /// Saves to a file and makes it the project's own. One save runs at a time,
    /// because each has to know what the one before left on disk.
    pub(super) fn save_to(&mut self, path: PathBuf, replace: Replace) -> Option<Effect> {
        if self.is_read_only() && self.file.path.as_ref() == Some(&path) {
            self.after_save = None;
            if let LockState::Blocked { why, .. } = &self.file.lock {
                self.problem(format!("Not saved: {why}"), "Save a copy under another name.");
                return None;
            }
            self.problem(
                "Not saved: somebody else has this article open.",
                "Save a copy under another name; merge the two when they are done.",
            );
            return None;
        }
        if self.file.state == SaveState::Saving {
            if self.slow_save().is_some() {
                let message =
                    format!("{}: not saved yet: it waits for the save under way", path.display());
                let hint =
                    "It is saved once that disk answers. Until then, copy the text elsewhere.";
                let before = self.file.waiting.take();
                self.take_away(before);
                self.file.waiting = Some(self.notice(NoticeKind::Problem, message, hint));
            }
            self.file.queued = Some(Queued::Other(path, replace));
            return None;
        }
        let waiting = self.file.waiting.take();
        self.take_away(waiting);
        self.journal_saving(&path);
        self.file.state = SaveState::Saving;
        self.file.saving_since = self.now;
        self.file.saving_path = Some(path.clone());
        self.file.saving_replace = Some(replace.clone());
        self.file.saving_place = self.history.place();
        self.file.saving_signoffs = self.project.signoffs().len();
        self.file.saving_base = Some(self.project.copy());
        // Words that melt into what is being saved would be taken for saved.
        self.history.close();
        Some(Effect::Save {
            project: Box::new(self.project.copy()),
            path,
            replace,
            revision: self.revision,
        })
    }

    pub(super) fn saved(
        &mut self,
        path: PathBuf,
        revision: u64,
        result: Result<Stamp, SaveError>,
        now: Timestamp,
    ) -> Vec<Effect> {
        if revision < self.file.opened_revision {
            // The save of a project that is no longer open says nothing of this one.
            if let Err(error) = result {
                self.problem(error.to_string(), error.hint());
            }
            return Vec::new();
        }
        self.view.dialogs.retain(|dialog| *dialog != Dialog::StillSaving);
        match result {
            Ok(stamp) => self.in_place(path, revision, stamp, None, now),
            Err(SaveError::Unsettled { path, stamp, cause }) => {
                let error =
                    SaveError::Unsettled { path: path.clone(), stamp: stamp.clone(), cause };
                self.in_place(path, revision, stamp, Some(&error), now)
            }
            Err(error) => {
                let queued = self.file.queued.take();
                self.save_failed();
                if let Some(Queued::Other(path, replace)) = queued {
                    // What becomes of the file that failed is asked when it is saved to again.
                    self.say_of_save(&error);
                    return self.save_to(path, replace).into_iter().collect();
                }
                match error {
                    SaveError::ChangedOutside { .. } => return self.save_met_another(),
                    SaveError::Linked { names, .. } => self.open_dialog(Dialog::Linked(names)),
                    _ => {}
                }
                self.say_of_save(&error);
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
        stamp: Stamp,
        unconfirmed: Option<&SaveError>,
        now: Timestamp,
    ) -> Vec<Effect> {
        if self.file.path.as_ref() != Some(&path) {
            // Another file has a lock and names of its own.
            self.file.lock = LockState::Open;
            self.file.may_part = false;
        }
        self.file.path = Some(path.clone());
        self.file.stamp = Some(stamp.clone());
        self.file.saved_revision = revision;
        self.file.saved_place = self.file.saving_place;
        self.file.saved_signoffs = self.file.saving_signoffs;
        self.file.state = SaveState::Saved(now);
        self.file.base = self.file.saving_base.take();
        self.file.outside = None;
        self.view.dialogs.retain(|dialog| !matches!(dialog, Dialog::Linked(_)));
        self.file.held = false;
        self.file.before_gone = None;
        match unconfirmed {
            None => {
                self.journal_saved(&path, &stamp);
                let failed = self.file.notice.take();
                self.take_away(failed);
            }
            Some(error) => {
                self.journal_unconfirmed();
                self.forget_saved();
                // A disk that never confirms is asked again when there is more to save.
                self.changed_at = None;
                self.say_of_save(error);
            }
        }
        let mut effects = self.remember(path);
        effects.extend(self.keep_saved());
        effects.extend(self.lock_effect(now));
        effects.extend(self.watch());
        match self.file.queued.take() {
            Some(Queued::Own) => effects.extend(self.save_effect()),
            Some(Queued::Other(path, replace)) => effects.extend(self.save_to(path, replace)),
            None => {}
        }
        if self.file.state == SaveState::Saving {
            return effects;
        }
        let next = self.after_save.take().filter(|_| unconfirmed.is_none());
        if let Some(next) = next {
            // Words typed while the save ran are asked about again.
            effects.extend(self.after_unsaved(next, now));
        }
        effects
    }

    /// Says why a save failed, in place of what was said of the one before.
    fn say_of_save(&mut self, error: &SaveError) {
        let kept = match self.is_journalled() {
            true => "Your words are in the journal.",
            false => "The journal does not work either: copy your text elsewhere.",
        };
        let hint = format!("{} {kept}", error.hint());
        let before = self.file.notice.take();
        self.take_away(before);
        self.file.notice = Some(self.notice(NoticeKind::Problem, error.to_string(), &hint));
    }

    fn take_away(&mut self, notice: Option<u64>) {
        self.view.notices.retain(|said| Some(said.id) != notice);
    }

    pub(super) fn save_failed(&mut self) {
        self.journal_not_saved();
        self.file.state = SaveState::Failed;
        self.file.queued = None;
        self.after_save = None;
    }

    /// For how many seconds the save under way has run; `None` where none is.
    pub fn seconds_saving(&self) -> Option<i64> {
        let since = self.file.saving_since.as_second();
        (self.file.state == SaveState::Saving).then(|| (self.now.as_second() - since).max(0))
    }

    /// The file and the seconds of a save that takes so long that the writer is told.
    pub fn slow_save(&self) -> Option<(&Path, i64)> {
        let seconds = self.seconds_saving().filter(|seconds| *seconds >= SLOW)?;
        Some((self.file.saving_path.as_deref()?, seconds))
    }

    /// Whether the save under way writes everything that there is.
    pub(super) fn is_saving_all(&self) -> bool {
        self.file.state == SaveState::Saving
            && self.history.place() == self.file.saving_place
            && self.project.signoffs().len() == self.file.saving_signoffs
    }

    /// Says that a save takes long, to a writer who waits for it to end the program.
    /// Called as time passes.
    pub(super) fn watch_save(&mut self) {
        // A clock that went back says nothing of how long it took.
        self.file.saving_since = self.file.saving_since.min(self.now);
        let waits = self.after_save == Some(Next::Quit);
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
