//! The real program in a real window, on a display of its own.
//!
//! Needs Xvfb and xdotool; without them it is skipped with a printed reason.
//! `.ci/run` installs both, so there it always runs.

#![cfg(target_os = "linux")]

use std::{fs, path::Path, thread, time::Duration};

use rustix::process::{Pid, Signal, kill_process};

use crate::support::desktop::{Desktop, new_project, wait_for};

#[test]
fn words_typed_into_the_real_window_are_in_the_file_after_saving() {
    let Some(desktop) = Desktop::start() else { return };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desktop.ron");
    new_project(&path);
    let (mut program, window) = desktop.open(&[], &path);
    desktop.type_text("Typed in a real window.");
    desktop.wait_for_mark(&window, true);
    desktop.xdotool(&["key", "ctrl+s"]);
    wait_for("the saved words", || {
        let text = fs::read_to_string(&path).unwrap();
        text.contains("Typed in a real window.").then_some(())
    });
    desktop.xdotool(&["key", "ctrl+q"]);
    let status = wait_for("the end", || program.0.try_wait().unwrap());
    assert!(status.success());
    let left = fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(left, 1, "neither a lock nor a half file is left beside it");
    let settings = fs::read_dir(desktop.config.path()).unwrap().count();
    assert!(settings > 0, "the settings were kept");
}

#[test]
fn a_writer_edits_searches_and_undoes_in_the_real_window() {
    let Some(desktop) = Desktop::start() else { return };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desktop.ron");
    new_project(&path);
    let (_program, _) = desktop.open(&[], &path);
    let keys = |keys: &[&str]| {
        desktop.xdotool(&[&["key", "--delay", "40"], keys].concat());
        // The next words are meant for what these keys opened, on a busy machine, too.
        thread::sleep(Duration::from_millis(400));
    };
    let words = |words: &str| {
        desktop.xdotool(&["type", "--delay", "20", "--", words]);
        thread::sleep(Duration::from_millis(100));
    };
    keys(&["ctrl+End"]);
    words("One word and one more");
    // Bold around the last word, a list that goes on, a word found and replaced by typing.
    keys(&["ctrl+shift+Left", "ctrl+b", "End", "Return", "Return"]);
    words("- first");
    keys(&["Return"]);
    words("second");
    keys(&["ctrl+f"]);
    words("word");
    keys(&["Return", "Escape"]);
    words("thing");
    // What is undone at the end leaves no trace.
    keys(&["ctrl+End"]);
    words(" gone");
    keys(&["ctrl+z", "ctrl+s"]);
    wait_for("the edited words", || {
        let text = fs::read_to_string(&path).unwrap();
        let is_there = text.contains("One thing and one **more**\n\n- first\n- second");
        (is_there && !text.contains("gone")).then_some(())
    });
}

#[test]
fn words_typed_before_a_signal_are_offered_afterwards() {
    let Some(desktop) = Desktop::start() else { return };
    for signal in [Signal::TERM, Signal::HUP, Signal::KILL] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("desktop.ron");
        new_project(&path);
        let (mut program, window) = desktop.open(&[], &path);
        desktop.type_text("Typed and not saved.");
        desktop.wait_for_mark(&window, true);
        // The window draws what was typed within this time, on a busy machine, too.
        thread::sleep(Duration::from_millis(700));
        kill_process(Pid::from_child(&program.0), signal).unwrap();
        let status = wait_for("the end", || program.0.try_wait().unwrap());
        assert_eq!(std::os::unix::process::ExitStatusExt::signal(&status), Some(signal.as_raw()));
        let is_left = folder.path().join(".desktop.ron.lock").exists();
        assert_eq!(is_left, signal == Signal::KILL, "{signal:?}: what can be tidied is");
        let journals = desktop.journals();
        let now = "2026-11-23T14:02:00Z".parse().unwrap();
        let found = nutgraf::persist::journal::find(&journals, Some(&path), now);
        let [lost] = &found.lost[..] else { panic!("{signal:?}: {found:?}") };
        let saved = fs::read_to_string(&path).unwrap().contains("not saved");
        assert!(lost.project.draft().contains("Typed and not saved.") && !saved, "{signal:?}");
        drop(found);
        let mut program = desktop.nutgraf(&[]);
        let window = desktop.window("Nutgraf");
        thread::sleep(Duration::from_millis(500));
        assert!(program.0.try_wait().unwrap().is_none(), "it asks");
        // Escape answers “Later”: nothing is thrown away by a stray key.
        desktop.xdotool(&["key", "--window", &window, "Escape"]);
        assert_eq!(nutgraf_journals(&journals), 1);
        drop(program);
        fs::remove_dir_all(&journals).unwrap();
    }
}

