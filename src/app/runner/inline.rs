//! The runner of tests: everything at once, on the caller's thread.

use std::{
    collections::VecDeque,
    path::{Path, PathBuf},
    time::Duration,
};

use super::{
    EffectRunner, Work,
    checks::{CheckRequest, check},
    clipboard,
    file_work::{StateDirs, file_work},
    folders,
    imports::import,
    journal::JournalWorker,
    pictures::picture,
    searches,
    watcher::OutsideWatcher,
};
use crate::{
    app::effect::{Effect, Event},
    exchange::{clipboard::Clipboard, import::ImportProcess},
    persist::journal::folder_in,
};
use nutgraf_engine::evidence::CheckCache;

/// Carries out effects on the caller's thread, in the same order every time.
///
/// Settings are not kept, and journals and versions only in folders that are named, so that
/// a test leaves the user's own alone.
#[derive(Default)]
pub struct InlineRunner {
    cache: CheckCache,
    events: VecDeque<Event>,
    journal: Option<JournalWorker>,
    watcher: OutsideWatcher,
    dirs: StateDirs,
    importer: ImportProcess,
    /// `None` means that the window pastes in its own way.
    clipboard: Option<Box<dyn Clipboard>>,
}

impl InlineRunner {
    /// Reads texts from elsewhere by another program, because a test is not the program.
    #[must_use]
    pub fn importing_by(self, importer: ImportProcess) -> Self {
        Self { importer, ..self }
    }

    /// Reads and writes this clipboard.
    #[must_use]
    pub fn with_clipboard(self, clipboard: Box<dyn Clipboard>) -> Self {
        Self { clipboard: Some(clipboard), ..self }
    }

    /// Returns a runner that journals into a folder.
    pub fn journalling(folder: impl Into<PathBuf>) -> Self {
        let folder = folder.into();
        let dirs = StateDirs { journals: Some(folder.clone()), ..StateDirs::default() };
        Self { journal: Some(JournalWorker::new(folder)), dirs, ..Self::default() }
    }

    /// Returns a runner that journals and keeps versions in a state folder.
    pub fn at_home(state: &Path) -> Self {
        let journals = folder_in(state);
        let dirs = StateDirs { journals: Some(journals.clone()), versions: Some(state.to_owned()) };
        Self { journal: Some(JournalWorker::new(journals)), dirs, ..Self::default() }
    }

    /// Returns a runner that keeps versions in a folder.
    pub fn keeping_in(state: &Path) -> Self {
        let dirs = StateDirs { versions: Some(state.to_owned()), ..StateDirs::default() };
        Self { dirs, ..Self::default() }
    }
}

impl EffectRunner for InlineRunner {
    fn start(&mut self, effect: Effect) -> Option<Effect> {
        let Self { cache, events, journal, watcher, dirs, importer, clipboard } = self;
        match effect {
            Effect::Check { project, revision } => {
                let request = CheckRequest { project, revision };
                check(request, cache, |event| events.push_back(event));
            }
            Effect::KeepSettings(_) => events.push_back(Event::Kept),
            Effect::Journal(order) => {
                if let Some(journal) = journal {
                    events.extend(journal.take(*order));
                    events.extend(journal.sync());
                    journal.keep_base();
                    journal.wait_for_base();
                }
            }
            Effect::ListFolder(folder) => events.push_back(folders::list(folder)),
            Effect::Outside(task) => events.extend(watcher.work(task)),
            other if Work::of(&other) == Work::Clipboard => match (clipboard, other) {
                (Some(clipboard), other) => {
                    events
                        .extend(clipboard::work(other, &mut **clipboard, importer).ok().flatten());
                }
                (None, Effect::ReadClipboard { target, .. }) => {
                    events.push_back(clipboard::unread(target));
                }
                (None, _) => {}
            },
            other if Work::of(&other) == Work::Search => {
                events.extend(searches::search(other).ok());
            }
            other if Work::of(&other) == Work::Pictures => {
                events.extend(picture(other, importer).ok());
            }
            other if Work::of(&other) == Work::Import => {
                events.extend(import(other, importer).ok());
            }
            other => match file_work(other, dirs) {
                Ok(event) => events.push_back(event),
                Err(other) => return Some(other),
            },
        }
        None
    }

    fn poll(&mut self) -> Vec<Event> {
        self.events.drain(..).collect()
    }

    fn finish(&mut self, _: Duration) -> (Vec<Event>, bool) {
        (self.poll(), true)
    }
}
