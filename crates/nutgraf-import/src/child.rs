//! The child's side of an import: the whole life of the process that reads a file.
//!
//! # Invariants
//!
//! It confines itself before it reads its first byte, to the limits of the kind that its
//! argument names. It knows neither the file's name nor the project, and it says one frame
//! and ends.

use std::{
    ffi::OsString,
    io::{self, Write},
    process::ExitCode,
};

use serde::{Deserialize, Serialize};

use crate::{ImportKind, answer::write_answer, confine, frame, import};

/// What the argument begins with that makes the program such a process; the name of a kind
/// follows. It is no command, and help does not list it.
const ARGUMENT: &str = "--read-import=";

/// The exit code of a child that could not confine itself.
pub const UNCONFINED: u8 = 77;

/// What is to be read; the file's bytes are the frame's body.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Request {
    kind: ImportKind,
}

/// Why a child was started in vain.
#[derive(Debug, PartialEq, Eq)]
struct UnknownKind;

/// Returns the only argument of a child that is to read a file of a kind.
pub fn child_argument(kind: ImportKind) -> String {
    format!("{ARGUMENT}{}", kind.name())
}

/// Asks a child for a file of the kind that its argument names.
///
/// # Errors
/// When the file is longer than its kind may be, or the child does not listen.
pub fn write_request(to: &mut impl Write, kind: ImportKind, file: &[u8]) -> io::Result<()> {
    frame::write(to, &Request { kind }, file, kind.limits().bytes_in)
}

/// Reads one import from standard input, answers on standard output and returns the exit
/// code, if the arguments ask for that. They begin with the program's own name.
///
/// To be called before anything else is set up: what is set up could keep files open, and
/// takes time. Where it returns a code, the process is confined and is to end.
pub fn serve_if_asked(arguments: impl Iterator<Item = OsString>) -> Option<ExitCode> {
    Some(match asked(arguments)? {
        Ok(kind) => serve(kind),
        // Without its kind it knows no limits.
        Err(UnknownKind) => failed("there is no such kind of import", UNCONFINED.into()),
    })
}

/// Returns the kind that the arguments ask for; `None` where they ask for something else.
fn asked(mut arguments: impl Iterator<Item = OsString>) -> Option<Result<ImportKind, UnknownKind>> {
    let first = arguments.nth(1)?;
    let name = first.as_encoded_bytes().strip_prefix(ARGUMENT.as_bytes())?;
    if arguments.next().is_some() {
        return None;
    }
    let kind = std::str::from_utf8(name).ok().and_then(ImportKind::from_name);
    Some(kind.ok_or(UnknownKind))
}

fn serve(kind: ImportKind) -> ExitCode {
    if let Err(error) = confine(&kind.limits()) {
        return failed(&error.to_string(), UNCONFINED.into());
    }
    match answer(kind) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => failed(&message, ExitCode::FAILURE),
    }
}

fn failed(message: &str, code: ExitCode) -> ExitCode {
    // Whoever started this may be gone.
    let _ = writeln!(io::stderr(), "{message}");
    code
}

fn answer(kind: ImportKind) -> Result<(), String> {
    let (request, file) = frame::read::<Request>(&mut io::stdin().lock(), kind.limits().bytes_in)
        .map_err(|_| "standard input is no request of Nutgraf's".to_owned())?;
    // The limits that are in force are those of another kind.
    if request.kind != kind {
        return Err("the request is of another kind than the argument".to_owned());
    }
    write_answer(&mut io::stdout().lock(), kind, import(&file, kind))
        .map_err(|error| format!("the answer could not be given: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked_by(arguments: &[&str]) -> Option<Result<ImportKind, UnknownKind>> {
        let program = std::iter::once("nutgraf");
        asked(program.chain(arguments.iter().copied()).map(OsString::from))
    }

    #[test]
    fn the_argument_of_each_kind_asks_for_that_kind() {
        for kind in ImportKind::ALL {
            assert_eq!(asked_by(&[&child_argument(kind)]), Some(Ok(kind)));
        }
    }

    #[test]
    fn an_unknown_kind_is_an_error_and_other_arguments_ask_for_no_child() {
        for unknown in ["--read-import=", "--read-import=exe", "--read-import=Text"] {
            assert_eq!(asked_by(&[unknown]), Some(Err(UnknownKind)), "{unknown}");
        }
        let others: [&[&str]; 5] = [
            &[],
            &["--read-import"],
            &["--read-import=text", "x"],
            &["x", "--read-import=text"],
            &["text.md"],
        ];
        for other in others {
            assert_eq!(asked_by(other), None, "{other:?}");
        }
    }
}
