//! Undo of what a project is made of, anchors included, held against the obvious version.

use nutgraf::project::{Intent, Project, Step};
use nutgraf_engine::{
    model::{Article, Claim, ClaimId},
    text::{Anchor, AnchorKey},
};
use proptest::prelude::*;

use crate::support::changes::{applied, change_of, text, wishes};

proptest! {
    /// Any edits, then undo all, give back the text and every anchor.
    #[test]
    fn undoing_everything_gives_back_text_and_anchors(
        before in text(),
        spans in proptest::collection::vec((0.0..1.0f64, 0.0..1.0f64), 1..5),
        edits in proptest::collection::vec(wishes(), 1..12),
    ) {
        let mut project = Project::new(Article::default(), before.clone());
        for (number, (a, b)) in spans.iter().enumerate() {
            let range = change_of(&before, &[(*a, *b, String::new())]).edits()[0].range;
            let claim = Claim::new(ClaimId::new(format!("c{number}")), &before[range]);
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
                prop_assert!(project.draft().get(anchor.range().to_std()).is_some());
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
            let range = change_of(&before, &[(*a, *b, String::new())]).edits()[0].range;
            let claim = Claim::new(ClaimId::new(format!("c{number}")), &before[range]);
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
                let range = change_of(&after, &[(*a, *b, String::new())]).edits()[0].range;
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
