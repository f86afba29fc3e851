//! Folders as somebody else may have packed them: links, pipes, devices and foreign files
//! at every name that the program uses.
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a test that fails here has failed, and its files are its own"
)]

#[path = "hostile/desk.rs"]
mod desk;
#[path = "hostile/homes.rs"]
mod homes;
#[path = "hostile/inputs.rs"]
mod inputs;
#[path = "hostile/lock.rs"]
mod lock;
#[path = "support/machine.rs"]
mod machine;
#[path = "hostile/place.rs"]
mod place;
#[path = "hostile/random.rs"]
mod random;
#[path = "support/skip.rs"]
mod skip;
