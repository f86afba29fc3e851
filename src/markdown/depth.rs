//! Bounds how deep blocks nest.
//!
//! The Markdown parser walks every open block on every line, so a line of
//! fifty thousand `>` above fifty thousand lines costs minutes. Nobody writes
//! more than a handful; what goes beyond the bound is read as ordinary text.

use std::borrow::Cow;

use super::front_matter::BOM;

/// How many block markers one line may begin with.
const DEEPEST: usize = 100;

/// The text with the same length, in which no line opens more than
/// [`DEEPEST`] blocks: further markers are read as letters.
pub(super) fn bounded(text: &str) -> Cow<'_, str> {
    let mut letters: Vec<usize> = Vec::new();
    let mut start = if text.starts_with(BOM) { BOM.len_utf8() } else { 0 };
    for line in text[start..].split_inclusive(['\n', '\r']) {
        let mut count = 0;
        for (at, marker) in markers(line) {
            count += usize::from(marker);
            if count > DEEPEST && marker {
                letters.push(start + at);
            }
        }
        start += line.len();
    }
    if letters.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut next = letters.into_iter().peekable();
    let chars = text.char_indices();
    // Markers are ASCII, so a letter for each leaves every offset as it is.
    Cow::Owned(chars.map(|(at, ch)| next.next_if_eq(&at).map_or(ch, |_| 'x')).collect())
}

/// The characters a line begins with that open blocks, and whether each does.
fn markers(line: &str) -> impl Iterator<Item = (usize, bool)> {
    let bytes = line.as_bytes();
    let is_prefix = |byte: u8| byte.is_ascii_digit() || b" \t>-*+.)".contains(&byte);
    bytes.iter().enumerate().take_while(move |(_, byte)| is_prefix(**byte)).map(|(at, byte)| {
        let spaced = matches!(bytes.get(at + 1), Some(b' ' | b'\t'));
        (at, *byte == b'>' || (spaced && b"-*+.)".contains(byte)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_texts_are_left_alone() {
        for text in ["> > a\n- b\n1. c\n", "----------\n", "* * *\n", "ä\r\n> ö"] {
            assert!(matches!(bounded(text), Cow::Borrowed(same) if same == text));
        }
        assert!(matches!(bounded(&"-".repeat(500)), Cow::Borrowed(_)));
    }

    #[test]
    fn markers_beyond_the_bound_are_read_as_letters() {
        let text = format!("ä\n{}ö", "> ".repeat(102));
        let expected = format!("ä\n{}x x ö", "> ".repeat(100));
        assert_eq!(bounded(&text), expected);
    }
}
