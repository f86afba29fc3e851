//! The form of a source: one box for its text or address first, then what the text says of
//! itself, and the rest folded.
//!
//! # Invariants
//! - What the text says is read when the text changes, not in every frame.
//! - A file takes the place of the box only while that is empty; what the writer typed in the
//!   other fields stays.
//! - A form that is opened shows its details only where a source is edited, and opens them
//!   where one of them keeps it from being sent.

mod details;

use egui::{Key, KeyboardShortcut, Margin, Modifiers, Response, ScrollArea, TextEdit, Ui, vec2};

use super::title;
use crate::{
    app::{Action, Command, Dialog, SourceForm, TypedFields, Workspace},
    ui::{
        impact::{Impact, rest_on_this},
        theme::{Face, Theme},
        widgets::{self, form, styled},
    },
};
use nutgraf_engine::{
    markdown::{count_words, reading_minutes},
    model::{Source, SourceId},
    text::counted,
};

/// Width of the form, in points.
const WIDTH: f32 = 576.0;

/// Width of the names beside the fields, in points.
const NAMES: f32 = 92.0;

/// Height of the title above the fields and of the buttons below them, in points.
const AROUND_FIELDS: f32 = 150.0;

/// Height of what is said above the buttons, in points for each line or box.
const SAID: f32 = 52.0;

/// Rows of the box, and in a low window.
const ROWS: usize = 6;
const FEW_ROWS: usize = 4;

/// Height below which a window is low, in points.
const LOW: f32 = 700.0;

/// View state of the form.
#[derive(Default)]
pub(super) struct SourceFields {
    form: SourceForm,
    /// The form as it was opened.
    opened: SourceForm,
    /// The fields that the text no longer fills.
    typed: TypedFields,
    is_more_open: bool,
    /// Words of the text.
    words: usize,
    /// The other source that has the same text.
    same_text: Option<SourceId>,
    /// Whether the form that is shown next is of a file for this one.
    is_filled_next: bool,
    /// The sentences that rest on the edited source.
    impact: Impact,
}

impl SourceFields {
    /// Begins with a form as it was opened.
    pub(super) fn fill(&mut self, form: &SourceForm, workspace: &Workspace) {
        let (before, typed) = (std::mem::take(&mut self.form), self.typed);
        self.form = form.clone();
        self.opened = form.clone();
        self.typed = form.filled_fields();
        self.is_more_open = form.id.is_some();
        if std::mem::take(&mut self.is_filled_next) {
            self.keep_typed(before, typed, workspace);
        }
        self.look_at_text(workspace);
    }

    /// Puts what the writer typed before the file was there over what the file says.
    fn keep_typed(&mut self, before: SourceForm, typed: TypedFields, workspace: &Workspace) {
        let form = &mut self.form;
        let kept = [
            (typed.title, &mut form.title, before.title),
            (typed.authors, &mut form.authors, before.authors),
            (typed.issued, &mut form.issued, before.issued),
            (typed.url, &mut form.url, before.url),
            (typed.key, &mut form.key, before.key),
        ];
        for (is_typed, field, before) in kept {
            if is_typed {
                *field = before;
            }
        }
        if typed.kind {
            form.kind = before.kind;
        }
        for (field, before) in
            [(&mut form.publisher, before.publisher), (&mut form.note, before.note)]
        {
            if !before.is_empty() {
                *field = before;
            }
        }
        if typed.title {
            form.follow_title(typed, &taken_keys(workspace, None));
        }
        self.typed = TypedFields { key: typed.key, ..self.form.filled_fields() };
    }

    /// Whether something differs from how the form was opened.
    pub(super) fn is_changed(&self) -> bool {
        self.form != self.opened
    }

    /// Whether the writer typed something that the text does not say.
    fn holds_more_than_text(&self, workspace: &Workspace) -> bool {
        let mut follows = SourceForm { text: self.form.text.clone(), ..self.opened.clone() };
        let taken = taken_keys(workspace, self.form.id.as_ref());
        follows.follow_text(self.opened.filled_fields(), &taken);
        self.form != follows
    }

    /// Reads what there is to know of the text.
    fn look_at_text(&mut self, workspace: &Workspace) {
        self.words = count_words(&self.form.text);
        let text = self.form.captured_text();
        let same = text.and_then(|text| workspace.project().source_with_text(text));
        self.same_text = same.map(|source| source.id.clone());
    }

