//! Questions that are answered by a button.

use egui::{RichText, Ui};

use super::title;
use crate::{
    app::{Action, Next, UnsavedAnswer, Workspace},
    ui::{theme::Theme, widgets},
};
use nutgraf_engine::text::invisible::with_short_names;

/// Asks what to do with unsaved changes.
pub(super) fn unsaved(
    ui: &mut Ui,
    workspace: &Workspace,
    theme: &Theme,
    next: &Next,
    actions: &mut Vec<Action>,
) {
    title(ui, 400.0, &format!("Save “{}”?", workspace.name()));
    let what = match next {
        Next::Quit => "Nutgraf is about to quit.",
        Next::Close => "The article is about to be closed.",
        _ => "Another article is about to take its place.",
    };
    ui.label(widgets::small(format!("{what} What was not saved would be lost."), theme));
    ui.add_space(12.0);
    ui.horizontal(|ui| {
        if widgets::primary(ui, theme, "Save").clicked() {
            actions.push(Action::Unsaved(UnsavedAnswer::Save));
        }
        if widgets::button(ui, "Don’t save").clicked() {
            actions.push(Action::Unsaved(UnsavedAnswer::Discard));
        }
        if widgets::button(ui, "Cancel").clicked() {
            actions.push(Action::Unsaved(UnsavedAnswer::Stay));
        }
    });
}

/// Asks whether to discard what was typed into the form below.
pub(super) fn discard_typed(ui: &mut Ui, theme: &Theme, actions: &mut Vec<Action>) {
    title(ui, 400.0, "Discard what you typed?");
    ui.label(widgets::small("It is in no file yet.", theme));
    ui.add_space(12.0);
    ui.horizontal(|ui| {
        if widgets::primary(ui, theme, "Keep editing").clicked() {
            actions.push(Action::CloseDialog);
        }
        if widgets::button(ui, "Discard").clicked() {
            actions.push(Action::DiscardTyped);
        }
    });
}

/// Asks whether to open an address, which is shown with its invisible characters named.
pub(super) fn link(ui: &mut Ui, theme: &Theme, address: &str, actions: &mut Vec<Action>) {
    title(ui, 440.0, "Open this address?");
    ui.label(RichText::new(with_short_names(address)).monospace());
    ui.add_space(12.0);
    ui.horizontal(|ui| {
        if widgets::primary(ui, theme, "Open in browser").clicked() {
            actions.push(Action::OpenLink(address.to_owned()));
        }
        if widgets::button(ui, "Copy").clicked() {
            ui.ctx().copy_text(address.to_owned());
            actions.push(Action::CloseDialog);
        }
        if widgets::button(ui, "Cancel").clicked() {
            actions.push(Action::CloseDialog);
        }
    });
}
