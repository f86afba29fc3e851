//! Writing a journal.
//!
//! # Invariants
//!
//! - Each entry is one frame, written by one call as soon as it comes.
//! - A journal takes its name only with its header in it and locked.
//! - After a failed write or flush its file is never written to again, because nobody
//!   knows what of it is on the disk.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use super::{
    JournalEntry, JournalError, Order, Origin, base_of, discard,
    frame::framed,
    open_journal::{Flush, Flushed, OpenJournal, live},
    record::{opening, payload},
    remove,
};
use crate::{
    persist::{Limit, atomic_file::flush_folder, private},
    project::ProjectCopy,
};

/// How long a record waits for the disk at most; the rest of the 250 ms is for the
/// flush itself.
const WAIT: Duration = Duration::from_millis(100);

/// A journal with more bytes than this behind its header begins anew with the whole project.
const LONG: u64 = 64 << 20;

/// The journal of a window.
#[derive(Debug)]
pub struct Journal {
    folder: PathBuf,
    origin: Option<Origin>,
    open: Option<OpenJournal>,
    /// Journals that the open one takes the place of once it is on the disk.
    old: Vec<OpenJournal>,
    /// Journals that were recovered, to be set aside then.
    recovered: Vec<PathBuf>,
    /// The payloads since a save began.
    since_save: Option<Vec<Vec<u8>>>,
    has_failed: bool,
    /// When the oldest record was written whose flush was not begun yet.
    unsynced: Option<Instant>,
    /// Whether a flush was begun whose outcome is not known yet.
    is_flushing: bool,
    /// How many bytes a journal may have.
    most: u64,
}

