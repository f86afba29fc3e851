//! What must hold before an export is called final.

use std::{collections::HashSet, fmt, ops::Range};

use super::Project;
use crate::{
    evidence::{Code, Report, Severity, Verdict},
    model::{ClaimId, ClaimStatus},
    text::{Position, excerpt},
};

/// How much of the words in the way is shown, in characters.
const SHOWN: usize = 60;

/// One thing that stands against calling an export final.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Obstacle {
    /// Where it stands, in bytes of the draft; empty for a claim whose words are gone.
    pub range: Range<usize>,
    /// Where that is for a reader; `None` for a claim whose words are gone.
    pub position: Option<Position>,
    /// The claim that it is about.
    pub claim: Option<ClaimId>,
    /// What the matter is, without a full stop.
    pub message: String,
}

impl fmt::Display for Obstacle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.position {
            Some(Position { line, column }) => write!(f, "{line}:{column}: {}", self.message),
            None => f.write_str(&self.message),
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
        let mut add = |range: Range<usize>, claim: Option<ClaimId>, message: String| {
            let position = self.document().position(range.start);
            let has_place = claim.is_none() || !range.is_empty();
            let position = has_place.then_some(position);
            obstacles.push(Obstacle { range, position, claim, message });
        };
        let mut told = HashSet::new();
        for quotation in &report.quotations {
            let why = match quotation.judgement.verdict {
                Verdict::Verbatim | Verdict::Typographic | Verdict::Marked => continue,
                Verdict::Altered => "is not what its source says",
                Verdict::Omission => "leaves words out without a mark",
                Verdict::OtherSource => "stands in another source than the one cited",
                Verdict::NotFound => "stands in no snapshot",
                Verdict::NoSnapshot => "cannot be checked: its source has no snapshot",
            };
            told.insert(quotation.range.start);
            let words = excerpt(&quotation.text, SHOWN);
            add(quotation.range.clone(), None, format!("the quotation “{words}” {why}"));
        }
        for finding in &report.findings {
            // The house's profile can make more of a quotation an error than the verdicts above.
            let strict = finding.severity() == Severity::Error
                && finding.code().is_about_a_quotation()
                && !told.contains(&finding.range.start);
            if finding.code() == Code::CitationUnknown || strict {
                let message = finding.message().trim_end_matches('.').to_owned();
                add(finding.range.clone(), None, message);
            }
        }
        for claim in self.claims() {
            let why = if self.is_orphaned(claim) {
                "its words are gone from the draft".to_owned()
            } else if self.is_stale(claim) {
                "its words changed after they were checked".to_owned()
            } else if claim.is_settled() {
                continue;
            } else if claim.status == ClaimStatus::Unchecked {
                "it is unchecked".to_owned()
            } else {
                format!("its status is “{}”", claim.status.label().to_lowercase())
            };
            let now = self.claim_words(&claim.id);
            let words = excerpt(if now.is_empty() { &claim.text } else { now }, SHOWN);
            let message = format!("the claim “{words}”: {why}");
            add(self.claim_range(&claim.id), Some(claim.id.clone()), message);
        }
        obstacles.sort_by_key(|obstacle| obstacle.range.start);
        obstacles
    }
}
