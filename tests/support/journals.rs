//! The journals in a folder.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// The journals in a folder, in no order.
pub fn journals(folder: &Path) -> Vec<PathBuf> {
    let files = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    files.filter(|path| path.extension().is_some_and(|ending| ending == "journal")).collect()
}
