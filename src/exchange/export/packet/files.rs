//! The files of a packet, and how they come onto the disk.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use crate::persist::{Limit, SaveError, refuse_special, write_own};
use nutgraf_engine::text::size_in_words;

/// The documents of a packet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Packet {
    /// The six files in the order in which they are read.
    pub files: Vec<PacketFile>,
}

/// One file of a packet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PacketFile {
    /// What its name ends with: `annotated-draft.md`.
    pub name: &'static str,
    /// What it holds.
    pub text: String,
}

impl Packet {
    /// The text of the file of a name.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.files.iter().find(|file| file.name == name).map(|file| file.text.as_str())
    }
}

/// A packet was not written, or not all of it.
#[derive(Debug, thiserror::Error)]
pub enum PacketError {
    /// The folder is not there and cannot be made.
    #[error("{folder}: the folder could not be made: {cause}", folder = .folder.display())]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// What the system says.
        cause: io::Error,
    },
    /// One of the files would replace the project.
    #[error("{}: not written: this is the project itself", .0.display())]
    IsProject(PathBuf),
    /// The annotated draft could not be read again.
    #[error(
        "{}: not written: it would have {}, and an annotated draft can have {}",
        path.display(),
        size_in_words(*.size),
        size_in_words(Limit::Annotated.written())
    )]
    TooLarge {
        /// The file that was to be written.
        path: PathBuf,
        /// How many bytes it would have.
        size: u64,
    },
    /// A file could not be written.
    #[error(transparent)]
    Save(#[from] SaveError),
}

impl PacketError {
    /// What to do next.
    pub fn hint(&self) -> &str {
        match self {
            Self::Folder { .. } | Self::IsProject(_) => "Choose another folder.",
            Self::TooLarge { .. } => {
                "Nothing was written. Delete evidence that no claim needs, or hand out the parts of the article by themselves."
            }
            Self::Save(error) => error.hint(),
        }
    }
}

/// Writes the files of a packet into a folder, which is made where it is missing, and
/// says what was written. Their names begin with `stem`; `project` is the file that
/// must not be replaced.
///
/// # Errors
/// When a file could not be written; those before it were.
pub fn write_packet(
    packet: &Packet,
    folder: &Path,
    stem: &str,
    project: Option<&Path>,
) -> Result<Vec<PathBuf>, PacketError> {
    fs::create_dir_all(folder)
        .map_err(|cause| PacketError::Folder { folder: folder.to_owned(), cause })?;
    let path = |name: &str| folder.join(format!("{stem}-{name}"));
    let paths: Vec<PathBuf> = packet.files.iter().map(|made| path(made.name)).collect();
    let is_project = |path: &&PathBuf| project.is_some_and(|project| is_same_file(path, project));
    if let Some(path) = paths.iter().find(is_project) {
        return Err(PacketError::IsProject(path.clone()));
    }
    // Their names are not a person's choice, so no link is followed, and all are looked at
    // before one is written.
    paths.iter().try_for_each(|path| refuse_special(path))?;
    let sizes = packet.files.iter().map(|made| made.text.len() as u64).zip(&paths);
    let too_large = sizes.into_iter().find(|(size, _)| *size > Limit::Annotated.written());
    if let Some((size, path)) = too_large {
        return Err(PacketError::TooLarge { path: path.clone(), size });
    }
    for (made, path) in packet.files.iter().zip(&paths) {
        write_own(path, made.text.as_bytes())?;
    }
    Ok(paths)
}

/// Whether two names lead to one file that exists.
pub fn is_same_file(a: &Path, b: &Path) -> bool {
    matches!((fs::canonicalize(a), fs::canonicalize(b)), (Ok(a), Ok(b)) if a == b)
}
