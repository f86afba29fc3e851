//! Regular files at names that somebody else may have chosen.
//!
//! A cloned or unpacked folder can bring anything under any name: links to other files,
//! pipes that nobody ever writes to, devices without an end.
//!
//! # Invariants
//!
//! Only a regular file is opened, opening never waits for another process, and no more is
//! read than the caller allows.

use std::{
    fmt,
    fs::{self, File, FileType, Metadata, OpenOptions},
    io::{self, Read},
    path::Path,
    thread,
    time::{Duration, Instant},
};

/// How long a file that another program leases is waited for: a file server gives its
/// lease back within milliseconds of being asked to, and an opening that does not wait
/// fails until then.
const LEASE: Duration = Duration::from_secs(1);

/// What a name that is no regular file leads to; displays as `a folder`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Special {
    /// A folder.
    Folder,
    /// A symbolic link.
    Link,
    /// A named pipe.
    Pipe,
    /// A socket.
    Socket,
    /// A device, such as a terminal, a disk or `/dev/zero`.
    Device,
}

impl Special {
    /// Returns what a file is; `None` for a regular one.
    pub fn of(kind: FileType) -> Option<Self> {
        if kind.is_file() {
            return None;
        }
        if kind.is_dir() {
            return Some(Self::Folder);
        }
        if kind.is_symlink() {
            return Some(Self::Link);
        }
        #[cfg(unix)]
        {
            use std::os::unix::fs::FileTypeExt;
            if kind.is_fifo() {
                return Some(Self::Pipe);
            }
            if kind.is_socket() {
                return Some(Self::Socket);
            }
        }
        Some(Self::Device)
    }
}

impl Special {
    /// Returns its name, as `a folder`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Folder => "a folder",
            Self::Link => "a symbolic link",
            Self::Pipe => "a pipe",
            Self::Socket => "a socket",
            Self::Device => "a device",
        }
    }
}

impl fmt::Display for Special {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Why a name gave no regular file, or not its bytes.
#[derive(Debug, thiserror::Error)]
pub enum RegularError {
    /// Something else has the name.
    #[error("this is {0}, not a file")]
    Special(Special),
    /// The file holds more bytes than are wanted of it.
    #[error("the file has {size} bytes, which is too much")]
    TooLarge {
        /// Its size in bytes, as far as it is known.
        size: u64,
    },
    /// The system refused.
    #[error("{}", super::system_error::in_words(.0))]
    System(#[from] io::Error),
}

/// What becomes of a symbolic link as the last part of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Links {
    /// It is followed: a person named the path.
    Follow,
    /// It is refused: the program named the path.
    Refuse,
}

/// What an open file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Reading alone.
    Read,
    /// Reading and writing, where the user may; else reading alone.
    WriteIfAllowed,
}

/// Opens a regular file and returns what is known of what was opened.
///
/// # Errors
/// When there is none, something else has the name, or the system refuses.
pub fn open(path: &Path, links: Links, access: Access) -> Result<(File, Metadata), RegularError> {
    // To open a pipe or a tape does something to it, so the kind is asked for first; and
    // once more of what was opened, because it may be another by then.
    let found = match links {
        Links::Follow => fs::metadata(path)?,
        Links::Refuse => fs::symlink_metadata(path)?,
    };
    refuse_special(&found)?;
    let file = match open_now(path, links, access == Access::WriteIfAllowed) {
        Err(error) if access == Access::WriteIfAllowed && is_not_writable(&error) => {
            open_now(path, links, false)
        }
        outcome => outcome,
    };
    let file = file.map_err(|error| match Special::of_refused_link(&error) {
        Some(link) if links == Links::Refuse => RegularError::Special(link),
        _ => error.into(),
    })?;
    let opened = file.metadata()?;
    refuse_special(&opened)?;
    Ok((file, opened))
}

/// Reads a regular file of at most `limit` bytes.
///
/// # Errors
/// As [`open`], and when it is larger.
pub fn read(path: &Path, links: Links, limit: u64) -> Result<(Vec<u8>, Metadata), RegularError> {
    let (file, metadata) = open(path, links, Access::Read)?;
    Ok((read_open(&file, &metadata, limit)?, metadata))
}

/// Reads the rest of a regular file that is open, of at most `limit` bytes.
///
/// # Errors
/// When there are more, or the system refuses.
pub fn read_open(file: &File, metadata: &Metadata, limit: u64) -> Result<Vec<u8>, RegularError> {
    if metadata.len() > limit {
        return Err(RegularError::TooLarge { size: metadata.len() });
    }
    let mut bytes = Vec::new();
    // It may grow while it is read; one byte more than allowed is enough to know.
    file.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    match bytes.len() as u64 {
        size if size > limit => Err(RegularError::TooLarge { size }),
        _ => Ok(bytes),
    }
}

/// How long a pipe without a reader is waited for.
const READER: Duration = Duration::from_secs(2);

