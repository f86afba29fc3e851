//! The engine: texts, Markdown and evidence, as functions of the texts that they are given.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "what fails here has failed the test, and its files are its own"
)]

mod corpora;
mod support;

mod crosscheck;
mod evidence;
mod fixes;
mod follow;
mod inventory;
mod markers;
mod quotations;
mod text;
