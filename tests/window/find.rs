//! Finding and replacing in the draft, by role and name.

use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable;
use nutgraf::{
    app::{Action, CheckAction, Command, Mode},
    project::StepLabel,
};
use nutgraf_engine::{evidence::Verdict, model::ClaimStatus, range::DraftRange, text::find::Query};

use crate::support::{
    markers::with_marks,
    window::{Options, Window},
};

/// A window with these words below the title, and the caret before the title.
fn draft(words: &str) -> Window {
    let mut window = Window::blank();
    window.write(words);
    window.caret_at_start();
    window
}

/// Opens the bar and types into it.
fn look_for(window: &mut Window, words: &str) {
    window.key(Modifiers::COMMAND, Key::F);
    window.type_text(words);
}

/// Presses a key with Alt, which also types its letter.
fn alt(window: &mut Window, key: Key, letter: &str) {
    let pressed = Event::Key {
        key,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::ALT,
    };
    // Both in one frame, as they come from a keyboard.
    window.harness.input_mut().events.extend([pressed, Event::Text(letter.to_owned())]);
    window.settle();
}

fn query(window: &Window) -> Query {
    window.workspace().find().unwrap().query().clone()
}

/// The draft with every hit marked.
fn marked_hits(window: &Window) -> String {
    let find = window.workspace().find().unwrap();
    let draft = window.draft();
    let hits: Vec<_> = find.hits_in(DraftRange::new(0, draft.len())).collect();
    let hits: Vec<_> = hits.iter().map(|hit| hit.to_std()).collect();
    with_marks(&draft, &hits, None)
}

/// Types into what has this name, in place of what stands there.
fn retype(window: &mut Window, field: &str, text: &str) {
    window.harness.get_by_label(field).focus();
    window.settle();
    window.key(Modifiers::COMMAND, Key::A);
    window.type_text(text);
}

#[test]
fn words_are_found_as_they_are_typed_and_counted() {
    let mut window = draft("The law. Then the ban.");
    look_for(&mut window, "th");
    assert!(window.shows("1 of 3"));
    assert_eq!(window.selected(), "Th");
    window.type_text("e ");
    assert!(window.shows("1 of 2"));
    assert_eq!(window.selected(), "The ");
    assert_eq!(query(&window).text, "the ", "the keyboard stayed in the field");
    window.type_text("x");
    assert!(window.shows("≠ no hits"));
}

#[test]
fn typing_on_looks_from_where_the_search_began() {
    let mut window = draft("old and an");
    look_for(&mut window, "an");
    window.type_text("d");
    assert!(window.shows("1 of 1"));
    window.key(Modifiers::NONE, Key::Backspace);
    assert!(window.shows("1 of 3"), "the one in the title stands before the longer one");
    window.key(Modifiers::NONE, Key::Enter);
    window.type_text("d");
    assert!(window.shows("1 of 1") && !window.shows("from the top"));
}

#[test]
fn the_next_hit_comes_by_f3_and_enter_and_round_the_end() {
    let mut window = draft("one two one two one");
    look_for(&mut window, "one");
    window.key(Modifiers::NONE, Key::Enter);
    assert!(window.shows("2 of 3"));
    window.key(Modifiers::NONE, Key::F3);
    assert!(window.shows("3 of 3"));
    assert!(!window.shows("from the top"));
    window.key(Modifiers::NONE, Key::F3);
    assert!(window.shows("1 of 3") && window.shows("from the top"));
    window.key(Modifiers::SHIFT, Key::Enter);
    assert!(window.shows("3 of 3") && window.shows("from the end"));
    window.key(Modifiers::SHIFT, Key::F3);
    assert!(window.shows("2 of 3") && !window.shows("from the end"));
    window.key(Modifiers::COMMAND, Key::G);
    assert!(window.shows("3 of 3"));
    window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::G);
    window.click("Find previous");
    assert!(window.shows("1 of 3"));
    window.click("Find next");
    assert!(window.shows("2 of 3"));
}

