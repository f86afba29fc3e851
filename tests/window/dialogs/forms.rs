//! Forms by keyboard, and what was typed into them.

use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable;
use nutgraf::app::{Action, Command};

use crate::support::window::Window;

fn key(key: Key) -> [Event; 2] {
    [true, false].map(|pressed| Event::Key {
        key,
        physical_key: None,
        pressed,
        repeat: false,
        modifiers: Modifiers::NONE,
    })
}

/// Goes on from the box of a source's form, past the button below it, to the title.
fn to_title(window: &mut Window) {
    window.key(Modifiers::NONE, Key::Tab);
    window.key(Modifiers::NONE, Key::Tab);
}

fn text(text: &str) -> Event {
    Event::Text(text.to_owned())
}

#[test]
fn what_was_typed_into_a_form_is_discarded_only_when_the_writer_says_so() {
    for command in [Command::AddSource, Command::ArticleDetails, Command::New] {
        let mut window = Window::new();
        if command != Command::New {
            window = Window::blank();
        }
        window.act(Action::Command(command));
        window.type_text("A report");
        window.key(Modifiers::NONE, Key::Escape);
        assert!(window.shows("Discard what you typed?"), "{command:?}");
        window.key(Modifiers::NONE, Key::Escape);
        assert!(!window.shows("Discard what you typed?"));
        window.type_text("!");
        window.click_last("Cancel");
        assert!(window.shows("Discard what you typed?"), "{command:?} by its button");
        window.click("Discard");
        assert!(window.workspace().view().dialogs.is_empty(), "{command:?}");
        // It is really gone.
        window.act(Action::Command(command));
        window.key(Modifiers::NONE, Key::Escape);
        assert!(window.workspace().view().dialogs.is_empty(), "{command:?}");
    }
}

#[test]
fn a_form_that_nothing_was_typed_into_closes_at_once() {
    let mut window = Window::blank();
    for command in [Command::AddSource, Command::ArticleDetails, Command::Export] {
        window.act(Action::Command(command));
        window.key(Modifiers::NONE, Key::Escape);
        assert!(window.workspace().view().dialogs.is_empty(), "{command:?}");
    }
}

#[test]
fn enter_in_any_field_of_one_line_sends_the_form_and_in_one_of_several_breaks_the_line() {
    let mut window = Window::blank();
    window.act(Action::Command(Command::ArticleDetails));
    window.type_text("A title");
    window.key(Modifiers::NONE, Key::Tab);
    window.type_text("A subtitle");
    window.key(Modifiers::NONE, Key::Tab);
    window.type_text("Ann");
    window.key(Modifiers::NONE, Key::Enter);
    window.type_text("Ben");
    assert_eq!(window.workspace().view().dialogs.len(), 1, "an author a line");
    window.key(Modifiers::COMMAND, Key::Enter);
    assert!(window.workspace().view().dialogs.is_empty());
    let article = window.workspace().project().article().clone();
    assert_eq!(article.subtitle, "A subtitle");
    assert_eq!(article.authors, ["Ann", "Ben"]);
}

#[test]
fn a_form_that_cannot_be_sent_keeps_the_field_that_was_typed_in() {
    let mut window = Window::blank();
    window.act(Action::Command(Command::AddSource));
    to_title(&mut window);
    // Without a title there is no key, and nothing can be added.
    window.key(Modifiers::NONE, Key::Enter);
    window.type_text("A report");
    window.key(Modifiers::NONE, Key::Enter);
    assert!(window.workspace().view().dialogs.is_empty());
    assert_eq!(window.workspace().project().sources()[0].title, "A report");
}

#[test]
fn keys_of_one_frame_go_to_the_fields_in_their_order() {
    let mut window = Window::blank();
    window.act(Action::Command(Command::AddSource));
    to_title(&mut window);
    let events = [vec![text("Title")], key(Key::Tab).to_vec(), vec![text("Ann")]];
    let more = [key(Key::Tab).to_vec(), vec![text("2024")]];
    window.harness.input_mut().events.extend(events.into_iter().chain(more).flatten());
    window.settle();
    window.key(Modifiers::COMMAND, Key::Enter);
    let source = &window.workspace().project().sources()[0];
    assert_eq!((&*source.title, &*source.key), ("Title", "title"));
    assert_eq!(source.authors, ["Ann"]);
    assert_eq!(source.issued.map(|date| date.year), Some(2024));
}

#[test]
fn a_dialog_is_filled_in_and_sent_within_one_frame_and_the_rest_goes_to_the_draft() {
    let mut window = Window::blank();
    let mut events = vec![text("A report")];
    events.extend(key(Key::Enter));
    events.push(text("Typed."));
    window.act(Action::Command(Command::AddSource));
    to_title(&mut window);
    window.harness.input_mut().events.extend(events);
    window.settle();
    assert_eq!(window.workspace().project().sources()[0].title, "A report");
    assert!(window.draft().contains("Typed."));
}

#[test]
fn a_path_is_typed_from_its_end_and_completed_by_tab() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("articles")).unwrap();
    std::fs::write(folder.path().join("articles/report.txt"), "Four staff.").unwrap();
    std::fs::write(folder.path().join("articles/report.ron"), "").unwrap();
    let path = |window: &Window| window.harness.get_by_label("Path").value().unwrap();
    let mut window = Window::blank();
    window.answers.without_dialogs();
    window.act(Action::Command(Command::OpenSourceFile));
    let suggested = path(&window);
    window.type_text("x");
    assert_eq!(path(&window), format!("{suggested}x"));
    window.key(Modifiers::COMMAND, Key::A);
    window.type_text(&format!("{}/ar", folder.path().display()));
    window.key(Modifiers::NONE, Key::Tab);
    let articles = format!("{}/articles/", folder.path().display());
    assert_eq!(path(&window), articles);
    window.key(Modifiers::NONE, Key::Tab);
    assert_eq!(path(&window), format!("{articles}report.txt"), "no project is looked for");
    window.key(Modifiers::NONE, Key::Enter);
    assert!(window.shows("Add a source"), "the file is read");
    // There is nothing more to complete, so Tab goes on.
    window.key(Modifiers::NONE, Key::Escape);
    window.act(Action::Command(Command::OpenSourceFile));
    window.key(Modifiers::COMMAND, Key::A);
    window.type_text("/nowhere/");
    window.key(Modifiers::NONE, Key::Tab);
    window.type_text("x");
    assert_eq!(path(&window), "/nowhere/");
}
