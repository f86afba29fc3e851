//! Plain text, and what every file has to be that is kept byte for byte.

use crate::{ImportError, Imported, OtherKind, title::title_of};

/// The byte order mark in UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";

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

/// Reads plain text, with its first line as a title.
pub(crate) fn read(bytes: &[u8]) -> Result<Imported, ImportError> {
    let text = decode(bytes)?;
    let first = text.lines().find(|line| !line.trim().is_empty());
    let title = first.map(title_of).unwrap_or_default();
    Ok(Imported { text, title, ..Imported::default() })
}

/// Returns the bytes behind a byte order mark, or all of them.
pub(crate) fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(MARK).unwrap_or(bytes)
}

/// Returns the text of a file, without a byte order mark.
pub(super) fn decode(bytes: &[u8]) -> Result<String, ImportError> {
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
