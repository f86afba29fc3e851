//! The one writer of the draft.
//!
//! The text is kept twice. Whatever is shown and parsed reads it as one string; a thread gets
//! it as a rope, of which a copy costs nothing and takes nothing from the keys that are typed
//! while the thread has it.
//!
//! # Invariants
//!
//! Both are the same text.

use std::{
    fmt,
    sync::atomic::{AtomicU64, Ordering},
};

use crop::Rope;

use super::{
    Anchor, AnchorKey, Change, ChangeError, Edit, Lines, Position, anchors::Anchors, log::Log,
};
use crate::range::{DraftRange, TextRange};

/// The most edits in one change for which the copy for threads is edited; for more it is made
/// again.
const FEW_EDITS: usize = 1_000;

/// The draft's text, its version, and the anchors in it.
#[derive(Debug)]
pub struct Document {
    id: u64,
    text: String,
    rope: Rope,
    lines: Lines,
    version: u64,
    log: Log,
    anchors: Anchors,
}

/// A copy is another document: from then on the two go different ways, so it has
/// an [`Document::id`] of its own.
impl Clone for Document {
    fn clone(&self) -> Self {
        self.copy().into_document()
    }
}

/// A document as it was at a moment, for a thread. It costs little to take and to
/// pass on, however long the text; the document continues without it.
#[derive(Clone)]
pub struct DocumentCopy {
    rope: Rope,
    version: u64,
    anchors: Anchors,
}

impl DocumentCopy {
    /// The document that this is a copy of, as one of its own. Costs a walk through
    /// the text.
    pub fn into_document(self) -> Document {
        let Self { rope, version, anchors } = self;
        let mut text = String::with_capacity(rope.byte_len());
        text.extend(rope.chunks());
        Document {
            id: new_id(),
            lines: Lines::of(&text),
            text,
            rope,
            version,
            log: Log::default(),
            anchors,
        }
    }
}

impl fmt::Debug for DocumentCopy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DocumentCopy({} bytes, version {})", self.rope.byte_len(), self.version)
    }
}

/// A number that no document of this run of the program has.
fn new_id() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

/// Everything that takes a change back exactly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    /// The change that restores the text.
    pub inverse: Change,
    /// Anchors, as they were before, that `inverse` alone would not restore.
    pub displaced: Vec<(AnchorKey, Anchor)>,
}

