//! The clipboard, on a thread of its own: the program that owns it may take its time.
//!
//! # Invariants
//! - Each reading that is begun is answered, in the order in which they were asked for.

use std::{
    io,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::mpsc::{self, Sender},
};

use super::thread::{EventSink, spawn};
use crate::{
    app::effect::{ClipboardContent, Effect, Event, PasteTarget},
    exchange::{
        clipboard::Clipboard,
        clipboard_image::ClipboardImage,
        import::{ImportProcess, ImportProcessError},
    },
};

/// Reads or writes the clipboard; hands back what is something else.
pub(super) fn work(
    effect: Effect,
    clipboard: &mut dyn Clipboard,
    importer: &ImportProcess,
) -> Result<Option<Event>, Effect> {
    match effect {
        Effect::ReadClipboard { target, is_plain } => {
            let read = AssertUnwindSafe(|| content(clipboard, importer, is_plain));
            // The thread has to answer, whatever is wrong with the clipboard.
            let content = catch_unwind(read).unwrap_or(ClipboardContent::Nothing);
            Ok(Some(Event::ClipboardRead { target, content }))
        }
        Effect::CopyRichText { html, text } => {
            let is_done = clipboard.put_html(html, text);
            Ok(Some(Event::RichTextCopied { is_done }))
        }
        other => Err(other),
    }
}

fn content(
    clipboard: &mut dyn Clipboard,
    importer: &ImportProcess,
    is_plain: bool,
) -> ClipboardContent {
    if !clipboard.is_there() {
        return ClipboardContent::Unreachable;
    }
    let text = clipboard.text();
    // Beside text an image is what the text looks like.
    let image = match &text {
        None if !is_plain => clipboard.image(),
        _ => ClipboardImage::None,
    };
    if let ClipboardImage::Png(png) = image {
        return ClipboardContent::Image(png);
    }
    let html = if is_plain { None } else { clipboard.html() };
    let mut failure: Option<ImportProcessError> = None;
    match html.map(|html| importer.clipboard_markdown(html)) {
        Some(Ok(Some(markdown))) => return ClipboardContent::Markdown(markdown),
        Some(Err(error)) => failure = Some(error),
        Some(Ok(None)) | None => {}
    }
    match (text, failure) {
        (Some(text), failure) => ClipboardContent::Text { text, failure },
        (None, Some(failure)) => ClipboardContent::Unreadable(failure),
        // Some programs answer with what they have, whatever they are asked for.
        (None, None) if image == ClipboardImage::Unreadable => ClipboardContent::UnreadableImage,
        (None, None) => ClipboardContent::Nothing,
    }
}

/// Starts the thread; it ends with the sender.
///
/// # Errors
/// When the system allows no further thread.
pub(super) fn start(
    mut clipboard: Box<dyn Clipboard>,
    importer: ImportProcess,
    sink: EventSink,
) -> io::Result<Sender<Effect>> {
    let (sender, requests) = mpsc::channel();
    spawn("clipboard", move || {
        for effect in requests {
            let is_heard = match work(effect, &mut *clipboard, &importer) {
                Ok(Some(event)) => sink.report(event),
                Ok(None) => true,
                Err(_) => false,
            };
            if !is_heard {
                return;
            }
        }
    })?;
    Ok(sender)
}

/// Returns what a reading comes to that nobody begins.
pub(super) fn unread(target: PasteTarget) -> Event {
    Event::ClipboardRead { target, content: ClipboardContent::Unreachable }
}
