//! Earlier versions: kept while somebody works, looked at, and brought back.

use std::path::Path;

use nutgraf::{
    app::{Action, Command, Dialog, Side},
    persist::{Expect, save},
    project::Project,
};

use crate::support::window::{Options, Window};

fn window(folder: &Path) -> Window {
    let path = folder.join("article.ron");
    let project = Project::new(Default::default(), "The first words.\n");
    save(&project, &path, Expect::Nothing).unwrap();
    let mut window =
        Window::with(Options { state: Some(folder.join("state")), ..Options::default() });
    window.open(&path);
    window.settle();
    window
}

fn labels(window: &Window) -> Vec<String> {
    let versions = window.workspace().versions().list().unwrap().to_vec();
    versions.into_iter().map(|version| version.label).collect()
}

fn list(window: &mut Window) {
    window.act(Action::Command(Command::Versions));
    window.settle();
}

#[test]
fn saving_keeps_versions_and_one_of_them_is_brought_back_and_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = window(folder.path());
    window.act(Action::Command(Command::Save));
    window.settle();
    window.later(300);
    window.select_words("first");
    window.type_text("second");
    window.act(Action::Command(Command::Save));
    window.settle();
    list(&mut window);
    assert_eq!(labels(&window), ["Saved", "Saved"]);
    let oldest = window.workspace().versions().list().unwrap().to_vec().pop().unwrap();
    window.act(Action::ReadVersion(oldest, Side::Chosen));
    window.settle();
    assert!(window.mentions("Then: The first words.") && window.mentions("Now: The second words."));
    window.click("Bring this version back");
    window.settle();
    assert_eq!(window.draft(), "The first words.\n");
    assert!(window.workspace().is_dirty());
    window.act(Action::Command(Command::Undo));
    assert_eq!(window.draft(), "The second words.\n");
}

#[test]
fn what_was_there_before_replace_all_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = window(folder.path());
    window.act(Action::Command(Command::Find));
    window.settle();
    window.type_text("words");
    window.settle();
    window.act(Action::SetReplacement("letters".into()));
    window.act(Action::Command(Command::Replace));
    window.act(Action::Command(Command::ReplaceAll));
    window.settle();
    assert_eq!(window.draft(), "The first letters.\n");
    list(&mut window);
    assert_eq!(labels(&window), ["Before replace all"]);
}

#[test]
fn a_version_with_a_name_is_listed_and_marked() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = window(folder.path());
    list(&mut window);
    window.fill("Name of the version", "For the desk");
    window.click("Keep this version");
    window.settle();
    assert_eq!(labels(&window), ["For the desk"]);
    assert!(window.workspace().versions().list().unwrap()[0].is_named);
}

#[test]
fn an_article_that_was_never_saved_says_that_it_has_no_versions() {
    let mut window = Window::with_draft("Words.");
    list(&mut window);
    assert_ne!(window.workspace().view().dialog(), Some(&Dialog::Versions));
    assert!(window.mentions("Versions are kept of an article that was saved."));
}
