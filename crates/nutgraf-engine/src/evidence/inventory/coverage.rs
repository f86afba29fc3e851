//! How many of the sentences that ask for a claim have one.

use std::collections::BTreeSet;

use super::Inventory;
use crate::{
    model::{Claim, ClaimStatus, Standing},
    range::DraftRange,
};

/// Counts of sentences, each a subset of the one before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Statements with a figure, a date, a superlative or a quotation.
    pub checkable: usize,
    /// Checkable sentences that share words with a claim.
    pub claimed: usize,
    /// Claimed sentences whose claims are all confirmed and not stale.
    pub confirmed: usize,
}

impl Coverage {
    /// Counts a checkable sentence, given the result of [`Claimed::over`].
    pub fn add(&mut self, is_confirmed: Option<bool>) {
        self.checkable += 1;
        self.claimed += usize::from(is_confirmed.is_some());
        self.confirmed += usize::from(is_confirmed == Some(true));
    }
}

/// The ranges of a draft that claims are anchored to.
#[derive(Clone, Debug, Default)]
pub struct Claimed {
    /// Ranges sorted by start, each with whether its claim is confirmed and not stale.
    claims: Vec<(DraftRange, bool)>,
    /// Where the claims up to each one end at the latest: none before a sentence's
    /// first one reaches into it.
    reaches: Vec<usize>,
}

impl Claimed {
    /// Collects the ranges of claims, each with whether its claim is confirmed and not stale.
    /// An empty range is that of a claim whose words are gone.
    pub fn of(claims: impl IntoIterator<Item = (DraftRange, bool)>) -> Self {
        let mut claims: Vec<_> =
            claims.into_iter().filter(|(range, _)| !range.is_empty()).collect();
        claims.sort_by_key(|(range, _)| range.start);
        let mut reach = 0;
        let reaches = claims.iter().map(|(range, _)| {
            reach = range.end.max(reach);
            reach
        });
        Self { reaches: reaches.collect(), claims }
    }

    /// Whether all claims that share words with a stretch are confirmed and not stale;
    /// `None` where there is no such claim.
    pub fn over(&self, range: DraftRange) -> Option<bool> {
        let first = self.reaches.partition_point(|reach| *reach <= range.start);
        let behind = self.claims[first..].iter();
        let over = behind.take_while(|(claim, _)| claim.start < range.end);
        let mut over = over.filter(|(claim, _)| range.start < claim.end).peekable();
        over.peek()?;
        Some(over.all(|(_, is_confirmed)| *is_confirmed))
    }
}

/// Counts how much of an inventory the claims cover.
///
/// `text` is the draft of the inventory. Each claim stands with its bytes in
/// it; an empty range is that of a claim whose words are gone. `not_claims` are
/// the words of sentences that somebody said are none: those are not counted.
pub fn coverage(
    text: &str,
    inventory: &Inventory,
    claims: &[(&Claim, DraftRange)],
    not_claims: &BTreeSet<String>,
) -> Coverage {
    let claimed = Claimed::of(claims.iter().map(|(claim, range)| {
        let words = text.get(range.to_std()).unwrap_or_default();
        let is_settled = claim.standing(words) == Standing::Settled;
        (*range, is_settled && claim.status == ClaimStatus::Confirmed)
    }));
    let mut coverage = Coverage::default();
    for sentence in inventory.sentences.iter().filter(|sentence| sentence.asks_for_a_claim()) {
        let over = claimed.over(sentence.range);
        if over.is_some() || !not_claims.contains(&sentence.words) {
            coverage.add(over);
        }
    }
    coverage
}
