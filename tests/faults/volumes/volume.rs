//! A small disk of a test's own: a file system in an image file.
//!
//! What always holds: nothing is mounted, shut down or made read-only but what stands in
//! a [`Place`] of its own.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
    thread,
    time::{Duration, Instant},
};

use crate::support::{
    place::{Place, SHARED_MEMORY},
    skip::skipped,
};

/// Whether images find room there: one that does not fit breaks its file system in the
/// middle of a test, and what fills the memory is felt by others.
fn has_room(folder: &Path) -> bool {
    let room = rustix::fs::statvfs(folder);
    room.is_ok_and(|room| room.f_bavail.saturating_mul(room.f_frsize) >= 1 << 30)
}

/// A file system on an image.
pub struct Volume {
    pub point: PathBuf,
    image: PathBuf,
    options: String,
    place: Place,
}

/// What kind of file system, and how it is mounted.
#[derive(Clone, Copy)]
pub struct Kind {
    pub name: &'static str,
    pub make: &'static [&'static str],
    pub size: u64,
    pub options: &'static str,
}

pub const EXT4: Kind =
    Kind { name: "ext4", make: &["mkfs.ext4", "-q", "-F"], size: 24 << 20, options: "" };

impl Volume {
    /// Makes and mounts one; says why not, and returns `None`, where that cannot be done.
    pub fn new(kind: Kind) -> Option<Self> {
        let memory = Path::new(SHARED_MEMORY);
        let place = if has_room(memory) { Place::within(memory) } else { Ok(Place::new()) };
        let place = place.unwrap_or_else(|_| Place::new());
        let (image, point) = (place.folder.join("image"), place.folder.join("mnt"));
        fs::create_dir(&point).unwrap();
        fs::File::create(&image).unwrap().set_len(kind.size).unwrap();
        let (program, arguments) = kind.make.split_first().unwrap();
        if let Err(why) = done(Command::new(program).args(arguments).arg(&image)) {
            skipped(&format!("no {} can be made here: {why}", kind.name));
            return None;
        }
        let options = match kind.options {
            "" => "loop".to_owned(),
            more => format!("loop,{more}"),
        };
        let volume = Self { point, image, options, place };
        if let Err(why) = volume.try_mount() {
            skipped(&format!("no file system can be mounted here: {why}"));
            return None;
        }
        Some(volume)
    }

    /// What makes an ext4 file system find an error in itself.
    pub fn trigger(&self) -> Option<PathBuf> {
        let trigger = format!("/sys/fs/ext4/loop{}/trigger_fs_error", self.number()?);
        Some(PathBuf::from(trigger)).filter(|trigger| trigger.exists())
    }

    /// The number of its loop device, while it is mounted.
    fn number(&self) -> Option<u32> {
        let mounts = fs::read_to_string("/proc/self/mounts").unwrap();
        let mut mounts = mounts.lines().map(|line| line.split(' '));
        mounts.find_map(|mut words| {
            let device = words.next()?.strip_prefix("/dev/loop")?.parse().ok()?;
            (words.next().map(Path::new) == Some(&self.point)).then_some(device)
        })
    }

    fn is_mounted(&self) -> bool {
        self.number().is_some()
    }

    fn try_mount(&self) -> Result<(), String> {
        done(Command::new("mount").args(["-o", &self.options]).arg(&self.image).arg(&self.point))
    }

    /// Mounts it again; a log is played back as after a power cut. Others may have taken
    /// the loop device meanwhile, and may give one back: says why not after a while.
    #[must_use]
    pub fn mount(&self) -> bool {
        let end = Instant::now() + Duration::from_secs(10);
        loop {
            match self.try_mount() {
                Ok(()) => return true,
                // A file system that cannot be read again is what the tests look for.
                Err(why) if !is_without_loop(&why) => panic!("{why}"),
                Err(why) if Instant::now() > end => {
                    skipped(&format!("there is no loop device any more: {why}"));
                    return false;
                }
                Err(_) => thread::sleep(Duration::from_millis(100)),
            }
        }
    }

    /// Unmounts it, and waits until it is: whoever was killed a moment ago may hold it
    /// still, and so may a process with mounts of its own that began meanwhile. Mounted
    /// again before that, it would be the same file system as before, and not a new one.
    pub fn unmount(&self) {
        let number = self.number().unwrap();
        let backing = format!("/sys/block/loop{number}/loop/backing_file");
        let is_held = || {
            let holds = fs::read_to_string(&backing)
                .is_ok_and(|file| Path::new(file.trim_end()) == self.image);
            self.is_mounted() || holds
        };
        for _ in 0..3_000 {
            if self.is_mounted() {
                let _ = done(Command::new("umount").arg(&self.point));
            }
            if !is_held() {
                return;
            }
            thread::sleep(Duration::from_millis(10));
        }
        panic!("{} is held by somebody", self.point.display());
    }

    /// Takes it away under everybody who uses it, as when a cable is pulled: whoever has
    /// something open on it goes on writing.
    pub fn vanish(&self) {
        done(Command::new("umount").arg("-l").arg(&self.point)).unwrap();
    }

    /// Cuts the power: from now on nothing reaches the image, and what was not flushed
    /// is gone, the file system's own log included. `false` where that cannot be done.
    pub fn cut(&self) -> bool {
        // Were nothing mounted there, the disk below would be shut down.
        let device =
            |path: &Path| std::os::unix::fs::MetadataExt::dev(&fs::metadata(path).unwrap());
        assert!(self.is_mounted() && device(&self.point) != device(&self.place.folder));
        // Without -f the log is not flushed before, which is the harshest it can do.
        let mut cut = Command::new("xfs_io");
        let cut = done(cut.args(["-F", "-x", "-c", "shutdown"]).arg(&self.point));
        if let Err(why) = &cut {
            skipped(&format!("the power cannot be cut here: {why}"));
        }
        cut.is_ok()
    }
}

/// Whether a mount failed because no loop device was to be had, in the words of “mount”.
fn is_without_loop(why: &str) -> bool {
    why.contains("loop device") || why.contains("/dev/loop") && why.contains("busy")
}

/// Runs a program to its end.
pub fn done(command: &mut Command) -> Result<(), String> {
    let program = command.get_program().to_string_lossy().into_owned();
    match command.output() {
        Ok(Output { status, .. }) if status.success() => Ok(()),
        Ok(Output { status, stderr, .. }) => {
            Err(format!("{program} ({status}): {}", String::from_utf8_lossy(&stderr).trim()))
        }
        Err(error) => Err(format!("{program}: {error}")),
    }
}
