//! Writing in the draft: caret, selection, keys, pointer, clipboard, input methods and
//! screen readers, by role and name.

use egui::{Event, ImeEvent, Key, Modifiers, Role, pos2, vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use nutgraf::app::{Action, Command};
use nutgraf_engine::text::Change;

use crate::support::window::{Options, Window};

const CTRL: Modifiers = Modifiers::COMMAND;
const NONE: Modifiers = Modifiers::NONE;
const SHIFT: Modifiers = Modifiers::SHIFT;

/// A long draft; each paragraph says which it is.
fn paragraphs(count: usize) -> String {
    let words = "has some words, and then some more of them, until it fills two rows or three on the page of the editor, which is enough.";
    (0..count).map(|number| format!("Paragraph {number} {words}\n\n")).collect()
}

#[test]
fn only_what_is_in_view_is_set_and_told_to_a_screen_reader() {
    let mut window = Window::with_draft(&paragraphs(2_000));
    assert!(window.rows().len() < 60, "{}", window.rows().len());
    assert!(window.rows().iter().any(|(row, _)| row.starts_with("Paragraph 0 ")));
    window.key(CTRL, Key::End);
    assert!(window.rows().len() < 60);
    assert!(window.rows().iter().any(|(row, _)| row.starts_with("Paragraph 1999 ")));
    assert_eq!(window.caret(), window.draft().len());
    window.key(CTRL, Key::Home);
    assert!(window.rows().iter().any(|(row, _)| row.starts_with("Paragraph 0 ")));
}

#[test]
fn a_screen_reader_hears_headings_and_paragraphs() {
    let window = Window::with_draft("# A title\n\nWords.\n\n## A part\n");
    let draft = window.harness.get_by_label("Draft");
    assert_eq!(draft.accesskit_node().role(), Role::MultilineTextInput);
    let headings: Vec<_> = draft.query_all_by_role(Role::Heading).collect();
    let levels: Vec<_> = headings.iter().map(|node| node.accesskit_node().level()).collect();
    assert_eq!(levels, [Some(1), Some(2)]);
    assert!(draft.query_all_by_role(Role::Paragraph).count() >= 3);
    let rows: Vec<_> = window.rows().into_iter().map(|(row, _)| row).collect();
    assert_eq!(rows.concat(), window.draft());
}

#[test]
fn a_screen_reader_moves_the_caret_and_replaces_words() {
    let mut window = Window::with_draft("One two three.\n");
    let draft = window.harness.get_by_label("Draft");
    let run = draft.query_all_by_role(Role::TextRun).next().unwrap();
    let (run, _) = run.accesskit_node().locate();
    let (node, _) = draft.accesskit_node().locate();
    let position = |character_index| egui::accesskit::TextPosition { node: run, character_index };
    let selection = egui::accesskit::TextSelection { anchor: position(4), focus: position(7) };
    window.harness.event(Event::AccessKitActionRequest(egui::accesskit::ActionRequest {
        action: egui::accesskit::Action::SetTextSelection,
        target_tree: egui::accesskit::TreeId::ROOT,
        target_node: node,
        data: Some(egui::accesskit::ActionData::SetTextSelection(selection)),
    }));
    window.settle();
    assert_eq!(window.marked(), "One ⟦two⟧ three.\n");
    window.harness.get_by_label("Draft").replace_selected_text_accesskit("2");
    window.settle();
    assert_eq!(window.draft(), "One 2 three.\n");
}

#[test]
fn up_and_down_keep_their_column_across_a_short_line() {
    let start = "A first |line of words\nab\nA third line of words\n";
    let mut window = Window::with_marked(start);
    window.key(NONE, Key::ArrowDown);
    assert_eq!(window.marked(), "A first line of words\nab|\nA third line of words\n");
    window.key(NONE, Key::ArrowDown);
    let third = window.draft().find("A third").unwrap();
    assert!(window.caret().abs_diff(third + 8) <= 2, "{}", window.caret());
    window.key(NONE, Key::ArrowUp);
    window.key(NONE, Key::ArrowUp);
    assert_eq!(window.marked(), start);
}

#[test]
fn up_in_the_first_row_goes_to_the_start_and_down_in_the_last_to_the_end() {
    let mut window = Window::with_marked("One l|ine only");
    window.key(NONE, Key::ArrowUp);
    assert_eq!(window.marked(), "|One line only");
    window.key(NONE, Key::ArrowDown);
    assert_eq!(window.marked(), "One line only|");
}

#[test]
fn home_and_end_stop_at_the_row_and_not_at_the_paragraph() {
    let mut window = Window::with_draft(&paragraphs(1));
    let rows = window.rows();
    let second = rows[0].0.len()..rows[0].0.len() + rows[1].0.len();
    window.select(second.start + 5..second.start + 5);
    window.key(NONE, Key::End);
    assert_eq!(window.caret(), second.end - 1, "before the blank at which the row is broken");
    window.key(NONE, Key::Home);
    assert_eq!(window.caret(), second.start);
    window.key(SHIFT, Key::End);
    assert_eq!(window.selected(), rows[1].0.trim_end());
}

#[test]
fn a_page_is_a_view_less_a_row_or_two() {
    let mut window = Window::with_draft(&paragraphs(200));
    let first = window.rows()[0].1;
    window.key(NONE, Key::PageDown);
    let down = window.caret();
    assert!(down > 1_000, "{down}");
    window.key(NONE, Key::PageDown);
    assert!(window.caret() > down + 1_000);
    window.key(NONE, Key::PageUp);
    window.key(NONE, Key::PageUp);
    assert_eq!(window.caret(), 0);
    assert!((window.rows()[0].1.top() - first.top()).abs() <= 40.0);
}

#[test]
fn words_are_moved_over_selected_and_deleted() {
    let mut window = Window::with_marked("|One, two’s (three).\n");
    window.key(CTRL, Key::ArrowRight);
    window.key(CTRL | SHIFT, Key::ArrowRight);
    assert_eq!(window.marked(), "One⟦, two’s⟧ (three).\n");
    window.key(NONE, Key::ArrowRight);
    window.key(CTRL, Key::Backspace);
    assert_eq!(window.marked(), "One, | (three).\n");
    window.key(CTRL, Key::Delete);
    assert_eq!(window.marked(), "One, |).\n");
}

#[test]
fn a_letter_with_its_accent_or_a_family_goes_in_one_step() {
    let mut window = Window::with_draft("ae\u{301}👩‍👩‍👧");
    window.key(CTRL, Key::End);
    window.key(NONE, Key::Backspace);
    assert_eq!(window.marked(), "ae\u{301}|");
    window.key(NONE, Key::ArrowLeft);
    assert_eq!(window.marked(), "a|e\u{301}");
    window.key(NONE, Key::Delete);
    assert_eq!(window.marked(), "a|");
}

#[test]
fn line_breaks_of_two_characters_are_one_and_go_on_as_they_are() {
    let mut window = Window::with_marked("one|\r\ntwo\r\n");
    window.key(NONE, Key::ArrowRight);
    assert_eq!(window.marked(), "one\r\n|two\r\n");
    window.key(NONE, Key::Enter);
    assert_eq!(window.marked(), "one\r\n\r\n|two\r\n");
    window.key(NONE, Key::Backspace);
    assert_eq!(window.marked(), "one\r\n|two\r\n");
}

#[test]
fn a_click_puts_the_caret_where_it_lands() {
    let mut window = Window::with_draft("First words.\n\nSecond words.\n");
    let row = window.row_with("Second");
    window.press(pos2(row.left() + 1.0, row.center().y), 1, NONE);
    assert_eq!(window.marked(), "First words.\n\n|Second words.\n");
    window.press(pos2(row.right() + 200.0, row.center().y), 1, NONE);
    assert_eq!(window.marked(), "First words.\n\nSecond words.|\n");
    let below = window.harness.get_by_label("Draft").rect().center_bottom() - vec2(0.0, 60.0);
    window.press(below, 1, NONE);
    assert_eq!(window.marked(), "First words.\n\nSecond words.\n|");
}

#[test]
fn two_presses_take_the_word_and_three_the_line() {
    let mut window = Window::with_draft("First words here.\n\nSecond.\n");
    let row = window.row_with("First");
    window.press(row.center(), 2, NONE);
    assert_eq!(window.marked(), "First ⟦words⟧ here.\n\nSecond.\n");
    window.press(row.center(), 3, NONE);
    assert_eq!(window.marked(), "⟦First words here.\n⟧\nSecond.\n");
}

#[test]
fn a_press_with_shift_extends_the_selection() {
    let mut window = Window::with_draft("First words here.\n\nSecond.\n");
    let (first, second) = (window.row_with("First"), window.row_with("Second"));
    window.press(pos2(first.left() + 1.0, first.center().y), 1, NONE);
    window.press(pos2(second.right() + 9.0, second.center().y), 1, SHIFT);
    assert_eq!(window.marked(), "⟦First words here.\n\nSecond.⟧\n");
    window.press(pos2(first.right() + 9.0, first.center().y), 1, SHIFT);
    assert_eq!(window.marked(), "⟦First words here.⟧\n\nSecond.\n");
}

#[test]
fn a_drag_beyond_the_edge_scrolls_on() {
    let mut window = Window::with_draft(&paragraphs(200));
    let row = window.row_with("Paragraph 1 ");
    let draft = window.harness.get_by_label("Draft").rect();
    window.harness.drag_at(row.left_center() + vec2(1.0, 0.0));
    window.harness.step();
    window.harness.hover_at(draft.center_bottom() + vec2(0.0, 80.0));
    for _ in 0..60 {
        window.harness.step();
    }
    window.harness.drop_at(draft.center_bottom() + vec2(0.0, 80.0));
    window.settle();
    let words = window.selected();
    assert!(words.starts_with("Paragraph 1 "), "{}", &words[..40]);
    assert!(words.contains("Paragraph 12 "), "{} bytes", words.len());
}

#[test]
fn a_press_of_the_other_button_leaves_the_selection_it_is_on() {
    let mut window = Window::with_marked("First ⟦words⟧ here.\n");
    let row = window.row_with("First");
    let press = |window: &mut Window, at| {
        window.harness.hover_at(at);
        window.harness.step();
        for pressed in [true, false] {
            let button = egui::PointerButton::Secondary;
            window.harness.event(Event::PointerButton {
                pos: at,
                button,
                pressed,
                modifiers: NONE,
            });
            window.harness.step();
        }
        window.settle();
    };
    press(&mut window, row.center());
    assert_eq!(window.marked(), "First ⟦words⟧ here.\n");
    assert!(window.shows("Mark as claim") || window.mentions("claim"));
}

#[test]
fn a_paste_over_a_selection_is_one_step_of_undo() {
    let mut window = Window::with_marked("One ⟦two⟧ three.\n");
    window.harness.event(Event::Paste("2\n2".to_owned()));
    window.settle();
    assert_eq!(window.draft(), "One 2\n2 three.\n");
    window.act(Action::Command(Command::Undo));
    assert_eq!(window.draft(), "One two three.\n");
}

#[test]
fn copy_and_cut_give_the_selected_words() {
    let mut window = Window::with_marked("One ⟦two ⟧three.\n");
    window.harness.event(Event::Copy);
    window.settle();
    assert_eq!(window.copied.borrow().as_deref(), Some("two "));
    window.harness.event(Event::Cut);
    window.settle();
    assert_eq!(window.draft(), "One three.\n");
}

fn preedit(text: &str) -> Event {
    Event::Ime(ImeEvent::Preedit { text: text.to_owned(), active_range_chars: None })
}

#[test]
fn what_an_input_method_composes_comes_into_the_draft_when_it_is_done() {
    let mut window = Window::with_marked("One |three.\n");
    let plain = window.row_with("One").right();
    for text in ["に", "にほ", "にほん"] {
        window.harness.event(preedit(text));
        window.settle();
    }
    assert_eq!(window.draft(), "One three.\n", "nothing is in the draft yet");
    let ime = window.harness.output().platform_output.ime.unwrap();
    assert!(ime.cursor_rect.left() < plain + 80.0 && ime.cursor_rect.height() > 10.0);
    window.harness.event(preedit("に"));
    window.key(NONE, Key::Backspace);
    assert_eq!(window.draft(), "One three.\n", "Backspace is the input method's");
    window.harness.event(Event::Ime(ImeEvent::Commit("日本".to_owned())));
    window.settle();
    assert_eq!(window.marked(), "One 日本|three.\n");
    window.act(Action::Command(Command::Undo));
    assert_eq!(window.draft(), "One three.\n");
}

#[test]
fn a_composition_takes_the_place_of_the_selection_and_may_be_given_up() {
    let mut window = Window::with_marked("One ⟦two⟧ three.\n");
    window.harness.event(preedit("ni"));
    window.harness.event(Event::Ime(ImeEvent::Commit("に".to_owned())));
    window.settle();
    assert_eq!(window.draft(), "One に three.\n");
    window.harness.event(preedit("x"));
    window.harness.event(preedit(""));
    window.settle();
    window.type_text("!");
    assert_eq!(window.draft(), "One に! three.\n");
}

#[test]
fn a_composition_that_the_pointer_ends_stays() {
    let mut window = Window::with_marked("One| two.\n\nThree.\n");
    window.harness.event(preedit("é"));
    window.settle();
    let row = window.row_with("Three");
    window.press(row.center(), 1, NONE);
    assert_eq!(window.draft(), "Oneé two.\n\nThree.\n");
}

#[test]
fn an_input_method_may_take_back_what_stands_around_the_caret() {
    let mut window = Window::with_marked("aé|bc");
    let event = ImeEvent::DeleteSurrounding { before_chars: 1, after_chars: 1 };
    window.harness.event(Event::Ime(event));
    window.settle();
    assert_eq!(window.draft(), "ac");
}

#[test]
fn brackets_and_quotation_marks_come_in_pairs() {
    let mut window = Window::with_draft("");
    for letter in ["S", "a", "y", " ", "“"] {
        window.type_text(letter);
    }
    assert_eq!(window.draft(), "Say “”");
    for letter in ["h", "i", "”", "."] {
        window.type_text(letter);
    }
    assert_eq!(window.draft(), "Say “hi”.");
    window.type_text(" ");
    window.type_text("(");
    window.key(NONE, Key::Backspace);
    assert_eq!(window.draft(), "Say “hi”. ");
    window.select_words("hi");
    window.type_text("*");
    assert_eq!(window.draft(), "Say “*hi*”. ");
    window.act(Action::Command(Command::TogglePairs));
    window.key(CTRL, Key::End);
    window.type_text("(");
    assert_eq!(window.draft(), "Say “*hi*”. (");
}

#[test]
fn a_fence_does_not_make_code_of_what_stands_behind_it() {
    let mut window = Window::with_marked("One.\n\n|\n\nTwo “and three” words.\n");
    for letter in ["`", "`", "`", "r", "s"] {
        window.type_text(letter);
    }
    window.key(NONE, Key::Enter);
    window.type_text("let x;");
    assert_eq!(window.draft(), "One.\n\n```rs\nlet x;\n```\n\nTwo “and three” words.\n");
    assert_eq!(window.workspace().structure().quotations.len(), 1);
    // The marks that end the block are typed like any other.
    let end = window.draft().find("\n```\n").unwrap();
    window.act(Action::Edit(Change::delete(end + 1..end + 4)));
    window.select(end + 1..end + 1);
    for _ in 0..3 {
        window.type_text("`");
    }
    assert_eq!(window.draft(), "One.\n\n```rs\nlet x;\n```\n\nTwo “and three” words.\n");
}

#[test]
fn enter_goes_on_with_a_list_and_ends_it() {
    let mut window = Window::with_marked("- one|");
    window.key(NONE, Key::Enter);
    window.type_text("two");
    assert_eq!(window.draft(), "- one\n- two");
    window.key(NONE, Key::Tab);
    assert_eq!(window.draft(), "- one\n  - two");
    window.key(SHIFT, Key::Tab);
    window.key(NONE, Key::Enter);
    window.key(NONE, Key::Enter);
    assert_eq!(window.draft(), "- one\n- two\n\n");
    window.caret_at_start();
    window.key(CTRL, Key::End);
    window.key(SHIFT, Key::Enter);
    assert_eq!(window.draft(), "- one\n- two\n\n\n");
}

#[test]
fn an_edit_above_the_view_does_not_move_the_words_in_it() {
    let mut window = Window::with_draft(&paragraphs(300));
    let at = window.draft().find("Paragraph 150 ").unwrap();
    window.select(at..at);
    let before = window.row_with("Paragraph 150 ");
    window.act(Action::Edit(Change::insert(0, "New words at the start.\n\n".repeat(20))));
    let after = window.row_with("Paragraph 150 ");
    assert!((before.top() - after.top()).abs() < 1.0, "{before:?} {after:?}");
}

#[test]
fn a_narrower_window_shows_the_same_words() {
    let mut window = Window::with_draft(&paragraphs(300));
    window.caret_before("Paragraph 150 ");
    let first = window.rows()[0].0.split_whitespace().take(2).collect::<Vec<_>>().join(" ");
    let top = window.rows()[0].0.clone();
    window.harness.set_size(vec2(700.0, 900.0));
    window.settle();
    let shown: String = window.rows().into_iter().map(|(row, _)| row).collect();
    assert!(shown.contains("Paragraph 150 "), "{shown}");
    assert!(first.is_empty() || shown.contains(top.split_whitespace().next().unwrap_or("")));
    window.harness.set_size(vec2(1440.0, 900.0));
    window.settle();
    let _ = window.row_with("Paragraph 150 ");
}

#[test]
fn a_text_that_shrinks_is_still_seen() {
    let mut window = Window::blank();
    window.write(&"A paragraph of words.\n\n".repeat(80));
    assert!(!window.rows().iter().any(|(row, _)| row.contains("A ban")), "the view went down");
    window.select(0..window.draft().len());
    window.type_text("Short.");
    window.settle();
    let draft = window.harness.get_by_label("Draft").rect();
    assert!(draft.contains_rect(window.row_with("Short.")), "the view came back");
}

#[test]
fn a_line_of_a_book_can_be_edited_anywhere() {
    let line = "some words of a book that knows no paragraphs ".repeat(4_000);
    let mut window = Window::with_draft(&line);
    let middle = line.len() / 2;
    window.select(middle..middle);
    window.type_text("HERE");
    assert!(window.rows().iter().any(|(row, _)| row.contains("HERE")));
    assert!(window.rows().len() < 60);
    window.key(NONE, Key::ArrowDown);
    let down = window.caret();
    window.key(NONE, Key::ArrowUp);
    assert_eq!(window.caret(), middle + 4);
    assert!(down > middle + 4);
}

#[test]
fn a_key_among_a_million_words_sets_the_line_that_was_edited_and_no_other() {
    let mut window = Window::with(Options { size: (1000.0, 800.0), ..Options::default() });
    window.act(Action::NewFromTemplate { template: 4, title: "Long".into() });
    let length = window.draft().len();
    window.act(Action::Edit(Change::replace(0..length, paragraphs(40_000))));
    assert!(window.workspace().structure().words > 1_000_000);
    let at = window.draft().find("Paragraph 20000 ").unwrap() + 5;
    window.select(at..at);
    for letter in ["a", "b", "c"] {
        window.harness.event(Event::Text(letter.to_owned()));
        window.harness.step();
        let work = window.harness.state().work();
        assert_eq!(work.lines, 1, "{work:?}");
        assert!(work.bytes < 400, "{work:?}");
        window.harness.step();
        assert_eq!(window.harness.state().work().lines, 0, "nothing changed");
    }
}

#[test]
fn a_resize_and_a_zoom_set_what_is_seen() {
    let mut window = Window::with_draft(&paragraphs(2_000));
    window.caret_before("Paragraph 1000 ");
    let in_view = window.rows().len();
    window.harness.set_size(vec2(900.0, 700.0));
    window.harness.step();
    let resized = window.harness.state().work().lines;
    assert!(0 < resized && resized <= in_view, "{resized} lines of {in_view} rows");
    window.act(Action::Command(Command::ZoomIn));
    window.harness.step();
    assert!(window.harness.state().work().lines <= in_view);
    assert!(window.rows().iter().any(|(row, _)| row.starts_with("Paragraph 1000 ")));
}
