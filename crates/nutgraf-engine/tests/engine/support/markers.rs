//! Texts in which selections, carets and anchors are marked where they stand.

use std::ops::Range;

/// A text without its marks, and where they stood.
#[derive(Debug, PartialEq, Eq)]
pub struct Marked {
    pub text: String,
    /// What stood between `⟦` and `⟧`, in bytes of the text, an outer one before its inner.
    pub ranges: Vec<Range<usize>>,
    /// Where `|` stood, in bytes of the text.
    pub caret: Option<usize>,
}

/// Reads a text such as `a ⟦quote⟧ b|`.
///
/// # Panics
///
/// Where brackets do not match or there are two carets.
pub fn marked(text: &str) -> Marked {
    let (plain, ranges) = bracketed(&text.replacen('|', "", 1));
    let caret = text.split_once('|').map(|(before, behind)| {
        assert!(!behind.contains('|'), "two carets in {text:?}");
        before.chars().filter(|c| !matches!(c, '⟦' | '⟧')).map(char::len_utf8).sum()
    });
    Marked { text: plain, ranges, caret }
}

/// Reads a text that has brackets and no caret, so that `|` is a sign like another.
///
/// # Panics
///
/// Where brackets do not match.
pub fn bracketed(text: &str) -> (String, Vec<Range<usize>>) {
    let (mut plain, mut ranges, mut open) = (String::new(), Vec::new(), Vec::new());
    for c in text.chars() {
        match c {
            '⟦' => {
                open.push(ranges.len());
                ranges.push(plain.len()..usize::MAX);
            }
            '⟧' => ranges[open.pop().expect("a mark that opens")].end = plain.len(),
            c => plain.push(c),
        }
    }
    assert!(open.is_empty(), "a mark is not closed in {text:?}");
    (plain, ranges)
}

/// Marks ranges that do not overlap, and the caret: the way back from [`marked`].
pub fn with_marks(text: &str, ranges: &[Range<usize>], caret: Option<usize>) -> String {
    let mut marks: Vec<(usize, char)> = ranges
        .iter()
        .flat_map(|range| [(range.start, '⟦'), (range.end, '⟧')])
        .chain(caret.map(|caret| (caret, '|')))
        .collect();
    marks.sort_by_key(|(at, _)| *at);
    let (mut shown, mut from) = (String::new(), 0);
    for (at, mark) in marks {
        shown.push_str(&text[from..at]);
        shown.push(mark);
        from = at;
    }
    shown + &text[from..]
}
