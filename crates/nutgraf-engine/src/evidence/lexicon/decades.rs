//! Decades by name.
//!
//! Used for dates, by the claim inventory and by the cross-check.

words! {
    /// The decades of a century from the twenties on, in order.
    DECADES =
        "twenties" "thirties" "forties" "fifties" "sixties" "seventies" "eighties" "nineties"
}

words! {
    /// Decades that the cross-check leaves alone, because their century is not certain.
    UNDATED_DECADES =
        "noughties"
}

/// Returns how many tens of years a decade is into its century.
pub(crate) fn number(word: &str) -> Option<i16> {
    let at = DECADES.iter().position(|decade| *decade == word)?;
    i16::try_from(at + 2).ok()
}
