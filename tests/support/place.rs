//! A folder in which a test may mount something.
//!
//! What always holds: it is under the folder for temporary files or in shared memory, and
//! has the number of its process in its name; it goes with its value, with what is mounted
//! in it, and what a killed run left goes at the next run.

use std::{
    fs, io,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::Command,
    sync::{
        OnceLock,
        atomic::{AtomicU64, Ordering},
    },
};

/// Memory as a disk: images in it are flushed at once, so that more is tried in a time.
pub const SHARED_MEMORY: &str = "/dev/shm";

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

    pub fn within(parent: &Path) -> io::Result<Self> {
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
        // Frozen, it would hold up whoever writes to it, and what holds it, for ever.
        let _ = Command::new("fsfreeze").arg("-u").arg(point).output();
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
