//! The dialogs over the window, and their forms while they are edited.

mod article_form;
mod completion;
mod help;
mod insertions;
mod keyboard;
mod path_form;
mod questions;
mod source_form;
mod stet_form;
mod unsent;

use egui::{Id, Modal, RichText, Ui};

use self::{
    insertions::InsertionForms, keyboard::DialogKeys, path_form::TypedPath,
    source_form::SourceFields,
};
use super::{
    choices::Choices,
    event_order, export_form,
    find_everywhere::FindEverywhere,
    go_to::GoTo,
    large, outside_changes,
    palette::CommandPalette,
    recovery::{self, Recovery},
    slow_save,
    theme::Theme,
    versions::VersionList,
    widgets,
};
use crate::app::{
    Action, ArticleForm, Dialog, ExportForm, RecoveryAnswer, StetForm, UnsavedAnswer, Workspace,
};

/// Space inside a dialog, in points.
const PADDING: i8 = 22;

/// Least space between a dialog and the edges of the window, in points.
const AROUND: f32 = 12.0;

/// Returns the id of the layer that dialogs are on.
pub(super) fn id() -> Id {
    Id::unique("dialog")
}

/// View state of the dialogs.
#[derive(Default)]
pub(super) struct Dialogs {
    /// The stack of dialogs that the forms below were filled for.
    open: Vec<Dialog>,
    source: SourceFields,
    /// The dialog that `source` was filled for.
    filled: Option<Dialog>,
    article: ArticleForm,
    export: ExportForm,
    new_title: String,
    new_template: usize,
    palette: CommandPalette,
    everywhere: FindEverywhere,
    go_to: GoTo,
    choices: Choices,
    versions: VersionList,
    path: TypedPath,
    insertions: InsertionForms,
    stet: StetForm,
    recovery: Recovery,
    /// The dialog that was on top in the last frame.
    shown: Option<Dialog>,
    keys: DialogKeys,
}

