//! The sources that quotations are compared with, each with its indexed snapshot.

use std::{collections::HashMap, sync::Arc};

use super::index::SnapshotIndex;

/// One source: its citation key and its indexed snapshot.
#[derive(Clone, Debug)]
pub struct CorpusSource {
    /// The citation key.
    pub key: String,
    /// The indexed snapshot; `None` where nothing was captured.
    pub index: Option<Arc<SnapshotIndex>>,
}

/// All sources of a project, in its order.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    sources: Vec<CorpusSource>,
    by_key: HashMap<String, usize>,
}

impl Corpus {
    /// Makes a corpus. Where two sources share a citation key, the key means the first.
    pub fn new(sources: Vec<CorpusSource>) -> Self {
        let mut by_key = HashMap::new();
        for (at, source) in sources.iter().enumerate() {
            by_key.entry(source.key.clone()).or_insert(at);
        }
        Self { sources, by_key }
    }

    /// Returns the sources in the order of the project.
    pub fn sources(&self) -> &[CorpusSource] {
        &self.sources
    }

    /// Returns the index in [`Corpus::sources`] of the source with a citation key.
    pub fn position(&self, key: &str) -> Option<usize> {
        self.by_key.get(key).copied()
    }

    /// Returns the source with a citation key.
    pub fn get(&self, key: &str) -> Option<&CorpusSource> {
        self.position(key).map(|at| &self.sources[at])
    }
}
