//! A small disk that can be made to hang.

use std::{
    fs::File,
    os::unix::process::CommandExt,
    path::PathBuf,
    process::{Child, Command, Stdio},
};

use super::{place::Place, skip::skipped};

/// An ext4 file system in a file, mounted in a folder of its own.
pub struct Disk {
    place: Place,
    /// Who ends a freeze.
    watchdog: Option<Child>,
}

fn runs(program: &str, arguments: &[&str]) -> bool {
    let output = Command::new(program).args(arguments).stdin(Stdio::null()).output();
    output.is_ok_and(|output| output.status.success())
}

impl Disk {
    /// A disk with nothing on it, or `None` with the reason told.
    pub fn new() -> Option<Self> {
        let disk = Self { place: Place::new(), watchdog: None };
        let image = disk.place.folder.join("image");
        File::create(&image).unwrap().set_len(16 << 20).unwrap();
        std::fs::create_dir(disk.path()).unwrap();
        let (image, mount) = (image.to_str().unwrap(), disk.path());
        let is_there = runs("mkfs.ext4", &["-q", image])
            && runs("mount", &["-o", "loop", image, mount.to_str().unwrap()]);
        if !is_there || !runs("fsfreeze", &["--version"]) {
            skipped("no disk can be mounted here (needs root, loop devices, fsfreeze)");
            return None;
        }
        Some(disk)
    }

    pub fn path(&self) -> PathBuf {
        self.place.folder.join("disk")
    }

    /// From now on nothing that is written to it comes back: until it is thawed, this
    /// process ends, even by SIGKILL, or a minute is over.
    pub fn freeze(&mut self) {
        let script = "timeout 60 cat >/dev/null; exec fsfreeze -u \"$0\"";
        let mut watchdog = Command::new("sh");
        watchdog.args(["-c", script]).arg(self.path());
        watchdog.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        // Who ends the tests with a key, or their whole group, does not end this.
        watchdog.process_group(0);
        self.watchdog = Some(watchdog.spawn().unwrap());
        assert!(runs("fsfreeze", &["-f", self.path().to_str().unwrap()]));
    }

    pub fn thaw(&mut self) {
        assert!(self.is_thawed(), "it was not frozen any more");
    }

    fn is_thawed(&mut self) -> bool {
        // It hears of the end of its input.
        self.watchdog.take().is_some_and(|mut watchdog| watchdog.wait().unwrap().success())
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        self.is_thawed();
    }
}
