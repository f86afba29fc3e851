//! Writing Hebrew and Arabic, alone and among Latin words. No font is bundled for them:
//! each letter is a box here, whose shape does not matter.

use egui::{Key, Modifiers, Rect, Role, accesskit::TextDirection, pos2};
use egui_kittest::kittest::{NodeT, Queryable};
use nutgraf::app::{Action, Command};

use crate::support::window::Window;

const CTRL: Modifiers = Modifiers::COMMAND;
const NONE: Modifiers = Modifiers::NONE;
const SHIFT: Modifiers = Modifiers::SHIFT;

/// Where the caret stands on the screen, as input methods are told.
fn caret_x(window: &Window) -> f32 {
    window.harness.output().platform_output.ime.unwrap().cursor_rect.center().x
}

/// Where the caret stands after each of so many presses of a key, in bytes.
fn steps(window: &mut Window, key: Key, count: usize) -> Vec<usize> {
    let mut step = || {
        window.key(NONE, key);
        window.caret()
    };
    (0..count).map(|_| step()).collect()
}

/// The right edge of the column, which a paragraph to the left begins at.
fn right_edge(window: &Window) -> f32 {
    window.rows().iter().map(|(_, rect)| rect.right()).fold(0.0, f32::max)
}

#[test]
fn what_is_typed_runs_to_the_left_from_the_right_edge() {
    let mut window = Window::with_draft("Latin words come first.\n\n");
    window.key(CTRL, Key::End);
    let left = caret_x(&window);
    window.type_text("ש");
    let first = caret_x(&window);
    assert!(first > left + 300.0, "{left} {first}");
    window.type_text("לום");
    assert!(caret_x(&window) < first);
    let second = caret_x(&window);
    window.type_text(" abc");
    assert!(window.draft().ends_with("שלום abc"));
    window.key(NONE, Key::Backspace);
    assert!(window.draft().ends_with("שלום ab"));
    window.key(CTRL, Key::Backspace);
    window.key(NONE, Key::Backspace);
    assert!(window.draft().ends_with("שלום"));
    assert_eq!(caret_x(&window), second);
    // The next paragraph begins where this one does.
    window.key(NONE, Key::Enter);
    assert!(caret_x(&window) > first, "{} {first}", caret_x(&window));
}

#[test]
fn an_arrow_goes_where_it_points_and_crosses_every_letter_once() {
    let mut window = Window::with_draft("abc שלום def");
    let right = steps(&mut window, Key::ArrowRight, 12);
    assert_eq!(right, [1, 2, 3, 4, 10, 8, 6, 4, 13, 14, 15, 16]);
    let left = steps(&mut window, Key::ArrowLeft, 12);
    assert_eq!(left, [15, 14, 13, 12, 6, 8, 10, 12, 3, 2, 1, 0]);
}

#[test]
fn the_caret_stands_further_in_the_direction_of_each_press() {
    let mut window = Window::with_draft("אחת two (שלוש) 45 שש – seven, שמונה");
    let mut places = vec![caret_x(&window)];
    while window.caret() < window.draft().len() || places.len() < 5 {
        window.key(NONE, Key::ArrowLeft);
        places.push(caret_x(&window));
        assert!(places.len() < 60, "{places:?}");
    }
    assert!(places.windows(2).all(|pair| pair[1] < pair[0]), "{places:?}");
    assert_eq!(places.len(), window.draft().chars().count() + 1);
}

#[test]
fn arrows_go_on_in_the_next_paragraph_and_do_not_turn_back() {
    let mut window = Window::with_draft("אב\n\nגד\n");
    assert_eq!(steps(&mut window, Key::ArrowLeft, 6), [2, 4, 5, 6, 8, 10]);
    assert_eq!(steps(&mut window, Key::ArrowRight, 6), [8, 6, 5, 4, 2, 0]);
}

#[test]
fn words_are_passed_in_the_direction_of_the_paragraph() {
    let mut window = Window::with_draft("שלום עולם\n");
    window.key(CTRL, Key::ArrowLeft);
    assert_eq!(window.caret(), "שלום".len());
    window.key(CTRL | SHIFT, Key::ArrowLeft);
    assert_eq!(window.selected(), " עולם");
    // A selection is left at the side that the arrow points to.
    window.key(NONE, Key::ArrowRight);
    assert_eq!(window.caret(), "שלום".len());
    window.key(CTRL, Key::Backspace);
    assert_eq!(window.draft(), " עולם\n");
}

