//! Quotations in the window: the verdict's card, its fixes, the list of
//! findings, and what of a source the draft uses.

use egui::{Key, Modifiers, PointerButton};
use egui_kittest::kittest::{NodeT, Queryable};
use nutgraf::app::{Action, CheckAction, Command, FindingList, FindingOrder, Sample, Tab};

use crate::support::window::{Options, SOURCE, Window};

const COMMAND_SHIFT: Modifiers =
    Modifiers { alt: false, ctrl: false, shift: true, mac_cmd: false, command: true };

/// An article that quotes its source with one word changed.
fn altered() -> Window {
    let mut window = Window::with_source();
    window.write("It says “Five staff on the audit group” looked [@the-audit].");
    window
}

const ALTERED: &str = "Altered: Five staff on the audit group";
const CARD: &str = "Verdict: Altered";
const RESTORE: &str = "Restore the source’s words";

/// An article with a finding of each kind and severity.
fn with_findings() -> Window {
    let mut window = altered();
    window.write(" It also says “Nobody was told […] the company said” [@the-audit].");
    window.write(" As it was said [@nobody].\u{202e}");
    window.select_words("It also says");
    window.act(Action::Command(Command::MarkClaim));
    let id = window.workspace().project().claims()[0].id.clone();
    window.act(CheckAction::SetStatus(id, nutgraf_engine::model::ClaimStatus::Confirmed).into());
    window.act(Action::Tab(Tab::Findings));
    window
}

/// The findings that are listed, from above, by the beginning of their message.
fn listed(window: &Window) -> Vec<String> {
    let messages: Vec<String> =
        window.workspace().findings().iter().map(|finding| finding.message()).collect();
    let mut shown: Vec<(f32, String)> = Vec::new();
    for message in messages {
        for node in window.harness.query_all_by_label(&message) {
            if node.accesskit_node().role() == egui::Role::Button {
                shown.push((node.rect().top(), message.clone()));
            }
        }
    }
    shown.sort_by(|a, b| a.0.total_cmp(&b.0));
    shown.into_iter().map(|(_, message)| message.chars().take(18).collect()).collect()
}

/// Where the card stands, if one does.
fn card(window: &Window) -> Option<egui::Rect> {
    Some(window.harness.query_by_label_contains("Verdict: ")?.rect())
}

#[test]
fn hovering_a_quotation_shows_its_card_whose_button_mends_it_in_one_undo_step() {
    let mut window = altered();
    let before = window.draft();
    assert!(!window.shows(CARD));
    window.hover(ALTERED);
    assert!(window.shows(CARD));
    assert!(window.shows("“Four” became “Five”."));
    assert!(
        window
            .shows("Draft: Five staff on the audit group. Source: Four staff on the audit group.")
    );
    window.click(RESTORE);
    assert_eq!(window.draft(), before.replace("Five staff", "Four staff"));
    assert!(!window.shows(CARD));
    assert!(window.shows("Verbatim: Four staff on the audit group"));
    window.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.draft(), before);
    window.key(Modifiers::COMMAND, Key::Z);
    assert_ne!(window.draft(), before, "what was typed is a step of its own");
}

#[test]
fn the_card_waits_for_the_pointer_on_its_way_and_goes_when_it_goes() {
    let mut window = altered();
    window.hover(ALTERED);
    window.hover(RESTORE);
    window.harness.run_steps(8);
    assert!(window.shows(CARD), "the pointer is on the card");
    window.hover("1 min read");
    window.harness.run_steps(8);
    assert!(!window.shows(CARD));
}

#[test]
fn a_quotation_that_comes_under_a_resting_pointer_shows_no_card() {
    let mut window = altered();
    let place = window.harness.get_by_label(ALTERED).rect().center();
    window.caret_at_start();
    window.type_text(" ");
    window.harness.hover_at(place - egui::vec2(0.0, 60.0));
    window.settle();
    window.key(Modifiers::NONE, Key::Backspace);
    window.harness.run_steps(8);
    assert!(!window.shows(CARD));
}

