//! What can go wrong with a file, said so that a writer knows what to do next.

use std::{
    fmt, io,
    path::{Path, PathBuf},
};

use super::{
    limits::{Limit, memory_to_open},
    regular::{RegularError, Special},
    store::FileFingerprint,
};
use nutgraf_engine::text::{Position, size_in_words};

/// A project cannot be opened. The file is as it was.
///
/// Displays as `path:line:column: what is wrong`, as far as there is a place.
#[derive(Debug)]
pub struct LoadError {
    /// The file that was to be opened.
    pub path: PathBuf,
    /// Where in it something is wrong.
    pub place: Option<Position>,
    /// What is wrong.
    pub fault: LoadFault,
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.path.display())?;
        if let Some(Position { line, column }) = self.place {
            write!(f, "{line}:{column}:")?;
        }
        write!(f, " {}", self.fault)
    }
}

impl std::error::Error for LoadError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.fault {
            LoadFault::Unreadable(cause) => Some(cause),
            _ => None,
        }
    }
}

impl LoadError {
    /// What to do next, as one sentence.
    pub fn hint(&self) -> &'static str {
        match &self.fault {
            LoadFault::Missing => "Check the name, or make a project with “nutgraf new”.",
            LoadFault::Folder => "Name the project file in it; its name ends in “.ron”.",
            LoadFault::NotAFile => "Name a project file; its name ends in “.ron”.",
            LoadFault::Unreadable(_) => "Check who may read the file, then open it again.",
            LoadFault::TooLarge { .. } => {
                "Check that this is the right file. If it is, choose “Open all the same” in the window, or give “--large” to a command that reads; then export it, or delete sources until it can be saved."
            }
            LoadFault::NotUtf8 { utf16: true, .. } => "Save the file as UTF-8, then open it again.",
            LoadFault::NotUtf8 { .. } => {
                "The file may be damaged or of another program; a backup or Git may have it whole."
            }
            LoadFault::Empty | LoadFault::AllZero => {
                "It may have been cut off by a full disk or a sync; a backup or Git may have it whole."
            }
            LoadFault::CutShort { .. } => {
                "The rest of it is missing; a backup or Git may have it whole."
            }
            LoadFault::NotRon(_) | LoadFault::TooDeep => {
                "Check that this is a Nutgraf project; if it was edited by hand, look at the place named."
            }
            LoadFault::UnknownField { .. } => {
                "A newer Nutgraf may have written it, or the name is misspelt; the file is left untouched, so that nothing in it is lost."
            }
            LoadFault::NotAProject(_) => {
                "If the file was edited by hand or merged, look at the place named; the file is left untouched."
            }
            LoadFault::Newer { .. } => "Open it with a newer Nutgraf; the file is left untouched.",
        }
    }
}

/// What is wrong with a file that cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum LoadFault {
    /// Nothing is there.
    #[error("there is no such file")]
    Missing,
    /// A folder is there.
    #[error("this is a folder, not a project file")]
    Folder,
    /// A device, a pipe or a socket is there.
    #[error("this is not an ordinary file")]
    NotAFile,
    /// The system refused to read it.
    #[error("cannot be read: {}", in_words(.0))]
    Unreadable(#[source] io::Error),
    /// It is larger than any project that this program writes or reads unasked.
    #[error(
        "the file has {}, and a project is opened up to {} unless you say so; it takes about {} of memory",
        size_in_words(*.size),
        size_in_words(Limit::Project.read()),
        size_in_words(memory_to_open(*.size))
    )]
    TooLarge {
        /// Its size in bytes.
        size: u64,
    },
    /// Its bytes are not text.
    #[error("not UTF-8 text: {} at byte {offset}", if *.utf16 { "it is UTF-16, which begins" } else { "the first wrong byte is" })]
    NotUtf8 {
        /// Byte offset of the first wrong byte.
        offset: usize,
        /// Whether it begins as UTF-16 does.
        utf16: bool,
    },
    /// It holds nothing.
    #[error("the file is empty")]
    Empty,
    /// It holds nothing but zero bytes, as after a power cut.
    #[error("the file holds nothing but zero bytes")]
    AllZero,
    /// It ends before the project does.
    #[error("{}", if *.of_text { "a text that begins here never ends: the file is cut short" } else { "the file is cut short: it ends before the project does" })]
    CutShort {
        /// Whether it ends within a text.
        of_text: bool,
    },
    /// It is not RON.
    #[error("this is not a Nutgraf project: {0}")]
    NotRon(String),
    /// Brackets within brackets beyond what any project has.
    #[error("this is not a Nutgraf project: brackets are nested too deeply")]
    TooDeep,
    /// It holds something this program does not know, and would lose.
    #[error("unknown field “{field}” in {within}")]
    UnknownField {
        /// The name of the field.
        field: String,
        /// What it stands in.
        within: String,
    },
    /// It is RON, but does not hold together as a project.
    #[error("the project does not hold together: {0}")]
    NotAProject(String),
    /// A newer program wrote it.
    #[error(
        "the file is of format {found}, and this Nutgraf reads formats up to {}",
        super::FORMAT
    )]
    Newer {
        /// The format it names.
        found: u64,
    },
}

