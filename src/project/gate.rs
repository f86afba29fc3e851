//! What must hold before an export is called final.

use std::collections::HashSet;

use super::{Project, Survey};
use nutgraf_engine::{
    evidence::{Code, Report, Severity, Verdict},
    model::{ClaimId, ClaimStatus, Profile, Standing},
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
    /// An error among the findings: a citation key that no source has, a figure that the
    /// evidence of a confirmed claim contradicts, a quotation that breaks the house's rules.
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
    /// A sentence with a figure, a date, a superlative or a quotation is neither a claim nor
    /// set aside, where the house is strict.
    Unclaimed {
        /// The first of its words.
        words: String,
    },
}

impl Obstacle {
    /// Returns the claim that stands in the way, where it is one.
    pub fn claim(&self) -> Option<&ClaimId> {
        match &self.kind {
            ObstacleKind::Claim { id, .. } => Some(id),
            ObstacleKind::Quotation { .. }
            | ObstacleKind::Finding { .. }
            | ObstacleKind::Unclaimed { .. } => None,
        }
    }
}

impl Project {
    /// What stands against calling an export final, in the order of the draft; empty
    /// when nothing does.
    ///
    /// It is refused while a quotation is altered, an omission, of another source,
    /// not found or without a snapshot, while any finding is an error that nobody
    /// [lets stand](Self::stet_of), and while a claim is not confirmed (or an opinion), stale,
    /// or without its words. A strict house also refuses while a sentence of the `survey` that
    /// asks for a claim has none; the others are told how many these are.
    pub fn obstacles(&self, report: &Report, survey: &Survey) -> Vec<Obstacle> {
        let mut obstacles = Vec::new();
        let mut add = |range: DraftRange, kind: ObstacleKind| {
            let has_place = !matches!(kind, ObstacleKind::Claim { .. }) || !range.is_empty();
            let position = has_place.then(|| self.document().position(range.start));
            obstacles.push(Obstacle { range, position, kind });
        };
        let errors = report.findings.iter().filter(|finding| finding.severity() == Severity::Error);
        let (stand, errors): (Vec<_>, Vec<_>) =
            errors.partition(|finding| self.stet_of(finding).is_some());
        let of_quotations = stand.iter().filter(|finding| finding.code().is_about_a_quotation());
        // A quotation has one place in the list, be it told by its verdict or by a finding.
        let mut told: HashSet<usize> = of_quotations.map(|finding| finding.range.start).collect();
        for quotation in &report.quotations {
            let verdict = quotation.judgement.verdict;
            if verdict.passes() || !told.insert(quotation.range.start) {
                continue;
            }
            let words = excerpt(&quotation.text, SHOWN);
            add(quotation.range, ObstacleKind::Quotation { words, verdict });
        }
        for finding in errors {
            if finding.code().is_about_a_quotation() && told.contains(&finding.range.start) {
                continue;
            }
            let (code, message) = (finding.code(), finding.message());
            add(finding.range, ObstacleKind::Finding { code, message });
        }
        if self.article().profile == Profile::Strict {
            for open in survey.open.iter().filter(|open| open.asks) {
                let words = self.draft().get(open.range.start..open.range.end).unwrap_or_default();
                let words = excerpt(words, SHOWN);
                add(open.range, ObstacleKind::Unclaimed { words });
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
