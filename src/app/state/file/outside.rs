//! What other programs did to the open file, and a merge with their version.

use std::{path::PathBuf, sync::Arc};

use super::{Autosave, ContentMark, FileState};
use crate::{
    app::state::OpenProject,
    persist::{FileFingerprint, LoadError, Opened},
    project::{Conflict, ConflictPlace, Decisions, Project, ProjectCopy, Take},
};

/// What is on disk while it is not what was loaded or saved last.
#[derive(Clone, Debug)]
pub enum Outside {
    /// It has to be read first.
    Unknown,
    /// Another project.
    Changed(Arc<Opened>),
    /// What cannot be opened, and why not.
    Unreadable(Arc<LoadError>),
    /// Nothing.
    Gone,
}

/// A merge whose conflicts are being decided.
#[derive(Clone, Debug)]
pub struct Merging {
    pub(in crate::app) theirs: Arc<Opened>,
    pub(in crate::app) base: Option<Arc<Project>>,
    /// The copy that is merged, where it is not the file itself.
    pub(in crate::app) copy: Option<PathBuf>,
    pub(in crate::app) decisions: Decisions,
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

    /// Whether anything is decided.
    pub fn is_begun(&self) -> bool {
        self.conflicts.iter().any(|conflict| self.decided(&conflict.place).is_some())
    }

    /// Decides one conflict.
    pub(in crate::app) fn decide(&mut self, place: ConflictPlace, take: Take) {
        self.decisions.of.insert(place, take);
    }

    /// Decides all conflicts alike; those that cannot take both sides take ours.
    pub(in crate::app) fn decide_all(&mut self, take: Take) {
        for conflict in &self.conflicts {
            let take = match take {
                Take::Both if !conflict.can_be_both => Take::Ours,
                take => take,
            };
            self.decisions.of.insert(conflict.place.clone(), take);
        }
    }
}

impl FileState {
    /// What is on disk, where it is not what was loaded or saved last.
    pub(in crate::app) fn outside(&self) -> Option<&Outside> {
        self.outside.as_ref()
    }

    /// Notes what is on disk.
    pub(in crate::app) fn set_outside(&mut self, outside: Outside) {
        self.outside = Some(outside);
    }

    /// Notes that the file is not what it was, and has to be read.
    pub(in crate::app) fn met_another(&mut self) {
        self.outside.get_or_insert(Outside::Unknown);
    }

    /// Notes that the file holds again what was loaded or saved last. Returns whether a save
    /// waits for that.
    pub(in crate::app) fn is_back(&mut self) -> bool {
        // A save that met another version meets it no more.
        let is_to_save = matches!(self.outside, Some(Outside::Unknown));
        self.outside = None;
        if let Some(gone) = self.before_gone.take() {
            self.saved = gone;
        }
        is_to_save
    }

    /// Notes that the file is gone: what is nowhere on disk is not saved, whatever was.
    pub(in crate::app) fn is_gone(&mut self) {
        self.outside = Some(Outside::Gone);
        if self.before_gone.is_none() {
            self.before_gone = Some(self.saved);
            self.forget_saved();
        }
    }

    /// Whether the file was gone, and nothing was edited since it was saved there.
    pub(in crate::app) fn was_saved_before_gone(&self, open: &OpenProject) -> bool {
        self.before_gone.is_some_and(|gone| gone.is_same(ContentMark::of(open)))
    }

    /// Takes the project to be what another program wrote to the file.
    pub(in crate::app) fn took_version(
        &mut self,
        stamp: FileFingerprint,
        base: ProjectCopy,
        open: &OpenProject,
    ) {
        self.stamp = Some(stamp);
        self.base = Some(base);
        self.outside = None;
        self.before_gone = None;
        self.autosave = Autosave::Allowed;
        self.saved = ContentMark::of(open);
        self.changed_at = None;
        self.forget_outcome();
    }

    /// Takes what another program wrote to the file to be what both versions began with.
    pub(in crate::app) fn took_merge(&mut self, stamp: FileFingerprint, base: ProjectCopy) {
        self.stamp = Some(stamp);
        self.base = Some(base);
        self.outside = None;
        self.forget_saved();
        self.forget_outcome();
    }

    /// The merge whose conflicts are being decided.
    pub(in crate::app) fn merging(&self) -> Option<&Merging> {
        self.merging.as_ref()
    }

    /// The merge, to decide of it.
    pub(in crate::app) fn merging_mut(&mut self) -> Option<&mut Merging> {
        self.merging.as_mut()
    }

    /// Begins a merge whose conflicts are to be decided.
    pub(in crate::app) fn begin_merge(&mut self, merging: Merging) {
        self.merging = Some(merging);
    }

    /// Ends the merge.
    pub(in crate::app) fn end_merge(&mut self) -> Option<Merging> {
        self.merging.take()
    }

    /// Begins another watch over the file. What earlier ones see no longer counts. Returns
    /// its serial.
    pub(in crate::app) fn begin_watch(&mut self) -> u64 {
        self.is_watched = true;
        self.watch += 1;
        self.watch
    }

    /// Serial of the current file watch; `None` where the file is not watched.
    pub(in crate::app) fn watch(&self) -> Option<u64> {
        self.is_watched.then_some(self.watch)
    }
}
