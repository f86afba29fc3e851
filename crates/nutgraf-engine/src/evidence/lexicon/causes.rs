//! Words of cause and effect.
//!
//! Used for the cue `cause` of the claim inventory.

words! {
    /// Words that say that one thing brings about another.
    CAUSES =
        "because" "cause" "caused" "causes" "causing" "therefore" "prompted" "triggered" "sparked"
        "forced" "consequence" "consequently" "blamed" "hence"
}

words! {
    /// Phrases that say that one thing brings about another.
    CAUSE_PHRASES =
        "due to" "led to" "leads to" "lead to" "leading to" "result of" "a result" "resulted in"
        "results in" "thanks to" "owing to" "contributed to" "contributes to" "stems from"
        "stemmed from" "driven by" "attributed to" "responsible for" "brought about" "on account of"
        "that is why" "which is why" "so that"
}