impl Dialogs {
    /// Shows the dialog on top of the stack, if any.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        theme: &Theme,
    ) -> Vec<Action> {
        let stack = &workspace.view().dialogs;
        let Some(dialog) = stack.last().cloned() else {
            self.open.clear();
            self.shown = None;
            return Vec::new();
        };
        // A form that was covered for a while keeps its contents.
        if !self.open.contains(&dialog) {
            self.fill(&dialog, workspace);
        }
        self.open.clone_from(stack);
        self.open.retain(|open| {
            let waits = matches!(open, Dialog::Source(_)) && *open != dialog;
            !waits || self.filled.as_ref() == Some(open)
        });
        let mut actions = Vec::new();
        let comes_up = self.shown.replace(dialog.clone()).as_ref() != Some(&dialog);
        self.keys.begin(ui.ctx(), comes_up);
        if comes_up {
            event_order::put_back(ui.ctx());
        }
        // A dialog is laid out once unseen, in all the height of the window, so that it is
        // seen first at its own height.
        let area = Modal::default_area(id()).sizing_pass(comes_up);
        let height = ui.ctx().content_rect().height() - 2.0 * AROUND;
        let modal = Modal::new(area.layer().id)
            .area(area)
            .backdrop_color(egui::Color32::from_black_alpha(if theme.is_dark { 120 } else { 50 }));
        let frame = egui::Frame::popup(ui.style()).inner_margin(egui::Margin::same(PADDING));
        let response = modal.frame(frame).show(ui.ctx(), |ui| {
            ui.set_max_height(height - 2.0 * f32::from(PADDING));
            ui.spacing_mut().item_spacing.y = 6.0;
            // The border's colour is too faint for a field on a card.
            let edge = theme.palette.line.lerp_to_gamma(theme.palette.faint, 0.4);
            ui.visuals_mut().widgets.inactive.bg_stroke.color = edge;
            match &dialog {
                Dialog::New => self.new_article(ui, theme, &mut actions),
                Dialog::Source(_) => self.source.show(ui, workspace, theme, &mut actions),
                Dialog::Article => self.article(ui, workspace, theme, &mut actions),
                Dialog::Export => {
                    title(ui, 460.0, "Export");
                    actions.extend(export_form::show(ui, workspace, theme, &mut self.export));
                }
                Dialog::Versions => {
                    title(ui, 980.0, "Earlier versions");
                    actions.extend(self.versions.show(ui, workspace, theme));
                }
                Dialog::Choose(choice) => {
                    actions.extend(self.choices.show(ui, workspace, theme, choice));
                }
                Dialog::Unsaved(next) => {
                    questions::unsaved(ui, workspace, theme, next, &mut actions)
                }
                Dialog::StillSaving => slow_save::still_saving(ui, workspace, theme, &mut actions),
                Dialog::ChangedOutside => {
                    outside_changes::changed(ui, workspace, theme, &mut actions)
                }
                Dialog::Linked(names) => {
                    outside_changes::linked(ui, workspace, theme, *names, &mut actions);
                }
                Dialog::Large { path, size } => large::ask(ui, theme, path, *size, &mut actions),
                Dialog::Conflicts => outside_changes::conflicts(ui, workspace, theme, &mut actions),
                Dialog::Copies(copies) => outside_changes::copies(ui, theme, copies, &mut actions),
                Dialog::Recovery(lost) => {
                    let fits = workspace.fits_its_file(lost);
                    title(ui, 560.0, &format!("Restore “{}”?", lost.title));
                    actions.extend(self.recovery.show(ui, theme, lost, fits));
                }
                Dialog::DiscardRecovery(lost) => {
                    title(ui, 440.0, &format!("Discard what was lost of “{}”?", lost.title));
                    actions.extend(recovery::discard(ui, theme, lost));
                }
                Dialog::Path(pick) => self.path(ui, workspace, theme, pick, &mut actions),
                Dialog::Link(address) => questions::link(ui, theme, address, &mut actions),
                Dialog::Address(form) => self.address(ui, theme, form, &mut actions),
                Dialog::Stet(finding) => self.stet(ui, theme, finding, &mut actions),
                Dialog::Image(_) => self.image(ui, theme, &mut actions),
                Dialog::DiscardTyped => questions::discard_typed(ui, theme, &mut actions),
                Dialog::Palette => actions.extend(self.palette.show(ui, workspace, theme)),
                Dialog::FindEverywhere => {
                    title(ui, 760.0, "Find in everything");
                    actions.extend(self.everywhere.show(ui, workspace, theme));
                }
                Dialog::GoTo => actions.extend(self.go_to.show(ui, workspace, theme)),
                Dialog::Shortcuts => help::shortcuts(ui, theme, &mut actions),
                Dialog::About => help::about(ui, theme, &mut actions),
            }
        });
        // A click beside a form does not discard what was typed into it.
        let is_form = matches!(
            dialog,
            Dialog::Source(_)
                | Dialog::Article
                | Dialog::Address(_)
                | Dialog::Image(_)
                | Dialog::Stet(_)
                | Dialog::Recovery(_)
                | Dialog::Conflicts
        );
        let leaves = response.should_close() && !(is_form && response.backdrop_response.clicked());
        if leaves && actions.is_empty() {
            actions.push(match dialog {
                Dialog::Unsaved(_) => Action::Unsaved(UnsavedAnswer::Stay),
                Dialog::Recovery(_) => Action::Recovery(RecoveryAnswer::Later),
                _ => Action::CloseDialog,
            });
        }
        self.keys.end(ui.ctx(), comes_up);
        self.asking_first(&dialog, workspace, actions)
    }

    /// Fills the form of a dialog that was just opened.
    fn fill(&mut self, dialog: &Dialog, workspace: &Workspace) {
        match dialog {
            Dialog::Source(form) => {
                self.source.fill(form, workspace);
                self.filled = Some(dialog.clone());
            }
            Dialog::Article => self.article = workspace.article_form(),
            Dialog::Recovery(lost) => self.recovery = Recovery::of(lost),
            Dialog::New => {
                self.new_title.clear();
                self.new_template = 0;
            }
            Dialog::Path(pick) => self.path = TypedPath::of(pick),
            Dialog::Address(form) => self.insertions.fill_address(form),
            Dialog::Image(form) => self.insertions.fill_image(form),
            Dialog::Stet(_) => {
                let by = workspace.settings().checker.clone();
                self.stet = StetForm { by, reason: String::new() };
            }
            Dialog::Palette => self.palette = CommandPalette::default(),
            Dialog::FindEverywhere => self.everywhere = FindEverywhere::default(),
            Dialog::GoTo => self.go_to = GoTo::new(workspace),
            Dialog::Versions => self.versions = VersionList::default(),
            Dialog::Choose(_) => self.choices = Choices::default(),
            Dialog::Export => {
                self.export.by.clone_from(&workspace.settings().checker);
                self.export.reason.clear();
            }
            _ => {}
        }
    }
}

/// Sets the width of a dialog, in points, and shows its title.
pub(in crate::ui) fn title(ui: &mut Ui, width: f32, text: &str) {
    ui.set_width(width.min(ui.ctx().content_rect().width() - 80.0));
    ui.label(RichText::new(text).heading());
    ui.add_space(6.0);
}

/// Shows the buttons below a form. Returns whether the leading one was pressed.
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
