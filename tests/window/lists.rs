//! Lists and parts of the window by keyboard.

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use nutgraf::app::{Action, Command};

use crate::support::window::Window;

const NONE: Modifiers = Modifiers::NONE;

/// A window with three sources, the caret at the end of its draft.
fn with_sources() -> Window {
    let mut window = Window::blank();
    for title in ["The audit", "Annual report", "The ban"] {
        window.add_source(title, "Four staff on the audit group looked into it.");
    }
    window.act(Action::ShowSource(None));
    window.caret_at_end();
    window
}

fn titles(window: &Window) -> Vec<String> {
    let sources = window.workspace().project().sources();
    sources.iter().map(|source| source.title.clone()).collect()
}

/// The title of the source that is open.
fn open(window: &Window) -> Option<String> {
    window.workspace().current_source().map(|source| source.title.clone())
}

#[test]
fn sources_are_gone_through_opened_and_deleted_by_keys_and_undo_brings_them_back() {
    let mut window = with_sources();
    window.key(Modifiers::COMMAND, Key::Num4);
    window.key(NONE, Key::ArrowDown);
    window.key(NONE, Key::Enter);
    assert_eq!(open(&window).as_deref(), Some("Annual report"));
    window.key(NONE, Key::Backspace);
    assert_eq!(open(&window), None, "back to all");
    window.key(NONE, Key::End);
    window.key(NONE, Key::Delete);
    assert_eq!(titles(&window), ["The audit", "Annual report"]);
    window.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(titles(&window), ["The audit", "Annual report", "The ban"]);
    window.key(NONE, Key::Escape);
    window.type_text("Typed.");
    assert!(window.draft().ends_with("Typed."));
}

#[test]
fn a_source_is_found_by_the_letters_that_it_begins_with() {
    let mut window = with_sources();
    let before = window.draft();
    window.key(Modifiers::COMMAND, Key::Num4);
    let letters = "the b".chars().map(|letter| egui::Event::Text(letter.to_string()));
    window.harness.input_mut().events.extend(letters);
    window.settle();
    window.key(NONE, Key::Enter);
    assert_eq!(open(&window).as_deref(), Some("The ban"));
    assert_eq!(window.draft(), before);
}

#[test]
fn the_list_says_its_name_and_the_row_that_is_current() {
    let mut window = with_sources();
    window.key(Modifiers::COMMAND, Key::Num4);
    window.key(NONE, Key::ArrowDown);
    let list = window.harness.get_by_label("List of sources");
    assert_eq!(list.value().as_deref(), Some("Annual report"));
}

#[test]
fn quotes_of_a_source_are_chosen_inserted_and_deleted_by_keys() {
    let mut window = with_sources();
    window.act(Action::Command(Command::ShowSources));
    window.key(NONE, Key::Enter);
    let range = nutgraf_engine::range::SourceRange::new(0, 10);
    window.act(Action::SelectInReader(Some(range)));
    window.act(Action::Command(Command::QuoteSelection));
    window.act(Action::ShowQuote(None));
    window.key(Modifiers::COMMAND, Key::Num4);
    window.key(NONE, Key::Enter);
    assert!(window.draft().contains("“Four staff”"), "{}", window.draft());
    window.key(Modifiers::COMMAND, Key::Num4);
    window.key(NONE, Key::Delete);
    assert!(window.workspace().project().quotes().is_empty());
}

#[test]
fn findings_lead_through_the_draft_and_enter_goes_there() {
    let mut window = Window::with_draft("One [@nobody] said.\n\nTwo [@noone] said.\n");
    window.key(Modifiers::COMMAND, Key::Num6);
    window.key(NONE, Key::ArrowDown);
    assert_eq!(window.lit(), "@noone");
    window.key(NONE, Key::Home);
    assert_eq!(window.lit(), "@nobody");
    window.key(NONE, Key::Enter);
    window.type_text("x");
    assert_eq!(window.draft(), "One [x@nobody] said.\n\nTwo [@noone] said.\n");
}

#[test]
fn f6_goes_round_what_is_shown_and_back() {
    let mut window = Window::with_draft("# One\n\n# Two\n");
    let typed = |window: &mut Window| {
        let before = window.draft().len();
        window.type_text("t");
        window.draft().len() > before
    };
    let f6 = |window: &mut Window, modifiers| window.key(modifiers, Key::F6);
    assert!(typed(&mut window));
    f6(&mut window, NONE);
    assert!(!typed(&mut window), "the panel");
    f6(&mut window, NONE);
    assert!(!typed(&mut window), "the outline");
    f6(&mut window, NONE);
    assert!(typed(&mut window), "the draft again");
    f6(&mut window, Modifiers::SHIFT);
    window.type_text("tw");
    window.key(NONE, Key::Enter);
    window.type_text("!");
    assert!(window.draft().ends_with("# Two!\n"), "{}", window.draft());
    window.act(Action::Command(Command::ToggleNavigator));
    window.act(Action::Command(Command::TogglePanel));
    f6(&mut window, NONE);
    assert!(typed(&mut window), "there is nothing else");
}

#[test]
fn a_list_that_is_hidden_gives_the_keyboard_back() {
    let mut window = with_sources();
    window.key(Modifiers::COMMAND, Key::Num4);
    window.act(Action::Command(Command::TogglePanel));
    window.type_text("Typed.");
    assert!(window.draft().ends_with("Typed."));
}

#[test]
fn zooming_keeps_the_caret_in_view() {
    let lines: String = (0..300).map(|line| format!("Line {line} of the draft.\n\n")).collect();
    let mut window = Window::with_draft(&lines);
    window.caret_in("Line 150 of");
    let is_seen = |window: &Window| {
        let rows = window.rows();
        rows.iter().any(|(row, rect)| row.contains("Line 150 ") && rect.bottom() < 872.0)
    };
    // Near the lower edge, from which a larger type pushes it out.
    window.harness.hover_at(egui::pos2(700.0, 450.0));
    let delta = egui::vec2(0.0, 330.0);
    window.harness.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta,
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Unknown,
        modifiers: NONE,
    });
    window.settle();
    assert!(is_seen(&window));
    for _ in 0..8 {
        window.act(Action::Command(Command::ZoomIn));
    }
    let zoom = window.harness.ctx.zoom_factor();
    let bottom = 900.0 / zoom - 28.0;
    let row = window.row_with("Line 150 ");
    assert!(row.top() > 36.0 && row.bottom() <= bottom, "{row:?} of {bottom}");
}

#[test]
fn undo_brings_back_exactly_what_one_key_took() {
    let undone = |draft: &str, keys: &[&str]| {
        let mut window = Window::with_marked(draft);
        for key in keys {
            match *key {
                "⌫" => window.key(NONE, Key::Backspace),
                "⌦" => window.key(NONE, Key::Delete),
                "undo" => window.key(Modifiers::COMMAND, Key::Z),
                text => window.type_text(text),
            }
        }
        window.draft()
    };
    assert_eq!(undone("one |", &["two", "⌫", "undo"]), "one two");
    assert_eq!(undone("one two|", &["⌫", "⌫", "undo"]), "one tw");
    assert_eq!(undone("one |two", &["⌦", "undo"]), "one two");
    assert_eq!(undone("one ⟦two⟧", &["x", "undo"]), "one two");
    assert_eq!(undone("one ⟦two⟧", &["x", "y", "undo"]), "one x");
    assert_eq!(undone("one ⟦two⟧", &["⌫", "x", "undo"]), "one ");
    assert_eq!(undone("|", &["a", "b", "undo"]), "", "letters go together");
}
