//! The pastes that wait for the clipboard, and where in the draft they belong.
//!
//! # Invariants
//! - A place moves with every edit, so what is typed while the clipboard is read comes behind
//!   what was pasted and is not replaced by it.
//! - Of two pastes at one place the first that was asked for stands in front.

use nutgraf_engine::{
    range::DraftRange,
    text::{Bias, Change},
};

/// A paste that waits for the clipboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct PendingPaste {
    serial: u64,
    /// What it replaces, in bytes of the draft as it is now.
    range: DraftRange,
    /// Whether without a look, and without a link that it makes of the words.
    is_plain: bool,
}

/// The pastes of the open project.
#[derive(Debug, Default)]
pub(in crate::app) struct PasteState {
    last: u64,
    pending: Vec<PendingPaste>,
}

impl PasteState {
    /// Notes that the clipboard is read for a place, and returns the number of this paste.
    pub(in crate::app) fn begin(&mut self, range: DraftRange, is_plain: bool) -> u64 {
        self.last += 1;
        self.pending.push(PendingPaste { serial: self.last, range, is_plain });
        self.last
    }

    /// Returns what a paste replaces; `None` where it has ended or its project is closed.
    pub(in crate::app) fn place(&self, serial: u64) -> Option<DraftRange> {
        self.pending.iter().find(|paste| paste.serial == serial).map(|paste| paste.range)
    }

    /// Whether a paste is of plain words.
    pub(in crate::app) fn is_plain(&self, serial: u64) -> bool {
        self.pending.iter().any(|paste| paste.serial == serial && paste.is_plain)
    }

    /// Ends a paste, and returns what it replaces as [`Self::place`] does.
    pub(in crate::app) fn end(&mut self, serial: u64) -> Option<DraftRange> {
        let at = self.pending.iter().position(|paste| paste.serial == serial)?;
        Some(self.pending.remove(at).range)
    }

    /// Moves the places with an edit.
    pub(in crate::app) fn follow(&mut self, change: &Change) {
        for PendingPaste { range, .. } in &mut self.pending {
            let end = change.map(range.end, Bias::Left);
            // What is typed in front of words that are replaced is not among them.
            let bias = if range.is_empty() { Bias::Left } else { Bias::Right };
            *range = DraftRange::new(change.map(range.start, bias).min(end), end);
        }
    }

    /// Puts the pastes at a place behind what was pasted there before them.
    pub(in crate::app) fn put_behind(&mut self, start: usize, end: usize) {
        for paste in &mut self.pending {
            if paste.range == DraftRange::at(start) {
                paste.range = DraftRange::at(end);
            }
        }
    }

    /// Forgets all.
    pub(in crate::app) fn clear(&mut self) {
        self.pending.clear();
    }
}
