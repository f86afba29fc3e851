//! New files beside old ones, and what dead processes left of them.
//!
//! A save renames a new file over the old one, so the new one has to be made in the same
//! folder.
//!
//! # Invariants
//!
//! Its name says which process made it, and only files of processes that are gone are taken
//! away.

use std::{fs, io, path::Path, sync::OnceLock, time::Duration};

use sha2::{Digest, Sha256};
use tempfile::NamedTempFile;

use super::attributes::is_own_file;

/// What the new files of saves are called: where the process runs, its id, and something
/// random follow.
const NEW: &str = ".nutgraf-";

/// For how long a file of a process that cannot be asked after is left alone.
const LEFT_ALONE: Duration = Duration::from_secs(24 * 60 * 60);

/// Takes away the new files that processes left which died while they saved. What
/// cannot be taken away stays; it is in nobody's way.
pub(super) fn remove_orphans(folder: &Path) {
    let here = format!("{:08x}", here());
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let of = name.to_str().and_then(|name| name.strip_prefix(NEW)?.strip_suffix(".tmp"));
        let Some((place, rest)) = of.and_then(|of| of.split_once('-')) else { continue };
        let Some(process) = rest.split('-').next().and_then(|id| id.parse::<u32>().ok()) else {
            continue;
        };
        // Whatever else has such a name is none that a save of ours left.
        let is_left = entry.metadata().is_ok_and(|found| is_own_file(&found));
        if is_left && is_dead(place == here, process, &entry) {
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

/// Who may read a new file until it is told otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Readers {
    /// Its owner alone: it is to have the permissions of another, which may be as narrow.
    Owner,
    /// Whoever may read any program's new file, by the user's umask.
    Usual,
}

/// A new, empty file in a folder. It goes again unless it is renamed into place.
pub(super) fn create_sibling(folder: &Path, readers: Readers) -> io::Result<NamedTempFile> {
    // Place and process let a later save tell what a dead process left behind.
    let prefix = format!("{NEW}{:08x}-{}-", here(), std::process::id());
    let mut builder = tempfile::Builder::new();
    builder.prefix(&prefix).suffix(".tmp");
    // Opened here and not by the crate, whose own errors have lost the system's number.
    builder.make_in(folder, |path| {
        let mut options = fs::File::options();
        options.read(true).write(true).create_new(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt;
            options.mode(match readers {
                Readers::Owner => 0o600,
                // The user's umask takes the rest away.
                Readers::Usual => 0o666,
            });
        }
        #[cfg(not(unix))]
        let _ = readers;
        options.open(path)
    })
}
