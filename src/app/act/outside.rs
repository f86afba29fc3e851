//! Changes of the open file by other programs.
//!
//! The workspace keeps a copy of what it loaded or saved last. That is the version that
//! both sides began with, and so the base of a merge.
//!
//! # Invariants
//! - What was typed here is never given up, and what is on disk never written over, without
//!   being asked for.
//! - A version that comes in, whole or merged, is one undo step.
//! - What was merged is written by nobody but the writer's save.

use std::{path::Path, sync::Arc};

use jiff::Timestamp;

use crate::{
    app::{
        action::OutsideAction,
        effect::{Effect, OutsideEvent, OutsideTask},
        notice::{DoneNotice, ProblemNotice},
        state::{Dialog, Outside, Question, Room},
        workspace::Workspace,
    },
    persist::{Opened, VersionReason, outside::WatchOutcome},
    project::{Intent, Project, Step, StepLabel},
};
use nutgraf_engine::{range::DraftRange, text::Bias};

impl Workspace {
    /// Has the project's file watched as it is now.
    pub(super) fn watch(&mut self) -> Option<Effect> {
        let (path, stamp) = (self.file.path()?.to_owned(), self.file.stamp()?.clone());
        let serial = self.file.begin_watch();
        Some(Effect::Outside(OutsideTask::Watch { path, stamp, serial }))
    }

    /// Does what is to be done once a project was opened from its file.
    pub(super) fn see_opened(&mut self) -> Vec<Effect> {
        self.file.set_base(self.open.project().copy());
        let find = self.file.path().map(|path| {
            let project = self.file.opened_revision();
            Effect::Outside(OutsideTask::FindCopies { path: path.to_owned(), project })
        });
        self.watch().into_iter().chain(find).collect()
    }

    /// Takes in that a save found that the file is not what it was.
    pub(super) fn save_met_another(&mut self) -> Vec<Effect> {
        self.file.met_another();
        self.ask(Question::ChangedOutside);
        vec![Effect::Outside(OutsideTask::Look { anew: true })]
    }

    /// Takes in what other programs did to the file.
    pub(super) fn handle_outside(&mut self, event: OutsideEvent) -> Vec<Effect> {
        let before = self.open.revision();
        let mut effects = self.take_in(event);
        if self.open.revision() != before {
            effects.extend(self.check_effect());
        }
        effects
    }

    fn take_in(&mut self, event: OutsideEvent) -> Vec<Effect> {
        let project = self.file.opened_revision();
        match event {
            OutsideEvent::Looked { serial, found } => {
                // While a save runs, what is seen may be what it wrote; afterwards the file
                // is looked at again.
                let is_current = self.file.watch() == Some(serial) && self.open.is_open();
                if is_current && !self.file.is_saving() {
                    return self.found(found);
                }
                Vec::new()
            }
            OutsideEvent::CopyKept { project: of, result } if of == project => match result {
                Ok((copy, stamp)) => {
                    self.done(DoneNotice::OtherVersionKept(copy));
                    let path = self.file.path().map(Path::to_owned);
                    let replace = self.file.replacing(stamp);
                    let save = |path| self.save_to(path, replace);
                    path.and_then(save).into_iter().collect()
                }
                Err(error) => {
                    self.problem(ProblemNotice::OtherVersionNotKept(error));
                    Vec::new()
                }
            },
            OutsideEvent::Copies { project: of, copies } if of == project => {
                if self.is_read_only() {
                    return Vec::new();
                }
                self.ask(Question::Copies(copies));
                Vec::new()
            }
            OutsideEvent::CopyLoaded { path, project: of, result } if of == project => match result
            {
                Ok(opened) => self.begin_merge(Arc::new(*opened), None, Some(path)),
                Err(error) => {
                    self.problem(ProblemNotice::NotLoaded(error));
                    Vec::new()
                }
            },
            // What belongs to a project that is no longer open.
            OutsideEvent::CopyKept { .. }
            | OutsideEvent::Copies { .. }
            | OutsideEvent::CopyLoaded { .. } => Vec::new(),
        }
    }

    fn found(&mut self, found: WatchOutcome) -> Vec<Effect> {
        match found {
            WatchOutcome::Changed(opened) if !self.file.holds(&opened.stamp) => {
                let opened = Arc::new(*opened);
                if self.is_filling_in() {
                    // What is being typed is of the version that is here.
                    self.file.set_outside(Outside::Changed(opened));
                    return Vec::new();
                }
                if !self.is_dirty() || self.file.was_saved_before_gone(&self.open) {
                    return self.take_version(&opened, StepLabel::Reload, DoneNotice::Reloaded);
                }
                // The writer said already that this version is to be replaced, which failed.
                let refused = self.file.refused();
                let is_answered =
                    refused.is_some_and(|refused| refused.same_content(&opened.stamp));
                self.file.set_outside(Outside::Changed(opened));
                if self.file.merging().is_none() && !is_answered {
                    self.ask(Question::ChangedOutside);
                }
                Vec::new()
            }
            WatchOutcome::Changed(_) | WatchOutcome::Same => {
                let is_to_save = self.file.is_back();
                self.drop_dialogs(|dialog| *dialog == Dialog::ChangedOutside);
                is_to_save.then(|| self.save_effect()).flatten().into_iter().collect()
            }
            WatchOutcome::Unreadable(error) => {
                let error = Arc::new(error);
                self.file.set_outside(Outside::Unreadable(error.clone()));
                self.problem(ProblemNotice::OtherVersionUnreadable(error));
                Vec::new()
            }
            WatchOutcome::Gone => {
                self.file.is_gone();
                let path = self.file.path().map(Path::to_owned).unwrap_or_default();
                self.drop_dialogs(|dialog| *dialog == Dialog::ChangedOutside);
                self.problem(ProblemNotice::FileIsGone(path));
                Vec::new()
            }
        }
    }

