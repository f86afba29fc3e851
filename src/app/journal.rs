//! What the workspace tells the journal, and what it offers of what was lost.
//!
//! What always holds: whatever changes a project is told to the journal in the order
//! in which it happened, and before anything else that the same action asks for; a
//! journal that broke is told nothing until it has the whole project again; and what
//! was lost is offered until the writer has answered, and applied only then.

use std::{
    collections::VecDeque,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use jiff::Timestamp;

use super::{Dialog, Effect, FileState, Next, NoticeKind, Workspace};
use crate::{
    model::Signoff,
    persist::{
        Stamp,
        journal::{Entry, Found, Lost, Order, Origin, Standing},
    },
    project::Step,
    text,
};

/// How long a broken journal rests before it is tried again, in seconds.
const RETRY_AFTER: i64 = 5;

/// After how long a journal that does not answer is said to hang.
const HANGS_AFTER: Duration = Duration::from_secs(1);

/// What the writer says to what was lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecoveryAnswer {
    /// Open it with what was lost.
    Restore,
    /// Ask again at the next start.
    Later,
    /// It is not wanted; asks once more.
    Discard,
    /// It is really not wanted.
    DiscardForGood,
}

/// What there is to tell the journal, and what it said.
#[derive(Default)]
pub(super) struct Journalling {
    orders: Vec<Order>,
    /// Since when it is broken.
    broken: Option<Timestamp>,
    /// Whether it is to begin anew although it is not broken: it is long, or the file
    /// that it builds on is another.
    is_stale: bool,
    /// Whether it knows everything that was done since the save under way began.
    knows_save: bool,
    /// The notice that says that it is broken.
    notice: Option<u64>,
    /// Whether there is none at all.
    is_missing: bool,
    /// Whether it has not carried out for a while what it was told.
    hangs: bool,
    /// The notice that says so.
    hangs_notice: Option<u64>,
    offered: VecDeque<Arc<Lost>>,
}

impl Workspace {
    /// What is to be done when the program begins: looking for what was lost.
    pub fn begin_session(&self, now: Timestamp) -> Vec<Effect> {
        vec![Effect::FindLost { of: None, now }]
    }

    /// Steps that are about to be applied, for the journal.
    pub(super) fn journalled(&self, steps: &[Step]) -> Option<Entry> {
        // One that is broken begins with the whole project, this included.
        let is_told = self.open && self.journalling.broken.is_none();
        is_told.then(|| Entry::Steps(steps.to_vec()))
    }

    /// Tells the journal what was done.
    pub(super) fn journal(&mut self, entry: Option<Entry>) {
        self.journalling.orders.extend(entry.map(Order::Add));
    }

    pub(super) fn journal_signoff(&mut self, signoff: &Signoff) {
        if self.journalling.broken.is_none() {
            self.journal(Some(Entry::Signed(signoff.clone())));
        }
    }

    /// The project that is open now is another.
    pub(super) fn journal_begins(&mut self) {
        let origin = self.origin();
        self.journalling.orders.extend([Order::End, Order::Begin(origin)]);
        self.journal_works();
        self.journalling.is_stale = false;
    }

    /// What is open is closed, and nothing of it is journalled any more.
    pub(super) fn journal_ends(&mut self) {
        self.journalling.orders.push(Order::End);
    }

    pub(super) fn journal_saving(&mut self, path: &Path) {
        self.journalling.knows_save = self.journalling.broken.is_none();
        let project = Box::new(self.project.copy());
        self.journalling.orders.push(Order::Saving { path: path.to_owned(), project });
    }

    pub(super) fn journal_not_saved(&mut self) {
        self.journalling.orders.push(Order::NotSaved);
    }

    /// A save is in place, but the disk did not confirm it: the journal keeps all of it.
    pub(super) fn journal_unconfirmed(&mut self) {
        let origin = self.whole_origin();
        self.journalling.orders.extend([Order::NotSaved, Order::Anew(origin)]);
        self.journal_works();
    }

