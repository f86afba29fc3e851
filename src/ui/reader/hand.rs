//! What the hand does on a page: it scrolls, selects and copies.

use egui::{
    CursorIcon, Event, EventFilter, Key, Modifiers, PointerButton,
    accesskit::{Action as Ask, ActionData},
};

use super::{
    Reader, Stage, id,
    lines::{InLines, Setter},
};
use crate::{
    model::Snapshot,
    ui::text::{
        caret::Caret,
        steps,
        stroke::{Move, Stroke},
    },
};

impl Reader {
    /// Reads the pointer.
    pub(super) fn point(&mut self, stage: &Stage<'_>) {
        let Stage { ui, response, rect, .. } = stage;
        if response.hovered() {
            ui.set_cursor_icon(CursorIcon::Text);
        }
        self.flow.wheel(ui, *rect);
        self.presses.follow(ui);
        let (is_pressed, place) =
            ui.input(|input| (input.pointer.primary_pressed(), input.pointer.interact_pos()));
        let Some(place) = place else { return };
        let document = &stage.page.document;
        if is_pressed && response.hovered() && response.contains_pointer() {
            response.request_focus();
            let spot = self.lines(stage).hit(place).unwrap_or_default();
            self.presses.press(ui, document, &mut self.caret, (place, spot));
        } else if self.presses.is_dragging() && response.dragged_by(PointerButton::Primary) {
            self.flow.pull(ui, *rect, place);
            let inside = place.clamp(rect.left_top(), rect.right_bottom());
            let spot = self.lines(stage).hit(inside).unwrap_or_default();
            self.presses.drag(document, &mut self.caret, spot);
        }
    }

    /// Reads the keys, where the page has the keyboard.
    pub(super) fn keys(&mut self, stage: &Stage<'_>, snapshot: &Snapshot) {
        let ui = stage.ui;
        if !stage.response.has_focus() {
            return;
        }
        let filter = EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id(), filter));
        for event in ui.input(|input| input.filtered_events(&filter)) {
            match event {
                Event::Copy => {
                    let range = stage.page.range_to_source(&self.caret.selection());
                    let words = snapshot.text.get(range).filter(|words| !words.is_empty());
                    words.into_iter().for_each(|words| ui.copy_text(words.to_owned()));
                }
                Event::Key { key, pressed: true, modifiers, .. } => {
                    self.key(stage, key, modifiers);
                }
                Event::AccessKitActionRequest(request)
                    if request.target_node == id().accesskit_id()
                        && request.action == Ask::SetTextSelection =>
                {
                    if let Some(ActionData::SetTextSelection(selection)) = &request.data {
                        let text = stage.page.document.text();
                        self.caret = self.told.selection(text, selection).unwrap_or(self.caret);
                        self.wants_view = true;
                    }
                }
                _ => {}
            }
        }
    }

    fn key(&mut self, stage: &Stage<'_>, key: Key, modifiers: Modifiers) {
        let Stage { ui, theme, page, rect, left, width, .. } = *stage;
        let is_mac = ui.os() == egui::os::OperatingSystem::Mac;
        match Stroke::of(key, modifiers, is_mac) {
            Some(Stroke::Move(to, extend)) => {
                let Self { flow, kept, caret, .. } = self;
                let setter = Setter { ui, theme, page, width };
                let mut lines = InLines { setter, flow, kept, left };
                steps::go(&mut lines, caret, (to, extend), rect.height());
                // The line of a locator is no place for the caret.
                let is_label = page.labelled(caret.head.byte).is_some();
                let is_page = matches!(to, Move::PageUp | Move::PageDown);
                if is_label && caret.head.byte > 0 && !is_page {
                    steps::go(&mut lines, caret, (to, extend), rect.height());
                }
                self.wants_view = true;
            }
            Some(Stroke::SelectAll) => {
                self.caret = Caret { anchor: 0, ..Caret::at(page.document.text().len()) };
            }
            _ => {}
        }
    }
}
