//! Carrying out effects, on threads in the program and in place in tests.
//!
//! Two threads: one judges quotations and forgets all but the newest request,
//! one reads and writes files in the order in which it was asked, and drops
//! nothing. What always holds: [`Runner::finish`] returns only after every file
//! that was to be written is written or its failure is known.

use std::{
    collections::VecDeque,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    sync::{
        Arc,
        mpsc::{self, Receiver, RecvTimeoutError, Sender},
    },
    thread::JoinHandle,
    time::Duration,
};

use jiff::Timestamp;

use super::{Effect, Event, outside::Lookout};
use crate::{
    evidence::{self, Corpus, IndexCache},
    exchange::{
        export::{self, PacketError, write_packet},
        import::import_file,
    },
    markdown::Structure,
    persist::{self, Folders, SaveError, VersionFolder, lock, store},
    project::{Project, ProjectCopy},
};

/// Carries out the effects that need neither window nor dialog.
pub trait Runner {
    /// Starts an effect, or hands it back when it is one for the window.
    fn start(&mut self, effect: Effect) -> Option<Effect>;
    /// What was done since the last call.
    fn poll(&mut self) -> Vec<Event>;
    /// Waits until every file is written, and returns what was done.
    fn finish(&mut self) -> Vec<Event>;
}

/// How often the open file is looked at.
const LOOK: Duration = Duration::from_secs(2);

/// How long a check waits for the next keystroke before it begins.
const DEBOUNCE: Duration = Duration::from_millis(60);

/// Checks a project. Tells first what is found, then, a while later, the claim inventory.
fn check(project: ProjectCopy, revision: u64, cache: &mut IndexCache, mut tell: impl FnMut(Event)) {
    let project = project.into_project();
    let structure = Structure::parse(project.draft());
    if cache.is_new() && !project.claims().is_empty() {
        // To read what claims rest on takes longest, and quotations are seen first.
        let report = evidence::check(&project.quotation_input(&structure), cache);
        let corpus = Arc::new(Corpus::of(project.sources(), cache));
        tell(Event::Checked { revision, report, corpus });
    }
    let report = evidence::check(&project.check_input(&structure), cache);
    cache.retain(project.sources().iter().filter_map(|source| source.snapshot.as_ref()));
    let corpus = Arc::new(Corpus::of(project.sources(), cache));
    tell(Event::Checked { revision, report, corpus });
    let inventory = Arc::new(evidence::inventory(project.draft(), &structure));
    tell(Event::Listed { revision, inventory });
}

/// Checks a project anew and writes the documents about it.
fn packet(
    project: &Project,
    folder: &Path,
    stem: &str,
    file: Option<&Path>,
    now: Timestamp,
) -> Result<usize, PacketError> {
    let structure = Structure::parse(project.draft());
    let input = project.check_input(&structure);
    let report = evidence::check(&input, &mut IndexCache::default());
    let packet = export::packet(project, &report, now);
    write_packet(&packet, folder, stem, file).map(|paths| paths.len())
}

