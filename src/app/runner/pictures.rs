//! Reading pictures of the article, on a thread of its own.
//!
//! A picture takes its time, and neither an import nor the page waits for it.
//!
//! # Invariants
//! - Each picture that is asked for is answered, in the order in which they were asked for.

use std::{
    io,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::mpsc::{self, Sender},
};

use super::thread::{EventSink, spawn};
use crate::{
    app::effect::{Effect, Event},
    exchange::{
        import::ImportProcess,
        picture::{PictureProblem, PictureReading, read_picture},
    },
};
use nutgraf_import::PictureError;

/// Reads a picture; hands back what is something else.
pub(super) fn picture(effect: Effect, importer: &ImportProcess) -> Result<Event, Effect> {
    let Effect::ReadPicture { project, address, known } = effect else { return Err(effect) };
    let read = || read_picture(project.as_deref(), &address, known.as_ref(), importer);
    // The thread has to answer, whatever is wrong with it.
    let reading = catch_unwind(AssertUnwindSafe(read));
    let broken = PictureProblem::Picture(PictureError::Damaged);
    let reading = reading.unwrap_or(PictureReading::Problem(broken));
    Ok(Event::PictureRead { project, address, reading })
}

/// Starts the thread; it ends with the sender.
///
/// # Errors
/// When the system allows no further thread.
pub(super) fn start(importer: ImportProcess, sink: EventSink) -> io::Result<Sender<Effect>> {
    let (sender, requests) = mpsc::channel();
    spawn("pictures", move || {
        for effect in requests {
            if !picture(effect, &importer).is_ok_and(|event| sink.report(event)) {
                return;
            }
        }
    })?;
    Ok(sender)
}
