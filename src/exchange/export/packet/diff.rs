//! Word diffs as lines: of two states of a claim, and of a quotation and its source.
//!
//! # Invariants
//!
//! - Words are shown as their own side has them.
//! - What only the first text has stands in front of what only the second has.

use super::document::{InlineLine, InlineRun};
use nutgraf_engine::{
    evidence::{self, CheckedQuotation, DiffOp, DiffPart},
    text::one_line,
};

/// From words as they were to words as they are, or are to be.
pub(super) fn word_diff(was: &str, is: &str) -> InlineLine {
    let parts = evidence::word_diff(was, is);
    line(&parts, |part| &part.text)
}

/// The quotation's words; where some differ from the source's, as a word diff.
pub(super) fn quotation_words(checked: &CheckedQuotation) -> InlineLine {
    let parts = &checked.judgement.diff;
    match parts.is_empty() {
        true => vec![InlineRun::Quoted(one_line(&checked.text))],
        false => line(parts, |part| written(checked, part)),
    }
}

fn line<'a>(parts: &'a [DiffPart], written: impl Fn(&'a DiffPart) -> &'a str) -> InlineLine {
    let mut line = InlineLine::new();
    for part in parts {
        // What stands for words that are gone reads better with a space before it.
        let is_spaced = part.text.starts_with(char::is_whitespace)
            || matches!(line.last(), Some(InlineRun::Gone(_)));
        if is_spaced && !line.is_empty() {
            line.push(InlineRun::text(" "));
        }
        let words = one_line(written(part));
        line.push(match part.op {
            DiffOp::Equal => InlineRun::Words(words),
            DiffOp::Delete => InlineRun::Gone(words),
            DiffOp::Insert => InlineRun::New(words),
        });
    }
    line
}

/// The words of a part as its own side has them, not folded.
fn written<'a>(checked: &'a CheckedQuotation, part: &'a DiffPart) -> &'a str {
    let own = match part.op {
        DiffOp::Equal | DiffOp::Delete => checked.text.get(part.draft.to_std()),
        DiffOp::Insert => {
            let begin = checked.judgement.matched.as_ref().map_or(0, |matched| matched.start);
            let at = |offset: usize| offset.checked_sub(begin);
            let inside = at(part.source.start).zip(at(part.source.end));
            let source = checked.source_words.as_deref().zip(inside);
            source.and_then(|(source, (start, end))| source.get(start..end))
        }
    };
    own.unwrap_or(&part.text)
}
