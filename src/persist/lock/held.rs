//! The locks that this process holds, and how they go.

use std::{
    fs::{self, File, Metadata},
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError, mpsc},
    thread,
    time::Duration,
};

#[cfg(unix)]
use crate::persist::attributes::is_one_file;

/// How long the end of a lock is waited for.
const PATIENCE: Duration = Duration::from_secs(1);

/// A lock file that this process made and holds. The file goes when this is dropped.
#[derive(Debug)]
pub(super) struct Held {
    file: File,
    path: PathBuf,
}

/// The lock files of this process and what they are, for when it ends without dropping them.
static HELD: Mutex<Vec<(PathBuf, Metadata)>> = Mutex::new(Vec::new());

fn all_held() -> MutexGuard<'static, Vec<(PathBuf, Metadata)>> {
    // A list of names is whole whoever panicked over it.
    HELD.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Held {
    /// Takes over a lock file that this process made and locked.
    pub(super) fn new(file: File, path: &Path) -> Self {
        if let Ok(found) = file.metadata() {
            all_held().push((path.to_owned(), found));
        }
        Self { file, path: path.to_owned() }
    }

    pub(super) fn file(&mut self) -> &mut File {
        &mut self.file
    }

    /// Whether the file still has its name.
    pub(super) fn is_in_place(&self) -> bool {
        is_at(&self.file, &self.path)
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        if let Ok(found) = self.file.metadata() {
            remove(&self.path, &found);
            all_held().retain(|(path, held)| *path != self.path || !is_same(held, &found));
        }
        let _ = self.file.unlock();
    }
}

/// Removes a lock file, unless somebody else put something in its place.
fn remove(path: &Path, file: &Metadata) {
    if fs::symlink_metadata(path).is_ok_and(|named| is_same(&named, file)) {
        // First the name, so that nobody takes a lock on a file that is about to go.
        let _ = fs::remove_file(path);
    }
}

/// Removes the lock files of this process, which is about to end without dropping what it
/// has. A disk that hangs is waited for a second only.
pub fn release_all() {
    let all = std::mem::take(&mut *all_held());
    wait_for(move || all.iter().for_each(|(path, file)| remove(path, file)));
}

/// Does something that a disk which hangs may hold up, and waits for it a while.
pub(super) fn wait_for(work: impl FnOnce() + Send + 'static) {
    let (done, gone) = mpsc::channel();
    let work = move || {
        work();
        // Nobody may be waiting.
        let _ = done.send(());
    };
    // Where no thread can be started, what the work owns went with it.
    if thread::Builder::new().spawn(work).is_ok() {
        let _ = gone.recv_timeout(PATIENCE);
    }
}

/// Whether a file that is open still has its name.
pub(super) fn is_at(file: &File, path: &Path) -> bool {
    let both = file.metadata().and_then(|open| Ok((open, fs::symlink_metadata(path)?)));
    both.is_ok_and(|(open, named)| is_same(&open, &named))
}

#[cfg(unix)]
fn is_same(one: &Metadata, other: &Metadata) -> bool {
    is_one_file(one, other)
}

/// Elsewhere a file that is open keeps its name.
#[cfg(not(unix))]
fn is_same(one: &Metadata, other: &Metadata) -> bool {
    one.is_file() && other.is_file()
}
