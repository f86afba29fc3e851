//! Whether a place lies inside a word (UAX 29), by its neighbours alone.
//!
//! A search asks this twice for each of some ten thousand hits. Two ordinary letters or a space
//! decide at once; only where they do not, words are looked for, and only between the spaces
//! around.
//!
//! # Invariants
//!
//! The answer is that of [`crate::text::word_end`], but for words of hundreds of characters.

use crate::range::TextRange;
use unicode_segmentation::UnicodeSegmentation;

/// How many bytes to each side are looked at where there is no space.
const MOST: usize = 256;

/// Whether a byte range neither begins nor ends inside a longer word.
pub(super) fn is_whole(text: &str, range: TextRange) -> bool {
    !is_inside(text, range.start) && !is_inside(text, range.end)
}

/// Whether an offset lies inside a word and not at an edge of one.
fn is_inside(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let (Some(before), Some(after)) =
        (at.checked_sub(1).and_then(|at| bytes.get(at)), bytes.get(at))
    else {
        return false;
    };
    if before.is_ascii_alphanumeric() && after.is_ascii_alphanumeric() {
        return true;
    }
    let separates = |byte: &u8| matches!(byte, b' ' | b'\n' | b'\t' | b'\r');
    // What follows a space may be an accent, which would belong to it.
    if separates(before) && after.is_ascii() || separates(after) {
        return false;
    }
    let window = window(text, at);
    let at = at - window.start;
    text[window].unicode_word_indices().any(|(start, word)| start < at && at < start + word.len())
}

/// The stretch between the white space before and behind an offset.
fn window(text: &str, at: usize) -> TextRange {
    let mut least = at.saturating_sub(MOST);
    while !text.is_char_boundary(least) {
        least += 1;
    }
    let mut most = (at + MOST).min(text.len());
    while !text.is_char_boundary(most) {
        most -= 1;
    }
    let start = text[least..at].rfind(char::is_whitespace).map_or(least, |before| least + before);
    let end = text[at..most].find(char::is_whitespace).map_or(most, |behind| at + behind);
    TextRange::new(start, end)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_place_is_inside_a_word_where_a_look_at_the_whole_line_says_so(
            text in "([a-c1-3_'’.,:; \n\u{301}\u{300}-]|[äß]|[彼は]|🇩|\u{200d}|👩){0,16}",
        ) {
            for at in (0..=text.len()).filter(|at| text.is_char_boundary(*at)) {
                let inside = crate::text::word_end(&text, at) != at;
                prop_assert_eq!(is_inside(&text, at), inside, "{:?} at {}", text, at);
            }
        }
    }
}
