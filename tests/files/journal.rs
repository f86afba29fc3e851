//! The crash journal: what it keeps, what it reads back from damage, and how the
//! window offers what was lost.

mod edits;

use std::{
    fs,
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

use edits::{Edits, anything};
use nutgraf::{
    app::{Action, Command, Effect, EffectRunner, Event, InlineRunner, Pick, Workspace},
    model::{Article, Ids},
    persist::{
        Settings, is_same,
        journal::{self, Entry, Journal, Order, Origin, Standing},
        store,
    },
    project::{Project, Step},
    text::Change,
};
use proptest::prelude::*;

use crate::support::window::{Options, Window, now};

/// The journals in a folder.
fn journals(folder: &Path) -> Vec<PathBuf> {
    let files = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    files.filter(|path| path.extension().is_some_and(|ending| ending == "journal")).collect()
}

/// The bytes of the one journal in a folder.
fn only(folder: &Path) -> Vec<u8> {
    let found = journals(folder);
    assert_eq!(found.len(), 1, "{found:?}");
    fs::read(&found[0]).unwrap()
}

/// Journals what was done to a project, and returns the bytes.
fn written(base: &Project, entries: &[Entry]) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let mut journal = Journal::new(folder.path());
    journal.take(Order::Begin(Origin::whole(base.copy()))).unwrap();
    for entry in entries {
        journal.take(Order::Add(entry.clone())).unwrap();
    }
    journal.sync().unwrap();
    if entries.is_empty() { Vec::new() } else { only(folder.path()) }
}

fn typed(at: usize, text: &str) -> Entry {
    Entry::Steps(vec![Step::text(Change::insert(at, text))])
}

/// What is read of damaged bytes is the beginning of what was written.
fn assert_beginning(damaged: &[u8], entries: &[Entry]) -> usize {
    let Ok(replay) = journal::read(damaged) else { return 0 };
    assert!(entries.starts_with(&replay.entries), "{:?}", replay.entries.last());
    replay.entries.len()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn replaying_any_edits_gives_exactly_the_project(
        seed in anything(), damage in any::<(u32, u8)>(),
    ) {
        let Edits { base, entries, states } = Edits::of(&seed);
        prop_assume!(!entries.is_empty());
        let bytes = written(&base, &entries);
        let replay = journal::read(&bytes).unwrap();
        prop_assert_eq!(&replay.entries, &entries);
        prop_assert!(!replay.is_torn);
        let mut project =
            nutgraf::persist::from_ron(replay.whole.as_ref().unwrap().as_bytes(), Path::new("x"))
                .unwrap()
                .project;
        prop_assert!(is_same(&project, &base));
        for (entry, state) in entries.iter().zip(&states) {
            let one = journal::Replay { entries: vec![entry.clone()], ..replay.clone() };
            prop_assert_eq!(one.redo(&mut project), 1);
            prop_assert!(is_same(&project, state));
        }
        // Cut off anywhere, and with any bit flipped.
        let at = damage.0 as usize % bytes.len();
        assert_beginning(&bytes[..at], &entries);
        let mut flipped = bytes.clone();
        flipped[at] ^= 1 << (damage.1 % 8);
        prop_assert!(assert_beginning(&flipped, &entries) < entries.len());
    }
}

#[test]
fn cut_off_at_every_byte_or_with_any_bit_flipped_it_gives_a_beginning() {
    let entries: Vec<_> = (0..12).map(|n| typed(n, "x")).collect();
    let base = Project::new(Article::default(), "");
    let bytes = written(&base, &entries);
    let mut most = 0;
    for end in 0..bytes.len() {
        let read = assert_beginning(&bytes[..end], &entries);
        assert!(read >= most, "more bytes never tell less");
        most = read;
    }
    assert_eq!(most, 11, "all but the last frame, which lacks its last byte");
    for at in 0..bytes.len() {
        for bit in 0..8 {
            let mut flipped = bytes.clone();
            flipped[at] ^= 1 << bit;
            assert!(assert_beginning(&flipped, &entries) < entries.len(), "byte {at}, bit {bit}");
        }
    }
    // What a full disk or a power cut leaves behind the end.
    for junk in [&[0; 4096][..], &[0xff; 40], b"nutgraf-journal 1\n"] {
        let replay = journal::read(&[&bytes[..], junk].concat()).unwrap();
        assert_eq!(replay.entries, entries);
        assert!(replay.is_torn);
    }
}

