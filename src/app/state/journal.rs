//! What the journal is to be told, and what it said.
//!
//! # Invariants
//! - Orders leave in the order in which things happened.
//! - A journal that broke is told of no edits until it has the whole project again.

use std::{collections::VecDeque, path::Path, sync::Arc, time::Duration};

use jiff::Timestamp;

use super::{FileState, OpenProject};
use crate::{
    app::effect::Effect,
    persist::{
        FileFingerprint,
        journal::{JournalEntry, Order, Origin, RecoverableSession},
    },
    project::Step,
};
use nutgraf_engine::model::Signoff;

/// How long a broken journal rests before it is tried again, in seconds.
const RETRY_AFTER: i64 = 5;

/// After how long a journal that does not answer is said to hang.
const HANGS_AFTER: Duration = Duration::from_secs(1);

/// Whether there is a journal that works.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Health {
    #[default]
    Works,
    /// It broke at this time.
    Broken(Timestamp),
    /// There is none, and there will be none until the next start.
    Missing,
}

/// How what the journal owes has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) enum Protection {
    /// It does not answer any more.
    Hangs,
    /// It answers again.
    Answers,
}

/// What there is to tell the journal, and what it said.
#[derive(Default)]
pub(in crate::app) struct JournalState {
    orders: Vec<Order>,
    health: Health,
    /// Whether it is to begin again with the whole project although it is not broken: it is
    /// long, or the file that it builds on is another.
    is_stale: bool,
    /// Whether it knows everything that was done since the save under way began.
    covers_save: bool,
    /// The notice that says that it is broken. It stands until the journal works, also
    /// while that is tried.
    notice: Option<u64>,
    /// Whether it has not carried out for a while what it was told.
    hangs: bool,
    /// The notice that says so.
    hangs_notice: Option<u64>,
    /// What was lost and is to be offered, the next first.
    offered: VecDeque<Arc<RecoverableSession>>,
}

impl JournalState {
    /// Whether what is typed is in the journal, as far as is known.
    pub(in crate::app) fn protects(&self) -> bool {
        self.health == Health::Works && !self.hangs
    }

    fn is_broken(&self) -> bool {
        matches!(self.health, Health::Broken(_))
    }

    /// Tells of steps that were applied. A journal that is broken begins with the whole
    /// project later, these included.
    pub(in crate::app) fn record(&mut self, steps: Vec<Step>, open: &OpenProject) {
        if open.is_open() && !self.is_broken() && !steps.is_empty() {
            self.orders.push(Order::Add(JournalEntry::Steps(steps)));
        }
    }

    /// Tells of a sign-off.
    pub(in crate::app) fn record_signoff(&mut self, signoff: &Signoff) {
        if !self.is_broken() {
            self.orders.push(Order::Add(JournalEntry::Signed(signoff.clone())));
        }
    }

    /// Tells that the project that is open now is another. Returns the notice to take away.
    pub(in crate::app) fn begin(&mut self, open: &OpenProject, file: &FileState) -> Option<u64> {
        self.orders.extend([Order::End, Order::Begin(origin(open, file))]);
        self.is_stale = false;
        self.works()
    }

    /// Tells that what is open is closed, and nothing of it is journalled any more.
    pub(in crate::app) fn end(&mut self) {
        self.orders.push(Order::End);
    }

    /// Tells that a save begins.
    pub(in crate::app) fn saving(&mut self, path: &Path, open: &OpenProject) {
        self.covers_save = !self.is_broken();
        let project = Box::new(open.project().copy());
        self.orders.push(Order::Saving { path: path.to_owned(), project });
    }

    /// Tells that a save failed.
    pub(in crate::app) fn not_saved(&mut self) {
        self.orders.push(Order::NotSaved);
    }

    /// Tells that a save is in place, but that the disk did not confirm it: the journal keeps
    /// all of it. Returns the notice to take away.
    pub(in crate::app) fn unconfirmed(
        &mut self,
        open: &OpenProject,
        file: &FileState,
    ) -> Option<u64> {
        self.orders.extend([Order::NotSaved, Order::Anew(whole_origin(open, file))]);
        self.works()
    }

    /// Tells that a save is on the disk. Returns the notice to take away.
    pub(in crate::app) fn saved(
        &mut self,
        path: &Path,
        stamp: &FileFingerprint,
        open: &OpenProject,
        file: &FileState,
    ) -> Option<u64> {
        if self.covers_save && path.to_str().is_some() {
            self.orders.push(Order::Saved(path.to_owned(), stamp.clone()));
            return None;
        }
        let is_dirty = open.is_open() && !file.is_saved(open);
        self.orders.push(match is_dirty {
            true => Order::Anew(whole_origin(open, file)),
            false => Order::Begin(origin(open, file)),
        });
        self.works()
    }

