//! Changes of the open file by other programs, and how they come together.
//!
//! What always holds: what was typed here is never given up and what is on disk never
//! written over without being asked for; a version that comes in, whole or merged, is
//! one undo step; and what was merged is written by nobody but the writer's save.
//!
//! The workspace keeps a copy of what it loaded or saved last. That is the version that
//! both sides began with, and so the base of a merge.

use std::{path::PathBuf, sync::Arc};

use jiff::Timestamp;

use super::{Dialog, Effect, Event, Replace, SaveState, Workspace};
use crate::{
    persist::{
        LoadError, Opened, SaveError, Stamp,
        outside::{Found, Watcher, conflict_copies, keep_copy},
        store,
    },
    project::{Conflict, ConflictPlace, Decisions, Intent, Project, Step, Take, merge},
    text::{Bias, Place},
};

/// Something to be found out or done about files that other programs write.
#[derive(Clone, Debug)]
pub enum OutsideTask {
    /// From now on look after this file, which holds this, and no other.
    Watch {
        /// The file.
        path: PathBuf,
        /// What it held when it was read or written last.
        stamp: Stamp,
        /// Comes back with what is found.
        serial: u64,
    },
    /// Look now and tell what is there, also if it was told before.
    Look,
    /// Keep a copy of the file beside it.
    KeepCopy {
        /// The file.
        path: PathBuf,
        /// The project it belongs to, by [`super::FileState::opened_revision`].
        project: u64,
        /// The time, for its name.
        now: Timestamp,
    },
    /// Look for copies that sync tools made.
    FindCopies {
        /// The file.
        path: PathBuf,
        /// The project it belongs to.
        project: u64,
    },
    /// Open such a copy.
    LoadCopy {
        /// The copy.
        path: PathBuf,
        /// The project that it is to be merged into.
        project: u64,
    },
}

/// What came of it.
#[derive(Debug)]
pub enum OutsideEvent {
    /// The watched file is not what it was.
    Found {
        /// The serial of the watch.
        serial: u64,
        /// What was found.
        found: Found,
    },
    /// A copy was kept, with what it holds, or could not be.
    CopyKept {
        /// The project it belongs to.
        project: u64,
        /// The copy and what it holds.
        result: Result<(PathBuf, Stamp), SaveError>,
    },
    /// Copies of sync tools stand beside the file.
    Copies {
        /// The project they belong to.
        project: u64,
        /// The copies.
        copies: Vec<PathBuf>,
    },
    /// A copy was read.
    CopyLoaded {
        /// The copy.
        path: PathBuf,
        /// The project that it is to be merged into.
        project: u64,
        /// The project in it, or why it could not be read.
        result: Result<Box<Opened>, LoadError>,
    },
}

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

/// A merge whose conflicts are being decided.
#[derive(Clone, Debug)]
pub struct Merging {
    theirs: Arc<Opened>,
    base: Option<Arc<Project>>,
    /// The copy that is merged, where it is not the file itself.
    copy: Option<PathBuf>,
    decisions: Decisions,
    /// What is to be decided.
    pub conflicts: Vec<Conflict>,
}

impl Merging {
    /// What was decided of a conflict.
    pub fn decided(&self, place: &ConflictPlace) -> Option<Take> {
        self.decisions.of.get(place).copied()
    }

    /// Whether everything is decided.
    pub fn is_decided(&self) -> bool {
        self.conflicts.iter().all(|conflict| self.decided(&conflict.place).is_some())
    }
}

/// Looks after the open file on the thread of files.
#[derive(Default)]
pub(super) struct Lookout {
    watcher: Watcher,
    serial: u64,
}

impl Lookout {
    /// Looks at the file again; called as time passes.
    pub(super) fn look(&mut self, anew: bool) -> Option<Event> {
        let serial = self.serial;
        let found = self.watcher.look(anew)?;
        Some(Event::Outside(OutsideEvent::Found { serial, found }))
    }

