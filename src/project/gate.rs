//! What must hold before an export is called final.

use std::collections::HashSet;

use super::Project;
use nutgraf_engine::{
    evidence::{Code, Report, Severity, Verdict},
    model::{ClaimId, ClaimStatus, Standing},
    range::DraftRange,
    text::{Position, excerpt},
};

/// How much of the words in the way is shown, in characters.
const SHOWN: usize = 60;

/// One thing that stands against calling an export final.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Obstacle {
    /// Where it stands, in bytes of the draft; empty for a claim whose words are gone.
    pub range: DraftRange,
    /// Where that is for a reader; `None` for a claim whose words are gone.
    pub position: Option<Position>,
    /// What the matter is.
    pub kind: ObstacleKind,
}

/// What stands in the way of a final export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ObstacleKind {
    /// A quotation has a verdict that does not pass.
    Quotation {
        /// The first of its words.
        words: String,
        /// Its verdict.
        verdict: Verdict,
    },
    /// A finding that the gate does not let pass: a citation key that no source has, or a
    /// quotation that breaks the house's rules.
    Finding {
        /// Which finding it is.
        code: Code,
        /// What the finding says.
        message: String,
    },
    /// A claim is not settled.
    Claim {
        /// The claim.
        id: ClaimId,
        /// The first of its words; those that it had where they are gone.
        words: String,
        /// Where it stands.
        standing: Standing,
        /// Its status.
        status: ClaimStatus,
    },
}

impl Obstacle {
    /// Returns the claim that stands in the way, where it is one.
    pub fn claim(&self) -> Option<&ClaimId> {
        match &self.kind {
            ObstacleKind::Claim { id, .. } => Some(id),
            ObstacleKind::Quotation { .. } | ObstacleKind::Finding { .. } => None,
        }
    }
}

impl Project {
    /// What stands against calling an export final, in the order of the draft; empty
    /// when nothing does.
    ///
    /// It is refused while a quotation is altered, an omission, of another source,
    /// not found or without a snapshot, while a citation key is not known, and
    /// while a claim is not confirmed (or an opinion), stale, or without its words.
    pub fn obstacles(&self, report: &Report) -> Vec<Obstacle> {
        let mut obstacles = Vec::new();
        let mut add = |range: DraftRange, kind: ObstacleKind| {
            let has_place = !matches!(kind, ObstacleKind::Claim { .. }) || !range.is_empty();
            let position = has_place.then(|| self.document().position(range.start));
            obstacles.push(Obstacle { range, position, kind });
        };
        let mut told = HashSet::new();
        for quotation in &report.quotations {
            let verdict = quotation.judgement.verdict;
            if verdict.passes() {
                continue;
            }
            told.insert(quotation.range.start);
            let words = excerpt(&quotation.text, SHOWN);
            add(quotation.range, ObstacleKind::Quotation { words, verdict });
        }
        for finding in &report.findings {
            // The house's profile can make more of a quotation an error than the verdicts above.
            let strict = finding.severity() == Severity::Error
                && finding.code().is_about_a_quotation()
                && !told.contains(&finding.range.start);
            if finding.code() == Code::CitationUnknown || strict {
                let (code, message) = (finding.code(), finding.message());
                add(finding.range, ObstacleKind::Finding { code, message });
            }
        }
        for claim in self.claims() {
            let standing = self.standing(claim);
            if standing == Standing::Settled {
                continue;
            }
            let now = self.claim_words(&claim.id);
            let words = excerpt(if now.is_empty() { &claim.text } else { now }, SHOWN);
            let (id, status) = (claim.id.clone(), claim.status);
            add(self.claim_range(&claim.id), ObstacleKind::Claim { id, words, standing, status });
        }
        obstacles.sort_by_key(|obstacle| obstacle.range.start);
        obstacles
    }
}
