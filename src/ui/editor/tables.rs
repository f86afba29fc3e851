//! Tables by keyboard: from cell to cell, and their columns aligned.
//!
//! # Invariants
//! - A letter that is typed in a table aligns nothing: it costs what it costs elsewhere, and
//!   nothing moves under the caret. Columns are aligned when a cell is left.
//! - A table in which nothing was typed stays as it is written.

use egui::Ui;

use super::{Editor, caret::Caret, keymap::TextCommand, layout::CaretPosition};
use crate::app::{Action, Workspace};
use nutgraf_engine::{markdown::tables::Table, text::DraftEdit};

impl Editor {
    /// Does what Tab and Enter do in a table; `None` where they do what they do elsewhere.
    pub(super) fn table_command(
        &mut self,
        ui: &Ui,
        workspace: &Workspace,
        command: TextCommand,
    ) -> Option<Vec<Action>> {
        let selection = self.caret.selection();
        let range = workspace.structure().table_at(selection.end)?;
        let is_within = range.start <= selection.start;
        let table = Table::read(workspace.project().draft(), range).filter(|_| is_within)?;
        let edit = match command {
            TextCommand::Indent { out } => table.step(selection.end, out),
            TextCommand::Break { plain: false } => table.enter(selection.end)?,
            _ => return None,
        };
        self.has_typed_in_table = false;
        let DraftEdit { change, selection, .. } = edit;
        let head = CaretPosition::at(selection.end);
        self.caret = Caret { anchor: selection.start, head, goal: None };
        self.note_caret_moved(ui);
        Some(if change.is_empty() {
            vec![self.select()]
        } else {
            vec![Action::SetTable { change, selection }]
        })
    }

    /// Aligns the table that the caret left, where something was typed in it.
    ///
    /// `before` is the caret before the input that asked for `actions`.
    pub(super) fn leave_table(
        &mut self,
        workspace: &Workspace,
        before: Caret,
        mut actions: Vec<Action>,
    ) -> Vec<Action> {
        let Some(range) = workspace.structure().table_at(before.head.byte) else { return actions };
        let types =
            |action: &Action| matches!(action, Action::Type { .. } | Action::Complete { .. });
        if actions.iter().any(types) {
            self.has_typed_in_table = true;
            return actions;
        }
        let selection = self.caret.selection();
        let is_inside = range.start <= selection.end && selection.start <= range.end;
        if is_inside || !self.has_typed_in_table {
            return actions;
        }
        self.has_typed_in_table = false;
        if let Some(table) = Table::read(workspace.project().draft(), range) {
            let DraftEdit { change, selection, .. } = table.align(selection.in_draft());
            if !change.is_empty() {
                // The caret is outside, so that its place tells where the selection went.
                let by = selection.end.cast_signed() - self.caret.selection().end.cast_signed();
                self.caret.anchor = self.caret.anchor.saturating_add_signed(by);
                self.caret.head.byte = self.caret.head.byte.saturating_add_signed(by);
                actions.push(Action::SetTable { change, selection });
            }
        }
        actions
    }
}
