//! A change made ready for mapping many anchors.
//!
//! Replacing a word all over a long draft is one change of some ten thousand edits,
//! and a draft has some thousand anchors: a walk over all edits for each of them would take
//! longer than the replacing.
//!
//! # Invariants
//!
//! - An anchor ends up where [`Anchor::map`] says.
//! - It costs a step for each edit that touches its words, and a search among the others.

use super::{Anchor, Change, Edit};

/// A change, and what its edits add to the text up to each of them.
pub(super) struct Shifts<'a> {
    edits: &'a [Edit],
    /// For each edit what all before it add, in bytes; one more for all of them.
    before: Vec<isize>,
}

impl<'a> Shifts<'a> {
    /// Costs a step for each edit.
    pub(super) fn of(change: &'a Change) -> Self {
        let edits = change.edits();
        let mut before = Vec::with_capacity(edits.len() + 1);
        let mut sum = 0;
        before.push(sum);
        for edit in edits {
            sum += edit.insert.len().cast_signed() - edit.range.len().cast_signed();
            before.push(sum);
        }
        Self { edits, before }
    }

    /// The anchor after the change.
    pub(super) fn map(&self, anchor: &Anchor) -> Anchor {
        let start = anchor.range().start;
        if anchor.is_orphaned() {
            let passed =
                self.edits.partition_point(|e| e.range.start < start && e.range.end <= start);
            // A place inside a deleted range goes to where that was.
            let inside = self.edits.get(passed).filter(|edit| edit.range.start < start);
            let place = inside.map_or(start, |edit| edit.range.start);
            let place = place.saturating_add_signed(self.before[passed]);
            return Anchor::new(place..place);
        }
        let passed = self.edits.partition_point(|edit| edit.range.end <= start);
        anchor.map_words(&self.edits[passed..], self.before[passed])
    }

    /// Whether the change can have moved an anchor in a way its inverse does not undo.
    pub(super) fn touches(&self, anchor: &Anchor) -> bool {
        let range = anchor.range();
        let first = self.edits.partition_point(|edit| edit.range.end < range.start);
        self.edits.get(first).is_some_and(|edit| edit.range.start <= range.end)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::range::DraftRange;

    /// Edits in rising order, made of what is kept before each, what goes and what comes.
    fn change() -> impl Strategy<Value = Change> {
        prop::collection::vec((0_usize..6, 0_usize..4, "[a-z]{0,3}"), 0..12).prop_map(|parts| {
            let mut at = 0;
            let edits = parts.into_iter().map(|(kept, goes, insert)| {
                let start = at + kept;
                at = start + goes;
                Edit { range: DraftRange::new(start, at), insert }
            });
            Change::of(edits.collect()).unwrap()
        })
    }

    proptest! {
        #[test]
        fn anchors_come_to_stand_where_a_walk_over_all_edits_puts_them(
            change in change(), start in 0_usize..60, length in 0_usize..12,
        ) {
            let anchor = Anchor::new(start..start + length);
            let shifts = Shifts::of(&change);
            prop_assert_eq!(shifts.map(&anchor), anchor.map(&change));
            let touches = |edit: &Edit| {
                edit.range.start <= start + length && start <= edit.range.end
            };
            prop_assert_eq!(shifts.touches(&anchor), change.edits().iter().any(touches));
        }
    }
}
