//! Reading and writing files: the writer's own and the program's.
//!
//! Two threads do it, one for each kind, by the same loop.
//!
//! # Invariants
//! - A queue is worked off in order, and to the end also once the window is gone.
//! - A save waits until the journal knows of it.
//! - A save is refused over a file that another window has open.

use std::{
    io,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
        mpsc::{self, Receiver, RecvTimeoutError, Sender},
    },
    thread::JoinHandle,
    time::Duration,
};

use jiff::Timestamp;

use super::{
    journal::JournalBarrier,
    thread::{EventSink, ends_within, spawn},
    watcher::OutsideWatcher,
};
use crate::{
    app::{
        effect::{Effect, Event, ImageSource},
        notice::TaskFailure,
    },
    exchange::export::{self, PacketError, write_packet},
    persist::{self, Reading, SaveError, VersionFolder, journal, lock, store},
    project::Project,
};
use nutgraf_engine::{
    evidence::{self, CheckCache},
    markdown::Structure,
};

/// How often the open file is looked at.
const LOOK_INTERVAL: Duration = Duration::from_secs(2);

/// The folders in which the program keeps things for itself; it keeps nothing in those that
/// are `None`.
#[derive(Clone, Debug, Default)]
pub(super) struct StateDirs {
    /// For versions.
    pub(super) versions: Option<PathBuf>,
    /// For journals.
    pub(super) journals: Option<PathBuf>,
}

/// Number of pieces of work that were sent to a thread and are not done.
#[derive(Clone, Debug, Default)]
pub(super) struct PendingWork(Arc<AtomicUsize>);

impl PendingWork {
    fn begin(&self) {
        self.0.fetch_add(1, Ordering::Release);
    }

    fn end(&self) {
        self.0.fetch_sub(1, Ordering::Release);
    }

    /// Whether all of it is done.
    pub(super) fn is_done(&self) -> bool {
        self.0.load(Ordering::Acquire) == 0
    }
}

/// A thread that works off a queue of effects on files.
pub(super) struct FileThread {
    /// `None` once no further work is taken.
    queue: Option<Sender<(Effect, Option<JournalBarrier>)>>,
    thread: Option<JoinHandle<()>>,
    pending: PendingWork,
}

impl FileThread {
    /// Starts the thread.
    ///
    /// # Errors
    /// When the system allows no further thread.
    pub(super) fn start(
        name: &str,
        dirs: StateDirs,
        pending: PendingWork,
        sink: EventSink,
    ) -> io::Result<Self> {
        let (queue, requests) = mpsc::channel();
        let done = pending.clone();
        let thread = spawn(name, move || work_off(&requests, &dirs, &done, &sink))?;
        Ok(Self { queue: Some(queue), thread: Some(thread), pending })
    }

    /// Sends an effect, which waits for the barrier; hands it back where the thread is gone.
    pub(super) fn send(
        &self,
        effect: Effect,
        barrier: Option<JournalBarrier>,
    ) -> Result<(), Effect> {
        let Some(queue) = &self.queue else { return Err(effect) };
        self.pending.begin();
        queue.send((effect, barrier)).map_err(|returned| {
            self.pending.end();
            returned.0.0
        })
    }

    /// Takes no further work; the thread ends with what it has.
    pub(super) fn close(&mut self) {
        self.queue = None;
    }

    /// Blocks up to `timeout` for the thread to end.
    pub(super) fn join(&mut self, timeout: Duration) {
        if let Some(thread) = self.thread.take() {
            ends_within(thread, timeout);
        }
    }
}

