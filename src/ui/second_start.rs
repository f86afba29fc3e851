//! A second start of the program hands its file to the window that is open, and ends.
//!
//! # Invariants
//! - A file is handed over only to a window that says that it took it; a window that does not
//!   answer is none, and the second start opens its own.
//! - Windows of different displays, and of different folders for settings, know nothing of
//!   each other.
//! - Only the user can reach the window: its address is in a folder of the user's own, or, on
//!   Windows, a pipe that only its creator may write to.

use std::{
    env,
    ffi::OsString,
    hash::{DefaultHasher, Hash, Hasher},
    io::{self, Read, Write},
    path::{Path, PathBuf},
    sync::mpsc::{Receiver, Sender, channel},
    thread,
    time::Duration,
};

use interprocess::local_socket::{
    GenericFilePath, Listener, ListenerOptions, Stream, ToFsName, prelude::*,
};

use crate::app::Wake;

/// How long a window may take to answer. One that draws a frame takes a few milliseconds.
const PATIENCE: Duration = Duration::from_secs(3);

/// The longest path that is handed over, in bytes.
const LONGEST: u32 = 32 * 1024;

/// What a window says when it took what was handed over.
const TAKEN: u8 = 1;

/// A start that this window is to answer.
pub(super) struct SecondStart {
    /// The file it was to open, if any; absolute.
    pub path: Option<PathBuf>,
    taken: Sender<()>,
}

impl SecondStart {
    /// Says that the window does what is asked. Returns whether that is still asked: a start
    /// that waited too long has opened a window of its own.
    pub(super) fn is_taken(&self) -> bool {
        self.taken.send(()).is_ok()
    }
}

/// The starts that come while the window is open.
pub(super) struct SecondStarts {
    starts: Receiver<SecondStart>,
    address: OsString,
}

impl SecondStarts {
    /// Listens from now on; `None` where that cannot be, and each start has a window of its
    /// own.
    pub(super) fn listen(state: &Path, wake: Wake) -> Option<Self> {
        let address = address(state);
        std::fs::create_dir_all(state).ok()?;
        let listener = listener(&address).ok()?;
        let (sender, starts) = channel();
        let answers = move || {
            for stream in listener.incoming().flatten() {
                // A start that breaks off has asked for nothing.
                let _ = answer(stream, &sender, &wake);
            }
        };
        thread::Builder::new().name("second starts".to_owned()).spawn(answers).ok()?;
        Some(Self { starts, address })
    }

    /// Returns the next start that waits.
    pub(super) fn next(&self) -> Option<SecondStart> {
        self.starts.try_recv().ok()
    }
}

impl Drop for SecondStarts {
    fn drop(&mut self) {
        if cfg!(unix) {
            // One that stays is found to be nobody's by the next start.
            let _ = std::fs::remove_file(&self.address);
        }
    }
}

/// Hands a file, or the wish for a window, to the window that is open. Returns whether one
/// took it.
pub(super) fn hand_over(state: &Path, path: Option<&Path>) -> bool {
    let path = path.map(|path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned()));
    // A path that is no text is opened in a window of its own.
    let text = match &path {
        Some(path) => path.to_str(),
        None => Some(""),
    };
    text.is_some_and(|text| ask(&address(state), text).unwrap_or(false))
}

fn ask(address: &OsString, path: &str) -> io::Result<bool> {
    let mut stream = Stream::connect(address.as_os_str().to_fs_name::<GenericFilePath>()?)?;
    stream.set_recv_timeout(Some(PATIENCE))?;
    stream.set_send_timeout(Some(PATIENCE))?;
    let length = u32::try_from(path.len()).ok().filter(|length| *length <= LONGEST);
    let Some(length) = length else { return Ok(false) };
    stream.write_all(&length.to_le_bytes())?;
    stream.write_all(path.as_bytes())?;
    let mut answer = [0];
    stream.read_exact(&mut answer)?;
    Ok(answer == [TAKEN])
}

fn answer(mut stream: Stream, sender: &Sender<SecondStart>, wake: &Wake) -> io::Result<()> {
    stream.set_recv_timeout(Some(PATIENCE))?;
    stream.set_send_timeout(Some(PATIENCE))?;
    let mut length = [0; 4];
    stream.read_exact(&mut length)?;
    let length = u32::from_le_bytes(length);
    if length > LONGEST {
        return Ok(());
    }
    let mut path = vec![0; length as usize];
    stream.read_exact(&mut path)?;
    let path = String::from_utf8(path).map_err(io::Error::other)?;
    let path = Some(PathBuf::from(path)).filter(|path| path.is_absolute());
    let (taken, is_taken) = channel();
    let start = SecondStart { path, taken };
    if sender.send(start).is_ok() {
        wake();
        if is_taken.recv_timeout(PATIENCE).is_ok() {
            stream.write_all(&[TAKEN])?;
        }
    }
    Ok(())
}

