//! Quotations judged as they are typed, and mended on request.
//!
//! What always holds: the report's places are places of the draft as it is now.
//! The worker's report is the whole truth and comes a moment later; until then
//! the last one follows each edit, and what the edit touched is judged at once.

use std::{
    ops::Range,
    panic::{AssertUnwindSafe, catch_unwind},
};

use super::{Effect, Workspace};
use crate::{
    evidence::{
        CheckedQuotation, Code, FindingCounts, Fix, FixInput, FixKind, Remedy, fixes, follow,
    },
    markdown::{Reread, Structure},
    project::{Checklist, Intent, Step, capture_quote},
    text::Change,
};

/// With more edits than this at once the checklist is made anew.
const FEW_EDITS: usize = 64;

impl Workspace {
    /// The innermost quotation at a byte offset of the draft, marks included.
    pub fn quotation_at(&self, offset: usize) -> Option<&CheckedQuotation> {
        let checked = &self.report()?.quotations;
        let all = &self.structure().quotations;
        let begun = all.partition_point(|quotation| quotation.range.start <= offset);
        // Outer quotations lie side by side: in front of one that has ended, all have.
        let near = all.iter().enumerate().take(begun).rev();
        let near = near.take_while(|(_, near)| near.depth > 0 || near.range.end >= offset);
        let mut holding = near.filter(|(_, near)| near.range.end >= offset);
        holding.find_map(|(number, _)| {
            let at = checked.binary_search_by_key(&number, |checked| checked.quotation).ok()?;
            checked.get(at)
        })
    }

    /// The quotation whose words have this place.
    pub fn quotation_of(&self, range: &Range<usize>) -> Option<&CheckedQuotation> {
        self.report()?.quotations.iter().find(|checked| checked.range == *range)
    }

    /// Changes whenever the draft, its report or what that was held against does:
    /// what is worked out from these holds as long as this stays the same.
    pub fn judged_at(&self) -> (u64, bool) {
        (self.revision(), self.report_is_current())
    }

    /// What can be done about a quotation. Costs a few judgements: for the one
    /// that is looked at, once a [`Workspace::revision`].
    pub fn fixes(&self, checked: &CheckedQuotation) -> Vec<Fix> {
        let Some(corpus) = &self.corpus else { return Vec::new() };
        let input = FixInput {
            text: self.project().draft(),
            structure: self.structure(),
            sources: self.project().sources(),
            corpus,
            profile: self.project().article().profile,
        };
        fixes(checked, input)
    }

    /// Mends a quotation, given by the place of its words, as one undo step.
    pub(super) fn fix(&mut self, quotation: &Range<usize>, kind: FixKind) -> Vec<Effect> {
        let fix = self.quotation_of(quotation).and_then(|checked| {
            let whole = self.structure().quotations.get(checked.quotation)?.range.clone();
            let fix = self.fixes(checked).into_iter().find(|fix| fix.kind == kind)?;
            Some((fix, whole))
        });
        let Some((fix, whole)) = fix else {
            let (message, hint) = refusal(kind);
            self.problem(message, hint);
            return Vec::new();
        };
        self.history.close();
        match fix.remedy {
            Remedy::Edit(change) => {
                let caret = change.map(quotation.start, crate::text::Bias::Right);
                if self.intend(Intent::edit(undo_label(kind), change)) {
                    self.jump(caret..caret);
                }
            }
            Remedy::Capture { source, passage } => self.keep_as_card(&source, passage, whole),
        }
        vec![Effect::FocusEditor]
    }

    fn keep_as_card(&mut self, key: &str, passage: Range<usize>, quotation: Range<usize>) {
        let Some(source) = self.project.source_by_key(key).map(|source| source.id.clone()) else {
            return;
        };
        let id = self.ids.quote();
        match capture_quote(&self.project, id, &source, passage) {
            Ok(captured) => {
                let captured = self.project.tied_to_draft(captured, quotation);
                if self.intend(captured.intent) {
                    self.done("Kept as a quote card.");
                    self.choose_quote(Some(captured.id));
                }
            }
            Err(error) => self.problem(crate::text::capitalised(&error.to_string()), ""),
        }
    }

    /// Brings what is worked out from the project up to date after steps that were
    /// just taken.
    pub(super) fn touch(&mut self, taken: &Taken) {
        self.revision += 1;
        self.view.card = None;
        let version = self.project.document().version();
        let mut reread = None;
        if self.structure_version != Some(version) {
            match self.structure_version {
                Some(_) => {
                    let draft = self.project.draft();
                    reread = Some(self.structure.reparse(draft, &taken.change));
                }
                None => self.structure = Structure::parse(self.project.draft()),
            }
            if let Some(find) = &mut self.view.find {
                find.follow(self.project.draft(), &taken.change);
            }
            self.structure_version = Some(version);
        }
        let is_small = taken.change.edits().len() <= FEW_EDITS;
        if taken.only_types && is_small && reread.is_some() {
            if self.checklist.follow(&self.project, &taken.change) {
                self.claims_revision += 1;
            }
        } else {
            self.claims_revision += 1;
            self.checklist = Checklist::of(&self.project);
        }
        self.view.selection = self.fitted(self.view.selection.clone());
        self.follow(taken, reread.as_ref());
        self.count_findings();
    }

    /// Counts the findings again after the report became another.
    pub(super) fn count_findings(&mut self) {
        let mut counts = FindingCounts::default();
        let counted = self.findings().iter().filter(|finding| finding.code() != Code::ClaimStale);
        for finding in counted {
            counts.add(finding.severity());
        }
        self.counts = counts;
    }

    /// Brings the report along with steps that were just taken, given what of the
    /// draft was read anew for them.
    fn follow(&mut self, steps: &Taken, reread: Option<&Reread>) {
        if steps.change_evidence {
            self.corpus = None;
        }
        let (Some(report), Some(reread)) = (&mut self.report, reread) else { return };
        let input = self.project.quotation_input(&self.structure);
        // A bug in a rule must not end the writer's session.
        let followed = catch_unwind(AssertUnwindSafe(|| {
            follow(report, &steps.change, reread, &input, self.corpus.as_deref());
        }));
        if followed.is_err() {
            self.report = None;
            self.corpus = None;
        }
    }
}

/// What steps do to the draft and to what it rests on.
#[derive(Default)]
pub(super) struct Taken {
    pub(super) change: Change,
    change_evidence: bool,
    /// Whether nothing but the draft's text changed, and every anchor with it.
    pub(super) only_types: bool,
}

impl Taken {
    pub(super) fn of(steps: &[Step]) -> Self {
        let mut taken = Self { only_types: true, ..Self::default() };
        for step in steps {
            match step {
                Step::Text { change, restore } => {
                    taken.change = taken.change.compose(change);
                    taken.only_types &= restore.is_empty();
                }
                step => {
                    taken.change_evidence |= step.changes_evidence();
                    taken.only_types = false;
                }
            }
        }
        // An anchor that two changes move one by one may stand elsewhere than where
        // both at once would move it.
        taken.only_types &= steps.len() <= 1;
        taken
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