/// Works off a queue, and looks at the watched file while there is nothing to do.
fn work_off(
    requests: &Receiver<(Effect, Option<JournalBarrier>)>,
    dirs: &StateDirs,
    pending: &PendingWork,
    sink: &EventSink,
) {
    let mut watcher = OutsideWatcher::default();
    loop {
        let request = match watcher.is_watching() {
            true => requests.recv_timeout(LOOK_INTERVAL),
            false => requests.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        let event = match request {
            Ok((effect, barrier)) => {
                // The journal has to know that the file becomes another before it does.
                if let Some(barrier) = barrier {
                    barrier.wait();
                }
                let event = guarded_work(effect, &mut watcher, dirs);
                pending.end();
                event
            }
            Err(RecvTimeoutError::Timeout) => guarded_look(&mut watcher),
            Err(RecvTimeoutError::Disconnected) => return,
        };
        if let Some(event) = event {
            // Without a window, what was asked for is still written.
            sink.report(event);
        }
    }
}

/// Does one piece of work. A panic in it becomes an event.
fn guarded_work(effect: Effect, watcher: &mut OutsideWatcher, dirs: &StateDirs) -> Option<Event> {
    let save = match &effect {
        Effect::Save { path, revision, .. } => Some((path.clone(), *revision)),
        _ => None,
    };
    let done = catch_unwind(AssertUnwindSafe(|| match effect {
        Effect::Outside(task) => watcher.work(task),
        effect => file_work(effect, dirs).ok(),
    }));
    match done {
        Ok(event) => event,
        Err(_) => Some(match save {
            Some((path, revision)) => failed_save(path, revision),
            None => Event::Failed(TaskFailure::FilePanic),
        }),
    }
}

/// Looks at the open file. A panic finds nothing.
fn guarded_look(watcher: &mut OutsideWatcher) -> Option<Event> {
    catch_unwind(AssertUnwindSafe(|| watcher.look(false))).unwrap_or(None)
}

/// Returns the event of a save that a fault of the program's own kept from being made.
pub fn failed_save(path: PathBuf, revision: u64) -> Event {
    Event::Saved { revision, result: Err(SaveError::Panic { path: path.clone() }), path }
}

/// Does one piece of work on files; hands back an effect that is none.
pub(super) fn file_work(effect: Effect, dirs: &StateDirs) -> Result<Event, Effect> {
    let (versions, journals) = (dirs.versions.as_deref(), dirs.journals.as_deref());
    Ok(match effect {
        Effect::Save { project, path, replace, revision } => {
            let result = not_open_elsewhere(&path)
                .and_then(|()| store::save(&project.into_project(), &path, replace.expect()));
            Event::Saved { path, revision, result }
        }
        Effect::Load(path) => {
            let result = store::load(&path).map(Box::new);
            Event::Loaded { path, result }
        }
        Effect::LoadLarge(path) => {
            let result = store::load_as(Reading::Large, &path).map(Box::new);
            Event::Loaded { path, result }
        }
        Effect::Keep { project, path, reason, now } => {
            let kept = versions.map_or(Ok(()), |folder| {
                let versions = VersionFolder::of(folder, &path);
                versions.keep(&project.into_project(), &reason, now).map(drop)
            });
            Event::VersionKept { path, is_named: reason.is_named(), result: kept }
        }
        Effect::ListVersions(path) => {
            let list = versions.map(|folder| VersionFolder::of(folder, &path).list());
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
        Effect::Write { path, text, replace } => {
            let result = write(&path, &text, replace);
            Event::Written { path, result }
        }
        Effect::KeepImage { serial, project, image } => {
            let result = match image {
                ImageSource::Bytes(bytes) => persist::keep_image(&project, &bytes),
                ImageSource::File(path) => persist::keep_image_file(&project, &path),
            };
            Event::ImageKept { serial, result }
        }
        Effect::Packet { project, folder, stem, file, now } => {
            let project = project.into_project();
            let result = packet(&project, &folder, &stem, file.as_deref(), now);
            Event::PacketWritten { folder, result }
        }
        Effect::FindLost { of, now } => {
            let find = |folder| journal::find(folder, of.as_deref(), now);
            Event::Recoverable(journals.map(find).unwrap_or_default())
        }
        Effect::KeepSettings(settings) => match settings.save() {
            Ok(()) => Event::Kept,
            Err(error) => Event::Failed(TaskFailure::Settings(error)),
        },
        other => return Err(other),
    })
}

/// Refuses to save over an article that somebody else has open.
fn not_open_elsewhere(path: &Path) -> Result<(), SaveError> {
    // The note of another computer is believed for a day, by the time at which it matters.
    match lock::holder(path, Timestamp::now()) {
        Some(owner) if owner.as_ref().is_none_or(|owner| !owner.is_this_process()) => {
            Err(SaveError::OpenElsewhere { path: path.to_owned(), owner })
        }
        // What is no lock is nobody's, and words are worth more than the order of a folder.
        _ => Ok(()),
    }
}

/// Checks a project from the beginning and writes the documents about it.
fn packet(
    project: &Project,
    folder: &Path,
    stem: &str,
    file: Option<&Path>,
    now: Timestamp,
) -> Result<usize, PacketError> {
    let structure = Structure::parse(project.draft());
    let input = project.check_input(&structure);
    let report = evidence::check(&input, &mut CheckCache::default());
    let packet = export::packet(project, &report, now);
    write_packet(&packet, folder, stem, file).map(|paths| paths.len())
}

fn write(path: &Path, text: &str, replace: bool) -> Result<(), SaveError> {
    // A link that leads to nothing is there, too.
    if !replace && path.symlink_metadata().is_ok() {
        return Err(SaveError::Exists { path: path.to_owned() });
    }
    persist::write_atomic(path, text.as_bytes())
}
