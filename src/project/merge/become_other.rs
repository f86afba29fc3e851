//! The steps that make one project another.
//!
//! A file that another program changed, and a merge, come into an open project as steps
//! like any edit, so that one undo takes them back.
//!
//! # Invariants
//!
//! - After the steps the project has the text, anchors, records and details of the other,
//!   in its order but for records that both have.
//! - Sign-offs are a record that no step changes.

use std::collections::{HashMap, HashSet};

use crate::project::{Intent, Project, Record, RecordKey, Step, StepLabel, merge::keys::fresh};
use nutgraf_engine::{
    evidence::reanchor::Comparison,
    model::{Quote, Source},
};

impl Project {
    /// An intent after which this project is as another is.
    pub fn become_other(&self, label: StepLabel, other: &Self) -> Intent {
        Intent { label, steps: self.steps_to(other), coalesces: false }
    }

    /// Takes over the record of sign-offs from another version of this project.
    pub fn take_signoffs(&mut self, other: &Self) {
        self.signoffs.clone_from(&other.signoffs);
        self.recount();
    }

    fn steps_to(&self, other: &Self) -> Vec<Step> {
        let mut steps = Vec::new();
        for (key, _) in self.document().anchors() {
            if other.document().anchor(key).is_none() {
                steps.push(Step::Anchor { key: key.clone(), to: None });
            }
        }
        if self.draft() != other.draft() {
            let change = Comparison::new(self.draft(), other.draft()).change();
            // Each is set, so that nobody looks for words that an anchor lost before.
            let both = self
                .document()
                .anchors()
                .filter_map(|(key, _)| Some((key.clone(), other.document().anchor(key)?.clone())));
            let restore = both.collect();
            steps.push(Step::Text { change, restore });
        } else {
            for (key, anchor) in self.document().anchors() {
                if let Some(to) = other.document().anchor(key).filter(|to| *to != anchor) {
                    steps.push(Step::Anchor { key: key.clone(), to: Some(to.clone()) });
                }
            }
        }
        if self.article() != other.article() {
            steps.push(Step::Article(Box::new(other.article().clone())));
        }
        self.steps_for_keys(other, &mut steps);
        self.steps_for_records(other, &mut steps);
        for (key, anchor) in other.document().anchors() {
            if self.document().anchor(key).is_none() {
                steps.push(Step::Anchor { key: key.clone(), to: Some(anchor.clone()) });
            }
        }
        let apart = self.not_claims().symmetric_difference(other.not_claims());
        steps.extend(apart.map(|words| Step::SetAside {
            words: words.clone(),
            aside: other.not_claims().contains(words),
        }));
        let apart = self.stets().symmetric_difference(other.stets());
        steps.extend(apart.map(|stet| Step::LetStand {
            stet: Box::new(stet.clone()),
            stands: other.stets().contains(stet),
        }));
        steps
    }

    /// Takes keys away from sources whose keys others are to have.
    fn steps_for_keys(&self, other: &Self, steps: &mut Vec<Step>) {
        let taken: HashSet<&str> = self
            .sources()
            .iter()
            .chain(other.sources())
            .map(|source| source.key.as_str())
            .collect();
        let mut made: Vec<String> = Vec::new();
        for source in self.sources() {
            let is_in_the_way =
                other.source_by_key(&source.key).is_some_and(|owner| owner.id != source.id);
            if is_in_the_way {
                let key = fresh(&source.key, |key| {
                    taken.contains(key) || made.iter().any(|known| known == key)
                });
                made.push(key.clone());
                let source = Source { key, ..source.clone() };
                steps.push(Step::Replace(Record::Source(Box::new(source))));
            }
        }
    }

    /// Adds and changes records, then deletes what nothing refers to any more.
    fn steps_for_records(&self, other: &Self, steps: &mut Vec<Step>) {
        let was = self.sources().iter().map(Record::from).collect::<Vec<_>>();
        put(&was, other.sources().iter().map(Record::from).collect(), steps);
        let was_quotes = self.quotes().iter().map(Record::from).collect::<Vec<_>>();
        put(&was_quotes, other.quotes().iter().map(Record::from).collect(), steps);
        let was_claims = self.claims().iter().map(Record::from).collect::<Vec<_>>();
        put(&was_claims, other.claims().iter().map(Record::from).collect(), steps);

        let goes = |key: &RecordKey| !other.has_record(key);
        for list in [was_claims, was_quotes, was] {
            let gone = list.iter().map(Record::key).filter(|key| goes(key));
            steps.extend(gone.map(Step::Remove));
        }
    }

    fn has_record(&self, key: &RecordKey) -> bool {
        match key {
            RecordKey::Source(id) => self.source(id).is_some(),
            RecordKey::Quote(id) => self.quote(id).is_some(),
            RecordKey::Claim(id) => self.claim(id).is_some(),
        }
    }
}

/// Adds the records of a list that are new and replaces those that are others.
fn put(was: &[Record], is: Vec<Record>, steps: &mut Vec<Step>) {
    let old: HashMap<RecordKey, &Record> =
        was.iter().map(|record| (record.key(), record)).collect();
    let mut list: Vec<RecordKey> = was.iter().map(Record::key).collect();
    let mut before: Option<RecordKey> = None;
    for record in is {
        let key = record.key();
        match old.get(&key) {
            Some(known) if **known == record => {}
            Some(_) => steps.push(Step::Replace(record)),
            None => {
                let place = before.as_ref().and_then(|key| list.iter().position(|k| k == key));
                let at = place.map_or(0, |at| at + 1);
                list.insert(at, key.clone());
                steps.push(Step::Insert { at, record });
            }
        }
        before = Some(key);
    }
}

impl From<&Source> for Record {
    fn from(source: &Source) -> Self {
        Self::Source(Box::new(source.clone()))
    }
}

impl From<&Quote> for Record {
    fn from(quote: &Quote) -> Self {
        Self::Quote(Box::new(quote.clone()))
    }
}

impl From<&nutgraf_engine::model::Claim> for Record {
    fn from(claim: &nutgraf_engine::model::Claim) -> Self {
        Self::Claim(Box::new(claim.clone()))
    }
}
