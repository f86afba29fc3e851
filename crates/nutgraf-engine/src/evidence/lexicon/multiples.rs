//! Words that say by which factor something changed or differs.
//!
//! Used by the cross-check.

/// Words that are a factor by themselves, with its numerator and denominator.
pub(crate) const MULTIPLES: &[(&str, i128, i128)] = &[
    ("doubled", 2, 1),
    ("doubling", 2, 1),
    ("doubles", 2, 1),
    ("twofold", 2, 1),
    ("tripled", 3, 1),
    ("tripling", 3, 1),
    ("triples", 3, 1),
    ("trebled", 3, 1),
    ("trebling", 3, 1),
    ("threefold", 3, 1),
    ("quadrupled", 4, 1),
    ("quadrupling", 4, 1),
    ("quintupled", 5, 1),
    ("halved", 1, 2),
    ("halving", 1, 2),
];

words! {
    /// Words behind *double* where it is a factor.
    BEHIND_DOUBLE =
        "the" "that" "its" "what" "in" "since" "from" "their" "." "," "by"
}

words! {
    /// Words behind *triple* where it is a factor.
    BEHIND_TRIPLE =
        "the" "that" "its" "what"
}

words! {
    /// Words behind *twice* where it is a factor.
    BEHIND_TWICE =
        "as" "the" "that" "what" "its" "their"
}

words! {
    /// Words behind *times* where it is a factor: *three times as many*.
    BEHIND_TIMES =
        "as" "the" "that" "more" "higher" "larger" "bigger" "greater" "faster" "its" "their" "what"
        "likelier" "less" "smaller" "longer" "heavier" "stronger"
}

words! {
    /// What a score counts: *three goals to one*.
    SCORED =
        "goals" "goal" "votes" "points" "sets" "games" "wins" "runs" "tries"
}

words! {
    /// Words behind an ordinal where it is a rank.
    BEHIND_RANK =
        "most" "place" "least" "best" "worst" "biggest" "in"
}

words! {
    /// Words before an ordinal where it is a rank.
    BEFORE_RANK =
        "ranked" "came" "finished" "ranks" "placed"
}
