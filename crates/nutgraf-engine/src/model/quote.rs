//! Passages captured from a snapshot.

use super::{QuoteId, SourceId};
use crate::range::SourceRange;

/// How many characters of context a selector keeps on each side.
const CONTEXT: usize = 32;

/// Names a passage of a text so that it can be found again
/// (the W3C Web Annotation model's text quote and text position selectors).
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Selector {
    /// The passage's own words, byte for byte.
    pub exact: String,
    /// Up to 32 characters before it.
    pub prefix: String,
    /// Up to 32 characters after it.
    pub suffix: String,
    /// Byte offset of the passage when it was captured.
    pub start: usize,
}

impl Selector {
    /// Captures the passage at a byte range of `text`.
    ///
    /// Returns `None` where the range is not within the text or cuts a character.
    pub fn capture(text: &str, range: impl Into<SourceRange>) -> Option<Self> {
        let range = range.into();
        let exact = text.get(range.to_std())?.to_owned();
        let before = &text[..range.start];
        let after = &text[range.end..];
        let from = before.char_indices().rev().nth(CONTEXT - 1).map_or(0, |(at, _)| at);
        let to = after.char_indices().nth(CONTEXT).map_or(after.len(), |(at, _)| at);
        Some(Self {
            exact,
            prefix: before[from..].to_owned(),
            suffix: after[..to].to_owned(),
            start: range.start,
        })
    }

    /// The byte range the passage had when it was captured.
    pub fn range(&self) -> SourceRange {
        SourceRange::new(self.start, self.start + self.exact.len())
    }
}

/// A passage captured from a source's snapshot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// Stays when anything else about the quote changes.
    pub id: QuoteId,
    /// The source whose snapshot holds the passage.
    pub source: SourceId,
    /// The passage, in bytes of the snapshot.
    pub selector: Selector,
    /// Where a reader finds it, as a citation says it: `p. 12`, `para. 14`; empty when not known.
    pub locator: String,
    /// The speaker; empty where none is named.
    pub speaker: String,
    /// The writer's own remark.
    pub note: String,
}

impl Quote {
    /// Whether it says who spoke.
    pub fn has_speaker(&self) -> bool {
        !self.speaker.trim().is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_selector_keeps_the_words_around_the_passage() {
        let text = "Über alles: the quick brown fox — ça va.";
        let at = text.find("quick").unwrap();
        let selector = Selector::capture(text, at..at + 5).unwrap();
        assert_eq!(selector.exact, "quick");
        assert_eq!(selector.prefix, "Über alles: the ");
        assert_eq!(selector.suffix, " brown fox — ça va.");
        assert_eq!(selector.range(), at..at + 5);
    }

    #[test]
    fn a_selector_of_half_a_character_is_refused() {
        assert_eq!(Selector::capture("Ü", 1..2), None);
        assert_eq!(Selector::capture("a", 0..9), None);
    }
}
