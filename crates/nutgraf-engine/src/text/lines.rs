//! Where lines begin, so that a byte offset can be mapped to line and column.

use super::{Change, Edit, Gapped};

/// A place as a person counts: from one, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// The byte offsets at which the lines of a text begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lines {
    starts: Gapped<usize>,
}

impl Lines {
    /// Finds the lines of a text. Lines end with `\n`; a `\r` before it belongs to the line.
    pub fn of(text: &str) -> Self {
        Self { starts: std::iter::once(0).chain(starts_behind_breaks(text, 0)).collect() }
    }

    /// Updates the lines after a change.
    ///
    /// Costs a step for each line between this edit and the one before, and none
    /// for the lines behind.
    pub fn follow(&mut self, change: &Change) {
        // From the last edit to the first, so that offsets in front still hold.
        for Edit { range, insert } in change.edits().iter().rev() {
            let first = self.starts.partition_point(|start| *start <= range.start);
            let behind = self.starts.partition_point(|start| *start <= range.end);
            let grown = insert.len().cast_signed() - range.len().cast_signed();
            self.starts.splice(first..behind, starts_behind_breaks(insert, range.start), grown);
        }
    }

    /// Returns the number of lines; a text that ends with a line break has an empty last line.
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// The byte offset at which a line begins, counted from 1; `None` beyond the last.
    pub fn start(&self, line: usize) -> Option<usize> {
        self.starts.get(line.checked_sub(1)?)
    }

    /// The number, from 1, of the line that holds a byte offset; a line break belongs
    /// to the line that it ends, an offset beyond the text to the last line.
    pub fn line_of(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset)
    }

    /// Returns the line and column of a byte offset; `text` is the text of these lines.
    ///
    /// An offset beyond the end, or inside a character, is taken as the nearest
    /// boundary before it. A byte order mark at the start of a text is no column.
    pub fn position(&self, text: &str, offset: usize) -> Position {
        let mut offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.line_of(offset);
        let before = &text[self.start(line).unwrap_or_default()..offset];
        let before = if line == 1 { before.trim_start_matches('\u{feff}') } else { before };
        Position { line, column: before.chars().count() + 1 }
    }
}

/// Where lines begin behind the line breaks of words that are at an offset.
fn starts_behind_breaks(words: &str, offset: usize) -> impl Iterator<Item = usize> {
    words.match_indices('\n').map(move |(at, _)| offset + at + 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::range::DraftRange;

    proptest! {
        #[test]
        fn lines_that_follow_edits_are_those_of_the_text(
            mut text in "[a\n\r]{0,20}",
            edits in prop::collection::vec((0_usize..20, 0_usize..6, "[b\n]{0,4}"), 0..8),
        ) {
            let mut lines = Lines::of(&text);
            for (start, length, insert) in edits {
                let start = start.min(text.len());
                let end = (start + length).min(text.len());
                let change = Change::replace(start..end, insert);
                change.apply(&mut text).unwrap();
                lines.follow(&change);
                prop_assert_eq!(&lines, &Lines::of(&text));
            }
        }

        #[test]
        fn edits_at_several_places_at_once_are_followed(
            mut text in "[a\n]{8,40}",
            places in prop::collection::btree_set(0_usize..40, 0..24),
            insert in "[b\n]{0,3}",
        ) {
            let mut lines = Lines::of(&text);
            let places = places.into_iter().filter(|at| at + 1 < text.len());
            let edits = places.map(|at| Edit { range: DraftRange::new(at, at + 1), insert: insert.clone() });
            let change = Change::of(edits.collect()).unwrap();
            change.apply(&mut text).unwrap();
            lines.follow(&change);
            prop_assert_eq!(lines, Lines::of(&text));
        }
    }

    #[test]
    fn columns_count_characters_and_lines_count_from_one() {
        let text = "äöü\nb\n";
        let lines = Lines::of(text);
        assert_eq!(lines.count(), 3);
        assert_eq!(lines.position(text, 0), Position { line: 1, column: 1 });
        assert_eq!(lines.position(text, 4), Position { line: 1, column: 3 });
        assert_eq!(lines.position(text, 7), Position { line: 2, column: 1 });
        assert_eq!(lines.position(text, 99), Position { line: 3, column: 1 });
        assert_eq!(lines.start(2), Some(7));
        let marked = "\u{feff}a b";
        assert_eq!(Lines::of(marked).position(marked, 3), Position { line: 1, column: 1 });
        assert_eq!(lines.start(0), None);
    }
}
