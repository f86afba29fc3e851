//! Which word of one text became which word of another.
//!
//! Runs of words that occur once on each side are paired first, long runs before short ones: a
//! sentence that did not change is such a run (patience diff, Bram Cohen; the longest sequence
//! that rises on both sides is found as by Schensted, "Longest increasing and decreasing
//! subsequences", 1961). Each gap between two pairs is then looked at by itself, where more runs
//! occur only once; a gap that is small enough is aligned word by word. Runs that remain on both
//! sides after that were moved.
//!
//! # Invariants
//!
//! - A word is paired with at most one word, which has the same number.
//! - Time is the length of the texts times a constant, but for sorting. What would need a larger
//!   table stays unpaired.

use std::{collections::HashMap, ops::Range};

use super::thresholds::{
    BESIDE_MOVED, FEW_CELLS, LEAST_MOVED, MOST_CELLS, MOVED_RUNS, RUNS, WEIGHT_IN_A_ROW,
    WIDEST_BETWEEN_MOVED, WIDEST_FOR_SINGLE,
};
use crate::evidence::align::longest_rising;

/// Stands for a word without a partner.
const NONE: u32 = u32::MAX;

/// The pairs of words of an old and a new text.
#[derive(Clone, Debug)]
pub(super) struct WordAlignment {
    /// For each word of the old text, the index of its partner in the new one, or [`NONE`].
    new_of_old: Vec<u32>,
    /// For each word of the new text, the index of its partner in the old one, or [`NONE`].
    old_of_new: Vec<u32>,
}

/// A part of the old and a part of the new text, as indexes of words.
type WordGap = (Range<usize>, Range<usize>);

impl WordAlignment {
    /// Pairs the words of two texts that kept their order. `weight` says how much a word of the
    /// old text counts, by its index.
    pub(super) fn of_words_in_order(
        old: &[u32],
        new: &[u32],
        weight: &dyn Fn(usize) -> u32,
    ) -> Self {
        let mut pairs =
            Self { new_of_old: vec![NONE; old.len()], old_of_new: vec![NONE; new.len()] };
        pairs.pair_in_order(old, new, weight, (0..old.len(), 0..new.len()));
        pairs
    }

    /// Returns the word of the new text that a word of the old one became.
    pub(super) fn new_of(&self, at: usize) -> Option<usize> {
        self.new_of_old.get(at).filter(|to| **to != NONE).map(|to| *to as usize)
    }

    /// Returns the word of the old text that a word of the new one was.
    pub(super) fn old_of(&self, at: usize) -> Option<usize> {
        self.old_of_new.get(at).filter(|to| **to != NONE).map(|to| *to as usize)
    }

    /// Pairs two words that have no partner yet.
    fn pair(&mut self, old: usize, new: usize) {
        if self.new_of_old[old] == NONE
            && self.old_of_new[new] == NONE
            && let (Ok(from), Ok(to)) = (u32::try_from(old), u32::try_from(new))
        {
            self.new_of_old[old] = to;
            self.old_of_new[new] = from;
        }
    }

    /// Pairs the words of a gap that kept their order.
    fn pair_in_order(
        &mut self,
        old: &[u32],
        new: &[u32],
        weight: &dyn Fn(usize) -> u32,
        gap: WordGap,
    ) {
        let mut gaps = vec![gap];
        for run in RUNS {
            let mut rest = Vec::new();
            for gap in gaps {
                let gap = self.trim(old, new, gap);
                let widest = gap.0.len().max(gap.1.len());
                let is_small = cells(&gap) <= FEW_CELLS;
                if is_small || (run == 1 && widest > WIDEST_FOR_SINGLE) {
                    rest.push(gap);
                    continue;
                }
                let pairs = longest_rising(&unique(old, new, &gap, run, |_, _| true));
                let (mut from, mut to) = (gap.0.start, gap.1.start);
                for (at, place) in pairs {
                    // A run that overlaps the one before continues it, or contradicts it.
                    let skip = (from.saturating_sub(at)).max(to.saturating_sub(place));
                    if skip >= run {
                        continue;
                    }
                    if skip == 0 {
                        rest.push((from..at, to..place));
                    }
                    for step in skip..run {
                        self.pair(at + step, place + step);
                    }
                    (from, to) = (at + run, place + run);
                }
                rest.push((from..gap.0.end, to..gap.1.end));
            }
            gaps = rest;
            gaps.retain(|gap| !gap.0.is_empty() && !gap.1.is_empty());
        }
        for gap in gaps {
            let gap = self.trim(old, new, gap);
            if cells(&gap) <= MOST_CELLS {
                self.align(old, new, weight, &gap);
            }
        }
    }

    /// Pairs what is equal at both ends of a gap, and returns what is between.
    fn trim(&mut self, old: &[u32], new: &[u32], (mut a, mut b): WordGap) -> WordGap {
        while !a.is_empty() && !b.is_empty() && old[a.start] == new[b.start] {
            self.pair(a.start, b.start);
            a.start += 1;
            b.start += 1;
        }
        while !a.is_empty() && !b.is_empty() && old[a.end - 1] == new[b.end - 1] {
            a.end -= 1;
            b.end -= 1;
            self.pair(a.end, b.end);
        }
        (a, b)
    }

