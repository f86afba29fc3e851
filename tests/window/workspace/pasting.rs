//! The clipboard answers late, in any order, or not at all.

use nutgraf::{
    app::{Action, ClipboardContent, Command, Effect, Event, PasteTarget, Workspace},
    exchange::import::ImportProcessError,
};
use nutgraf_engine::{range::DraftRange, text::Change};

use super::Desk;

impl Desk {
    /// Begins a paste at the selection, and returns where it goes.
    fn pastes(&mut self) -> PasteTarget {
        let effects = self.apply(Action::Paste { is_plain: false });
        let target = effects.iter().find_map(|effect| match effect {
            Effect::ReadClipboard { target, .. } => Some(*target),
            _ => None,
        });
        target.unwrap()
    }

    fn clipboard_has(&mut self, target: PasteTarget, content: ClipboardContent) -> Vec<Effect> {
        self.handle(Event::ClipboardRead { target, content })
    }

    fn types(&mut self, text: &str) {
        let at = self.workspace.view().selection;
        let change = Change::replace(at, text);
        self.apply(Action::Type { change, selection: DraftRange::at(at.start + text.len()) });
    }
}

fn markdown(text: &str) -> ClipboardContent {
    ClipboardContent::Markdown(text.to_owned())
}

fn text(text: &str) -> ClipboardContent {
    ClipboardContent::Text { text: text.to_owned(), failure: None }
}

/// A blank article with these words and all of them selected from `start` on.
fn desk(words: &str, start: usize) -> Desk {
    let mut desk = Desk::new("Tapes");
    let all = DraftRange::new(0, desk.draft().len());
    desk.apply(Action::Type { change: Change::replace(all, words), selection: DraftRange::at(0) });
    desk.apply(Action::Select(DraftRange::new(start, words.len())));
    desk
}

fn selection(workspace: &Workspace) -> DraftRange {
    workspace.view().selection
}

#[test]
fn what_is_typed_while_the_clipboard_is_read_stands_behind_the_paste() {
    let mut desk = desk("one two", 4);
    let target = desk.pastes();
    desk.types("!");
    assert_eq!(desk.draft(), "one two!");
    desk.clipboard_has(target, markdown("**2**"));
    assert_eq!(desk.draft(), "one **2**!");
    assert_eq!(selection(&desk.workspace), DraftRange::at("one **2**!".len()));
    desk.apply(Action::Command(Command::Undo));
    assert_eq!(desk.draft(), "one two!", "the paste alone is taken back");
    desk.apply(Action::Command(Command::Redo));
    assert_eq!(desk.draft(), "one **2**!");
}

#[test]
fn two_pastes_stand_in_the_order_in_which_they_were_asked_for() {
    let mut desk = desk("", 0);
    let (first, second) = (desk.pastes(), desk.pastes());
    desk.types("c");
    desk.clipboard_has(first, text("a"));
    desk.clipboard_has(second, text("b"));
    assert_eq!(desk.draft(), "abc");
}

#[test]
fn nothing_to_paste_leaves_the_selection_and_says_nothing() {
    let mut desk = desk("one two", 4);
    let target = desk.pastes();
    desk.clipboard_has(target, ClipboardContent::Nothing);
    assert_eq!(selection(&desk.workspace), DraftRange::new(4, 7));
    assert!(desk.workspace.view().notices.is_empty());
}

#[test]
fn a_look_that_cannot_be_read_is_said_and_the_words_come() {
    let mut desk = desk("", 0);
    let target = desk.pastes();
    let failure = Some(ImportProcessError::Slow(std::time::Duration::from_secs(3)));
    desk.clipboard_has(target, ClipboardContent::Text { text: "a\rb\0".to_owned(), failure });
    assert_eq!(desk.draft(), "a\nb");
    assert_eq!(desk.workspace.view().notices.len(), 1);
}

#[test]
fn a_paste_into_an_article_that_was_closed_goes_nowhere() {
    let mut desk = desk("", 0);
    let target = desk.pastes();
    desk.begin("Another");
    let before = desk.draft().to_owned();
    desk.clipboard_has(target, text("a"));
    assert_eq!(desk.draft(), before);
}

#[test]
fn an_image_needs_an_article_with_a_file() {
    let mut desk = desk("", 0);
    let target = desk.pastes();
    let effects = desk.clipboard_has(target, ClipboardContent::Image(vec![1]));
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::KeepImage { .. })));
    assert_eq!(desk.workspace.view().notices.len(), 1);
    desk.saved_as("tapes.ron");
    let target = desk.pastes();
    let effects = desk.clipboard_has(target, ClipboardContent::Image(vec![1]));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::KeepImage { .. })));
}
