//! The program's own runner.
//!
//! Its threads: `checks` judges the draft; `files` reads and writes the writer's files;
//! `state` does so with what the program keeps for itself; `imports` has texts from
//! elsewhere read, `pictures` pictures of the article; `searches` goes through the project;
//! `folder` lists a folder, one thread each; `clipboard` reads and writes that; `journal`
//! writes the journal, with `journal flush` and `journal base` beside it.

use std::{
    io,
    path::PathBuf,
    sync::mpsc::{self, Receiver, Sender},
    time::{Duration, Instant},
};

use super::{
    EffectRunner, ShutdownHandle, Wake, Work,
    checks::{self, CheckRequest},
    clipboard,
    file_work::{FileThread, PendingWork, StateDirs},
    folders::FolderLister,
    imports,
    journal::{self, JournalThread},
    pictures,
    searches::SearchThread,
    thread::EventSink,
};
use crate::{
    app::effect::{Effect, Event},
    exchange::{clipboard::SystemClipboard, import::ImportProcess},
    persist,
};

/// How long the end of the program waits for what it keeps for itself, whatever else hangs.
const STATE_TIMEOUT: Duration = Duration::from_secs(1);

/// Carries out effects on threads.
pub struct ThreadedRunner {
    events: Receiver<Event>,
    checks: Option<Sender<CheckRequest>>,
    imports: Option<Sender<Effect>>,
    searches: SearchThread,
    pictures: Option<Sender<Effect>>,
    folders: FolderLister,
    clipboard: Option<Sender<Effect>>,
    files: FileThread,
    state: FileThread,
    journal: Option<JournalThread>,
    pending: PendingWork,
    /// Message to show if the check thread could not be started; shown when it is missed.
    no_checks: Option<Event>,
    /// Message to show if there is no journal; shown when it is missed.
    no_journal: Option<Event>,
    /// Messages of threads that could not be started, for the next poll.
    missed: Vec<Event>,
}

impl ThreadedRunner {
    /// Starts the threads. Without a state folder nothing is journalled and no version is
    /// kept.
    ///
    /// # Errors
    /// When the system allows no thread to read and write files on. Whoever cannot save had
    /// better not begin to write.
    pub fn new(wake: Wake, state: Option<PathBuf>) -> io::Result<Self> {
        Self::importing_by(ImportProcess::this_program(), wake, state)
    }

    /// Starts the threads as [`ThreadedRunner::new`] does, with another program to read
    /// texts from elsewhere.
    ///
    /// # Errors
    /// As [`ThreadedRunner::new`].
    pub fn importing_by(
        importer: ImportProcess,
        wake: Wake,
        state: Option<PathBuf>,
    ) -> io::Result<Self> {
        let journals = state.as_deref().map(persist::journal::folder_in);
        let dirs = StateDirs { versions: state, journals: journals.clone() };
        let (sender, events) = mpsc::channel();
        let sink = EventSink::new(sender, wake);
        let (checks, no_checks) = match checks::start(sink.clone()) {
            Ok(checks) => (Some(checks), None),
            Err(cause) => (None, Some(checks::without_thread(cause))),
        };
        let (journal, no_journal) =
            match journals.map(|folder| JournalThread::start(folder, sink.clone())) {
                Some(Ok(journal)) => (Some(journal), None),
                Some(Err(cause)) => (None, Some(journal::without_thread(cause))),
                None => (None, Some(journal::without_folder())),
            };
        let folders = FolderLister::new(sink.clone());
        let desktop = Box::new(SystemClipboard::default());
        let clipboard = clipboard::start(desktop, importer.clone(), sink.clone())?;
        let pictures = pictures::start(importer.clone(), sink.clone())?;
        let imports = imports::start(importer, sink.clone())?;
        let searches = SearchThread::new(sink.clone());
        let pending = PendingWork::default();
        let state = FileThread::start("state", dirs.clone(), pending.clone(), sink.clone())?;
        let files = FileThread::start("files", dirs, pending.clone(), sink)?;
        Ok(Self {
            events,
            checks,
            imports: Some(imports),
            searches,
            pictures: Some(pictures),
            folders,
            clipboard: Some(clipboard),
            files,
            state,
            journal,
            pending,
            no_checks,
            no_journal,
            missed: Vec::new(),
        })
    }

    /// Returns a handle for whoever hears that the program is to end.
    pub fn shutdown_handle(&self) -> ShutdownHandle {
        let journal = self.journal.as_ref().map(|journal| journal.messages().clone());
        ShutdownHandle { journal, pending: self.pending.clone() }
    }
}

impl EffectRunner for ThreadedRunner {
    fn start(&mut self, effect: Effect) -> Option<Effect> {
        match (Work::of(&effect), effect) {
            (_, Effect::Check { project, revision }) => {
                if let Some(checks) = &self.checks {
                    // A checker that is gone only means that nothing more is judged.
                    let _ = checks.send(CheckRequest { project, revision });
                }
                self.missed.extend(self.no_checks.take());
                None
            }
            (_, Effect::Journal(order)) => {
                if let Some(journal) = &mut self.journal {
                    journal.order(order);
                }
                self.missed.extend(self.no_journal.take());
                None
            }
            (_, Effect::ListFolder(folder)) => {
                self.folders.start(folder);
                None
            }
            (Work::Search, effect) => {
                self.missed.extend(self.searches.start(effect));
                None
            }
            (Work::Import, effect) => {
                let Some(imports) = &self.imports else { return Some(effect) };
                imports.send(effect).err().map(|returned| returned.0)
            }
            (Work::Pictures, effect) => {
                let Some(pictures) = &self.pictures else { return Some(effect) };
                pictures.send(effect).err().map(|returned| returned.0)
            }
            (Work::Clipboard, effect) => {
                let Some(clipboard) = &self.clipboard else { return Some(effect) };
                clipboard.send(effect).err().map(|returned| returned.0)
            }
            (Work::State, effect) => self.state.send(effect, None).err(),
            (Work::Files, effect) => {
                let is_save = matches!(effect, Effect::Save { .. });
                let journal = self.journal.as_ref().filter(|_| is_save);
                self.files.send(effect, journal.map(JournalThread::barrier)).err()
            }
            (Work::Window | Work::Check | Work::Journal | Work::Folders, effect) => Some(effect),
        }
    }

    fn poll(&mut self) -> Vec<Event> {
        self.missed.drain(..).chain(self.events.try_iter()).collect()
    }

    fn finish(&mut self, timeout: Duration) -> (Vec<Event>, bool) {
        let end = Instant::now() + timeout;
        self.checks = None;
        self.imports = None;
        self.pictures = None;
        self.clipboard = None;
        self.files.close();
        self.state.close();
        self.files.join(timeout);
        // The disk of the files says nothing of that of the settings.
        let rest = end.saturating_duration_since(Instant::now());
        self.state.join(rest.max(STATE_TIMEOUT));
        // A thread that only looks at a file, or has not yet heard of the end, owes nothing.
        (self.poll(), self.pending.is_done())
    }

    fn journal_owes(&mut self) -> Option<Duration> {
        self.journal.as_mut()?.owes()
    }

    fn close(&mut self) -> bool {
        self.journal.as_mut().is_some_and(JournalThread::finish)
    }
}
