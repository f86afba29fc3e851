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

use crate::{
    answer::{write_answer, write_markdown, write_picture},
    confine, frame, import,
    picture::picture,
    task::{ChildTask, markdown_of},
};

/// What the argument begins with that makes the program such a process; the name of a kind
/// follows. It is no command, and help does not list it.
const ARGUMENT: &str = "--read-import=";

/// The exit code of a child that could not confine itself.
pub const UNCONFINED: u8 = 77;

/// What is to be read; the file's bytes are the frame's body.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Request {
    task: ChildTask,
}

/// Why a child was started in vain.
#[derive(Debug, PartialEq, Eq)]
struct UnknownTask;

/// Returns the only argument of a child that is to do a task.
pub fn child_argument(task: ChildTask) -> String {
    format!("{ARGUMENT}{}", task.name())
}

/// Asks a child for the task that its argument names.
///
/// # Errors
/// When there are more bytes than the task may have, or the child does not listen.
pub fn write_request(to: &mut impl Write, task: ChildTask, bytes: &[u8]) -> io::Result<()> {
    frame::write(to, &Request { task }, bytes, task.limits().bytes_in)
}

/// Reads one import from standard input, answers on standard output and returns the exit
/// code, if the arguments ask for that. They begin with the program's own name.
///
/// To be called before anything else is set up: what is set up could keep files open, and
/// takes time. Where it returns a code, the process is confined and is to end.
pub fn serve_if_asked(arguments: impl Iterator<Item = OsString>) -> Option<ExitCode> {
    Some(match asked(arguments)? {
        Ok(task) => serve(task),
        // Without its task it knows no limits.
        Err(UnknownTask) => failed("there is no such kind of import", UNCONFINED.into()),
    })
}

/// Returns the task that the arguments ask for; `None` where they ask for something else.
fn asked(mut arguments: impl Iterator<Item = OsString>) -> Option<Result<ChildTask, UnknownTask>> {
    let first = arguments.nth(1)?;
    let name = first.as_encoded_bytes().strip_prefix(ARGUMENT.as_bytes())?;
    if arguments.next().is_some() {
        return None;
    }
    let task = std::str::from_utf8(name).ok().and_then(ChildTask::from_name);
    Some(task.ok_or(UnknownTask))
}

fn serve(task: ChildTask) -> ExitCode {
    if let Err(error) = confine(&task.limits()) {
        return failed(&error.to_string(), UNCONFINED.into());
    }
    match answer(task) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => failed(&message, ExitCode::FAILURE),
    }
}

fn failed(message: &str, code: ExitCode) -> ExitCode {
    // Whoever started this may be gone.
    let _ = writeln!(io::stderr(), "{message}");
    code
}

fn answer(task: ChildTask) -> Result<(), String> {
    let (request, bytes) = frame::read::<Request>(&mut io::stdin().lock(), task.limits().bytes_in)
        .map_err(|_| "standard input is no request of Nutgraf's".to_owned())?;
    // The limits that are in force are those of another task.
    if request.task != task {
        return Err("the request is of another kind than the argument".to_owned());
    }
    let to = &mut io::stdout().lock();
    let answered = match task {
        ChildTask::Import(kind) => write_answer(to, kind, import(&bytes, kind)),
        ChildTask::ClipboardHtml => write_markdown(to, markdown_of(&bytes)),
        ChildTask::Picture => write_picture(to, picture(&bytes)),
    };
    answered.map_err(|error| format!("the answer could not be given: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked_by(arguments: &[&str]) -> Option<Result<ChildTask, UnknownTask>> {
        let program = std::iter::once("nutgraf");
        asked(program.chain(arguments.iter().copied()).map(OsString::from))
    }

    #[test]
    fn the_argument_of_each_task_asks_for_that_task() {
        for task in ChildTask::all() {
            assert_eq!(asked_by(&[&child_argument(task)]), Some(Ok(task)));
        }
    }

    #[test]
    fn an_unknown_kind_is_an_error_and_other_arguments_ask_for_no_child() {
        for unknown in ["--read-import=", "--read-import=exe", "--read-import=Text"] {
            assert_eq!(asked_by(&[unknown]), Some(Err(UnknownTask)), "{unknown}");
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
