//! Compares the claims of a draft with their evidence, and caches the results.
//!
//! # Invariants
//!
//! A snapshot is read once while it stays the same, and a claim is compared again
//! only when its words or its evidence changed.

use std::{cell::OnceCell, collections::HashMap, sync::Arc};

use super::{
    CheckedClaim, Discrepancy, EvidenceExcerpt, Supported,
    evidence_facts::{EvidencePassage, EvidencePlace},
    facts::TextFacts,
    matcher::{MatchResult, match_claim},
    own_words::OwnWords,
};
use crate::{
    evidence::CheckInput,
    model::{
        Claim, ClaimStatus, EvidenceRole, EvidenceTarget, Locators, Quote, QuoteId, Snapshot,
        SnapshotFormat, Source, SourceId,
    },
    range::{DraftRange, TextRange},
};

/// Facts of texts and results of claims, kept between checks.
#[derive(Debug, Default)]
pub(in super::super) struct ReadingCache {
    texts: HashMap<(String, SnapshotFormat), CachedText>,
    known: HashMap<MatchKey, CachedMatch>,
    used: HashMap<MatchKey, CachedMatch>,
}

/// The facts of a text, and whether the running check has used them.
#[derive(Debug)]
struct CachedText {
    text: Arc<str>,
    facts: Arc<TextFacts>,
    is_used: bool,
}

/// Key of a cached result: the claim's words, and for each passage the address of
/// its facts and the quote's bytes.
type MatchKey = (OwnWords, Vec<(usize, Option<TextRange>)>);

/// A cached result. The facts are kept alive so that no others get their address.
#[derive(Debug)]
struct CachedMatch {
    result: Arc<MatchResult>,
    _facts: Vec<Arc<TextFacts>>,
}

impl ReadingCache {
    fn facts(&mut self, key: String, text: &Arc<str>, format: SnapshotFormat) -> Arc<TextFacts> {
        let key = (key, format);
        let known = self.texts.get_mut(&key);
        if let Some(kept) =
            known.filter(|kept| Arc::ptr_eq(&kept.text, text) || *kept.text == **text)
        {
            kept.is_used = true;
            return Arc::clone(&kept.facts);
        }
        let facts = Arc::new(TextFacts::of_snapshot(text, format));
        let kept = CachedText { text: Arc::clone(text), facts: Arc::clone(&facts), is_used: true };
        self.texts.insert(key, kept);
        facts
    }

    fn result(&mut self, own: OwnWords, passages: &[EvidencePassage]) -> Arc<MatchResult> {
        let passages_key =
            passages.iter().map(|passage| (Arc::as_ptr(&passage.facts).addr(), passage.window));
        let key = (own, passages_key.collect());
        if let Some(known) = self.used.get(&key) {
            return Arc::clone(&known.result);
        }
        let known = self.known.remove(&key).unwrap_or_else(|| CachedMatch {
            result: Arc::new(match_claim(&TextFacts::of_claim(&key.0), passages)),
            _facts: passages.iter().map(|passage| Arc::clone(&passage.facts)).collect(),
        });
        let result = Arc::clone(&known.result);
        self.used.insert(key, known);
        result
    }

    /// Drops what the check that ends did not use.
    fn end(&mut self) {
        self.known = std::mem::take(&mut self.used);
        self.texts.retain(|_, kept| std::mem::take(&mut kept.is_used));
    }
}

/// Where a passage comes from, to describe its places.
struct PassageOrigin<'a> {
    target: &'a EvidenceTarget,
    source: &'a Source,
    /// Computed when the first place is described.
    locators: &'a OnceCell<Option<Locators>>,
    /// Offset of the passage's text in the snapshot, in bytes.
    offset: usize,
    text: Arc<str>,
}

/// Compares every claim with its evidence; returns the results in the order of the draft.
pub(in super::super) fn check_claims(
    input: &CheckInput<'_>,
    readings: &mut ReadingCache,
) -> Vec<CheckedClaim> {
    let quotes: HashMap<_, &Quote> = input.quotes.iter().map(|quote| (&quote.id, quote)).collect();
    let sources: HashMap<_, _> =
        input.sources.iter().map(|source| (&source.id, (source, OnceCell::new()))).collect();
    let checker = ClaimChecker { input, quotes, sources };
    let mut checked: Vec<CheckedClaim> = input
        .claims
        .iter()
        .filter(|(claim, range)| !range.is_empty() && claim.status != ClaimStatus::Opinion)
        .filter_map(|(claim, range)| checker.check(claim, *range, readings))
        .collect();
    checked.sort_by_key(|checked| (checked.range.start, checked.range.end));
    readings.end();
    checked
}

