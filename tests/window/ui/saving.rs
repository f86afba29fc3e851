//! Saves that hang or fail, and leaving: what the writer is told and may do.

use std::{
    fs,
    path::{Path, PathBuf},
};

use egui::{Key, Modifiers};
use nutgraf::{
    app::{Action, Command},
    persist::{journal, store},
};
use tempfile::TempDir;

use crate::support::{
    journal_copy::copied,
    window::{Options, Window, now},
};

#[test]
fn closing_with_unsaved_words_asks_first() {
    let mut window = Window::blank();
    window.write("Unsaved.");
    window.act(Action::Command(Command::Close));
    assert!(window.workspace().is_open());
    window.click("Cancel");
    assert!(window.draft().ends_with("Unsaved."));
    window.act(Action::CloseRequested);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("kept.ron");
    window.answers.next(Some(&path));
    window.click_last("Save");
    assert!(store::load(&path).unwrap().project.draft().ends_with("Unsaved."));
}

/// An article that was saved once and then written on, and what its journal would offer.
fn written_on(words: &str) -> (Window, TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let journals = Some(folder.path().join("journal"));
    let mut window = Window::with(Options { journals, ..Options::default() });
    window.act(Action::NewFromTemplate { template: 4, title: "A ban".into() });
    let path = folder.path().join("ban.ron");
    window.answers.next(Some(&path));
    window.key(Modifiers::COMMAND, Key::S);
    window.write(words);
    (window, folder, path)
}

/// What the next start would offer, should the window end now.
fn journalled(folder: &TempDir, path: &Path) -> Option<String> {
    let copy = copied(&folder.path().join("journal"));
    let found = journal::find(copy.path(), Some(path), now());
    found.lost.last().map(|lost| lost.project.draft().to_owned())
}

#[test]
fn a_save_that_fails_says_where_and_why_and_offers_another_place() {
    let (mut window, folder, path) = written_on("Refused.");
    let before = fs::read(&path).unwrap();
    window.disk.refuses(Some(std::io::ErrorKind::StorageFull));
    window.key(Modifiers::COMMAND, Key::S);
    let message = format!(
        "{}: not saved: the disk is full (no space, or no room for one more file)",
        path.display()
    );
    assert!(window.shows(&message), "the path and the cause");
    assert!(window.mentions("free some space, or save elsewhere"), "what to do");
    assert!(window.mentions("Your words are in the journal"));
    assert!(window.shows("Not saved") && window.shows("Try again") && window.shows("Save as…"));
    assert!(window.workspace().window_title().starts_with('•'));
    assert!(journalled(&folder, &path).unwrap().contains("Refused."));
    assert_eq!(fs::read(&path).unwrap(), before);
    // Trying again on the same disk changes nothing; another disk takes it.
    window.click("Try again");
    assert!(window.shows(&message));
    window.disk.refuses(None);
    let other = folder.path().join("other.ron");
    window.answers.next(Some(&other));
    window.click("Save as…");
    assert!(store::load(&other).unwrap().project.draft().contains("Refused."));
    assert!(!window.workspace().window_title().starts_with('•'));
    assert!(!window.mentions("not saved"), "the message went with its cause");
}

#[test]
fn a_save_that_takes_long_is_told_and_the_writer_goes_on() {
    let (mut window, folder, path) = written_on("Before.");
    window.disk.hangs(true);
    window.key(Modifiers::COMMAND, Key::S);
    assert!(window.shows("Saving…"));
    assert!(!window.mentions("Still saving"), "not for a moment");
    window.write(" Meanwhile.");
    window.later(4);
    assert!(window.shows("Saving… 4 s"));
    let message =
        format!("Still saving {}: the disk has not answered for 4 seconds.", path.display());
    assert!(window.shows(&message));
    assert!(window.mentions("You can go on writing."));
    // Another place has to wait for this one, and that is said.
    let other = folder.path().join("other.ron");
    window.answers.next(Some(&other));
    window.act(Action::Command(Command::SaveAs));
    assert!(window.mentions("other.ron: not saved yet"));
    assert!(journalled(&folder, &path).unwrap().ends_with("Before. Meanwhile."));
    window.disk.hangs(false);
    window.later(1);
    assert!(!window.mentions("Still saving"));
    // The other place gets what came meanwhile.
    window.later(6);
    assert!(store::load(&path).unwrap().project.draft().ends_with("Before."));
    assert!(store::load(&other).unwrap().project.draft().ends_with("Meanwhile."));
}

