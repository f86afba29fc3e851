//! A change of a text as a value.
//!
//! A [`Change`] is a list of edits that do not touch each other, in rising
//! order, all in byte offsets of the text *before* the change. Everything else
//! (undo, anchors, the journal to come) rests on three operations: apply,
//! invert, compose. The composition walks both lists as retain, delete and
//! insert operations, as operational transformation does
//! (Ellis and Gibbs, "Concurrency control in groupware systems", 1989).

use std::collections::VecDeque;

use super::Bias;
use crate::range::DraftRange;

/// One replaced range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The bytes that go, in the text before the change.
    pub range: DraftRange,
    /// The text that replaces it.
    pub insert: String,
}

/// Words that a change takes out of one place and puts in at another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moved {
    /// Their place in the text before the change.
    pub from: DraftRange,
    /// Where they begin in the text after it, in bytes.
    pub to: usize,
}

/// What a key or a command does to the draft.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DraftEdit {
    /// The change of the draft; empty where only the caret moves.
    pub change: Change,
    /// Where the selection comes to stand, in bytes of the draft after the change.
    pub selection: DraftRange,
    /// Words that are taken out and put in elsewhere, with the anchors in them.
    pub moved: Vec<Moved>,
}

/// A change does not fit the text it was meant for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChangeError {
    /// An edit reaches beyond the end or cuts a character in two.
    #[error("the edit of bytes {start}..{end} does not fit a text of {length} bytes")]
    Misplaced {
        /// First byte of the edit.
        start: usize,
        /// First byte after it.
        end: usize,
        /// Length of the text.
        length: usize,
    },
    /// Two edits overlap or are in falling order.
    #[error("the edits of a change overlap at byte {at}")]
    Overlap {
        /// Where the second of the two begins.
        at: usize,
    },
}

/// The most edits that are made one by one.
const FEW_EDITS: usize = 4;

/// A set of edits that happen at once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    edits: Vec<Edit>,
}

impl Change {
    /// Replaces one range.
    pub fn replace(range: impl Into<DraftRange>, insert: impl Into<String>) -> Self {
        Self { edits: vec![Edit { range: range.into(), insert: insert.into() }] }
    }

    /// Inserts at a byte offset.
    pub fn insert(at: usize, insert: impl Into<String>) -> Self {
        Self::replace(at..at, insert)
    }

    /// Deletes a range.
    pub fn delete(range: impl Into<DraftRange>) -> Self {
        Self::replace(range, "")
    }

    /// Makes a change of several edits, in rising order.
    ///
    /// # Errors
    /// When two edits overlap or a later one is before an earlier one.
    pub fn of(edits: Vec<Edit>) -> Result<Self, ChangeError> {
        for pair in edits.windows(2) {
            if pair[1].range.start < pair[0].range.end {
                return Err(ChangeError::Overlap { at: pair[1].range.start });
            }
        }
        Ok(Self { edits })
    }

    /// The smallest single replacement that turns one text into another.
    pub fn between(before: &str, after: &str) -> Self {
        if before == after {
            return Self::default();
        }
        let common = before.bytes().zip(after.bytes()).take_while(|(a, b)| a == b).count();
        let start = floor_boundary(before, common);
        let most = before.len().min(after.len()) - start;
        let tail = before.bytes().rev().zip(after.bytes().rev()).take(most);
        let tail = tail.take_while(|(a, b)| a == b).count();
        let end = ceil_boundary(before, before.len() - tail);
        let tail = before.len() - end;
        Self::replace(start..end, &after[start..after.len() - tail])
    }

    /// The edits, in rising order, in offsets of the text before the change.
    pub fn edits(&self) -> &[Edit] {
        &self.edits
    }

    /// Whether it changes words within a byte range of the text before it. What is put
    /// at the edges of the range, or takes away what is beside it, does not.
    pub fn changes_within(&self, range: DraftRange) -> bool {
        self.edits().iter().any(|Edit { range: DraftRange { start, end }, .. }| {
            *start < range.end && (range.start < *end || range.start < *start)
        })
    }

