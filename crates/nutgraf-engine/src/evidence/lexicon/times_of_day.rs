//! Words for times of day.
//!
//! Used for dates, by the claim inventory, and for figures, by the cross-check.

words! {
    /// The halves of a day, written with full stops too: *p.m.*.
    HALVES =
        "am" "pm"
}

/// What is behind a full hour, of either half of the day.
pub(crate) const FULL_HOUR: &str = "o'clock";

words! {
    /// Times of day by name.
    NAMES =
        "noon" "midnight"
}

words! {
    /// Words before *past* and *to* in a time of day: *half past nine*.
    BEFORE_PAST =
        "half" "quarter" "minutes"
}
