//! The program without a window: what becomes of events that come late, twice
//! or out of order.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use jiff::Timestamp;
use nutgraf::{
    app::{
        Action, CheckAction, Command, Dialog, Effect, EffectRunner, Event, InlineRunner, Next,
        Pick, SourceForm, ThreadedRunner, UnsavedAnswer, Workspace,
    },
    exchange::import::{Imported, Worker},
    markdown::Structure,
    model::{ClaimId, Evidence, EvidenceTarget, Ids, Standing},
    persist::{SaveError, Settings, Stamp, journal::Order, store},
    project::Reason,
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
    let result = store::save(&project.into_project(), &path, replace.expect());
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
fn a_journal_that_broke_is_tried_again_although_the_clock_went_back() {
    let mut desk = Desk::new("First");
    desk.saved_as("first.ron");
    desk.type_text("Perhaps.");
    desk.handle(Event::JournalBroke { message: "broken".into(), hint: "" });
    let a_year_before: Timestamp = "2025-11-23T14:02:00Z".parse().unwrap();
    let is_journal = |effect: &Effect| matches!(effect, Effect::Journal(_));
    assert!(!desk.workspace.tick(a_year_before).iter().any(is_journal));
    let later: Timestamp = "2025-11-23T14:02:05Z".parse().unwrap();
    assert!(desk.workspace.tick(later).iter().any(is_journal));
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
    assert!(desk.workspace.file().has_failed());
    assert!(desk.workspace.is_dirty());
    assert_eq!(desk.workspace.view().notices.len(), 2);
    let again = only_save(desk.apply(Action::Command(Command::Save)));
    let event = done(again);
    desk.handle(event);
    let messages: Vec<_> =
        desk.workspace.view().notices.iter().map(|notice| notice.message.as_str()).collect();
    assert_eq!(messages, ["Something else went wrong."]);
}

/// What a save met that is in place, but that the disk did not confirm.
fn unconfirmed(effect: Effect) -> Event {
    let Event::Saved { path, revision, result } = done(effect) else { unreachable!() };
    let cause = std::io::Error::from(std::io::ErrorKind::TimedOut);
    let result = Err(SaveError::Unsettled { path: path.clone(), stamp: result.unwrap(), cause });
    Event::Saved { path, revision, result }
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
    assert!(notice.message.contains("the disk did not confirm it"), "{notice:?}");
    let late: Timestamp = "2026-11-23T15:00:00Z".parse().unwrap();
    assert!(desk.workspace.tick(late).iter().all(|effect| !matches!(effect, Effect::Save { .. })));
    let effects = desk.apply(Action::CloseRequested);
    assert!(effects.is_empty(), "{effects:?}");
    assert_eq!(desk.workspace.view().dialog(), Some(&Dialog::Unsaved(Next::Quit)));
    desk.apply(Action::Unsaved(UnsavedAnswer::Stay));

    // The power is cut, and the old file is there again.
    let saved = std::fs::read(desk.path("first.ron")).unwrap();
    std::fs::write(desk.path("first.ron"), before).unwrap();
    let copied = tempfile::tempdir().unwrap();
    for entry in std::fs::read_dir(&journals).unwrap() {
        let entry = entry.unwrap();
        std::fs::copy(entry.path(), copied.path().join(entry.file_name())).unwrap();
    }
    let found = nutgraf::persist::journal::find(copied.path(), None, now());
    assert!(found.lost[0].project.draft().ends_with("One."));
    std::fs::write(desk.path("first.ron"), saved).unwrap();

    let again = only_save(desk.apply(Action::Command(Command::Save)));
    let event = done(again);
    desk.handle(event);
    assert!(!desk.workspace.is_dirty());
    assert_eq!(desk.workspace.view().notices, [], "what the next save confirmed is not told");
    let effects = desk.apply(Action::CloseRequested);
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Quit)), "{effects:?}");
}

