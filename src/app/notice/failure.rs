//! Why work outside the workspace failed, as values.

use std::{io, path::PathBuf};

use crate::{
    exchange::import::ImportFileError,
    persist::{SaveError, journal::JournalError},
};

/// Why what is typed is not protected by a journal.
#[derive(Debug)]
pub enum JournalFailure {
    /// The journal cannot be written.
    Error(JournalError),
    /// The journal's thread panicked.
    Panic,
    /// The system allows no thread for it.
    NoThread(io::Error),
    /// No folder is known to journal in.
    NoFolder,
}

/// Why a text from elsewhere was not read.
#[derive(Debug)]
pub enum ReadFailure {
    /// It cannot be read.
    Error(ImportFileError),
    /// The reading thread panicked over the file of this name.
    Panic(String),
}

/// Why work failed that has no answer of its own.
#[derive(Debug)]
pub enum TaskFailure {
    /// The system allows no thread that checks.
    NoCheckThread(io::Error),
    /// A check panicked.
    CheckPanic,
    /// Work on a file panicked.
    FilePanic,
    /// The desktop's program that shows folders does not start.
    NoFileManager(PathBuf, io::Error),
    /// The settings were not kept.
    Settings(SaveError),
}
