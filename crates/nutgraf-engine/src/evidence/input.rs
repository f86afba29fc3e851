//! What a check of a draft looks at.

use crate::{
    markdown::Structure,
    model::{Claim, Profile, Quote, QuoteId, Source},
    range::DraftRange,
};

/// A draft and everything that it is checked against.
#[derive(Clone, Debug)]
pub struct CheckInput<'a> {
    /// The draft.
    pub text: &'a str,
    /// The parsed Markdown of `text`.
    pub structure: &'a Structure,
    /// The sources that the draft may cite.
    pub sources: &'a [Source],
    /// The quote cards.
    pub quotes: &'a [Quote],
    /// The claims, each with its words in bytes of the draft; an empty range where they were
    /// deleted.
    pub claims: Vec<(&'a Claim, DraftRange)>,
    /// Which quote card the draft uses where, in bytes of the draft.
    pub uses: Vec<(QuoteId, DraftRange)>,
    /// How strict the house is.
    pub profile: Profile,
}
