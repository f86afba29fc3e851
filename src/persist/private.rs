//! The user's own folders and files: journal, versions, settings.
//!
//! # Invariants
//!
//! - A folder that this program made for itself is the user's own, is no link, and lets
//!   nobody else in.
//! - A file in it is made anew or is a regular file, and only the user may read it. Where
//!   a file system cannot keep others out, that is said.

use std::{
    fs::{self, DirBuilder, File, Metadata},
    io::{self, Write},
    path::{Path, PathBuf},
};

use tempfile::NamedTempFile;

use super::{
    atomic_file::{flush_folder, follow},
    attributes::{folder_of, give_to_owner_of},
    regular::{Links, Special},
    save_error::SaveError,
    sibling_temp::{Readers, create_sibling, remove_orphans},
};

/// The bit of folders in which everybody may make files of their own, such as `/tmp`.
#[cfg(unix)]
const STICKY: u32 = 0o1000;

/// Why a folder or file is not used as the user's own.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
enum Foreign {
    #[error("this is {0}, not a folder of the program’s own")]
    NoFolder(&'static str),
    #[error("the folder belongs to another user")]
    AnotherUser,
    #[error("other users may write to the folder")]
    Writable,
}

impl From<Foreign> for io::Error {
    fn from(foreign: Foreign) -> Self {
        Self::other(foreign)
    }
}

/// Makes a folder of the program's own, which only the user may enter, where it is missing,
/// and narrows it where it is wider. The folder that it is in may have been reached by a link.
///
/// # Errors
/// When it cannot be made, is a link, or when it or the folder that it is in is another
/// user's or open to everybody.
pub(super) fn folder(path: &Path) -> io::Result<()> {
    refuse_foreign_parent(folder_of(path))?;
    make(path)?;
    narrow(path)
}

/// Makes a folder, where it is missing, that only the user may enter. One that is there is
/// as the user wants it, but that of this program's name is narrowed.
///
/// # Errors
/// When it cannot be made.
pub(super) fn parent(path: &Path) -> io::Result<()> {
    match fs::metadata(path) {
        Ok(found) if !found.is_dir() => Err(Foreign::NoFolder(what(&found)).into()),
        Ok(_) => {
            if path.file_name().is_some_and(|name| name == "nutgraf") {
                // What is in it is the user's own whoever may look at its name.
                let _ = narrow(path);
            }
            Ok(())
        }
        Err(_) => make(path),
    }
}

fn make(path: &Path) -> io::Result<()> {
    match fs::symlink_metadata(path) {
        Ok(found) if found.is_dir() => Ok(()),
        Ok(found) => Err(Foreign::NoFolder(what(&found)).into()),
        Err(_) => {
            let mut builder = DirBuilder::new();
            builder.recursive(true);
            #[cfg(unix)]
            std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
            builder.create(path)
        }
    }
}

fn what(found: &Metadata) -> &'static str {
    Special::of(found.file_type()).map_or("a file", Special::name)
}

/// Refuses a folder in which somebody else could put another one in the place of the user's.
#[cfg(unix)]
fn refuse_foreign_parent(parent: &Path) -> io::Result<()> {
    use std::os::unix::fs::MetadataExt;

    use super::attributes::own_user;

    let found = match fs::metadata(parent) {
        Ok(found) => found,
        // It is about to be made.
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    if found.uid() != own_user() && found.uid() != 0 {
        return Err(Foreign::AnotherUser.into());
    }
    match found.mode() & (STICKY | 0o002) {
        0o002 => Err(Foreign::Writable.into()),
        _ => Ok(()),
    }
}

#[cfg(not(unix))]
fn refuse_foreign_parent(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Keeps others out of a folder of the user's.
#[cfg(unix)]
fn narrow(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt};

    use rustix::{fs::OFlags, io::Errno};

    use super::attributes::own_user;

    let flags = OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    let open = File::options().read(true).custom_flags(flags.bits().cast_signed()).open(path);
    let folder = match open {
        Err(error) if Errno::from_io_error(&error) == Some(Errno::LOOP) => {
            return Err(Foreign::NoFolder(Special::Link.name()).into());
        }
        opened => opened?,
    };
    let found = folder.metadata()?;
    if found.uid() != own_user() {
        return Err(Foreign::AnotherUser.into());
    }
    if found.mode() & STICKY != 0 {
        // A folder for everybody is nobody's own.
        return Err(Foreign::Writable.into());
    }
    if found.mode() & 0o077 != 0 {
        // Where the file system has no such permissions, `folder_faults` says so.
        let _ = folder.set_permissions(fs::Permissions::from_mode(0o700));
    }
    Ok(())
}

/// Elsewhere the folders of a user are the user's own.
#[cfg(not(unix))]
fn narrow(_: &Path) -> io::Result<()> {
    Ok(())
}

/// What keeps a folder from being the user's own.
#[derive(Debug, thiserror::Error)]
pub enum FolderFault {
    /// The state folder is not used.
    #[error("{}: neither your typing nor versions are kept there: {cause}.", path.display())]
    State {
        /// The folder.
        path: PathBuf,
        /// Why not.
        cause: io::Error,
    },
    /// A folder in it is not used.
    #[error("{}: nothing is kept there: {cause}. Remove it or move it away.", path.display())]
    Unusable {
        /// The folder.
        path: PathBuf,
        /// Why not.
        cause: io::Error,
    },
    /// The disk has no permissions that keep others out.
    #[error(
        "{}: other users may read what is kept there, because its disk does not keep them out.",
        _0.display()
    )]
    Open(PathBuf),
}

