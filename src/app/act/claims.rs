//! Work on the claims: finding, marking, tying, settling.
//!
//! # Invariants
//! - Each thing that is done here is one entry of the undo stack.
//! - A status is only ever set together with the words that it is set for.

use jiff::Timestamp;

use crate::{
    app::{
        action::CheckAction,
        effect::{Effect, FocusedList},
        notice::{DoneNotice, ProblemNotice},
        state::{Choice, Dialog, Tab},
        workspace::Workspace,
    },
    project::{CaptureError, Captured, Intent, capture_claim, capture_quote, words_in},
};
use nutgraf_engine::{
    model::{ClaimId, ClaimStatus, Evidence, EvidenceTarget, SourceId, Standing},
    range::{DraftRange, SourceRange},
};

impl Workspace {
    /// Does what a checker asks for.
    pub(super) fn check_claims(&mut self, action: CheckAction, now: Timestamp) -> Vec<Effect> {
        match action {
            CheckAction::Show(id) => self.show_claim(id),
            CheckAction::ShowSentence(range) => self.show_sentence(range),
            CheckAction::Claim(range) => {
                self.claim(range);
            }
            CheckAction::SetAside(range) => self.set_aside(range),
            CheckAction::AskAgain(words) => {
                self.open.break_coalescing();
                self.apply_intent(Intent::set_aside(&words, false));
            }
            CheckAction::SetStatus(id, status) => {
                self.open.break_coalescing();
                self.set_status(&id, status, now);
            }
            CheckAction::Edit(claim) => {
                self.apply_intent(Intent::edit_claim(*claim));
            }
            CheckAction::Accept(id) => self.accept(&id, now),
            CheckAction::Delete(id) => {
                let intent = self.open.project().remove_claim(&id);
                self.apply_intent(intent);
                self.forget_gone();
            }
            CheckAction::Place(id) => {
                match self
                    .claimable()
                    .and_then(|range| words_in(self.open.project().draft(), range.into()))
                {
                    Some(range) => {
                        let intent = self.open.project().place_claim(&id, range.in_draft());
                        self.apply_intent(intent);
                    }
                    None => {
                        self.problem(ProblemNotice::NoWordsForClaim);
                    }
                }
            }
            CheckAction::Tie(id, evidence) => self.tie(&id, evidence),
            CheckAction::Quote { claim, source, range, primary } => {
                self.quote_for(&claim, &source, range, primary);
            }
            CheckAction::Untie(id, target) => {
                if let Some(intent) = self.open.project().untie_evidence(&id, &target) {
                    self.apply_intent(intent);
                }
            }
            CheckAction::List(list) => self.view.claims = list,
            CheckAction::Choose(choice) => {
                self.view.returns_to_list = true;
                self.open_dialog(Dialog::Choose(choice));
            }
            CheckAction::Keys => {
                self.view.returns_to_list = true;
                self.open_dialog(Dialog::Shortcuts);
            }
        }
        Vec::new()
    }

    /// Makes a claim of the selection, else of the sentence at the caret.
    pub(super) fn claim_here(&mut self) {
        if let Some(range) = self.claimable() {
            self.claim(range);
        }
    }

    /// Sets the selected sentence aside, else the one at the caret.
    pub(super) fn set_aside_here(&mut self) {
        if let Some(range) = self.claimable() {
            self.set_aside(range);
        }
    }

    /// The id and status of the current claim.
    fn current(&self) -> Option<(ClaimId, ClaimStatus)> {
        self.current_claim().map(|claim| (claim.id.clone(), claim.status))
    }

    /// Gives the current claim a status for the words that it has now; `None` keeps the
    /// status that it has.
    pub(super) fn settle_current(&mut self, status: Option<ClaimStatus>, now: Timestamp) {
        let Some((id, own)) = self.current() else { return };
        self.settle(&id, status.unwrap_or(own), now);
    }

    /// Puts the proposed words of the current claim into the draft.
    pub(super) fn accept_current(&mut self, now: Timestamp) {
        let Some((id, _)) = self.current() else { return };
        self.accept(&id, now);
        self.choose_claim(Some(id));
    }

    /// Asks what the current claim rests on.
    pub(super) fn choose_evidence(&mut self) {
        let Some((id, _)) = self.current() else { return };
        self.choose_claim(Some(id.clone()));
        self.show_tab(Tab::Claims);
        self.open_dialog(Dialog::Choose(Choice::Evidence(id)));
    }

    /// Shows the current claim in the checklist, which gets the keyboard.
    pub(super) fn show_current_claim(&mut self) -> Vec<Effect> {
        let Some((id, _)) = self.current() else { return Vec::new() };
        self.choose_claim(Some(id));
        self.show_tab(Tab::Claims);
        vec![Effect::FocusList(FocusedList::Claims)]
    }

    fn settle(&mut self, id: &ClaimId, status: ClaimStatus, now: Timestamp) {
        self.open.break_coalescing();
        self.set_status(id, status, now);
        self.choose_claim(Some(id.clone()));
        self.show_tab(Tab::Claims);
    }

