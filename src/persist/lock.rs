//! Who has a project open.
//!
//! A window that opens a project holds a lock on a file of its own beside it: a lock
//! on the project itself would be lost with the rename of the next save. What always
//! holds: a lock that the system still holds is respected; one that a dead process
//! of this computer left is taken over; one of another computer, which nobody here
//! can ask, is believed for a day. Nobody is kept from reading.

use std::{
    ffi::OsString,
    fmt, fs,
    fs::{File, TryLockError},
    io::{self, Read, Seek, Write},
    path::{Path, PathBuf},
    sync::mpsc,
    thread,
    time::Duration,
};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

#[cfg(unix)]
use super::attributes::is_one_file;
use crate::text::local_time;

/// For how long the lock of another computer is believed, in seconds. One from the
/// future is: of two clocks that differ, either may be wrong.
const BELIEVED: i64 = 24 * 60 * 60;

/// How long the end of a lock is waited for.
const PATIENCE: Duration = Duration::from_secs(1);

/// The longest note of an owner that is read, in bytes.
const LONGEST: u64 = 4_096;

/// How often the lock file may vanish between being opened and being locked.
const TRIES: usize = 8;

/// Who holds a lock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owner {
    /// The user's name.
    pub user: String,
    /// The computer's name.
    pub host: String,
    /// The process.
    pub pid: u32,
    /// When it was taken, in whole seconds since 1970.
    pub since: i64,
}

impl Owner {
    /// This process, at a moment.
    pub fn here(now: Timestamp) -> Self {
        Self { user: user(), host: host(), pid: std::process::id(), since: now.as_second() }
    }

    /// Whether it is this process. Another computer may have one of the same number.
    pub fn is_this_process(&self) -> bool {
        self.pid == std::process::id() && self.host == host()
    }
}

impl fmt::Display for Owner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} on {}", self.user, self.host)?;
        match Timestamp::from_second(self.since) {
            Ok(since) => write!(f, ", since {}", local_time(since)),
            Err(_) => Ok(()),
        }
    }
}

/// A lock that is held; it goes when this is dropped.
#[derive(Debug)]
pub struct Lock {
    held: Option<Held>,
}

#[derive(Debug)]
struct Held {
    file: File,
    path: PathBuf,
}

impl Drop for Held {
    fn drop(&mut self) {
        // First the name, so that nobody takes a lock on a file that is about to go.
        let _ = fs::remove_file(&self.path);
        let _ = self.file.unlock();
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        let Some(held) = self.held.take() else { return };
        // Not here: whoever lets go of it draws the window, and the disk may hang.
        let (done, gone) = mpsc::channel();
        let removal = move || {
            drop(held);
            // Nobody may be waiting.
            let _ = done.send(());
        };
        // Where no thread can be started, it went with the closure that was to run.
        if thread::Builder::new().spawn(removal).is_ok() {
            let _ = gone.recv_timeout(PATIENCE);
        }
    }
}

/// Why a lock was not given.
#[derive(Debug)]
pub enum Refusal {
    /// Somebody has it; `None` where they left no note of who they are.
    Held(Option<Owner>),
    /// No lock can be made there, as in a folder that cannot be written to.
    Impossible(io::Error),
}

/// Takes the lock of a project for this process.
///
/// # Errors
/// When somebody else has it, or no lock can be made beside the project.
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

fn take_as(project: &Path, own: &Owner, is_forced: bool) -> Result<Lock, Refusal> {
    let path = lock_path(project);
    for _ in 0..TRIES {
        let open = File::options().read(true).write(true).create(true).truncate(false).open(&path);
        let mut file = open.map_err(Refusal::Impossible)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(Refusal::Held(read(&mut file))),
            // A file system without locks: the note alone has to do.
            Err(TryLockError::Error(_)) => {
                if let Some(owner) = read(&mut file).filter(|owner| !is_forced && owner != own) {
                    return Err(Refusal::Held(Some(owner)));
                }
            }
        }
        if !is_at(&file, &path) {
            // Its owner took it away just now.
            continue;
        }
        if let Some(owner) = read(&mut file).filter(|_| !is_forced) {
            let age = own.since - owner.since;
            if owner.host != own.host && age < BELIEVED {
                return Err(Refusal::Held(Some(owner)));
            }
        }
        // A lock that nobody can read the owner of goes again.
        let mut held = Held { file, path };
        write(&mut held.file, own).map_err(Refusal::Impossible)?;
        return Ok(Lock { held: Some(held) });
    }
    Err(Refusal::Held(None))
}

