//! Sources: pasted, dropped, chosen, warned of.

use std::fs;

use nutgraf::app::{Action, Command, Dialog};

use crate::support::window::{SOURCE, SOURCE_BOX, Window};

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
    // The details of a source that is edited are unfolded.
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
fn the_details_unfold_where_one_of_them_is_wrong() {
    let mut window = Window::with_source();
    window.act(Action::Command(Command::AddSource));
    window.fill("Title", "The memo");
    assert!(!window.shows("Citation key"));
    window.click("More…: key the-memo · web page");
    window.fill("Retrieved", "soon");
    window.click("More…: key the-memo · web page");
    window.click_last("Add source");
    assert!(window.shows("Citation key"), "what is wrong is seen");
    assert_eq!(window.workspace().project().sources().len(), 1);
}

#[test]
fn a_dropped_file_fills_the_empty_box_and_waits_for_a_full_one() {
    let mut window = Window::blank();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("Audit.txt");
    fs::write(&path, SOURCE).unwrap();
    window.act(Action::Command(Command::AddSource));
    window.fill("Title", "Mine");
    window.act(Action::Dropped(vec![path.clone()]));
    window.click_last("Add source");
    assert!(window.workspace().view().dialogs.is_empty(), "one form for both");
    let source = &window.workspace().project().sources()[0];
    assert_eq!((&*source.title, &*source.key), ("Mine", "mine"));
    assert_eq!(&*source.snapshot.as_ref().unwrap().text, SOURCE);
    window.act(Action::Command(Command::AddSource));
    window.fill(SOURCE_BOX, "Other words.");
    window.act(Action::Dropped(vec![path]));
    window.click_last("Add source");
    window.click_last("Add source");
    let titles = window.workspace().project().sources().iter().map(|source| &*source.title);
    assert_eq!(
        titles.collect::<Vec<_>>(),
        ["Mine", "Other words.", "Four staff on the audit group looked into it."]
    );
}

#[test]
fn the_same_text_by_any_door_names_the_source_that_has_it() {
    let mut window = Window::with_source();
    let said = "The same words are kept already as “The audit”.";
    window.act(Action::Command(Command::AddSource));
    window.fill(SOURCE_BOX, SOURCE);
    assert!(window.shows(said));
    window.fill(SOURCE_BOX, "x");
    assert!(!window.shows(said), "one letter is another text");
    window.act(Action::CloseDialog);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("again.txt");
    fs::write(&path, SOURCE).unwrap();
    window.act(Action::Dropped(vec![path]));
    assert!(window.shows(said));
    window.click("Show it");
    assert!(window.workspace().view().dialogs.is_empty(), "nothing was typed");
    assert_eq!(window.workspace().current_source().unwrap().key, "the-audit");
}

#[test]
fn a_form_that_says_more_than_the_text_asks_before_it_leads_away() {
    let mut window = Window::with_source();
    window.act(Action::Command(Command::AddSource));
    window.fill(SOURCE_BOX, SOURCE);
    window.fill("Authors", "Ann Grey");
    window.click("Show it");
    assert!(window.shows("Discard what you typed?"));
}

#[test]
fn a_source_with_characters_that_turn_the_direction_of_writing_is_warned_of() {
    let mut window = Window::with_source();
    assert!(!window.mentions("invisible"));
    window.add_source("Memo", "The level is \u{2066}user\u{2069}.");
    assert!(window.mentions("The text of “Memo” holds 2 invisible characters"));
}
