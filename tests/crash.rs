//! A process that writes is killed at random moments, and nothing that it wrote is lost.
//!
//! The process is this test program started again: it edits a project through the
//! workspace and the program's own threads, saves now and then, and prints each edit
//! that was made. It is killed by SIGKILL, or told to end by SIGTERM. Then the journals
//! are read as the next start reads them: every edit that was older than 250 ms must be
//! there, exactly as it was made, and the project file must be whole.
//!
//! The usual run kills 40 times. The long one:
//!
//! ```text
//! NUTGRAF_KILLS=10000 cargo test --test crash -- --nocapture
//! ```
//!
//! With strace, the process is also killed at every system call in turn, and each of
//! them is made to fail from some time on:
//!
//! ```text
//! NUTGRAF_STRACE=1 cargo test --test crash system_call -- --nocapture
//! ```

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "what fails here has failed the test, and its files are its own"
)]
#![cfg(target_os = "linux")]

use std::{
    env, fs,
    io::{BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Command as Process, Stdio},
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
    thread,
    time::{Duration, SystemTime},
};

use fastrand::Rng;
use jiff::Timestamp;
use nutgraf::{
    app::{
        Action, CheckAction, Command, Effect, Event, Pick, Runner, SourceForm, Threads, Workspace,
    },
    model::Ids,
    persist::{Settings, is_same, journal, store},
    project::Project,
    text::Change,
};

/// Where the process that is to be killed works; set only in that process.
const FOLDER: &str = "NUTGRAF_CRASH_FOLDER";
const SEED: &str = "NUTGRAF_CRASH_SEED";
/// How many processes write at the same time, each waiting most of it.
const AT_ONCE: usize = 4;
/// After how many edits it ends by itself.
const EDITS: &str = "NUTGRAF_CRASH_EDITS";

fn now() -> Timestamp {
    "2026-11-23T14:02:00Z".parse().unwrap()
}

/// Milliseconds by which both processes go.
fn clock() -> u128 {
    SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_millis()
}

/// A writer whose every edit follows from the seed.
struct Writer {
    workspace: Workspace,
    rng: Rng,
    /// What beginning the article asks for.
    begun: Vec<Effect>,
}

impl Writer {
    fn new(seed: u64) -> Self {
        let mut workspace = Workspace::new(Settings::default(), Ids::seeded(seed));
        let begin = Action::NewFromTemplate { template: 4, title: "A ban".into() };
        let begun = workspace.apply(begin, now());
        Self { workspace, rng: Rng::with_seed(seed), begun }
    }

    /// The next edit. Saves change no project, so they are no edits.
    fn edit(&mut self) -> Vec<Effect> {
        let draft = self.workspace.project().draft();
        let mut at = self.rng.usize(..=draft.len());
        while !draft.is_char_boundary(at) {
            at -= 1;
        }
        let action = match self.rng.u8(..40) {
            0 => Action::Command(Command::Undo),
            1 => Action::Command(Command::Redo),
            2 => {
                let end = (at + self.rng.usize(..30)).min(draft.len());
                let end = (at..=end).rev().find(|end| draft.is_char_boundary(*end)).unwrap();
                Action::Edit(Change::delete(at..end))
            }
            3 => Action::Command(Command::MarkClaim),
            4 => {
                let form = SourceForm {
                    key: format!("key{}", self.rng.u64(..)),
                    title: "A source".into(),
                    text: "Words of a source. ".repeat(self.rng.usize(1..2_000)),
                    capture: true,
                    ..SourceForm::default()
                };
                Action::SaveSource(Box::new(form))
            }
            5 => {
                let claims = self.workspace.project().claims();
                match claims.first() {
                    Some(claim) => Action::Check(CheckAction::Delete(claim.id.clone())),
                    None => Action::Edit(Change::insert(at, "A whole sentence stands here. ")),
                }
            }
            6 => Action::Jump(at..at),
            7 => Action::Edit(Change::insert(at, "Pasted words, “quoted”. ".repeat(200))),
            _ => Action::Edit(Change::insert(at, self.rng.alphanumeric().to_string())),
        };
        let mut effects = self.workspace.apply(action, now());
        // Saves close what is typed in one go, and undo must not depend on them.
        let end = self.workspace.project().draft().len();
        let caret = if self.workspace.view().selection.end == 0 { end } else { 0 };
        effects.extend(self.workspace.apply(Action::Select(caret..caret), now()));
        effects
    }
}

