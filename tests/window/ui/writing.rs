//! Writing and looking: typing, undo, outline, status bar, modes, palette, dialogs, links.

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use nutgraf::app::{Action, CheckAction, Command, Mode, Sample};
use nutgraf_engine::model::ClaimStatus;

use crate::support::window::{Options, Window};

#[test]
fn typing_changes_the_draft_and_undo_takes_the_word_back() {
    let mut window = Window::blank();
    let before = window.draft();
    let end = before.len();
    window.select(end..end);
    window.type_text("\nThe ");
    window.type_text("law");
    assert_eq!(window.draft(), format!("{before}\nThe law"));
    assert!(window.workspace().window_title().starts_with("• "));
    window.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.draft(), format!("{before}\nThe "));
    window.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.draft(), before);
    window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(window.draft(), format!("{before}\nThe law"));
}

#[test]
fn another_article_is_shown_and_edited_as_itself() {
    let mut window = Window::new();
    window.act(Action::OpenSample(Sample::Explainer));
    window.act(Action::OpenSample(Sample::CheckAQuote));
    let before = window.draft();
    window.caret_at_start();
    window.type_text("X");
    assert_eq!(window.draft(), format!("X{before}"));
}

#[test]
fn a_note_is_kept_as_it_is_typed_and_undone_as_one() {
    let mut window = Window::blank();
    window.select_words("ban");
    window.act(Action::Command(Command::MarkClaim));
    let note = |window: &Window| window.workspace().project().claims()[0].note.clone();
    window.fill("Note", "Asked twice.");
    assert_eq!(note(&window), "Asked twice.", "no other field has to be chosen first");
    let id = window.workspace().project().claims()[0].id.clone();
    window.act(CheckAction::SetStatus(id, ClaimStatus::Confirmed).into());
    assert_eq!(note(&window), "Asked twice.");
    window.act(Action::Command(Command::Undo));
    window.act(Action::Command(Command::Undo));
    assert_eq!(note(&window), "");
}

#[test]
fn backspace_and_enter_reach_the_draft() {
    let mut window = Window::blank();
    window.write("ab");
    window.key(Modifiers::NONE, Key::Backspace);
    window.key(Modifiers::NONE, Key::Enter);
    window.type_text("ü");
    assert!(window.draft().ends_with("a\nü"), "{:?}", window.draft());
}

#[test]
fn bold_is_put_around_the_selection_and_is_one_undo_step() {
    let mut window = Window::blank();
    window.select_words("ban");
    window.key(Modifiers::COMMAND, Key::B);
    assert!(window.draft().contains("A **ban**"));
    window.key(Modifiers::COMMAND, Key::Z);
    assert!(window.draft().contains("A ban"));
}

#[test]
fn the_outline_lists_the_headings_and_jumps_to_them() {
    let mut window = Window::blank();
    window.write("\n## The law\n\nText.\n");
    window.click("The law");
    let at = window.workspace().view().selection.start;
    assert!(window.draft()[..at].ends_with("## The law"));
}

#[test]
fn the_status_bar_counts_words_against_the_goal() {
    let mut window = Window::blank();
    window.act(Action::Command(Command::ArticleDetails));
    window.fill("Goal in words", "900");
    window.click("Save");
    let words = window.workspace().structure().words;
    assert!(window.shows(&format!("{words} of 900 words")));
    assert!(window.shows("1 min read"));
    window.key(Modifiers::COMMAND, Key::Z);
    assert!(!window.shows(&format!("{words} of 900 words")), "details are undone like text");
}

#[test]
fn the_modes_switch_between_writing_and_reading() {
    let mut window = Window::blank();
    window.click("Split");
    assert_eq!(window.workspace().view().mode, Mode::Split);
    assert_eq!(window.harness.query_all_by_label("A ban").count(), 2, "outline and preview");
    window.key(Modifiers::COMMAND, Key::Num3);
    assert_eq!(window.workspace().view().mode, Mode::Read);
    assert!(!window.shows("Draft"));
    window.click("Write");
    assert!(window.shows("Draft"));
}

#[test]
fn the_palette_finds_a_command_by_a_few_letters() {
    let mut window = Window::blank();
    window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::P);
    window.type_text("drkth");
    window.key(Modifiers::NONE, Key::Enter);
    assert_eq!(window.workspace().settings().theme, nutgraf::persist::settings::ThemeChoice::Dark);
    assert!(window.workspace().view().dialog().is_none());
}

#[test]
fn every_dialog_can_be_shown_and_closed_by_escape() {
    let commands = [
        Command::ArticleDetails,
        Command::Export,
        Command::AddSource,
        Command::Palette,
        Command::Shortcuts,
        Command::About,
    ];
    let mut window = Window::blank();
    for command in commands {
        window.act(Action::Command(command));
        assert!(window.workspace().view().dialog().is_some(), "{command:?}");
        window.key(Modifiers::NONE, Key::Escape);
        window.key(Modifiers::NONE, Key::Escape);
        assert!(window.workspace().view().dialog().is_none(), "{command:?}");
    }
}

#[test]
fn a_link_is_shown_before_it_is_opened_and_a_script_never_is() {
    let mut window = Window::blank();
    window.act(Action::AskLink("https://example.org/a".into()));
    assert!(window.shows("https://example.org/a"));
    window.click("Cancel");
    window.act(Action::AskLink("javascript:alert(1)".into()));
    assert!(window.workspace().view().dialog().is_none());
    assert!(window.mentions("is not a web address"));
}

#[test]
fn a_small_window_shows_everything_without_panic() {
    for size in [(480.0, 360.0), (1024.0, 640.0), (2560.0, 1440.0)] {
        let mut window = Window::with(Options { size, ..Default::default() });
        window.act(Action::OpenSample(Sample::CheckAQuote));
        for command in [
            Command::ShowSources,
            Command::ShowClaims,
            Command::ShowFindings,
            Command::ModeSplit,
            Command::ModeRead,
            Command::ModeWrite,
        ] {
            window.act(Action::Command(command));
        }
        assert!(window.shows("Draft"), "{size:?}");
    }
}
