//! Why a project file cannot be opened, said so that a writer knows what to do next.

use std::{fmt, io, path::PathBuf};

use super::{
    format::FORMAT,
    inconsistency::{Inconsistency, RecordKind},
    limits::{Limit, memory_to_open},
    regular::{RegularError, Special},
    system_error::in_words,
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
    NotRon(RonFault),
    /// Brackets within brackets beyond what any project has.
    #[error("this is not a Nutgraf project: brackets are nested too deeply")]
    TooDeep,
    /// It holds something this program does not know, and would lose.
    #[error("unknown field “{field}” in {within}")]
    UnknownField {
        /// The name of the field.
        field: String,
        /// What it stands in.
        within: RecordKind,
    },
    /// It is RON, but does not hold together as a project.
    #[error("the project does not hold together: {0}")]
    NotAProject(Box<Inconsistency>),
    /// A newer program wrote it.
    #[error("the file is of format {found}, and this Nutgraf reads formats up to {}", FORMAT)]
    Newer {
        /// The format it names.
        found: u64,
    },
}

/// What keeps a text from being RON.
#[derive(Debug, thiserror::Error)]
pub enum RonFault {
    /// Something else than a record stands at its beginning.
    #[error("it does not begin with “(”")]
    NoBracket,
    /// It breaks a rule of RON, in the words of its reader.
    #[error("{0}")]
    Syntax(String),
}

impl From<Inconsistency> for LoadFault {
    fn from(found: Inconsistency) -> Self {
        Self::NotAProject(Box::new(found))
    }
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