    /// Whether the change leaves every text as it is.
    pub fn is_empty(&self) -> bool {
        self.edits.iter().all(|edit| edit.range.is_empty() && edit.insert.is_empty())
    }

    /// Whether every edit lies within `text` and on its character boundaries.
    ///
    /// # Errors
    /// Names the first edit that does not fit.
    pub fn check(&self, text: &str) -> Result<(), ChangeError> {
        match self.edits.iter().find(|edit| text.get(edit.range.to_std()).is_none()) {
            None => Ok(()),
            Some(Edit { range, .. }) => Err(ChangeError::Misplaced {
                start: range.start,
                end: range.end,
                length: text.len(),
            }),
        }
    }

    /// Changes the text.
    ///
    /// # Errors
    /// When an edit does not fit; the text is then as it was.
    pub fn apply(&self, text: &mut String) -> Result<(), ChangeError> {
        self.check(text)?;
        if self.edits.len() <= FEW_EDITS {
            for edit in self.edits.iter().rev() {
                text.replace_range(edit.range, &edit.insert);
            }
        } else {
            *text = self.rebuilt(text);
        }
        Ok(())
    }

    /// Returns the number of bytes that are inserted.
    pub fn inserted(&self) -> usize {
        self.edits.iter().map(|edit| edit.insert.len()).sum()
    }

    /// The text after the change, written from the beginning to the end.
    fn rebuilt(&self, text: &str) -> String {
        let deleted: usize = self.edits.iter().map(|edit| edit.range.len()).sum();
        let mut after = String::with_capacity(text.len() - deleted + self.inserted());
        let mut kept = 0;
        for edit in &self.edits {
            after.push_str(&text[kept..edit.range.start]);
            after.push_str(&edit.insert);
            kept = edit.range.end;
        }
        after.push_str(&text[kept..]);
        after
    }

    /// The change that gives back the text before this one.
    ///
    /// # Errors
    /// When this change does not fit `before`.
    pub fn invert(&self, before: &str) -> Result<Self, ChangeError> {
        self.check(before)?;
        let mut shift = 0isize;
        let mut edits = Vec::with_capacity(self.edits.len());
        for edit in &self.edits {
            let start = edit.range.start.saturating_add_signed(shift);
            edits.push(Edit {
                range: DraftRange::new(start, start + edit.insert.len()),
                insert: before[edit.range].to_owned(),
            });
            shift += edit.insert.len().cast_signed() - edit.range.len().cast_signed();
        }
        Ok(Self { edits })
    }

    /// Returns one change that does what `self` and then `next` do.
    #[must_use]
    pub fn compose(&self, next: &Self) -> Self {
        let (mut first, mut second) = (self.operations(), next.operations());
        let mut result = ChangeBuilder::default();
        loop {
            match (first.pop_front(), second.pop_front()) {
                (None, None) => break,
                (Some(Operation::Delete(n)), other) => {
                    result.delete(n);
                    second.extend_front(other);
                }
                (other, Some(Operation::Insert(text))) => {
                    result.insert(&text);
                    first.extend_front(other);
                }
                // Beyond its last operation a change keeps everything.
                (Some(only), None) | (None, Some(only)) => result.push(only),
                (Some(Operation::Retain(a)), Some(Operation::Retain(b))) => {
                    result.retain(a.min(b));
                    give_back(&mut first, a, b, Operation::Retain);
                    give_back(&mut second, b, a, Operation::Retain);
                }
                (Some(Operation::Retain(a)), Some(Operation::Delete(b))) => {
                    result.delete(a.min(b));
                    give_back(&mut first, a, b, Operation::Retain);
                    give_back(&mut second, b, a, Operation::Delete);
                }
                (Some(Operation::Insert(text)), Some(Operation::Retain(n))) => {
                    let keep = n.min(text.len());
                    result.insert(&text[..keep]);
                    if keep < text.len() {
                        first.push_front(Operation::Insert(text[keep..].to_owned()));
                    }
                    give_back(&mut second, n, keep, Operation::Retain);
                }
                (Some(Operation::Insert(text)), Some(Operation::Delete(n))) => {
                    let gone = n.min(text.len());
                    if gone < text.len() {
                        first.push_front(Operation::Insert(text[gone..].to_owned()));
                    }
                    give_back(&mut second, n, gone, Operation::Delete);
                }
            }
        }
        result.finish()
    }

