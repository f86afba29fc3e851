//! The words that differ between a quotation and its source.

use super::fold::Folded;
use crate::range::{FoldedRange, SourceRange, TextRange};

/// What has to be done with words to make the source's text from the draft's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DiffOp {
    /// Both texts have the words.
    Equal,
    /// Only the draft has the words.
    Delete,
    /// Only the source has the words.
    Insert,
}

impl DiffOp {
    /// The word used in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Equal => "equal",
            Self::Delete => "delete",
            Self::Insert => "insert",
        }
    }
}

/// A run of words that are equal, deleted or inserted.
///
/// # Invariants
///
/// The texts of all equal and deleted parts of a diff, put together, are the folded quotation
/// without its closing punctuation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiffPart {
    /// Whether the words are equal, deleted or inserted.
    pub op: DiffOp,
    /// The words, folded, with the white space before them.
    pub text: String,
    /// The words in the draft, in bytes of the quotation's own text; empty, at the place where
    /// they would be, for words that only the source has.
    pub draft: TextRange,
    /// The words in the source, in bytes of the snapshot; empty, at the place where they would
    /// be, for words that only the draft has.
    pub source: SourceRange,
}

/// Builds a diff from words in rising order; within one change the draft's words come before the
/// source's.
///
/// A word is given by its place in the folded text, in bytes, and takes along the characters
/// between it and the word before.
pub(super) struct DiffBuilder<'a> {
    draft: &'a Folded,
    source: &'a Folded,
    /// How far the folded texts were read, in bytes.
    drafted: usize,
    sourced: usize,
    deleted: FoldedRange,
    inserted: FoldedRange,
    parts: Vec<DiffPart>,
}

impl<'a> DiffBuilder<'a> {
    /// Begins a diff at these bytes of the folded texts.
    pub(super) fn new(
        (draft, drafted): (&'a Folded, usize),
        (source, sourced): (&'a Folded, usize),
    ) -> Self {
        let (deleted, inserted) = (drafted..drafted, sourced..sourced);
        Self {
            draft,
            source,
            drafted,
            sourced,
            deleted: FoldedRange::from(deleted),
            inserted: FoldedRange::from(inserted),
            parts: Vec::new(),
        }
    }

    pub(super) fn equal(&mut self, draft: FoldedRange, source: FoldedRange) {
        self.flush();
        let draft = advance(&mut self.drafted, draft);
        let source = advance(&mut self.sourced, source);
        let text = self.draft.text.get(draft.to_std()).unwrap_or_default();
        let (draft, source) = (self.draft.original(draft), self.source.original(source));
        match self.parts.last_mut() {
            Some(last) if last.op == DiffOp::Equal => {
                last.text.push_str(text);
                last.draft.end = draft.end;
                last.source.end = source.end.max(last.source.end);
            }
            _ => self.parts.push(DiffPart {
                op: DiffOp::Equal,
                text: text.to_owned(),
                draft,
                source: source.in_source(),
            }),
        }
        self.deleted = FoldedRange::at(self.drafted);
        self.inserted = FoldedRange::at(self.sourced);
    }

    pub(super) fn delete(&mut self, draft: FoldedRange) {
        self.deleted.end = advance(&mut self.drafted, draft).end;
    }

    pub(super) fn insert(&mut self, source: FoldedRange) {
        self.inserted.end = advance(&mut self.sourced, source).end;
    }

    fn flush(&mut self) {
        let deleted = self.draft.text.get(self.deleted.to_std()).unwrap_or_default();
        let inserted = self.source.text.get(self.inserted.to_std()).unwrap_or_default();
        let draft = self.draft.original(self.deleted);
        let source = self.source.original(self.inserted);
        if !deleted.is_empty() {
            self.parts.push(DiffPart {
                op: DiffOp::Delete,
                text: deleted.to_owned(),
                draft,
                source: SourceRange::at(source.start),
            });
        }
        if !inserted.is_empty() {
            self.parts.push(DiffPart {
                op: DiffOp::Insert,
                text: inserted.to_owned(),
                draft: TextRange::at(draft.end),
                source: source.in_source(),
            });
        }
    }

    pub(super) fn finish(mut self) -> Vec<DiffPart> {
        self.flush();
        self.parts
    }
}

/// Returns the bytes from the end of the last word to the end of the next.
fn advance(from: &mut usize, range: FoldedRange) -> FoldedRange {
    let start = (*from).min(range.end);
    *from = range.end.max(*from);
    FoldedRange::new(start, range.end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        evidence::{Corpus, CorpusSource, SnapshotIndex, fold::fold, judge},
        model::{Profile, SnapshotFormat},
    };

    #[test]
    fn every_part_says_on_which_bytes_of_both_texts_it_stands() {
        let source = "“The ban was\nnot — then — *popular* with the ‘four’ creators,” she said.";
        let index = SnapshotIndex::build(source.into(), SnapshotFormat::Markdown);
        let corpus =
            Corpus::new(vec![CorpusSource { key: "a".to_owned(), index: Some(index.into()) }]);
        for quotation in [
            "The ban was – then – very popular with the “five” creators",
            "The *ban* was […] popular with some of the 'four' creators",
            "[T]he ban was not - then - popular […] creators.",
        ] {
            let judgement = judge(quotation, &[], &corpus, Profile::Standard);
            let (mut drafted, mut sourced) = (None, None);
            for part in &judgement.diff {
                let side = |range: std::ops::Range<usize>, text: &str| {
                    fold(&text[range], SnapshotFormat::Markdown).text
                };
                match part.op {
                    DiffOp::Insert => assert_eq!(part.text, side(part.source.to_std(), source)),
                    DiffOp::Delete | DiffOp::Equal => {
                        assert_eq!(part.text, side(part.draft.to_std(), quotation));
                    }
                }
                assert!(drafted.is_none_or(|end| end <= part.draft.start), "{part:?}");
                assert!(sourced.is_none_or(|end| end <= part.source.start), "{part:?}");
                (drafted, sourced) = (Some(part.draft.end), Some(part.source.end));
            }
            assert!(judgement.diff.iter().any(|part| part.op != DiffOp::Equal), "{quotation}");
            let matched = judgement.matched.expect("it stands there");
            assert_eq!(sourced, Some(matched.end), "{quotation}");
        }
    }
}