/// The records of a check, by their ids.
struct ClaimChecker<'a> {
    input: &'a CheckInput<'a>,
    quotes: HashMap<&'a QuoteId, &'a Quote>,
    sources: HashMap<&'a SourceId, (&'a Source, OnceCell<Option<Locators>>)>,
}

impl<'a> ClaimChecker<'a> {
    /// Compares a claim with its evidence; `None` where there is no evidence to compare
    /// with and nothing to report.
    fn check(
        &self,
        claim: &'a Claim,
        range: DraftRange,
        readings: &mut ReadingCache,
    ) -> Option<CheckedClaim> {
        let links = claim.evidence.iter().filter(|link| link.role != EvidenceRole::Contradicts);
        let (passages, origins): (Vec<EvidencePassage>, Vec<PassageOrigin<'_>>) =
            links.filter_map(|link| self.passage(&link.target, readings)).unzip();
        let own = OwnWords::of(self.input.text, self.input.structure, range);
        let result = readings.result(own, &passages);
        if passages.is_empty() && result.discrepancies.is_empty() {
            return None;
        }
        // The facts of a claim count from its first byte.
        let place = |within: TextRange| within.behind(range.start).in_draft();
        let excerpt =
            |at: &EvidencePlace| origins.get(at.passage).map(|origin| origin.excerpt(at.range));
        let discrepancies = result.discrepancies.iter().map(|discrepancy| Discrepancy {
            kind: discrepancy.kind,
            claim_range: place(discrepancy.claim_range),
            claim_words: self
                .input
                .structure
                .plain(self.input.text, place(discrepancy.shown_range)),
            evidence: discrepancy.evidence.as_ref().and_then(excerpt),
            is_confirmed: claim.status == ClaimStatus::Confirmed,
        });
        let supported = result.supported.iter().filter_map(|(range, at)| {
            Some(Supported { claim_range: place(*range), evidence: excerpt(at)? })
        });
        Some(CheckedClaim {
            claim: claim.id.clone(),
            range,
            discrepancies: discrepancies.collect(),
            supported: supported.collect(),
        })
    }

    /// Returns the text that a link points to; `None` where nothing was captured.
    fn passage<'s>(
        &'s self,
        target: &'s EvidenceTarget,
        readings: &mut ReadingCache,
    ) -> Option<(EvidencePassage, PassageOrigin<'s>)> {
        let id = match target {
            EvidenceTarget::Source(id) => id,
            EvidenceTarget::Quote(id) => &self.quotes.get(id)?.source,
        };
        let (source, locators) = self.sources.get(id)?;
        let whole = |snapshot: &Snapshot, readings: &mut ReadingCache| {
            let text = Arc::clone(&snapshot.text);
            let facts = readings.facts(snapshot.sha256.clone(), &text, snapshot.format);
            (facts, PassageOrigin { target, source, locators, offset: 0, text })
        };
        match target {
            EvidenceTarget::Source(_) => {
                let (facts, origin) = whole(source.snapshot.as_ref()?, readings);
                Some((EvidencePassage { facts, window: None }, origin))
            }
            EvidenceTarget::Quote(id) => {
                let quote = *self.quotes.get(id)?;
                let selector = &quote.selector;
                let holding = source.snapshot.as_ref().filter(|kept| kept.holds(selector));
                if let Some(snapshot) = holding {
                    let (facts, origin) = whole(snapshot, readings);
                    return Some((
                        EvidencePassage { facts, window: Some(selector.range().into()) },
                        origin,
                    ));
                }
                // The words as they were captured; the sentence around them is not known.
                let text: Arc<str> = selector.exact.as_str().into();
                let format = source.snapshot.as_ref().map_or(SnapshotFormat::Plain, |s| s.format);
                let facts = readings.facts(selector.exact.clone(), &text, format);
                let window = Some(0..text.len());
                let origin =
                    PassageOrigin { target, source, locators, offset: selector.start, text };
                Some((EvidencePassage { facts, window: window.map(TextRange::from) }, origin))
            }
        }
    }
}

impl PassageOrigin<'_> {
    /// Returns the words at some bytes of the passage's text, with their place.
    fn excerpt(&self, range: TextRange) -> EvidenceExcerpt {
        let start = range.start + self.offset;
        let locators = self.locators.get_or_init(|| {
            let snapshot = self.source.snapshot.as_ref();
            snapshot.map(Snapshot::locators)
        });
        let place = match locators.as_ref().map(|locators| locators.of(start)) {
            Some(locator) => format!("{}, {locator}", self.source.key),
            None => self.source.key.clone(),
        };
        EvidenceExcerpt {
            words: self.text.get(range.to_std()).unwrap_or_default().to_owned(),
            target: self.target.clone(),
            source: self.source.id.clone(),
            range: range.behind(self.offset).in_source(),
            place,
        }
    }
}
