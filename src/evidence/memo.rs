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
type Ground = (Profile, Vec<(String, Option<Arc<SnapshotIndex>>)>);

#[derive(Debug, Default)]
pub(super) struct Memo {
    ground: Option<Ground>,
    known: HashMap<(String, Vec<String>), Judgement>,
    used: HashMap<(String, Vec<String>), Judgement>,
}

impl Memo {
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

    /// The judgement of a quotation, remembered or made.
    pub(super) fn judge(
        &mut self,
        words: &str,
        cited: &[String],
        corpus: &Corpus,
        profile: Profile,
    ) -> Judgement {
        let key = (words.to_owned(), cited.to_vec());
        if let Some(judgement) = self.used.get(&key) {
            return judgement.clone();
        }
        let judgement =
            self.known.remove(&key).unwrap_or_else(|| judge(words, cited, corpus, profile));
        self.used.insert(key, judgement.clone());
        judgement
    }

    /// Ends the check: what it did not use is forgotten.
    pub(super) fn end(&mut self) {
        self.known = std::mem::take(&mut self.used);
    }
}
