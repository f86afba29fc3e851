//! Pictures of an article: which file an address means, and its pixels.
//!
//! # Invariants
//!
//! - Only what lies in the project's folder is read: no address of the web, no absolute path,
//!   no way up, no link that leads out.
//! - Pixels come from the confined child alone, and are as many as they say.

use std::{
    fs,
    path::{Component, Path, PathBuf},
    sync::Arc,
    time::SystemTime,
};

use super::import::{ImportProcess, ImportProcessError};
use crate::persist::{
    Limit,
    regular::{self, Links, RegularError},
};
use nutgraf_engine::{markdown::is_address, text::size_in_words};
use nutgraf_import::{Picture, PictureError};

/// Why a picture is not shown; displays as the end of a sentence.
#[derive(Debug, thiserror::Error)]
pub enum PictureProblem {
    /// It is on the web, from which nothing is fetched.
    #[error("it is on the web, and nothing is fetched from there")]
    Remote,
    /// It is not in the project's folder.
    #[error("it is not in the folder of the article")]
    Outside,
    /// The article has no folder yet.
    #[error("the article is not saved yet, so it has no folder")]
    NoFolder,
    /// There is no such file.
    #[error("there is no such file")]
    Missing,
    /// Its file could not be read.
    #[error("{0}")]
    Unread(RegularError),
    /// It is larger than a picture may be.
    #[error("its file is larger than {}", size_in_words(Limit::Image.read()))]
    TooLarge,
    /// It cannot be shown.
    #[error(transparent)]
    Picture(#[from] PictureError),
    /// The process that was to decode it did not.
    #[error("{0}")]
    Process(ImportProcessError),
}

/// By what a picture's file is known not to have changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PictureStamp {
    path: PathBuf,
    modified: Option<SystemTime>,
    size: u64,
}

/// What came of a picture that was asked for.
#[derive(Debug)]
pub enum PictureReading {
    /// Its file is as it was.
    Unchanged,
    /// Its pixels.
    Shown(PictureStamp, Arc<Picture>),
    /// Why it is not shown.
    Problem(PictureProblem),
}

/// Reads a picture by its address in the draft of a project's file, unless its file is as it
/// was.
pub fn read_picture(
    project: Option<&Path>,
    address: &str,
    known: Option<&PictureStamp>,
    importer: &ImportProcess,
) -> PictureReading {
    let read = || -> Result<PictureReading, PictureProblem> {
        let path = picture_path(project, address)?;
        let found = fs::metadata(&path).map_err(|_| PictureProblem::Missing)?;
        let modified = found.modified().ok();
        let stamp = PictureStamp { path, modified, size: found.len() };
        if known == Some(&stamp) {
            return Ok(PictureReading::Unchanged);
        }
        // What the folder leads to was followed; what is there now is no link.
        let read = regular::read(&stamp.path, Links::Refuse, Limit::Image.read());
        let (bytes, _) = read.map_err(|error| match error {
            RegularError::TooLarge { .. } => PictureProblem::TooLarge,
            error => PictureProblem::Unread(error),
        })?;
        let picture = importer.picture(bytes).map_err(PictureProblem::Process)??;
        Ok(PictureReading::Shown(stamp, Arc::new(picture)))
    };
    read().unwrap_or_else(PictureReading::Problem)
}

/// Returns the file that an address of a draft means.
fn picture_path(project: Option<&Path>, address: &str) -> Result<PathBuf, PictureProblem> {
    if is_address(address) || address.starts_with("//") {
        return Err(PictureProblem::Remote);
    }
    let relative = decoded(address.split(['?', '#']).next().unwrap_or_default());
    let relative = Path::new(&relative);
    let is_within = |part| matches!(part, Component::Normal(_) | Component::CurDir);
    // A drive or a stream of Windows is no name anywhere.
    let is_named = relative.components().next().is_some() && !address.contains(['\\', ':', '\0']);
    if !is_named || !relative.components().all(is_within) {
        return Err(PictureProblem::Outside);
    }
    let folder = project.and_then(Path::parent).ok_or(PictureProblem::NoFolder)?;
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let missing = |_| PictureProblem::Missing;
    let folder = fs::canonicalize(folder).map_err(missing)?;
    let path = fs::canonicalize(folder.join(relative)).map_err(missing)?;
    if path.starts_with(&folder) { Ok(path) } else { Err(PictureProblem::Outside) }
}

/// Returns an address with its `%20` and the like read.
fn decoded(address: &str) -> String {
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let escape = behind.get(..2).filter(|_| *first == b'%');
        let escape = escape.and_then(|digits| std::str::from_utf8(digits).ok());
        let is_hex = |digits: &&str| digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        match escape.filter(is_hex).and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &behind[2..];
            }
            None => {
                bytes.push(*first);
                rest = behind;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| address.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_lies_in_the_folder_is_a_picture_of_the_article() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("article");
        fs::create_dir_all(folder.join("my images")).unwrap();
        for file in ["article/map.png", "article/my images/a.png", "secret.png"] {
            fs::File::create(home.path().join(file)).unwrap();
        }
        let project = folder.join("article.ron");
        let found = |address: &str| picture_path(Some(&project), address);
        let within = |address: &str| found(address).is_ok_and(|path| path.is_file());
        assert!(within("map.png") && within("./map.png") && within("my%20images/a.png"));
        let secret = home.path().join("secret.png");
        for outside in [
            "../secret.png",
            "my images/../../secret.png",
            "%2e%2e/secret.png",
            secret.to_str().unwrap(),
            "C:/secret.png",
            "..\\secret.png",
            "",
        ] {
            assert!(matches!(found(outside), Err(PictureProblem::Outside)), "{outside}");
        }
        for remote in ["https://example.org/a.png", "//example.org/a.png", "file:///etc/passwd"] {
            assert!(matches!(found(remote), Err(PictureProblem::Remote)), "{remote}");
        }
        assert!(matches!(found("gone.png"), Err(PictureProblem::Missing)));
        assert!(matches!(picture_path(None, "map.png"), Err(PictureProblem::NoFolder)));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_leads_out_of_the_folder_is_not_followed() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("article");
        fs::create_dir(&folder).unwrap();
        fs::File::create(home.path().join("secret.png")).unwrap();
        std::os::unix::fs::symlink("../secret.png", folder.join("a.png")).unwrap();
        std::os::unix::fs::symlink("..", folder.join("up")).unwrap();
        let project = folder.join("article.ron");
        for address in ["a.png", "up/secret.png"] {
            let found = picture_path(Some(&project), address);
            assert!(matches!(found, Err(PictureProblem::Outside)), "{address}");
        }
    }
}
