//! Files coming in as sources.
//!
//! A text is kept byte for byte, its line ends too, because quotes point into
//! it by offset; only a byte order mark is left out. What the file says of
//! itself (its front matter, heading or first line) is offered as a start for
//! the bibliographic record.
//!
//! Every file goes through one door, [`import_file`]: this process reads the bytes, a
//! confined child process makes a text of them ([`Worker`], [`confine`](confine())), and
//! what it answers is checked. Only the child calls [`import`].

mod child;
mod confine;
mod fault;
mod file;
mod frame;
mod markdown;
mod source;
mod text;
mod worker;

use std::{
    fmt, io,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

pub use child::{is_asked, serve};
pub use confine::{Confined, MEMORY, SECONDS, confine};
pub use fault::WorkerError;
pub use source::source_from_import;
pub use worker::{WALL, Worker};

use child::Request;
use file::FileError;
use worker::Answer;

use crate::persist::Limit;
use nutgraf_engine::model::{PartialDate, SnapshotFormat};

/// The largest file that is taken in, in bytes.
pub const LARGEST: usize = Limit::Import.read() as usize;

/// The longest title that is guessed, in characters.
pub const LONGEST_TITLE: usize = 120;

/// A text with what it says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// The text, without a byte order mark.
    pub text: String,
    /// How the text is to be read.
    pub format: SnapshotFormat,
    /// A guess at the title; empty where there is none.
    pub title: String,
    /// The authors that front matter names.
    pub authors: Vec<String>,
    /// The date that front matter gives.
    pub issued: Option<PartialDate>,
    /// The address that front matter gives; empty where there is none.
    pub url: String,
    /// Whether a byte order mark stood before the text.
    pub has_mark: bool,
}

/// A kind of file that is often taken for a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum OtherKind {
    Pdf,
    Zip,
    RichText,
    OldWord,
    Picture,
}

impl fmt::Display for OtherKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Pdf => "a PDF",
            Self::Zip => "a ZIP archive, as word processors and e-books use",
            Self::RichText => "a rich text file",
            Self::OldWord => "an old word-processor file",
            Self::Picture => "a picture",
        })
    }
}

/// Why a file cannot be a source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum ImportError {
    /// Nothing but white space.
    #[error("The file holds no words.")]
    Empty,
    /// Beyond [`LARGEST`].
    #[error("The file is larger than 32 MiB. Keep the part you cite in a file of its own.")]
    TooLarge,
    /// It begins with the byte order mark of UTF-16, or as UTF-16 without it does.
    #[error("The file is encoded as UTF-16. Save it as UTF-8 in your editor and try again.")]
    Utf16,
    /// It begins as a file of another kind begins.
    #[error("This is {0}, not a text. Copy its words into a text file and try again.")]
    OtherKind(OtherKind),
    /// A byte that no UTF-8 text has.
    #[error(
        "The file is not UTF-8: byte {0} belongs to no character. Save it as UTF-8 in your \
         editor and try again."
    )]
    NotUtf8(
        /// Where, counted from 0.
        usize,
    ),
    /// A NUL byte, which no text has.
    #[error("The file is not a text: there is a NUL byte at {0}.")]
    Nul(
        /// Where, counted from 0.
        usize,
    ),
}

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
    Worker {
        /// The file.
        path: PathBuf,
        /// What became of the process.
        error: WorkerError,
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

/// A path as it is shown: a name from elsewhere must not turn the line around, nor clear
/// the terminal.
pub fn named(path: &Path) -> String {
    let turns = |c| matches!(c, '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let name = path.to_string_lossy();
    name.replace(|c: char| c.is_control() || turns(c), "\u{fffd}")
}

/// How a file of this name is to be read: Markdown by its usual extensions,
/// else plain text.
pub fn format_of(name: &Path) -> SnapshotFormat {
    let extension = name.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    let markdown = ["md", "markdown", "mdown", "mkd", "mkdn", "mdwn", "qmd", "rmd"];
    if markdown.iter().any(|known| known.eq_ignore_ascii_case(extension)) {
        SnapshotFormat::Markdown
    } else {
        SnapshotFormat::Plain
    }
}

/// Takes in the bytes of a file, in this process: for the child, which may break.
///
/// # Errors
/// When they are no UTF-8 text with words in it, or too many.
pub fn import(bytes: &[u8], format: SnapshotFormat) -> Result<Imported, ImportError> {
    let text = text::decode(bytes)?;
    let imported = match format {
        SnapshotFormat::Plain => text::read(text),
        SnapshotFormat::Markdown => markdown::read(text),
    };
    Ok(Imported { has_mark: text::without_mark(bytes).len() < bytes.len(), ..imported })
}

/// Takes in a file within [`WALL`]; see [`format_of`] for how it is read.
///
/// # Errors
/// When it cannot be read or is no text that can be a source. The message names the file.
pub fn import_file(path: &Path, worker: &Worker) -> Result<Imported, ImportFileError> {
    let end = worker.end();
    let path_of = || path.to_owned();
    let content = |error| ImportFileError::Content { path: path_of(), error };
    let broken = |error| ImportFileError::Worker { path: path_of(), error };
    let bytes = file::read(path, end).map_err(|error| match error {
        FileError::System(error) => ImportFileError::Read { path: path_of(), error },
        FileError::NoFile(kind) => ImportFileError::NoFile { path: path_of(), kind },
        FileError::TooLarge => content(ImportError::TooLarge),
        FileError::NoThread(error) => broken(WorkerError::NoStart(error)),
        FileError::Broken => ImportFileError::Read {
            path: path_of(),
            error: io::Error::other("this is a fault in Nutgraf. Try again."),
        },
        FileError::Slow => broken(worker.slow()),
    })?;
    let request = Request { format: format_of(path) };
    match worker.read(bytes, request, end).map_err(broken)? {
        Answer::Taken(imported) => Ok(imported),
        Answer::Refused(error) => Err(content(error)),
    }
}
