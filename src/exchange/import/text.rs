//! Bytes to text, and plain text to a source.

use super::{ImportError, Imported, LARGEST, LONGEST_TITLE, OtherKind};
use nutgraf_engine::{model::SnapshotFormat, text::invisible};

/// The byte order mark in UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// The bytes behind a byte order mark, or all of them.
pub(super) fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(MARK).unwrap_or(bytes)
}

/// How files begin that are often taken for texts.
const OTHER_KINDS: [(&[u8], OtherKind); 7] = [
    (b"%PDF-", OtherKind::Pdf),
    (b"PK\x03\x04", OtherKind::Zip),
    (b"{\\rtf", OtherKind::RichText),
    (b"\xd0\xcf\x11\xe0", OtherKind::OldWord),
    (b"\x89PNG", OtherKind::Picture),
    (b"\xff\xd8\xff", OtherKind::Picture),
    (b"GIF8", OtherKind::Picture),
];

/// The text of a file, without a byte order mark.
pub(super) fn decode(bytes: &[u8]) -> Result<String, ImportError> {
    if bytes.len() > LARGEST {
        return Err(ImportError::TooLarge);
    }
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") || alternates(bytes) {
        return Err(ImportError::Utf16);
    }
    if let Some((_, kind)) = OTHER_KINDS.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(ImportError::OtherKind(*kind));
    }
    let text =
        std::str::from_utf8(bytes).map_err(|error| ImportError::NotUtf8(error.valid_up_to()))?;
    if let Some(at) = text.find('\0') {
        return Err(ImportError::Nul(at));
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim().is_empty() {
        return Err(ImportError::Empty);
    }
    Ok(text.to_owned())
}

/// Whether every other byte at the start is NUL, as in UTF-16 without its mark.
fn alternates(bytes: &[u8]) -> bool {
    let begin = &bytes[..bytes.len().min(64)];
    let pairs = || begin.chunks_exact(2);
    let is_wide = |high: usize| pairs().all(|pair| pair[high] == 0 && pair[1 - high] != 0);
    pairs().len() >= 4 && (is_wide(0) || is_wide(1))
}

/// Plain text, with its first line as a title.
pub(super) fn read(text: String) -> Imported {
    let first = text.lines().find(|line| !line.trim().is_empty());
    let title = first.map(title).unwrap_or_default();
    Imported { text, format: SnapshotFormat::Plain, title, ..Imported::default() }
}

/// A line as a title: on one line, and cut between words where it is too long.
pub(super) fn title(line: &str) -> String {
    let line = line_of(line);
    let Some((most, _)) = line.char_indices().nth(LONGEST_TITLE) else { return line };
    // The ellipsis takes the place of the last character.
    let cut = line[..most].char_indices().next_back().map_or(0, |(at, _)| at);
    let end = line[..cut].rfind(' ').filter(|space| *space > cut / 2).unwrap_or(cut);
    format!("{}…", line[..end].trim_end())
}

/// A text on one line, without control characters and others that are not seen but make
/// it say something else.
pub(super) fn line_of(text: &str) -> String {
    let seen = invisible::without_invisible(text);
    let words = seen.split(|ch: char| ch.is_whitespace() || ch.is_control());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
