//! What the window offers after a crash, and what becomes of it.

use std::{
    fs,
    path::{Path, PathBuf},
};

use nutgraf::{
    app::{Action, Command},
    persist::{is_same, store},
};
use nutgraf_engine::text::Change;

use crate::support::{
    journals::journals,
    window::{Options, SOURCE, Window},
};

/// A folder with journals in it, and windows that come and go.
struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn journals(&self) -> PathBuf {
        self.path("journal")
    }

    fn window(&self) -> Window {
        Window::with(Options { journals: Some(self.journals()), ..Options::default() })
    }

    /// A window with an article that was saved and then written on.
    fn written_on(&self) -> Window {
        let mut window = self.window();
        window.act(Action::NewFromTemplate { template: 4, title: "A ban".into() });
        window.write("Saved words. ");
        window.answers.next(Some(&self.path("ban.ron")));
        window.act(Action::Command(Command::SaveAs));
        window.settle();
        assert!(!window.workspace().is_dirty());
        assert!(journals(&self.journals()).is_empty(), "what is saved is in no journal");
        window.write("Lost words.");
        window
    }
}

fn on_disk(path: &Path) -> String {
    store::load(path).unwrap().project.draft().to_owned()
}

#[test]
fn words_of_an_article_that_was_never_named_are_offered_and_restored() {
    let desk = Desk::new();
    let mut window = desk.window();
    window.act(Action::NewFromTemplate { template: 4, title: "A ban".into() });
    window.write("Typed and never saved.");
    let draft = window.draft();
    drop(window);
    let mut window = desk.window();
    assert!(window.shows("Restore “A ban”?"));
    assert!(window.mentions("This article was never saved."));
    assert!(window.mentions("words added"));
    window.click("Restore");
    assert_eq!(window.draft(), draft);
    assert!(window.workspace().is_dirty());
    assert_eq!(window.workspace().file().path(), None);
    assert!(!window.shows("Restore “A ban”?"));
    // It is protected again before the old journal goes.
    assert_eq!(journals(&desk.journals()).len(), 1);
    drop(window);
    assert!(desk.window().shows("Restore “A ban”?"));
}

#[test]
fn words_after_the_last_save_are_restored_and_undo_takes_the_recovery_back() {
    let desk = Desk::new();
    let window = desk.written_on();
    let (lost, path) = (window.draft(), desk.path("ban.ron"));
    drop(window);
    let saved = on_disk(&path);
    assert_ne!(saved, lost);
    let mut window = desk.window();
    assert!(window.mentions("2 words added"));
    assert!(window.mentions("not saved: Lost words."));
    assert!(!window.workspace().is_open(), "nothing is applied by itself");
    window.click("Restore");
    assert_eq!(window.draft(), lost);
    assert_eq!(window.workspace().file().path(), Some(&*path));
    assert!(window.workspace().is_dirty());
    assert_eq!(on_disk(&path), saved, "and nothing is saved by itself");
    window.act(Action::Command(Command::Undo));
    assert_eq!(window.draft(), saved);
    assert!(!window.workspace().is_dirty());
    window.act(Action::Command(Command::Redo));
    window.act(Action::Command(Command::Save));
    window.settle();
    assert_eq!(on_disk(&path), lost);
    assert!(journals(&desk.journals()).is_empty());
    drop(window);
    assert!(!desk.window().mentions("Restore “"));
}

#[test]
fn later_asks_again_at_the_next_start_and_when_the_article_is_opened() {
    let desk = Desk::new();
    drop(desk.written_on());
    let mut window = desk.window();
    window.click("Later");
    assert!(!window.shows("Restore “A ban”?"));
    window.open(&desk.path("ban.ron"));
    assert!(window.shows("Nutgraf ended before all of “A ban” was saved."));
    assert!(!window.shows("Restore “A ban”?"), "no dialog takes the keyboard from the draft");
    window.write("More. ");
    assert!(window.draft().ends_with("Saved words. More. "));
    window.act(Action::Command(Command::Undo));
    window.click("Look at what was lost…");
    assert!(window.shows("Restore “A ban”?"));
    window.key(egui::Modifiers::NONE, egui::Key::Escape);
    assert!(!window.shows("Restore “A ban”?"));
    assert!(!window.mentions("Nutgraf ended before"));
    assert!(window.draft().ends_with("Saved words. "));
    drop(window);
    assert!(desk.window().shows("Restore “A ban”?"));
}

#[test]
fn what_is_discarded_is_asked_about_twice_and_kept_aside() {
    let desk = Desk::new();
    drop(desk.written_on());
    let mut window = desk.window();
    window.click("Discard…");
    assert!(window.mentions("For 30 days it is kept in"));
    window.click("Keep it");
    assert!(window.shows("Restore “A ban”?"));
    window.click("Discard…");
    window.click("Discard");
    assert!(!window.mentions("Restore “"));
    drop(window);
    assert!(!desk.window().mentions("Restore “"));
    assert_eq!(journals(&desk.journals().join("discarded")).len(), 1);
}

#[test]
fn a_file_that_was_changed_since_is_left_and_the_words_open_beside_it() {
    let desk = Desk::new();
    let window = desk.written_on();
    let lost = window.draft();
    drop(window);
    let path = desk.path("ban.ron");
    let text = fs::read_to_string(&path).unwrap().replace("Saved words.", "Others’ words.");
    fs::write(&path, &text).unwrap();
    let mut window = desk.window();
    assert!(window.mentions("Another program changed the file since."));
    assert!(!window.shows("Restore"));
    window.click("Open as a new article");
    assert_eq!(window.draft(), lost);
    assert_eq!(window.workspace().file().path(), None);
    assert!(window.workspace().is_dirty());
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
}

