//! What a screen reader asks of the draft.

use egui::{
    Ui,
    accesskit::{Action as Ask, ActionData, ActionRequest},
};

use super::{Editor, id};
use crate::{app::Action, text::Document};

impl Editor {
    /// Does what a screen reader asks for.
    pub(super) fn asked(
        &mut self,
        ui: &Ui,
        document: &Document,
        request: &ActionRequest,
    ) -> Vec<Action> {
        if request.target_node != id().accesskit_id() {
            return Vec::new();
        }
        match (&request.action, &request.data) {
            (Ask::SetTextSelection, Some(ActionData::SetTextSelection(selection))) => {
                let Some(caret) = self.told.selection(document.text(), selection) else {
                    return Vec::new();
                };
                self.caret = caret;
                self.has_moved(ui);
                vec![self.select()]
            }
            (Ask::ReplaceSelectedText, Some(ActionData::Value(words))) => {
                self.replace(ui, self.caret.selection(), words)
            }
            _ => Vec::new(),
        }
    }
}
