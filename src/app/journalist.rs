//! The journal's own thread.
//!
//! It does nothing else, so that no slow save stands before an edit, and has what was
//! written flushed by a thread beside it, so that no slow flush does. What always
//! holds: an order is carried out when it comes, and what was written is on the disk
//! within 250 ms, if the disk can do that; and when the thread is told to end,
//! everything is on the disk before it does.

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
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use super::{
    Event,
    worker::{Wake, ends_within},
};
use crate::persist::journal::{Flush, Flushed, Journal, JournalError, Order, copy_base};

/// A journal and what there is to tell of it.
#[derive(Debug)]
pub(super) struct Desk {
    folder: PathBuf,
    journal: Journal,
    is_broken: bool,
    was_long: bool,
    /// Says when the file that the journal builds on is copied.
    copying: Option<Receiver<PathBuf>>,
}

/// How long a save waits for the journal. On a disk that hangs, the save is what matters.
const PATIENCE: Duration = Duration::from_secs(1);

/// How long the end of the program waits for a disk that hangs.
const LAST_PATIENCE: Duration = Duration::from_secs(5);

/// How long the journal waits for the copy of the file that is about to be replaced,
/// while keys wait for the journal.
const COPY_PATIENCE: Duration = Duration::from_millis(100);

impl Desk {
    pub(super) fn new(folder: PathBuf) -> Self {
        let journal = Journal::new(&folder);
        Self { folder, journal, is_broken: false, was_long: false, copying: None }
    }

    /// Carries an order out, and tells what is to be told.
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

    fn flushed(&mut self, flushed: Flushed) -> Option<Event> {
        self.guarded(|journal| journal.flushed(flushed))
    }

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
        let started = thread::Builder::new().name("journal base".to_owned()).spawn(copy);
        self.copying = started.is_ok().then_some(copying);
    }

    /// Waits until that is done, within reason.
    pub(super) fn wait_for_base(&mut self) {
        if let Some(copying) = self.copying.take()
            && let Ok(copy) = copying.recv_timeout(COPY_PATIENCE)
        {
            self.journal.has_base(&copy);
        }
    }

    fn guarded(
        &mut self,
        work: impl FnOnce(&mut Journal) -> Result<(), JournalError>,
    ) -> Option<Event> {
        let outcome = catch_unwind(AssertUnwindSafe(|| work(&mut self.journal)));
        let (message, hint) = match outcome {
            Ok(Ok(())) => return None,
            Ok(Err(error)) => (error.to_string(), error.hint()),
            Err(_) => {
                // What is written stays where it is, to be found at the next start.
                self.journal = Journal::new(&self.folder);
                let message = "your typing is not protected: a fault in Nutgraf".to_owned();
                (message, "Save your work often, and report this fault.")
            }
        };
        self.is_broken = true;
        Some(Event::JournalBroke { message, hint })
    }
}

/// What is sent to the thread.
pub(super) enum Message {
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
pub(super) struct Journalist {
    messages: Sender<Message>,
    thread: Option<JoinHandle<()>>,
    /// When each order was sent that is not known to be carried out.
    owed: VecDeque<Instant>,
    /// How many orders are known to be.
    known: u64,
    /// How many are.
    carried_out: Arc<AtomicU64>,
}

impl Journalist {
    /// # Errors
    /// When the system allows no further thread.
    pub(super) fn start(folder: PathBuf, events: Sender<Event>, wake: Wake) -> io::Result<Self> {
        let (messages, orders) = mpsc::channel();
        let tell = move |event: Option<Event>| {
            // A window that is gone needs to know nothing more.
            if event.is_some_and(|event| events.send(event).is_ok()) {
                wake();
            }
        };
        let own = messages.clone();
        let carried_out = Arc::new(AtomicU64::new(0));
        let count = carried_out.clone();
        let journal = move || run(Desk::new(folder), &orders, &own, &tell, &count);
        let thread = thread::Builder::new().name("journal".to_owned()).spawn(journal)?;
        Ok(Self { messages, thread: Some(thread), owed: VecDeque::new(), known: 0, carried_out })
    }

    pub(super) fn order(&mut self, order: Box<Order>) {
        // A thread that is gone has said that it broke, and owes nothing.
        if self.messages.send(Message::Order(order)).is_ok() {
            self.owed.push_back(Instant::now());
        }
    }

    /// For how long the oldest order waits that is not carried out; `None` where none is.
    pub(super) fn owes(&mut self) -> Option<Duration> {
        let carried_out = self.carried_out.load(Ordering::Acquire);
        while self.known < carried_out && self.owed.pop_front().is_some() {
            self.known += 1;
        }
        self.owed.front().map(Instant::elapsed)
    }

    pub(super) fn messages(&self) -> &Sender<Message> {
        &self.messages
    }

    /// For a save that is to wait until the journal knows of it.
    pub(super) fn reached(&self) -> Reached {
        let (answer, reached) = mpsc::channel();
        // A thread that is gone drops the answer, and nobody waits.
        let _ = self.messages.send(Message::Reach(answer));
        Reached(reached)
    }

