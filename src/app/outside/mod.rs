//! Changes of the open file by other programs, and how they come together.
//!
//! What always holds: what was typed here is never given up and what is on disk never
//! written over without being asked for; a version that comes in, whole or merged, is
//! one undo step; and what was merged is written by nobody but the writer's save.
//!
//! The workspace keeps a copy of what it loaded or saved last. That is the version that
//! both sides began with, and so the base of a merge.

mod lookout;
mod merging;

use std::{path::PathBuf, sync::Arc};

use jiff::Timestamp;

use super::{Dialog, Effect, SaveState, Workspace};
use crate::{
    persist::{Opened, Stamp, outside::Found},
    project::{ConflictPlace, Intent, Project, Step, StepError, Take},
    text::{Bias, HistoryPoint},
};

pub(super) use lookout::Lookout;
pub use lookout::{OutsideEvent, OutsideTask};
pub use merging::Merging;

/// What a writer says about it.
#[derive(Clone, Debug, PartialEq)]
pub enum OutsideAction {
    /// The window was come back to: look at once.
    Look,
    /// Merge both versions.
    Merge,
    /// Keep this version; the other is copied first.
    KeepMine,
    /// Take the other version; undo brings this one back.
    TakeTheirs,
    /// Merge a copy that a sync tool made.
    MergeCopy(PathBuf),
    /// Decide one conflict.
    Decide(ConflictPlace, Take),
    /// Decide all of them alike.
    DecideAll(Take),
    /// Take over the merge as it was decided.
    Finish,
}

/// What is on disk while it is not what was loaded or saved last.
#[derive(Clone, Debug)]
pub enum Outside {
    /// It has to be read first.
    Unknown,
    /// Another project.
    Changed(Arc<Opened>),
    /// What cannot be opened, and why not.
    Unreadable(String),
    /// Nothing.
    Gone,
}

impl Workspace {
    /// What is on disk, where it is not what was loaded or saved last.
    pub fn outside(&self) -> Option<&Outside> {
        self.file.outside.as_ref()
    }

    /// The merge whose conflicts are being decided.
    pub fn merging(&self) -> Option<&Merging> {
        self.file.merging.as_ref()
    }

    /// Looks after the project's file as it is now.
    pub(in crate::app) fn watch(&mut self) -> Option<Effect> {
        let (path, stamp) = (self.file.path.clone()?, self.file.stamp.clone()?);
        // What was seen before this no longer counts.
        self.watches += 1;
        self.file.watching = Some(self.watches);
        Some(Effect::Outside(OutsideTask::Watch { path, stamp, serial: self.watches }))
    }

    /// What is done once a project was opened from its file.
    pub(super) fn see_opened(&mut self) -> Vec<Effect> {
        self.file.base = Some(self.project.copy());
        let find = self.file.path.clone().map(|path| {
            let project = self.file.opened_revision;
            Effect::Outside(OutsideTask::FindCopies { path, project })
        });
        self.watch().into_iter().chain(find).collect()
    }

    /// A save found that the file is not what it was.
    pub(super) fn save_met_another(&mut self) -> Vec<Effect> {
        self.file.outside.get_or_insert(Outside::Unknown);
        self.open_dialog(Dialog::ChangedOutside);
        vec![Effect::Outside(OutsideTask::Look { anew: true })]
    }

    pub(super) fn handle_outside(&mut self, event: OutsideEvent) -> Vec<Effect> {
        let before = self.revision;
        let mut effects = self.take_in(event);
        if self.revision != before {
            effects.extend(self.check_effect());
        }
        effects
    }

    fn take_in(&mut self, event: OutsideEvent) -> Vec<Effect> {
        let project = self.file.opened_revision;
        match event {
            OutsideEvent::Found { serial, found } => {
                // While a save runs, what is seen may be what it wrote; afterwards the file
                // is looked at again.
                let is_current = self.file.watching == Some(serial) && self.open;
                if is_current && self.file.state != SaveState::Saving {
                    return self.found(found);
                }
                Vec::new()
            }
            OutsideEvent::CopyKept { project: of, result } if of == project => match result {
                Ok((copy, stamp)) => {
                    self.done(format!("The other version is kept as {}", copy.display()));
                    let path = self.file.path.clone();
                    let replace = self.replacing(stamp);
                    let save = |path| self.save_to(path, replace);
                    path.and_then(save).into_iter().collect()
                }
                Err(error) => {
                    self.problem(
                        format!("The other version could not be kept beside: {error}"),
                        "Nothing was written. Save this version under another name.",
                    );
                    Vec::new()
                }
            },
            OutsideEvent::Copies { project: of, copies } if of == project => {
                if self.is_read_only() {
                    return Vec::new();
                }
                self.open_dialog(Dialog::Copies(copies));
                Vec::new()
            }
            OutsideEvent::CopyLoaded { path, project: of, result } if of == project => match result
            {
                Ok(opened) => self.begin_merge(Arc::new(*opened), None, Some(path)),
                Err(error) => {
                    self.problem(error.to_string(), error.hint());
                    Vec::new()
                }
            },
            // What belongs to a project that is no longer open.
            OutsideEvent::CopyKept { .. }
            | OutsideEvent::Copies { .. }
            | OutsideEvent::CopyLoaded { .. } => Vec::new(),
        }
    }

