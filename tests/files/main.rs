//! Projects and what they are kept in: files, journals and versions, imports and exports,
//! and the command line that works on them.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "what fails here has failed the test, and its files are its own"
)]

#[path = "../../crates/nutgraf-engine/tests/engine/corpora/mod.rs"]
mod corpora;
mod support;

mod anchors;
mod cli;
mod exchange;
mod gate;
mod html;
mod imports;
mod journal;
mod limits;
mod merge;
mod merging;
mod names;
mod packet;
mod persist;
mod samples;
mod settings;
mod undo;
mod variants;
mod verify;