    /// Waits until everything is on the disk, within reason, and says whether it is.
    pub(super) fn finish(&mut self) -> bool {
        // A thread that is gone has nothing left to write.
        let _ = self.messages.send(Message::End);
        self.thread.take().is_none_or(|thread| ends_within(thread, LAST_PATIENCE))
    }
}

impl Drop for Journalist {
    fn drop(&mut self) {
        // The thread has a sender of its own, so that it would never hear that all are gone.
        let _ = self.messages.send(Message::End);
    }
}

/// What there is to tell where no thread could be started for the journal.
pub(super) fn without_thread(cause: &io::Error) -> Event {
    let message =
        format!("your typing is not protected: the system allows no further thread ({cause})");
    let hint = "Save your work often; close other programs, then start Nutgraf again.";
    Event::NoJournal { message, hint }
}

/// What there is to tell where nobody knows where the journal is to be.
pub(super) fn without_folder() -> Event {
    let message =
        "your typing is not protected: no home folder is known in which to keep a journal"
            .to_owned();
    let hint = "Save your work often; set HOME or NUTGRAF_CONFIG_DIR, then start Nutgraf again.";
    Event::NoJournal { message, hint }
}

/// Told when the journal has come so far.
pub(super) struct Reached(Receiver<()>);

impl Reached {
    pub(super) fn wait(&self) {
        // A save is made all the same.
        let _ = self.0.recv_timeout(PATIENCE);
    }
}

/// Starts the thread that flushes; `None` where the system allows none.
fn start_flushing(own: Sender<Message>) -> Option<Sender<Flush>> {
    let (flushes, wanted) = mpsc::channel::<Flush>();
    let flush = move || {
        for flush in wanted {
            // A journal that has ended needs to know nothing more.
            let _ = own.send(Message::Flushed(flush.run()));
        }
    };
    thread::Builder::new().name("journal flush".to_owned()).spawn(flush).ok().map(|_| flushes)
}

fn run(
    mut desk: Desk,
    messages: &Receiver<Message>,
    own: &Sender<Message>,
    tell: &dyn Fn(Option<Event>),
    carried_out: &AtomicU64,
) {
    let flushing = start_flushing(own.clone());
    let mut is_flushing = false;
    loop {
        // The next flush begins when the one under way has ended.
        let deadline = desk.journal.deadline().filter(|_| !is_flushing);
        let message = match deadline {
            None => messages.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(at) => messages.recv_timeout(at.saturating_duration_since(Instant::now())),
        };
        match message {
            Ok(Message::Order(order)) => {
                tell(desk.take(*order));
                carried_out.fetch_add(1, Ordering::Release);
            }
            Ok(Message::Flush(answer)) => {
                tell(desk.sync());
                // Whoever asked may have stopped waiting.
                let _ = answer.send(());
            }
            Ok(Message::Reach(answer)) => {
                let _ = answer.send(());
            }
            Ok(Message::Flushed(flushed)) => {
                is_flushing = false;
                tell(desk.flushed(flushed));
            }
            Err(RecvTimeoutError::Timeout) => {}
            Ok(Message::End) | Err(RecvTimeoutError::Disconnected) => break,
        }
        // Also while one key follows the other.
        let is_due = desk.journal.deadline().is_some_and(|at| at <= Instant::now());
        if is_due && !is_flushing {
            match desk.journal.begin_flush().zip(flushing.as_ref()) {
                Some((flush, flushing)) => match flushing.send(flush) {
                    Ok(()) => is_flushing = true,
                    Err(SendError(flush)) => tell(desk.flushed(flush.run())),
                },
                None => tell(desk.sync()),
            }
            desk.keep_base();
        }
    }
    tell(desk.sync());
    // The file is locked as long as anybody has it open, and the next start asks for that.
    while is_flushing {
        match messages.recv_timeout(LAST_PATIENCE) {
            Ok(Message::Flushed(_)) | Err(_) => is_flushing = false,
            Ok(_) => {}
        }
    }
}

/// Asks the thread to bring everything to the disk, and waits for it so long.
pub(super) fn flush(messages: &Sender<Message>, most: Duration) {
    let (answer, done) = mpsc::channel();
    if messages.send(Message::Flush(answer)).is_ok() {
        // Whatever it is, there is no more time.
        let _ = done.recv_timeout(most);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_journal_owes_what_it_was_told_until_it_is_carried_out() {
        let (messages, orders) = mpsc::channel();
        let carried_out = Arc::new(AtomicU64::new(0));
        let mut journalist = Journalist {
            messages,
            thread: None,
            owed: VecDeque::new(),
            known: 0,
            carried_out: carried_out.clone(),
        };
        assert_eq!(journalist.owes(), None);
        journalist.order(Box::new(Order::NotSaved));
        thread::sleep(Duration::from_millis(20));
        journalist.order(Box::new(Order::NotSaved));
        let both = journalist.owes().unwrap();
        assert!(both >= Duration::from_millis(20), "the oldest counts: {both:?}");
        carried_out.store(1, Ordering::Release);
        assert!(journalist.owes().is_some_and(|last| last < both));
        carried_out.store(2, Ordering::Release);
        assert_eq!(journalist.owes(), None);
        // One that is gone has said so.
        drop(orders);
        journalist.order(Box::new(Order::NotSaved));
        assert_eq!(journalist.owes(), None);
    }
}