/// What the process does that is killed.
fn write(folder: &Path, seed: u64) {
    let mut runner = Threads::new(Arc::new(|| {}), Some(folder.to_owned())).unwrap();
    end_on_sigterm(&runner);
    let limit = Arc::new(std::sync::atomic::AtomicBool::new(false));
    signal_hook::flag::register(signal_hook::consts::SIGXFSZ, limit).unwrap();
    let mut writer = Writer::new(seed);
    let mut pace = Rng::with_seed(!seed);
    // Half of the articles have a file from the start.
    let named = seed.is_multiple_of(2);
    let project = writer.workspace.file().opened_revision;
    let mut pick = Some(Pick::SaveAs { name: String::new(), project });
    let mut out = std::io::stdout().lock();
    let last = env::var(EDITS).ok().and_then(|edits| edits.parse().ok()).unwrap_or(u64::MAX);
    for number in 0..last {
        let mut effects = std::mem::take(&mut writer.begun);
        effects.extend(writer.edit());
        let saves = (named && number == 3) || pace.u8(..20) == 0;
        if let Some(pick) = pick.take_if(|_| saves && named) {
            let event = Event::Picked(pick, Some(folder.join("ban.ron")));
            effects.extend(writer.workspace.handle(event, now()));
        } else if saves && writer.workspace.file().path.is_some() {
            let save = Action::Command(Command::Save);
            effects.extend(writer.workspace.apply(save, now()));
        }
        let mut events = Vec::new();
        let mut is_told = false;
        loop {
            for effect in effects.drain(..) {
                // Judging is not what is tried here, and would only take time from it.
                if !matches!(effect, Effect::Check { .. } | Effect::KeepSettings(_)) {
                    runner.start(effect);
                }
            }
            if !is_told {
                // It is with the thread that writes it.
                writeln!(out, "edit {number} {}", clock()).unwrap();
                is_told = true;
            }
            events.extend(runner.poll());
            if events.is_empty() {
                break;
            }
            for event in events.drain(..) {
                if let Event::JournalBroke { message, .. } = &event {
                    writeln!(out, "broke {message}").unwrap();
                }
                effects.extend(writer.workspace.handle(event, now()));
            }
        }
        thread::sleep(Duration::from_micros(pace.u64(..4_000)));
    }
}

fn end_on_sigterm(runner: &Threads) {
    use signal_hook::{consts::SIGTERM, iterator::Signals, low_level::emulate_default_handler};
    let ending = runner.ending();
    let mut signals = Signals::new([SIGTERM]).unwrap();
    thread::spawn(move || {
        if let Some(signal) = signals.forever().next() {
            ending.settle(Duration::from_secs(3));
            emulate_default_handler(signal).unwrap();
        }
    });
}

/// Not a test of its own: what the process does that is killed.
#[test]
fn child() {
    let Some(folder) = env::var_os(FOLDER) else { return };
    let seed = env::var(SEED).unwrap().parse().unwrap();
    write(&PathBuf::from(folder), seed);
}

/// What a run showed.
#[derive(Default)]
struct Tally {
    runs: usize,
    edits: u64,
    /// Edits that were printed and are not there, all of them young.
    young: u64,
    offered: usize,
    all_saved: usize,
    with_file: usize,
    torn: usize,
}

impl Tally {
    fn add(&mut self, other: &Self) {
        self.runs += other.runs;
        self.edits += other.edits;
        self.young += other.young;
        self.offered += other.offered;
        self.all_saved += other.all_saved;
        self.with_file += other.with_file;
        self.torn += other.torn;
    }
}

/// Starts the process, ends it by a signal after so long, and looks at what is left.
fn run(seed: u64, signal: &str, after: Duration, tally: &mut Tally) {
    let folder = tempfile::tempdir().unwrap();
    let mut child = Process::new(env::current_exe().unwrap())
        .args(["--exact", "child", "--nocapture"])
        .env(FOLDER, folder.path())
        .env(SEED, seed.to_string())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let out = BufReader::new(child.stdout.take().unwrap());
    let reader = thread::spawn(move || heard(out));
    thread::sleep(after);
    let killed = clock();
    let status = Process::new("kill").args([signal, &child.id().to_string()]).status().unwrap();
    assert!(status.success());
    child.wait().unwrap();
    let (edits, broke) = reader.join().unwrap();
    assert!(!broke, "seed {seed}: the journal broke");
    // A signal that can be heard leaves nothing behind.
    let young = if signal == "-TERM" { 0 } else { 250 };
    let state = look(folder.path(), seed, &edits, killed.saturating_sub(young), tally);
    tally.young += edits.len().saturating_sub(usize::try_from(state).unwrap()) as u64;
}

