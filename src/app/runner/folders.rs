//! Listing folders for a path that is typed, on threads that nothing waits for.
//!
//! # Invariants
//! A disk that hangs holds up only the listings of its own folders, and no more than
//! [`MOST`] of them; further ones are answered as empty. What is listed when the program
//! ends is left, because it writes nothing.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use super::thread::{EventSink, spawn};
use crate::app::effect::{Event, FolderEntry};

/// Most listings that are under way at a time.
const MOST: usize = 8;

/// Most entries of a folder that are listed.
const ENTRIES: usize = 10_000;

/// Starts listings.
pub(super) struct FolderLister {
    under_way: Arc<AtomicUsize>,
    sink: EventSink,
}

impl FolderLister {
    pub(super) fn new(sink: EventSink) -> Self {
        Self { under_way: Arc::default(), sink }
    }

    /// Lists a folder on a thread of its own.
    pub(super) fn start(&self, folder: PathBuf) {
        let is_one_too_many = self.under_way.fetch_add(1, Ordering::AcqRel) >= MOST;
        let (under_way, sink, asked) = (self.under_way.clone(), self.sink.clone(), folder.clone());
        let work = move || {
            sink.report(list(asked));
            under_way.fetch_sub(1, Ordering::AcqRel);
        };
        if is_one_too_many || spawn("folder", work).is_err() {
            self.under_way.fetch_sub(1, Ordering::AcqRel);
            self.sink.report(Event::FolderListed { folder, entries: Vec::new() });
        }
    }
}

/// Lists a folder by name. One that cannot be read is empty.
pub(super) fn list(folder: PathBuf) -> Event {
    let entries = fs::read_dir(&folder).into_iter().flatten().flatten().take(ENTRIES);
    let mut entries: Vec<FolderEntry> =
        entries.filter_map(|entry| entry_of(&entry.path())).collect();
    entries.sort_by_key(|entry| entry.name.to_lowercase());
    Event::FolderListed { folder, entries }
}

/// Returns an entry; `None` where its name cannot be typed.
fn entry_of(path: &Path) -> Option<FolderEntry> {
    let name = path.file_name()?.to_str()?.to_owned();
    // A link to a folder is one.
    Some(FolderEntry { name, is_folder: path.is_dir() })
}
