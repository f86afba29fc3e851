//! What other programs do to the project file: Git, a sync tool, another editor.
//!
//! # Invariants
//!
//! - A change is told by what the file holds, never by its length or time, which only say
//!   that it is time to read it.
//! - The same change is told once.
//! - The version of another program is copied before anything is written over it.

use std::{
    ffi::OsStr,
    fs, io,
    path::{Path, PathBuf},
    time::SystemTime,
};

use jiff::Timestamp;

use super::{
    atomic_file::{Expect, replace_like},
    attributes::folder_of,
    fingerprint::FileFingerprint,
    limits::Reading,
    load_error::{LoadError, LoadFault},
    regular::{self, Links, RegularError},
    save_error::SaveError,
    store::{Opened, opened, read},
};

/// What a look at a watched file found.
#[derive(Debug)]
pub enum WatchOutcome {
    /// It holds another project than it did.
    Changed(Box<Opened>),
    /// It holds something that cannot be opened.
    Unreadable(LoadError),
    /// It is not there.
    Gone,
    /// It holds again, or still, what it did.
    Same,
}

/// What can be seen of a file without reading it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Glance {
    length: u64,
    modified: Option<SystemTime>,
    inode: u64,
}

impl Glance {
    fn of(metadata: &fs::Metadata) -> Self {
        #[cfg(unix)]
        let inode = std::os::unix::fs::MetadataExt::ino(metadata);
        #[cfg(not(unix))]
        let inode = 0;
        Self { length: metadata.len(), modified: metadata.modified().ok(), inode }
    }
}

/// Looks after one file.
#[derive(Debug, Default)]
pub struct Watcher {
    watched: Option<(PathBuf, FileFingerprint)>,
    glance: Option<Glance>,
    told: Option<LastReport>,
    /// What could not be opened at the last look: a file that is just being written
    /// cannot be either, and is looked at again before it is told.
    unread: Option<[u8; 32]>,
}

#[derive(Debug, PartialEq, Eq)]
enum LastReport {
    Gone,
    Holds([u8; 32]),
}

impl Watcher {
    /// Watches a file that held this when it was read or written last.
    pub fn watch(&mut self, path: PathBuf, stamp: FileFingerprint) {
        *self = Self { watched: Some((path, stamp)), ..Self::default() };
    }

    /// Looks at the file. `None` where there is nothing new to tell; with `anew`, what
    /// was told before is told again.
    pub fn look(&mut self, anew: bool) -> Option<WatchOutcome> {
        let (path, stamp) = self.watched.as_ref()?;
        if anew {
            (self.glance, self.told) = (None, None);
        }
        let metadata = match fs::metadata(path) {
            Ok(metadata) => metadata,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                self.glance = None;
                let is_new = self.told.replace(LastReport::Gone) != Some(LastReport::Gone);
                return is_new.then_some(WatchOutcome::Gone);
            }
            // A folder that cannot be reached for a while says nothing of the file.
            Err(_) => return anew.then_some(WatchOutcome::Same),
        };
        let glance = Glance::of(&metadata);
        if self.glance == Some(glance) {
            return None;
        }
        let reading = Reading::again(stamp.length);
        let (bytes, modified) = match read(reading, path) {
            Ok(read) => read,
            Err(LoadFault::Missing) => return None,
            Err(fault) => {
                self.glance = Some(glance);
                let error = LoadError { path: path.clone(), place: None, fault };
                return Some(WatchOutcome::Unreadable(error));
            }
        };
        let now = FileFingerprint::of(&bytes, modified);
        if now.same_content(stamp) {
            self.glance = Some(glance);
            return (self.told.take().is_some() || anew).then_some(WatchOutcome::Same);
        }
        let holds = Some(LastReport::Holds(now.sha256));
        if self.told == holds {
            self.glance = Some(glance);
            return None;
        }
        match opened(reading, &bytes, modified, path) {
            Ok(opened) => {
                (self.glance, self.told) = (Some(glance), holds);
                Some(WatchOutcome::Changed(Box::new(opened)))
            }
            Err(_) if !anew && self.unread.replace(now.sha256) != Some(now.sha256) => None,
            Err(error) => {
                (self.glance, self.told) = (Some(glance), holds);
                Some(WatchOutcome::Unreadable(error))
            }
        }
    }
}

/// Copies a file that another program changed to a name beside it that is free, and
/// says what was copied.
///
/// # Errors
/// When the copy was not written; the file is as it was.
pub fn keep_copy(path: &Path, now: Timestamp) -> Result<(PathBuf, FileFingerprint), SaveError> {
    let (bytes, _) =
        regular::read(path, Links::Follow, Reading::Large.most()).map_err(|error| {
            let cause = match error {
                RegularError::System(cause) => cause,
                other => io::Error::other(other),
            };
            SaveError::System { path: path.to_owned(), cause }
        })?;
    let time = now.strftime("%Y-%m-%d %H.%M.%S");
    let (stem, endings) = parted(path);
    let mut number = 1;
    loop {
        let count = if number == 1 { String::new() } else { format!(" {number}") };
        let name = format!("{stem} (their version {time}{count}){endings}");
        let copy = path.with_file_name(name);
        match replace_like(&copy, &bytes, Expect::Nothing, Some(path)) {
            Ok(_) | Err(SaveError::Unsettled { .. }) => {
                return Ok((copy, FileFingerprint::of(&bytes, None)));
            }
            Err(SaveError::Exists { .. }) if number < 1_000 => number += 1,
            Err(error) => return Err(error),
        }
    }
}

