//! The dialogs about changes that other programs made to the file.

use std::path::PathBuf;

use egui::{Role, ScrollArea, Ui};

use super::{
    dialogs::title,
    theme::Theme,
    verdict::Diff,
    widgets::{self, form, hairline, named, small, strong},
};
use crate::{
    app::{Action, Command, Merging, Outside, OutsideAction, Workspace},
    project::{Conflict, Take},
};
use nutgraf_engine::text::excerpt;

/// Shows that the file has another version than was loaded or saved.
pub(super) fn changed(
    ui: &mut Ui,
    workspace: &Workspace,
    theme: &Theme,
    actions: &mut Vec<Action>,
) {
    title(ui, 520.0, "The file was changed by another program");
    let path = workspace.file().path().map(|path| path.display().to_string());
    ui.label(small(path.unwrap_or_default(), theme));
    ui.add_space(4.0);
    let outside = workspace.outside();
    let about = match outside {
        Some(Outside::Changed(_)) => {
            "It was changed there and here. Nothing was written. Merging keeps what both did and \
             asks where both changed the same thing; undo takes it back. If you keep yours, the \
             other version is first copied beside the file."
        }
        Some(Outside::Unreadable(_)) => {
            "What is there now cannot be opened. Nothing was written. If you keep yours, what is \
             there is first copied beside the file."
        }
        Some(Outside::Gone) | None => "Nothing was written.",
        Some(Outside::Unknown) => "Reading what is there now…",
    };
    ui.add(egui::Label::new(about).wrap());
    if let Some(Outside::Unreadable(why)) = outside {
        ui.add(egui::Label::new(small(why.to_string(), theme).color(theme.palette.bad)).wrap());
    }
    ui.add_space(12.0);
    let is_read = matches!(outside, Some(Outside::Changed(_)));
    let is_known = is_read || matches!(outside, Some(Outside::Unreadable(_)));
    ui.horizontal_wrapped(|ui| {
        if is_read && widgets::primary(ui, theme, "Merge").clicked() {
            actions.push(Action::Outside(OutsideAction::Merge));
        }
        if is_known && widgets::button(ui, "Keep mine").clicked() {
            actions.push(Action::Outside(OutsideAction::KeepMine));
        }
        if is_read && widgets::button(ui, "Take theirs").clicked() {
            actions.push(Action::Outside(OutsideAction::TakeTheirs));
        }
        if widgets::button(ui, "Save as…").clicked() {
            actions.push(Action::CloseDialog);
            actions.push(Action::Command(Command::SaveAs));
        }
        if widgets::button(ui, "Cancel").clicked() {
            actions.push(Action::CloseDialog);
        }
    });
}

/// Shows that the file has other names, which a save would separate from it.
pub(super) fn linked(
    ui: &mut Ui,
    workspace: &Workspace,
    theme: &Theme,
    names: u64,
    actions: &mut Vec<Action>,
) {
    title(ui, 520.0, "The file has more than one name");
    let path = workspace.file().path().map(|path| path.display().to_string());
    ui.label(small(path.unwrap_or_default(), theme));
    ui.add_space(4.0);
    let others = if names == 2 { "another name" } else { "other names" };
    let about = format!(
        "It stands in {names} places at once (hard links), and nothing was written. A save puts a \
         new file in the place of the old one, so only this name would get it; {others} would \
         keep the old version. Writing into the file itself would reach all of them, but a power \
         cut could leave half of it, so that is not done. You are asked once for this file."
    );
    ui.add(egui::Label::new(about).wrap());
    ui.add_space(12.0);
    ui.horizontal_wrapped(|ui| {
        if widgets::primary(ui, theme, "Replace this name only").clicked() {
            actions.push(Action::SaveThisName);
        }
        if widgets::button(ui, "Save a copy…").clicked() {
            actions.push(Action::CloseDialog);
            actions.push(Action::Command(Command::SaveAs));
        }
        if widgets::button(ui, "Cancel").clicked() {
            actions.push(Action::CloseDialog);
        }
    });
}

