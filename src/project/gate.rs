//! What must hold before an export is called final.

use super::Project;
use crate::{
    evidence::{Code, Report, Severity, Verdict},
    model::ClaimStatus,
    text::{Position, excerpt},
};

impl Project {
    /// Why an export may not be called final yet, one sentence each, in the order
    /// of the draft; empty when nothing stands against it.
    ///
    /// It is refused while a quotation is altered, an omission, of another source,
    /// not found or without a snapshot, while a citation key is not known, and
    /// while a claim is not confirmed (or an opinion), stale, or without its words.
    pub fn reasons_against_final(&self, report: &Report) -> Vec<String> {
        let position = |offset: usize| {
            let Position { line, column } = self.document().position(offset);
            format!("{line}:{column}")
        };
        let mut reasons: Vec<(usize, String)> = Vec::new();
        for quotation in &report.quotations {
            let why = match quotation.judgement.verdict {
                Verdict::Verbatim | Verdict::Typographic | Verdict::Marked => continue,
                Verdict::Altered => "is not what its source says",
                Verdict::Omission => "leaves words out without a mark",
                Verdict::OtherSource => "stands in another source than the one cited",
                Verdict::NotFound => "stands in no snapshot",
                Verdict::NoSnapshot => "cannot be checked: its source has no snapshot",
            };
            let at = quotation.range.start;
            let words = excerpt(&quotation.text, 60);
            reasons.push((at, format!("{}: the quotation “{words}” {why}", position(at))));
        }
        for finding in &report.findings {
            // The house's profile can make more of a quotation an error than the verdicts above.
            let strict = finding.severity == Severity::Error
                && !reasons.iter().any(|(at, _)| *at == finding.range.start);
            if finding.code == Code::CitationUnknown || strict {
                let at = finding.range.start;
                reasons.push((
                    at,
                    format!("{}: {}", position(at), finding.message.trim_end_matches('.')),
                ));
            }
        }
        for claim in self.claims() {
            let at = self.claim_range(&claim.id).start;
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
            let words = excerpt(&claim.text, 60);
            let place = if self.is_orphaned(claim) { "claim".to_owned() } else { position(at) };
            reasons.push((at, format!("{place}: claim {} “{words}”: {why}", claim.id)));
        }
        reasons.sort_by_key(|(at, _)| *at);
        reasons.into_iter().map(|(_, reason)| reason).collect()
    }
}
