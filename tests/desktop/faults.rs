//! The real program in a real window while something goes wrong: the disk is slow,
//! hangs or can only be read, the display dies, the system runs out of what a window
//! needs, the clock goes back, or the program is killed while somebody types.
//!
//! Each test says what it needs (Xvfb and xdotool; strace, root, prlimit or faketime) and
//! is skipped with a reason without it. The long forms:
//!
//! ```text
//! NUTGRAF_WINDOW_KILLS=200 cargo test --test desktop killed -- --nocapture
//! NUTGRAF_WINDOW_DISK=1 NUTGRAF_WINDOW_KILLS=200 cargo test --test desktop killed -- --nocapture
//! NUTGRAF_WINDOW_LIMITS=1 cargo test --test desktop limits -- --nocapture
//! ```

#![cfg(target_os = "linux")]

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::Mutex,
    thread,
    time::{Duration, Instant},
};

use fastrand::Rng;
use nutgraf::persist::store;
use tempfile::TempDir;

use crate::support::{
    desktop::{Desktop, Eyes, Running, is_installed, new_project, offered, wait_for},
    disk::Disk,
    machine::{has, is_root},
    skip::skipped,
};

/// A folder with a project in it.
fn project() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desktop.ron");
    new_project(&path);
    (folder, path)
}

fn holds(path: &Path, words: &str) -> bool {
    fs::read_to_string(path).unwrap().contains(words)
}

fn wait_until_file_has(path: &Path, words: &str) {
    wait_for("the saved words", || holds(path, words).then_some(()));
}

fn wait_until_journal_has(desktop: &Desktop, project: &Path, words: &str) {
    wait_for("the words in the journal", || {
        desktop.journalled(project)?.contains(words).then_some(())
    });
}

/// Every flush of the program takes so many seconds.
fn slow_flushes(seconds: u64) -> [String; 9] {
    let inject = format!("inject=fsync,fdatasync:delay_enter={}", seconds * 1_000_000);
    // The filter lets everything else run as fast as ever.
    let trace = "trace=fsync,fdatasync";
    let words = ["strace", "-f", "-qq", "--seccomp-bpf", "-e", trace, "-e", &inject, "-o/dev/null"];
    words.map(str::to_owned)
}

#[test]
fn while_each_flush_takes_a_second_the_window_draws_what_is_typed() {
    let Some(desktop) = Desktop::start() else { return };
    if !has("strace") {
        return;
    }
    let (_folder, path) = project();
    let strace = slow_flushes(1);
    let (_program, window) = desktop.open(&strace.each_ref().map(String::as_str), &path);
    desktop.draws("Typed before the save. ");
    let begun = Instant::now();
    desktop.xdotool(&["key", "ctrl+s"]);
    let drawn = desktop.draws("Typed while it is saved.");
    let is_saved = holds(&path, "Typed before the save.");
    wait_until_file_has(&path, "Typed before the save.");
    println!("drawn after {drawn:?}, saved {:?} after the key (at {is_saved})", begun.elapsed());
    assert!(begun.elapsed() >= Duration::from_secs(1), "the flush was slow");
    desktop.wait_for_mark(&window, true);
    desktop.xdotool(&["key", "ctrl+s"]);
    wait_until_file_has(&path, "Typed while it is saved.");
}

#[test]
fn what_is_typed_while_the_journal_is_flushed_is_in_it_at_once() {
    let Some(desktop) = Desktop::start() else { return };
    if !has("strace") {
        return;
    }
    let (_folder, path) = project();
    let strace = slow_flushes(6);
    let (mut program, _) = desktop.open(&strace.each_ref().map(String::as_str), &path);
    let begun = Instant::now();
    desktop.draws("Typed first. ");
    // Its flush has begun.
    thread::sleep(Duration::from_millis(400));
    desktop.draws("Typed while that is flushed.");
    wait_until_journal_has(&desktop, &path, "Typed while that is flushed.");
    println!("in the journal {:?} after the first key", begun.elapsed());
    assert!(begun.elapsed() < Duration::from_secs(6), "it did not wait for the flush");
    program.0.kill().unwrap();
}

