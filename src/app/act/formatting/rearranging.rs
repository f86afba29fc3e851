//! What moves lines and the cells of tables about.
//!
//! # Invariants
//! - Each is one undo step, and what is tied to words goes where they go.
//! - In the reading view nothing is changed.

use crate::{
    app::{effect::Effect, state::Mode, workspace::Workspace},
    project::StepLabel,
};
use nutgraf_engine::{
    markdown::{
        lines::LineEdits,
        tables::{Table, TableCommand},
    },
    range::DraftRange,
    text::DraftEdit,
};

/// What is done to whole lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app::act) enum LineDeed {
    Move { up: bool },
    Duplicate,
    Join,
    Delete,
}

impl Workspace {
    /// The place of the table that holds the caret, in bytes of the draft.
    pub fn table_at_caret(&self) -> Option<DraftRange> {
        self.structure().table_at(self.view.selection.end)
    }

    /// Does something to the table at the caret.
    pub(in crate::app::act) fn edit_table(&mut self, command: TableCommand) -> Vec<Effect> {
        let range = self.table_at_caret();
        let table = range.and_then(|range| Table::read(self.open.project().draft(), range));
        let edit = table.map(|table| table.command(self.view.selection.end, command));
        self.rearrange(edit)
    }

    /// Does something to the lines of the selection. A row moves within its table.
    pub(in crate::app::act) fn edit_lines(&mut self, deed: LineDeed) -> Vec<Effect> {
        let selection = self.view.selection;
        let document = self.open.project().document();
        let lines = LineEdits { document, structure: self.structure() };
        let edit = match deed {
            LineDeed::Move { up } if self.table_at_caret().is_some() => {
                return self.edit_table(TableCommand::MoveRow { up });
            }
            LineDeed::Move { up } => lines.moved(selection, up),
            LineDeed::Duplicate => lines.duplicated(selection),
            LineDeed::Join => lines.joined(selection),
            LineDeed::Delete => lines.deleted(selection),
        };
        self.rearrange(Some(edit))
    }

    fn rearrange(&mut self, edit: Option<DraftEdit>) -> Vec<Effect> {
        if let Some(edit) = edit.filter(|_| self.view.mode != Mode::Read) {
            let selection = edit.selection;
            if edit.change.is_empty() {
                self.jump(selection);
            } else {
                let intent = self.open.project().rearranged(StepLabel::Formatting, edit);
                if self.apply_intent(intent) {
                    self.jump(selection);
                }
            }
        }
        vec![Effect::FocusEditor]
    }
}
