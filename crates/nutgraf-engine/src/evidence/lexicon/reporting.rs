//! Verbs of reporting.
//!
//! Used to find who is quoted, and for the cue `reporting` of the claim inventory.

words! {
    /// Verbs right beside a name that say that the named person speaks.
    SPEAKING =
        "said" "says" "told" "tells" "wrote" "writes" "added" "adds" "argued" "argues" "claimed"
        "claims" "explained" "explains" "warned" "warns" "noted" "notes" "stated" "states" "replied"
        "insisted" "insists" "recalled" "recalls" "asked" "asks" "testified"
}

words! {
    /// Further verbs of reporting, for the claim inventory.
    REPORTING =
        "announced" "reported" "reports" "admitted" "admits" "denied" "denies" "confirmed"
        "confirms" "revealed" "disclosed" "acknowledged" "conceded" "predicted" "estimates"
        "estimated" "concluded" "concludes" "suggested" "urged" "declared" "alleged" "maintains"
        "maintained" "commented" "observed" "declares" "reportedly" "allegedly" "informed"
        "complained" "promised"
}

words! {
    /// Verbs of reporting that may be nouns in the plural.
    REPORTING_NOUNS =
        "states" "notes" "claims" "reports" "estimates"
}

words! {
    /// Words before a noun.
    BEFORE_NOUN =
        "the" "a" "an" "its" "their" "his" "her" "our" "these" "those" "some" "many" "most" "member"
        "united" "both" "all" "of" "in" "no" "such"
}
