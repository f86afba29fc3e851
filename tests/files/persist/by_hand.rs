//! A project file that was edited by hand: claims follow their words.

use std::{fs, path::Path};

use nutgraf::{
    persist::{from_ron, to_ron},
    project::{Intent, Project},
};
use nutgraf_engine::{
    model::{ClaimId, Standing},
    text::Change,
};

use super::sample;

#[test]
fn a_claim_follows_its_words_when_the_draft_was_edited_by_hand() {
    let text = to_ron(&sample()).unwrap().replacen("# Who checks?", "# Who checks them?", 1);
    let loaded = from_ron(text.as_bytes(), Path::new("article.ron")).unwrap();
    let claim = ClaimId::new("c1");
    assert_eq!(
        loaded.project.claim_words(&claim),
        "The report says “four staff looked” [@audit, p. 2]."
    );
    assert_eq!(loaded.notes.len(), 3, "{:?}", loaded.notes);
    assert!(
        loaded.notes[1].to_string().contains("claim “c1” moved with its words"),
        "{:?}",
        loaded.notes
    );
}

#[test]
fn a_claim_is_never_left_on_other_words() {
    let text = to_ron(&sample()).unwrap().replacen("says “four staff", "says “five staff", 1);
    let loaded = from_ron(text.as_bytes(), Path::new("article.ron")).unwrap();
    let claim = loaded.project.claim(&ClaimId::new("c1")).unwrap();
    assert_eq!(loaded.project.standing(claim), Standing::Orphaned);
    assert!(loaded.notes.iter().any(|note| note.to_string().contains("claim “c1” lost its place")));
    assert!(to_ron(&loaded.project).is_ok());
}

#[test]
fn a_claim_follows_words_that_were_edited_by_hand_and_the_writer_is_told() {
    let text = to_ron(&sample()).unwrap().replacen(
        "The report says “four",
        "The new report says “four",
        1,
    );
    let loaded = from_ron(text.as_bytes(), Path::new("article.ron")).unwrap();
    let claim = ClaimId::new("c1");
    let words = loaded.project.claim_words(&claim);
    assert_eq!(words, "The new report says “four staff looked” [@audit, p. 2].");
    assert!(loaded.notes.iter().any(|note| {
        note.to_string().contains("claim “c1” was put on words that are like its own")
    }));
}

#[test]
fn a_claim_that_lost_its_place_gets_it_back_when_its_words_are_pasted() {
    let text = to_ron(&sample()).unwrap().replacen("says “four staff", "says “five staff", 1);
    let mut project = from_ron(text.as_bytes(), Path::new("article.ron")).unwrap().project;
    let words = "The report says “four staff looked” [@audit, p. 2].";
    let pasted = Intent::typing(Change::insert(project.draft().len(), words));
    let pasted = project.carrying_anchors(pasted);
    project.apply_all(pasted.steps).unwrap();
    assert_eq!(project.claim_words(&ClaimId::new("c1")), words);
}

#[test]
fn a_snapshot_that_was_edited_by_hand_is_noticed() {
    let text = to_ron(&sample()).unwrap().replacen("In March, four", "In March, nine", 1);
    let text = text.replacen("In March, four", "In March, nine", 1);
    let loaded = from_ron(text.as_bytes(), Path::new("article.ron")).unwrap();
    assert!(
        loaded.notes[0].to_string().contains("source “s1” is no longer the text that was captured")
    );
}

#[test]
fn a_place_that_does_not_fit_the_draft_follows_its_words() {
    let everything = fs::read_to_string("tests/fixtures/format-1/first.ron").unwrap();
    for (was, is) in [("end: 70", "end: 7000"), ("start: 31", "start: 32")] {
        assert!(everything.contains(was));
        let changed = everything.replacen(was, is, 1);
        let loaded = from_ron(changed.as_bytes(), Path::new("p.ron")).unwrap();
        let original = from_ron(everything.as_bytes(), Path::new("p.ron")).unwrap();
        let anchors = |project: &Project| -> Vec<_> {
            project
                .document()
                .anchors()
                .map(|(key, anchor)| (key.clone(), anchor.clone()))
                .collect()
        };
        assert_eq!(anchors(&loaded.project), anchors(&original.project), "{is}");
        assert_eq!(loaded.notes.len(), 1, "{is}: {:?}", loaded.notes);
    }
}
