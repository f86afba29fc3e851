//! How a test says that it was skipped.

use std::{
    io::{self, Write},
    thread,
};

/// Says why a test, or a part of it, is not run, also where what tests print is kept
/// from the reader: `cargo test` captures what macros print, and not what is written.
pub fn skipped(why: &str) {
    let thread = thread::current();
    let test = thread.name().unwrap_or("a test");
    // Who reads nothing is told nothing.
    let _ = writeln!(io::stderr(), "{test}: skipped: {why}");
}
