//! Undo and redo on one stack.
//!
//! The stack knows nothing of what a step is, nor of how it is called: the project's steps
//! change text, quotes and claims alike. An entry holds the steps that take it back, in the
//! order in which they are to be applied. Entries that coalesce (the letters of a
//! word, typed one by one) become one.

use std::collections::VecDeque;

/// One action of the writer, as steps that take it back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryEntry<S, L> {
    /// What the action is called.
    pub label: L,
    /// The steps that take it back, first to be applied first.
    pub steps: Vec<S>,
}

/// The most entries that are kept; older ones are dropped.
const DEPTH: usize = 10_000;

/// Names a state that the history passed through. Undo and redo lead back to
/// the same place, so equal places mean equal contents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HistoryPoint(u64);

impl HistoryPoint {
    /// A place to which no undo and no redo leads.
    pub const NOWHERE: Self = Self(u64::MAX);
}

/// The undo and redo stacks.
#[derive(Clone, Debug)]
pub struct History<S, L> {
    /// Each entry with the point it led to.
    done: VecDeque<(HistoryPoint, HistoryEntry<S, L>)>,
    undone: Vec<(HistoryPoint, HistoryEntry<S, L>)>,
    /// The place before the oldest entry that is kept.
    first: HistoryPoint,
    /// The place that an entry taken off for undo or redo led to.
    taken: HistoryPoint,
    newest: u64,
    /// Whether the newest entry may still take in what comes next.
    open: bool,
}

impl<S, L> Default for History<S, L> {
    fn default() -> Self {
        Self {
            done: VecDeque::new(),
            undone: Vec::new(),
            first: HistoryPoint::default(),
            taken: HistoryPoint::default(),
            newest: 0,
            open: false,
        }
    }
}

impl<S, L: Copy + PartialEq> History<S, L> {
    /// Records the entry that takes back what was just done. Everything undone is dropped.
    ///
    /// With `coalesces`, it joins the newest entry if that coalesces too, has the same
    /// label and [`History::break_coalescing`] was not called since.
    pub fn record(&mut self, entry: HistoryEntry<S, L>, coalesces: bool) {
        self.undone.clear();
        self.newest += 1;
        let place = HistoryPoint(self.newest);
        match self.done.back_mut() {
            Some((at, last)) if coalesces && self.open && last.label == entry.label => {
                *at = place;
                last.steps.splice(0..0, entry.steps);
            }
            _ => self.done.push_back((place, entry)),
        }
        if self.done.len() > DEPTH
            && let Some((place, _)) = self.done.pop_front()
        {
            self.first = place;
        }
        self.open = coalesces;
    }

    /// Returns the point at which the history is now.
    pub fn place(&self) -> HistoryPoint {
        self.done.back().map_or(self.first, |(place, _)| *place)
    }

    /// Makes the next thing recorded begin an entry of its own.
    pub fn break_coalescing(&mut self) {
        self.open = false;
    }

    /// Returns the name of what undo would take back.
    pub fn undo_label(&self) -> Option<L> {
        self.done.back().map(|(_, entry)| entry.label)
    }

    /// Returns the name of what redo would do again.
    pub fn redo_label(&self) -> Option<L> {
        self.undone.last().map(|(_, entry)| entry.label)
    }

    /// Removes the newest entry and returns it. The caller applies its steps and hands back
    /// what they returned to [`History::was_undone`].
    pub fn take_undo(&mut self) -> Option<HistoryEntry<S, L>> {
        self.break_coalescing();
        let (place, entry) = self.done.pop_back()?;
        self.taken = place;
        Some(entry)
    }

    /// Removes the newest undone entry and returns it; see [`History::was_redone`].
    pub fn take_redo(&mut self) -> Option<HistoryEntry<S, L>> {
        self.break_coalescing();
        let (place, entry) = self.undone.pop()?;
        self.taken = place;
        Some(entry)
    }

    /// Keeps the steps that do again what was just undone.
    pub fn was_undone(&mut self, entry: HistoryEntry<S, L>) {
        self.undone.push((self.taken, entry));
    }

    /// Keeps the steps that undo again what was just redone.
    pub fn was_redone(&mut self, entry: HistoryEntry<S, L>) {
        self.done.push_back((self.taken, entry));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(label: &'static str, step: u8) -> HistoryEntry<u8, &'static str> {
        HistoryEntry { label, steps: vec![step] }
    }

    #[test]
    fn typing_coalesces_into_one_entry_newest_step_first() {
        let mut history = History::default();
        history.record(entry("Typing", 1), true);
        history.record(entry("Typing", 2), true);
        assert_eq!(history.take_undo(), Some(HistoryEntry { label: "Typing", steps: vec![2, 1] }));
        assert_eq!(history.take_undo(), None);
    }

    #[test]
    fn nothing_coalesces_with_an_entry_before_a_break() {
        let mut history = History::default();
        history.record(entry("Typing", 1), true);
        history.break_coalescing();
        history.record(entry("Typing", 2), true);
        history.record(entry("Add quote", 3), false);
        history.record(entry("Typing", 4), true);
        let steps: Vec<_> = std::iter::from_fn(|| history.take_undo()).map(|e| e.steps).collect();
        assert_eq!(steps, [vec![4], vec![3], vec![2], vec![1]]);
    }

    #[test]
    fn doing_something_new_forgets_what_was_undone() {
        let mut history = History::default();
        history.record(entry("A", 1), false);
        let undone = history.take_undo().unwrap();
        history.was_undone(undone);
        assert_eq!(history.redo_label(), Some("A"));
        history.record(entry("B", 2), false);
        assert_eq!(history.redo_label(), None);
    }

    #[test]
    fn undo_leads_back_to_the_place_it_came_from_and_redo_to_the_other() {
        let mut history = History::default();
        let start = history.place();
        history.record(entry("Typing", 1), true);
        let saved = history.place();
        history.record(entry("Typing", 2), true);
        assert_ne!(history.place(), saved, "a coalesced entry leads elsewhere");
        let undone = history.take_undo().unwrap();
        history.was_undone(undone);
        assert_eq!(history.place(), start);
        let redone = history.take_redo().unwrap();
        history.was_redone(redone);
        assert_ne!(history.place(), start);
        assert_ne!(history.place(), saved);
    }

    #[test]
    fn forgetting_the_oldest_entries_does_not_confuse_places() {
        let mut history = History::default();
        let start = history.place();
        for step in 0..=DEPTH {
            history.record(entry("A", step as u8), false);
        }
        while history.take_undo().is_some() {}
        assert_ne!(history.place(), start);
    }
}
