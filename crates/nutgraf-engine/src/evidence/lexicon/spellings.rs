//! Spellings of one word.
//!
//! Used by the lenient profile, under which a quotation may have the British spelling of a
//! word where its source has the American one, or the other way round.

/// Words whose spellings differ by no rule, British first.
pub(crate) const RESPELT: &[(&str, &str)] = &[
    ("grey", "gray"),
    ("programme", "program"),
    ("programmes", "programs"),
    ("cheque", "check"),
    ("tyre", "tire"),
    ("tyres", "tires"),
    ("plough", "plow"),
    ("defence", "defense"),
    ("offence", "offense"),
    ("licence", "license"),
    ("sceptical", "skeptical"),
    ("sceptic", "skeptic"),
    ("aluminium", "aluminum"),
    ("jewellery", "jewelry"),
    ("ageing", "aging"),
    ("judgement", "judgment"),
    ("catalogue", "catalog"),
    ("dialogue", "dialog"),
];

words! {
    /// Stems behind which *-ur* is British for *-r*: *colour*.
    BRITISH_OUR =
        "colo" "favo" "hono" "labo" "neighbo" "behavio" "harbo" "rumo" "humo" "flavo" "vigo"
        "endeavo"
}

words! {
    /// Endings of the stems of verbs in *-ise* or *-ize*.
    LIKE_ORGANISE =
        "an" "al" "ar" "er" "or" "en" "on" "in" "im" "at" "ic" "it"
}
