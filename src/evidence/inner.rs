//! Quotation marks inside a quotation, held against those of its source.
//!
//! They are no words, so a passage is found whatever marks it carries. But they
//! say who speaks: `he “said no”` gives the source's `he said “no”` another
//! speaker. What always holds: marks that are only missing or only added are
//! told and pass, as paragraphs reopen them and writers leave them out; marks
//! that stand around other words than in the source do not pass.

use std::ops::Range;

use super::{
    diff::{DiffBuilder, DiffPart},
    fold::Folded,
    grammar::Pattern,
    index::SnapshotIndex,
    placement::Placement,
    token::is_word,
};

/// How the marks inside a quotation stand beside those of its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum InnerMarks {
    /// Around the same words.
    Same,
    /// One side has marks where the other has none, and not the other way round.
    Fewer,
    /// Each side has marks where the other has none.
    Moved,
}

/// What stands between two neighbouring tokens of a quotation, on both sides.
struct Gap<'a> {
    draft: &'a str,
    source: &'a str,
    /// The token behind it, in the folded quotation.
    token: Range<usize>,
    /// Whether that token is a word, and not a sign.
    is_word: bool,
    /// Whether a mark of the quotation stands here, an ellipsis or a bracket.
    is_marked: bool,
}

/// A quotation beside the place where it stands.
pub(super) struct Pair<'a> {
    pub(super) index: &'a SnapshotIndex,
    pub(super) draft: &'a Folded,
    pub(super) pattern: &'a Pattern,
    pub(super) placement: &'a Placement,
    /// From the tokens of the placement to the index's.
    pub(super) origins: &'a dyn Fn(Range<usize>) -> Range<usize>,
}

impl Pair<'_> {
    /// Compares the marks, wherever they stand beside punctuation: a full stop
    /// may close before its mark or behind it.
    pub(super) fn compare(&self) -> InnerMarks {
        let (mut drafted, mut sourced) = (0, 0);
        let (mut added, mut missing, mut is_uneven) = (false, false, false);
        let mut is_void = false;
        for gap in self.gaps() {
            drafted += marks(gap.draft);
            sourced += marks(gap.source);
            is_void |= gap.is_marked;
            if gap.is_word {
                if !is_void {
                    added |= drafted > 0 && sourced == 0;
                    missing |= sourced > 0 && drafted == 0;
                    is_uneven |= drafted != sourced;
                }
                (drafted, sourced, is_void) = (0, 0, false);
            }
        }
        match (added, missing) {
            (true, true) => InnerMarks::Moved,
            (false, false) if !is_uneven => InnerMarks::Same,
            _ => InnerMarks::Fewer,
        }
    }

    /// From the draft's marks to the source's.
    pub(super) fn diff(&self) -> Vec<DiffPart> {
        let mut diff = DiffBuilder::default();
        let text = &self.draft.text;
        let first = self.pattern.words.first().map_or(0..0, |word| word.range.clone());
        diff.equal(&text[self.pattern.range.start..first.end]);
        for gap in self.gaps() {
            if marks(gap.draft) == marks(gap.source) || gap.is_marked {
                diff.equal(gap.draft);
            } else {
                diff.delete(gap.draft);
                diff.insert(gap.source);
            }
            diff.equal(&text[gap.token]);
        }
        diff.finish()
    }

    fn gaps(&self) -> impl Iterator<Item = Gap<'_>> {
        let words = &self.pattern.words;
        let mut hidden = self.placement.hidden.iter().peekable();
        let mut at = self.placement.tokens.start;
        let places = (0..words.len()).map(move |word| {
            let skipped = hidden.next_if(|(next, _)| *next == word);
            at = skipped.map_or(at, |(_, tokens)| tokens.end) + 1;
            self.index.token_range((self.origins)(at - 1..at).start)
        });
        let places: Vec<Range<usize>> = places.collect();
        (1..words.len()).map(move |word| Gap {
            draft: between(&self.draft.text, &words[word - 1].range, &words[word].range),
            source: between(&self.index.folded().text, &places[word - 1], &places[word]),
            token: words[word].range.clone(),
            is_word: is_word(&self.draft.text[words[word].range.clone()]),
            is_marked: self.pattern.marks_before(word).next().is_some(),
        })
    }
}

/// What stands between two tokens; nothing where they were one in the source.
fn between<'a>(text: &'a str, left: &Range<usize>, right: &Range<usize>) -> &'a str {
    text.get(left.end..right.start).unwrap_or_default()
}

/// How many quotation marks a folded gap between two tokens holds.
fn marks(gap: &str) -> usize {
    gap.bytes().filter(|byte| matches!(byte, b'"' | b'\'')).count()
}

/// Whether a folded text holds any mark that could be compared.
pub(super) fn has_marks(folded: &str) -> bool {
    marks(folded) > 0
}