#[test]
fn a_journal_that_broke_meanwhile_begins_anew_with_what_the_disk_did_not_confirm() {
    let mut desk = Desk::new("First");
    desk.saved_as("first.ron");
    desk.type_text("One.");
    let save = only_save(desk.apply(Action::Command(Command::Save)));
    desk.handle(Event::JournalBroke { message: "broken".into(), hint: "" });
    let effects = desk.handle(unconfirmed(save));
    let orders: Vec<_> = effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Journal(order) => Some(&**order),
            _ => None,
        })
        .collect();
    let [Order::NotSaved, Order::Anew(origin)] = orders[..] else { panic!("{orders:?}") };
    let whole = origin.whole.clone().unwrap().into_project();
    assert!(whole.draft().ends_with("One."));
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
        let is_full = notice.message.contains("the disk is full");
        assert_eq!(is_full, kind == std::io::ErrorKind::StorageFull, "{notice:?}");
    }
    let save = only_save(desk.apply(Action::Command(Command::Save)));
    let event = done(save);
    desk.handle(event);
    assert_eq!(desk.workspace.view().notices, []);
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
            notice.message.contains("open in another window (jo on elsewhere.invalid")
        });
        assert_eq!(is_told, !is_saved, "{age}");
    }
}

#[test]
fn without_a_folder_for_the_journal_words_are_not_said_to_be_in_it() {
    let mut desk = Desk::new("First");
    let mut threads = ThreadedRunner::new(Arc::new(|| {}), None).unwrap();
    let effects = desk.apply(Action::Edit(Change::insert(0, "One.")));
    for effect in effects.into_iter().filter(|effect| matches!(effect, Effect::Journal(_))) {
        assert!(threads.start(effect).is_none());
    }
    for event in threads.poll() {
        desk.handle(event);
    }
    assert!(!desk.workspace.is_journalled());
    let notices = &desk.workspace.view().notices;
    assert!(notices[0].message.starts_with("Your typing is not protected: no home folder"));
    desk.type_text("Two.");
    desk.saved_as("first.ron");
    assert!(!desk.workspace.is_journalled(), "a save makes no journal");
}

#[cfg(unix)]
#[test]
fn a_disk_that_hangs_keeps_nobody_from_hearing_of_the_other_and_idle_threads_owe_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join("state");
    let start = || ThreadedRunner::new(Arc::new(|| {}), Some(state.clone())).unwrap();
    assert!(start().finish(Duration::ZERO).1, "nothing was begun");

    let pipe = folder.path().join("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let mut threads = start();
    // Nobody reads from it, so that to open it takes for ever.
    let write = Effect::Write { path: pipe, text: "text".into(), replace: true };
    assert!(threads.start(write).is_none());
    assert!(threads.start(Effect::ListVersions(folder.path().join("a.ron"))).is_none());
    let (events, is_done) = threads.finish(Duration::ZERO);
    assert!(!is_done);
    assert!(matches!(&events[..], [Event::Versions(..)]), "{events:?}");
    assert!(threads.close(), "and the journal ends all the same");
}

#[test]
fn a_source_that_two_articles_ask_for_is_added_to_the_one_that_is_open_and_once() {
    let mut desk = Desk::new("First");
    let path = desk.path("audit.txt");
    let read = |path: &Path| {
        let imported =
            Imported { title: "Audit".into(), text: "Words.".into(), ..Imported::default() };
        Event::Imported { path: path.to_owned(), result: Ok(imported) }
    };
    desk.handle(Event::Picked(Pick::Source, Some(path.clone())));
    desk.begin("Second");
    desk.handle(Event::Picked(Pick::Source, Some(path.clone())));
    desk.handle(read(&path));
    assert_eq!(desk.workspace.view().dialog(), None, "that was for the first");
    assert_eq!(desk.workspace.view().reading, std::slice::from_ref(&path));
    desk.handle(read(&path));
    assert!(matches!(desk.workspace.view().dialog(), Some(Dialog::Source(_))));
    assert!(desk.workspace.view().reading.is_empty());
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

/// A desk with a source and a draft that quotes it, as the worker last saw it.
fn checked(draft: &str) -> (Desk, InlineRunner) {
    let mut desk = Desk::new("Ban");
    let form = SourceForm {
        key: "hearing".into(),
        title: "Hearing".into(),
        text: "The ban was not popular with the four creators, she said.".into(),
        capture: true,
        ..SourceForm::default()
    };
    desk.apply(Action::SaveSource(form.into()));
    let mut worker = InlineRunner::default();
    let length = desk.workspace.project().draft().len();
    let effects = desk.apply(Action::Edit(Change::replace(0..length, draft)));
    desk.work(&mut worker, effects);
    (desk, worker)
}

impl Desk {
    /// Lets the worker do what was asked, and takes in what it says.
    fn work(&mut self, worker: &mut InlineRunner, effects: Vec<Effect>) {
        for effect in effects {
            worker.start(effect);
        }
        for event in worker.poll() {
            self.handle(event);
        }
    }

    fn verdicts(&self) -> Vec<&'static str> {
        let report = self.workspace.report().unwrap();
        report.quotations.iter().map(|checked| checked.judgement.verdict.as_str()).collect()
    }

    fn draft(&self) -> &str {
        self.workspace.project().draft()
    }

    /// Puts the caret behind the first of some words.
    fn caret_at(&mut self, words: &str) {
        let at = self.draft().find(words).unwrap();
        self.apply(Action::Select(at..at));
    }
}

