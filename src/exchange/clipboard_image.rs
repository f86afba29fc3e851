//! The image on the clipboard, read by a process of its own.
//!
//! Whoever owns the clipboard hands over an image in a file format, and the library that asks
//! for it decodes it in the same breath. So the program starts itself again for that: what was
//! made to do harm breaks a process that holds no draft. It cannot be shut off from the display
//! as the readers of imports are, because it has to ask there; it has their memory and time.
//!
//! # Invariants
//!
//! - When [`read`] returns, the process is dead and reaped.
//! - What comes back is a PNG by its first bytes, and no longer than an image may be.

use std::{
    env,
    ffi::OsString,
    io::{self, Read, Write},
    path::PathBuf,
    process::{Command, ExitCode, Stdio},
    sync::mpsc,
    thread,
    time::Duration,
};

use crate::persist::Limit;

/// The only argument of such a process. It is no command, and help does not list it.
const ARGUMENT: &str = "--read-clipboard-image";

/// Exit code where there is no image.
const NONE: u8 = 3;

/// How long it may take: a program that answers at all answers within four seconds.
const WALL: Duration = Duration::from_secs(5);

/// The most memory, in bytes: an image of 64 megapixels four times over.
#[cfg(unix)]
const MEMORY: u64 = 1 << 30;

/// The most processor time, in seconds.
#[cfg(unix)]
const PROCESSOR: u64 = 5;

/// How a PNG begins.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

/// What the clipboard holds in the way of an image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClipboardImage {
    /// None.
    None,
    /// One, as a PNG.
    Png(Vec<u8>),
    /// One that cannot be read.
    Unreadable,
}

/// Returns the image on the clipboard of the desktop.
pub fn read() -> ClipboardImage {
    read_by(if cfg!(target_os = "linux") {
        Some("/proc/self/exe".into())
    } else {
        env::current_exe().ok()
    })
}

fn read_by(program: Option<PathBuf>) -> ClipboardImage {
    let Some(program) = program else { return ClipboardImage::Unreadable };
    let mut command = Command::new(program);
    command.arg(ARGUMENT).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    let Ok(mut child) = command.spawn() else { return ClipboardImage::Unreadable };
    let Some(mut stdout) = child.stdout.take() else { return ClipboardImage::Unreadable };
    let (sender, bytes) = mpsc::channel();
    let reader = thread::Builder::new().spawn(move || {
        let mut read = Vec::new();
        let most = Limit::Image.read() + 1;
        let is_read = stdout.by_ref().take(most).read_to_end(&mut read).is_ok();
        // Nobody may be waiting any more.
        let _ = sender.send(is_read.then_some(read));
    });
    let bytes = reader.ok().and_then(|_| bytes.recv_timeout(WALL).ok().flatten());
    if bytes.is_none() {
        // It may have ended by itself.
        let _ = child.kill();
    }
    let code = child.wait().ok().and_then(|status| status.code());
    match bytes {
        Some(png)
            if code == Some(0)
                && png.starts_with(PNG)
                && png.len() as u64 <= Limit::Image.read() =>
        {
            ClipboardImage::Png(png)
        }
        _ if code == Some(NONE.into()) => ClipboardImage::None,
        _ => ClipboardImage::Unreadable,
    }
}

/// Reads the image on the clipboard, writes it to standard output as a PNG and returns the
/// exit code, if the arguments ask for that. They begin with the program's own name.
pub fn serve_if_asked(mut arguments: impl Iterator<Item = OsString>) -> Option<ExitCode> {
    let is_asked = arguments.nth(1).is_some_and(|first| first == ARGUMENT);
    (is_asked && arguments.next().is_none()).then(serve)
}

fn serve() -> ExitCode {
    if limit().is_err() {
        return ExitCode::FAILURE;
    }
    let image = arboard::Clipboard::new().and_then(|mut clipboard| clipboard.get_image());
    match image {
        Ok(image) if write_png(&image, &mut io::stdout().lock()).is_ok() => ExitCode::SUCCESS,
        Err(arboard::Error::ContentNotAvailable) => ExitCode::from(NONE),
        Ok(_) | Err(_) => ExitCode::FAILURE,
    }
}

fn write_png(image: &arboard::ImageData<'_>, to: &mut impl Write) -> io::Result<()> {
    let size = |side: usize| u32::try_from(side).map_err(io::Error::other);
    let mut encoder = png::Encoder::new(to, size(image.width)?, size(image.height)?);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header().map_err(io::Error::other)?;
    writer.write_image_data(&image.bytes).map_err(io::Error::other)?;
    writer.finish().map_err(io::Error::other)
}

#[cfg(unix)]
fn limit() -> io::Result<()> {
    use rustix::process::{Resource, Rlimit, setrlimit};
    for (resource, most) in [(Resource::As, MEMORY), (Resource::Cpu, PROCESSOR)] {
        setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) })?;
    }
    Ok(())
}

#[cfg(not(unix))]
fn limit() -> io::Result<()> {
    Ok(())
}
