//! Where a move leads from the caret.
//!
//! What always holds: an arrow goes where it points. In lines that hold words which
//! run to the left each press crosses one character on the screen, or goes on in the
//! next row of the paragraph's direction. Only lines that are passed are set.

use super::{
    caret::{self, Caret},
    set::{SetLine, Spot},
    stroke::Move,
};
use crate::{text::Document, ui::flow::Flow};

/// Of a page that is turned, so many points stay in view.
const OVERLAP: f32 = 40.0;

/// A text in lines, of which each can be set wherever it is.
pub trait InLines {
    /// The text.
    fn document(&self) -> &Document;

    /// Its column, in line with the text.
    fn flow(&self) -> &Flow;

    /// Sets a piece of it; only its own geometry is to be asked for.
    fn line(&mut self, piece: usize) -> SetLine;
}

/// Moves the caret in a view of a height, in points.
pub fn go(text: &mut impl InLines, caret: &mut Caret, (to, extend): (Move, bool), view: f32) {
    let selection = caret.selection();
    let is_sideways = matches!(to, Move::Left | Move::Right);
    if is_sideways && !extend && !selection.is_empty() {
        let line = text.line(piece_of(text.flow(), caret.head));
        let is_first = (to == Move::Left) != line.is_rtl();
        *caret = Caret::at(if is_first { selection.start } else { selection.end });
    } else {
        let seen = sideways(text, caret.head, to);
        let spot = seen.unwrap_or_else(|| target(text, caret, to, view));
        let goal = caret.goal.filter(|_| keeps_goal(to));
        caret.move_to(spot, extend);
        caret.goal = goal;
    }
}

/// Where a move leads from the caret, by the order of the text. One from row to row
/// notes at which `x` it wants to stay.
pub fn target(text: &mut impl InLines, caret: &mut Caret, to: Move, view: f32) -> Spot {
    let at = caret.head.byte;
    let document = text.document();
    let words = document.text();
    match to {
        Move::Left => Spot::at(caret::previous(words, at)),
        Move::Right => Spot::at(caret::next(words, at)),
        Move::WordLeft => Spot::at(caret::previous_word(document, at)),
        Move::WordRight => Spot::at(caret::next_word(document, at)),
        Move::ParagraphUp => {
            let start = caret::line(document, at).start;
            let before = if at == start { caret::previous(words, at) } else { at };
            Spot::at(caret::line(document, before).start)
        }
        Move::ParagraphDown => {
            let end = caret::line(document, at).end;
            let behind = if at == end { caret::next(words, at) } else { at };
            Spot::at(caret::line(document, behind).end)
        }
        Move::Start => Spot::at(0),
        Move::End => Spot::at(words.len()),
        Move::RowStart | Move::RowEnd => {
            let line = text.line(piece_of(text.flow(), caret.head));
            let row = line.row_of(caret.head);
            if to == Move::RowStart { line.row_start(row) } else { line.row_end(row) }
        }
        Move::Up => rows_away(text, caret, -1.0),
        Move::Down => rows_away(text, caret, 1.0),
        Move::PageUp => rows_away(text, caret, OVERLAP - view),
        Move::PageDown => rows_away(text, caret, view - OVERLAP),
    }
}

/// The piece in which a place is meant.
fn piece_of(flow: &Flow, spot: Spot) -> usize {
    let piece = flow.at(spot.byte);
    // The end of a piece that no line break ends is the start of the next.
    let is_start = flow.range(piece).start == spot.byte;
    if spot.at_end && is_start { piece.saturating_sub(1) } else { piece }
}

/// Where a move by letters or words leads by what is seen; `None` for other moves,
/// and in lines where that is the order of the text.
fn sideways(text: &mut impl InLines, head: Spot, to: Move) -> Option<Spot> {
    let (is_right, by_word) = match to {
        Move::Left => (false, false),
        Move::Right => (true, false),
        Move::WordLeft => (false, true),
        Move::WordRight => (true, true),
        _ => return None,
    };
    let line = text.line(piece_of(text.flow(), head));
    line.direction()?;
    let is_forward = is_right != line.is_rtl();
    let document = text.document();
    if by_word {
        let word = if is_forward { caret::next_word } else { caret::previous_word };
        return Some(Spot::at(word(document, head.byte)));
    }
    let (words, range) = (document.text(), &line.range);
    Some(line.beside(head, is_right).unwrap_or_else(|| {
        Spot::at(if is_forward {
            caret::next(words, range.end)
        } else {
            caret::previous(words, range.start)
        })
    }))
}

/// The place so many points below the caret, or above where they are negative; in
/// the next row at least.
fn rows_away(text: &mut impl InLines, caret: &mut Caret, points: f32) -> Spot {
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
                return Spot::at(text.document().text().len());
            }
        } else if row > 0 {
            row -= 1;
        } else if piece > 0 {
            piece -= 1;
            line = text.line(piece);
            row = line.row_count() - 1;
        } else {
            return Spot::at(0);
        }
        if gone >= points.abs() {
            return line.hit_in_row(row, x);
        }
    }
}

/// Whether a move keeps the `x` that rows are entered at.
fn keeps_goal(to: Move) -> bool {
    matches!(to, Move::Up | Move::Down | Move::PageUp | Move::PageDown)
}
