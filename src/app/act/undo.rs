//! Undo and redo.

use crate::{
    app::{
        effect::Effect,
        notice::ProblemNotice,
        state::{StepEffects, UndoError},
        workspace::Workspace,
    },
    persist::VersionReason,
};
use nutgraf_engine::range::DraftRange;

impl Workspace {
    /// Takes back what was done last.
    pub(super) fn undo(&mut self) -> Option<Effect> {
        if self.is_read_only() {
            return None;
        }
        let is_version = self.open.undo_label()?.is_of_other_version();
        // Theirs is on disk until the next save, and nowhere else after it.
        let kept = is_version.then(|| self.keep(VersionReason::BeforeUndoOfOtherVersion));
        let undone = self.open.undo()?;
        if self.follow_undo(undone) && is_version {
            self.file.hold_autosave();
        }
        kept.flatten()
    }

    /// Does again what was taken back last.
    pub(super) fn redo(&mut self) {
        if self.is_read_only() {
            return;
        }
        let Some(redone) = self.open.redo() else { return };
        if self.follow_undo(redone) {
            // Back at what is on disk there is nothing to hold back.
            self.file.release_autosave_if_saved(&self.open);
        }
    }

    /// Shows the place of what was taken back or done again. Returns whether it was.
    fn follow_undo(&mut self, turned: Result<StepEffects, UndoError>) -> bool {
        match turned {
            Ok(effects) => {
                let place = effects.last_edit();
                self.refresh_derived(effects);
                if let Some(at) = place {
                    let at = at.min(self.open.project().draft().len());
                    self.jump(DraftRange::at(at));
                }
                self.forget_gone();
                true
            }
            Err(UndoError { label, cause }) => {
                self.problem(ProblemNotice::UndoRefused { label, cause });
                false
            }
        }
    }
}