    /// A save is on the disk.
    pub(super) fn journal_saved(&mut self, path: &Path, stamp: &Stamp) {
        let is_plain = self.journalling.knows_save && path.to_str().is_some();
        let order = if is_plain {
            Order::Saved(path.to_owned(), stamp.clone())
        } else if self.is_dirty() {
            Order::Anew(self.whole_origin())
        } else {
            Order::Begin(self.origin())
        };
        if !is_plain {
            self.journal_works();
        }
        self.journalling.orders.push(order);
    }

    fn origin(&self) -> Origin {
        match (&self.file.path, &self.file.stamp) {
            (Some(path), Some(stamp)) if path.to_str().is_some() => Origin::file(path, stamp),
            _ => Origin::whole(self.project.copy()),
        }
    }

    /// The project as it is, and the file that it is to be saved to.
    fn whole_origin(&self) -> Origin {
        let file = self.file.path.clone().zip(self.file.stamp.clone());
        Origin { file, ..Origin::whole(self.project.copy()) }
    }

    /// What there is to tell the journal, as effects. Called when everything else that
    /// an action does is done; `changed` says whether now is a time to begin anew.
    pub(super) fn journal_effects(&mut self, now: Timestamp, changed: bool) -> Vec<Effect> {
        // By a clock that went back, it broke now.
        let broken = self.journalling.broken.map(|at| at.min(now));
        self.journalling.broken = broken;
        let rested = broken.is_some_and(|at| now.as_second() - at.as_second() >= RETRY_AFTER);
        if self.open && changed && (rested || self.journalling.is_stale) {
            let origin = self.whole_origin();
            self.journalling.orders.push(Order::Anew(origin));
            // Should it break again, it says so.
            self.journalling.broken = None;
            self.journalling.is_stale = false;
        }
        self.journalling.orders.drain(..).map(|order| Effect::Journal(Box::new(order))).collect()
    }

    /// Whether what is typed is in the journal, as far as is known.
    pub fn is_journalled(&self) -> bool {
        let Journalling { broken, is_missing, hangs, .. } = &self.journalling;
        broken.is_none() && !is_missing && !hangs
    }

    /// Takes in for how long the journal has not carried out what it was told. Called as
    /// time passes.
    pub fn journal_owes(&mut self, owed: Option<Duration>) {
        let hangs = self.open && owed.is_some_and(|owed| owed >= HANGS_AFTER);
        if std::mem::replace(&mut self.journalling.hangs, hangs) == hangs {
            return;
        }
        if hangs {
            let message = "Your typing is not protected at the moment: the disk of the journal does not answer.";
            let hint =
                "Save, or copy your text elsewhere. This message goes once the disk answers.";
            self.journalling.hangs_notice = Some(self.notice(NoticeKind::Problem, message, hint));
        } else {
            let said = self.journalling.hangs_notice.take();
            self.view.notices.retain(|notice| Some(notice.id) != said);
        }
    }

    /// There is no journal at all.
    pub(super) fn journal_is_missing(&mut self, message: &str, hint: &str) {
        self.journalling.is_missing = true;
        self.problem(text::capitalised(message), hint);
    }

    pub(super) fn journal_broke(&mut self, message: String, hint: &str, now: Timestamp) {
        // A project that was closed meanwhile has a journal of its own.
        if !self.open {
            return;
        }
        self.journalling.broken = Some(now);
        self.journalling.knows_save = false;
        if self.journalling.notice.is_none() {
            let message = text::capitalised(&message);
            self.journalling.notice = Some(self.notice(NoticeKind::Problem, message, hint));
        }
    }

    pub(super) fn journal_works(&mut self) {
        self.journalling.broken = None;
        if let Some(id) = self.journalling.notice.take() {
            self.view.notices.retain(|notice| notice.id != id);
        }
    }

