//! Sources: pasted, dropped, chosen, warned of.

use std::fs;

use nutgraf::app::{Action, Command, Dialog};

use crate::support::window::{SOURCE, Window};

#[test]
fn of_several_dropped_files_each_gets_its_form() {
    let mut window = Window::blank();
    let folder = tempfile::tempdir().unwrap();
    let paths: Vec<_> = ["One.txt", "Two.txt"].map(|name| folder.path().join(name)).into();
    for path in &paths {
        fs::write(path, SOURCE).unwrap();
    }
    window.act(Action::Dropped(paths));
    window.click_last("Add source");
    window.click_last("Add source");
    assert_eq!(window.workspace().project().sources().len(), 2);
}

#[test]
fn a_pasted_source_gets_a_key_and_a_snapshot() {
    let window = Window::with_source();
    let source = &window.workspace().project().sources()[0];
    assert_eq!(source.key, "the-audit");
    assert_eq!(&*source.snapshot.as_ref().unwrap().text, SOURCE);
    assert_eq!(source.accessed.unwrap().to_string(), "2026-11-23");
    assert!(window.shows("Source text"));
}

#[test]
fn a_source_form_with_a_wrong_date_says_so_and_stays_open() {
    let mut window = Window::blank();
    window.act(Action::Command(Command::AddSource));
    window.fill("Title", "The audit");
    window.fill("Published", "soon");
    window.click_last("Add source");
    assert!(window.workspace().project().sources().is_empty());
    assert!(window.mentions("“soon” is not a date"));
    assert!(matches!(window.workspace().view().dialog(), Some(Dialog::Source(_))));
}

#[test]
fn a_dropped_text_file_becomes_a_source_after_its_form() {
    let mut window = Window::blank();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("Audit report.txt");
    fs::write(&path, SOURCE).unwrap();
    window.act(Action::Dropped(vec![path]));
    window.click_last("Add source");
    let source = &window.workspace().project().sources()[0];
    assert_eq!(&*source.snapshot.as_ref().unwrap().text, SOURCE);
}

#[test]
fn a_source_file_that_is_no_text_is_refused_with_its_place() {
    let mut window = Window::blank();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("audit.txt");
    fs::write(&path, b"abc\xff").unwrap();
    window.answers.next(Some(&path));
    window.act(Action::Command(Command::OpenSourceFile));
    assert!(window.workspace().project().sources().is_empty());
    assert!(window.mentions("audit.txt"));
    assert!(window.mentions("3"), "the byte offset is named");
}

#[test]
fn changing_a_citation_key_changes_the_draft_with_it() {
    let mut window = Window::with_source();
    window.write("As written [@the-audit, p. 2; @other].");
    window.act(Action::Command(Command::EditSource));
    window.fill("Citation key", "\u{8}");
    let mut source = window.workspace().project().sources()[0].clone();
    source.key = "audit".into();
    let form = nutgraf::app::SourceForm::of(&source);
    window.act(Action::SaveSource(Box::new(form)));
    assert!(window.draft().ends_with("[@audit, p. 2; @other]."), "{}", window.draft());
    window.act(Action::Command(Command::Undo));
    assert!(window.draft().ends_with("[@the-audit, p. 2; @other]."));
    assert_eq!(window.workspace().project().sources()[0].key, "the-audit");
}

#[test]
fn a_source_with_characters_that_turn_the_direction_of_writing_is_warned_of() {
    let mut window = Window::with_source();
    assert!(!window.mentions("invisible"));
    window.add_source("Memo", "The level is \u{2066}user\u{2069}.");
    assert!(window.mentions("The text of “Memo” holds 2 invisible characters"));
}
