//! The desktop's primary selection, which the middle button pastes.

use egui::Ui;
use nutgraf_engine::range::TextRange;

/// Longer selections are not offered unasked, in bytes.
const MOST: usize = 100_000;

/// The selection that was offered last.
#[derive(Default)]
pub(crate) struct PrimarySelection(TextRange);

impl PrimarySelection {
    /// Offers a selection that has settled and was not offered yet.
    pub(crate) fn offer(&mut self, ui: &Ui, text: &str, selection: TextRange) {
        let is_held = ui.input(|input| input.pointer.any_down() || input.modifiers.shift);
        if selection == self.0 || is_held {
            return;
        }
        self.0 = selection;
        if !selection.is_empty() && selection.len() <= MOST {
            let words = text[selection].to_owned();
            ui.ctx().send_cmd(egui::OutputCommand::TextSelectionSettled(words));
        }
    }
}