#[test]
fn a_journal_of_a_newer_program_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("1-1.journal");
    fs::write(&path, b"nutgraf-journal 2\nwhatever").unwrap();
    let found = journal::find(folder.path(), None, now());
    assert!(found.lost.is_empty() && found.problems.is_empty());
    assert!(path.exists());
}

#[test]
fn an_empty_or_half_begun_journal_never_means_that_all_was_deleted() {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in
        [("1-1", &b""[..]), ("1-2", b"nutgraf-jour"), ("1-3", b"nutgraf-journal 1\n")]
    {
        fs::write(folder.path().join(format!("{name}.journal")), bytes).unwrap();
    }
    let found = journal::find(folder.path(), None, now());
    assert!(found.lost.is_empty(), "{:?}", found.lost);
    assert!(journals(folder.path()).is_empty());
    assert_eq!(journals(&folder.path().join("discarded")).len(), 3, "nothing is deleted");
}

#[test]
fn what_was_thrown_away_goes_after_thirty_days() {
    let folder = tempfile::tempdir().unwrap();
    let discarded = folder.path().join("discarded");
    fs::create_dir(&discarded).unwrap();
    let day = Duration::from_secs(24 * 60 * 60);
    let today = SystemTime::UNIX_EPOCH + Duration::from_secs(now().as_second().unsigned_abs());
    for (name, age) in [("old.journal", day * 31), ("young.journal", day * 29)] {
        let file = fs::File::create(discarded.join(name)).unwrap();
        file.set_modified(today - age).unwrap();
    }
    journal::find(folder.path(), None, now());
    assert_eq!(journals(&discarded), [discarded.join("young.journal")]);
}

#[cfg(unix)]
#[test]
fn only_the_owner_may_read_a_journal() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().join("state/journal");
    let mut journal = Journal::new(&folder);
    journal.take(Order::Begin(Origin::whole(Project::default().copy()))).unwrap();
    journal.take(Order::Add(typed(0, "a"))).unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&folder), 0o700);
    assert_eq!(mode(&journals(&folder)[0]), 0o600);
}

#[test]
fn five_megabytes_pasted_are_one_record() {
    let text = "Ünïcode and \"quotes\" \\ \r\n".repeat(200_000);
    let base = Project::default();
    let entries = [typed(0, "a"), typed(1, &text), typed(0, "b")];
    let replay = journal::read(&written(&base, &entries)).unwrap();
    assert_eq!(replay.entries, entries);
}

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
    assert!(window.shows("Restore “A ban”?"));
    window.key(egui::Modifiers::NONE, egui::Key::Escape);
    assert!(!window.shows("Restore “A ban”?"));
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
    assert!(window.mentions("Restore “"), "the second is offered over the first");
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
    window.add_source("The audit", crate::support::window::SOURCE);
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
        notices.iter().filter(|n| n.message.contains("our typing is not protected")).count()
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

#[test]
fn a_journal_that_took_the_place_of_another_stands_for_it() {
    let desk = Desk::new();
    let folder = desk.journals();
    let mut journal = Journal::new(&folder);
    let base = Project::default();
    journal.take(Order::Begin(Origin::whole(base.copy()))).unwrap();
    journal.take(Order::Add(typed(0, "a"))).unwrap();
    let old = journals(&folder).remove(0);
    let bytes = fs::read(&old).unwrap();
    let mut project = base.clone();
    project.apply_all(vec![Step::text(Change::insert(0, "a"))]).unwrap();
    journal.take(Order::Anew(Origin::whole(project.copy()))).unwrap();
    assert!(!old.exists(), "it goes when the new one is on the disk");
    drop(journal);
    // As if the process had ended in between.
    fs::write(&old, bytes).unwrap();
    let found = journal::find(&folder, None, now());
    assert_eq!(found.lost.len(), 1);
    assert_eq!(found.lost[0].project.draft(), "a");
    assert!(!old.exists());
}

