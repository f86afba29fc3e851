//! The flows of a writer in the window, by role and name.

mod claims;
mod files;
mod quotes;
mod saving;
mod sources;
mod start;
mod writing;

use std::path::PathBuf;

use egui::{Key, Modifiers};
use nutgraf::app::Action;
use nutgraf_engine::{evidence::Verdict, range::SourceRange};
use tempfile::TempDir;

use crate::support::window::Window;

/// Selects words in the reader, as dragging over them does.
fn select_in_reader(window: &mut Window, words: &str) {
    let text = window.workspace().current_source().unwrap().snapshot.as_ref().unwrap().text.clone();
    let at = text.find(words).unwrap();
    window.act(Action::SelectInReader(Some(SourceRange::new(at, at + words.len()))));
}

fn verdicts(window: &Window) -> Vec<Verdict> {
    let report = window.workspace().report().expect("the draft was checked");
    report.quotations.iter().map(|quotation| quotation.judgement.verdict).collect()
}

fn saved(window: &mut Window) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ban.ron");
    window.answers.next(Some(&path));
    window.key(Modifiers::COMMAND, Key::S);
    (folder, path)
}