/// Puts the folders of the state folder in order, as far as they are there. Returns what is
/// wrong with those that cannot be.
pub fn folder_faults(state: &Path) -> Vec<FolderFault> {
    let own = [state.join("history"), state.join("journal"), state.join("journal/discarded")];
    let mut found: Vec<FolderFault> = state_fault(state).into_iter().collect();
    for path in own.into_iter().filter(|path| fs::symlink_metadata(path).is_ok()) {
        match folder(&path) {
            Err(cause) => found.push(FolderFault::Unusable { path, cause }),
            Ok(()) if lets_others_in(&path) => found.push(FolderFault::Open(path)),
            Ok(()) => {}
        }
    }
    found
}

/// What is wrong with the state folder itself, which the user may have put elsewhere by a
/// link; what that leads to is not narrowed.
#[cfg(unix)]
fn state_fault(state: &Path) -> Option<FolderFault> {
    use std::os::unix::fs::MetadataExt;

    use super::attributes::own_user;

    let found = fs::metadata(state).ok()?;
    let is_link = fs::symlink_metadata(state).is_ok_and(|found| found.is_symlink());
    let cause = if !found.is_dir() {
        Foreign::NoFolder(what(&found)).into()
    } else if is_link && found.uid() != own_user() {
        Foreign::AnotherUser.into()
    } else if is_link && found.mode() & 0o002 != 0 {
        Foreign::Writable.into()
    } else if is_link {
        return None;
    } else {
        narrow(state).err()?
    };
    Some(FolderFault::State { path: state.to_owned(), cause })
}

#[cfg(not(unix))]
fn state_fault(_: &Path) -> Option<FolderFault> {
    None
}

#[cfg(unix)]
fn lets_others_in(folder: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(folder).is_ok_and(|found| found.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
fn lets_others_in(_: &Path) -> bool {
    false
}

/// The regular files in a folder of the program's own, in the order of their names; none
/// where the folder is not the user's own.
pub(super) fn files_in(folder: &Path) -> Vec<PathBuf> {
    let is_own = fs::symlink_metadata(folder).is_ok_and(|found| is_own_folder(&found));
    let entries = fs::read_dir(folder).into_iter().filter(|_| is_own).flatten().flatten();
    let files = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()));
    let mut files: Vec<_> = files.map(|entry| entry.path()).collect();
    files.sort();
    files
}

#[cfg(unix)]
fn is_own_folder(found: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    found.is_dir() && found.uid() == super::attributes::own_user()
}

#[cfg(not(unix))]
fn is_own_folder(found: &Metadata) -> bool {
    found.is_dir()
}

/// A new file that only the user may read: drafts are not for everybody.
///
/// # Errors
/// When something has the name already, or the system refuses.
pub(super) fn new_file(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Writes a file that only the user may read, in one stroke; an old one is replaced, with
/// whatever permissions it had.
///
/// # Errors
/// When it was not written, or something else than a regular file has the name. What was
/// there is as it was.
pub(super) fn write(path: &Path, bytes: &[u8], links: Links) -> Result<(), SaveError> {
    let system = |cause| SaveError::System { path: path.to_owned(), cause };
    let target = match links {
        Links::Follow => follow(path).map_err(system)?,
        Links::Refuse => path.to_owned(),
    };
    let old = match fs::symlink_metadata(&target) {
        Ok(old) => Some(old),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(cause) => return Err(system(cause)),
    };
    if let Some(special) = old.as_ref().and_then(|old| Special::of(old.file_type())) {
        return Err(SaveError::NotAFile { path: path.to_owned(), what: special.name() });
    }
    let folder = folder_of(&target);
    remove_orphans(folder);
    let new = written(folder, bytes, old.as_ref()).map_err(system)?;
    new.persist(&target).map_err(|error| system(error.error))?;
    flush_folder(folder).map_err(system)
}

fn written(folder: &Path, bytes: &[u8], old: Option<&Metadata>) -> io::Result<NamedTempFile> {
    let mut new = create_sibling(folder, Readers::Owner)?;
    new.as_file_mut().write_all(bytes)?;
    if let Some(old) = old {
        // What the superuser writes in a user's stead stays the user's.
        give_to_owner_of(new.as_file(), old);
    }
    new.as_file().sync_all()?;
    Ok(new)
}
