//! Where the project lives on disk and whether what is seen is saved.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use jiff::Timestamp;

use super::{Merging, Outside, Replace};
use crate::{
    persist::{Lock, Owner, Stamp},
    project::ProjectCopy,
    text::HistoryPoint,
};

/// How the last save went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum SaveState {
    /// Nothing was saved yet, or the project was just opened.
    #[default]
    Untouched,
    /// A save is under way.
    Saving,
    /// The last save went well.
    Saved(Timestamp),
    /// The last save failed; the file on disk is as it was.
    Failed,
}

/// The file behind the project.
#[derive(Clone, Debug, Default)]
pub struct FileState {
    /// The project file; `None` while it was never saved.
    pub path: Option<PathBuf>,
    /// What the file held when it was last read or written.
    pub stamp: Option<Stamp>,
    /// The revision that is on disk.
    pub saved_revision: u64,
    /// Where the undo history stood when it was saved.
    pub saved_place: HistoryPoint,
    /// How many sign-offs it had then: those are on no undo stack.
    pub saved_signoffs: usize,
    /// How many it had when the save under way began.
    pub saving_signoffs: usize,
    /// Where it stood when the save under way began.
    pub saving_place: HistoryPoint,
    /// When the save under way began.
    pub saving_since: Timestamp,
    /// Where it writes to.
    pub saving_path: Option<PathBuf>,
    /// What it may replace.
    pub(super) saving_replace: Option<Replace>,
    /// How the last save went.
    pub state: SaveState,
    /// The revision at which this project was opened. Revisions never fall, so
    /// what belongs to an earlier project is told by it.
    pub opened_revision: u64,
    /// The save that waits until the one under way has ended.
    pub queued: Option<Queued>,
    /// Who may change the file.
    pub lock: LockState,
    /// The notice that says that a save failed, or that the disk did not confirm it.
    pub notice: Option<u64>,
    /// The notice that says that a save waits for the one under way.
    pub(super) waiting: Option<u64>,
    /// Whether the writer said that a save may part the file from its other names.
    pub(super) may_part: bool,
    /// What was loaded or saved last: what this version and one of another program
    /// both began with.
    pub(super) base: Option<ProjectCopy>,
    /// What the save under way writes.
    pub(super) saving_base: Option<ProjectCopy>,
    /// What is on disk, where that is not what was loaded or saved last.
    pub(super) outside: Option<Outside>,
    /// The merge whose conflicts are being decided.
    pub(super) merging: Option<Merging>,
    /// The watch over the file.
    pub(super) watching: Option<u64>,
    /// Whether nothing is to be saved until the writer says so: a merge is looked at
    /// first, and so is what undo puts over another program's version.
    pub(super) held: bool,
    /// What was saved, by revision and place, when the file went.
    pub(super) before_gone: Option<(u64, HistoryPoint)>,
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
    Blocked {
        /// Why, as a sentence.
        why: String,
        /// What to do, as one or two sentences.
        hint: String,
    },
}

/// A save that was asked for while another was under way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Queued {
    /// To the project's own file.
    Own,
    /// To another file, which becomes the project's own.
    Other(PathBuf, Replace),
}

impl FileState {
    /// What [`FileState::saved_revision`] is of a project that no file has as it was opened.
    pub const NEVER: u64 = u64::MAX;

    /// The file's name without folder and endings, for titles and suggestions.
    pub fn stem(&self) -> Option<String> {
        self.path.as_deref().map(project_name)
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
