//! What a test asks of the machine that it runs on.

use std::{fs, os::unix::fs::MetadataExt, process::Command};

use super::skip::skipped;

/// Whether a program is there and starts; says so where not.
pub fn has(program: &str) -> bool {
    let found = Command::new(program).arg("--version").output().is_ok();
    if !found {
        skipped(&format!("there is no {program} here"));
    }
    found
}

/// Whether this is the superuser.
pub fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0)
}
