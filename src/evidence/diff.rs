//! The words that differ between a quotation and its source.

use std::ops::Range;

/// What becomes of words on the way from the draft's text to the source's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DiffOp {
    /// They stand in both.
    Equal,
    /// The draft has them, the source does not.
    Delete,
    /// The source has them, the draft does not.
    Insert,
}

impl DiffOp {
    /// The word used in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Equal => "equal",
            Self::Delete => "delete",
            Self::Insert => "insert",
        }
    }
}

/// A run of words with one fate. The texts of all equal and deleted parts put
/// together are the folded quotation without its closing punctuation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiffPart {
    /// Their fate.
    pub op: DiffOp,
    /// The words, folded, with the white space before them.
    pub text: String,
}

/// Collects parts; within one change the draft's words stand before the source's.
#[derive(Default)]
pub(super) struct DiffBuilder {
    parts: Vec<DiffPart>,
    deleted: String,
    inserted: String,
}

impl DiffBuilder {
    pub(super) fn equal(&mut self, text: &str) {
        self.flush();
        match self.parts.last_mut() {
            Some(last) if last.op == DiffOp::Equal => last.text.push_str(text),
            _ => self.parts.push(DiffPart { op: DiffOp::Equal, text: text.to_owned() }),
        }
    }

    pub(super) fn delete(&mut self, text: &str) {
        self.deleted.push_str(text);
    }

    pub(super) fn insert(&mut self, text: &str) {
        self.inserted.push_str(text);
    }

    fn flush(&mut self) {
        for (op, text) in
            [(DiffOp::Delete, &mut self.deleted), (DiffOp::Insert, &mut self.inserted)]
        {
            if !text.is_empty() {
                self.parts.push(DiffPart { op, text: std::mem::take(text) });
            }
        }
    }

    pub(super) fn finish(mut self) -> Vec<DiffPart> {
        self.flush();
        self.parts
    }
}

/// The text between the end of the last piece and the end of the next.
pub(super) fn lead<'a>(text: &'a str, from: &mut usize, range: &Range<usize>) -> &'a str {
    let start = (*from).min(range.end);
    *from = range.end.max(*from);
    text.get(start..range.end).unwrap_or_default()
}