#[test]
fn on_a_disk_that_hangs_the_window_draws_and_journals_and_saves_once_it_answers() {
    let Some(desktop) = Desktop::start() else { return };
    let Some(mut disk) = Disk::new() else { return };
    let path = disk.path().join("desktop.ron");
    new_project(&path);
    let (_program, window) = desktop.open(&[], &path);
    desktop.draws("Typed before it hangs. ");
    desktop.wait_for_mark(&window, true);
    disk.freeze();
    desktop.xdotool(&["key", "ctrl+s"]);
    let drawn = desktop.draws("Typed while it hangs. ");
    wait_until_journal_has(&desktop, &path, "before it hangs. Typed while it hangs.");
    assert!(!holds(&path, "Typed"), "nothing was saved meanwhile");
    println!("drawn after {drawn:?} while the disk hung");
    disk.thaw();
    wait_until_file_has(&path, "Typed before it hangs.");
    // What came later saves itself.
    wait_until_file_has(&path, "Typed while it hangs.");
    desktop.wait_for_mark(&window, false);
}

#[test]
fn a_window_can_be_closed_while_its_disk_hangs_and_the_words_are_offered() {
    let Some(desktop) = Desktop::start() else { return };
    let Some(mut disk) = Disk::new() else { return };
    let path = disk.path().join("desktop.ron");
    new_project(&path);
    let (mut program, _) = desktop.open(&[], &path);
    desktop.draws("Typed and not saved.");
    wait_until_journal_has(&desktop, &path, "Typed and not saved.");
    disk.freeze();
    desktop.xdotool(&["key", "ctrl+s"]);
    thread::sleep(Duration::from_millis(300));
    let eyes = Eyes::open(&desktop.display);
    let before = eyes.draft();
    desktop.xdotool(&["key", "ctrl+q"]);
    // The question comes after a second and darkens everything; its second button ends
    // the program.
    wait_for("the question", || {
        let differ = eyes.draft().iter().zip(&before).filter(|(a, b)| a != b).count();
        (differ > before.len() / 3).then_some(())
    });
    thread::sleep(Duration::from_millis(500));
    // The first has the keyboard.
    desktop.xdotool(&["key", "--delay", "200", "Tab", "Return"]);
    wait_for("the end of the window", || {
        let found = desktop.xdotool(&["search", "--onlyvisible", "--name", "On the desktop"]);
        found.is_none_or(|found| found.is_empty()).then_some(())
    });
    let found = wait_for("the journal", || offered(&desktop.journals(), &path));
    assert!(found.contains("Typed and not saved."), "{found}");
    assert!(!holds(&path, "Typed"));
    disk.thaw();
    let status = wait_for("the end", || program.0.try_wait().unwrap());
    assert!(status.success());
    store::load(&path).unwrap();
}

#[test]
fn where_the_folder_of_the_journal_hangs_the_window_draws_and_saves() {
    let Some(mut desktop) = Desktop::start() else { return };
    let Some(mut disk) = Disk::new() else { return };
    desktop.config = tempfile::tempdir_in(disk.path()).unwrap();
    let (_folder, path) = project();
    let (mut program, window) = desktop.open(&[], &path);
    desktop.draws("Typed before it hangs. ");
    wait_until_journal_has(&desktop, &path, "before it hangs.");
    disk.freeze();
    let drawn = desktop.draws("Typed while it hangs. ");
    for words in ["Once.", "Twice."] {
        desktop.type_text(words);
        desktop.wait_for_mark(&window, true);
        let begun = Instant::now();
        desktop.xdotool(&["key", "ctrl+s"]);
        wait_until_file_has(&path, words);
        println!("drawn after {drawn:?}, saved after {:?}", begun.elapsed());
    }
    disk.thaw();
    desktop.wait_for_mark(&window, false);
    desktop.xdotool(&["key", "ctrl+q"]);
    assert!(wait_for("the end", || program.0.try_wait().unwrap()).success());
}