#[test]
fn a_quotation_is_judged_as_it_is_typed_before_the_worker_answers() {
    let (mut desk, _) = checked("“The ban was not popular with the four creators” [@hearing].");
    assert_eq!(desk.verdicts(), ["verbatim"]);
    let at = desk.draft().find("not ").unwrap();
    desk.apply(Action::Edit(Change::delete(at..at + 4)));
    assert_eq!(desk.verdicts(), ["altered"]);
    assert_eq!(desk.workspace.findings()[0].code().as_str(), "quote-altered");
    desk.apply(Action::Command(Command::Undo));
    assert_eq!(desk.verdicts(), ["verbatim"]);
    assert_eq!(desk.workspace.findings(), []);
}

#[test]
fn a_changed_source_is_not_guessed_at_while_the_worker_reads_it() {
    let (mut desk, mut worker) =
        checked("“The ban was not popular with the four creators” [@hearing].");
    let source = desk.workspace.project().sources()[0].clone();
    let form = SourceForm {
        text: "The ban was popular with the five creators, she said.".into(),
        capture: true,
        ..SourceForm::of(&source)
    };
    let effects = desk.apply(Action::SaveSource(form.into()));
    let at = desk.draft().find("not ").unwrap();
    desk.apply(Action::Edit(Change::delete(at..at + 4)));
    assert_eq!(desk.verdicts(), Vec::<&str>::new(), "the old text is not asked any more");
    desk.work(&mut worker, effects);
    assert_eq!(desk.verdicts(), Vec::<&str>::new(), "a report of an older revision is let go");
    let effects = desk.apply(Action::Edit(Change::insert(0, "So: ")));
    desk.work(&mut worker, effects);
    assert_eq!(desk.verdicts(), ["altered"]);
}

#[test]
fn each_fix_is_one_step_back() {
    let draft = "She said “The ban was popular with the four creators” [@hearing].";
    for (command, after) in [
        (
            Command::RestoreWording,
            "She said “The ban was not popular with the four creators” [@hearing].",
        ),
        (Command::Unquote, "She said The ban was popular with the four creators [@hearing]."),
    ] {
        let (mut desk, _) = checked(draft);
        desk.caret_at("popular");
        assert!(command.is_enabled(&desk.workspace));
        desk.apply(Action::Command(command));
        assert_eq!(desk.draft(), after);
        desk.apply(Action::Command(Command::Undo));
        assert_eq!(desk.draft(), draft);
        assert_eq!(desk.verdicts(), ["altered"]);
    }
}

#[test]
fn a_quotation_kept_as_a_card_is_tied_to_it() {
    let (mut desk, mut worker) = checked("“The ban was not popular” is “not popular” to him.");
    desk.caret_at("ban");
    let effects = desk.apply(Action::Command(Command::KeepAsCard));
    let project = desk.workspace.project();
    let [quote] = project.quotes() else { panic!("one card") };
    assert_eq!(quote.selector.exact, "The ban was not popular");
    let id = quote.id.clone();
    desk.work(&mut worker, effects);
    assert_eq!(desk.workspace.report().unwrap().quotations[0].quote, Some(id));
    assert!(!Command::KeepAsCard.is_enabled(&desk.workspace), "it has its card now");
    desk.apply(Action::Command(Command::Undo));
    assert_eq!(desk.workspace.project().quotes(), []);
    assert_eq!(desk.workspace.project().document().anchors().count(), 0);
}

