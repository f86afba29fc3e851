//! Suggests the kind of a new claim.
//!
//! It goes by the cues of the claim inventory. A wrong guess costs a click: the
//! kind only decides how the claim is listed, never whether it holds.

use super::{Cue, inventory};
use crate::{markdown::Structure, model::ClaimKind};

/// The kind of a claim with a cue, in the order in which the cues decide.
const KINDS: [(Cue, ClaimKind); 9] = [
    (Cue::Quotation, ClaimKind::Quote),
    (Cue::Number, ClaimKind::Number),
    (Cue::Money, ClaimKind::Number),
    (Cue::Percentage, ClaimKind::Number),
    (Cue::Date, ClaimKind::Date),
    (Cue::Superlative, ClaimKind::Superlative),
    (Cue::Cause, ClaimKind::Cause),
    (Cue::Comparison, ClaimKind::Comparison),
    (Cue::Law, ClaimKind::Law),
];

/// Returns the kind that the words of a claim suggest.
pub fn suggested_kind(words: &str) -> ClaimKind {
    // Words out of a sentence may leave a quotation mark without its other one.
    if words.contains(['“', '„', '«', '"']) {
        return ClaimKind::Quote;
    }
    let listed = inventory(words, &Structure::parse(words));
    let has = |cue| listed.sentences.iter().any(|sentence| sentence.cues.contains(&cue));
    let suggested = KINDS.into_iter().find(|(cue, _)| has(*cue));
    suggested.map_or(ClaimKind::Other, |(_, kind)| kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_a_claim_suggest_its_kind() {
        let table = [
            ("Four staff looked into it.", ClaimKind::Number),
            ("It cost $1.2bn.", ClaimKind::Number),
            ("A third of them left in 2019.", ClaimKind::Number),
            ("The ban began on 3 May 2023, a Monday.", ClaimKind::Date),
            ("It was founded in 1999.", ClaimKind::Date),
            ("He called it “a mistake”.", ClaimKind::Quote),
            ("It was the only app to be named.", ClaimKind::Superlative),
            ("Owls see better than people.", ClaimKind::Comparison),
            ("The roof fell because it was wet.", ClaimKind::Cause),
            ("A court said so.", ClaimKind::Law),
            ("The bill may pass.", ClaimKind::Law),
            ("It may pass.", ClaimKind::Other),
        ];
        for (words, expected) in table {
            assert_eq!(suggested_kind(words), expected, "{words}");
        }
    }
}
