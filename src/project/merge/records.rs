//! Sources, quotes and the article's details, field by field.

use std::collections::HashSet;

use super::{
    MergeNote, Take, conflict_text,
    existence::{Existence, ids_in_order},
    fields::{FieldMerger, FieldOwner, FieldVersions, versions},
    keys::fresh,
};
use crate::project::{Project, RecordKey};
use nutgraf_engine::model::{Article, PartialDate, Quote, Snapshot, Source, SourceId};

fn date(date: &Option<PartialDate>) -> String {
    date.map(|date| date.to_string()).unwrap_or_default()
}

fn lines(lines: &[String]) -> String {
    lines.join("\n")
}

pub(super) fn article(
    base: Option<&Article>,
    ours: &Article,
    theirs: &Article,
    fields: &mut FieldMerger<'_>,
) -> Article {
    let at = FieldOwner::Article;
    let goal = |goal: &Option<u32>| goal.map(|goal| goal.to_string()).unwrap_or_default();
    Article {
        title: fields.merge(&at, "title", &versions!(base, ours, theirs, title), String::clone),
        subtitle: fields.merge(
            &at,
            "subtitle",
            &versions!(base, ours, theirs, subtitle),
            String::clone,
        ),
        authors: fields
            .merge(&at, "authors", &versions!(base, ours, theirs, authors), |a| lines(a)),
        language: fields.merge(
            &at,
            "language",
            &versions!(base, ours, theirs, language),
            String::clone,
        ),
        date: fields.merge(&at, "date", &versions!(base, ours, theirs, date), date),
        goal: fields.merge(&at, "goal", &versions!(base, ours, theirs, goal), goal),
        profile: fields.merge(&at, "house rules", &versions!(base, ours, theirs, profile), |p| {
            p.label().to_owned()
        }),
    }
}

pub(super) fn sources(
    base: &Project,
    ours: &Project,
    theirs: &Project,
    existence: &Existence,
    fields: &mut FieldMerger<'_>,
) -> Vec<Source> {
    let lists = [base.sources(), ours.sources(), theirs.sources()];
    let ids = ids_in_order(lists, |source| source.id.clone(), |id| existence.has_source(id));
    let mut taken: HashSet<String> =
        [ours, theirs].iter().flat_map(|side| side.sources()).map(|s| s.key.clone()).collect();
    let mut merged = Vec::new();
    for id in &ids {
        let (one, other) = match (ours.source(id), theirs.source(id)) {
            (Some(one), Some(other)) => (one, other),
            (Some(only), None) | (None, Some(only)) => {
                merged.push(only.clone());
                continue;
            }
            (None, None) => continue,
        };
        let was = base.source(id);
        let at =
            FieldOwner::Record(RecordKey::Source(id.clone()), conflict_text::source(Some(one)));
        let text = String::clone;
        let snapshot = versions!(was, one, other, snapshot);
        let (snapshot, beside) = self::snapshot(&at, &snapshot, fields);
        merged.push(Source {
            id: id.clone(),
            // Both have the same by now: see `keys`.
            key: one.key.clone(),
            kind: fields.merge(&at, "kind", &versions!(was, one, other, kind), |kind| {
                kind.label().to_owned()
            }),
            title: fields.merge(&at, "title", &versions!(was, one, other, title), text),
            authors: fields
                .merge(&at, "authors", &versions!(was, one, other, authors), |a| lines(a)),
            publisher: fields.merge(&at, "publisher", &versions!(was, one, other, publisher), text),
            url: fields.merge(&at, "address", &versions!(was, one, other, url), text),
            issued: fields.merge(&at, "published", &versions!(was, one, other, issued), date),
            accessed: fields.merge(&at, "retrieved", &versions!(was, one, other, accessed), date),
            note: fields.text(&at, "note", &versions!(was, one, other, note)),
            snapshot,
        });
        if let Some(beside) = beside {
            let key = fresh(&one.key, |key| taken.contains(key));
            taken.insert(key.clone());
            fields
                .notes
                .push(MergeNote::CapturedTwice { ours: one.key.clone(), theirs: key.clone() });
            // Its id follows from what it is, so that it is the same on every machine.
            let digest =
                nutgraf_engine::model::sha256_hex(format!("{id} {}", beside.sha256).as_bytes());
            let id = SourceId::new(format!("s{}", &digest[..10]));
            let is_there = [ours, theirs].iter().any(|side| side.source(&id).is_some());
            if !is_there {
                merged.push(Source { id, key, snapshot: Some(beside), ..other.clone() });
            }
        }
    }
    merged
}