/// Shows what both sides changed, side by side.
pub(super) fn conflicts(
    ui: &mut Ui,
    workspace: &Workspace,
    theme: &Theme,
    actions: &mut Vec<Action>,
) {
    let Some(merging) = workspace.merging() else {
        actions.push(Action::CloseDialog);
        return;
    };
    title(ui, 860.0, "Both sides changed the same");
    let left =
        merging.conflicts.iter().filter(|conflict| merging.decided(&conflict.place).is_none());
    let left = left.count();
    let about = match left {
        0 => "Everything is decided. Nothing is written until you save.".to_owned(),
        1 => "One is left to decide. Everything else is merged already.".to_owned(),
        _ => format!("{left} are left to decide. Everything else is merged already."),
    };
    ui.label(small(about, theme));
    ui.add_space(6.0);
    let height = (ui.ctx().content_rect().height() - 260.0).max(160.0);
    ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
        for (at, conflict) in merging.conflicts.iter().enumerate() {
            ui.push_id(at, |ui| one(ui, theme, merging, conflict, actions));
        }
    });
    ui.add_space(12.0);
    ui.horizontal_wrapped(|ui| {
        if widgets::primary_if(ui, theme, "Finish merge", merging.is_decided()).clicked() {
            actions.push(Action::Outside(OutsideAction::Finish));
        }
        for (name, take) in [("All mine", Take::Ours), ("All theirs", Take::Theirs)] {
            if widgets::button(ui, name).clicked() {
                actions.push(Action::Outside(OutsideAction::DecideAll(take)));
            }
        }
        if widgets::button(ui, "Cancel").clicked() {
            actions.push(Action::CloseDialog);
        }
    });
}

fn one(
    ui: &mut Ui,
    theme: &Theme,
    merging: &Merging,
    conflict: &Conflict,
    actions: &mut Vec<Action>,
) {
    let decided = merging.decided(&conflict.place);
    hairline(ui, theme);
    ui.add_space(4.0);
    ui.label(strong(nutgraf_engine::text::capitalised(&conflict.what), theme));
    if !conflict.around.is_empty() {
        ui.add(egui::Label::new(small(&conflict.around, theme)).wrap());
    }
    ui.columns(2, |columns| {
        let sides = [("Mine", &conflict.ours), ("Theirs", &conflict.theirs)];
        for (ui, (name, side)) in columns.iter_mut().zip(sides) {
            ui.label(small(name, theme));
            version(ui, theme, conflict.base.as_deref(), (name, side.as_deref()));
        }
    });
    ui.horizontal(|ui| {
        let mut choices = vec![("Mine", Take::Ours), ("Theirs", Take::Theirs)];
        if conflict.can_be_both {
            choices.push(("Both", Take::Both));
        }
        for (name, take) in choices {
            let response = ui.selectable_label(decided == Some(take), name);
            form::is_button(&response);
            let response = named(response, Role::Button, &format!("{name}: {}", conflict.what));
            if response.clicked() {
                actions.push(Action::Outside(OutsideAction::Decide(conflict.place.clone(), take)));
            }
        }
    });
    ui.add_space(6.0);
}

/// Longer texts are cut, in characters.
const MOST: usize = 2_000;

/// Shows one side as a diff to the common version.
fn version(ui: &mut Ui, theme: &Theme, base: Option<&str>, (name, side): (&str, Option<&str>)) {
    match (base, side) {
        (_, None) => {
            ui.label(small("deleted", theme));
        }
        (Some(base), Some(side)) => {
            let (base, side) = (excerpt(base, MOST), excerpt(side, MOST));
            Diff::of(("Before", &base), (name, &side)).show(ui, theme);
        }
        (None, Some(side)) => {
            ui.add(egui::Label::new(excerpt(side, MOST)).wrap());
        }
    }
}

/// Shows the copies that a sync tool made beside the file.
pub(super) fn copies(ui: &mut Ui, theme: &Theme, copies: &[PathBuf], actions: &mut Vec<Action>) {
    title(ui, 560.0, "A sync tool kept another version");
    let about = "Two machines changed this article, so the sync tool made a copy beside it. \
        Merging takes over what only the copy has and asks where the two differ; undo takes it \
        back, and the copy stays.";
    ui.add(egui::Label::new(about).wrap());
    ui.add_space(6.0);
    for copy in copies {
        let name = copy.file_name().unwrap_or_default().to_string_lossy();
        ui.horizontal_wrapped(|ui| {
            let merge = widgets::button(ui, "Merge it");
            if named(merge, Role::Button, &format!("Merge it: {name}")).clicked() {
                actions.push(Action::Outside(OutsideAction::MergeCopy(copy.clone())));
            }
            ui.add(egui::Label::new(small(name, theme)).wrap());
        });
    }
    ui.add_space(12.0);
    if widgets::closing(ui, "Not now").clicked() {
        actions.push(Action::CloseDialog);
    }
}
