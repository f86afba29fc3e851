//! Changes, anchors and undo, held against the obvious version.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "what fails here has failed the test"
)]

use nutgraf::{
    model::{Article, Claim, ClaimId},
    project::{Intent, Project, Step},
    text::{Anchor, AnchorKey, Bias, Change, Edit},
};
use proptest::prelude::*;

/// Letters of one to four bytes, so that a wrong boundary shows.
fn text() -> impl Strategy<Value = String> {
    proptest::collection::vec(
        prop_oneof!["[a-c ]", Just("ü".into()), Just("—".into()), Just("🜁".into())],
        0..24,
    )
    .prop_map(|parts: Vec<String>| parts.concat())
}

/// A change that fits `text`, made of fractions so that proptest can shrink it.
fn change_of(text: &str, wishes: &[(f64, f64, String)]) -> Change {
    let boundaries: Vec<usize> =
        text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let place = |fraction: f64| boundaries[(fraction * (boundaries.len() - 1) as f64) as usize];
    let mut edits: Vec<Edit> = wishes
        .iter()
        .map(|(a, b, insert)| {
            let (a, b) = (place(*a), place(*b));
            Edit { range: a.min(b)..a.max(b), insert: insert.clone() }
        })
        .collect();
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    let mut end = 0;
    edits.retain(|edit| {
        let fits = edit.range.start >= end;
        end = if fits { edit.range.end } else { end };
        fits
    });
    Change::of(edits).unwrap()
}

fn wishes() -> impl Strategy<Value = Vec<(f64, f64, String)>> {
    proptest::collection::vec((0.0..1.0f64, 0.0..1.0f64, text()), 1..4)
}

fn applied(text: &str, change: &Change) -> String {
    let mut text = text.to_owned();
    change.apply(&mut text).unwrap();
    text
}

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
            one_by_one.replace_range(edit.range.clone(), &edit.insert);
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
            one_by_one.replace_range(edit.range.clone(), &edit.insert);
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

    /// Any edits, then undo all, give back the text and every anchor.
    #[test]
    fn undoing_everything_gives_back_text_and_anchors(
        before in text(),
        spans in proptest::collection::vec((0.0..1.0f64, 0.0..1.0f64), 1..5),
        edits in proptest::collection::vec(wishes(), 1..12),
    ) {
        let mut project = Project::new(Article::default(), before.clone());
        for (number, (a, b)) in spans.iter().enumerate() {
            let range = change_of(&before, &[(*a, *b, String::new())]).edits()[0].range.clone();
            let claim = Claim::new(ClaimId::new(format!("c{number}")), &before[range.clone()]);
            project.apply_all(Intent::add_claim(claim, range).steps).unwrap();
        }
        let anchors = |project: &Project| -> Vec<(AnchorKey, Anchor)> {
            project.document().anchors().map(|(k, a)| (k.clone(), a.clone())).collect()
        };
        let start = anchors(&project);
        let mut model = before.clone();
        let mut undo = Vec::new();
        for wishes in &edits {
            let change = change_of(project.draft(), wishes);
            change.apply(&mut model).unwrap();
            undo.push(project.apply_all(Intent::typing(change).steps).unwrap());
            prop_assert_eq!(project.draft(), &model, "draft equals model");
            for (_, anchor) in project.document().anchors() {
                prop_assert!(project.draft().get(anchor.range()).is_some());
            }
            let copy = project.copy().into_project();
            prop_assert_eq!(copy.draft(), project.draft(), "a thread is given the same text");
            prop_assert_eq!(anchors(&copy), anchors(&project));
        }
        let end = anchors(&project);
        let end_text = project.draft().to_owned();
        let mut redo = Vec::new();
        for steps in undo.into_iter().rev() {
            redo.push(project.apply_all(steps).unwrap());
        }
        prop_assert_eq!(project.draft(), &before);
        prop_assert_eq!(anchors(&project), start);
        for steps in redo.into_iter().rev() {
            project.apply_all(steps).unwrap();
        }
        prop_assert_eq!(project.draft(), &end_text);
        prop_assert_eq!(anchors(&project), end);
    }

    /// Steps that change the text and put anchors where they like, as a paste does
    /// that brings claims along, are taken back exactly, tombstones included.
    #[test]
    fn text_steps_that_set_anchors_are_undone_and_redone_exactly(
        before in text(),
        spans in proptest::collection::vec((0.0..1.0f64, 0.0..1.0f64), 1..5),
        steps in proptest::collection::vec(
            (wishes(), proptest::collection::vec((0_usize..5, 0.0..1.0f64, 0.0..1.0f64), 0..4)),
            1..10,
        ),
    ) {
        let mut project = Project::new(Article::default(), before.clone());
        for (number, (a, b)) in spans.iter().enumerate() {
            let range = change_of(&before, &[(*a, *b, String::new())]).edits()[0].range.clone();
            let claim = Claim::new(ClaimId::new(format!("c{number}")), &before[range.clone()]);
            project.apply_all(Intent::add_claim(claim, range).steps).unwrap();
        }
        let state = |project: &Project| -> (String, Vec<(AnchorKey, Anchor)>) {
            let anchors = project.document().anchors().map(|(k, a)| (k.clone(), a.clone()));
            (project.draft().to_owned(), anchors.collect())
        };
        let mut states = vec![state(&project)];
        let mut undo = Vec::new();
        for (wishes, set) in &steps {
            let change = change_of(project.draft(), wishes);
            let after = applied(project.draft(), &change);
            let mut restore = Vec::new();
            for (number, a, b) in set {
                let range = change_of(&after, &[(*a, *b, String::new())]).edits()[0].range.clone();
                let id = ClaimId::new(format!("c{}", number % spans.len()));
                restore.push((AnchorKey::Claim(id), Anchor::new(range)));
            }
            let too_far = Anchor::new(after.len()..after.len() + 1);
            let mut bad = restore.clone();
            bad.push((AnchorKey::Claim(ClaimId::new("c0")), too_far));
            let refused = project.apply(Step::Text { change: change.clone(), restore: bad });
            prop_assert!(refused.is_err());
            prop_assert_eq!(&state(&project), &states[states.len() - 1], "nothing has changed");
            undo.push(project.apply(Step::Text { change, restore }).unwrap());
            states.push(state(&project));
        }
        let mut redo = Vec::new();
        for (step, expected) in undo.into_iter().rev().zip(states.iter().rev().skip(1)) {
            redo.push(project.apply(step).unwrap());
            prop_assert_eq!(&state(&project), expected);
        }
        for (step, expected) in redo.into_iter().rev().zip(states.iter().skip(1)) {
            project.apply(step).unwrap();
            prop_assert_eq!(&state(&project), expected);
        }
    }
}
