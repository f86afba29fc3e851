//! The one writer of the draft.

use std::collections::BTreeMap;

use super::{Anchor, AnchorKey, Change, ChangeError, Lines, Position};

/// The draft's text, its version, and the anchors in it.
#[derive(Clone, Debug)]
pub struct Document {
    text: String,
    lines: Lines,
    version: u64,
    anchors: BTreeMap<AnchorKey, Anchor>,
    id: u64,
    log: Vec<Change>,
}

/// What is needed to take a change back exactly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    /// Gives back the text.
    pub inverse: Change,
    /// Anchors that the inverse alone would not bring back, as they were before.
    pub displaced: Vec<(AnchorKey, Anchor)>,
}

impl Document {
    /// A document without anchors, at version 0.
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        Self {
            lines: Lines::of(&text),
            text,
            version: 0,
            anchors: BTreeMap::new(),
            id: NEXT.fetch_add(1, std::sync::atomic::Ordering::Relaxed),
            log: Vec::new(),
        }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Rises by one with every change of the text; never falls, also not on undo.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// Line and column of a byte offset.
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
    pub fn apply(&mut self, change: &Change) -> Result<Applied, ChangeError> {
        let inverse = change.invert(&self.text)?;
        change.apply(&mut self.text)?;
        let mut displaced = Vec::new();
        for (key, anchor) in &mut self.anchors {
            let mapped = anchor.map(change);
            if anchor.is_touched_by(change) && mapped.map(&inverse) != *anchor {
                displaced.push((key.clone(), anchor.clone()));
            }
            *anchor = mapped;
        }
        self.lines.follow(&self.text, change);
        self.version += 1;
        self.log.push(change.clone());
        Ok(Applied { inverse, displaced })
    }

    /// Every anchor, in the order of their keys.
    pub fn anchors(&self) -> impl Iterator<Item = (&AnchorKey, &Anchor)> {
        self.anchors.iter()
    }

    /// The anchor of a key.
    pub fn anchor(&self, key: &AnchorKey) -> Option<&Anchor> {
        self.anchors.get(key)
    }

    /// The words an anchor holds now; empty for a tombstone, `None` without an anchor.
    pub fn anchored_text(&self, key: &AnchorKey) -> Option<&str> {
        self.text.get(self.anchor(key)?.range())
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
        let Some(anchor) = anchor else { return Ok(self.anchors.remove(&key)) };
        let range = anchor.range();
        if self.text.get(range.clone()).is_none() {
            return Err(ChangeError::Misplaced {
                start: range.start,
                end: range.end,
                length: self.text.len(),
            });
        }
        Ok(self.anchors.insert(key, anchor))
    }
}

static NEXT: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(0);
impl Document {
    /// stub
    pub fn id(&self) -> u64 {
        self.id
    }
    /// stub
    pub fn since(&self, version: u64) -> Option<Vec<&Change>> {
        self.log.get(version as usize..).map(|l| l.iter().collect())
    }
    /// stub
    pub fn line_count(&self) -> usize {
        self.lines.count()
    }
    /// stub
    pub fn line_at(&self, offset: usize) -> usize {
        self.lines.position(&self.text, offset).line - 1
    }
    /// stub
    pub fn line_range(&self, line: usize) -> std::ops::Range<usize> {
        let start = self.lines.start(line + 1).unwrap_or(self.text.len());
        start..self.lines.start(line + 2).map_or(self.text.len(), |next| next - 1)
    }
}
