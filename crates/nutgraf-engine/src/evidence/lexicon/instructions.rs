//! Words of instructions to the reader.
//!
//! Used by the claim inventory: an instruction states nothing that could be checked.

words! {
    /// Verbs that begin an instruction to the reader.
    INSTRUCTIONS =
        "see" "read" "note" "consider" "click" "imagine" "remember" "look" "take" "compare" "ask"
        "try" "check" "subscribe" "download" "share" "call" "send" "keep" "make" "use" "add"
        "suppose" "think" "let" "please" "tell" "write" "open" "turn" "put" "find" "follow" "watch"
        "listen" "bear"
}

words! {
    /// Words behind a verb of [`INSTRUCTIONS`] where it is no noun.
    BEHIND_INSTRUCTION =
        "the" "a" "an" "this" "that" "these" "those" "it" "your" "our" "us" "me" "them" "him" "her"
        "how" "what" "why" "where" "whether" "at" "to" "also" "more" "here" "below" "above" "for"
        "again" "figure" "table" "page" "chapter" "do" "not" "if" "in" "on" "into" "up" "with"
        "yourself" "everything" "all" "both" "each" "any"
}
