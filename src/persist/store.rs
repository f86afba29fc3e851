//! Files on disk: opened with care, replaced in one stroke.
//!
//! A save writes a new file beside the old one, flushes it, and renames it
//! into place, so that every moment of it leaves either the old file or the
//! new one, whole. Before that, what is on disk is compared by content with
//! what was loaded: length and time alone do not show every edit.

use std::{
    fs::{self, File, Permissions},
    io::{self, Read, Write},
    path::{Path, PathBuf},
    sync::OnceLock,
    time::{Duration, SystemTime},
};

use sha2::{Digest, Sha256};
use tempfile::NamedTempFile;

use super::{
    LoadError, LoadFault, SaveError,
    file::{from_ron, to_ron},
};
use crate::project::Project;

/// The size in bytes beyond which a file is not opened.
pub const LIMIT: u64 = 64 << 20;

/// What stood in a file when it was read or written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// Length in bytes.
    pub length: u64,
    /// SHA-256 of the content.
    pub sha256: [u8; 32],
    /// When the file says it was last changed; for telling a person, never for deciding.
    pub modified: Option<SystemTime>,
}

impl Stamp {
    pub(super) fn of(bytes: &[u8], modified: Option<SystemTime>) -> Self {
        Self { length: bytes.len() as u64, sha256: Sha256::digest(bytes).into(), modified }
    }

    /// Whether two files hold the same, whenever they were changed.
    pub fn holds_the_same(&self, other: &Self) -> bool {
        (self.length, self.sha256) == (other.length, other.sha256)
    }

    fn is_of(&self, bytes: &[u8]) -> bool {
        self.length == bytes.len() as u64 && self.sha256[..] == Sha256::digest(bytes)[..]
    }
}

/// A project that was opened, and what its file held then.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The project.
    pub project: Project,
    /// What a person should know of it; see [`Loaded::notes`](super::Loaded::notes).
    pub notes: Vec<String>,
    /// To be given to the next [`save`].
    pub stamp: Stamp,
}

/// What a save expects to find on disk. Anything else is never overwritten.
#[derive(Clone, Copy, Debug)]
pub enum Expect<'a> {
    /// No file of this name.
    Nothing,
    /// What was loaded or last saved. A file that is gone is made again.
    Unchanged(&'a Stamp),
    /// Whatever it is: a person looked at it and chose to replace it.
    Overwrite,
}

/// Opens a project file.
///
/// # Errors
/// When it cannot be read or is not a project that this program knows whole.
pub fn load(path: &Path) -> Result<Opened, LoadError> {
    let (bytes, modified) =
        read(path).map_err(|fault| LoadError { path: path.to_owned(), place: None, fault })?;
    opened(&bytes, modified, path)
}

/// Makes a project of the bytes of its file.
pub(super) fn opened(
    bytes: &[u8],
    modified: Option<SystemTime>,
    path: &Path,
) -> Result<Opened, LoadError> {
    let loaded = from_ron(bytes, path)?;
    let stamp = Stamp::of(bytes, modified);
    Ok(Opened { project: loaded.project, notes: loaded.notes, stamp })
}

pub(super) fn read(path: &Path) -> Result<(Vec<u8>, Option<SystemTime>), LoadFault> {
    let metadata = fs::metadata(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => LoadFault::Missing,
        _ => LoadFault::Unreadable(error),
    })?;
    if metadata.is_dir() {
        return Err(LoadFault::Folder);
    }
    // Opening a pipe would wait for ever, reading a device too.
    if !metadata.is_file() {
        return Err(LoadFault::NotAFile);
    }
    if metadata.len() > LIMIT {
        return Err(LoadFault::TooLarge { size: metadata.len() });
    }
    let file = File::open(path).map_err(LoadFault::Unreadable)?;
    let mut bytes = Vec::new();
    // The file may grow while it is read; one byte more than allowed is enough to know.
    file.take(LIMIT + 1).read_to_end(&mut bytes).map_err(LoadFault::Unreadable)?;
    Ok((bytes, metadata.modified().ok()))
}

/// Saves a project and returns the stamp for the next save.
///
/// Symbolic links are followed; the old file's permissions are kept, and its
/// owner where the system allows it.
///
/// # Errors
/// When it was not saved, or, for [`SaveError::Unsettled`] alone, when it was
/// but the disk did not confirm it.
pub fn save(project: &Project, path: &Path, expect: Expect<'_>) -> Result<Stamp, SaveError> {
    let text =
        to_ron(project).map_err(|cause| SaveError::Encode { path: path.to_owned(), cause })?;
    replace(path, text.as_bytes(), expect)
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
        return File::options()
            .write(true)
            .open(path)
            .and_then(|mut f| f.write_all(bytes))
            .map_err(system);
    }
    replace(path, bytes, Expect::Overwrite).map(drop)
}

/// Writes a file as [`write_atomic`] does. A new one gets the permissions of another.
///
/// # Errors
/// When it was not written; an old file is then as it was.
pub fn write_like(path: &Path, bytes: &[u8], like: &Path) -> Result<(), SaveError> {
    let is_new = fs::symlink_metadata(path).is_err();
    write_atomic(path, bytes)?;
    if is_new
        && let Ok(like) = fs::metadata(like)
        && !like.permissions().readonly()
    {
        let system = |cause| SaveError::System { path: path.to_owned(), cause };
        fs::set_permissions(path, like.permissions()).map_err(system)?;
    }
    Ok(())
}

