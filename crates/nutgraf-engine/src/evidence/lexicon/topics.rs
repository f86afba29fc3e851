//! Words that show how the figures of a sentence go together.
//!
//! Used by the cross-check.

words! {
    /// Words that say that figures were added up.
    SUMS =
        "together" "combined" "total" "altogether" "sum" "overall" "both" "jointly"
}

words! {
    /// Words that make the complement of a share the share itself: *20 percent less*.
    COMPLEMENTS =
        "below" "less" "lower" "fewer" "cheaper" "smaller" "off" "under" "discount" "not" "rest"
        "remaining" "remainder"
}

words! {
    /// Words before a figure that say whether it is a difference or where a change led.
    LEADS =
        "by" "to" "increase" "rise" "drop" "decrease" "fall" "difference" "gap" "margin"
}

words! {
    /// Words that begin another clause.
    CLAUSE_JOINTS =
        "and" "but" "while" "whereas" "although" "compared" "against"
}

words! {
    /// Words between a figure and the noun that it counts.
    BEFORE_COUNTED =
        "of" "the" "its" "all" "these" "those" "their" "his" "her" "our" "more" "other" "such" "a"
        "an" "some" "new" "additional" "extra" "or" "fewer" "less" "so"
}

words! {
    /// Words behind *5m* where it is a length and not five million.
    MEASURED =
        "tall" "high" "long" "wide" "deep" "away" "above" "below" "from" "of" "per" "and" "to" "in"
        "at" "by" "across" "apart" "off" "sprint" "race" "freestyle" "hurdles" "relay" "dash"
        "final" "on" "under" "over" "up" "down" "thick"
}

words! {
    /// Words behind which *over* says where and not how much.
    SPREADING =
        "extends" "extended" "extend" "extending" "spread" "spreads" "stretches" "stretched"
        "ranged" "ranges" "distributed" "averaged"
}
