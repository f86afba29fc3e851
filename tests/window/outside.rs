//! Changes of the open file by other programs: reloaded, merged, kept, told.

use std::{
    fs,
    path::{Path, PathBuf},
};

use egui_kittest::kittest::Queryable;
use jiff::Timestamp;
use nutgraf::{
    app::{
        Action, Command, Dialog, Effect, EffectRunner, InlineRunner, Outside, OutsideAction,
        Workspace,
    },
    persist::{Expect, Settings, load, save},
    project::{ConflictPlace, Intent, Project, Record, Step, Take},
};
use nutgraf_engine::{
    model::{Article, Claim, ClaimId, Ids},
    range::DraftRange,
    text::{Anchor, AnchorKey, Change},
};

use crate::support::window::Window;

const DRAFT: &str = "# A ban\n\nFour staff looked at the law.\n\nThe app has 170 million users.\n";

fn now() -> Timestamp {
    "2026-11-23T14:02:00Z".parse().unwrap()
}

fn project() -> Project {
    let mut project = Project::new(Article::default(), DRAFT);
    let claim = Claim::new(ClaimId::new("c0"), "Four staff looked at the law");
    let record = Record::Claim(Box::new(claim));
    project.apply(Step::Insert { at: 0, record }).unwrap();
    let to = Some(Anchor::new(9..37));
    project.apply(Step::Anchor { key: AnchorKey::Claim(ClaimId::new("c0")), to }).unwrap();
    project
}

fn replaced(project: &Project, old: &str, new: &str) -> Change {
    let start = project.draft().find(old).unwrap();
    Change::replace(start..start + old.len(), new)
}

/// What another program does to a file.
fn elsewhere(path: &Path, old: &str, new: &str) {
    let mut project = load(path).unwrap().project;
    let change = replaced(&project, old, new);
    project.apply(Step::text(change)).unwrap();
    save(&project, path, Expect::Overwrite).unwrap();
}

fn on_disk(path: &Path) -> String {
    load(path).unwrap().project.draft().to_owned()
}

struct Desk {
    workspace: Workspace,
    runner: InlineRunner,
    folder: tempfile::TempDir,
    effects: Vec<Effect>,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        save(&project(), &folder.path().join("ban.nutgraf.ron"), Expect::Nothing).unwrap();
        let workspace = Workspace::new(Settings::default(), Ids::seeded(1));
        Self { workspace, runner: InlineRunner::default(), folder, effects: Vec::new() }
    }

    fn open() -> Self {
        let mut desk = Self::new();
        desk.act(Action::OpenPath(desk.path()));
        assert!(desk.workspace.is_open());
        desk
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("ban.nutgraf.ron")
    }

    /// Acts, and does everything that follows.
    fn act(&mut self, action: Action) {
        let mut effects = self.workspace.apply(action, now());
        loop {
            for effect in std::mem::take(&mut effects) {
                self.effects.extend(self.runner.start(effect));
            }
            let events = self.runner.poll();
            if events.is_empty() {
                return;
            }
            for event in events {
                effects.extend(self.workspace.handle(event, now()));
            }
        }
    }

    fn outside(&mut self, action: OutsideAction) {
        self.act(Action::Outside(action));
    }

    fn replace(&mut self, old: &str, new: &str) {
        let change = replaced(self.workspace.project(), old, new);
        self.act(Action::Edit(change));
    }

    fn save(&mut self) {
        self.act(Action::Command(Command::Save));
    }

    fn draft(&self) -> &str {
        self.workspace.project().draft()
    }

    fn notices(&self) -> String {
        let notices = &self.workspace.view().notices;
        notices.iter().map(|notice| notice.message()).collect::<Vec<_>>().join("\n")
    }

    /// The dialog that is open, or the question that waits to be one.
    fn dialog(&self) -> Option<Dialog> {
        let view = self.workspace.view();
        let waiting = view.questions.last().cloned();
        view.dialog().cloned().or(waiting.map(Dialog::from))
    }

    /// Nothing saves itself.
    fn is_left_alone(&mut self) -> bool {
        let late: Timestamp = "2026-11-23T15:00:00Z".parse().unwrap();
        self.workspace.tick(late).is_empty()
    }
}

