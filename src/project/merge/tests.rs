//! Merging drafts, in the words of people.

#![allow(clippy::unwrap_used, reason = "a test that fails here has failed")]

use proptest::prelude::*;

use super::{Take, draft::merge_draft, order::merged_order};

fn merged(base: &str, ours: &str, theirs: &str, take: Take) -> (String, usize) {
    let merged = merge_draft(base, ours, theirs, |_| take);
    for (side, change) in [(ours, &merged.from_ours), (theirs, &merged.from_theirs)] {
        let mut text = side.to_owned();
        change.apply(&mut text).unwrap();
        assert_eq!(text, merged.text, "the change leads from the side to the text");
    }
    for (side, change) in [(ours, &merged.to_ours), (theirs, &merged.to_theirs)] {
        let mut text = base.to_owned();
        change.apply(&mut text).unwrap();
        assert_eq!(text, side, "the change leads from the base to the side");
    }
    (merged.text, merged.conflicts.len())
}

fn clean(base: &str, ours: &str, theirs: &str) -> String {
    let (text, conflicts) = merged(base, ours, theirs, Take::Ours);
    assert_eq!(conflicts, 0, "{text}");
    text
}

#[test]
fn words_of_one_paragraph_are_merged() {
    let base = "Four staff looked at the law, and two of them wrote to the court.";
    let ours = "Five staff looked at the law, and two of them wrote to the court.";
    let theirs = "Four staff looked at the law, and three of them wrote to the court.";
    let both = "Five staff looked at the law, and three of them wrote to the court.";
    assert_eq!(clean(base, ours, theirs), both);
    assert_eq!(clean(base, theirs, ours), both);
}

#[test]
fn a_word_that_both_changed_is_a_conflict_of_the_whole_word() {
    let (base, ours, theirs) = ("fourteen staff", "fifteen staff", "forty staff");
    let merged = merge_draft(base, ours, theirs, |_| Take::Ours);
    assert_eq!(merged.text, ours);
    let [conflict] = &merged.conflicts[..] else { panic!("{:?}", merged.conflicts) };
    assert_eq!(
        (&*conflict.base, &*conflict.ours, &*conflict.theirs),
        ("fourteen", "fifteen", "forty")
    );
}

#[test]
fn neighbouring_words_are_a_conflict_and_the_same_change_is_none() {
    let (_, conflicts) =
        merged("four staff looked", "five staff looked", "four men looked", Take::Ours);
    assert_eq!(conflicts, 1);
    assert_eq!(clean("four staff", "five staff", "five staff"), "five staff");
    // Also where one side did more beside it.
    let base = "four staff looked at it";
    assert_eq!(
        clean(base, "five staff looked at it", "five staff looked at this"),
        "five staff looked at this"
    );
}

#[test]
fn a_new_paragraph_does_not_touch_the_next_one() {
    let base = "One.\n\nTwo is here.\n";
    let ours = "One.\n\nNew.\n\nTwo is here.\n";
    let theirs = "One.\n\nZwei is here.\n";
    assert_eq!(clean(base, ours, theirs), "One.\n\nNew.\n\nZwei is here.\n");
}

#[test]
fn a_paragraph_that_goes_takes_its_own_full_stop() {
    let base = "One here.\n\nTwo is here.\n";
    let merged = merge_draft(base, "One here.\n", "One here.\n\nTwo was here.\n", |_| Take::Ours);
    let [conflict] = &merged.conflicts[..] else { panic!("{:?}", merged.conflicts) };
    assert_eq!((&*conflict.ours, conflict.theirs.trim()), ("", "Two was here."));
}

#[test]
fn a_deleted_paragraph_that_was_edited_is_a_conflict() {
    let base = "One.\n\nTwo is here.\n\nThree.\n";
    let (text, conflicts) =
        merged(base, "One.\n\nThree.\n", "One.\n\nTwo was here.\n\nThree.\n", Take::Marked);
    assert_eq!(conflicts, 1);
    assert!(text.contains("Two was here."), "{text}");
}

#[test]
fn two_versions_of_a_line_stand_one_behind_the_other() {
    let base = "First.\n\nFour staff looked at the law today.\n\nLast.\n";
    let ours = base.replace("Four", "Five");
    let theirs = base.replace("Four", "Six").replace("today", "yesterday");
    let (text, _) = merged(base, &ours, &theirs, Take::Marked);
    assert_eq!(
        text,
        "First.\n\n<<<<<<< ours\n\nFive staff looked at the law yesterday.\n\n=======\n\n\
         Six staff looked at the law yesterday.\n\n>>>>>>> theirs\n\nLast.\n"
    );
    let (text, _) = merged(base, &ours, &theirs, Take::Both);
    assert_eq!(
        text,
        "First.\n\nFive staff looked at the law yesterday.\n\nSix staff looked at the law \
         yesterday.\n\nLast.\n"
    );
    let (text, _) = merged(base, &ours, &theirs, Take::Theirs);
    assert_eq!(text, theirs);
}

#[test]
fn paragraphs_that_both_added_at_one_place_both_stand() {
    let (text, conflicts) = merged("One.\n", "One.\n\nOurs.\n", "One.\n\nTheirs.\n", Take::Both);
    assert_eq!((&*text, conflicts), ("One.\n\nOurs.\n\nTheirs.\n", 1));
}

#[test]
fn lists_keep_the_order_of_whoever_moved_something() {
    let order = |base: &[u8], ours: &[u8], theirs: &[u8], kept: &[u8]| {
        merged_order(base, ours, theirs, |item| kept.contains(item))
    };
    let base = [1, 2, 3];
    assert_eq!(order(&base, &[3, 1, 2], &base, &base), [3, 1, 2]);
    assert_eq!(order(&base, &base, &[3, 1, 2], &base), [3, 1, 2]);
    assert_eq!(order(&base, &[1, 9, 2, 3], &[1, 2, 8, 3], &[1, 2, 3, 8, 9]), [1, 9, 2, 8, 3]);
    assert_eq!(order(&base, &[1, 2, 3, 9], &[1, 2, 3, 8], &[1, 2, 3, 8, 9]), [1, 2, 3, 8, 9]);
    // Kept although one side deleted it.
    assert_eq!(order(&base, &[1, 3], &base, &base), [1, 2, 3]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn any_three_texts_merge(
        base in "[ab.é \n]{0,24}", ours in "[ab.é \n]{0,24}", theirs in "[ab.é \n]{0,24}",
    ) {
        for take in [Take::Ours, Take::Theirs, Take::Both, Take::Marked] {
            let (_, conflicts) = merged(&base, &ours, &theirs, take);
            let (_, swapped) = merged(&base, &theirs, &ours, take);
            prop_assert_eq!(conflicts, swapped);
            prop_assert_eq!(merged(&base, &ours, &base, take), (ours.clone(), 0));
            prop_assert_eq!(merged(&base, &base, &theirs, take), (theirs.clone(), 0));
            prop_assert_eq!(merged(&base, &ours, &ours, take), (ours.clone(), 0));
        }
    }
}
