//! The outline: sections moved by keys and by the pointer, and findings beside headings.

use egui::{Key, Modifiers, PointerButton, Pos2};
use egui_kittest::kittest::Queryable;
use nutgraf::app::{Action, Command, Tab};

use crate::support::window::Window;

const NONE: Modifiers = Modifiers::NONE;

const DRAFT: &str = "# T\n\n## Aa\n\naa\n\n### In\n\n## Bb\n\nbb\n\n## Cc\n";

/// Goes to the outline by F6, with the panel shown.
fn to_outline(window: &mut Window) {
    window.key(Modifiers::SHIFT, Key::F6);
}

/// The middle of the row of a heading.
fn row(window: &Window, title: &str) -> Pos2 {
    window.harness.get_by_role_and_label(egui::Role::Button, title).rect().center()
}

/// Puts the pointer somewhere while the button is held, or lets it go there.
fn pointer(window: &mut Window, at: Pos2, pressed: Option<bool>) {
    window.harness.event(egui::Event::PointerMoved(at));
    if let Some(pressed) = pressed {
        let button = PointerButton::Primary;
        window.harness.event(egui::Event::PointerButton {
            pos: at,
            button,
            pressed,
            modifiers: NONE,
        });
    }
    window.harness.run_steps(2);
}

#[test]
fn a_section_is_moved_by_the_command_and_one_undo_takes_that_back() {
    let mut window = Window::with_marked(&DRAFT.replace("aa", "a|a"));
    window.act(Action::Command(Command::MoveSectionDown));
    assert_eq!(window.marked(), "# T\n\n## Bb\n\nbb\n\n## Aa\n\na|a\n\n### In\n\n## Cc\n");
    let label = window.workspace().undo_label().map(|label| label.as_str());
    assert_eq!(label, Some("Move section"));
    window.act(Action::Command(Command::Undo));
    assert_eq!(window.draft(), DRAFT);
}

#[test]
fn claims_go_with_the_section_that_moves_and_with_the_one_that_is_passed() {
    let mut window = Window::with_draft(DRAFT);
    for words in ["aa", "bb"] {
        window.select_words(words);
        window.act(Action::Command(Command::MarkClaim));
    }
    let claimed = |window: &Window| {
        let project = window.workspace().project();
        let words = |claim: &nutgraf_engine::model::Claim| {
            project.draft()[project.claim_range(&claim.id)].to_owned()
        };
        project.claims().iter().map(words).collect::<Vec<_>>()
    };
    window.act(Action::Command(Command::MoveSectionUp));
    assert!(window.draft().starts_with("# T\n\n## Bb\n\nbb\n\n## Aa"));
    assert_eq!(claimed(&window), ["aa", "bb"]);
    window.act(Action::Command(Command::Undo));
    assert_eq!(
        (window.draft(), claimed(&window)),
        (DRAFT.to_owned(), vec!["aa".into(), "bb".into()])
    );
}

#[test]
fn a_section_without_a_neighbour_of_its_level_stays_and_a_quiet_notice_says_so() {
    let mut window = Window::with_marked(&DRAFT.replace("aa", "a|a"));
    window.act(Action::Command(Command::MoveSectionUp));
    assert_eq!(window.draft(), DRAFT);
    let said = "No section of its level stands above this one here.";
    assert!(window.shows(said));
    window.caret_at_end();
    assert!(!window.shows(said), "it leaves when the caret does");
}

#[test]
fn alt_and_arrows_move_the_current_row_of_the_outline_which_keeps_keyboard_and_caret() {
    let mut window = Window::with_marked(&DRAFT.replace("bb", "b|b"));
    to_outline(&mut window);
    window.key(Modifiers::ALT, Key::ArrowDown);
    assert_eq!(window.marked(), "# T\n\n## Aa\n\naa\n\n### In\n\n## Cc\n\n## Bb\n\nb|b\n");
    window.key(Modifiers::ALT, Key::ArrowUp);
    window.key(Modifiers::ALT, Key::ArrowUp);
    assert_eq!(window.marked(), "# T\n\n## Bb\n\nb|b\n\n## Aa\n\naa\n\n### In\n\n## Cc\n");
    // Another section than that of the caret.
    window.key(NONE, Key::ArrowDown);
    window.key(Modifiers::ALT, Key::ArrowDown);
    let meant = "# T\n\n## Bb\n\nb|b\n\n## Cc\n\n## Aa\n\naa\n\n### In\n";
    assert_eq!(window.marked(), meant);
    window.key(NONE, Key::Enter);
    assert_eq!(
        window.marked(),
        meant.replace('|', "").replace("## Aa", "## Aa|"),
        "its row is current"
    );
}

#[test]
fn a_row_that_is_dragged_lands_where_its_section_may_stand() {
    let mut window = Window::with_draft(DRAFT);
    let (from, to) = (row(&window, "Aa"), row(&window, "Cc"));
    pointer(&mut window, from, Some(true));
    pointer(&mut window, from + egui::vec2(0.0, 20.0), None);
    // Below the last row.
    pointer(&mut window, to + egui::vec2(0.0, 10.0), None);
    pointer(&mut window, to + egui::vec2(0.0, 10.0), Some(false));
    window.settle();
    assert_eq!(window.draft(), "# T\n\n## Bb\n\nbb\n\n## Cc\n\n## Aa\n\naa\n\n### In\n");
}

#[test]
fn a_drag_within_the_section_or_left_by_escape_moves_nothing() {
    let mut window = Window::with_draft(DRAFT);
    let (from, own, to) = (row(&window, "Aa"), row(&window, "In"), row(&window, "Cc"));
    pointer(&mut window, from, Some(true));
    pointer(&mut window, own, None);
    pointer(&mut window, own, Some(false));
    assert_eq!(window.draft(), DRAFT, "into its own sub-section");
    pointer(&mut window, from, Some(true));
    pointer(&mut window, to, None);
    window.key(NONE, Key::Escape);
    pointer(&mut window, to, Some(false));
    window.settle();
    assert_eq!(window.draft(), DRAFT, "left by Escape");
}

#[test]
fn a_heading_has_the_number_of_its_own_findings_and_leads_to_the_first() {
    let draft =
        "# T\n\n## Aa\n\nAs said [@nobody] and [@none].\n\n### In\n\nAnd [@gone].\n\n## Bb\n";
    let mut window = Window::with_draft(draft);
    assert!(window.shows("1 error in “In”"), "its own");
    assert!(!window.mentions("in “Bb”") && !window.mentions("in “T”"), "nothing where none is");
    window.click("2 errors in “Aa”");
    assert_eq!(window.workspace().view().tab, Tab::Findings);
    assert!(
        draft[window.caret()..].starts_with("@nobody")
            || draft[window.caret()..].starts_with("[@nobody")
    );
    window.type_text("x");
    assert_ne!(window.draft(), draft, "the draft has the keyboard");
}
