//! The file of a journal while it is written: its name, its flush, the copy beside it.

use std::{
    collections::BTreeSet,
    fs::{self, File},
    io,
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
};

use crate::persist::{
    atomic_file::flush_folder,
    private,
    regular::{self, Access, Links},
};

/// The journal that is written now.
#[derive(Debug)]
pub(super) struct OpenJournal {
    pub(super) file: File,
    pub(super) path: PathBuf,
    pub(super) next: u64,
    /// Bytes behind the header.
    pub(super) length: u64,
    /// Bytes of all of it.
    pub(super) total: u64,
    /// Whether the folder knows of it on the disk.
    pub(super) is_named: bool,
    /// The file to be copied beside it.
    pub(super) base: Option<PathBuf>,
    /// Whether what it builds on is in it or beside it.
    pub(super) has_base: bool,
}

/// The journals that this process writes. On some network folders a lock is the
/// process's and not the file's, and does not keep it from taking its own.
static LIVE: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

pub(super) fn live() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    // A set of names is whole whoever panicked over it.
    LIVE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Whether this process writes a journal of this name now.
pub(super) fn is_live(path: &Path) -> bool {
    live().contains(path)
}

impl Drop for OpenJournal {
    fn drop(&mut self) {
        live().remove(&self.path);
    }
}

/// A flush that is to be made.
#[derive(Debug)]
pub struct Flush {
    pub(super) file: File,
    pub(super) path: PathBuf,
    /// The folder, where it does not know of the file on the disk yet.
    pub(super) folder: Option<PathBuf>,
}

impl Flush {
    /// Makes it. Takes as long as the disk does.
    pub fn run(self) -> Flushed {
        let Self { file, path, folder } = self;
        let outcome =
            file.sync_data().and_then(|()| folder.as_deref().map_or(Ok(()), flush_folder));
        Flushed { path, outcome }
    }
}

/// What came of a flush.
#[derive(Debug)]
pub struct Flushed {
    pub(super) path: PathBuf,
    pub(super) outcome: io::Result<()>,
}

/// Copies the file that a journal builds on to beside it. Best effort: it is compared
/// by its hash before it is used, and is needed only when the file is changed. Says
/// whether it is there.
pub fn copy_base(from: &Path, to: &Path) -> bool {
    let Ok((mut file, _)) = regular::open(from, Links::Follow, Access::Read) else { return false };
    // What has the name already is not this copy.
    let Ok(mut copy) = private::new_file(to) else { return false };
    let copied = io::copy(&mut file, &mut copy).and_then(|_| copy.sync_data());
    if copied.is_err() {
        let _ = fs::remove_file(to);
    }
    copied.is_ok()
}
