//! Selects among several facts of one sentence the one that the claim's words point to.
//!
//! In *Norway 12, Sweden 15* each number has a clause of its own.
//!
//! # Invariants
//!
//! A fact is pointed to only if the claim has words of its clause and none of the others'.

use std::collections::{HashMap, HashSet};

use super::{super::reader::family, facts::SentenceFacts, topic::TopicWord};
use crate::range::WordRange;

/// The words by which the facts of a sentence are told apart.
pub(super) struct SentenceParts {
    /// For each fact the stems that only its clause has, and whether each is a name.
    labels: Vec<Vec<(String, bool)>>,
    is_list: bool,
}

/// A clause with the number of facts in it, and its words.
#[derive(Default)]
struct SentencePart<'a> {
    facts: usize,
    keys: Vec<&'a TopicWord>,
}

/// A fact that the claim points to.
#[derive(Clone, Copy, Debug)]
pub(super) struct PointedFact {
    pub(super) at: usize,
    /// Whether the claim points to it by a name or by a member of an exclusive group, or to
    /// an entry of a list.
    pub(super) is_sure: bool,
}

impl SentenceParts {
    /// Returns what tells the facts at some words of a sentence apart.
    pub(super) fn of(sentence: &SentenceFacts, facts: &[WordRange]) -> Self {
        let mut parts: HashMap<usize, SentencePart<'_>> = HashMap::new();
        let clauses: Vec<usize> = facts.iter().map(|words| sentence.clause(*words)).collect();
        for clause in &clauses {
            parts.entry(*clause).or_default().facts += 1;
        }
        for key in &sentence.keys {
            if let Some(part) = parts.get_mut(&key.clause) {
                part.keys.push(key);
            }
        }
        // How many facts have a stem in their part.
        let mut holders: HashMap<&str, usize> = HashMap::new();
        for part in parts.values() {
            let stems: HashSet<&str> = part.keys.iter().map(|key| &*key.stem).collect();
            for stem in stems {
                *holders.entry(stem).or_default() += part.facts;
            }
        }
        let labels = clauses.iter().map(|clause| {
            let own = parts[clause].keys.iter().filter(|key| holders[&*key.stem] == 1);
            own.map(|key| (key.stem.clone(), key.is_name)).collect()
        });
        Self { labels: labels.collect(), is_list: sentence.is_list || facts.len() > 2 }
    }

    /// Returns how many of the stems that only a fact's clause has are the claim's too.
    fn score(&self, at: usize, own: &[&str]) -> usize {
        self.labels[at].iter().filter(|(stem, _)| own.contains(&&**stem)).count()
    }

    /// Returns the only fact that a claim with some stems points to. `instead` is the fact
    /// that the claim would be about otherwise.
    pub(super) fn pointed(&self, own: &[&str], instead: Option<usize>) -> Option<PointedFact> {
        let mut scoring = (0..self.labels.len()).filter(|at| self.score(*at, own) > 0);
        let at = scoring.next()?;
        let others = || self.labels.iter().enumerate().filter(|(other, _)| *other != at);
        let has_others = others().any(|(_, label)| !label.is_empty());
        let is_named = instead.is_none_or(|at| !self.labels[at].is_empty());
        if scoring.next().is_some() || !has_others || !is_named {
            return None;
        }
        let excludes = |stem: &str| {
            let group = family::group(stem);
            let is_member = |(other, _): &(String, bool)| family::group(other) == group;
            group > 0 && others().any(|(_, label)| label.iter().any(is_member))
        };
        // What agrees is of somebody whom the claim does not name.
        let is_of_others = instead.is_some_and(|instead| {
            instead != at && self.labels[instead].iter().all(|(_, is_name)| *is_name)
        });
        let is_sure = self.is_list
            || is_of_others
            || self.labels[at]
                .iter()
                .any(|(stem, is_name)| own.contains(&&**stem) && (*is_name || excludes(stem)));
        Some(PointedFact { at, is_sure })
    }
}

/// Returns the stems by which a fact of the claim points to the evidence: those of its clause
/// if the sentence has several facts, else all.
pub(super) fn own_stems(sentence: &SentenceFacts, fact: WordRange, is_alone: bool) -> Vec<&str> {
    let clause = sentence.clause(fact);
    let keys = sentence.keys.iter().filter(|key| is_alone || key.clause == clause);
    keys.map(|key| &*key.stem).collect()
}
