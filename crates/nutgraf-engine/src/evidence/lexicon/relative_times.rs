//! Words for times relative to the day of writing.
//!
//! Used for the cue `date` of the claim inventory, and for `date-relative` of the cross-
//! check, which flags only what a later reader cannot date.

words! {
    /// Words that name a time relative to the day of writing by themselves.
    RELATIVE_DAYS =
        "yesterday" "today" "tomorrow" "tonight" "recently" "lately" "nowadays"
}

words! {
    /// Further words of that sort that the cross-check flags.
    RELATIVE_FLAGGED =
        "currently"
}

words! {
    /// Words before a stretch of time that place it relative to the day of writing, or to
    /// another.
    RELATIVE =
        "last" "this" "next" "past" "previous" "following" "preceding" "coming" "same"
}

words! {
    /// Words before *last* or *next* that make it one of a sequence: *the last year of the
    /// war*.
    OF_A_SEQUENCE =
        "the" "his" "her" "its" "their" "our" "my" "your" "a" "that" "whose"
}

words! {
    /// Edges of a stretch of time: *the end of the year*.
    EDGES =
        "end" "start" "beginning" "middle" "rest" "turn" "close"
}

words! {
    /// Words before *now* where it is not the day of writing: *until now*.
    BEFORE_IDLE_NOW =
        "until" "till" "by" "from" "just" "every" "right" "then" "before" "even" "-"
}

words! {
    /// Words behind *now* where it is not the day of writing: *now known as*.
    BEHIND_IDLE_NOW =
        "and" "known" "defunct" "-" "," "that" "famous" "infamous" "called" "then" "had"
}

words! {
    /// Words before *the past five years*.
    BEFORE_PAST_SPAN =
        "in" "over" "during" "for" "within" "throughout" "across"
}

words! {
    /// Words that say how many, beside numbers: *the past few years*.
    HOW_MANY =
        "few" "couple" "several" "two" "dozen" "of" "hundred"
}
