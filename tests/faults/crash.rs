//! A process that writes is killed at random moments, and nothing that it wrote is lost.
//!
//! The process is this test program started again: it edits a project through the
//! workspace and the program's own threads, saves now and then, and prints each edit
//! that was made. It is killed by SIGKILL, or told to end by SIGTERM. Then the journals
//! are read as the next start reads them: every edit that was older than 250 ms must be
//! there, exactly as it was made, and the project file must be whole.
//!
//! The commands of the program itself are killed in the same way while they save.
//!
//! The usual run kills 40 times. The long one:
//!
//! ```text
//! NUTGRAF_KILLS=10000 cargo test --test faults crash:: -- --nocapture
//! ```
//!
//! With strace, the process is also killed at every system call in turn, and each of
//! them is made to fail from some time on:
//!
//! ```text
//! NUTGRAF_STRACE=1 cargo test --test faults system_call -- --nocapture
//! ```

#![cfg(target_os = "linux")]

use std::{
    env, fs,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Command as Process, Stdio},
    sync::{
        Mutex,
        atomic::{AtomicU64, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use fastrand::Rng;
use nutgraf::persist::{journal, store};
use rustix::process::{Pid, Signal, kill_process};

use crate::support::skip::skipped;

pub mod writer;

use writer::{
    EDITS, FOLDER, Heard, SEED, Tally, clock, heard, look, look_at_file, now, state_of, write,
};

/// How many processes write at the same time, each waiting most of it.
const AT_ONCE: usize = 4;

/// Not a test of its own: what the process does that is killed.
#[test]
fn child() {
    let Some(folder) = env::var_os(FOLDER) else { return };
    let seed = env::var(SEED).unwrap().parse().unwrap();
    write(&PathBuf::from(folder), seed);
}

/// Starts the process, ends it by a signal after so long, and looks at what is left.
fn run(seed: u64, signal: Signal, after: Duration, tally: &mut Tally) {
    let folder = tempfile::tempdir().unwrap();
    let mut child = Process::new(env::current_exe().unwrap())
        .args(["--exact", "crash::child", "--nocapture"])
        .env(FOLDER, folder.path())
        .env(SEED, seed.to_string())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let reader = thread::spawn(move || heard(&mut out));
    thread::sleep(after);
    let killed = clock();
    kill_process(Pid::from_child(&child), signal).unwrap();
    child.wait().unwrap();
    let heard = reader.join().unwrap();
    assert!(!heard.broke, "seed {seed}: the journal broke");
    // A signal that can be heard leaves nothing behind.
    let young = if signal == Signal::TERM { 0 } else { 250 };
    let state = look(folder.path(), seed, &heard, killed.saturating_sub(young), tally);
    tally.young += heard.edits.len().saturating_sub(usize::try_from(state).unwrap()) as u64;
}

/// System calls that a journal and a save make.
const CALLS: [&str; 8] =
    ["openat", "write", "flock", "rename", "fdatasync", "fsync", "unlink", "copy_file_range"];

/// Runs the process under strace, which does something to its Nth call of a name.
/// Returns what was heard, when it ended, and whether strace had done it.
fn injected(folder: &Path, seed: u64, call: &str, what: &str) -> (Heard, u128, bool) {
    let log = folder.join("strace.log");
    let mut child = Process::new("strace")
        .args(["-f", "-qq", "-o", log.to_str().unwrap()])
        .args(["-e", &format!("trace={call}"), "-e", &format!("inject={call}:{what}")])
        .arg(env::current_exe().unwrap())
        .args(["--exact", "crash::child", "--nocapture"])
        .env(FOLDER, folder)
        .env(SEED, seed.to_string())
        .env(EDITS, "60")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let heard = heard(&mut BufReader::new(child.stdout.take().unwrap()));
    child.wait().unwrap();
    let ended = clock();
    let log = fs::read_to_string(&log).unwrap();
    let was_done = log.contains("(INJECTED)") || log.contains("killed by SIGKILL");
    fs::remove_file(folder.join("strace.log")).unwrap();
    (heard, ended, was_done)
}

#[test]
fn killed_at_any_system_call_nothing_is_lost_and_any_that_fails_is_lived_with() {
    if env::var_os("NUTGRAF_STRACE").is_none() {
        skipped("set NUTGRAF_STRACE=1 (needs strace; takes minutes)");
        return;
    }
    let mut tally = Tally::default();
    let (mut kills, mut errors) = (0, 0);
    for call in CALLS {
        for nth in 1.. {
            let folder = tempfile::tempdir().unwrap();
            let (heard, ended, was_done) =
                injected(folder.path(), 2, call, &format!("signal=KILL:when={nth}"));
            if !was_done {
                break;
            }
            kills += 1;
            print!("\r{call} {nth} ");
            // strace takes a moment to notice that its process is gone.
            look(folder.path(), 2, &heard, ended.saturating_sub(300), &mut tally);
        }
        for error in ["ENOSPC", "EIO"] {
            for nth in (1..40).step_by(3) {
                let folder = tempfile::tempdir().unwrap();
                let what = format!("error={error}:when={nth}+");
                let (heard, _, was_done) = injected(folder.path(), 2, call, &what);
                if !was_done {
                    break;
                }
                errors += 1;
                print!("\r{call} {what} ");
                // Nothing is promised but that what is offered is the beginning of it, and
                // that what cannot be is said.
                let found = journal::find(&folder.path().join("journal"), None, now());
                look_at_file(folder.path(), 2, &heard);
                if found.problems.is_empty() {
                    drop(found);
                    // A journal that could not begin anew may be behind the file.
                    let heard = Heard { saved: Vec::new(), ..heard };
                    look(folder.path(), 2, &heard, 0, &mut tally);
                }
            }
        }
    }
    println!("{kills} kills at system calls, {errors} runs with failing ones");
}

#[test]
fn nothing_that_was_written_is_lost_when_the_process_is_killed() {
    let kills = kills();
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
                    run(seed, Signal::KILL, after, &mut tally);
                    let mut total = total.lock().unwrap();
                    total.add(&tally);
                    if total.runs.is_multiple_of(500) {
                        println!("{} kills, {} edits", total.runs, total.edits);
                    }
                }
            });
        }
    });
    let Tally { runs, edits, young, offered, all_saved, with_file, torn, saves } =
        total.into_inner().unwrap();
    println!(
        "{runs} kills, {edits} edits and {saves} saves printed, {young} of the last 250 ms not \
         there; offered {offered}, all of it saved {all_saved}, with a file {with_file}, torn {torn}"
    );
    assert!(edits > 0);
}