impl Journal {
    /// A journal in a folder, which is made when there is something to write.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self {
            folder: folder.into(),
            origin: None,
            open: None,
            old: Vec::new(),
            recovered: Vec::new(),
            since_save: None,
            has_failed: false,
            unsynced: None,
            is_flushing: false,
            most: Limit::Journal.written(),
        }
    }

    /// One whose files have at most so many bytes.
    #[must_use]
    pub fn limited_to(self, most: u64) -> Self {
        Self { most, ..self }
    }

    /// Does what is to be done.
    ///
    /// # Errors
    /// When the journal broke. It does nothing more until [`Order::Begin`] or
    /// [`Order::Anew`].
    pub fn take(&mut self, order: Order) -> Result<(), JournalError> {
        let outcome = self.obey(order);
        self.broken_by(outcome)
    }

    /// Until when [`Journal::sync`] is to be called; `None` while everything is on the disk.
    pub fn deadline(&self) -> Option<Instant> {
        self.unsynced.map(|since| since + WAIT)
    }

    /// Brings everything to the disk.
    ///
    /// # Errors
    /// As for [`Journal::take`].
    pub fn sync(&mut self) -> Result<(), JournalError> {
        let outcome = self.flush();
        self.broken_by(outcome)
    }

    /// What brings everything that is written so far to the disk, for another thread, so
    /// that a slow disk keeps nothing from being written meanwhile; its outcome goes to
    /// [`Journal::flushed`]. `None` where nothing is to be flushed, or where it is to be
    /// done by [`Journal::sync`]. The next is begun when this one has ended.
    pub fn begin_flush(&mut self) -> Option<Flush> {
        let open = self.open.as_ref().filter(|_| self.unsynced.is_some())?;
        let file = open.file.try_clone().ok()?;
        let folder = (!open.is_named).then(|| self.folder.clone());
        self.unsynced = None;
        self.is_flushing = true;
        Some(Flush { file, path: open.path.clone(), folder })
    }

    /// Takes in what came of [`Flush::run`].
    ///
    /// # Errors
    /// As for [`Journal::take`].
    pub fn flushed(&mut self, flushed: Flushed) -> Result<(), JournalError> {
        let Flushed { path, outcome } = flushed;
        // Of a journal that was replaced meanwhile, nothing hangs on it any more.
        let Some(open) = self.open.as_mut().filter(|open| open.path == path) else {
            return Ok(());
        };
        open.is_named |= outcome.is_ok();
        self.is_flushing = false;
        let outcome = outcome.map_err(|cause| JournalError::System { path, cause });
        self.broken_by(outcome)
    }

    /// Whether there is so much in it that it should begin anew.
    pub fn is_long(&self) -> bool {
        self.open.as_ref().is_some_and(|open| open.length > LONG)
    }

    /// The file that is to be copied and where to, once; see [`copy_base`](super::copy_base).
    pub fn base_to_copy(&mut self) -> Option<(PathBuf, PathBuf)> {
        let open = self.open.as_mut()?;
        Some((open.base.take()?, base_of(&open.path)))
    }

    /// The file that the journal builds on is copied to this place.
    pub fn has_base(&mut self, at: &Path) {
        if let Some(open) = self.open.as_mut().filter(|open| base_of(&open.path) == at) {
            open.has_base = true;
        }
    }

    fn broken_by(&mut self, outcome: Result<(), JournalError>) -> Result<(), JournalError> {
        if outcome.is_err() {
            self.has_failed = true;
            self.unsynced = None;
            // What comes from now on is missing there.
            self.since_save = None;
            // What is in it may be all there is.
            self.old.extend(self.open.take());
        }
        outcome
    }

    fn obey(&mut self, order: Order) -> Result<(), JournalError> {
        match order {
            Order::Begin(origin) => {
                self.set_aside();
                self.origin = Some(origin);
            }
            Order::Anew(origin) => {
                self.old.extend(self.open.take());
                self.origin = Some(origin);
                self.has_failed = false;
                self.create(&[])?;
                self.flush()?;
            }
            Order::Add(entry) => return self.add(&entry),
            Order::Saving { path, project } => {
                self.saving(path, project)?;
                self.since_save = Some(Vec::new());
            }
            Order::Saved(path, stamp) => {
                let Some(tail) = self.since_save.take() else { return Ok(()) };
                self.origin = Some(Origin::file(&path, &stamp));
                self.old.extend(self.open.take());
                if tail.is_empty() {
                    self.unsynced = None;
                    self.clear_old();
                    return Ok(());
                }
                self.create(&tail)?;
                self.flush()?;
            }
            Order::NotSaved => self.since_save = None,
            Order::End => {
                self.set_aside();
                self.origin = None;
            }
            Order::Recovered(path) => {
                self.recovered.push(path);
                if !self.has_failed {
                    self.flush()?;
                }
            }
            Order::Discard(path) => {
                // One that cannot be moved is offered again, which loses nothing.
                let _ = discard(&path);
            }
        }
        Ok(())
    }

    /// The file is about to become another. From then on only the mark tells how much of
    /// the journal it has, and only the copy what the journal builds on.
    fn saving(&mut self, path: PathBuf, project: Box<ProjectCopy>) -> Result<(), JournalError> {
        let Some(open) = self.open.as_ref().filter(|_| !self.has_failed) else { return Ok(()) };
        if !open.has_base {
            let file = self.origin.as_ref().and_then(|origin| origin.file.clone());
            let origin = Origin { file, whole: Some(project), restores: None };
            self.obey(Order::Anew(origin))?;
        }
        self.add(&JournalEntry::Saving(path))?;
        self.flush()
    }

    fn add(&mut self, entry: &JournalEntry) -> Result<(), JournalError> {
        if self.has_failed || self.origin.is_none() {
            return Ok(());
        }
        let Some(payload) = payload(entry)? else { return Ok(()) };
        match self.open {
            Some(_) => self.write(&payload)?,
            None => self.create(std::slice::from_ref(&payload))?,
        }
        if let Some(since) = &mut self.since_save {
            since.push(payload);
        }
        Ok(())
    }

    fn write(&mut self, payload: &[u8]) -> Result<(), JournalError> {
        let Some(open) = &mut self.open else { return Ok(()) };
        let frame = framed(open.next, payload);
        let total = within(self.most, open.total + frame.len() as u64)?;
        let system = |cause| JournalError::System { path: open.path.clone(), cause };
        open.file.write_all(&frame).map_err(system)?;
        open.next += 1;
        open.length += frame.len() as u64;
        open.total = total;
        // The clock of the flush, which no test looks at.
        self.unsynced.get_or_insert_with(Instant::now);
        Ok(())
    }

    /// Makes a new journal on what the project builds on, with these entries in it. One
    /// that takes the place of others is on the disk before it has its name, so that it
    /// stands for them from the moment in which it is seen.
    fn create(&mut self, payloads: &[Vec<u8>]) -> Result<(), JournalError> {
        let Some(origin) = &self.origin else { return Ok(()) };
        let replaced = self.old.iter().map(|old| old.path.as_path());
        let (mut bytes, mut next) = opening(origin, replaced)?;
        let replaces = !self.old.is_empty() || origin.restores.is_some();
        let begin = bytes.len();
        for payload in payloads {
            bytes.extend(framed(next, payload));
            next += 1;
        }
        let length = (bytes.len() - begin) as u64;
        let total = within(self.most, bytes.len() as u64)?;
        let system = |path: &Path| {
            let path = path.to_owned();
            move |cause| JournalError::System { path, cause }
        };
        private::folder(&self.folder).map_err(system(&self.folder))?;
        let name = format!("{}-{:016x}", std::process::id(), fastrand::u64(..));
        let new = self.folder.join(format!("{name}.new"));
        let path = self.folder.join(format!("{name}.journal"));
        live().insert(path.clone());
        let made = private::new_file(&new).and_then(|mut file| {
            // Where the system has no locks, the process id in the name has to do.
            let _ = file.try_lock();
            file.write_all(&bytes)?;
            if replaces {
                file.sync_data()?;
            }
            fs::rename(&new, &path)?;
            Ok(file)
        });
        let file = made.map_err(|cause| {
            live().remove(&path);
            let _ = fs::remove_file(&new);
            system(&path)(cause)
        })?;
        let base = match origin {
            Origin { file: Some((file, _)), whole: None, .. } => Some(file.clone()),
            _ => None,
        };
        self.open = Some(OpenJournal {
            file,
            path,
            next,
            length,
            total,
            is_named: false,
            has_base: base.is_none(),
            base,
        });
        self.unsynced.get_or_insert_with(Instant::now);
        Ok(())
    }

    fn flush(&mut self) -> Result<(), JournalError> {
        if let Some(open) = &mut self.open {
            let system = |cause| JournalError::System { path: open.path.clone(), cause };
            if self.unsynced.is_some() || self.is_flushing {
                open.file.sync_data().map_err(system)?;
                self.unsynced = None;
                self.is_flushing = false;
            }
            if !open.is_named {
                flush_folder(&self.folder).map_err(system)?;
                open.is_named = true;
            }
        }
        if !self.has_failed {
            self.clear_old();
        }
        Ok(())
    }

    /// Lets go of what is on the disk elsewhere by now. What cannot be removed is looked
    /// at again at the next start, and found to be saved.
    fn clear_old(&mut self) {
        for old in self.old.drain(..) {
            let _ = remove(&old.path);
        }
        for path in self.recovered.drain(..) {
            let _ = discard(&path);
        }
    }

    /// What was not saved, nobody wants; for now it is kept.
    fn set_aside(&mut self) {
        for old in self.open.take().into_iter().chain(self.old.drain(..)) {
            // One that cannot be moved is offered again, which loses nothing.
            let _ = discard(&old.path);
        }
        self.since_save = None;
        self.has_failed = false;
        self.unsynced = None;
    }
}

/// Refuses a length that could not be read again.
fn within(most: u64, size: u64) -> Result<u64, JournalError> {
    if size > most { Err(JournalError::TooLarge { size }) } else { Ok(size) }
}
