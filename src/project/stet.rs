//! Findings that somebody lets stand.
//!
//! # Invariants
//! A stet holds for a finding of its code on its words, held against the same thing, in the
//! same claim. Whatever of that changes, the finding asks again; the stet stays in the record.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::{Intent, Project, Step, StepLabel};
use nutgraf_engine::{
    evidence::{Finding, FindingSubject},
    model::{ClaimId, Stet},
    text::one_line,
};

impl Intent {
    /// Lets a finding stand, or takes that back.
    pub fn let_stand(stet: Stet, stands: bool) -> Self {
        let label = if stands { StepLabel::LetStand } else { StepLabel::AskAgain };
        Self::of(label, vec![Step::LetStand { stet: Box::new(stet), stands }])
    }
}

impl Project {
    /// What somebody lets stand, whether it is still found or not.
    pub fn stets(&self) -> &BTreeSet<Stet> {
        &self.stets
    }

    /// Returns why a finding of this project's draft may stand; `None` where nobody said so.
    pub fn stet_of(&self, finding: &Finding) -> Option<&Stet> {
        if self.stets.is_empty() {
            return None;
        }
        let code = finding.code().as_str();
        let candidates = self.stets.iter().filter(|stet| stet.code == code);
        let mut candidates = candidates.peekable();
        candidates.peek()?;
        let (claim, words, against) = self.stet_key(finding);
        candidates
            .find(|stet| stet.claim == claim && stet.words == words && stet.against == against)
    }

    /// The record that somebody lets a finding of this draft stand.
    pub fn stet(&self, finding: &Finding, by: &str, reason: &str, now: Timestamp) -> Stet {
        let (claim, words, against) = self.stet_key(finding);
        Stet {
            code: finding.code().as_str().to_owned(),
            claim,
            words,
            against,
            said: finding.message(),
            by: by.to_owned(),
            at: now,
            reason: reason.to_owned(),
        }
    }

    fn stet_key(&self, finding: &Finding) -> (Option<ClaimId>, String, String) {
        let draft = self.draft();
        let range = finding.range;
        let words = draft.get(range.start..range.end).unwrap_or_default();
        let is_evidence = finding.code().subject() == FindingSubject::Evidence;
        let claim = self.claims().iter().filter(|_| is_evidence).find(|claim| {
            let of = self.claim_range(&claim.id);
            of.start <= range.start && range.end <= of.end
        });
        (claim.map(|claim| claim.id.clone()), one_line(words), finding.kind.against())
    }
}