#[test]
fn without_a_copy_of_the_file_a_save_is_journalled_with_the_whole_project() {
    let desk = Desk::new();
    let path = desk.path("p.ron");
    let mut project = Project::new(Article::default(), "One.");
    let stamp = store::save(&project, &path, store::Expect::Nothing).unwrap();
    let mut journal = Journal::new(desk.journals());
    journal.take(Order::Begin(Origin::file(&path, &stamp))).unwrap();
    journal.take(Order::Add(typed(4, " Two."))).unwrap();
    project.apply_all(vec![Step::text(Change::insert(4, " Two."))]).unwrap();
    let saved = Box::new(project.copy());
    journal.take(Order::Saving { path: path.clone(), project: saved }).unwrap();
    store::save(&project, &path, store::Expect::Unchanged(&stamp)).unwrap();
    journal.take(Order::Add(typed(9, " Three."))).unwrap();
    drop(journal);
    let found = journal::find(&desk.journals(), None, now());
    let [lost] = &found.lost[..] else { panic!("{found:?}") };
    assert_eq!(lost.project.draft(), "One. Two. Three.");
    assert!(matches!(lost.standing, Standing::Fits(_)));
    assert_eq!(lost.counts.words.added, 1);
}

#[test]
fn a_journal_that_begins_anew_while_a_save_runs_still_knows_the_save() {
    let desk = Desk::new();
    let path = desk.path("p.ron");
    let mut project = Project::default();
    let mut journal = Journal::new(desk.journals());
    journal.take(Order::Begin(Origin::whole(project.copy()))).unwrap();
    let add = |journal: &mut Journal, project: &mut Project, at: usize, text: &str| {
        project.apply_all(vec![Step::text(Change::insert(at, text))]).unwrap();
        journal.take(Order::Add(typed(at, text))).unwrap();
    };
    add(&mut journal, &mut project, 0, "One.");
    let saved = project.clone();
    let order = Order::Saving { path: path.clone(), project: Box::new(project.copy()) };
    journal.take(order).unwrap();
    add(&mut journal, &mut project, 4, " Two.");
    journal.take(Order::Anew(Origin::whole(project.copy()))).unwrap();
    add(&mut journal, &mut project, 9, " Three.");
    let stamp = store::save(&saved, &path, store::Expect::Nothing).unwrap();
    journal.take(Order::Saved(path, stamp)).unwrap();
    add(&mut journal, &mut project, 16, " Four.");
    drop(journal);
    let found = journal::find(&desk.journals(), None, now());
    let [lost] = &found.lost[..] else { panic!("{found:?}") };
    assert!(is_same(&lost.project, &project));
    assert!(matches!(lost.standing, Standing::Fits(_)));
    assert_eq!(lost.counts.words.added, 3);
}

#[test]
fn half_a_second_of_typing_is_flushed_in_time() {
    // Words that come one after the other never push the flush ahead of them.
    let desk = Desk::new();
    let mut journal = Journal::new(desk.journals());
    journal.take(Order::Begin(Origin::whole(Project::default().copy()))).unwrap();
    journal.take(Order::Add(typed(0, "a"))).unwrap();
    let deadline = journal.deadline().unwrap();
    std::thread::sleep(Duration::from_millis(5));
    journal.take(Order::Add(typed(1, "b"))).unwrap();
    assert_eq!(journal.deadline(), Some(deadline));
    assert!(deadline < std::time::Instant::now() + Duration::from_millis(200));
    journal.sync().unwrap();
    assert_eq!(journal.deadline(), None);
}

