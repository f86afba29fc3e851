//! Judging the draft, on a thread that forgets all but the newest request.

use std::{
    io,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc,
        mpsc::{self, Receiver, RecvTimeoutError, Sender},
    },
    time::Duration,
};

use super::thread::{EventSink, spawn};
use crate::{
    app::{effect::Event, notice::TaskFailure},
    project::ProjectCopy,
};
use nutgraf_engine::{
    evidence::{self, CheckCache},
    markdown::Structure,
};

/// How long a check waits for the next keystroke before it begins.
const DEBOUNCE: Duration = Duration::from_millis(60);

/// A project to be checked.
pub(super) struct CheckRequest {
    pub(super) project: Box<ProjectCopy>,
    pub(super) revision: u64,
}

/// Checks a project. Reports first what is found, then, a while later, the claim inventory.
pub(super) fn check(
    CheckRequest { project, revision }: CheckRequest,
    cache: &mut CheckCache,
    mut report_event: impl FnMut(Event),
) {
    let project = project.into_project();
    let structure = Structure::parse(project.draft());
    if cache.is_empty() && !project.claims().is_empty() {
        // To read what claims rest on takes longest, and quotations are seen first.
        let report = evidence::check(&project.quotation_input(&structure), cache);
        let corpus = Arc::new(cache.corpus(project.sources()));
        report_event(Event::Checked { revision, report, corpus });
    }
    let report = evidence::check(&project.check_input(&structure), cache);
    cache.retain(project.sources().iter().filter_map(|source| source.snapshot.as_ref()));
    let corpus = Arc::new(cache.corpus(project.sources()));
    report_event(Event::Checked { revision, report, corpus });
    let inventory = evidence::inventory_with(project.draft(), &structure, &mut cache.sentences);
    let inventory = Arc::new(inventory);
    report_event(Event::Listed { revision, inventory });
}

/// Starts the thread; it ends with the sender.
///
/// # Errors
/// When the system allows no further thread.
pub(super) fn start(sink: EventSink) -> io::Result<Sender<CheckRequest>> {
    let (sender, requests) = mpsc::channel();
    spawn("checks", move || check_newest(&requests, &sink))?;
    Ok(sender)
}

/// Message to show if the check thread could not be started.
pub(super) fn without_thread(cause: io::Error) -> Event {
    Event::Failed(TaskFailure::NoCheckThread(cause))
}

/// Checks the newest request once no newer one comes for [`DEBOUNCE`].
fn check_newest(requests: &Receiver<CheckRequest>, sink: &EventSink) {
    let mut cache = CheckCache::default();
    while let Ok(mut newest) = requests.recv() {
        loop {
            match requests.recv_timeout(DEBOUNCE) {
                Ok(newer) => newest = newer,
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
        // A bug in a rule must not end the writer's session.
        let judged = catch_unwind(AssertUnwindSafe(|| {
            check(newest, &mut cache, |event| {
                // A window that is gone needs to know nothing more.
                sink.report(event);
            });
        }));
        if judged.is_err() {
            cache = CheckCache::default();
            if !sink.report(Event::Failed(TaskFailure::CheckPanic)) {
                return;
            }
        }
    }
}
