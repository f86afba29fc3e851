//! A small disk that can be made to hang.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "what fails here has failed the test")]

use std::{
    fs::File,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use tempfile::TempDir;

/// An ext4 file system in a file, mounted in a folder of its own.
pub struct Disk {
    folder: TempDir,
    is_frozen: bool,
}

fn runs(program: &str, arguments: &[&str]) -> bool {
    let output = Command::new(program).args(arguments).stdin(Stdio::null()).output();
    output.is_ok_and(|output| output.status.success())
}

impl Disk {
    /// A disk with nothing on it, or `None` with the reason printed.
    pub fn new() -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let image = folder.path().join("image");
        File::create(&image).unwrap().set_len(16 << 20).unwrap();
        let disk = Self { folder, is_frozen: false };
        std::fs::create_dir(disk.path()).unwrap();
        let (image, mount) = (image.to_str().unwrap(), disk.path());
        let is_there = runs("mkfs.ext4", &["-q", image])
            && runs("mount", &["-o", "loop", image, mount.to_str().unwrap()]);
        if !is_there || !runs("fsfreeze", &["--version"]) {
            println!("skipped: no disk can be mounted here (needs root, loop devices, fsfreeze)");
            return None;
        }
        Some(disk)
    }

    pub fn path(&self) -> PathBuf {
        self.folder.path().join("disk")
    }

    fn freezes(&self, flag: &str) {
        assert!(runs("fsfreeze", &[flag, Path::new(&self.path()).to_str().unwrap()]), "{flag}");
    }

    /// From now on nothing that is written to it comes back.
    pub fn freeze(&mut self) {
        self.freezes("-f");
        self.is_frozen = true;
    }

    pub fn thaw(&mut self) {
        self.is_frozen = false;
        self.freezes("-u");
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let path = self.path();
        if self.is_frozen {
            runs("fsfreeze", &["-u", path.to_str().unwrap()]);
        }
        // Also while a program that is ending still has files there.
        runs("umount", &["-l", path.to_str().unwrap()]);
    }
}
