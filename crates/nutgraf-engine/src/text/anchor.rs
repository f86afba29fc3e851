//! Spans that move with the text.
//!
//! An anchor holds on to words, not to offsets. What is typed inside its words
//! or replaces some of them belongs to it; what is typed at its edges does not.
//! When all its words are deleted it becomes a tombstone: an empty span that
//! says where they was, until undo brings it back.

use std::fmt;

use super::{Change, Edit};
use crate::{
    model::{ClaimId, QuoteId},
    range::DraftRange,
};

/// On which side of an insertion at its place an offset stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bias {
    /// Before the inserted text.
    Left,
    /// After it.
    Right,
}

/// The claim or quote card that an anchor belongs to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AnchorKey {
    /// The sentence of a claim.
    Claim(ClaimId),
    /// A place where the draft uses a quote; the number distinguishes several.
    Use(QuoteId, u32),
}

impl fmt::Display for AnchorKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Claim(id) => write!(f, "claim {id}"),
            Self::Use(id, number) => write!(f, "use {number} of quote {id}"),
        }
    }
}

/// A span of the draft, in bytes, that every edit maps.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Anchor {
    range: DraftRange,
}

impl Anchor {
    /// An anchor on a byte range.
    pub fn new(range: impl Into<DraftRange>) -> Self {
        Self { range: range.into() }
    }

    /// The words it holds, in bytes of the text as it is now; empty for a tombstone.
    pub fn range(&self) -> DraftRange {
        self.range
    }

    /// Whether all its words are gone.
    pub fn is_orphaned(&self) -> bool {
        self.range.is_empty()
    }

    /// The anchor after a change of the text.
    #[must_use]
    pub fn map(&self, change: &Change) -> Self {
        if self.is_orphaned() {
            let place = change.map(self.range.start, Bias::Left);
            return Self::new(place..place);
        }
        self.map_words(change.edits(), 0)
    }

    /// The anchor, which has words, after some edits; `shift` is what the edits that
    /// are before those, and before its words, add to the text.
    pub(super) fn map_words(&self, edits: &[Edit], mut shift: isize) -> Self {
        let DraftRange { start, end } = self.range;
        // New bounds grow from the old ones by what each edit before them adds.
        let (mut first, mut last) = (start.cast_signed() + shift, end.cast_signed() + shift);
        for edit in edits {
            let grows = edit.insert.len().cast_signed() - edit.range.len().cast_signed();
            if edit.range.start >= end {
                break;
            } else if edit.range.end <= start {
                first += grows;
                last += grows;
            } else if start <= edit.range.start && edit.range.end <= end {
                last += grows;
            } else if edit.range.start <= start && edit.range.end >= end {
                let place = edit.range.start.saturating_add_signed(shift);
                return Self::new(place..place);
            } else if edit.range.start < start {
                // The head went together with words outside: begin after what replaced them.
                first = edit.range.start.cast_signed() + shift + edit.insert.len().cast_signed();
                last += grows;
            } else {
                last = edit.range.start.cast_signed() + shift;
            }
            shift += grows;
        }
        Self::new(first.cast_unsigned()..last.max(first).cast_unsigned())
    }

    /// Whether a change can have moved this anchor in a way its inverse does not undo.
    pub fn is_touched_by(&self, change: &Change) -> bool {
        change.edits().iter().any(|edit| edit.range.touches(self.range))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads `a ⟦b⟧ c` as the text `a b c` with an anchor on `b`.
    fn marked(text: &str) -> (String, Anchor) {
        let start = text.find('⟦').unwrap();
        let end = text.find('⟧').unwrap() - '⟦'.len_utf8();
        (text.replace(['⟦', '⟧'], ""), Anchor::new(start..end))
    }

    fn after(before: &str, change: Change) -> String {
        let (mut text, anchor) = marked(before);
        let range = anchor.map(&change).range();
        change.apply(&mut text).unwrap();
        format!("{}⟦{}⟧{}", &text[..range.start], &text[range], &text[range.end..])
    }

    #[test]
    fn words_typed_inside_belong_to_the_anchor() {
        assert_eq!(after("a ⟦quote⟧ b", Change::insert(4, "XX")), "a ⟦quXXote⟧ b");
    }

    #[test]
    fn words_typed_at_the_edges_do_not() {
        assert_eq!(after("a ⟦quote⟧ b", Change::insert(2, "X")), "a X⟦quote⟧ b");
        assert_eq!(after("a ⟦quote⟧ b", Change::insert(7, "X")), "a ⟦quote⟧X b");
    }

    #[test]
    fn replacing_the_first_or_last_word_keeps_it_inside() {
        assert_eq!(after("⟦four staff⟧.", Change::replace(0..4, "five")), "⟦five staff⟧.");
        assert_eq!(after("⟦four staff⟧.", Change::replace(5..10, "men")), "⟦four men⟧.");
        assert_eq!(after("⟦four⟧.", Change::replace(0..4, "five")), "⟦five⟧.");
    }

    #[test]
    fn a_deletion_across_an_edge_shortens_the_anchor() {
        assert_eq!(after("a ⟦quote⟧ b", Change::replace(0..4, "Z")), "Z⟦ote⟧ b");
        assert_eq!(after("a ⟦quote⟧ b", Change::replace(5..9, "Z")), "a ⟦quo⟧Z");
    }

    #[test]
    fn deleting_all_the_words_leaves_a_tombstone_in_their_place() {
        assert_eq!(after("a ⟦quote⟧ b", Change::delete(2..7)), "a ⟦⟧ b");
        assert_eq!(after("a ⟦quote⟧ b", Change::replace(1..8, "-")), "a⟦⟧-b");
    }

    #[test]
    fn several_edits_at_once_move_it_as_they_would_one_by_one() {
        let edits = vec![
            Edit { range: DraftRange::new(0, 1), insert: "long".into() },
            Edit { range: DraftRange::new(3, 4), insert: String::new() },
            Edit { range: DraftRange::new(8, 9), insert: "!".into() },
        ];
        assert_eq!(after("a ⟦quote⟧ b", Change::of(edits).unwrap()), "long ⟦qote⟧ !");
    }
}
