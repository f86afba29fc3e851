//! The dialogs that stand over the window, and their forms as they are typed.

use std::path::PathBuf;

use egui::{Id, Key, Modal, RichText, ScrollArea, Ui};

use super::{
    choices::Choices,
    claims, export,
    impact::{Impact, rest_on_this},
    large,
    menu::lower_first,
    outside,
    palette::CommandPalette,
    recovery::{self, Recovery},
    saving,
    theme::Theme,
    versions::VersionList,
    widgets::{self, area, field},
};
use crate::{
    app::{
        Action, ArticleForm, Command, Dialog, ExportForm, Next, Pick, RecoveryAnswer, SourceForm,
        TEMPLATES, UnsavedAnswer, Workspace,
    },
    model::{Profile, SnapshotFormat, SourceKind, key_from},
    text::invisible::with_short_names,
};

/// View state of the dialogs.
#[derive(Default)]
pub struct Dialogs {
    /// The dialogs the forms below were filled for, as they are stacked.
    open: Vec<Dialog>,
    source: SourceForm,
    /// The dialog that `source` was filled for.
    filled: Option<Dialog>,
    article: ArticleForm,
    export: ExportForm,
    new_title: String,
    new_template: usize,
    palette: CommandPalette,
    choices: Choices,
    versions: VersionList,
    path: String,
    /// What rests on the source that is edited.
    impact: Impact,
    recovery: Recovery,
    /// Whether the key was typed by the writer, and so is not made of the title any more.
    key_typed: bool,
    /// Whether this is the dialog's first frame, in which its first field takes the keyboard.
    just_opened: bool,
}

