//! The note in a lock file: who holds it.
//!
//! A note comes from whoever could write to the folder.
//!
//! # Invariants
//!
//! No more than a note's length is read of it, and nothing of it reaches a terminal or the
//! window but as characters that are seen.

use std::{
    fmt, fs,
    fs::File,
    io::{self, Read, Seek, Write},
};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::persist::{limits::Limit, local_time::local_time};
use nutgraf_engine::text::{excerpt, invisible::with_short_names};

/// The longest note of an owner that is read, in bytes.
const LONGEST: u64 = Limit::LockNote.read();

/// How many characters of a user's or computer's name are written. Each takes at most ten
/// bytes, so that no note is longer than [`Limit::LockNote`] allows.
const NAMED: usize = 128;

/// How many characters of a user's or computer's name are shown.
const SHOWN: usize = 80;

/// What every note begins with.
const HEAD: &[u8] = b"(user:";

/// Who holds a lock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owner {
    /// The user's name.
    pub user: String,
    /// The computer's name.
    pub host: String,
    /// The process.
    pub pid: u32,
    /// When it was taken, in whole seconds since 1970.
    pub since: i64,
}

impl Owner {
    /// This process, at a moment.
    pub fn here(now: Timestamp) -> Self {
        Self { user: user(), host: host(), pid: std::process::id(), since: now.as_second() }
    }

    /// Whether it is this process. Another computer may have one of the same number.
    pub fn is_this_process(&self) -> bool {
        self.pid == std::process::id() && self.host == host()
    }
}

impl fmt::Display for Owner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} on {}", shown(&self.user), shown(&self.host))?;
        match Timestamp::from_second(self.since) {
            Ok(since) => write!(f, ", since {}", local_time(since)),
            Err(_) => Ok(()),
        }
    }
}

/// A name of somebody else's choosing as it may be shown.
fn shown(name: &str) -> String {
    let name = excerpt(name, SHOWN);
    let printable = |c: char| if c.is_control() { '\u{FFFD}' } else { c };
    with_short_names(&name.chars().map(printable).collect::<String>())
}

/// What a lock file holds.
#[derive(Debug)]
pub(super) enum Content {
    /// Who holds it, or held it last.
    Owner(Owner),
    /// Nothing, or the beginning of a note: whoever wrote it did not get further, or a
    /// power cut left so much.
    Torn,
    /// Something that this program did not write.
    Foreign,
}

impl Content {
    /// Returns who the note names, if anybody.
    pub(super) fn into_owner(self) -> Option<Owner> {
        match self {
            Self::Owner(owner) => Some(owner),
            Self::Torn | Self::Foreign => None,
        }
    }
}

/// Reads what a lock file holds.
///
/// # Errors
/// When the system refuses.
pub(super) fn read(file: &mut File) -> io::Result<Content> {
    let mut bytes = Vec::new();
    file.rewind()?;
    file.take(LONGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LONGEST {
        return Ok(Content::Foreign);
    }
    if let Ok(owner) = ron::de::from_bytes(&bytes) {
        return Ok(Content::Owner(owner));
    }
    // A power cut may leave the length of a note and none of its bytes.
    let is_torn =
        bytes.starts_with(HEAD) || HEAD.starts_with(&bytes) || bytes.iter().all(|b| *b == 0);
    Ok(if is_torn { Content::Torn } else { Content::Foreign })
}

/// Writes a note into a lock file that this process made.
///
/// # Errors
/// When it was not written, or not all of it.
pub(super) fn write(file: &mut File, owner: &Owner) -> io::Result<()> {
    let text = ron::to_string(owner).map_err(io::Error::other)?;
    file.write_all(text.as_bytes())
}

fn user() -> String {
    let name =
        ["USER", "LOGNAME", "USERNAME"].into_iter().find_map(|name| std::env::var(name).ok());
    let name = name.filter(|name| !name.is_empty());
    name.map_or_else(|| "somebody".to_owned(), |name| cut(&name))
}

pub(super) fn host() -> String {
    let files = ["/proc/sys/kernel/hostname", "/etc/hostname"];
    let read = files.into_iter().find_map(|path| fs::read_to_string(path).ok());
    let named = read
        .or_else(|| ["COMPUTERNAME", "HOSTNAME"].into_iter().find_map(|n| std::env::var(n).ok()));
    let name = named.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
    name.map_or_else(|| "this computer".to_owned(), |name| cut(&name))
}

/// A name as long as a note can hold.
fn cut(name: &str) -> String {
    name.chars().take(NAMED).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_note_that_is_written_is_read_again() {
        // What escapes make longest.
        for worst in ["\u{10ffff}", "\u{1}", "\"", "\u{200b}"] {
            let name = cut(&worst.repeat(5_000));
            let owner = Owner { user: name.clone(), host: name, pid: u32::MAX, since: i64::MAX };
            let mut file = tempfile::tempfile().unwrap();
            write(&mut file, &owner).unwrap();
            assert!(file.metadata().unwrap().len() <= Limit::LockNote.written());
            let Content::Owner(read) = read(&mut file).unwrap() else { panic!("{worst:?}") };
            assert_eq!(read, owner);
        }
    }
}
