//! Modal verbs.
//!
//! Used to say that a changed quotation changed a modal verb, and to warn of a bracket
//! that adds or hides one.

words! {
    /// Modal verbs, in their forms without *not*.
    MODALS =
        "can" "could" "may" "might" "must" "shall" "should" "will" "would" "ought" "need" "dare"
}