#[test]
fn what_was_lost_is_offered_beside_the_draft_and_takes_no_key() {
    let Some(desktop) = Desktop::start() else { return };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desktop.ron");
    new_project(&path);
    let (mut program, window) = desktop.open(&[], &path);
    desktop.type_text("Lost.");
    desktop.wait_for_mark(&window, true);
    thread::sleep(Duration::from_millis(700));
    kill_process(Pid::from_child(&program.0), Signal::KILL).unwrap();
    wait_for("the end", || program.0.try_wait().unwrap());
    let before = nutgraf::persist::load(&path).unwrap().project.draft().to_owned();
    let (_program, window) = desktop.open(&[], &path);
    // Long enough for what was lost to be found, and a space would press a button.
    for words in ["Typed ", "while it ", "was being ", "found."] {
        desktop.type_text(words);
        thread::sleep(Duration::from_millis(400));
    }
    desktop.wait_for_mark(&window, true);
    desktop.xdotool(&["key", "ctrl+s"]);
    desktop.wait_for_mark(&window, false);
    let saved = nutgraf::persist::load(&path).unwrap().project.draft().to_owned();
    assert_eq!(saved.replacen("Typed while it was being found.", "", 1), before);
    assert!(saved.len() > before.len(), "{saved}");
    // It is still there to be looked at, by a command, and opens as an article of its own,
    // because the file is not what it was.
    desktop.xdotool(&["key", "ctrl+shift+p"]);
    desktop.type_text("answer what");
    desktop.xdotool(&["key", "--delay", "300", "Return", "Return"]);
    desktop.wait_for_mark(&window, true);
    thread::sleep(Duration::from_millis(700));
    assert_eq!(nutgraf::persist::load(&path).unwrap().project.draft(), saved, "nothing is lost");
}

#[test]
fn the_next_start_opens_the_articles_of_all_tabs() {
    let Some(desktop) = Desktop::start() else { return };
    let folder = tempfile::tempdir().unwrap();
    let (path, other) = (folder.path().join("desktop.ron"), folder.path().join("other.ron"));
    new_project(&path);
    new_project(&other);
    let (mut program, _) = desktop.open(&[], &path);
    let press = |keys: &[&str]| {
        desktop.xdotool(&[&["key", "--delay", "300"], keys].concat());
        thread::sleep(Duration::from_millis(300));
    };
    press(&["ctrl+o"]);
    // A desktop without dialogs of its own is asked for one first.
    thread::sleep(Duration::from_secs(2));
    press(&["ctrl+a"]);
    desktop.type_text(other.to_str().unwrap());
    press(&["Return"]);
    thread::sleep(Duration::from_secs(1));
    press(&["ctrl+q"]);
    let status = wait_for("the end", || program.0.try_wait().unwrap());
    assert!(status.success());
    let _program = desktop.nutgraf(&[]);
    let window = desktop.window("On the desktop");
    desktop.xdotool(&["windowfocus", "--sync", &window]);
    thread::sleep(Duration::from_millis(700));
    for path in [&other, &path] {
        desktop.type_text("Again.");
        press(&["ctrl+s"]);
        wait_for("the words in each", || {
            fs::read_to_string(path).unwrap().contains("Again.").then_some(())
        });
        press(&["ctrl+Next"]);
    }
}

#[test]
fn a_second_start_hands_its_file_to_the_window_that_is_open() {
    let Some(desktop) = Desktop::start() else { return };
    let folder = tempfile::tempdir().unwrap();
    let (path, other) = (folder.path().join("desktop.ron"), folder.path().join("other.ron"));
    new_project(&path);
    new_project(&other);
    let (mut program, window) = desktop.open(&[], &path);
    desktop.type_text("First.");
    desktop.wait_for_mark(&window, true);
    let mut second = desktop.nutgraf(&[&other]);
    let status = wait_for("the end of the second start", || second.0.try_wait().unwrap());
    assert!(status.success() && program.0.try_wait().unwrap().is_none());
    thread::sleep(Duration::from_millis(700));
    desktop.type_text("Second.");
    desktop.xdotool(&["key", "ctrl+s"]);
    wait_for("the words in the file of the second", || {
        fs::read_to_string(&other).unwrap().contains("Second.").then_some(())
    });
    // The same file again is the tab that it has.
    let mut third = desktop.nutgraf(&[&path]);
    wait_for("the end of the third start", || third.0.try_wait().unwrap());
    thread::sleep(Duration::from_millis(700));
    desktop.type_text("Third.");
    desktop.xdotool(&["key", "ctrl+s"]);
    wait_for("both words in the first file", || {
        fs::read_to_string(&path).unwrap().contains("First.Third.").then_some(())
    });
}

fn nutgraf_journals(folder: &Path) -> usize {
    let files = fs::read_dir(folder).unwrap().flatten();
    files.filter(|file| file.path().extension().is_some_and(|e| e == "journal")).count()
}

#[test]
fn the_window_opens_on_the_welcome_page_without_a_file() {
    let Some(desktop) = Desktop::start() else { return };
    let mut program = desktop.nutgraf(&[]);
    desktop.window("Nutgraf");
    assert!(program.0.try_wait().unwrap().is_none(), "it waits for the writer");
}

#[test]
fn the_next_start_opens_what_was_open_where_the_caret_was() {
    let Some(desktop) = Desktop::start() else { return };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desktop.ron");
    new_project(&path);
    let (mut program, window) = desktop.open(&[], &path);
    desktop.type_text("First words.");
    desktop.wait_for_mark(&window, true);
    desktop.xdotool(&["key", "ctrl+s"]);
    desktop.wait_for_mark(&window, false);
    desktop.xdotool(&["key", "ctrl+q"]);
    let status = wait_for("the end", || program.0.try_wait().unwrap());
    assert!(status.success());
    let before = nutgraf::persist::load(&path).unwrap().project.draft().to_owned();
    let _program = desktop.nutgraf(&[]);
    let window = desktop.window("On the desktop");
    desktop.xdotool(&["windowfocus", "--sync", &window]);
    desktop.type_text(" Second words.");
    desktop.wait_for_mark(&window, true);
    desktop.xdotool(&["key", "ctrl+s"]);
    desktop.wait_for_mark(&window, false);
    let saved = nutgraf::persist::load(&path).unwrap().project.draft().to_owned();
    assert_eq!(saved, before.replacen("First words.", "First words. Second words.", 1));
}
