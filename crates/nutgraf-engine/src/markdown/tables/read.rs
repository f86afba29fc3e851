//! A table taken apart.

use super::ColumnAlignment;
use crate::range::DraftRange;

/// A table of a draft, taken apart.
///
/// # Invariants
/// It has a header and a delimiter row, and at least one column. As GFM has it, a bar parts
/// cells unless a backslash stands in front of it, in code as elsewhere.
#[derive(Clone, Debug)]
pub struct Table<'a> {
    pub(super) text: &'a str,
    /// The header and the rows below it.
    pub(super) rows: Vec<TableLine>,
    pub(super) delimiter: TableLine,
    pub(super) alignments: Vec<ColumnAlignment>,
    /// The line break between its rows.
    pub(super) ending: &'static str,
}

/// A line of a table.
#[derive(Clone, Debug)]
pub(super) struct TableLine {
    /// What precedes its cells: marks of quotations and blanks. Not of the first line, whose
    /// table may begin behind the mark of an item.
    pub prefix: String,
    /// Where its cells begin and end, in bytes of the draft.
    pub start: usize,
    pub end: usize,
    pub cells: Vec<CellPlace>,
}

/// Where a cell is, in bytes of the draft.
#[derive(Clone, Copy, Debug)]
pub(super) struct CellPlace {
    /// Everything between its bars.
    pub whole: DraftRange,
    /// Its words, without the blanks around them.
    pub words: DraftRange,
}

impl<'a> Table<'a> {
    /// Reads the table at a place of a draft, which the draft's structure tells; `None` where
    /// none is.
    pub fn read(text: &'a str, range: DraftRange) -> Option<Self> {
        let mut lines = Vec::new();
        let mut at = range.start;
        for line in text.get(range.to_std())?.split_inclusive('\n') {
            let words = line.trim_end_matches(['\r', '\n']);
            let marks: &[char] = if lines.is_empty() { &[' ', '\t'] } else { &[' ', '\t', '>'] };
            let lead = words.len() - words.trim_start_matches(marks).len();
            let place = DraftRange::new(at + lead, at + words.trim_end().len().max(lead));
            lines.push(TableLine::of(text, words[..lead].to_owned(), place));
            at += line.len();
        }
        if lines.len() < 2 {
            return None;
        }
        let delimiter = lines.remove(1);
        let alignments: Vec<_> =
            delimiter.cells.iter().map(|cell| alignment(&text[cell.words])).collect();
        let ending = if text[range].contains("\r\n") { "\r\n" } else { "\n" };
        (!alignments.is_empty()).then_some(Self {
            text,
            rows: lines,
            delimiter,
            alignments,
            ending,
        })
    }

    pub(super) fn columns(&self) -> usize {
        self.alignments.len()
    }

    pub(super) fn start(&self) -> usize {
        self.rows[0].start
    }

    pub(super) fn end(&self) -> usize {
        self.rows[1..].last().unwrap_or(&self.delimiter).end
    }

    /// Returns row and column of an offset; the delimiter row is part of the header.
    pub(super) fn place(&self, offset: usize) -> (usize, usize) {
        let row = self.rows.iter().rposition(|row| row.start - row.prefix.len() <= offset);
        let row = row.unwrap_or_default();
        let line = if self.is_delimiter(offset) { &self.delimiter } else { &self.rows[row] };
        let column = line.cells.iter().position(|cell| offset <= cell.whole.end);
        (row, column.unwrap_or(line.cells.len().saturating_sub(1)))
    }

    pub(super) fn is_delimiter(&self, offset: usize) -> bool {
        let line = &self.delimiter;
        (line.start - line.prefix.len()..=line.end).contains(&offset)
    }

    /// Whether no cell of a row has words.
    pub(super) fn is_empty(&self, row: usize) -> bool {
        self.rows[row].cells.iter().all(|cell| cell.words.is_empty())
    }
}

impl TableLine {
    fn of(text: &str, prefix: String, place: DraftRange) -> Self {
        let mut cells = Vec::new();
        let bytes = text.as_bytes();
        let first = place.start + usize::from(text[place].starts_with('|'));
        let mut start = first;
        for at in first..place.end {
            if bytes[at] == b'|' && bytes[at - 1] != b'\\' {
                cells.push(CellPlace::of(text, DraftRange::new(start, at)));
                start = at + 1;
            }
        }
        if start < place.end {
            cells.push(CellPlace::of(text, DraftRange::new(start, place.end)));
        }
        Self { prefix, start: place.start, end: place.end, cells }
    }
}

impl CellPlace {
    fn of(text: &str, whole: DraftRange) -> Self {
        let blanks: &[char] = &[' ', '\t'];
        let behind = text[whole].trim_start_matches(blanks);
        let start = whole.end - behind.len();
        let words = DraftRange::new(start, start + behind.trim_end_matches(blanks).len());
        Self { whole, words }
    }
}

fn alignment(dashes: &str) -> ColumnAlignment {
    match (dashes.starts_with(':'), dashes.ends_with(':')) {
        (false, false) => ColumnAlignment::Unset,
        (true, false) => ColumnAlignment::Left,
        (true, true) => ColumnAlignment::Centre,
        (false, true) => ColumnAlignment::Right,
    }
}