#[test]
fn a_file_that_is_gone_is_no_reason_to_lose_the_words() {
    let desk = Desk::new();
    let window = desk.written_on();
    let lost = window.draft();
    drop(window);
    fs::remove_file(desk.path("ban.ron")).unwrap();
    let mut window = desk.window();
    assert!(window.mentions("The file is not there any more"));
    window.click("Open as a new article");
    assert_eq!(window.draft(), lost);
}

#[test]
fn without_the_file_and_its_copy_the_journal_is_kept_and_the_writer_told() {
    let desk = Desk::new();
    drop(desk.written_on());
    fs::remove_file(desk.path("ban.ron")).unwrap();
    let journal = journals(&desk.journals()).remove(0);
    fs::remove_file(journal.with_extension("base")).unwrap();
    let window = desk.window();
    assert!(window.mentions("cannot be put into it"));
    assert!(journal.exists());
}

#[test]
fn a_torn_last_record_is_dropped_and_nothing_before_it() {
    let desk = Desk::new();
    let mut window = desk.written_on();
    let before = window.draft();
    window.write(" Torn.");
    drop(window);
    let path = journals(&desk.journals()).remove(0);
    let bytes = fs::read(&path).unwrap();
    fs::write(&path, &bytes[..bytes.len() - 3]).unwrap();
    let mut window = desk.window();
    assert!(window.mentions("The very last edit was written down only in part"));
    window.click("Restore");
    assert_eq!(window.draft(), before);
}

#[test]
fn a_window_that_lives_is_not_offered_to_another() {
    let desk = Desk::new();
    let first = desk.written_on();
    let second = desk.window();
    assert!(!second.mentions("Restore “"));
    drop(first);
    assert!(desk.window().mentions("Restore “"));
}

#[test]
fn two_windows_do_not_offer_the_same() {
    let desk = Desk::new();
    drop(desk.written_on());
    let first = desk.window();
    assert!(first.mentions("Restore “"));
    assert!(!desk.window().mentions("Restore “"));
}

#[test]
fn several_articles_are_offered_one_after_the_other() {
    let desk = Desk::new();
    drop(desk.written_on());
    let mut other = desk.window();
    other.click("Later");
    other.act(Action::NewFromTemplate { template: 4, title: "Another".into() });
    other.write("Words.");
    drop(other);
    let mut window = desk.window();
    window.click("Restore");
    assert!(window.workspace().is_dirty());
    assert!(!window.mentions("Restore “"), "the second waits beside the first");
    window.act(Action::Command(Command::AnswerQuestion));
    // Restoring it would take the place of unsaved work, which is asked about.
    window.click("Restore");
    assert!(window.mentions("Another article is about to take its place."));
    window.click("Cancel");
    window.click("Later");
    assert!(!window.mentions("Restore “"));
    assert!(window.workspace().is_dirty());
}

#[test]
fn what_was_not_wanted_is_set_aside_and_not_offered() {
    let desk = Desk::new();
    let mut window = desk.written_on();
    window.act(Action::Command(Command::Close));
    window.click("Don’t save");
    assert!(journals(&desk.journals()).is_empty());
    assert_eq!(journals(&desk.journals().join("discarded")).len(), 1);
    drop(window);
    assert!(!desk.window().mentions("Restore “"));
}

#[test]
fn what_was_undone_to_the_last_save_is_not_offered() {
    let desk = Desk::new();
    let mut window = desk.written_on();
    while window.workspace().is_dirty() {
        window.act(Action::Command(Command::Undo));
    }
    drop(window);
    assert!(!desk.window().mentions("Restore “"));
}

#[test]
fn everything_that_a_writer_does_comes_back() {
    let desk = Desk::new();
    let mut window = desk.window();
    window.act(Action::NewFromTemplate { template: 4, title: "A ban".into() });
    window.add_source("The audit", SOURCE);
    window.write("Four staff on the audit group looked into it. A second sentence stands here.");
    window.select_words("A second sentence stands here.");
    window.act(Action::Command(Command::MarkClaim));
    window.act(Action::Command(Command::ConfirmClaim));
    window.select_words("Four staff");
    window.act(Action::Edit(Change::replace(7..11, "Five")));
    window.act(Action::Command(Command::Undo));
    let project = window.workspace().project().clone();
    assert_eq!(project.claims().len(), 1);
    drop(window);
    let mut window = desk.window();
    assert!(window.mentions("1 source added"));
    assert!(window.mentions("1 claim added"));
    window.click("Restore");
    assert!(is_same(window.workspace().project(), &project));
}

#[test]
fn a_journal_that_cannot_be_written_says_so_once_and_is_tried_again() {
    let desk = Desk::new();
    // A file stands where the folder is to be.
    fs::write(desk.journals(), "").unwrap();
    let mut window = desk.window();
    window.act(Action::NewFromTemplate { template: 4, title: "A ban".into() });
    window.write("One. ");
    window.write("Two. ");
    let told = |window: &Window| {
        let notices = &window.workspace().view().notices;
        notices.iter().filter(|n| n.message().contains("our typing is not protected")).count()
    };
    assert_eq!(told(&window), 1);
    assert!(window.draft().ends_with("One. Two. "), "the editor goes on");
    fs::remove_file(desk.journals()).unwrap();
    window.later(6);
    window.write("Three.");
    assert_eq!(told(&window), 0, "the message goes with its cause");
    let draft = window.draft();
    drop(window);
    let mut window = desk.window();
    window.click("Restore");
    assert_eq!(window.draft(), draft, "with what was typed meanwhile");
}
