//! A draft that comes back from another program.

use crate::{
    evidence::reanchor::{Comparison, Followed},
    project::{Intent, Project, Record, Step},
    text::{Anchor, AnchorKey, Bias},
};

/// A draft taken over from outside, and what becomes of the anchors in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftUpdate {
    /// Changes the draft and sets the anchors, as one undo step.
    pub intent: Intent,
    /// Anchors whose words stand in the new draft as they were.
    pub same: Vec<AnchorKey>,
    /// Anchors that stand on words which were changed.
    pub changed: Vec<AnchorKey>,
    /// Anchors whose words are gone. A claim keeps its last words in `text`.
    pub lost: Vec<AnchorKey>,
    /// Anchors that had lost their words before and stand on them again.
    pub back: Vec<AnchorKey>,
}

impl Project {
    /// Replaces the draft by a text that was changed outside the program. Only what
    /// differs is changed, and each anchor goes to its words as
    /// [`reanchor`](crate::evidence::reanchor) finds them.
    ///
    /// Costs time in proportion to the length of both texts.
    pub fn replace_draft(&self, new_text: &str) -> DraftUpdate {
        let comparison = Comparison::new(self.draft(), new_text);
        let change = comparison.change();
        let mut update = DraftUpdate {
            intent: Intent::edit("Update draft", change.clone()),
            same: Vec::new(),
            changed: Vec::new(),
            lost: Vec::new(),
            back: Vec::new(),
        };
        let mut restore = Vec::new();
        let mut records = Vec::new();
        for (key, anchor) in self.document().anchors().filter(|(_, anchor)| !anchor.is_orphaned()) {
            let range = anchor.range();
            let to = match comparison.follow(&range) {
                Followed::Same(to) => {
                    update.same.push(key.clone());
                    Anchor::new(to)
                }
                Followed::Alike(to) => {
                    update.changed.push(key.clone());
                    Anchor::new(to)
                }
                Followed::Lost => {
                    records.extend(self.with_last_words(key));
                    update.lost.push(key.clone());
                    let place = change.map(range.start, Bias::Left);
                    Anchor::new(place..place)
                }
            };
            if anchor.map(&change) != to {
                restore.push((key.clone(), to));
            }
        }
        let is_lost =
            |key: &AnchorKey| self.document().anchor(key).is_some_and(Anchor::is_orphaned);
        for (key, to) in self.words_back(&change).into_iter().filter(|(key, _)| is_lost(key)) {
            update.back.push(key.clone());
            restore.push((key, to));
        }
        update.intent.steps = records;
        update.intent.steps.push(Step::Text { change, restore });
        update
    }

    /// Keeps the words that a claim holds now, for when they are gone.
    fn with_last_words(&self, key: &AnchorKey) -> Option<Step> {
        let AnchorKey::Claim(id) = key else { return None };
        let mut claim = self.claim(id)?.clone();
        let words = self.claim_words(id);
        if claim.text == words {
            return None;
        }
        claim.text = words.to_owned();
        Some(Step::Replace(Record::Claim(Box::new(claim))))
    }
}
