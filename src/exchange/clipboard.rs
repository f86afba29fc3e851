//! The clipboard of the desktop, as far as it holds more than plain words.
//!
//! # Invariants
//!
//! - Nothing of it is parsed here: HTML is handed to a confined child
//!   ([`ImportProcess`](super::import::ImportProcess)), an image is read by another one
//!   ([`clipboard_image`]).
//! - Whoever owns the clipboard may be another program that hangs, so this is only called on a
//!   thread that nobody waits for.

use super::clipboard_image::{self, ClipboardImage};

/// A clipboard that can be read and written.
pub trait Clipboard: Send {
    /// Returns the plain text on it, if there is one.
    fn text(&mut self) -> Option<String>;

    /// Returns the HTML on it, if there is one.
    fn html(&mut self) -> Option<String>;

    /// Returns the image on it.
    fn image(&mut self) -> ClipboardImage;

    /// Puts HTML on it, with a plain text for programs that take no HTML. Returns whether it
    /// is there.
    fn put_html(&mut self, html: String, text: String) -> bool;

    /// Whether it can be asked at all; where it cannot, the window's own way is gone.
    fn is_there(&mut self) -> bool;
}

/// The clipboard of the desktop.
#[derive(Default)]
pub struct SystemClipboard {
    /// `None` until it is needed, and where the desktop has none.
    connection: Option<arboard::Clipboard>,
}

impl SystemClipboard {
    fn connected(&mut self) -> Option<&mut arboard::Clipboard> {
        if self.connection.is_none() {
            self.connection = arboard::Clipboard::new().ok();
        }
        self.connection.as_mut()
    }
}

impl Clipboard for SystemClipboard {
    fn text(&mut self) -> Option<String> {
        self.connected()?.get_text().ok().filter(|text| !text.is_empty())
    }

    fn html(&mut self) -> Option<String> {
        self.connected()?.get().html().ok().filter(|html| !html.trim().is_empty())
    }

    fn image(&mut self) -> ClipboardImage {
        clipboard_image::read()
    }

    fn put_html(&mut self, html: String, text: String) -> bool {
        self.connected().is_some_and(|connection| connection.set_html(html, Some(text)).is_ok())
    }

    fn is_there(&mut self) -> bool {
        self.connected().is_some()
    }
}
