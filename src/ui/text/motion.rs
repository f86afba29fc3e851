//! Where motions take the caret.
//!
//! # Invariants
//! An arrow moves the way it points. In lines with right-to-left words each press crosses
//! one character on the screen, or continues in the next row of the paragraph's direction.
//! Only the lines crossed are laid out.

use super::{
    caret::{self, Caret},
    keymap::CaretMotion,
    layout::{CaretPosition, PlacedLine},
};
use crate::ui::flow::Flow;
use nutgraf_engine::text::Document;

/// How many points of the old view stay visible after turning a page.
const OVERLAP: f32 = 40.0;

/// A text whose lines can be laid out one by one, in view or not.
pub(crate) trait LineSource {
    /// Returns the text.
    fn document(&self) -> &Document;

    /// Returns the column of the text, up to date with it.
    fn flow(&self) -> &Flow;

    /// Lays out a piece of the column; its position on the screen is not meaningful.
    fn line(&mut self, piece: usize) -> PlacedLine;
}

/// Moves the caret, in a view that is `view` points high.
pub(crate) fn move_caret(
    text: &mut impl LineSource,
    caret: &mut Caret,
    (to, extend): (CaretMotion, bool),
    view: f32,
) {
    let selection = caret.selection();
    let is_sideways = matches!(to, CaretMotion::Left | CaretMotion::Right);
    if is_sideways && !extend && !selection.is_empty() {
        let line = text.line(piece_of(text.flow(), caret.head));
        let is_first = (to == CaretMotion::Left) != line.is_rtl();
        *caret = Caret::at(if is_first { selection.start } else { selection.end });
    } else {
        let visual = sideways(text, caret.head, to);
        let position = visual.unwrap_or_else(|| target(text, caret, to, view));
        let goal = caret.goal.filter(|_| keeps_goal(to));
        caret.move_to(position, extend);
        caret.goal = goal;
    }
}

/// Whether a position is in the first row of the text, or in the last one.
pub(crate) fn is_outermost(
    text: &mut impl LineSource,
    position: CaretPosition,
    is_first: bool,
) -> bool {
    let piece = piece_of(text.flow(), position);
    if piece != if is_first { 0 } else { text.flow().count().saturating_sub(1) } {
        return false;
    }
    let line = text.line(piece);
    line.row_of(position) == if is_first { 0 } else { line.row_count() - 1 }
}

/// Returns a caret for each row between two places, in the order of the way from the first to
/// the second: each selects what of its row is between the two `x` on the screen. At most
/// `most` rows.
pub(crate) fn column(
    text: &mut impl LineSource,
    (from, from_x): (CaretPosition, f32),
    (to, to_x): (CaretPosition, f32),
    most: usize,
) -> Vec<Caret> {
    let place = |text: &mut _, position| {
        let piece = piece_of(LineSource::flow(text), position);
        (piece, LineSource::line(text, piece).row_of(position))
    };
    let (first, last) = (place(text, from), place(text, to));
    let (top, bottom) = (first.min(last), first.max(last));
    let mut carets = Vec::new();
    for piece in top.0..=bottom.0 {
        let line = text.line(piece);
        let begin = if piece == top.0 { top.1 } else { 0 };
        let end = if piece == bottom.0 { bottom.1 } else { line.row_count() - 1 };
        for row in begin..=end {
            let head = line.hit_in_row(row, to_x);
            let anchor = line.hit_in_row(row, from_x).byte;
            carets.push(Caret { anchor, head, goal: None });
        }
        if carets.len() >= most {
            break;
        }
    }
    carets.truncate(most);
    if last < first {
        carets.reverse();
    }
    carets
}