#[test]
fn when_the_display_dies_the_program_ends_and_everything_typed_is_offered() {
    let Some(mut desktop) = Desktop::start() else { return };
    let (_folder, path) = project();
    // While the journal is flushed, what is typed waits for it.
    let strace = if has("strace") { slow_flushes(1).to_vec() } else { Vec::new() };
    let strace: Vec<&str> = strace.iter().map(String::as_str).collect();
    let (mut program, _) = desktop.open(&strace, &path);
    for words in ["Typed first. ", "Typed then. ", "Typed last."] {
        desktop.draws(words);
    }
    let killed = Instant::now();
    desktop.server.0.kill().unwrap();
    let status = wait_for("the end", || program.0.try_wait().unwrap());
    println!("ended {:?} after its display: {status}", killed.elapsed());
    assert!(!status.success());
    let found = desktop.journalled(&path).unwrap();
    assert!(found.contains("Typed first. Typed then. Typed last."), "{found}");
    assert!(!holds(&path, "Typed"));
    // The next start asks.
    let next = Desktop::start().unwrap();
    let config = std::mem::replace(&mut desktop.config, tempfile::tempdir().unwrap());
    let next = Desktop { config, ..next };
    let mut program = next.nutgraf(&[]);
    // It opens the article that was open, and asks about what was not saved.
    let window = next.window("On the desktop");
    next.xdotool(&["windowfocus", &window]);
    // The question waits beside the article, or stands before it where that was opened later.
    thread::sleep(Duration::from_secs(2));
    wait_for("what was restored", || {
        next.xdotool(&["key", "ctrl+shift+p"]);
        next.type_text("answer what waits");
        next.xdotool(&["key", "--delay", "300", "Return", "Return"]);
        thread::sleep(Duration::from_millis(600));
        let is_restored = next.title(&window)?.starts_with('•');
        if !is_restored {
            next.xdotool(&["key", "Escape"]);
        }
        is_restored.then_some(())
    });
    let restored = next.journalled(&path).unwrap();
    assert!(restored.contains("Typed first. Typed then. Typed last."), "{restored}");
    assert!(program.0.try_wait().unwrap().is_none());
}

#[test]
fn a_save_that_fails_leaves_the_title_marked_and_the_words_can_be_saved_elsewhere() {
    let Some(desktop) = Desktop::start() else { return };
    let (_folder, path) = project();
    let folder = path.parent().unwrap().display().to_string();
    let script = format!(
        "mount --bind {folder} {folder} && mount -o remount,ro,bind {folder} && exec \"$0\" \"$@\""
    );
    let can = Command::new("unshare").args(["-m", "sh", "-c", &script, "true"]).output();
    if !can.is_ok_and(|output| output.status.success()) {
        skipped("no folder can be made read-only here (needs root and unshare)");
        return;
    }
    let (_program, window) = desktop.open(&["unshare", "-m", "sh", "-c", &script], &path);
    desktop.draws("Typed and refused.");
    wait_until_journal_has(&desktop, &path, "Typed and refused.");
    let before = fs::read(&path).unwrap();
    desktop.xdotool(&["key", "ctrl+s"]);
    thread::sleep(Duration::from_millis(500));
    assert!(desktop.title(&window).unwrap().starts_with('•'));
    assert_eq!(fs::read(&path).unwrap(), before);
    wait_until_journal_has(&desktop, &path, "Typed and refused.");
    // Where the desktop has no file dialog, the path is typed.
    let elsewhere = tempfile::tempdir().unwrap();
    let other = elsewhere.path().join("other.ron");
    desktop.opens_dialog("ctrl+shift+s");
    desktop.xdotool(&["key", "ctrl+a"]);
    desktop.type_text(other.to_str().unwrap());
    desktop.xdotool(&["key", "Return"]);
    wait_for("the file elsewhere", || other.exists().then_some(()));
    wait_until_file_has(&other, "Typed and refused.");
    desktop.wait_for_mark(&window, false);
}

/// Starts the program within a limit. Says what it wrote when it ended by itself, and
/// `None` when it opened its window, could be typed into, and kept the words.
fn within(desktop: &mut Desktop, limit: &[&str]) -> Option<String> {
    let (folder, path) = project();
    // What the window before it left is not asked about.
    desktop.config = tempfile::tempdir().unwrap();
    // Another user may run it.
    for open in [folder.path(), desktop.config.path()] {
        let mode = std::os::unix::fs::PermissionsExt::from_mode(0o777);
        fs::set_permissions(open, mode).unwrap();
    }
    let mut command = desktop.command(limit);
    command.arg(&path).stdout(Stdio::null()).stderr(Stdio::piped()).env("RUST_BACKTRACE", "0");
    let mut program = Running(command.spawn().unwrap());
    let window = wait_for("a window or the end", || {
        if program.0.try_wait().unwrap().is_some() {
            return Some(None);
        }
        let found = desktop.xdotool(&["search", "--onlyvisible", "--name", "Nutgraf"])?;
        found.lines().next().map(|window| Some(window.to_owned()))
    });
    let Some(window) = window else { return Some(said(&mut program)) };
    desktop.to_the_end(&window);
    let mut is_saved = false;
    let ended = wait_for("the words in the file or in the journal, or the end", || {
        if program.0.try_wait().unwrap().is_some() {
            return Some(true);
        }
        let is_open = desktop.title(&window)?.contains("On the desktop");
        if is_open && !is_saved {
            desktop.to_the_end(&window);
            desktop.type_text("Typed within limits.");
            desktop.xdotool(&["key", "ctrl+s"]);
            is_saved = true;
        }
        let is_kept = || desktop.journalled(&path).is_some_and(|text| text.contains("Typed"));
        (holds(&path, "Typed within limits.") || is_kept()).then_some(false)
    });
    store::load(&path).unwrap();
    ended.then(|| said(&mut program))
}