    /// Tells that what was lost is open again, on the file that it was lost from.
    pub(in crate::app) fn recovering_on_file(
        &mut self,
        lost: &RecoverableSession,
        open: &OpenProject,
        file: &FileState,
    ) {
        let restores = Some(lost.journal.clone());
        self.orders.push(Order::Begin(Origin { restores, ..origin(open, file) }));
    }

    /// Tells that what was lost is open again, as a whole.
    pub(in crate::app) fn recovering_whole(
        &mut self,
        lost: &RecoverableSession,
        open: &OpenProject,
        file: &FileState,
    ) {
        let restores = Some(lost.journal.clone());
        self.orders.push(Order::Anew(Origin { restores, ..whole_origin(open, file) }));
    }

    /// Tells that what was lost was recovered.
    pub(in crate::app) fn recovered(&mut self, lost: &RecoverableSession) {
        self.orders.push(Order::Recovered(lost.journal.clone()));
    }

    /// Tells that what was lost is not wanted.
    pub(in crate::app) fn discard(&mut self, lost: &RecoverableSession) {
        self.orders.push(Order::Discard(lost.journal.clone()));
    }

    /// Takes what there is to tell, as effects. `changed` says whether now is a time to begin
    /// with the whole project again.
    pub(in crate::app) fn take_effects(
        &mut self,
        now: Timestamp,
        changed: bool,
        open: &OpenProject,
        file: &FileState,
    ) -> Vec<Effect> {
        let mut has_rested = false;
        if let Health::Broken(at) = &mut self.health {
            // By a clock that went back, it broke now.
            *at = (*at).min(now);
            has_rested = now.as_second() - at.as_second() >= RETRY_AFTER;
        }
        if open.is_open() && changed && (has_rested || self.is_stale) {
            self.orders.push(Order::Anew(whole_origin(open, file)));
            // Should it break again, it says so.
            self.heal();
            self.is_stale = false;
        }
        self.orders.drain(..).map(|order| Effect::Journal(Box::new(order))).collect()
    }

    /// Takes in for how long the journal has not carried out what it was told. Returns
    /// whether that is another answer than before.
    pub(in crate::app) fn owes(&mut self, owed: Option<Duration>) -> Option<Protection> {
        let hangs = owed.is_some_and(|owed| owed >= HANGS_AFTER);
        if std::mem::replace(&mut self.hangs, hangs) == hangs {
            return None;
        }
        Some(if hangs { Protection::Hangs } else { Protection::Answers })
    }

    /// Sets the notice that says that it hangs. Returns the one before.
    pub(in crate::app) fn set_hangs_notice(&mut self, notice: Option<u64>) -> Option<u64> {
        std::mem::replace(&mut self.hangs_notice, notice)
    }

    /// Notes that there is no journal at all.
    pub(in crate::app) fn is_missing(&mut self) {
        self.health = Health::Missing;
    }

    /// Notes that it broke. Returns whether that is still to be said.
    pub(in crate::app) fn broke(&mut self, now: Timestamp) -> bool {
        self.health = Health::Broken(now);
        self.covers_save = false;
        self.notice.is_none()
    }

    /// Sets the notice that says that it is broken.
    pub(in crate::app) fn set_notice(&mut self, notice: u64) {
        self.notice = Some(notice);
    }

    /// Notes that it works. Returns the notice to take away.
    pub(in crate::app) fn works(&mut self) -> Option<u64> {
        self.heal();
        self.notice.take()
    }

    fn heal(&mut self) {
        if self.is_broken() {
            self.health = Health::Works;
        }
    }

    /// Has it begin again with the whole project at the next change.
    pub(in crate::app) fn restart(&mut self) {
        self.is_stale = true;
    }

    /// Takes in what was lost, to be offered.
    pub(in crate::app) fn offer(&mut self, lost: impl IntoIterator<Item = RecoverableSession>) {
        self.offered.extend(lost.into_iter().map(Arc::new));
    }

    /// What is to be offered next.
    pub(in crate::app) fn next_offer(&self) -> Option<&Arc<RecoverableSession>> {
        self.offered.front()
    }

    /// Offers it no more.
    pub(in crate::app) fn answered(&mut self, lost: &Arc<RecoverableSession>) {
        self.offered.retain(|offered| offered != lost);
    }
}

/// What the journal of the open project begins with: its file, where that can be named.
fn origin(open: &OpenProject, file: &FileState) -> Origin {
    match (file.path(), file.stamp()) {
        (Some(path), Some(stamp)) if path.to_str().is_some() => Origin::file(path, stamp),
        _ => Origin::whole(open.project().copy()),
    }
}

/// The project as it is, and the file that it is to be saved to.
fn whole_origin(open: &OpenProject, file: &FileState) -> Origin {
    let file = file.path().map(Path::to_owned).zip(file.stamp().cloned());
    Origin { file, ..Origin::whole(open.project().copy()) }
}