    pub(super) fn journal_begins_anew(&mut self) {
        self.journalling.is_stale = true;
    }

    /// Takes in what was lost, to be offered.
    pub(super) fn found_lost(&mut self, found: Found) {
        for problem in found.problems {
            self.problem(problem, "Nothing was changed; the file is as it is.");
        }
        self.journalling.offered.extend(found.lost.into_iter().map(Arc::new));
    }

    /// Offers what was lost once nothing else is asked.
    pub(super) fn offer(&mut self) {
        let is_free = self.view.dialogs.is_empty() && self.after_save.is_none();
        if let (true, Some(lost)) = (is_free, self.journalling.offered.front()) {
            let dialog = Dialog::Recovery(lost.clone());
            self.open_dialog(dialog);
        }
    }

    pub(super) fn answer_recovery(
        &mut self,
        answer: RecoveryAnswer,
        now: Timestamp,
    ) -> Vec<Effect> {
        let lost = match self.view.dialog() {
            Some(Dialog::Recovery(lost) | Dialog::DiscardRecovery(lost)) => lost.clone(),
            _ => return Vec::new(),
        };
        match answer {
            RecoveryAnswer::Discard => self.open_dialog(Dialog::DiscardRecovery(lost)),
            RecoveryAnswer::Later => self.answered(&lost),
            RecoveryAnswer::DiscardForGood => {
                self.answered(&lost);
                self.journalling.orders.push(Order::Discard(lost.journal.clone()));
            }
            RecoveryAnswer::Restore => {
                self.close_dialog();
                // Whoever turns back is asked again.
                return self.after_unsaved(Next::Recover(lost), now);
            }
        }
        Vec::new()
    }

    fn answered(&mut self, lost: &Arc<Lost>) {
        self.journalling.offered.retain(|offered| offered != lost);
        let is_of = |dialog: &Dialog| matches!(dialog, Dialog::Recovery(l) | Dialog::DiscardRecovery(l) if l == lost);
        self.view.dialogs.retain(|dialog| !is_of(dialog));
    }

    /// Opens what was lost. It is unsaved; where the file fits, undo leads back to it.
    pub(super) fn recover(&mut self, lost: &Arc<Lost>, now: Timestamp) -> Vec<Effect> {
        self.answered(lost);
        self.file = match (&lost.standing, &lost.path) {
            (Standing::Fits(stamp), Some(path)) => FileState {
                path: Some(path.clone()),
                stamp: Some(stamp.clone()),
                ..FileState::default()
            },
            _ => FileState::default(),
        };
        let mut seen = Vec::new();
        match &lost.steps {
            Some((saved, entries)) => {
                self.take_over(saved.clone());
                let restores = Some(lost.journal.clone());
                let origin = Origin { restores, ..self.origin() };
                self.journalling.orders.push(Order::Begin(origin));
                seen = self.see_opened();
                let (steps, signoffs) = Lost::split(entries);
                self.redo_lost(steps, signoffs);
            }
            None => {
                self.take_over(lost.project.clone());
                self.file.saved_revision = FileState::NEVER;
                self.file.saved_signoffs = usize::MAX;
                // Its journal builds on no file, and has it from now on.
                let restores = Some(lost.journal.clone());
                let origin = Origin { restores, ..self.whole_origin() };
                self.journalling.orders.push(Order::Anew(origin));
                seen.extend(self.watch());
            }
        }
        self.journalling.orders.push(Order::Recovered(lost.journal.clone()));
        self.done("Restored what was not saved. Save it to keep it.");
        seen.extend(self.lock_effect(now));
        let effects = seen.into_iter().chain(self.check_effect());
        effects.chain([Effect::FocusEditor]).collect()
    }
}

/// What was found is of the file of this path.
pub(super) fn look_for(path: PathBuf, now: Timestamp) -> Effect {
    Effect::FindLost { of: Some(path), now }
}
