//! Every bound on what is read, beside the bound on what is written.
//!
//! What this program writes it must be able to read again, and what it reads it should be
//! able to write. So each bound has two sides, and both stand here.
//!
//! | what | written | read |
//! |---|---|---|
//! | project file | 256 MiB | 512 MiB; more when a person says so |
//! | nesting of records in it | 6 levels | 128 levels |
//! | crash journal, with the project in it | 1 GiB | 2 GiB |
//! | text that is imported | 32 MiB | 32 MiB |
//! | annotated draft | 1 GiB | 2 GiB |
//! | image that is kept beside a project | 32 MiB | 32 MiB |
//! | note in a lock file | 3 KiB | 4 KiB |
//!
//! No field, list or id of a project has a bound of its own: what the file may have, each
//! of them may have. What must hold of single records is checked by
//! [`Project::apply`](crate::project::Project::apply), through which a file is read and
//! a step is taken.
//!
//! # Invariants
//! - Nothing is written beyond what is read: see [`Limit::written`] and [`Limit::read`].
//! - A step after which a project could not be written is refused before it is taken.

use crate::project::LARGEST_FILE;
use nutgraf_import::LARGEST_TEXT;

/// Something that is written and read again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Limit {
    /// The file of a project, or of one of its versions.
    Project,
    /// Records within records.
    Nesting,
    /// The crash journal of a window.
    Journal,
    /// The text of a file that becomes a source or a draft; what reading it may take is said
    /// for each kind by [`ImportKind::limits`](nutgraf_import::ImportKind::limits).
    Import,
    /// The annotated draft of a packet, which gives the draft back.
    Annotated,
    /// An image that is kept beside a project.
    Image,
    /// The note that says who holds a lock.
    LockNote,
}

impl Limit {
    /// Every limit.
    pub const ALL: [Self; 7] = [
        Self::Project,
        Self::Nesting,
        Self::Journal,
        Self::Import,
        Self::Annotated,
        Self::Image,
        Self::LockNote,
    ];

    /// The most that is written: bytes, or levels of nesting.
    pub const fn written(self) -> u64 {
        match self {
            Self::Project => LARGEST_FILE,
            Self::Nesting => 6,
            Self::Journal => 1 << 30,
            Self::Import => LARGEST_TEXT,
            // Annotations repeat the words of claims and evidence.
            Self::Annotated => 4 * LARGEST_FILE,
            // A photograph as a camera makes it.
            Self::Image => 32 << 20,
            Self::LockNote => 3 << 10,
        }
    }

    /// The most that is read: bytes, or levels of nesting.
    pub const fn read(self) -> u64 {
        match self {
            Self::Project => 2 * LARGEST_FILE,
            // What `ron` allows.
            Self::Nesting => 128,
            Self::Journal => 2 << 30,
            Self::Import => LARGEST_TEXT,
            Self::Annotated => 8 * LARGEST_FILE,
            Self::Image => 32 << 20,
            Self::LockNote => 4 << 10,
        }
    }
}

/// How a project file is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reading {
    /// Up to [`Limit::read`].
    #[default]
    Usual,
    /// Whatever its size: a person was told what it costs; see [`memory_to_open`].
    Large,
}

impl Reading {
    /// How a file is read again that had this length when it was read or written last.
    pub fn again(length: u64) -> Self {
        if length > Self::Usual.most() { Self::Large } else { Self::Usual }
    }

    /// The most bytes that are read.
    pub const fn most(self) -> u64 {
        match self {
            Self::Usual => Limit::Project.read(),
            // One byte more can be asked for, to see whether a file grew.
            Self::Large => u64::MAX - 1,
        }
    }
}

/// How much memory a project takes whose file has a size, all in bytes.
///
/// To open and save files of 70 and 200 MiB took 2 to 4 times their size, to check one of
/// 30 MiB whose every source is quoted 8.5 times (the index of its words).
/// `tests/files/limits.rs` measures again.
pub const fn memory_to_open(size: u64) -> u64 {
    size.saturating_mul(9)
}
