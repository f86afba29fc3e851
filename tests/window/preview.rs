//! The preview: what of a long draft it shows, and how it goes in step with the editor.

use egui::{Event, Key, Modifiers, MouseWheelUnit, Pos2, Rect, Role, TouchPhase, pos2, vec2};
use egui_kittest::kittest::Queryable;
use nutgraf::app::{Action, Mode};
use nutgraf_engine::text::Change;

use crate::support::window::{Options, Window};

const SIZE: (f32, f32) = (1440.0, 900.0);

/// A window with this draft in a mode, the caret at its start.
fn with_draft(mode: Mode, text: &str) -> Window {
    let mut window = Window::with(Options { size: SIZE, ..Options::default() });
    window.begin_with(text);
    window.act(Action::Mode(mode));
    window
}

/// A long draft; each paragraph says which it is.
fn paragraphs(count: usize) -> String {
    let words = "has some words, and then some more of them, until it fills two rows or three on the page of the preview, which is enough.";
    (0..count).map(|number| format!("Paragraph {number} {words}\n\n")).collect()
}

/// The texts of the preview in view, and where they stand.
fn texts(window: &Window) -> Vec<(String, Rect)> {
    let labels = window.harness.query_all_by_role(Role::Label);
    let labels = labels.map(|label| (label.value().unwrap_or_default(), label.rect()));
    labels.filter(|(text, _)| text.starts_with("Paragraph ")).collect()
}

/// The number of the first paragraph whose beginning is in view, in the preview.
fn first_in_preview(window: &Window) -> usize {
    let text = texts(window).into_iter().find(|(_, rect)| rect.bottom() > 60.0).unwrap().0;
    text.split(' ').nth(1).unwrap().parse().unwrap()
}

/// The number of the first paragraph in view in the editor.
fn first_in_editor(window: &Window) -> usize {
    let rows = window.rows().into_iter().map(|(row, _)| row);
    let row = rows.into_iter().find(|row| row.starts_with("Paragraph ")).unwrap();
    row.split(' ').nth(1).unwrap().parse().unwrap()
}

fn wheel(window: &mut Window, at: Pos2, points: f32) {
    window.harness.hover_at(at);
    window.settle();
    window.harness.event(Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: vec2(0.0, points),
        phase: TouchPhase::Move,
        source: egui::MouseWheelSource::Unknown,
        modifiers: Modifiers::NONE,
    });
    window.settle();
}

/// Where the wheel is turned over each.
const EDITOR: Pos2 = pos2(350.0, 400.0);
const PREVIEW: Pos2 = pos2(900.0, 400.0);

#[test]
fn a_long_draft_shows_only_what_is_in_view() {
    let mut window = with_draft(Mode::Read, &paragraphs(3_000));
    let seen = texts(&window);
    assert!((5..30).contains(&seen.len()), "{}", seen.len());
    assert!(seen[0].0.starts_with("Paragraph 0 "));
    wheel(&mut window, PREVIEW, -50_000.0);
    let seen = texts(&window);
    assert!((5..30).contains(&seen.len()), "{}", seen.len());
    assert!(first_in_preview(&window) > 50, "{}", first_in_preview(&window));
}

#[test]
fn the_preview_follows_the_editor_and_the_editor_the_preview() {
    let mut window = with_draft(Mode::Split, &paragraphs(500));
    assert_eq!((first_in_editor(&window), first_in_preview(&window)), (0, 0));
    for (at, points) in [
        (EDITOR, -3_000.0),
        (PREVIEW, -3_000.0),
        (PREVIEW, 900.0),
        (EDITOR, -20_000.0),
        (EDITOR, 400.0),
        (PREVIEW, 2_000.0),
    ] {
        let before = first_in_editor(&window);
        wheel(&mut window, at, points);
        let (editor, preview) = (first_in_editor(&window), first_in_preview(&window));
        assert_eq!(editor > before, points < 0.0, "{editor} {before}");
        assert!(editor.abs_diff(preview) <= 1, "{editor} {preview}");
        let (rows, seen) = (window.rows(), texts(&window));
        window.harness.run_steps(5);
        assert_eq!(window.rows(), rows, "nothing moves by itself");
        assert_eq!(texts(&window), seen, "nothing moves by itself");
    }
    wheel(&mut window, PREVIEW, 1_000_000.0);
    assert_eq!((first_in_editor(&window), first_in_preview(&window)), (0, 0));
}