    fn found(&mut self, found: Found) -> Vec<Effect> {
        let is_known = |stamp: &Stamp| {
            self.file.stamp.as_ref().is_some_and(|known| known.holds_the_same(stamp))
        };
        match found {
            Found::Changed(opened) if !is_known(&opened.stamp) => {
                let opened = Arc::new(*opened);
                if self.is_filling_in() {
                    // What is being typed is of the version that is here.
                    self.file.outside = Some(Outside::Changed(opened));
                    return Vec::new();
                }
                if !self.is_dirty() || self.file_was_gone() && !self.is_edited() {
                    return self.take_version(&opened, RELOAD, RELOADED);
                }
                let is_answered = self.is_to_be_replaced(&opened.stamp);
                self.file.outside = Some(Outside::Changed(opened));
                if self.file.merging.is_none() && !is_answered {
                    self.open_dialog(Dialog::ChangedOutside);
                }
                Vec::new()
            }
            Found::Changed(_) | Found::Same => {
                // A save that met another version meets it no more.
                let is_to_save = matches!(self.file.outside, Some(Outside::Unknown));
                self.file.outside = None;
                if let Some(gone) = self.file.before_gone.take() {
                    (self.file.saved_revision, self.file.saved_place) = gone;
                }
                self.view.dialogs.retain(|dialog| *dialog != Dialog::ChangedOutside);
                is_to_save.then(|| self.save_effect()).flatten().into_iter().collect()
            }
            Found::Unreadable(error) => {
                let message = error.to_string();
                self.file.outside = Some(Outside::Unreadable(message.clone()));
                self.problem(
                    format!(
                        "Another program changed the file, and it cannot be opened now: {message}"
                    ),
                    "What you have here is as it was. Save it under another name, or save and say \
                     that yours is to be kept.",
                );
                Vec::new()
            }
            Found::Gone => {
                self.file.outside = Some(Outside::Gone);
                if self.file.before_gone.is_none() {
                    // What is nowhere on disk is not saved, whatever was.
                    let saved = (self.file.saved_revision, self.file.saved_place);
                    self.file.before_gone = Some(saved);
                    self.forget_saved();
                }
                let path = self.file.path.clone().unwrap_or_default();
                self.view.dialogs.retain(|dialog| *dialog != Dialog::ChangedOutside);
                self.problem(
                    format!("{} is no longer there: it was moved or deleted.", path.display()),
                    "Everything is still here. Save to make the file again, or save under \
                     another name.",
                );
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
        let Some(Outside::Changed(theirs)) = &self.file.outside else { return Vec::new() };
        if self.is_dirty() || !self.view.dialogs.is_empty() || self.file.state == SaveState::Saving
        {
            return Vec::new();
        }
        let theirs = theirs.clone();
        let mut effects = self.take_version(&theirs, RELOAD, RELOADED);
        effects.extend(self.check_effect());
        effects
    }

    fn file_was_gone(&self) -> bool {
        self.file.before_gone.is_some()
    }

    /// Whether something was edited since the last save, wherever that file is now.
    fn is_edited(&self) -> bool {
        let signed = self.project.signoffs().len() != self.file.saved_signoffs;
        signed
            || self.file.before_gone.is_some_and(|(revision, place)| {
                revision != self.revision && place != self.history.place()
            })
    }

    /// What was saved may be nowhere on disk.
    pub(in crate::app) fn forget_saved(&mut self) {
        self.file.saved_revision = u64::MAX;
        self.file.saved_place = HistoryPoint::nowhere();
    }

    pub(super) fn act_outside(&mut self, action: OutsideAction, now: Timestamp) -> Vec<Effect> {
        let theirs = match &self.file.outside {
            Some(Outside::Changed(theirs)) => Some(theirs.clone()),
            _ => None,
        };
        match action {
            OutsideAction::Look => {
                let watched = self.file.watching.is_some();
                let look = watched.then_some(Effect::Outside(OutsideTask::Look { anew: false }));
                return look.into_iter().collect();
            }
            OutsideAction::Merge => {
                let Some(theirs) = theirs else { return Vec::new() };
                let base = self.file.base.clone().map(crate::project::ProjectCopy::into_project);
                return self.begin_merge(theirs, base, None);
            }
            OutsideAction::KeepMine => {
                self.close_dialog();
                let Some(path) = self.file.path.clone() else { return Vec::new() };
                let project = self.file.opened_revision;
                return vec![Effect::Outside(OutsideTask::KeepCopy { path, project, now })];
            }
            OutsideAction::TakeTheirs => {
                let Some(theirs) = theirs else { return Vec::new() };
                let done = "Took the other program’s version. Undo brings yours back.";
                let signed = self.project.signoffs().to_vec();
                let effects = self.take_version(&theirs, TAKE, done);
                // A sign-off is on no undo stack, so what was signed here stays.
                for signoff in signed {
                    if !self.project.signoffs().contains(&signoff) {
                        self.project.put_signoff(signoff);
                        self.file.saved_revision = u64::MAX;
                    }
                }
                return effects;
            }
            OutsideAction::MergeCopy(path) => {
                self.close_dialog();
                let project = self.file.opened_revision;
                return vec![Effect::Outside(OutsideTask::LoadCopy { path, project })];
            }
            OutsideAction::Decide(place, take) => {
                if let Some(merging) = &mut self.file.merging {
                    merging.decisions.of.insert(place, take);
                }
            }
            OutsideAction::DecideAll(take) => {
                if let Some(Merging { conflicts, decisions, .. }) = &mut self.file.merging {
                    for conflict in conflicts {
                        let take = match take {
                            Take::Both if !conflict.can_be_both => Take::Ours,
                            take => take,
                        };
                        decisions.of.insert(conflict.place.clone(), take);
                    }
                }
            }
            OutsideAction::Finish => {
                let Some(merging) = self.file.merging.take() else { return Vec::new() };
                return self.finish_merge(&merging);
            }
        }
        Vec::new()
    }

    /// Takes over what the file holds now.
    fn take_version(
        &mut self,
        opened: &Arc<Opened>,
        label: &'static str,
        done: &str,
    ) -> Vec<Effect> {
        self.view.dialogs.retain(|dialog| *dialog != Dialog::ChangedOutside);
        let kept = self.keep_before("taking another program’s version");
        // What was opened may be too large to be saved, and so may this.
        if !self.become_version(label, &opened.project, Project::replay) {
            return Vec::new();
        }
        self.file.stamp = Some(opened.stamp.clone());
        self.file.base = Some(opened.project.copy());
        self.file.outside = None;
        self.file.before_gone = None;
        self.file.held = false;
        self.file.state = SaveState::Untouched;
        self.file.saved_revision = self.revision;
        self.file.saved_place = self.history.place();
        self.file.saved_signoffs = self.project.signoffs().len();
        self.changed_at = None;
        for note in &opened.notes {
            self.problem(note.clone(), "");
        }
        self.done(done);
        kept.into_iter().chain(self.watch()).collect()
    }

    /// Makes the project another version of itself, as one undo step; caret and panels
    /// stay where they are.
    fn become_version(
        &mut self,
        label: &'static str,
        version: &Project,
        apply: fn(&mut Project, Vec<Step>) -> Result<Vec<Step>, StepError>,
    ) -> bool {
        let intent = self.project.become_other(label, version);
        let selection = moved(&intent, self.view.selection.clone());
        self.history.close();
        if !intent.steps.is_empty() && !self.take_in_steps(intent, apply) {
            return false;
        }
        self.history.close();
        self.project.take_signoffs(version);
        // What the journal builds on is not what the file holds any more.
        self.journal_begins_anew();
        self.view.selection = self.fitted(selection);
        self.forget_gone();
        true
    }
}

/// What the Edit menu calls versions that came in.
const RELOAD: &str = "Reload";
const TAKE: &str = "Take other version";
const MERGE: &str = "Merge";

/// Whether taking back what has this label leads over another program's version.
pub(super) fn is_version(label: &str) -> bool {
    [RELOAD, TAKE, MERGE].contains(&label)
}

const RELOADED: &str = "Reloaded: changed by another program. Undo brings back what was here.";

/// Where a selection comes to stand after an intent.
fn moved(intent: &Intent, selection: std::ops::Range<usize>) -> std::ops::Range<usize> {
    intent.steps.iter().fold(selection, |selection, step| match step {
        Step::Text { change, .. } => {
            let start = change.map(selection.start, Bias::Left);
            start..change.map(selection.end, Bias::Left).max(start)
        }
        _ => selection,
    })
}