/// Opens a pipe or device that a person named to be written to. Once it is open, writing to
/// it takes as long as its reader does.
///
/// # Errors
/// When nobody reads the pipe, or the system refuses.
#[cfg(unix)]
pub fn open_special(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;

    use rustix::{
        fs::{OFlags, fcntl_getfl, fcntl_setfl},
        io::Errno,
    };

    let flags = (OFlags::NONBLOCK | OFlags::NOCTTY).bits().cast_signed();
    let end = Instant::now() + READER;
    let file = loop {
        let opened = OpenOptions::new().write(true).custom_flags(flags).open(path);
        let has_no_reader = |error: &io::Error| Errno::from_io_error(error) == Some(Errno::NXIO);
        match opened {
            Err(error) if has_no_reader(&error) && Instant::now() < end => {
                thread::sleep(Duration::from_millis(10));
            }
            Err(error) if has_no_reader(&error) => {
                return Err(io::Error::other("nobody reads what is written there"));
            }
            opened => break opened?,
        }
    };
    fcntl_setfl(&file, fcntl_getfl(&file)? - OFlags::NONBLOCK)?;
    Ok(file)
}

/// Opens a device that a person named to be written to.
#[cfg(not(unix))]
pub fn open_special(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).open(path)
}

fn refuse_special(found: &Metadata) -> Result<(), RegularError> {
    Special::of(found.file_type()).map_or(Ok(()), |special| Err(RegularError::Special(special)))
}

fn is_not_writable(error: &io::Error) -> bool {
    use io::ErrorKind as K;
    matches!(error.kind(), K::PermissionDenied | K::ReadOnlyFilesystem)
}

fn open_now(path: &Path, links: Links, writes: bool) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(writes);
    let end = Instant::now() + LEASE;
    loop {
        match open_unwaiting(&mut options, path, links) {
            Err(error) if error.kind() == io::ErrorKind::WouldBlock && Instant::now() < end => {
                thread::sleep(Duration::from_millis(10));
            }
            outcome => return outcome,
        }
    }
}

#[cfg(unix)]
fn open_unwaiting(options: &mut OpenOptions, path: &Path, links: Links) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;

    use rustix::fs::OFlags;

    // Were it a pipe or a terminal by now, opening it would wait, or take it over.
    let mut flags = OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    if links == Links::Refuse {
        flags |= OFlags::NOFOLLOW;
    }
    options.custom_flags(flags.bits().cast_signed()).open(path)
}

/// Elsewhere there are neither pipes nor devices among the files of a folder.
#[cfg(not(unix))]
fn open_unwaiting(options: &mut OpenOptions, path: &Path, _: Links) -> io::Result<File> {
    options.open(path)
}

impl Special {
    /// Returns what was refused when a file was not opened because it is a link by now.
    #[cfg(unix)]
    fn of_refused_link(error: &io::Error) -> Option<Self> {
        use rustix::io::Errno;
        (Errno::from_io_error(error)? == Errno::LOOP).then_some(Self::Link)
    }

    /// Elsewhere no link is refused by the system.
    #[cfg(not(unix))]
    fn of_refused_link(_: &io::Error) -> Option<Self> {
        None
    }
}

#[cfg(all(test, target_os = "linux"))]
#[allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test's files are its own")]
mod tests {
    use std::os::unix::{fs::symlink, net::UnixListener};

    use super::*;

    fn refused(path: &Path, links: Links) -> String {
        read(path, links, 10).unwrap_err().to_string()
    }

    #[test]
    fn a_regular_file_is_read_up_to_its_bound() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        fs::write(&path, "0123456789").unwrap();
        assert_eq!(read(&path, Links::Refuse, 10).unwrap().0, b"0123456789");
        let error = read(&path, Links::Refuse, 9).unwrap_err();
        assert!(matches!(error, RegularError::TooLarge { size: 10 }), "{error}");
    }

    #[test]
    fn what_is_no_regular_file_is_refused_by_its_kind_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let began = Instant::now();
        assert_eq!(refused(folder.path(), Links::Follow), "this is a folder, not a file");
        assert_eq!(refused(Path::new("/dev/zero"), Links::Follow), "this is a device, not a file");
        let _socket = UnixListener::bind(at("socket")).unwrap();
        assert_eq!(refused(&at("socket"), Links::Follow), "this is a socket, not a file");
        rustix::fs::mkfifoat(rustix::fs::CWD, at("pipe"), rustix::fs::Mode::RUSR).unwrap();
        symlink(at("pipe"), at("to pipe")).unwrap();
        assert_eq!(refused(&at("to pipe"), Links::Follow), "this is a pipe, not a file");
        assert!(began.elapsed() < Duration::from_secs(1));
    }

    #[test]
    fn a_link_is_followed_or_refused_as_the_caller_says() {
        let folder = tempfile::tempdir().unwrap();
        let (path, link) = (folder.path().join("file"), folder.path().join("link"));
        fs::write(&path, "words").unwrap();
        symlink(&path, &link).unwrap();
        assert_eq!(read(&link, Links::Follow, 10).unwrap().0, b"words");
        assert_eq!(refused(&link, Links::Refuse), "this is a symbolic link, not a file");
    }
}
