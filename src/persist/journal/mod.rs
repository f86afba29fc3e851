//! The crash journal: what was done since the project file was last saved.
//!
//! Each window writes a journal of its own into `journal` in the user's state folder,
//! from the first edit after a project was opened or saved until the next durable
//! save. Its lock tells whether its writer lives; what a dead one left is offered
//! ([`RecoverableSession`]) and never applied by itself.
//!
//! ## Format
//!
//! `nutgraf-journal 1` and a line break, then frames:
//!
//! | bytes | what |
//! |---|---|
//! | 8 | sequence number, from 0, rising by one |
//! | 8 | length of the payload |
//! | 4 | CRC-32 of all of these, but for itself |
//! | … | payload: RON |
//!
//! Numbers are little-endian. Frame 0 is the header: which file the journal builds on,
//! by path, length and SHA-256, and whether a whole project follows. If so, frame 1 is
//! that project as the text of a project file: a project that was never saved, or one
//! whose journal was broken by a full disk. Every other frame is one [`JournalEntry`]. Beside
//! the journal stands, once there was time for it, `.base`: a copy of the file that it
//! builds on, for when that is changed by somebody else.
//!
//! # Invariants
//!
//! - A frame is written by one call and never touched again.
//! - Reading stops at the first frame that is not whole, so what is read is the beginning
//!   of what was done and never something else.
//! - A journal is removed only after what it holds is durably elsewhere, and what a
//!   person throws away is kept for 30 days in `discarded`.

mod compare;
mod frame;
mod open_journal;
mod order;
mod problem;
mod record;
mod recovery;
mod writer;

pub use compare::{Count, Counts};
pub use open_journal::{Flush, Flushed, copy_base};
pub use order::{JournalError, Order};
pub use problem::RecoveryProblem;
pub use record::{JournalEntry, Origin, Replay, Unreadable, read};
pub use recovery::{BaseFile, RecoverableSession, RecoveryScan, find};
pub use writer::Journal;

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::{
    attributes::link_count,
    private,
    regular::{self, Access, Links},
};

/// Where journals are kept in a state folder.
pub fn folder_in(state: &Path) -> PathBuf {
    state.join("journal")
}

/// How long a journal that was thrown away is kept, in seconds.
const KEPT: i64 = 30 * 24 * 60 * 60;

/// Moves a journal to where what was thrown away waits for 30 days.
fn discard(journal: &Path) -> io::Result<()> {
    let folder = journal.parent().unwrap_or(Path::new("")).join("discarded");
    private::folder(&folder)?;
    for file in [journal.to_owned(), base_of(journal)] {
        let Some(name) = file.file_name() else { continue };
        match fs::rename(&file, folder.join(name)) {
            Ok(()) => touch(&folder.join(name)),
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            Err(_) => {}
        }
    }
    Ok(())
}

/// The 30 days begin when it was thrown away, not when it was written.
#[allow(clippy::disallowed_methods, reason = "the age of a file, which is in no golden")]
fn touch(path: &Path) {
    let now = std::time::SystemTime::now();
    // Where the time cannot be set, the file is older than it could be and goes sooner.
    match regular::open(path, Links::Refuse, Access::WriteIfAllowed) {
        // With other names it may be somebody's copy.
        Ok((file, found)) if link_count(&found) == 1 => drop(file.set_modified(now)),
        _ => {}
    }
}

/// Where the copy of the file stands that a journal builds on.
fn base_of(journal: &Path) -> PathBuf {
    journal.with_extension("base")
}

/// Removes a journal and what belongs to it.
fn remove(journal: &Path) -> io::Result<()> {
    for file in [journal.to_owned(), base_of(journal)] {
        match fs::remove_file(&file) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(())
}
