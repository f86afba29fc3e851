//! Letting a finding stand, by name and with a reason.

use jiff::Timestamp;

use crate::{
    app::{Dialog, StetForm, workspace::Workspace},
    project::Intent,
};
use nutgraf_engine::{
    evidence::{Finding, FindingSubject, Severity},
    model::Stet,
    text::one_line,
};

impl Workspace {
    /// Whether somebody can let a finding stand: an error or a warning that nobody did let
    /// stand, and that is not about where a claim stands, which is settled in its card.
    pub fn may_stand(&self, finding: &Finding) -> bool {
        finding.severity() != Severity::Info
            && finding.code().subject() != FindingSubject::Claim
            && self.project().stet_of(finding).is_none()
    }

    /// Asks by whom and why a finding may stand.
    pub(super) fn ask_stet(&mut self, finding: Finding) {
        if self.may_stand(&finding) {
            self.open_dialog(Dialog::Stet(finding.into()));
        }
    }

    pub(super) fn let_stand(&mut self, finding: &Finding, form: &StetForm, now: Timestamp) {
        let (by, reason) = (one_line(&form.by), one_line(&form.reason));
        if by.is_empty() || reason.is_empty() {
            return;
        }
        self.close_dialog();
        self.open.break_coalescing();
        let stet = self.open.project().stet(finding, &by, &reason, now);
        if self.apply_intent(Intent::let_stand(stet, true)) {
            self.settings.checker = by;
        }
    }

    pub(super) fn take_stet_back(&mut self, stet: Stet) {
        self.open.break_coalescing();
        self.apply_intent(Intent::let_stand(stet, false));
    }
}
