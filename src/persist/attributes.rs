//! What a file has besides its content: owner, permissions, attributes, names, a disk.
//!
//! A save puts a new file in the place of the old one, and nobody is to notice but by
//! what it holds.
//!
//! # Invariants
//!
//! The new file never lets in anybody whom the old one kept out.

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
pub(super) fn disk_number(folder: &Path) -> Option<u64> {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata(folder).ok().map(|folder| folder.dev())
}

/// Elsewhere disks have no numbers that the standard library knows.
#[cfg(not(unix))]
pub(super) fn disk_number(_: &Path) -> Option<u64> {
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
pub(super) fn link_count(file: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::nlink(file)
}

/// Elsewhere the standard library does not tell.
#[cfg(not(unix))]
pub(super) fn link_count(_: &Metadata) -> u64 {
    1
}

/// The user that this process acts as.
#[cfg(unix)]
pub(super) fn own_user() -> u32 {
    rustix::process::geteuid().as_raw()
}

/// Whether this is a regular file of one name that this user may have made. A save by the
/// superuser gives its file to the owner of the old one before it is in place.
#[cfg(unix)]
pub(super) fn is_own_file(file: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    let own = own_user();
    file.is_file() && file.nlink() == 1 && (own == 0 || file.uid() == own)
}

/// Whether this is a regular file.
#[cfg(not(unix))]
pub(super) fn is_own_file(file: &Metadata) -> bool {
    file.is_file()
}

/// Gives a new file the owner and group of an old one, as far as the system allows it.
#[cfg(unix)]
pub(super) fn give_to_owner_of(new: &File, old: &Metadata) {
    use std::os::unix::fs::{MetadataExt, fchown};
    let is_theirs = |new: Metadata| (new.uid(), new.gid()) == (old.uid(), old.gid());
    if !new.metadata().is_ok_and(is_theirs) {
        // Only the superuser may give a file away.
        let _ = fchown(new, Some(old.uid()), Some(old.gid()));
    }
}

/// Elsewhere whoever makes a file owns it.
#[cfg(not(unix))]
pub(super) fn give_to_owner_of(_: &File, _: &Metadata) {}

/// Whether a file is one that only another user may replace: it and its folder are not this
/// user's, and the folder is sticky.
#[cfg(unix)]
pub(super) fn is_sticky_for_us(path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    const STICKY: u32 = 0o1000;
    let (Ok(file), Ok(folder)) = (path.symlink_metadata(), folder_of(path).metadata()) else {
        return false;
    };
    let own = own_user();
    folder.mode() & STICKY != 0 && own != 0 && file.uid() != own && folder.uid() != own
}

/// Elsewhere folders are not sticky.
#[cfg(not(unix))]
pub(super) fn is_sticky_for_us(_: &Path) -> bool {
    false
}

/// Gives the new file what the old one had besides its content. Until this is done, only
/// its owner is to be able to read it.
#[cfg(unix)]
pub(super) fn copy_attributes_from(new: &File, old_path: &Path, old: &Metadata) -> io::Result<()> {
    use std::{
        fs::Permissions,
        os::unix::fs::{MetadataExt, PermissionsExt, fchown},
    };
    let now = new.metadata()?;
    if (now.uid(), now.gid()) != (old.uid(), old.gid())
        && fchown(new, Some(old.uid()), Some(old.gid())).is_err()
        && now.gid() != old.gid()
    {
        // Only the superuser may give a file away; its group may be any of the user's own.
        let _ = fchown(new, None, Some(old.gid()));
    }
    // An access list changes the permissions, and is changed by them; these are set last.
    let has_all_lists = take_attributes(new, old_path);
    let now = new.metadata()?;
    let mut mode = old.mode() & 0o7777;
    if now.gid() != old.gid() || !has_all_lists {
        mode = for_another_group(mode);
    }
    if now.mode() & 0o7777 == mode {
        return Ok(());
    }
    new.set_permissions(Permissions::from_mode(mode))
}

/// Permissions for a file whose group is not the one that they were meant for: it may do
/// what anybody may. Where an access list is lost, the bits of the group were its mask.
#[cfg(unix)]
fn for_another_group(mode: u32) -> u32 {
    let others = mode & 0o007;
    // To run as a group is to run as the one that they were meant for.
    mode & !0o2070 | mode & (others << 3)
}

/// Whether two looks at a file show the same owner and permissions.
#[cfg(unix)]
pub(super) fn same_permissions(one: &Metadata, other: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (one.mode(), one.uid(), one.gid()) == (other.mode(), other.uid(), other.gid())
}

/// Whether two looks at a file show the same permissions.
#[cfg(not(unix))]
pub(super) fn same_permissions(one: &Metadata, other: &Metadata) -> bool {
    one.permissions() == other.permissions()
}

/// Lets the owner of a new file write to it, whatever it took after.
#[cfg(unix)]
pub(super) fn let_owner_write(new: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mut permissions = new.metadata()?.permissions();
    permissions.set_mode(permissions.mode() | 0o200);
    new.set_permissions(permissions)
}

/// Lets the owner of a new file write to it, whatever it took after.
#[cfg(not(unix))]
pub(super) fn let_owner_write(new: &File) -> io::Result<()> {
    let mut permissions = new.metadata()?.permissions();
    permissions.set_readonly(false);
    new.set_permissions(permissions)
}

/// Gives the new file what the old one had besides its content.
#[cfg(not(unix))]
pub(super) fn copy_attributes_from(new: &File, _: &Path, old: &Metadata) -> io::Result<()> {
    new.set_permissions(old.permissions())
}

/// The list of who else may read and write, as Linux keeps it.
#[cfg(unix)]
const ACCESS: &str = "system.posix_acl_access";

/// What vouches for a content that is no longer there, or grants powers to it.
#[cfg(unix)]
const OF_THE_CONTENT: [&str; 3] = ["security.ima", "security.evm", "security.capability"];

/// Copies extended attributes, access lists among them, and says whether every access list
/// came along. Where the file system has none or the user may not set them, the save is
/// worth more than they are.
#[cfg(unix)]
fn take_attributes(new: &File, old_path: &Path) -> bool {
    use xattr::FileExt;
    let Ok(names) = xattr::list(old_path) else { return true };
    let (mut has_list, mut has_all) = (false, true);
    for name in names {
        if OF_THE_CONTENT.iter().any(|of_content| name == *of_content) {
            continue;
        }
        let value = xattr::get(old_path, &name).ok().flatten();
        let is_set = value.is_some_and(|value| new.set_xattr(&name, &value).is_ok());
        if name == ACCESS {
            has_list = true;
            has_all = is_set;
        }
    }
    if !has_list {
        // A folder may hand a list of its own to new files, which the old one had not.
        let _ = new.remove_xattr(ACCESS);
    }
    has_all
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_group_that_permissions_were_not_meant_for_may_do_what_anybody_may() {
        assert_eq!(for_another_group(0o660), 0o600);
        assert_eq!(for_another_group(0o664), 0o644);
        assert_eq!(for_another_group(0o2664), 0o644);
        assert_eq!(for_another_group(0o604), 0o604);
    }
}
