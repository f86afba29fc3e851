//! Feasts that are days.
//!
//! Used for the cue `date` of the claim inventory, and to keep them from being names.

words! {
    /// Feasts that fall on a day or a few days of each year.
    FEASTS =
        "christmas" "easter" "thanksgiving" "halloween" "michaelmas" "pentecost" "whitsun" "ramadan"
        "hogmanay"
}