/// Returns where a motion leads in the order of the text.
///
/// A motion from row to row stores the `x` that it keeps in the caret's goal.
pub(crate) fn target(
    text: &mut impl LineSource,
    caret: &mut Caret,
    to: CaretMotion,
    view: f32,
) -> CaretPosition {
    let at = caret.head.byte;
    let document = text.document();
    let words = document.text();
    match to {
        CaretMotion::Left => CaretPosition::at(caret::previous(words, at)),
        CaretMotion::Right => CaretPosition::at(caret::next(words, at)),
        CaretMotion::WordLeft => CaretPosition::at(caret::previous_word(document, at)),
        CaretMotion::WordRight => CaretPosition::at(caret::next_word(document, at)),
        CaretMotion::ParagraphUp => {
            let start = caret::line(document, at).start;
            let before = if at == start { caret::previous(words, at) } else { at };
            CaretPosition::at(caret::line(document, before).start)
        }
        CaretMotion::ParagraphDown => {
            let end = caret::line(document, at).end;
            let behind = if at == end { caret::next(words, at) } else { at };
            CaretPosition::at(caret::line(document, behind).end)
        }
        CaretMotion::Start => CaretPosition::at(0),
        CaretMotion::End => CaretPosition::at(words.len()),
        CaretMotion::RowStart | CaretMotion::RowEnd => {
            let line = text.line(piece_of(text.flow(), caret.head));
            let row = line.row_of(caret.head);
            if to == CaretMotion::RowStart { line.row_start(row) } else { line.row_end(row) }
        }
        CaretMotion::Up => rows_away(text, caret, -1.0),
        CaretMotion::Down => rows_away(text, caret, 1.0),
        CaretMotion::PageUp => rows_away(text, caret, OVERLAP - view),
        CaretMotion::PageDown => rows_away(text, caret, view - OVERLAP),
    }
}

/// Returns the piece of the column that a position belongs to.
fn piece_of(flow: &Flow, position: CaretPosition) -> usize {
    let piece = flow.at(position.byte);
    // The end of a piece without a line break is also the start of the next one.
    let is_start = flow.range(piece).start == position.byte;
    if position.is_upstream && is_start { piece.saturating_sub(1) } else { piece }
}

/// Returns where a motion by character or word leads on the screen.
///
/// `None` for other motions, and in lines where screen and text have the same order.
fn sideways(
    text: &mut impl LineSource,
    head: CaretPosition,
    to: CaretMotion,
) -> Option<CaretPosition> {
    let (is_right, by_word) = match to {
        CaretMotion::Left => (false, false),
        CaretMotion::Right => (true, false),
        CaretMotion::WordLeft => (false, true),
        CaretMotion::WordRight => (true, true),
        _ => return None,
    };
    let line = text.line(piece_of(text.flow(), head));
    line.direction()?;
    let is_forward = is_right != line.is_rtl();
    let document = text.document();
    if by_word {
        let word = if is_forward { caret::next_word } else { caret::previous_word };
        return Some(CaretPosition::at(word(document, head.byte)));
    }
    let (words, range) = (document.text(), &line.range);
    Some(line.beside(head, is_right).unwrap_or_else(|| {
        CaretPosition::at(if is_forward {
            caret::next(words, range.end)
        } else {
            caret::previous(words, range.start)
        })
    }))
}

/// Returns the position `points` below the caret, or above it where they are negative; at
/// least one row away.
fn rows_away(text: &mut impl LineSource, caret: &mut Caret, points: f32) -> CaretPosition {
    let mut piece = piece_of(text.flow(), caret.head);
    let mut line = text.line(piece);
    let mut row = line.row_of(caret.head);
    let x = caret.goal.unwrap_or_else(|| line.caret(caret.head).left());
    caret.goal = Some(x);
    let mut gone = 0.0;
    loop {
        gone += line.row_rect(row).height();
        if points > 0.0 {
            if row + 1 < line.row_count() {
                row += 1;
            } else if piece + 1 < text.flow().count() {
                piece += 1;
                line = text.line(piece);
                row = 0;
            } else {
                return CaretPosition::at(text.document().text().len());
            }
        } else if row > 0 {
            row -= 1;
        } else if piece > 0 {
            piece -= 1;
            line = text.line(piece);
            row = line.row_count() - 1;
        } else {
            return CaretPosition::at(0);
        }
        if gone >= points.abs() {
            return line.hit_in_row(row, x);
        }
    }
}

/// Whether a motion keeps the `x` at which it enters rows.
fn keeps_goal(to: CaretMotion) -> bool {
    matches!(to, CaretMotion::Up | CaretMotion::Down | CaretMotion::PageUp | CaretMotion::PageDown)
}