/// Does one piece of file work. `None` for an effect that is none.
fn file_work(effect: Effect, state: Option<&Path>) -> Result<Event, Effect> {
    Ok(match effect {
        Effect::Save { project, path, replace, revision } => {
            let result = store::save(&project.into_project(), &path, replace.expect());
            Event::Saved { path, revision, result }
        }
        Effect::Load(path) => {
            let result = store::load(&path).map(Box::new);
            Event::Loaded { path, result }
        }
        Effect::Keep { project, path, label, is_named, now } => {
            let kept = state.map_or(Ok(()), |state| {
                let versions = VersionFolder::of(state, &path);
                versions.keep(&project.into_project(), &label, is_named, now).map(drop)
            });
            Event::VersionKept { path, is_named, result: kept }
        }
        Effect::ListVersions(path) => {
            let list = state.map(|state| VersionFolder::of(state, &path).list());
            Event::Versions(path, list.unwrap_or_default())
        }
        Effect::ReadVersion(version, side) => {
            let result = VersionFolder::load(&version).map(Box::new);
            Event::VersionRead { version, side, result }
        }
        Effect::Lock { path, now, is_forced } => {
            let take = if is_forced { lock::take_over } else { lock::take };
            Event::Locked { result: take(&path, now), path }
        }
        Effect::Import(path) => {
            let result = import_file(&path).map_err(|error| error.to_string());
            Event::Imported { path, result }
        }
        Effect::ReadDraft { path, project } => {
            let result = import_file(&path).map(|imported| imported.text);
            let result = result.map_err(|error| error.to_string());
            Event::DraftRead { project, result }
        }
        Effect::Write { path, text, replace } => {
            let result = write(&path, &text, replace);
            Event::Written { path, result }
        }
        Effect::Packet { project, folder, stem, file, now } => {
            let project = project.into_project();
            let result = packet(&project, &folder, &stem, file.as_deref(), now);
            Event::PacketWritten { folder, result }
        }
        Effect::KeepSettings(settings) => match settings.save() {
            Ok(()) => Event::Kept,
            Err(error) => Event::Failed(error.to_string()),
        },
        other => return Err(other),
    })
}

/// File work that a fault in it does not end: the writer is told, and the next
/// piece of work is done all the same.
fn guarded_file_work(effect: Effect, lookout: &mut Lookout, state: Option<&Path>) -> Option<Event> {
    let save = match &effect {
        Effect::Save { path, revision, .. } => Some((path.clone(), *revision)),
        _ => None,
    };
    let done = catch_unwind(AssertUnwindSafe(|| match effect {
        Effect::Outside(task) => lookout.work(task),
        effect => file_work(effect, state).ok(),
    }));
    match done {
        Ok(event) => event,
        Err(_) => Some(match save {
            Some((path, revision)) => failed_save(path, revision),
            None => Event::Failed(
                "The file could not be read; this is a fault in Nutgraf. Your text is safe."
                    .to_owned(),
            ),
        }),
    }
}

/// A look at the open file that a fault in it does not end.
fn guarded_look(lookout: &mut Lookout) -> Option<Event> {
    catch_unwind(AssertUnwindSafe(|| lookout.look(false))).unwrap_or(None)
}

/// A save that a fault of the program's own kept from being made.
pub fn failed_save(path: PathBuf, revision: u64) -> Event {
    let cause = std::io::Error::other("a fault in Nutgraf");
    Event::Saved { revision, result: Err(SaveError::System { path: path.clone(), cause }), path }
}

fn write(path: &Path, text: &str, replace: bool) -> Result<(), String> {
    if !replace && path.exists() {
        let error = SaveError::Exists { path: path.to_owned() };
        return Err(error.to_string());
    }
    persist::write_atomic(path, text.as_bytes()).map_err(|error| error.to_string())
}

/// Everything at once on the caller's thread: the same order every time. The
/// settings are not kept, so that a test leaves the user's alone.
#[derive(Default)]
pub struct Inline {
    cache: IndexCache,
    events: VecDeque<Event>,
    lookout: Lookout,
    /// Where versions are kept; nowhere by default.
    state: Option<PathBuf>,
}

impl Inline {
    /// Keeps versions in a folder.
    pub fn keeping_in(state: &Path) -> Self {
        Self { state: Some(state.to_owned()), ..Self::default() }
    }
}

impl Runner for Inline {
    fn start(&mut self, effect: Effect) -> Option<Effect> {
        let event = match effect {
            Effect::Check { project, revision } => {
                let Self { cache, events, .. } = self;
                check(*project, revision, cache, |event| events.push_back(event));
                return None;
            }
            Effect::KeepSettings(_) => Event::Kept,
            Effect::Outside(task) => {
                self.events.extend(self.lookout.work(task));
                return None;
            }
            other => match file_work(other, self.state.as_deref()) {
                Ok(event) => event,
                Err(other) => return Some(other),
            },
        };
        self.events.push_back(event);
        None
    }