    /// Whether a form is open, which was filled from the project as it is here.
    fn is_filling_in(&self) -> bool {
        let is_form = |dialog: &Dialog| matches!(dialog, Dialog::Source(_) | Dialog::Article);
        self.view.dialogs.iter().any(is_form)
    }

    /// Reloads what came while a form was open, or asks where the form changed something.
    pub(super) fn take_in_waiting(&mut self) -> Vec<Effect> {
        let Some(Outside::Changed(theirs)) = self.file.outside() else { return Vec::new() };
        if self.is_dirty() || !self.view.dialogs.is_empty() || self.file.is_saving() {
            return Vec::new();
        }
        let theirs = theirs.clone();
        let mut effects = self.take_version(&theirs, StepLabel::Reload, DoneNotice::Reloaded);
        effects.extend(self.check_effect());
        effects
    }

    /// Does what the writer said to what another program did to the file.
    pub(super) fn act_outside(&mut self, action: OutsideAction, now: Timestamp) -> Vec<Effect> {
        let theirs = match self.file.outside() {
            Some(Outside::Changed(theirs)) => Some(theirs.clone()),
            _ => None,
        };
        match action {
            OutsideAction::Look => {
                let watched = self.file.watch().is_some();
                let look = watched.then_some(Effect::Outside(OutsideTask::Look { anew: false }));
                return look.into_iter().chain(self.pictures.ask_again()).collect();
            }
            OutsideAction::Merge => {
                let Some(theirs) = theirs else { return Vec::new() };
                let base = self.file.base();
                return self.begin_merge(theirs, base, None);
            }
            OutsideAction::KeepMine => {
                self.drop_dialogs(|dialog| *dialog == Dialog::ChangedOutside);
                let Some(path) = self.file.path().map(Path::to_owned) else { return Vec::new() };
                let project = self.file.opened_revision();
                return vec![Effect::Outside(OutsideTask::KeepCopy { path, project, now })];
            }
            OutsideAction::TakeTheirs => {
                let Some(theirs) = theirs else { return Vec::new() };
                let done = DoneNotice::OtherVersionTaken;
                let signed = self.open.project().signoffs().to_vec();
                let effects = self.take_version(&theirs, StepLabel::TakeOtherVersion, done);
                // A sign-off is on no undo stack, so what was signed here stays.
                if self.open.keep_signoffs(signed) {
                    self.file.forget_saved_revision();
                }
                return effects;
            }
            OutsideAction::MergeCopy(path) => {
                self.drop_dialogs(|dialog| matches!(dialog, Dialog::Copies(_)));
                let project = self.file.opened_revision();
                return vec![Effect::Outside(OutsideTask::LoadCopy { path, project })];
            }
            OutsideAction::Decide(place, take) => {
                if let Some(merging) = self.file.merging_mut() {
                    merging.decide(place, take);
                }
            }
            OutsideAction::DecideAll(take) => {
                if let Some(merging) = self.file.merging_mut() {
                    merging.decide_all(take);
                }
            }
            OutsideAction::Finish => {
                let Some(merging) = self.file.end_merge() else { return Vec::new() };
                return self.finish_merge(&merging);
            }
        }
        Vec::new()
    }

    /// Takes over what the file holds now.
    fn take_version(
        &mut self,
        opened: &Arc<Opened>,
        label: StepLabel,
        done: DoneNotice,
    ) -> Vec<Effect> {
        self.drop_dialogs(|dialog| *dialog == Dialog::ChangedOutside);
        let kept = self.keep(VersionReason::BeforeOtherVersion);
        // What was opened may be too large to be saved, and so may this.
        if !self.become_version(label, &opened.project, Room::Ignored) {
            return Vec::new();
        }
        self.file.took_version(opened.stamp.clone(), opened.project.copy(), &self.open);
        for note in &opened.notes {
            self.problem(ProblemNotice::Loaded(note.clone()));
        }
        self.done(done);
        kept.into_iter().chain(self.watch()).collect()
    }

    /// Makes the project another version of itself, as one undo step; caret and panels
    /// stay where they are.
    pub(super) fn become_version(
        &mut self,
        label: StepLabel,
        version: &Project,
        room: Room,
    ) -> bool {
        let intent = self.open.project().become_other(label, version);
        let selection = moved(&intent, self.view.selection);
        self.open.break_coalescing();
        if !intent.steps.is_empty() && !self.apply_steps(intent, room) {
            return false;
        }
        self.open.break_coalescing();
        self.open.take_signoffs(version);
        // What the journal builds on is not what the file holds any more.
        self.journal.restart();
        self.view.selection = self.open.fitted(selection);
        self.forget_gone();
        true
    }
}

/// Where a selection comes to stand after an intent.
fn moved(intent: &Intent, selection: DraftRange) -> DraftRange {
    intent.steps.iter().fold(selection, |selection, step| match step {
        Step::Text { change, .. } => {
            let start = change.map(selection.start, Bias::Left);
            DraftRange::new(start, change.map(selection.end, Bias::Left).max(start))
        }
        _ => selection,
    })
}
