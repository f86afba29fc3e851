//! Ordinal numbers.
//!
//! Used for days and centuries, by the claim inventory and by the cross-check, and by the
//! latter for ranks.

use std::ops::RangeInclusive;

words! {
    /// Ordinals from *first* to *twentieth*, in order.
    ORDINALS =
        "first" "second" "third" "fourth" "fifth" "sixth" "seventh" "eighth" "ninth" "tenth"
        "eleventh" "twelfth" "thirteenth" "fourteenth" "fifteenth" "sixteenth" "seventeenth"
        "eighteenth" "nineteenth" "twentieth"
}

words! {
    /// Endings of ordinals in digits: *3rd*.
    ENDINGS =
        "st" "nd" "rd" "th"
}

/// Returns the number of an ordinal in words, where it is one of `known`.
pub(crate) fn position(word: &str, known: RangeInclusive<i64>) -> Option<i64> {
    let at = ORDINALS.iter().position(|ordinal| *ordinal == word)?;
    i64::try_from(at + 1).ok().filter(|number| known.contains(number))
}
