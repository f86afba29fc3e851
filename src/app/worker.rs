//! Carrying out effects, on threads in the program and in place in tests.
//!
//! Five threads: one judges quotations and forgets all but the newest request, one
//! reads and writes the writer's files in the order in which it was asked, one does the
//! same with what the program keeps for itself, one has texts from elsewhere read, and
//! one writes the journal. Files and journal drop nothing, and a disk that hangs holds up
//! only what is on it. What always holds: [`Runner::finish`] says whether every file that
//! was to be written is written or its failure is known.

use std::{
    collections::VecDeque,
    io,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
        mpsc::{self, Receiver, RecvTimeoutError, Sender},
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use jiff::Timestamp;

use super::{
    Effect, Event, importer,
    journalist::{self, Desk, Journalist, Message, Reached},
    outside::Lookout,
};
use crate::{
    evidence::{self, CheckCache},
    exchange::{
        export::{self, PacketError, write_packet},
        import::Worker,
    },
    markdown::Structure,
    persist::{self, Reading, SaveError, VersionFolder, journal, lock, store},
    project::{Project, ProjectCopy},
};

/// Carries out the effects that need neither window nor dialog.
pub trait Runner {
    /// Starts an effect, or hands it back when it is one for the window.
    fn start(&mut self, effect: Effect) -> Option<Effect>;
    /// What was done since the last call.
    fn poll(&mut self) -> Vec<Event>;
    /// Waits until every file is written, so long at most, and returns what was done and
    /// whether that was everything.
    fn finish(&mut self, most: Duration) -> (Vec<Event>, bool);
    /// For how long the journal has not carried out what it was told; `None` where it has.
    fn journal_owes(&mut self) -> Option<Duration> {
        None
    }
    /// Brings the journal to the disk, and says whether it is there. Called last, when it
    /// was told what became of every save.
    fn close(&mut self) -> bool {
        true
    }
}

/// How often the open file is looked at.
const LOOK: Duration = Duration::from_secs(2);

/// How long the end of the program waits for what it keeps for itself, whatever else hangs.
const HOME_PATIENCE: Duration = Duration::from_secs(1);

/// How long a check waits for the next keystroke before it begins.
const DEBOUNCE: Duration = Duration::from_millis(60);

/// Checks a project. Tells first what is found, then, a while later, the claim inventory.
fn check(project: ProjectCopy, revision: u64, cache: &mut CheckCache, mut tell: impl FnMut(Event)) {
    let project = project.into_project();
    let structure = Structure::parse(project.draft());
    if cache.is_empty() && !project.claims().is_empty() {
        // To read what claims rest on takes longest, and quotations are seen first.
        let report = evidence::check(&project.quotation_input(&structure), cache);
        let corpus = Arc::new(cache.corpus(project.sources()));
        tell(Event::Checked { revision, report, corpus });
    }
    let report = evidence::check(&project.check_input(&structure), cache);
    cache.retain(project.sources().iter().filter_map(|source| source.snapshot.as_ref()));
    let corpus = Arc::new(cache.corpus(project.sources()));
    tell(Event::Checked { revision, report, corpus });
    let inventory = evidence::inventory_with(project.draft(), &structure, &mut cache.sentences);
    let inventory = Arc::new(inventory);
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
    let report = evidence::check(&input, &mut CheckCache::default());
    let packet = export::packet(project, &report, now);
    write_packet(&packet, folder, stem, file).map(|paths| paths.len())
}

/// Where the program notes things down for itself; nowhere without.
#[derive(Clone, Debug, Default)]
struct Homes {
    /// For versions.
    state: Option<PathBuf>,
    journals: Option<PathBuf>,
}

/// Refuses to save over an article that somebody else has open.
fn not_open_elsewhere(path: &Path) -> Result<(), SaveError> {
    // The note of another computer is believed for a day, by the time at which it matters.
    match lock::holder(path, Timestamp::now()) {
        Some(owner) if owner.as_ref().is_none_or(|owner| !owner.is_this_process()) => {
            let by = owner.map_or("another program".to_owned(), |owner| owner.to_string());
            let cause = io::Error::other(format!("it is open in another window ({by})"));
            Err(SaveError::System { path: path.to_owned(), cause })
        }
        // What is no lock is nobody's, and words are worth more than the order of a folder.
        _ => Ok(()),
    }
}

/// Does one piece of file work; hands back what is none.
fn file_work(effect: Effect, homes: &Homes) -> Result<Event, Effect> {
    let Homes { state, journals } = homes;
    let (state, journals) = (state.as_deref(), journals.as_deref());
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
        Effect::Write { path, text, replace } => {
            let result = write(&path, &text, replace);
            Event::Written { path, result }
        }
        Effect::Packet { project, folder, stem, file, now } => {
            let project = project.into_project();
            let result = packet(&project, &folder, &stem, file.as_deref(), now);
            Event::PacketWritten { folder, result }
        }
        Effect::FindLost { of, now } => {
            let find = |folder| journal::find(folder, of.as_deref(), now);
            Event::Found(journals.map(find).unwrap_or_default())
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
fn guarded_file_work(effect: Effect, lookout: &mut Lookout, homes: &Homes) -> Option<Event> {
    let save = match &effect {
        Effect::Save { path, revision, .. } => Some((path.clone(), *revision)),
        _ => None,
    };
    let done = catch_unwind(AssertUnwindSafe(|| match effect {
        Effect::Outside(task) => lookout.work(task),
        effect => file_work(effect, homes).ok(),
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
    let cause = io::Error::other("a fault in Nutgraf");
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
/// settings are not kept, and nothing is journalled but into a folder that is named,
/// so that a test leaves the user's alone.
#[derive(Default)]
pub struct Inline {
    cache: CheckCache,
    events: VecDeque<Event>,
    desk: Option<Desk>,
    lookout: Lookout,
    homes: Homes,
    worker: Worker,
}

impl Inline {
    /// Reads texts from elsewhere by another program: a test is not the program.
    #[must_use]
    pub fn importing_by(self, worker: Worker) -> Self {
        Self { worker, ..self }
    }

    /// One that journals into a folder.
    pub fn journalling(folder: impl Into<PathBuf>) -> Self {
        let folder = folder.into();
        let homes = Homes { journals: Some(folder.clone()), ..Homes::default() };
        Self { desk: Some(Desk::new(folder)), homes, ..Self::default() }
    }

    /// Keeps versions in a folder.
    pub fn keeping_in(state: &Path) -> Self {
        let homes = Homes { state: Some(state.to_owned()), ..Homes::default() };
        Self { homes, ..Self::default() }
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
            Effect::Journal(order) => {
                if let Some(desk) = &mut self.desk {
                    self.events.extend(desk.take(*order));
                    self.events.extend(desk.sync());
                    desk.keep_base();
                    desk.wait_for_base();
                }
                return None;
            }
            Effect::Outside(task) => {
                self.events.extend(self.lookout.work(task));
                return None;
            }
            other if importer::is_import(&other) => {
                let event = importer::import(other, &self.worker);
                self.events.extend(event.ok());
                return None;
            }
            other => match file_work(other, &self.homes) {
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

    fn finish(&mut self, _: Duration) -> (Vec<Event>, bool) {
        (self.poll(), true)
    }
}

/// Whether a thread ends in time; one that does not is left alone.
pub(super) fn ends_within(thread: JoinHandle<()>, most: Duration) -> bool {
    let end = Instant::now() + most;
    while !thread.is_finished() {
        if Instant::now() >= end {
            return false;
        }
        thread::sleep(Duration::from_millis(2));
    }
    // A panic there was already printed; there is nothing left to wait for.
    let _ = thread.join();
    true
}

/// Wakes the window when something was done.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// The program's own runner.
pub struct Threads {
    checks: Option<Sender<(Box<ProjectCopy>, u64)>>,
    files: Option<Sender<(Effect, Option<Reached>)>>,
    imports: Option<Sender<Effect>>,
    events: Receiver<Event>,
    file_thread: Option<JoinHandle<()>>,
    home: Option<Sender<Effect>>,
    home_thread: Option<JoinHandle<()>>,
    journalist: Option<Journalist>,
    /// What there is to tell when something is to be checked that nobody can.
    no_checks: Option<String>,
    /// What there is to tell when something is to be journalled that nobody can.
    no_journal: Option<Event>,
    /// What is told in place of threads that are not there.
    told: Vec<Event>,
    /// How many pieces of file work are not done yet.
    under_way: Arc<AtomicUsize>,
}

/// Ends what is under way when the program is told to end from outside.
pub struct Ending {
    journal: Option<Sender<Message>>,
    under_way: Arc<AtomicUsize>,
}

impl Ending {
    /// Brings the journal to the disk and waits for saves under way, so long at most.
    pub fn settle(&self, most: Duration) {
        let end = Instant::now() + most;
        if let Some(journal) = &self.journal {
            journalist::flush(journal, most);
        }
        while self.under_way.load(Ordering::Acquire) > 0 && Instant::now() < end {
            thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Threads {
    /// Starts the threads; without a state folder nothing is journalled and no version
    /// is kept.
    ///
    /// # Errors
    /// When the system allows no thread to read and write files on. Whoever cannot save
    /// had better not begin to write.
    pub fn new(wake: Wake, state: Option<PathBuf>) -> io::Result<Self> {
        Self::importing_by(Worker::this_program(), wake, state)
    }

    /// The same, with another program to read texts from elsewhere.
    ///
    /// # Errors
    /// As [`Threads::new`].
    pub fn importing_by(worker: Worker, wake: Wake, state: Option<PathBuf>) -> io::Result<Self> {
        let journals = state.as_deref().map(journal::folder_in);
        let homes = Homes { state, journals: journals.clone() };
        let (event_sender, events) = mpsc::channel();
        let (checks, check_requests) = mpsc::channel();
        let (files, file_requests) = mpsc::channel::<(Effect, Option<Reached>)>();
        let checker = thread::Builder::new().name("checks".to_owned()).spawn({
            let (events, wake) = (event_sender.clone(), wake.clone());
            move || check_loop(&check_requests, &events, &wake)
        });
        let no_checks = checker.err().map(|cause| {
            format!(
                "Nothing is checked: the system allows no further thread ({cause}). Close other programs, then start Nutgraf again. Your text is safe."
            )
        });
        let journalist = journals
            .clone()
            .map(|folder| Journalist::start(folder, event_sender.clone(), wake.clone()));
        let (journalist, no_journal) = match journalist {
            Some(Ok(journalist)) => (Some(journalist), None),
            Some(Err(cause)) => (None, Some(journalist::without_thread(&cause))),
            None => (None, Some(journalist::without_folder())),
        };
        let imports = importer::start(worker, event_sender.clone(), wake.clone())?;
        let under_way = Arc::new(AtomicUsize::new(0));
        let (home, home_requests) = mpsc::channel();
        let home_thread = thread::Builder::new().name("home".to_owned()).spawn({
            let (events, wake, homes) = (event_sender.clone(), wake.clone(), homes.clone());
            let done = under_way.clone();
            move || {
                for effect in home_requests {
                    let event = guarded_file_work(effect, &mut Lookout::default(), &homes);
                    done.fetch_sub(1, Ordering::Release);
                    if event.is_some_and(|event| events.send(event).is_ok()) {
                        wake();
                    }
                }
            }
        })?;
        let done = under_way.clone();
        let file_thread = thread::Builder::new().name("files".to_owned()).spawn(move || {
            let mut lookout = Lookout::default();
            loop {
                let event = match file_requests.recv_timeout(LOOK) {
                    Ok((effect, reached)) => {
                        // The journal has to know that the file becomes another before it does.
                        if let Some(reached) = reached {
                            reached.wait();
                        }
                        let event = guarded_file_work(effect, &mut lookout, &homes);
                        done.fetch_sub(1, Ordering::Release);
                        event
                    }
                    Err(RecvTimeoutError::Timeout) => guarded_look(&mut lookout),
                    Err(RecvTimeoutError::Disconnected) => return,
                };
                // Without a window, what was asked for is still written.
                if event.is_some_and(|event| event_sender.send(event).is_ok()) {
                    wake();
                }
            }
        })?;
        Ok(Self {
            checks: Some(checks),
            files: Some(files),
            imports: Some(imports),
            events,
            file_thread: Some(file_thread),
            home: Some(home),
            home_thread: Some(home_thread),
            journalist,
            no_checks,
            no_journal,
            told: Vec::new(),
            under_way,
        })
    }

    /// For whoever hears that the program is to end.
    pub fn ending(&self) -> Ending {
        let journal = self.journalist.as_ref().map(|journalist| journalist.messages().clone());
        Ending { journal, under_way: self.under_way.clone() }
    }
}

fn check_loop(requests: &Receiver<(Box<ProjectCopy>, u64)>, events: &Sender<Event>, wake: &Wake) {
    let mut cache = CheckCache::default();
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
            cache = CheckCache::default();
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
                self.told.extend(self.no_checks.take().map(Event::Failed));
                None
            }
            Effect::Journal(order) => {
                if let Some(journalist) = &mut self.journalist {
                    journalist.order(order);
                }
                self.told.extend(self.no_journal.take());
                None
            }
            effect if importer::is_import(&effect) => {
                let Some(imports) = &self.imports else { return Some(effect) };
                imports.send(effect).err().map(|returned| returned.0)
            }
            effect if is_home_work(&effect) => {
                let Some(home) = &self.home else { return Some(effect) };
                self.under_way.fetch_add(1, Ordering::Release);
                let returned = home.send(effect).err()?;
                self.under_way.fetch_sub(1, Ordering::Release);
                Some(returned.0)
            }
            effect if is_file_work(&effect) => {
                let Some(files) = &self.files else { return Some(effect) };
                let is_save = matches!(effect, Effect::Save { .. });
                let journalist = self.journalist.as_ref().filter(|_| is_save);
                self.under_way.fetch_add(1, Ordering::Release);
                let returned = files.send((effect, journalist.map(Journalist::reached))).err()?;
                self.under_way.fetch_sub(1, Ordering::Release);
                Some(returned.0.0)
            }
            other => Some(other),
        }
    }

    fn poll(&mut self) -> Vec<Event> {
        self.told.drain(..).chain(self.events.try_iter()).collect()
    }

    fn finish(&mut self, most: Duration) -> (Vec<Event>, bool) {
        self.checks = None;
        self.files = None;
        self.imports = None;
        self.home = None;
        let end = Instant::now() + most;
        if let Some(thread) = self.file_thread.take() {
            ends_within(thread, most);
        }
        if let Some(thread) = self.home_thread.take() {
            // The disk of the files says nothing of that of the settings.
            let rest = end.saturating_duration_since(Instant::now());
            ends_within(thread, rest.max(HOME_PATIENCE));
        }
        // A thread that only looks at a file, or has not yet heard of the end, owes nothing.
        let is_done = self.under_way.load(Ordering::Acquire) == 0;
        (self.poll(), is_done)
    }

    fn journal_owes(&mut self) -> Option<Duration> {
        self.journalist.as_mut()?.owes()
    }

    fn close(&mut self) -> bool {
        self.journalist.as_mut().is_some_and(Journalist::finish)
    }
}

/// What is read and written in the user's own folders.
fn is_home_work(effect: &Effect) -> bool {
    matches!(
        effect,
        Effect::Keep { .. }
            | Effect::ListVersions(_)
            | Effect::ReadVersion(..)
            | Effect::FindLost { .. }
            | Effect::KeepSettings(_)
    )
}

fn is_file_work(effect: &Effect) -> bool {
    matches!(
        effect,
        Effect::Save { .. }
            | Effect::Load(_)
            | Effect::LoadLarge(_)
            | Effect::Lock { .. }
            | Effect::Write { .. }
            | Effect::Packet { .. }
            | Effect::Outside(_)
    )
}