    /// Returns the place in the new text of a byte offset of the old text.
    ///
    /// The bias decides on which side of an insertion right at the offset it
    /// ends up. An offset inside a deleted range moves to its place.
    pub fn map(&self, offset: usize, bias: Bias) -> usize {
        let mut shift = 0isize;
        for edit in &self.edits {
            let DraftRange { start, end } = edit.range;
            if start > offset || (start == offset && bias == Bias::Left) {
                break;
            }
            if offset < end {
                let place = start.saturating_add_signed(shift);
                return if bias == Bias::Left { place } else { place + edit.insert.len() };
            }
            shift += edit.insert.len().cast_signed() - edit.range.len().cast_signed();
        }
        offset.saturating_add_signed(shift)
    }

    fn operations(&self) -> Operations {
        let mut at = 0;
        let mut operations = VecDeque::new();
        for edit in &self.edits {
            if edit.range.start > at {
                operations.push_back(Operation::Retain(edit.range.start - at));
            }
            if !edit.insert.is_empty() {
                operations.push_back(Operation::Insert(edit.insert.clone()));
            }
            if !edit.range.is_empty() {
                operations.push_back(Operation::Delete(edit.range.len()));
            }
            at = edit.range.end;
        }
        Operations(operations)
    }
}

enum Operation {
    Retain(usize),
    Delete(usize),
    Insert(String),
}

struct Operations(VecDeque<Operation>);

impl Operations {
    fn pop_front(&mut self) -> Option<Operation> {
        self.0.pop_front()
    }

    fn push_front(&mut self, operation: Operation) {
        self.0.push_front(operation);
    }

    fn extend_front(&mut self, operation: Option<Operation>) {
        if let Some(operation) = operation {
            self.push_front(operation);
        }
    }
}

fn give_back(to: &mut Operations, had: usize, used: usize, make: fn(usize) -> Operation) {
    if had > used {
        to.push_front(make(had - used));
    }
}

/// Gathers operations into edits; touching ones become one edit.
#[derive(Default)]
struct ChangeBuilder {
    edits: Vec<Edit>,
    /// Offset in the text before the first change.
    at: usize,
    /// Whether the last edit may still grow.
    open: bool,
}

impl ChangeBuilder {
    fn push(&mut self, operation: Operation) {
        match operation {
            Operation::Retain(n) => self.retain(n),
            Operation::Delete(n) => self.delete(n),
            Operation::Insert(text) => self.insert(&text),
        }
    }

    fn retain(&mut self, n: usize) {
        self.at += n;
        self.open = false;
    }

    fn delete(&mut self, n: usize) {
        let end = self.at + n;
        self.edit().range.end = end;
        self.at = end;
    }

    fn insert(&mut self, text: &str) {
        self.edit().insert.push_str(text);
    }

    fn edit(&mut self) -> &mut Edit {
        if !self.open {
            self.edits.push(Edit { range: DraftRange::at(self.at), insert: String::new() });
            self.open = true;
        }
        self.edits.last_mut().expect("an edit was pushed when none was open")
    }

    fn finish(mut self) -> Change {
        self.edits.retain(|edit| !edit.range.is_empty() || !edit.insert.is_empty());
        Change { edits: self.edits }
    }
}

fn floor_boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn ceil_boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}
