//! The tabs of the right panel.

use egui::{Stroke, Ui};

use crate::{
    app::{Action, Tab, Workspace},
    ui::{
        theme::{Face, Theme},
        widgets,
    },
};

/// Shows the tabs with their counts.
pub(super) fn tabs(ui: &mut Ui, workspace: &Workspace, theme: &Theme, actions: &mut Vec<Action>) {
    let palette = &theme.palette;
    let project = workspace.project();
    let errors = workspace.finding_counts().errors > 0;
    let tabs = [
        (Tab::Sources, "Sources", project.sources().len(), palette.quiet),
        (Tab::Claims, "Claims", project.claims().len(), palette.quiet),
        (
            Tab::Findings,
            "Findings",
            workspace.findings().len(),
            if errors { palette.bad } else { palette.quiet },
        ),
    ];
    ui.spacing_mut().item_spacing.x = 4.0;
    for (tab, name, count, color) in tabs {
        if tab_button(ui, theme, name, count, color, workspace.view().tab == tab) {
            actions.push(Action::Tab(tab));
        }
        ui.add_space(14.0);
    }
}

/// Shows a tab. Returns whether it was opened, by a click or by something dragged over it.
fn tab_button(
    ui: &mut Ui,
    theme: &Theme,
    name: &str,
    count: usize,
    count_color: egui::Color32,
    selected: bool,
) -> bool {
    let palette = &theme.palette;
    let (face, color) = if selected {
        (Face::InterfaceSemiBold, palette.ink)
    } else {
        (Face::Interface, palette.dim)
    };
    let font = face.at(theme.type_scale.interface.0);
    let label = ui.painter().layout_no_wrap(name.to_owned(), font, color);
    let font = Face::Interface.at(theme.type_scale.small.0);
    let number = if count == 0 { String::new() } else { widgets::number(count) };
    let number = ui.painter().layout_no_wrap(number, font, count_color);
    let size = egui::vec2(label.size().x + 4.0 + number.size().x, theme.metrics.row);
    let (rect, response) = ui.allocate_exact_size(size, egui::Sense::click());
    let middle = |galley: &egui::Galley| rect.center().y - galley.size().y / 2.0;
    let (label_y, number_y) = (middle(&label), middle(&number));
    let number_x = rect.left() + label.size().x + 4.0;
    if response.hovered() || response.has_focus() {
        let y = rect.bottom() - 2.0;
        let x = rect.left()..=rect.left() + label.size().x;
        ui.painter().hline(x, y, Stroke::new(1.0, palette.line));
    }
    ui.painter().galley(egui::pos2(rect.left(), label_y), label, color);
    ui.painter().galley(egui::pos2(number_x, number_y), number, count_color);
    let info = || egui::WidgetInfo::selected(egui::Role::Tab, true, selected, name);
    response.widget_info(info);
    // A drag opens the tab that it is held over.
    let is_held = response.contains_pointer() && egui::DragAndDrop::has_any_payload(ui.ctx());
    response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() || (is_held && !selected)
}
