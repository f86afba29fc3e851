//! Stretches of time.
//!
//! Used behind *last*, *this* and *next*, by the claim inventory and by the cross-check,
//! which leaves out parts of a day and plurals, and knows longer stretches.

words! {
    /// Stretches of time that can be last or next, weekdays and months included.
    SPANS =
        "year" "week" "month" "weekend" "night" "summer" "winter" "spring" "autumn" "fall" "quarter"
        "season" "monday" "tuesday" "wednesday" "thursday" "friday" "saturday" "sunday" "january"
        "february" "march" "april" "may" "june" "july" "august" "september" "october" "november"
        "december"
}

words! {
    /// Further stretches of the claim inventory.
    NOTICED_SPANS =
        "years" "weeks" "months" "evening" "morning"
}

words! {
    /// Further stretches of the cross-check.
    COMPARED_SPANS =
        "decade" "century" "term"
}

words! {
    /// Stretches in the plural: *in the past five years*.
    PLURAL_SPANS =
        "years" "months" "weeks" "days" "decades" "centuries" "hours" "quarters"
}
