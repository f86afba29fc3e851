//! What a save keeps of the file that it replaces, and what it asks before it parts it
//! from its other names.
#![cfg(unix)]

use std::{
    fs,
    os::unix::fs::{MetadataExt, PermissionsExt, chown},
    path::{Path, PathBuf},
    process::Command as Process,
    sync::atomic::{AtomicBool, Ordering},
};

use jiff::Timestamp;
use nutgraf::{
    app::{Action, Command, Dialog, EffectRunner, InlineRunner, OutsideAction, Workspace},
    persist::{Expect, SaveError, Settings, journal, load, outside, save, write_like},
    project::Project,
};
use nutgraf_engine::{
    model::{Article, Ids},
    text::Change,
};

use crate::support::{journal_copy::copied, skip::skipped};

fn now() -> Timestamp {
    "2026-11-23T14:02:00Z".parse().unwrap()
}

fn project(draft: &str) -> Project {
    Project::new(Article::default(), draft)
}

fn on_disk(path: &Path) -> String {
    load(path).unwrap().project.draft().to_owned()
}

/// A project file with a second name; `None` where the file system has no hard links.
fn linked(folder: &Path) -> Option<(PathBuf, PathBuf)> {
    let (path, other) = (folder.join("ban.ron"), folder.join("other.ron"));
    save(&project("old"), &path, Expect::Nothing).unwrap();
    if let Err(error) = fs::hard_link(&path, &other) {
        skipped(&format!("no hard links here: {error}"));
        return None;
    }
    Some((path, other))
}

