//! Lists and quotations as they are typed: Enter goes on with one or leaves it, Tab moves
//! items in and out.
//!
//! # Invariants
//! - What a reader sees as an item or a paragraph is one in CommonMark: a nested item stands
//!   at the words of the item above it, and a blank line ends a list or a quotation, or
//!   what follows would belong to its last paragraph.
//! - Numbers go on behind the item that was touched, and not before it. A list whose items
//!   all have one number keeps it.
//! - Only what precedes the words of a line is changed; where the caret stands between the
//!   words, it stays between them.

mod row;

pub(super) use self::row::Row;
use self::row::number_from;
use crate::{
    range::DraftRange,
    text::{Bias, Change, Document, Edit},
};

/// Returns the change that Enter makes in a list or quotation, and where the caret goes.
///
/// `None` where Enter only breaks the line. On an item without words it goes out one level,
/// from the outermost to a paragraph of its own.
pub fn continue_list(document: &Document, caret: usize) -> Option<(Change, usize)> {
    let at = document.line_at(caret);
    let row = Row::of(document, at);
    if !(row.is_item() || row.is_quoted()) || caret < row.words {
        return None;
    }
    let is_empty = document.text()[row.words..row.end].trim().is_empty();
    Some(if is_empty { leave(document, at, &row) } else { go_on(document, at, &row, caret) })
}

/// Begins the next item, or the next line of a quotation, behind the caret.
fn go_on(document: &Document, at: usize, row: &Row, caret: usize) -> (Change, usize) {
    let ending = document.line_break(row.start);
    if row.number().is_none() {
        // Nothing is counted, so nothing else of the list is looked at.
        let insert = format!("{ending}{}", row.next().prefix());
        let to = caret + insert.len();
        return (Change::insert(caret, insert), to);
    }
    let mut above = RowsAbove::of(document, at);
    above.reach(row.indent);
    let mut rows = above.in_order();
    rows.extend([row.clone(), row.next()]);
    let next = rows.len() - 1;
    rows.extend(rows_below(document, at + 1));
    number_from(&mut rows, next, &[row.indent]);
    let insert = format!("{ending}{}", rows[next].prefix());
    let to = caret + insert.len();
    let below = rows.iter().skip(next + 1).filter_map(Row::edit);
    (change_of([Edit { range: DraftRange::at(caret), insert }].into_iter().chain(below)), to)
}

/// Goes out one level from an item or a line of a quotation that has no words.
fn leave(document: &Document, at: usize, row: &Row) -> (Change, usize) {
    let mut above = RowsAbove::of(document, at);
    let outer = row.is_item().then(|| above.outer_of(row)).flatten();
    if let Some(outer) = outer {
        above.reach(outer.indent);
        let mut rows = above.in_order();
        let here = rows.len();
        rows.push(row.moved_beside(&outer));
        rows.extend(rows_below(document, at + 1));
        number_from(&mut rows, here, &[row.indent, outer.indent]);
        let caret = rows[here].start + rows[here].prefix().len();
        return (change_of(rows.iter().skip(here).filter_map(Row::edit)), caret);
    }
    let ending = document.line_break(row.start);
    let quote = if row.is_item() { row.quote.as_str() } else { row.outer_quote() };
    let mut insert = format!("{}{ending}{quote}", quote.trim_end());
    let caret = row.start + insert.len();
    let follows = document.text()[row.end..].strip_prefix(ending).unwrap_or_default();
    let next = follows.lines().next().unwrap_or_default();
    if !next.trim_start_matches(['>', ' ', '\t']).is_empty() {
        insert.push_str(ending);
        insert.push_str(quote.trim_end());
    }
    (Change::replace(row.start..row.end, insert), caret)
}

/// Moves the items that a selection touches in or out by one level; `None` where none of
/// its lines is an item.
pub fn indent(
    document: &Document,
    selection: DraftRange,
    out: bool,
) -> Option<(Change, DraftRange)> {
    let lines = document.line_at(selection.start)..=document.line_at(selection.end);
    let first = *lines.start();
    let touched: Vec<Row> = lines.map(|line| Row::of(document, line)).collect();
    let lead = touched.iter().position(Row::is_item)?;
    let mut above = RowsAbove::of(document, first);
    let column = if out {
        above.outer_of(&touched[lead]).map_or(0, |outer| outer.indent)
    } else {
        above.reach(touched[lead].indent);
        column_inside(&above.rows, &touched[lead])
    };
    let items = touched.iter().filter(|row| row.is_item());
    above.reach(items.map(|row| row.indent).chain([column]).min().unwrap_or(column));
    let mut rows = above.in_order();
    let here = rows.len();
    let behind = first + touched.len();
    rows.extend(touched);
    let lead = here + lead;
    let left = rows[lead].indent;
    let by = column as isize - left as isize;
    for row in rows[here..].iter_mut().filter(|row| row.is_item()) {
        row.indent = row.indent.saturating_add_signed(by);
        row.is_moved = true;
    }
    rows.extend(rows_below(document, behind));
    if by != 0 {
        number_from(&mut rows, here, &[left, column]);
    }
    let change = change_of(rows.iter().skip(here).filter_map(Row::edit));
    let to = |at| change.map(at, Bias::Right);
    let selection = DraftRange::new(to(selection.start), to(selection.end));
    Some((change, selection))
}