#[test]
fn escape_leaves_the_hit_selected_and_the_keyboard_in_the_draft() {
    let mut window = draft("one two");
    look_for(&mut window, "two");
    window.key(Modifiers::NONE, Key::Escape);
    assert!(!window.shows("Find"));
    assert_eq!(window.selected(), "two");
    window.type_text("2");
    assert!(window.draft().ends_with("one 2"));
    assert!(window.workspace().find().is_none());
}

#[test]
fn the_last_query_is_looked_for_without_the_bar_and_stands_in_it_again() {
    let mut window = draft("one two one two");
    look_for(&mut window, "two");
    window.key(Modifiers::NONE, Key::Escape);
    let first = window.workspace().view().selection;
    window.key(Modifiers::NONE, Key::F3);
    assert!(!window.shows("Find"));
    assert_eq!(window.selected(), "two");
    assert_ne!(window.workspace().view().selection, first);
    window.caret_at_start();
    window.key(Modifiers::COMMAND, Key::F);
    assert_eq!(query(&window).text, "two");
    assert!(window.shows("2 hits"), "opening the bar moves nothing");
    window.type_text("one");
    assert_eq!(query(&window).text, "one", "what stood there was selected");
}

#[test]
fn without_anything_to_look_for_f3_opens_the_bar() {
    let mut window = draft("one");
    window.key(Modifiers::NONE, Key::F3);
    window.type_text("one");
    assert!(window.shows("1 of 1"));
}

#[test]
fn selected_words_are_looked_for_unless_they_are_long() {
    let mut window = draft("one two\nthree one");
    window.select_words("one");
    window.key(Modifiers::COMMAND, Key::F);
    assert!(window.shows("1 of 2"));
    window.key(Modifiers::NONE, Key::Escape);
    window.select_words("two\nthree");
    window.key(Modifiers::COMMAND, Key::F);
    assert_eq!(query(&window).text, "one");
}

#[test]
fn case_and_whole_words_matter_on_request() {
    let mut window = draft("The then the");
    look_for(&mut window, "the");
    assert!(window.shows("1 of 3"));
    window.click("Match case");
    assert!(window.shows("1 of 2"));
    alt(&mut window, Key::W, "w");
    assert!(window.shows("1 of 1"));
    assert_eq!(query(&window).text, "the", "the key's letter is not typed");
    assert_eq!(window.selected(), "the");
    alt(&mut window, Key::C, "c");
    assert!(window.shows("1 of 2"));
    assert_eq!(window.selected(), "The", "it looks again from where the search began");
}

#[test]
fn keys_of_the_bar_are_no_letters_while_it_is_closed_but_with_option() {
    let mut window = draft("");
    window.caret_at_end();
    let before = window.draft();
    alt(&mut window, Key::C, "c");
    assert_eq!(window.draft(), before, "Alt is for menus");
    window.key(Modifiers::NONE, Key::Escape);
    // Option types on macOS.
    window.harness.ctx.set_os(egui::os::OperatingSystem::Mac);
    alt(&mut window, Key::C, "ç");
    assert_eq!(window.draft(), before + "ç");
}

#[test]
fn a_regular_expression_that_is_wrong_says_where_and_recovers() {
    let mut window = draft("one (two) 1 22");
    look_for(&mut window, r"\d+(");
    assert!(window.shows("≠ no hits"));
    alt(&mut window, Key::R, "r");
    assert!(window.mentions("Unclosed group at character 4. To find the sign itself"));
    assert!(!window.mentions("hits"));
    window.key(Modifiers::NONE, Key::Enter);
    window.key(Modifiers::NONE, Key::Backspace);
    assert!(window.shows("1 of 2"));
    assert_eq!(window.selected(), "1");
}

