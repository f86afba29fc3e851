//! Phrases of opinion.
//!
//! Used by the claim inventory: what is marked as opinion is not to be checked.

words! {
    /// Phrases by which writers mark what they think.
    OPINIONS =
        "i think" "i believe" "i feel" "we think" "we believe" "in my view" "in our view"
        "in my opinion" "in our opinion" "to my mind" "it seems to me" "i suspect" "i would argue"
        "i doubt" "i hope" "we hope" "arguably" "my guess is" "i am convinced"
}
