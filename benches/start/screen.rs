//! What is on the screen, as a person would see it: whether there are words where the
//! draft is, under a title.

use std::io;

use x11rb::{
    connection::Connection,
    protocol::xproto::{AtomEnum, ConnectionExt, ImageFormat},
    rust_connection::RustConnection,
};

/// A part of the screen in which the first rows of a draft stand, in pixels of a
/// window of 1440×900 that stands in the corner.
const LEFT: i16 = 330;
const TOP: i16 = 60;
const WIDTH: u16 = 560;
const HEIGHT: u16 = 420;

/// Words have so many dark pixels at least.
const DARK: usize = 1_000;

/// The screen of a display.
pub struct Screen {
    connection: RustConnection,
    root: u32,
}

impl Screen {
    /// Connects to a display.
    pub fn open(display: &str) -> io::Result<Self> {
        let (connection, number) = x11rb::connect(Some(display)).map_err(io::Error::other)?;
        let root = connection.setup().roots[number].root;
        Ok(Self { connection, root })
    }

    /// Whether a window has a title that begins like this, after the dot of unsaved work.
    pub fn has_title(&mut self, begins: &str) -> io::Result<bool> {
        let connection = &self.connection;
        let name = connection.intern_atom(false, b"_NET_WM_NAME").map_err(io::Error::other)?;
        let name = name.reply().map_err(io::Error::other)?.atom;
        let tree = connection.query_tree(self.root).map_err(io::Error::other)?;
        for window in tree.reply().map_err(io::Error::other)?.children {
            let title = connection.get_property(false, window, name, AtomEnum::ANY, 0, 256);
            // A window may be gone by the time that it is asked for its title.
            let Ok(title) = title.map_err(io::Error::other)?.reply() else { continue };
            let title = String::from_utf8_lossy(&title.value);
            if title.trim_start_matches("• ").starts_with(begins) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether there are words: dark pixels on a light page.
    pub fn shows_words(&mut self) -> io::Result<bool> {
        let request = self.connection.get_image(
            ImageFormat::Z_PIXMAP,
            self.root,
            LEFT,
            TOP,
            WIDTH,
            HEIGHT,
            u32::MAX,
        );
        let image = request.map_err(io::Error::other)?.reply().map_err(io::Error::other)?;
        let is_dark = |pixel: &&[u8]| pixel[..3].iter().all(|part| *part < 110);
        let is_light = |pixel: &&[u8]| pixel[..3].iter().all(|part| *part > 220);
        let pixels = || image.data.chunks_exact(4);
        let dark = pixels().filter(is_dark).count();
        let light = pixels().filter(is_light).count();
        Ok(dark > DARK && light > pixels().len() / 2)
    }
}