/// Copies beside a project that a sync tool made because two machines changed it, in
/// the order of their names.
pub fn conflict_copies(path: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder_of(path)) else { return Vec::new() };
    // A sync tool makes files; what a link leads to, nobody called a copy.
    let files = entries.flatten().filter(|entry| entry.file_type().is_ok_and(|is| is.is_file()));
    let mut copies: Vec<PathBuf> = files
        .map(|entry| entry.file_name())
        .filter(|name| is_conflict_copy(path, name))
        .map(|name| path.with_file_name(name))
        .collect();
    copies.sort();
    copies
}

/// What sync tools put into the name of a copy: Dropbox, Nextcloud and ownCloud,
/// Syncthing, older ownCloud, Seafile, pCloud.
const SIGNS: [&str; 5] =
    ["conflicted copy", ".sync-conflict-", "_conflict-", "(sfconflict", "[conflict"];

fn is_conflict_copy(path: &Path, name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    let (stem, _) = parted(path);
    let Some(rest) = name.strip_prefix(&stem) else { return false };
    let rest = rest.to_lowercase();
    rest.ends_with(".ron") && SIGNS.iter().any(|sign| rest.contains(sign))
}

/// A file's name without its endings, and these.
fn parted(path: &Path) -> (String, String) {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    let name = name.unwrap_or_default();
    for endings in [".nutgraf.ron", ".ron"] {
        if let Some(stem) = name.strip_suffix(endings) {
            return (stem.to_owned(), endings.to_owned());
        }
    }
    (name, String::new())
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "another program writes as it likes")]
mod tests {
    use super::*;
    use crate::{persist::save, project::Project};
    use nutgraf_engine::model::Article;

    fn project(draft: &str) -> Project {
        Project::new(Article::default(), draft)
    }

    #[test]
    fn a_change_is_told_once_and_by_what_the_file_holds() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("p.ron");
        let stamp = save(&project("one"), &path, Expect::Nothing).unwrap();
        let mut watcher = Watcher::default();
        assert!(watcher.look(true).is_none(), "nothing is watched");
        watcher.watch(path.clone(), stamp);
        assert!(watcher.look(false).is_none());
        // The same bytes, written anew, are no change.
        fs::write(&path, fs::read(&path).unwrap()).unwrap();
        assert!(watcher.look(false).is_none());
        save(&project("two"), &path, Expect::Overwrite).unwrap();
        assert!(
            matches!(watcher.look(false), Some(WatchOutcome::Changed(o)) if o.project.draft() == "two")
        );
        assert!(watcher.look(false).is_none());
        assert!(matches!(watcher.look(true), Some(WatchOutcome::Changed(_))));
        fs::remove_file(&path).unwrap();
        assert!(matches!(watcher.look(false), Some(WatchOutcome::Gone)));
        assert!(watcher.look(false).is_none());
        save(&project("one"), &path, Expect::Nothing).unwrap();
        assert!(matches!(watcher.look(false), Some(WatchOutcome::Same)));
    }

    #[test]
    fn a_file_that_is_just_being_written_is_looked_at_twice() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("p.ron");
        let stamp = save(&project("one"), &path, Expect::Nothing).unwrap();
        let mut watcher = Watcher::default();
        watcher.watch(path.clone(), stamp);
        fs::write(&path, "(format: 1, article: (").unwrap();
        assert!(watcher.look(false).is_none());
        assert!(matches!(watcher.look(false), Some(WatchOutcome::Unreadable(_))));
        assert!(watcher.look(false).is_none());
    }

    #[test]
    fn copies_of_sync_tools_are_known_by_their_names() {
        let path = Path::new("/x/ban.nutgraf.ron");
        for name in [
            "ban.nutgraf (Jane's conflicted copy 2026-11-25).ron",
            "ban (conflicted copy 2026-11-25 170634).nutgraf.ron",
            "ban.nutgraf.sync-conflict-20261125-170634-ABCDEFG.ron",
            "ban.nutgraf_conflict-20261125-170634.ron",
            "ban.nutgraf (SFConflict jane 2026-11-25-17-06-34).ron",
        ] {
            assert!(is_conflict_copy(path, OsStr::new(name)), "{name}");
        }
        for name in ["ban.nutgraf.ron", "ban 2.ron", "bans.ron", "other.sync-conflict-1.ron"] {
            assert!(!is_conflict_copy(path, OsStr::new(name)), "{name}");
        }
    }

    #[test]
    fn their_version_is_kept_beside_under_a_free_name() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ban.nutgraf.ron");
        fs::write(&path, "theirs").unwrap();
        let (first, _) = keep_copy(&path, Timestamp::UNIX_EPOCH).unwrap();
        let (second, _) = keep_copy(&path, Timestamp::UNIX_EPOCH).unwrap();
        let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
        assert_eq!(name(&first), "ban (their version 1970-01-01 00.00.00).nutgraf.ron");
        assert_eq!(name(&second), "ban (their version 1970-01-01 00.00.00 2).nutgraf.ron");
        assert_eq!(fs::read(&second).unwrap(), b"theirs");
    }
}