#[test]
fn a_fix_that_does_not_fit_says_why_and_changes_nothing() {
    let draft = "“The ban was popular with the four creators” [@hearing].";
    let (mut desk, _) = checked(draft);
    desk.caret_at("popular");
    desk.apply(Action::Command(Command::MarkChange));
    assert_eq!(desk.draft(), draft);
    let notice = desk.workspace.view().notices.last().unwrap();
    assert_eq!(notice.message, "This change cannot be marked.");
}

#[test]
fn the_verdict_stays_open_until_the_caret_moves() {
    let (mut desk, _) = checked("A “The ban was popular with the four creators” [@hearing].");
    desk.apply(Action::Command(Command::NextFinding));
    assert!(desk.workspace.view().card.is_some());
    desk.caret_at("A ");
    assert_eq!(desk.workspace.view().card, None);
    desk.caret_at("popular");
    desk.apply(Action::Command(Command::ShowVerdict));
    assert!(desk.workspace.view().card.is_some());
    desk.type_text("more");
    assert_eq!(desk.workspace.view().card, None);
}

#[test]
fn every_sentence_that_rests_on_a_source_is_listed_once_with_its_reasons() {
    let (mut desk, mut worker) = checked(
        "Nothing here. It was “not popular with the four creators” [@hearing]. \
         Four people [@hearing] met. Three did not.",
    );
    let claim = |desk: &mut Desk, words: &str| {
        let at = desk.draft().find(words).unwrap();
        desk.apply(Action::Select(at..at + words.len()));
        desk.apply(Action::Command(Command::MarkClaim))
    };
    claim(&mut desk, "Four people [@hearing] met.");
    let effects = claim(&mut desk, "Three did not.");
    desk.work(&mut worker, effects);
    let project = desk.workspace.project();
    let (source, claims) = (project.sources()[0].id.clone(), project.claims().to_vec());
    let evidence = Evidence::supporting(EvidenceTarget::Source(source.clone()));
    let effects = desk.apply(CheckAction::Tie(claims[1].id.clone(), evidence).into());
    desk.work(&mut worker, effects);
    let workspace = &desk.workspace;
    let report = workspace.report().unwrap();
    let impact = workspace.project().impact(&source, workspace.structure(), report);
    let told: Vec<_> = impact
        .iter()
        .map(|reliance| {
            let reasons = reliance.reasons.iter().map(|reason| match reason {
                Reason::Quotes { verdict, .. } => verdict.as_str(),
                Reason::Cites => "cites",
                Reason::Claims { only: true, .. } => "only evidence",
                Reason::Claims { .. } => "evidence",
            });
            (&desk.draft()[reliance.range.clone()], reasons.collect::<Vec<_>>())
        })
        .collect();
    assert_eq!(
        told,
        [
            ("It was “not popular with the four creators” [@hearing].", vec!["verbatim"]),
            ("Four people [@hearing] met.", vec!["cites"]),
            ("Three did not.", vec!["only evidence"]),
        ]
    );
}

#[test]
fn what_the_draft_means_is_right_after_every_edit_undo_and_fix() {
    let (mut desk, _) = checked("“The ban was popular with the four creators” [@hearing].");
    let holds = |desk: &Desk| {
        assert_eq!(*desk.workspace.structure(), Structure::parse(desk.draft()), "{}", desk.draft());
    };
    for (at, typed) in [(0, "# Title\n\n"), (9, "> "), (0, "```\n"), (13, "```\n"), (4, "“")] {
        desk.apply(Action::Edit(Change::insert(at, typed)));
        holds(&desk);
    }
    for command in [Command::Undo, Command::Undo, Command::Undo, Command::Redo, Command::Undo] {
        desk.apply(Action::Command(command));
        holds(&desk);
    }
    desk.caret_at("popular");
    desk.apply(Action::Command(Command::RestoreWording));
    assert!(desk.draft().contains("not popular"));
    holds(&desk);
}