    /// Shows the form.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        theme: &Theme,
        actions: &mut Vec<Action>,
    ) {
        self.take_file(workspace, actions);
        let is_new = self.form.id.is_none();
        title(ui, WIDTH, if is_new { "Add a source" } else { "Edit source" });
        let same = self.same_text.as_ref().and_then(|id| workspace.project().source(id)).cloned();
        let resting = self.form.id.as_ref().map_or(0, |id| self.impact.count(workspace, id));
        let said =
            workspace.view().notices.len() + usize::from(same.is_some()) + usize::from(resting > 0);
        let height = ui.ctx().content_rect().height() - AROUND_FIELDS - SAID * said as f32;
        ScrollArea::vertical().max_height(height.max(120.0)).show(ui, |ui| {
            // Room for the ring around a field.
            ui.set_width(ui.available_width() - 4.0);
            ui.add_space(4.0);
            if is_new {
                self.source_box(ui, workspace, theme, actions);
                ui.add_space(10.0);
            }
            self.named_by_text(ui, workspace, theme);
            self.more(ui, workspace, theme);
            show_focused(ui);
        });
        for notice in &workspace.view().notices {
            ui.label(widgets::small(notice.message(), theme).color(theme.palette.bad));
        }
        if resting > 0 {
            ui.label(widgets::small(format!("{} in the draft.", rest_on_this(resting)), theme));
        }
        if let Some(same) = same {
            self.same_words(ui, workspace, theme, &same, actions);
        }
        ui.add_space(8.0);
        self.buttons(ui, workspace, theme, actions);
    }

    /// Lets the form of a file that was read meanwhile take the place of this one, while its
    /// box is empty.
    fn take_file(&mut self, workspace: &Workspace, actions: &mut Vec<Action>) {
        let waits = match &workspace.view().dialogs[..] {
            [.., Dialog::Source(waiting), Dialog::Source(_)] => waiting.id.is_none(),
            _ => false,
        };
        let is_empty = self.form.id.is_none() && self.form.text.trim().is_empty();
        self.is_filled_next = waits && is_empty;
        if self.is_filled_next {
            actions.push(Action::FillSource);
        }
    }

    /// Shows the box for a text or an address, and what it takes beside typing.
    fn source_box(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        theme: &Theme,
        actions: &mut Vec<Action>,
    ) {
        let name = "Paste a text or an address, or drop a file";
        let label = ui.label(widgets::small(name, theme));
        let rows = if ui.ctx().content_rect().height() < LOW { FEW_ROWS } else { ROWS };
        let font = Face::Draft.at(theme.type_scale.draft.0 - 2.0);
        let row = ui.fonts_mut(|fonts| fonts.row_height(&font));
        let margin = Margin::symmetric(12, 10);
        let height = rows as f32 * row + margin.sum().y;
        let text = ScrollArea::vertical().id_salt("text").max_height(height).show(ui, |ui| {
            let text = TextEdit::multiline(&mut self.form.text)
                .font(font)
                .margin(margin)
                .background_color(theme.palette.page)
                .desired_rows(rows)
                .desired_width(f32::INFINITY);
            ui.add(text).labelled_by(label.id)
        });
        form::is_area(&text.inner);
        if text.inner.changed() {
            let taken = taken_keys(workspace, None);
            self.form.follow_text(self.typed, &taken);
            self.look_at_text(workspace);
        }
        ui.add_space(2.0);
        ui.horizontal(|ui| {
            if widgets::button(ui, "Open file…").clicked() {
                actions.push(Action::Command(Command::OpenSourceFile));
            }
            let said = match workspace.view().reading.last() {
                Some(path) => {
                    let name = path.file_name().unwrap_or_default().to_string_lossy();
                    format!("Reading {name}…")
                }
                None if self.words > 0 && self.form.captured_text().is_some() => {
                    let minutes = counted(reading_minutes(self.words), "minute", "minutes");
                    format!("{} · about {minutes}", counted(self.words, "word", "words"))
                }
                None => return,
            };
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.label(widgets::small(said, theme));
            });
        });
    }

    /// Shows the fields that a text usually says itself.
    fn named_by_text(&mut self, ui: &mut Ui, workspace: &Workspace, theme: &Theme) {
        let title = beside(ui, theme, "Title", "Its headline or name", &mut self.form.title, 1);
        if title.changed() {
            // A title that was taken away follows the text again.
            self.typed.title = !self.form.title.is_empty();
            let taken = taken_keys(workspace, self.form.id.as_ref());
            self.form.follow_title(self.typed, &taken);
        }
        let rows = self.form.authors.lines().count().max(1);
        let hint = "Smith, Jane; one a line";
        let authors = beside(ui, theme, "Authors", hint, &mut self.form.authors, rows + 1);
        if authors.changed() {
            self.typed.authors = !self.form.authors.is_empty();
        }
        let issued = beside(ui, theme, "Published", "2026-11-23", &mut self.form.issued, 1);
        if issued.changed() {
            self.typed.issued = !self.form.issued.is_empty();
        }
    }

    /// Says that another source has the same words, and leads to it.
    fn same_words(
        &self,
        ui: &mut Ui,
        workspace: &Workspace,
        theme: &Theme,
        same: &Source,
        actions: &mut Vec<Action>,
    ) {
        let palette = &theme.palette;
        ui.add_space(4.0);
        let frame = egui::Frame::new()
            .fill(theme.tint(palette.wary))
            .corner_radius(theme.metrics.radius)
            .inner_margin(Margin::symmetric(10, 6));
        frame.show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    if widgets::button(ui, "Show it").clicked() {
                        self.show_same(workspace, same, actions);
                    }
                    ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                        let said = format!("The same words are kept already as “{}”.", same.name());
                        let said = widgets::small(said, theme).color(palette.wary);
                        ui.add(egui::Label::new(said).wrap());
                    });
                });
            });
        });
    }

    /// Leads to the source with the same words. Nothing is lost with the form, unless the
    /// writer typed more than the text says.
    fn show_same(&self, workspace: &Workspace, same: &Source, actions: &mut Vec<Action>) {
        actions.push(Action::ShowSource(Some(same.id.clone())));
        actions.push(match self.holds_more_than_text(workspace) {
            true => Action::AskDiscard,
            false => Action::CloseDialog,
        });
    }

    fn buttons(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        theme: &Theme,
        actions: &mut Vec<Action>,
    ) {
        ui.horizontal(|ui| {
            let is_new = self.form.id.is_none();
            let label = if is_new { "Add source" } else { "Save" };
            let can_send = !self.form.key.trim().is_empty();
            if widgets::primary_if(ui, theme, label, can_send).clicked() {
                let taken = taken_keys(workspace, self.form.id.as_ref());
                self.is_more_open |= self.form.has_error_in_details(&taken);
                actions.push(Action::SaveSource(Box::new(self.form.clone())));
            }
            if widgets::button(ui, "Cancel").clicked() {
                actions.push(Action::CloseDialog);
            }
            let Some(id) = self.form.id.clone() else {
                // Enter alone breaks a line of the box.
                let keys = KeyboardShortcut::new(Modifiers::COMMAND, Key::Enter);
                let hint = format!("{} adds it", ui.ctx().format_shortcut(&keys));
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    ui.label(widgets::small(hint, theme));
                });
                return;
            };
            if widgets::button(ui, "Delete source").clicked() {
                actions.push(Action::DeleteSource(id));
                actions.push(Action::CloseDialog);
            }
        });
    }
}

