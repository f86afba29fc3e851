//! The window without a display, and the workspace behind it.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "what fails here has failed the test, and its files are its own"
)]

#[path = "../../benches/documents/mod.rs"]
mod documents;
mod support;

mod allocations;
mod bench_documents;
mod claims;
mod completion;
mod dialogs;
mod editor;
mod editor_bidi;
mod editor_lists;
mod find;
mod focus;
mod images;
mod linked;
mod lists;
mod names;
mod notices;
mod outline;
mod outside;
mod pictures;
mod preview;
mod reader;
mod recovery;
mod search;
mod source_list;
mod ui;
mod verdicts;
mod versions;
mod workspace;
