//! Invisible characters that turn the direction of writing in a text from elsewhere.

use crate::text::invisible::is_explicit_bidi;

/// A text that is about to become a source holds explicit directional characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextDirectionNote {
    /// What the source is called.
    pub title: String,
    /// How many such characters the text holds; at least one.
    pub count: usize,
}

impl TextDirectionNote {
    /// Returns the note of a text, called `title`; `None` where it holds none of them.
    pub fn of(text: &str, title: &str) -> Option<Self> {
        let count = text.chars().filter(|c| is_explicit_bidi(*c)).count();
        (count > 0).then(|| Self { title: title.to_owned(), count })
    }
}