#[test]
fn a_jump_in_the_editor_takes_the_preview_along() {
    let mut window = with_draft(Mode::Split, &paragraphs(500));
    window.caret_before("Paragraph 250 ");
    assert!(texts(&window).iter().any(|(text, _)| text.starts_with("Paragraph 250 ")));
    window.key(Modifiers::COMMAND, Key::End);
    assert!(texts(&window).iter().any(|(text, _)| text.starts_with("Paragraph 499 ")));
}

#[test]
fn the_preview_alone_begins_where_the_editor_was_and_the_editor_where_it_was_read() {
    let mut window = with_draft(Mode::Write, &paragraphs(500));
    wheel(&mut window, PREVIEW, -10_000.0);
    let written = first_in_editor(&window);
    window.act(Action::Mode(Mode::Read));
    assert!(first_in_preview(&window).abs_diff(written) <= 1);
    wheel(&mut window, PREVIEW, -5_000.0);
    let read = first_in_preview(&window);
    assert!(read > written);
    window.act(Action::Mode(Mode::Write));
    assert!(first_in_editor(&window).abs_diff(read) <= 1);
}

#[test]
fn of_a_long_list_only_the_items_in_view_are_shown() {
    let list: String = (1..=3_000).map(|item| format!("1. Paragraph {item}\n")).collect();
    let mut window = with_draft(Mode::Split, &list);
    window.caret_before("Paragraph 1500\n");
    let seen = texts(&window);
    assert!(seen.len() < 60, "{}", seen.len());
    assert!(seen.iter().any(|(text, _)| text == "Paragraph 1500"));
}

#[test]
fn a_link_at_the_start_of_a_draft_finds_its_definition_at_the_end() {
    let text = format!("A [word][Far].\n\n{}\n[far]: https://example.org/far\n", paragraphs(400));
    let mut window = with_draft(Mode::Read, &text);
    let link = window.harness.get_by_label("A word.").rect();
    let word = pos2(link.left() + 24.0, link.center().y);
    window.harness.hover_at(word);
    window.settle();
    assert!(window.shows("https://example.org/far"));
    window.press(word, 1, Modifiers::NONE);
    assert!(window.workspace().view().dialog().is_some());
}

#[test]
fn a_definition_that_is_edited_leads_its_links_elsewhere() {
    let mut window = with_draft(Mode::Read, "A [word][far].\n\n[far]:\n  https://example.org/a\n");
    let at = window.draft().find("/a\n").unwrap() + 1;
    window.act(Action::Edit(Change::replace(at..at + 1, "b")));
    let link = window.harness.get_by_label("A word.").rect();
    window.harness.hover_at(pos2(link.left() + 24.0, link.center().y));
    window.settle();
    assert!(window.shows("https://example.org/b"));
}

#[test]
fn what_is_typed_is_in_the_preview_in_the_same_frame() {
    let mut window = with_draft(Mode::Split, &paragraphs(2_000));
    let at = window.draft().find("Paragraph 1000 ").unwrap() + "Paragraph 1000".len();
    window.select(at..at);
    for (typed, expected) in [("a", "Paragraph 1000a "), ("b", "Paragraph 1000ab ")] {
        window.harness.event(Event::Text(typed.to_owned()));
        window.harness.step();
        assert!(texts(&window).iter().any(|(text, _)| text.starts_with(expected)), "{expected}");
        assert_eq!(window.harness.state().preview_work(), 1);
        window.harness.step();
        assert_eq!(window.harness.state().preview_work(), 0, "nothing changed");
    }
    window.act(Action::Edit(Change::insert(0, "Something new.\n\n")));
    assert!(texts(&window).iter().any(|(text, _)| text.starts_with("Paragraph 1000ab ")));
}

#[test]
fn a_new_size_does_not_move_the_first_words_in_view() {
    let mut window = with_draft(Mode::Read, &paragraphs(2_000));
    wheel(&mut window, PREVIEW, -30_000.0);
    let before = first_in_preview(&window);
    for size in [(900.0, 900.0), (1440.0, 500.0), (700.0, 700.0), SIZE] {
        window.harness.set_size(size.into());
        window.settle();
        assert!(first_in_preview(&window).abs_diff(before) <= 1, "{size:?}");
    }
}