fn names_in(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> =
        names.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

// Hard links.

#[test]
fn a_file_with_other_names_is_not_replaced_unasked() {
    let folder = tempfile::tempdir().unwrap();
    let Some((path, other)) = linked(folder.path()) else { return };
    let stamp = load(&path).unwrap().stamp;
    let error = save(&project("new"), &path, Expect::Unchanged(&stamp)).unwrap_err();
    assert!(matches!(error, SaveError::Linked { names: 2, .. }), "{error}");
    assert!(error.to_string().contains("ban.ron: not saved: the file has 2 names"), "{error}");
    assert!(error.hint().contains("save a copy elsewhere"), "{}", error.hint());
    assert!((on_disk(&path), on_disk(&other)) == ("old".into(), "old".into()));
    assert_eq!(names_in(folder.path()), ["ban.ron", "other.ron"]);

    // Who was asked parts it, and is still not let over what somebody else wrote.
    save(&project("theirs"), &other, Expect::Overwrite).unwrap();
    fs::remove_file(&path).unwrap();
    fs::hard_link(&other, &path).unwrap();
    let error = save(&project("new"), &path, Expect::BreakHardLink(&stamp)).unwrap_err();
    assert!(matches!(error, SaveError::ChangedOutside { .. }), "{error}");
    let stamp = load(&path).unwrap().stamp;
    let stamp = save(&project("new"), &path, Expect::BreakHardLink(&stamp)).unwrap();
    assert!((on_disk(&path), on_disk(&other)) == ("new".into(), "theirs".into()));
    // From now on it has one name, and nothing is to be asked.
    save(&project("newer"), &path, Expect::Unchanged(&stamp)).unwrap();
}

#[test]
fn a_command_does_not_part_a_file_from_its_other_names() {
    let folder = tempfile::tempdir().unwrap();
    let Some((path, other)) = linked(folder.path()) else { return };
    let before = fs::read(&path).unwrap();
    let output = Process::new(env!("CARGO_BIN_EXE_nutgraf"))
        .args(["claim", "add"])
        .arg(&path)
        .args(["--exact", "old"])
        .env("NUTGRAF_CONFIG_DIR", folder.path().join("config"))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    for words in ["ban.ron: not saved: the file has 2 names", "work on a copy"] {
        assert!(said.contains(words), "{said}");
    }
    assert!(fs::read(&path).unwrap() == before && fs::read(&other).unwrap() == before);
}

/// A workspace whose effects are carried out at once.
struct Desk {
    workspace: Workspace,
    runner: InlineRunner,
}

impl Desk {
    fn open(path: &Path, journals: &Path) -> Self {
        let workspace = Workspace::new(Settings::default(), Ids::seeded(1));
        let mut desk = Self { workspace, runner: InlineRunner::journalling(journals) };
        desk.act(Action::OpenPath(path.to_owned()));
        assert!(desk.workspace.is_open());
        desk
    }

    fn act(&mut self, action: Action) {
        let effects = self.workspace.apply(action, now());
        self.carry_out(effects);
    }

    fn carry_out(&mut self, mut effects: Vec<nutgraf::app::Effect>) {
        loop {
            for effect in effects.drain(..) {
                self.runner.start(effect);
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

    fn type_in(&mut self, words: &str) {
        self.act(Action::Edit(Change::insert(0, words)));
    }

    fn rest(&mut self) {
        let late: Timestamp = "2026-11-23T15:00:00Z".parse().unwrap();
        let effects = self.workspace.tick(late);
        self.carry_out(effects);
    }

    fn dialog(&self) -> Option<&Dialog> {
        self.workspace.view().dialog()
    }

    /// Turns to the question that waits; `None` where none does.
    fn turns_to_question(&mut self) -> Option<&Dialog> {
        assert_eq!(self.dialog(), None, "it waits until the writer turns to it");
        self.act(Action::Command(Command::AnswerQuestion));
        self.dialog()
    }
}

#[test]
fn the_writer_is_asked_once_for_a_file_and_the_journal_goes_on_meanwhile() {
    let folder = tempfile::tempdir().unwrap();
    let journals = tempfile::tempdir().unwrap();
    let Some((path, other)) = linked(folder.path()) else { return };
    let mut desk = Desk::open(&path, journals.path());
    desk.type_in("one ");
    // It is the save of its own accord that meets it first.
    desk.rest();
    assert_eq!(desk.turns_to_question(), Some(&Dialog::Linked(2)));
    assert!(desk.workspace.file().has_failed());
    assert!(desk.workspace.is_dirty());
    assert_eq!(on_disk(&path), "old");

    // Whoever turns back is not asked again by the clock, and what is typed is kept.
    desk.act(Action::CloseDialog);
    desk.type_in("two ");
    desk.rest();
    assert_eq!(desk.dialog(), None);
    let notices = &desk.workspace.view().notices;
    assert!(notices.iter().any(|notice| notice.message().contains("has 2 names")), "{notices:?}");
    let copy = copied(journals.path());
    let found = journal::find(copy.path(), None, now());
    assert_eq!(found.lost[0].project.draft(), "two one old");

    desk.act(Action::Command(Command::Save));
    assert_eq!(desk.turns_to_question(), Some(&Dialog::Linked(2)));
    desk.act(Action::SaveThisName);
    assert_eq!(desk.dialog(), None);
    assert!(!desk.workspace.is_dirty(), "{:?}", desk.workspace.view().notices);
    assert!(desk.workspace.view().notices.is_empty());
    assert!((&*on_disk(&path), &*on_disk(&other)) == ("two one old", "old"));

    // A program that links it anew, as backups do, has nobody asked anew.
    fs::hard_link(&path, folder.path().join("third.ron")).unwrap();
    desk.type_in("three ");
    desk.rest();
    assert_eq!(desk.dialog(), None);
    assert!(!desk.workspace.is_dirty());
    assert_eq!(on_disk(&path), "three two one old");
    assert_eq!(on_disk(&folder.path().join("third.ron")), "two one old");
}

#[test]
fn who_keeps_mine_of_a_file_with_other_names_is_asked_each_thing_once() {
    let folder = tempfile::tempdir().unwrap();
    let journals = tempfile::tempdir().unwrap();
    let Some((path, other)) = linked(folder.path()) else { return };
    let mut desk = Desk::open(&path, journals.path());
    desk.type_in("mine ");
    // Another program writes into it in place, as editors do that keep hard links.
    let theirs = fs::read_to_string(&path).unwrap().replace("old", "theirs");
    fs::write(&path, theirs).unwrap();
    desk.act(Action::Command(Command::Save));
    assert_eq!(desk.turns_to_question(), Some(&Dialog::ChangedOutside));
    desk.act(Action::Outside(OutsideAction::KeepMine));
    assert_eq!(desk.turns_to_question(), Some(&Dialog::Linked(2)));
    desk.act(Action::SaveThisName);
    assert_eq!(desk.dialog(), None);
    assert!(!desk.workspace.is_dirty(), "{:?}", desk.workspace.view().notices);
    assert!((&*on_disk(&path), &*on_disk(&other)) == ("mine old", "theirs"));
    let copies =
        names_in(folder.path()).iter().filter(|name| name.contains("their version")).count();
    assert_eq!(copies, 1);
}

#[test]
fn what_was_said_of_one_file_is_not_said_of_the_next() {
    let (folder, next) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let journals = tempfile::tempdir().unwrap();
    let Some((path, _)) = linked(folder.path()) else { return };
    let Some((second, _)) = linked(next.path()) else { return };
    let mut desk = Desk::open(&path, journals.path());
    desk.type_in("one ");
    desk.act(Action::Command(Command::Save));
    desk.act(Action::SaveThisName);
    assert!(!desk.workspace.is_dirty());
    desk.act(Action::OpenPath(second));
    desk.type_in("one ");
    desk.act(Action::Command(Command::Save));
    assert_eq!(desk.turns_to_question(), Some(&Dialog::Linked(2)));
}

// Permissions.

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o7777
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

/// Looks at the new file of a save while it is written, until told that the save is done.
fn watch_new_files(folder: &Path, is_done: &AtomicBool, mut see: impl FnMut(u32)) {
    while !is_done.load(Ordering::Relaxed) {
        for entry in fs::read_dir(folder).unwrap().flatten() {
            if entry.file_name().to_str().is_some_and(|name| name.starts_with(".nutgraf-"))
                && let Ok(new) = entry.metadata()
            {
                see(new.permissions().mode() & 0o7777);
            }
        }
    }
}

/// So much text that a save takes long enough to be looked at.
fn long_project() -> Project {
    project(&"A sentence of many.\n".repeat(400_000))
}

#[test]
fn while_it_is_saved_a_private_article_is_private_too() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ban.ron");
    let stamp = save(&project("old"), &path, Expect::Nothing).unwrap();
    set_mode(&path, 0o600);
    let is_done = AtomicBool::new(false);
    let mut seen = Vec::new();
    std::thread::scope(|scope| {
        scope.spawn(|| watch_new_files(folder.path(), &is_done, |mode| seen.push(mode)));
        save(&long_project(), &path, Expect::Unchanged(&stamp)).unwrap();
        is_done.store(true, Ordering::Relaxed);
    });
    assert!(seen.iter().all(|mode| *mode == 0o600), "{seen:?}");
    assert_eq!(mode(&path), 0o600);
}

#[test]
fn who_makes_an_article_private_while_it_is_saved_has_it_private() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ban.ron");
    let stamp = save(&project("old"), &path, Expect::Nothing).unwrap();
    set_mode(&path, 0o644);
    let (is_done, mut was_changed) = (AtomicBool::new(false), false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            watch_new_files(folder.path(), &is_done, |_| {
                if !std::mem::replace(&mut was_changed, true) {
                    set_mode(&path, 0o600);
                }
            });
        });
        save(&long_project(), &path, Expect::Unchanged(&stamp)).unwrap();
        is_done.store(true, Ordering::Relaxed);
    });
    if !was_changed {
        println!("skipped: the save was done before it could be looked at");
        return;
    }
    assert_eq!(mode(&path), 0o600);
}