impl From<RegularError> for LoadFault {
    fn from(error: RegularError) -> Self {
        use io::ErrorKind as K;
        match error {
            RegularError::Special(Special::Folder) => Self::Folder,
            RegularError::Special(_) => Self::NotAFile,
            RegularError::TooLarge { size } => Self::TooLarge { size },
            RegularError::System(cause)
                if matches!(cause.kind(), K::NotFound | K::NotADirectory) =>
            {
                Self::Missing
            }
            RegularError::System(cause) => Self::Unreadable(cause),
        }
    }
}

/// A project cannot be turned into the text of a file.
#[derive(Debug, thiserror::Error)]
pub enum EncodeError {
    /// The serialiser failed.
    #[error("the project cannot be written as RON: {0}")]
    Ron(#[from] ron::Error),
    /// The text that was made cannot be read back.
    #[error("the project would not open again: {0}")]
    Differs(Box<LoadError>),
    /// The text that was made reads back as something else.
    #[error("the project would not open again as it is now")]
    Lossy,
    /// The text that was made has more bytes than are allowed.
    #[error("it takes {}, and can have {}", size_in_words(*.size), size_in_words(*.most))]
    TooLarge {
        /// How many bytes it has.
        size: u64,
        /// How many it may have.
        most: u64,
    },
}

/// A file was not saved. But for [`SaveError::Unsettled`] and [`SaveError::Vanished`], what
/// was on disk is as it was.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// The project cannot be written at all.
    #[error("{}: not saved: {cause}", path.display())]
    Encode {
        /// The file that was to be saved.
        path: PathBuf,
        /// Why.
        cause: EncodeError,
    },
    /// The project has more bytes than a file of it may have.
    #[error("{}: not saved: the project takes {}, and a project can hold {}", path.display(), size_in_words(*.size), size_in_words(*.most))]
    TooLarge {
        /// The file that was to be saved.
        path: PathBuf,
        /// How many bytes it would have.
        size: u64,
        /// How many it may have.
        most: u64,
    },
    /// A file stands where a new one was to be made.
    #[error("{}: not saved: a file of this name is already there", path.display())]
    Exists {
        /// The file that is there.
        path: PathBuf,
    },
    /// The file is no longer what was opened.
    #[error("{}: not saved: another program changed the file since it was opened", path.display())]
    ChangedOutside {
        /// The file that was changed.
        path: PathBuf,
    },
    /// The file has other names, which would keep the old version.
    #[error("{}: not saved: the file has {names} names (hard links), and a save would give this one alone the new version", path.display())]
    Linked {
        /// The name that was to be saved to.
        path: PathBuf,
        /// How many names it has.
        names: u64,
    },
    /// What the path leads to is not the disk or folder that was opened or written to.
    #[error("{}: not saved where it was to be: the disk or folder that it was on is no longer there", path.display())]
    Vanished {
        /// The file that was to be saved.
        path: PathBuf,
    },
    /// A folder, device or pipe stands there.
    #[error("{}: not saved: this is {what}, not a file", path.display())]
    NotAFile {
        /// What was to be replaced.
        path: PathBuf,
        /// `a folder`, or what else it is.
        what: &'static str,
    },
    /// The file may not be written to.
    #[error("{}: not saved: the file is marked as read-only", path.display())]
    ReadOnly {
        /// The file.
        path: PathBuf,
    },
    /// The system refused.
    #[error("{}: not saved: {}", path.display(), in_words(cause))]
    System {
        /// The file that was to be saved.
        path: PathBuf,
        /// What the system said.
        #[source]
        cause: io::Error,
    },
    /// The new file is in place, but the folder could not be flushed.
    #[error("{}: saved, but the disk did not confirm it ({}); whether it would survive a power cut is not known", path.display(), in_words(cause))]
    Unsettled {
        /// The file that is in place.
        path: PathBuf,
        /// What stands there now.
        stamp: FileFingerprint,
        /// What the system said.
        #[source]
        cause: io::Error,
    },
}

impl SaveError {
    /// A project that could not be made the text of a file.
    pub fn encoding(path: &Path, cause: EncodeError) -> Self {
        let path = path.to_owned();
        match cause {
            EncodeError::TooLarge { size, most } => Self::TooLarge { path, size, most },
            cause => Self::Encode { path, cause },
        }
    }

