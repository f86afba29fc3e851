//! Notes and proposals: what is typed into the card of a claim.

use egui::{Key, Modifiers};
use nutgraf::app::{Action, Command};

use super::{claims, only, press};
use crate::support::window::Window;

/// A window with a claim on each of so many sentences.
fn with_claims(count: usize) -> Window {
    let draft: Vec<String> =
        (0..count).map(|at| format!("In {} it sold {at} cars.", 1900 + at)).collect();
    let mut window = Window::with_draft(&draft.join("\n\n"));
    for at in 0..count {
        window.caret_in(&format!("{} it", 1900 + at));
        window.act(Action::Command(Command::MarkClaim));
    }
    window.act(Action::Command(Command::ShowClaims));
    window.settle();
    window
}

#[test]
fn no_letter_of_a_note_is_lost_wherever_its_field_is() {
    let mut window = with_claims(40);
    window.key(Modifiers::NONE, Key::Home);
    for at in 0..40 {
        // The card is out of sight, above or below.
        let far = if at % 3 == 0 { 4_000.0 } else { -4_000.0 };
        if at % 5 != 0 {
            window.harness.event(egui::Event::PointerMoved(egui::pos2(1_250.0, 600.0)));
            window.harness.event(egui::Event::MouseWheel {
                unit: egui::MouseWheelUnit::Point,
                delta: egui::vec2(0.0, far),
                phase: egui::TouchPhase::Move,
                source: egui::MouseWheelSource::Unknown,
                modifiers: Modifiers::NONE,
            });
            window.settle();
        }
        // As fast as a person may type, without a pause to look.
        let note = format!("n{at} seen");
        if at % 2 == 0 {
            window.harness.event(egui::Event::Text("n".to_owned()));
            for letter in note.chars() {
                window.harness.event(egui::Event::Text(letter.to_string()));
                if at % 4 == 0 {
                    window.harness.step();
                }
            }
        } else {
            window.harness.event(egui::Event::Text("p".to_owned()));
            window.harness.step();
            for letter in note.chars() {
                window.harness.event(egui::Event::Text(letter.to_string()));
                window.harness.step();
            }
        }
        window.settle();
        window.key(Modifiers::NONE, Key::Escape);
        window.key(Modifiers::NONE, Key::ArrowDown);
    }
    let mut told: Vec<(String, String)> = Vec::new();
    for (at, claim) in claims(&window).iter().enumerate() {
        // A proposal begins with the claim's words.
        let begun = if at % 2 == 0 { "" } else { claim.text.as_str() };
        let expected = format!("{begun}n{at} seen");
        let written = if at % 2 == 0 { &claim.note } else { &claim.proposed };
        if *written != expected {
            told.push((expected, format!("{:?} {:?}", claim.note, claim.proposed)));
        }
    }
    assert_eq!(told, [], "{} of 40", told.len());
}

#[test]
fn a_proposal_begins_with_the_claims_words_and_says_which_citation_it_takes_out() {
    let mut window = Window::with_draft("The city bought 12 cameras in 2019 [@audit].\n");
    window.add_source("Audit", "The city bought 12 cameras in 2019.\n");
    window.caret_in("12");
    window.act(Action::Command(Command::MarkClaim));
    window.act(Action::Command(Command::ShowClaims));
    window.settle();
    press(&mut window, "p");
    window.settle();
    assert!(!window.shows("Takes [@audit] out of the draft."));
    assert_eq!(only(&window).proposed, "", "nothing is proposed before something is changed");
    window.type_text("!");
    let words = only(&window).text.clone();
    assert_eq!(only(&window).proposed, format!("{words}!"));
    assert!(words.contains("[@audit]"), "{words}");
    window.key(Modifiers::COMMAND, Key::A);
    window.type_text("The town bought 12.");
    assert!(window.shows("Takes [@audit] out of the draft."));
}