#[test]
fn f8_pins_the_card_beneath_the_words_and_escape_closes_it() {
    let mut window = altered();
    window.caret_at_start();
    window.key(Modifiers::NONE, Key::F8);
    let card = card(&window).unwrap();
    let words = window.harness.get_by_label(ALTERED).rect();
    assert!(card.top() >= words.bottom(), "{card:?} {words:?}");
    window.harness.run_steps(8);
    assert!(window.shows(CARD), "no pointer holds it");
    window.key(Modifiers::NONE, Key::Escape);
    assert!(!window.shows(CARD));
    assert!(window.harness.get_by_label("Draft").is_focused());
    window.key(Modifiers::COMMAND, Key::Period);
    assert!(window.shows(CARD));
    window.key(Modifiers::NONE, Key::ArrowLeft);
    assert!(!window.shows(CARD), "a caret that moves closes it");
}

#[test]
fn the_pinned_card_lies_within_the_window_and_not_on_the_words() {
    for size in [(480.0, 360.0), (1024.0, 640.0), (1440.0, 900.0)] {
        let mut window = Window::with(Options { size, ..Options::default() });
        window.act(Action::OpenSample(Sample::CheckAQuote));
        window.caret_at_start();
        let findings = window.workspace().findings().len();
        let mut cards = 0;
        for _ in 0..findings {
            window.act(Action::Command(Command::NextFinding));
            window.harness.run_steps(20);
            let Some(card) = card(&window) else { continue };
            cards += 1;
            let within = egui::Rect::from_min_size(egui::Pos2::ZERO, size.into());
            assert!(within.contains_rect(card), "{card:?} in {size:?}");
            let range = window.workspace().view().card.unwrap();
            let words = window.draft()[range].chars().take(12).collect::<String>();
            for mark in window.harness.query_all_by_label_contains(&words) {
                if mark.accesskit_node().role() == egui::Role::Mark {
                    assert!(!mark.rect().shrink(1.0).intersects(card), "{card:?} on {words}");
                }
            }
        }
        let quotations = window.workspace().findings().iter();
        let quotations = quotations.filter(|finding| finding.code().is_about_a_quotation()).count();
        assert_eq!(cards, quotations, "each finding about a quotation has a card");
    }
}

#[test]
fn tab_leads_to_the_cards_buttons_and_letters_lead_back_to_the_draft() {
    let mut window = altered();
    window.caret_in("audit group");
    window.key(Modifiers::COMMAND, Key::Period);
    window.key(Modifiers::NONE, Key::Tab);
    assert!(window.harness.get_by_label(RESTORE).is_focused());
    let before = window.draft();
    window.type_text("x");
    assert_eq!(window.draft().len(), before.len() + 1);
    assert!(!window.shows(CARD), "an edit closes it");
    window.key(Modifiers::COMMAND, Key::Z);
    window.caret_in("Five staff");
    window.key(Modifiers::COMMAND, Key::Period);
    window.key(Modifiers::NONE, Key::Tab);
    window.key(Modifiers::NONE, Key::Enter);
    assert!(window.draft().contains("“Four staff"), "{}", window.draft());
    assert!(window.harness.get_by_label("Draft").is_focused());
}

#[test]
fn each_fix_has_its_key() {
    let mut window = altered();
    window.caret_in("audit group");
    window.key(COMMAND_SHIFT, Key::R);
    assert!(window.draft().contains("“Four staff on the audit group”"), "restored");

    let mut window = Window::with_source();
    window.write("It was so: “Nobody was told before the summer, they said” [@the-audit].");
    window.caret_in("before the summer");
    window.key(COMMAND_SHIFT, Key::K);
    assert!(window.draft().contains("[they] said”"), "marked: {}", window.draft());

    let mut window = altered();
    window.add_source("The memo", "Five staff on the audit group looked into it.");
    window.caret_in("audit group");
    window.key(COMMAND_SHIFT, Key::T);
    assert!(window.draft().contains("[@the-memo"), "cited: {}", window.draft());
    window.caret_in("audit group");
    window.key(COMMAND_SHIFT, Key::D);
    assert_eq!(window.workspace().project().quotes().len(), 1, "kept as a card");

    let mut window = altered();
    window.caret_in("audit group");
    window.key(COMMAND_SHIFT, Key::U);
    assert!(window.draft().contains("says Five staff on the audit group looked"), "no marks");
}

