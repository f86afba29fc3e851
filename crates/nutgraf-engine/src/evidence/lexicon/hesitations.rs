//! Sounds of hesitation.
//!
//! Used by the lenient profile, under which a quotation may leave them out.

words! {
    /// Sounds that say nothing.
    HESITATIONS =
        "um" "uh" "er" "erm" "uhm" "umm" "hmm" "ah" "eh"
}
