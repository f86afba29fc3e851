//! Who has a project open.
//!
//! A window that opens a project holds a lock on a file of its own beside it: a lock
//! on the project itself would be lost with the rename of the next save.
//!
//! # Invariants
//!
//! - A lock that the system still holds is respected.
//! - A lock that a dead process of this computer left is taken over.
//! - A lock of another computer, which nobody here can ask, is believed for a day.
//! - Nobody is kept from reading.
//!
//! A cloned or unpacked folder may bring anything under the lock's name. No link is
//! followed, nothing but a regular file of one name is opened, and nothing is ever written
//! into a file that this process did not make: a lock that is out of date is replaced by a
//! new file, and what is no lock of this program is left as it is.

mod held;
mod note;
mod refusal;
#[cfg(test)]
mod tests;

use std::{
    ffi::OsString,
    fs,
    fs::{File, TryLockError},
    io,
    path::{Path, PathBuf},
};

use jiff::Timestamp;

pub use held::release_all;
pub use note::Owner;
pub use refusal::{LockFileFault, Refusal};

use super::{
    attributes::{folder_of, is_sticky_for_us, link_count},
    regular::{self, Access, Links, RegularError},
    sibling_temp::{Readers, create_sibling},
};
use held::{Held, is_at, wait_for};
use note::Content;

/// For how long the lock of another computer is believed, in seconds. For as long one
/// from the future is: of two clocks that differ, either may be wrong, but not by more.
const BELIEVED: i64 = 24 * 60 * 60;

/// How often the lock file may vanish between being opened and being locked.
const TRIES: usize = 8;

/// A lock that is held; it goes when this is dropped.
#[derive(Debug)]
pub struct Lock {
    held: Option<Held>,
}

impl Drop for Lock {
    fn drop(&mut self) {
        if let Some(held) = self.held.take() {
            // Not here: whoever lets go of it draws the window, and the disk may hang.
            wait_for(move || drop(held));
        }
    }
}

/// Takes the lock of a project for this process.
///
/// # Errors
/// When somebody else has it, something that is no lock has its name, or no lock can be
/// made beside the project.
pub fn take(project: &Path, now: Timestamp) -> Result<Lock, Refusal> {
    take_as(project, &Owner::here(now), false)
}

/// Takes the lock although another computer left one there: a person says that
/// nobody is at it any more. A lock that is held on this computer is still respected.
///
/// # Errors
/// As [`take`].
pub fn take_over(project: &Path, now: Timestamp) -> Result<Lock, Refusal> {
    take_as(project, &Owner::here(now), true)
}

/// Asks whether [`take`] would be refused now, or [`take_over`], and takes nothing.
///
/// # Errors
/// As these, but for [`Refusal::Impossible`]: nothing is made.
pub fn check(project: &Path, now: Timestamp, is_forced: bool) -> Result<(), Refusal> {
    let path = lock_path(project);
    let own = Owner::here(now);
    for _ in 0..TRIES {
        match look(&path, &own, is_forced, File::try_lock_shared) {
            Err(Refusal::Impossible(_)) | Ok(Standing::Free | Standing::Stale(_)) => return Ok(()),
            Ok(Standing::Changing) => {}
            Err(refusal) => return Err(refusal),
        }
    }
    Ok(())
}

/// Who has a project open now, as far as their lock says; `None` where nobody does.
pub fn holder(project: &Path, now: Timestamp) -> Option<Option<Owner>> {
    match check(project, now, false) {
        Err(Refusal::Held { owner, .. }) => Some(owner),
        _ => None,
    }
}

fn take_as(project: &Path, own: &Owner, is_forced: bool) -> Result<Lock, Refusal> {
    let path = lock_path(project);
    for _ in 0..TRIES {
        let held = match look(&path, own, is_forced, File::try_lock)? {
            Standing::Changing => None,
            Standing::Free => make(&path, own).map_err(Refusal::Impossible)?,
            Standing::Stale(old) => replace(&path, own, old)?,
        };
        if held.is_some() {
            return Ok(Lock { held });
        }
    }
    Err(Refusal::Held { owner: None, file: path, is_live: true })
}

/// What has the name of a lock.
enum Standing {
    /// Nothing.
    Free,
    /// A lock that nobody holds any more; while the file is open, nobody else replaces it.
    Stale(File),
    /// Its owner takes it away just now, or puts it there.
    Changing,
}

