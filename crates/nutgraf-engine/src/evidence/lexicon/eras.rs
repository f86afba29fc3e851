//! Eras.
//!
//! Used for dates, by the claim inventory and by the cross-check.

words! {
    /// Eras whose years count backwards, in the case in which they are written.
    BEFORE_CHRIST =
        "BC" "BCE"
}

words! {
    /// Eras whose years count forwards, in the case in which they are written.
    AFTER_CHRIST =
        "AD" "CE"
}
