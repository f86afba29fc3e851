//! What of the draft rests on a source, and would fall with it.
//!
//! # Invariants
//!
//! Each sentence is listed once, in the order of the draft, with everything that ties it to
//! the source.

use std::collections::{BTreeMap, HashSet};

use super::Project;
use nutgraf_engine::{
    evidence::{Report, Verdict},
    markdown::Structure,
    model::{ClaimId, EvidenceTarget, SourceId},
    range::DraftRange,
};

/// A sentence of the draft that rests on a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reliance {
    /// The sentence, in bytes of the draft.
    pub range: DraftRange,
    /// How it rests on the source, each way once.
    pub reasons: Vec<Reason>,
}

/// How a sentence rests on a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It quotes the source's words.
    Quotes {
        /// The quoted words, in bytes of the draft.
        words: DraftRange,
        /// What the quotation is.
        verdict: Verdict,
    },
    /// It cites the source, for more than words that it quotes.
    Cites,
    /// A claim in it has the source, or a quote of it, for evidence.
    Claims {
        /// The claim.
        claim: ClaimId,
        /// Whether it has no other evidence.
        only: bool,
    },
}

impl Project {
    /// Every sentence of the draft that rests on a source.
    ///
    /// `structure` and `report` are of the draft as it is now. A quotation or
    /// claim over several sentences is listed at the first; one that stands in
    /// no sentence is listed by its own words.
    pub fn impact(
        &self,
        source: &SourceId,
        structure: &Structure,
        report: &Report,
    ) -> Vec<Reliance> {
        let mut sentences: BTreeMap<(usize, usize), Vec<Reason>> = BTreeMap::new();
        let mut add = |words: &DraftRange, reason: Reason| {
            let behind = structure.sentences.partition_point(|s| s.start <= words.start);
            let sentence = behind.checked_sub(1).and_then(|at| structure.sentences.get(at));
            let sentence = sentence.filter(|sentence| words.start < sentence.end);
            let sentence = sentence.unwrap_or(*words);
            let reasons = sentences.entry((sentence.start, sentence.end)).or_default();
            if !reasons.contains(&reason) {
                reasons.push(reason);
            }
        };
        let key = self.source(source).map_or("", |source| source.key.as_str());
        let mut told = HashSet::new();
        for checked in &report.quotations {
            let is_here = checked.judgement.source.as_deref() == Some(key);
            if is_here && checked.judgement.matched.is_some() {
                let (words, verdict) = (checked.range, checked.judgement.verdict);
                add(&checked.range, Reason::Quotes { words, verdict });
                let own = structure.quotations.get(checked.quotation);
                told.extend(own.into_iter().flat_map(|own| own.citations.iter().copied()));
            }
        }
        // The citation of a quotation stands in its last sentence and says no more.
        let others = structure.citations.iter().enumerate().filter(|(at, _)| !told.contains(at));
        for (_, citation) in others {
            if citation.items.iter().any(|item| item.key == key) {
                add(&citation.range, Reason::Cites);
            }
        }
        let is_own = |target: &EvidenceTarget| match target {
            EvidenceTarget::Source(id) => id == source,
            EvidenceTarget::Quote(id) => self.quote(id).is_some_and(|q| q.source == *source),
        };
        for claim in self.claims_resting_on(source) {
            let range = self.claim_range(&claim.id);
            if !range.is_empty() {
                let only = claim.evidence.iter().all(|evidence| is_own(&evidence.target));
                add(&range, Reason::Claims { claim: claim.id.clone(), only });
            }
        }
        let sentences = sentences.into_iter();
        sentences
            .map(|((start, end), reasons)| Reliance { range: DraftRange::new(start, end), reasons })
            .collect()
    }
}
