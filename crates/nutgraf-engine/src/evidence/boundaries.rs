//! Figures and compounds that a match must not cut into.
//!
//! `$5` is not a match in `A$5`, `3` none in `± 3`, and `known` none in `well-known`, although
//! each is a token of its own.

use super::{
    grammar::{EditorialMarkKind, QuotationPattern},
    index::SnapshotIndex,
    token::{is_figure, is_word},
};
use crate::range::TokenRange;

/// Returns the figure or compound that a match would cut into at its first or last token.
///
/// `matched` are the tokens of the match; the result is the match with the rest of the figure
/// or compound. Both count tokens of the index. Where the quotation has an ellipsis or a
/// bracket at that edge, nothing is cut.
pub(super) fn cut_at_edges(
    index: &SnapshotIndex,
    matched: TokenRange,
    pattern: &QuotationPattern,
) -> Option<TokenRange> {
    let is_open_before = pattern.marks_before(0).next().is_some();
    let is_open_behind = pattern.marks_before(pattern.words.len()).next().is_some();
    if let Some(start) = (!is_open_before).then(|| cut_before(index, matched.start)).flatten() {
        return Some(TokenRange::new(start, matched.end));
    }
    let end = (!is_open_behind).then(|| cut_behind(index, matched.end)).flatten()?;
    Some(TokenRange::new(matched.start, end))
}

/// Returns the figure that an ellipsis would separate from its sign or unit: `± 3` is not
/// `… 3`.
///
/// `hidden` are the tokens that the marks before the word at `word` of the pattern leave out;
/// the result is the figure with its sign or unit. Both count tokens of the index.
pub(super) fn cut_by_ellipsis(
    index: &SnapshotIndex,
    hidden: TokenRange,
    pattern: &QuotationPattern,
    word: usize,
) -> Option<TokenRange> {
    let mut marks = pattern.marks_before(word).peekable();
    let is_gap = marks.peek().is_some() && marks.all(|mark| mark.kind == EditorialMarkKind::Gap);
    if !is_gap || hidden.is_empty() || word == 0 || word == pattern.words.len() {
        return None;
    }
    let before = cut_before(index, hidden.end).map(|start| start..hidden.end + 1);
    before
        .or_else(|| cut_behind(index, hidden.start).map(|end| hidden.start - 1..end))
        .map(TokenRange::from)
}

/// Returns the token at which the figure or compound of the token at `first` begins, where
/// that is an earlier one.
fn cut_before(index: &SnapshotIndex, first: usize) -> Option<usize> {
    let before = first.checked_sub(1)?;
    let touches = index.touches_next(before);
    let (word, sign) = (index.token(first), index.token(before));
    let is_joined =
        touches && before > 0 && index.touches_next(before - 1) && is_word(index.token(before - 1));
    match sign {
        "$" | "€" | "£" | "¥" | "#" | "/" if touches && is_figure(word) => Some(before),
        "<" | ">" | "≤" | "≥" | "±" | "~" | "≈" | "≠" if is_figure(word) => Some(before),
        // The dollars of `A$5` are not those of `$5`.
        _ if touches && matches!(word, "$" | "£") && is_word(sign) => Some(before),
        "-" if is_joined && is_word(word) && is_inner_dash(index, before) => Some(before - 1),
        _ => None,
    }
}

/// Returns the end of the figure or compound that the token before `end` belongs to, where it
/// lies behind `end`.
fn cut_behind(index: &SnapshotIndex, end: usize) -> Option<usize> {
    let last = end.checked_sub(1)?;
    if end >= index.len() {
        return None;
    }
    let touches = index.touches_next(last);
    let (word, sign) = (index.token(last), index.token(end));
    let is_joined = touches
        && index.touches_next(end)
        && end + 1 < index.len()
        && is_word(index.token(end + 1));
    match sign {
        "%" | "‰" if is_figure(word) => Some(end + 1),
        "°" | "€" | "£" if touches && is_figure(word) => Some(end + 1),
        "/" if is_joined && is_figure(word) => Some(end + 2),
        "-" if is_joined && is_word(word) && is_inner_dash(index, end) => Some(end + 2),
        _ => None,
    }
}

/// Whether the dash at token `at` joins two parts of one word or of one range of figures.
fn is_inner_dash(index: &SnapshotIndex, at: usize) -> bool {
    let is_range = is_figure(index.token(at - 1)) && is_figure(index.token(at + 1));
    is_range || index.is_hyphen(at)
}
