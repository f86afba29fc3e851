//! The parts of the program's state, each with private fields and methods of its own.
//!
//! A part knows the project, effects and the parts it follows. It knows nothing of actions,
//! commands and the workspace, which puts the parts together.

mod checklist;
mod file;
mod find;
mod finding;
mod journal;
mod open_project;
mod paste;
mod pictures;
mod project_search;
mod versions;
mod view;
mod writing;

pub use checklist::SurveyCounts;
pub(super) use file::{FileState, QueuedSave};
pub use file::{LockState, Merging, Outside, SaveInProgress, SaveState, project_name};
pub use find::{Find, Turn};
pub use finding::Readiness;
pub use pictures::{ArticlePicture, ShownPicture};
pub use project_search::ProjectSearch;
pub use versions::VersionState;
pub use view::{Choice, Dialog, Jump, Mode, Next, Question, Reader, Tab, View};

pub(super) use checklist::{ChecklistState, place_since};
pub(super) use find::{FindState, FindStep};
pub(super) use finding::FindingState;
pub(super) use journal::{JournalState, Protection};
pub(super) use open_project::{OpenProject, Room, StepEffects, UndoError};
pub(super) use paste::PasteState;
pub(super) use pictures::PictureState;
pub(super) use writing::WritingState;