#[test]
fn a_hit_is_replaced_and_the_next_is_shown() {
    let mut window = draft("one two one");
    window.key(Modifiers::COMMAND, Key::H);
    window.type_text("one");
    window.key(Modifiers::NONE, Key::Tab);
    window.type_text("1");
    assert!(window.draft().ends_with("one two one"));
    window.key(Modifiers::NONE, Key::Enter);
    assert!(window.draft().ends_with("1 two one"));
    assert!(window.shows("1 of 1"));
    window.click("Replace");
    assert!(window.draft().ends_with("1 two 1"));
    assert!(window.shows("≠ no hits"));
    assert_eq!(window.workspace().undo_label().map(StepLabel::as_str), Some("Replace"));
}

#[test]
fn what_the_writer_has_not_before_them_is_not_replaced() {
    let mut window = draft("one two one");
    window.key(Modifiers::COMMAND, Key::H);
    window.type_text("one");
    window.act(Action::SetReplacement("1".into()));
    window.caret_at_end();
    window.act(Action::Command(Command::ReplaceHit));
    assert!(window.draft().ends_with("one two one"), "it only goes to the next");
    assert!(window.shows("1 of 2") && window.shows("from the top"));
}

#[test]
fn all_hits_are_replaced_as_one_undo_step() {
    let mut window = draft("one two one\nOne");
    let before = window.draft();
    window.key(Modifiers::COMMAND, Key::H);
    window.type_text("one");
    retype(&mut window, "Replace with", "1");
    window.click("Replace all");
    assert!(window.draft().ends_with("1 two 1\n1"));
    assert!(window.shows("Replaced 3 passages."));
    assert_eq!(window.workspace().undo_label().map(StepLabel::as_str), Some("Replace all"));
    window.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.draft(), before);
    assert!(window.shows("3 hits"), "hits follow undo");
}

#[test]
fn undo_means_the_draft_right_after_replacing_and_the_field_after_typing() {
    let mut window = draft("one two");
    let before = window.draft();
    window.key(Modifiers::COMMAND, Key::H);
    window.type_text("one");
    retype(&mut window, "Replace with", "1");
    window.key(Modifiers::NONE, Key::Enter);
    assert!(window.draft().ends_with("1 two"));
    window.type_text("2");
    window.key(Modifiers::COMMAND, Key::Z);
    assert!(window.draft().ends_with("1 two"));
    retype(&mut window, "Find", "two");
    retype(&mut window, "Replace with", "2");
    alt(&mut window, Key::A, "a");
    assert!(window.draft().ends_with("1 2"));
    window.key(Modifiers::COMMAND, Key::Z);
    window.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.draft(), before);
}

#[test]
fn groups_of_a_regular_expression_are_put_in() {
    let mut window = draft("2019-04 2020-11");
    window.act(Action::Command(Command::Replace));
    let text = r"(\d{4})-(\d\d)".to_owned();
    window.act(Action::SetQuery(Query { text, regex: true, ..Query::default() }));
    window.act(Action::SetReplacement("$2/$1".into()));
    window.act(Action::Command(Command::ReplaceAll));
    assert!(window.draft().ends_with("04/2019 11/2020"));
}

#[test]
fn hits_follow_what_is_typed_into_the_draft() {
    let mut window = draft("one two one");
    look_for(&mut window, "one");
    window.caret_at_end();
    assert!(window.shows("2 hits"), "the writer went elsewhere");
    window.type_text(" one");
    assert!(window.shows("3 hits"));
    window.caret_at_start();
    window.type_text("no one, ");
    assert!(window.shows("4 hits"));
    let hits = "no ⟦one⟧, # A ban\n⟦one⟧ two ⟦one⟧ ⟦one⟧";
    assert_eq!(marked_hits(&window), hits);
    let end = window.draft().len();
    window.select(end - "one".len()..end);
    assert!(window.shows("4 of 4"), "a hit that is selected is the current one");
}