/// The edits that a process printed, each with its time, and whether its journal broke.
fn heard(out: impl BufRead) -> (Vec<(u64, u128)>, bool) {
    let (mut edits, mut broke) = (Vec::new(), false);
    for line in out.lines().map_while(Result::ok) {
        broke |= line.starts_with("broke");
        let mut words = line.strip_prefix("edit ").unwrap_or_default().split(' ');
        // The last line may be cut off.
        let number = words.next().and_then(|word| word.parse().ok());
        edits.extend(number.zip(words.next().and_then(|word| word.parse().ok())));
    }
    (edits, broke)
}

/// Looks at what a process left, and returns how many edits are there. Those that were
/// printed until a moment must be.
fn look(folder: &Path, seed: u64, edits: &[(u64, u128)], until: u128, tally: &mut Tally) -> u64 {
    let must = edits.iter().filter(|(_, at)| *at <= until).map(|(number, _)| number + 1);
    let must = must.max().unwrap_or(0);
    let may = edits.last().map_or(0, |(number, _)| number + 1) + 1;

    let file = folder.join("ban.ron");
    let on_disk = file.exists().then(|| store::load(&file).expect("the file is whole").project);
    let journals = folder.join("journal");
    let mut found = journal::find(&journals, None, now());
    assert!(found.problems.is_empty(), "seed {seed}: {:?}", found.problems);
    assert!(found.lost.len() <= 1, "seed {seed}: {} journals", found.lost.len());
    tally.runs += 1;
    tally.edits += edits.len() as u64;
    tally.with_file += usize::from(on_disk.is_some());
    let project = match found.lost.pop() {
        Some(lost) => {
            tally.offered += 1;
            tally.torn += usize::from(lost.is_torn);
            Some(lost.project)
        }
        None => {
            tally.all_saved += usize::from(on_disk.is_some());
            on_disk
        }
    };
    let state = project.map(|project| state_of(&project, seed, must, may));
    let state = state.unwrap_or(0);
    assert!(
        (must..=may).contains(&state),
        "seed {seed}: {state} edits are there, and {must} to {may} were to be"
    );
    state
}

/// System calls that a journal and a save make.
const CALLS: [&str; 8] =
    ["openat", "write", "flock", "rename", "fdatasync", "fsync", "unlink", "copy_file_range"];

/// Runs the process under strace, which does something to its Nth call of a name.
/// Returns what was heard, when it ended, and whether strace had done it.
fn injected(folder: &Path, seed: u64, call: &str, what: &str) -> (Vec<(u64, u128)>, u128, bool) {
    let log = folder.join("strace.log");
    let mut child = Process::new("strace")
        .args(["-f", "-qq", "-o", log.to_str().unwrap()])
        .args(["-e", &format!("trace={call}"), "-e", &format!("inject={call}:{what}")])
        .arg(env::current_exe().unwrap())
        .args(["--exact", "child", "--nocapture"])
        .env(FOLDER, folder)
        .env(SEED, seed.to_string())
        .env(EDITS, "60")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let (edits, _) = heard(BufReader::new(child.stdout.take().unwrap()));
    child.wait().unwrap();
    let ended = clock();
    let log = fs::read_to_string(&log).unwrap();
    let was_done = log.contains("(INJECTED)") || log.contains("killed by SIGKILL");
    fs::remove_file(folder.join("strace.log")).unwrap();
    (edits, ended, was_done)
}

#[test]
fn killed_at_any_system_call_nothing_is_lost_and_any_that_fails_is_lived_with() {
    if env::var_os("NUTGRAF_STRACE").is_none() {
        println!("skipped: set NUTGRAF_STRACE=1 (needs strace; takes minutes)");
        return;
    }
    let mut tally = Tally::default();
    let (mut kills, mut errors) = (0, 0);
    for call in CALLS {
        for nth in 1.. {
            let folder = tempfile::tempdir().unwrap();
            let (edits, ended, was_done) =
                injected(folder.path(), 2, call, &format!("signal=KILL:when={nth}"));
            if !was_done {
                break;
            }
            kills += 1;
            print!("\r{call} {nth} ");
            // strace takes a moment to notice that its process is gone.
            look(folder.path(), 2, &edits, ended.saturating_sub(300), &mut tally);
        }
        for error in ["ENOSPC", "EIO"] {
            for nth in (1..40).step_by(3) {
                let folder = tempfile::tempdir().unwrap();
                let what = format!("error={error}:when={nth}+");
                let (edits, _, was_done) = injected(folder.path(), 2, call, &what);
                if !was_done {
                    break;
                }
                errors += 1;
                print!("\r{call} {what} ");
                // Nothing is promised but that what is offered is the beginning of it, and
                // that what cannot be is said.
                let found = journal::find(&folder.path().join("journal"), None, now());
                if found.problems.is_empty() {
                    drop(found);
                    look(folder.path(), 2, &edits, 0, &mut tally);
                }
            }
        }
    }
    println!("{kills} kills at system calls, {errors} runs with failing ones");
}