impl Document {
    /// A document without anchors, at version 0.
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        Self {
            id: new_id(),
            lines: Lines::of(&text),
            rope: Rope::from(text.as_str()),
            text,
            version: 0,
            log: Log::default(),
            anchors: Anchors::default(),
        }
    }

    /// The document as it is now, for a thread.
    pub fn copy(&self) -> DocumentCopy {
        DocumentCopy {
            rope: self.rope.clone(),
            version: self.version,
            anchors: self.anchors.clone(),
        }
    }

    /// Returns a process-unique id. A version number alone does not say of which document it is,
    /// so caches keep both.
    pub fn id(&self) -> u64 {
        self.id
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the version, which rises by one with every change of the text, undo included.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// The changes that led from a version of this document to the one it is now,
    /// oldest first; `None` where that version is too long ago, or did too much
    /// since, to follow it step by step. See [`Document::id`] for whose version it is.
    pub fn since(
        &self,
        version: u64,
    ) -> Option<impl DoubleEndedIterator<Item = &Change> + ExactSizeIterator + Clone> {
        self.log.last(usize::try_from(self.version.checked_sub(version)?).ok()?)
    }

    /// Returns the number of lines: one more than the line breaks.
    pub fn line_count(&self) -> usize {
        self.lines.count()
    }

    /// The index, from 0, of the line that holds a byte offset. A line break belongs
    /// to the line that it ends; an offset beyond the text to the last line.
    pub fn line_at(&self, offset: usize) -> usize {
        self.lines.line_of(offset) - 1
    }

    /// The bytes of the line with an index, counted from 0, without the `\n` that
    /// ends it; a `\r` before that is in. Beyond the last line, the text's end.
    pub fn line_range(&self, index: usize) -> TextRange {
        let end = self.text.len();
        let start = self.lines.start(index + 1).unwrap_or(end);
        // The line below begins behind the break, which is one byte.
        TextRange::new(start, self.lines.start(index + 2).map_or(end, |next| next - 1))
    }

    /// Returns the line break of the lines around a byte offset: that of its own line, else
    /// of the one before it, else of the first.
    ///
    /// Costs the same however long the text is.
    pub fn line_break(&self, offset: usize) -> &'static str {
        let line = self.line_at(offset);
        // The last line has no break of its own.
        let broken = [line, line.saturating_sub(1), 0].into_iter();
        let mut broken = broken.map(|line| self.line_range(line));
        let nearest = broken.find(|range| range.end < self.text.len());
        if nearest.is_some_and(|range| self.text[range].ends_with('\r')) { "\r\n" } else { "\n" }
    }

    /// Returns the line and column of a byte offset.
    pub fn position(&self, offset: usize) -> Position {
        self.lines.position(&self.text, offset)
    }

    /// The byte offset at which a line begins, counted from 1; `None` beyond the last.
    pub fn line_start(&self, line: usize) -> Option<usize> {
        self.lines.start(line)
    }

    /// Changes the text and maps every anchor.
    ///
    /// # Errors
    /// When the change does not fit the text; nothing has changed then.
    ///
    /// # Examples
    ///
    /// ```
    /// use nutgraf_engine::text::{Change, Document};
    ///
    /// let mut document = Document::new("four staff");
    /// let applied = document.apply(&Change::replace(0..4, "five")).unwrap();
    /// assert_eq!(document.text(), "five staff");
    ///
    /// document.apply(&applied.inverse).unwrap();
    /// assert_eq!(document.text(), "four staff");
    /// assert!(document.apply(&Change::delete(5..99)).is_err());
    /// ```
    pub fn apply(&mut self, change: &Change) -> Result<Applied, ChangeError> {
        let inverse = change.invert(&self.text)?;
        change.apply(&mut self.text)?;
        if change.edits().len() <= FEW_EDITS {
            for Edit { range, insert } in change.edits().iter().rev() {
                self.rope.replace(*range, insert);
            }
        } else {
            self.rope = Rope::from(self.text.as_str());
        }
        let displaced = self.anchors.map(change, &inverse);
        self.lines.follow(change);
        self.log.add(change);
        self.version += 1;
        Ok(Applied { inverse, displaced })
    }

    /// Returns every anchor, in the order of the keys.
    pub fn anchors(&self) -> impl DoubleEndedIterator<Item = (&AnchorKey, &Anchor)> + Clone {
        self.anchors.iter()
    }

    /// How many anchors there are.
    pub fn anchor_count(&self) -> usize {
        self.anchors.len()
    }

    /// How many bytes the anchors hold together; what several hold counts for each.
    pub fn anchored_bytes(&self) -> usize {
        self.anchors.held()
    }

    /// The anchor of a key.
    pub fn anchor(&self, key: &AnchorKey) -> Option<&Anchor> {
        self.anchors.get(key)
    }

    /// The words an anchor holds now; empty for a tombstone, `None` without an anchor.
    pub fn anchored_text(&self, key: &AnchorKey) -> Option<&str> {
        self.text.get(self.anchor(key)?.range().to_std())
    }

    /// Sets or removes an anchor and returns the one it had.
    ///
    /// # Errors
    /// When the anchor does not fit the text; nothing has changed then.
    pub fn set_anchor(
        &mut self,
        key: AnchorKey,
        anchor: Option<Anchor>,
    ) -> Result<Option<Anchor>, ChangeError> {
        let range = anchor.as_ref().map_or(DraftRange::at(0), Anchor::range);
        if self.text.get(range.to_std()).is_none() {
            return Err(ChangeError::Misplaced {
                start: range.start,
                end: range.end,
                length: self.text.len(),
            });
        }
        Ok(self.anchors.set(key, anchor))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_told_without_their_breaks() {
        let document = Document::new("one\r\n\nthree\n");
        let lines = (0..document.line_count()).map(|line| document.line_range(line));
        let lines: Vec<&str> = lines.map(|range| &document.text()[range]).collect();
        assert_eq!(lines, ["one\r", "", "three", ""]);
        assert_eq!(document.line_range(9), 12..12);
        let at = [0, 4, 5, 6, 11, 12, 99].map(|offset| document.line_at(offset));
        assert_eq!(at, [0, 0, 1, 2, 2, 3, 3]);
    }

    #[test]
    fn the_line_break_is_that_of_the_lines_around_also_on_the_last_line() {
        for (text, ending) in [
            ("", "\n"),
            ("one", "\n"),
            ("one\ntwo|", "\n"),
            ("one\r\ntwo|", "\r\n"),
            ("one\r\n|", "\r\n"),
            ("one|\r\ntwo", "\r\n"),
            ("one\ntwo|\r\n", "\r\n"),
            ("one\ntwo\r\n\r\n|", "\r\n"),
        ] {
            let caret = text.find('|').unwrap_or_default();
            let document = Document::new(text.replace('|', ""));
            assert_eq!(document.line_break(caret), ending, "{text:?}");
        }
    }

    #[test]
    fn what_changed_since_a_version_leads_to_the_text_as_it_is() {
        let mut document = Document::new("abc");
        let mut followed = document.text().to_owned();
        let known = document.version();
        for at in 0..3 {
            document.apply(&Change::insert(at * 2, "x")).unwrap();
        }
        for change in document.since(known).unwrap() {
            change.apply(&mut followed).unwrap();
        }
        assert_eq!(followed, document.text());
        assert_eq!(document.since(document.version()).unwrap().len(), 0);
        assert!(document.since(document.version() + 1).is_none());
        let copy = document.clone();
        assert_ne!(copy.id(), document.id());
        assert!(copy.since(known).is_none(), "a copy does not know how it came about");
    }
}
