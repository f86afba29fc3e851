//! What was found in the draft.
//!
//! # Invariants
//! - The report's places are places of the draft as it is now. The check thread's report is
//!   the whole truth and comes a moment later; until then the last one follows each edit,
//!   and what the edit touched is judged at once.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
};

use super::{OpenProject, StepEffects};
use crate::project::{Obstacle, Project, Survey};
use nutgraf_engine::{
    evidence::{CheckedQuotation, Code, Corpus, Finding, FindingCounts, Report, follow},
    range::DraftRange,
};

/// The last report, and what it was held against.
#[derive(Default)]
pub(in crate::app) struct FindingState {
    report: Option<Report>,
    /// The revision that was checked whole.
    revision: u64,
    /// Number of findings of the report by severity, but for those of stale claims.
    counts: FindingCounts,
    /// What the report was held against; `None` once that is something else.
    corpus: Option<Arc<Corpus>>,
    /// What stands against calling an export final, of the last report that was whole.
    obstacles: Vec<Obstacle>,
}

/// Whether an article may be called final.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Readiness {
    /// It is not checked yet, or there is nothing in it to be checked.
    Unknown,
    /// Something is to be done first.
    Open {
        /// What stands in the way of the gate.
        obstacles: usize,
        /// Sentences worth checking that are neither claims nor set aside.
        unclaimed: usize,
    },
    /// Nothing is left to be done.
    Ready,
}

impl FindingState {
    /// The last report, followed to the draft as it is now.
    pub(in crate::app) fn report(&self) -> Option<&Report> {
        self.report.as_ref()
    }

    /// The findings of the report.
    pub(in crate::app) fn findings(&self) -> &[Finding] {
        self.report.as_ref().map_or(&[], |report| &report.findings)
    }

    /// Number of findings by severity, but for those of stale claims.
    pub(in crate::app) fn counts(&self) -> FindingCounts {
        self.counts
    }

    /// What quotations are held against, where that is what they were held against last.
    pub(in crate::app) fn corpus(&self) -> Option<&Arc<Corpus>> {
        self.corpus.as_ref()
    }

    /// What stands against calling an export final, by the last report.
    pub(in crate::app) fn obstacles(&self) -> &[Obstacle] {
        &self.obstacles
    }

    /// Whether a revision was checked whole.
    pub(in crate::app) fn is_of(&self, revision: u64) -> bool {
        self.report.is_some() && self.revision == revision
    }

    /// The quotation whose words have a place, in bytes of the draft.
    pub(in crate::app) fn quotation_of(&self, range: DraftRange) -> Option<&CheckedQuotation> {
        self.report.as_ref()?.quotations.iter().find(|checked| checked.range == range)
    }

    /// Forgets everything.
    pub(in crate::app) fn clear(&mut self) {
        *self = Self::default();
    }

    /// Takes in a report of the whole project as it is now.
    pub(in crate::app) fn take_report(
        &mut self,
        report: Report,
        corpus: Arc<Corpus>,
        open: &OpenProject,
    ) {
        self.report = Some(report);
        self.corpus = Some(corpus);
        self.revision = open.revision();
        self.count(open.project());
    }

    /// Works out what stands against calling the article final, by the last report and what is
    /// open of the draft.
    pub(in crate::app) fn weigh(&mut self, project: &Project, survey: &Survey) {
        if let Some(report) = &self.report {
            self.obstacles = project.obstacles(report, survey);
        }
    }

    /// Takes the report to be of a revision that differs in nothing that is checked.
    pub(in crate::app) fn keep_for(&mut self, revision: u64) {
        self.revision = revision;
    }

    /// Brings the report along with steps that were just applied.
    pub(in crate::app) fn follow(&mut self, effects: &StepEffects, open: &OpenProject) {
        if effects.changes_evidence {
            self.corpus = None;
        }
        if let (Some(report), Some(reread)) = (&mut self.report, &effects.reread) {
            let input = open.project().quotation_input(open.structure());
            let corpus = self.corpus.as_deref();
            // A bug in a rule must not end the writer's session.
            let followed = catch_unwind(AssertUnwindSafe(|| {
                follow(report, &effects.change, reread, &input, corpus);
            }));
            if followed.is_err() {
                self.report = None;
                self.corpus = None;
            }
        }
        self.count(open.project());
    }

    fn count(&mut self, project: &Project) {
        let mut counts = FindingCounts::default();
        let counted = self.findings().iter().filter(|finding| {
            finding.code() != Code::ClaimStale && project.stet_of(finding).is_none()
        });
        for finding in counted {
            counts.add(finding.severity());
        }
        self.counts = counts;
    }
}
