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
    evidence::{FixKind, Remedy},
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
