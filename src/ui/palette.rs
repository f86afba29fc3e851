//! The command palette: every command, filtered by typing.

use egui::Ui;

use super::{
    chooser::{Chooser, ChooserEntry, Prompt},
    menu,
    theme::Theme,
};
use crate::app::{Action, Command, Workspace};

/// View state of the palette.
#[derive(Default)]
pub(super) struct CommandPalette {
    chooser: Chooser,
}

impl CommandPalette {
    /// Shows the palette. Choosing a command also closes the dialog.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        theme: &Theme,
    ) -> Vec<Action> {
        let enabled = Command::table()
            .iter()
            .filter(|spec| spec.command != Command::Palette && spec.command.is_enabled(workspace));
        let entries = enabled.map(|spec| {
            let keys = spec.shortcut.map(|keys| keys.label(cfg!(target_os = "macos")));
            let label = menu::label(spec, workspace);
            ChooserEntry {
                also: spec.command.other_names().join(" "),
                ..ChooserEntry::new(label, keys.unwrap_or_default(), spec.command)
            }
        });
        let prompt = Prompt {
            name: "Command",
            hint: "Type a command",
            nothing: "No command that can be used now has this name.",
            width: 460.0,
            ..Prompt::wide()
        };
        let Some((command, _)) = self.chooser.show(ui, theme, &prompt, entries.collect()) else {
            return Vec::new();
        };
        *self = Self::default();
        vec![Action::CloseDialog, Action::Command(command)]
    }
}
