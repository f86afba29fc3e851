//! The real program under faults: after each, the project file is the old or the new
//! version, whole, and the program says what happened.
//!
//! `cargo test --test faults program::` tries every write, flush and rename of a save and some of
//! its other calls; `NUTGRAF_FAULTS=all cargo test --test faults program::` tries every one. What
//! needs Linux, `strace`, `prlimit` or the right to mount is skipped with a reason.
#![cfg(target_os = "linux")]

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use nutgraf::persist::load;

use crate::support::machine::has;
use crate::support::skip::skipped;

const NUTGRAF: &str = env!("CARGO_BIN_EXE_nutgraf");
const CLAIM: &str = "It cost $3 million.";

/// A folder with a project that a claim is to be added to.
struct Desk {
    folder: tempfile::TempDir,
    old: Vec<u8>,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.md"), format!("# Cameras\n\n{CLAIM}\n")).unwrap();
        let desk = Self { old: Vec::new(), folder };
        let made = desk.plain(&["new", "p.ron", "--from", "a.md"]);
        assert!(made.status.success(), "{made:?}");
        let old = fs::read(desk.project()).unwrap();
        Self { old, ..desk }
    }

    fn project(&self) -> PathBuf {
        self.folder.path().join("p.ron")
    }

    /// Puts the old project back, and takes away what a killed process left.
    fn reset(&self) {
        for entry in fs::read_dir(self.folder.path()).unwrap() {
            let path = entry.unwrap().path();
            if path.file_name().unwrap() != "a.md" {
                fs::remove_file(path).unwrap();
            }
        }
        fs::write(self.project(), &self.old).unwrap();
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .current_dir(self.folder.path())
            .env("NUTGRAF_CONFIG_DIR", self.folder.path().join("../no-config"))
            .stdin(Stdio::null());
        command
    }

    fn plain(&self, arguments: &[&str]) -> Output {
        self.command(NUTGRAF).args(arguments).output().unwrap()
    }

    /// Whether the file holds the new version; panics where it is neither.
    fn is_new(&self, context: &str) -> bool {
        let bytes = fs::read(self.project()).unwrap_or_else(|error| panic!("{context}: {error}"));
        if bytes == self.old {
            return false;
        }
        let opened = load(&self.project()).unwrap_or_else(|error| panic!("{context}: {error}"));
        assert_eq!(opened.project.claims().len(), 1, "{context}");
        true
    }

    /// Files beside the project and the article.
    fn strays(&self) -> Vec<String> {
        let names = fs::read_dir(self.folder.path()).unwrap();
        let names = names.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.filter(|name| name != "a.md" && name != "p.ron").collect()
    }
}

fn tries_all() -> bool {
    std::env::var_os("NUTGRAF_FAULTS").is_some_and(|value| value == "all")
}

/// Adds the claim while the Nth of some system calls meets a fault. Says whether there
/// was an Nth.
fn add_under(desk: &Desk, calls: &str, fault: &str, number: usize) -> (Output, bool) {
    let log = tempfile::NamedTempFile::new().unwrap();
    let output = desk
        .command("strace")
        .args(["-f", "-qq", "-o"])
        .arg(log.path())
        .args(["-e", &format!("trace={calls}")])
        .args(["-e", &format!("inject={calls}:{fault}:when={number}")])
        .args([NUTGRAF, "claim", "add", "p.ron", "--exact", CLAIM])
        .output()
        .unwrap();
    let traced = fs::read_to_string(log.path()).unwrap();
    let fired = traced.contains("(INJECTED)") || traced.contains("killed by SIGKILL");
    (output, fired)
}

/// Tries a fault at each of some calls in turn, until there is no further one.
fn each(
    calls: &str,
    fault: &str,
    step: usize,
    mut check: impl FnMut(&Desk, &Output, &str),
) -> usize {
    let desk = Desk::new();
    let mut tried = 0;
    for number in (1..).step_by(step) {
        desk.reset();
        let (output, fired) = add_under(&desk, calls, fault, number);
        if !fired {
            break;
        }
        tried += 1;
        check(&desk, &output, &format!("{fault} at {calls} {number}: {output:?}"));
        assert!(number < 5_000, "the calls come to an end");
    }
    tried
}

#[test]
fn an_error_at_any_write_flush_or_rename_leaves_the_old_file_or_the_new_one() {
    if !has("strace") {
        return;
    }
    let mut tried = 0;
    for errno in ["ENOSPC", "EIO", "EDQUOT", "EROFS"] {
        for calls in ["write,pwrite64,writev", "fsync,fdatasync", "/^rename"] {
            tried += each(calls, &format!("error={errno}"), 1, |desk, output, context| {
                let is_new = desk.is_new(context);
                // What is printed after the save may fail, too; the save stands then.
                assert!(is_new || !output.status.success(), "{context}");
                if !output.status.success() && !is_new {
                    let said = String::from_utf8_lossy(&output.stderr);
                    // Where even the error stream cannot be written to, nothing is said.
                    assert!(calls.contains("write") || said.contains("p.ron"), "{context}");
                }
                assert_eq!(desk.strays(), [""; 0], "{context}");
            });
        }
    }
    println!("{tried} faults");
    assert!(tried >= 12, "{tried} faults were met");
}

