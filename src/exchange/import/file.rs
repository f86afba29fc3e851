//! A file's bytes, read by the parent: the child opens nothing.
//!
//! # Invariants
//!
//! Nothing but a regular file of a size that is taken in is read, and no file keeps the
//! caller waiting longer than it is ready to, be it on a network that went away.

use std::{
    io,
    path::Path,
    sync::mpsc::{self, RecvTimeoutError},
    thread,
    time::{Duration, Instant},
};

use crate::persist::regular::{self, Links, RegularError, Special};

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

/// Returns the bytes of a file that has at most `most` of them.
pub(super) fn read(path: &Path, most: u64, end: Instant) -> Result<Vec<u8>, FileError> {
    let (sender, bytes) = mpsc::channel();
    let path = path.to_owned();
    // A call that hangs in the system cannot be taken back, but it can be left alone.
    let thread = thread::Builder::new().spawn(move || {
        // Nobody may be waiting any more.
        let _ = sender.send(read_now(&path, most));
    });
    thread.map_err(FileError::NoThread)?;
    bytes.recv_timeout(left(end)).unwrap_or_else(|error| {
        Err(match error {
            RecvTimeoutError::Timeout => FileError::Slow,
            RecvTimeoutError::Disconnected => FileError::Broken,
        })
    })
}

/// Returns how long it is until then.
pub(super) fn left(end: Instant) -> Duration {
    end.saturating_duration_since(Instant::now())
}

fn read_now(path: &Path, most: u64) -> Result<Vec<u8>, FileError> {
    match regular::read(path, Links::Follow, most) {
        Ok((bytes, _)) => Ok(bytes),
        Err(RegularError::Special(Special::Folder)) => Err(FileError::NoFile("a folder")),
        Err(RegularError::Special(_)) => Err(FileError::NoFile("a device or pipe")),
        Err(RegularError::TooLarge { .. }) => Err(FileError::TooLarge),
        Err(RegularError::System(error)) => Err(error.into()),
    }
}
