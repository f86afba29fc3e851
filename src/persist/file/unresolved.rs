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

use super::{Fault, convert::Loading};
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
    /// Whose anchor it is, for the notes.
    pub(super) who: String,
}

/// What became of an anchor whose words do not stand where they were.
#[derive(Clone, Copy)]
enum AnchorOutcome {
    Moved,
    Alike,
    Lost,
}

impl AnchorOutcome {
    const ALL: [Self; 3] = [Self::Moved, Self::Alike, Self::Lost];

    fn message(self, who: &str) -> String {
        let what = match self {
            Self::Moved => "moved with its words.",
            Self::Alike => {
                "was put on words that are like its own; look whether they still say the same."
            }
            Self::Lost => "lost its place, because its words are not there exactly once.",
        };
        format!("The draft was changed outside this program: {who} {what}")
    }

    fn summary(self, count: usize) -> String {
        let what = match self {
            Self::Moved => "moved with their words",
            Self::Alike => "were put on words that are like their own",
            Self::Lost => "lost their places",
        };
        format!(
            "The draft was changed outside this program: claims and quotes that {what}, besides \
             those named: {count}."
        )
    }
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
                    self.tell(AnchorOutcome::Moved, who);
                    self.set(key.clone(), place, who)?;
                }
                Relocation::Alike(place) => {
                    self.tell(AnchorOutcome::Alike, who);
                    self.set(key.clone(), place, who)?;
                }
                Relocation::NotFound => {
                    self.tell(AnchorOutcome::Lost, who);
                    self.project.remember_words(key.clone(), words);
                }
            }
        }
        self.tell_rest();
        Ok(())
    }

    fn tell(&mut self, fate: AnchorOutcome, who: &str) {
        let count = &mut self.told[fate as usize];
        *count += 1;
        if *count <= NAMED {
            self.notes.push(fate.message(who));
        }
    }

    /// Says how many anchors were not named.
    fn tell_rest(&mut self) {
        for fate in AnchorOutcome::ALL {
            let rest = self.told[fate as usize].saturating_sub(NAMED);
            if rest > 0 {
                self.notes.push(fate.summary(rest));
            }
        }
    }
}