#[test]
fn an_error_at_any_other_call_that_touches_files_does_no_harm() {
    if !has("strace") {
        return;
    }
    let step = if tries_all() { 1 } else { 9 };
    let mut tried = 0;
    for calls in
        ["/^open", "/^(new)?f?stat|statx", "/chmod|chown", "ftruncate", "/unlink", "/xattr"]
    {
        tried += each(calls, "error=EIO", step, |desk, output, context| {
            let is_new = desk.is_new(context);
            assert!(is_new || !output.status.success(), "{context}");
        });
    }
    println!("{tried} faults");
    assert!(tried >= 5, "{tried} faults were met");
}

#[test]
fn a_process_that_is_killed_at_any_call_leaves_the_old_file_or_the_new_one() {
    if !has("strace") {
        return;
    }
    let calls =
        ["write,pwrite64,writev", "fsync,fdatasync", "/^rename", "/unlink", "/chmod", "close"];
    let mut tried = 0;
    for calls in calls {
        let step = if tries_all() || calls != "close" { 1 } else { 7 };
        tried += each(calls, "signal=KILL", step, |desk, _, context| {
            desk.is_new(context);
            // The next save takes away what the dead process left.
            let added = desk.plain(&["claim", "add", "p.ron", "--exact", "Cameras"]);
            assert!(added.status.success(), "{context}: {added:?}");
            assert_eq!(desk.strays(), [""; 0], "{context}");
        });
    }
    println!("{tried} kills");
    assert!(tried >= 6, "{tried} kills");
}

#[test]
fn a_limit_on_the_size_of_files_is_an_error_and_not_the_end() {
    if !has("prlimit") {
        return;
    }
    let desk = Desk::new();
    for limit in [0, 64, 300] {
        desk.reset();
        let output = desk
            .command("prlimit")
            .arg(format!("--fsize={limit}"))
            .args([NUTGRAF, "claim", "add", "p.ron", "--exact", CLAIM])
            .output()
            .unwrap();
        let context = format!("{limit} bytes: {output:?}");
        assert!(!desk.is_new(&context), "{context}");
        assert_eq!(output.status.code(), Some(2), "{context}");
        assert!(String::from_utf8_lossy(&output.stderr).contains("p.ron"), "{context}");
        assert_eq!(desk.strays(), [""; 0], "{context}");
    }
}

/// Runs a shell script in a mount namespace of its own, with a small file system at
/// `small`; `None` where that is not allowed.
fn in_small_disk(desk: &Desk, size: &str, script: &str) -> Option<Output> {
    let small = desk.folder.path().join("small");
    fs::create_dir_all(&small).unwrap();
    let mount = format!(
        "mount -t tmpfs -o size={size} tmpfs {small} || exit 99\n{script}",
        small = small.display()
    );
    let output = desk.command("unshare").args(["-rm", "sh", "-c", &mount]).output().ok()?;
    if output.status.code() == Some(99)
        || String::from_utf8_lossy(&output.stderr).contains("unshare")
    {
        skipped("no file system can be mounted here");
        return None;
    }
    Some(output)
}

#[test]
fn a_full_disk_leaves_the_old_file_and_says_so() {
    let desk = Desk::new();
    let script = format!(
        "cp p.ron small/p.ron\n\
         dd if=/dev/zero of=small/fill bs=1k count=400 2>/dev/null\n\
         {NUTGRAF} claim add small/p.ron --exact '{CLAIM}'\n\
         echo \"exit $?\"\n\
         cmp p.ron small/p.ron && echo same\n\
         ls -A small"
    );
    let Some(output) = in_small_disk(&desk, "64k", &script) else { return };
    let (out, err) =
        (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(out.contains("exit 2") && out.contains("same"), "{out}{err}");
    assert!(err.contains("p.ron"), "{err}");
    assert!(!out.contains(".tmp"), "{out}");
}

#[test]
fn a_file_system_that_turned_read_only_leaves_the_old_file_and_says_so() {
    let desk = Desk::new();
    let script = format!(
        "cp p.ron small/p.ron && mount -o remount,ro small || exit 99\n\
         {NUTGRAF} claim add small/p.ron --exact '{CLAIM}'\n\
         echo \"exit $?\"\n\
         cmp p.ron small/p.ron && echo same"
    );
    let Some(output) = in_small_disk(&desk, "1m", &script) else { return };
    let (out, err) =
        (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(out.contains("exit 2") && out.contains("same"), "{out}{err}");
}

#[test]
fn a_folder_that_is_gone_is_named() {
    let desk = Desk::new();
    let gone = desk.plain(&["claim", "add", "gone/p.ron", "--exact", CLAIM]);
    assert_eq!(gone.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&gone.stderr).contains("gone/p.ron"));
    assert!(!Path::new("gone").exists());
}

#[test]
fn the_program_opens_no_network_connection() {
    if !has("strace") {
        return;
    }
    let desk = Desk::new();
    let log = tempfile::NamedTempFile::new().unwrap();
    for arguments in [
        &["claim", "add", "p.ron", "--exact", CLAIM][..],
        &["check", "p.ron"],
        &["export", "p.ron", "--to", "html", "-o", "out.html"],
        &["packet", "p.ron", "-o", "packet"],
        &["demo", "-o", "demo"],
    ] {
        desk.command("strace")
            .args(["-f", "-qq", "-o"])
            .arg(log.path())
            .args(["-e", "trace=socket,connect,sendto"])
            .arg(NUTGRAF)
            .args(arguments)
            .output()
            .unwrap();
        let traced = fs::read_to_string(log.path()).unwrap();
        assert!(!traced.contains("AF_INET"), "{arguments:?}: {traced}");
    }
}