pub(super) fn replace(path: &Path, bytes: &[u8], expect: Expect<'_>) -> Result<Stamp, SaveError> {
    let system = |cause| SaveError::System { path: path.to_owned(), cause };
    let target = follow(path).map_err(system)?;
    let old = guard(path, &target, expect)?;
    let folder = match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    sweep(folder);
    let mut new = new_beside(folder).map_err(system)?;
    new.write_all(bytes).map_err(system)?;
    if let Some(old) = &old {
        take_after(new.as_file(), old).map_err(system)?;
    }
    new.as_file().sync_all().map_err(system)?;
    // Writing took a while; what is on disk may have changed meanwhile.
    guard(path, &target, expect)?;
    let file = match expect {
        Expect::Nothing => new.persist_noclobber(&target),
        Expect::Unchanged(_) | Expect::Overwrite => new.persist(&target),
    };
    let file = file.map_err(|error| match error.error.kind() {
        io::ErrorKind::AlreadyExists => SaveError::Exists { path: path.to_owned() },
        _ => system(error.error),
    })?;
    let stamp = Stamp::of(bytes, file.metadata().and_then(|new| new.modified()).ok());
    match flush_folder(folder) {
        Ok(()) => Ok(stamp),
        Err(cause) => Err(SaveError::Unsettled { path: path.to_owned(), stamp, cause }),
    }
}

/// Where the file really is: at the end of its symbolic links, even when the
/// last of them leads to nothing yet.
fn follow(path: &Path) -> io::Result<PathBuf> {
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
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(cause) => return Err(SaveError::System { path, cause }),
    };
    if !old.is_file() {
        let what = if old.is_dir() { "a folder" } else { "a device or a pipe" };
        return Err(SaveError::NotAFile { path, what });
    }
    match expect {
        Expect::Nothing => return Err(SaveError::Exists { path }),
        Expect::Overwrite => {}
        Expect::Unchanged(_) if old.permissions().readonly() => {
            return Err(SaveError::ReadOnly { path });
        }
        Expect::Unchanged(stamp) => {
            let same = old.len() == stamp.length
                && fs::read(target)
                    .map(|bytes| stamp.is_of(&bytes))
                    .map_err(|cause| SaveError::System { path: path.clone(), cause })?;
            if !same {
                return Err(SaveError::ChangedOutside { path });
            }
        }
    }
    Ok(Some(old))
}

/// What the new files of saves are called: where the process runs, its id, and something
/// random follow.
const NEW: &str = ".nutgraf-";

/// For how long a file of a process that cannot be asked after is left alone.
const LEFT_ALONE: Duration = Duration::from_secs(24 * 60 * 60);

/// Takes away the new files that processes left which died while they saved. What
/// cannot be taken away stays; it is in nobody's way.
fn sweep(folder: &Path) {
    let here = format!("{:08x}", here());
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let of = name.to_str().and_then(|name| name.strip_prefix(NEW)?.strip_suffix(".tmp"));
        let Some((place, rest)) = of.and_then(|of| of.split_once('-')) else { continue };
        let Some(process) = rest.split('-').next().and_then(|id| id.parse::<u32>().ok()) else {
            continue;
        };
        if is_dead(place == here, process, &entry) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Whether the process of a new file is gone. Of another computer, or of another world of
/// processes on this one, only time tells.
fn is_dead(is_here: bool, process: u32, entry: &fs::DirEntry) -> bool {
    if is_here && cfg!(target_os = "linux") {
        return process != std::process::id()
            && !Path::new("/proc").join(process.to_string()).exists();
    }
    let modified = entry.metadata().and_then(|metadata| metadata.modified());
    let age = modified.ok().and_then(|modified| modified.elapsed().ok());
    age.is_some_and(|age| age > LEFT_ALONE)
}

/// A number for where process ids mean what they mean here: this computer since it was
/// started, and its world of processes.
fn here() -> u32 {
    static HERE: OnceLock<u32> = OnceLock::new();
    *HERE.get_or_init(read_here)
}

fn read_here() -> u32 {
    let mut hash = Sha256::new();
    for path in ["/proc/sys/kernel/random/boot_id", "/proc/sys/kernel/hostname"] {
        hash.update(fs::read(path).unwrap_or_default());
    }
    let world = fs::read_link("/proc/self/ns/pid").unwrap_or_default();
    hash.update(world.as_os_str().as_encoded_bytes());
    u32::from_be_bytes(*hash.finalize().first_chunk().expect("a SHA-256 has 32 bytes"))
}

/// A new, empty file in a folder. It goes again unless it is renamed into place.
fn new_beside(folder: &Path) -> io::Result<NamedTempFile> {
    // Place and process let a later save tell what a dead process left behind.
    let prefix = format!("{NEW}{:08x}-{}-", here(), std::process::id());
    let mut builder = tempfile::Builder::new();
    builder.prefix(&prefix).suffix(".tmp");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // What any program's new file gets: the user's umask takes the rest away.
        builder.permissions(Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

/// Gives the new file what the old one had besides its content.
fn take_after(new: &File, old: &fs::Metadata) -> io::Result<()> {
    let permissions: Permissions = old.permissions();
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let now = new.metadata()?;
        if (now.uid(), now.gid()) != (old.uid(), old.gid()) {
            // Only the superuser may give a file away; others keep what they can.
            let _ = std::os::unix::fs::fchown(new, Some(old.uid()), Some(old.gid()));
        }
        if now.permissions() == permissions {
            return Ok(());
        }
    }
    new.set_permissions(permissions)
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
