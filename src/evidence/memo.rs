//! Judgements that still hold, so that one keystroke costs one quotation.
//!
//! A judgement depends on the quotation's words, the keys it cites, the profile
//! and the corpus; while these are the same it is not made again. What always
//! holds: a change of any snapshot, key or profile empties the memory, and what
//! the last check did not use is forgotten.

use std::{collections::HashMap, sync::Arc};

use super::{corpus::Corpus, index::SnapshotIndex, judge::judge, verdict::Judgement};
use crate::model::Profile;

/// What judgements were made against.
type JudgementBasis = (Profile, Vec<(String, Option<Arc<SnapshotIndex>>)>);

/// A quotation's words, and the keys it is held against.
pub(super) type JudgementKey = (String, Vec<String>);

#[derive(Debug, Default)]
pub(super) struct JudgementCache {
    ground: Option<JudgementBasis>,
    known: HashMap<JudgementKey, Judgement>,
    used: HashMap<JudgementKey, Judgement>,
}

impl JudgementCache {
    /// Begins a check against a corpus.
    pub(super) fn begin(&mut self, corpus: &Corpus, profile: Profile) {
        let holds = self.ground.as_ref().is_some_and(|(kept, sources)| {
            *kept == profile
                && sources.len() == corpus.sources().len()
                && sources.iter().zip(corpus.sources()).all(|((key, index), source)| {
                    *key == source.key
                        && match (index, &source.index) {
                            (Some(a), Some(b)) => Arc::ptr_eq(a, b),
                            (a, b) => a.is_none() && b.is_none(),
                        }
                })
        });
        self.used.clear();
        if !holds {
            self.known.clear();
            let sources = corpus.sources().iter();
            self.ground = Some((
                profile,
                sources.map(|source| (source.key.clone(), source.index.clone())).collect(),
            ));
        }
    }

    /// The judgement of a quotation, if it is remembered.
    pub(super) fn recall(&mut self, words: &str, cited: &[String]) -> Option<Judgement> {
        let key = (words.to_owned(), cited.to_vec());
        if let Some(judgement) = self.used.get(&key) {
            return Some(judgement.clone());
        }
        let judgement = self.known.remove(&key)?;
        self.used.insert(key, judgement.clone());
        Some(judgement)
    }

    /// Judges quotations that are not remembered, on every core.
    pub(super) fn judge_all(
        &mut self,
        mut new: Vec<JudgementKey>,
        corpus: &Corpus,
        profile: Profile,
    ) {
        new.sort_unstable();
        new.dedup();
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        // They are dealt out one by one: those that begin alike often cost alike.
        let lane = |first: usize| {
            let judged = new.iter().skip(first).step_by(cores);
            judged
                .map(|key| (key.clone(), judge(&key.0, &key.1, corpus, profile)))
                .collect::<Vec<_>>()
        };
        let judged = std::thread::scope(|scope| {
            let lane = &lane;
            let others: Vec<_> = (1..cores.min(new.len()))
                .map(|first| {
                    let thread = std::thread::Builder::new();
                    (first, thread.spawn_scoped(scope, move || lane(first)))
                })
                .collect();
            let own = lane(0);
            let others = others.into_iter().map(|(first, other)| match other {
                Ok(other) => other.join().unwrap_or_else(|fault| std::panic::resume_unwind(fault)),
                // No thread could be started for it.
                Err(_) => lane(first),
            });
            others.fold(own, |mut all, one| {
                all.extend(one);
                all
            })
        });
        self.used.extend(judged);
    }

    /// Ends the check: what it did not use is forgotten.
    pub(super) fn end(&mut self) {
        self.known = std::mem::take(&mut self.used);
    }
}
