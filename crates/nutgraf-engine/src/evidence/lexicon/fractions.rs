//! Words and signs for parts of a whole.
//!
//! Used by the cross-check.

/// Denominators in the singular.
pub(crate) const DENOMINATORS: &[(&str, i64)] = &[
    ("half", 2),
    ("halve", 2),
    ("third", 3),
    ("quarter", 4),
    ("fourth", 4),
    ("fifth", 5),
    ("sixth", 6),
    ("seventh", 7),
    ("eighth", 8),
    ("ninth", 9),
    ("tenth", 10),
    ("twelfth", 12),
    ("twentieth", 20),
    ("hundredth", 100),
    ("thousandth", 1_000),
];

/// Fractions of one character, with numerator and denominator.
pub(crate) const VULGAR: &[(char, i128, i128)] = &[
    ('¼', 1, 4),
    ('½', 1, 2),
    ('¾', 3, 4),
    ('⅓', 1, 3),
    ('⅔', 2, 3),
    ('⅕', 1, 5),
    ('⅖', 2, 5),
    ('⅗', 3, 5),
    ('⅘', 4, 5),
    ('⅙', 1, 6),
    ('⅚', 5, 6),
    ('⅛', 1, 8),
    ('⅜', 3, 8),
    ('⅝', 5, 8),
    ('⅞', 7, 8),
];

words! {
    /// Words behind *half* where it is no part: *half past nine*.
    BEHIND_NO_HALF =
        "past" "time" "way" "brother" "sister" "back" "term"
}

words! {
    /// Words before *half* where it is a thing: *the first half*.
    BEFORE_HALF_AS_THING =
        "first" "second" "other" "latter" "better" "this" "last" "and" "each" "in"
}

words! {
    /// Words behind *a third* and the like where it is a part and not one of a sequence.
    BEHIND_PART =
        "of" "as" "more" "less" "the" "in" "say" "said" "are" "were" "had" "have" "to" "by" "since"
        "and" "from" "do" "did" "will" "on"
}
