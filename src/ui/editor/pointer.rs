//! Pointer input in the draft: selecting, scrolling and pasting.

use egui::{CursorIcon, Event, PointerButton, Pos2, Ui};

use super::{Editor, EditorFrame, layout::CaretPosition};
use crate::{
    app::{Action, Workspace},
    ui::theme::Theme,
};
use nutgraf_engine::{range::DraftRange, text::pasted as as_pasted};

impl Editor {
    /// Handles the pointer.
    pub(super) fn handle_pointer(
        &mut self,
        ui: &Ui,
        workspace: &Workspace,
        theme: &Theme,
        frame: &EditorFrame,
    ) -> Vec<Action> {
        let response = &frame.response;
        if response.hovered() {
            ui.set_cursor_icon(CursorIcon::Text);
        }
        if !self.completion.is_under_pointer(ui) {
            self.flow.wheel(ui, frame.rect);
        }
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
            let position =
                self.visible_lines(ui, workspace, theme, frame).hit(place).unwrap_or_default();
            response.request_focus();
            let ending = workspace.project().document().line_break(position.byte);
            return self.replace(ui, DraftRange::at(position.byte), &as_pasted(&text, ending));
        }
        self.clicks.follow(ui);
        if !ui.input(|input| input.pointer.primary_down()) {
            self.further.end_column();
        }
        let Some(place) = place else { return Vec::new() };
        let is_over = response.hovered() && response.contains_pointer();
        if is_over && (pressed || secondary) {
            response.request_focus();
            let position =
                self.visible_lines(ui, workspace, theme, frame).hit(place).unwrap_or_default();
            return self.press(ui, workspace, place, position, secondary);
        }
        if self.further.is_dragging() && response.dragged_by(PointerButton::Primary) {
            self.flow.pull(ui, frame.rect, place);
            let inside = place.clamp(frame.rect.left_top(), frame.rect.right_bottom());
            let position =
                self.visible_lines(ui, workspace, theme, frame).hit(inside).unwrap_or_default();
            let before = self.caret;
            self.drag_column(ui, workspace, theme, frame, (position, inside.x));
            return if self.caret == before { Vec::new() } else { vec![self.select()] };
        }
        if self.clicks.is_dragging() && response.dragged_by(PointerButton::Primary) {
            self.flow.pull(ui, frame.rect, place);
            let inside = place.clamp(frame.rect.left_top(), frame.rect.right_bottom());
            let position =
                self.visible_lines(ui, workspace, theme, frame).hit(inside).unwrap_or_default();
            let before = self.caret.selection();
            self.clicks.drag(workspace.project().document(), &mut self.caret, position);
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
        position: CaretPosition,
        is_secondary: bool,
    ) -> Vec<Action> {
        // The composed text stays where it was composed.
        let mut actions = match self.preedit.take() {
            Some(preedit) => {
                ui.memory_mut(egui::Memory::interrupt_ime);
                self.replace(ui, self.caret.selection().in_draft(), &preedit.text)
            }
            None => Vec::new(),
        };
        if !actions.is_empty() {
            // The position is of the text before that; the next press gets a new one.
            return actions;
        }
        let selection = self.caret.selection();
        if is_secondary {
            if !selection.contains(position.byte) {
                self.caret.move_to(position, false);
                actions.push(self.select());
            }
            return actions;
        }
        let document = workspace.project().document();
        let modifiers = ui.input(|input| input.modifiers);
        if modifiers.alt && modifiers.shift {
            self.further.begin_column(position, place.x);
            self.further.clear();
            self.caret.move_to(position, false);
            actions.push(self.select());
            return actions;
        }
        if modifiers.alt {
            self.toggle_caret(document, position);
            actions.push(self.select());
            return actions;
        }
        self.further.clear();
        self.clicks.press(ui, document, &mut self.caret, (place, position));
        actions.push(self.select());
        actions
    }
}
