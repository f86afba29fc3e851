//! What checks remember of each other, so that one keystroke costs one quotation.
//!
//! # Invariants
//!
//! - A cache can be thrown away at any time; only the time of the next check changes.
//! - An index is used only for a snapshot with the same text and format.
//! - A judgement depends on the quotation's words, the keys it cites, the profile and the
//!   corpus. A change of any snapshot, key or profile empties the cache of judgements, and
//!   judgements that the last check did not use are dropped.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use super::{
    corpus::{Corpus, CorpusSource},
    crosscheck::ReadingCache,
    index::SnapshotIndex,
    inventory::InventoryCache,
    judge::judge,
    verdict::Judgement,
};
use crate::model::{Profile, Snapshot, SnapshotFormat, Source};

/// Everything that a check can take over from the checks before it.
#[derive(Debug, Default)]
pub struct CheckCache {
    indexes: HashMap<(String, SnapshotFormat), Arc<SnapshotIndex>>,
    pub(super) judgements: JudgementCache,
    pub(super) readings: ReadingCache,
    /// What the claim inventory read of the draft it saw last.
    pub sentences: InventoryCache,
}

impl CheckCache {
    /// Returns the corpus of these sources; snapshots that are not indexed yet are indexed.
    pub fn corpus(&mut self, sources: &[Source]) -> Corpus {
        let sources = sources.iter().map(|source| CorpusSource {
            key: source.key.clone(),
            index: source.snapshot.as_ref().map(|snapshot| self.index(snapshot)),
        });
        Corpus::new(sources.collect())
    }

    /// Returns the index of a snapshot, which is built at the first call.
    pub fn index(&mut self, snapshot: &Snapshot) -> Arc<SnapshotIndex> {
        let key = (snapshot.sha256.clone(), snapshot.format);
        let known = self.indexes.get(&key);
        // The hash is stored with the snapshot, so a text that was swapped keeps the old hash.
        if let Some(index) = known.filter(|index| {
            Arc::ptr_eq(index.text(), &snapshot.text) || **index.text() == *snapshot.text
        }) {
            return Arc::clone(index);
        }
        let index = Arc::new(SnapshotIndex::build(Arc::clone(&snapshot.text), snapshot.format));
        self.indexes.insert(key, Arc::clone(&index));
        index
    }

    /// Drops the indexes of all other snapshots.
    pub fn retain<'a>(&mut self, snapshots: impl IntoIterator<Item = &'a Snapshot>) {
        let used: HashSet<(&str, SnapshotFormat)> = snapshots
            .into_iter()
            .map(|snapshot| (snapshot.sha256.as_str(), snapshot.format))
            .collect();
        self.indexes.retain(|(sha256, format), _| used.contains(&(sha256.as_str(), *format)));
    }

    /// Returns the number of indexed snapshots.
    pub fn len(&self) -> usize {
        self.indexes.len()
    }

    /// Whether no snapshot is indexed, as before the first check.
    pub fn is_empty(&self) -> bool {
        self.indexes.is_empty()
    }
}

/// What a judgement depends on besides the quotation: the profile, and each source by its key
/// and index.
type JudgementBasis = (Profile, Vec<(String, Option<Arc<SnapshotIndex>>)>);

/// The words of a quotation and the citation keys it is judged against.
pub(super) type JudgementKey = (String, Vec<String>);

/// The judgements of the last check, by quotation.
#[derive(Debug, Default)]
pub(super) struct JudgementCache {
    ground: Option<JudgementBasis>,
    known: HashMap<JudgementKey, Judgement>,
    used: HashMap<JudgementKey, Judgement>,
}

impl JudgementCache {
    /// Begins a check; drops everything where the corpus or the profile changed.
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

    /// Returns the judgement of a quotation, if it is remembered.
    pub(super) fn recall(&mut self, words: &str, cited: &[String]) -> Option<Judgement> {
        let key = (words.to_owned(), cited.to_vec());
        if let Some(judgement) = self.used.get(&key) {
            return Some(judgement.clone());
        }
        let judgement = self.known.remove(&key)?;
        self.used.insert(key, judgement.clone());
        Some(judgement)
    }

    /// Judges quotations that are not remembered, on all processor cores.
    pub(super) fn judge_all(
        &mut self,
        mut new: Vec<JudgementKey>,
        corpus: &Corpus,
        profile: Profile,
    ) {
        new.sort_unstable();
        new.dedup();
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        // Neighbours in the sorted list begin alike and often cost alike, so they are dealt out
        // one by one.
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
                // No thread could be started, as in a browser.
                Err(_) => lane(first),
            });
            others.fold(own, |mut all, one| {
                all.extend(one);
                all
            })
        });
        self.used.extend(judged);
    }

    /// Ends a check; drops every judgement that it did not use.
    pub(super) fn end(&mut self) {
        self.known = std::mem::take(&mut self.used);
    }
}