    /// What is on disk now and what to do next, as one sentence.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Encode { .. } => {
                "What was on disk is as it was. This is a fault in Nutgraf: copy your text elsewhere and report it."
            }
            Self::TooLarge { .. } => {
                "What was on disk is as it was. Delete sources that are not used any more, or move large ones into a project of their own, then save again."
            }
            Self::Exists { .. } => {
                "It is as it was; choose another name, or say that it is to be replaced."
            }
            Self::ChangedOutside { .. } => {
                "Those changes are kept; save a copy under another name, or say that they are to be replaced."
            }
            Self::Linked { .. } => {
                "It is as it was; save a copy elsewhere, or say that only this name is to be replaced. Nutgraf does not write into a file in place: a power cut could leave half of it."
            }
            Self::Vanished { .. } => {
                "Connect the disk again and save once more, or save elsewhere; until then, what you have here is in no file."
            }
            Self::NotAFile { .. } => "Choose another name.",
            Self::ReadOnly { .. } => "It is as it was; allow writing to it, or save elsewhere.",
            Self::Unsettled { .. } => "Save again, or save elsewhere: a copy on another disk.",
            Self::System { cause, .. } => hint_of(cause),
        }
    }
}

/// What to do next where the system refused.
fn hint_of(cause: &io::Error) -> &'static str {
    use io::ErrorKind as K;
    match (said(cause), cause.kind()) {
        (Some(Said::Protected), _) => {
            "What was there is as it was; take the protection away (“lsattr” shows it, “chattr -i” ends it), or, in a folder in which only its owner may replace a file, have the owner save it; or save elsewhere."
        }
        (Some(Said::Failing | Said::NoDevice), _) => {
            "What was there is as it was, as far as can be told; save elsewhere, on another disk, and check this one."
        }
        (Some(Said::ManyFiles), _) => {
            "What was there is as it was; close other programs and save again, or save elsewhere."
        }
        (None, K::StorageFull | K::QuotaExceeded) => {
            "What was there is as it was; free some space, or save elsewhere."
        }
        (None, K::ReadOnlyFilesystem) => {
            "What was there is as it was; make the disk writable, or save elsewhere. A disk that turned read-only by itself may be failing."
        }
        (None, K::StaleNetworkFileHandle | K::NotConnected | K::TimedOut) => {
            "Connect the folder again and save once more, or save elsewhere."
        }
        (None, K::CrossesDevices | K::ResourceBusy) => {
            "What was there is as it was; save elsewhere. A file that is mounted by itself cannot be replaced in one stroke: mount its folder instead."
        }
        (None, K::FileTooLarge) => {
            "What was there is as it was; raise the limit (“ulimit -f”), or save elsewhere."
        }
        (None, K::NotFound | K::NotADirectory | K::InvalidFilename) => {
            "Make the folder first, or save elsewhere: choose another folder and name."
        }
        (None, K::PermissionDenied) => {
            "What was there is as it was; check who may write to the folder, or save elsewhere."
        }
        _ => "What was there is as it was; save elsewhere.",
    }
}

/// What the system says by a number for which the standard library has no kind of its own.
enum Said {
    Protected,
    Failing,
    NoDevice,
    ManyFiles,
}

fn said(cause: &io::Error) -> Option<Said> {
    // These are the same on every Unix; elsewhere the numbers mean other things.
    let number = cause.raw_os_error().filter(|_| cfg!(unix))?;
    match number {
        1 => Some(Said::Protected),
        5 => Some(Said::Failing),
        6 | 19 => Some(Said::NoDevice),
        23 | 24 => Some(Said::ManyFiles),
        _ => None,
    }
}

/// What the system said, without its number.
pub(super) fn in_words(cause: &io::Error) -> String {
    use io::ErrorKind as K;
    let words = match (said(cause), cause.kind()) {
        (Some(Said::Protected), _) => "the file or its folder is protected against changes",
        (Some(Said::Failing), _) => "the disk reports an error (input/output error)",
        (Some(Said::NoDevice), _) => "the disk is gone",
        (Some(Said::ManyFiles), _) => "too many files are open",
        (None, K::PermissionDenied) => "permission is denied",
        (None, K::NotFound) => "the folder is not there",
        (None, K::NotADirectory) => "a part of its path is not a folder",
        (None, K::StorageFull) => "the disk is full (no space, or no room for one more file)",
        (None, K::QuotaExceeded) => "your disk quota is used up",
        (None, K::FileTooLarge) => "the file would be larger than the system allows",
        (None, K::ReadOnlyFilesystem) => "the disk can only be read",
        (None, K::StaleNetworkFileHandle | K::NotConnected) => "the network folder is gone",
        (None, K::TimedOut) => "the disk did not answer in time",
        (None, K::CrossesDevices) => "the file is on another disk than the folder it is in",
        (None, K::ResourceBusy) => "the system holds the file fast; it may be mounted by itself",
        (None, K::InvalidFilename) => "the system does not allow this file name",
        _ => {
            let said = cause.to_string();
            let end = said.find(" (os error").unwrap_or(said.len());
            return said[..end].to_lowercase();
        }
    };
    words.to_owned()
}
