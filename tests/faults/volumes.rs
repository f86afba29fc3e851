//! The real program on disks that fill up, turn read-only, vanish, and lose their power.
//!
//! After each fault the project file is the old or the new version, whole; the program
//! says which file, why, and what to do next; and nothing half made is left. The usual
//! run takes some seconds. The long one cuts the power a thousand times, in turn on
//! ext4, on ext4 without its precautions for careless programs, and on XFS:
//!
//! ```text
//! NUTGRAF_CUTS=1000 cargo test --test faults volumes:: -- --nocapture
//! ```
//!
//! Most of it needs Linux, the superuser and loop devices, and is skipped with a reason
//! where they are not to be had. Nothing is touched but images of its own.
#![cfg(target_os = "linux")]

use std::{
    env, fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    thread,
    time::Duration,
};

use nutgraf::{
    persist::{Expect, SaveError, load, save},
    project::Project,
};
use nutgraf_engine::model::Article;

use crate::support::machine::{has, is_root};
use crate::support::place::Place;
use crate::support::skip::skipped;

mod cuts;
mod volume;

use volume::{EXT4, Kind, Volume, done};

const NUTGRAF: &str = env!("CARGO_BIN_EXE_nutgraf");
const CLAIM: &str = "It cost $3 million.";

/// A project in a folder, to which a claim is to be added.
struct Desk {
    folder: PathBuf,
    old: Vec<u8>,
}

impl Desk {
    fn new(folder: &Path) -> Self {
        fs::write(folder.join("a.md"), format!("# Cameras\n\n{CLAIM}\n")).unwrap();
        let mut desk = Self { folder: folder.to_owned(), old: Vec::new() };
        let from = folder.join("a.md");
        let mut new = desk.nutgraf(NUTGRAF);
        done(new.arg("new").arg(desk.project()).arg("--from").arg(from)).unwrap();
        desk.old = fs::read(desk.project()).unwrap();
        desk
    }

    fn project(&self) -> PathBuf {
        self.folder.join("p.ron")
    }

    /// The program, or another that is to run it.
    fn nutgraf(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command.env("NUTGRAF_CONFIG_DIR", "/nonexistent/nutgraf").stdin(Stdio::null());
        command
    }

    /// Adds the claim, by the program itself or through another one.
    fn add(&self, through: &[&str]) -> Output {
        let words: Vec<&str> = through.iter().copied().chain([NUTGRAF]).collect();
        let mut command = self.nutgraf(words[0]);
        let project = self.project();
        command.args(&words[1..]).args(["claim", "add"]).arg(project).args(["--exact", CLAIM]);
        command.output().unwrap()
    }

    /// The save was refused in these words, and everything is as it was.
    fn is_refused(&self, output: &Output, words: &[&str]) {
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{said}");
        let path = self.project();
        for word in words.iter().chain(&[path.to_str().unwrap(), "save elsewhere"]) {
            assert!(said.contains(word), "“{word}” is not in: {said}");
        }
        assert_eq!(fs::read(self.project()).unwrap(), self.old, "{said}");
        assert!(load(&self.project()).is_ok());
        assert_eq!(self.strays(), [""; 0], "{said}");
    }

    fn strays(&self) -> Vec<String> {
        let names = fs::read_dir(&self.folder).unwrap();
        let names = names.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.filter(|name| name.starts_with(".nutgraf-") || name.ends_with(".tmp")).collect()
    }

    /// When the fault is over, the same save goes well.
    fn goes_on(&self) {
        let output = self.add(&[]);
        assert!(output.status.success(), "{output:?}");
        assert_eq!(load(&self.project()).unwrap().project.claims().len(), 1);
        assert_eq!(self.strays(), [""; 0]);
    }
}

#[test]
fn a_disk_without_inodes_leaves_the_old_file_and_says_so() {
    let few = Kind { make: &["mkfs.ext4", "-q", "-F", "-N", "64"], ..EXT4 };
    let Some(volume) = Volume::new(few) else { return };
    let desk = Desk::new(&volume.point);
    let mut fillers = Vec::new();
    for number in 0..10_000 {
        let filler = volume.point.join(format!("filler-{number}"));
        match fs::File::create(&filler) {
            Ok(_) => fillers.push(filler),
            Err(error) => {
                assert_eq!(error.kind(), std::io::ErrorKind::StorageFull);
                break;
            }
        }
    }
    desk.is_refused(&desk.add(&[]), &["not saved: the disk is full", "one more file"]);
    // One is enough for the lock, and not for the new file as well.
    fs::remove_file(fillers.pop().unwrap()).unwrap();
    desk.is_refused(&desk.add(&[]), &["the disk is full"]);
    fs::remove_file(fillers.pop().unwrap()).unwrap();
    desk.goes_on();
}

