//! A file's bytes, read by the parent: the child opens nothing.
//!
//! # Invariants
//!
//! Nothing but a regular file of a size that is taken in is read, and no file keeps the
//! caller waiting longer than it is ready to, be it on a network that went away.

use std::{
    fs::{self, File, Metadata, OpenOptions},
    io::{self, Read},
    path::Path,
    sync::mpsc::{self, RecvTimeoutError},
    thread,
    time::{Duration, Instant},
};

use super::LARGEST;

/// Why a file gave no bytes.
#[derive(Debug)]
pub(super) enum FileError {
    System(io::Error),
    /// It is no file, but this.
    NoFile(&'static str),
    TooLarge,
    Slow,
    /// There is nobody who reads it.
    NoThread(io::Error),
    /// Whoever read it broke.
    Broken,
}

impl From<io::Error> for FileError {
    fn from(error: io::Error) -> Self {
        Self::System(error)
    }
}

/// The bytes of a file.
pub(super) fn read(path: &Path, end: Instant) -> Result<Vec<u8>, FileError> {
    let (sender, bytes) = mpsc::channel();
    let path = path.to_owned();
    // A call that hangs in the system cannot be taken back, but it can be left alone.
    let thread = thread::Builder::new().spawn(move || {
        // Nobody may be waiting any more.
        let _ = sender.send(read_now(&path));
    });
    thread.map_err(FileError::NoThread)?;
    bytes.recv_timeout(left(end)).unwrap_or_else(|error| {
        Err(match error {
            RecvTimeoutError::Timeout => FileError::Slow,
            RecvTimeoutError::Disconnected => FileError::Broken,
        })
    })
}

/// How long it is until then.
pub(super) fn left(end: Instant) -> Duration {
    end.saturating_duration_since(Instant::now())
}

fn read_now(path: &Path) -> Result<Vec<u8>, FileError> {
    // To open a pipe or a tape does something to it, so the kind is asked for first;
    // and once more of what was opened, because it may be another by then.
    check(&fs::metadata(path)?)?;
    let file = open(path)?;
    check(&file.metadata()?)?;
    let mut bytes = Vec::new();
    // One byte beyond the bound shows that the file grew.
    file.take(LARGEST as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > LARGEST { Err(FileError::TooLarge) } else { Ok(bytes) }
}

fn check(found: &Metadata) -> Result<(), FileError> {
    if !found.is_file() {
        return Err(FileError::NoFile(if found.is_dir() {
            "a folder"
        } else {
            "a device or pipe"
        }));
    }
    if found.len() > LARGEST as u64 { Err(FileError::TooLarge) } else { Ok(()) }
}

#[cfg(unix)]
fn open(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;

    use rustix::fs::OFlags;

    // Were it a pipe by now, opening it would wait for a writer.
    let flags = OFlags::NONBLOCK.bits().cast_signed();
    OpenOptions::new().read(true).custom_flags(flags).open(path)
}

#[cfg(not(unix))]
fn open(path: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).open(path)
}
