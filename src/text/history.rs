//! Undo and redo on one stack.
//!
//! The stack knows nothing of what a step is: the project's steps change text,
//! quotes and claims alike. An entry holds the steps that take it back, in the
//! order in which they are to be applied. Entries that melt (the letters of a
//! word, typed one by one) become one.

/// One thing a writer did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry<S> {
    /// What it is called in the Edit menu: `Typing`, `Add quote`.
    pub label: &'static str,
    /// The steps that take it back, first to be applied first.
    pub steps: Vec<S>,
}

/// How many entries are kept before the oldest are forgotten.
const DEPTH: usize = 10_000;

/// What was done, and what was undone and can be done again.
#[derive(Clone, Debug)]
pub struct History<S> {
    done: Vec<Entry<S>>,
    undone: Vec<Entry<S>>,
    /// Whether the newest entry may still take in what comes next.
    open: bool,
}

impl<S> Default for History<S> {
    fn default() -> Self {
        Self { done: Vec::new(), undone: Vec::new(), open: false }
    }
}

impl<S> History<S> {
    /// Records what takes back the thing just done. Everything undone is forgotten.
    ///
    /// With `melts`, it joins the newest entry if that melts too, has the same
    /// label and was not closed by [`History::close`].
    pub fn record(&mut self, entry: Entry<S>, melts: bool) {
        self.undone.clear();
        match self.done.last_mut() {
            Some(last) if melts && self.open && last.label == entry.label => {
                last.steps.splice(0..0, entry.steps);
            }
            _ => self.done.push(entry),
        }
        if self.done.len() > DEPTH {
            self.done.remove(0);
        }
        self.open = melts;
    }

    /// The next thing recorded begins an entry of its own.
    pub fn close(&mut self) {
        self.open = false;
    }

    /// What undo would take back.
    pub fn undo_label(&self) -> Option<&'static str> {
        self.done.last().map(|entry| entry.label)
    }

    /// What redo would do again.
    pub fn redo_label(&self) -> Option<&'static str> {
        self.undone.last().map(|entry| entry.label)
    }

    /// Takes the newest entry off. The caller applies its steps and hands back
    /// what they returned to [`History::was_undone`].
    pub fn take_undo(&mut self) -> Option<Entry<S>> {
        self.close();
        self.done.pop()
    }

    /// Takes the newest undone entry off; see [`History::was_redone`].
    pub fn take_redo(&mut self) -> Option<Entry<S>> {
        self.close();
        self.undone.pop()
    }

    /// Keeps the steps that do again what was just undone.
    pub fn was_undone(&mut self, entry: Entry<S>) {
        self.undone.push(entry);
    }

    /// Keeps the steps that undo again what was just redone.
    pub fn was_redone(&mut self, entry: Entry<S>) {
        self.done.push(entry);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(label: &'static str, step: u8) -> Entry<u8> {
        Entry { label, steps: vec![step] }
    }

    #[test]
    fn typing_melts_into_one_entry_newest_step_first() {
        let mut history = History::default();
        history.record(entry("Typing", 1), true);
        history.record(entry("Typing", 2), true);
        assert_eq!(history.take_undo(), Some(Entry { label: "Typing", steps: vec![2, 1] }));
        assert_eq!(history.take_undo(), None);
    }

    #[test]
    fn an_entry_that_was_closed_takes_nothing_in() {
        let mut history = History::default();
        history.record(entry("Typing", 1), true);
        history.close();
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
}