#[test]
fn a_disk_without_space_leaves_the_old_file_and_says_so() {
    let Some(volume) = Volume::new(EXT4) else { return };
    let desk = Desk::new(&volume.point);
    let filler = volume.point.join("filler");
    let file = fs::File::create(&filler).unwrap();
    let block = vec![b'x'; 1 << 16];
    for size in [block.len(), 512] {
        while std::io::Write::write(&mut &file, &block[..size]).is_ok_and(|written| written > 0) {}
    }
    desk.is_refused(&desk.add(&[]), &["not saved: the disk is full"]);
    // Its blocks are free only when nobody has it open any more.
    drop(file);
    fs::remove_file(filler).unwrap();
    desk.goes_on();
}

#[test]
fn a_file_system_that_turns_read_only_by_an_error_leaves_the_old_file_and_says_so() {
    let Some(volume) = Volume::new(Kind { options: "errors=remount-ro", ..EXT4 }) else { return };
    let desk = Desk::new(&volume.point);
    let Some(trigger) = volume.trigger() else {
        skipped("this kernel has no trigger_fs_error");
        return;
    };
    fs::write(trigger, "nutgraf tests").unwrap();
    let output = desk.add(&[]);
    desk.is_refused(&output, &["not saved: the disk can only be read", "may be failing"]);
}

#[test]
fn a_file_system_that_is_mounted_read_only_leaves_the_old_file_and_says_so() {
    let Some(volume) = Volume::new(EXT4) else { return };
    let desk = Desk::new(&volume.point);
    let remount = |how| done(Command::new("mount").args(["-o", how]).arg(&volume.point));
    remount("remount,ro").unwrap();
    desk.is_refused(&desk.add(&[]), &["not saved: the disk can only be read"]);
    remount("remount,rw").unwrap();
    desk.goes_on();
}

#[test]
fn a_folder_that_is_mounted_read_only_leaves_the_old_file_and_says_so() {
    let place = Place::new();
    let (folder, seen) = (place.folder.join("folder"), place.folder.join("seen"));
    fs::create_dir(&folder).unwrap();
    fs::create_dir(&seen).unwrap();
    let mut desk = Desk::new(&folder);
    let mounted = done(Command::new("mount").arg("--bind").arg(&folder).arg(&seen))
        .and_then(|()| done(Command::new("mount").args(["-o", "remount,bind,ro"]).arg(&seen)));
    if let Err(why) = mounted {
        skipped(&format!("no folder can be mounted here: {why}"));
        return;
    }
    desk.folder = seen;
    desk.is_refused(&desk.add(&[]), &["not saved: the disk can only be read"]);
    desk.folder = folder;
    desk.goes_on();
}

#[test]
fn an_immutable_file_or_folder_is_left_as_it_is_and_named() {
    let Some(volume) = Volume::new(EXT4) else { return };
    let desk = Desk::new(&volume.point);
    for of in [desk.project(), desk.folder.clone()] {
        if let Err(why) = done(Command::new("chattr").arg("+i").arg(&of)) {
            skipped(&format!("nothing can be made immutable here: {why}"));
            return;
        }
        let output = desk.add(&[]);
        assert!(done(Command::new("chattr").arg("-i").arg(&of)).is_ok());
        desk.is_refused(&output, &["not saved", "protected against changes", "chattr -i"]);
    }
    // What was new and could not be put in place is gone again.
    desk.goes_on();
}

#[test]
fn a_folder_or_file_of_somebody_else_is_left_as_it_is_and_the_reason_said() {
    if !is_root() || !has("setpriv") {
        skipped("only the superuser can become somebody else; see tests/files/persist.rs");
        return;
    }
    let place = Place::new();
    let program = place.folder.join("nutgraf");
    // The folder in which it was built may be closed to others.
    if fs::hard_link(NUTGRAF, &program).is_err() {
        // By another process: what this one has open for writing, no child that another
        // test starts meanwhile could run.
        done(Command::new("cp").arg(NUTGRAF).arg(&program)).unwrap();
    }
    let folder = place.folder.join("theirs");
    fs::create_dir(&folder).unwrap();
    let desk = Desk::new(&folder);
    let add = || {
        let mut command = desk.nutgraf("setpriv");
        command
            .args(["--reuid=65534", "--regid=65534", "--clear-groups"])
            .arg(&program)
            .args(["claim", "add"])
            .arg(desk.project())
            .args(["--exact", CLAIM]);
        command.output().unwrap()
    };
    desk.is_refused(&add(), &["not saved: permission is denied"]);
    // Others may change the folder, but the file is marked as not to be written to.
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o777)).unwrap();
    fs::set_permissions(desk.project(), fs::Permissions::from_mode(0o444)).unwrap();
    desk.is_refused(&add(), &["not saved: the file is marked as read-only"]);
    // In a folder with the sticky bit, nobody replaces what is not theirs.
    fs::set_permissions(desk.project(), fs::Permissions::from_mode(0o666)).unwrap();
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o1777)).unwrap();
    desk.is_refused(&add(), &["not saved", "protected against changes"]);
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o777)).unwrap();
    let added = add();
    assert!(added.status.success(), "{added:?}");
}

