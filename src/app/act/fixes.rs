//! Quotations mended on request.

use crate::{
    app::{effect::Effect, workspace::Workspace},
    project::{Intent, capture_quote},
};
use nutgraf_engine::{
    evidence::{FixKind, Remedy},
    range::{DraftRange, SourceRange},
    text::{Bias, capitalised},
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
            let (message, hint) = refusal(kind);
            self.problem(message, hint);
            return Vec::new();
        };
        self.open.break_coalescing();
        match fix.remedy {
            Remedy::Edit(change) => {
                let caret = change.map(quotation.start, Bias::Right);
                if self.apply_intent(Intent::edit(undo_label(kind), change)) {
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
                    self.done("Kept as a quote card.");
                    self.choose_quote(Some(captured.id));
                }
            }
            Err(error) => self.problem(capitalised(&error.to_string()), ""),
        }
    }
}

/// What the Edit menu calls a fix.
fn undo_label(kind: FixKind) -> &'static str {
    match kind {
        FixKind::Restore => "Restore wording",
        FixKind::Mark => "Mark change",
        FixKind::Cite => "Cite source",
        FixKind::Capture => "Add quote",
        FixKind::Paraphrase => "Take quotation marks away",
    }
}

/// Why a fix cannot be made, and what to do instead.
fn refusal(kind: FixKind) -> (&'static str, &'static str) {
    match kind {
        FixKind::Restore => (
            "There are no source’s words to restore here.",
            "Put the caret into a quotation that differs from its source.",
        ),
        FixKind::Mark => (
            "This change cannot be marked.",
            "A bracket may explain or replace up to three words, but not change a figure, a \
             negation or what somebody must or may do. Restore the source’s words instead.",
        ),
        FixKind::Cite => (
            "There is no other source to cite here.",
            "Put the caret into a quotation that stands in a source it does not cite.",
        ),
        FixKind::Capture => (
            "There is no passage to keep here.",
            "Put the caret into a quotation that stands in a source and has no card yet.",
        ),
        FixKind::Paraphrase => (
            "There are no quotation marks to take away here.",
            "Put the caret into a quotation that stands in no source.",
        ),
    }
}
