//! Which lines are moved, and which they pass.

use super::{LineEdits, Row};
use crate::{range::DraftRange, text::Document};

/// Lines that follow each other, by their numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct LineSpan {
    pub first: usize,
    /// The last of them.
    pub last: usize,
}

impl LineSpan {
    pub(super) fn of(line: usize) -> Self {
        Self { first: line, last: line }
    }

    /// The lines that a selection touches; not the one at whose start it ends.
    pub(super) fn touching(document: &Document, selection: DraftRange) -> Self {
        let first = document.line_at(selection.start);
        let last = document.line_at(selection.end);
        let is_at_start = document.line_range(last).start == selection.end;
        let last = if is_at_start && last > first { last - 1 } else { last };
        Self { first, last }
    }
}

/// The lines that move: the selected ones, with the whole of each item that they touch.
pub(super) fn touched(lines: &LineEdits<'_>, selection: DraftRange) -> LineSpan {
    let mut span = LineSpan::touching(lines.document, selection);
    if is_code(lines, span.first) {
        return span;
    }
    // Blank lines at the edges of a selection are not what is meant.
    while span.first < span.last && lines.row(span.first).is_blank() {
        span.first += 1;
    }
    while span.first < span.last && lines.row(span.last).is_blank() {
        span.last -= 1;
    }
    let first = lines.row(span.first);
    if !first.is_item() && first.indent > 0 {
        // The further lines of an item are moved with it.
        let above = (0..span.first).rev().map(|line| (line, lines.row(line)));
        let mut within =
            above.take_while(|(_, row)| row.is_item() || row.indent > 0 || row.is_blank());
        if let Some((line, _)) = within.find(|(_, row)| first.is_inside(row)) {
            span.first = line;
        }
    }
    let head = lines.row(span.first);
    if head.is_item() {
        span.last = span.last.max(end_of_item(lines, span.first, &head));
    }
    span
}

/// The last line of an item that begins at a line.
fn end_of_item(lines: &LineEdits<'_>, line: usize, head: &Row) -> usize {
    let mut last = line;
    let mut is_behind_blank = false;
    for below in line + 1..lines.document.line_count() {
        let row = lines.row(below);
        if row.is_blank() {
            is_behind_blank = true;
            continue;
        }
        let is_lazy = !row.is_item() && !is_behind_blank && row.quote == head.quote;
        let is_part = row.indent >= head.column_of_words().min(head.indent + 2)
            && row.quote.matches('>').count() == head.quote.matches('>').count();
        if !is_part && !is_lazy {
            break;
        }
        last = below;
    }
    last
}

/// The lines that others pass when they move up or down; `None` where there are none, or
/// where they are part of one block.
pub(super) fn passed(lines: &LineEdits<'_>, own: LineSpan, up: bool) -> Option<LineSpan> {
    let other = beside(lines, own, up)?;
    let is_apart = if up { other.last < own.first } else { own.last < other.first };
    is_apart.then_some(other)
}

fn beside(lines: &LineEdits<'_>, own: LineSpan, up: bool) -> Option<LineSpan> {
    let next_to = |line: usize| if up { line.checked_sub(1) } else { below(lines, line) };
    let edge = if up { own.first } else { own.last };
    if is_code(lines, edge) {
        let line = next_to(edge)?;
        let is_within = |line| is_code(lines, line) && !is_fence(lines, line);
        return (is_within(edge) && is_within(line)).then_some(LineSpan::of(line));
    }
    let head = lines.row(own.first);
    if head.is_item() {
        return sibling(lines, own, &head, up);
    }
    if head.is_blank() {
        return None;
    }
    let next = next_to(edge)?;
    if !lines.row(next).is_blank() {
        let is_own_block = block(lines, next) == block(lines, edge);
        return Some(if is_own_block { LineSpan::of(next) } else { whole(lines, next, edge) });
    }
    let mut line = next;
    while lines.row(line).is_blank() {
        line = next_to(line)?;
    }
    Some(whole(lines, line, edge))
}

/// The item of the same list above or below an item.
fn sibling(lines: &LineEdits<'_>, own: LineSpan, head: &Row, up: bool) -> Option<LineSpan> {
    if up {
        let above = (0..own.first).rev().map(|line| (line, lines.row(line)));
        let mut above = above.take_while(|(_, row)| {
            row.is_blank()
                || head.is_sibling_of(row)
                || row.indent > head.indent
                || is_lazy(row, head)
        });
        let (line, row) = above.find(|(_, row)| head.is_sibling_of(row))?;
        return Some(LineSpan { first: line, last: end_of_item(lines, line, &row) });
    }
    let mut line = below(lines, own.last)?;
    while lines.row(line).is_blank() {
        line = below(lines, line)?;
    }
    let row = lines.row(line);
    let is_next = head.is_sibling_of(&row);
    is_next.then(|| LineSpan { first: line, last: end_of_item(lines, line, &row) })
}

/// Whether a line goes on with the paragraph of an item without being indented.
fn is_lazy(row: &Row, head: &Row) -> bool {
    !row.is_item() && row.quote == head.quote
}

/// The block that holds a line; within the block of `from`, the lines up to the next blank
/// one.
fn whole(lines: &LineEdits<'_>, line: usize, from: usize) -> LineSpan {
    let found = block(lines, line);
    match found {
        Some(span) if block(lines, from) != found => span,
        _ => {
            let is_part = |line: &usize| !lines.row(*line).is_blank();
            let first = (0..=line).rev().take_while(is_part).last().unwrap_or(line);
            let last = (line..lines.document.line_count()).take_while(is_part).last();
            LineSpan { first, last: last.unwrap_or(line) }
        }
    }
}

/// The lines of the outermost block that holds a line.
fn block(lines: &LineEdits<'_>, line: usize) -> Option<LineSpan> {
    let row = lines.row(line);
    let range = lines.structure.outermost_at(row.end)?.range;
    let (first, last) = (lines.document.line_at(range.start), lines.document.line_at(range.end));
    (first <= line && line <= last).then_some(LineSpan { first, last })
}

fn below(lines: &LineEdits<'_>, line: usize) -> Option<usize> {
    (line + 1 < lines.document.line_count()).then_some(line + 1)
}

fn is_code(lines: &LineEdits<'_>, line: usize) -> bool {
    lines.structure.is_code(lines.row(line).end)
}

/// Whether a line of code or of front matter begins or ends it.
fn is_fence(lines: &LineEdits<'_>, line: usize) -> bool {
    let row = lines.row(line);
    let text = lines.document.text()[row.start..row.end].trim_start_matches(['>', ' ', '\t']);
    ["```", "~~~", "---", "+++"].iter().any(|fence| text.starts_with(fence))
}
