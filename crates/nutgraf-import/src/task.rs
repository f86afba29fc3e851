//! What a child can be asked for.
//!
//! # Invariants
//!
//! - Each task has a name of its own, by which the two processes speak of it, and limits.
//! - What is on the clipboard is no kind of file: nothing offers it where a file is chosen.

use serde::{Deserialize, Serialize};

use crate::{
    ImportKind, Limits,
    clipboard::markdown_of_html,
    limits::{OF_CLIPBOARD, OF_PICTURE},
};

/// The name of the task for the clipboard. No kind of file has it; a test compares them.
const CLIPBOARD: &str = "clipboard-html";

/// The name of the task for pictures. No kind of file has it; a test compares them.
const PICTURE: &str = "picture";

/// Something that a confined child does with bytes from elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ChildTask {
    /// Makes a text of a file.
    Import(ImportKind),
    /// Makes Markdown of HTML that is on the clipboard.
    ClipboardHtml,
    /// Makes pixels of a picture that an article shows.
    Picture,
}

impl From<ImportKind> for ChildTask {
    fn from(kind: ImportKind) -> Self {
        Self::Import(kind)
    }
}

impl ChildTask {
    /// Returns every task.
    pub fn all() -> impl Iterator<Item = Self> {
        ImportKind::ALL.into_iter().map(Self::Import).chain([Self::ClipboardHtml, Self::Picture])
    }

    /// Returns the name that the two processes use between them.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Import(kind) => kind.name(),
            Self::ClipboardHtml => CLIPBOARD,
            Self::Picture => PICTURE,
        }
    }

    /// Returns the task of a name that [`Self::name`] gives; `None` for any other.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::all().find(|task| task.name() == name)
    }

    /// Returns what the task may take.
    pub const fn limits(self) -> Limits {
        match self {
            Self::Import(kind) => kind.limits(),
            Self::ClipboardHtml => OF_CLIPBOARD,
            Self::Picture => OF_PICTURE,
        }
    }
}

/// Returns the Markdown of HTML, in the calling process; empty where its plain text says as
/// much. A byte that belongs to no character becomes a sign that says so.
///
/// Only the child calls this, and tests.
pub fn markdown_of(html: &[u8]) -> String {
    markdown_of_html(&String::from_utf8_lossy(html)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_tasks_have_one_name() {
        for task in ChildTask::all() {
            assert_eq!(ChildTask::from_name(task.name()), Some(task));
        }
    }
}
