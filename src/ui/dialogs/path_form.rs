//! The dialog in which a path is typed where the desktop has no file dialogs.

use std::path::PathBuf;

use egui::{
    Key, Modifiers, Ui,
    text::{CCursor, CCursorRange},
    text_edit::TextEditState,
};

use super::{
    Dialogs, buttons,
    completion::{candidates, completed, meant, split},
    title,
};
use crate::{
    app::{Action, Pick, Workspace},
    ui::{theme::Theme, widgets},
};

/// Most names that are shown below the field.
const SHOWN: usize = 6;

/// A path while it is typed.
#[derive(Default)]
pub(super) struct TypedPath {
    pub(super) text: String,
    /// The folder whose entries were asked for.
    listed: Option<PathBuf>,
    /// Whether Tab was pressed before the entries of the folder came.
    waits: bool,
    /// Whether the caret is to go to the end.
    goes_to_end: bool,
    /// Whether Tab completes and does not go to the next field.
    holds_tab: bool,
}

impl TypedPath {
    /// Begins with the path that is suggested.
    pub(super) fn of(pick: &Pick) -> Self {
        Self { text: suggested_path(pick), goes_to_end: true, ..Self::default() }
    }

    /// Whether something else was typed than what was suggested.
    pub(super) fn is_changed(&self, pick: &Pick) -> bool {
        self.text != suggested_path(pick)
    }

    /// Shows the field and the names that fit.
    fn show(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        theme: &Theme,
        pick: &Pick,
    ) -> Option<Action> {
        let hint = "/home/me/article.ron";
        let field =
            widgets::field_holding_tab(ui, theme, ("Path", hint), &mut self.text, self.holds_tab);
        let is_tab = |input: &mut egui::InputState| input.consume_key(Modifiers::NONE, Key::Tab);
        let asks = field.has_focus() && self.holds_tab && ui.input_mut(is_tab);
        let folder = meant(split(&self.text).0);
        let listing = workspace.view().folder.as_ref();
        let entries = listing.filter(|(listed, _)| *listed == folder).map(|(_, entries)| entries);
        if asks || (self.waits && entries.is_some()) {
            self.waits = entries.is_none();
            let found = entries.map(|entries| candidates(entries, split(&self.text).1, pick));
            if let Some(text) = found.and_then(|found| completed(&self.text, &found)) {
                self.text = text;
                self.goes_to_end = true;
            }
        }
        if std::mem::take(&mut self.goes_to_end) {
            let mut state = TextEditState::load(ui.ctx(), field.id).unwrap_or_default();
            let end = CCursor::new(self.text.chars().count());
            state.cursor.set_char_range(Some(CCursorRange::one(end)));
            state.store(ui.ctx(), field.id);
        }
        let folder = meant(split(&self.text).0);
        let entries = listing.filter(|(listed, _)| *listed == folder).map(|(_, entries)| entries);
        let found = entries.map(|entries| candidates(entries, split(&self.text).1, pick));
        self.holds_tab = match &found {
            Some(found) => completed(&self.text, found).is_some(),
            None => !self.waits,
        };
        let names = found.unwrap_or_default();
        let shown: Vec<&str> = names.iter().take(SHOWN).map(|entry| entry.name.as_str()).collect();
        let more = if names.len() > SHOWN { " …" } else { "" };
        let text = format!("{}{more}", shown.join("   "));
        ui.add(egui::Label::new(widgets::small(text, theme)).truncate());
        (self.listed.as_ref() != Some(&folder)).then(|| {
            self.listed = Some(folder.clone());
            Action::ListFolder(folder)
        })
    }
}

impl Dialogs {
    /// Shows the field of the path.
    pub(super) fn path(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
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
        let about = "This desktop offers no file dialog, so the path is typed here; Tab completes it. With xdg-desktop-portal or zenity installed, their dialog is used.";
        ui.label(widgets::small(about, theme));
        ui.add_space(6.0);
        let listing = self.path.show(ui, workspace, theme, pick);
        if buttons(ui, theme, lead, actions) && !self.path.text.trim().is_empty() {
            actions.push(Action::PathTyped(pick.clone(), meant(&self.path.text)));
        }
        if actions.is_empty() {
            actions.extend(listing);
        }
    }
}

/// Returns the home folder joined with the suggested name.
fn suggested_path(pick: &Pick) -> String {
    let home = etcetera::home_dir().unwrap_or_default();
    let name = match pick {
        Pick::Open | Pick::Source | Pick::Packet | Pick::Draft { .. } => "",
        Pick::SaveAs { name, .. } | Pick::Export(name, _) => name,
    };
    home.join(name).display().to_string()
}
