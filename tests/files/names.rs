//! Files whose names are no text: bytes that are not UTF-8, which Unix allows, and lone
//! surrogates, which Windows allows.

#![cfg(any(target_os = "linux", windows))]

use std::{
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    process::{Command as Process, Output},
};

use nutgraf::{
    app::{Action, Command},
    persist::{lock, store},
};

use crate::support::{
    skip::skipped,
    window::{Options, Window, now},
};

/// `caf` and a byte or a code unit that is no character, and an ending.
fn odd(ending: &str) -> OsString {
    #[cfg(unix)]
    let mut name: OsString = std::os::unix::ffi::OsStringExt::from_vec(b"caf\xe9".to_vec());
    #[cfg(windows)]
    let mut name: OsString =
        std::os::windows::ffi::OsStringExt::from_wide(&[0x63, 0x61, 0x66, 0xD800]);
    assert_eq!(name.to_str(), None);
    name.push(ending);
    name
}

/// A folder of an odd name, where the file system takes such names.
fn folder() -> Option<(tempfile::TempDir, PathBuf)> {
    let above = tempfile::tempdir().unwrap();
    let folder = above.path().join(odd(""));
    if let Err(error) = fs::create_dir(&folder) {
        skipped(&format!("this file system takes no such names ({error})"));
        return None;
    }
    Some((above, folder))
}

fn nutgraf(arguments: &[&dyn AsRef<std::ffi::OsStr>]) -> Output {
    let mut process = Process::new(env!("CARGO_BIN_EXE_nutgraf"));
    process.args(arguments.iter().map(|argument| argument.as_ref())).output().unwrap()
}

#[test]
fn the_command_line_writes_reads_and_names_them() {
    let Some((_above, folder)) = folder() else { return };
    let project = folder.join(odd(".ron"));
    let output = nutgraf(&[&"new", &project, &"--template", &"blank", &"--title", &"Odd"]);
    assert!(output.status.success(), "{output:?}");
    assert_eq!(store::load(&project).unwrap().project.article().title, "Odd");
    let output = nutgraf(&[&"check", &project]);
    assert!(output.status.success(), "{output:?}");
    let article = folder.join(odd(".md"));
    let output = nutgraf(&[&"export", &project, &"-o", &article]);
    assert!(output.status.success(), "{output:?}");
    assert!(article.is_file());
    // Its second time it is refused, with a name that can be read.
    let output = nutgraf(&[&"new", &project, &"--template", &"blank", &"--title", &"Odd"]);
    assert_eq!(output.status.code(), Some(2));
    let message = String::from_utf8(output.stderr).unwrap();
    assert!(message.contains("caf\u{fffd}"), "{message}");
}

/// The words that the window after a crash gives back.
fn restored(state: &Path) -> (String, Option<PathBuf>) {
    let journals = Some(state.join("journal"));
    let mut window = Window::with(Options { journals, ..Options::default() });
    window.click("Restore");
    let path = window.workspace().file().path().map(ToOwned::to_owned);
    (window.draft(), path)
}

#[test]
fn a_window_opens_locks_saves_and_journals_them() {
    let Some((above, folder)) = folder() else { return };
    let project = folder.join(odd(".ron"));
    let output = nutgraf(&[&"new", &project, &"--template", &"blank", &"--title", &"Odd"]);
    assert!(output.status.success(), "{output:?}");
    let journals = Some(above.path().join("journal"));
    let mut window = Window::with(Options { journals, ..Options::default() });
    window.open(&project);
    assert_eq!(window.workspace().file().path(), Some(&*project));
    assert!(lock::holder(&project, now()).is_some(), "another window would read only");
    window.write("Saved words. ");
    window.act(Action::Command(Command::Save));
    window.settle();
    assert!(!window.workspace().is_dirty());
    assert!(store::load(&project).unwrap().project.draft().ends_with("Saved words. "));
    window.write("Lost words.");
    let lost = window.draft();
    drop(window);
    let (words, path) = restored(above.path());
    assert_eq!(words, lost);
    // A journal is text and cannot name the file; the words come back as a new article.
    assert_eq!(path, None);
    let left = fs::read_dir(&folder).unwrap().flatten();
    let left: Vec<_> = left.map(|entry| entry.file_name()).filter(|n| *n != odd(".ron")).collect();
    assert!(left.iter().all(|name| name.to_string_lossy().contains("lock")), "{left:?}");
}
