//! The windows of a snapshot from which a quotation without an exact match most likely came.
//!
//! Every pair of neighbouring words that both texts have votes for the place
//! where it stands, the louder the rarer it is; the places with the most votes
//! are the windows worth aligning. Common pairs are not followed: a budget of
//! votes keeps a text of one repeated word as cheap as any other.

use std::{cmp::Reverse, ops::Range};

use super::index::SnapshotIndex;
use crate::range::TokenRange;

/// The most places looked at for one quotation in one snapshot.
const MOST_VOTES: usize = 512;

/// Occurrences beyond which a pair or word says nothing about where to look, unless there is
/// nothing better.
const COMMON: usize = 256;

/// The most pairs of a long quotation that are looked up.
const MOST_PAIRS: usize = 512;

/// The most windows given.
const MOST_WINDOWS: usize = 3;

/// A stretch of tokens worth aligning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CandidateWindow {
    /// The sum of the rarities of the pairs found in it.
    pub(super) score: u32,
    pub(super) tokens: TokenRange,
}

/// A pair or word of the query and its occurrences.
struct Seed<'a> {
    at: usize,
    is_pair: bool,
    weight: u32,
    hits: &'a [u32],
}

/// One place of a seed.
struct Vote {
    position: usize,
    at: usize,
    is_pair: bool,
    weight: u32,
}

/// Returns the windows that have the most and rarest pairs of `query`, best first.
///
/// `query` gives the number of each word, where the snapshot has it at all;
/// `room` is the number of words of the source that the quotation's ellipses and brackets may
/// stand for.
pub(super) fn candidates(
    index: &SnapshotIndex,
    query: &[Option<u32>],
    room: usize,
) -> Vec<CandidateWindow> {
    let votes = votes(index, query);
    let width = query.len() + query.len() / 2 + 40 + room + room / 4;
    let windows = scored(&votes, width, query.len());
    let slack = 8 + query.len() / 8;
    let mut found: Vec<CandidateWindow> = Vec::new();
    let mut taken: Vec<Range<usize>> = Vec::new();
    let is_free = |run: &Range<usize>, taken: &[Range<usize>]| {
        !taken.iter().any(|other| run.start < other.end && other.start < run.end)
    };
    while found.len() < MOST_WINDOWS {
        // Of equal ones the first; few are wanted, so they are not sorted.
        let free = windows.iter().filter(|(_, run)| is_free(run, &taken));
        let best = free.min_by_key(|(score, run)| (Reverse(*score), run.start));
        let Some((score, run)) = best.cloned() else { break };
        let (first, last) = (&votes[run.start], &votes[run.end - 1]);
        let start = first.position.saturating_sub(first.at + slack);
        let end = last.position + (query.len() - last.at) + slack;
        found.push(CandidateWindow { score, tokens: TokenRange::new(start, end.min(index.len())) });
        taken.push(run);
    }
    found
}

fn votes(index: &SnapshotIndex, query: &[Option<u32>]) -> Vec<Vote> {
    // Evenly spread over a quotation that is too long to look at every pair.
    let stride = query.len().div_ceil(MOST_PAIRS).max(1);
    let mut seeds: Vec<Seed> = Vec::new();
    for at in (0..query.len()).step_by(stride) {
        let Some(first) = query[at] else { continue };
        let weight = index.rarity(Some(first));
        if let Some(Some(second)) = query.get(at + 1) {
            let hits = index.hits(&[first, *second]);
            let weight = 2 * (weight + index.rarity(Some(*second)));
            seeds.push(Seed { at, is_pair: true, weight, hits });
        }
        if index.is_word(first) && index.count(first) <= COMMON / 4 {
            seeds.push(Seed { at, is_pair: false, weight, hits: index.hits(&[first]) });
        }
    }
    seeds.retain(|seed| !seed.hits.is_empty());
    seeds.sort_unstable_by_key(|seed| (seed.hits.len(), seed.at, seed.is_pair));
    let mut votes = Vec::new();
    for seed in seeds {
        let is_enough = !votes.is_empty() && seed.hits.len() > COMMON;
        if is_enough || votes.len() >= MOST_VOTES {
            break;
        }
        // Hits are in the order of what follows them: of too many, some from everywhere.
        let step = seed.hits.len().div_ceil(MOST_VOTES - votes.len()).max(1);
        let hits = seed.hits.iter().step_by(step);
        votes.extend(hits.map(|hit| Vote {
            position: *hit as usize,
            at: seed.at,
            is_pair: seed.is_pair,
            weight: seed.weight,
        }));
    }
    votes.sort_unstable_by_key(|vote| (vote.position, vote.at, vote.is_pair));
    votes
}

/// For each vote, the run of votes within `width` tokens and what it weighs;
/// each pair and each word of the query counts once.
fn scored(votes: &[Vote], width: usize, length: usize) -> Vec<(u32, Range<usize>)> {
    let mut counts = vec![0u32; 2 * length];
    let seed = |vote: &Vote| 2 * vote.at + usize::from(vote.is_pair);
    let (mut score, mut end) = (0u32, 0);
    let mut windows = Vec::with_capacity(votes.len());
    for start in 0..votes.len() {
        while let Some(vote) = votes.get(end)
            && vote.position <= votes[start].position + width
        {
            let count = &mut counts[seed(vote)];
            score += if *count == 0 { vote.weight } else { 0 };
            *count += 1;
            end += 1;
        }
        windows.push((score, start..end));
        let vote = &votes[start];
        let count = &mut counts[seed(vote)];
        *count -= 1;
        score -= if *count == 0 { vote.weight } else { 0 };
    }
    windows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SnapshotFormat;

    fn best(text: &str, query: &str) -> String {
        let index = SnapshotIndex::build(text.into(), SnapshotFormat::Plain);
        let query: Vec<_> = query.split(' ').map(|word| index.id(word)).collect();
        let found = candidates(&index, &query, 0);
        found.first().map_or(String::new(), |best| text[index.original(best.tokens)].into())
    }

    #[test]
    fn the_window_with_the_rarest_pairs_wins() {
        let filler = "it is what it is and that is that ".repeat(60);
        let text = format!("{filler} the rare zebra is striped here {filler} that zebra {filler}");
        assert!(best(&text, "the rare zebra was striped here").contains("rare zebra is striped"));
    }

    #[test]
    fn nothing_in_common_gives_no_window() {
        assert_eq!(best("one two three", "four five six"), "");
    }
}
