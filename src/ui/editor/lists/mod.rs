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

use nutgraf_engine::{
    range::DraftRange,
    text::{Bias, Change, Document, Edit},
};

use self::row::{Row, number_from};

/// Returns the change that Enter makes in a list or quotation, and where the caret goes.
///
/// `None` where Enter only breaks the line. On an item without words it goes out one level,
/// from the outermost to a paragraph of its own.
pub(super) fn continue_list(document: &Document, caret: usize) -> Option<(Change, usize)> {
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
    let ending = ending(document, row);
    if row.number().is_none() {
        // Nothing is counted, so nothing else of the list is looked at.
        let insert = format!("{ending}{}", row.next().prefix());
        let to = caret + insert.len();
        return (Change::insert(caret, insert), to);
    }
    let mut rows: Vec<Row> = rows_above(document, at).into_iter().rev().collect();
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
    let above = rows_above(document, at);
    let outer = row.is_item().then(|| above.iter().find(|above| row.is_inside(above))).flatten();
    if let Some(outer) = outer {
        let mut rows: Vec<Row> = above.iter().rev().cloned().collect();
        let here = rows.len();
        rows.push(row.moved_beside(outer));
        rows.extend(rows_below(document, at + 1));
        number_from(&mut rows, here, &[row.indent, outer.indent]);
        let caret = rows[here].start + rows[here].prefix().len();
        return (change_of(rows.iter().skip(here).filter_map(Row::edit)), caret);
    }
    let ending = ending(document, row);
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
pub(super) fn indent(
    document: &Document,
    selection: DraftRange,
    out: bool,
) -> Option<(Change, DraftRange)> {
    let lines = document.line_at(selection.start)..=document.line_at(selection.end);
    let first = *lines.start();
    let touched = lines.count();
    let mut rows: Vec<Row> = rows_above(document, first).into_iter().rev().collect();
    let here = rows.len();
    rows.extend((first..first + touched).map(|line| Row::of(document, line)));
    let lead = rows[here..].iter().position(Row::is_item)? + here;
    let column = if out { column_outside(&rows, lead) } else { column_inside(&rows, lead) };
    let left = rows[lead].indent;
    let by = column as isize - left as isize;
    for row in rows[here..].iter_mut().filter(|row| row.is_item()) {
        row.indent = row.indent.saturating_add_signed(by);
        row.is_moved = true;
    }
    rows.extend(rows_below(document, first + touched));
    if by != 0 {
        number_from(&mut rows, here, &[left, column]);
    }
    let change = change_of(rows.iter().skip(here).filter_map(Row::edit));
    let to = |at| change.map(at, Bias::Right);
    let selection = DraftRange::new(to(selection.start), to(selection.end));
    Some((change, selection))
}

/// Returns the column of an item that becomes part of the item above it: that item's words.
fn column_inside(rows: &[Row], item: usize) -> usize {
    let row = &rows[item];
    let above = rows[..item].iter().rev().filter(|above| above.is_item());
    let sibling = above.take_while(|above| above.indent >= row.indent);
    sibling
        .filter(|above| above.is_sibling_of(row))
        .map(Row::column_of_words)
        .next()
        // The first item of a list has none to be part of.
        .unwrap_or(row.indent)
}

/// Returns the column of an item that leaves the item that it is part of.
fn column_outside(rows: &[Row], item: usize) -> usize {
    let row = &rows[item];
    let outer = rows[..item].iter().rev().find(|above| row.is_inside(above));
    outer.map_or(0, |outer| outer.indent)
}

/// Returns the lines of the list above a line, nearest first.
fn rows_above(document: &Document, line: usize) -> Vec<Row> {
    let rows = (0..line).rev().map(|line| Row::of(document, line));
    rows.take_while(|row| row.is_item() || row.indent > 0 || row.is_blank()).collect()
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

fn ending(document: &Document, row: &Row) -> &'static str {
    if document.text()[row.end..].starts_with('\r') { "\r\n" } else { "\n" }
}

#[cfg(test)]
mod tests;
