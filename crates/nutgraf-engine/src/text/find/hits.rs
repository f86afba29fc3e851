//! All places that a pattern finds, kept along with the text.
//!
//! # Invariants
//!
//! They are those that a search through the whole text gives. An edit costs a search through
//! the lines it touches, as long as the pattern cannot find a line break, and nothing for the
//! hits behind it.

use super::Pattern;
use crate::{
    range::{DraftRange, TextRange},
    text::{Change, Gapped},
};

/// The hits of a pattern in a text, in rising order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hits {
    places: Gapped<DraftRange>,
}

impl Hits {
    /// Searches the whole text.
    pub fn of(pattern: &Pattern, text: &str) -> Self {
        Self { places: pattern.hits(text, 0).map(TextRange::in_draft).collect() }
    }

    /// Brings the hits along with a change; `text` is the text after it, and the hits
    /// are those of the same pattern in the text before.
    pub fn follow(&mut self, pattern: &Pattern, text: &str, change: &Change) {
        let (Some(first), Some(last)) = (change.edits().first(), change.edits().last()) else {
            return;
        };
        if !pattern.stays_in_line() {
            *self = Self::of(pattern, text);
            return;
        }
        let grown: isize = change
            .edits()
            .iter()
            .map(|edit| edit.insert.len().cast_signed() - edit.range.len().cast_signed())
            .sum();
        // The lines that were touched: in front of them and behind them the two texts
        // are the same.
        let start = text[..first.range.start].rfind('\n').map_or(0, |end| end + 1);
        let changed = last.range.end.saturating_add_signed(grown);
        let end = text[changed..].find('\n').map_or(text.len(), |end| changed + end + 1);
        let end_before = end.saturating_add_signed(-grown);
        // A position at the end belongs to the line behind it, where there is one.
        let is_last = end == text.len();

        let first = self.places.partition_point(|hit| hit.start < start);
        let behind = self.places.partition_point(|hit| is_last || hit.start < end_before);
        let found = pattern.hits(&text[..end], start).map(TextRange::in_draft);
        let found: Vec<_> = found.take_while(|hit| is_last || hit.start < end).collect();
        self.places.splice(first..behind, found, grown);
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// The hit at an index, in bytes of the text.
    pub fn get(&self, index: usize) -> Option<DraftRange> {
        self.places.get(index)
    }

    /// All of them in order.
    pub fn iter(&self) -> impl Iterator<Item = DraftRange> + '_ {
        self.places.iter()
    }

    /// How many hits begin before an offset: the index of the first at it or behind.
    pub fn before(&self, offset: usize) -> usize {
        self.places.partition_point(|hit| hit.start < offset)
    }

    /// How many hits end at an offset or before it.
    pub fn ended(&self, offset: usize) -> usize {
        self.places.partition_point(|hit| hit.end <= offset)
    }

    /// The index of the hit with exactly this place.
    pub fn index_of(&self, place: DraftRange) -> Option<usize> {
        let index = self.before(place.start);
        self.get(index).filter(|hit| *hit == place).map(|_| index)
    }

    /// The hits that have some of a byte range in them, and the positions in it and at its
    /// ends; costs a search and a step for each.
    pub fn within(&self, range: DraftRange) -> impl Iterator<Item = DraftRange> + '_ {
        let is_over =
            |hit: &DraftRange| hit.end < range.start || (hit.end == range.start && !hit.is_empty());
        let is_begun =
            |hit: &DraftRange| hit.start < range.end || (hit.start == range.end && hit.is_empty());
        let first = self.places.partition_point(is_over);
        self.places.range(first..self.places.partition_point(is_begun).max(first))
    }
}