/// The snapshot that a source has, and another that is to be kept beside it.
fn snapshot(
    at: &FieldOwner,
    versions: &FieldVersions<'_, Option<Snapshot>>,
    fields: &mut FieldMerger<'_>,
) -> (Option<Snapshot>, Option<Snapshot>) {
    if let Some(settled) = versions.settled() {
        return (settled.clone(), None);
    }
    let show = |snapshot: &Option<Snapshot>| {
        snapshot.as_ref().map(conflict_text::snapshot).unwrap_or_default()
    };
    let can_be_both = versions.ours.is_some() && versions.theirs.is_some();
    match fields.differ(at, "captured text", versions, show, can_be_both) {
        Take::Ours => (versions.ours.clone(), None),
        Take::Theirs => (versions.theirs.clone(), None),
        Take::Both | Take::Marked if can_be_both => {
            (versions.ours.clone(), versions.theirs.clone())
        }
        Take::Both | Take::Marked => (versions.ours.clone().or(versions.theirs.clone()), None),
    }
}

pub(super) fn quotes(
    base: &Project,
    ours: &Project,
    theirs: &Project,
    existence: &Existence,
    sources: &[Source],
    fields: &mut FieldMerger<'_>,
) -> Vec<Quote> {
    let lists = [base.quotes(), ours.quotes(), theirs.quotes()];
    let ids = ids_in_order(lists, |quote| quote.id.clone(), |id| existence.has_quote(id));
    let text = String::clone;
    let merged = ids.iter().filter_map(|id| {
        let (one, other) = match (ours.quote(id), theirs.quote(id)) {
            (Some(one), Some(other)) => (one, other),
            (Some(only), None) | (None, Some(only)) => return Some(only.clone()),
            (None, None) => return None,
        };
        let was = base.quote(id);
        let at = FieldOwner::Record(RecordKey::Quote(id.clone()), conflict_text::quote(Some(one)));
        // Words and the source that they are from are one thing.
        let passage = |quote: &Quote| (quote.source.clone(), quote.selector.clone());
        let was_passage = was.map(passage);
        let (one_passage, other_passage) = (passage(one), passage(other));
        let versions = FieldVersions {
            base: was_passage.as_ref(),
            ours: &one_passage,
            theirs: &other_passage,
        };
        let shown = |(source, selector): &(SourceId, nutgraf_engine::model::Selector)| {
            format!("{} (source {source}, byte {})", selector.exact, selector.start)
        };
        let (source, selector) = fields.merge(&at, "words", &versions, shown);
        Some(Quote {
            id: id.clone(),
            source,
            selector,
            locator: fields.merge(&at, "locator", &versions!(was, one, other, locator), text),
            speaker: fields.merge(&at, "speaker", &versions!(was, one, other, speaker), text),
            note: fields.text(&at, "note", &versions!(was, one, other, note)),
        })
    });
    let mut merged: Vec<Quote> = merged.collect();
    let known: HashSet<&SourceId> = sources.iter().map(|source| &source.id).collect();
    for quote in &mut merged {
        // Where both versions name another source, the one that is there is meant.
        let versions = [ours, theirs].map(|side| side.quote(&quote.id));
        let there = versions.into_iter().flatten().find(|quote| known.contains(&quote.source));
        if let Some(there) = there.filter(|_| !known.contains(&quote.source)) {
            quote.source = there.source.clone();
            quote.selector = there.selector.clone();
        }
    }
    merged.retain(|quote| known.contains(&quote.source));
    merged
}