impl Dialogs {
    /// Shows the dialog that is open, if any.
    pub fn show(&mut self, ui: &mut Ui, workspace: &Workspace, theme: &Theme) -> Vec<Action> {
        let stack = &workspace.view().dialogs;
        let Some(dialog) = stack.last().cloned() else {
            self.open.clear();
            return Vec::new();
        };
        // A form that was covered for a while keeps what was typed into it.
        self.just_opened = !self.open.contains(&dialog);
        if self.just_opened {
            self.fill(&dialog, workspace);
        }
        self.open.clone_from(stack);
        self.open.retain(|open| {
            let waits = matches!(open, Dialog::Source(_)) && *open != dialog;
            !waits || self.filled.as_ref() == Some(open)
        });
        let mut actions = Vec::new();
        let modal = Modal::new(Id::unique("dialog"))
            .backdrop_color(egui::Color32::from_black_alpha(if theme.is_dark { 120 } else { 50 }));
        let frame = egui::Frame::popup(ui.style()).inner_margin(egui::Margin::same(22));
        let response = modal.frame(frame).show(ui.ctx(), |ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            // On a card the one border is too faint for a field.
            let edge = theme.palette.line.lerp_to_gamma(theme.palette.faint, 0.4);
            ui.visuals_mut().widgets.inactive.bg_stroke.color = edge;
            match &dialog {
                Dialog::New => self.new_article(ui, theme, &mut actions),
                Dialog::Source(_) => self.source(ui, workspace, theme, &mut actions),
                Dialog::Article => self.article(ui, theme, &mut actions),
                Dialog::Export => {
                    title(ui, 460.0, "Export");
                    let just_opened = self.just_opened;
                    actions.extend(export::show(
                        ui,
                        workspace,
                        theme,
                        &mut self.export,
                        just_opened,
                    ));
                }
                Dialog::Versions => {
                    title(ui, 980.0, "Earlier versions");
                    actions.extend(self.versions.show(ui, workspace, theme));
                }
                Dialog::Choose(choice) => {
                    actions.extend(self.choices.show(ui, workspace, theme, choice));
                }
                Dialog::Unsaved(next) => unsaved(ui, workspace, theme, next, &mut actions),
                Dialog::StillSaving => saving::still_saving(ui, workspace, theme, &mut actions),
                Dialog::ChangedOutside => outside::changed(ui, workspace, theme, &mut actions),
                Dialog::Linked(names) => {
                    outside::linked(ui, workspace, theme, *names, &mut actions);
                }
                Dialog::Large { path, size } => large::ask(ui, theme, path, *size, &mut actions),
                Dialog::Conflicts => outside::conflicts(ui, workspace, theme, &mut actions),
                Dialog::Copies(copies) => outside::copies(ui, theme, copies, &mut actions),
                Dialog::Recovery(lost) => {
                    title(ui, 560.0, &format!("Restore “{}”?", lost.title()));
                    actions.extend(self.recovery.show(ui, theme, lost));
                }
                Dialog::DiscardRecovery(lost) => {
                    title(ui, 440.0, &format!("Discard what was lost of “{}”?", lost.title()));
                    actions.extend(recovery::discard(ui, theme, lost));
                }
                Dialog::Path(pick) => self.path(ui, theme, pick, &mut actions),
                Dialog::Link(address) => link(ui, theme, address, &mut actions),
                Dialog::Palette => actions.extend(self.palette.show(ui, workspace, theme)),
                Dialog::Shortcuts => shortcuts(ui, theme, &mut actions),
                Dialog::About => about(ui, theme, &mut actions),
            }
        });
        // A click beside a form is no reason to lose what was typed into it.
        let is_form = matches!(
            dialog,
            Dialog::Source(_) | Dialog::Article | Dialog::Recovery(_) | Dialog::Conflicts
        );
        let leaves = response.should_close() && !(is_form && response.backdrop_response.clicked());
        if leaves && actions.is_empty() {
            actions.push(match dialog {
                Dialog::Unsaved(_) => Action::Unsaved(UnsavedAnswer::Stay),
                Dialog::Recovery(_) => Action::Recovery(RecoveryAnswer::Later),
                _ => Action::CloseDialog,
            });
        }
        actions
    }

    fn fill(&mut self, dialog: &Dialog, workspace: &Workspace) {
        match dialog {
            Dialog::Source(form) => {
                self.key_typed = form.id.is_some();
                self.source = (**form).clone();
                self.filled = Some(dialog.clone());
            }
            Dialog::Article => self.article = workspace.article_form(),
            Dialog::Recovery(lost) => self.recovery = Recovery::of(lost),
            Dialog::New => {
                self.new_title.clear();
                self.new_template = 0;
            }
            Dialog::Path(pick) => self.path = suggested_path(pick),
            Dialog::Palette => self.palette = CommandPalette::default(),
            Dialog::Versions => self.versions = VersionList::default(),
            Dialog::Choose(_) => self.choices = Choices::default(),
            Dialog::Export => {
                self.export.by.clone_from(&workspace.settings().checker);
                self.export.reason.clear();
            }
            _ => {}
        }
    }

    fn new_article(&mut self, ui: &mut Ui, theme: &Theme, actions: &mut Vec<Action>) {
        title(ui, 420.0, "New article");
        let first = field(ui, theme, "Title", "What is it about?", &mut self.new_title);
        if self.just_opened {
            first.request_focus();
        }
        ui.label(widgets::small("Template", theme));
        for (index, template) in TEMPLATES.iter().enumerate() {
            let text = format!("{} — {}", template.label, lower_first(template.about));
            ui.radio_value(&mut self.new_template, index, text);
        }
        let entered = first.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let done = buttons(ui, theme, "Start writing", actions);
        if done || entered {
            let title = self.new_title.clone();
            actions.push(Action::CloseDialog);
            actions.push(Action::NewFromTemplate { template: self.new_template, title });
        }
    }

    fn source(
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
            if self.just_opened {
                first.request_focus();
            }
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

    fn article(&mut self, ui: &mut Ui, theme: &Theme, actions: &mut Vec<Action>) {
        let form = &mut self.article;
        title(ui, 480.0, "Article details");
        field(ui, theme, "Title", "", &mut form.title);
        field(ui, theme, "Subtitle", "", &mut form.subtitle);
        area(ui, theme, "Authors, one a line", "", 1, &mut form.authors);
        ui.columns(3, |columns| {
            field(&mut columns[0], theme, "Language", "en", &mut form.language);
            field(&mut columns[1], theme, "Date", "2026-11-23", &mut form.date);
            field(&mut columns[2], theme, "Goal in words", "1200", &mut form.goal);
        });
        ui.label(widgets::small("House rules for quotations", theme));
        for (profile, about) in [
            (Profile::Strict, "Strict — not even a marked change"),
            (Profile::Standard, "Standard — changes are marked"),
            (Profile::Lenient, "Lenient — spelling and hesitations may differ"),
        ] {
            ui.radio_value(&mut form.profile, profile, about);
        }
        if buttons(ui, theme, "Save", actions) {
            actions.push(Action::SaveArticle(Box::new(form.clone())));
        }
    }

    fn path(&mut self, ui: &mut Ui, theme: &Theme, pick: &Pick, actions: &mut Vec<Action>) {
        let (heading, lead) = match pick {
            Pick::Open => ("Open article", "Open"),
            Pick::Source => ("Add source from file", "Add"),
            Pick::Packet => ("Folder for the packet", "Write"),
            Pick::Draft { .. } => ("Update draft from file", "Update"),
            Pick::SaveAs { .. } => ("Save article as", "Save"),
            Pick::Export(..) => ("Export", "Export"),
        };
        title(ui, 480.0, heading);
        let about = "This desktop offers no file dialog, so the path is typed here. With xdg-desktop-portal or zenity installed, their dialog is used.";
        ui.label(widgets::small(about, theme));
        ui.add_space(6.0);
        let path = field(ui, theme, "Path", "/home/me/article.ron", &mut self.path);
        if self.just_opened {
            path.request_focus();
        }
        let entered = path.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        if (buttons(ui, theme, lead, actions) || entered) && !self.path.trim().is_empty() {
            let path = PathBuf::from(self.path.trim());
            let path = std::path::absolute(&path).unwrap_or(path);
            actions.push(Action::PathTyped(pick.clone(), path));
        }
    }
}