#[test]
fn a_file_that_was_not_edited_here_is_reloaded_and_undo_brings_it_back() {
    let mut desk = Desk::open();
    let caret = DRAFT.find("million").unwrap();
    desk.act(Action::Select(DraftRange::at(caret)));
    elsewhere(&desk.path(), "Four staff", "Fourteen people");
    desk.outside(OutsideAction::Look);
    assert!(desk.draft().contains("Fourteen people"));
    assert!(desk.notices().contains("Reloaded: changed by another program"));
    assert!(!desk.workspace.is_dirty());
    let caret = desk.workspace.view().selection.start;
    assert!(desk.draft()[caret..].starts_with("million"), "the caret stays at its words");
    let words = desk.workspace.project().claim_words(&ClaimId::new("c0"));
    assert_eq!(words, "Fourteen people looked at the law");

    desk.act(Action::Command(Command::Undo));
    assert_eq!(desk.draft(), DRAFT);
    assert!(desk.workspace.is_dirty());
    assert!(desk.is_left_alone(), "what undo puts over their version waits for the writer");
    desk.act(Action::Command(Command::Redo));
    assert!(!desk.workspace.is_dirty());
    // A file that is written anew with the same is not reloaded.
    let before = desk.workspace.revision();
    fs::write(desk.path(), fs::read(desk.path()).unwrap()).unwrap();
    desk.outside(OutsideAction::Look);
    assert_eq!(desk.workspace.revision(), before);
}

#[test]
fn both_changed_and_nothing_conflicts() {
    let mut desk = Desk::open();
    desk.replace("170 million", "180 million");
    elsewhere(&desk.path(), "Four staff", "Five staff");
    desk.outside(OutsideAction::Look);
    assert_eq!(desk.dialog(), Some(Dialog::ChangedOutside));
    assert!(desk.is_left_alone());
    assert!(desk.draft().contains("Four staff"), "nothing happens by itself");

    desk.outside(OutsideAction::Merge);
    assert_eq!(desk.dialog(), None);
    assert!(desk.draft().contains("Five staff") && desk.draft().contains("180 million"));
    assert!(desk.workspace.is_dirty());
    assert!(desk.is_left_alone(), "a merge is saved by the writer");
    assert!(!on_disk(&desk.path()).contains("180 million"));
    desk.act(Action::Command(Command::Undo));
    assert!(desk.draft().contains("Four staff") && desk.draft().contains("180 million"));
    desk.act(Action::Command(Command::Redo));
    desk.save();
    assert_eq!(on_disk(&desk.path()), desk.draft());
    assert!(!desk.workspace.is_dirty());
}

#[test]
fn a_save_that_meets_another_version_leads_to_the_merge() {
    let mut desk = Desk::open();
    desk.replace("Four staff", "Six staff");
    elsewhere(&desk.path(), "Four staff", "Five staff");
    desk.save();
    assert!(desk.workspace.file().has_failed());
    assert_eq!(desk.dialog(), Some(Dialog::ChangedOutside));
    assert!(matches!(desk.workspace.outside(), Some(Outside::Changed(_))));
    assert!(on_disk(&desk.path()).contains("Five staff"), "nothing was overwritten");

    desk.outside(OutsideAction::Merge);
    assert_eq!(desk.dialog(), Some(Dialog::Conflicts));
    let merging = desk.workspace.merging().unwrap();
    let [conflict] = &merging.conflicts[..] else { panic!("{:?}", merging.conflicts) };
    assert_eq!(conflict.place, ConflictPlace::Draft(0));
    assert_eq!(conflict.ours.as_deref(), Some("Six"));
    assert_eq!(conflict.theirs.as_deref(), Some("Five"));
    assert!(!merging.is_decided());
    // Turning back leads to the question before.
    desk.act(Action::CloseDialog);
    assert_eq!(desk.dialog(), Some(Dialog::ChangedOutside));
    desk.outside(OutsideAction::Merge);
    desk.outside(OutsideAction::Decide(ConflictPlace::Draft(0), Take::Theirs));
    desk.outside(OutsideAction::Finish);
    assert_eq!(desk.dialog(), None);
    assert!(desk.draft().contains("Five staff"));
    desk.act(Action::Command(Command::Undo));
    assert!(desk.draft().contains("Six staff"));
    desk.act(Action::Command(Command::Redo));
    desk.save();
    assert_eq!(on_disk(&desk.path()), desk.draft());
}

#[test]
fn keeping_mine_copies_theirs_beside_the_file_first() {
    let mut desk = Desk::open();
    desk.replace("Four staff", "Six staff");
    elsewhere(&desk.path(), "Four staff", "Five staff");
    desk.save();
    desk.outside(OutsideAction::KeepMine);
    assert!(!desk.workspace.is_dirty(), "{}", desk.notices());
    assert!(on_disk(&desk.path()).contains("Six staff"));
    let copy = desk.folder.path().join("ban (their version 2026-11-23 14.02.00).nutgraf.ron");
    assert!(on_disk(&copy).contains("Five staff"));
    assert_eq!(desk.dialog(), None);
}

