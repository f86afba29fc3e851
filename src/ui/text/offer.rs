//! Offers what is selected to the desktop, for the middle button.

use std::ops::Range;

use egui::Ui;

/// Selections longer than this many bytes are not offered unasked.
const MOST: usize = 100_000;

/// The bytes of the words that were offered last.
#[derive(Default)]
pub struct Offered(Range<usize>);

impl Offered {
    /// Offers a selection that has come to rest and was not offered yet.
    pub fn offer(&mut self, ui: &Ui, text: &str, selection: &Range<usize>) {
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
