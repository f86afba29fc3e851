//! Where claims and quotations stand in a merged draft.
//!
//! Each side's anchors follow its words through what the other side did.
//!
//! # Invariants
//!
//! - Words that are in the merged draft as an anchor held them are held by it.
//! - An anchor that one side moved goes where that side put it.
//! - Of one whose words are gone the words are kept and told.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{MergeNote, draft::MergedDraft};
use crate::project::{Project, cut_anchors::MIN_BYTES_WITHIN};
use nutgraf_engine::{
    evidence::reanchor::Haystack,
    model::QuoteId,
    range::DraftRange,
    text::{Anchor, AnchorKey, Change},
};

/// An anchor on one side.
struct Placed<'a> {
    /// Where it stands in the merged draft.
    to: Anchor,
    /// Whether its side put it elsewhere than where edits would have taken it.
    moved: bool,
    /// Its words on its side.
    words: &'a str,
}

pub(super) fn place(
    project: &mut Project,
    [base, ours, theirs]: [&Project; 3],
    draft: &MergedDraft,
    notes: &mut Vec<MergeNote>,
) {
    let placed = |side: &'_ Project, key: &AnchorKey, to_side: &Change, from_side: &Change| {
        let anchor = side.document().anchor(key)?.clone();
        let expected = base.document().anchor(key).map(|was| was.map(to_side));
        Some((anchor.map(from_side), expected.is_some_and(|expected| expected != anchor)))
    };
    let keys: BTreeSet<&AnchorKey> = [ours, theirs]
        .iter()
        .flat_map(|side| side.document().anchors())
        .map(|(key, _)| key)
        .collect();
    let mut merged: BTreeMap<AnchorKey, (Anchor, String)> = BTreeMap::new();
    let mut again: Vec<(QuoteId, Anchor, String)> = Vec::new();
    for key in keys {
        let has_owner = |project: &Project| match key {
            AnchorKey::Claim(id) => project.claim(id).is_some(),
            AnchorKey::Use(id, _) => project.quote(id).is_some(),
        };
        if !has_owner(project) {
            continue;
        }
        // A record that is kept although one side deleted it keeps its place too.
        let both_own = has_owner(ours) && has_owner(theirs);
        let side = |side: &'static str| -> Option<Placed<'_>> {
            let (project, other, to_side, from_side) = match side {
                "ours" => (ours, theirs, &draft.to_ours, &draft.from_ours),
                _ => (theirs, ours, &draft.to_theirs, &draft.from_theirs),
            };
            let (mut to, moved) = placed(project, key, to_side, from_side)?;
            let words = project.document().anchored_text(key).unwrap_or_default();
            if other.document().anchored_text(key).is_none_or(|others| others == words) {
                to = with_words(&draft.text, to, words);
            }
            Some(Placed { to, moved, words })
        };
        let is_old = base.document().anchor(key).is_some();
        match (side("ours"), side("theirs")) {
            (None, None) => {}
            (Some(only), None) | (None, Some(only)) => {
                // The other side took it away, and this one left it where it was.
                if !is_old || only.moved || !both_own {
                    merged.insert(key.clone(), (only.to, only.words.to_owned()));
                }
            }
            (Some(one), Some(other)) => {
                if let AnchorKey::Use(quote, _) = key
                    && !is_old
                    && one.to != other.to
                {
                    // Two uses that only happen to have one number. The first keeps it.
                    let by_place =
                        |placed: &Placed<'_>| (placed.to.range().start, placed.to.range().end);
                    let (first, second) = if by_place(&one) <= by_place(&other) {
                        (one, other)
                    } else {
                        (other, one)
                    };
                    merged.insert(key.clone(), (first.to, first.words.to_owned()));
                    again.push((quote.clone(), second.to, second.words.to_owned()));
                    continue;
                }
                // Whose side took the words out has seen it.
                let words = match one.words.is_empty() || other.words.is_empty() {
                    true => "",
                    false => one.words.min(other.words),
                };
                let to = both(&one, &other);
                merged.insert(key.clone(), (to, words.to_owned()));
            }
        }
    }
    for (quote, to, words) in again {
        let taken = merged.keys().filter_map(|key| match key {
            AnchorKey::Use(id, number) if *id == quote => Some(*number),
            _ => None,
        });
        let number = taken.max().map_or(0, |number| number.saturating_add(1));
        merged.insert(AnchorKey::Use(quote, number), (to, words));
    }
    let mut haystack = None;
    for (key, (mut to, words)) in merged {
        if to.is_orphaned() && words.len() >= MIN_BYTES_WITHIN {
            // A paragraph that the other side moved took its claims along.
            let text = haystack.get_or_insert_with(|| Haystack::new(draft.text.as_str()));
            if let Some(range) = text.only_place(&words) {
                to = Anchor::new(range);
            }
        }
        if to.is_orphaned() && !words.is_empty() {
            lose(project, &key, &words, notes);
        }
        // What does not fit, which nothing known leads to, is an anchor without words.
        if project.document.set_anchor(key.clone(), Some(to)).is_err() {
            let _ = project.document.set_anchor(key, Some(Anchor::new(0..0)));
        }
    }
}

/// An anchor on the words that it held, where they stand at its one end or the other:
/// what was changed beside them may have been taken for a part of them.
fn with_words(text: &str, to: Anchor, words: &str) -> Anchor {
    let DraftRange { start, end } = to.range();
    if start == end || text.get(start..end) == Some(words) {
        return to;
    }
    let ends = end.checked_sub(words.len());
    let mut places = [Some(start), ends].into_iter().flatten();
    let place = places.find(|at| text.get(*at..at + words.len()) == Some(words));
    place.map_or(to, |at| Anchor::new(at..at + words.len()))
}

/// Where an anchor stands that both sides have.
fn both(one: &Placed<'_>, other: &Placed<'_>) -> Anchor {
    match (one.moved, other.moved) {
        (true, false) => return one.to.clone(),
        (false, true) => return other.to.clone(),
        _ => {}
    }
    let (a, b) = (one.to.range(), other.to.range());
    if a.overlaps(b) && !one.moved {
        return Anchor::new(a.start.min(b.start)..a.end.max(b.end));
    }
    // The first that has words, so that it does not depend on who merges.
    let rank = |range: &DraftRange| (range.is_empty(), range.start, range.end);
    if rank(&b) < rank(&a) { other.to.clone() } else { one.to.clone() }
}

/// Keeps the last words of an anchor that has none any more.
fn lose(project: &mut Project, key: &AnchorKey, words: &str, notes: &mut Vec<MergeNote>) {
    project.cut_anchors.note_words(key.clone(), words);
    match key {
        AnchorKey::Claim(id) => {
            let claims = Arc::make_mut(&mut project.claims);
            let Some(claim) = claims.iter_mut().find(|claim| claim.id == *id) else { return };
            words.clone_into(&mut claim.text);
            notes.push(MergeNote::ClaimLostPlace { words: words.to_owned() });
        }
        AnchorKey::Use(id, _) => {
            let words = project.quote(id).map(|quote| quote.selector.exact.clone());
            notes.push(MergeNote::QuoteLostUse { words: words.unwrap_or_default() });
        }
    }
}