    fn poll(&mut self) -> Vec<Event> {
        self.events.drain(..).collect()
    }

    fn finish(&mut self) -> Vec<Event> {
        self.poll()
    }
}

/// Wakes the window when something was done.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// The program's own runner.
pub struct Threads {
    checks: Option<Sender<(Box<ProjectCopy>, u64)>>,
    files: Option<Sender<Effect>>,
    events: Receiver<Event>,
    file_thread: Option<JoinHandle<()>>,
}

impl Threads {
    /// Starts both threads.
    pub fn new(wake: Wake) -> Self {
        let (event_sender, events) = mpsc::channel();
        let (checks, check_requests) = mpsc::channel();
        let (files, file_requests) = mpsc::channel();
        std::thread::spawn({
            let (events, wake) = (event_sender.clone(), wake.clone());
            move || check_loop(&check_requests, &events, &wake)
        });
        let file_thread = std::thread::spawn(move || {
            let mut lookout = Lookout::default();
            let state = Folders::of_user().map(|folders| folders.state);
            loop {
                let event = match file_requests.recv_timeout(LOOK) {
                    Ok(effect) => guarded_file_work(effect, &mut lookout, state.as_deref()),
                    Err(RecvTimeoutError::Timeout) => guarded_look(&mut lookout),
                    Err(RecvTimeoutError::Disconnected) => return,
                };
                let Some(event) = event else { continue };
                if event_sender.send(event).is_err() {
                    // The window is gone, but what was asked for is still written.
                    continue;
                }
                wake();
            }
        });
        Self { checks: Some(checks), files: Some(files), events, file_thread: Some(file_thread) }
    }
}

fn check_loop(requests: &Receiver<(Box<ProjectCopy>, u64)>, events: &Sender<Event>, wake: &Wake) {
    let mut cache = IndexCache::default();
    while let Ok(mut newest) = requests.recv() {
        loop {
            match requests.recv_timeout(DEBOUNCE) {
                Ok(newer) => newest = newer,
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
        let (project, revision) = newest;
        // A bug in a rule must not end the writer's session.
        let judged = catch_unwind(AssertUnwindSafe(|| {
            check(*project, revision, &mut cache, |event| {
                // A window that is gone needs to know nothing more.
                let _ = events.send(event);
                wake();
            });
        }));
        if judged.is_err() {
            cache = IndexCache::default();
            let message = "The draft could not be checked; this is a fault in Nutgraf. Your text is safe; save it and go on.";
            if events.send(Event::Failed(message.to_owned())).is_err() {
                return;
            }
            wake();
        }
    }
}

impl Runner for Threads {
    fn start(&mut self, effect: Effect) -> Option<Effect> {
        match effect {
            Effect::Check { project, revision } => {
                if let Some(checks) = &self.checks {
                    // A checker that is gone only means that nothing more is judged.
                    let _ = checks.send((project, revision));
                }
                None
            }
            effect if is_file_work(&effect) => match &self.files {
                Some(files) => files.send(effect).err().map(|returned| returned.0),
                None => Some(effect),
            },
            other => Some(other),
        }
    }

    fn poll(&mut self) -> Vec<Event> {
        self.events.try_iter().collect()
    }

    fn finish(&mut self) -> Vec<Event> {
        self.checks = None;
        self.files = None;
        if let Some(thread) = self.file_thread.take() {
            // A panic there was already printed; there is nothing left to wait for.
            let _ = thread.join();
        }
        self.poll()
    }
}

fn is_file_work(effect: &Effect) -> bool {
    matches!(
        effect,
        Effect::Save { .. }
            | Effect::Load(_)
            | Effect::Keep { .. }
            | Effect::ListVersions(_)
            | Effect::ReadVersion(..)
            | Effect::Lock { .. }
            | Effect::Import(_)
            | Effect::ReadDraft { .. }
            | Effect::Write { .. }
            | Effect::Packet { .. }
            | Effect::Outside(_)
            | Effect::KeepSettings(_)
    )
}
