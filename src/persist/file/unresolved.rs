//! Anchors of a draft that was changed outside the program.
//!
//! Somebody edited the project file by hand, or Git merged it: words do not stand
//! where the file says.
//!
//! # Invariants
//!
//! - An anchor is set on its own words, or on words that cannot be taken for others, or
//!   on none.
//! - The writer is told of each.

use super::{
    Fault,
    convert::Loading,
    note::{AnchorOutcome, LoadNote},
};
use crate::persist::inconsistency::RecordInFile;
use nutgraf_engine::{
    evidence::reanchor::{Relocation, UnresolvedWords, relocate},
    range::DraftRange,
    text::AnchorKey,
};

/// An anchor whose words do not stand where they did.
pub(super) struct UnresolvedAnchor {
    pub(super) key: AnchorKey,
    /// Where they began, in bytes of the old draft.
    pub(super) start: usize,
    pub(super) words: String,
    /// Whose anchor it is, for errors.
    pub(super) who: RecordInFile,
}

/// More anchors of one fate are counted and not named.
const NAMED: usize = 5;

impl Loading {
    /// Looks for the words of the anchors that did not stand where they should. Each
    /// follows its words if they stand in the draft exactly once, or words that cannot
    /// be taken for others; and is orphaned otherwise. All of it is said.
    pub(super) fn settle(&mut self) -> Result<(), Fault> {
        let unresolved = std::mem::take(&mut self.unresolved);
        if unresolved.is_empty() {
            return Ok(());
        }
        let anchors = self.project.document().anchors().map(|(_, anchor)| anchor.range());
        let known: Vec<DraftRange> = anchors.filter(|range| !range.is_empty()).collect();
        let wanted: Vec<UnresolvedWords> = unresolved
            .iter()
            .map(|UnresolvedAnchor { start, words, .. }| UnresolvedWords { words, start: *start })
            .collect();
        let found = relocate(self.project.draft(), &known, &wanted);
        for (UnresolvedAnchor { key, words, who, .. }, found) in unresolved.iter().zip(found) {
            match found {
                Relocation::Once(place) => {
                    self.tell(AnchorOutcome::Moved, key);
                    self.set(key.clone(), place, who)?;
                }
                Relocation::Alike(place) => {
                    self.tell(AnchorOutcome::Alike, key);
                    self.set(key.clone(), place, who)?;
                }
                Relocation::NotFound => {
                    self.tell(AnchorOutcome::Lost, key);
                    self.project.remember_words(key.clone(), words);
                }
            }
        }
        self.tell_rest();
        Ok(())
    }

    fn tell(&mut self, fate: AnchorOutcome, key: &AnchorKey) {
        let count = &mut self.told[fate as usize];
        *count += 1;
        if *count <= NAMED {
            self.notes.push(LoadNote::Anchor(key.clone(), fate));
        }
    }

    /// Says how many anchors were not named.
    fn tell_rest(&mut self) {
        for fate in AnchorOutcome::ALL {
            let rest = self.told[fate as usize].saturating_sub(NAMED);
            if rest > 0 {
                self.notes.push(LoadNote::MoreAnchors(fate, rest));
            }
        }
    }
}
