//! Carrying out effects: on threads in the program, on the caller's thread in tests.
//!
//! A runner knows effects and events and nothing of the workspace.
//!
//! # Invariants
//! - Work on files and on the journal is never dropped, and a disk that hangs holds up only
//!   the work on it.
//! - [`EffectRunner::finish`] says whether every file that was to be written is written or
//!   its failure is known.
//! - A panic in a piece of work becomes an event; the next piece is done all the same.

mod checks;
mod clipboard;
mod file_work;
mod folders;
mod imports;
mod inline;
mod journal;
mod pictures;
mod searches;
mod shutdown;
mod thread;
mod threaded;
mod watcher;

use std::time::Duration;

use super::effect::{Effect, Event};

pub use file_work::failed_save;
pub use inline::InlineRunner;
pub use shutdown::ShutdownHandle;
pub use thread::Wake;
pub use threaded::ThreadedRunner;

/// Carries out the effects that need neither window nor dialog.
pub trait EffectRunner {
    /// Starts an effect, or hands it back when it is one for the window.
    fn start(&mut self, effect: Effect) -> Option<Effect>;

    /// Returns what was done since the last call.
    fn poll(&mut self) -> Vec<Event>;

    /// Blocks up to `timeout` for pending writes. Returns the remaining events and whether
    /// all writes finished.
    fn finish(&mut self, timeout: Duration) -> (Vec<Event>, bool);

    /// Returns for how long the oldest order to the journal waits; `None` where none does.
    fn journal_owes(&mut self) -> Option<Duration> {
        None
    }

    /// Brings the journal to the disk, and says whether it is there. Called last, once it
    /// was told what became of every save.
    fn close(&mut self) -> bool {
        true
    }
}

/// The thread that an effect is work for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Work {
    /// Judging the draft.
    Check,
    /// Writing the journal.
    Journal,
    /// Reading texts from elsewhere.
    Import,
    /// Searching through the project.
    Search,
    /// Reading pictures of the article.
    Pictures,
    /// Listing folders.
    Folders,
    /// Reading and writing the clipboard.
    Clipboard,
    /// The writer's files.
    Files,
    /// What the program keeps for itself in the user's own folders.
    State,
    /// None: the window does it.
    Window,
}

impl Work {
    fn of(effect: &Effect) -> Self {
        match effect {
            Effect::Check { .. } => Self::Check,
            Effect::Journal(_) => Self::Journal,
            Effect::Import(_) | Effect::ReadDraft { .. } => Self::Import,
            Effect::SearchProject { .. } => Self::Search,
            Effect::ReadPicture { .. } => Self::Pictures,
            Effect::ListFolder(_) => Self::Folders,
            Effect::ReadClipboard { .. } | Effect::CopyRichText { .. } => Self::Clipboard,
            Effect::Save { .. }
            | Effect::Load(_)
            | Effect::LoadLarge(_)
            | Effect::Lock { .. }
            | Effect::Write { .. }
            | Effect::KeepImage { .. }
            | Effect::Packet { .. }
            | Effect::Outside(_) => Self::Files,
            Effect::Keep { .. }
            | Effect::ListVersions(_)
            | Effect::ReadVersion(..)
            | Effect::FindLost { .. }
            | Effect::KeepSettings(_) => Self::State,
            Effect::Pick(_)
            | Effect::CopyText(_)
            | Effect::PasteIntoField(_)
            | Effect::PasteByWindow
            | Effect::EditFocused(_)
            | Effect::FocusEditor
            | Effect::FocusList(_)
            | Effect::FocusPart { .. }
            | Effect::OpenContextMenu
            | Effect::AddCarets(_)
            | Effect::FocusFind
            | Effect::OpenLink(_)
            | Effect::ShowFolder(_)
            | Effect::InTab(_)
            | Effect::Tab(_)
            | Effect::Quit
            | Effect::Leave => Self::Window,
        }
    }
}
