//! The child's side of an import: the whole life of the process that reads a file.
//!
//! # Invariants
//!
//! It confines itself before it reads its first byte, it knows neither the file's name nor
//! the project, and it says one frame and ends.

use std::{
    ffi::{OsStr, OsString},
    io::{self, Write},
    process::ExitCode,
};

use serde::{Deserialize, Serialize};

use super::{ImportError, Imported, confine, frame, import};
use nutgraf_engine::model::SnapshotFormat;

/// The argument that makes the program such a process. It is no command, and help does
/// not list it.
pub(super) const ARGUMENT: &str = "--read-import";

/// The exit code of a child that could not confine itself.
pub(super) const UNCONFINED: u8 = 77;

/// What is to be read; the file's bytes are the frame's body.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Request {
    pub(super) format: SnapshotFormat,
}

/// What came of it; the text is the frame's body.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) enum Reply {
    Taken {
        format: SnapshotFormat,
        title: String,
        authors: Vec<String>,
        /// As it is written; whoever reads it looks whether it is a date.
        issued: Option<String>,
        url: String,
    },
    Refused(ImportError),
}

/// Whether the program was started to read an import, by its arguments, its own name
/// first.
pub fn is_asked(mut arguments: impl Iterator<Item = OsString>) -> bool {
    let first = arguments.nth(1);
    first.as_deref() == Some(OsStr::new(ARGUMENT)) && arguments.next().is_none()
}

/// Reads one import from standard input and answers on standard output.
///
/// Called before anything else is set up: what is set up could keep files open, and
/// takes time.
pub fn serve() -> ExitCode {
    if let Err(error) = confine() {
        return failed(&error.to_string(), ExitCode::from(UNCONFINED));
    }
    match answer() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => failed(&message, ExitCode::FAILURE),
    }
}

fn failed(message: &str, code: ExitCode) -> ExitCode {
    // Whoever started this may be gone.
    let _ = writeln!(io::stderr(), "{message}");
    code
}

fn answer() -> Result<(), String> {
    let (request, bytes) = frame::read::<Request>(&mut io::stdin().lock())
        .map_err(|_| "standard input is no request of Nutgraf's".to_owned())?;
    let (mut reply, text) = match import(&bytes, request.format) {
        Ok(Imported { text, format, title, authors, issued, url, has_mark: _ }) => {
            let issued = issued.map(|date| date.to_string());
            (Reply::Taken { format, title, authors, issued, url }, text)
        }
        Err(error) => (Reply::Refused(error), String::new()),
    };
    // What a file says of itself is offered, not needed: beyond what anybody reads, it is
    // left out, and the text comes all the same.
    if let Reply::Taken { authors, url, .. } = &mut reply
        && !frame::fits(&(&*authors, &*url))
    {
        authors.clear();
        url.clear();
    }
    frame::write(&mut io::stdout().lock(), &reply, text.as_bytes())
        .map_err(|error| format!("the answer could not be given: {error}"))
}
