//! The reader of sources: what of a long snapshot it sets, and selecting in it by
//! pointer and keys.

use egui::{
    Event, Key, Modifiers, MouseWheelUnit, PointerButton, Pos2, Rect, Role, TouchPhase, vec2,
};
use egui_kittest::kittest::{NodeT, Queryable};
use nutgraf::app::Action;

use crate::support::window::{SOURCE, Window};
use nutgraf_engine::range::SourceRange;

const CTRL: Modifiers = Modifiers::COMMAND;
const NONE: Modifiers = Modifiers::NONE;
const SHIFT: Modifiers = Modifiers::SHIFT;

/// A window whose reader shows this text.
fn reading(text: &str) -> Window {
    let mut window = Window::blank();
    window.add_source("The audit", text);
    window
}

/// A long text; each paragraph says which it is.
fn paragraphs(count: usize) -> String {
    let words = "has some words, and then some more of them, until it fills two rows or three on the page of the reader.";
    (0..count).map(|number| format!("Paragraph {number} {words}\n\n")).collect()
}

/// The rows in view, as a screen reader is told of them.
fn rows(window: &Window) -> Vec<(String, Rect)> {
    let reader = window.harness.get_by_label("Source text");
    let runs = reader.query_all_by_role(Role::TextRun);
    runs.map(|run| (run.value().unwrap_or_default(), run.rect())).collect()
}

/// Where the row stands that contains these words.
fn row(window: &Window, words: &str) -> Rect {
    let rows = rows(window);
    rows.iter()
        .find(|(row, _)| row.contains(words))
        .unwrap_or_else(|| panic!("{words}: {rows:?}"))
        .1
}

fn shows(window: &Window, words: &str) -> bool {
    rows(window).iter().any(|(row, _)| row.contains(words))
}

/// What is selected, in words of the snapshot.
fn selected(window: &Window) -> String {
    let workspace = window.workspace();
    let text = &workspace.current_source().unwrap().snapshot.as_ref().unwrap().text;
    workspace.view().reader.selection.map(|range| text[range].to_owned()).unwrap_or_default()
}

fn focus(window: &mut Window, words: &str) {
    let at = row(window, words).left_center() + vec2(1.0, 0.0);
    window.press(at, 1, NONE);
}

fn button(window: &mut Window, pos: Pos2, pressed: bool) {
    let button = PointerButton::Primary;
    window.harness.event(Event::PointerButton { pos, button, pressed, modifiers: NONE });
    window.harness.step();
}

#[test]
fn only_what_is_in_view_is_set_and_told_to_a_screen_reader() {
    let mut window = reading(&paragraphs(3_000));
    assert!(rows(&window).len() < 80, "{}", rows(&window).len());
    assert!(shows(&window, "Paragraph 0 "));
    focus(&mut window, "Paragraph 0 ");
    window.key(CTRL, Key::End);
    assert!(shows(&window, "Paragraph 2999 ") && !shows(&window, "Paragraph 0 "));
    assert!(rows(&window).len() < 80);
    let reader = window.harness.get_by_label("Source text");
    let node = reader.accesskit_node();
    assert_eq!(node.role(), Role::MultilineTextInput);
    assert!(node.is_read_only());
}

#[test]
fn the_wheel_scrolls_and_the_words_keep_their_place() {
    let mut window = reading(&paragraphs(300));
    let place = row(&window, "Paragraph 1 ").center();
    window.harness.hover_at(place);
    window.settle();
    window.harness.event(Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: vec2(0.0, -2_000.0),
        phase: TouchPhase::Move,
        source: egui::MouseWheelSource::Unknown,
        modifiers: NONE,
    });
    window.settle();
    assert!(!shows(&window, "Paragraph 0 "));
    let before = rows(&window);
    window.harness.run_steps(5);
    assert_eq!(rows(&window), before);
}

#[test]
fn two_presses_select_the_word_and_three_the_paragraph() {
    let mut window = reading(SOURCE);
    let at = row(&window, "Nobody was told").left_center() + vec2(10.0, 0.0);
    window.press(at, 2, NONE);
    assert_eq!(selected(&window), "Nobody");
    window.press(at, 3, NONE);
    assert_eq!(selected(&window).trim(), SOURCE.lines().last().unwrap());
    window.press(at, 1, NONE);
    assert_eq!(selected(&window), "");
}

#[test]
fn a_drag_selects_across_paragraphs_the_bytes_of_the_snapshot() {
    let mut window = reading(SOURCE);
    let from = row(&window, "Four staff").left_center() + vec2(1.0, 0.0);
    let to = row(&window, "Nobody was told").left_center() + vec2(1.0, 0.0);
    window.harness.hover_at(from);
    window.settle();
    button(&mut window, from, true);
    window.harness.event(Event::PointerMoved(to));
    window.harness.step();
    button(&mut window, to, false);
    window.settle();
    assert_eq!(selected(&window), "Four staff on the audit group looked into it.\n\n");
}

#[test]
fn a_drag_beyond_the_edge_scrolls_on() {
    let mut window = reading(&paragraphs(300));
    let from = row(&window, "Paragraph 1 ").left_center() + vec2(1.0, 0.0);
    window.harness.hover_at(from);
    window.settle();
    button(&mut window, from, true);
    let below = window.harness.get_by_label("Source text").rect().center_bottom() + vec2(0.0, 60.0);
    window.harness.event(Event::PointerMoved(below));
    window.harness.run_steps(60);
    button(&mut window, below, false);
    window.settle();
    assert!(!shows(&window, "Paragraph 0 "));
    assert!(selected(&window).starts_with("Paragraph 1 ") && selected(&window).len() > 1_000);
}

