//! What was last done to a text, for views that follow it.
//!
//! A view that keeps something of the text (lines that are set, words that were found) need not
//! look at the whole of it after each key: it asks for the changes since the version that it
//! knows.
//!
//! # Invariants
//!
//! The changes lead, one after the other, from the version asked for to the last one.

use std::collections::VecDeque;

use super::Change;

/// How many changes are kept.
const MOST: usize = 64;

/// How much the changes that are kept may have put in, in bytes.
const MOST_INSERTED: usize = 1_000_000;

/// The last changes of a text, the newest last.
#[derive(Clone, Debug, Default)]
pub(super) struct Log {
    changes: VecDeque<Change>,
    inserted: usize,
}

impl Log {
    /// Adds a change and forgets the oldest where it is too much.
    pub(super) fn add(&mut self, change: &Change) {
        if change.inserted() + change.edits().len() > MOST_INSERTED {
            // Whoever looks at so much again need not be told what of it is old.
            *self = Self::default();
            return;
        }
        self.inserted += change.inserted();
        self.changes.push_back(change.clone());
        while self.changes.len() > MOST || self.inserted > MOST_INSERTED {
            let Some(oldest) = self.changes.pop_front() else { return };
            self.inserted -= oldest.inserted();
        }
    }

    /// Returns the last `count` changes; `None` where they are not kept.
    pub(super) fn last(
        &self,
        count: usize,
    ) -> Option<impl DoubleEndedIterator<Item = &Change> + ExactSizeIterator + Clone> {
        Some(self.changes.range(self.changes.len().checked_sub(count)?..))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inserted(log: &Log, count: usize) -> Option<Vec<usize>> {
        Some(log.last(count)?.map(Change::inserted).collect())
    }

    #[test]
    fn the_last_changes_are_told_oldest_first() {
        let mut log = Log::default();
        for length in 1..=100 {
            log.add(&Change::insert(0, "a".repeat(length)));
        }
        assert_eq!(inserted(&log, 0), Some(vec![]));
        assert_eq!(inserted(&log, 3), Some(vec![98, 99, 100]));
        assert_eq!(inserted(&log, MOST).map(|told| told[0]), Some(37));
        assert_eq!(inserted(&log, MOST + 1), None);
    }

    #[test]
    fn changes_that_put_in_much_are_forgotten_sooner() {
        let mut log = Log::default();
        let half = Change::insert(0, "a".repeat(MOST_INSERTED / 2));
        (0..3).for_each(|_| log.add(&half));
        assert!(inserted(&log, 2).is_some() && inserted(&log, 3).is_none());
        log.add(&Change::insert(0, "a".repeat(MOST_INSERTED + 1)));
        assert_eq!((inserted(&log, 0), inserted(&log, 1)), (Some(vec![]), None));
    }
}
