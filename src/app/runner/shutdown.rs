//! ShutdownHandle the program from outside, by a signal or with the display.

use std::{
    sync::mpsc::Sender,
    thread,
    time::{Duration, Instant},
};

use super::{
    file_work::PendingWork,
    journal::{self, JournalMessage},
};

/// How often pending saves are looked at.
const POLL: Duration = Duration::from_millis(5);

/// Settles what is under way when the program is told to end from outside.
pub struct ShutdownHandle {
    pub(super) journal: Option<Sender<JournalMessage>>,
    pub(super) pending: PendingWork,
}

impl ShutdownHandle {
    /// Brings the journal to the disk, and blocks up to `timeout` for pending saves.
    pub fn settle(&self, timeout: Duration) {
        let end = Instant::now() + timeout;
        if let Some(journal) = &self.journal {
            journal::flush(journal, timeout);
        }
        while !self.pending.is_done() && Instant::now() < end {
            thread::sleep(POLL);
        }
    }
}
