//! Where the arrows lead in lines that hold words which run to the left.
//!
//! What always holds: an arrow goes where it points. Each press crosses one character
//! on the screen, or goes on in the next row of the paragraph's direction.

use egui::Ui;

use super::{Editor, Stage, caret, set::Spot, stroke::Move};
use crate::{app::Workspace, ui::theme::Theme};

impl Editor {
    /// Where a move by letters or words leads by what is seen; `None` for other moves,
    /// and in lines where that is the order of the text.
    pub(super) fn sideways(
        &mut self,
        ui: &Ui,
        workspace: &Workspace,
        theme: &Theme,
        stage: &Stage,
        to: Move,
    ) -> Option<Spot> {
        let (is_right, by_word) = match to {
            Move::Left => (false, false),
            Move::Right => (true, false),
            Move::WordLeft => (false, true),
            Move::WordRight => (true, true),
            _ => return None,
        };
        let line = self.line(ui, workspace, theme, stage, self.piece_of_caret());
        line.direction()?;
        let is_forward = is_right != line.is_rtl();
        let document = workspace.project().document();
        let head = self.caret.head;
        if by_word {
            let word = if is_forward { caret::next_word } else { caret::previous_word };
            return Some(Spot::at(word(document, head.byte)));
        }
        let (text, range) = (document.text(), &line.range);
        Some(line.beside(head, is_right).unwrap_or_else(|| {
            Spot::at(if is_forward {
                caret::next(text, range.end)
            } else {
                caret::previous(text, range.start)
            })
        }))
    }
}
