//! Compares the quotation marks inside a quotation with those of its source.
//!
//! They are no words, so a passage is found whatever marks it carries. But they say who speaks:
//! `he “said no”` gives the source's `he said “no”` another speaker.
//!
//! # Invariants
//!
//! - Marks that are only missing or only added are reported and pass, as paragraphs reopen them
//!   and writers leave them out.
//! - Marks that are around other words than in the source do not pass.

use super::{
    diff::{DiffBuilder, DiffPart},
    fold::{Folded, fold},
    grammar::QuotationPattern,
    placement::{Placement, Tokens},
    searched::Searched,
    token::is_word,
};
use crate::{model::SnapshotFormat, range::FoldedRange};

/// How the quotation marks inside a quotation compare with those of its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NestedMarks {
    /// Around the same words.
    Same,
    /// One side has marks where the other has none, and not the other way round.
    Fewer,
    /// Each side has marks where the other has none.
    Moved,
}

/// What lies between two neighbouring tokens of a quotation, in the folded texts.
struct TokenGap {
    draft: FoldedRange,
    source: FoldedRange,
    /// The token behind it, on both sides.
    token: (FoldedRange, FoldedRange),
    /// Whether the quotation has an ellipsis or a bracket here.
    is_marked: bool,
}

/// A quotation and the place in the source where its words are.
pub(super) struct PlacedQuotation<'a, T: Tokens> {
    pub(super) searched: &'a Searched<'a, T>,
    /// The folded quotation.
    pub(super) draft: &'a Folded,
    pub(super) pattern: &'a QuotationPattern,
    pub(super) placement: &'a Placement,
}

impl<T: Tokens> PlacedQuotation<'_, T> {
    /// Compares the quotation marks, whatever side of punctuation they are on: a full stop may
    /// come before its mark or behind it.
    pub(super) fn compare(&self) -> NestedMarks {
        let (mut drafted, mut sourced) = (0, 0);
        let (mut added, mut missing, mut is_uneven) = (false, false, false);
        let mut is_void = false;
        for gap in self.gaps() {
            let [draft, source] = self.marks(&gap);
            drafted += draft;
            sourced += source;
            is_void |= gap.is_marked;
            if is_word(&self.draft.text[gap.token.0]) {
                if !is_void {
                    added |= drafted > 0 && sourced == 0;
                    missing |= sourced > 0 && drafted == 0;
                    is_uneven |= drafted != sourced;
                }
                (drafted, sourced, is_void) = (0, 0, false);
            }
        }
        match (added, missing) {
            (true, true) => NestedMarks::Moved,
            (false, false) if !is_uneven => NestedMarks::Same,
            _ => NestedMarks::Fewer,
        }
    }

    /// From the draft's marks to the source's.
    pub(super) fn diff(&self) -> Vec<DiffPart> {
        let source = self.searched.index.folded();
        let Some(first) = self.pattern.words.first() else { return Vec::new() };
        let place = self.searched.folded_range(self.placement.tokens.start);
        let mut diff =
            DiffBuilder::new((self.draft, self.pattern.range.start), (source, place.start));
        self.pattern.marks_before(0).for_each(|mark| diff.delete(mark.range));
        diff.equal(first.range, place);
        for gap in self.gaps() {
            let [drafted, sourced] = self.marks(&gap);
            if drafted != sourced || gap.is_marked {
                diff.delete(gap.draft);
                diff.insert(gap.source);
            }
            diff.equal(gap.token.0, gap.token.1);
        }
        let behind = self.pattern.marks_before(self.pattern.words.len());
        behind.for_each(|mark| diff.delete(mark.range));
        diff.finish()
    }

    /// How many marks a gap holds in the draft and in the source. Those of the
    /// source that only open a further paragraph are no more than the draft's.
    fn marks(&self, gap: &TokenGap) -> [usize; 2] {
        // A range that runs backwards lies in a word that the source has in one.
        let count = |text: &str, range: &FoldedRange| text.get(range.to_std()).map_or(0, marks);
        let source = self.searched.index.folded();
        let [draft, found] =
            [count(&self.draft.text, &gap.draft), count(&source.text, &gap.source)];
        if found <= draft {
            return [draft, found];
        }
        let written = self.searched.index.text().get(source.original(gap.source).to_std());
        let reopening = written.and_then(|gap| gap.rsplit_once('\n'));
        let reopening = reopening.filter(|(before, _)| before.contains('\n'));
        let behind = reopening.map_or(0, |(_, line)| line.chars().filter(|c| is_mark(*c)).count());
        [draft, found.saturating_sub(behind).max(draft)]
    }

    fn gaps(&self) -> impl Iterator<Item = TokenGap> {
        let words = &self.pattern.words;
        let mut hidden = self.placement.hidden.iter().peekable();
        let mut at = self.placement.tokens.start;
        let places = (0..words.len()).map(|word| {
            let skipped = hidden.next_if(|(next, _)| *next == word);
            at = skipped.map_or(at, |(_, tokens)| tokens.end) + 1;
            self.searched.folded_range(at - 1)
        });
        let places: Vec<FoldedRange> = places.collect();
        (1..words.len()).map(move |word| TokenGap {
            draft: FoldedRange::new(words[word - 1].range.end, words[word].range.start),
            source: FoldedRange::new(places[word - 1].end, places[word].start),
            token: (words[word].range, places[word]),
            is_marked: self.pattern.marks_before(word).next().is_some(),
        })
    }
}

/// How many quotation marks a folded gap between two tokens holds.
fn marks(gap: &str) -> usize {
    gap.bytes().filter(|byte| matches!(byte, b'"' | b'\'')).count()
}

/// Whether a character is folded to a quotation mark.
fn is_mark(c: char) -> bool {
    !c.is_whitespace()
        && !c.is_alphanumeric()
        && marks(&fold(c.encode_utf8(&mut [0; 4]), SnapshotFormat::Plain).text) > 0
}

/// Whether a folded text holds any mark that could be compared.
pub(super) fn has_marks(folded: &str) -> bool {
    marks(folded) > 0
}
