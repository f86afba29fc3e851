//! Names that are no text: bytes that are not UTF-8, which Unix allows, and lone surrogates,
//! which Windows allows.

use std::{
    ffi::OsString,
    fs,
    path::PathBuf,
    process::{Command, Output},
};

use super::skip::skipped;

/// `caf` and a byte or a code unit that is no character, and an ending.
pub fn odd(ending: &str) -> OsString {
    #[cfg(unix)]
    let mut name: OsString = std::os::unix::ffi::OsStringExt::from_vec(b"caf\xe9".to_vec());
    #[cfg(windows)]
    let mut name: OsString =
        std::os::windows::ffi::OsStringExt::from_wide(&[0x63, 0x61, 0x66, 0xD800]);
    assert_eq!(name.to_str(), None);
    name.push(ending);
    name
}

/// A folder of an odd name, where the file system takes such names.
pub fn folder() -> Option<(tempfile::TempDir, PathBuf)> {
    let above = tempfile::tempdir().unwrap();
    let folder = above.path().join(odd(""));
    if let Err(error) = fs::create_dir(&folder) {
        skipped(&format!("this file system takes no such names ({error})"));
        return None;
    }
    Some((above, folder))
}

pub fn nutgraf(arguments: &[&dyn AsRef<std::ffi::OsStr>]) -> Output {
    let mut process = Command::new(env!("CARGO_BIN_EXE_nutgraf"));
    process.args(arguments.iter().map(|argument| argument.as_ref())).output().unwrap()
}
