//! The left panel: the outline of the draft and recent projects.
//!
//! # Invariants
//! - A heading has the number of its section's own findings beside it, and leads to them.
//! - Whether a section is moved by a key or by the pointer, its row stays the current one and
//!   in view, and the keyboard where it was.

mod dragging;
mod findings_beside;

use egui::{Id, Key, Modifiers, Rect, ScrollArea, Sense, Ui, pos2, vec2};

use self::{
    dragging::{Dragging, Rows, sections},
    findings_beside::FindingsBeside,
};
use super::{
    keyed_list::{KeyedList, ListCommand, ListFrame},
    theme::Theme,
    widgets::{self, ListRow},
};
use crate::app::{Action, Command, Workspace};
use nutgraf_engine::{
    markdown::{Heading, sections::SectionMove},
    range::DraftRange,
};

/// Most recent projects listed.
const RECENT: usize = 8;

/// Rows laid out above and below those in view, so that the Tab key can reach them.
const MORE_ROWS: usize = 4;

/// Space by which a heading stands behind one of the level above, in points.
const INDENT: f32 = 12.0;

/// Returns the id by which the outline has the keyboard.
pub(super) fn id() -> Id {
    Id::unique("outline")
}

/// View state of the left panel.
#[derive(Default)]
pub(super) struct Navigator {
    list: KeyedList,
    findings: FindingsBeside,
    /// The row that is dragged, and its indent in points.
    dragging: Option<(Dragging, f32)>,
    /// Serial of the jump before a section was moved by a key, whose row is to be current.
    moving: Option<u64>,
}

impl Navigator {
    /// Takes the keys that move the current section, while the outline has the keyboard.
    pub(super) fn section_keys(
        &mut self,
        ctx: &egui::Context,
        workspace: &Workspace,
    ) -> Vec<Action> {
        if ctx.memory(|memory| memory.focused()) != Some(id()) {
            return Vec::new();
        }
        let pressed = |key| ctx.input_mut(|input| input.count_and_consume_key(Modifiers::ALT, key));
        let (up, down) = (pressed(Key::ArrowUp), pressed(Key::ArrowDown));
        let to = match (up, down) {
            (0, 0) => return Vec::new(),
            (0, _) => SectionMove::Down,
            _ => SectionMove::Up,
        };
        let Some(heading) = self.list.current() else { return Vec::new() };
        self.moving = Some(workspace.view().jump.serial);
        vec![Action::MoveSection { heading, to }]
    }

    fn outline(
        &mut self,
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
        let indent = |heading: &Heading| f32::from(heading.level - top) * INDENT;
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
            let beside = self.findings.within(workspace, DraftRange::new(heading.range.start, end));
            let response = ui.push_id(("heading", index), |ui| {
                ListRow {
                    text: name_of(heading),
                    trailing: beside.map(|beside| (beside.mark(), beside.color(theme))),
                    selected: current == Some(index),
                    indent: indent(heading),
                    accent: false,
                }
                .show(ui, theme)
            });
            let response = response.inner.interact(Sense::click_and_drag());
            if keys.current == Some(index) {
                widgets::row_ring(ui, theme, response.rect);
            }
            if response.clicked() {
                actions.push(go_to(heading));
            }
            if response.drag_started_by(egui::PointerButton::Primary) {
                self.dragging =
                    Dragging::begin(workspace, index).map(|drag| (drag, indent(heading)));
            }
            if let Some(beside) = beside {
                actions.extend(beside.show(ui, response.rect, (index, name_of(heading))));
            }
        }
        ui.add_space(height * (headings.len() - behind) as f32);
        if let Some((drag, indent)) = self.dragging.take() {
            let rows = Rows { list, height, count: headings.len() };
            let (goes_on, moved) = drag.show(ui, workspace, theme, (rows, indent));
            self.dragging = goes_on.then_some((drag, indent));
            actions.extend(moved);
        }
    }

    /// Makes the row of a section that was moved by a key the current one. Returns whether it
    /// was moved.
    fn follow_moved(&mut self, workspace: &Workspace) -> bool {
        let Some(before) = self.moving.take() else { return false };
        let jump = &workspace.view().jump;
        let moved = (jump.serial != before).then(|| sections(workspace).at(jump.range.start));
        moved.flatten().map(|row| self.list.set_current(row)).is_some()
    }

    /// Shows the left panel.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        theme: &Theme,
    ) -> Vec<Action> {
        let mut actions = Vec::new();
        let is_left =
            |ui: &Ui| ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        if self.dragging.is_some() && is_left(ui) {
            self.dragging = None;
            ui.ctx().stop_dragging();
        }
        let headings = &workspace.structure().headings;
        let start = current_section(workspace);
        let text = |row: usize| name_of(&headings[row]);
        let has_moved = self.follow_moved(workspace);
        let mut keys = self.list.show(ui, (id(), "List of headings"), headings.len(), start, text);
        for (command, row) in &keys.commands {
            actions.extend(match command {
                ListCommand::Open => row.map(|row| go_to(&headings[row])),
                ListCommand::Leave => Some(Action::GiveDraftKeyboard),
                ListCommand::Moved | ListCommand::Delete | ListCommand::Back => None,
            });
        }
        keys.scrolls |= has_moved;
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            section(ui, theme, "Outline");
            self.outline(ui, workspace, theme, &keys, &mut actions);
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

/// Scrolls to the section of the caret when the caret entered it.
fn follow(ui: &Ui, index: usize, row: Rect) {
    let id = egui::Id::unique("outline follows");
    let before =
        ui.data_mut(|data| data.get_temp_mut_or_default::<Option<usize>>(id).replace(index));
    if before != Some(index) {
        ui.scroll_to_rect(row, None);
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
