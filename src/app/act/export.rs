//! The finished article going out of the window, and who called it final.
//!
//! # Invariants
//! - Nothing is called final while something stands against it, unless a reason is given.
//! - The sign-off is kept only once the export is out.

use std::sync::Arc;

use jiff::Timestamp;

use crate::{
    app::{
        effect::{Effect, Pick},
        form::{ExportForm, ExportFormat},
        notice::{DoneNotice, ProblemNotice, SignoffObstacle},
        workspace::Workspace,
    },
    exchange::export::{self, Export},
};
use nutgraf_engine::model::Signoff;

impl Workspace {
    /// Asks where to export to.
    pub(super) fn export(&mut self, form: ExportForm, now: Timestamp) -> Vec<Effect> {
        let Some(signoff) = self.signoff(&form, now) else { return Vec::new() };
        self.close_dialog();
        self.signoff = signoff;
        let text = self.exported(&form);
        vec![Effect::Pick(Pick::Export(
            format!("{}.{}", self.suggested_name(), form.format.ending()),
            text,
        ))]
    }

    /// Puts the export on the clipboard.
    pub(super) fn copy_export(&mut self, form: ExportForm, now: Timestamp) -> Vec<Effect> {
        let Some(signoff) = self.signoff(&form, now) else { return Vec::new() };
        self.close_dialog();
        self.signoff = signoff;
        let text = self.exported(&form);
        self.done(DoneNotice::Copied(form.format));
        self.sign(now);
        vec![Effect::CopyText(text.to_string())]
    }

    /// The sign-off that an export is to leave, if it is to be final; `None` where the
    /// export is refused.
    fn signoff(&mut self, form: &ExportForm, now: Timestamp) -> Option<Option<Signoff>> {
        if !form.is_final {
            return Some(None);
        }
        let obstacle = if self.is_read_only() {
            Some(SignoffObstacle::ReadOnly)
        } else if !self.report_is_current() {
            Some(SignoffObstacle::BeingChecked)
        } else if !self.obstacles().is_empty() && form.reason.trim().is_empty() {
            Some(SignoffObstacle::NotReady)
        } else if form.by.trim().is_empty() {
            Some(SignoffObstacle::Unnamed)
        } else {
            None
        };
        if let Some(obstacle) = obstacle {
            self.problem(ProblemNotice::NotFinal(obstacle));
            return None;
        }
        form.by.trim().clone_into(&mut self.settings.checker);
        // A reason that is not needed is none.
        let reason = if self.obstacles().is_empty() { "" } else { form.reason.trim() };
        Some(Some(self.open.project().signoff(form.by.trim(), reason, now)))
    }

    /// Keeps the sign-off of an export that is out.
    pub(super) fn sign(&mut self, now: Timestamp) {
        if let Some(signoff) = self.signoff.take() {
            let was_current = self.report_is_current();
            if let Err(error) = self.open.sign(signoff.clone()) {
                self.problem(ProblemNotice::NotSigned(error));
                return;
            }
            self.journal.record_signoff(&signoff);
            // A sign-off changes nothing that was checked.
            if was_current {
                self.findings.keep_for(self.open.revision());
            }
            self.file.changed(now);
        }
    }

    /// Makes the export of a form. What could not be kept in it becomes a notice.
    pub(super) fn exported(&mut self, form: &ExportForm) -> Arc<str> {
        let Export { text, warnings } = match form.format {
            ExportFormat::Markdown => export::markdown(self.open.project(), &form.options()),
            ExportFormat::Html => {
                let citations = form.citations;
                let options = export::HtmlOptions { citations, remote_images: false };
                export::html(self.open.project(), &options)
            }
        };
        let mut warnings = warnings.into_iter();
        if let Some(first) = warnings.next() {
            self.problem(ProblemNotice::ExportWarnings(first, warnings.len()));
        }
        text.into()
    }
}
