//! Files coming in as sources: the parent's side.
//!
//! Every file goes through one door, [`import_file`]: this process reads the bytes, a
//! confined child process makes a text of them ([`ImportProcess`]), and what it answers is
//! checked. What the child does, and what is believed of it, is the crate
//! [`nutgraf_import`].
//!
//! A text is kept byte for byte, its line ends too, because quotes point into it by offset;
//! only a byte order mark is left out. What the file says of itself (its front matter,
//! heading or first line) is offered as a start for the bibliographic record.
//!
//! # Invariants
//!
//! No reader of [`nutgraf_import`] runs in this process.

mod description;
mod fault;
mod file;
mod process;
mod source;

use std::{
    io,
    path::{Path, PathBuf},
};

pub use description::TextDescription;
pub use fault::ImportProcessError;
pub use process::ImportProcess;
pub use source::source_from_import;

use file::FileError;
use nutgraf_import::{Answer, ImportError, ImportKind, Imported};

/// Why a file could not be taken in.
#[derive(Debug, thiserror::Error)]
pub enum ImportFileError {
    /// It could not be read.
    #[error("“{}” could not be read: {error}", named(path))]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// It is no file.
    #[error("“{}” could not be read: it is {kind}. Choose a file.", named(path))]
    NoFile {
        /// What was named.
        path: PathBuf,
        /// What it is.
        kind: &'static str,
    },
    /// The process that was to make a text of it did not.
    #[error("“{}” could not be read. {error}", named(path))]
    Process {
        /// The file.
        path: PathBuf,
        /// What became of the process.
        error: ImportProcessError,
    },
    /// It is no text that can be a source.
    #[error("“{}” was not taken in. {error}", named(path))]
    Content {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        error: ImportError,
    },
}

/// Returns a path as it is shown: a name from elsewhere must not turn the line around, nor
/// clear the terminal.
pub fn named(path: &Path) -> String {
    let turns = |c| matches!(c, '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let name = path.to_string_lossy();
    name.replace(|c: char| c.is_control() || turns(c), "\u{fffd}")
}

/// Takes in a file within the limits of its kind; see [`ImportKind::of_path`] for how it is
/// read.
///
/// # Errors
/// When it cannot be read or is no text that can be a source. The message names the file.
pub fn import_file(path: &Path, process: &ImportProcess) -> Result<Imported, ImportFileError> {
    let kind = ImportKind::of_path(path);
    let most = kind.limits().bytes_in;
    let end = process.end(kind.into());
    let path_of = || path.to_owned();
    let content = |error| ImportFileError::Content { path: path_of(), error };
    let broken = |error| ImportFileError::Process { path: path_of(), error };
    let bytes = file::read(path, most, end).map_err(|error| match error {
        FileError::System(error) => ImportFileError::Read { path: path_of(), error },
        FileError::NoFile(kind) => ImportFileError::NoFile { path: path_of(), kind },
        FileError::TooLarge => content(ImportError::TooLarge { most }),
        FileError::NoThread(error) => broken(ImportProcessError::NoStart(error)),
        FileError::Broken => ImportFileError::Read {
            path: path_of(),
            error: io::Error::other("this is a fault in Nutgraf. Try again."),
        },
        FileError::Slow => broken(process.slow(kind.into())),
    })?;
    match process.read(bytes, kind, end).map_err(broken)? {
        Answer::Taken(imported) => Ok(imported),
        Answer::Refused(error) => Err(content(error)),
    }
}
