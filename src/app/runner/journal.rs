//! The journal's own thread.
//!
//! It does nothing else, so that no slow save stands before an edit, and has what was
//! written flushed by a thread beside it, so that no slow flush does.
//!
//! # Invariants
//! - An order is carried out when it comes, and what was written is on the disk within
//!   250 ms, if the disk can do that.
//! - When the thread is told to end, everything is on the disk before it does.

use std::{
    collections::VecDeque,
    io,
    panic::{AssertUnwindSafe, catch_unwind},
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
        mpsc::{self, Receiver, RecvTimeoutError, SendError, Sender},
    },
    thread::JoinHandle,
    time::{Duration, Instant},
};

use super::thread::{EventSink, ends_within, spawn};
use crate::{
    app::{effect::Event, notice::JournalFailure},
    persist::journal::{Flush, Flushed, Journal, JournalError, Order, copy_base},
};

/// A journal, and what was reported of it.
#[derive(Debug)]
pub(super) struct JournalWorker {
    folder: PathBuf,
    journal: Journal,
    is_broken: bool,
    was_long: bool,
    /// Says when the file that the journal builds on is copied.
    copying: Option<Receiver<PathBuf>>,
}

/// How long a save waits for the journal. On a disk that hangs, the save is what matters.
const BARRIER_TIMEOUT: Duration = Duration::from_secs(1);

/// How long the end of the program waits for a disk that hangs.
const LAST_TIMEOUT: Duration = Duration::from_secs(5);

/// How long the journal waits for the copy of the file that is about to be replaced,
/// while keys wait for the journal.
const COPY_TIMEOUT: Duration = Duration::from_millis(100);

impl JournalWorker {
    pub(super) fn new(folder: PathBuf) -> Self {
        let journal = Journal::new(&folder);
        Self { folder, journal, is_broken: false, was_long: false, copying: None }
    }

    /// Carries an order out, and returns what is to be reported.
    pub(super) fn take(&mut self, order: Order) -> Option<Event> {
        if matches!(order, Order::Saving { .. }) {
            // What the journal builds on is about to be another file.
            self.keep_base();
            self.wait_for_base();
        }
        let begins = matches!(order, Order::Anew(_) | Order::Begin(_));
        let outcome = self.guarded(|journal| journal.take(order));
        if outcome.is_none() && begins && self.is_broken {
            self.is_broken = false;
            return Some(Event::JournalWorks);
        }
        let is_long = self.journal.is_long();
        let was_long = std::mem::replace(&mut self.was_long, is_long);
        outcome.or((is_long && !was_long).then_some(Event::JournalIsLong))
    }

    /// Takes in what became of a flush.
    fn flushed(&mut self, flushed: Flushed) -> Option<Event> {
        self.guarded(|journal| journal.flushed(flushed))
    }

    /// Brings everything to the disk.
    pub(super) fn sync(&mut self) -> Option<Event> {
        self.guarded(Journal::sync)
    }

    /// Copies the file that the journal builds on, once, and beside all else: a file on a
    /// slow disk must not keep the next key waiting.
    pub(super) fn keep_base(&mut self) {
        let Some((from, to)) = self.journal.base_to_copy() else { return };
        let (done, copying) = mpsc::channel();
        let copy = move || {
            if copy_base(&from, &to) {
                // Nobody may be waiting.
                let _ = done.send(to);
            }
        };
        // Without a copy the next save has the whole project journalled.
        let started = spawn("journal base", copy);
        self.copying = started.is_ok().then_some(copying);
    }

    /// Blocks up to [`COPY_TIMEOUT`] for the copy that [`JournalWorker::keep_base`] began.
    pub(super) fn wait_for_base(&mut self) {
        if let Some(copying) = self.copying.take()
            && let Ok(copy) = copying.recv_timeout(COPY_TIMEOUT)
        {
            self.journal.has_base(&copy);
        }
    }

    /// Works on the journal; an error and a panic become an event.
    fn guarded(
        &mut self,
        work: impl FnOnce(&mut Journal) -> Result<(), JournalError>,
    ) -> Option<Event> {
        let outcome = catch_unwind(AssertUnwindSafe(|| work(&mut self.journal)));
        let failure = match outcome {
            Ok(Ok(())) => return None,
            Ok(Err(error)) => JournalFailure::Error(error),
            Err(_) => {
                // What is written stays where it is, to be found at the next start.
                self.journal = Journal::new(&self.folder);
                JournalFailure::Panic
            }
        };
        self.is_broken = true;
        Some(Event::JournalBroke(failure))
    }
}

