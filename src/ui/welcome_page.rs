//! The welcome page: start, open, learn.

use std::path::Path;

use egui::{CursorIcon, Role, ScrollArea, Sense, Ui, vec2};

use super::{
    theme::{Face, Theme},
    widgets::{self, styled},
};
use crate::app::{Action, Command, Sample, TEMPLATES, Workspace, project_name};

/// Width of the page's column, in points.
const COLUMN: f32 = 640.0;

/// Shows the welcome page over the whole of `ui`.
pub(super) fn page(ui: &mut Ui, workspace: &Workspace, theme: &Theme) -> Vec<Action> {
    let mut actions = Vec::new();
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        let width = COLUMN.min(ui.available_width() - 48.0);
        let left = ((ui.available_width() - width) / 2.0).max(0.0);
        let top = ((ui.available_height() - 560.0) / 2.6).max(32.0);
        ui.add_space(top);
        ui.horizontal_top(|ui| {
            ui.add_space(left);
            ui.vertical(|ui| {
                ui.set_width(width);
                contents(ui, workspace, theme, &mut actions);
            });
        });
        ui.add_space(32.0);
    });
    actions
}

/// Shows that a project is being read; a short one is read before this is seen.
pub(super) fn opening(ui: &mut Ui, path: &Path, theme: &Theme) {
    ui.centered_and_justified(|ui| {
        ui.label(widgets::small(format!("Opening {}…", project_name(path)), theme));
    });
}

fn contents(ui: &mut Ui, workspace: &Workspace, theme: &Theme, actions: &mut Vec<Action>) {
    let palette = &theme.palette;
    let title = Face::DraftSemiBold.at(theme.type_scale.heading_1.0);
    ui.label(styled("Nutgraf", title, palette.ink));
    let about = "Write the article. Every quotation stays tied to the words of its source.";
    ui.label(styled(about, Face::Draft.at(theme.type_scale.draft.0), palette.dim));
    ui.add_space(28.0);
    ui.horizontal(|ui| {
        if widgets::primary(ui, theme, "New article…").clicked() {
            actions.push(Action::Command(Command::New));
        }
        if widgets::button(ui, "Open…").clicked() {
            actions.push(Action::Command(Command::Open));
        }
    });
    ui.add_space(32.0);
    ui.columns(2, |columns| {
        let ui = &mut columns[0];
        widgets::section_label(ui, theme, "Start from a template");
        ui.add_space(4.0);
        for (index, template) in TEMPLATES.iter().enumerate() {
            if entry(ui, theme, template.label, template.about).clicked() {
                actions.push(Action::NewFromTemplate { template: index, title: String::new() });
            }
        }
        let ui = &mut columns[1];
        widgets::section_label(ui, theme, "Sample projects");
        ui.add_space(4.0);
        for sample in Sample::ALL {
            if entry(ui, theme, sample.title(), sample.about()).clicked() {
                actions.push(Action::OpenSample(sample));
            }
        }
        ui.add_space(20.0);
        recent(ui, workspace, theme, actions);
    });
}

fn recent(ui: &mut Ui, workspace: &Workspace, theme: &Theme, actions: &mut Vec<Action>) {
    widgets::section_label(ui, theme, "Recent projects");
    ui.add_space(4.0);
    let recent = &workspace.settings().recent;
    if recent.is_empty() {
        ui.label(widgets::small("Projects that you save appear here.", theme));
    }
    for path in recent.iter().take(6) {
        let folder = path.parent().map(|folder| folder.display().to_string()).unwrap_or_default();
        let response = ui
            .push_id(path, |ui| entry(ui, theme, &workspace.name_of(path), &folder))
            .inner
            .on_hover_text(path.display().to_string());
        if response.clicked() {
            actions.push(Action::OpenPath(path.clone()));
        }
        response.context_menu(|ui| {
            if ui.button("Take off this list").clicked() {
                ui.close();
                actions.push(Action::Forget(path.clone()));
            }
        });
    }
}

/// Shows an entry of two lines: a name, and what it is.
fn entry(ui: &mut Ui, theme: &Theme, name: &str, about: &str) -> egui::Response {
    let palette = &theme.palette;
    let size = vec2(ui.available_width(), 46.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    if response.hovered() || response.has_focus() {
        let ground = rect.expand2(vec2(8.0, 0.0));
        ui.painter().rect_filled(ground, theme.metrics.radius, palette.selection);
    }
    let font = Face::InterfaceMedium.at(theme.type_scale.interface.0);
    let first = widgets::truncated(ui, name, font, palette.accent, rect.width());
    let font = Face::Interface.at(theme.type_scale.small.0);
    let second = widgets::truncated(ui, about, font, palette.dim, rect.width());
    let top = rect.left_top() + vec2(0.0, 5.0);
    let below = top + vec2(0.0, first.size().y + 2.0);
    ui.painter().galley(top, first, palette.accent);
    ui.painter().galley(below, second, palette.dim);
    widgets::named(response, Role::Button, name).on_hover_cursor(CursorIcon::PointingHand)
}
