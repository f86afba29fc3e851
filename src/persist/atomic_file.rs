//! Files on disk, replaced in one stroke.
//!
//! A save writes a new file beside the old one, flushes it, and renames it
//! into place, so that every moment of it leaves either the old file or the
//! new one, whole. Before that, what is on disk is compared by content with
//! what was loaded: length and time alone do not show every edit.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

use super::{
    attributes::{
        copy_attributes_from, disk_number, folder_of, is_one_file, let_owner_write, link_count,
        same_permissions,
    },
    fingerprint::FileFingerprint,
    regular::{self, Links, RegularError, Special},
    save_error::SaveError,
    sibling_temp::{Readers, create_sibling, remove_orphans},
};

/// What a save expects to find on disk. Anything else is never overwritten.
#[derive(Clone, Copy, Debug)]
pub enum Expect<'a> {
    /// No file of this name.
    Nothing,
    /// What was loaded or last saved. A file that is gone is made again.
    ///
    /// A file that has other names (hard links) is refused: it would part from them.
    Unchanged(&'a FileFingerprint),
    /// The same; the other names keep the old version: a person was asked.
    BreakHardLink(&'a FileFingerprint),
    /// Whatever it is: a person looked at it and chose to replace it.
    Overwrite,
}

/// Writes a file that is no project, such as an export, in one stroke; an old
/// file of this name is replaced. Devices and pipes are written to as they are.
///
/// # Errors
/// When it was not written; an old file is then as it was.
pub fn write_atomic(path: &Path, bytes: &[u8]) -> Result<(), SaveError> {
    let special = fs::metadata(path).is_ok_and(|old| !old.is_file() && !old.is_dir());
    if special {
        let system = |cause| SaveError::System { path: path.to_owned(), cause };
        return regular::open_special(path).and_then(|mut f| f.write_all(bytes)).map_err(system);
    }
    replace(path, bytes, Expect::Overwrite).map(drop)
}

/// Writes a file of a name that this program chose, in one stroke: one that [`write_atomic`]
/// would follow or write into without having been named by a person is refused.
///
/// # Errors
/// When it was not written, as where a link, a pipe or a device has the name; what was there
/// is then as it was.
pub fn write_own(path: &Path, bytes: &[u8]) -> Result<(), SaveError> {
    refuse_special(path)?;
    replace(path, bytes, Expect::Overwrite).map(drop)
}

/// Refuses a name that leads elsewhere, or to something else than a file.
///
/// # Errors
/// When it does.
pub fn refuse_special(path: &Path) -> Result<(), SaveError> {
    let found = fs::symlink_metadata(path).ok();
    match found.and_then(|found| Special::of(found.file_type())) {
        Some(special) => Err(SaveError::NotAFile { path: path.to_owned(), what: special.name() }),
        None => Ok(()),
    }
}

/// Writes a file as [`write_atomic`] does. A new one lets in whom another lets in, and
/// nobody else while it is written.
///
/// # Errors
/// When it was not written; an old file is then as it was.
pub fn write_like(path: &Path, bytes: &[u8], like: &Path) -> Result<(), SaveError> {
    if fs::symlink_metadata(path).is_ok() {
        return write_atomic(path, bytes);
    }
    replace_like(path, bytes, Expect::Overwrite, Some(like)).map(drop)
}

pub(super) fn replace(
    path: &Path,
    bytes: &[u8],
    expect: Expect<'_>,
) -> Result<FileFingerprint, SaveError> {
    replace_like(path, bytes, expect, None)
}

/// Replaces a file in one stroke; a new one takes after another, where one is named.
pub(super) fn replace_like(
    path: &Path,
    bytes: &[u8],
    expect: Expect<'_>,
    like: Option<&Path>,
) -> Result<FileFingerprint, SaveError> {
    let system = |cause| SaveError::System { path: path.to_owned(), cause };
    let target = follow(path).map_err(system)?;
    if is_nowhere(&target) {
        return Err(SaveError::Vanished { path: path.to_owned() });
    }
    let old = guard(path, &target, expect)?;
    let folder = folder_of(&target);
    remove_orphans(folder);
    let model =
        like.filter(|_| old.is_none()).and_then(|like| Some((like, fs::metadata(like).ok()?)));
    let is_new = old.is_none() && model.is_none();
    let readers = if is_new { Readers::Usual } else { Readers::Owner };
    let disk = disk_number(folder);
    let mut new = create_sibling(folder, readers).map_err(system)?;
    new.as_file_mut().write_all(bytes).map_err(system)?;
    if let Some(old) = &old {
        copy_attributes_from(new.as_file(), &target, old).map_err(system)?;
    } else if let Some((like, model)) = &model {
        copy_attributes_from(new.as_file(), like, model).map_err(system)?;
        let_owner_write(new.as_file()).map_err(system)?;
    }
    new.as_file().sync_all().map_err(system)?;
    // Writing took a while; what is on disk may have changed meanwhile, and who may read it.
    if let Some(now) = guard(path, &target, expect)?
        && !old.as_ref().is_some_and(|old| same_permissions(old, &now))
    {
        copy_attributes_from(new.as_file(), &target, &now).map_err(system)?;
        new.as_file().sync_all().map_err(system)?;
    }
    let file = match expect {
        Expect::Nothing => new.persist_noclobber(&target),
        Expect::Unchanged(_) | Expect::BreakHardLink(_) | Expect::Overwrite => new.persist(&target),
    };
    let file = file.map_err(|error| match error.error.kind() {
        io::ErrorKind::AlreadyExists => SaveError::Exists { path: path.to_owned() },
        _ => system(error.error),
    })?;
    let modified = file.metadata().and_then(|new| new.modified()).ok();
    let stamp =
        FileFingerprint { disk: disk_number(folder), ..FileFingerprint::of(bytes, modified) };
    let flushed = flush_folder(folder);
    match is_there(&target, &file, &stamp) {
        Ok(There::New) => {}
        // On the same disk another program put it there; else that disk is gone.
        Ok(There::Another) if disk_from_root(&target) == disk => {
            return Err(SaveError::ChangedOutside { path: path.to_owned() });
        }
        Ok(There::Nothing | There::Another) => {
            return Err(SaveError::Vanished { path: path.to_owned() });
        }
        Err(cause) => return Err(SaveError::Unsettled { path: path.to_owned(), stamp, cause }),
    }
    match flushed {
        Ok(()) => Ok(stamp),
        Err(cause) => Err(SaveError::Unsettled { path: path.to_owned(), stamp, cause }),
    }
}

/// Whether a path starts from a folder of this process that no path leads to any more:
/// its disk was unmounted, and would still take writes.
fn is_nowhere(target: &Path) -> bool {
    let absolute = std::path::absolute(target);
    absolute.is_err_and(|error| error.kind() == io::ErrorKind::NotFound)
}

/// The disk that a path leads to from the root, where a relative one may lead elsewhere.
fn disk_from_root(target: &Path) -> Option<u64> {
    disk_number(folder_of(&std::path::absolute(target).ok()?))
}

/// What a path leads to after a save.
#[derive(Debug, PartialEq, Eq)]
enum There {
    New,
    Another,
    Nothing,
}

/// What a path, looked up anew from the root, leads to once a file was written. A
/// disk that was unmounted under this process takes writes until nobody uses it any more,
/// and nobody else ever sees them.
fn is_there(path: &Path, new: &File, stamp: &FileFingerprint) -> io::Result<There> {
    let found = std::path::absolute(path).and_then(|path| Ok((fs::metadata(&path)?, path)));
    match found {
        Ok((found, _)) if is_one_file(&found, &new.metadata()?) => Ok(There::New),
        // Some network file systems number a file anew each time they are asked.
        Ok((found, path)) => {
            let is_new = found.len() == stamp.length && holds(&path, stamp)?;
            Ok(if is_new { There::New } else { There::Another })
        }
        Err(error) => match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Ok(There::Nothing),
            _ => Err(error),
        },
    }
}