/// A message to the journal thread.
pub(super) enum JournalMessage {
    Order(Box<Order>),
    /// Answers when everything sent before is on the disk.
    Flush(Sender<()>),
    /// Answers when everything sent before is carried out.
    Reach(Sender<()>),
    /// A flush that was begun has ended.
    Flushed(Flushed),
    End,
}

/// The thread that writes the journal.
pub(super) struct JournalThread {
    messages: Sender<JournalMessage>,
    thread: Option<JoinHandle<()>>,
    /// When each order was sent that is not known to be carried out, oldest first.
    owed: VecDeque<Instant>,
    /// Number of orders known to be carried out.
    known: u64,
    /// Number of orders carried out, counted by the thread.
    carried_out: Arc<AtomicU64>,
}

impl JournalThread {
    /// Starts the thread.
    ///
    /// # Errors
    /// When the system allows no further thread.
    pub(super) fn start(folder: PathBuf, sink: EventSink) -> io::Result<Self> {
        let (messages, orders) = mpsc::channel();
        let report = move |event: Option<Event>| {
            if let Some(event) = event {
                // A window that is gone needs to know nothing more.
                sink.report(event);
            }
        };
        let own = messages.clone();
        let carried_out = Arc::new(AtomicU64::new(0));
        let count = carried_out.clone();
        let journal = move || run(JournalWorker::new(folder), &orders, &own, &report, &count);
        let thread = spawn("journal", journal)?;
        Ok(Self { messages, thread: Some(thread), owed: VecDeque::new(), known: 0, carried_out })
    }

    /// Sends an order.
    pub(super) fn order(&mut self, order: Box<Order>) {
        // A thread that is gone has said that it broke, and owes nothing.
        if self.messages.send(JournalMessage::Order(order)).is_ok() {
            self.owed.push_back(Instant::now());
        }
    }

    /// Returns for how long the oldest order waits that is not carried out; `None` where
    /// all are.
    pub(super) fn owes(&mut self) -> Option<Duration> {
        let carried_out = self.carried_out.load(Ordering::Acquire);
        while self.known < carried_out && self.owed.pop_front().is_some() {
            self.known += 1;
        }
        self.owed.front().map(Instant::elapsed)
    }

    /// The queue of the thread, for whoever ends the program from outside.
    pub(super) fn messages(&self) -> &Sender<JournalMessage> {
        &self.messages
    }

    /// Returns a barrier that is passed once everything sent so far is carried out.
    pub(super) fn barrier(&self) -> JournalBarrier {
        let (answer, reached) = mpsc::channel();
        // A thread that is gone drops the answer, and nobody waits.
        let _ = self.messages.send(JournalMessage::Reach(answer));
        JournalBarrier(reached)
    }

    /// Ends the thread. Blocks up to [`LAST_TIMEOUT`] for everything to be on the disk, and
    /// returns whether it is.
    pub(super) fn finish(&mut self) -> bool {
        // A thread that is gone has nothing left to write.
        let _ = self.messages.send(JournalMessage::End);
        self.thread.take().is_none_or(|thread| ends_within(thread, LAST_TIMEOUT))
    }
}

impl Drop for JournalThread {
    fn drop(&mut self) {
        // The thread has a sender of its own, so that it would never hear that all are gone.
        let _ = self.messages.send(JournalMessage::End);
    }
}

/// Message to show if the journal thread could not be started.
pub(super) fn without_thread(cause: io::Error) -> Event {
    Event::NoJournal(JournalFailure::NoThread(cause))
}

/// Message to show if no folder is known to journal in.
pub(super) fn without_folder() -> Event {
    Event::NoJournal(JournalFailure::NoFolder)
}

/// A point in the queue of the journal thread that a save waits for.
pub(super) struct JournalBarrier(Receiver<()>);

impl JournalBarrier {
    /// Blocks up to [`BARRIER_TIMEOUT`] until the journal thread has come so far.
    pub(super) fn wait(&self) {
        // A save is made all the same.
        let _ = self.0.recv_timeout(BARRIER_TIMEOUT);
    }
}

