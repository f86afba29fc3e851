//! Earlier versions of the open project: kept while somebody works, and brought back.
//!
//! What always holds: before anything that changes much at once, what was there is
//! kept; bringing a version back is one entry of the undo stack; a project that was
//! never saved has no versions, because there is nothing to keep them by.

use std::sync::Arc;

use super::{Dialog, Effect, Side, Workspace};
use crate::{
    persist::{LoadError, Version},
    project::Project,
};

/// How long after a version was kept the next save keeps another, in seconds.
const BETWEEN: i64 = 120;

/// What the list of versions shows.
#[derive(Clone, Debug, Default)]
pub struct Versions {
    /// The versions, newest first; `None` until they are known.
    pub list: Option<Vec<Version>>,
    /// The version that is looked at.
    pub chosen: Option<(Version, Arc<Project>)>,
    /// The version that it is held against; `None` is the project as it is now.
    pub against: Option<(Version, Arc<Project>)>,
}

impl Workspace {
    /// Keeps the project as it is now, before something that changes much of it.
    pub(super) fn keep_before(&mut self, what: &str) -> Option<Effect> {
        self.keep(format!("Before {what}"), false)
    }

    /// Keeps the project as it was just saved, unless one was kept shortly before.
    pub(super) fn keep_saved(&mut self) -> Option<Effect> {
        let last = self.kept_at.map(|kept| self.now.as_second() - kept.as_second());
        // A clock that went back keeps another.
        let is_due = last.is_none_or(|age| !(0..BETWEEN).contains(&age));
        is_due.then(|| self.keep("Saved".to_owned(), false)).flatten()
    }

    pub(super) fn keep(&mut self, label: String, is_named: bool) -> Option<Effect> {
        let now = self.now;
        let path = self.file.path.clone()?;
        self.kept_at = Some(now);
        let project = Box::new(self.project.copy());
        Some(Effect::Keep { project, path, label, is_named, now })
    }

    /// Opens the list of versions.
    pub(super) fn show_versions(&mut self) -> Vec<Effect> {
        let Some(path) = self.file.path.clone() else {
            self.problem(
                "Versions are kept of an article that was saved.",
                "Save it once; from then on earlier versions can be brought back.",
            );
            return Vec::new();
        };
        self.view.versions = Versions::default();
        self.open_dialog(Dialog::Versions);
        vec![Effect::ListVersions(path)]
    }

    pub(super) fn version_read(
        &mut self,
        version: Version,
        side: Side,
        result: Result<Box<Project>, LoadError>,
    ) {
        match result {
            Ok(project) => {
                let read = Some((version, Arc::from(project)));
                match side {
                    Side::Chosen => self.view.versions.chosen = read,
                    Side::Against => self.view.versions.against = read,
                }
            }
            Err(error) => self.problem(error.to_string(), error.hint()),
        }
    }

    /// Brings back the version that is looked at.
    pub(super) fn restore_version(&mut self) -> Vec<Effect> {
        let Some((_, project)) = self.view.versions.chosen.clone() else { return Vec::new() };
        let intent = self.project.become_other("Bring version back", &project);
        if self.is_read_only() {
            self.problem("Somebody else has this article open, so nothing was brought back.", "");
            return Vec::new();
        }
        if intent.steps.is_empty() {
            self.done("The article is as it was in this version.");
            return Vec::new();
        }
        self.close_dialog();
        let keep = self.keep_before("bringing a version back");
        self.history.break_coalescing();
        if self.intend(intent) {
            self.forget_gone();
            self.done("The version is back; one undo takes that back.");
        }
        keep.into_iter().collect()
    }
}