/// Those that stand side by side, that nest, and that are no longer judged.
#[test]
fn the_quotation_at_the_caret_is_the_innermost_that_holds_it() {
    let mut desk = Desk::new("Nested");
    desk.type_text(
        "\n\n“One two three ‘four five six seven’ eight” and “so” “two of us went home now”“three \
         of us went home now”.\n\n> A block of “words that are inside it” and ‘no’ more.\n\nEnd.\n",
    );
    let effects = desk.apply(Action::Edit(Change::insert(0, "x")));
    let mut inline = InlineRunner::default();
    effects.into_iter().for_each(|effect| drop(inline.start(effect)));
    inline.poll().into_iter().for_each(|event| drop(desk.handle(event)));
    let quotations = &desk.workspace.report().unwrap().quotations;
    assert!(quotations.len() > 3, "{quotations:?}");
    let all = &desk.workspace.structure().quotations;
    for offset in 0..=desk.workspace.project().draft().len() {
        let holds = |at: usize| (all[at].range.start..=all[at].range.end).contains(&offset);
        let innermost = quotations.iter().rfind(|checked| holds(checked.quotation));
        assert_eq!(desk.workspace.quotation_at(offset), innermost, "at {offset}");
    }
}

/// A draft with three claims, each of its words confirmed.
fn claimed(desk: &mut Desk) -> Vec<ClaimId> {
    let draft = "Four staff looked at the whole list in March.\r\n\r\nThe office spent \
                 $3 million on it, more than in any year before. Nobody in the ministry had \
                 asked for a second reading.\r\n";
    let end = desk.workspace.project().draft().len();
    desk.apply(Action::Edit(Change::replace(0..end, draft)));
    let sentences: Vec<_> = Structure::parse(draft).sentences.iter().collect();
    for sentence in sentences {
        desk.apply(Action::Select(sentence));
        desk.apply(Action::Command(Command::MarkClaim));
        desk.apply(Action::Command(Command::ConfirmClaim));
    }
    desk.workspace.project().claims().iter().map(|claim| claim.id.clone()).collect()
}

fn updated(desk: &mut Desk, name: &str, bytes: &[u8]) {
    let path = desk.path(name);
    nutgraf::persist::write_atomic(&path, bytes).unwrap();
    let effects = desk.apply(Action::Command(Command::UpdateDraft));
    let [Effect::Pick(pick @ Pick::Draft { .. })] = &effects[..] else { panic!("{effects:?}") };
    let effects = desk.handle(Event::Picked(pick.clone(), Some(path)));
    let worker = Worker::program(env!("CARGO_BIN_EXE_nutgraf").as_ref());
    let mut runner = InlineRunner::default().importing_by(worker);
    for effect in effects {
        runner.start(effect);
    }
    for event in runner.poll() {
        desk.handle(event);
    }
}

#[test]
fn a_draft_updated_from_a_file_keeps_its_claims_and_says_which_are_lost() {
    let mut desk = Desk::new("Audit");
    let claims = claimed(&mut desk);
    let before = desk.workspace.project().draft().to_owned();
    let new = "A new beginning.\r\n\r\nFour staff looked at the whole list in March.\r\n\r\n\
               Nobody in the whole ministry had asked for a second reading.\r\n";
    updated(&mut desk, "draft.md", new.as_bytes());
    let project = desk.workspace.project();
    assert_eq!(project.draft(), new, "byte for byte");
    assert_eq!(project.claim_words(&claims[0]), "Four staff looked at the whole list in March.");
    let standing = |id| project.standing(project.claim(id).unwrap());
    assert_ne!(standing(&claims[0]), Standing::Stale);
    let lost = project.claim(&claims[1]).unwrap();
    assert_eq!(project.standing(lost), Standing::Orphaned);
    assert!(lost.text.starts_with("The office spent"), "{lost:?}");
    assert_eq!(standing(&claims[2]), Standing::Stale, "its words were changed");
    let notice = desk.workspace.view().notices.last().unwrap();
    assert_eq!(
        notice.message,
        "Updated the draft. 1 claim found its words, 1 stands on words that were changed, 1 \
         lost its place."
    );
    assert!(notice.hint.contains("Place it there"));
    assert_eq!(desk.workspace.undo_label(), Some("Update draft"));
    desk.apply(Action::Command(Command::Undo));
    let project = desk.workspace.project();
    assert_eq!(project.draft(), before);
    assert_eq!(project.headline().settled, 3);
}

