//! Where the project lives on disk, and whether what is seen is saved.
//!
//! # Invariants
//! - One save runs at a time: while [`SaveState::Saving`], a further one is queued in it.
//! - [`FileState::is_saved`] holds only for content that is on disk as far as is known.
//! - Serials of watches and revisions at which projects were opened never fall, so that what
//!   belongs to an earlier file or project is told by them.

mod outside;
mod save;
mod saved;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use jiff::Timestamp;

use super::{Next, OpenProject};
use crate::{
    app::effect::Replace,
    persist::{FileFingerprint, Lock, Owner, lock::Refusal},
    project::{Project, ProjectCopy},
};
use nutgraf_engine::text::HistoryPoint;

pub use outside::{Merging, Outside};
pub(crate) use save::QueuedSave;
pub use save::{SaveInProgress, SaveState};

/// What of a project a file holds.
///
/// Sign-offs are on no undo stack, so they are counted beside it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct ContentMark {
    revision: u64,
    place: HistoryPoint,
    signoffs: usize,
}

impl ContentMark {
    /// The mark of content that no project has.
    const NOTHING: Self =
        Self { revision: u64::MAX, place: HistoryPoint::NOWHERE, signoffs: usize::MAX };

    fn of(open: &OpenProject) -> Self {
        Self {
            revision: open.revision(),
            place: open.place(),
            signoffs: open.project().signoffs().len(),
        }
    }

    /// Whether both are of the same content.
    fn is_same(self, other: Self) -> bool {
        self.revision == other.revision
            || (self.place == other.place && self.signoffs == other.signoffs)
    }
}

/// Who may change a project's file.
#[derive(Clone, Debug, Default)]
pub enum LockState {
    /// Nobody was asked, or no lock can be made beside the file.
    #[default]
    Open,
    /// This window may; the lock goes with the last copy of this.
    Own(Arc<Lock>),
    /// Somebody else has it open; `None` where they left no note of who they are.
    Theirs(Option<Owner>),
    /// What has the lock's name is no lock of this program.
    Blocked(Arc<Refusal>),
}

/// When the project may be saved unasked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Autosave {
    /// Once it has rested.
    #[default]
    Allowed,
    /// Not until the writer saves: a merge is looked at first, and so is what undo puts over
    /// another program's version.
    Held,
}

/// The file behind the project.
#[derive(Clone, Debug, Default)]
pub struct FileState {
    path: Option<PathBuf>,
    stamp: Option<FileFingerprint>,
    saved: ContentMark,
    /// What was saved when the file went.
    before_gone: Option<ContentMark>,
    save: SaveState,
    opened_revision: u64,
    lock: LockState,
    /// Whether the writer said that a save may break the hard links of the file.
    breaks_links: bool,
    /// What was loaded or saved last: what this version and one of another program both
    /// began with.
    base: Option<ProjectCopy>,
    outside: Option<Outside>,
    merging: Option<Merging>,
    autosave: Autosave,
    /// When the project was last changed.
    changed_at: Option<Timestamp>,
    /// The revision whose unsaved changes the writer gave up. Any new edit has another.
    discarded: Option<u64>,
    /// What to do once a save that was asked for is done.
    after_save: Option<Next>,
    /// Whether the file is watched.
    is_watched: bool,
    /// Serial of the current file watch.
    watch: u64,
    /// The notice that says that a save failed, or that the disk did not confirm it.
    notice: Option<u64>,
    /// The notice that says that a save waits for the one under way.
    waiting_notice: Option<u64>,
}

impl FileState {
    /// The project file; `None` while it was never saved.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// The file's name without folder and endings, for titles and suggestions.
    pub fn stem(&self) -> Option<String> {
        self.path.as_deref().map(project_name)
    }

    /// How the last save went.
    pub fn save_state(&self) -> &SaveState {
        &self.save
    }

    /// Whether the last save failed.
    pub fn has_failed(&self) -> bool {
        matches!(self.save, SaveState::Failed(_))
    }

    /// The save under way.
    pub fn saving(&self) -> Option<&SaveInProgress> {
        match &self.save {
            SaveState::Saving(save) => Some(save),
            _ => None,
        }
    }

    /// The revision at which this project was opened.
    pub fn opened_revision(&self) -> u64 {
        self.opened_revision
    }

    /// Who may change the file.
    pub fn lock(&self) -> &LockState {
        &self.lock
    }

    /// The notice that says that a save failed, or that the disk did not confirm it.
    pub fn notice(&self) -> Option<u64> {
        self.notice
    }

    /// What the file held when it was last read or written.
    pub(in crate::app) fn stamp(&self) -> Option<&FileFingerprint> {
        self.stamp.as_ref()
    }

    /// Whether a stamp is of what the file held when it was last read or written.
    pub(in crate::app) fn holds(&self, stamp: &FileFingerprint) -> bool {
        self.stamp.as_ref().is_some_and(|known| known.same_content(stamp))
    }

    /// Puts another file, or none, behind the project.
    pub(in crate::app) fn replace(&mut self, file: Option<(PathBuf, FileFingerprint)>) {
        let (path, stamp) = file.unzip();
        *self = Self { path, stamp, watch: self.watch, ..Self::default() };
    }

    /// Notes that the project was just opened, and is what the file holds.
    pub(in crate::app) fn opened(&mut self, open: &OpenProject) {
        self.saved = ContentMark::of(open);
        self.opened_revision = open.revision();
        self.changed_at = None;
        self.discarded = None;
        self.after_save = None;
    }

    /// What this version and one of another program both began with.
    pub(in crate::app) fn base(&self) -> Option<Project> {
        self.base.clone().map(ProjectCopy::into_project)
    }

    /// Notes what the file holds.
    pub(in crate::app) fn set_base(&mut self, base: ProjectCopy) {
        self.base = Some(base);
    }

    /// Notes who may change the file.
    pub(in crate::app) fn set_lock(&mut self, lock: LockState) {
        self.lock = lock;
    }

    /// How the project's own file is replaced, which holds this.
    pub(in crate::app) fn replacing(&self, stamp: FileFingerprint) -> Replace {
        if self.breaks_links { Replace::BreakHardLink(stamp) } else { Replace::Unchanged(stamp) }
    }

    /// Notes that a save may break the hard links of the file.
    pub(in crate::app) fn break_links(&mut self) {
        self.breaks_links = true;
    }
}

/// What a project is called by its file: the name without `.nutgraf.ron` or `.ron`.
pub fn project_name(path: &Path) -> String {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let stem = name.strip_suffix(".ron").unwrap_or(&name);
    stem.strip_suffix(".nutgraf").unwrap_or(stem).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_project_is_called_by_its_file_name_without_endings() {
        assert_eq!(project_name(Path::new("/tmp/ban.nutgraf.ron")), "ban");
        assert_eq!(project_name(Path::new("ban.ron")), "ban");
        assert_eq!(project_name(Path::new("ban")), "ban");
    }
}