#[test]
fn taking_theirs_can_be_undone() {
    let mut desk = Desk::open();
    desk.replace("Four staff", "Six staff");
    elsewhere(&desk.path(), "Four staff", "Five staff");
    desk.outside(OutsideAction::Look);
    desk.outside(OutsideAction::TakeTheirs);
    assert!(desk.draft().contains("Five staff") && !desk.workspace.is_dirty());
    desk.act(Action::Command(Command::Undo));
    assert!(desk.draft().contains("Six staff") && desk.workspace.is_dirty());
}

#[test]
fn a_form_that_is_being_filled_in_is_not_pulled_away() {
    let mut desk = Desk::open();
    desk.act(Action::Command(Command::ArticleDetails));
    elsewhere(&desk.path(), "Four staff", "Five staff");
    desk.outside(OutsideAction::Look);
    assert!(desk.is_left_alone());
    assert_eq!(desk.draft(), DRAFT);
    desk.act(Action::CloseDialog);
    desk.workspace.tick(now());
    assert!(desk.draft().contains("Five staff"));
}

#[test]
fn undo_and_redo_of_a_version_leave_saving_as_it_was() {
    let mut desk = Desk::open();
    desk.replace("Four staff", "Six staff");
    elsewhere(&desk.path(), "Four staff", "Five staff");
    desk.outside(OutsideAction::Look);
    desk.outside(OutsideAction::TakeTheirs);
    desk.act(Action::Command(Command::Undo));
    desk.act(Action::Command(Command::Redo));
    assert!(!desk.workspace.is_dirty());
    // Back at what is on disk, the next edit saves itself again.
    desk.replace("Five staff", "Seven staff");
    assert!(!desk.is_left_alone());
}

#[test]
fn a_file_that_is_gone_is_told_and_made_again() {
    let mut desk = Desk::open();
    fs::remove_file(desk.path()).unwrap();
    desk.outside(OutsideAction::Look);
    assert!(desk.notices().contains("is no longer there"), "{}", desk.notices());
    assert!(desk.workspace.is_dirty(), "closing asks first");
    assert!(desk.is_left_alone(), "a file that was moved is not made again by itself");
    desk.save();
    assert_eq!(on_disk(&desk.path()), DRAFT);
    assert!(!desk.workspace.is_dirty());
    // One that comes back by itself is as saved as before.
    let aside = desk.folder.path().join("aside");
    fs::rename(desk.path(), &aside).unwrap();
    desk.outside(OutsideAction::Look);
    assert!(desk.workspace.is_dirty());
    fs::rename(&aside, desk.path()).unwrap();
    desk.outside(OutsideAction::Look);
    assert!(desk.workspace.outside().is_none() && !desk.workspace.is_dirty());
}

#[test]
fn a_file_that_cannot_be_opened_any_more_is_kept_when_mine_is_saved() {
    let mut desk = Desk::open();
    desk.replace("Four staff", "Six staff");
    fs::write(desk.path(), "<<<<<<< HEAD").unwrap();
    desk.save();
    assert_eq!(desk.dialog(), Some(Dialog::ChangedOutside));
    assert!(matches!(desk.workspace.outside(), Some(Outside::Unreadable(_))));
    desk.outside(OutsideAction::Merge);
    assert!(desk.draft().contains("Six staff"), "there is nothing to merge");
    desk.outside(OutsideAction::KeepMine);
    assert!(on_disk(&desk.path()).contains("Six staff"));
    let copy = desk.folder.path().join("ban (their version 2026-11-23 14.02.00).nutgraf.ron");
    assert_eq!(fs::read(copy).unwrap(), b"<<<<<<< HEAD");
}

#[test]
fn claims_and_notes_come_in_from_outside_too() {
    let mut desk = Desk::open();
    let mut theirs = load(&desk.path()).unwrap().project;
    let mut claim = theirs.claim(&ClaimId::new("c0")).unwrap().clone();
    claim.note = "asked the clerk".into();
    theirs.apply_all(Intent::edit_claim(claim).steps).unwrap();
    theirs.sign(theirs.signoff("Ann", "", now())).unwrap();
    save(&theirs, &desk.path(), Expect::Overwrite).unwrap();
    desk.outside(OutsideAction::Look);
    assert_eq!(desk.workspace.project().claims()[0].note, "asked the clerk");
    assert_eq!(desk.workspace.project().signoffs().len(), 1);
    assert!(!desk.workspace.is_dirty());
}

