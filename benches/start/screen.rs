//! What is on the screen, as a person would see it: whether there are words where the
//! draft is.

use std::io;

use x11rb::{
    connection::Connection,
    protocol::xproto::{ConnectionExt, ImageFormat},
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