#[test]
fn another_place_that_was_to_wait_is_saved_to_although_the_first_one_failed() {
    let (mut window, folder, path) = written_on("Before.");
    window.disk.hangs(true);
    window.key(Modifiers::COMMAND, Key::S);
    window.later(4);
    let other = folder.path().join("other.ron");
    window.answers.next(Some(&other));
    window.act(Action::Command(Command::SaveAs));
    assert!(window.mentions("other.ron: not saved yet"));
    window.disk.refuses(Some(std::io::ErrorKind::TimedOut));
    window.disk.fails_once();
    window.disk.hangs(false);
    window.later(1);
    assert!(store::load(&other).unwrap().project.draft().ends_with("Before."));
    assert_eq!(window.workspace().file().path(), Some(&*other));
    assert!(!window.workspace().is_dirty());
    assert!(!window.mentions("not saved"), "what was said went with its cause");
    assert!(!store::load(&path).unwrap().project.draft().ends_with("Before."));
}

#[test]
fn while_the_journal_does_not_answer_nobody_is_told_that_words_are_in_it() {
    let (mut window, folder, path) = written_on("Before.");
    window.disk.journal_hangs(true);
    window.write(" Meanwhile.");
    let unprotected = "Your typing is not protected at the moment";
    assert!(window.mentions(unprotected));
    window.disk.hangs(true);
    window.key(Modifiers::COMMAND, Key::S);
    window.later(4);
    assert!(window.mentions("The journal does not work either: copy your text elsewhere"));
    window.act(Action::CloseRequested);
    window.later(1);
    assert!(window.shows("Still saving “A ban”"));
    assert!(!window.mentions("the next start offers it"));
    window.click("Don’t quit");
    // The save fails, and says as much.
    window.disk.refuses(Some(std::io::ErrorKind::StorageFull));
    window.disk.hangs(false);
    window.later(1);
    assert!(window.mentions("The journal does not work either"));
    assert!(!window.mentions("Your words are in the journal"));
    // Once it has caught up, everything is in it.
    window.disk.journal_hangs(false);
    window.later(1);
    assert!(!window.mentions(unprotected));
    assert_eq!(journalled(&folder, &path).as_deref(), Some(&*window.draft()));
    window.click("Try again");
    assert!(window.mentions("Your words are in the journal"));
}

#[test]
fn who_leaves_a_journal_that_does_not_answer_is_told_that_words_may_be_lost() {
    for journal_hangs in [false, true] {
        let (mut window, _folder, _) = written_on("Before.");
        window.disk.hangs(true);
        window.key(Modifiers::COMMAND, Key::S);
        window.disk.journal_hangs(journal_hangs);
        window.write(" Meanwhile.");
        window.act(Action::Leave);
        let said = window.harness.state_mut().finish().unwrap();
        assert_eq!(said.contains("may be lost"), journal_hangs, "{said}");
        assert_eq!(said.contains("offers what is in the journal"), !journal_hangs, "{said}");
    }
}

#[test]
fn who_quits_while_a_save_hangs_is_asked_and_may_leave_with_the_words_in_the_journal() {
    let (mut window, folder, path) = written_on("Before.");
    window.disk.hangs(true);
    window.key(Modifiers::COMMAND, Key::S);
    window.act(Action::CloseRequested);
    assert!(!window.mentions("Still saving"), "a save of a moment asks nothing");
    window.later(2);
    assert!(window.shows("Still saving “A ban”"));
    assert!(window.mentions("the next start offers it"));
    window.click("Don’t quit");
    window.later(2);
    assert!(!window.shows("Quit anyway"), "who stays is asked no more");
    window.act(Action::CloseRequested);
    window.later(1);
    window.click("Quit anyway");
    assert!(journalled(&folder, &path).unwrap().ends_with("Before."));
}

#[test]
fn who_quits_during_a_save_quits_once_it_is_done() {
    let (mut window, folder, path) = written_on("Before.");
    window.disk.hangs(true);
    window.key(Modifiers::COMMAND, Key::S);
    window.act(Action::CloseRequested);
    window.later(2);
    window.disk.hangs(false);
    window.later(1);
    assert!(!window.shows("Quit anyway"));
    assert!(store::load(&path).unwrap().project.draft().ends_with("Before."));
    assert_eq!(journalled(&folder, &path), None, "nothing is left to offer");
}

#[test]
fn cancelling_the_file_dialog_keeps_the_article_open() {
    let mut window = Window::blank();
    window.write("Unsaved.");
    window.act(Action::Command(Command::Close));
    window.answers.next(None);
    window.click_last("Save");
    assert!(window.workspace().is_open());
    assert!(window.workspace().is_dirty());
}
