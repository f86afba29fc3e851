//! A folder in the desktop's file manager.

use std::{
    io,
    path::Path,
    process::{Command, Stdio},
    thread,
};

/// The desktop's program that opens a folder.
const OPENER: &str = if cfg!(target_os = "macos") {
    "open"
} else if cfg!(windows) {
    "explorer"
} else {
    "xdg-open"
};

/// Opens a folder in the desktop's file manager, without waiting for it.
///
/// # Errors
/// When the desktop has no program for it, or it cannot be started.
pub(super) fn show(folder: &Path) -> io::Result<()> {
    let mut command = Command::new(OPENER);
    command.arg(folder).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut opener = command.spawn()?;
    // Nobody needs its answer, but a process that ended is to be taken off the system's list.
    let wait = move || drop(opener.wait());
    thread::Builder::new().name("folder".to_owned()).spawn(wait).map(drop)
}
