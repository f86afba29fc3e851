//! The dialog of earlier versions, with the changes since the chosen one.
//!
//! # Invariants
//! The diff is computed once for a pair of versions. The words of a version can be selected
//! and copied in part.

use egui::{ComboBox, Key, Label, ScrollArea, Ui, vec2};

use super::{
    theme::{Face, Theme},
    verdict::Diff,
    widgets::{self, ListRow, form, styled},
};
use crate::{
    app::{Action, Side, Workspace},
    persist::Version,
    persist::local_time,
    project::Project,
};

/// Width of the list, in points.
const LIST: f32 = 240.0;

/// View state of the dialog.
#[derive(Default)]
pub(super) struct VersionList {
    /// Name for the version that is kept next.
    name: String,
    /// Whether to show the version's own words instead of the diff.
    shows_words: bool,
    /// The diff computed last, and the sides it compares.
    diff: Option<(Compared, Diff)>,
}

/// The sides of a comparison.
#[derive(PartialEq)]
struct Compared {
    then: Version,
    /// The other version, or else the project at a revision.
    now: Result<Version, u64>,
}

impl VersionList {
    /// Whether a name for a version is typed that was not kept.
    pub(super) fn has_typed(&self) -> bool {
        !self.name.trim().is_empty()
    }

    /// Shows the dialog.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        theme: &Theme,
    ) -> Vec<Action> {
        let mut actions = Vec::new();
        let window = ui.ctx().content_rect().size();
        let size = vec2((window.x - 120.0).min(980.0), (window.y - 220.0).min(560.0));
        ui.set_width(size.x);
        ui.horizontal(|ui| {
            let hint = styled(
                "What to call it",
                Face::Interface.at(theme.type_scale.interface.0),
                theme.palette.faint,
            );
            let field = egui::TextEdit::singleline(&mut self.name).hint_text(hint);
            let field = ui.add(field.desired_width(220.0)).accessible_name("Name of the version");
            let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            form::is_area(&field);
            let pressed = widgets::button(ui, "Keep this version").clicked();
            if (entered || pressed) && !self.name.trim().is_empty() {
                actions.push(Action::KeepVersion(std::mem::take(&mut self.name)));
                field.request_focus();
            }
        });
        ui.add_space(10.0);
        ui.horizontal_top(|ui| {
            ui.vertical(|ui| {
                ui.set_width(LIST);
                ScrollArea::vertical().id_salt("versions").max_height(size.y).show(ui, |ui| {
                    list(ui, workspace, theme, &mut actions);
                });
            });
            ui.add_space(12.0);
            ui.vertical(|ui| {
                ui.set_width(size.x - LIST - 24.0);
                self.chosen(ui, workspace, theme, size.y, &mut actions);
            });
        });
        ui.add_space(12.0);
        ui.horizontal(|ui| {
            let is_chosen = workspace.versions().chosen().is_some();
            if widgets::primary_if(ui, theme, "Bring this version back", is_chosen).clicked() {
                actions.push(Action::RestoreVersion);
            }
            if widgets::button(ui, "Close").clicked() {
                actions.push(Action::CloseDialog);
            }
        });
        actions
    }

    fn chosen(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        theme: &Theme,
        height: f32,
        actions: &mut Vec<Action>,
    ) {
        let versions = workspace.versions();
        let Some((version, project)) = versions.chosen() else {
            ui.label(widgets::small("Choose a version to see what differs.", theme));
            return;
        };
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            let against = versions.against().map(|(version, _)| version);
            let name = against.map_or("now".to_owned(), title);
            let combo =
                ComboBox::from_id_salt("against").selected_text(format!("Held against {name}"));
            let response = combo.width(220.0).show_ui(ui, |ui| {
                if ui.selectable_label(against.is_none(), "The article as it is now").clicked() {
                    actions.push(Action::AgainstNow);
                }
                for other in versions.list().into_iter().flatten().filter(|other| *other != version)
                {
                    let is_it = against == Some(other);
                    if ui.selectable_label(is_it, title(other)).clicked() {
                        actions.push(Action::ReadVersion(other.clone(), Side::Against));
                    }
                }
            });
            response.response.accessible_name("Held against");
            widgets::checkbox(ui, &mut self.shows_words, "Its own words, to copy from");
        });
        ui.add_space(6.0);
        let other = versions.against().map_or(workspace.project(), |(_, other)| other);
        ui.label(widgets::small(counts(project, other), theme));
        ui.add_space(6.0);
        ScrollArea::vertical().id_salt("diff").max_height(height - 70.0).show(ui, |ui| {
            if self.shows_words {
                let font = Face::Draft.at(theme.type_scale.draft.0 - 2.0);
                let words = styled(project.draft(), font, theme.palette.ink);
                ui.add(Label::new(words).wrap().selectable(true));
                return;
            }
            let against = versions.against().map(|(version, _)| version.clone());
            let now = against.ok_or_else(|| workspace.revision());
            let of = Compared { then: version.clone(), now };
            if self.diff.as_ref().is_none_or(|(was, _)| *was != of) {
                let diff = Diff::of(("Then", project.draft()), ("Now", other.draft()));
                self.diff = Some((of, diff));
            }
            match &self.diff {
                Some((_, diff)) if diff.is_same() => {
                    ui.label(widgets::small("The words of the draft are the same.", theme));
                }
                Some((_, diff)) => diff.show(ui, theme),
                None => {}
            }
        });
    }
}

fn list(ui: &mut Ui, workspace: &Workspace, theme: &Theme, actions: &mut Vec<Action>) {
    let versions = workspace.versions();
    let Some(list) = versions.list() else {
        ui.label(widgets::small("Looking…", theme));
        return;
    };
    if list.is_empty() {
        let about =
            "None yet. Versions are kept while you save, and before anything that changes much.";
        ui.add(Label::new(widgets::small(about, theme)).wrap());
    }
    let chosen = versions.chosen().map(|(version, _)| version);
    for (index, version) in list.iter().enumerate() {
        let row = ListRow {
            text: &version.label,
            trailing: Some((local_time(version.at), theme.palette.dim)),
            selected: chosen == Some(version),
            indent: 0.0,
            accent: version.is_named,
        };
        if ui.push_id(index, |ui| row.show(ui, theme)).inner.clicked() {
            actions.push(Action::ReadVersion(version.clone(), Side::Chosen));
        }
    }
}

fn title(version: &Version) -> String {
    format!("{} · {}", version.label, local_time(version.at))
}

/// Returns what differs besides the draft.
fn counts(then: &Project, now: &Project) -> String {
    let pairs = [
        ("sources", then.sources().len(), now.sources().len()),
        ("quotes", then.quotes().len(), now.quotes().len()),
        ("claims", then.claims().len(), now.claims().len()),
    ];
    let parts = pairs.map(|(name, was, is)| match was == is {
        true => format!("{is} {name}"),
        false => format!("{was} {name} then, {is} now"),
    });
    parts.join(" · ")
}