    /// Goes to the next or previous sentence worth checking that is no claim.
    pub(super) fn step_unclaimed(&mut self, forward: bool) {
        let Some(survey) = self.survey() else {
            self.problem(ProblemNotice::DraftIsBeingRead);
            return;
        };
        let here = self.view.place();
        let next = survey.step(here, self.view.claims.is_ranked, forward);
        match next.map(|open| open.range) {
            Some(range) => self.show_sentence(range),
            None => self.done(DoneNotice::NothingUnclaimed),
        }
    }

    fn show_sentence(&mut self, range: DraftRange) {
        self.open.break_coalescing();
        self.choose_claim(None);
        self.show_tab(Tab::Claims);
        self.lead_to(range);
    }

    fn claim(&mut self, range: DraftRange) {
        let id = self.ids.claim();
        match capture_claim(self.open.project(), id, self.open.fitted(range)) {
            Ok(captured) => {
                self.open.break_coalescing();
                if self.apply_intent(captured.intent) {
                    self.choose_claim(Some(captured.id));
                    self.show_tab(Tab::Claims);
                }
            }
            // What is claimed already is shown, not refused.
            Err(CaptureError::AlreadyClaimed(id)) => {
                self.choose_claim(Some(id));
                self.show_tab(Tab::Claims);
            }
            Err(error) => {
                self.problem(ProblemNotice::NotCaptured(error));
            }
        }
    }

    /// Says that the sentence around a place is no claim, and goes to the next one.
    fn set_aside(&mut self, range: DraftRange) {
        let sentences = &self.open.structure().sentences;
        let at = sentences.partition_point(|sentence| sentence.end <= range.start);
        let sentence = sentences.get(at).filter(|sentence| sentence.start < range.end.max(1));
        let Some(sentence) = sentence else {
            self.problem(ProblemNotice::NoSentence);
            return;
        };
        let words = self.open.structure().plain(self.open.project().draft(), sentence);
        self.open.break_coalescing();
        if self.apply_intent(Intent::set_aside(&words, true)) {
            self.view.selection = sentence;
            let next = self.survey().and_then(|survey| {
                let next = survey.step(sentence, self.view.claims.is_ranked, true)?;
                Some(next.range)
            });
            if let Some(next) = next {
                self.show_sentence(next);
            }
        }
    }

    /// Makes a quote of the words selected in the reader and ties it to the chosen claim.
    pub(super) fn quote_as_evidence(&mut self) {
        let claim = self.view.claim.clone();
        let passage = self.reader_selection().zip(self.view.source.clone());
        if let Some((claim, (range, source))) = claim.zip(passage) {
            self.quote_for(&claim, &source, range, false);
            self.reset_reader();
        }
    }

    fn quote_for(&mut self, claim: &ClaimId, source: &SourceId, range: SourceRange, primary: bool) {
        let id = self.ids.quote();
        match capture_quote(self.open.project(), id, source, range) {
            Ok(Captured { id, mut intent }) => {
                let target = EvidenceTarget::Quote(id.clone());
                let evidence = Evidence { primary, ..Evidence::supporting(target) };
                let Some(tie) = self.open.project().tie_evidence(claim, evidence) else { return };
                intent.steps.extend(tie.steps);
                self.open.break_coalescing();
                if self.apply_intent(Intent { label: tie.label, ..intent }) {
                    self.choose_quote(Some(id));
                }
            }
            Err(error) => {
                self.problem(ProblemNotice::NotCaptured(error));
            }
        }
    }

    pub(super) fn show_claim(&mut self, id: ClaimId) {
        let range = self.open.project().claim_range(&id);
        self.open.break_coalescing();
        self.choose_claim(Some(id));
        self.show_tab(Tab::Claims);
        if !range.is_empty() {
            self.lead_to(range);
        }
    }

    /// Sets a status; a claim that nobody checks becomes that of whoever is at this desk.
    /// Whoever has settled a claim as its checker is the one at this desk.
    fn set_status(&mut self, id: &ClaimId, status: ClaimStatus, now: Timestamp) {
        let Some(claim) = self.open.project().claim(id) else { return };
        if status != ClaimStatus::Unchecked
            && self.open.project().standing(claim) == Standing::Orphaned
        {
            self.problem(ProblemNotice::ClaimIsOrphaned);
            return;
        }
        if self.settings.checker.is_empty() && !self.is_read_only() {
            claim.checker.trim().clone_into(&mut self.settings.checker);
        }
        let checker = self.settings.checker.clone();
        if let Some(intent) = self.open.project().set_status(id, status, &checker, now) {
            self.apply_intent(intent);
        }
    }

    fn accept(&mut self, id: &ClaimId, now: Timestamp) {
        self.open.break_coalescing();
        let by = self.settings.checker.clone();
        match self.open.project().accept_proposed(id, &by, now) {
            Some(intent) => {
                if self.apply_intent(intent) {
                    let range = self.open.project().claim_range(id);
                    self.lead_to(range);
                }
            }
            None => {
                self.problem(ProblemNotice::NothingProposed);
            }
        }
    }

    fn tie(&mut self, id: &ClaimId, evidence: Evidence) {
        if let Some(intent) = self.open.project().tie_evidence(id, evidence) {
            self.apply_intent(intent);
        }
    }
}
