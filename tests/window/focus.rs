//! Focus mode, and the line of the caret in the middle of the view.

use egui::{Key, Modifiers, Pos2};
use nutgraf::{
    app::{Action, Command, Tab},
    persist::settings::Dimming,
};

use crate::support::window::Window;

const NONE: Modifiers = Modifiers::NONE;

fn command(window: &mut Window, command: Command) {
    window.act(Action::Command(command));
}

fn paragraphs() -> String {
    (0..200).map(|number| format!("Paragraph {number} of a long draft.\n\n")).collect()
}

#[test]
fn nothing_but_the_draft_is_there_in_focus_mode() {
    let mut window = Window::with_draft("One.");
    assert!(window.shows("File") && window.shows("List of headings"));
    window.key(NONE, Key::F11);
    assert!(!window.shows("File") && !window.shows("List of headings") && !window.shows("Export…"));
    window.key(NONE, Key::F11);
    assert!(window.shows("File") && window.shows("List of headings"));
}

#[test]
fn the_menu_bar_comes_over_the_draft_while_the_pointer_is_at_the_upper_edge() {
    let mut window = Window::with_draft(&paragraphs());
    window.key(NONE, Key::F11);
    let before = window.rows();
    let point = |window: &mut Window, at: Pos2| {
        window.harness.event(egui::Event::PointerMoved(at));
        window.settle();
    };
    point(&mut window, Pos2::new(400.0, 1.0));
    assert!(window.shows("File"));
    point(&mut window, Pos2::new(400.0, 30.0));
    assert!(window.shows("File"), "the pointer is on it");
    assert_eq!(window.rows(), before, "the draft does not move for it");
    point(&mut window, Pos2::new(400.0, 300.0));
    assert!(!window.shows("File"));
}

#[test]
fn escape_leaves_focus_mode_where_nothing_else_takes_it() {
    let mut window = Window::with_draft("One two.");
    window.key(NONE, Key::F11);
    window.key(Modifiers::COMMAND, Key::F);
    window.key(NONE, Key::Escape);
    assert!(window.workspace().find().is_none());
    assert!(window.workspace().view().is_focused);
    window.key(NONE, Key::Escape);
    assert!(!window.workspace().view().is_focused);
    window.type_text("x");
    assert!(window.draft().contains('x'), "the draft has the keyboard");
}

#[test]
fn what_is_shown_in_a_panel_leaves_focus_mode() {
    let mut window = Window::with_draft("One two.");
    command(&mut window, Command::FocusMode);
    command(&mut window, Command::ShowClaims);
    let view = window.workspace().view();
    assert!(!view.is_focused && view.tab == Tab::Claims);
    command(&mut window, Command::FocusMode);
    command(&mut window, Command::ToggleNavigator);
    assert!(window.shows("List of headings"), "it was hidden by focus mode alone");
}

#[test]
fn what_is_dimmed_is_a_choice_that_is_kept() {
    let mut window = Window::with_draft("One two.");
    assert_eq!(window.workspace().settings().dimming, Dimming::Sentence);
    command(&mut window, Command::FocusParagraph);
    assert_eq!(window.workspace().settings().dimming, Dimming::Paragraph);
    assert_eq!(Command::FocusParagraph.is_checked(window.workspace()), Some(true));
    assert_eq!(Command::FocusSentence.is_checked(window.workspace()), Some(false));
}

/// The row with the caret, as a distance from the middle of the draft, in rows.
fn distance(window: &Window, words: &str) -> f32 {
    let row = window.row_with(words);
    let draft = window.rows();
    let top = draft.iter().map(|(_, row)| row.top()).fold(f32::INFINITY, f32::min);
    let bottom = draft.iter().map(|(_, row)| row.bottom()).fold(0.0, f32::max);
    (row.center().y - (top + bottom) / 2.0).abs() / row.height()
}

#[test]
fn the_line_of_the_caret_stays_in_the_middle_while_a_typewriter_is_typed_on() {
    let mut window = Window::with_draft(&paragraphs());
    command(&mut window, Command::ToggleTypewriter);
    window.caret_before("Paragraph 100");
    window.type_text("x");
    assert!(distance(&window, "xParagraph 100") < 2.0);
    for _ in 0..6 {
        window.key(NONE, Key::ArrowDown);
    }
    window.type_text("y");
    assert!(distance(&window, "Pyaragraph 103") < 2.0);
}

#[test]
fn a_key_in_focus_mode_lays_out_no_more_than_its_line() {
    let mut window = Window::with_draft(&paragraphs());
    window.key(NONE, Key::F11);
    window.caret_before("Paragraph 100");
    window.type_text("x");
    window.harness.event(egui::Event::Text("y".to_owned()));
    window.harness.step();
    assert!(window.harness.state().work().lines <= 2, "{:?}", window.harness.state().work());
}

#[test]
fn words_of_this_session_are_counted_beside_those_of_the_article() {
    let mut window = Window::with_draft("One two.");
    let before = window.workspace().session_words();
    window.caret_at_end();
    window.type_text(" three");
    window.type_text(" four");
    assert_eq!(window.workspace().session_words(), before + 2);
    assert!(window.mentions("this session"));
    let today = window.workspace().words_of_days();
    assert_eq!(today.len(), 14);
    assert_eq!(today.last().unwrap().words, window.workspace().session_words());
    window.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.workspace().session_words(), before + 1, "undo takes them back");
}

#[test]
fn the_goal_of_a_session_is_set_among_the_details_and_is_the_writers() {
    let mut window = Window::with_draft("One two.");
    let label = window.workspace().undo_label();
    command(&mut window, Command::ArticleDetails);
    window.fill("Words a session", "500");
    window.key(NONE, Key::Enter);
    assert_eq!(window.workspace().settings().session_goal, Some(500));
    assert_eq!(window.workspace().undo_label(), label, "the article is as it was");
    assert!(window.mentions("of 500 this session"));
}
