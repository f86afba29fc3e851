//! The left panel: the outline of the draft and recent projects.

use egui::{Color32, Id, Rect, ScrollArea, Ui, pos2, vec2};

use super::{
    keyed_list::{KeyedList, ListCommand, ListFrame},
    theme::Theme,
    widgets::{self, ListRow},
};
use crate::app::{Action, Command, Workspace};
use nutgraf_engine::{evidence::Severity, markdown::Heading, range::DraftRange};

/// Most recent projects listed.
const RECENT: usize = 8;

/// Rows laid out above and below those in view, so that the Tab key can reach them.
const MORE_ROWS: usize = 4;

/// Returns the id by which the outline has the keyboard.
pub(super) fn id() -> Id {
    Id::unique("outline")
}

/// View state of the left panel.
#[derive(Default)]
pub(super) struct Navigator {
    list: KeyedList,
}

impl Navigator {
    /// Shows the left panel.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        theme: &Theme,
    ) -> Vec<Action> {
        let mut actions = Vec::new();
        let headings = &workspace.structure().headings;
        let start = current_section(workspace);
        let text = |row: usize| name_of(&headings[row]);
        let keys = self.list.show(ui, (id(), "List of headings"), headings.len(), start, text);
        for (command, row) in &keys.commands {
            actions.extend(match command {
                ListCommand::Open => row.map(|row| go_to(&headings[row])),
                ListCommand::Leave => Some(Action::GiveDraftKeyboard),
                ListCommand::Moved | ListCommand::Delete | ListCommand::Back => None,
            });
        }
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            section(ui, theme, "Outline");
            outline(ui, workspace, theme, &keys, &mut actions);
            ui.add_space(20.0);
            section(ui, theme, "Projects");
            projects(ui, workspace, theme, &mut actions);
        });
        actions
    }
}

/// Returns what a heading is called in lists.
pub(super) fn name_of(heading: &Heading) -> &str {
    if heading.title.trim().is_empty() { "Untitled" } else { &heading.title }
}

fn go_to(heading: &Heading) -> Action {
    Action::Jump(DraftRange::at(heading.range.end))
}

/// Returns the index of the heading of the section that the caret is in.
pub(super) fn current_section(workspace: &Workspace) -> Option<usize> {
    let caret = workspace.view().selection.start;
    let headings = &workspace.structure().headings;
    headings.partition_point(|heading| heading.range.start <= caret).checked_sub(1)
}

fn section(ui: &mut Ui, theme: &Theme, text: &str) {
    ui.horizontal(|ui| {
        ui.add_space(4.0);
        widgets::section_label(ui, theme, text);
    });
    ui.add_space(6.0);
}

fn outline(
    ui: &mut Ui,
    workspace: &Workspace,
    theme: &Theme,
    keys: &ListFrame,
    actions: &mut Vec<Action>,
) {
    let headings = &workspace.structure().headings;
    if headings.is_empty() {
        let text = widgets::small("Headings of the draft appear here.", theme);
        ui.add(egui::Label::new(text).wrap());
        return;
    }
    let current = current_section(workspace);
    let top = headings.iter().map(|heading| heading.level).min().unwrap_or(1);
    // All rows have the same height, and only those in view are laid out.
    let height = theme.metrics.row;
    let list = Rect::from_min_size(
        ui.cursor().min,
        vec2(ui.available_width(), height * headings.len() as f32),
    );
    let row = |y: f32| ((y - list.top()) / height).max(0.0) as usize;
    let view = ui.clip_rect();
    let first = row(view.top()).saturating_sub(MORE_ROWS).min(headings.len());
    let behind = (row(view.bottom()) + 1 + MORE_ROWS).clamp(first, headings.len());
    let place = |index: usize| {
        let top = list.top() + height * index as f32;
        Rect::from_min_size(pos2(list.left(), top), vec2(list.width(), height))
    };
    if let Some(index) = current {
        follow(ui, index, place(index));
    }
    if let Some(index) = keys.current.filter(|_| keys.scrolls) {
        ui.scroll_to_rect(place(index), None);
    }
    ui.add_space(height * first as f32);
    for (index, heading) in headings.iter().enumerate().take(behind).skip(first) {
        let end = headings.get(index + 1).map_or(usize::MAX, |next| next.range.start);
        let response = ui.push_id(("heading", index), |ui| {
            ListRow {
                text: name_of(heading),
                trailing: marks(workspace, theme, DraftRange::new(heading.range.start, end)),
                selected: current == Some(index),
                indent: f32::from(heading.level - top) * 12.0,
                accent: false,
            }
            .show(ui, theme)
        });
        if keys.current == Some(index) {
            widgets::row_ring(ui, theme, response.inner.rect);
        }
        if response.inner.clicked() {
            actions.push(go_to(heading));
        }
    }
    ui.add_space(height * (headings.len() - behind) as f32);
}

/// Scrolls to the section of the caret when the caret entered it.
fn follow(ui: &Ui, index: usize, row: Rect) {
    let id = egui::Id::unique("outline follows");
    let before =
        ui.data_mut(|data| data.get_temp_mut_or_default::<Option<usize>>(id).replace(index));
    if before != Some(index) {
        ui.scroll_to_rect(row, None);
    }
}

/// Returns the number of errors of a section where there are any, else of warnings.
fn marks(workspace: &Workspace, theme: &Theme, section: DraftRange) -> Option<(String, Color32)> {
    // Findings are sorted by their place in the draft.
    let findings = workspace.findings();
    let begun = |at: usize| findings.partition_point(|finding| finding.range.start < at);
    let here = &findings[begun(section.start)..begun(section.end)];
    let count = |severity| here.iter().filter(|finding| finding.severity() == severity).count();
    let palette = &theme.palette;
    match (count(Severity::Error), count(Severity::Warning)) {
        (0, 0) => None,
        (0, warnings) => Some((warnings.to_string(), palette.wary)),
        (errors, _) => Some((errors.to_string(), palette.bad)),
    }
}

fn projects(ui: &mut Ui, workspace: &Workspace, theme: &Theme, actions: &mut Vec<Action>) {
    let current = workspace.file().path();
    for path in workspace.settings().recent.iter().take(RECENT) {
        let is_current = current == Some(path.as_path());
        let name = if is_current { workspace.name() } else { workspace.name_of(path) };
        let response = ui.push_id(("recent", path), |ui| {
            ListRow {
                text: &name,
                trailing: is_current.then(|| ("now".to_owned(), theme.palette.faint)),
                selected: false,
                indent: 0.0,
                accent: false,
            }
            .show(ui, theme)
            .on_hover_text(path.display().to_string())
        });
        if response.inner.clicked() && !is_current {
            actions.push(Action::OpenPath(path.clone()));
        }
    }
    let open =
        ListRow { text: "Open…", trailing: None, selected: false, indent: 0.0, accent: true };
    if open.show(ui, theme).clicked() {
        actions.push(Action::Command(Command::Open));
    }
}
