//! Words that leave no equal.
//!
//! Used for the cue `superlative` of the claim inventory.

words! {
    /// Words that leave no equal, without those in *-est*.
    SUPERLATIVES =
        "first" "only" "most" "last" "least" "best" "worst" "sole" "solely" "unprecedented"
        "unparalleled" "unmatched" "unrivalled" "unrivaled" "unsurpassed" "unequalled" "unique"
        "uniquely" "unbeaten" "top" "utmost" "foremost" "topmost" "maximum" "minimum" "peak"
        "peaked"
}

words! {
    /// Phrases that leave no equal.
    SUPERLATIVE_PHRASES =
        "no other" "all - time" "never been" "of all time" "in history" "in its history"
        "in the history" "in their history" "in our history" "any other" "unlike any" "number one"
        "number - one" "second to none" "without equal" "without parallel" "without precedent"
        "historic low" "historic high" "nowhere else" "no one else" "not one" "not a single"
        "above all others" "all others" "like no other"
}

words! {
    /// Words in *-est* that are no superlatives.
    NO_SUPERLATIVES =
        "test" "west" "forest" "request" "interest" "protest" "arrest" "guest" "nest" "quest" "rest"
        "honest" "modest" "harvest" "invest" "suggest" "contest" "conquest" "manifest" "digest"
        "chest" "crest" "priest" "earnest" "southwest" "northwest" "midwest" "unrest" "latest"
        "everest" "zest" "pest" "vest" "jest" "infest" "ingest" "detest" "attest" "behest" "tempest"
        "inquest" "dishonest" "immodest" "molest" "reinvest" "divest" "retest" "pretest" "armrest"
        "headrest" "wrest" "backrest" "disinterest" "rainforest" "deforest"
}

words! {
    /// Words behind *final* where it is a noun, a match.
    BEHIND_NOUN =
        "was" "is" "were" "in" "of" "on" "at" "and" "or" "to" "for" "against" "has" "had" "will"
}

words! {
    /// Words before *record* that make it a list or a duty.
    NO_RECORDS =
        "for" "to" "on" "track" "criminal" "public" "official" "medical" "written" "keep" "kept"
        "off" "police" "court"
}
