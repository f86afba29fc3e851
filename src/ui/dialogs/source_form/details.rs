//! The folded part of the form of a source.

use egui::{ScrollArea, Ui};

use super::{FEW_ROWS, SourceFields};
use crate::{
    app::Workspace,
    ui::{
        theme::Theme,
        widgets::{self, area, field, form},
    },
};
use nutgraf_engine::model::{SnapshotFormat, SourceKind};

impl SourceFields {
    /// Shows the line that unfolds the rest, and the rest.
    pub(super) fn more(&mut self, ui: &mut Ui, workspace: &Workspace, theme: &Theme) {
        ui.add_space(2.0);
        let about = self.details_in_words();
        if widgets::disclosure(ui, theme, "More…", &about, self.is_more_open) {
            self.is_more_open = !self.is_more_open;
        }
        if !self.is_more_open {
            return;
        }
        ui.add_space(4.0);
        ui.columns(2, |columns| {
            let key = &mut self.form.key;
            if field(&mut columns[0], theme, "Citation key", "smith-2026", key).changed() {
                self.typed.key = !self.form.key.is_empty();
            }
            if kind(&mut columns[1], theme, &mut self.form.kind) {
                self.typed.kind = true;
            }
        });
        let url = &mut self.form.url;
        if field(ui, theme, "Address", "https://", url).changed() {
            self.typed.url = !self.form.url.is_empty();
            self.form.follow_address(self.typed);
        }
        ui.columns(2, |columns| {
            field(&mut columns[0], theme, "Publisher", "", &mut self.form.publisher);
            field(&mut columns[1], theme, "Retrieved", "2026-11-23", &mut self.form.accessed);
        });
        area(ui, theme, "Note", "", 1, &mut self.form.note);
        self.captured_again(ui, workspace, theme);
        if self.form.capture {
            let mut markdown = self.form.format == SnapshotFormat::Markdown;
            if widgets::checkbox(ui, &mut markdown, "The text is Markdown").changed() {
                self.form.format =
                    if markdown { SnapshotFormat::Markdown } else { SnapshotFormat::Plain };
                self.typed.format = true;
            }
            ui.add_space(6.0);
        }
    }

    /// Shows how the text of an edited source is captured again.
    fn captured_again(&mut self, ui: &mut Ui, workspace: &Workspace, theme: &Theme) {
        if self.form.id.is_none() {
            return;
        }
        if !self.form.capture {
            widgets::checkbox(ui, &mut self.form.capture, "Capture its text anew");
            let hint = "The captured text stays as it is. Capture it anew only when the source itself changed: quotes keep the words they were made of.";
            ui.label(widgets::small(hint, theme));
            ui.add_space(6.0);
            return;
        }
        let hint = "Paste the whole text here. Quotations are held against it.";
        let text = ScrollArea::vertical()
            .id_salt("text")
            .max_height(180.0)
            .show(ui, |ui| area(ui, theme, "Text", hint, FEW_ROWS, &mut self.form.text));
        if text.inner.changed() {
            self.look_at_text(workspace);
        }
    }

    /// Returns what the folded fields hold, as far as a line has room.
    fn details_in_words(&self) -> String {
        let form = &self.form;
        let key = Some(form.key.trim()).filter(|key| !key.is_empty());
        let key = key.map(|key| format!("key {key}"));
        let fields = [&form.url, &form.publisher].map(|field| field.trim().to_owned());
        let filled = fields.into_iter().filter(|field| !field.is_empty());
        let kind = key.is_some().then(|| form.kind.label().to_lowercase());
        let parts: Vec<String> = key.into_iter().chain(kind).chain(filled).collect();
        match parts.is_empty() {
            true => "Key, kind, address, publisher, dates, note".to_owned(),
            false => parts.join(" · "),
        }
    }
}

/// Shows the choice of the kind. Returns whether another was chosen.
fn kind(ui: &mut Ui, theme: &Theme, kind: &mut SourceKind) -> bool {
    let before = *kind;
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
    before != *kind
}
