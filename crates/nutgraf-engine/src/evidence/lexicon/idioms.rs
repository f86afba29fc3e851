//! Phrases in which a word of number or amount counts nothing.
//!
//! Used by the claim inventory, and to say what a changed quotation changed.

/// Phrases as words.
pub(crate) const IDIOMS: &[&[&str]] = &[
    &["once", "more"],
    &["once", "again"],
    &["at", "once"],
    &["any", "more"],
    &["at", "first"],
    &["first", "of", "all"],
    &["at", "all"],
    &["after", "all"],
    &["above", "all"],
    &["all", "the", "same"],
    &["one", "another"],
    &["each", "other"],
    &["all", "right"],
];
