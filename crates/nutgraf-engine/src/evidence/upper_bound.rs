//! An upper bound of the words of a quotation that a stretch of a source can match.
//!
//! A quotation comes from a place only where at least half of its words are there in order, one
//! run of them moved perhaps. The longest common subsequence bounds that number, in one step for
//! each word of the stretch, so that the many windows which merely speak of the same things are
//! never aligned.
//!
//! # Invariants
//!
//! The bound is never below what an alignment could find.

/// The most words of a quotation: the bits of a row.
const MOST: usize = u128::BITS as usize;

/// What one word of a quotation asks of a source.
pub(super) struct BoundWord {
    /// The ids of the tokens that match it; `None` where any token may.
    pub(super) ids: Option<[Option<u32>; 2]>,
    /// Its weight.
    pub(super) weight: u32,
}

/// A quotation's words, as numbers of one index.
pub(super) struct UpperBound {
    /// For each number, rising, the words of the quotation that it stands for.
    rows: Vec<(u32, u128)>,
    /// Words that may stand for any number.
    any: u128,
    count: u32,
    weights: Vec<u32>,
    /// What the quotation's signs weigh, each 1.
    signs: u32,
}

impl UpperBound {
    /// The words in order, and how many signs there are besides; `None` for a
    /// quotation of more words than bits.
    pub(super) fn new(words: &[BoundWord], signs: u32) -> Option<Self> {
        let count = u32::try_from(words.len()).ok().filter(|_| words.len() <= MOST)?;
        let mut rows: Vec<(u32, u128)> = Vec::with_capacity(2 * words.len());
        let mut any = 0;
        for (at, word) in words.iter().enumerate() {
            match word.ids {
                Some(ids) => rows.extend(ids.iter().flatten().map(|id| (*id, 1 << at))),
                None => any |= 1 << at,
            }
        }
        rows.sort_unstable_by_key(|(id, _)| *id);
        rows.dedup_by(|next, row| {
            let is_same = next.0 == row.0;
            row.1 |= if is_same { next.1 } else { 0 };
            is_same
        });
        let weights = words.iter().map(|word| word.weight).collect();
        Some(Self { rows, any, count, weights, signs })
    }

    /// Whether a stretch of words can have half of the quotation's, and of 1,000
    /// at least `likeness` of what they weigh.
    pub(super) fn reaches(&self, stretch: impl Iterator<Item = u32>, likeness: u32) -> bool {
        let stretch: Vec<u128> = stretch.map(|id| self.row(id)).filter(|row| *row != 0).collect();
        self.most_likeness(&stretch) >= likeness && self.has_half(&stretch)
    }

    /// No likeness is greater: every word that is there and every sign found,
    /// every other word half found by a slip.
    fn most_likeness(&self, stretch: &[u128]) -> u32 {
        let known = stretch.iter().fold(0, |known, row| known | row);
        let found = |(at, weight): (usize, &u32)| {
            if known >> at & 1 == 1 { *weight } else { weight / 2 }
        };
        let found: u32 = self.weights.iter().enumerate().map(found).sum();
        let total: u32 = self.weights.iter().sum();
        1_000 * (found + self.signs) / (total + self.signs).max(1)
    }

    fn has_half(&self, stretch: &[u128]) -> bool {
        let in_order = self.in_order(stretch);
        2 * in_order >= self.count || 2 * (in_order + self.longest_run(stretch)) >= self.count
    }

    fn row(&self, id: u32) -> u128 {
        let found = self.rows.binary_search_by_key(&id, |(known, _)| *known);
        found.map_or(0, |at| self.rows[at].1) | self.any
    }

    /// The length of the longest common row, gaps allowed, by adding bits (Hyyrö,
    /// "Bit-parallel LCS-length computation revisited", 2004).
    fn in_order(&self, stretch: &[u128]) -> u32 {
        let mut open = u128::MAX;
        for row in stretch {
            let both = open & row;
            open = open.wrapping_add(both) | (open & !both);
        }
        let used = if self.count == u128::BITS { u128::MAX } else { (1 << self.count) - 1 };
        (!open & used).count_ones()
    }

    /// The length of the longest run that is in both without a gap, words that
    /// the quotation lacks passed over.
    fn longest_run(&self, stretch: &[u128]) -> u32 {
        let mut lengths = [0u32; MOST + 1];
        let mut longest = 0;
        for row in stretch {
            for at in (0..self.count as usize).rev() {
                let stands = row >> at & 1 == 1;
                lengths[at + 1] = if stands { lengths[at] + 1 } else { 0 };
                longest = longest.max(lengths[at + 1]);
            }
        }
        longest
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn obvious(query: &[u32], stretch: &[u32]) -> usize {
        let mut best = vec![0; query.len() + 1];
        for word in stretch {
            let before = best.clone();
            for at in 0..query.len() {
                best[at + 1] =
                    if query[at] == *word { before[at] + 1 } else { before[at + 1].max(best[at]) };
            }
        }
        best[query.len()]
    }

    fn bound(ids: &[u32]) -> Option<UpperBound> {
        let asks = |id: &u32| BoundWord { ids: Some([Some(*id), None]), weight: 2 };
        UpperBound::new(&ids.iter().map(asks).collect::<Vec<_>>(), 0)
    }

    proptest! {
        #[test]
        fn the_common_row_is_as_long_as_the_obvious_way_finds_it(
            query in proptest::collection::vec(0u32..6, 1..129),
            stretch in proptest::collection::vec(0u32..8, 0..60),
        ) {
            let bound = bound(&query).expect("short enough");
            let rows: Vec<u128> = stretch.iter().map(|id| bound.row(*id)).collect();
            prop_assert_eq!(bound.in_order(&rows) as usize, obvious(&query, &stretch));
        }
    }

    #[test]
    fn a_moved_run_counts_and_strangers_do_not() {
        let bound = bound(&[1, 2, 3, 4, 5, 6, 7, 8]).expect("short enough");
        assert!(bound.reaches([9, 1, 9, 2, 9, 3, 4].into_iter(), 0));
        assert!(bound.reaches([7, 8, 1, 2].into_iter(), 0));
        assert!(!bound.reaches([8, 7, 6, 5, 4, 3, 2, 1].into_iter(), 0));
        assert!(!bound.reaches([9, 9, 1, 9].into_iter(), 0));
    }

    #[test]
    fn words_that_are_missing_count_half_since_a_slip_may_hide_them() {
        let bound = bound(&[1, 2, 3, 4]).expect("short enough");
        assert!(bound.reaches([1, 2, 3].into_iter(), 875));
        assert!(!bound.reaches([1, 2, 3].into_iter(), 876));
    }

    #[test]
    fn a_quotation_of_more_words_than_bits_has_no_bound() {
        assert!(bound(&[1; 129]).is_none());
    }
}