    /// Pairs the words of a small gap so that the weight of the pairs is greatest, with runs
    /// preferred to scattered words.
    fn align(&mut self, old: &[u32], new: &[u32], weight: &dyn Fn(usize) -> u32, gap: &WordGap) {
        let (rows, columns) = (gap.0.len(), gap.1.len());
        if rows == 0 || columns == 0 {
            return;
        }
        let width = columns + 1;
        // The best weight that ends in a pair of these two words, and the best of all so far.
        let mut tied = vec![0_u32; (rows + 1) * width];
        let mut best = vec![0_u32; (rows + 1) * width];
        for row in 1..=rows {
            let word = gap.0.start + row - 1;
            let gain = weight(word);
            for column in 1..=columns {
                let here = row * width + column;
                let diagonal = here - width - 1;
                if old[word] == new[gap.1.start + column - 1] {
                    let row_goes_on = tied[diagonal] + WEIGHT_IN_A_ROW;
                    let before = if tied[diagonal] > 0 {
                        row_goes_on.max(best[diagonal])
                    } else {
                        best[diagonal]
                    };
                    tied[here] = before + gain;
                }
                best[here] = tied[here].max(best[here - width]).max(best[here - 1]);
            }
        }
        let (mut row, mut column) = (rows, columns);
        let mut in_row = false;
        while row > 0 && column > 0 {
            let here = row * width + column;
            if in_row || tied[here] == best[here] && tied[here] > 0 {
                self.pair(gap.0.start + row - 1, gap.1.start + column - 1);
                let diagonal = here - width - 1;
                let before = tied[here] - weight(gap.0.start + row - 1);
                in_row = tied[diagonal] > 0 && before == tied[diagonal] + WEIGHT_IN_A_ROW;
                row -= 1;
                column -= 1;
            } else if best[here] == best[here - width] {
                row -= 1;
            } else {
                column -= 1;
            }
        }
    }

    /// Pairs the words of runs that were moved.
    pub(super) fn align_moved(&mut self, old: &[u32], new: &[u32], weight: &dyn Fn(usize) -> u32) {
        for run in MOVED_RUNS {
            let whole = (0..old.len(), 0..new.len());
            let is_free = |pairs: &Self, is_old: bool, at: usize| {
                let row = if is_old { &pairs.new_of_old } else { &pairs.old_of_new };
                row[at..at + run].iter().all(|to| *to == NONE)
            };
            let pairs = unique(old, new, &whole, run, |side, at| is_free(self, side, at));
            let mut group: Vec<(usize, usize)> = Vec::new();
            for pair in pairs.into_iter().map(Some).chain([None]) {
                if let (Some((at, place)), Some((from, to))) = (pair, group.last())
                    && at - from <= run + WIDEST_BETWEEN_MOVED
                    && place > *to
                    && place - to <= run + WIDEST_BETWEEN_MOVED
                {
                    group.push((at, place));
                    continue;
                }
                self.pair_group(old, new, weight, run, &group);
                group.clear();
                group.extend(pair);
            }
        }
    }

    /// Pairs runs that were moved together, and the words between and beside them.
    fn pair_group(
        &mut self,
        old: &[u32],
        new: &[u32],
        weight: &dyn Fn(usize) -> u32,
        run: usize,
        group: &[(usize, usize)],
    ) {
        let (Some(first), Some(last)) = (group.first(), group.last()) else { return };
        if last.0 - first.0 + run < LEAST_MOVED {
            return;
        }
        let mut from = *first;
        for (at, place) in group {
            if *at > from.0 && *place > from.1 {
                self.align(old, new, weight, &(from.0..*at, from.1..*place));
            }
            for step in 0..run {
                self.pair(at + step, place + step);
            }
            from = (at + run, place + run);
        }
        // Up to a sentence on each side, as far as the words there have no partner.
        let reach = |row: &[u32], at: usize| {
            row[at..].iter().take(BESIDE_MOVED).take_while(|to| **to == NONE).count()
        };
        let reach_back = |row: &[u32], at: usize| {
            row[..at].iter().rev().take(BESIDE_MOVED).take_while(|to| **to == NONE).count()
        };
        let ahead = (reach(&self.new_of_old, from.0), reach(&self.old_of_new, from.1));
        self.align(old, new, weight, &(from.0..from.0 + ahead.0, from.1..from.1 + ahead.1));
        let behind = (reach_back(&self.new_of_old, first.0), reach_back(&self.old_of_new, first.1));
        self.align(old, new, weight, &(first.0 - behind.0..first.0, first.1 - behind.1..first.1));
    }
}

/// Returns the size of the table that a gap needs.
fn cells(gap: &WordGap) -> usize {
    gap.0.len().saturating_mul(gap.1.len())
}

/// Returns the starts of the runs of `run` words that occur once on each side of a gap, in the
/// order of the old text. `may` says whether a run counts, by its text (`true` for the old one)
/// and its start.
fn unique(
    old: &[u32],
    new: &[u32],
    gap: &WordGap,
    run: usize,
    may: impl Fn(bool, usize) -> bool,
) -> Vec<(usize, usize)> {
    const TWICE: usize = usize::MAX;
    let mut seen: HashMap<&[u32], (usize, usize)> = HashMap::with_capacity(gap.0.len());
    const NEVER: usize = usize::MAX - 1;
    let starts =
        |side: &Range<usize>| side.start..(side.end + 1).saturating_sub(run).max(side.start);
    for at in starts(&gap.0).filter(|at| may(true, *at)) {
        let places = seen.entry(&old[at..at + run]).or_insert((NEVER, NEVER));
        places.0 = if places.0 == NEVER { at } else { TWICE };
    }
    for at in starts(&gap.1).filter(|at| may(false, *at)) {
        if let Some(places) = seen.get_mut(&new[at..at + run]) {
            places.1 = if places.1 == NEVER { at } else { TWICE };
        }
    }
    let once = |place: usize| place != NEVER && place != TWICE;
    let mut pairs: Vec<_> =
        seen.into_values().filter(|(at, place)| once(*at) && once(*place)).collect();
    pairs.sort_unstable();
    pairs
}
