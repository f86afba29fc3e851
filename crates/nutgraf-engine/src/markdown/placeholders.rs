//! Placeholders: what a template asks for, where the writer's words are still to come.
//!
//! A placeholder is a comment, so that it is plain Markdown, no prose, and unseen on every
//! page that is made of the draft. `TK` is what newsrooms write for words "to come"; it tells
//! a placeholder from a comment that the writer made.
//!
//! # Invariants
//!
//! - One rule: a comment that begins with `TK:`, on a line of its own between blank lines,
//!   in no other block. Every other comment is the writer's.

use super::{BlockKind, Structure};
use crate::{
    range::DraftRange,
    text::{Change, Edit},
};

/// What precedes the words of a placeholder, and what follows them.
const OPENING: &str = "<!-- TK:";
const CLOSING: &str = "-->";

/// A placeholder of the draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placeholder {
    /// The whole comment, in bytes of the draft.
    pub range: DraftRange,
    /// What it asks for, without the comment's marks.
    pub words: DraftRange,
}

impl Structure {
    /// Returns the placeholder that a byte offset is in or at an edge of. Costs nothing that
    /// grows with the draft.
    ///
    /// # Examples
    ///
    /// ```
    /// use nutgraf_engine::markdown::Structure;
    ///
    /// let draft = "# Tapes\n\n<!-- TK: What happened? -->\n\n<!-- Ask her again. -->\n";
    /// let structure = Structure::parse(draft);
    /// let placeholder = structure.placeholder_at(draft, 12).unwrap();
    /// assert_eq!(&draft[placeholder.words], "What happened?");
    /// assert_eq!(structure.placeholder_at(draft, 45), None);
    /// ```
    pub fn placeholder_at(&self, draft: &str, offset: usize) -> Option<Placeholder> {
        let block = self.outermost_at(offset)?;
        let is_there = block.range.start <= offset && offset <= block.range.end;
        if block.kind != BlockKind::Html || !is_there {
            return None;
        }
        let DraftRange { start, end } = block.range;
        let inside = draft[block.range].strip_prefix(OPENING)?.strip_suffix(CLOSING)?;
        let is_one_line = !inside.contains(CLOSING) && !inside.contains(['\n', '\r']);
        if !is_one_line || !is_blank_before(&draft[..start]) || !is_blank_behind(&draft[end..]) {
            return None;
        }
        let words = inside.trim();
        let begin = start + OPENING.len() + (inside.len() - inside.trim_start().len());
        Some(Placeholder { range: block.range, words: DraftRange::new(begin, begin + words.len()) })
    }

    /// Returns the placeholder that the whole of a range is in.
    pub fn placeholder_around(&self, draft: &str, range: DraftRange) -> Option<Placeholder> {
        let found = self.placeholder_at(draft, range.start)?;
        (range.end <= found.range.end).then_some(found)
    }

    /// Returns the placeholders from a byte offset on.
    pub fn placeholders_from<'a>(
        &'a self,
        draft: &'a str,
        offset: usize,
    ) -> impl Iterator<Item = Placeholder> + 'a {
        let openings = draft[offset..].match_indices(OPENING).map(move |(at, _)| offset + at);
        openings.filter_map(|at| self.placeholder_at(draft, at).filter(|it| it.range.start == at))
    }

    /// Returns the last placeholder in front of a byte offset.
    pub fn placeholder_before(&self, draft: &str, offset: usize) -> Option<Placeholder> {
        let mut openings = draft[..offset].rmatch_indices(OPENING);
        openings
            .find_map(|(at, _)| self.placeholder_at(draft, at).filter(|it| it.range.start == at))
    }

    /// Returns the change that takes the placeholders out of the draft, each with the blank
    /// line behind it, or the one in front where it ends the draft.
    pub fn without_placeholders(&self, draft: &str) -> Change {
        let mut cuts: Vec<DraftRange> = Vec::new();
        for placeholder in self.placeholders_from(draft, 0) {
            let DraftRange { start, end } = placeholder.range;
            let mut cut = DraftRange::new(start, behind_blank_line(draft, end));
            if let Some(last) = cuts.pop_if(|last| last.end == start) {
                cut.start = last.start;
            }
            cuts.push(cut);
        }
        if let Some(last) = cuts.last_mut().filter(|last| last.end == draft.len()) {
            last.start = before_blank_line(draft, last.start);
        }
        let edits = cuts.into_iter().map(|range| Edit { range, insert: String::new() });
        Change::of(edits.collect()).unwrap_or_default()
    }
}