/// Causes that are hard to bring about, or that only some disks give.
#[test]
fn what_the_system_says_at_a_flush_or_rename_is_said_in_words_and_the_old_file_is_left() {
    if !has("strace") {
        return;
    }
    let place = Place::new();
    let desk = Desk::new(&place.folder);
    let log = place.folder.join("log");
    for (calls, error, words) in [
        ("/^rename", "EXDEV", "on another disk than the folder it is in"),
        ("/^rename", "EBUSY", "mounted by itself"),
        ("/^rename", "EPERM", "protected against changes"),
        ("fsync", "EIO", "the disk reports an error"),
        ("fsync", "EDQUOT", "your disk quota is used up"),
        ("fsync", "ENOSPC", "the disk is full"),
        ("fsync", "EROFS", "the disk can only be read"),
        ("fsync", "ESTALE", "the network folder is gone"),
    ] {
        let inject = format!("inject={calls}:error={error}");
        let log = log.to_str().unwrap();
        let output = desk.add(&["strace", "-f", "-qq", "-o", log, "-e", &inject]);
        if !fs::read_to_string(log).is_ok_and(|log| log.contains("(INJECTED)")) {
            skipped("nothing can be traced here");
            return;
        }
        desk.is_refused(&output, &["not saved", words]);
    }
    desk.goes_on();
}

#[test]
fn every_cause_that_linux_has_for_a_refused_save_ends_in_what_to_do_next() {
    let path = Path::new("/some/where/p.ron");
    for number in 1..134 {
        let cause = std::io::Error::from_raw_os_error(number);
        let error = SaveError::System { path: path.to_owned(), cause };
        let (said, hint) = (error.to_string(), error.hint());
        assert!(said.starts_with("/some/where/p.ron: not saved: "), "{said}");
        assert!(!said.contains("os error") && !said.ends_with(": "), "{said}");
        assert!(hint.contains("save elsewhere") && hint.ends_with('.'), "{said}: {hint}");
    }
}

#[test]
fn a_project_file_that_is_mounted_by_itself_is_left_as_it_is_and_the_reason_said() {
    let place = Place::new();
    let (kept, folder) = (place.folder.join("kept.ron"), place.folder.join("folder"));
    fs::create_dir(&folder).unwrap();
    let desk = Desk::new(&folder);
    fs::copy(desk.project(), &kept).unwrap();
    if let Err(why) = done(Command::new("mount").arg("--bind").arg(&kept).arg(desk.project())) {
        skipped(&format!("no file can be mounted here: {why}"));
        return;
    }
    desk.is_refused(&desk.add(&[]), &["not saved", "mounted by itself", "mount its folder"]);
    assert_eq!(fs::read(&kept).unwrap(), desk.old);
}

// A disk that vanishes.

/// What says what the process is to do that works on a disk that vanishes.
const VANISHING: &str = "NUTGRAF_VOLUMES_VANISHING";

fn project(draft: &str) -> Project {
    Project::new(Article::default(), draft)
}

/// Not a test of its own: opens a project by a name, waits, and saves it by that name.
#[test]
fn vanishing() {
    let Some(name) = env::var_os(VANISHING) else { return };
    let path = Path::new(&name);
    let opened = load(path).unwrap();
    println!("\nopened");
    std::io::stdin().read_line(&mut String::new()).unwrap();
    let is_writable = fs::write("probe", "still").is_ok();
    match save(&project("new words"), path, Expect::Unchanged(&opened.stamp)) {
        Ok(_) => println!("saved; {is_writable}"),
        Err(error @ SaveError::Vanished { .. }) => {
            println!("vanished; {is_writable}; {error}; {}", error.hint());
        }
        Err(error) => println!("other; {is_writable}; {error}"),
    }
}

