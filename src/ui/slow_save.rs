//! Messages while a save takes long.

use egui::{Frame, Label, Margin, Panel, Ui};

use super::{dialogs::title, theme::Theme, widgets};
use crate::app::{Action, Command, SaveInProgress, Workspace};

/// Returns whether what is typed is kept in the journal, as a sentence.
fn where_words_are(workspace: &Workspace) -> &'static str {
    match workspace.is_journalled() {
        true => "What you type is kept in the journal, and the next start offers it.",
        false => {
            "The journal does not work either: copy your text elsewhere; what you typed last is not protected."
        }
    }
}

/// Shows a strip above the status bar while a disk does not answer.
pub(super) fn slow(ui: &mut Ui, workspace: &Workspace, theme: &Theme) -> Vec<Action> {
    let mut actions = Vec::new();
    let Some((path, seconds)) = workspace.slow_save() else { return actions };
    let frame =
        Frame::new().fill(theme.tint(theme.palette.wary)).inner_margin(Margin::symmetric(16, 8));
    Panel::bottom("slow save").frame(frame).show(ui, |ui| {
        ui.horizontal_top(|ui| {
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Min), |ui| {
                if widgets::button(ui, "Copy the text").clicked() {
                    actions.push(Action::Command(Command::CopyMarkdown));
                }
                ui.with_layout(egui::Layout::top_down(egui::Align::Min), |ui| {
                    let message = format!(
                        "Still saving {}: the disk has not answered for {seconds} seconds.",
                        path.display()
                    );
                    ui.add(Label::new(message).wrap().selectable(true));
                    let about = format!("You can go on writing. {}", where_words_are(workspace));
                    ui.add(Label::new(widgets::small(about, theme)).wrap());
                });
            });
        });
    });
    actions
}

/// Asks whether to wait for the save before the program ends.
pub(super) fn still_saving(
    ui: &mut Ui,
    workspace: &Workspace,
    theme: &Theme,
    actions: &mut Vec<Action>,
) {
    title(ui, 460.0, &format!("Still saving “{}”", workspace.name()));
    if let Some(path) = workspace.file().saving().map(SaveInProgress::path) {
        ui.add(Label::new(widgets::small(path.display().to_string(), theme)).wrap());
        ui.add_space(4.0);
    }
    let seconds = workspace.seconds_saving().unwrap_or_default();
    let message = format!(
        "The disk has not answered for {seconds} second{}. Nutgraf ends by itself once it is saved.",
        if seconds == 1 { "" } else { "s" }
    );
    ui.add(Label::new(message).wrap());
    ui.add(Label::new(widgets::small(where_words_are(workspace), theme)).wrap());
    ui.add_space(12.0);
    ui.horizontal(|ui| {
        if widgets::primary(ui, theme, "Don’t quit").clicked() {
            actions.push(Action::CloseDialog);
        }
        if widgets::button(ui, "Quit anyway").clicked() {
            actions.push(Action::Leave);
        }
    });
}
