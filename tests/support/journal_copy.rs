//! Journals as the next start would read them, while the program that writes them lives.

use std::{fs, io::ErrorKind, path::Path};

use tempfile::TempDir;

/// A copy of the journals in a folder: those that a program has open are offered to nobody.
pub fn copied(journals: &Path) -> TempDir {
    let copy = tempfile::tempdir().unwrap();
    for file in fs::read_dir(journals).into_iter().flatten().flatten() {
        if !file.path().is_file() {
            continue;
        }
        match fs::copy(file.path(), copy.path().join(file.file_name())) {
            Ok(_) => {}
            // One that is let go of this moment is not there any more.
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => panic!("{}: {error}", file.path().display()),
        }
    }
    copy
}
