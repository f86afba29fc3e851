//! Ranges that know what they count.
//!
//! The program counts bytes of the draft, bytes of saved texts, bytes of folded texts, tokens
//! and words. All of them are numbers, and a number of one text means nothing in another. So
//! each has a type of its own, and a signature says which one it takes.
//!
//! | type | counts | where it becomes another |
//! |---|---|---|
//! | [`DraftRange`] | bytes of the draft | |
//! | [`SourceRange`] | bytes of the saved text of a source | |
//! | [`TextRange`] | bytes of the text that a function was given | [`TextRange::in_draft`], [`TextRange::in_source`] |
//! | [`FoldedRange`] | bytes of a folded text | [`Folded::original`](crate::evidence::fold::Folded::original) |
//! | [`TokenRange`] | tokens of an index or of a window of it | `SnapshotIndex::original` |
//! | [`WordRange`] | words of a pattern, a sentence or a text | whatever cut the text into words |
//!
//! # Invariants
//!
//! - No range becomes one of another kind but by a named conversion; the exception is
//!   [`TextRange`], into which those of the draft and of sources go.
//! - A range of bytes begins and ends on character boundaries of its text.
//! - These types cost what two numbers cost.

use std::ops::{Index, IndexMut, Range};

/// Defines a range type with a start, an end behind its last position, and what every
/// range can do. Other crates make ranges of their own by it.
#[macro_export]
macro_rules! define_range {
    ($(#[$doc:meta])* $visibility:vis struct $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $visibility struct $name {
            /// The first position.
            $visibility start: usize,
            /// The position behind the last one.
            $visibility end: usize,
        }

        #[allow(dead_code, reason = "not every kind of range is asked everything")]
        impl $name {
            /// Returns the range from `start` up to `end`, which is not in it.
            #[inline]
            $visibility const fn new(start: usize, end: usize) -> Self {
                Self { start, end }
            }

            /// Returns the empty range at a position.
            #[inline]
            $visibility const fn at(position: usize) -> Self {
                Self { start: position, end: position }
            }

            /// Returns the number of positions; 0 where the end is before the start.
            #[inline]
            $visibility const fn len(self) -> usize {
                self.end.saturating_sub(self.start)
            }

            /// Whether no position is in the range.
            #[inline]
            $visibility const fn is_empty(self) -> bool {
                self.start >= self.end
            }

            /// Whether a position is in the range.
            #[inline]
            $visibility const fn contains(self, position: usize) -> bool {
                self.start <= position && position < self.end
            }

            /// Whether another range neither begins before nor ends behind this one.
            #[inline]
            $visibility const fn encloses(self, other: Self) -> bool {
                self.start <= other.start && other.end <= self.end
            }

            /// Whether the two share at least one position. Empty ranges share none with
            /// anything.
            #[inline]
            $visibility const fn overlaps(self, other: Self) -> bool {
                self.start < other.end
                    && other.start < self.end
                    && !self.is_empty()
                    && !other.is_empty()
            }

            /// Whether the two share a position or meet at an edge.
            #[inline]
            $visibility const fn touches(self, other: Self) -> bool {
                self.start <= other.end && other.start <= self.end
            }

            /// Returns the range moved by a number of positions.
            #[inline]
            #[must_use]
            $visibility const fn shifted(self, by: isize) -> Self {
                Self {
                    start: self.start.wrapping_add_signed(by),
                    end: self.end.wrapping_add_signed(by),
                }
            }

            /// Returns the range moved towards the end by an offset.
            #[inline]
            #[must_use]
            $visibility const fn behind(self, offset: usize) -> Self {
                Self { start: self.start + offset, end: self.end + offset }
            }

            /// Returns the same range as the standard library takes it.
            #[inline]
            $visibility const fn to_std(self) -> ::std::ops::Range<usize> {
                self.start..self.end
            }
        }

        impl ::std::convert::From<::std::ops::Range<usize>> for $name {
            #[inline]
            fn from(range: ::std::ops::Range<usize>) -> Self {
                Self { start: range.start, end: range.end }
            }
        }

        /// A bare range has no kind of its own, as the numbers of a test have none.
        impl ::std::cmp::PartialEq<::std::ops::Range<usize>> for $name {
            #[inline]
            fn eq(&self, other: &::std::ops::Range<usize>) -> bool {
                self.start == other.start && self.end == other.end
            }
        }

        /// So that functions of the standard library and of ropes that replace or drain a part
        /// take it as it is.
        impl ::std::ops::RangeBounds<usize> for $name {
            #[inline]
            fn start_bound(&self) -> ::std::ops::Bound<&usize> {
                ::std::ops::Bound::Included(&self.start)
            }

            #[inline]
            fn end_bound(&self) -> ::std::ops::Bound<&usize> {
                ::std::ops::Bound::Excluded(&self.end)
            }
        }

        impl ::std::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Debug::fmt(&self.to_std(), f)
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Debug::fmt(&self.to_std(), f)
            }
        }
    };
}

