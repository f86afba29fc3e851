//! The dialog in which a path is typed where the desktop has no file dialogs.

use std::path::PathBuf;

use egui::Ui;

use super::{Dialogs, buttons, title};
use crate::{
    app::{Action, Pick},
    ui::{
        theme::Theme,
        widgets::{self, field},
    },
};

impl Dialogs {
    /// Shows the field of the path.
    pub(super) fn path(
        &mut self,
        ui: &mut Ui,
        theme: &Theme,
        pick: &Pick,
        actions: &mut Vec<Action>,
    ) {
        let (heading, lead) = match pick {
            Pick::Open => ("Open article", "Open"),
            Pick::Source => ("Add source from file", "Add"),
            Pick::Packet => ("Folder for the packet", "Write"),
            Pick::Draft { .. } => ("Update draft from file", "Update"),
            Pick::SaveAs { .. } => ("Save article as", "Save"),
            Pick::Export(..) => ("Export", "Export"),
        };
        title(ui, 480.0, heading);
        let about = "This desktop offers no file dialog, so the path is typed here. With xdg-desktop-portal or zenity installed, their dialog is used.";
        ui.label(widgets::small(about, theme));
        ui.add_space(6.0);
        field(ui, theme, "Path", "/home/me/article.ron", &mut self.path);
        if buttons(ui, theme, lead, actions) && !self.path.trim().is_empty() {
            let path = PathBuf::from(self.path.trim());
            let path = std::path::absolute(&path).unwrap_or(path);
            actions.push(Action::PathTyped(pick.clone(), path));
        }
    }
}

/// Returns the home folder joined with the suggested name.
pub(super) fn suggested_path(pick: &Pick) -> String {
    let home = etcetera::home_dir().unwrap_or_default();
    let name = match pick {
        Pick::Open | Pick::Source | Pick::Packet | Pick::Draft { .. } => "",
        Pick::SaveAs { name, .. } | Pick::Export(name, _) => name,
    };
    home.join(name).display().to_string()
}
