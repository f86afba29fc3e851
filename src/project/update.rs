//! A draft that comes back from another program.

use crate::project::{Intent, Project, Record, Step, StepLabel, cut_anchors::MIN_BYTES_WITHIN};
use nutgraf_engine::{
    evidence::reanchor::{Comparison, Followed, Haystack},
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
    /// [`reanchor`](nutgraf_engine::evidence::reanchor) finds them.
    ///
    /// Costs time in proportion to the length of both texts.
    pub fn replace_draft(&self, new_text: &str) -> DraftUpdate {
        let comparison = Comparison::new(self.draft(), new_text);
        let change = comparison.change();
        let mut update = DraftUpdate {
            intent: Intent::edit(StepLabel::UpdateDraft, change.clone()),
            same: Vec::new(),
            changed: Vec::new(),
            lost: Vec::new(),
            back: Vec::new(),
        };
        let mut restore = Vec::new();
        let mut records = Vec::new();
        for (key, anchor) in self.document().anchors().filter(|(_, anchor)| !anchor.is_orphaned()) {
            let range = anchor.range();
            let to = match comparison.follow(range) {
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
        for (key, to) in self.words_in_new(new_text) {
            update.back.push(key.clone());
            restore.push((key, to));
        }
        update.intent.steps = records;
        update.intent.steps.push(Step::Text { change, restore });
        update
    }

    /// Where the last words of orphaned anchors stand in a new draft that has them
    /// once, when this one does not have them.
    fn words_in_new(&self, new_text: &str) -> Vec<(AnchorKey, Anchor)> {
        let orphans = self.document().anchors().filter(|(_, anchor)| anchor.is_orphaned());
        let wanted: Vec<(&AnchorKey, &str)> =
            orphans.filter_map(|(key, _)| Some((key, self.last_words(key)?))).collect();
        if wanted.is_empty() {
            return Vec::new();
        }
        let (mut old, mut new) = (Haystack::new(self.draft()), Haystack::new(new_text));
        let found = wanted.into_iter().filter_map(|(key, words)| {
            let place = new.only_place(words)?;
            // A sentence that says the same was there all the time.
            let is_new = words.len() >= MIN_BYTES_WITHIN && !old.has(words);
            is_new.then(|| (key.clone(), Anchor::new(place)))
        });
        found.collect()
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
