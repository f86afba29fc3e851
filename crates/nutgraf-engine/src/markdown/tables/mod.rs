//! Tables as a writer edits them: from cell to cell, by rows and by columns.
//!
//! # Invariants
//! - What is done to a table is a function of its text and a place in it. The words of a cell
//!   are never changed, only where they stand and what is around them.
//! - A table that was edited is aligned: each column is as wide as its widest cell.
//! - The words of cells stay in the draft where they can, so that the anchors in them do;
//!   where they cannot, [`DraftEdit::moved`] says where they went.

mod grid;
mod read;
mod write;

#[cfg(test)]
mod tests;

use self::grid::Grid;
pub use self::{grid::TableCommand, read::Table};
use super::{SpanKind, Structure};
use crate::{
    range::DraftRange,
    text::{Bias, Change, DraftEdit, Edit},
};

/// The alignment of a column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ColumnAlignment {
    /// As the reader's program has it.
    #[default]
    Unset,
    /// At the left.
    Left,
    /// In the middle.
    Centre,
    /// At the right.
    Right,
}

impl Structure {
    /// Returns the place of the table that holds an offset, its end included.
    pub fn table_at(&self, offset: usize) -> Option<DraftRange> {
        let around = DraftRange::new(offset.saturating_sub(1), offset + 1);
        let mut spans = self.spans_in(around).filter(|span| span.kind == SpanKind::Table);
        let table = spans.find(|span| span.range.start <= offset && offset <= span.range.end);
        table.map(|span| span.range)
    }
}

impl Table<'_> {
    /// Aligns the columns; the selection stays where it is in its cell.
    pub fn align(&self, selection: DraftRange) -> DraftEdit {
        let (change, _, moved) = self.rewritten(&Grid::of(self));
        let map = |at| change.map(at, Bias::Left);
        let start = map(selection.start);
        let selection = DraftRange::new(start, map(selection.end).max(start));
        DraftEdit { change, selection, moved }
    }

    /// Goes to the next cell, or the one before, and selects its words. Behind the last cell
    /// a row begins.
    pub fn step(&self, caret: usize, is_back: bool) -> DraftEdit {
        let mut grid = Grid::of(self);
        let columns = self.columns();
        let (row, column) = self.place(caret);
        let at = row * columns + column.min(columns - 1);
        let next = match (is_back, self.is_delimiter(caret)) {
            (true, true) => columns - 1,
            (true, false) => at.saturating_sub(1),
            (false, true) => columns,
            (false, false) => at + 1,
        };
        let (row, column) = (next / columns, next % columns);
        grid.fill_to(row);
        self.selecting(&grid, row, column)
    }

    /// Goes to the same column of the next row, which begins where there is none. `None`
    /// where Enter breaks the line above the table.
    ///
    /// From an empty last row it goes to a paragraph behind the table instead.
    pub fn enter(&self, caret: usize) -> Option<DraftEdit> {
        if caret <= self.start() {
            return None;
        }
        let (row, column) = self.place(caret);
        if row > 0 && row + 1 == self.rows.len() && self.is_empty(row) {
            return Some(self.leave(row));
        }
        let mut grid = Grid::of(self);
        grid.fill_to(row + 1);
        Some(self.selecting(&grid, row + 1, column.min(self.columns() - 1)))
    }

    /// Does what a command says at a place of the table.
    pub fn command(&self, caret: usize, command: TableCommand) -> DraftEdit {
        let (row, column) = self.place(caret);
        let column = column.min(self.columns() - 1);
        let words = self.rows[row].cells.get(column).map_or(DraftRange::at(caret), |it| it.words);
        let is_gone = matches!(command, TableCommand::DeleteRow | TableCommand::DeleteColumn);
        let within = if is_gone { 0 } else { caret.clamp(words.start, words.end) - words.start };
        let mut grid = Grid::of(self);
        let Some((row, column)) = grid.apply(command, (row, column)) else {
            return self.removed();
        };
        let (change, starts, moved) = self.rewritten(&grid);
        let within = within.min(grid.length(row, column));
        let selection = DraftRange::at(starts[row][column] + within);
        DraftEdit { change, selection, moved }
    }

    fn selecting(&self, grid: &Grid, row: usize, column: usize) -> DraftEdit {
        let (change, starts, moved) = self.rewritten(grid);
        let start = starts[row][column];
        let selection = DraftRange::new(start, start + grid.length(row, column));
        DraftEdit { change, selection, moved }
    }

    /// Takes the last row away and goes on with a paragraph behind a blank line.
    fn leave(&self, row: usize) -> DraftEdit {
        let above = if row == 1 { &self.delimiter } else { &self.rows[row - 1] };
        let (from, to) = (above.end, self.rows[row].end);
        let (ending, prefix) = (self.ending, &self.delimiter.prefix);
        let mut insert = format!("{ending}{}{ending}{prefix}", prefix.trim_end());
        let caret = from + insert.len();
        let behind = self.text[to..].strip_prefix(ending).unwrap_or_default();
        let next = behind.lines().next().unwrap_or_default();
        if !next.trim_start_matches(['>', ' ', '\t']).is_empty() {
            insert.push_str(ending);
            insert.push_str(prefix.trim_end());
        }
        let change = Change::replace(from..to, insert);
        DraftEdit { change, selection: DraftRange::at(caret), moved: Vec::new() }
    }

    /// Takes the whole table away; what precedes it in its line stays.
    fn removed(&self) -> DraftEdit {
        let range = DraftRange::new(self.start(), self.end());
        let edits = vec![Edit { range, insert: String::new() }];
        let change = Change::of(edits).unwrap_or_default();
        DraftEdit { change, selection: DraftRange::at(range.start), moved: Vec::new() }
    }
}
