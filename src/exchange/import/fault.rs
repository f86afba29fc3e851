//! Why an import gave no text, and what to do then.

use std::{io, time::Duration};

/// Why the child gave no text.
#[derive(Debug, thiserror::Error)]
pub enum ImportProcessError {
    /// There is no child.
    #[error("The part of Nutgraf that reads files did not start: {}", why_not_started(.0))]
    NoStart(io::Error),
    /// It is started by a link that is not there.
    #[error(
        "The part of Nutgraf that reads files did not start: there is no /proc, by which a \
         program finds itself. Mount it (“mount -t proc proc /proc”) and try again."
    )]
    NoProc,
    /// It could not take from itself what it is not to have, and so it read nothing.
    #[error(
        "The part of Nutgraf that reads files could not be confined{}, and therefore read \
         nothing. Start Nutgraf where the system lets a program lower its own limits.",
        told(complaint)
    )]
    Unconfined {
        /// What the child had to say, made harmless; may be empty.
        complaint: String,
    },
    /// It took too long.
    #[error(
        "It takes longer than {} s to read. Save the part you cite as a text file and try that.",
        .0.as_secs_f64()
    )]
    Slow(Duration),
    /// It wanted more memory than it gets, in bytes.
    #[error(
        "It takes more than {} MB of memory to read. Save the part you cite as a text file and \
         try that.",
        .0 >> 20
    )]
    Memory(u64),
    /// A signal ended it.
    #[error(
        "Reading it crashed ({signal}{}). The file is damaged, or made to do harm; nothing was \
         taken from it.",
        told(complaint)
    )]
    Crashed {
        /// The signal's name.
        signal: String,
        /// What the child had to say, made harmless; may be empty.
        complaint: String,
    },
    /// It gave up.
    #[error(
        "Reading it failed (exit code {code}{}). The file may be damaged; nothing was taken \
         from it.",
        told(complaint)
    )]
    Failed {
        /// The exit code.
        code: i32,
        /// What the child had to say, made harmless; may be empty.
        complaint: String,
    },
    /// It ended as if all were well, and was not.
    #[error(
        "The part of Nutgraf that reads files stopped in the middle of its answer. Try again; \
         nothing was taken from the file."
    )]
    Early,
    /// Its answer is no answer.
    #[error(
        "The part of Nutgraf that reads files gave no answer that makes sense. The file may be \
         made to do harm; nothing was taken from it."
    )]
    Rubbish,
    /// There are more bytes to read than this.
    #[error("There is more of it than {} MiB.", .0 >> 20)]
    TooLong(u64),
    /// Its answer has no end, or more than this many bytes of text.
    #[error(
        "More came out of it than a source may hold, {} MiB. Save the part you cite as a text \
         file and try that.",
        .0 >> 20
    )]
    TooMuch(u64),
}

fn told(complaint: &str) -> String {
    if complaint.is_empty() { String::new() } else { format!(": {complaint}") }
}

/// Whose limit of open files is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum OpenFilesLimit {
    System,
    Process,
}

#[cfg(unix)]
fn open_files_limit(cause: &io::Error) -> Option<OpenFilesLimit> {
    use rustix::io::Errno;
    match Errno::from_io_error(cause)? {
        Errno::NFILE => Some(OpenFilesLimit::System),
        Errno::MFILE => Some(OpenFilesLimit::Process),
        _ => None,
    }
}

/// Elsewhere the numbers mean other things.
#[cfg(not(unix))]
fn open_files_limit(_: &io::Error) -> Option<OpenFilesLimit> {
    None
}

/// What kept a child from its start, in words, with what to do then.
fn why_not_started(cause: &io::Error) -> String {
    use io::ErrorKind as K;
    let (why, next) = match (open_files_limit(cause), cause.kind()) {
        (Some(OpenFilesLimit::System), _) => {
            ("the whole system has too many files open", "Close other programs and try again.")
        }
        (Some(OpenFilesLimit::Process), _) => (
            "Nutgraf has as many files open as the system allows it",
            "Start Nutgraf again, or raise the limit (“ulimit -n”).",
        ),
        (_, K::WouldBlock) => (
            "the system allows no more processes or threads",
            "Close other programs and try again, or raise the limit (“ulimit -u”).",
        ),
        (_, K::OutOfMemory) => {
            ("the system has no memory left for it", "Close other programs and try again.")
        }
        _ => {
            let said = cause.to_string();
            let end = said.find(" (os error").unwrap_or(said.len());
            let next = "Start Nutgraf again, or install it anew if that does not help.";
            return format!("{}. {next}", &said[..end]);
        }
    };
    format!("{why}. {next}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_kept_a_child_from_its_start_is_said_in_words_with_what_to_do() {
        for (number, words) in [
            (23, "the whole system has too many files open"),
            (24, "as many files open as the system allows"),
            (11, "allows no more processes"),
            (12, "no memory left"),
            (13, "ermission denied. Start Nutgraf again"),
        ] {
            let said =
                ImportProcessError::NoStart(io::Error::from_raw_os_error(number)).to_string();
            // Elsewhere the numbers mean other things.
            assert!(!cfg!(target_os = "linux") || said.contains(words), "{said}");
            assert!(!said.contains("os error") && said.ends_with('.'), "{said}");
        }
    }
}
