//! The real program in a real window, on a display of its own.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "what fails here has failed the test, and its files are its own"
)]

mod support;

mod faults;
mod journeys;
mod session;
mod wayland;
