//! Files that belong to a project and lie beside it: images of the draft.
//!
//! They lie in `NAME.nutgraf.files` next to `NAME.nutgraf.ron`, each named by the hash of its
//! bytes, so that one that is put in twice is one, and the draft names them by a path that
//! holds wherever both are moved to.
//!
//! # Invariants
//!
//! - Nothing is written through a link, and no file but one of the same bytes is replaced.
//! - What is no image of a known kind, by its first bytes, is not kept.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};

use super::{
    SaveError,
    atomic_file::{refuse_special, write_own},
    limits::Limit,
    regular::{self, Links, RegularError},
};

/// Length of a file's name without its ending, in hexadecimal digits: 64 bits, of which no
/// two images of one article are ever alike.
const NAME_LENGTH: usize = 16;

/// How images begin, and the ending of their files.
const KINDS: [(&[u8], &str); 4] =
    [(b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpg"), (b"GIF8", "gif"), (b"RIFF", "webp")];

/// Why an image was not kept.
#[derive(Debug, thiserror::Error)]
pub enum KeepImageError {
    /// Its file could not be read.
    #[error("{} could not be read: {why}", path.display())]
    NotRead {
        /// The file.
        path: PathBuf,
        /// What the system said.
        why: String,
    },
    /// It is larger than an image may be.
    #[error("the image is larger than {} MiB", Limit::Image.read() >> 20)]
    TooLarge,
    /// It does not begin as an image does.
    #[error("it is no PNG, JPEG, GIF or WebP image")]
    NoImage,
    /// It could not be written.
    #[error(transparent)]
    NotWritten(#[from] SaveError),
}

/// Whether the name of a file says that it is an image that can be kept.
pub fn is_image_name(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    ["png", "jpg", "jpeg", "gif", "webp"].iter().any(|known| known.eq_ignore_ascii_case(ending))
}

/// Copies an image file beside a project, and returns its path from there.
///
/// # Errors
/// When it cannot be read, is no image, is too large or was not written.
pub fn keep_image_file(project: &Path, image: &Path) -> Result<String, KeepImageError> {
    let not_read = |why: String| KeepImageError::NotRead { path: image.to_owned(), why };
    let read = regular::read(image, Links::Follow, Limit::Image.read());
    let (bytes, _) = read.map_err(|error| match error {
        RegularError::TooLarge { .. } => KeepImageError::TooLarge,
        RegularError::Special(special) => not_read(format!("it is {}", special.name())),
        RegularError::System(error) => not_read(error.to_string()),
    })?;
    keep_image(project, &bytes)
}

/// Keeps an image beside a project, and returns its path from there.
///
/// # Errors
/// When it is no image, is too large or was not written.
pub fn keep_image(project: &Path, bytes: &[u8]) -> Result<String, KeepImageError> {
    if bytes.len() as u64 > Limit::Image.written() {
        return Err(KeepImageError::TooLarge);
    }
    let kind = KINDS.iter().find(|(beginning, _)| bytes.starts_with(beginning));
    let ending = kind.map(|(_, ending)| *ending).ok_or(KeepImageError::NoImage)?;
    let digest: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let name = format!("{}.{ending}", &digest[..NAME_LENGTH]);
    let folder = folder_of(project);
    make_folder(&folder)?;
    write_own(&folder.join(&name), bytes)?;
    let folder = folder.file_name().unwrap_or_default().to_string_lossy();
    Ok(format!("{folder}/{name}"))
}

/// Returns the folder of a project's files.
fn folder_of(project: &Path) -> PathBuf {
    let name = project.file_name().unwrap_or_default().to_string_lossy();
    let name = name.strip_suffix(".ron").unwrap_or(&name);
    let name = name.strip_suffix(".nutgraf").unwrap_or(name);
    project.with_file_name(format!("{name}.nutgraf.files"))
}

/// Makes the folder, unless it is there; a link of its name leads elsewhere and is refused.
fn make_folder(folder: &Path) -> Result<(), SaveError> {
    match fs::create_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            let is_folder = fs::symlink_metadata(folder).is_ok_and(|found| found.is_dir());
            if is_folder {
                return Ok(());
            }
            refuse_special(folder)?;
            Err(SaveError::System { path: folder.to_owned(), cause: error })
        }
        made => made.map_err(|cause| SaveError::System { path: folder.to_owned(), cause }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\nwords";

    #[test]
    fn an_image_is_kept_once_by_its_hash_beside_the_project() {
        let folder = tempfile::tempdir().unwrap();
        let project = folder.path().join("My article.nutgraf.ron");
        let kept = keep_image(&project, PNG).unwrap();
        assert_eq!(keep_image(&project, PNG).unwrap(), kept);
        assert!(kept.starts_with("My article.nutgraf.files/") && kept.ends_with(".png"), "{kept}");
        assert_eq!(fs::read(folder.path().join(&kept)).unwrap(), PNG);
        assert_eq!(fs::read_dir(folder_of(&project)).unwrap().count(), 1);
    }

    #[test]
    fn what_is_no_image_is_not_kept_and_nothing_is_made() {
        let folder = tempfile::tempdir().unwrap();
        let project = folder.path().join("a.ron");
        assert!(matches!(keep_image(&project, b"MZ"), Err(KeepImageError::NoImage)));
        assert!(!folder_of(&project).exists());
    }

    #[cfg(unix)]
    #[test]
    fn nothing_is_written_through_a_link() {
        let folder = tempfile::tempdir().unwrap();
        let elsewhere = folder.path().join("elsewhere");
        fs::create_dir(&elsewhere).unwrap();
        let project = folder.path().join("a.ron");
        std::os::unix::fs::symlink(&elsewhere, folder_of(&project)).unwrap();
        assert!(matches!(keep_image(&project, PNG), Err(KeepImageError::NotWritten(_))));
        assert_eq!(fs::read_dir(&elsewhere).unwrap().count(), 0);
    }
}