#[test]
fn a_draft_is_not_updated_from_a_file_that_is_no_text_nor_in_another_article() {
    let mut desk = Desk::new("Audit");
    claimed(&mut desk);
    let before = desk.workspace.project().draft().to_owned();
    updated(&mut desk, "draft.md", b"abc\xff");
    assert_eq!(desk.workspace.project().draft(), before);
    let notice = desk.workspace.view().notices.last().unwrap();
    assert!(notice.message.contains("draft.md") && notice.hint.contains("as it was"), "{notice:?}");
    let late =
        Event::DraftRead { path: "draft.md".into(), project: 0, result: Ok("Other words.".into()) };
    desk.begin("Another");
    let draft = desk.workspace.project().draft().to_owned();
    desk.handle(late);
    assert_eq!(desk.workspace.project().draft(), draft);
}

#[test]
fn a_source_that_was_read_too_late_is_not_added_to_another_article() {
    let mut desk = Desk::new("Audit");
    let path = desk.path("late.txt");
    nutgraf::persist::write_atomic(&path, b"Words.\n").unwrap();
    let effects = desk.handle(Event::Picked(Pick::Source, Some(path.clone())));
    assert_eq!(desk.workspace.view().reading, std::slice::from_ref(&path));
    desk.begin("Another");
    assert!(desk.workspace.view().reading.is_empty());
    let worker = Worker::program(env!("CARGO_BIN_EXE_nutgraf").as_ref());
    let mut runner = InlineRunner::default().importing_by(worker);
    for effect in effects {
        runner.start(effect);
    }
    for event in runner.poll() {
        desk.handle(event);
    }
    assert!(desk.workspace.view().dialog().is_none());
    let notice = desk.workspace.view().notices.last().unwrap();
    assert!(notice.message.contains("late.txt"), "{notice:?}");

    let effects = desk.handle(Event::Picked(Pick::Source, Some(path)));
    for effect in effects {
        runner.start(effect);
    }
    for event in runner.poll() {
        desk.handle(event);
    }
    assert!(desk.workspace.view().reading.is_empty());
    assert!(matches!(desk.workspace.view().dialog(), Some(Dialog::Source(_))));
}

#[test]
fn a_claim_that_had_lost_its_words_gets_them_back_from_an_updated_draft() {
    let mut desk = Desk::new("Audit");
    let claims = claimed(&mut desk);
    let whole = desk.workspace.project().draft().to_owned();
    let range = desk.workspace.project().claim_range(&claims[0]);
    desk.apply(Action::Edit(Change::delete(range)));
    let back = format!("An opening.\r\n\r\n{whole}");
    updated(&mut desk, "draft.md", back.as_bytes());
    let project = desk.workspace.project();
    assert_eq!(project.claim_words(&claims[0]), "Four staff looked at the whole list in March.");
    assert_eq!(project.headline().settled, 3);
    let notice = desk.workspace.view().notices.last().unwrap();
    assert_eq!(notice.message, "Updated the draft. 3 claims found their words.");
}

#[test]
fn a_claim_that_is_cut_and_pasted_is_confirmed_still_and_not_doubled() {
    let mut desk = Desk::new("Audit");
    let claims = claimed(&mut desk);
    let first = desk.workspace.project().claim_range(&claims[0]);
    let words = desk.workspace.project().draft()[first.clone()].to_owned();
    desk.apply(Action::Edit(Change::delete(first)));
    assert_eq!(desk.workspace.project().headline().orphaned, 1);
    let pasted = format!(" {words}");
    for _ in 0..2 {
        let end = desk.workspace.project().draft().len();
        desk.apply(Action::Edit(Change::insert(end, pasted.clone())));
        assert_eq!(desk.workspace.project().claim_words(&claims[0]), words);
        assert_eq!(desk.workspace.project().headline().settled, 3);
    }
    let range = desk.workspace.project().claim_range(&claims[0]);
    assert!(range.end < desk.workspace.project().draft().len(), "it stays at the first paste");
    desk.apply(Action::Command(Command::Undo));
    desk.apply(Action::Command(Command::Undo));
    assert_eq!(desk.workspace.project().headline().orphaned, 1);
}
