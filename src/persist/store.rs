//! Project files: opened with care, saved in one stroke.

use std::{path::Path, time::SystemTime};

use super::{
    atomic_file::{Expect, follow, replace},
    attributes::{disk_number, folder_of},
    file::{LoadNote, Loaded, from_ron_as, to_ron_within},
    fingerprint::FileFingerprint,
    limits::{Limit, Reading},
    load_error::{LoadError, LoadFault},
    regular::{self, Links},
    save_error::SaveError,
};
use crate::project::Project;

/// A project that was opened, and what its file held then.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The project.
    pub project: Project,
    /// What a person should know of it; see [`Loaded::notes`](super::Loaded::notes).
    pub notes: Vec<LoadNote>,
    /// To be given to the next [`save`].
    pub stamp: FileFingerprint,
}

/// Opens a project file.
///
/// # Errors
/// When it cannot be read or is not a project that this program knows whole.
pub fn load(path: &Path) -> Result<Opened, LoadError> {
    load_as(Reading::Usual, path)
}

/// Opens a project file, up to a size; see [`load`].
///
/// # Errors
/// When it is too large, cannot be read, or is not a project that this program knows whole.
pub fn load_as(reading: Reading, path: &Path) -> Result<Opened, LoadError> {
    let (bytes, modified) = read(reading, path).map_err(|fault| LoadError {
        path: path.to_owned(),
        place: None,
        fault,
    })?;
    opened(reading, &bytes, modified, path)
}

/// Opens a project file of a name that this program chose: no link is followed.
///
/// # Errors
/// As [`load`].
pub(super) fn load_own(path: &Path) -> Result<Opened, LoadError> {
    let (bytes, metadata) = regular::read(path, Links::Refuse, Limit::Project.read())
        .map_err(|error| LoadError { path: path.to_owned(), place: None, fault: error.into() })?;
    opened(Reading::Usual, &bytes, metadata.modified().ok(), path)
}

/// Makes a project of the bytes of its file.
pub(super) fn opened(
    reading: Reading,
    bytes: &[u8],
    modified: Option<SystemTime>,
    path: &Path,
) -> Result<Opened, LoadError> {
    let Loaded { project, mut notes } = from_ron_as(reading, bytes, path)?;
    notes.extend(note_of_size(bytes.len() as u64));
    let disk = follow(path).ok().and_then(|target| disk_number(folder_of(&target)));
    let stamp = FileFingerprint { disk, ..FileFingerprint::of(bytes, modified) };
    Ok(Opened { project, notes, stamp })
}

/// What is to be known of a file of a size in bytes that can be read and not be written.
fn note_of_size(size: u64) -> Option<LoadNote> {
    (size > Limit::Project.written()).then_some(LoadNote::TooLargeToSave(size))
}

pub(super) fn read(
    reading: Reading,
    path: &Path,
) -> Result<(Vec<u8>, Option<SystemTime>), LoadFault> {
    let (bytes, metadata) =
        regular::read(path, Links::Follow, reading.most()).map_err(LoadFault::from)?;
    Ok((bytes, metadata.modified().ok()))
}

/// Saves a project and returns the stamp for the next save.
///
/// Symbolic links are followed; the old file's permissions are kept, and its
/// owner, access lists and other attributes where the system allows it.
///
/// # Errors
/// When it was not saved where it was to be, or, for [`SaveError::Unsettled`] alone, when
/// it was but the disk did not confirm it.
pub fn save(
    project: &Project,
    path: &Path,
    expect: Expect<'_>,
) -> Result<FileFingerprint, SaveError> {
    let text =
        to_ron_within(project, project.most()).map_err(|cause| SaveError::encoding(path, cause))?;
    replace(path, text.as_bytes(), expect)
}
