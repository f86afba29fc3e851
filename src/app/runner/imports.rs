//! Reading texts that come from elsewhere, on a thread of its own.
//!
//! An import may take all the time of its kind, and a save must not wait for it.
//!
//! # Invariants
//! - Each import that is begun is answered, in the order in which they were asked for. One
//!   that is under way when the program ends is left, because it writes nothing.

use std::{
    io,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::mpsc::{self, Sender},
};

use super::thread::{EventSink, spawn};
use crate::{
    app::{
        effect::{Effect, Event},
        notice::ReadFailure,
    },
    exchange::import::{ImportProcess, import_file, named},
};
use nutgraf_import::Imported;

/// Reads a text from elsewhere; hands back what is something else.
pub(super) fn import(effect: Effect, importer: &ImportProcess) -> Result<Event, Effect> {
    let read = |path: &_| -> Result<Imported, ReadFailure> {
        // The thread has to answer, whatever is wrong with it.
        catch_unwind(AssertUnwindSafe(|| import_file(path, importer)))
            .map_err(|_| ReadFailure::Panic(named(path)))?
            .map_err(ReadFailure::Error)
    };
    match effect {
        Effect::Import(path) => Ok(Event::Imported { result: read(&path), path }),
        Effect::ReadDraft { path, project } => {
            let result = read(&path).map(|imported| imported.text);
            Ok(Event::DraftRead { path, project, result })
        }
        other => Err(other),
    }
}

/// Starts the thread; it ends with the sender.
///
/// # Errors
/// When the system allows no further thread.
pub(super) fn start(importer: ImportProcess, sink: EventSink) -> io::Result<Sender<Effect>> {
    let (sender, requests) = mpsc::channel();
    spawn("imports", move || {
        for effect in requests {
            if !import(effect, &importer).is_ok_and(|event| sink.report(event)) {
                return;
            }
        }
    })?;
    Ok(sender)
}
