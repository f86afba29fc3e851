//! A merge of the open project with another version, until it is decided.
//!
//! What always holds: while a conflict is not decided the project is as it was; what
//! comes of the merge is one undo step, and no file is written.

use std::{path::PathBuf, sync::Arc};

use super::MERGE;
use crate::{
    app::{Dialog, Effect, SaveState, Workspace},
    persist::Opened,
    project::{Conflict, ConflictPlace, Decisions, Project, Take, merge},
};

/// A merge whose conflicts are being decided.
#[derive(Clone, Debug)]
pub struct Merging {
    theirs: Arc<Opened>,
    base: Option<Arc<Project>>,
    /// The copy that is merged, where it is not the file itself.
    copy: Option<PathBuf>,
    pub(super) decisions: Decisions,
    /// What is to be decided.
    pub conflicts: Vec<Conflict>,
}

impl Merging {
    /// What was decided of a conflict.
    pub fn decided(&self, place: &ConflictPlace) -> Option<Take> {
        self.decisions.of.get(place).copied()
    }

    /// Whether everything is decided.
    pub fn is_decided(&self) -> bool {
        self.conflicts.iter().all(|conflict| self.decided(&conflict.place).is_some())
    }
}

impl Workspace {
    /// Merges a version, at once where nothing conflicts.
    pub(super) fn begin_merge(
        &mut self,
        theirs: Arc<Opened>,
        base: Option<Project>,
        copy: Option<PathBuf>,
    ) -> Vec<Effect> {
        if self.is_read_only() {
            return Vec::new();
        }
        let decisions = Decisions::default();
        let merged = merge(base.as_ref(), &self.project, &theirs.project, &decisions);
        let base = base.map(Arc::new);
        let merging = Merging { theirs, base, copy, decisions, conflicts: merged.conflicts };
        if merging.conflicts.is_empty() {
            return self.finish_merge(&merging);
        }
        self.file.merging = Some(merging);
        self.open_dialog(Dialog::Conflicts);
        Vec::new()
    }

    pub(super) fn finish_merge(&mut self, merging: &Merging) -> Vec<Effect> {
        let Merging { theirs, base, copy, decisions, conflicts } = merging;
        let merged = merge(base.as_deref(), &self.project, &theirs.project, decisions);
        self.view
            .dialogs
            .retain(|dialog| !matches!(dialog, Dialog::Conflicts | Dialog::ChangedOutside));
        self.file.merging = None;
        let kept = self.keep_before("merging");
        if !self.become_version(MERGE, &merged.project, Project::apply_all) {
            return Vec::new();
        }
        for note in merged.notes {
            self.problem(note, "");
        }
        let decided = match conflicts.len() {
            0 => "nothing was in conflict".to_owned(),
            1 => "one conflict was decided".to_owned(),
            many => format!("{many} conflicts were decided"),
        };
        let mut effects: Vec<Effect> = kept.into_iter().chain([Effect::FocusEditor]).collect();
        self.file.held = true;
        match copy {
            Some(copy) => {
                let name = copy.file_name().unwrap_or_default().to_string_lossy().into_owned();
                self.done(format!(
                    "Merged “{name}”; {decided}. Save, then delete the copy; undo takes the merge back."
                ));
            }
            None => {
                self.done(format!(
                    "Merged both versions; {decided}. Nothing is written until you save, and undo \
                     takes the merge back."
                ));
                // What both began with is from now on what the other side has.
                self.file.stamp = Some(theirs.stamp.clone());
                self.file.base = Some(theirs.project.copy());
                self.file.outside = None;
                self.file.state = SaveState::Untouched;
                self.forget_saved();
                effects.extend(self.watch());
            }
        }
        effects
    }
}
