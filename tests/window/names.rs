//! Files whose names are no text, in the window.

#![cfg(any(target_os = "linux", windows))]

use std::{
    fs,
    path::{Path, PathBuf},
};

use nutgraf::{
    app::{Action, Command},
    persist::{lock, store},
};

use crate::support::{
    odd_names::{folder, nutgraf, odd},
    window::{Options, Window, now},
};

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
