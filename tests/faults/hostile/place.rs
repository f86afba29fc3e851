//! A folder as somebody else may have packed it, with files outside that nothing may change.

use std::{
    collections::BTreeMap,
    fs,
    os::unix::fs::{MetadataExt, PermissionsExt, symlink},
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    thread,
    time::{Duration, Instant},
};

use sha2::{Digest, Sha256};

use nutgraf::{
    persist::{Expect, save},
    project::Project,
};
use nutgraf_engine::model::Article;

/// How long a command may take at most, whatever stands in its way.
pub const MOST: Duration = Duration::from_secs(5);

const NUTGRAF: &str = env!("CARGO_BIN_EXE_nutgraf");

/// What is put where the program has a file of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hostile {
    LinkToFile,
    LinkToNothing,
    LinkToDevice,
    LinkToFolder,
    LinkToPipe,
    HardLink,
    Folder,
    Pipe,
    Foreign,
}

impl Hostile {
    pub const ALL: [Self; 9] = [
        Self::LinkToFile,
        Self::LinkToNothing,
        Self::LinkToDevice,
        Self::LinkToFolder,
        Self::LinkToPipe,
        Self::HardLink,
        Self::Folder,
        Self::Pipe,
        Self::Foreign,
    ];
}

/// What can be seen of a file without and with reading it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    mode: u32,
    owner: (u32, u32),
    inode: u64,
    modified: (i64, i64),
    content: Option<Vec<u8>>,
}

/// A project in a folder, with the program's own folders and a folder of somebody's files.
pub struct Place {
    root: tempfile::TempDir,
}

impl Place {
    pub fn new() -> Self {
        let place = Self { root: tempfile::tempdir().unwrap() };
        for folder in [place.folder(), place.outside(), place.outside().join("folder")] {
            fs::create_dir(folder).unwrap();
        }
        for (name, text) in [("diary.txt", "Dear diary,\n"), ("folder/letter.txt", "Dear Jo,\n")] {
            fs::write(place.outside().join(name), text).unwrap();
        }
        pipe(&place.outside().join("pipe"));
        fs::write(place.path("audit.txt"), "Four staff looked at the list.\n").unwrap();
        fs::write(place.path("article.md"), "It cost $3 million.\n").unwrap();
        let project = Project::new(Article::default(), "It cost $3 million.\n");
        save(&project, &place.project(), Expect::Nothing).unwrap();
        place
    }

    pub fn folder(&self) -> PathBuf {
        self.root.path().join("cloned")
    }

    pub fn outside(&self) -> PathBuf {
        self.root.path().join("outside")
    }

    pub fn real_outside(&self) -> PathBuf {
        self.outside().canonicalize().unwrap()
    }

    pub fn state(&self) -> PathBuf {
        self.config().join("state")
    }

    /// The folder of the project's versions.
    pub fn versions(&self) -> PathBuf {
        let path = self.project().canonicalize().unwrap_or_else(|_| self.project());
        let hash = Sha256::digest(path.as_os_str().as_encoded_bytes());
        let name: String = hash.iter().take(12).map(|byte| format!("{byte:02x}")).collect();
        self.state().join("history").join(name)
    }

    pub fn config(&self) -> PathBuf {
        self.root.path().join("config")
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder().join(name)
    }

    pub fn project(&self) -> PathBuf {
        self.path("p.ron")
    }

    /// Puts something of another's making at a name.
    pub fn put(&self, hostile: Hostile, at: &Path) {
        let outside = |name: &str| self.outside().join(name);
        match hostile {
            Hostile::LinkToFile => symlink(outside("diary.txt"), at).unwrap(),
            Hostile::LinkToNothing => symlink(outside("new.txt"), at).unwrap(),
            Hostile::LinkToDevice => symlink("/dev/zero", at).unwrap(),
            Hostile::LinkToFolder => symlink(outside("folder"), at).unwrap(),
            Hostile::LinkToPipe => symlink(outside("pipe"), at).unwrap(),
            Hostile::HardLink => fs::hard_link(outside("diary.txt"), at).unwrap(),
            Hostile::Folder => fs::create_dir(at).unwrap(),
            Hostile::Pipe => pipe(at),
            Hostile::Foreign => fs::write(at, "what somebody wrote\n").unwrap(),
        }
    }

    /// Everything that the program has no business with.
    pub fn seen_outside(&self) -> BTreeMap<PathBuf, Seen> {
        seen(&self.outside())
    }

    /// Runs a command in the folder, and ends it where it hangs.
    pub fn nutgraf(&self, arguments: &[&str]) -> Output {
        self.run(Command::new(NUTGRAF).args(arguments))
    }

    /// Runs a command as another user, for which the superuser is needed.
    pub fn nutgraf_as(&self, user: u32, arguments: &[&str]) -> Output {
        let user = user.to_string();
        let mut command = Command::new("setpriv");
        command.args(["--reuid", &user, "--regid", &user, "--clear-groups"]);
        // The folder of the program may be closed to others: they get it through a descriptor.
        let program = fs::File::open(NUTGRAF).unwrap();
        self.run(command.arg("/proc/self/fd/0").args(arguments).stdin(program))
    }

    fn run(&self, command: &mut Command) -> Output {
        let mut child = command
            .current_dir(self.folder())
            .env("NUTGRAF_CONFIG_DIR", self.config())
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("WAYLAND_SOCKET")
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let end = Instant::now() + MOST;
        while child.try_wait().unwrap().is_none() {
            if Instant::now() > end {
                child.kill().unwrap();
                panic!("hangs: {command:?}");
            }
            thread::sleep(Duration::from_millis(2));
        }
        child.wait_with_output().unwrap()
    }
}

pub fn pipe(at: &Path) {
    use rustix::fs::{CWD, Mode, mkfifoat};
    mkfifoat(CWD, at, Mode::RUSR | Mode::WUSR).unwrap();
}

/// Everything in a folder, as far down as it goes.
pub fn seen(folder: &Path) -> BTreeMap<PathBuf, Seen> {
    let mut all = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let found = fs::symlink_metadata(&path).unwrap();
            if found.is_dir() {
                folders.push(path.clone());
            }
            let content = found.is_file().then(|| fs::read(&path).unwrap());
            all.insert(
                path,
                Seen {
                    mode: found.permissions().mode(),
                    owner: (found.uid(), found.gid()),
                    inode: found.ino(),
                    modified: (found.mtime(), found.mtime_nsec()),
                    content,
                },
            );
        }
    }
    all
}
