//! The dialogs of the Help menu: keyboard shortcuts, and what this program is.

use egui::{RichText, ScrollArea, Ui};

use super::title;
use crate::{
    app::{Action, ChecklistCommand, Command, READER_KEYS},
    ui::{theme::Theme, widgets},
};

/// Lists the keys of all commands.
pub(super) fn shortcuts(ui: &mut Ui, theme: &Theme, actions: &mut Vec<Action>) {
    title(ui, 560.0, "Keyboard shortcuts");
    let height = (ui.ctx().content_rect().height() - 200.0).max(160.0);
    ScrollArea::vertical().max_height(height).show(ui, |ui| {
        let keys = |text: String| RichText::new(text).monospace().color(theme.palette.dim);
        egui::Grid::new("shortcuts").num_columns(2).spacing([40.0, 4.0]).show(ui, |ui| {
            for spec in Command::table().iter().filter(|spec| spec.shortcut.is_some()) {
                ui.label(spec.label.trim_end_matches('…')).on_hover_text(spec.tooltip);
                ui.label(keys(spec.command.keys_label()));
                ui.end_row();
            }
            for (command, key) in READER_KEYS {
                let spec = command.spec();
                let label = format!("{}, in the reader", spec.label);
                ui.label(label).on_hover_text(spec.tooltip);
                ui.label(keys(key.label()));
                ui.end_row();
            }
        });
        ui.add_space(12.0);
        let list = Command::ShowClaims.keys_label();
        let heading = format!("While the checklist has the keyboard ({list})");
        ui.label(widgets::strong(heading, theme));
        ui.add_space(4.0);
        egui::Grid::new("checklist").num_columns(2).spacing([24.0, 4.0]).show(ui, |ui| {
            for command in ChecklistCommand::ALL {
                ui.label(keys(command.keys_label()));
                ui.add(egui::Label::new(command.tooltip()).wrap());
                ui.end_row();
            }
        });
    });
    close(ui, actions);
}

/// Shows version, purpose and licence.
pub(super) fn about(ui: &mut Ui, theme: &Theme, actions: &mut Vec<Action>) {
    title(ui, 420.0, "Nutgraf");
    ui.label(format!("Version {}", env!("CARGO_PKG_VERSION")));
    let about = "Nutgraf says that words stand in a snapshot. It never says that the source is right, or that it supports the claim.";
    ui.label(about);
    ui.add_space(4.0);
    let licence = "MIT or Apache 2.0. Fonts: Literata, Inter, IBM Plex Mono and Noto, under the SIL Open Font License; see THIRD_PARTY.md.";
    ui.label(widgets::small(licence, theme));
    close(ui, actions);
}

fn close(ui: &mut Ui, actions: &mut Vec<Action>) {
    ui.add_space(12.0);
    if widgets::closing(ui, "Close").clicked() {
        actions.push(Action::CloseDialog);
    }
}