#[test]
fn home_and_end_are_the_ends_of_the_row_as_it_is_read() {
    let mut window = Window::with_draft("שלום abc\n");
    window.key(NONE, Key::End);
    assert_eq!(window.caret(), "שלום abc".len());
    window.key(NONE, Key::Home);
    assert_eq!(window.caret(), 0);
    assert!((caret_x(&window) - right_edge(&window)).abs() < 1.5);
}

#[test]
fn up_and_down_keep_their_place_on_the_page() {
    let mut window = Window::with_draft("שלום עולם שלום\nאב\nשלום עולם שלום\n");
    window.select(13..13);
    let x = caret_x(&window);
    window.key(NONE, Key::ArrowDown);
    window.key(NONE, Key::ArrowDown);
    assert!((caret_x(&window) - x).abs() < 1.0);
    window.key(NONE, Key::ArrowUp);
    window.key(NONE, Key::ArrowUp);
    assert_eq!(window.caret(), 13);
}

#[test]
fn a_drag_selects_from_where_it_began_to_where_it_ends() {
    let mut window = Window::with_draft("שלום עולם abc טוב\n");
    let run = |window: &Window, words: &str| -> Rect { window.row_with(words) };
    let (words, latin) = (run(&window, "שלום"), run(&window, "abc"));
    let y = words.center().y;
    window.harness.drag_at(pos2(words.right() - 1.0, y));
    window.harness.step();
    // Into the Latin word, which is read from its left edge on.
    let inside = pos2(latin.left() + 0.7 * latin.width(), y);
    window.harness.hover_at(inside);
    window.harness.step();
    window.harness.drop_at(inside);
    window.settle();
    assert_eq!(window.selected(), "שלום עולם ab");
    window.harness.event(egui::Event::Copy);
    window.settle();
    assert_eq!(window.copied.borrow().as_deref(), Some("שלום עולם ab"));
    window.press(pos2(words.center().x, y), 2, NONE);
    assert!(["שלום", "עולם"].contains(&window.selected().as_str()), "{}", window.selected());
}

#[test]
fn a_screen_reader_is_told_which_way_each_run_goes() {
    let window = Window::with_draft("abc שלום, 12 טוב\n");
    let draft = window.harness.get_by_label("Draft");
    let runs: Vec<_> = draft
        .query_all_by_role(Role::TextRun)
        .map(|run| {
            let data = run.accesskit_node();
            let data = data.data();
            let positions = data.character_positions().unwrap().to_vec();
            assert!(positions.windows(2).all(|pair| pair[0] <= pair[1]), "{positions:?}");
            assert_eq!(positions.len(), run.value().unwrap().chars().count());
            (run.value().unwrap(), data.text_direction().unwrap(), run.rect())
        })
        .collect();
    let words: String = runs.iter().map(|(words, ..)| words.as_str()).collect();
    assert_eq!(words, window.draft());
    let of = |words: &str| runs.iter().find(|(run, ..)| run.contains(words)).unwrap().clone();
    assert_eq!(of("abc").1, TextDirection::LeftToRight);
    assert_eq!(of("שלום").1, TextDirection::RightToLeft);
    assert_eq!(of("12").1, TextDirection::LeftToRight);
    // “12” is read behind the first word and so stands at its left.
    assert!(of("12").2.right() <= of("שלום").2.left() + 1.0);
    assert!(of("טוב").2.right() <= of("12").2.left() + 1.0);
}

#[test]
fn a_key_in_a_line_of_both_directions_sets_that_line_alone() {
    let mut window = Window::with_draft("שלום abc\n\nטוב (מאוד)\n\nLatin.\n");
    window.select(4..4);
    window.harness.event(egui::Event::Text("ה".to_owned()));
    window.harness.step();
    assert_eq!(window.harness.state().work().lines, 1);
    window.settle();
    assert_eq!(window.harness.state().work().lines, 0);
}

#[test]
fn marks_of_direction_are_harmless_and_can_be_deleted() {
    let mut window = Window::with_draft("a\u{202E}b\u{202C}c ש\u{200F}!\n");
    window.select(0..0);
    for _ in 0..8 {
        window.key(NONE, Key::ArrowRight);
    }
    window.key(CTRL, Key::End);
    window.key(NONE, Key::ArrowLeft);
    for _ in 0..2 {
        window.key(NONE, Key::Backspace);
    }
    assert_eq!(window.draft(), "a\u{202E}b\u{202C}c ש\n");
    window.act(Action::Command(Command::Undo));
    assert_ne!(window.draft(), "a\u{202E}b\u{202C}c ש\n");
}
