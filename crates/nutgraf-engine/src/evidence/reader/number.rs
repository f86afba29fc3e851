//! Whether a word is a number, in figures or in words.

use super::{
    super::{lexicon::numbers, vocabulary},
    word::Word,
};

/// Whether the inventory takes a word for a number; fractions of one character are numbers.
///
/// Comparing needs values, which [`figure_reader`](super::figure_reader) has for fewer words.
pub(crate) fn is_number(word: &Word) -> bool {
    vocabulary::is_number(&word.lower)
        || word.text.contains(char::is_numeric) && word.text.starts_with(char::is_numeric)
        || word.is(numbers::MORE_NUMBER_WORDS)
        || word.lower.strip_suffix("fold").is_some_and(vocabulary::is_number)
}
