//! Saves: late, doubled, failed, unconfirmed, while the writer is asked.

use jiff::Timestamp;
use nutgraf::{
    app::{
        Action, Command, Dialog, Effect, Event, InlineRunner, Next, Pick, TaskFailure,
        UnsavedAnswer,
    },
    persist::{FileFingerprint, SaveError, store},
};
use nutgraf_engine::text::Change;

use super::{Desk, done, now, on_disk, only_save, unconfirmed};
use crate::support::journal_copy::copied;

#[test]
fn a_save_that_ends_after_another_article_was_opened_says_nothing_of_that_one() {
    let mut desk = Desk::new("First");
    desk.type_text("One.");
    let slow = desk.save_as("first.ron");
    desk.begin("Second");
    let event = done(slow);
    desk.handle(event);
    assert_eq!(desk.workspace.file().path(), None, "the second article has no file yet");
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
fn what_was_changed_saves_itself_although_the_clock_went_back() {
    let mut desk = Desk::new("First");
    desk.saved_as("first.ron");
    desk.type_text("Perhaps.");
    let a_year_before: Timestamp = "2025-11-23T14:02:00Z".parse().unwrap();
    assert!(desk.workspace.tick(a_year_before).is_empty());
    let later: Timestamp = "2025-11-23T14:02:06Z".parse().unwrap();
    let save = only_save(desk.workspace.tick(later));
    let event = done(save);
    desk.handle(event);
    assert!(on_disk(&desk.path("first.ron")).ends_with("Perhaps."));
}

#[test]
fn a_failed_save_keeps_the_work_unsaved_and_other_messages_standing() {
    let mut desk = Desk::new("First");
    desk.saved_as("first.ron");
    desk.type_text("One.");
    desk.handle(Event::Failed(TaskFailure::FilePanic));
    let Effect::Save { path, revision, .. } = only_save(desk.apply(Action::Command(Command::Save)))
    else {
        unreachable!("only_save returns saves");
    };
    let cause = std::io::Error::from(std::io::ErrorKind::StorageFull);
    let result: Result<FileFingerprint, SaveError> =
        Err(SaveError::System { path: path.clone(), cause });
    desk.handle(Event::Saved { path, revision, result });
    assert!(desk.workspace.file().has_failed());
    assert!(desk.workspace.is_dirty());
    assert_eq!(desk.workspace.view().notices.len(), 2);
    let again = only_save(desk.apply(Action::Command(Command::Save)));
    let event = done(again);
    desk.handle(event);
    let messages: Vec<_> =
        desk.workspace.view().notices.iter().map(|notice| notice.message()).collect();
    let said = "The file could not be read; this is a fault in Nutgraf. Your text is safe.";
    assert_eq!(messages, [said]);
}

#[test]
fn who_quits_is_asked_about_what_the_disk_did_not_confirm_and_the_journal_keeps_it() {
    let mut desk = Desk::new("First");
    let journals = desk.path("journal");
    let mut worker = InlineRunner::journalling(&journals);
    let save = desk.save_as("first.ron");
    let event = done(save);
    let effects = desk.handle(event);
    desk.work(&mut worker, effects);
    let before = std::fs::read(desk.path("first.ron")).unwrap();
    let end = desk.draft().len();
    let effects = desk.apply(Action::Edit(Change::insert(end, "One.")));
    desk.work(&mut worker, effects);

    desk.apply(Action::CloseRequested);
    let save = only_save(desk.apply(Action::Unsaved(UnsavedAnswer::Save)));
    let effects = desk.handle(unconfirmed(save));
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::Quit)), "{effects:?}");
    desk.work(&mut worker, effects);
    assert!(desk.workspace.is_dirty());
    let [notice] = &desk.workspace.view().notices[..] else { panic!("one notice") };
    assert!(notice.message().contains("the disk did not confirm it"), "{notice:?}");
    let late: Timestamp = "2026-11-23T15:00:00Z".parse().unwrap();
    assert!(desk.workspace.tick(late).iter().all(|effect| !matches!(effect, Effect::Save { .. })));
    let effects = desk.apply(Action::CloseRequested);
    assert!(effects.is_empty(), "{effects:?}");
    assert_eq!(desk.workspace.view().dialog(), Some(&Dialog::Unsaved(Next::Quit)));
    desk.apply(Action::Unsaved(UnsavedAnswer::Stay));

    // The power is cut, and the old file is there again.
    let saved = std::fs::read(desk.path("first.ron")).unwrap();
    std::fs::write(desk.path("first.ron"), before).unwrap();
    let copy = copied(&journals);
    let found = nutgraf::persist::journal::find(copy.path(), None, now());
    assert!(found.lost[0].project.draft().ends_with("One."));
    std::fs::write(desk.path("first.ron"), saved).unwrap();

    let again = only_save(desk.apply(Action::Command(Command::Save)));
    let event = done(again);
    desk.handle(event);
    assert!(!desk.workspace.is_dirty());
    let notices = &desk.workspace.view().notices;
    assert!(notices.is_empty(), "what the next save confirmed is not told: {notices:?}");
    let effects = desk.apply(Action::CloseRequested);
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Quit)), "{effects:?}");
}

