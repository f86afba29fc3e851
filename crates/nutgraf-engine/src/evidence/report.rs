//! The result of a check: judged quotations, checked claims, findings.

use super::{
    crosscheck::CheckedClaim,
    finding::{Finding, Severity},
    verdict::Judgement,
};
use crate::{model::QuoteId, range::DraftRange};

/// A quotation of the draft and its judgement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedQuotation {
    /// Its index in [`Structure::quotations`](crate::markdown::Structure::quotations).
    pub quotation: usize,
    /// The bytes of the draft from its first word to its last, without the marks around them.
    pub range: DraftRange,
    /// Its words as the draft has them, without block markers.
    pub text: String,
    /// The citation keys of the sources that were searched first: those that the quotation
    /// cites, else the one of its quote card; empty where every source counts.
    pub cited: Vec<String>,
    /// The verdict, with the place in the source and the differences.
    pub judgement: Judgement,
    /// The words of the snapshot at the place the judgement points to.
    pub source_words: Option<String>,
    /// The quote card that the quotation uses, or whose passage it quotes.
    pub quote: Option<QuoteId>,
}

/// The result of a check.
///
/// # Invariants
///
/// All three lists are in the order of the draft.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The quotations that were judged.
    pub quotations: Vec<CheckedQuotation>,
    /// The claims that were compared with their evidence.
    pub claims: Vec<CheckedClaim>,
    /// What the writer should look at.
    pub findings: Vec<Finding>,
}

/// The number of findings of each severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FindingCounts {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Infos.
    pub infos: usize,
}

impl FindingCounts {
    /// Counts one more finding.
    pub fn add(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Info => self.infos += 1,
        }
    }
}

impl Report {
    /// Counts the findings.
    pub fn summary(&self) -> FindingCounts {
        let mut summary = FindingCounts::default();
        self.findings.iter().for_each(|finding| summary.add(finding.severity()));
        summary
    }

    /// Puts the findings into the order of the draft.
    pub(super) fn sort_findings(&mut self) {
        let key = |f: &Finding| (f.range.start, f.range.end, f.severity(), f.code());
        // Most keys leave the order as it is, and sorting makes room for all of them.
        if !self.findings.is_sorted_by_key(key) {
            self.findings.sort_by_key(key);
        }
    }
}
