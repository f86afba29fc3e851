use std::sync::Arc;

use super::*;
use crate::{evidence::index::SnapshotIndex, model::SnapshotFormat};

fn corpus(texts: &[(&str, &str)]) -> Corpus {
    let sources = texts.iter().map(|(key, text)| CorpusSource {
        key: (*key).to_owned(),
        index: Some(Arc::new(SnapshotIndex::build((*text).into(), SnapshotFormat::Plain))),
    });
    Corpus::new(sources.collect())
}

fn one(source: &str, quotation: &str) -> Judgement {
    judge(quotation, &[], &corpus(&[("s", source)]), Profile::Standard)
}

#[test]
fn a_dropped_negation_is_altered_and_says_so() {
    let judgement =
        one("Flash photography is not permitted inside.", "Flash photography is permitted inside");
    assert_eq!(judgement.verdict, Verdict::Altered);
    assert_eq!(judgement.notes, [Note::Negation { word: "not".into(), dropped: true }]);
}
