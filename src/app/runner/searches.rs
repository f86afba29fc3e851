//! Searching through the whole project, on a thread that forgets all but the newest request.
//!
//! A saved text may have hundreds of megabytes, and each key in the field asks anew.

use std::{
    io,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::mpsc::{self, Sender},
};

use super::thread::{EventSink, spawn};
use crate::{
    app::effect::{Effect, Event},
    project,
};

/// Searches through a project; hands back what is something else.
pub(super) fn search(effect: Effect) -> Result<Event, Effect> {
    match effect {
        Effect::SearchProject { project, pattern, revision, serial } => {
            // A bug in it must not end the thread: the next key asks again.
            let found = AssertUnwindSafe(|| project::search(&project.into_project(), &pattern));
            let found = catch_unwind(found).unwrap_or_default();
            Ok(Event::ProjectSearched { revision, serial, found })
        }
        other => Err(other),
    }
}

/// The thread that searches, once something was looked for.
pub(super) struct SearchThread {
    sink: EventSink,
    /// The thread ends with it.
    requests: Option<Sender<Effect>>,
}

impl SearchThread {
    /// Creates it without a thread: many sessions never search.
    pub(super) fn new(sink: EventSink) -> Self {
        Self { sink, requests: None }
    }

    /// Searches for the newest request. Returns the answer where the system allows no further
    /// thread to look for it.
    pub(super) fn start(&mut self, effect: Effect) -> Option<Event> {
        if self.requests.is_none() {
            self.requests = spawned(self.sink.clone()).ok();
        }
        match &self.requests {
            Some(requests) => requests.send(effect).err().and_then(|back| search(back.0).ok()),
            None => search(effect).ok(),
        }
    }
}

fn spawned(sink: EventSink) -> io::Result<Sender<Effect>> {
    let (sender, requests) = mpsc::channel();
    spawn("searches", move || {
        while let Ok(request) = requests.recv() {
            let newest = requests.try_iter().last().unwrap_or(request);
            if !search(newest).is_ok_and(|event| sink.report(event)) {
                return;
            }
        }
    })?;
    Ok(sender)
}
