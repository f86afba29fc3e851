//! The desktop's primary selection, which the middle button pastes.

use std::ops::Range;

use egui::Ui;

/// Longer selections are not offered unasked, in bytes.
const MOST: usize = 100_000;

/// The selection that was offered last.
#[derive(Default)]
pub(crate) struct PrimarySelection(Range<usize>);

impl PrimarySelection {
    /// Offers a selection that has settled and was not offered yet.
    pub(crate) fn offer(&mut self, ui: &Ui, text: &str, selection: &Range<usize>) {
        let is_held = ui.input(|input| input.pointer.any_down() || input.modifiers.shift);
        if *selection == self.0 || is_held {
            return;
        }
        self.0 = selection.clone();
        if !selection.is_empty() && selection.len() <= MOST {
            let words = text[selection.clone()].to_owned();
            ui.ctx().send_cmd(egui::OutputCommand::TextSelectionSettled(words));
        }
    }
}
