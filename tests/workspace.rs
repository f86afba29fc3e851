//! The program without a window: what becomes of events that come late, twice
//! or out of order.

#![allow(clippy::unwrap_used, reason = "what fails here has failed the test")]

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use nutgraf::{
    app::{Action, Command, Effect, Event, Next, Pick, SaveState, UnsavedAnswer, Workspace},
    model::Ids,
    persist::{SaveError, Settings, Stamp, store},
    text::Change,
};

fn now() -> Timestamp {
    "2026-11-23T14:02:00Z".parse().unwrap()
}

struct Desk {
    workspace: Workspace,
    folder: tempfile::TempDir,
}

impl Desk {
    /// A workspace with a blank article called by its title.
    fn new(title: &str) -> Self {
        let workspace = Workspace::new(Settings::default(), Ids::seeded(1));
        let mut desk = Self { workspace, folder: tempfile::tempdir().unwrap() };
        desk.begin(title);
        desk
    }

    fn begin(&mut self, title: &str) {
        self.apply(Action::NewFromTemplate { template: 4, title: title.into() });
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn apply(&mut self, action: Action) -> Vec<Effect> {
        self.workspace.apply(action, now())
    }

    fn handle(&mut self, event: Event) -> Vec<Effect> {
        self.workspace.handle(event, now())
    }

    fn type_text(&mut self, text: &str) {
        let end = self.workspace.project().draft().len();
        self.apply(Action::Edit(Change::insert(end, text)));
    }

    /// Answers the file dialog of a first save; returns the save that follows.
    fn save_as(&mut self, name: &str) -> Effect {
        let effects = self.apply(Action::Command(Command::SaveAs));
        let [Effect::Pick(pick)] = &effects[..] else { panic!("{effects:?}") };
        let path = self.path(name);
        only_save(self.handle(Event::Picked(pick.clone(), Some(path))))
    }

    /// Saves the article under a name, as far as it goes on one thread.
    fn saved_as(&mut self, name: &str) {
        let save = self.save_as(name);
        let event = done(save);
        self.handle(event);
    }
}

fn only_save(effects: Vec<Effect>) -> Effect {
    let mut saves: Vec<_> =
        effects.into_iter().filter(|effect| matches!(effect, Effect::Save { .. })).collect();
    assert_eq!(saves.len(), 1, "{saves:?}");
    saves.remove(0)
}

/// Carries a save out.
fn done(effect: Effect) -> Event {
    let Effect::Save { project, path, replace, revision } = effect else { panic!("{effect:?}") };
    let result = store::save(&project, &path, replace.expect());
    Event::Saved { path, revision, result }
}

fn on_disk(path: &Path) -> String {
    store::load(path).unwrap().project.draft().to_owned()
}

#[test]
fn a_save_that_ends_after_another_article_was_opened_says_nothing_of_that_one() {
    let mut desk = Desk::new("First");
    desk.type_text("One.");
    let slow = desk.save_as("first.ron");
    desk.begin("Second");
    let event = done(slow);
    desk.handle(event);
    assert_eq!(desk.workspace.file().path, None, "the second article has no file yet");
    desk.type_text("Two.");
    assert!(desk.workspace.is_dirty());
    let late: Timestamp = "2026-11-23T15:00:00Z".parse().unwrap();
    assert!(desk.workspace.tick(late).is_empty(), "nothing saves itself over the first");
    assert!(on_disk(&desk.path("first.ron")).ends_with("One."));
}

#[test]
fn of_two_saves_at_once_the_second_waits_for_what_the_first_left() {
    let mut desk = Desk::new("First");
    desk.saved_as("first.ron");
    desk.type_text("One.");
    let first = only_save(desk.apply(Action::Command(Command::Save)));
    desk.type_text(" Two.");
    assert!(desk.apply(Action::Command(Command::Save)).is_empty());
    let event = done(first);
    let second = only_save(desk.handle(event));
    let event = done(second);
    desk.handle(event);
    assert!(desk.workspace.view().dialogs.is_empty(), "no other program changed the file");
    assert!(!desk.workspace.is_dirty());
    assert!(on_disk(&desk.path("first.ron")).ends_with("One. Two."));
}

#[test]
fn save_and_quit_waits_for_the_save_under_way() {
    let mut desk = Desk::new("First");
    desk.saved_as("first.ron");
    desk.type_text("One.");
    let running = only_save(desk.apply(Action::Command(Command::Save)));
    desk.type_text(" Two.");
    desk.apply(Action::CloseRequested);
    assert!(desk.apply(Action::Unsaved(UnsavedAnswer::Save)).is_empty());
    let event = done(running);
    let second = only_save(desk.handle(event));
    let event = done(second);
    let effects = desk.handle(event);
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Quit)), "{effects:?}");
    assert!(on_disk(&desk.path("first.ron")).ends_with("One. Two."));
}