#[test]
fn words_of_the_preview_can_be_selected_and_copied() {
    let mut window = with_draft(Mode::Read, "Some words to copy.\n");
    let rect = window.harness.get_by_label("Some words to copy.").rect();
    window.press(rect.left_center() + vec2(10.0, 0.0), 2, Modifiers::NONE);
    window.harness.event(Event::Copy);
    window.settle();
    assert_eq!(window.copied.borrow().as_deref(), Some("Some"));
}

#[test]
fn every_kind_of_block_is_shown() {
    let text = "# Title\n\nWords.\n\n> Quoted\n>\n> > twice\n\n- one\n  - inner\n- two\n\n```\ncode here\n```\n\n\
        | head | b |\n|---|---|\n| cell | d |\n\n***\n\nWith a sign[^1].\n\n[^1]: A note.\n\n<div>html</div>\n";
    let window = with_draft(Mode::Read, text);
    for words in [
        "Words.",
        "Quoted",
        "twice",
        "one",
        "inner",
        "two",
        "code here",
        "head",
        "cell",
        "1. A note.\u{a0}↩",
    ] {
        assert!(window.shows(words), "{words}");
    }
    assert!(window.shows("<div>html</div>") && window.shows("With a sign1."));
    let empty = with_draft(Mode::Read, "");
    assert!(empty.shows("What you write appears here."));
}

/// The texts of the preview that begin with a number and a full stop, from top to bottom.
fn notes(window: &Window) -> Vec<String> {
    let labels = window.harness.query_all_by_role(Role::Label);
    let texts = labels.map(|label| label.value().unwrap_or_default());
    texts.filter(|text| text.contains('↩')).collect()
}

#[test]
fn notes_stand_at_the_end_in_the_order_of_their_signs() {
    let text = "One[^b] two[^A] three[^b] four[^none].\n\n[^a]: Of a.\n\n[^unused]: Of nobody.\n\n\
        [^B]: Of *b*.\n\nEnd.\n";
    let window = with_draft(Mode::Read, text);
    assert!(window.shows("One1 two2 three1 four[^none]."));
    assert_eq!(notes(&window), ["1. Of b.\u{a0}↩", "2. Of a.\u{a0}↩"]);
    let end = window.harness.get_by_label("End.").rect();
    let note = window.harness.get_by_label("1. Of b.\u{a0}↩").rect();
    let words = window.harness.get_by_label("One1 two2 three1 four[^none].").rect();
    assert!(note.top() > end.bottom());
    assert!(end.top() - words.bottom() < 30.0, "definitions take no room");
}

#[test]
fn a_sign_leads_to_its_note_and_the_note_back_to_its_sign() {
    let text = format!("Paragraph x[^n]\n\n{}[^n]: Noted.\n", paragraphs(400));
    for mode in [Mode::Read, Mode::Split] {
        let mut window = with_draft(mode, &text);
        let sign = window.harness.get_by_label("Paragraph x1").rect();
        window.press(pos2(sign.left() + 94.0, sign.center().y), 1, Modifiers::NONE);
        window.settle();
        assert_eq!(notes(&window), ["1. Noted.\u{a0}↩"]);
        let note = window.harness.get_by_label("1. Noted.\u{a0}↩").rect();
        let back = [60.0, 64.0, 68.0, 72.0, 76.0, 80.0, 84.0];
        for x in back {
            if notes(&window).is_empty() {
                break;
            }
            window.press(pos2(note.left() + x, note.center().y), 1, Modifiers::NONE);
            window.settle();
        }
        assert!(window.shows("Paragraph x1"), "{mode:?}");
    }
}

#[test]
fn a_table_keeps_the_sides_of_its_columns_and_a_task_its_box() {
    let text = "| Gauge | May |\n|:--|--:|\n| Upper | 3.1 |\n\n- [x] done this\n- [ ] do that\n";
    let window = with_draft(Mode::Read, text);
    let rect = |label: &str| window.harness.get_by_label(label).rect();
    assert!((rect("May").right() - rect("3.1").right()).abs() < 2.0);
    assert!((rect("Gauge").left() - rect("Upper").left()).abs() < 1.0);
    assert!(rect("3.1").left() > rect("Gauge").right() + 100.0);
    assert!(window.shows("done this") && window.shows("do that"));
    assert!(window.harness.query_by_role_and_label(Role::CheckBox, "Done").is_some());
    assert!(window.harness.query_by_role_and_label(Role::CheckBox, "To do").is_some());
}
