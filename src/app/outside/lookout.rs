//! What is found out and done about files that other programs write.
//!
//! What always holds: all of it happens where files are read and written, one thing
//! after the other, so that no save is taken for somebody else's.

use std::path::PathBuf;

use jiff::Timestamp;

use crate::{
    app::Event,
    persist::{
        LoadError, Opened, SaveError, Stamp,
        outside::{Found, Watcher, conflict_copies, keep_copy},
        store,
    },
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
    /// Look now.
    Look {
        /// Whether to tell what is there also if it was told before.
        anew: bool,
    },
    /// Keep a copy of the file beside it.
    KeepCopy {
        /// The file.
        path: PathBuf,
        /// The project it belongs to, by [`crate::app::FileState::opened_revision`].
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

/// Looks after the open file on the thread of files.
#[derive(Default)]
pub(in crate::app) struct Lookout {
    watcher: Watcher,
    serial: u64,
}

impl Lookout {
    /// Looks at the file again; called as time passes.
    pub(in crate::app) fn look(&mut self, anew: bool) -> Option<Event> {
        let serial = self.serial;
        let found = self.watcher.look(anew)?;
        Some(Event::Outside(OutsideEvent::Found { serial, found }))
    }

    pub(in crate::app) fn work(&mut self, task: OutsideTask) -> Option<Event> {
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
