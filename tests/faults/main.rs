//! What goes wrong around the program: calls that fail, processes that are killed, disks
//! that fill up or vanish, input that nobody meant.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "what fails here has failed the test, and its files are its own"
)]

mod support;
#[path = "../fuzz/targets.rs"]
mod targets;

mod crash;
mod fuzzing;
#[cfg(target_os = "linux")]
mod hostile;
mod program;
mod replaced;
mod volumes;
