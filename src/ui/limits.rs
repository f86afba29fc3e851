//! Checks that the system's limits allow a window.
//!
//! The window libraries panic or report misleading errors at a limit, so the writer is told
//! at the start instead of in the middle of a save.

#[cfg(unix)]
use std::fs::File;
use std::{io, sync::mpsc, thread};

/// File descriptors and threads to try. A window with its drawing took 16 and 11 when they
/// were counted.
const DESCRIPTORS: usize = 24;
const THREADS: usize = 12;

/// A limit of the system that does not allow a window.
#[derive(Debug, thiserror::Error)]
pub enum SystemLimit {
    /// Files that may be open.
    #[cfg(unix)]
    #[error("the system allows it too few open files ({0})")]
    Files(#[source] io::Error),
    /// Threads that may run.
    #[error("the system allows it no further thread ({0})")]
    Threads(#[source] io::Error),
}

/// Acquires what a window needs and releases it again.
pub(super) fn try_out() -> Result<(), SystemLimit> {
    files(DESCRIPTORS)?;
    threads(THREADS)
}

#[cfg(unix)]
fn files(number: usize) -> Result<(), SystemLimit> {
    use rustix::io::Errno;
    /// What the system says when a process, or all together, have too many.
    const TOO_MANY: [Errno; 2] = [Errno::MFILE, Errno::NFILE];
    let mut open = Vec::new();
    for _ in 0..number {
        match File::open("/dev/null") {
            Ok(file) => open.push(file),
            Err(cause) if Errno::from_io_error(&cause).is_some_and(|e| TOO_MANY.contains(&e)) => {
                return Err(SystemLimit::Files(cause));
            }
            // Not a limit that is counted here.
            Err(_) => break,
        }
    }
    Ok(())
}

#[cfg(not(unix))]
fn files(_: usize) -> Result<(), SystemLimit> {
    Ok(())
}

fn threads(number: usize) -> Result<(), SystemLimit> {
    // Each waits until the last one was started, so that all exist at once.
    let mut waiting = Vec::new();
    let mut begun = Ok(());
    for _ in 0..number {
        let (end, ended) = mpsc::channel::<()>();
        match thread::Builder::new().stack_size(64 << 10).spawn(move || ended.recv()) {
            Ok(thread) => waiting.push((end, thread)),
            Err(cause) => {
                begun = Err(SystemLimit::Threads(cause));
                break;
            }
        }
    }
    for (end, thread) in waiting {
        drop(end);
        let _ = thread.join();
    }
    begun
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_window_needs_is_there_on_this_machine() {
        try_out().unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn more_files_than_the_system_allows_are_refused_with_its_reason() {
        let limit = std::fs::read_to_string("/proc/self/limits").unwrap_or_default();
        let soft = limit.lines().find(|line| line.starts_with("Max open files"));
        let soft = soft.and_then(|line| line.split_whitespace().nth(3)?.parse::<usize>().ok());
        let Some(soft) = soft.filter(|soft| *soft <= 4_096) else { return };
        let error = files(soft + 1).unwrap_err();
        assert!(error.to_string().contains("open files"), "{error}");
    }
}