/// Returns the citation keys of the sources other than the edited one.
fn taken_keys<'a>(workspace: &'a Workspace, edited: Option<&SourceId>) -> Vec<&'a str> {
    let sources = workspace.project().sources().iter();
    let others = sources.filter(|source| Some(&source.id) != edited);
    others.map(|source| source.key.as_str()).collect()
}

/// Brings the field into view that got the keyboard.
fn show_focused(ui: &Ui) {
    let focused = ui.ctx().memory(|memory| memory.focused());
    let response = focused.and_then(|id| ui.ctx().read_response(id));
    if let Some(response) = response.filter(|response| response.gained_focus()) {
        ui.scroll_to_rect(response.rect.expand(6.0), None);
    }
}

/// Shows a field with its name at its left; of several rows, it grows with its lines.
fn beside(
    ui: &mut Ui,
    theme: &Theme,
    name: &str,
    hint: &str,
    value: &mut String,
    rows: usize,
) -> Response {
    ui.horizontal_top(|ui| {
        let row = theme.metrics.row;
        let label = ui
            .allocate_ui_with_layout(
                vec2(NAMES, row),
                egui::Layout::left_to_right(egui::Align::Center),
                |ui| {
                    ui.set_min_width(NAMES);
                    ui.label(widgets::small(name, theme))
                },
            )
            .inner;
        let hint =
            styled(hint, Face::Interface.at(theme.type_scale.interface.0), theme.palette.faint);
        let edit = match rows {
            1 => TextEdit::singleline(value),
            _ => TextEdit::multiline(value).desired_rows(rows - 1),
        };
        let edit = edit.align(egui::Align2::LEFT_CENTER).hint_text(hint);
        let edit = edit.desired_width(f32::INFINITY).min_size(vec2(0.0, row));
        let response = ui.add(edit).labelled_by(label.id);
        match rows {
            1 => form::is_field(&response),
            _ => form::is_area(&response),
        }
        response
    })
    .inner
}
