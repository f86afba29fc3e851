//! What the layout of lines counts besides the bytes of a text.
//!
//! # Invariants
//! A line that is laid out may hold the preedit of an input method, which its text does not.
//! So the bytes of the two are of different types; [`super::layout`] converts between them.

use nutgraf_engine::range::define_range;

define_range! {
    /// A range of the laid-out text of one line, in bytes from its beginning.
    pub(crate) struct LineRange
}

define_range! {
    /// A range of a text that is shown, in characters.
    pub(crate) struct CharacterRange
}

impl std::ops::Index<LineRange> for str {
    type Output = str;

    fn index(&self, range: LineRange) -> &str {
        &self[range.start..range.end]
    }
}
