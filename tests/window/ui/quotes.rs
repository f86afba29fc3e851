//! Quotes: kept from the reader, put into the draft, watched there.

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use nutgraf::{
    app::{Action, Command, Tab},
    project::QuotationStyle,
};
use nutgraf_engine::evidence::Verdict;

use super::{select_in_reader, verdicts};
use crate::support::window::{SOURCE, Window};

#[test]
fn selected_words_become_a_quote_with_its_locator() {
    let mut window = Window::with_source();
    select_in_reader(&mut window, "before the summer");
    window.click("Quote  Q");
    let quote = &window.workspace().project().quotes()[0];
    assert_eq!(quote.selector.exact, "before the summer");
    assert_eq!(quote.locator, "para. 2");
    assert!(window.shows("Quote: before the summer"));
}

#[test]
fn q_in_the_reader_quotes_what_is_selected() {
    let mut window = Window::with_source();
    let reader = window.harness.get_by_label("Source text");
    reader.click();
    window.settle();
    window.key(Modifiers::NONE, Key::Home);
    for _ in 0..4 {
        window.key(Modifiers::SHIFT, Key::ArrowRight);
    }
    let selected = SOURCE[window.workspace().reader_selection().unwrap()].trim().to_owned();
    assert!(!selected.is_empty());
    // A key comes with the letter it types.
    window.harness.event(egui::Event::Key {
        key: Key::Q,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::NONE,
    });
    window.type_text("q");
    window.key(Modifiers::NONE, Key::Q);
    assert_eq!(window.workspace().project().quotes().len(), 1, "a held key quotes once");
    let quoted = window.workspace().project().quotes()[0].selector.exact.clone();
    assert!(quoted.contains(&selected), "{quoted:?} for {selected:?}");
    assert!(SOURCE.split_whitespace().any(|word| word == quoted), "half a word is made whole");
}

#[test]
fn a_quote_gets_a_speaker_and_goes_into_the_draft_as_quotation() {
    let mut window = Window::with_source();
    select_in_reader(&mut window, "Nobody was told");
    window.act(Action::Command(Command::QuoteSelection));
    window.fill("Speaker", "The company");
    window.key(Modifiers::NONE, Key::Tab);
    assert_eq!(window.workspace().project().quotes()[0].speaker, "The company");
    window.caret_at_end();
    window.click_last("Insert");
    assert!(window.draft().ends_with("“Nobody was told” [@the-audit, para. 2]"));
    assert_eq!(verdicts(&window), [Verdict::Verbatim]);
    window.act(Action::Command(Command::Undo));
    assert!(!window.draft().contains("Nobody"));
}

#[test]
fn a_quote_goes_into_the_draft_as_block_quote() {
    let mut window = Window::with_source();
    select_in_reader(&mut window, "Nobody was told before the summer");
    window.act(Action::Command(Command::QuoteSelection));
    window.caret_at_end();
    window.click("As block");
    assert!(
        window.draft().contains("\n\n> Nobody was told before the summer [@the-audit, para. 2]\n")
    );
    assert_eq!(verdicts(&window), [Verdict::Verbatim]);
}

#[test]
fn a_quote_dropped_at_a_place_in_the_draft_goes_there() {
    let mut window = Window::with_source();
    select_in_reader(&mut window, "Nobody was told");
    window.act(Action::Command(Command::QuoteSelection));
    let id = window.workspace().project().quotes()[0].id.clone();
    let at = window.draft().find("ban").unwrap();
    let style = QuotationStyle::Inline;
    window.act(Action::InsertQuote { id, style, at: Some(at) });
    assert!(window.draft().contains("# A “Nobody was told” [@the-audit, para. 2] ban"));
}

#[test]
fn a_quote_dragged_from_its_card_lands_in_the_draft() {
    let mut window = Window::with_source();
    select_in_reader(&mut window, "Nobody was told");
    window.act(Action::Command(Command::QuoteSelection));
    window.act(Action::ShowQuote(None));
    let card = window.harness.get_by_label("Quote: Nobody was told").rect().center();
    let draft = window.harness.get_by_label("Draft").rect();
    window.harness.drag_at(card);
    window.harness.step();
    window.harness.hover_at(card - egui::vec2(60.0, 0.0));
    window.harness.step();
    window.harness.hover_at(draft.left_top() + egui::vec2(20.0, 20.0));
    window.harness.step();
    window.harness.drop_at(draft.left_top() + egui::vec2(20.0, 20.0));
    window.settle();
    assert!(window.draft().contains("“Nobody was told”"), "{}", window.draft());
}

#[test]
fn a_quotation_that_drifts_is_seen_at_once_with_its_diff() {
    let mut window = Window::with_source();
    window.write("It says “Four staff on the audit group” looked [@the-audit].");
    assert_eq!(verdicts(&window), [Verdict::Verbatim]);
    window.select_words("Four staff");
    window.type_text("Five staff");
    assert_eq!(verdicts(&window), [Verdict::Altered]);
    assert!(window.shows("≠ 1 error"));
    window.act(Action::Tab(Tab::Findings));
    assert!(window.mentions("Four"));
    window.click("Open in source");
    assert_eq!(window.workspace().view().tab, Tab::Sources);
    assert!(window.workspace().view().reader.lit.is_some());
}

#[test]
fn an_unknown_citation_key_is_a_finding() {
    let mut window = Window::blank();
    window.write("As it was said [@nobody].");
    let codes: Vec<_> =
        window.workspace().findings().iter().map(|finding| finding.code().as_str()).collect();
    assert_eq!(codes, ["citation-unknown"]);
    window.caret_at_start();
    window.key(Modifiers::NONE, Key::F8);
    assert!(window.workspace().view().selection.start > 0);
}

#[test]
fn a_quote_goes_behind_what_is_selected_and_between_words() {
    let mut window = Window::with_source();
    select_in_reader(&mut window, "obody was tol");
    window.act(Action::Command(Command::QuoteSelection));
    assert_eq!(window.workspace().project().quotes()[0].selector.exact, "Nobody was told");
    window.select_words("A ban");
    window.act(Action::Command(Command::InsertQuote));
    assert!(window.draft().starts_with("# A ban “Nobody was told” [@the-audit, para. 2]"));
    let id = window.workspace().project().quotes()[0].id.clone();
    let at = window.draft().find("an “").unwrap();
    window.act(Action::InsertQuote { id, style: QuotationStyle::Inline, at: Some(at) });
    assert!(window.draft().starts_with("# A ban “Nobody was told” [@the-audit, para. 2] “Nobody"));
}
