//! The crash journal: what it keeps, and what it reads back from damage.

mod edits;

use std::{
    fs,
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

use edits::{Edits, anything};
use jiff::Timestamp;
use nutgraf::{
    app::{Action, Effect, EffectRunner, Event, InlineRunner, Pick, Workspace},
    persist::{
        Expect, Settings, is_same,
        journal::{self, BaseFile, Journal, JournalEntry, Order, Origin},
        store,
    },
    project::{Project, Step},
};
use nutgraf_engine::{
    model::{Article, Ids},
    text::Change,
};
use proptest::prelude::*;

use crate::support::journals::journals;

fn now() -> Timestamp {
    "2026-11-23T14:02:00Z".parse().unwrap()
}

/// The bytes of the one journal in a folder.
fn only(folder: &Path) -> Vec<u8> {
    let found = journals(folder);
    assert_eq!(found.len(), 1, "{found:?}");
    fs::read(&found[0]).unwrap()
}

/// Journals what was done to a project, and returns the bytes.
fn written(base: &Project, entries: &[JournalEntry]) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let mut journal = Journal::new(folder.path());
    journal.take(Order::Begin(Origin::whole(base.copy()))).unwrap();
    for entry in entries {
        journal.take(Order::Add(entry.clone())).unwrap();
    }
    journal.sync().unwrap();
    if entries.is_empty() { Vec::new() } else { only(folder.path()) }
}

fn typed(at: usize, text: &str) -> JournalEntry {
    JournalEntry::Steps(vec![Step::text(Change::insert(at, text))])
}

/// What is read of damaged bytes is the beginning of what was written.
fn assert_beginning(damaged: &[u8], entries: &[JournalEntry]) -> usize {
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

/// A folder with journals in it.
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
    let stamp = store::save(&project, &path, Expect::Nothing).unwrap();
    let mut journal = Journal::new(desk.journals());
    journal.take(Order::Begin(Origin::file(&path, &stamp))).unwrap();
    journal.take(Order::Add(typed(4, " Two."))).unwrap();
    project.apply_all(vec![Step::text(Change::insert(4, " Two."))]).unwrap();
    let saved = Box::new(project.copy());
    journal.take(Order::Saving { path: path.clone(), project: saved }).unwrap();
    store::save(&project, &path, Expect::Unchanged(&stamp)).unwrap();
    journal.take(Order::Add(typed(9, " Three."))).unwrap();
    drop(journal);
    let found = journal::find(&desk.journals(), None, now());
    let [lost] = &found.lost[..] else { panic!("{found:?}") };
    assert_eq!(lost.project.draft(), "One. Two. Three.");
    assert!(matches!(lost.standing, BaseFile::Fits(_)));
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
    let stamp = store::save(&saved, &path, Expect::Nothing).unwrap();
    journal.take(Order::Saved(path, stamp)).unwrap();
    add(&mut journal, &mut project, 16, " Four.");
    drop(journal);
    let found = journal::find(&desk.journals(), None, now());
    let [lost] = &found.lost[..] else { panic!("{found:?}") };
    assert!(is_same(&lost.project, &project));
    assert!(matches!(lost.standing, BaseFile::Fits(_)));
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
            assert_eq!(lost.standing, BaseFile::NeverSaved);
        } else {
            assert!(matches!(lost.standing, BaseFile::Fits(_)), "{:?}", lost.standing);
            assert_eq!((lost.counts.words.added, lost.counts.words.removed), (1, 0), "{crash}");
        }
    }
}