/// Numbers the items behind one in its list. `number` is what the item itself gets.
pub(super) fn renumbered(document: &Document, item: usize, number: Option<u64>) -> Change {
    let mut above = RowsAbove::of(document, item);
    above.reach(Row::of(document, item).indent);
    let mut rows = above.in_order();
    let here = rows.len();
    rows.extend(rows_below(document, item));
    let Some(row) = rows.get_mut(here) else { return Change::default() };
    let list = [row.indent];
    match number {
        Some(number) => row.renumber(number),
        None => number_from(&mut rows, here, &list),
    }
    number_from(&mut rows, here + 1, &list);
    change_of(rows.iter().skip(here).filter_map(Row::edit))
}

/// Returns the column of an item that becomes part of the item above it: that item's words.
///
/// `above` are the rows above it, nearest first.
fn column_inside(above: &[Row], row: &Row) -> usize {
    let above = above.iter().filter(|above| above.is_item());
    let mut sibling = above.take_while(|above| above.indent >= row.indent);
    let sibling = sibling.find(|above| above.is_sibling_of(row));
    // The first item of a list has none to be part of.
    sibling.map_or(row.indent, Row::column_of_words)
}

/// The lines of a list above one of its lines, read as far as they are asked for.
///
/// # Invariants
/// A list is never read further than to the items that tell the number of the next one, so
/// that a key costs the same in a long list.
struct RowsAbove<'a> {
    document: &'a Document,
    /// How many lines of the document are above those that were read.
    left: usize,
    /// Nearest first.
    rows: Vec<Row>,
}

impl<'a> RowsAbove<'a> {
    /// Items that tell how a list goes on: two with one number say that all have it.
    const TELLING: usize = 2;

    fn of(document: &'a Document, line: usize) -> Self {
        Self { document, left: line, rows: Vec::new() }
    }

    /// Reads one more line; `None` where the list begins.
    fn read(&mut self) -> Option<&Row> {
        let line = self.left.checked_sub(1)?;
        let row = Row::of(self.document, line);
        let is_of_list = row.is_item() || row.indent > 0 || row.is_blank();
        self.left = if is_of_list { line } else { 0 };
        self.rows.extend(is_of_list.then_some(row));
        self.rows.last().filter(|_| is_of_list)
    }

    /// Reads as far as to the items that tell how lists go on in a column and in those
    /// behind it.
    fn reach(&mut self, column: usize) {
        let tells = |row: &Row| row.is_item() && row.indent <= column;
        let mut found = self.rows.iter().filter(|row| tells(row)).count();
        while found < Self::TELLING {
            let Some(row) = self.read() else { break };
            found += usize::from(tells(row));
        }
    }

    /// Returns the item that a row is part of.
    fn outer_of(&mut self, row: &Row) -> Option<Row> {
        if row.indent == 0 {
            return None;
        }
        let is_outer = |above: &Row| row.is_inside(above);
        if let Some(outer) = self.rows.iter().find(|above| is_outer(above)) {
            return Some(outer.clone());
        }
        loop {
            let above = self.read()?;
            if is_outer(above) {
                return Some(above.clone());
            }
        }
    }

    /// Returns the rows in the order of the draft.
    fn in_order(self) -> Vec<Row> {
        self.rows.into_iter().rev().collect()
    }
}

/// Returns the lines of the list from a line on.
fn rows_below(document: &Document, line: usize) -> Vec<Row> {
    let rows = (line..document.line_count()).map(|line| Row::of(document, line));
    rows.take_while(|row| row.is_item() || (row.indent > 0 && !row.is_blank())).collect()
}

fn change_of(edits: impl IntoIterator<Item = Edit>) -> Change {
    Change::of(edits.into_iter().collect())
        .expect("the edits are of lines that follow each other, so they are in order")
}

#[cfg(test)]
mod tests;