#[test]
fn a_replacement_within_a_quotation_or_a_claim_is_an_edit_like_another() {
    let mut window = Window::with_source();
    window.write("\nThey say “Four staff on the audit group looked” [@the-audit].");
    window.select_words("Four staff");
    window.act(Action::Command(Command::MarkClaim));
    let id = window.workspace().project().claims()[0].id.clone();
    window.act(CheckAction::SetStatus(id.clone(), ClaimStatus::Confirmed).into());
    let verdict =
        |window: &Window| window.workspace().report().unwrap().quotations[0].judgement.verdict;
    assert_eq!(verdict(&window), Verdict::Verbatim);
    window.caret_at_start();
    window.act(Action::Command(Command::Replace));
    window.act(Action::SetQuery(Query { text: "four".into(), ..Query::default() }));
    window.act(Action::SetReplacement("Five".into()));
    window.act(Action::Command(Command::ReplaceHit));
    assert_eq!(verdict(&window), Verdict::Altered);
    assert_eq!(window.workspace().project().claim_words(&id), "Five staff");
    assert!(window.mentions("stale"));
    window.act(Action::Command(Command::Undo));
    assert_eq!(verdict(&window), Verdict::Verbatim);
    assert_eq!(window.workspace().project().claim_words(&id), "Four staff");
}

#[test]
fn finding_leaves_the_reading_view() {
    let mut window = draft("one");
    window.act(Action::Mode(Mode::Read));
    look_for(&mut window, "one");
    assert_eq!(window.workspace().view().mode, Mode::Write);
    assert!(window.shows("1 of 1"));
}

#[test]
fn another_article_begins_without_the_bar() {
    let mut window = draft("one");
    look_for(&mut window, "one");
    window.act(Action::NewFromTemplate { template: 4, title: "Two".into() });
    assert!(window.workspace().find().is_none());
    window.key(Modifiers::COMMAND, Key::F);
    assert_eq!(query(&window).text, "one");
}

#[test]
fn the_tab_key_goes_from_field_to_field_and_then_to_the_buttons() {
    let mut window = draft("one");
    window.key(Modifiers::COMMAND, Key::H);
    for name in ["Replace with", "Find previous", "Find next", "Match case"] {
        window.key(Modifiers::NONE, Key::Tab);
        assert!(window.harness.get_by_label(name).is_focused(), "{name}");
    }
}

#[test]
fn everything_in_the_bar_is_within_a_narrow_editor() {
    for size in [(1440.0, 900.0), (720.0, 640.0)] {
        let mut window = Window::with(Options { size, ..Options::default() });
        window.act(Action::NewFromTemplate { template: 4, title: "A ban".into() });
        window.act(Action::Command(Command::Replace));
        window.type_text("ban");
        let draft = window.harness.get_by_label("Draft").rect();
        let panel = window.harness.get_by_label("Sources").rect();
        let names = [
            "Find",
            "Replace with",
            "Find next",
            "Match case",
            "Whole word",
            "Regular expression",
            "1 of 1",
            "Replace",
            "Replace all",
            "Close the find bar",
        ];
        for name in names {
            let rect = window.harness.get_by_label(name).rect();
            assert!(rect.right() < panel.left(), "{name} stands beside the panel: {rect:?}");
            assert!(rect.bottom() <= draft.top(), "{name} stands above the draft");
        }
    }
}

#[test]
fn the_menu_of_a_field_begins_with_the_clipboard() {
    let mut window = draft("one two");
    look_for(&mut window, "one");
    window.key(Modifiers::COMMAND, Key::A);
    window.harness.get_by_label("Find").click_secondary();
    window.settle();
    let has = |window: &Window, name: &str| {
        window.harness.query_all_by_label_contains(name).next().is_some()
    };
    assert!(has(&window, "Paste plain") && has(&window, "Cut"));
    window.harness.get_by_label_contains("Cut").click();
    window.settle();
    assert!(!has(&window, "Paste plain"), "the menu is closed");
}
