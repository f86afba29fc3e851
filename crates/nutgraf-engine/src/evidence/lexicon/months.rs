//! The months.
//!
//! Used for dates, by the claim inventory and by the cross-check.

words! {
    /// The months, in order.
    MONTHS =
        "january" "february" "march" "april" "may" "june" "july" "august" "september" "october"
        "november" "december"
}

words! {
    /// Abbreviations of months in the claim inventory, which counts one only beside a figure.
    /// The cross-check takes any three or four letters that a month begins with.
    SHORT_MONTHS =
        "jan" "feb" "mar" "apr" "jun" "jul" "aug" "sep" "sept" "oct" "nov" "dec"
}

words! {
    /// Months and abbreviations of months that are words or names too. The cross-check takes
    /// one without a day or a year for a month only behind a word of [`BEFORE_MONTH`].
    MONTH_WORDS =
        "may" "march" "mark" "mar" "jan" "august" "april" "june"
}

words! {
    /// Words before a month.
    BEFORE_MONTH =
        "in" "by" "since" "until" "till" "from" "to" "of" "last" "next" "early" "late" "mid"
        "during" "before" "after" "and" "through" "this" "between" "every" "each" "-"
}

/// Returns the number of a month by its name or by three or four letters that it begins
/// with, counted from 1.
pub(crate) fn by_prefix(word: &str) -> Option<i8> {
    let at = MONTHS.iter().position(|month| {
        *month == word || word.len() >= 3 && word.len() <= 4 && month.starts_with(word)
    })?;
    i8::try_from(at + 1).ok()
}

words! {
    /// Words behind *May* at the head of a sentence where it is the month and no verb.
    BEHIND_FIRST_MAY =
        "was" "is" "saw" "brought" "and" ","
}
