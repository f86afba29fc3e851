//! Which word of one text became which of another.
//!
//! Runs of words that stand once on each side are tied first, long ones before
//! short ones: a sentence that did not change is such a run (patience diff, Bram
//! Cohen; the row that rises on both sides is found as by Schensted, "Longest
//! increasing and decreasing subsequences", 1961). What is left between two ties is
//! looked at again by itself, where more stands only once, and what is small enough
//! is aligned word by word. Runs that are left on both sides after that were moved.
//!
//! What always holds: a word is tied to one word at most, of the same number, and
//! nothing costs more than the length of the texts times a constant, but for
//! sorting: what would need a larger table stays untied.

use std::{collections::HashMap, ops::Range};

use crate::evidence::align::longest_rising;

/// No tie.
const NONE: u32 = u32::MAX;

/// Lengths of the runs that are looked for, in words.
const RUNS: [usize; 6] = [16, 8, 4, 3, 2, 1];

/// A single word ties only in a gap that has no more words on either side.
const WIDEST_FOR_SINGLE: usize = 512;

/// The largest gap that is aligned word by word, in cells of its table.
const MOST_CELLS: usize = 1 << 16;

/// Words that stand in a row on both sides count so much more each.
const IN_A_ROW: u32 = 2;

/// A moved run has so many words at least.
const LEAST_MOVED: usize = 5;

/// Two runs were moved together when no more words stand between them.
const NEAR: usize = 12;

/// The ties of two texts.
#[derive(Clone, Debug)]
pub(super) struct WordAlignment {
    forth: Vec<u32>,
    back: Vec<u32>,
}

/// A part of both texts, as indexes of words.
type WordGap = (Range<usize>, Range<usize>);

impl WordAlignment {
    /// Ties the words of two texts that keep their order. `weight` says how much a
    /// word of the old text tells.
    pub(super) fn in_order(old: &[u32], new: &[u32], weight: &dyn Fn(usize) -> u32) -> Self {
        let mut ties = Self { forth: vec![NONE; old.len()], back: vec![NONE; new.len()] };
        ties.fill(old, new, weight, (0..old.len(), 0..new.len()));
        ties
    }

    /// The word of the new text that a word of the old one became.
    pub(super) fn forth(&self, at: usize) -> Option<usize> {
        self.forth.get(at).filter(|to| **to != NONE).map(|to| *to as usize)
    }

    /// The word of the old text that a word of the new one was.
    pub(super) fn back(&self, at: usize) -> Option<usize> {
        self.back.get(at).filter(|to| **to != NONE).map(|to| *to as usize)
    }

    fn tie(&mut self, old: usize, new: usize) {
        if self.forth[old] == NONE
            && self.back[new] == NONE
            && let (Ok(from), Ok(to)) = (u32::try_from(old), u32::try_from(new))
        {
            self.forth[old] = to;
            self.back[new] = from;
        }
    }

