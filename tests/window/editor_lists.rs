//! How lists and quotations are set, and that the caret stands where their characters are.

use egui::{Key, Modifiers};

use crate::support::window::Window;

const NONE: Modifiers = Modifiers::NONE;

const LIST: &str = "- Parent item with words enough that they are wrapped into a second row of the column, surely\n  - Inner\n    - Innermost\n\n1. One\n   - In it\n10. Ten\n    - In that\n\n> Said.\n>\n> - Item\n";

/// Where the caret stands on the screen, as input methods are told.
fn caret_x(window: &Window) -> f32 {
    window.harness.output().platform_output.ime.unwrap().cursor_rect.center().x
}

/// Where the caret stands in front of some words.
fn x_of(window: &mut Window, words: &str) -> f32 {
    let at = window.draft().find(words).unwrap();
    window.select(at..at);
    window.settle();
    caret_x(window)
}

#[test]
fn an_item_stands_at_the_words_of_the_one_that_it_is_part_of() {
    let mut window = Window::with_draft(LIST);
    for (outer, inner) in [
        ("Parent", "- Inner"),
        ("Inner", "- Innermost"),
        ("One", "- In it"),
        ("Ten", "- In that"),
        ("Said", "- Item"),
    ] {
        let (outer_x, inner_x) = (x_of(&mut window, outer), x_of(&mut window, inner));
        assert!((outer_x - inner_x).abs() < 1.0, "{outer} at {outer_x}, {inner} at {inner_x}");
    }
}

#[test]
fn wrapped_rows_of_an_item_begin_at_its_words() {
    let mut window = Window::with_draft(LIST);
    let words = x_of(&mut window, "Parent");
    window.key(NONE, Key::ArrowDown);
    window.key(NONE, Key::Home);
    assert!((caret_x(&window) - words).abs() < 1.0, "{} and {words}", caret_x(&window));
}

#[test]
fn the_caret_goes_through_the_marks_from_left_to_right_and_they_stay_in_the_draft() {
    let mut window = Window::with_draft(LIST);
    let at = LIST.find("    - In that").unwrap();
    window.select(at..at);
    window.settle();
    let mut before = caret_x(&window);
    for step in 1..="    - In".len() {
        window.key(NONE, Key::ArrowRight);
        assert_eq!(window.caret(), at + step);
        assert!(caret_x(&window) > before, "step {step}");
        before = caret_x(&window);
    }
    assert_eq!(window.draft(), LIST);
}

#[test]
fn a_click_beside_a_bullet_is_one_beside_its_sign() {
    let mut window = Window::with_draft(LIST);
    let row = window.row_with("Innermost");
    let mark = x_of(&mut window, "- Innermost");
    window.press(egui::pos2(mark + 1.0, row.center().y), 1, NONE);
    assert_eq!(window.caret(), LIST.find("- Innermost").unwrap());
    window.type_text("+");
    assert!(window.draft().contains("    +- Innermost"));
}
