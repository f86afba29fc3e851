//! Words that say nothing about the topic of a sentence.
//!
//! Used by the cross-check to find the words that two facts have in common. One of them
//! also ends the noun that a figure counts.

words! {
    /// Words that say nothing about the topic of a sentence.
    STOP_WORDS =
        "a" "an" "the" "this" "that" "these" "those" "it" "its" "he" "she" "they" "we" "i" "you"
        "his" "her" "their" "our" "my" "your" "who" "whom" "whose" "which" "what" "there" "here"
        "of" "in" "on" "at" "to" "from" "by" "for" "with" "as" "about" "around" "over" "under"
        "above" "below" "between" "among" "into" "onto" "through" "during" "since" "until" "till"
        "before" "after" "within" "without" "up" "down" "off" "out" "across" "along" "against"
        "towards" "toward" "per" "than" "then" "and" "or" "but" "nor" "so" "yet" "if" "when" "while"
        "whereas" "where" "because" "although" "though" "is" "are" "was" "were" "be" "been" "being"
        "am" "has" "have" "had" "having" "do" "does" "did" "will" "would" "can" "could" "may"
        "might" "must" "shall" "should" "not" "no" "more" "most" "less" "least" "fewer" "many"
        "much" "some" "any" "all" "each" "every" "both" "few" "other" "another" "such" "same" "only"
        "just" "also" "too" "very" "nearly" "almost" "roughly" "approximately" "already" "still"
        "now" "even" "ever" "again" "well" "however" "said" "says" "say" "saying" "told" "tells"
        "according" "found" "finds" "shows" "showed" "show" "reported" "reports" "report" "date"
        "reportedly" "noted" "notes" "added" "announced" "estimated" "estimate" "estimates" "data"
        "figures" "figure" "number" "numbers" "total" "amount" "s" "t" "mr" "mrs" "ms" "dr" "him"
        "them" "us" "me" "one" "stood" "stands" "stand" "reached" "reaching" "came" "amounted"
        "itself" "via" "due" "based" "including" "included" "include" "like"
}
