//! The entries of an open menu.

use egui::{Button, Ui};

use crate::app::Shortcut;

/// Shows entries; the first that can be chosen takes the keyboard where a key opened the
/// menu.
#[derive(Default)]
pub(in crate::ui) struct MenuEntries {
    chooses_first: bool,
}

impl MenuEntries {
    /// Gives the first entry that can be chosen the keyboard, once.
    pub(in crate::ui) fn choose_first(&mut self) {
        self.chooses_first = true;
    }

    /// Shows an entry with its keys. Returns whether it was chosen, which closes the menu.
    pub(in crate::ui) fn show(
        &mut self,
        ui: &mut Ui,
        label: &str,
        keys: Option<Shortcut>,
        is_enabled: bool,
    ) -> bool {
        let mut button = Button::new(label).min_size(egui::vec2(0.0, 26.0));
        if let Some(keys) = keys {
            button = button.shortcut_text(keys.label(cfg!(target_os = "macos")));
        }
        let response = ui.add_enabled(is_enabled, button);
        if is_enabled && std::mem::take(&mut self.chooses_first) {
            response.request_focus();
        }
        if response.gained_focus() {
            response.scroll_to_me(None);
        }
        if response.clicked() {
            ui.close();
        }
        response.clicked()
    }
}
