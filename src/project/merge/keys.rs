//! Citation keys, before anything else is merged.
//!
//! A key stands in the draft of each side. So each version is first rewritten such that
//! every source has the key it is to have in the end: a source that one side renamed is
//! renamed in what the other side wrote meanwhile, and where two new sources took the
//! same key, one gets another.
//!
//! # Invariants
//!
//! No two sources have one key, and a citation means the source that it meant to whoever
//! wrote it.

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
    sync::Arc,
};

use super::{
    MergeNote, conflict_text,
    existence::Existence,
    fields::{FieldMerger, FieldOwner, FieldVersions},
};
use crate::project::{Project, RecordKey};
use nutgraf_engine::{
    markdown::Structure,
    model::{Source, SourceId},
    range::DraftRange,
    text::{Change, Edit},
};

/// Base, ours and theirs, each with the keys of the merged project.
pub(super) fn with_one_key_each<'p>(
    versions: [&'p Project; 3],
    existence: &Existence,
    fields: &mut FieldMerger<'_>,
) -> [Cow<'p, Project>; 3] {
    let keys = keys(versions, existence, fields);
    versions.map(|version| renamed(version, &keys))
}

/// The key that each source is to have.
fn keys(
    [base, ours, theirs]: [&Project; 3],
    existence: &Existence,
    fields: &mut FieldMerger<'_>,
) -> HashMap<SourceId, String> {
    let mut wanted: Vec<(bool, &SourceId, String)> = Vec::new();
    for id in existence.sources() {
        let [was, one, other] = [base, ours, theirs].map(|version| version.source(id));
        let key = match (one, other) {
            (Some(one), Some(other)) => {
                let owner = FieldOwner::Record(
                    RecordKey::Source(id.clone()),
                    conflict_text::source(Some(one)),
                );
                let versions = FieldVersions {
                    base: was.map(|source| &source.key),
                    ours: &one.key,
                    theirs: &other.key,
                };
                fields.merge(&owner, "citation key", &versions, String::clone)
            }
            (Some(only), None) | (None, Some(only)) => only.key.clone(),
            (None, None) => continue,
        };
        // Who had a key before keeps it.
        let is_new = was.is_none_or(|source| source.key != key);
        wanted.push((is_new, id, key));
    }
    wanted.sort();
    let mut taken: HashSet<String> = HashSet::new();
    let all: HashSet<String> = wanted.iter().map(|(.., key)| key.clone()).collect();
    let mut keys = HashMap::new();
    for (_, id, key) in wanted {
        let free = match taken.contains(&key) {
            false => key.clone(),
            true => fresh(&key, |other| taken.contains(other) || all.contains(other)),
        };
        if free != key {
            fields.notes.push(MergeNote::KeyRenamed { from: key.clone(), to: free.clone() });
        }
        taken.insert(free.clone());
        keys.insert(id.clone(), free);
    }
    keys
}

/// A key like another that is free.
pub(super) fn fresh(key: &str, taken: impl Fn(&str) -> bool) -> String {
    (2..)
        .map(|number| format!("{key}-{number}"))
        .find(|key| !taken(key))
        .expect("the numbers do not end before the keys do")
}

/// A version with other keys, and with its citations, and the words of checks, in them.
fn renamed<'p>(project: &'p Project, keys: &HashMap<SourceId, String>) -> Cow<'p, Project> {
    let other = |source: &Source| keys.get(&source.id).filter(|key| **key != source.key).cloned();
    let changes: HashMap<&str, String> = project
        .sources()
        .iter()
        .filter_map(|source| Some((source.key.as_str(), other(source)?)))
        .collect();
    if changes.is_empty() {
        return Cow::Borrowed(project);
    }
    let mut copy = project.clone();
    let change = rekeyed(project.draft(), &changes);
    // A citation stands where it was read; were it not so, none is rewritten.
    let _ = copy.document.apply(&change);
    for claim in Arc::make_mut(&mut copy.claims) {
        if let Some(check) = &mut claim.checked {
            let change = rekeyed(&check.text, &changes);
            let _ = change.apply(&mut check.text);
        }
    }
    for source in Arc::make_mut(&mut copy.sources) {
        if let Some(key) = other(source) {
            source.key = key;
        }
    }
    Cow::Owned(copy)
}

/// The change that puts other keys into the citations of a text.
fn rekeyed(text: &str, changes: &HashMap<&str, String>) -> Change {
    let structure = Structure::parse(text);
    let items = structure.citations.iter().flat_map(|citation| &citation.items);
    let mut edits: Vec<Edit> = items
        .filter_map(|item| {
            let insert = changes.get(item.key.as_str())?.clone();
            let range = DraftRange::new(item.range.end - item.key.len(), item.range.end);
            (text.get(range.to_std()) == Some(&*item.key)).then_some(Edit { range, insert })
        })
        .collect();
    edits.sort_by_key(|edit| edit.range.start);
    Change::of(edits).unwrap_or_default()
}