/// How many kills were asked for.
fn kills() -> u64 {
    env::var("NUTGRAF_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(40)
}

/// Kills the command that adds a source at random moments, and looks at the project after
/// each. Returns how many kills came before the project was replaced, and how many after.
fn kill_commands(seed: u64, kills: u64) -> (u64, u64) {
    let folder = tempfile::tempdir().unwrap();
    let project = folder.path().join("p.ron");
    fs::write(folder.path().join("note.txt"), "Words of a source. ".repeat(200)).unwrap();
    let nutgraf = |arguments: &[&str]| {
        let mut process = Process::new(env!("CARGO_BIN_EXE_nutgraf"));
        process.current_dir(folder.path()).args(arguments);
        process.stdout(Stdio::null()).stderr(Stdio::null());
        process
    };
    let mut rng = Rng::with_seed(seed);
    let mut longest = Duration::ZERO;
    let (mut before, mut after) = (0, 0);
    for number in 0..kills {
        let key = format!("note-{number}");
        let add = ["source", "add", "p.ron", "note.txt", "--key", &key];
        if number.is_multiple_of(50) {
            // Of the dead nothing is in the way of who comes next, and nothing stays.
            let _ = fs::remove_file(&project);
            assert!(nutgraf(&["new", "p.ron", "--template", "blank"]).status().unwrap().success());
            let begun = Instant::now();
            let whole = ["source", "add", "p.ron", "note.txt", "--key", "whole"];
            assert!(nutgraf(&whole).status().unwrap().success());
            longest = longest.max(begun.elapsed());
            let left = fs::read_dir(folder.path()).unwrap().flatten();
            let left: Vec<_> = left.map(|entry| entry.file_name()).collect();
            assert!(left.iter().all(|name| !name.to_string_lossy().ends_with(".tmp")), "{left:?}");
        }
        let old = store::load(&project).unwrap().project.sources().len();
        let mut process = nutgraf(&add).spawn().unwrap();
        thread::sleep(Duration::from_micros(rng.u64(..longest.as_micros() as u64)));
        process.kill().unwrap();
        process.wait().unwrap();
        let now = store::load(&project).expect("the file is whole").project;
        assert!((old..=old + 1).contains(&now.sources().len()), "neither the old nor the new");
        let is_new = now.sources().iter().any(|source| source.key == key);
        assert_eq!(is_new, now.sources().len() > old);
        if is_new { after += 1 } else { before += 1 }
    }
    (before, after)
}

#[test]
fn a_command_that_is_killed_leaves_the_old_project_or_the_new_one() {
    let each = kills().div_ceil(AT_ONCE as u64);
    let counts: Vec<(u64, u64)> = thread::scope(|scope| {
        let threads =
            (0..AT_ONCE as u64).map(|seed| scope.spawn(move || kill_commands(seed, each)));
        let threads: Vec<_> = threads.collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let (before, after) = counts.iter().fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    println!("{before} kills before a command had replaced the project, {after} after");
    assert!(before > 0);
}

#[test]
fn a_signal_to_end_leaves_nothing_behind() {
    let mut tally = Tally::default();
    for seed in 0..6 {
        run(1_000_000 + seed, Signal::TERM, Duration::from_millis(100 + seed * 40), &mut tally);
    }
    assert_eq!(tally.runs, 6);
}

#[test]
fn at_a_limit_the_writer_is_told_and_what_was_written_is_whole() {
    let folder = tempfile::tempdir().unwrap();
    // In units of 512 or 1,024 bytes, as the shell has it.
    let script = "ulimit -f 12; exec \"$0\" --exact crash::child --nocapture";
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
