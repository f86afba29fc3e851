//! Places of a text that look like a sequence of words.
//!
//! Each word of the sequence that is not frequent votes for the places at which the sequence
//! would begin if its occurrence in the text were that word. The places with the most votes are
//! aligned.
//!
//! # Invariants
//!
//! The cost is bounded by the length of the sequence, however often its words occur in the text.

use std::{collections::HashMap, ops::Range};

use super::{
    thresholds::{BUCKET, LONGEST_QUERY, MOST_CANDIDATES, MOST_VOTES},
    words::NumberedWords,
};
use crate::range::WordRange;

/// A place that looks like a sequence of words.
#[derive(Clone, Debug)]
pub(super) struct SimilarPlace {
    /// The words of the place, as indexes.
    pub(super) words: WordRange,
    /// The words that both have in the same order against all words of both, from 0 to 1.
    pub(super) likeness: f64,
}

/// Returns the places of a text that look most like `query`, best first. Places inside `apart`
/// are left out.
pub(super) fn similar_places(
    query: &[u32],
    text: &NumberedWords,
    apart: WordRange,
) -> Vec<SimilarPlace> {
    let query = &query[..query.len().min(LONGEST_QUERY)];
    let mut votes: HashMap<i64, u32> = HashMap::new();
    for (at, id) in query.iter().enumerate() {
        let places = text.places(*id);
        if places.len() > MOST_VOTES {
            continue;
        }
        for place in places.iter().filter(|place| !apart.contains(**place as usize)) {
            *votes.entry((i64::from(*place) - at as i64).div_euclid(BUCKET)).or_default() += 1;
        }
    }
    let both =
        |bucket: i64| votes.get(&bucket).unwrap_or(&0) + votes.get(&(bucket + 1)).unwrap_or(&0);
    let mut ranked: Vec<(u32, i64)> = votes.keys().map(|bucket| (both(*bucket), *bucket)).collect();
    ranked.sort_unstable_by_key(|(votes, bucket)| (std::cmp::Reverse(*votes), *bucket));
    let mut found: Vec<SimilarPlace> = Vec::new();
    for (_, bucket) in ranked.into_iter().take(MOST_CANDIDATES * 2) {
        let start = usize::try_from(bucket * BUCKET - BUCKET).unwrap_or(0);
        let end = start + query.len() + 4 * BUCKET.unsigned_abs() as usize;
        let mut place = WordRange::new(start, end.min(text.ids.len()));
        // It may be right beside what is left out, but not inside.
        if place.start < apart.start {
            place.end = place.end.min(apart.start.max(place.start));
        } else {
            place.start = place.start.max(apart.end).min(place.end);
        }
        let is_known = found
            .iter()
            .any(|known| known.words.start < place.end && place.start < known.words.end);
        if is_known || found.len() == MOST_CANDIDATES {
            continue;
        }
        found.extend(align_at(query, text, place));
    }
    found.sort_by(|a, b| b.likeness.total_cmp(&a.likeness));
    found
}

/// Returns the part of a place that holds those words of `query` which occur there in order: a
/// longest common subsequence, narrowed by [`densest`]. `None` where there are none.
pub(super) fn align_at(
    query: &[u32],
    text: &NumberedWords,
    place: WordRange,
) -> Option<SimilarPlace> {
    let (rows, width) = (query.len(), place.len() + 1);
    let mut best = vec![0_u16; (rows + 1) * width];
    for row in 1..=rows {
        for column in 1..width {
            let here = row * width + column;
            let tied = query[row - 1] == text.ids[place.start + column - 1];
            best[here] = match tied {
                true => best[here - width - 1] + 1,
                false => best[here - width].max(best[here - 1]),
            };
        }
    }
    let (mut row, mut column) = (rows, width - 1);
    let mut tied: Vec<usize> = Vec::new();
    while row > 0 && column > 0 {
        let here = row * width + column;
        // Of several equal words the first, so that the part ends early.
        if best[here] == best[here - 1] {
            column -= 1;
        } else if query[row - 1] == text.ids[place.start + column - 1] {
            tied.push(place.start + column - 1);
            row -= 1;
            column -= 1;
        } else {
            row -= 1;
        }
    }
    tied.reverse();
    // And then the last one before the next word, so that the part begins late.
    for at in (0..tied.len().saturating_sub(1)).rev() {
        let id = text.ids[tied[at]];
        let later = (tied[at] + 1..tied[at + 1]).rev().find(|place| text.ids[*place] == id);
        tied[at] = later.unwrap_or(tied[at]);
    }
    let group = densest(&tied, |place| *place, rows);
    let words = WordRange::new(*group.first()?, group.last()? + 1);
    let likeness = 2.0 * group.len() as f64 / (rows + words.len()) as f64;
    Some(SimilarPlace { words, likeness })
}

/// Returns the part of `items` that is most like a sequence of `words` words: items whose
/// places are far from the rest are left out. The places are in rising order.
pub(super) fn densest<T>(items: &[T], place: impl Fn(&T) -> usize, words: usize) -> &[T] {
    let likeness = |part: &Range<usize>| match &items[part.clone()] {
        [] => 0.0,
        [first, .., last] => {
            2.0 * part.len() as f64 / (words + place(last) + 1 - place(first)) as f64
        }
        [_] => 2.0 / (words + 1) as f64,
    };
    let best = |parts: &mut dyn Iterator<Item = Range<usize>>| {
        parts.max_by(|a, b| likeness(a).total_cmp(&likeness(b)).then(a.len().cmp(&b.len())))
    };
    let all = 0..items.len();
    let behind = best(&mut (0..items.len()).map(|start| start..all.end)).unwrap_or(all);
    let part = best(&mut (behind.start..behind.end).map(|end| behind.start..end + 1));
    &items[part.unwrap_or(behind)]
}
