//! The form of a source.

use egui::{ScrollArea, Ui};

use super::{Dialogs, title};
use crate::{
    app::{Action, SourceForm, Workspace},
    ui::{
        impact::rest_on_this,
        theme::Theme,
        widgets::{self, area, field, form},
    },
};
use nutgraf_engine::model::{SnapshotFormat, SourceKind, key_from};

impl Dialogs {
    /// Shows the form of a new or edited source.
    pub(super) fn source(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        theme: &Theme,
        actions: &mut Vec<Action>,
    ) {
        let form = &mut self.source;
        let is_new = form.id.is_none();
        title(ui, 560.0, if is_new { "Add source" } else { "Edit source" });
        let height = (ui.ctx().content_rect().height() - 220.0).max(160.0);
        ScrollArea::vertical().max_height(height).show(ui, |ui| {
            let first = field(ui, theme, "Title", "Its headline or name", &mut form.title);
            if first.changed() && !self.key_typed {
                let taken = workspace.project().sources().iter().map(|s| s.key.as_str());
                form.key = if form.title.trim().is_empty() {
                    String::new()
                } else {
                    key_from(&form.title, taken)
                };
            }
            ui.columns(2, |columns| {
                if field(&mut columns[0], theme, "Citation key", "smith-2026", &mut form.key)
                    .changed()
                {
                    self.key_typed = true;
                }
                kind(&mut columns[1], theme, &mut form.kind);
            });
            area(ui, theme, "Authors, one a line", "Smith, Jane", 1, &mut form.authors);
            field(ui, theme, "Publisher", "", &mut form.publisher);
            field(ui, theme, "Address", "https://", &mut form.url);
            ui.columns(2, |columns| {
                field(&mut columns[0], theme, "Published", "2026-11-23", &mut form.issued);
                field(&mut columns[1], theme, "Retrieved", "2026-11-23", &mut form.accessed);
            });
            snapshot(ui, theme, form, is_new);
            area(ui, theme, "Note", "", 1, &mut form.note);
        });
        notices(ui, workspace, theme);
        let mut delete = false;
        let resting = form.id.as_ref().map_or(0, |id| self.impact.count(workspace, id));
        if resting > 0 {
            ui.label(widgets::small(format!("{} in the draft.", rest_on_this(resting)), theme));
        }
        ui.add_space(8.0);
        ui.horizontal(|ui| {
            let label = if is_new { "Add source" } else { "Save" };
            if widgets::primary_if(ui, theme, label, !form.key.trim().is_empty()).clicked() {
                actions.push(Action::SaveSource(Box::new(form.clone())));
            }
            if widgets::button(ui, "Cancel").clicked() {
                actions.push(Action::CloseDialog);
            }
            delete = !is_new && widgets::button(ui, "Delete source").clicked();
        });
        if let Some(id) = form.id.clone().filter(|_| delete) {
            actions.push(Action::DeleteSource(id));
            actions.push(Action::CloseDialog);
        }
    }
}

/// Shows the choice of the kind.
fn kind(ui: &mut Ui, theme: &Theme, kind: &mut SourceKind) {
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        let label = ui.label(widgets::small("Kind", theme));
        let combo = egui::ComboBox::from_id_salt("kind").width(ui.available_width() - 8.0);
        let response = combo.selected_text(kind.label()).show_ui(ui, |ui| {
            for option in SourceKind::ALL {
                ui.selectable_value(kind, option, option.label());
            }
        });
        form::is_choice(&response.response);
        response.response.labelled_by(label.id);
    });
}

/// Shows the field of the captured text, or how to capture it again.
fn snapshot(ui: &mut Ui, theme: &Theme, form: &mut SourceForm, is_new: bool) {
    if !is_new && !form.capture {
        widgets::checkbox(ui, &mut form.capture, "Capture its text anew");
        let hint = "The captured text stays as it is. Capture it anew only when the source itself changed: quotes keep the words they were made of.";
        ui.label(widgets::small(hint, theme));
        ui.add_space(6.0);
        return;
    }
    let hint = "Paste the whole text here. Quotations are held against it.";
    ScrollArea::vertical().id_salt("snapshot").max_height(180.0).show(ui, |ui| {
        area(ui, theme, "Text", hint, 7, &mut form.text);
    });
    let mut markdown = form.format == SnapshotFormat::Markdown;
    if widgets::checkbox(ui, &mut markdown, "The text is Markdown").changed() {
        form.format = if markdown { SnapshotFormat::Markdown } else { SnapshotFormat::Plain };
    }
    ui.add_space(6.0);
}

/// Shows problems in the form, because it covers the notices.
fn notices(ui: &mut Ui, workspace: &Workspace, theme: &Theme) {
    for notice in &workspace.view().notices {
        ui.label(widgets::small(notice.message(), theme).color(theme.palette.bad));
    }
}