#[test]
fn what_is_copied_of_a_private_article_is_private() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ban.ron");
    save(&project("old"), &path, Expect::Nothing).unwrap();
    set_mode(&path, 0o600);
    let (copy, _) = outside::keep_copy(&path, now()).unwrap();
    assert_eq!(mode(&copy), 0o600);
    let export = folder.path().join("ban.md");
    write_like(&export, b"text", &path).unwrap();
    assert_eq!(mode(&export), 0o600);
    // One that may only be read makes no copy that cannot be written to.
    set_mode(&path, 0o400);
    let export = folder.path().join("again.md");
    write_like(&export, b"text", &path).unwrap();
    assert_eq!(mode(&export), 0o600);
}

/// Has another user add a claim to an article of user and group 1000 in a folder of their
/// own. Says how it is afterwards: its group and its permissions.
fn saved_by_another(groups: &[&str]) -> Option<(u32, u32)> {
    let has_setpriv = Process::new("setpriv").arg("--version").output().is_ok();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ban.ron");
    save(&project("old"), &path, Expect::Nothing).unwrap();
    let is_given = chown(&path, Some(1000), Some(1000)).is_ok()
        && chown(folder.path(), Some(65_534), Some(65_534)).is_ok();
    if !has_setpriv || !is_given {
        println!("skipped: files cannot be given to others here (needs root and setpriv)");
        return None;
    }
    set_mode(&path, 0o664);
    let program = folder.path().join("nutgraf");
    // By another process: what this one has open for writing, no child that another test
    // starts meanwhile could run.
    let mut copy = Process::new("cp");
    copy.arg(env!("CARGO_BIN_EXE_nutgraf")).arg(&program);
    assert!(copy.status().unwrap().success());
    set_mode(&program, 0o755);
    let output = Process::new("setpriv")
        .args(["--reuid", "65534", "--regid", "65534"])
        .args(groups)
        .arg(&program)
        .args(["claim", "add"])
        .arg(&path)
        .args(["--exact", "old"])
        .env("NUTGRAF_CONFIG_DIR", folder.path().join("config"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let saved = fs::metadata(&path).unwrap();
    assert_eq!(saved.uid(), 65_534, "it was replaced");
    Some((saved.gid(), mode(&path)))
}

#[test]
fn a_save_by_another_user_keeps_the_group_where_it_may_and_gives_no_other_more() {
    let Some(member) = saved_by_another(&["--groups", "1000"]) else { return };
    assert_eq!(member, (1000, 0o664));
    let stranger = saved_by_another(&["--clear-groups"]).unwrap();
    assert_eq!(stranger, (65_534, 0o644), "{:o}", stranger.1);
}

// Attributes.

/// Sets an attribute; says why not where that cannot be done.
fn set(path: &Path, name: &str, value: &[u8]) -> bool {
    let done = xattr::set(path, name, value);
    if let Err(error) = &done {
        skipped(&format!("{name} cannot be set here: {error}"));
    }
    done.is_ok()
}

#[test]
fn a_save_keeps_the_attributes_of_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ban.ron");
    let stamp = save(&project("old"), &path, Expect::Nothing).unwrap();
    if !set(&path, "user.colour", b"green") || !set(&path, "user.empty", b"") {
        return;
    }
    let before = fs::metadata(&path).unwrap().ino();
    let stamp = save(&project("new"), &path, Expect::Unchanged(&stamp)).unwrap();
    assert_ne!(fs::metadata(&path).unwrap().ino(), before, "it is another file");
    assert_eq!(xattr::get(&path, "user.colour").unwrap().as_deref(), Some(&b"green"[..]));
    assert_eq!(xattr::get(&path, "user.empty").unwrap().as_deref(), Some(&b""[..]));
    // They come along through a symbolic link, too, and one that was taken away stays so.
    let link = folder.path().join("link.ron");
    std::os::unix::fs::symlink("ban.ron", &link).unwrap();
    xattr::remove(&path, "user.empty").unwrap();
    save(&project("newer"), &link, Expect::Unchanged(&stamp)).unwrap();
    assert_eq!(xattr::get(&path, "user.colour").unwrap().as_deref(), Some(&b"green"[..]));
    assert_eq!(xattr::get(&path, "user.empty").unwrap(), None);
}

/// An access list as Linux keeps it: the owner may read and write, one other user what
/// is said, the group and its mask read; nobody else.
#[cfg(target_os = "linux")]
fn access_list(user: u32, may: u16) -> Vec<u8> {
    const NOBODY: u32 = u32::MAX;
    let entries =
        [(1, 6, NOBODY), (2, may, user), (4, 0, NOBODY), (16, 4, NOBODY), (32, 0, NOBODY)];
    let mut list = 2_u32.to_le_bytes().to_vec();
    for (tag, may, id) in entries {
        list.extend(u16::to_le_bytes(tag));
        list.extend(u16::to_le_bytes(may));
        list.extend(u32::to_le_bytes(id));
    }
    list
}

#[cfg(target_os = "linux")]
#[test]
fn a_save_keeps_who_else_may_read_the_file_and_lets_in_nobody_new() {
    const ACCESS: &str = "system.posix_acl_access";
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ban.ron");
    let stamp = save(&project("old"), &path, Expect::Nothing).unwrap();
    let list = access_list(65_534, 4);
    if !set(&path, ACCESS, &list) {
        return;
    }
    let mode = || fs::metadata(&path).unwrap().permissions().mode() & 0o7777;
    let before = mode();
    let stamp = save(&project("new"), &path, Expect::Unchanged(&stamp)).unwrap();
    assert_eq!(xattr::get(&path, ACCESS).unwrap(), Some(list));
    assert_eq!(mode(), before);

    // The folder gives each new file a list that lets another user in; this file has none.
    xattr::remove(&path, ACCESS).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    xattr::set(folder.path(), "system.posix_acl_default", &access_list(65_533, 6)).unwrap();
    save(&project("newer"), &path, Expect::Unchanged(&stamp)).unwrap();
    assert_eq!(xattr::get(&path, ACCESS).unwrap(), None);
    assert_eq!(mode(), 0o640);
}