/// Takes the address, also from a window that ended without a word.
fn listener(address: &OsString) -> io::Result<Listener> {
    let open = || {
        let name = address.as_os_str().to_fs_name::<GenericFilePath>()?;
        ListenerOptions::new().name(name).create_sync()
    };
    match open() {
        Err(error) if error.kind() == io::ErrorKind::AddrInUse => {
            let name = address.as_os_str().to_fs_name::<GenericFilePath>()?;
            if Stream::connect(name).is_ok() {
                return Err(error);
            }
            std::fs::remove_file(address)?;
            open()
        }
        other => other,
    }
}

/// The address of the window of a display and of a folder for the program's own notes.
fn address(state: &Path) -> OsString {
    let mut hasher = DefaultHasher::new();
    ["DISPLAY", "WAYLAND_DISPLAY"].map(env::var_os).hash(&mut hasher);
    if cfg!(windows) {
        state.hash(&mut hasher);
        return format!(r"\\.\pipe\nutgraf-{:016x}", hasher.finish()).into();
    }
    state.join(format!("window-{:016x}.socket", hasher.finish())).into()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    fn nobody() -> Wake {
        Arc::new(|| {})
    }

    fn wait_until(is_so: impl Fn() -> bool) {
        for _ in 0..100 {
            if is_so() {
                return;
            }
            thread::sleep(Duration::from_millis(20));
        }
        panic!("waited two seconds");
    }

    #[test]
    fn a_file_is_handed_over_to_the_window_that_takes_it() {
        let folder = tempfile::tempdir().unwrap();
        let starts = SecondStarts::listen(folder.path(), nobody()).unwrap();
        let state = folder.path().to_owned();
        let second = thread::spawn(move || hand_over(&state, Some(Path::new("/tmp/ä b.ron"))));
        let start = starts.starts.recv_timeout(PATIENCE).unwrap();
        assert!(start.is_taken());
        assert_eq!(start.path, Some(PathBuf::from("/tmp/ä b.ron")));
        assert!(second.join().unwrap());
    }

    #[test]
    fn a_window_that_does_not_take_it_is_none() {
        let folder = tempfile::tempdir().unwrap();
        assert!(!hand_over(folder.path(), None), "there is no window");
        let starts = SecondStarts::listen(folder.path(), nobody()).unwrap();
        assert!(!hand_over(folder.path(), None), "it does not answer");
        // It comes round when the start has opened a window of its own.
        let late = starts.starts.recv_timeout(PATIENCE).unwrap();
        wait_until(|| !late.is_taken());
        drop(starts);
        assert!(!hand_over(folder.path(), None), "it is gone");
    }

    #[test]
    fn the_address_of_a_window_that_ended_without_a_word_is_taken() {
        let folder = tempfile::tempdir().unwrap();
        let address = address(folder.path());
        if cfg!(unix) {
            let name = address.as_os_str().to_fs_name::<GenericFilePath>().unwrap();
            let dead = ListenerOptions::new().name(name).reclaim_name(false).create_sync();
            drop(dead.unwrap());
            assert!(Path::new(&address).exists());
        }
        assert!(SecondStarts::listen(folder.path(), nobody()).is_some());
    }

    #[test]
    fn what_is_no_handing_over_is_not_taken_and_harms_nobody() {
        let folder = tempfile::tempdir().unwrap();
        let starts = SecondStarts::listen(folder.path(), nobody()).unwrap();
        let address = address(folder.path());
        for bytes in [&b""[..], &[0xFF; 4], &[3, 0, 0, 0, 0xFF, 0xFE, 0xFD], &[200, 0, 0, 0, b'x']]
        {
            let name = address.as_os_str().to_fs_name::<GenericFilePath>().unwrap();
            let mut stream = Stream::connect(name).unwrap();
            stream.write_all(bytes).unwrap();
        }
        let state = folder.path().to_owned();
        let second = thread::spawn(move || hand_over(&state, Some(Path::new("/a.ron"))));
        let start = starts.starts.recv_timeout(4 * PATIENCE).unwrap();
        assert!(start.is_taken());
        assert_eq!(start.path, Some(PathBuf::from("/a.ron")));
        assert!(second.join().unwrap());
    }
}