/// Opens by a name in a process that stands on the disk, does something, and lets it save.
fn meanwhile(volume: &Volume, name: &Path, act: impl FnOnce()) -> String {
    use std::io::{BufRead, BufReader, Write};
    let mut child = Command::new(env::current_exe().unwrap())
        .args(["--exact", "volumes::vanishing", "--nocapture"])
        .env(VANISHING, name)
        .current_dir(&volume.point)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
    assert!(lines.any(|line| line == "opened"), "{name:?}");
    act();
    writeln!(child.stdin.take().unwrap()).unwrap();
    let found = lines.find(|line| line.contains("; ")).unwrap();
    child.wait().unwrap();
    found
}

#[test]
fn a_save_to_a_disk_that_vanished_is_no_save_though_every_write_succeeds() {
    for is_relative in [true, false] {
        let Some(volume) = Volume::new(EXT4) else { return };
        let path = volume.point.join("p.ron");
        save(&project("old words"), &path, Expect::Nothing).unwrap();
        let name = if is_relative { Path::new("p.ron") } else { &*path };
        // First without the fault: the same steps save.
        let said = meanwhile(&volume, name, || ());
        assert!(said.starts_with("saved; true"), "{said}");
        let said = meanwhile(&volume, name, || volume.vanish());
        assert!(said.starts_with("vanished; true"), "{said}");
        for words in ["p.ron", "not saved where it was to be", "no longer there", "save elsewhere"]
        {
            assert!(said.contains(words), "{said}");
        }
        assert!(!path.exists(), "nothing is written to the folder below");
        if !volume.mount() {
            return;
        }
        assert!(load(&path).is_ok(), "the file on the disk is whole");
    }
}

#[test]
fn a_disk_that_vanishes_within_a_save_is_noticed() {
    if !has("strace") {
        return;
    }
    let Some(volume) = Volume::new(EXT4) else { return };
    let place = Place::new();
    let desk = Desk::new(&volume.point);
    let log = place.folder.join("log");
    let trace = ["-f", "-qq", "-o", log.to_str().unwrap(), "-e", "trace=fsync,/^rename"];
    // The second flush is that of the folder, when the new file is in place already.
    let through = ["strace"].iter().chain(&trace).chain(&["-e"]);
    let through = through.chain(&["inject=fsync:delay_enter=1500000:when=2"]);
    let through: Vec<&str> = through.copied().collect();
    let output = thread::scope(|scope| {
        let save = scope.spawn(|| desk.add(&through));
        for _ in 0..500 {
            if fs::read_to_string(&log).is_ok_and(|log| log.contains("rename")) {
                break;
            }
            thread::sleep(Duration::from_millis(10));
        }
        volume.vanish();
        save.join().unwrap()
    });
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("p.ron: not saved where it was to be"), "{said}");
    if !volume.mount() {
        return;
    }
    assert!(load(&desk.project()).is_ok(), "the old file or the new one, whole");
}

#[test]
fn a_window_whose_disk_vanished_keeps_what_was_typed_and_does_not_call_it_saved() {
    use nutgraf::{
        app::{Action, Command as Do, EffectRunner, InlineRunner, Workspace},
        persist::Settings,
    };
    use nutgraf_engine::{model::Ids, text::Change};
    let Some(volume) = Volume::new(EXT4) else { return };
    let path = volume.point.join("p.ron");
    save(&project("old words"), &path, Expect::Nothing).unwrap();
    let now = crate::crash::writer::now();
    let mut workspace = Workspace::new(Settings::default(), Ids::seeded(1));
    let mut runner = InlineRunner::default();
    let mut act = |workspace: &mut Workspace, action| {
        let mut effects = workspace.apply(action, now);
        loop {
            for effect in effects.drain(..) {
                runner.start(effect);
            }
            let events = runner.poll();
            if events.is_empty() {
                break;
            }
            for event in events {
                effects.extend(workspace.handle(event, now));
            }
        }
    };
    act(&mut workspace, Action::OpenPath(path.clone()));
    act(&mut workspace, Action::Edit(Change::insert(0, "More than ")));
    volume.vanish();
    act(&mut workspace, Action::Command(Do::Save));
    assert!(workspace.file().has_failed());
    assert!(workspace.is_dirty());
    assert_eq!(workspace.project().draft(), "More than old words");
    let said: Vec<_> = workspace.view().notices.iter().map(|notice| notice.message()).collect();
    assert!(said.iter().any(|said| said.contains("not saved where it was to be")), "{said:?}");
    // When it is there again, the same command saves.
    if !volume.mount() {
        return;
    }
    act(&mut workspace, Action::Command(Do::Save));
    assert!(!workspace.is_dirty(), "{:?}", workspace.view().notices);
    assert_eq!(load(&path).unwrap().project.draft(), "More than old words");
}