/// The folder to begin with, and the name to suggest.
fn suggested_path(pick: &Pick) -> String {
    let home = etcetera::home_dir().unwrap_or_default();
    let name = match pick {
        Pick::Open | Pick::Source | Pick::Packet | Pick::Draft { .. } => "",
        Pick::SaveAs { name, .. } | Pick::Export(name, _) => name,
    };
    home.join(name).display().to_string()
}

pub(super) fn title(ui: &mut Ui, width: f32, text: &str) {
    ui.set_width(width.min(ui.ctx().content_rect().width() - 80.0));
    ui.label(RichText::new(text).heading());
    ui.add_space(6.0);
}

/// The row of buttons below a form; whether the leading one was pressed.
fn buttons(ui: &mut Ui, theme: &Theme, lead: &str, actions: &mut Vec<Action>) -> bool {
    ui.add_space(12.0);
    ui.horizontal(|ui| {
        let done = widgets::primary(ui, theme, lead).clicked();
        if widgets::button(ui, "Cancel").clicked() {
            actions.push(Action::CloseDialog);
        }
        done
    })
    .inner
}

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
        response.response.labelled_by(label.id);
    });
}

fn snapshot(ui: &mut Ui, theme: &Theme, form: &mut SourceForm, is_new: bool) {
    if !is_new && !form.capture {
        ui.checkbox(&mut form.capture, "Capture its text anew");
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
    if ui.checkbox(&mut markdown, "The text is Markdown").changed() {
        form.format = if markdown { SnapshotFormat::Markdown } else { SnapshotFormat::Plain };
    }
    ui.add_space(6.0);
}

/// Problems with a form are shown in it, because it covers the notices.
fn notices(ui: &mut Ui, workspace: &Workspace, theme: &Theme) {
    for notice in &workspace.view().notices {
        ui.label(widgets::small(&notice.message, theme).color(theme.palette.altered));
    }
}

fn unsaved(
    ui: &mut Ui,
    workspace: &Workspace,
    theme: &Theme,
    next: &Next,
    actions: &mut Vec<Action>,
) {
    title(ui, 400.0, &format!("Save “{}”?", workspace.name()));
    let what = match next {
        Next::Quit => "Nutgraf is about to quit.",
        Next::Close => "The article is about to be closed.",
        _ => "Another article is about to take its place.",
    };
    ui.label(widgets::small(format!("{what} What was not saved would be lost."), theme));
    ui.add_space(12.0);
    ui.horizontal(|ui| {
        if widgets::primary(ui, theme, "Save").clicked() {
            actions.push(Action::Unsaved(UnsavedAnswer::Save));
        }
        if widgets::button(ui, "Don’t save").clicked() {
            actions.push(Action::Unsaved(UnsavedAnswer::Discard));
        }
        if widgets::button(ui, "Cancel").clicked() {
            actions.push(Action::Unsaved(UnsavedAnswer::Stay));
        }
    });
}

fn link(ui: &mut Ui, theme: &Theme, address: &str, actions: &mut Vec<Action>) {
    title(ui, 440.0, "Open this address?");
    ui.label(RichText::new(with_short_names(address)).monospace());
    ui.add_space(12.0);
    ui.horizontal(|ui| {
        if widgets::primary(ui, theme, "Open in browser").clicked() {
            actions.push(Action::OpenLink(address.to_owned()));
        }
        if widgets::button(ui, "Copy").clicked() {
            ui.ctx().copy_text(address.to_owned());
            actions.push(Action::CloseDialog);
        }
        if widgets::button(ui, "Cancel").clicked() {
            actions.push(Action::CloseDialog);
        }
    });
}

fn shortcuts(ui: &mut Ui, theme: &Theme, actions: &mut Vec<Action>) {
    title(ui, 560.0, "Keyboard shortcuts");
    let height = (ui.ctx().content_rect().height() - 200.0).max(160.0);
    ScrollArea::vertical().max_height(height).show(ui, |ui| {
        egui::Grid::new("shortcuts").num_columns(2).spacing([40.0, 4.0]).show(ui, |ui| {
            let also = [("Q", "Quote the selection, in the reader")];
            for spec in Command::table() {
                if let Some(keys) = spec.shortcut {
                    ui.label(spec.label.trim_end_matches('…'));
                    let keys = keys.label(cfg!(target_os = "macos"));
                    ui.label(RichText::new(keys).monospace().color(theme.palette.dim));
                    ui.end_row();
                }
            }
            for (keys, label) in also {
                ui.label(label);
                ui.label(RichText::new(keys).monospace().color(theme.palette.dim));
                ui.end_row();
            }
        });
        ui.add_space(12.0);
        ui.label(widgets::strong("While the checklist has the keyboard (Ctrl+5)", theme));
        ui.add_space(4.0);
        egui::Grid::new("checklist").num_columns(2).spacing([24.0, 4.0]).show(ui, |ui| {
            for (keys, about) in claims::key_table() {
                ui.label(RichText::new(keys).monospace().color(theme.palette.dim));
                ui.add(egui::Label::new(about).wrap());
                ui.end_row();
            }
        });
    });
    close(ui, actions);
}

fn about(ui: &mut Ui, theme: &Theme, actions: &mut Vec<Action>) {
    title(ui, 420.0, "Nutgraf");
    ui.label(format!("Version {}", env!("CARGO_PKG_VERSION")));
    let about = "Nutgraf says that words stand in a snapshot. It never says that the source is right, or that it supports the claim.";
    ui.label(about);
    ui.add_space(4.0);
    let licence = "MIT or Apache 2.0. Fonts: Literata, Inter, IBM Plex Mono and Noto, under the SIL Open Font License; see THIRD_PARTY.md.";
    ui.label(widgets::small(licence, theme));
    close(ui, actions);
}

fn close(ui: &mut Ui, actions: &mut Vec<Action>) {
    ui.add_space(12.0);
    if widgets::button(ui, "Close").clicked() {
        actions.push(Action::CloseDialog);
    }
}
