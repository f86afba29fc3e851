//! Selecting with the pointer: by letters, words or lines, and beyond the edge.

use std::ops::Range;

use egui::{CursorIcon, Event, PointerButton, Pos2, Ui};

use super::{
    Editor, Stage,
    caret::{self, Caret},
    set::Spot,
};
use crate::{
    app::{Action, Workspace},
    text::Document,
    ui::theme::Theme,
};

/// By how much a drag beyond the edge scrolls in a frame: a part of how far beyond it
/// is, and the most, in points.
const PULL: f32 = 0.25;
const MOST_PULL: f32 = 60.0;

/// What a drag selects by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Unit {
    #[default]
    Letter,
    Word,
    Line,
}

impl Unit {
    fn around(self, document: &Document, at: usize) -> Range<usize> {
        match self {
            Self::Letter => at..at,
            Self::Word => caret::word_at(document, at),
            Self::Line => caret::whole_line(document, at),
        }
    }
}

/// The presses of the pointer, and what the drag that the last one began selects.
#[derive(Default)]
pub struct Presses {
    /// When it was last pressed or let go of, and where.
    time: f64,
    place: Pos2,
    count: usize,
    unit: Unit,
    /// What was under the press; it stays selected whichever way the drag goes.
    from: Range<usize>,
    is_dragging: bool,
}

impl Presses {
    /// How many presses in a row this one is, from 1 to 3.
    fn press(&mut self, ui: &Ui, place: Pos2) -> usize {
        let (soon, near) = ui.ctx().options(|options| {
            let options = &options.input_options;
            (options.max_double_click_delay, options.max_click_dist)
        });
        let time = ui.input(|input| input.time);
        let goes_on = time - self.time < soon && place.distance(self.place) < near;
        self.count = if goes_on { self.count % 3 + 1 } else { 1 };
        (self.time, self.place) = (time, place);
        self.count
    }

    /// Lets go of a drag whose words are no longer there.
    pub fn forget_if_gone(&mut self, length: usize) {
        if self.from.end > length {
            self.is_dragging = false;
            self.from = 0..0;
        }
    }
}

impl Editor {
    /// Reads the pointer.
    pub(super) fn point(
        &mut self,
        ui: &Ui,
        workspace: &Workspace,
        theme: &Theme,
        stage: &Stage,
    ) -> Vec<Action> {
        let response = &stage.response;
        if response.hovered() {
            ui.set_cursor_icon(CursorIcon::Text);
        }
        self.scroll(ui, stage);
        let (pressed, secondary, down, place) = ui.input(|input| {
            let pointer = &input.pointer;
            let place = pointer.interact_pos();
            (pointer.primary_pressed(), pointer.secondary_pressed(), pointer.primary_down(), place)
        });
        let pasted = ui.input(|input| {
            input.events.iter().find_map(|event| match event {
                Event::MiddleClickPaste { pos, text } => Some((*pos, text.clone())),
                _ => None,
            })
        });
        if let Some((place, text)) = pasted.filter(|_| response.contains_pointer()) {
            let spot = self.page(ui, workspace, theme, stage).hit(place).unwrap_or_default();
            response.request_focus();
            return self.replace(ui, spot.byte..spot.byte, &text);
        }
        self.presses.is_dragging &= down;
        if !pressed && ui.input(|input| input.pointer.primary_released()) {
            self.presses.time = ui.input(|input| input.time);
        }
        let Some(place) = place else { return Vec::new() };
        let is_over = response.hovered() && response.contains_pointer();
        if is_over && (pressed || secondary) {
            response.request_focus();
            let spot = self.page(ui, workspace, theme, stage).hit(place).unwrap_or_default();
            return self.press(ui, workspace, place, spot, secondary);
        }
        if self.presses.is_dragging && response.dragged_by(PointerButton::Primary) {
            self.pull(ui, stage, place);
            let inside = place.clamp(stage.rect.left_top(), stage.rect.right_bottom());
            let spot = self.page(ui, workspace, theme, stage).hit(inside).unwrap_or_default();
            return self.drag_to(workspace, spot);
        }
        Vec::new()
    }

    fn press(
        &mut self,
        ui: &Ui,
        workspace: &Workspace,
        place: Pos2,
        spot: Spot,
        is_secondary: bool,
    ) -> Vec<Action> {
        // Words composed so far stay where they were composed.
        let mut actions = match self.preedit.take() {
            Some(preedit) => {
                ui.memory_mut(egui::Memory::interrupt_ime);
                self.replace(ui, self.caret.selection(), &preedit.text)
            }
            None => Vec::new(),
        };
        if !actions.is_empty() {
            // The place was read off the text before; the next press is a new one.
            return actions;
        }
        let selection = self.caret.selection();
        if is_secondary {
            if !selection.contains(&spot.byte) {
                self.caret.move_to(spot, false);
                actions.push(self.select());
            }
            return actions;
        }
        let shift = ui.input(|input| input.modifiers.shift);
        let count = self.presses.press(ui, place);
        self.presses.unit = match count {
            1 => Unit::Letter,
            2 => Unit::Word,
            _ => Unit::Line,
        };
        self.presses.is_dragging = true;
        let document = workspace.project().document();
        if shift && count == 1 {
            let anchor = self.caret.anchor;
            self.presses.from = anchor..anchor;
            return self.drag_to(workspace, spot);
        }
        self.presses.from = self.presses.unit.around(document, spot.byte);
        if count == 1 {
            self.caret.move_to(spot, false);
        } else {
            let from = self.presses.from.clone();
            self.caret = Caret { anchor: from.start, ..Caret::at(from.end) };
        }
        actions.push(self.select());
        actions
    }

    fn drag_to(&mut self, workspace: &Workspace, spot: Spot) -> Vec<Action> {
        let Presses { unit, from, .. } = &self.presses;
        let under = unit.around(workspace.project().document(), spot.byte);
        let before = self.caret;
        let (anchor, head) = if under.start < from.start {
            (from.end, under.start)
        } else {
            (from.start, under.end.max(from.end))
        };
        let at_row_end = spot.at_row_end && head == spot.byte;
        self.caret = Caret { anchor, head: Spot { byte: head, at_row_end }, goal: None };
        if self.caret.selection() == before.selection() {
            return Vec::new();
        }
        vec![self.select()]
    }

    /// Scrolls as a drag is pulled beyond the upper or lower edge.
    fn pull(&mut self, ui: &Ui, stage: &Stage, place: Pos2) {
        let above = (stage.rect.top() - place.y).max(0.0);
        let below = (place.y - stage.rect.bottom()).max(0.0);
        let by = ((below - above) * PULL).clamp(-MOST_PULL, MOST_PULL);
        if by != 0.0 {
            self.flow.scroll_by(by, stage.rect.height());
            ui.ctx().request_repaint();
        }
    }

    /// The wheel.
    fn scroll(&mut self, ui: &Ui, stage: &Stage) {
        // Marks over the text have no use for the wheel.
        if !ui.rect_contains_pointer(stage.rect) {
            return;
        }
        let by = ui.input_mut(|input| {
            let by = input.smooth_scroll_delta.y;
            input.smooth_scroll_delta.y = 0.0;
            by
        });
        if by != 0.0 {
            self.flow.scroll_by(-by, stage.rect.height());
        }
    }
}