/// Whether a text is empty or ends with a blank line.
fn is_blank_before(before: &str) -> bool {
    let Some(line) = before.strip_suffix('\n') else {
        return before.trim_start_matches('\u{FEFF}').is_empty();
    };
    line[line.rfind('\n').map_or(0, |at| at + 1)..].trim().is_empty()
}

/// Whether a text is empty or begins with the end of a line and a blank line.
fn is_blank_behind(behind: &str) -> bool {
    let mut lines = behind.split('\n');
    lines.by_ref().take(2).all(|line| line.trim().is_empty())
}

/// Returns where the line behind an offset ends, and the blank line after it, in bytes.
fn behind_blank_line(draft: &str, offset: usize) -> usize {
    let mut end = offset;
    for _ in 0..2 {
        let Some(at) = draft[end..].find('\n') else { return draft.len() };
        end += at + 1;
    }
    end
}

/// Returns where the blank line in front of an offset begins, in bytes.
fn before_blank_line(draft: &str, offset: usize) -> usize {
    let Some(before) = draft[..offset].strip_suffix('\n') else { return offset };
    before.rfind('\n').map_or(0, |at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn without(draft: &str) -> String {
        let mut text = draft.to_owned();
        Structure::parse(draft).without_placeholders(draft).apply(&mut text).unwrap();
        text
    }

    #[test]
    fn a_placeholder_is_a_comment_of_its_own_that_says_so() {
        let count = |draft: &str| Structure::parse(draft).placeholders_from(draft, 0).count();
        for (draft, placeholders) in [
            ("<!-- TK: Who? -->", 1),
            ("# A\n\n<!-- TK: Who? -->\n\n<!-- TK: When? -->\n", 2),
            ("# A\r\n\r\n<!-- TK: Who? -->\r\n\r\nB\r\n", 1),
            ("---\ntitle: A\n---\n\n<!-- TK: Who? -->\n", 1),
            ("<!-- Who? -->", 0),
            ("Words <!-- TK: Who? -->", 0),
            ("<!-- TK: Who? --> words", 0),
            ("Words\n<!-- TK: Who? -->", 0),
            ("<!-- TK: Who? -->\nwords", 0),
            ("<!-- TK: Who?\nWhen? -->", 0),
            ("```\n\n<!-- TK: Who? -->\n\n```", 0),
            ("- a\n\n  <!-- TK: Who? -->\n", 0),
            ("    <!-- TK: Who? -->", 0),
        ] {
            assert_eq!(count(draft), placeholders, "{draft}");
        }
    }

    #[test]
    fn a_placeholder_goes_with_its_blank_line() {
        for (draft, left) in [
            ("# A\n\n<!-- TK: Who? -->\n\n## B\n", "# A\n\n## B\n"),
            ("# A\n\n<!-- TK: Who? -->\n", "# A\n"),
            ("# A\n\n<!-- TK: Who? -->", "# A\n"),
            ("# A\n\n<!-- TK: a -->\n\n<!-- TK: b -->\n", "# A\n"),
            ("# A\r\n\r\n<!-- TK: a -->\r\n\r\nB\r\n", "# A\r\n\r\nB\r\n"),
            ("# A\r\n\r\n<!-- TK: a -->\r\n", "# A\r\n"),
            ("<!-- TK: a -->\n", ""),
            ("<!-- TK: a -->\n\nB", "B"),
            ("A\n\n<!-- own -->\n\nB\n", "A\n\n<!-- own -->\n\nB\n"),
        ] {
            assert_eq!(without(draft), left, "{draft:?}");
        }
    }

    #[test]
    fn a_placeholder_is_no_prose() {
        let draft = "<!-- TK: “Four people in five agree with it”, said the mayor. -->\n";
        let structure = Structure::parse(draft);
        assert_eq!(structure.words, 0);
        assert!(structure.sentences.is_empty() && structure.quotations.is_empty());
    }
}