#[test]
fn keys_move_extend_and_select_all() {
    let mut window = reading(SOURCE);
    focus(&mut window, "Four staff");
    window.key(CTRL | SHIFT, Key::ArrowRight);
    assert_eq!(selected(&window), "Four");
    window.key(SHIFT, Key::End);
    assert!(selected(&window).starts_with("Four staff"));
    window.key(NONE, Key::ArrowRight);
    assert_eq!(selected(&window), "");
    window.key(NONE, Key::Home);
    window.key(NONE, Key::ArrowDown);
    window.key(CTRL | SHIFT, Key::ArrowRight);
    window.key(CTRL, Key::A);
    assert_eq!(selected(&window).trim(), SOURCE.trim());
    window.harness.event(Event::Copy);
    window.settle();
    assert_eq!(window.copied.borrow().as_deref().map(str::trim), Some(SOURCE.trim()));
}

#[test]
fn a_page_is_turned_and_back() {
    let mut window = reading(&paragraphs(300));
    focus(&mut window, "Paragraph 0 ");
    for _ in 0..4 {
        window.key(NONE, Key::PageDown);
    }
    assert!(!shows(&window, "Paragraph 0 "));
    for _ in 0..4 {
        window.key(NONE, Key::PageUp);
    }
    assert!(shows(&window, "Paragraph 0 "));
}

#[test]
fn a_press_with_shift_extends_the_selection() {
    let mut window = reading(SOURCE);
    let from = row(&window, "Four staff").left_center() + vec2(1.0, 0.0);
    let to = row(&window, "Nobody was told").left_center() + vec2(1.0, 0.0);
    window.press(from, 1, NONE);
    window.press(to, 1, SHIFT);
    assert_eq!(selected(&window), "Four staff on the audit group looked into it.\n\n");
}

#[test]
fn a_passage_far_down_is_brought_into_view_with_its_locator() {
    let text = paragraphs(2_000);
    let mut window = reading(&text);
    let at = text.find("Paragraph 1500 ").unwrap();
    let id = window.workspace().current_source().unwrap().id.clone();
    window.act(Action::ReadAt(id, SourceRange::new(at, at + 14)));
    assert!(shows(&window, "Paragraph 1500 "));
    let reader = window.harness.get_by_label("Source text").rect();
    let row = row(&window, "Paragraph 1500 ");
    assert!(row.top() > reader.top() + 20.0 && row.bottom() < reader.bottom() - 20.0);
}

#[test]
fn what_was_quoted_lets_go_of_the_selection_and_keeps_the_place() {
    let mut window = reading(&paragraphs(300));
    focus(&mut window, "Paragraph 0 ");
    for _ in 0..4 {
        window.key(NONE, Key::PageDown);
    }
    window.key(CTRL | SHIFT, Key::ArrowRight);
    let first = rows(&window)[0].0.clone();
    window.key(NONE, Key::Q);
    assert_eq!(window.workspace().project().quotes().len(), 1);
    assert_eq!(selected(&window), "");
    let again = rows(&window);
    assert!(again.iter().take(12).any(|(row, _)| *row == first), "{first:?} {again:?}");
}

/// A source of so many quotes, each of the first words of a paragraph.
fn with_quotes(count: usize) -> Window {
    let text = paragraphs(300);
    let mut window = reading(&text);
    for number in 0..count {
        let words = format!("Paragraph {number} ");
        let at = text.find(&words).unwrap();
        window.act(Action::SelectInReader(Some(SourceRange::new(at, at + words.len() - 1))));
        window.act(Action::Command(nutgraf::app::Command::QuoteSelection));
    }
    let id = window.workspace().current_source().unwrap().id.clone();
    window.act(Action::ShowSource(None));
    window.act(Action::ShowSource(Some(id)));
    window
}

#[test]
fn details_quotes_and_text_scroll_as_one() {
    let mut window = with_quotes(4);
    let title = |window: &Window| window.harness.get_by_label_contains("captured").rect();
    let before = (title(&window), row(&window, "Paragraph 0 "));
    assert!(before.0.bottom() < before.1.top(), "what the source is stands above its text");
    window.harness.hover_at(before.1.center());
    window.settle();
    window.harness.event(Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: vec2(0.0, -60.0),
        phase: TouchPhase::Move,
        source: egui::MouseWheelSource::Unknown,
        modifiers: NONE,
    });
    window.settle();
    let by = row(&window, "Paragraph 0 ").top() - before.1.top();
    assert!(by < -20.0, "{by}");
    assert!((title(&window).top() - before.0.top() - by).abs() < 1.5);
}

#[test]
fn of_many_quotes_only_those_in_view_are_laid_out() {
    let window = with_quotes(120);
    let cards = window.harness.query_all_by_label_contains("Quote: Paragraph").count();
    assert!((3..40).contains(&cards), "{cards}");
}

#[test]
fn keys_lead_from_quote_to_quote_and_each_passage_is_in_view() {
    let mut window = with_quotes(120);
    window.act(Action::Command(nutgraf::app::Command::ShowSources));
    window.key(NONE, Key::Home);
    for _ in 0..60 {
        window.key(NONE, Key::ArrowDown);
    }
    assert!(shows(&window, "Paragraph 60 "));
    let quote = window.workspace().view().quote.clone().unwrap();
    let quote = window.workspace().project().quote(&quote).unwrap();
    assert_eq!(quote.selector.exact, "Paragraph 60");
}
