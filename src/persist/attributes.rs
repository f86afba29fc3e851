//! What a file has besides its content: owner, permissions, attributes, names, a disk.
//!
//! A save puts a new file in the place of the old one, and nobody is to notice but by
//! what it holds. What always holds: the new file never lets in anybody whom the old one
//! kept out.

use std::{
    fs::{File, Metadata},
    io,
    path::Path,
};

/// The folder that a file is in.
pub(super) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// The number of the disk that a folder is on. Of the folder and not of a file: layered
/// file systems give a file the number of the layer that it comes from.
#[cfg(unix)]
pub(super) fn number_of_disk(folder: &Path) -> Option<u64> {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata(folder).ok().map(|folder| folder.dev())
}

/// Elsewhere disks have no numbers that the standard library knows.
#[cfg(not(unix))]
pub(super) fn number_of_disk(_: &Path) -> Option<u64> {
    None
}

/// Whether two looks were at the same file.
#[cfg(unix)]
pub(super) fn is_one_file(one: &Metadata, other: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (one.dev(), one.ino()) == (other.dev(), other.ino())
}

/// Elsewhere only the content tells.
#[cfg(not(unix))]
pub(super) fn is_one_file(_: &Metadata, _: &Metadata) -> bool {
    false
}

/// How many names (hard links) a file has.
#[cfg(unix)]
pub(super) fn names_of(file: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::nlink(file)
}

/// Elsewhere the standard library does not tell.
#[cfg(not(unix))]
pub(super) fn names_of(_: &Metadata) -> u64 {
    1
}

/// Gives the new file what the old one had besides its content.
#[cfg(unix)]
pub(super) fn take_after(new: &File, old_path: &Path, old: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, fchown};
    let now = new.metadata()?;
    if (now.uid(), now.gid()) != (old.uid(), old.gid()) {
        // Only the superuser may give a file away; others keep what they can.
        let _ = fchown(new, Some(old.uid()), Some(old.gid()));
    }
    // An access list changes the permissions, and is changed by them; these are set last.
    take_attributes(new, old_path);
    if new.metadata()?.permissions() == old.permissions() {
        return Ok(());
    }
    new.set_permissions(old.permissions())
}

/// Gives the new file what the old one had besides its content.
#[cfg(not(unix))]
pub(super) fn take_after(new: &File, _: &Path, old: &Metadata) -> io::Result<()> {
    new.set_permissions(old.permissions())
}

/// The list of who else may read and write, as Linux keeps it.
#[cfg(unix)]
const ACCESS: &str = "system.posix_acl_access";

/// What vouches for a content that is no longer there, or grants powers to it.
#[cfg(unix)]
const OF_THE_CONTENT: [&str; 3] = ["security.ima", "security.evm", "security.capability"];

/// Copies extended attributes, access lists among them. Where the file system has none or
/// the user may not set them, the save is worth more than they are.
#[cfg(unix)]
fn take_attributes(new: &File, old_path: &Path) {
    use xattr::FileExt;
    let Ok(names) = xattr::list(old_path) else { return };
    let mut has_list = false;
    for name in names {
        if OF_THE_CONTENT.iter().any(|of_content| name == *of_content) {
            continue;
        }
        has_list |= name == ACCESS;
        if let Ok(Some(value)) = xattr::get(old_path, &name) {
            let _ = new.set_xattr(&name, &value);
        }
    }
    if !has_list {
        // A folder may hand a list of its own to new files, which the old one had not.
        let _ = new.remove_xattr(ACCESS);
    }
}
