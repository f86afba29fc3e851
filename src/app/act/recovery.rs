//! What was lost and is offered, and what the journal says of itself.
//!
//! # Invariants
//! - What was lost is offered until the writer has answered, and applied only then.

use std::{path::PathBuf, sync::Arc, time::Duration};

use jiff::Timestamp;

use crate::{
    app::{
        action::RecoveryAnswer,
        effect::Effect,
        notice::{DoneNotice, JournalFailure, ProblemNotice},
        state::{Dialog, Next, Protection, Question, StepEffects},
        workspace::Workspace,
    },
    persist::journal::{BaseFile, RecoverableSession, RecoveryScan},
    project::Step,
};
use nutgraf_engine::model::Signoff;

impl Workspace {
    /// Returns what is to be done when the program begins: looking for what was lost.
    pub fn begin_session(&self, now: Timestamp) -> Vec<Effect> {
        vec![Effect::FindLost { of: None, now }]
    }

    /// Takes in for how long the journal has not carried out what it was told. Called as
    /// time passes.
    pub fn journal_owes(&mut self, owed: Option<Duration>) {
        match self.journal.owes(owed.filter(|_| self.is_open())) {
            Some(Protection::Hangs) => {
                let notice = self.problem(ProblemNotice::JournalHangs);
                self.journal.set_hangs_notice(Some(notice));
            }
            Some(Protection::Answers) => {
                let said = self.journal.set_hangs_notice(None);
                self.take_away(said);
            }
            None => {}
        }
    }

    /// Takes in that there is no journal at all.
    pub(super) fn journal_is_missing(&mut self, failure: JournalFailure) {
        self.journal.is_missing();
        self.problem(ProblemNotice::NotJournalled(failure));
    }

    /// Takes in that the journal broke.
    pub(super) fn journal_broke(&mut self, failure: JournalFailure, now: Timestamp) {
        // A project that was closed meanwhile has a journal of its own.
        if self.is_open() && self.journal.broke(now) {
            let notice = self.problem(ProblemNotice::NotJournalled(failure));
            self.journal.set_notice(notice);
        }
    }

    /// Takes in that the journal works.
    pub(super) fn journal_works(&mut self) {
        let notice = self.journal.works();
        self.take_away(notice);
    }

    /// Takes in what was lost, to be offered.
    pub(super) fn found_lost(&mut self, found: RecoveryScan) {
        for problem in found.problems {
            self.problem(ProblemNotice::NotRecoverable(problem));
        }
        self.journal.offer(found.lost);
    }

    /// Offers what was lost once nothing else is asked.
    pub(super) fn offer_recovery(&mut self) {
        let is_free = self.view.dialogs.is_empty() && self.file.after_save().is_none();
        if let (true, Some(lost)) = (is_free, self.journal.next_offer()) {
            let question = Question::Recovery(lost.clone());
            self.ask(question);
        }
    }

    /// Whether what was lost can be put back onto its file as that is now.
    pub fn fits_its_file(&self, lost: &RecoverableSession) -> bool {
        let BaseFile::Fits(stamp) = &lost.standing else {
            return matches!(lost.standing, BaseFile::NeverSaved);
        };
        // The file was looked at before the article was opened and, perhaps, saved.
        lost.path.as_deref() != self.file.path() || self.file.stamp() == Some(stamp)
    }

    /// Does what the writer said to what was lost.
    pub(super) fn answer_recovery(
        &mut self,
        answer: RecoveryAnswer,
        now: Timestamp,
    ) -> Vec<Effect> {
        let waiting = self.view.questions.iter().find_map(|question| match question {
            Question::Recovery(lost) => Some(lost),
            _ => None,
        });
        let lost = match self.view.dialog() {
            Some(Dialog::Recovery(lost) | Dialog::DiscardRecovery(lost)) => Some(lost),
            _ => waiting,
        };
        let Some(lost) = lost.cloned() else { return Vec::new() };
        match answer {
            RecoveryAnswer::Discard => self.open_dialog(Dialog::DiscardRecovery(lost)),
            RecoveryAnswer::Later => self.answered(&lost),
            RecoveryAnswer::DiscardForGood => {
                self.answered(&lost);
                self.journal.discard(&lost);
            }
            RecoveryAnswer::Restore => {
                self.close_dialog();
                // Whoever turns back is asked again.
                return self.after_unsaved(Next::Recover(lost), now);
            }
        }
        Vec::new()
    }

    pub(super) fn answered(&mut self, lost: &Arc<RecoverableSession>) {
        self.journal.answered(lost);
        let is_of = |dialog: &Dialog| matches!(dialog, Dialog::Recovery(l) | Dialog::DiscardRecovery(l) if l == lost);
        self.drop_dialogs(is_of);
    }

    /// Opens what was lost. It is unsaved; where the file fits, undo leads back to it.
    pub(super) fn recover(
        &mut self,
        lost: &Arc<RecoverableSession>,
        now: Timestamp,
    ) -> Vec<Effect> {
        self.answered(lost);
        let fits = self.fits_its_file(lost);
        let file = match (&lost.standing, &lost.path) {
            (BaseFile::Fits(stamp), Some(path)) if fits => Some((path.clone(), stamp.clone())),
            _ => None,
        };
        let mut effects = Vec::new();
        match lost.steps.as_ref().filter(|_| fits) {
            Some((saved, entries)) => {
                self.take_over(saved.clone(), file);
                self.journal.recovering_on_file(lost, &self.open, &self.file);
                effects = self.see_opened();
                let (steps, signoffs) = RecoverableSession::split(entries);
                self.redo_lost(steps, signoffs);
            }
            None => {
                self.take_over(lost.project.clone(), file);
                self.file.forget_saved();
                // Its journal builds on no file, and has it from now on.
                self.journal.recovering_whole(lost, &self.open, &self.file);
                effects.extend(self.watch());
            }
        }
        self.journal.recovered(lost);
        self.done(DoneNotice::Recovered);
        effects.extend(self.lock_effect(now));
        let effects = effects.into_iter().chain(self.check_effect());
        effects.chain([Effect::FocusEditor]).collect()
    }

    /// Does what was lost again, as one thing that undo takes back.
    fn redo_lost(&mut self, steps: Vec<Step>, signoffs: Vec<Signoff>) {
        let (applied, error) = self.open.apply_recovered(steps, signoffs.clone());
        self.refresh_derived(StepEffects { steps: applied, ..StepEffects::default() });
        for signoff in &signoffs {
            self.journal.record_signoff(signoff);
        }
        if let Some(error) = error {
            // It was done once before on the same project, when it was looked at.
            self.problem(ProblemNotice::NotRecovered(error));
        }
    }
}

/// Looks for what was lost of the file of a path.
pub(super) fn look_for(path: PathBuf, now: Timestamp) -> Effect {
    Effect::FindLost { of: Some(path), now }
}