fn said(program: &mut Running) -> String {
    let mut said = String::new();
    std::io::Read::read_to_string(program.0.stderr.as_mut().unwrap(), &mut said).unwrap();
    let status = program.0.wait().unwrap();
    assert!(!said.trim().is_empty(), "it ended without a word: {status}");
    format!("{status}: {said}")
}

/// Runs a program as a user that has no other, so that what is counted is its own.
const NOBODY: [&str; 4] = ["setpriv", "--reuid=64321", "--regid=64321", "--clear-groups"];

/// Whether another user may start the program where it lies.
fn can_be_nobody() -> bool {
    if !is_root() || !is_installed("setpriv") {
        skipped("no other user can be had here (needs root and setpriv)");
        return false;
    }
    let [setpriv, rest @ ..] = NOBODY;
    let version = Command::new(setpriv)
        .args(rest)
        .args([env!("CARGO_BIN_EXE_nutgraf"), "--version"])
        .output();
    let can = version.is_ok_and(|output| output.status.success());
    if !can {
        skipped(&format!("another user may not start {}", env!("CARGO_BIN_EXE_nutgraf")));
    }
    can
}

#[test]
fn without_files_or_threads_for_a_window_the_program_says_so_and_ends() {
    let Some(mut desktop) = Desktop::start() else { return };
    if !has("prlimit") {
        return;
    }
    let said = within(&mut desktop, &["prlimit", "--nofile=12"]).unwrap();
    assert!(said.contains("too few open files") && said.contains("ulimit"), "{said}");
    if can_be_nobody() {
        let said =
            within(&mut desktop, &[&NOBODY[..], &["prlimit", "--nproc=4"]].concat()).unwrap();
        assert!(said.contains("no further thread") && said.contains("ulimit"), "{said}");
    }
}

#[test]
fn at_all_limits_the_program_says_so_or_keeps_what_is_typed() {
    if env::var_os("NUTGRAF_WINDOW_LIMITS").is_none() {
        skipped("set NUTGRAF_WINDOW_LIMITS=1 (needs prlimit and root; takes minutes)");
        return;
    }
    let Some(mut desktop) = Desktop::start() else { return };
    if !has("prlimit") {
        return;
    }
    let numbers = [4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30, 32, 36, 40, 64];
    for number in numbers {
        let said = within(&mut desktop, &["prlimit", &format!("--nofile={number}")]);
        println!("{number} open files: {}", said.as_deref().unwrap_or("works").trim());
    }
    if can_be_nobody() {
        for number in [1, 2, 4, 6, 8, 10, 11, 12, 13, 14, 15, 16, 18, 20, 24] {
            let limit = format!("--nproc={number}");
            let said = within(&mut desktop, &[&NOBODY[..], &["prlimit", &limit]].concat());
            println!("{number} threads: {}", said.as_deref().unwrap_or("works").trim());
        }
    }
    for mebibytes in (100..=1_500).step_by(100) {
        let limit = format!("--as={}", mebibytes << 20);
        let said = within(&mut desktop, &["prlimit", &limit]);
        println!("{mebibytes} MiB: {}", said.as_deref().unwrap_or("works").trim());
    }
}

/// What the kills showed.
#[derive(Default)]
struct Tally {
    kills: usize,
    /// Letters that the window had in its title when it was killed.
    seen: usize,
    /// Those of them that are nowhere.
    young: usize,
    /// How long the oldest of them had stood in the title.
    oldest: Duration,
    offered: usize,
    saved: usize,
}