    /// Ties what stands in a gap, in order.
    fn fill(&mut self, old: &[u32], new: &[u32], weight: &dyn Fn(usize) -> u32, gap: WordGap) {
        let mut gaps = vec![gap];
        for run in RUNS {
            let mut rest = Vec::new();
            for gap in gaps {
                let gap = self.trim(old, new, gap);
                let widest = gap.0.len().max(gap.1.len());
                let is_small = cells(&gap) <= MOST_CELLS / 16;
                if is_small || (run == 1 && widest > WIDEST_FOR_SINGLE) {
                    rest.push(gap);
                    continue;
                }
                let pairs = longest_rising(&unique(old, new, &gap, run, |_, _| true));
                let (mut from, mut to) = (gap.0.start, gap.1.start);
                for (at, place) in pairs {
                    // Runs that overlap the one before are its continuation, or in its way.
                    let skip = (from.saturating_sub(at)).max(to.saturating_sub(place));
                    if skip >= run {
                        continue;
                    }
                    if skip == 0 {
                        rest.push((from..at, to..place));
                    }
                    for step in skip..run {
                        self.tie(at + step, place + step);
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

    /// Ties what is equal at both ends of a gap, and returns what is between.
    fn trim(&mut self, old: &[u32], new: &[u32], (mut a, mut b): WordGap) -> WordGap {
        while !a.is_empty() && !b.is_empty() && old[a.start] == new[b.start] {
            self.tie(a.start, b.start);
            a.start += 1;
            b.start += 1;
        }
        while !a.is_empty() && !b.is_empty() && old[a.end - 1] == new[b.end - 1] {
            a.end -= 1;
            b.end -= 1;
            self.tie(a.end, b.end);
        }
        (a, b)
    }

    /// Ties the words of a small gap such that as much as possible of what tells
    /// stands on both sides, in rows rather than here and there.
    fn align(&mut self, old: &[u32], new: &[u32], weight: &dyn Fn(usize) -> u32, gap: &WordGap) {
        let (rows, columns) = (gap.0.len(), gap.1.len());
        if rows == 0 || columns == 0 {
            return;
        }
        let width = columns + 1;
        // The best that ends in a tie of these two words, and the best of all so far.
        let mut tied = vec![0_u32; (rows + 1) * width];
        let mut best = vec![0_u32; (rows + 1) * width];
        for row in 1..=rows {
            let word = gap.0.start + row - 1;
            let gain = weight(word);
            for column in 1..=columns {
                let here = row * width + column;
                let diagonal = here - width - 1;
                if old[word] == new[gap.1.start + column - 1] {
                    let row_goes_on = tied[diagonal] + IN_A_ROW;
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
                self.tie(gap.0.start + row - 1, gap.1.start + column - 1);
                let diagonal = here - width - 1;
                let before = tied[here] - weight(gap.0.start + row - 1);
                in_row = tied[diagonal] > 0 && before == tied[diagonal] + IN_A_ROW;
                row -= 1;
                column -= 1;
            } else if best[here] == best[here - width] {
                row -= 1;
            } else {
                column -= 1;
            }
        }
    }

    /// Ties runs that stand elsewhere now.
    pub(super) fn moved(&mut self, old: &[u32], new: &[u32], weight: &dyn Fn(usize) -> u32) {
        for run in [4, 3] {
            let whole = (0..old.len(), 0..new.len());
            let is_free = |ties: &Self, side: bool, at: usize| {
                let row = if side { &ties.forth } else { &ties.back };
                row[at..at + run].iter().all(|to| *to == NONE)
            };
            let pairs = unique(old, new, &whole, run, |side, at| is_free(self, side, at));
            let mut group: Vec<(usize, usize)> = Vec::new();
            for pair in pairs.into_iter().map(Some).chain([None]) {
                if let (Some((at, place)), Some((from, to))) = (pair, group.last())
                    && at - from <= run + NEAR
                    && place > *to
                    && place - to <= run + NEAR
                {
                    group.push((at, place));
                    continue;
                }
                self.tie_group(old, new, weight, run, &group);
                group.clear();
                group.extend(pair);
            }
        }
    }

    /// Ties runs that were moved together, and what stands between and beside them.
    fn tie_group(
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
                self.tie(at + step, place + step);
            }
            from = (at + run, place + run);
        }
        // As far as nothing beside them is tied, up to a sentence on each side.
        let reach = |row: &[u32], at: usize| {
            row[at..].iter().take(3 * NEAR).take_while(|to| **to == NONE).count()
        };
        let reach_back = |row: &[u32], at: usize| {
            row[..at].iter().rev().take(3 * NEAR).take_while(|to| **to == NONE).count()
        };
        let ahead = (reach(&self.forth, from.0), reach(&self.back, from.1));
        self.align(old, new, weight, &(from.0..from.0 + ahead.0, from.1..from.1 + ahead.1));
        let behind = (reach_back(&self.forth, first.0), reach_back(&self.back, first.1));
        self.align(old, new, weight, &(first.0 - behind.0..first.0, first.1 - behind.1..first.1));
    }
}

fn cells(gap: &WordGap) -> usize {
    gap.0.len().saturating_mul(gap.1.len())
}

/// Runs of so many words that stand once on each side of a gap, by where they
/// begin, in the order of the old text. `may` says of each (of the old text or not)
/// whether it counts.
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
