//! A quotation in every way it may be read.
//!
//! A draft is Markdown, but its writer may have copied a star from a plain
//! text, and a hyphen at the end of a line may or may not belong to its word.
//! Each way is tried; the first is the one that diffs are shown in.

use super::{
    fold::{Folded, LineBreaks, fold_with},
    grammar::QuotationPattern,
};
use crate::model::SnapshotFormat;

/// One way of reading a quotation.
pub(super) struct QuotationReading {
    pub(super) folded: Folded,
    /// Its pattern with every sign taken literally.
    pub(super) literal: QuotationPattern,
    /// Its pattern with brackets and ellipses as marks; `None` where it has none.
    pub(super) marked: Option<QuotationPattern>,
}

impl QuotationReading {
    fn new(text: &str, format: SnapshotFormat, line_breaks: LineBreaks) -> Self {
        let folded = fold_with(text, format, line_breaks);
        let literal = QuotationPattern::literal(&folded.text);
        let marked = QuotationPattern::marked(&folded.text);
        let marked = marked.has_marks().then_some(marked);
        Self { folded, literal, marked }
    }

    /// The pattern that a diff is shown in.
    pub(super) fn pattern(&self) -> &QuotationPattern {
        self.marked.as_ref().unwrap_or(&self.literal)
    }
}

/// Every way of reading a quotation, the likeliest first.
pub(super) fn readings(text: &str) -> Vec<QuotationReading> {
    let first = QuotationReading::new(text, SnapshotFormat::Markdown, LineBreaks::Join);
    let with_hyphens = (!first.folded.breaks().is_empty())
        .then(|| QuotationReading::new(text, SnapshotFormat::Markdown, LineBreaks::KeepHyphen));
    let plain = QuotationReading::new(text, SnapshotFormat::Plain, LineBreaks::Join);
    let plain = (plain.folded.text != first.folded.text).then_some(plain);
    [Some(first), with_hyphens, plain].into_iter().flatten().collect()
}