/// How many edits led to a project, of those that may have; the most, where several did.
fn state_of(project: &Project, seed: u64, must: u64, may: u64) -> u64 {
    let mut writer = Writer::new(seed);
    let mut state = None;
    for number in 0..=may {
        if number > 0 {
            writer.edit();
        }
        if number >= must && is_same(writer.workspace.project(), project) {
            state = Some(number);
        }
    }
    state.unwrap_or_else(|| panic!("seed {seed}: no {must} to {may} edits lead to what was found"))
}

#[test]
fn nothing_that_was_written_is_lost_when_the_process_is_killed() {
    let kills = env::var("NUTGRAF_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(40);
    let next = AtomicU64::new(0);
    let total = Mutex::new(Tally::default());
    thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= kills {
                        break;
                    }
                    let mut tally = Tally::default();
                    let after = Duration::from_millis(Rng::with_seed(seed).u64(20..600));
                    run(seed, "-KILL", after, &mut tally);
                    let mut total = total.lock().unwrap();
                    total.add(&tally);
                    if total.runs.is_multiple_of(500) {
                        println!("{} kills, {} edits", total.runs, total.edits);
                    }
                }
            });
        }
    });
    let Tally { runs, edits, young, offered, all_saved, with_file, torn } =
        total.into_inner().unwrap();
    println!(
        "{runs} kills, {edits} edits printed, {young} of the last 250 ms not there; offered \
         {offered}, all of it saved {all_saved}, with a file {with_file}, torn {torn}"
    );
    assert!(edits > 0);
}

#[test]
fn a_signal_to_end_leaves_nothing_behind() {
    let mut tally = Tally::default();
    for seed in 0..6 {
        run(1_000_000 + seed, "-TERM", Duration::from_millis(100 + seed * 40), &mut tally);
    }
    assert_eq!(tally.runs, 6);
}

#[test]
fn at_a_limit_the_writer_is_told_and_what_was_written_is_whole() {
    let folder = tempfile::tempdir().unwrap();
    // In units of 512 or 1,024 bytes, as the shell has it.
    let script = "ulimit -f 12; exec \"$0\" --exact child --nocapture";
    let mut child = Process::new("sh")
        .args(["-c", script, env::current_exe().unwrap().to_str().unwrap()])
        .env(FOLDER, folder.path())
        .env(SEED, "11")
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let out = BufReader::new(child.stdout.take().unwrap());
    let mut edits = 0;
    for line in out.lines().map_while(Result::ok) {
        edits += u64::from(line.starts_with("edit"));
        if line.starts_with("broke") {
            assert!(line.contains("your typing is not protected"), "{line}");
            assert!(line.contains("larger than the system allows"), "{line}");
            break;
        }
    }
    child.kill().unwrap();
    let status = child.wait().unwrap();
    assert_eq!(std::os::unix::process::ExitStatusExt::signal(&status), Some(9), "it went on");
    let mut found = journal::find(&folder.path().join("journal"), None, now());
    let lost = found.lost.pop().unwrap();
    assert!(lost.is_torn, "the record that ran into the limit");
    assert!(state_of(&lost.project, 11, 1, edits) > 0);
}

#[test]
fn hangup_and_file_size_limits_do_not_end_the_program_unheard() {
    // The command line is enough: a limit that a save runs into is a message.
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("limit.ron");
    let script = format!(
        "ulimit -f 0; exec '{}' new '{}' --template blank --title Limit",
        env!("CARGO_BIN_EXE_nutgraf"),
        path.display()
    );
    let output = Process::new("sh").args(["-c", &script]).output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(message.contains("larger than the system allows"), "{message}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "nothing half made is left");
}
