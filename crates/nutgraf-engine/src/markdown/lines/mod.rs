//! Whole lines: moved, duplicated, joined, deleted.
//!
//! # Invariants
//! - An item is moved with everything that is part of it, past another item of its list, and
//!   a paragraph past the block that it stands beside, so that what stands between blank
//!   lines stays so. In code, lines are lines.
//! - Numbered items count on from where their list began.
//! - Line breaks are those of the draft; a last line without one gives the line above it the
//!   break that it lacks.
//! - The selection stays on its words.

mod passage;

#[cfg(test)]
mod tests;

use self::passage::{LineSpan, passed, touched};
use super::{
    Structure,
    lists::{Row, renumbered},
};
use crate::{
    range::DraftRange,
    text::{Bias, Change, Document, DraftEdit, Edit, Moved},
};

/// A draft as this module reads it.
#[derive(Clone, Copy)]
pub struct LineEdits<'a> {
    /// The text.
    pub document: &'a Document,
    /// What it means.
    pub structure: &'a Structure,
}

impl LineEdits<'_> {
    /// Moves the selected lines, or the item at the caret, up or down by one of their kind.
    /// Changes nothing where there is none to pass.
    pub fn moved(&self, selection: DraftRange, up: bool) -> DraftEdit {
        let still = DraftEdit { selection, ..DraftEdit::default() };
        let own = touched(self, selection);
        let Some(other) = passed(self, own, up) else { return still };
        let text = self.document.text();
        let (upper, lower) = if up { (other, own) } else { (own, other) };
        let (upper, lower) = (self.bytes(upper), self.bytes(lower));
        let between = &text[upper.end..lower.start];
        // The selected lines stay in the text, and what they pass is put on their other side.
        let (own_bytes, other_bytes) = if up { (lower, upper) } else { (upper, lower) };
        let (own_number, other_number) = self.numbers(own, other);
        let own_edits = self.number_edits(own, other_number);
        let (mut passing, mut moved) =
            self.passing(other_bytes, self.number_edits(other, own_number));
        let shift = if up { between.len() } else { 0 };
        let at = if up {
            passing.insert_str(0, between);
            own_bytes.end
        } else {
            passing.push_str(between);
            own_bytes.start
        };
        let taken = if up {
            DraftRange::new(other_bytes.start, own_bytes.start)
        } else {
            DraftRange::new(own_bytes.end, other_bytes.end)
        };
        let put = Edit { range: DraftRange::at(at), insert: passing };
        let taken = Edit { range: taken, insert: String::new() };
        let mut edits = own_edits;
        let (first, last) = if up { (taken, put) } else { (put, taken) };
        edits.insert(0, first);
        edits.push(last);
        let change = in_order(edits);
        let put_at = change.map(at, Bias::Left) + shift;
        for piece in &mut moved {
            piece.to += put_at;
        }
        // What is put beside the selection does not become a part of it.
        let bias = if up { Bias::Left } else { Bias::Right };
        let end = change.map(selection.end, bias);
        let start =
            if selection.is_empty() { end } else { change.map(selection.start, Bias::Right) };
        let selection = DraftRange::new(start, end.max(start));
        DraftEdit { change, selection, moved }
    }

    /// Puts the selected words once more behind themselves, or the line of the caret once
    /// more below it, and selects the copy.
    pub fn duplicated(&self, selection: DraftRange) -> DraftEdit {
        let text = self.document.text();
        if !selection.is_empty() {
            let change = Change::insert(selection.end, &text[selection]);
            let copy = DraftRange::new(selection.end, selection.end + selection.len());
            return DraftEdit { change, selection: copy, moved: Vec::new() };
        }
        let line = self.document.line_at(selection.end);
        let bytes = self.bytes(LineSpan::of(line));
        let insert = format!("{}{}", self.ending(line), &text[bytes]);
        let caret = selection.end + insert.len();
        let change = Change::insert(bytes.end, insert);
        let change = self.counted(change, line + 1, None);
        DraftEdit { change, selection: DraftRange::at(caret), moved: Vec::new() }
    }

    /// Deletes the selected lines.
    pub fn deleted(&self, selection: DraftRange) -> DraftEdit {
        let lines = LineSpan::touching(self.document, selection);
        let bytes = self.bytes(lines);
        let text = self.document.text();
        let is_last = lines.last + 1 == self.document.line_count();
        let range = if is_last {
            let above = text[..bytes.start].strip_suffix('\n').unwrap_or(&text[..bytes.start]);
            let above = above.strip_suffix('\r').unwrap_or(above);
            DraftRange::new(above.len(), bytes.end)
        } else {
            let next = self.document.line_range(lines.last + 1).start;
            DraftRange::new(bytes.start, next)
        };
        let number = Row::of(self.document, lines.first).number().map(|(number, _)| number);
        let change = self.counted(Change::delete(range), lines.first, number);
        // The caret stays in its column.
        let column = text[bytes.start..selection.start].chars().count();
        let mut after = text.to_owned();
        let applies = change.apply(&mut after).is_ok();
        debug_assert!(applies, "a line lies within the text");
        let at = range.start.min(after.len());
        let start = after[..at].rfind('\n').map_or(0, |at| at + 1);
        let line = after[start..].lines().next().unwrap_or_default();
        let within = line.char_indices().nth(column).map_or(line.len(), |(at, _)| at);
        DraftEdit { change, selection: DraftRange::at(start + within), moved: Vec::new() }
    }

    /// Makes one line of the selected lines, or of the line at the caret and the next one
    /// with words. What precedes the words of a line goes.
    pub fn joined(&self, selection: DraftRange) -> DraftEdit {
        let lines = LineSpan::touching(self.document, selection);
        let rows = (lines.first..self.document.line_count()).map(|line| self.row(line));
        let mut edits: Vec<Edit> = Vec::new();
        let text = self.document.text();
        let mut before: Option<Row> = None;
        for (line, row) in (lines.first..).zip(rows) {
            // Behind the selected lines one more is joined where only one was selected.
            let is_wanted = line <= lines.last || (lines.first == lines.last && edits.is_empty());
            if !is_wanted {
                break;
            }
            let Some(above) = &before else {
                before = Some(row);
                continue;
            };
            if text[row.words..row.end].trim().is_empty() {
                continue;
            }
            let from = above.start + text[above.start..above.end].trim_end().len();
            let from = from.max(above.words.min(above.end));
            let is_bare = from == above.words;
            let insert = if is_bare { "" } else { " " };
            edits.push(Edit { range: DraftRange::new(from, row.words), insert: insert.to_owned() });
            before = Some(row);
        }
        let change = in_order(edits);
        let at = change.edits().first().map(|edit| edit.range.start + edit.insert.len());
        let start = change.map(selection.start, Bias::Left);
        let selection = match at {
            Some(at) if selection.is_empty() => DraftRange::at(at),
            _ => DraftRange::new(start, change.map(selection.end, Bias::Left).max(start)),
        };
        DraftEdit { change, selection, moved: Vec::new() }
    }

    pub(super) fn row(&self, line: usize) -> Row {
        Row::of(self.document, line)
    }

    /// The bytes of lines, without the break of the last.
    fn bytes(&self, lines: LineSpan) -> DraftRange {
        let first = self.document.line_range(lines.first);
        DraftRange::new(first.start, self.row(lines.last).end)
    }

    /// The line break at the end of a line, or of the one above it.
    fn ending(&self, line: usize) -> &'static str {
        let text = self.document.text();
        let is_crlf = [line, line.saturating_sub(1)]
            .iter()
            .any(|line| text[self.row(*line).end..].starts_with("\r\n"));
        if is_crlf { "\r\n" } else { "\n" }
    }

    /// The numbers of two items of one list.
    fn numbers(&self, own: LineSpan, other: LineSpan) -> (Option<u64>, Option<u64>) {
        let number = |lines: LineSpan| self.row(lines.first).number().map(|(number, _)| number);
        match (number(own), number(other)) {
            (Some(own), Some(other)) => (Some(own), Some(other)),
            _ => (None, None),
        }
    }

    /// The edits that give an item another number, and what is part of it the indent that
    /// goes with that.
    fn number_edits(&self, lines: LineSpan, number: Option<u64>) -> Vec<Edit> {
        let row = self.row(lines.first);
        let (Some(to), Some((held, _))) = (number, row.number()) else { return Vec::new() };
        if to == held || self.structure.is_code(row.start) {
            return Vec::new();
        }
        let (digits, wanted) = (held.to_string().len(), to.to_string());
        let text = self.document.text();
        let start =
            row.start + text[row.start..row.words].find(|c: char| c.is_ascii_digit()).unwrap_or(0);
        let end = start + text[start..].bytes().take_while(u8::is_ascii_digit).count();
        let mut edits = vec![Edit { range: DraftRange::new(start, end), insert: wanted.clone() }];
        for line in lines.first + 1..=lines.last {
            let inner = self.row(line);
            let at = inner.start + inner.quote.len();
            let blanks = text[at..inner.end].bytes().take_while(|byte| *byte == b' ').count();
            if wanted.len() > digits && blanks > 0 {
                let insert = " ".repeat(wanted.len() - digits);
                edits.push(Edit { range: DraftRange::at(at), insert });
            } else if wanted.len() < digits {
                let less = (digits - wanted.len()).min(blanks);
                edits.push(Edit { range: DraftRange::new(at, at + less), insert: String::new() });
            }
        }
        edits.retain(|edit| !edit.range.is_empty() || !edit.insert.is_empty());
        edits
    }

    /// What is passed, with edits in it, and where its pieces stand in that.
    fn passing(&self, range: DraftRange, edits: Vec<Edit>) -> (String, Vec<Moved>) {
        let text = self.document.text();
        let (mut passing, mut moved) = (String::new(), Vec::new());
        let mut from = range.start;
        let end = Edit { range: DraftRange::at(range.end), insert: String::new() };
        for edit in edits.into_iter().chain([end]) {
            let kept = DraftRange::new(from, edit.range.start);
            moved.push(Moved { from: kept, to: passing.len() });
            passing.push_str(&text[kept]);
            passing.push_str(&edit.insert);
            from = edit.range.end;
        }
        (passing, moved)
    }

    /// A change, and the numbers of the items behind a line after it; with the number that
    /// the line itself is to have, if any.
    fn counted(&self, change: Change, line: usize, number: Option<u64>) -> Change {
        let mut after = self.document.text().to_owned();
        if change.apply(&mut after).is_err() {
            return change;
        }
        let after = Document::new(after);
        if line >= after.line_count() || !Row::of(&after, line).is_item() {
            return change;
        }
        change.compose(&renumbered(&after, line, number))
    }
}

fn in_order(edits: Vec<Edit>) -> Change {
    Change::of(edits).expect("lines follow each other, so their edits are in order")
}
