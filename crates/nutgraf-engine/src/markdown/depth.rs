//! Bounds how deep blocks nest.
//!
//! The Markdown parser walks every open block on every line, so a line of
//! fifty thousand `>` above fifty thousand lines costs minutes. A writer needs
//! no more than a handful; what goes beyond the bound is read as ordinary text.

use std::borrow::Cow;

use super::front_matter::BOM;
use crate::range::DraftRange;

/// How many block markers one line may begin with.
pub const DEEPEST: usize = 100;

/// The text with the same length, in which no line opens more than
/// [`DEEPEST`] blocks: further markers are read as letters.
pub(super) fn bounded(text: &str) -> Cow<'_, str> {
    let mut next = letters(text).peekable();
    if next.peek().is_none() {
        return Cow::Borrowed(text);
    }
    let chars = text.char_indices();
    // Markers are ASCII, so a letter for each leaves every offset as it is.
    Cow::Owned(chars.map(|(at, ch)| next.next_if_eq(&at).map_or(ch, |_| 'x')).collect())
}

/// Where lines go beyond the bound: for each, the bytes from the first marker that is
/// read as a letter to the last one.
pub fn beyond(text: &str) -> Vec<DraftRange> {
    let mut runs: Vec<DraftRange> = Vec::new();
    for at in letters(text) {
        match runs.last_mut() {
            Some(run) if !text[run.end..at].contains(['\n', '\r']) => run.end = at + 1,
            _ => runs.push(DraftRange::new(at, at + 1)),
        }
    }
    runs
}

/// The markers that are read as letters, by their bytes in order.
fn letters(text: &str) -> impl Iterator<Item = usize> {
    let mut next = if text.starts_with(BOM) { BOM.len_utf8() } else { 0 };
    text[next..].split_inclusive(['\n', '\r']).flat_map(move |line| {
        let start = next;
        next += line.len();
        let opens = markers(line).filter(|(_, marker)| *marker);
        opens.skip(DEEPEST).map(move |(at, _)| start + at)
    })
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
        assert_eq!(beyond(&text).first(), Some(&(203..206).into()));
        let twice = format!("{text}\n{text}\n> a");
        assert_eq!(beyond(&twice), [203..206, 413..416]);
    }
}