#[test]
fn open_in_source_lights_the_passage() {
    let mut window = altered();
    window.act(Action::ShowSource(None));
    window.hover(ALTERED);
    window.click_first("Open in source");
    let view = window.workspace().view();
    assert_eq!(view.tab, Tab::Sources);
    let lit = view.reader.lit.unwrap();
    assert_eq!(&SOURCE[lit], "Four staff on the audit group");
    assert!(window.shows("Source text"));
}

#[test]
fn the_context_menu_has_the_fixes_of_the_quotation_it_was_opened_on() {
    let mut window = altered();
    let place = window.harness.get_by_label(ALTERED).rect().center();
    window.harness.hover_at(place);
    for pressed in [true, false] {
        let button = PointerButton::Secondary;
        let modifiers = Modifiers::NONE;
        window.harness.event(egui::Event::PointerButton { pos: place, button, pressed, modifiers });
    }
    window.settle();
    assert!(window.mentions("Mark as claim"));
    assert!(!window.shows(CARD), "the menu is what was asked for");
    let fix = window.harness.get_by_label_contains(RESTORE);
    fix.click();
    window.settle();
    assert!(window.draft().contains("“Four staff"));
}

#[test]
fn a_key_typed_inside_a_quotation_shows_the_new_verdict_in_the_same_frame() {
    let mut window = altered();
    window.select_words("Five");
    assert!(window.shows(ALTERED));
    window.harness.event(egui::Event::Text("Four".to_owned()));
    window.harness.step();
    assert!(window.shows("Verbatim: Four staff on the audit group"));
    window.harness.event(egui::Event::Text("s".to_owned()));
    window.harness.step();
    assert!(window.shows("Altered: Fours staff on the audit group"));
}

#[test]
fn findings_are_narrowed_by_severity_kind_and_words() {
    let mut window = with_findings();
    assert_eq!(listed(&window).len(), 4, "{:?}", listed(&window));
    window.click("Errors 2");
    assert_eq!(listed(&window), ["The quotation is n", "No source has the "]);
    assert!(window.shows("Quotations 1") && window.shows("Citations 1"));
    window.click("Citations 1");
    assert_eq!(listed(&window), ["No source has the "]);
    window.click("Errors 1");
    window.click("Citations 1");
    assert_eq!(listed(&window).len(), 4, "chips are let go of one by one");
    window.fill("Search findings", "five STAFF");
    assert_eq!(listed(&window), ["The quotation is n"], "the words of the draft are searched too");
    window.fill("Search findings", " and nothing");
    assert!(listed(&window).is_empty());
    window.click("Show all");
    assert_eq!(listed(&window).len(), 4);
}

#[test]
fn findings_are_ordered_by_place_gravity_or_kind() {
    let mut window = with_findings();
    let place = listed(&window);
    let by = |window: &mut Window, order| {
        window.act(Action::ListFindings(FindingList { order, ..FindingList::default() }));
        listed(window)
    };
    let kinds = by(&mut window, FindingOrder::Kind);
    assert_eq!(
        kinds,
        ["The quotation is n", "No source has the ", "The claim “It also", "Invisible characte"]
    );
    let gravest = by(&mut window, FindingOrder::Severity);
    assert_eq!(gravest[..2], ["The quotation is n", "No source has the "]);
    assert_ne!(place, kinds);
    window.click("Order of findings");
    window.click("In order of the draft");
    assert_eq!(listed(&window), place);
}