    pub(super) fn work(&mut self, task: OutsideTask) -> Option<Event> {
        Some(Event::Outside(match task {
            OutsideTask::Watch { path, stamp, serial } => {
                self.watcher.watch(path, stamp);
                self.serial = serial;
                return self.look(false);
            }
            OutsideTask::Look => return self.look(true),
            OutsideTask::KeepCopy { path, project, now } => {
                OutsideEvent::CopyKept { project, result: keep_copy(&path, now) }
            }
            OutsideTask::FindCopies { path, project } => {
                let copies = conflict_copies(&path);
                if copies.is_empty() {
                    return None;
                }
                OutsideEvent::Copies { project, copies }
            }
            OutsideTask::LoadCopy { path, project } => {
                let result = store::load(&path).map(Box::new);
                OutsideEvent::CopyLoaded { path, project, result }
            }
        }))
    }
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
    pub(super) fn watch(&mut self) -> Option<Effect> {
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
        vec![Effect::Outside(OutsideTask::Look)]
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
                    let save = |path| self.save_to(path, Replace::Unchanged(stamp));
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
                if !self.is_dirty() || self.file_was_gone() && !self.is_edited() {
                    return self.take_version(&opened, RELOAD, RELOADED);
                }
                self.file.outside = Some(Outside::Changed(opened));
                if self.file.merging.is_none() {
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

    fn file_was_gone(&self) -> bool {
        self.file.before_gone.is_some()
    }

    /// Whether something was edited since the last save, wherever that file is now.
    fn is_edited(&self) -> bool {
        self.file.before_gone.is_some_and(|(revision, place)| {
            revision != self.revision && place != self.history.place()
        })
    }

    fn forget_saved(&mut self) {
        self.file.saved_revision = u64::MAX;
        self.file.saved_place = Place::nowhere();
    }

    pub(super) fn act_outside(&mut self, action: OutsideAction, now: Timestamp) -> Vec<Effect> {
        let theirs = match &self.file.outside {
            Some(Outside::Changed(theirs)) => Some(theirs.clone()),
            _ => None,
        };
        match action {
            OutsideAction::Look if self.file.watching.is_some() && self.file.outside.is_none() => {
                return vec![Effect::Outside(OutsideTask::Look)];
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
                return self.take_version(&theirs, TAKE, done);
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
            OutsideAction::Look => {}
        }
        Vec::new()
    }

    /// Merges a version, at once where nothing conflicts.
    fn begin_merge(
        &mut self,
        theirs: Arc<Opened>,
        base: Option<Project>,
        copy: Option<PathBuf>,
    ) -> Vec<Effect> {
        let decisions = Decisions::default();
        let merged = merge(base.as_ref(), &self.project, &theirs.project, &decisions);
        let base = base.map(Arc::new);
        let merging = Merging { theirs, base, copy, decisions, conflicts: merged.conflicts };
        if merging.conflicts.is_empty() {
            return self.finish_merge(&merging);
        }
        self.file.merging = Some(merging);
        self.open_dialog(Dialog::Conflicts);
        Vec::new()
    }

    fn finish_merge(&mut self, merging: &Merging) -> Vec<Effect> {
        let Merging { theirs, base, copy, decisions, conflicts } = merging;
        let merged = merge(base.as_deref(), &self.project, &theirs.project, decisions);
        self.view
            .dialogs
            .retain(|dialog| !matches!(dialog, Dialog::Conflicts | Dialog::ChangedOutside));
        self.file.merging = None;
        if !self.become_version(MERGE, &merged.project) {
            return Vec::new();
        }
        for note in merged.notes {
            self.problem(note, "");
        }
        let decided = match conflicts.len() {
            0 => "nothing was in conflict".to_owned(),
            1 => "one conflict was decided".to_owned(),
            many => format!("{many} conflicts were decided"),
        };
        let mut effects = vec![Effect::FocusEditor];
        self.file.held = true;
        match copy {
            Some(copy) => {
                let name = copy.file_name().unwrap_or_default().to_string_lossy().into_owned();
                self.done(format!(
                    "Merged “{name}”; {decided}. Save, then delete the copy; undo takes the merge back."
                ));
            }
            None => {
                self.done(format!(
                    "Merged both versions; {decided}. Nothing is written until you save, and undo \
                     takes the merge back."
                ));
                // What both began with is from now on what the other side has.
                self.file.stamp = Some(theirs.stamp.clone());
                self.file.base = Some(theirs.project.copy());
                self.file.outside = None;
                self.file.state = SaveState::Untouched;
                self.forget_saved();
                effects.extend(self.watch());
            }
        }
        effects
    }

    /// Takes over what the file holds now.
    fn take_version(
        &mut self,
        opened: &Arc<Opened>,
        label: &'static str,
        done: &str,
    ) -> Vec<Effect> {
        self.view.dialogs.retain(|dialog| *dialog != Dialog::ChangedOutside);
        if !self.become_version(label, &opened.project) {
            return Vec::new();
        }
        self.file.stamp = Some(opened.stamp.clone());
        self.file.base = Some(opened.project.copy());
        self.file.outside = None;
        self.file.before_gone = None;
        self.file.state = SaveState::Untouched;
        self.file.saved_revision = self.revision;
        self.file.saved_place = self.history.place();
        self.file.saved_signoffs = self.project.signoffs().len();
        self.changed_at = None;
        for note in &opened.notes {
            self.problem(note.clone(), "");
        }
        self.done(done);
        self.watch().into_iter().collect()
    }

    /// Makes the project another version of itself, as one undo step; caret and panels
    /// stay where they are.
    fn become_version(&mut self, label: &'static str, version: &Project) -> bool {
        let intent = self.project.become_other(label, version);
        let selection = moved(&intent, self.view.selection.clone());
        self.history.close();
        if !intent.steps.is_empty() && !self.intend(intent) {
            return false;
        }
        self.history.close();
        self.project.take_signoffs(version);
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
