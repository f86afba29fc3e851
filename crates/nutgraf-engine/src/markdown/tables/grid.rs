//! Which words are in which cell, and what commands do to that.

use super::{ColumnAlignment, Table};
use crate::range::DraftRange;

/// Something that is done to the rows and columns of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableCommand {
    /// Adds a row.
    AddRow {
        /// Whether above the one at the caret.
        above: bool,
    },
    /// Adds a column.
    AddColumn {
        /// Whether at the left of the one at the caret.
        left: bool,
    },
    /// Moves the row at the caret by one.
    MoveRow {
        /// Whether up.
        up: bool,
    },
    /// Moves the column at the caret by one.
    MoveColumn {
        /// Whether to the left.
        left: bool,
    },
    /// Deletes the row at the caret; below a header that is deleted the next row is one.
    DeleteRow,
    /// Deletes the column at the caret.
    DeleteColumn,
    /// Aligns the column at the caret; a second time that is taken back.
    Align(ColumnAlignment),
}

/// The words of each cell, by their place in the draft; `None` where there are none.
pub(super) struct Grid {
    /// The header first. Each row has a cell in each column, and behind them what a reader
    /// never sees: cells beyond the last column.
    pub rows: Vec<Vec<Option<DraftRange>>>,
    pub alignments: Vec<ColumnAlignment>,
}

impl Grid {
    /// Returns the cells as they stand.
    pub(super) fn of(table: &Table<'_>) -> Self {
        let columns = table.columns();
        let rows = table.rows.iter().map(|line| {
            let words = line.cells.iter().map(|cell| cell.words);
            let mut cells: Vec<_> =
                words.map(|words| (!words.is_empty()).then_some(words)).collect();
            cells.resize(cells.len().max(columns), None);
            cells
        });
        Self { rows: rows.collect(), alignments: table.alignments.clone() }
    }

    /// Adds rows until there is this one.
    pub(super) fn fill_to(&mut self, row: usize) {
        let columns = self.alignments.len();
        self.rows.resize(self.rows.len().max(row + 1), vec![None; columns]);
    }

    /// Length of the words of a cell, in bytes.
    pub(super) fn length(&self, row: usize, column: usize) -> usize {
        self.rows[row][column].map_or(0, DraftRange::len)
    }

    /// Does what a command says at a cell. Returns where the caret goes; `None` where nothing
    /// is left of the table.
    pub(super) fn apply(
        &mut self,
        command: TableCommand,
        (mut row, mut column): (usize, usize),
    ) -> Option<(usize, usize)> {
        let columns = self.alignments.len();
        match command {
            TableCommand::AddRow { above } => {
                row += usize::from(!above);
                self.rows.insert(row, vec![None; columns]);
            }
            TableCommand::AddColumn { left } => {
                column += usize::from(!left);
                self.rows.iter_mut().for_each(|row| row.insert(column, None));
                self.alignments.insert(column, ColumnAlignment::Unset);
            }
            TableCommand::MoveRow { up } => {
                let to =
                    if up { row.saturating_sub(1) } else { (row + 1).min(self.rows.len() - 1) };
                self.rows.swap(row, to);
                row = to;
            }
            TableCommand::MoveColumn { left } => {
                let to =
                    if left { column.saturating_sub(1) } else { (column + 1).min(columns - 1) };
                self.rows.iter_mut().for_each(|row| row.swap(column, to));
                self.alignments.swap(column, to);
                column = to;
            }
            TableCommand::DeleteRow => {
                self.rows.remove(row);
                row = row.min(self.rows.len().checked_sub(1)?);
            }
            TableCommand::DeleteColumn => {
                for row in &mut self.rows {
                    row.remove(column);
                }
                self.alignments.remove(column);
                column = column.min(self.alignments.len().checked_sub(1)?);
            }
            TableCommand::Align(alignment) => {
                let held = &mut self.alignments[column];
                *held = if *held == alignment { ColumnAlignment::Unset } else { alignment };
            }
        }
        self.widen();
        Some((row, column))
    }

    /// Gives the table as many columns as its header has cells, which may have come from a
    /// row with more.
    fn widen(&mut self) {
        let columns = self.rows[0].len().max(self.alignments.len());
        self.alignments.resize(columns, ColumnAlignment::Unset);
        for row in &mut self.rows {
            row.resize(row.len().max(columns), None);
        }
    }
}
