//! What the pointer does in the draft: it selects, scrolls and pastes.

use egui::{CursorIcon, Event, PointerButton, Pos2, Ui};

use super::{Editor, Stage, set::Spot};
use crate::{
    app::{Action, Workspace},
    ui::theme::Theme,
};

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
        self.flow.wheel(ui, stage.rect);
        let (pressed, secondary, place) = ui.input(|input| {
            let pointer = &input.pointer;
            (pointer.primary_pressed(), pointer.secondary_pressed(), pointer.interact_pos())
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
        self.presses.follow(ui);
        let Some(place) = place else { return Vec::new() };
        let is_over = response.hovered() && response.contains_pointer();
        if is_over && (pressed || secondary) {
            response.request_focus();
            let spot = self.page(ui, workspace, theme, stage).hit(place).unwrap_or_default();
            return self.press(ui, workspace, place, spot, secondary);
        }
        if self.presses.is_dragging() && response.dragged_by(PointerButton::Primary) {
            self.flow.pull(ui, stage.rect, place);
            let inside = place.clamp(stage.rect.left_top(), stage.rect.right_bottom());
            let spot = self.page(ui, workspace, theme, stage).hit(inside).unwrap_or_default();
            let before = self.caret.selection();
            self.presses.drag(workspace.project().document(), &mut self.caret, spot);
            if self.caret.selection() != before {
                return vec![self.select()];
            }
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
        let document = workspace.project().document();
        self.presses.press(ui, document, &mut self.caret, (place, spot));
        actions.push(self.select());
        actions
    }
}
