//! What several carets do to one text, as one change.
//!
//! # Invariants
//!
//! - Where the edits do not touch, the text is the one that they give one after the other,
//!   from the last caret to the first.
//! - Where two want the same words, the first has them; of the second stays what it deletes
//!   behind them.

use super::{Bias, Change, Edit};
use crate::range::DraftRange;

/// What one of several carets does, as if it were the only one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaretEdit {
    /// The selection before, in bytes of the text before.
    pub before: DraftRange,
    /// The change; empty where only the caret moves.
    pub change: Change,
    /// The selection afterwards, in bytes of the text that this change alone gives.
    pub after: DraftRange,
}

/// Returns all of it as one change, and the selection of each caret in the text that it gives.
///
/// The carets are given in rising order and do not overlap. Costs a step for each pair of a
/// caret and an edit.
pub fn at_once(carets: &[CaretEdit]) -> (Change, Vec<DraftRange>) {
    let mut edits: Vec<(usize, &Edit)> = Vec::new();
    for (index, caret) in carets.iter().enumerate() {
        edits.extend(caret.change.edits().iter().map(|edit| (index, edit)));
    }
    edits.sort_by_key(|(index, edit)| (edit.range.start, edit.range.end, *index));
    let mut kept: Vec<(usize, Edit)> = Vec::new();
    let mut is_cut = vec![false; carets.len()];
    let mut end = 0;
    for (index, edit) in edits {
        if edit.range.start >= end {
            end = edit.range.end;
            kept.push((index, edit.clone()));
            continue;
        }
        is_cut[index] = true;
        if edit.insert.is_empty() && edit.range.end > end {
            let range = DraftRange::new(end, edit.range.end);
            kept.push((index, Edit { range, insert: String::new() }));
            end = edit.range.end;
        }
    }
    let change = Change::of(kept.iter().map(|(_, edit)| edit.clone()).collect())
        .expect("each edit begins where the one before ends, or behind it");
    let selections = carets.iter().enumerate().map(|(index, caret)| {
        if is_cut[index] {
            return DraftRange::at(change.map(caret.before.end, Bias::Right));
        }
        let others = kept.iter().filter(|(of, _)| *of != index).map(|(_, edit)| edit);
        let in_front = others.filter(|edit| edit.range.end <= caret.before.start);
        let shift: isize = in_front
            .map(|edit| edit.insert.len().cast_signed() - edit.range.len().cast_signed())
            .sum();
        let DraftRange { start, end } = caret.after;
        DraftRange::new(start.saturating_add_signed(shift), end.saturating_add_signed(shift))
    });
    let selections = selections.collect();
    (change, selections)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::Document;

    fn typed(range: impl Into<DraftRange>, insert: &str) -> CaretEdit {
        let before: DraftRange = range.into();
        let after = DraftRange::at(before.start + insert.len());
        CaretEdit { before, change: Change::replace(before, insert), after }
    }

    fn applied(text: &str, change: &Change) -> String {
        let mut document = Document::new(text);
        document.apply(change).unwrap();
        document.text().to_owned()
    }

    #[test]
    fn two_carets_in_one_word_delete_it_once() {
        let delete = |at: usize| CaretEdit {
            before: DraftRange::at(at),
            change: Change::delete(4..at),
            after: DraftRange::at(4),
        };
        let (change, selections) = at_once(&[delete(6), delete(8)]);
        assert_eq!(applied("one twofour", &change), "one our");
        assert_eq!(selections, [DraftRange::at(4), DraftRange::at(4)]);
    }

    #[test]
    fn an_edit_that_two_carets_ask_for_is_made_once() {
        let edit = |range: std::ops::Range<usize>, insert: &str| Edit {
            range: range.into(),
            insert: insert.to_owned(),
        };
        // Both indent their line and renumber the third.
        let indent = |at: usize| CaretEdit {
            before: DraftRange::at(at),
            change: Change::of(vec![edit(at..at, "\t"), edit(10..11, "1")]).unwrap(),
            after: DraftRange::at(at + 1),
        };
        let (change, selections) = at_once(&[indent(0), indent(5)]);
        assert_eq!(applied("2. a\n3. b\n4. c", &change), "\t2. a\n\t3. b\n1. c");
        assert_eq!(selections[0], DraftRange::at(1));
        assert_eq!(selections[1], DraftRange::at(7));
    }

    proptest! {
        #[test]
        fn edits_that_do_not_touch_are_those_made_one_after_the_other(
            pieces in proptest::collection::vec((1usize..4, 0usize..3, "[a-zé]{0,3}"), 1..8),
            tail in "[x-z]{0,3}",
        ) {
            let (mut text, mut carets) = (String::new(), Vec::new());
            for (gap, length, insert) in &pieces {
                text.push_str(&"-".repeat(*gap));
                let start = text.len();
                text.push_str(&"+".repeat(*length));
                carets.push(typed(start..start + length, insert));
            }
            text.push_str(&tail);
            let (change, selections) = at_once(&carets);
            let mut wanted = text.clone();
            for caret in carets.iter().rev() {
                wanted = applied(&wanted, &caret.change);
            }
            prop_assert_eq!(applied(&text, &change), wanted.clone());
            for (selection, (_, _, insert)) in selections.iter().zip(&pieces) {
                prop_assert!(wanted[..selection.end].ends_with(insert.as_str()));
            }
        }
    }
}
