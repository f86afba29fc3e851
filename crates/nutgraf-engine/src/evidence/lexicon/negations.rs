//! Words that turn the sense of a sentence.
//!
//! Used to say that a changed quotation changed a negation, and to warn of a gap or a
//! bracket that adds or hides one. English, and the plainest words of some other
//! languages where they are no English words.

words! {
    /// Negations and words that all but deny, without forms in *n’t*.
    NEGATIONS =
        "not" "never" "no" "unless" "only" "except" "cannot" "nor" "neither" "none" "nobody"
        "nothing" "nowhere" "without" "excepting" "nowise" "hardly" "barely" "scarcely" "nicht"
        "kein" "keine" "keinen" "keinem" "keiner" "keines" "nie" "niemals" "nichts" "pas" "jamais"
        "aucun" "aucune" "nunca" "jamás" "ningún" "ninguna" "ninguno" "niet" "geen" "nooit" "ikke"
        "inte" "não" "لن" "لم"
}

words! {
    /// Parts of words that deny what follows their hyphen: *non-binding*.
    NEGATING_HYPHENATED =
        "non" "un" "anti"
}

words! {
    /// Prefixes that deny the rest of their word: *unpermitted*.
    NEGATING_PREFIXES =
        "un" "in" "im" "ir" "il" "non" "dis" "mis"
}
