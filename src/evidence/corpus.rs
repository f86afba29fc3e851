//! The snapshots that quotations are held against, each indexed once.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use super::index::SnapshotIndex;
use crate::model::{Snapshot, SnapshotFormat, Source};

/// A source as the checker sees it.
#[derive(Clone, Debug)]
pub struct CorpusSource {
    /// Its citation key.
    pub key: String,
    /// Its indexed snapshot; `None` where nothing was captured.
    pub index: Option<Arc<SnapshotIndex>>,
}

/// All sources of a project, in their order.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    sources: Vec<CorpusSource>,
    by_key: HashMap<String, usize>,
}

impl Corpus {
    /// A corpus of these sources. Where two have one key, the first is meant by it.
    pub fn new(sources: Vec<CorpusSource>) -> Self {
        let mut by_key = HashMap::new();
        for (at, source) in sources.iter().enumerate() {
            by_key.entry(source.key.clone()).or_insert(at);
        }
        Self { sources, by_key }
    }

    /// The corpus of a project's sources, each snapshot's index taken from the cache.
    pub fn of(sources: &[Source], cache: &mut IndexCache) -> Self {
        let sources = sources.iter().map(|source| CorpusSource {
            key: source.key.clone(),
            index: source.snapshot.as_ref().map(|snapshot| cache.get(snapshot)),
        });
        Self::new(sources.collect())
    }

    /// The sources.
    pub fn sources(&self) -> &[CorpusSource] {
        &self.sources
    }

    /// Where in [`Corpus::sources`] the source with a key stands.
    pub fn position(&self, key: &str) -> Option<usize> {
        self.by_key.get(key).copied()
    }

    /// The source with a key.
    pub fn get(&self, key: &str) -> Option<&CorpusSource> {
        self.position(key).map(|at| &self.sources[at])
    }
}

/// Keeps the index of every snapshot, by what the snapshot holds.
#[derive(Debug, Default)]
pub struct IndexCache {
    indexes: HashMap<(String, SnapshotFormat), Arc<SnapshotIndex>>,
    pub(super) judged: super::memo::Memo,
    pub(super) readings: super::crosscheck::ReadingCache,
    /// What the claim inventory read the last time.
    pub sentences: super::inventory::InventoryCache,
}

impl IndexCache {
    /// Whether nothing was checked with it yet.
    pub fn is_new(&self) -> bool {
        self.indexes.is_empty()
    }

    /// The index of a snapshot, built at the first call.
    pub fn get(&mut self, snapshot: &Snapshot) -> Arc<SnapshotIndex> {
        let key = (snapshot.sha256.clone(), snapshot.format);
        let known = self.indexes.get(&key);
        // The hash is kept with the snapshot, so a swapped text would wear an old hash.
        if let Some(index) = known.filter(|index| {
            Arc::ptr_eq(index.text(), &snapshot.text) || **index.text() == *snapshot.text
        }) {
            return Arc::clone(index);
        }
        let index = Arc::new(SnapshotIndex::build(Arc::clone(&snapshot.text), snapshot.format));
        self.indexes.insert(key, Arc::clone(&index));
        index
    }

    /// Drops what belongs to none of these snapshots.
    pub fn retain<'a>(&mut self, snapshots: impl IntoIterator<Item = &'a Snapshot>) {
        let used: HashSet<(&str, SnapshotFormat)> = snapshots
            .into_iter()
            .map(|snapshot| (snapshot.sha256.as_str(), snapshot.format))
            .collect();
        self.indexes.retain(|(sha256, format), _| used.contains(&(sha256.as_str(), *format)));
    }

    /// How many snapshots are indexed.
    pub fn len(&self) -> usize {
        self.indexes.len()
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.indexes.is_empty()
    }
}