/// Types into a heading, which the window shows in its title as soon as it has taken it
/// over, and kills the window at some moment. What stood in the title so long before must
/// be there afterwards.
fn kill_while_typing(desktop: &Desktop, seed: u64, may: Duration, tally: &Mutex<Tally>) {
    let mut rng = Rng::with_seed(seed);
    let (_folder, path) = project();
    // Without a title of its own an article is called by its first heading.
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replacen("title: \"On the desktop\"", "title: \"\"", 1)).unwrap();
    let (mut program, window) = desktop.open(&[], &path);
    desktop.xdotool(&["key", "ctrl+Home", "End"]);
    let mut typing = Command::new("xdotool");
    typing.env("DISPLAY", &desktop.display).stderr(Stdio::null());
    for _ in 0..20 {
        let words = (0..rng.usize(2..8)).map(|_| {
            let letters: String = (0..5).map(|_| rng.lowercase()).collect();
            format!(" {letters}")
        });
        typing.args(["type", "--args", "1", "--delay", "12"]).arg(words.collect::<String>());
        typing.args(["key", "ctrl+s"]);
    }
    let mut typing = Running(typing.spawn().unwrap());
    let eyes = Eyes::open(&desktop.display);
    let number = window.parse().unwrap();
    let is_begun = || desktop.heading(&eyes, number).is_some_and(|title| title.len() > 16);
    wait_for("the first letters", || is_begun().then_some(()));
    let end = Instant::now() + Duration::from_millis(rng.u64(50..2_500));
    let mut titles = Vec::new();
    while Instant::now() < end {
        let title = desktop.heading(&eyes, number).unwrap();
        titles.push((Instant::now(), title));
        thread::sleep(Duration::from_millis(4));
    }
    let killed = Instant::now();
    program.0.kill().unwrap();
    program.0.wait().unwrap();
    typing.0.kill().unwrap();
    typing.0.wait().unwrap();
    // A key that it held down when it was ended is held down in the next window, too.
    let letters = ('a'..='z').map(String::from);
    let held: Vec<String> = letters.chain(["space", "Control_L"].map(str::to_owned)).collect();
    desktop
        .xdotool(&[&["keyup"], &held.iter().map(String::as_str).collect::<Vec<_>>()[..]].concat());

    let on_disk = store::load(&path).expect("the file is whole").project;
    let found = {
        let now = "2026-11-23T14:02:00Z".parse().unwrap();
        let found = nutgraf::persist::journal::find(&desktop.journals(), Some(&path), now);
        assert!(found.problems.is_empty(), "seed {seed}: {:?}", found.problems);
        found.lost.last().map(|lost| lost.project.draft().to_owned())
    };
    let is_offered = found.is_some();
    // The next window is not to ask about this one.
    let _ = fs::remove_dir_all(desktop.journals());
    let draft = found.unwrap_or_else(|| on_disk.draft().to_owned());
    let kept = draft.lines().next().unwrap().trim_start_matches("# ");
    let seen = titles.last().map_or("", |(_, title)| title);
    let missing = titles.iter().find(|(_, title)| !kept.starts_with(title.as_str()));
    let age = missing.map_or(Duration::ZERO, |(at, _)| killed - *at);
    assert!(age <= may, "seed {seed}: {seen:?} stood there for {age:?}, and {kept:?} is left");
    assert!(kept.starts_with(seen) || seen.starts_with(kept), "seed {seed}: {seen:?}, {kept:?}");
    let mut tally = tally.lock().unwrap();
    tally.kills += 1;
    tally.seen += seen.len();
    tally.young += seen.len().saturating_sub(kept.len());
    tally.oldest = tally.oldest.max(age);
    if age > Duration::from_millis(100) {
        println!("seed {seed}: {age:?} of what was in the title are not there");
    }
    tally.offered += usize::from(is_offered);
    tally.saved += usize::from(on_disk.draft().len() > "# On the desktop\n".len());
    if tally.kills.is_multiple_of(20) {
        println!("{} kills", tally.kills);
    }
}