#[test]
fn of_two_failures_the_last_is_told_and_goes_with_a_save_that_went_well() {
    let mut desk = Desk::new("First");
    desk.saved_as("first.ron");
    desk.type_text("One.");
    for kind in [std::io::ErrorKind::StorageFull, std::io::ErrorKind::TimedOut] {
        let save = only_save(desk.apply(Action::Command(Command::Save)));
        let Effect::Save { path, revision, .. } = save else { unreachable!() };
        let result = Err(SaveError::System { path: path.clone(), cause: kind.into() });
        desk.handle(Event::Saved { path, revision, result });
        let [notice] = &desk.workspace.view().notices[..] else { panic!("one notice") };
        let is_full = notice.message().contains("the disk is full");
        assert_eq!(is_full, kind == std::io::ErrorKind::StorageFull, "{notice:?}");
    }
    let save = only_save(desk.apply(Action::Command(Command::Save)));
    let event = done(save);
    desk.handle(event);
    let notices = &desk.workspace.view().notices;
    assert!(notices.is_empty(), "{notices:?}");
}

#[test]
fn who_stays_does_not_quit_when_the_save_under_way_has_ended() {
    let mut desk = Desk::new("First");
    desk.saved_as("first.ron");
    desk.type_text("One.");
    let save = only_save(desk.apply(Action::Command(Command::Save)));
    desk.apply(Action::CloseRequested);
    desk.type_text(" Two.");
    desk.apply(Action::CloseRequested);
    desk.apply(Action::Unsaved(UnsavedAnswer::Stay));
    desk.apply(Action::Command(Command::Undo));
    let event = done(save);
    let effects = desk.handle(event);
    assert!(!desk.workspace.is_dirty());
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::Quit)), "{effects:?}");
}

#[test]
fn the_note_of_another_computer_refuses_a_save_for_a_day_only() {
    let mut desk = Desk::new("First");
    desk.saved_as("first.ron");
    let mut worker = InlineRunner::default();
    // The process of another computer may have our number.
    let pid = std::process::id();
    let now = Timestamp::now().as_second();
    for (age, is_saved) in [(60, false), (24 * 60 * 60 + 1, true)] {
        let note =
            format!(r#"(user: "jo", host: "elsewhere.invalid", pid: {pid}, since: {})"#, now - age);
        std::fs::write(desk.path(".first.ron.lock"), note).unwrap();
        desk.type_text("More.");
        let effects = desk.apply(Action::Command(Command::Save));
        desk.work(&mut worker, effects);
        assert_eq!(!desk.workspace.is_dirty(), is_saved, "{age}");
        let is_told = desk.workspace.view().notices.iter().any(|notice| {
            notice.message().contains("open in another window (jo on elsewhere.invalid")
        });
        assert_eq!(is_told, !is_saved, "{age}");
    }
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
