//! Where words begin and end (UAX 29, through unicode-segmentation).
//!
//! Only the line around an offset is looked at, so the cost does not grow with
//! the text.

use crate::range::TextRange;
use unicode_segmentation::UnicodeSegmentation;

/// The end of the word that an offset is inside; the offset itself where it
/// is between words.
pub fn word_end(text: &str, at: usize) -> usize {
    inside(text, at).map_or(at, |word| word.end)
}

/// A byte range made to begin and end where words do.
pub fn whole_words(text: &str, range: TextRange) -> TextRange {
    let start = inside(text, range.start).map_or(range.start, |word| word.start);
    TextRange::new(start, word_end(text, range.end))
}

/// Returns the word that an offset is strictly inside of.
fn inside(text: &str, at: usize) -> Option<TextRange> {
    let line_start = text.get(..at)?.rfind('\n').map_or(0, |end| end + 1);
    let line_end = text[at..].find('\n').map_or(text.len(), |end| at + end);
    text[line_start..line_end]
        .unicode_word_indices()
        .map(|(start, word)| line_start + start..line_start + start + word.len())
        .find(|word| word.start < at && at < word.end)
        .map(TextRange::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_grows_to_whole_words() {
        let text = "The author's für, 12.5 % 彼は";
        let grown = |words: &str| {
            let at = text.find(words).unwrap();
            &text[whole_words(text, TextRange::new(at, at + words.len()))]
        };
        assert_eq!(grown("he auth"), "The author's");
        assert_eq!(grown("ü"), "für");
        assert_eq!(grown("2.5 %"), "12.5 %");
        assert_eq!(grown(" für,"), " für,");
        assert_eq!(grown("彼"), "彼", "a script without spaces is not taken whole");
        assert_eq!(word_end(text, 3), 3);
        assert_eq!(word_end(text, 1), 3);
    }
}