#[test]
fn what_is_written_while_a_flush_runs_waits_for_the_next_one() {
    let desk = Desk::new();
    let mut journal = Journal::new(desk.journals());
    journal.take(Order::Begin(Origin::whole(Project::default().copy()))).unwrap();
    assert!(journal.begin_flush().is_none(), "nothing is written yet");
    journal.take(Order::Add(typed(0, "a"))).unwrap();
    let flush = journal.begin_flush().unwrap();
    assert_eq!(journal.deadline(), None);
    journal.take(Order::Add(typed(1, "b"))).unwrap();
    assert!(journal.deadline().is_some(), "this one is not in the flush");
    journal.flushed(flush.run()).unwrap();
    assert!(journal.deadline().is_some());
    journal.sync().unwrap();
    assert_eq!(journal.deadline(), None);
    // What comes of a flush of a journal that was let go of is nobody's any more.
    journal.take(Order::Add(typed(2, "c"))).unwrap();
    let late = journal.begin_flush().unwrap();
    journal.take(Order::Anew(Origin::whole(Project::default().copy()))).unwrap();
    journal.flushed(late.run()).unwrap();
    journal.take(Order::Add(typed(0, "d"))).unwrap();
    assert!(journal.deadline().is_some());
}

/// Runs a workspace by hand, so that a save can be slow.
struct Slow {
    workspace: Workspace,
    runner: InlineRunner,
}

impl Slow {
    fn apply(&mut self, action: Action) -> Vec<Effect> {
        let effects = self.workspace.apply(action, now());
        self.journal_of(effects)
    }

    fn handle(&mut self, event: Event) -> Vec<Effect> {
        let effects = self.workspace.handle(event, now());
        self.journal_of(effects)
    }

    /// Carries out what the journal is told, and returns the rest.
    fn journal_of(&mut self, effects: Vec<Effect>) -> Vec<Effect> {
        let (journal, rest): (Vec<_>, Vec<_>) =
            effects.into_iter().partition(|effect| matches!(effect, Effect::Journal(_)));
        for effect in journal {
            self.runner.start(effect);
        }
        rest
    }

    fn type_text(&mut self, text: &str) {
        let end = self.workspace.project().draft().len();
        self.apply(Action::Edit(Change::insert(end, text)));
    }
}

#[test]
fn words_typed_while_a_save_runs_are_in_the_next_journal() {
    for crash in 0..3 {
        let desk = Desk::new();
        let mut slow = Slow {
            workspace: Workspace::new(Settings::default(), Ids::seeded(1)),
            runner: InlineRunner::journalling(desk.journals()),
        };
        slow.apply(Action::NewFromTemplate { template: 4, title: "A ban".into() });
        slow.type_text("Before.");
        let project = slow.workspace.file().opened_revision();
        let pick = Pick::SaveAs { name: String::new(), project };
        let effects = slow.handle(Event::Picked(pick, Some(desk.path("ban.ron"))));
        let Some(Effect::Save { project, path, replace, revision }) =
            effects.into_iter().find(|effect| matches!(effect, Effect::Save { .. }))
        else {
            panic!()
        };
        slow.type_text(" Meanwhile.");
        let draft = slow.workspace.project().draft().to_owned();
        // The crash comes before the save, right after it, or when it is known.
        if crash > 0 {
            let result = store::save(&project.into_project(), &path, replace.expect());
            if crash > 1 {
                slow.handle(Event::Saved { path, revision, result });
            }
        }
        drop(slow);
        let found = journal::find(&desk.journals(), None, now());
        let [lost] = &found.lost[..] else { panic!("{found:?}") };
        assert_eq!(lost.project.draft(), draft);
        if crash == 0 {
            assert_eq!(lost.standing, Standing::NeverSaved);
        } else {
            assert!(matches!(lost.standing, Standing::Fits(_)), "{:?}", lost.standing);
            assert_eq!((lost.counts.words.added, lost.counts.words.removed), (1, 0), "{crash}");
        }
    }
}