#[test]
fn a_copy_of_a_sync_tool_is_offered_and_merged() {
    let mut desk = Desk::new();
    let copy = desk.folder.path().join("ban.nutgraf.sync-conflict-20261125-170634-ABCDEFG.ron");
    fs::copy(desk.path(), &copy).unwrap();
    elsewhere(&copy, "users.\n", "users.\n\nOne more paragraph.\n");
    desk.act(Action::OpenPath(desk.path()));
    assert_eq!(desk.dialog(), Some(Dialog::Copies(vec![copy.clone()])));
    desk.outside(OutsideAction::MergeCopy(copy.clone()));
    assert_eq!(desk.dialog(), None);
    assert!(desk.draft().ends_with("users.\n\nOne more paragraph.\n"), "{}", desk.draft());
    assert!(desk.workspace.is_dirty() && copy.exists());
    desk.act(Action::Command(Command::Undo));
    assert_eq!(desk.draft(), DRAFT);
}

#[test]
fn the_file_is_looked_at_as_time_passes() {
    use nutgraf::app::ThreadedRunner;
    let mut desk = Desk::open();
    let mut threads = ThreadedRunner::new(std::sync::Arc::new(|| {}), None).unwrap();
    for effect in desk.workspace.apply(Action::OpenPath(desk.path()), now()) {
        threads.start(effect);
    }
    let begun = std::time::Instant::now();
    let mut is_written = false;
    while !desk.draft().contains("Five staff") {
        assert!(begun.elapsed().as_secs() < 30, "it was never seen");
        for event in threads.poll() {
            for effect in desk.workspace.handle(event, now()) {
                threads.start(effect);
            }
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
        if !is_written && begun.elapsed().as_millis() > 500 {
            elsewhere(&desk.path(), "Four staff", "Five staff");
            is_written = true;
        }
    }
    threads.finish(std::time::Duration::from_secs(60));
}

// in the window

fn open(path: &Path) -> Window {
    let mut window = Window::new();
    window.act(Action::OpenPath(path.to_owned()));
    window
}

#[test]
fn the_window_merges_and_asks_side_by_side() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ban.nutgraf.ron");
    save(&project(), &path, Expect::Nothing).unwrap();
    let mut window = open(&path);
    let change = replaced(window.workspace().project(), "Four staff", "Six staff");
    window.act(Action::Edit(change));
    elsewhere(&path, "Four staff", "Five staff");
    elsewhere(&path, "170 million", "180 million");
    window.harness.event(egui::Event::WindowFocused(true));
    window.settle();
    assert!(window.workspace().view().dialogs.is_empty(), "the draft keeps the keyboard");
    window.harness.get_by_label("Another program changed the file, which is not overwritten.");
    window.harness.get_by_label("Decide…").click();
    window.settle();
    window.harness.get_by_label("The file was changed by another program");
    window.harness.get_by_label("Keep mine");
    window.harness.get_by_label("Take theirs");
    window.harness.get_by_label("Merge").click();
    window.settle();
    window.harness.get_by_label("Both sides changed the same");
    window.harness.get_by_label("Mine: the draft, line 3");
    window.harness.get_by_label("Theirs: the draft, line 3");
    window.harness.get_by_label("Both: the draft, line 3").click();
    window.settle();
    window.harness.get_by_label("Finish merge").click();
    window.settle();
    let draft = window.draft();
    assert!(
        draft.contains("Six staff looked at the law.\n\nFive staff looked at the law."),
        "{draft}"
    );
    assert!(draft.contains("180 million"));
    assert!(window.workspace().view().dialogs.is_empty());
}

#[test]
fn the_window_reloads_quietly_when_it_is_come_back_to() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ban.nutgraf.ron");
    save(&project(), &path, Expect::Nothing).unwrap();
    let mut window = open(&path);
    elsewhere(&path, "Four staff", "Five staff");
    window.harness.event(egui::Event::WindowFocused(true));
    window.settle();
    assert!(window.draft().contains("Five staff"));
    assert!(window.workspace().view().dialogs.is_empty());
    window.harness.get_by_label_contains("Reloaded: changed by another program");
}

#[test]
fn a_window_that_only_reads_sees_what_the_other_one_saves() {
    use nutgraf::persist::lock;
    let mut desk = Desk::new();
    let held = lock::take(&desk.path(), now()).unwrap();
    desk.act(Action::OpenPath(desk.path()));
    assert!(desk.workspace.is_read_only());
    elsewhere(&desk.path(), "Four staff", "Five staff");
    desk.outside(OutsideAction::Look);
    assert!(desk.draft().contains("Five staff"));
    assert!(!desk.workspace.is_dirty());
    drop(held);
}
