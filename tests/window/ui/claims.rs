//! Claims: made of sentences, filtered, tied to evidence.

use egui::{Key, Modifiers};
use nutgraf::app::{Action, CheckAction, Command, Tab};
use nutgraf_engine::model::ClaimStatus;

use super::select_in_reader;
use crate::support::window::Window;

#[test]
fn a_sentence_becomes_a_claim_with_one_key_and_carries_its_status() {
    let mut window = Window::blank();
    window.write("Four people looked. It rained.");
    window.caret_before("people");
    window.key(Modifiers::COMMAND, Key::M);
    let claim = window.workspace().project().claims()[0].clone();
    assert_eq!(claim.text, "Four people looked.");
    window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::M);
    assert_eq!(window.workspace().project().claims()[0].status, ClaimStatus::Confirmed);
    assert!(window.shows("Nothing left to check"));
    window.select_words("Four");
    window.type_text("Five");
    assert!(window.shows("◐ 1 stale"), "an edit after the check shows");
    window.click("Still true");
    assert!(window.shows("Nothing left to check"));
}

#[test]
fn claims_are_filtered_and_counted_by_status() {
    let mut window = Window::blank();
    window.write("One is here. Two are there.");
    for word in ["One", "Two"] {
        window.caret_before(word);
        window.act(Action::Command(Command::MarkClaim));
    }
    let first = window.workspace().project().claims_in_order()[0].id.clone();
    window.act(CheckAction::SetStatus(first, ClaimStatus::Confirmed).into());
    assert!(window.shows("All 2") && window.shows("Confirmed 1"));
    window.click("Unchecked 1");
    assert!(window.shows("Claim 2: Two are there."));
    assert!(!window.shows("Claim 1: One is here."));
}

#[test]
fn claim_and_sentence_lead_to_each_other() {
    let mut window = Window::blank();
    window.write("One is here. Two are there.");
    let at = window.draft().find("Two").unwrap();
    window.select(at..at);
    window.act(Action::Command(Command::MarkClaim));
    window.caret_at_start();
    window.click("Claim 1: Two are there.");
    assert_eq!(window.workspace().view().place(), at..at + "Two are there.".len());
    window.act(Action::Tab(Tab::Sources));
    window.click("Claim 1");
    assert_eq!(window.workspace().view().tab, Tab::Claims);
}

#[test]
fn evidence_is_tied_to_a_claim_and_goes_with_its_quote() {
    let mut window = Window::with_source();
    select_in_reader(&mut window, "Nobody was told");
    window.act(Action::Command(Command::QuoteSelection));
    window.write("Nobody knew.");
    window.act(Action::Command(Command::MarkClaim));
    window.act(Action::Tab(Tab::Sources));
    window.click("Tie to claim");
    let evidence = |window: &Window| window.workspace().project().claims()[0].evidence.len();
    assert_eq!(evidence(&window), 1);
    let id = window.workspace().project().quotes()[0].id.clone();
    window.act(Action::DeleteQuote(id));
    assert_eq!(evidence(&window), 0);
    window.act(Action::Command(Command::Undo));
    assert_eq!(evidence(&window), 1, "undo brings quote and evidence back");
    assert_eq!(window.workspace().project().quotes().len(), 1);
}