/// Whether a file holds what it held when a stamp was taken.
fn holds(path: &Path, stamp: &FileFingerprint) -> io::Result<bool> {
    match regular::read(path, Links::Follow, stamp.length) {
        Ok((bytes, _)) => Ok(stamp.is_of(&bytes)),
        Err(RegularError::System(cause)) => Err(cause),
        Err(RegularError::Special(_) | RegularError::TooLarge { .. }) => Ok(false),
    }
}

/// Where the file really is: at the end of its symbolic links, even when the
/// last of them leads to nothing yet.
pub(super) fn follow(path: &Path) -> io::Result<PathBuf> {
    /// As many links as Linux follows.
    const LINKS: usize = 40;
    let mut target = path.to_owned();
    for _ in 0..LINKS {
        match fs::symlink_metadata(&target) {
            Ok(found) if found.is_symlink() => {
                let link = fs::read_link(&target)?;
                target = target.parent().unwrap_or(Path::new("")).join(link);
            }
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => return Ok(target),
        }
    }
    Err(io::Error::other("its symbolic links lead round in a circle"))
}

/// Refuses to go on unless what is on disk is what was expected there.
/// Returns what is known of the old file.
fn guard(
    path: &Path,
    target: &Path,
    expect: Expect<'_>,
) -> Result<Option<fs::Metadata>, SaveError> {
    let path = path.to_owned();
    let old = match fs::metadata(target) {
        Ok(old) => old,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return if is_on_another_disk(target, expect) {
                Err(SaveError::Vanished { path })
            } else {
                Ok(None)
            };
        }
        Err(cause) => return Err(SaveError::System { path, cause }),
    };
    if let Some(special) = Special::of(old.file_type()) {
        return Err(SaveError::NotAFile { path, what: special.name() });
    }
    match expect {
        Expect::Nothing => return Err(SaveError::Exists { path }),
        Expect::Overwrite => {}
        Expect::Unchanged(_) | Expect::BreakHardLink(_) if old.permissions().readonly() => {
            return Err(SaveError::ReadOnly { path });
        }
        Expect::Unchanged(stamp) | Expect::BreakHardLink(stamp) => {
            let same = old.len() == stamp.length
                && holds(target, stamp)
                    .map_err(|cause| SaveError::System { path: path.clone(), cause })?;
            if !same {
                return Err(SaveError::ChangedOutside { path });
            }
        }
    }
    match expect {
        Expect::Unchanged(_) if link_count(&old) > 1 => {
            Err(SaveError::Linked { path, names: link_count(&old) })
        }
        _ => Ok(Some(old)),
    }
}

