//! Work on the claims: finding, marking, tying, settling.
//!
//! What always holds: each thing that is done here is one entry of the undo stack,
//! and a status is only ever set together with the words that it is set for.

use std::ops::Range;

use jiff::Timestamp;

use super::{CheckAction, Command, Dialog, Effect, Tab, Workspace};
use crate::{
    model::{ClaimId, ClaimStatus, Evidence, EvidenceTarget, SourceId, Standing},
    project::{
        CaptureError, Captured, Intent, OpenSentence, Survey, capture_claim, capture_quote,
        words_in,
    },
    text::{Bias, capitalised},
};

impl Workspace {
    pub(super) fn check_claims(&mut self, action: CheckAction, now: Timestamp) -> Vec<Effect> {
        match action {
            CheckAction::Show(id) => self.show_claim(id),
            CheckAction::ShowSentence(range) => self.show_sentence(range),
            CheckAction::Claim(range) => {
                self.claim(range);
            }
            CheckAction::SetAside(range) => self.set_aside(&range),
            CheckAction::AskAgain(words) => {
                self.history.close();
                self.intend(Intent::set_aside(&words, false));
            }
            CheckAction::SetStatus(id, status) => {
                self.history.close();
                self.set_status(&id, status, now);
            }
            CheckAction::Edit(claim) => {
                self.intend(Intent::edit_claim(*claim));
            }
            CheckAction::Accept(id) => self.accept(&id, now),
            CheckAction::Delete(id) => {
                let intent = self.project.remove_claim(&id);
                self.intend(intent);
                self.forget_gone();
            }
            CheckAction::Place(id) => {
                match self.claimable().and_then(|range| words_in(self.project.draft(), range)) {
                    Some(range) => {
                        let intent = self.project.place_claim(&id, range);
                        self.intend(intent);
                    }
                    None => self.problem("Select the words of the claim in the draft first.", ""),
                }
            }
            CheckAction::Tie(id, evidence) => self.tie(&id, evidence),
            CheckAction::Quote { claim, source, range, primary } => {
                self.quote_for(&claim, &source, range, primary);
            }
            CheckAction::Untie(id, target) => {
                if let Some(intent) = self.project.untie_evidence(&id, &target) {
                    self.intend(intent);
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

    /// Does a command that is about claims.
    pub(super) fn perform_on_claims(&mut self, command: Command, now: Timestamp) -> Vec<Effect> {
        let current = self.current_claim().map(|claim| (claim.id.clone(), claim.status));
        match (command, current) {
            (Command::MarkClaim, _) => {
                if let Some(range) = self.claimable() {
                    self.claim(range);
                }
            }
            (Command::NotAClaim, _) => {
                if let Some(range) = self.claimable() {
                    self.set_aside(&range);
                }
            }
            (Command::NextUnclaimed, _) => self.step_unclaimed(true),
            (Command::PreviousUnclaimed, _) => self.step_unclaimed(false),
            (Command::QuoteAsEvidence, _) => self.quote_as_evidence(),
            (_, None) => {}
            (Command::ConfirmClaim, Some((id, _))) => {
                self.settle(&id, ClaimStatus::Confirmed, now);
            }
            (Command::StillTrue, Some((id, status))) => self.settle(&id, status, now),
            (Command::AcceptChange, Some((id, _))) => {
                self.accept(&id, now);
                self.choose_claim(Some(id));
            }
            (Command::TieEvidence, Some((id, _))) => {
                self.choose_claim(Some(id.clone()));
                self.show_tab(Tab::Claims);
                self.open_dialog(Dialog::Choose(super::Choice::Evidence(id)));
            }
            (_, Some((id, _))) => {
                self.choose_claim(Some(id));
                self.show_tab(Tab::Claims);
                return vec![Effect::FocusChecklist];
            }
        }
        Vec::new()
    }

    fn settle(&mut self, id: &ClaimId, status: ClaimStatus, now: Timestamp) {
        self.history.close();
        self.set_status(id, status, now);
        self.choose_claim(Some(id.clone()));
        self.show_tab(Tab::Claims);
    }

    /// What of the draft is worth checking and no claim yet; `None` until the draft was
    /// read for the first time. Costs a step for each sentence and claim.
    pub fn survey(&self) -> Option<Survey> {
        let (version, inventory) = self.inventory.as_ref()?;
        let place = |range: &Range<usize>| self.place_since(*version, range);
        Some(self.project.survey(inventory, &self.checklist, place))
    }

    /// Whether the survey is of the draft as it is now, and not of some keys ago.
    pub fn survey_is_current(&self) -> bool {
        let version = self.inventory.as_ref().map(|(version, _)| *version);
        version == Some(self.project.document().version())
    }

    /// The cues and words of a sentence that is open.
    pub fn sentence(&self, open: &OpenSentence) -> Option<&crate::evidence::Sentence> {
        self.inventory.as_ref()?.1.sentences.get(open.sentence)
    }

    /// Where a range of the draft at a version stands now; `None` where words in it
    /// were changed since, or nobody knows any more.
    pub fn place_since(&self, version: u64, range: &Range<usize>) -> Option<Range<usize>> {
        let mut range = range.clone();
        for change in self.project.document().since(version)? {
            if change.changes_within(&range) {
                return None;
            }
            let start = change.map(range.start, Bias::Right);
            range = start..change.map(range.end, Bias::Left).max(start);
        }
        Some(range)
    }

    fn step_unclaimed(&mut self, forward: bool) {
        let Some(survey) = self.survey() else {
            self.problem("The draft is still being read.", "Try again in a moment.");
            return;
        };
        let here = self.view.selection.clone();
        let next = survey.step(&here, self.view.claims.is_ranked, forward);
        match next.map(|open| open.range.clone()) {
            Some(range) => self.show_sentence(range),
            None => self.done("Every sentence worth checking is a claim, or was said to be none."),
        }
    }

    fn show_sentence(&mut self, range: Range<usize>) {
        self.history.close();
        self.choose_claim(None);
        self.show_tab(Tab::Claims);
        self.jump(range);
    }

    fn claim(&mut self, range: Range<usize>) {
        let id = self.ids.claim();
        match capture_claim(&self.project, id, self.fitted(range)) {
            Ok(captured) => {
                self.history.close();
                if self.intend(captured.intent) {
                    self.choose_claim(Some(captured.id));
                    self.show_tab(Tab::Claims);
                }
            }
            // What is claimed already is shown, not refused.
            Err(CaptureError::AlreadyClaimed(id)) => {
                self.choose_claim(Some(id));
                self.show_tab(Tab::Claims);
            }
            Err(error) => self.problem(capitalised(&error.to_string()), ""),
        }
    }

    /// Says that the sentence around a place is no claim, and goes to the next one.
    fn set_aside(&mut self, range: &Range<usize>) {
        let sentences = &self.structure.sentences;
        let at = sentences.partition_point(|sentence| sentence.end <= range.start);
        let sentence = sentences.get(at).filter(|sentence| sentence.start < range.end.max(1));
        let Some(sentence) = sentence else {
            self.problem("Put the caret into the sentence first.", "");
            return;
        };
        let words = self.structure.plain(self.project.draft(), sentence.clone());
        self.history.close();
        if self.intend(Intent::set_aside(&words, true)) {
            self.view.selection = sentence.clone();
            let next = self.survey().and_then(|survey| {
                let next = survey.step(&sentence, self.view.claims.is_ranked, true)?;
                Some(next.range.clone())
            });
            if let Some(next) = next {
                self.show_sentence(next);
            }
        }
    }

    /// Makes a quote of the words selected in the reader and ties it to the chosen claim.
    fn quote_as_evidence(&mut self) {
        let claim = self.view.claim.clone();
        let passage = self.reader_selection().zip(self.view.source.clone());
        if let Some((claim, (range, source))) = claim.zip(passage) {
            self.quote_for(&claim, &source, range, false);
            self.reset_reader();
        }
    }

    fn quote_for(
        &mut self,
        claim: &ClaimId,
        source: &SourceId,
        range: Range<usize>,
        primary: bool,
    ) {
        let id = self.ids.quote();
        match capture_quote(&self.project, id, source, range) {
            Ok(Captured { id, mut intent }) => {
                let target = EvidenceTarget::Quote(id.clone());
                let evidence = Evidence { primary, ..Evidence::supporting(target) };
                let Some(tie) = self.project.tie_evidence(claim, evidence) else { return };
                intent.steps.extend(tie.steps);
                self.history.close();
                if self.intend(Intent { label: tie.label, ..intent }) {
                    self.choose_quote(Some(id));
                }
            }
            Err(error) => self.problem(capitalised(&error.to_string()), ""),
        }
    }

    fn show_claim(&mut self, id: ClaimId) {
        let range = self.project.claim_range(&id);
        self.history.close();
        self.choose_claim(Some(id));
        self.show_tab(Tab::Claims);
        if !range.is_empty() {
            self.jump(range);
        }
    }

    /// Sets a status; a claim that nobody checks becomes that of whoever is at this desk.
    /// Whoever has settled a claim as its checker is the one at this desk.
    fn set_status(&mut self, id: &ClaimId, status: ClaimStatus, now: Timestamp) {
        let Some(claim) = self.project.claim(id) else { return };
        if status != ClaimStatus::Unchecked && self.project.standing(claim) == Standing::Orphaned {
            self.problem(
                "The words of this claim are gone from the draft, so there is nothing to check.",
                "Put it on other words first, or delete it.",
            );
            return;
        }
        if self.settings.checker.is_empty() && !self.is_read_only() {
            claim.checker.trim().clone_into(&mut self.settings.checker);
        }
        let checker = self.settings.checker.clone();
        if let Some(intent) = self.project.set_status(id, status, &checker, now) {
            self.intend(intent);
        }
    }

    fn accept(&mut self, id: &ClaimId, now: Timestamp) {
        self.history.close();
        let by = self.settings.checker.clone();
        match self.project.accept_proposed(id, &by, now) {
            Some(intent) => {
                if self.intend(intent) {
                    let range = self.project.claim_range(id);
                    self.jump(range);
                }
            }
            None => self.problem(
                "There is no proposed change to accept here.",
                "Write the words that are to stand in the draft into “Proposed change” first.",
            ),
        }
    }

    fn tie(&mut self, id: &ClaimId, evidence: Evidence) {
        if let Some(intent) = self.project.tie_evidence(id, evidence) {
            self.intend(intent);
        }
    }
}
