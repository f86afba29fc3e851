//! Notices: what leaves by itself, what stays, and where what was written is.

use nutgraf::app::{Action, Command};
use nutgraf_engine::{evidence::FixKind, range::DraftRange};

use crate::support::window::Window;

#[test]
fn what_was_done_is_told_until_the_next_edit() {
    let mut window = Window::with_marked("Words.|");
    window.act(Action::Command(Command::CopyMarkdown));
    assert!(window.mentions("Copied the finished Markdown."));
    window.type_text("x");
    assert!(!window.mentions("Copied the finished Markdown."));
}

#[test]
fn a_refusal_leaves_when_the_caret_is_elsewhere() {
    let mut window = Window::with_marked("# A\n|\nWords that say a thing.");
    window.act(Action::Fix(DraftRange::at(4), FixKind::Mark));
    assert!(window.mentions("This change cannot be marked."));
    window.select(5..5);
    assert!(!window.mentions("This change cannot be marked."));
}

#[test]
fn an_export_is_shown_in_its_folder() {
    let mut window = Window::with_marked("Words.|");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("words.md");
    window.answers.next(Some(&path));
    window.act(Action::Command(Command::Export));
    window.click("Save to file…");
    assert!(window.mentions("Exported to"));
    assert!(window.shows("Show in folder"));
}
