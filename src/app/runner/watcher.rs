//! The watch over the open file, and work on files that other programs write.
//!
//! # Invariants
//! - All of it happens on the thread of files, one thing after the other, so that no save is
//!   taken for somebody else's.

use crate::{
    app::effect::{Event, OutsideEvent, OutsideTask},
    persist::{
        outside::{Watcher, conflict_copies, keep_copy},
        store,
    },
};

/// Watches the open file for changes by other programs.
#[derive(Default)]
pub(super) struct OutsideWatcher {
    watcher: Watcher,
    /// Serial of the current file watch; 0 before the first.
    serial: u64,
}

impl OutsideWatcher {
    /// Whether there is a file to look at.
    pub(super) fn is_watching(&self) -> bool {
        self.serial > 0
    }

    /// Looks at the file again. With `anew`, reports also what was reported before.
    pub(super) fn look(&mut self, anew: bool) -> Option<Event> {
        let serial = self.serial;
        let found = self.watcher.look(anew)?;
        Some(Event::Outside(OutsideEvent::Looked { serial, found }))
    }

    /// Carries a task out.
    pub(super) fn work(&mut self, task: OutsideTask) -> Option<Event> {
        Some(Event::Outside(match task {
            OutsideTask::Watch { path, stamp, serial } => {
                self.watcher.watch(path, stamp);
                self.serial = serial;
                return self.look(false);
            }
            OutsideTask::Look { anew } => return self.look(anew),
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