/// Starts the thread that flushes; `None` where the system allows none.
fn start_flushing(own: Sender<JournalMessage>) -> Option<Sender<Flush>> {
    let (flushes, wanted) = mpsc::channel::<Flush>();
    let flush = move || {
        for flush in wanted {
            // A journal that has ended needs to know nothing more.
            let _ = own.send(JournalMessage::Flushed(flush.run()));
        }
    };
    spawn("journal flush", flush).ok().map(|_| flushes)
}

/// Carries out what is sent to the thread, until it is told to end.
fn run(
    mut worker: JournalWorker,
    messages: &Receiver<JournalMessage>,
    own: &Sender<JournalMessage>,
    report: &dyn Fn(Option<Event>),
    carried_out: &AtomicU64,
) {
    let flushing = start_flushing(own.clone());
    let mut is_flushing = false;
    loop {
        // The next flush begins when the one under way has ended.
        let deadline = worker.journal.deadline().filter(|_| !is_flushing);
        let message = match deadline {
            None => messages.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(at) => messages.recv_timeout(at.saturating_duration_since(Instant::now())),
        };
        match message {
            Ok(JournalMessage::Order(order)) => {
                report(worker.take(*order));
                carried_out.fetch_add(1, Ordering::Release);
            }
            Ok(JournalMessage::Flush(answer)) => {
                report(worker.sync());
                // Whoever asked may have stopped waiting.
                let _ = answer.send(());
            }
            Ok(JournalMessage::Reach(answer)) => {
                let _ = answer.send(());
            }
            Ok(JournalMessage::Flushed(flushed)) => {
                is_flushing = false;
                report(worker.flushed(flushed));
            }
            Err(RecvTimeoutError::Timeout) => {}
            Ok(JournalMessage::End) | Err(RecvTimeoutError::Disconnected) => break,
        }
        // Also while one key follows the other.
        let is_due = worker.journal.deadline().is_some_and(|at| at <= Instant::now());
        if is_due && !is_flushing {
            match worker.journal.begin_flush().zip(flushing.as_ref()) {
                Some((flush, flushing)) => match flushing.send(flush) {
                    Ok(()) => is_flushing = true,
                    Err(SendError(flush)) => report(worker.flushed(flush.run())),
                },
                None => report(worker.sync()),
            }
            worker.keep_base();
        }
    }
    report(worker.sync());
    // The file is locked as long as anybody has it open, and the next start asks for that.
    while is_flushing {
        match messages.recv_timeout(LAST_TIMEOUT) {
            Ok(JournalMessage::Flushed(_)) | Err(_) => is_flushing = false,
            Ok(_) => {}
        }
    }
}

/// Has the thread bring everything to the disk, and blocks up to `timeout` for it.
pub(super) fn flush(messages: &Sender<JournalMessage>, timeout: Duration) {
    let (answer, done) = mpsc::channel();
    if messages.send(JournalMessage::Flush(answer)).is_ok() {
        // Whatever it is, there is no more time.
        let _ = done.recv_timeout(timeout);
    }
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;

    #[test]
    fn a_journal_owes_what_it_was_told_until_it_is_carried_out() {
        let (messages, orders) = mpsc::channel();
        let carried_out = Arc::new(AtomicU64::new(0));
        let mut journal = JournalThread {
            messages,
            thread: None,
            owed: VecDeque::new(),
            known: 0,
            carried_out: carried_out.clone(),
        };
        assert_eq!(journal.owes(), None);
        journal.order(Box::new(Order::NotSaved));
        thread::sleep(Duration::from_millis(20));
        journal.order(Box::new(Order::NotSaved));
        let both = journal.owes().unwrap();
        assert!(both >= Duration::from_millis(20), "the oldest counts: {both:?}");
        carried_out.store(1, Ordering::Release);
        assert!(journal.owes().is_some_and(|last| last < both));
        carried_out.store(2, Ordering::Release);
        assert_eq!(journal.owes(), None);
        // One that is gone has said so.
        drop(orders);
        journal.order(Box::new(Order::NotSaved));
        assert_eq!(journal.owes(), None);
    }
}