/// Whether the folder of a file that is not there is on another disk than the file was:
/// what shows under a mount that is gone is not where a file is to be made again.
fn is_on_another_disk(target: &Path, expect: Expect<'_>) -> bool {
    let (Expect::Unchanged(stamp) | Expect::BreakHardLink(stamp)) = expect else { return false };
    let now = disk_number(folder_of(target));
    stamp.disk.zip(now).is_some_and(|(was, now)| was != now)
}

/// Makes the rename itself survive a power cut.
#[cfg(unix)]
pub(super) fn flush_folder(folder: &Path) -> io::Result<()> {
    match File::open(folder)?.sync_all() {
        // Some network file systems cannot flush a folder and say so.
        Err(error) if error.kind() == io::ErrorKind::InvalidInput => Ok(()),
        outcome => outcome,
    }
}

/// Elsewhere a folder cannot be opened to be flushed; the rename is all there is.
#[cfg(not(unix))]
pub(super) fn flush_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "another program writes as it likes")]
mod tests {
    use super::*;

    #[test]
    fn what_another_program_puts_in_place_of_a_save_is_told_from_a_disk_that_is_gone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("p.ron");
        fs::write(&path, "mine").unwrap();
        let (mine, stamp) = (File::open(&path).unwrap(), FileFingerprint::of(b"mine", None));
        let there = || is_there(&path, &mine, &stamp).unwrap();
        assert_eq!(there(), There::New);
        let other = folder.path().join("other");
        fs::write(&other, "theirs").unwrap();
        fs::rename(&other, &path).unwrap();
        assert_eq!(there(), There::Another);
        fs::remove_file(&path).unwrap();
        assert_eq!(there(), There::Nothing);
    }
}
