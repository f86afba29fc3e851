//! Earlier versions of the open project, as far as they were read.

use std::sync::Arc;

use jiff::Timestamp;

use crate::{app::effect::Side, persist::Version, project::Project};

/// How long after a version was kept the next save keeps another, in seconds.
const SECONDS_BETWEEN: i64 = 120;

/// What is known of the earlier versions of the open project.
#[derive(Clone, Debug, Default)]
pub struct VersionState {
    /// Newest first; `None` until they are known.
    list: Option<Vec<Version>>,
    chosen: Option<(Version, Arc<Project>)>,
    against: Option<(Version, Arc<Project>)>,
    /// When a version was kept last.
    kept_at: Option<Timestamp>,
}

impl VersionState {
    /// The versions, newest first; `None` until they are known.
    pub fn list(&self) -> Option<&[Version]> {
        self.list.as_deref()
    }

    /// The version that is looked at.
    pub fn chosen(&self) -> Option<&(Version, Arc<Project>)> {
        self.chosen.as_ref()
    }

    /// The version that it is held against; `None` is the project as it is now.
    pub fn against(&self) -> Option<&(Version, Arc<Project>)> {
        self.against.as_ref()
    }

    /// Forgets which versions there are and which were read.
    pub(in crate::app) fn forget_list(&mut self) {
        *self = Self { kept_at: self.kept_at, ..Self::default() };
    }

    /// Takes in the list. Returns the version to read first.
    pub(in crate::app) fn take_list(&mut self, list: Vec<Version>) -> Option<Version> {
        let newest = list.first().cloned();
        self.list = Some(list);
        newest.filter(|_| self.chosen.is_none())
    }

    /// Takes in a version that was read.
    pub(in crate::app) fn take_version(&mut self, version: Version, side: Side, project: Project) {
        let read = Some((version, Arc::new(project)));
        match side {
            Side::Chosen => self.chosen = read,
            Side::Against => self.against = read,
        }
    }

    /// Holds the chosen version against the project as it is now.
    pub(in crate::app) fn compare_with_now(&mut self) {
        self.against = None;
    }

    /// Notes that a version is kept.
    pub(in crate::app) fn note_kept(&mut self, now: Timestamp) {
        self.kept_at = Some(now);
    }

    /// Whether a save is to keep a version: none was kept shortly before.
    pub(in crate::app) fn is_due(&self, now: Timestamp) -> bool {
        let age = self.kept_at.map(|kept| now.as_second() - kept.as_second());
        // A clock that went back keeps another.
        age.is_none_or(|age| !(0..SECONDS_BETWEEN).contains(&age))
    }
}
