//! Changes of a text, held against the obvious version.

use nutgraf_engine::text::{Bias, Change};
use proptest::prelude::*;

use crate::support::changes::{applied, change_of, text, wishes};

proptest! {
    #[test]
    fn a_change_and_its_inverse_give_back_the_text(before in text(), wishes in wishes()) {
        let change = change_of(&before, &wishes);
        let after = applied(&before, &change);
        prop_assert_eq!(applied(&after, &change.invert(&before).unwrap()), before);
    }

    /// The text built anew for many edits is the one that they make one by one.
    #[test]
    fn many_edits_at_once_do_what_they_do_one_by_one_from_the_last(
        before in text(),
        wishes in proptest::collection::vec((0.0..1.0f64, 0.0..1.0f64, text()), 1..20),
    ) {
        let change = change_of(&before, &wishes);
        let mut one_by_one = before.clone();
        for edit in change.edits().iter().rev() {
            one_by_one.replace_range(edit.range, &edit.insert);
        }
        prop_assert_eq!(applied(&before, &change), one_by_one);
    }

    #[test]
    fn composing_two_changes_does_what_both_do(
        before in text(), first in wishes(), second in wishes(),
    ) {
        let first = change_of(&before, &first);
        let middle = applied(&before, &first);
        let second = change_of(&middle, &second);
        prop_assert_eq!(applied(&before, &first.compose(&second)), applied(&middle, &second));
    }

    #[test]
    fn the_change_between_two_texts_leads_from_one_to_the_other(a in text(), b in text()) {
        prop_assert_eq!(applied(&a, &Change::between(&a, &b)), b);
    }

    /// Few edits are made one by one, many in one walk.
    #[test]
    fn many_edits_at_once_do_what_each_does(
        before in text(),
        wishes in proptest::collection::vec((0.0..1.0f64, 0.0..1.0f64, text()), 0..12),
    ) {
        let change = change_of(&before, &wishes);
        let mut one_by_one = before.clone();
        for edit in change.edits().iter().rev() {
            one_by_one.replace_range(edit.range, &edit.insert);
        }
        prop_assert_eq!(applied(&before, &change), one_by_one);
    }

    #[test]
    fn a_mapped_offset_stands_on_a_boundary(before in text(), wishes in wishes(), at in 0.0..1.0f64) {
        let change = change_of(&before, &wishes);
        let after = applied(&before, &change);
        let offset = change_of(&before, &[(at, at, String::new())]).edits()[0].range.start;
        for bias in [Bias::Left, Bias::Right] {
            prop_assert!(after.is_char_boundary(change.map(offset, bias)));
        }
    }
}
