//! Words for amounts that are no numbers.
//!
//! Used to say that a changed quotation changed an amount, and to warn of a bracket that
//! adds or hides one.

words! {
    /// Words for amounts and frequencies.
    QUANTIFIERS =
        "all" "any" "both" "each" "every" "everyone" "everybody" "few" "fewer" "many" "most" "much"
        "more" "less" "least" "several" "some" "someone" "half" "majority" "minority" "always"
        "often" "sometimes" "rarely" "usually"
}
