//! The context menu of the draft.

use egui::{Popup, Pos2, Response, SetOpenCommand, Ui};

use crate::{
    app::{Action, Command, Workspace},
    ui::{menu::MenuEntries, verdict::Digests},
};
use nutgraf_engine::evidence::CheckedQuotation;

/// Commands that come first in every context menu.
const CLIPBOARD: [Command; 4] = [Command::Cut, Command::Copy, Command::Paste, Command::PastePlain];

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
    entries: MenuEntries,
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
        opening.entries.choose_first();
        popup = popup.open_memory(SetOpenCommand::Bool(true));
    }
    popup.show(|ui| {
        let entries = &mut opening.entries;
        actions.extend(command_entries(ui, entries, workspace, &CLIPBOARD));
        ui.separator();
        if let Some(quotation) = about {
            actions.extend(quotation_entries(ui, entries, workspace, digests, quotation));
            ui.separator();
        }
        actions.extend(command_entries(ui, entries, workspace, &ENTRIES));
    });
    actions
}

fn command_entries(
    ui: &mut Ui,
    entries: &mut MenuEntries,
    workspace: &Workspace,
    commands: &[Command],
) -> Vec<Action> {
    let chosen = commands.iter().filter(|command| {
        let spec = command.spec();
        entries.show(ui, spec.label, spec.shortcut, command.is_enabled(workspace))
    });
    chosen.map(|command| Action::Command(*command)).collect()
}

fn quotation_entries(
    ui: &mut Ui,
    entries: &mut MenuEntries,
    workspace: &Workspace,
    digests: &mut Digests,
    quotation: &CheckedQuotation,
) -> Vec<Action> {
    let mut actions = Vec::new();
    let digest = digests.of(workspace, quotation);
    for fix in digest.fixes(workspace, quotation) {
        let keys = Command::of_fix(fix.kind).spec().shortcut;
        if entries.show(ui, &fix.label, keys, true) {
            actions.push(Action::Fix(quotation.range, fix.kind));
        }
    }
    if let Some((source, passage)) = &digest.passage
        && entries.show(ui, "Open in source", None, true)
    {
        actions.push(Action::ReadAt(source.clone(), *passage));
    }
    let spec = Command::ShowVerdict.spec();
    if entries.show(ui, spec.label, spec.shortcut, true) {
        actions.push(Action::ShowCard(Some(quotation.range)));
    }
    actions
}