/// Looks at what has the name of a lock, and locks it as it is told to.
fn look(
    path: &Path,
    own: &Owner,
    is_forced: bool,
    lock: impl Fn(&File) -> Result<(), TryLockError>,
) -> Result<Standing, Refusal> {
    let unusable = |obstacle| Refusal::Unusable { file: path.to_owned(), obstacle };
    let held = |owner, is_live| Refusal::Held { owner, file: path.to_owned(), is_live };
    let (mut file, _) = match regular::open(path, Links::Refuse, Access::WriteIfAllowed) {
        Ok(opened) => opened,
        Err(RegularError::System(error)) if error.kind() == io::ErrorKind::NotFound => {
            return Ok(Standing::Free);
        }
        Err(RegularError::Special(special)) => {
            return Err(unusable(LockFileFault::Special(special)));
        }
        // What can be seen and not opened is another user's.
        Err(RegularError::System(error)) if fs::symlink_metadata(path).is_ok() => {
            return Err(unusable(LockFileFault::Unreadable(error)));
        }
        Err(RegularError::System(error)) => return Err(Refusal::Impossible(error)),
        Err(RegularError::TooLarge { .. }) => return Err(unusable(LockFileFault::Foreign)),
    };
    let has_locks = match lock(&file) {
        Ok(()) => true,
        Err(TryLockError::WouldBlock) if !is_at(&file, path) => return Ok(Standing::Changing),
        Err(TryLockError::WouldBlock) => {
            let owner = note::read(&mut file).ok().and_then(Content::into_owner);
            return Err(held(owner, true));
        }
        // A file system without locks: the note alone has to do.
        Err(TryLockError::Error(_)) => false,
    };
    if !is_at(&file, path) {
        return Ok(Standing::Changing);
    }
    let names = file.metadata().map_or(1, |found| link_count(&found));
    if names > 1 {
        return Err(unusable(LockFileFault::Names(names)));
    }
    match note::read(&mut file) {
        Err(error) => Err(unusable(LockFileFault::Unreadable(error))),
        Ok(Content::Foreign) => Err(unusable(LockFileFault::Foreign)),
        Ok(Content::Owner(owner)) if !is_forced && is_believed(&owner, own, has_locks) => {
            Err(held(Some(owner), false))
        }
        Ok(Content::Owner(_) | Content::Torn) => Ok(Standing::Stale(file)),
    }
}

/// Whether a note that no lock speaks for is believed.
fn is_believed(owner: &Owner, own: &Owner, has_locks: bool) -> bool {
    if owner.host == own.host {
        return !has_locks && may_live(owner.pid);
    }
    let age = own.since.saturating_sub(owner.since);
    (1 - BELIEVED..BELIEVED).contains(&age)
}

/// Whether a process of this computer may be running. Where the system does not tell, it may.
fn may_live(pid: u32) -> bool {
    !cfg!(target_os = "linux") || Path::new("/proc").join(pid.to_string()).exists()
}

/// Makes a lock file where there is none; `None` where somebody else was faster.
fn make(path: &Path, own: &Owner) -> io::Result<Option<Held>> {
    // Nothing is followed and nothing replaced.
    let file = match File::options().read(true).write(true).create_new(true).open(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Ok(None),
        opened => opened?,
    };
    if matches!(file.try_lock(), Err(TryLockError::WouldBlock)) {
        // Whoever looks at it just now may be about to replace it.
        return Ok(None);
    }
    // From here on the file goes again where anything fails.
    let mut held = Held::new(file, path);
    note::write(held.file(), own)?;
    Ok(Some(held).filter(Held::is_in_place))
}

/// Puts a new lock file in the place of one that nobody holds; `None` where somebody else
/// was faster.
fn replace(path: &Path, own: &Owner, old: File) -> Result<Option<Held>, Refusal> {
    let mut new = create_sibling(folder_of(path), Readers::Usual).map_err(Refusal::Impossible)?;
    // Nobody knows of it yet. Where the file system has no locks, the note has to do.
    let _ = new.as_file().try_lock();
    note::write(new.as_file_mut(), own).map_err(Refusal::Impossible)?;
    let is_sticky = is_sticky_for_us(path);
    // Elsewhere than on Unix a file that is open keeps its name.
    #[cfg(not(unix))]
    drop(old);
    let placed = new.persist(path);
    #[cfg(unix)]
    drop(old);
    match placed {
        // Without locks two may have done so at once: the last one has it.
        Ok(file) => Ok(Some(Held::new(file, path)).filter(Held::is_in_place)),
        Err(_) if is_sticky => Err(Refusal::Unusable {
            file: path.to_owned(),
            obstacle: LockFileFault::Sticky { folder: folder_of(path).to_owned() },
        }),
        Err(error) => Err(Refusal::Impossible(error.error)),
    }
}

/// The lock file of a project: `.article.ron.lock` beside `article.ron`. Links lead to
/// the lock of the file itself.
fn lock_path(project: &Path) -> PathBuf {
    let project = fs::canonicalize(project).unwrap_or_else(|_| project.to_owned());
    let mut name = OsString::from(".");
    name.push(project.file_name().unwrap_or_default());
    name.push(".lock");
    project.with_file_name(name)
}