/// Lets a range of bytes cut its words out of a text: `text[range]`.
macro_rules! cuts_text {
    ($($name:ident),*) => {$(
        impl Index<$name> for str {
            type Output = str;

            #[inline]
            fn index(&self, range: $name) -> &str {
                &self[range.start..range.end]
            }
        }

        impl Index<$name> for String {
            type Output = str;

            #[inline]
            fn index(&self, range: $name) -> &str {
                &self.as_str()[range.start..range.end]
            }
        }
    )*};
}

/// Lets a range of items cut them out of a list, and be walked through.
macro_rules! cuts_lists {
    ($($name:ident),*) => {$(
        impl<T> Index<$name> for [T] {
            type Output = [T];

            #[inline]
            fn index(&self, range: $name) -> &[T] {
                &self[range.start..range.end]
            }
        }

        impl<T> IndexMut<$name> for [T] {
            #[inline]
            fn index_mut(&mut self, range: $name) -> &mut [T] {
                &mut self[range.start..range.end]
            }
        }

        impl<T> Index<$name> for Vec<T> {
            type Output = [T];

            #[inline]
            fn index(&self, range: $name) -> &[T] {
                &self.as_slice()[range.start..range.end]
            }
        }

        impl IntoIterator for $name {
            type Item = usize;
            type IntoIter = Range<usize>;

            #[inline]
            fn into_iter(self) -> Range<usize> {
                self.to_std()
            }
        }
    )*};
}

pub use define_range;

define_range! {
    /// A range of the draft, in bytes.
    ///
    /// A text that is parsed as the draft of its own [`Structure`](crate::markdown::Structure)
    /// is counted by it too.
    pub struct DraftRange
}

define_range! {
    /// A range of the saved text of a source, in bytes.
    pub struct SourceRange
}

define_range! {
    /// A range of the text that a function was given, in bytes, whichever text that is.
    pub struct TextRange
}

define_range! {
    /// A range of a folded text, in bytes: the form in which draft and source are compared.
    pub struct FoldedRange
}

define_range! {
    /// A range of tokens, by their numbers in a list of tokens.
    pub struct TokenRange
}

define_range! {
    /// A range of words, by their numbers in a text that was cut into words.
    pub struct WordRange
}

cuts_text!(DraftRange, SourceRange, TextRange, FoldedRange);
cuts_lists!(TokenRange, WordRange);

impl TextRange {
    /// Returns the same bytes as a range of the draft, where the text was the draft.
    #[inline]
    pub const fn in_draft(self) -> DraftRange {
        DraftRange::new(self.start, self.end)
    }

    /// Returns the same bytes as a range of a source, where the text was its saved text.
    #[inline]
    pub const fn in_source(self) -> SourceRange {
        SourceRange::new(self.start, self.end)
    }
}

impl From<DraftRange> for TextRange {
    #[inline]
    fn from(range: DraftRange) -> Self {
        Self::new(range.start, range.end)
    }
}

impl From<SourceRange> for TextRange {
    #[inline]
    fn from(range: SourceRange) -> Self {
        Self::new(range.start, range.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_overlap_where_they_share_a_position_and_touch_at_their_edges_too() {
        for (one, other, shared, met) in [
            (0..3, 2..5, true, true),
            (0..3, 3..5, false, true),
            (0..3, 4..5, false, false),
            (0..9, 4..5, true, true),
            (4..4, 0..9, false, true),
            (4..4, 4..4, false, true),
        ] {
            let (one, other) = (DraftRange::from(one), DraftRange::from(other));
            assert_eq!(one.overlaps(other), shared, "{one:?} {other:?}");
            assert_eq!(other.overlaps(one), shared, "{other:?} {one:?}");
            assert_eq!(one.touches(other), met, "{one:?} {other:?}");
            assert_eq!(other.touches(one), met, "{other:?} {one:?}");
        }
    }

    #[test]
    fn a_range_reads_and_counts_as_one_of_the_standard_library() {
        for (start, end) in [(0, 0), (3, 9), (4, 2)] {
            let range = start..end;
            let own = SourceRange::from(range.clone());
            assert_eq!(own.len(), range.len());
            assert_eq!(own.is_empty(), range.is_empty());
            assert_eq!(own, range);
            assert_eq!(own.to_std(), range);
            assert_eq!(format!("{own:?} {own}"), format!("{range:?} {range:?}"));
            for at in 0..10 {
                assert_eq!(own.contains(at), range.contains(&at));
            }
        }
    }

    #[test]
    fn a_range_cuts_what_it_counts() {
        assert_eq!(&"four staff"[DraftRange::new(5, 10)], "staff");
        assert_eq!("four staff".to_owned()[TextRange::new(0, 4)], *"four");
        assert_eq!([1, 2, 3, 4][TokenRange::new(1, 3)], [2, 3]);
        assert_eq!(WordRange::new(4, 6).into_iter().collect::<Vec<_>>(), [4, 5]);
        let inner = FoldedRange::new(1, 2).behind(3);
        assert_eq!(inner.shifted(-3), 1..2);
        assert!(FoldedRange::new(4, 5).encloses(inner) && !inner.encloses(FoldedRange::at(3)));
    }
}
