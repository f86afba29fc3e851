//! The cross-check: compares the figures, dates and names of a claim with its
//! evidence.
//!
//! A link from a claim to a source says that somebody saw a connection, not that
//! the numbers are the same. The cross-check looks for each figure, unit, sum,
//! percentage, date and name of the claim's own words in its evidence and reports
//! each discrepancy with both sides. Texts become `facts`, the `matcher` pairs
//! the facts of a claim with those of its evidence, and `claims` does so for the
//! claims of a draft and caches the results.
//!
//! # Invariants
//!
//! - It is a pure function of texts.
//! - A figure that agrees does not mean that the claim is right.
//! - A different figure about a different thing is never called a conflict.

mod change;
mod claims;
mod date_pairing;
mod evidence_facts;
mod facts;
mod figure_pairing;
mod matcher;
mod name;
mod own_words;
mod relation;
mod same_thing;
mod sentence_parts;
mod thresholds;
mod topic;

use std::sync::Arc;

pub(super) use claims::{ReadingCache, check_claims};

use self::{
    evidence_facts::EvidencePassage, facts::TextFacts, matcher::match_claim, own_words::OwnWords,
};
use super::finding::{DiscrepancyKind, Finding, FindingKind, Severity};
use crate::{
    markdown::Structure,
    model::{ClaimId, EvidenceTarget, SnapshotFormat, SourceId},
    range::{DraftRange, SourceRange, TextRange},
};

/// Words of the evidence, with their place in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceExcerpt {
    /// The words of the evidence.
    pub words: String,
    /// The evidence of the claim that contains the words.
    pub target: EvidenceTarget,
    /// The source whose snapshot contains the words.
    pub source: SourceId,
    /// Where the words are, in bytes of the snapshot.
    pub range: SourceRange,
    /// The place as a citation names it: `ft-audit, para. 2`.
    pub place: String,
}

/// A difference between a claim and its evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Discrepancy {
    /// The kind of difference.
    pub kind: DiscrepancyKind,
    /// The figure, date or name of the claim, in bytes of the draft.
    pub claim_range: DraftRange,
    /// The claim's words there, with the noun that a figure counts.
    pub claim_words: String,
    /// What the evidence says instead; `None` where it says nothing about it.
    pub evidence: Option<EvidenceExcerpt>,
    /// Whether the claim is marked as confirmed, which makes the difference more severe.
    pub is_confirmed: bool,
}

impl Discrepancy {
    /// Returns how severe the difference is.
    pub fn severity(&self) -> Severity {
        self.kind.severity(self.is_confirmed)
    }

    /// Returns the finding that reports the difference.
    pub(super) fn finding(&self) -> Finding {
        let evidence = self.evidence.as_ref();
        let kind = FindingKind::Discrepancy {
            kind: self.kind,
            claim_words: self.claim_words.clone(),
            evidence: evidence.map(|found| (found.place.clone(), found.words.clone())),
            is_confirmed: self.is_confirmed,
        };
        Finding { kind, range: self.claim_range }
    }
}

/// A figure or date of a claim that its evidence contains too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Supported {
    /// The figure or date of the claim, in bytes of the draft.
    pub claim_range: DraftRange,
    /// The matching words of the evidence.
    pub evidence: EvidenceExcerpt,
}

/// Result of comparing a claim with its evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedClaim {
    /// The claim that was compared.
    pub claim: ClaimId,
    /// The claim's words, in bytes of the draft.
    pub range: DraftRange,
    /// Differences from the evidence, in the order of the claim's words.
    pub discrepancies: Vec<Discrepancy>,
    /// What the evidence supports, in the order of the claim's words.
    pub supported: Vec<Supported>,
}

/// A difference between two texts without a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairDiscrepancy {
    /// The kind of difference.
    pub kind: DiscrepancyKind,
    /// The figure, date or name of the claim, in bytes of the claim.
    pub claim_range: TextRange,
    /// The claim's words there, with the noun that a figure counts.
    pub claim_words: String,
    /// What the evidence says instead; `None` where it says nothing about it.
    pub evidence: Option<PairEvidence>,
}

/// Words of one of the evidence texts given to [`crosscheck`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairEvidence {
    /// Index of the text among those given.
    pub text: usize,
    /// Where the words are, in bytes of that text.
    pub range: TextRange,
    /// The words.
    pub words: String,
}

/// Compares the text of a claim with texts of evidence, each taken as one quote.
///
/// Markdown is allowed in all of them. Returns the differences in the order of the
/// claim's words.
///
/// # Examples
///
/// ```
/// use nutgraf_engine::{crosscheck, evidence::DiscrepancyKind};
///
/// let evidence = ["The audit was made by 4 members of staff and cost $1.5 billion."];
/// assert!(crosscheck("Four staff made the audit.", &evidence).is_empty());
///
/// let discrepancies = crosscheck("The audit cost $1.2bn.", &evidence);
/// assert_eq!(discrepancies[0].kind, DiscrepancyKind::FigureConflict);
/// let found = discrepancies[0].evidence.as_ref().unwrap();
/// assert_eq!((found.text, found.words.as_str()), (0, "$1.5 billion"));
/// ```
pub fn crosscheck(claim_text: &str, evidence: &[&str]) -> Vec<PairDiscrepancy> {
    let structure = Structure::parse(claim_text);
    let own = OwnWords::of(claim_text, &structure, DraftRange::from(0..claim_text.len()));
    let passages: Vec<EvidencePassage> = evidence
        .iter()
        .map(|text| EvidencePassage {
            facts: Arc::new(TextFacts::of_snapshot(text, SnapshotFormat::Markdown)),
            window: Some(TextRange::new(0, text.len())),
        })
        .collect();
    let result = match_claim(&TextFacts::of_claim(&own), &passages);
    let words =
        |text: &str, range: &TextRange| text.get(range.to_std()).unwrap_or_default().to_owned();
    let discrepancies = result.discrepancies.into_iter().map(|discrepancy| PairDiscrepancy {
        kind: discrepancy.kind,
        claim_words: structure.plain(claim_text, discrepancy.shown_range.in_draft()),
        claim_range: discrepancy.claim_range,
        evidence: discrepancy.evidence.map(|place| PairEvidence {
            text: place.passage,
            words: words(evidence[place.passage], &place.range),
            range: place.range,
        }),
    });
    discrepancies.collect()
}
