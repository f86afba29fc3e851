//! A merge of the open project with another version.
//!
//! # Invariants
//! - While a conflict is not decided the project is as it was.
//! - What comes of the merge is one undo step, and no file is written.

use std::{path::PathBuf, sync::Arc};

use crate::{
    app::{
        effect::Effect,
        notice::{DoneNotice, ProblemNotice},
        state::{Dialog, Merging, Room},
        workspace::Workspace,
    },
    persist::{Opened, VersionReason},
    project::{Decisions, Project, StepLabel, merge},
};

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
        let merged = merge(base.as_ref(), self.open.project(), &theirs.project, &decisions);
        let base = base.map(Arc::new);
        let merging = Merging { theirs, base, copy, decisions, conflicts: merged.conflicts };
        if merging.conflicts.is_empty() {
            return self.finish_merge(&merging);
        }
        self.file.begin_merge(merging);
        self.open_dialog(Dialog::Conflicts);
        Vec::new()
    }

    /// Takes over a merge as it was decided.
    pub(super) fn finish_merge(&mut self, merging: &Merging) -> Vec<Effect> {
        let Merging { theirs, base, copy, decisions, conflicts } = merging;
        let merged = merge(base.as_deref(), self.open.project(), &theirs.project, decisions);
        self.drop_dialogs(|dialog| matches!(dialog, Dialog::Conflicts | Dialog::ChangedOutside));
        self.file.end_merge();
        let kept = self.keep(VersionReason::BeforeMerge);
        if !self.become_version(StepLabel::Merge, &merged.project, Room::Required) {
            return Vec::new();
        }
        for note in merged.notes {
            self.problem(ProblemNotice::Merged(note));
        }
        let mut effects: Vec<Effect> = kept.into_iter().chain([Effect::FocusEditor]).collect();
        self.file.hold_autosave();
        let name =
            |copy: &PathBuf| copy.file_name().unwrap_or_default().to_string_lossy().into_owned();
        self.done(DoneNotice::Merged { copy: copy.as_ref().map(name), conflicts: conflicts.len() });
        if copy.is_none() {
            // What both began with is from now on what the other side has.
            self.file.took_merge(theirs.stamp.clone(), theirs.project.copy());
            effects.extend(self.watch());
        }
        effects
    }
}
