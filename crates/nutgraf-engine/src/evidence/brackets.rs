//! Brackets of a quotation beside brackets of its source.

use std::ops::Range;

use super::{
    grammar::{EditorialMarkKind, QuotationPattern},
    token::{is_figure, is_word},
};

/// Whether the marks before the word at `word` of the pattern would replace a bracket of the
/// source by something else: `[93]` must not pass for `[90]`.
///
/// `source` are the words and signs of the source at these marks. A bracket of the quotation
/// may repeat a bracket of the source, and then replaces nothing else. An ellipsis may leave a
/// bracket of the source out, but not where the quotation has another figure in brackets
/// beside it.
pub(super) fn replaces_source_bracket(
    pattern: &QuotationPattern,
    word: usize,
    source: &[&str],
) -> bool {
    let mut rest = source.to_vec();
    let (mut has_gap, mut has_other, mut has_other_figure) = (false, false, false);
    for mark in pattern.marks_before(word) {
        match &mark.kind {
            EditorialMarkKind::Gap => has_gap = true,
            EditorialMarkKind::Aside => {}
            EditorialMarkKind::Bracket(words) => match bracket_of(&rest, words) {
                Some(same) => drop(rest.drain(same)),
                None => {
                    has_other = true;
                    has_other_figure |= words.iter().all(|word| is_figure(word));
                }
            },
        }
    }
    let has_bracket = rest.iter().any(|token| matches!(*token, "[" | "]"));
    // Words in brackets are an explanation, which the writer may replace by another.
    let has_reference = rest.iter().filter(|token| is_word(token)).all(|word| is_figure(word));
    (has_bracket && (has_other_figure || (has_reference && !has_gap)))
        || !(rest.is_empty() || has_gap || has_other)
}

/// Returns the place of the first bracket among the tokens that holds exactly these words.
fn bracket_of(tokens: &[&str], words: &[String]) -> Option<Range<usize>> {
    let opening = tokens.iter().enumerate().filter(|(_, token)| **token == "[");
    let mut ranges = opening.filter_map(|(at, _)| {
        let length = tokens[at..].iter().position(|token| *token == "]")?;
        Some(at..at + length + 1)
    });
    ranges.find(|range| tokens[range.clone()].iter().filter(|token| is_word(token)).eq(words))
}
