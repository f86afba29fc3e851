//! The seasons.
//!
//! Used for dates, by the claim inventory and by the cross-check.

words! {
    /// The seasons of a year, in order. *Fall* is autumn before a year only, since it is a verb
    /// too.
    SEASONS =
        "spring" "summer" "autumn" "winter"
}

words! {
    /// Words before a season that is a time.
    BEFORE_SEASON =
        "in" "the" "of" "by" "until" "till" "since" "last" "this" "next" "every" "each" "early"
        "late" "mid" "-" "during" "that" "was" "is"
}

/// Returns the position of a season before a year, counted from spring and 0.
pub(crate) fn position(word: &str) -> Option<i8> {
    let word = if word == "fall" { "autumn" } else { word };
    let at = SEASONS.iter().position(|season| *season == word)?;
    i8::try_from(at).ok()
}
