//! Requests of a screen reader to the draft.

use egui::{
    Ui,
    accesskit::{Action as AccessAction, ActionData, ActionRequest},
};

use super::{Editor, id};
use crate::app::Action;
use nutgraf_engine::text::Document;

impl Editor {
    /// Handles a request of a screen reader.
    pub(super) fn handle_accesskit(
        &mut self,
        ui: &Ui,
        document: &Document,
        request: &ActionRequest,
    ) -> Vec<Action> {
        if request.target_node != id().accesskit_id() {
            return Vec::new();
        }
        match (&request.action, &request.data) {
            (AccessAction::SetTextSelection, Some(ActionData::SetTextSelection(selection))) => {
                let Some(caret) = self.accessible.selection(document.text(), selection) else {
                    return Vec::new();
                };
                self.caret = caret;
                self.note_caret_moved(ui);
                vec![self.select()]
            }
            (AccessAction::ReplaceSelectedText, Some(ActionData::Value(words))) => {
                self.replace(ui, self.caret.selection().in_draft(), words)
            }
            _ => Vec::new(),
        }
    }
}