#[test]
fn a_window_that_is_killed_while_somebody_types_has_lost_nothing() {
    let asked = env::var("NUTGRAF_WINDOW_KILLS").ok().and_then(|kills| kills.parse().ok());
    let kills: u64 = asked.unwrap_or(2);
    // Each waits most of the time.
    let at_once = if kills > 4 { 3 } else { 1 };
    // In memory a flush takes no time, so that what is late is late by the program's own
    // doing. On a disk that many share, its flushes are measured along with it.
    let on_disk = env::var_os("NUTGRAF_WINDOW_DISK").is_some();
    let memory = Some(Path::new("/dev/shm")).filter(|path| path.is_dir() && !on_disk);
    let may = Duration::from_millis(if memory.is_some() { 250 } else { 5_000 });
    let tally = Mutex::new(Tally::default());
    thread::scope(|scope| {
        for lane in 0..at_once {
            let tally = &tally;
            scope.spawn(move || {
                let Some(mut desktop) = Desktop::start() else { return };
                if let Some(memory) = memory {
                    desktop.config = tempfile::tempdir_in(memory).unwrap();
                }
                for seed in (lane..kills).step_by(at_once as usize) {
                    kill_while_typing(&desktop, seed, may, tally);
                }
            });
        }
    });
    let Tally { kills, seen, young, oldest, offered, saved } = tally.into_inner().unwrap();
    println!(
        "{kills} kills of the window, {seen} letters in its titles, {young} not there, the oldest \
         of them {oldest:?} old; offered {offered}, saved meanwhile {saved}"
    );
}

/// The library that gives a program another clock.
fn faketime() -> Option<PathBuf> {
    let folders = fs::read_dir("/usr/lib").into_iter().flatten().flatten();
    let folders = folders.map(|entry| entry.path()).chain([PathBuf::from("/usr/lib")]);
    let names = ["faketime/libfaketimeMT.so.1", "faketime/libfaketime.so.1"];
    let mut all = folders.flat_map(|folder| names.map(|name| folder.join(name)));
    let found = all.find(|path| path.is_file());
    if found.is_none() {
        skipped("faketime is not installed (Debian: faketime)");
    }
    found
}

#[test]
fn a_clock_that_goes_back_while_somebody_writes_changes_nothing() {
    let Some(desktop) = Desktop::start() else { return };
    let Some(library) = faketime() else { return };
    let (folder, path) = project();
    let clock = folder.path().join("clock");
    let set = |offset: &str| fs::write(&clock, offset).unwrap();
    set("+0");
    let mut command = desktop.command(&[]);
    command
        .arg(&path)
        .stdout(Stdio::null())
        .env("LD_PRELOAD", library)
        .env("FAKETIME_TIMESTAMP_FILE", &clock)
        .env("FAKETIME_NO_CACHE", "1")
        // A machine's other clock never goes back.
        .env("FAKETIME_DONT_FAKE_MONOTONIC", "1")
        .env("DONT_FAKE_MONOTONIC", "1");
    let mut program = Running(command.spawn().unwrap());
    let window = desktop.window("On the desktop");
    desktop.to_the_end(&window);
    desktop.draws("Typed before the hour. ");
    set("-3600");
    // It saves itself after a while, although nothing was typed since.
    wait_until_file_has(&path, "Typed before the hour.");
    desktop.draws("Typed before the year. ");
    desktop.xdotool(&["key", "ctrl+s"]);
    wait_until_file_has(&path, "Typed before the year.");
    set("-31536000");
    desktop.draws("Typed after it. ");
    desktop.xdotool(&["key", "ctrl+s"]);
    wait_until_file_has(&path, "Typed after it.");
    desktop.wait_for_mark(&window, false);
    // A version is kept every two minutes, and at once where the clock went back.
    let versions = wait_for("a version from before and after", || {
        let folders = fs::read_dir(desktop.config.path().join("state/history")).ok()?.flatten();
        let files = folders.flat_map(|folder| fs::read_dir(folder.path()).unwrap().flatten());
        let files: Vec<_> = files.map(|file| file.path()).collect();
        (files.len() >= 2).then_some(files)
    });
    // It may have saved itself, too, while the last words were typed: what was there before
    // them is in the version from after.
    for words in ["before the hour", "before the year"] {
        assert!(versions.iter().any(|version| holds(version, words)), "{words}: {versions:?}");
    }
    // Its lock is its own as long as it runs.
    let second = nutgraf::persist::lock::holder(&path, "2026-11-23T14:02:00Z".parse().unwrap());
    assert_eq!(second.flatten().map(|owner| owner.pid), Some(program.0.id()));
    desktop.draws("Typed and not saved.");
    wait_until_journal_has(&desktop, &path, "Typed and not saved.");
    program.0.kill().unwrap();
    program.0.wait().unwrap();
    let found = offered(&desktop.journals(), &path).unwrap();
    assert!(found.contains("Typed after it. Typed and not saved."), "{found}");
}
