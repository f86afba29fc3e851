//! The export dialog, with the obstacles to calling the article final.

use egui::{CursorIcon, Label, Role, ScrollArea, Sense, Ui};

use super::{
    theme::{Face, Theme},
    widgets::{self, area, field, styled},
};
use crate::{
    app::{Action, CheckAction, ExportForm, ExportFormat, Workspace},
    exchange::export::Citations,
    project::Obstacle,
};

/// Greatest height of the list of obstacles, in points.
const LIST: f32 = 180.0;

/// Shows the form.
pub(super) fn show(
    ui: &mut Ui,
    workspace: &Workspace,
    theme: &Theme,
    form: &mut ExportForm,
) -> Vec<Action> {
    let mut actions = Vec::new();
    ui.horizontal(|ui| {
        widgets::radio(ui, &mut form.format, ExportFormat::Markdown, "Markdown");
        widgets::radio(ui, &mut form.format, ExportFormat::Html, "Web page");
    });
    ui.add_space(4.0);
    ui.label(widgets::small("Citations", theme));
    for (citations, about) in [
        (Citations::Footnotes, "Footnotes with a readable reference"),
        (Citations::Links, "Links in the text"),
        (Citations::AuthorDate, "Author and date, with a list of references"),
        (Citations::Pandoc, "Pandoc citations, as they are in the draft"),
    ] {
        widgets::radio(ui, &mut form.citations, citations, about);
    }
    ui.add_space(6.0);
    ui.add_enabled_ui(form.format == ExportFormat::Markdown, |ui| {
        widgets::checkbox(
            ui,
            &mut form.front_matter,
            "YAML front matter with title, authors and date",
        );
    });
    widgets::checkbox(ui, &mut form.is_final, "Call it final, and keep who did");
    if form.is_final {
        ui.add_space(8.0);
        actions.extend(finality(ui, workspace, theme, form));
    }
    ui.add_space(12.0);
    let is_ready = !form.is_final
        || !form.by.trim().is_empty() && {
            workspace.report_is_current()
                && (workspace.obstacles().is_empty() || !form.reason.trim().is_empty())
        };
    ui.horizontal(|ui| {
        if widgets::primary_if(ui, theme, "Save to file…", is_ready).clicked() {
            actions.push(Action::Export(form.clone()));
        }
        if ui
            .add_enabled_ui(is_ready, |ui| widgets::button(ui, "Copy to clipboard"))
            .inner
            .clicked()
        {
            actions.push(Action::CopyExport(form.clone()));
        }
        if widgets::button(ui, "Cancel").clicked() {
            actions.push(Action::CloseDialog);
        }
    });
    actions
}

/// Shows the obstacles, who signs, and the reason for overriding.
fn finality(
    ui: &mut Ui,
    workspace: &Workspace,
    theme: &Theme,
    form: &mut ExportForm,
) -> Vec<Action> {
    let mut actions = Vec::new();
    let obstacles = workspace.obstacles();
    if !workspace.report_is_current() {
        ui.label(widgets::small("Still being checked…", theme));
    } else if obstacles.is_empty() {
        let text = styled(
            "✓ Nothing stands against it",
            Face::InterfaceMedium.at(theme.type_scale.interface.0),
            theme.palette.good,
        );
        ui.label(text);
    } else {
        let text = match obstacles.len() {
            1 => "≠ One thing stands against it".to_owned(),
            many => format!("≠ {} things stand against it", widgets::number(many)),
        };
        let font = Face::InterfaceMedium.at(theme.type_scale.interface.0);
        ui.label(styled(text, font, theme.palette.bad));
        ui.add_space(2.0);
        ScrollArea::vertical().id_salt("obstacles").max_height(LIST).show(ui, |ui| {
            for (index, obstacle) in obstacles.iter().enumerate() {
                ui.push_id(index, |ui| actions.extend(one(ui, theme, obstacle)));
            }
        });
    }
    let unclaimed = workspace.survey_counts().map_or(0, |counts| counts.unclaimed());
    if unclaimed > 0 {
        let sentences = match unclaimed {
            1 => "1 sentence worth checking is".to_owned(),
            many => format!("{} sentences worth checking are", widgets::number(many)),
        };
        let text = format!("{sentences} neither a claim nor set aside; Claims lists what is open.");
        ui.add(Label::new(widgets::small(text, theme)).wrap());
    }
    ui.add_space(6.0);
    field(ui, theme, "Signed by", "Your name", &mut form.by);
    if !obstacles.is_empty() {
        let hint = "Kept in the project and printed in the checking documents";
        area(ui, theme, "Why it is final all the same", hint, 2, &mut form.reason);
    }
    actions
}

/// Shows an obstacle as a link that jumps to it.
fn one(ui: &mut Ui, theme: &Theme, obstacle: &Obstacle) -> Vec<Action> {
    let line = obstacle.position.map_or("—".to_owned(), |at| at.line.to_string());
    let message = nutgraf_engine::text::capitalised(&obstacle.kind.to_string());
    let response = ui
        .horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            let font = Face::Mono.at(theme.type_scale.label.0);
            let number = styled(line, font, theme.palette.dim);
            ui.add_sized([32.0, 18.0], Label::new(number));
            let font = Face::Interface.at(theme.type_scale.small.0);
            let text = styled(&message, font, theme.palette.accent);
            ui.add(Label::new(text).wrap().sense(Sense::click()))
        })
        .inner;
    let response =
        widgets::named(response, Role::Link, &message).on_hover_cursor(CursorIcon::PointingHand);
    if !response.clicked() {
        return Vec::new();
    }
    let go = match obstacle.claim() {
        Some(claim) => CheckAction::Show(claim.clone()).into(),
        None => Action::Jump(obstacle.range),
    };
    vec![Action::CloseDialog, go]
}
