//! The context menu of the draft.

use egui::{Button, Popup, Pos2, Response, SetOpenCommand, Ui};

use crate::{
    app::{Action, Command, Workspace},
    ui::verdict::Digests,
};
use nutgraf_engine::evidence::CheckedQuotation;

/// Commands that come first in every context menu.
const CLIPBOARD: [Command; 3] = [Command::Cut, Command::Copy, Command::Paste];

/// Commands offered wherever the caret is.
const ENTRIES: [Command; 6] = [
    Command::MarkClaim,
    Command::ConfirmClaim,
    Command::ShowClaim,
    Command::InsertQuote,
    Command::InsertBlockQuote,
    Command::NextFinding,
];

/// What opens the menu: the pointer, where it is, or a key, at the caret.
#[derive(Default)]
pub(super) struct MenuOpening {
    /// Whether a key asked for the menu.
    pub is_asked: bool,
    /// The place of a menu that a key opened.
    pub at: Option<Pos2>,
    /// Whether the first entry is still to be chosen, because a key opened the menu.
    chooses_first: bool,
}

/// Shows the menu; `about` is the quotation that it is opened on, whose fixes come first.
pub(super) fn menu(
    workspace: &Workspace,
    response: &Response,
    opening: &mut MenuOpening,
    digests: &mut Digests,
    about: Option<&CheckedQuotation>,
) -> Vec<Action> {
    let mut actions = Vec::new();
    let mut popup = Popup::context_menu(response);
    if let Some(at) = opening.at {
        popup = popup.at_position(at);
    }
    if std::mem::take(&mut opening.is_asked) {
        opening.chooses_first = true;
        popup = popup.open_memory(SetOpenCommand::Bool(true));
    }
    popup.show(|ui| {
        let mut chooser = FirstEntry { is_wanted: &mut opening.chooses_first };
        for command in CLIPBOARD {
            let is_enabled = command.is_enabled(workspace);
            if chooser.entry(ui, command.spec().label, Some(command), is_enabled) {
                actions.push(Action::Command(command));
            }
        }
        ui.separator();
        if let Some(quotation) = about {
            let entries = chooser.quotation_entries(ui, workspace, digests, quotation);
            actions.extend(entries);
            ui.separator();
        }
        for command in ENTRIES {
            let is_enabled = command.is_enabled(workspace);
            if chooser.entry(ui, command.spec().label, Some(command), is_enabled) {
                actions.push(Action::Command(command));
            }
        }
    });
    actions
}

/// Gives the first entry that can be chosen the keyboard, once.
struct FirstEntry<'a> {
    is_wanted: &'a mut bool,
}

impl FirstEntry<'_> {
    fn quotation_entries(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        digests: &mut Digests,
        quotation: &CheckedQuotation,
    ) -> Vec<Action> {
        let mut actions = Vec::new();
        let digest = digests.of(workspace, quotation);
        for fix in digest.fixes(workspace, quotation) {
            if self.entry(ui, &fix.label, Some(Command::of_fix(fix.kind)), true) {
                actions.push(Action::Fix(quotation.range, fix.kind));
            }
        }
        if let Some((source, passage)) = &digest.passage
            && self.entry(ui, "Open in source", None, true)
        {
            actions.push(Action::ReadAt(source.clone(), *passage));
        }
        if self.entry(ui, Command::ShowVerdict.spec().label, Some(Command::ShowVerdict), true) {
            actions.push(Action::ShowCard(Some(quotation.range)));
        }
        actions
    }

    /// Shows an entry with the keys of its command. Returns whether it was chosen.
    fn entry(
        &mut self,
        ui: &mut Ui,
        label: &str,
        command: Option<Command>,
        is_enabled: bool,
    ) -> bool {
        let mut button = Button::new(label).min_size(egui::vec2(0.0, 26.0));
        if let Some(keys) = command.and_then(|command| command.spec().shortcut) {
            button = button.shortcut_text(keys.label(cfg!(target_os = "macos")));
        }
        let response = ui.add_enabled(is_enabled, button);
        if is_enabled && std::mem::take(self.is_wanted) {
            response.request_focus();
        }
        let is_chosen = response.clicked();
        if is_chosen {
            ui.close();
        }
        is_chosen
    }
}
