//! A file with several names: the window asks before a save parts it from the others.

#![cfg(unix)]

use std::{
    fs,
    path::{Path, PathBuf},
};

use egui_kittest::kittest::Queryable;
use nutgraf::{
    app::{Action, Command},
    persist::{Expect, load, save},
    project::Project,
};
use nutgraf_engine::{model::Article, text::Change};

use crate::support::{skip::skipped, window::Window};

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

#[test]
fn the_window_asks_before_a_file_parts_from_its_other_names() {
    let folder = tempfile::tempdir().unwrap();
    let Some((path, other)) = linked(folder.path()) else { return };
    let mut window = Window::new();
    window.open(&path);
    window.settle();
    window.act(Action::Edit(Change::insert(0, "new, not ")));
    window.act(Action::Command(Command::Save));
    window.settle();
    window.click("Decide…");
    window.harness.get_by_label("The file has more than one name");
    window.click("Cancel");
    window.settle();
    assert!(window.workspace().view().dialogs.is_empty());
    assert_eq!(on_disk(&path), "old");

    // A copy is a file of its own; it is saved without a question.
    window.act(Action::Command(Command::Save));
    window.settle();
    window.click("Decide…");
    let copy = folder.path().join("copy.ron");
    window.answers.next(Some(&copy));
    window.click("Save a copy…");
    window.settle();
    assert_eq!(on_disk(&copy), "new, not old");
    assert!(!window.workspace().is_dirty());

    let mut window = Window::new();
    window.open(&path);
    window.settle();
    window.act(Action::Edit(Change::insert(0, "new, not ")));
    window.act(Action::Command(Command::Save));
    window.settle();
    window.click("Decide…");
    window.click("Replace this name only");
    window.settle();
    assert!((&*on_disk(&path), &*on_disk(&other)) == ("new, not old", "old"));
    assert!(!window.workspace().is_dirty());
}
