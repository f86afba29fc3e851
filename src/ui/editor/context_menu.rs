//! The context menu of the draft.

use egui::{Button, Response, Ui};

use crate::{
    app::{Action, Command, Workspace},
    ui::verdict::Digests,
};
use nutgraf_engine::evidence::CheckedQuotation;

/// Commands offered wherever the caret is.
const ENTRIES: [Command; 6] = [
    Command::MarkClaim,
    Command::ConfirmClaim,
    Command::ShowClaim,
    Command::InsertQuote,
    Command::InsertBlockQuote,
    Command::NextFinding,
];

/// Shows the menu; `about` is the quotation that was clicked, whose fixes come first.
pub(super) fn menu(
    workspace: &Workspace,
    response: &Response,
    digests: &mut Digests,
    about: Option<&CheckedQuotation>,
) -> Vec<Action> {
    let mut actions = Vec::new();
    response.context_menu(|ui| {
        if let Some(quotation) = about {
            actions.extend(quotation_entries(ui, workspace, digests, quotation));
            ui.separator();
        }
        for command in ENTRIES {
            let is_enabled = command.is_enabled(workspace);
            if entry(ui, command.spec().label, Some(command), is_enabled) {
                actions.push(Action::Command(command));
            }
        }
    });
    actions
}

fn quotation_entries(
    ui: &mut Ui,
    workspace: &Workspace,
    digests: &mut Digests,
    quotation: &CheckedQuotation,
) -> Vec<Action> {
    let mut actions = Vec::new();
    let digest = digests.of(workspace, quotation);
    for fix in digest.fixes(workspace, quotation) {
        if entry(ui, &fix.label, Some(Command::of_fix(fix.kind)), true) {
            actions.push(Action::Fix(quotation.range, fix.kind));
        }
    }
    if let Some((source, passage)) = &digest.passage
        && entry(ui, "Open in source", None, true)
    {
        actions.push(Action::ReadAt(source.clone(), *passage));
    }
    if entry(ui, Command::ShowVerdict.spec().label, Some(Command::ShowVerdict), true) {
        actions.push(Action::ShowCard(Some(quotation.range)));
    }
    actions
}

/// Shows an entry with the keys of its command. Returns whether it was chosen.
fn entry(ui: &mut Ui, label: &str, command: Option<Command>, is_enabled: bool) -> bool {
    let mut button = Button::new(label).min_size(egui::vec2(0.0, 26.0));
    if let Some(keys) = command.and_then(|command| command.spec().shortcut) {
        button = button.shortcut_text(keys.label(cfg!(target_os = "macos")));
    }
    let is_chosen = ui.add_enabled(is_enabled, button).clicked();
    if is_chosen {
        ui.close();
    }
    is_chosen
}
