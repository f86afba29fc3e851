//! What is asked of the clipboard, and what is on it.

use std::path::PathBuf;

use crate::exchange::import::ImportProcessError;

/// What a text does with the clipboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum ClipboardEdit {
    Cut,
    Copy,
    Paste,
    PastePlain,
}

/// Where something is pasted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasteTarget {
    /// Into the draft; the number of the paste.
    Draft(u64),
    /// Into the field that has the keyboard.
    Field,
}

/// Where an image that is to be kept comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImageSource {
    /// From memory.
    Bytes(Vec<u8>),
    /// From a file, which stays as it is.
    File(PathBuf),
}

/// What is on the clipboard.
#[derive(Debug)]
pub enum ClipboardContent {
    /// Words with a look, as Markdown.
    Markdown(String),
    /// Words.
    Text {
        /// The words.
        text: String,
        /// Why their look is lost, where it is.
        failure: Option<ImportProcessError>,
    },
    /// An image, as a PNG.
    Image(Vec<u8>),
    /// An image that could not be read.
    UnreadableImage,
    /// Words that could not be read, and no plain text beside them.
    Unreadable(ImportProcessError),
    /// Nothing that can be pasted.
    Nothing,
    /// Nobody can ask; the window has a way of its own.
    Unreachable,
}
