//! The window under Wayland: who it says it is, what it draws, who has the keyboard.
//!
//! Journeys under Wayland are in `journeys::wayland`. Without sway and wtype everything here
//! is skipped with a printed reason; `.ci/run` installs them.

#![cfg(target_os = "linux")]

use std::{
    fs,
    path::PathBuf,
    process::ExitStatus,
    thread,
    time::{Duration, Instant},
};

use tempfile::TempDir;

use crate::support::{
    desktop::{Running, is_installed, new_project, wait_for},
    seat::{self, Seat},
    skip::skipped,
    sway::Sway,
};

/// A window on a blank project called “On the desktop”.
struct Opened {
    program: Running,
    sway: Sway,
    folder: TempDir,
}

impl Opened {
    /// `None`, with the reason printed, where there is no sway.
    fn new() -> Option<Self> {
        let sway = Sway::start()?;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("desktop.ron");
        new_project(&path);
        let program = seat::start(&sway, &[&path]);
        let opened = Self { program, sway, folder };
        opened.waits_for_keyboard("On the desktop");
        Some(opened)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Waits until the window has these words in its title, and has the keyboard.
    fn waits_for_keyboard(&self, title: &str) {
        wait_for(title, || {
            (self.sway.describes(title)?["focused"] == true && self.is_drawn()).then_some(())
        });
    }

    /// Whether the window has drawn more than one colour.
    fn is_drawn(&self) -> bool {
        !is_installed("grim") || {
            let (_, _, pixels) = self.sway.picture();
            pixels.chunks_exact(3).any(|pixel| pixel != &pixels[..3])
        }
    }

    /// Saves, and waits until a file holds words.
    fn saves(&self, name: &str, words: &str) {
        self.sway.presses("ctrl+s");
        wait_for(words, || {
            fs::read_to_string(self.path(name)).unwrap().contains(words).then_some(())
        });
    }
}

#[test]
fn the_window_says_which_program_it_is_and_fills_its_screen() {
    let Some(opened) = Opened::new() else { return };
    let window = opened.sway.describes("On the desktop").unwrap();
    assert_eq!(window["app_id"], "nutgraf");
    assert_eq!(window["name"], "On the desktop — Nutgraf");
    assert_eq!((&window["rect"]["width"], &window["rect"]["height"]), (&1440.into(), &900.into()));
}

#[test]
fn what_is_typed_is_drawn_at_whole_and_broken_scales() {
    if !has_grim() {
        return;
    }
    let Some(opened) = Opened::new() else { return };
    for scale in ["1", "1.5", "2"] {
        opened.sway.is_told(&["output", "*", "scale", scale]);
        // The whole page is set anew; then a caret may blink.
        let mut last = Vec::new();
        let (width, height, before) = wait_for("a page at rest", || {
            let (width, height, now) = opened.sway.picture();
            let is_at_rest = differing(&last, &now) < 600;
            last.clone_from(&now);
            is_at_rest.then_some((width, height, now))
        });
        assert_eq!((width, height), (1440, 900), "{scale}");
        opened.sway.types("Words that are drawn. ");
        wait_for("the words on the screen", || {
            (differing(&before, &opened.sway.picture().2) > 600).then_some(())
        });
    }
    opened.saves("desktop.ron", &"Words that are drawn. ".repeat(3));
}

/// Whether pictures can be taken here; says so where not.
fn has_grim() -> bool {
    let is_there = is_installed("grim");
    if !is_there {
        skipped("grim is not installed (Debian: grim)");
    }
    is_there
}

/// How many pixels of two pictures differ.
fn differing(one: &[u8], other: &[u8]) -> usize {
    let differ = one.chunks_exact(3).zip(other.chunks_exact(3)).filter(|(one, other)| one != other);
    differ.count() + one.len().abs_diff(other.len()) / 3
}

#[test]
fn the_draft_has_the_keyboard_when_it_comes_back_to_the_window() {
    let Some(opened) = Opened::new() else { return };
    opened.sway.types("before ");
    opened.sway.is_told(&["workspace", "2"]);
    opened.sway.types("lost");
    opened.sway.is_told(&["workspace", "1"]);
    opened.waits_for_keyboard("On the desktop");
    opened.sway.types("after");
    opened.saves("desktop.ron", "before after");
}

/// Hides the window, closes it as a taskbar does, and says whether it has ended a while later.
fn is_closed_while_hidden(opened: &mut Opened) -> bool {
    // What was typed is drawn first: a key that still waits would go to the question.
    thread::sleep(Duration::from_millis(700));
    opened.sway.is_told(&["workspace", "2"]);
    // Its last frame was drawn before.
    thread::sleep(Duration::from_secs(1));
    opened.sway.is_told(&["[app_id=nutgraf] kill"]);
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(3) {
        if opened.program.0.try_wait().unwrap().is_some() {
            return true;
        }
        thread::sleep(Duration::from_millis(50));
    }
    false
}

#[test]
fn a_hidden_window_with_unsaved_words_asks_before_it_is_closed() {
    if !has_grim() {
        return;
    }
    let Some(mut opened) = Opened::new() else { return };
    opened.sway.types("before ");
    let (_, _, before) = opened.sway.picture();
    assert!(!is_closed_while_hidden(&mut opened));
    opened.sway.is_told(&["workspace", "1"]);
    opened.waits_for_keyboard("On the desktop");
    // The question darkens all that is around it.
    wait_for("the question", || {
        (differing(&before, &opened.sway.picture().2) > 100_000).then_some(())
    });
    opened.sway.presses("Escape");
    opened.sway.types("after");
    opened.saves("desktop.ron", "before after");
}

#[test]
fn a_hidden_window_in_which_all_is_saved_is_closed() {
    let Some(mut opened) = Opened::new() else { return };
    assert!(is_closed_while_hidden(&mut opened));
}

/// Starts the program once more, with a file, and waits until that start has ended.
fn starts_again(opened: &Opened, name: &str) -> ExitStatus {
    let mut second = seat::start(&opened.sway, &[&opened.path(name)]);
    wait_for("the end of the second start", || second.0.try_wait().unwrap())
}

#[test]
fn a_second_start_hands_its_file_to_a_window_that_is_hidden_and_asks_for_attention() {
    let Some(mut opened) = Opened::new() else { return };
    new_project(&opened.path("other.ron"));
    opened.sway.types("First.");
    // A window that is not shown is asked for no frame.
    opened.sway.is_told(&["workspace", "2"]);
    assert!(starts_again(&opened, "other.ron").success());
    assert!(opened.program.0.try_wait().unwrap().is_none());
    wait_for("the wish for attention", || {
        (opened.sway.describes("On the desktop")?["urgent"] == true).then_some(())
    });
    opened.sway.is_told(&["workspace", "1"]);
    opened.waits_for_keyboard("On the desktop");
    wait_for("the other article", || {
        let title = opened.sway.describes("On the desktop")?["name"].as_str()?.to_owned();
        (!title.starts_with('•')).then_some(())
    });
    opened.sway.types("Second.");
    opened.saves("other.ron", "Second.");
    assert!(!fs::read_to_string(opened.path("desktop.ron")).unwrap().contains("Second."));
}
