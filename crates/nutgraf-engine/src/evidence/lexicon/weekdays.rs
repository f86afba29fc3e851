//! The days of the week.
//!
//! Used for dates, by the claim inventory and by the cross-check.

words! {
    /// The days of the week, from Monday.
    WEEKDAYS =
        "monday" "tuesday" "wednesday" "thursday" "friday" "saturday" "sunday"
}

/// Returns the position of a day of the week, singular or plural, counted from Monday
/// and 0.
pub(crate) fn position(word: &str) -> Option<i8> {
    let singular = word.strip_suffix('s');
    let at = WEEKDAYS.iter().position(|day| *day == word || singular == Some(*day))?;
    i8::try_from(at).ok()
}
