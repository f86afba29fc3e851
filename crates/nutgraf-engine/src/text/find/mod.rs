//! Finding words in a text and replacing them.
//!
//! A [`Query`] is what a writer typed, a [`Pattern`] is that made ready for searching, [`Hits`]
//! are all places of a text that it finds.
//!
//! # Invariants
//!
//! - Hits do not overlap and are in rising order on character boundaries. One without
//!   characters is a position (`^`, `$`, `\b`), which a regular expression finds; none stands
//!   at the end of the hit before it.
//! - All hits together are those of the `regex` crate, and replacing them all is what its
//!   `replace_all` does.
//! - Hits that follow an edit are those of a search through the whole text.
//! - No pattern takes more than time in proportion to the text for one hit, nor more memory
//!   than a fixed amount.

mod hits;
mod pattern;
mod plain;
mod replacement;
mod whole_word;

#[cfg(test)]
mod tests;

pub use hits::Hits;
pub use pattern::{Pattern, PatternError};
pub use replacement::{Replacement, TooLong, replace_all};

/// What is to be found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// The text that was typed; an empty one finds nothing.
    pub text: String,
    /// Whether capitals and small letters are two things.
    pub match_case: bool,
    /// Whether a hit must not be inside a longer word. A position is no word.
    pub whole_word: bool,
    /// Whether the text is a regular expression.
    pub regex: bool,
}

impl Query {
    /// Finds these words as they stand, and remembers how the query before looked
    /// at case and words.
    #[must_use]
    pub fn of_words(&self, words: &str) -> Self {
        let text = if self.regex { regex::escape(words) } else { words.to_owned() };
        Self { text, ..self.clone() }
    }
}