#[test]
fn of_a_thousand_findings_only_those_in_view_are_set() {
    let mut window = Window::blank();
    let draft: String = (0..1_000).map(|n| format!("As it was said [@nobody{n}].\n\n")).collect();
    window.write(&draft);
    window.act(Action::Tab(Tab::Findings));
    assert_eq!(window.workspace().findings().len(), 1_000);
    assert!(window.shows("Errors 1\u{2009}000"));
    let shown = window.harness.query_all_by_label_contains("No source has the key").count();
    assert!((3..60).contains(&shown), "{shown}");
    let last = window.draft().rfind("@nobody999").unwrap();
    window.select(last..last);
    window.act(Action::Command(Command::PreviousFinding));
    window.harness.run_steps(40);
    assert!(window.mentions("“nobody998”"), "the finding that was gone to is in view");
}

#[test]
fn a_fix_on_a_findings_card_mends_the_draft() {
    let mut window = with_findings();
    window.click(RESTORE);
    assert!(window.draft().contains("“Four staff on the audit group”"));
    assert!(!listed(&window).iter().any(|message| message.starts_with("The quotation")));
}

#[test]
fn the_reader_says_how_the_draft_uses_a_passage_and_leads_there() {
    let mut window = altered();
    window.write("\n\nBut “Nobody was told before the summer” [@the-audit].");
    let source = window.workspace().project().sources()[0].id.clone();
    window.act(Action::ShowSource(Some(source)));
    assert!(window.shows("Quoted in line 2: ≠ altered"), "{}", window.draft());
    window.hover("Quoted in line 4: = verbatim");
    let said = window.harness.query_all_by_label("Quoted in line 4: = verbatim").count();
    assert_eq!(said, 2, "the sign, and what it says on hovering");
    let sign = window.harness.get_by_label("Quoted in line 2: ≠ altered").rect();
    window.harness.hover_at(sign.center() + egui::vec2(60.0, 0.0));
    window.settle();
    let said = window.harness.query_all_by_label("Quoted in line 2: ≠ altered").count();
    assert_eq!(said, 2, "the words themselves say it too");
    window.click("Quoted in line 4: = verbatim");
    assert_eq!(window.lit(), "Nobody was told before the summer");
}

#[test]
fn a_source_lists_the_sentences_that_rest_on_it() {
    let mut window = altered();
    window.write(" Nothing else rests here. A claim rests on it [@the-audit].");
    window.select_words("A claim rests on it [@the-audit].");
    window.act(Action::Command(Command::MarkClaim));
    let source = window.workspace().project().sources()[0].id.clone();
    let claim = window.workspace().project().claims()[0].id.clone();
    let target = nutgraf_engine::model::EvidenceTarget::Source(source.clone());
    let evidence = nutgraf_engine::model::Evidence::supporting(target);
    window.act(CheckAction::Tie(claim, evidence).into());
    window.act(Action::ShowSource(Some(source.clone())));
    window.click("In the draft: 2 sentences rest on this source");
    assert!(window.shows("≠ altered") && window.shows("cites"));
    assert!(window.shows("claim 1 (only evidence)"));
    window.click("A claim rests on it.");
    assert_eq!(window.lit(), "A claim rests on it [@the-audit].");
    window.act(Action::Command(Command::EditSource));
    assert!(window.shows("2 sentences rest on this source in the draft."));
    window.key(Modifiers::NONE, Key::Escape);
    window.add_source("Unused", "Words that nobody quotes.");
    assert!(window.shows("Nothing in the draft rests on this source."));
}

#[test]
fn fixes_stand_in_menu_and_palette_only_where_they_can_help() {
    let mut window = altered();
    window.caret_at_start();
    for command in [Command::ShowVerdict, Command::RestoreWording, Command::Unquote] {
        assert!(!command.is_enabled(window.workspace()), "{command:?}");
    }
    window.caret_in("audit group");
    window.key(COMMAND_SHIFT, Key::P);
    window.type_text("restore");
    window.key(Modifiers::NONE, Key::Enter);
    assert!(window.draft().contains("“Four staff on the audit group”"));
    assert!(!Command::RestoreWording.is_enabled(window.workspace()));
}