/// Who has a project open now, as far as their lock says; `None` where nobody does.
pub fn holder(project: &Path, now: Timestamp) -> Option<Option<Owner>> {
    let path = lock_path(project);
    let mut file = File::options().read(true).open(&path).ok()?;
    let own = Owner::here(now);
    match file.try_lock_shared() {
        Err(TryLockError::WouldBlock) => Some(read(&mut file)),
        _ => {
            let owner = read(&mut file)?;
            let age = own.since - owner.since;
            (owner.host != own.host && age < BELIEVED).then_some(Some(owner))
        }
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

fn read(file: &mut File) -> Option<Owner> {
    let mut text = String::new();
    file.rewind().ok()?;
    file.take(LONGEST).read_to_string(&mut text).ok()?;
    ron::from_str(&text).ok()
}

fn write(file: &mut File, owner: &Owner) -> io::Result<()> {
    let text = ron::to_string(owner).map_err(io::Error::other)?;
    file.set_len(0)?;
    file.rewind()?;
    file.write_all(text.as_bytes())
}

/// Whether a file that is open still has its name.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    let (open, named) = (file.metadata(), fs::metadata(path));
    open.and_then(|open| named.map(|named| is_one_file(&open, &named))).unwrap_or(false)
}

/// Elsewhere a file that is open keeps its name.
#[cfg(not(unix))]
fn is_at(_: &File, path: &Path) -> bool {
    path.exists()
}

fn user() -> String {
    let name =
        ["USER", "LOGNAME", "USERNAME"].into_iter().find_map(|name| std::env::var(name).ok());
    name.filter(|name| !name.is_empty()).unwrap_or_else(|| "somebody".to_owned())
}

fn host() -> String {
    let files = ["/proc/sys/kernel/hostname", "/etc/hostname"];
    let read = files.into_iter().find_map(|path| fs::read_to_string(path).ok());
    let named = read
        .or_else(|| ["COMPUTERNAME", "HOSTNAME"].into_iter().find_map(|n| std::env::var(n).ok()));
    let name = named.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
    name.unwrap_or_else(|| "this computer".to_owned())
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "a test's files are its own")]
mod tests {
    use super::*;

    fn now() -> Timestamp {
        "2026-11-25T12:00:00Z".parse().unwrap()
    }

    fn owner(host: &str, since: i64) -> Owner {
        Owner { user: "jo".into(), host: host.into(), pid: 1, since }
    }

    fn leave(project: &Path, owner: &Owner) {
        fs::write(lock_path(project), ron::to_string(owner).unwrap()).unwrap();
    }

    #[test]
    fn a_lock_is_given_once_and_says_who_has_it() {
        let folder = tempfile::tempdir().unwrap();
        let project = folder.path().join("article.ron");
        let lock = take(&project, now()).unwrap();
        assert_eq!(holder(&project, now()), Some(Some(Owner::here(now()))));
        let Err(Refusal::Held(Some(owner))) = take(&project, now()) else { panic!("held") };
        assert_eq!(owner.pid, std::process::id());
        assert!(take_over(&project, now()).is_err(), "what is held is not taken over");
        drop(lock);
        assert_eq!(holder(&project, now()), None);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "no lock file is left");
        assert!(take(&project, now()).is_ok());
    }

    #[test]
    fn what_a_dead_process_of_this_computer_left_is_taken_over() {
        let folder = tempfile::tempdir().unwrap();
        let project = folder.path().join("article.ron");
        leave(&project, &owner(&host(), now().as_second() - 5));
        assert_eq!(holder(&project, now()), None);
        assert!(take(&project, now()).is_ok());
    }

    #[test]
    fn the_lock_of_another_computer_is_believed_for_a_day_or_until_a_person_says_no() {
        let folder = tempfile::tempdir().unwrap();
        let project = folder.path().join("article.ron");
        let theirs = owner("elsewhere", now().as_second() - 60);
        leave(&project, &theirs);
        assert_eq!(holder(&project, now()), Some(Some(theirs.clone())));
        let Err(Refusal::Held(Some(found))) = take(&project, now()) else { panic!("held") };
        assert_eq!(found, theirs);
        drop(take_over(&project, now()).unwrap());
        leave(&project, &owner("elsewhere", now().as_second() - BELIEVED - 1));
        assert!(take(&project, now()).is_ok());
    }

    #[test]
    fn the_lock_of_another_computer_is_believed_when_a_clock_went_back() {
        let folder = tempfile::tempdir().unwrap();
        let project = folder.path().join("article.ron");
        for ahead in [60 * 60, 366 * 24 * 60 * 60] {
            let theirs = owner("elsewhere", now().as_second() + ahead);
            leave(&project, &theirs);
            assert_eq!(holder(&project, now()), Some(Some(theirs)));
            assert!(matches!(take(&project, now()), Err(Refusal::Held(Some(_)))), "{ahead}");
        }
    }

    #[test]
    fn a_lock_file_that_makes_no_sense_is_no_lock() {
        let folder = tempfile::tempdir().unwrap();
        let project = folder.path().join("article.ron");
        fs::write(lock_path(&project), [0xff, 0, b'(']).unwrap();
        assert!(take(&project, now()).is_ok());
    }
}
