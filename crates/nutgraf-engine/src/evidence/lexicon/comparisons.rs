//! Words of comparison and trend.
//!
//! Used for the cue `comparison` of the claim inventory.

words! {
    /// Words that compare or name a trend.
    COMPARISONS =
        "than" "doubled" "doubling" "doubles" "tripled" "trebled" "quadrupled" "halved" "halving"
        "rose" "risen" "rise" "rises" "rising" "fell" "fallen" "fall" "falls" "falling" "grew"
        "grown" "grow" "grows" "growing" "growth" "increase" "increased" "increases" "increasing"
        "decrease" "decreased" "decreases" "decline" "declined" "declines" "declining" "drop"
        "dropped" "drops" "dropping" "surge" "surged" "soar" "soared" "plunge" "plunged" "slump"
        "slumped" "jump" "jumped" "climb" "climbed" "shrank" "shrunk" "shrink" "shrinking" "widen"
        "widened" "narrow" "narrowed" "outnumber" "outnumbered" "outnumbers" "exceed" "exceeded"
        "exceeds" "surpass" "surpassed" "overtook" "overtaken" "outpaced" "compared" "versus"
        "higher" "lower" "fewer" "less" "more" "larger" "bigger" "smaller" "greater" "better"
        "worse" "faster" "slower" "older" "younger" "longer" "shorter" "stronger" "weaker" "wider"
        "narrower" "richer" "poorer" "cheaper" "earlier" "deeper" "warmer" "colder" "hotter"
        "heavier" "lighter" "twice" "unlike" "eased" "cut" "worsened" "improved"
}

words! {
    /// Phrases that compare.
    COMPARISON_PHRASES =
        "as much as" "as many as" "times as" "up from" "down from" "as often as" "as large as"
}
