//! A claim's own words, with their places in the claim.
//!
//! # Invariants
//!
//! Markup, citations, code and front matter are not among the words.

use crate::{
    markdown::Structure,
    range::{DraftRange, TextRange},
};

/// The words of a claim, put together of pieces of the draft.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct OwnWords {
    pub(super) text: String,
    /// Where each piece begins in `text`, and its bytes counted from the start of the claim.
    pieces: Vec<(usize, TextRange)>,
    /// Quotations, in bytes counted from the start of the claim.
    quoted: Vec<TextRange>,
}

impl OwnWords {
    /// Returns the words of a range of a draft, in bytes of it.
    pub(super) fn of(text: &str, structure: &Structure, range: DraftRange) -> Self {
        let mut own = Self::default();
        let first = structure.prose.partition_point(|run| run.end <= range.start);
        let mut end = range.start;
        for run in structure.prose.range(first..structure.prose.len()) {
            if run.start >= range.end {
                break;
            }
            let run = run.start.max(range.start)..run.end.min(range.end);
            let Some(words) = text.get(run.clone()) else { continue };
            // What parts two runs: a citation, a line, or only a mark of emphasis.
            let between = text.get(end..run.start).unwrap_or_default();
            let parts = between.chars().any(|c| !matches!(c, '*' | '_' | '~' | '\\'));
            if parts && !own.text.is_empty() && !own.text.ends_with(' ') {
                own.text.push_str(if between.contains("\n\n") { "\n\n" } else { " " });
            }
            own.pieces.push((
                own.text.len(),
                TextRange::new(run.start - range.start, run.end - range.start),
            ));
            own.text += words;
            end = run.end;
        }
        let quotations =
            structure.quotations.iter().filter(|quotation| quotation.range.overlaps(range));
        own.quoted = quotations
            .map(|quotation| {
                let start = quotation.range.start.saturating_sub(range.start);
                TextRange::new(start, quotation.range.end.saturating_sub(range.start))
            })
            .collect();
        own
    }

    /// Converts bytes of `text` to bytes of the claim.
    pub(super) fn place(&self, words: TextRange) -> TextRange {
        let start = self.offset(words.start, false);
        TextRange::new(start, self.offset(words.end, true).max(start))
    }

    fn offset(&self, at: usize, is_end: bool) -> usize {
        let behind = self.pieces.partition_point(
            |(start, _)| {
                if is_end { *start < at } else { *start <= at }
            },
        );
        let Some((start, piece)) = behind.checked_sub(1).map(|at| &self.pieces[at]) else {
            return 0;
        };
        (piece.start + (at - start)).min(piece.end)
    }

    /// Whether bytes of the claim are within quotation marks.
    pub(super) fn is_quoted(&self, place: TextRange) -> bool {
        self.quoted.iter().any(|quoted| quoted.start <= place.start && place.end <= quoted.end)
    }
}
