//! Quotations mended on request.

use crate::{
    app::{
        effect::Effect,
        notice::{DoneNotice, ProblemNotice},
        workspace::Workspace,
    },
    project::{Intent, StepLabel, capture_quote},
};
use nutgraf_engine::{
    evidence::{Code, Finding, FixKind, Remedy, mended},
    range::{DraftRange, SourceRange},
    text::Bias,
};

impl Workspace {
    /// Mends a quotation, given by the place of its words, as one undo step.
    pub(super) fn fix(&mut self, quotation: DraftRange, kind: FixKind) -> Vec<Effect> {
        let fix = self.quotation_of(quotation).and_then(|checked| {
            let whole = self.open.structure().quotations.get(checked.quotation)?.range;
            let fix = self.fixes(checked).into_iter().find(|fix| fix.kind == kind)?;
            Some((fix, whole))
        });
        let Some((fix, whole)) = fix else {
            self.problem(ProblemNotice::NoFix(kind));
            return Vec::new();
        };
        self.open.break_coalescing();
        match fix.remedy {
            Remedy::Edit(change) => {
                let caret = change.map(quotation.start, Bias::Right);
                if self.apply_intent(Intent::edit(step_label(kind), change)) {
                    self.jump(DraftRange::at(caret));
                }
            }
            Remedy::Capture { source, passage } => self.keep_as_card(&source, passage, whole),
        }
        vec![Effect::FocusEditor]
    }

    /// The finding that can be mended at the caret, else one of the whole article.
    pub(in crate::app) fn mendable(&self) -> Option<&Finding> {
        let place = self.view.place();
        let is_here = |finding: &&Finding| {
            finding.range.start <= place.start && place.start <= finding.range.end
        };
        let mut mendable = self.findings().iter().filter(|found| found.mend_label().is_some());
        let of_article = |finding: &&Finding| finding.code() == Code::MixedMarks;
        mendable.clone().find(is_here).or_else(|| mendable.find(of_article))
    }

    /// Mends what a finding about the text itself is about, as one undo step.
    pub(super) fn mend(&mut self, finding: &Finding) -> Vec<Effect> {
        let project = self.open.project();
        let language = &project.article().language;
        let change = mended(finding, project.draft(), self.open.structure(), language);
        if let Some(change) = change {
            let caret = change.map(self.view.selection.end, Bias::Right);
            self.open.break_coalescing();
            if self.apply_intent(Intent::edit(StepLabel::Mend, change)) {
                self.jump(DraftRange::at(caret));
            }
        }
        vec![Effect::FocusEditor]
    }

    fn keep_as_card(&mut self, key: &str, passage: SourceRange, quotation: DraftRange) {
        let Some(source) = self.open.project().source_by_key(key).map(|source| source.id.clone())
        else {
            return;
        };
        let id = self.ids.quote();
        match capture_quote(self.open.project(), id, &source, passage) {
            Ok(captured) => {
                let captured = self.open.project().tied_to_draft(captured, quotation);
                if self.apply_intent(captured.intent) {
                    self.done(DoneNotice::QuoteKept);
                    self.choose_quote(Some(captured.id));
                }
            }
            Err(error) => {
                self.problem(ProblemNotice::NotCaptured(error));
            }
        }
    }
}

/// What the Edit menu calls a fix.
fn step_label(kind: FixKind) -> StepLabel {
    match kind {
        FixKind::Restore => StepLabel::RestoreWording,
        FixKind::Mark => StepLabel::MarkChange,
        FixKind::Cite => StepLabel::CiteSource,
        FixKind::Capture => StepLabel::AddQuote,
        FixKind::Paraphrase => StepLabel::Unquote,
    }
}
