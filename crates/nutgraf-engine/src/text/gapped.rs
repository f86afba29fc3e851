//! Lists of places that an edit moves without a walk over them.
//!
//! A text of a million words has some hundred thousand places that are known of it: where its
//! lines, sentences and spans begin. A keystroke moves all that are behind it. A [`Gapped`]
//! list has a gap where it was last edited; the places behind the gap are moved together, by
//! one number that is added when they are read.
//!
//! # Invariants
//!
//! - What is read is the list as if every place had been moved at once.
//! - An edit costs a step for each place between it and the edit before, and never for what
//!   is behind. The idea is that of the gap buffer (Finseth, "The Craft of Text Editing",
//!   1991), with offsets for characters.

use std::{fmt, ops::Range};

use crate::range::DraftRange;

/// An item that has a place in a text and can be moved.
pub trait Shift: Clone {
    /// Moves the item by a number of bytes (or whatever else its offsets count).
    fn shift(&mut self, by: isize);
}

impl Shift for usize {
    fn shift(&mut self, by: isize) {
        *self = self.wrapping_add_signed(by);
    }
}

impl Shift for DraftRange {
    fn shift(&mut self, by: isize) {
        *self = self.shifted(by);
    }
}

/// A list of places in rising order, cheap to edit again and again around one place.
#[derive(Clone)]
pub struct Gapped<T> {
    front: Vec<T>,
    /// The items behind the gap, the last first, before they are moved.
    back: Vec<T>,
    /// What those behind the gap are moved by.
    shift: isize,
}

impl<T> Default for Gapped<T> {
    fn default() -> Self {
        Self { front: Vec::new(), back: Vec::new(), shift: 0 }
    }
}

impl<T> Gapped<T> {
    /// How many places there are.
    pub fn len(&self) -> usize {
        self.front.len() + self.back.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl<T: Shift> Gapped<T> {
    /// The place at an index.
    pub fn get(&self, index: usize) -> Option<T> {
        if let Some(place) = self.front.get(index) {
            return Some(place.clone());
        }
        let from_last = self.len().checked_sub(index + 1)?;
        self.back.get(from_last).map(|place| self.moved(place))
    }

    /// Adds a place behind all others.
    pub fn push(&mut self, place: T) {
        self.move_gap(self.len());
        self.front.push(place);
    }

    /// The last place.
    pub fn last(&self) -> Option<T> {
        self.get(self.len().checked_sub(1)?)
    }

    /// All places in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = T> + ExactSizeIterator + Clone + '_ {
        self.range(0..self.len())
    }

    /// The places of a range of indexes, which must lie within the list.
    pub fn range(
        &self,
        range: Range<usize>,
    ) -> impl DoubleEndedIterator<Item = T> + ExactSizeIterator + Clone + '_ {
        range.map(|index| self.get(index).expect("the range lies within the list"))
    }

    /// How many places from the first on fulfil a condition that none behind them does.
    pub fn partition_point(&self, mut holds: impl FnMut(&T) -> bool) -> usize {
        let front = self.front.partition_point(&mut holds);
        if front < self.front.len() {
            return front;
        }
        let behind = self.back.partition_point(|place| !holds(&self.moved(place)));
        self.len() - behind
    }

    /// Replaces some places and moves those behind them.
    ///
    /// `range` counts places as they are before; `new` are where they shall be.
    pub fn splice(&mut self, range: Range<usize>, new: impl IntoIterator<Item = T>, shift: isize) {
        self.move_gap(range.end);
        self.front.truncate(range.start);
        self.front.extend(new);
        self.shift += shift;
    }

    /// Moves all places from an index on.
    pub fn shift_from(&mut self, index: usize, by: isize) {
        self.move_gap(index);
        self.shift += by;
    }

    /// Puts the gap before the place at an index.
    fn move_gap(&mut self, index: usize) {
        let shifted = |by: isize| {
            move |mut place: T| {
                place.shift(by);
                place
            }
        };
        if index < self.front.len() {
            let moved = self.front.drain(index..).rev();
            self.back.extend(moved.map(shifted(self.shift.wrapping_neg())));
        } else {
            let rest = self.len().saturating_sub(index);
            let moved = self.back.drain(rest..).rev();
            self.front.extend(moved.map(shifted(self.shift)));
        }
    }

    fn moved(&self, place: &T) -> T {
        let mut place = place.clone();
        place.shift(self.shift);
        place
    }
}

impl<T: Shift> FromIterator<T> for Gapped<T> {
    fn from_iter<I: IntoIterator<Item = T>>(places: I) -> Self {
        Self::from(Vec::from_iter(places))
    }
}

impl<T: Shift> Extend<T> for Gapped<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, places: I) {
        self.move_gap(self.len());
        self.front.extend(places);
    }
}

impl<T: Shift> From<Vec<T>> for Gapped<T> {
    fn from(front: Vec<T>) -> Self {
        Self { front, back: Vec::new(), shift: 0 }
    }
}

impl<T: Shift + PartialEq> PartialEq for Gapped<T> {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().eq(other.iter())
    }
}

impl<T: Shift + Eq> Eq for Gapped<T> {}

impl<T: Shift + fmt::Debug> fmt::Debug for Gapped<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_gapped_list_reads_like_a_list_that_was_moved_place_by_place(
            first in prop::collection::vec(0_usize..100, 0..20),
            edits in prop::collection::vec(
                (0_usize..30, 0_usize..6, prop::collection::vec(0_usize..50, 0..4), -9_isize..10),
                0..12,
            ),
            probe in 0_usize..200,
        ) {
            let mut plain: Vec<usize> = first.clone();
            plain.sort_unstable();
            let mut gapped = Gapped::from(plain.clone());
            for (start, length, new, shift) in edits {
                let start = start.min(plain.len());
                let end = (start + length).min(plain.len());
                plain[end..].iter_mut().for_each(|place| place.shift(shift));
                plain.splice(start..end, new.clone());
                gapped.splice(start..end, new, shift);
                prop_assert!(gapped.iter().eq(plain.iter().copied()));
                prop_assert_eq!(gapped.len(), plain.len());
                prop_assert_eq!(gapped.last(), plain.last().copied());
            }
            let mut longer = gapped.clone();
            longer.push(probe);
            longer.extend([probe + 1]);
            prop_assert!(longer.iter().eq(plain.iter().copied().chain([probe, probe + 1])));
            plain.sort_unstable();
            let sorted = Gapped { back: plain.iter().rev().copied().collect(), ..Gapped::default() };
            let point = sorted.partition_point(|place| *place < probe);
            prop_assert_eq!(point, plain.partition_point(|place| *place < probe));
        }
    }

    #[test]
    fn an_edit_touches_only_what_stands_between_it_and_the_edit_before() {
        #[derive(Clone)]
        struct Counted(usize, std::rc::Rc<std::cell::Cell<usize>>);
        impl Shift for Counted {
            fn shift(&mut self, by: isize) {
                self.0.shift(by);
                self.1.set(self.1.get() + 1);
            }
        }
        let steps = std::rc::Rc::<std::cell::Cell<usize>>::default();
        let mut places: Gapped<Counted> =
            (0..10_000).map(|at| Counted(at, steps.clone())).collect();
        places.shift_from(5_000, 1);
        steps.set(0);
        for _ in 0..100 {
            places.shift_from(5_002, 1);
        }
        assert_eq!(steps.get(), 2);
        assert_eq!(places.get(9_999).map(|place| place.0), Some(9_999 + 101));
    }
}
