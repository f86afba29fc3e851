//! What the threads of the runner share.

use std::{
    io,
    sync::{Arc, mpsc::Sender},
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use crate::app::effect::Event;

/// Wakes the window when something was done.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// Where threads report what they did.
#[derive(Clone)]
pub(super) struct EventSink {
    events: Sender<Event>,
    wake: Wake,
}

impl EventSink {
    pub(super) fn new(events: Sender<Event>, wake: Wake) -> Self {
        Self { events, wake }
    }

    /// Reports an event and wakes the window. Returns whether anybody still listens.
    pub(super) fn report(&self, event: Event) -> bool {
        let is_heard = self.events.send(event).is_ok();
        if is_heard {
            (self.wake)();
        }
        is_heard
    }
}

/// Starts a thread of a name.
///
/// # Errors
/// When the system allows no further thread.
pub(super) fn spawn(
    name: &str,
    work: impl FnOnce() + Send + 'static,
) -> io::Result<JoinHandle<()>> {
    thread::Builder::new().name(name.to_owned()).spawn(work)
}

/// How often an ending thread is looked at.
const POLL: Duration = Duration::from_millis(2);

/// Blocks up to `timeout` for a thread to end, and returns whether it has. One that has not
/// is left alone.
pub(super) fn ends_within(thread: JoinHandle<()>, timeout: Duration) -> bool {
    let end = Instant::now() + timeout;
    while !thread.is_finished() {
        if Instant::now() >= end {
            return false;
        }
        thread::sleep(POLL);
    }
    // A panic there was already printed; there is nothing left to wait for.
    let _ = thread.join();
    true
}
