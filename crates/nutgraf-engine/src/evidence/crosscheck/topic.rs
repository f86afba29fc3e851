//! The context of a fact, and how alike two contexts are.
//!
//! A different number is no conflict; a different number for the same thing is. Words are
//! compared by their stems, a few families of words by what they mean.
//!
//! # Invariants
//!
//! Likeness decides only whether two facts are compared, never whether they agree.

use super::super::{
    lexicon::{scales, topics},
    reader::{
        family::{group, is_stop},
        noun::stem,
        unit::{Dimension, unit_at},
        word::Word,
    },
};

/// A word that shows what a sentence is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TopicWord {
    pub(super) stem: String,
    /// Index of the word in the sentence.
    pub(super) at: usize,
    /// Number of its clause; clauses end at commas and joints.
    pub(super) clause: usize,
    pub(super) is_name: bool,
}

/// Returns the words that show what a sentence is about, and for each word the number of its
/// clause. `is_fact` says which words belong to figures or dates.
pub(super) fn keys(
    words: &[Word],
    is_fact: impl Fn(usize) -> bool,
) -> (Vec<TopicWord>, Vec<usize>) {
    let mut clause = 0;
    let mut clauses = Vec::with_capacity(words.len());
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let parts = matches!(word.text.as_str(), "," | ";" | ":" | "(" | ")")
            || word.text == "-" && !word.touches
            || word.is(topics::CLAUSE_JOINTS);
        if parts && !is_fact(at) {
            clause += 1;
        }
        clauses.push(clause);
        let is_unit = unit_at(words, at).is_some_and(|(unit, _)| unit.dimension != Dimension::Time)
            && word.lower != "real";
        let tells = word.is_wordy()
            && word.lower.chars().count() > 1
            && (!is_stop(&word.lower) || matches!(word.lower.as_str(), "against" | "up"))
            && !is_fact(at)
            && !is_unit
            && scales::of(&word.lower).is_none();
        if tells {
            let is_name = word.is_capitalised() && at > 0;
            // `end_of_outbreak` of a table is three words.
            let parts = word.lower.split('_').filter(|part| !part.is_empty() && !is_stop(part));
            found.extend(parts.map(|part| TopicWord { stem: stem(part), at, clause, is_name }));
        }
    }
    (found, clauses)
}

/// How alike the contexts of two facts are.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Likeness {
    /// How many stems they have in common, apart from what both count.
    pub(super) shared: usize,
    /// How many stems they have in common within their clauses.
    pub(super) near: usize,
    /// `shared` as a fraction of the stems of the context that has fewer; 1 if that has none.
    pub(super) part: f32,
    /// Whether they name different members of a group, or different people and places.
    pub(super) contrasts: bool,
}

/// The context of a figure or a date: the topic words of its sentence, its clause, and what it
/// counts.
pub(super) struct FactContext<'a> {
    pub(super) keys: &'a [TopicWord],
    pub(super) clause: usize,
    pub(super) nouns: &'a [String],
}

impl FactContext<'_> {
    fn has(&self, stem: &str) -> bool {
        self.keys.iter().any(|key| key.stem == stem)
    }
}

/// Whether a stem says only that something rose or fell, and not what.
fn is_change(stem: &str) -> bool {
    matches!(stem, "#rise" | "#fall")
}

/// Returns how alike the contexts of two facts are.
pub(super) fn likeness(claim: &FactContext<'_>, found: &FactContext<'_>) -> Likeness {
    // What both count is held against each other by itself.
    let is_counted =
        |stem: &String| is_change(stem) || claim.nouns.contains(stem) && found.nouns.contains(stem);
    let stems = |place: &FactContext<'_>, clause: Option<usize>| {
        let keys = place.keys.iter().filter(|key| {
            clause.is_none_or(|clause| key.clause == clause) && !is_counted(&key.stem)
        });
        let mut stems: Vec<String> = keys.map(|key| key.stem.clone()).collect();
        stems.sort_unstable();
        stems.dedup();
        stems
    };
    let (own, other) = (stems(claim, None), stems(found, None));
    let (own_near, other_near) =
        (stems(claim, Some(claim.clause)), stems(found, Some(found.clause)));
    let common = |a: &[String], b: &[String]| a.iter().filter(|stem| b.contains(stem)).count();
    let shared = common(&own, &other);
    let fewer = own.len().min(other.len());
    #[allow(clippy::cast_precision_loss, reason = "a sentence has few words")]
    let part = if fewer == 0 { 1.0 } else { shared as f32 / fewer as f32 };
    Likeness {
        shared,
        near: common(&own_near, &other_near),
        part,
        contrasts: contrasts(claim, found),
    }
}

/// Whether two clauses name different members of a group, or different people and places.
fn contrasts(claim: &FactContext<'_>, found: &FactContext<'_>) -> bool {
    let near = |place: &'_ FactContext<'_>| {
        let clause = place.clause;
        let mut stems: Vec<(String, bool)> = place
            .keys
            .iter()
            .filter(|key| key.clause == clause)
            .map(|key| (key.stem.clone(), key.is_name))
            .collect();
        stems.extend(place.nouns.iter().map(|noun| (noun.clone(), false)));
        stems
    };
    let (own, other) = (near(claim), near(found));
    let opposed = own.iter().any(|(a, _)| {
        let of = group(a);
        of > 0
            && !other.iter().any(|(b, _)| b == a)
            && other.iter().any(|(b, _)| group(b) == of && !own.iter().any(|(a, _)| a == b))
    });
    let names = |stems: &[(String, bool)], beside: &FactContext<'_>| {
        let foreign = stems.iter().filter(|(stem, is_name)| *is_name && !beside.has(stem)).count();
        let known = stems.iter().filter(|(stem, is_name)| *is_name && beside.has(stem)).count();
        (foreign, known)
    };
    let (own_foreign, own_known) = names(&own, found);
    let (other_foreign, other_known) = names(&other, claim);
    let other_names = own_foreign > 0 && other_foreign > 0 && own_known == 0 && other_known == 0;
    opposed || other_names
}
