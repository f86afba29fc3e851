//! Words about names.
//!
//! Used to tell names of people and places from other capitalised words.

words! {
    /// Words that are capitalised anywhere and name nobody, for the cue `name` of the claim
    /// inventory.
    NO_NAMES =
        "i" "i'm" "i'll" "i've" "i'd" "ok" "may"
}

words! {
    /// Words that begin sentences and are no names, capitalised, beside a verb of
    /// [`SPEAKING`](super::reporting::SPEAKING).
    SENTENCE_STARTERS =
        "A" "An" "And" "As" "At" "But" "By" "For" "From" "He" "Her" "His" "I" "If" "In" "It" "Its"
        "No" "Nobody" "Of" "On" "One" "Or" "She" "So" "Some" "That" "The" "Then" "There" "They"
        "This" "To" "We" "What" "When" "Who" "Yes" "You" "Critics"
}
