//! Keeping earlier versions of the open project and bringing them back.
//!
//! # Invariants
//! - Before anything that changes much at once, what was there is kept.
//! - Bringing a version back is one entry of the undo stack.
//! - A project that was never saved has no versions: there is no file to keep them by.

use crate::{
    app::{
        effect::{Effect, Side},
        notice::{DoneNotice, ProblemNotice},
        state::Dialog,
        workspace::Workspace,
    },
    persist::{LoadError, Version, VersionReason},
    project::{Project, StepLabel},
};

impl Workspace {
    /// Keeps the project as it was just saved, unless one was kept shortly before.
    pub(super) fn keep_saved(&mut self) -> Option<Effect> {
        let is_due = self.versions.is_due(self.now);
        is_due.then(|| self.keep(VersionReason::Saved)).flatten()
    }

    /// Keeps the project as it is now.
    pub(super) fn keep(&mut self, reason: VersionReason) -> Option<Effect> {
        let now = self.now;
        let path = self.file.path()?.to_owned();
        self.versions.note_kept(now);
        let project = Box::new(self.open.project().copy());
        Some(Effect::Keep { project, path, reason, now })
    }

    /// Opens the list of versions.
    pub(super) fn show_versions(&mut self) -> Vec<Effect> {
        let Some(path) = self.file.path().map(ToOwned::to_owned) else {
            self.problem(ProblemNotice::NoVersions);
            return Vec::new();
        };
        self.versions.forget_list();
        self.open_dialog(Dialog::Versions);
        vec![Effect::ListVersions(path)]
    }

    /// Takes in a version that was read.
    pub(super) fn version_read(
        &mut self,
        version: Version,
        side: Side,
        result: Result<Box<Project>, LoadError>,
    ) {
        match result {
            Ok(project) => self.versions.take_version(version, side, *project),
            Err(error) => {
                self.problem(ProblemNotice::NotLoaded(error));
            }
        }
    }

    /// Brings back the version that is looked at.
    pub(super) fn restore_version(&mut self) -> Vec<Effect> {
        let Some((_, project)) = self.versions.chosen() else { return Vec::new() };
        let intent = self.open.project().become_other(StepLabel::BringVersionBack, project);
        if self.is_read_only() {
            self.problem(ProblemNotice::RestoreIsReadOnly);
            return Vec::new();
        }
        if intent.steps.is_empty() {
            self.done(DoneNotice::VersionIsSame);
            return Vec::new();
        }
        self.close_dialog();
        let keep = self.keep(VersionReason::BeforeBringingBack);
        self.open.break_coalescing();
        if self.apply_intent(intent) {
            self.forget_gone();
            self.done(DoneNotice::VersionRestored);
        }
        keep.into_iter().collect()
    }
}
