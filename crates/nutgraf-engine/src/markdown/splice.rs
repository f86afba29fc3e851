//! Puts what a stretch was read as into the structure of the whole text.
//!
//! # Invariants
//!
//! - Of each list, what begins in the replaced part goes and what the stretch has for it comes.
//! - The long lists are told once by how much all items behind the edit move.

use std::ops::Range;

use super::{Quotation, Structure, leaves::LeafRead, reparse::Parsed};
use crate::{
    range::DraftRange,
    text::{Gapped, Shift},
};

impl Structure {
    /// Puts a parsed stretch in the place of what was there.
    pub(super) fn splice(&mut self, parsed: Parsed) {
        let Parsed { new, old_core, core, shift, delta } = parsed;
        let places = SpliceRanges { old: old_core, new: core, body: -shift, tail: delta };

        let cited = places.old_count(&self.citations, |c| c.range.start);
        let kept = places.new_count(&new.citations, |c| c.range.start);
        let (before, after) = (cited.start, kept.start);
        let grown = kept.len().cast_signed() - cited.len().cast_signed();

        let words = |leaves: &Gapped<LeafRead>, range: DraftRange| -> (usize, usize) {
            let within = SpliceRanges::within(leaves, range, |leaf| leaf.start);
            leaves.range(within).fold((0, 0), |(all, of_notes), leaf| {
                (all + leaf.words, of_notes + if leaf.in_note { leaf.words } else { 0 })
            })
        };
        let (old, old_of_notes) = words(&self.leaves, places.old);
        let (read, read_of_notes) = words(&new.leaves, places.new);
        self.words = self.words - old + read;
        self.note_words = self.note_words - old_of_notes + read_of_notes;
        places.splice(&mut self.leaves, &new.leaves, |leaf| leaf.start);
        places.splice(&mut self.blocks, &new.blocks, |block| block.range.start);
        places.splice(&mut self.spans, &new.spans, |span| span.range.start);
        places.splice(&mut self.prose, &new.prose, |run| run.start);
        places.splice(&mut self.note_signs, &new.note_signs, |sign| sign.start);
        places.splice(&mut self.sentences, &new.sentences, |sentence| sentence.start);
        let moved = |place: DraftRange| place.shifted(places.body);
        self.labels.splice(places.old, &new.labels, places.new, moved, places.tail);
        places.splice_few(
            &mut self.headings,
            new.headings,
            |heading| heading.range.start,
            |heading, by, _| heading.range.shift(by),
        );
        places.splice_few(
            &mut self.citations,
            new.citations,
            |citation| citation.range.start,
            |citation, by, _| {
                citation.range.shift(by);
                citation.items.iter_mut().for_each(|item| item.range.shift(by));
            },
        );
        let quotation = |quotation: &mut Quotation, by: isize, part: SplicePart| {
            quotation.range.shift(by);
            quotation.words.iter_mut().for_each(|words| words.shift(by));
            for index in &mut quotation.citations {
                *index = match part {
                    // It may be one of the block before, which both lists have.
                    SplicePart::Body => *index + before - after,
                    SplicePart::Tail => index.saturating_add_signed(grown),
                };
            }
        };
        places.splice_few(&mut self.quotations, new.quotations, |q| q.range.start, quotation);
    }
}

/// The replaced part in bytes of both texts, and by how many bytes items move.
struct SpliceRanges {
    old: DraftRange,
    new: DraftRange,
    /// From the stretch to the text.
    body: isize,
    /// From the text before to the text after, behind the edit.
    tail: isize,
}

/// Which part of the text an item of a list belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum SplicePart {
    /// It comes from the stretch.
    Body,
    /// It is behind it.
    Tail,
}

impl SpliceRanges {
    fn within<T: Shift>(
        list: &Gapped<T>,
        range: DraftRange,
        start: impl Fn(&T) -> usize,
    ) -> Range<usize> {
        let first = list.partition_point(|item| start(item) < range.start);
        first..list.partition_point(|item| start(item) < range.end).max(first)
    }

    fn within_few<T>(list: &[T], range: DraftRange, start: impl Fn(&T) -> usize) -> Range<usize> {
        let first = list.partition_point(|item| start(item) < range.start);
        first..first + list[first..].partition_point(|item| start(item) < range.end)
    }

    fn old_count<T>(&self, list: &[T], start: impl Fn(&T) -> usize) -> Range<usize> {
        Self::within_few(list, self.old, start)
    }

    fn new_count<T>(&self, list: &[T], start: impl Fn(&T) -> usize) -> Range<usize> {
        Self::within_few(list, self.new, start)
    }

    fn splice<T: Shift>(&self, list: &mut Gapped<T>, new: &Gapped<T>, start: impl Fn(&T) -> usize) {
        let kept = new.range(Self::within(new, self.new, &start)).map(|mut item| {
            item.shift(self.body);
            item
        });
        list.splice(Self::within(list, self.old, &start), kept, self.tail);
    }

    /// Replaces items of a list that stays short in the longest draft: a few thousand
    /// steps cost less than what it would take to spare them.
    fn splice_few<T>(
        &self,
        list: &mut Vec<T>,
        mut new: Vec<T>,
        start: impl Fn(&T) -> usize,
        shift: impl Fn(&mut T, isize, SplicePart),
    ) {
        let old = self.old_count(list, &start);
        let kept = self.new_count(&new, &start);
        list[old.end..].iter_mut().for_each(|item| shift(item, self.tail, SplicePart::Tail));
        new.truncate(kept.end);
        let body = new.drain(kept.start..).map(|mut item| {
            shift(&mut item, self.body, SplicePart::Body);
            item
        });
        list.splice(old, body);
    }
}