#[test]
fn whoever_discards_and_then_turns_back_still_has_unsaved_work() {
    let mut desk = Desk::new("First");
    desk.type_text("Precious.");
    desk.apply(Action::Command(Command::Open));
    let effects = desk.apply(Action::Unsaved(UnsavedAnswer::Discard));
    let [Effect::Pick(Pick::Open)] = &effects[..] else { panic!("{effects:?}") };
    desk.handle(Event::Picked(Pick::Open, None));
    assert!(desk.workspace.is_dirty());
    let effects = desk.apply(Action::CloseRequested);
    assert!(effects.is_empty(), "the writer is asked again");
    assert!(!desk.workspace.view().dialogs.is_empty());
}

#[test]
fn words_typed_while_a_file_is_read_are_asked_about() {
    let mut other = Desk::new("Other");
    other.saved_as("other.ron");
    let path = other.path("other.ron");
    let mut desk = Desk::new("First");
    let effects = desk.apply(Action::OpenPath(path.clone()));
    assert!(matches!(&effects[..], [Effect::Load(_)]));
    desk.type_text("Typed meanwhile.");
    let result = store::load(&path).map(Box::new);
    desk.handle(Event::Loaded { path: path.clone(), result });
    assert!(desk.workspace.project().draft().ends_with("Typed meanwhile."));
    let asked = desk.workspace.view().dialog();
    assert_eq!(asked, Some(&nutgraf::app::Dialog::Unsaved(Next::Open(path))));
}

#[test]
fn a_name_given_for_one_article_never_saves_another() {
    let mut desk = Desk::new("First");
    let effects = desk.apply(Action::Command(Command::SaveAs));
    let [Effect::Pick(pick)] = &effects[..] else { panic!("{effects:?}") };
    let pick = pick.clone();
    desk.begin("Second");
    let path = desk.path("first.ron");
    let effects = desk.handle(Event::Picked(pick, Some(path)));
    assert!(effects.is_empty(), "{effects:?}");
}

#[test]
fn nothing_saves_itself_while_the_writer_is_asked() {
    let mut desk = Desk::new("First");
    desk.saved_as("first.ron");
    desk.type_text("Perhaps.");
    desk.apply(Action::CloseRequested);
    let late: Timestamp = "2026-11-23T15:00:00Z".parse().unwrap();
    assert!(desk.workspace.tick(late).is_empty());
}

#[test]
fn a_failed_save_keeps_the_work_unsaved_and_other_messages_standing() {
    let mut desk = Desk::new("First");
    desk.saved_as("first.ron");
    desk.type_text("One.");
    desk.handle(Event::Failed("Something else went wrong.".into()));
    let Effect::Save { path, revision, .. } = only_save(desk.apply(Action::Command(Command::Save)))
    else {
        unreachable!("only_save returns saves");
    };
    let cause = std::io::Error::from(std::io::ErrorKind::StorageFull);
    let result: Result<Stamp, SaveError> = Err(SaveError::System { path: path.clone(), cause });
    desk.handle(Event::Saved { path, revision, result });
    assert_eq!(desk.workspace.file().state, SaveState::Failed);
    assert!(desk.workspace.is_dirty());
    assert_eq!(desk.workspace.view().notices.len(), 2);
    let again = only_save(desk.apply(Action::Command(Command::Save)));
    let event = done(again);
    desk.handle(event);
    let messages: Vec<_> =
        desk.workspace.view().notices.iter().map(|notice| notice.message.as_str()).collect();
    assert_eq!(messages, ["Something else went wrong."]);
}

#[test]
fn undo_takes_back_a_word_at_a_time() {
    let mut desk = Desk::new("First");
    let before = desk.workspace.project().draft().to_owned();
    for letter in ["T", "w", "o", " ", "w", "o", "r", "d", "s"] {
        desk.type_text(letter);
    }
    desk.apply(Action::Command(Command::Undo));
    assert_eq!(desk.workspace.project().draft(), format!("{before}Two "));
    desk.apply(Action::Command(Command::Undo));
    assert_eq!(desk.workspace.project().draft(), before);
}

#[test]
fn undo_back_to_what_is_on_disk_leaves_nothing_unsaved() {
    let mut desk = Desk::new("First");
    desk.saved_as("first.ron");
    desk.type_text("a");
    assert!(desk.workspace.is_dirty());
    desk.apply(Action::Command(Command::Undo));
    assert!(!desk.workspace.is_dirty());
    desk.apply(Action::Command(Command::Redo));
    assert!(desk.workspace.is_dirty());
}

#[test]
fn what_is_typed_while_a_save_runs_is_unsaved_afterwards() {
    let mut desk = Desk::new("First");
    desk.saved_as("first.ron");
    desk.type_text("a");
    let save = only_save(desk.apply(Action::Command(Command::Save)));
    desk.type_text("b");
    let event = done(save);
    desk.handle(event);
    assert!(desk.workspace.is_dirty());
    desk.apply(Action::Command(Command::Undo));
    assert!(!desk.workspace.is_dirty(), "“a” is on disk");
    desk.apply(Action::Command(Command::Undo));
    assert!(desk.workspace.is_dirty(), "the disk has “a”, the draft has not");
}
