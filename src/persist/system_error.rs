//! What the system says when it refuses, by meaning and not by number.

use std::io;

/// What to do next where the system refused.
pub(super) fn hint_of(cause: &io::Error) -> &'static str {
    use io::ErrorKind as K;
    match (refusal_of(cause), cause.kind()) {
        (Some(SystemRefusal::Protected), _) => {
            "What was there is as it was; take the protection away (“lsattr” shows it, “chattr -i” ends it), or, in a folder in which only its owner may replace a file, have the owner save it; or save elsewhere."
        }
        (Some(SystemRefusal::Failing | SystemRefusal::NoDevice), _) => {
            "What was there is as it was, as far as can be told; save elsewhere, on another disk, and check this one."
        }
        (Some(SystemRefusal::ManyFiles), _) => {
            "What was there is as it was; close other programs and save again, or save elsewhere."
        }
        (None, K::StorageFull | K::QuotaExceeded) => {
            "What was there is as it was; free some space, or save elsewhere."
        }
        (None, K::ReadOnlyFilesystem) => {
            "What was there is as it was; make the disk writable, or save elsewhere. A disk that turned read-only by itself may be failing."
        }
        (None, K::StaleNetworkFileHandle | K::NotConnected | K::TimedOut) => {
            "Connect the folder again and save once more, or save elsewhere."
        }
        (None, K::CrossesDevices | K::ResourceBusy) => {
            "What was there is as it was; save elsewhere. A file that is mounted by itself cannot be replaced in one stroke: mount its folder instead."
        }
        (None, K::FileTooLarge) => {
            "What was there is as it was; raise the limit (“ulimit -f”), or save elsewhere."
        }
        (None, K::NotFound | K::NotADirectory | K::InvalidFilename) => {
            "Make the folder first, or save elsewhere: choose another folder and name."
        }
        (None, K::PermissionDenied) => {
            "What was there is as it was; check who may write to the folder, or save elsewhere."
        }
        _ => "What was there is as it was; save elsewhere.",
    }
}

/// What the system says for which the standard library has no kind of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum SystemRefusal {
    Protected,
    Failing,
    NoDevice,
    ManyFiles,
}

#[cfg(unix)]
fn refusal_of(cause: &io::Error) -> Option<SystemRefusal> {
    use rustix::io::Errno;
    match Errno::from_io_error(cause)? {
        Errno::PERM => Some(SystemRefusal::Protected),
        Errno::IO => Some(SystemRefusal::Failing),
        Errno::NXIO | Errno::NODEV => Some(SystemRefusal::NoDevice),
        Errno::NFILE | Errno::MFILE => Some(SystemRefusal::ManyFiles),
        _ => None,
    }
}

/// Elsewhere the numbers mean other things.
#[cfg(not(unix))]
fn refusal_of(_: &io::Error) -> Option<SystemRefusal> {
    None
}

/// What the system said, without its number.
pub(super) fn in_words(cause: &io::Error) -> String {
    use io::ErrorKind as K;
    let words = match (refusal_of(cause), cause.kind()) {
        (Some(SystemRefusal::Protected), _) => {
            "the file or its folder is protected against changes"
        }
        (Some(SystemRefusal::Failing), _) => "the disk reports an error (input/output error)",
        (Some(SystemRefusal::NoDevice), _) => "the disk is gone",
        (Some(SystemRefusal::ManyFiles), _) => "too many files are open",
        (None, K::PermissionDenied) => "permission is denied",
        (None, K::NotFound) => "the folder is not there",
        (None, K::NotADirectory) => "a part of its path is not a folder",
        (None, K::StorageFull) => "the disk is full (no space, or no room for one more file)",
        (None, K::QuotaExceeded) => "your disk quota is used up",
        (None, K::FileTooLarge) => "the file would be larger than the system allows",
        (None, K::ReadOnlyFilesystem) => "the disk can only be read",
        (None, K::StaleNetworkFileHandle | K::NotConnected) => "the network folder is gone",
        (None, K::TimedOut) => "the disk did not answer in time",
        (None, K::CrossesDevices) => "the file is on another disk than the folder it is in",
        (None, K::ResourceBusy) => "the system holds the file fast; it may be mounted by itself",
        (None, K::InvalidFilename) => "the system does not allow this file name",
        _ => {
            let said = cause.to_string();
            let end = said.find(" (os error").unwrap_or(said.len());
            return said[..end].to_lowercase();
        }
    };
    words.to_owned()
}
