//! A small disk of a test's own: a file system in an image file.
//!
//! What always holds: nothing is mounted, shut down or made read-only but what stands in
//! a folder of this process under the folder for temporary files; it goes with its value,
//! and what a killed run left goes at the next run.

use std::{
    fs, io,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Command, Output},
    sync::{
        OnceLock,
        atomic::{AtomicU64, Ordering},
    },
};

/// The folders of all disks begin so; the id of the process follows.
const NAME: &str = "nutgraf-volumes-";

/// A folder for one test that everybody may enter.
pub struct Place {
    pub folder: PathBuf,
}

impl Place {
    pub fn new() -> Self {
        Self::within(&std::env::temp_dir()).unwrap()
    }

    fn within(parent: &Path) -> io::Result<Self> {
        static LEFT: OnceLock<()> = OnceLock::new();
        static NEXT: AtomicU64 = AtomicU64::new(0);
        LEFT.get_or_init(take_away_what_is_left);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let folder = parent.join(format!("{NAME}{}-{number}", std::process::id()));
        fs::create_dir(&folder)?;
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o755))?;
        // What is mounted goes by the name that the system knows.
        Ok(Self { folder: folder.canonicalize()? })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        take_away(&self.folder);
    }
}

/// Unmounts what stands in a folder, the last first, and removes the folder.
fn take_away(folder: &Path) {
    let mounts = fs::read_to_string("/proc/self/mounts").unwrap_or_default();
    let points = mounts.lines().filter_map(|line| line.split(' ').nth(1)).map(Path::new);
    let mut points: Vec<&Path> = points.filter(|point| point.starts_with(folder)).collect();
    points.reverse();
    for point in points {
        let _ = Command::new("umount").arg("-l").arg(point).output();
    }
    // Never through a mount: what could not be unmounted stays as it is.
    let mounts = fs::read_to_string("/proc/self/mounts").unwrap_or_default();
    let is_clear = |line: &str| {
        line.split(' ').nth(1).is_none_or(|point| !Path::new(point).starts_with(folder))
    };
    if mounts.lines().all(is_clear) {
        let _ = fs::remove_dir_all(folder);
    }
}

fn take_away_what_is_left() {
    for parent in [std::env::temp_dir(), PathBuf::from(SHARED_MEMORY)] {
        for entry in fs::read_dir(&parent).into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let process = name.strip_prefix(NAME).and_then(|rest| rest.split('-').next());
            let Some(process) = process.and_then(|process| process.parse::<u32>().ok()) else {
                continue;
            };
            if !Path::new("/proc").join(process.to_string()).exists() {
                take_away(&entry.path());
            }
        }
    }
}

/// Memory as a disk: images in it are flushed at once, so that more is tried in a time.
const SHARED_MEMORY: &str = "/dev/shm";

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
        let place = Place::within(Path::new(SHARED_MEMORY)).unwrap_or_else(|_| Place::new());
        let (image, point) = (place.folder.join("image"), place.folder.join("mnt"));
        fs::create_dir(&point).unwrap();
        fs::File::create(&image).unwrap().set_len(kind.size).unwrap();
        let (program, arguments) = kind.make.split_first().unwrap();
        if let Err(why) = done(Command::new(program).args(arguments).arg(&image)) {
            println!("skipped: no {} can be made here: {why}", kind.name);
            return None;
        }
        let options = match kind.options {
            "" => "loop".to_owned(),
            more => format!("loop,{more}"),
        };
        let volume = Self { point, image, options, place };
        if let Err(why) = volume.try_mount() {
            println!("skipped: no file system can be mounted here: {why}");
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

    /// Mounts it again; a log is played back as after a power cut.
    pub fn mount(&self) {
        self.try_mount().unwrap();
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
            std::thread::sleep(std::time::Duration::from_millis(10));
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
            println!("skipped: the power cannot be cut here: {why}");
        }
        cut.is_ok()
    }
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
