//! The strip above the status bar: notices, a slow save, a project that is locked.
//!
//! # Invariants
//! A notice is never taken away here: when it leaves by itself is `app::notice`'s to say, and
//! one about a file that was not saved does not.

use egui::{Frame, Margin, Panel, Ui};

use crate::{
    app::{Action, Command, Dialog, LockState, NoticeKind, Workspace},
    ui::{slow_save, theme::Theme, widgets},
};

/// Shows notices in a strip above the status bar.
pub(super) fn notices(ui: &mut Ui, workspace: &Workspace, theme: &Theme) -> Vec<Action> {
    let mut actions = Vec::new();
    // The form of a source shows them itself, because it covers this strip.
    if matches!(workspace.view().dialog(), Some(Dialog::Source(_))) {
        return actions;
    }
    actions.extend(slow_save::slow(ui, workspace, theme));
    if workspace.is_read_only() {
        actions.extend(read_only(ui, theme, workspace.file().lock()));
    }
    for notice in workspace.view().notices.iter().rev().take(3) {
        let color = match notice.kind() {
            NoticeKind::Done => theme.palette.good,
            NoticeKind::Problem => theme.palette.bad,
            NoticeKind::Warning => theme.palette.wary,
        };
        let frame = Frame::new().fill(theme.tint(color)).inner_margin(Margin::symmetric(16, 8));
        Panel::bottom(egui::Id::unique(("notice", notice.id))).frame(frame).show(ui, |ui| {
            ui.horizontal_top(|ui| {
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Min), |ui| {
                    if widgets::icon_button(ui, theme, "×", "Dismiss").clicked() {
                        actions.push(Action::Dismiss(notice.id));
                    }
                    let is_of_save = workspace.file().notice() == Some(notice.id);
                    let has_failed = workspace.file().has_failed();
                    if is_of_save || (notice.kind() == NoticeKind::Problem && has_failed) {
                        if widgets::button(ui, "Save as…").clicked() {
                            actions.push(Action::Command(Command::SaveAs));
                        }
                        if is_of_save && widgets::button(ui, "Try again").clicked() {
                            actions.push(Action::Command(Command::Save));
                        }
                    }
                    if let Some(folder) = notice.folder()
                        && widgets::button(ui, "Show in folder").clicked()
                    {
                        actions.push(Action::ShowFolder(folder.to_owned()));
                    }
                    ui.with_layout(egui::Layout::top_down(egui::Align::Min), |ui| {
                        // On the line of the buttons' words.
                        ui.add_space(4.0);
                        ui.add(egui::Label::new(notice.message()).wrap().selectable(true));
                        let hint = notice.hint();
                        if !hint.is_empty() {
                            let hint = widgets::small(hint, theme);
                            ui.add(egui::Label::new(hint).wrap());
                        }
                    });
                });
            });
        });
    }
    actions
}

/// Shows why the project is read only, and what can be done meanwhile.
fn read_only(ui: &mut Ui, theme: &Theme, lock: &LockState) -> Vec<Action> {
    let mut actions = Vec::new();
    let (why, hint, take) = match lock {
        LockState::Blocked(refusal) => (format!("{refusal}."), refusal.hint(), "Try again"),
        LockState::Theirs(Some(owner)) => {
            let why = format!("this article is open by {owner}.");
            (why, String::new(), "Nobody is there: edit here")
        }
        LockState::Theirs(None) | LockState::Open | LockState::Own(_) => {
            let why = "this article is open in another program.";
            (why.to_owned(), String::new(), "Nobody is there: edit here")
        }
    };
    let frame =
        Frame::new().fill(theme.tint(theme.palette.wary)).inner_margin(Margin::symmetric(16, 8));
    Panel::bottom("read-only").frame(frame).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.label(format!("Read only: {why}"));
            if !hint.is_empty() {
                ui.label(widgets::small(hint, theme));
            }
            if widgets::small_button(ui, theme, "Save a copy…").clicked() {
                actions.push(Action::Command(Command::SaveAs));
            }
            if widgets::small_button(ui, theme, take).clicked() {
                actions.push(Action::TakeLock);
            }
        });
    });
    actions
}
