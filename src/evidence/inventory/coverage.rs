//! How much of what asks for a claim has one.

use std::ops::Range;

use super::{Inventory, Sentence};
use crate::model::{Claim, ClaimStatus};

/// Counts of sentences. Each holds those of the next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Those that state something with a figure, a date, a superlative or a quotation.
    pub checkable: usize,
    /// Those of them that share words with a claim.
    pub claimed: usize,
    /// Those of them whose claims are all confirmed and not stale.
    pub confirmed: usize,
}

/// How much of an inventory the claims cover.
///
/// `text` is the draft of the inventory. Each claim stands with its bytes in
/// it; an empty range is that of a claim whose words are gone.
pub fn coverage(text: &str, inventory: &Inventory, claims: &[(&Claim, Range<usize>)]) -> Coverage {
    let mut claims: Vec<_> = claims.iter().filter(|(_, range)| !range.is_empty()).collect();
    claims.sort_by_key(|(_, range)| range.start);
    // Where the claims up to each one end at the latest: none before a sentence's
    // first one reaches into it.
    let mut reach = 0;
    let reaches: Vec<usize> = claims
        .iter()
        .map(|(_, range)| {
            reach = range.end.max(reach);
            reach
        })
        .collect();
    let mut coverage = Coverage::default();
    for sentence in inventory.sentences.iter().filter(|sentence| sentence.asks_for_a_claim()) {
        coverage.checkable += 1;
        let first = reaches.partition_point(|reach| *reach <= sentence.range.start);
        let behind = claims[first..].iter();
        let over = behind.take_while(|(_, range)| range.start < sentence.range.end);
        let mut over = over.filter(|(_, range)| overlaps(sentence, range)).peekable();
        if over.peek().is_some() {
            coverage.claimed += 1;
            coverage.confirmed += usize::from(over.all(|(claim, range)| holds(text, claim, range)));
        }
    }
    coverage
}

fn overlaps(sentence: &Sentence, claim: &Range<usize>) -> bool {
    claim.start < sentence.range.end && sentence.range.start < claim.end
}

fn holds(text: &str, claim: &Claim, range: &Range<usize>) -> bool {
    let words = text.get(range.clone()).unwrap_or_default();
    claim.status == ClaimStatus::Confirmed && !claim.is_stale(words)
}
