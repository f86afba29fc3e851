//! What is looked for, and the tokens in which it is looked for.

use super::{
    grammar::QuotationPattern, index::SnapshotIndex, placement::Tokens, reading::QuotationReading,
};
use crate::range::{FoldedRange, SourceRange, TokenRange};

/// A quotation in one reading and as one pattern of it.
pub(super) struct Sought<'a> {
    /// The quotation as the draft has it.
    pub(super) raw: &'a str,
    pub(super) reading: &'a QuotationReading,
    /// One of the patterns of `reading`.
    pub(super) pattern: &'a QuotationPattern,
}

/// Tokens in which a quotation is looked for, and the snapshot that they come from.
pub(super) struct Searched<'a, T: Tokens> {
    pub(super) index: &'a SnapshotIndex,
    /// All tokens of `index`, or a window of them that is read in another way.
    pub(super) tokens: &'a T,
}

impl<T: Tokens> Searched<'_, T> {
    /// Returns the bytes of the snapshot that a range of `tokens` comes from.
    pub(super) fn bytes(&self, tokens: TokenRange) -> SourceRange {
        self.index.original(self.tokens.origins(tokens))
    }

    /// Returns the place in the folded source of the token at `at` of `tokens`.
    pub(super) fn folded_range(&self, at: usize) -> FoldedRange {
        self.index.token_range(self.tokens.origins(TokenRange::new(at, at + 1)).start)
    }
}
