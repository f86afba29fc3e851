//! What a file held, remembered in a few bytes.

use std::time::SystemTime;

use sha2::{Digest, Sha256};

/// What stood in a file when it was read or written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileFingerprint {
    /// Length in bytes.
    pub length: u64,
    /// SHA-256 of the content.
    pub sha256: [u8; 32],
    /// When the file says it was last changed; for telling a person, never for deciding.
    pub modified: Option<SystemTime>,
    /// The number of the disk that its folder was on, where it is known: tells a file that
    /// was deleted from a disk that is gone.
    pub disk: Option<u64>,
}

impl FileFingerprint {
    /// Returns the fingerprint of a content.
    pub(super) fn of(bytes: &[u8], modified: Option<SystemTime>) -> Self {
        let (length, sha256) = (bytes.len() as u64, Sha256::digest(bytes).into());
        Self { length, sha256, modified, disk: None }
    }

    /// Whether two files hold the same, whenever they were changed.
    pub fn same_content(&self, other: &Self) -> bool {
        (self.length, self.sha256) == (other.length, other.sha256)
    }

    /// Whether it is that of a content.
    pub(super) fn is_of(&self, bytes: &[u8]) -> bool {
        self.length == bytes.len() as u64 && self.sha256[..] == Sha256::digest(bytes)[..]
    }
}
