//! Input on a snapshot's page: scrolling, selecting, copying.

use egui::{
    CursorIcon, Event, EventFilter, Key, Modifiers, PointerButton,
    accesskit::{Action as AccessAction, ActionData},
};

use super::{
    ReaderFrame, SnapshotReader, id,
    line_layout::{SnapshotLayouter, SnapshotLines},
};
use crate::ui::text::{
    caret::Caret,
    keymap::{CaretMotion, TextCommand},
    motion,
};
use nutgraf_engine::model::Snapshot;

impl SnapshotReader {
    /// Handles the pointer.
    pub(super) fn handle_pointer(&mut self, frame: &ReaderFrame<'_>) {
        let ReaderFrame { ui, response, rect, .. } = frame;
        if response.hovered() {
            ui.set_cursor_icon(CursorIcon::Text);
        }
        self.clicks.follow(ui);
        let (is_pressed, place) =
            ui.input(|input| (input.pointer.primary_pressed(), input.pointer.interact_pos()));
        let Some(place) = place else { return };
        let document = &frame.page.document;
        if is_pressed && response.hovered() && response.contains_pointer() {
            response.request_focus();
            let position = self.lines(frame).hit(place).unwrap_or_default();
            self.clicks.press(ui, document, &mut self.caret, (place, position));
        } else if self.clicks.is_dragging() && response.dragged_by(PointerButton::Primary) {
            self.flow.pull(ui, *rect, place);
            let inside = place.clamp(rect.left_top(), rect.right_bottom());
            let position = self.lines(frame).hit(inside).unwrap_or_default();
            self.clicks.drag(document, &mut self.caret, position);
        }
    }

    /// Handles the keys where the page has the keyboard.
    pub(super) fn handle_keys(&mut self, frame: &ReaderFrame<'_>, snapshot: &Snapshot) {
        let ui = frame.ui;
        if !frame.response.has_focus() {
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
                    let range = frame.page.range_to_source(self.caret.selection().into());
                    let words = snapshot.text.get(range.to_std()).filter(|words| !words.is_empty());
                    words.into_iter().for_each(|words| ui.copy_text(words.to_owned()));
                }
                Event::Key { key, pressed: true, modifiers, .. } => {
                    self.key(frame, key, modifiers);
                }
                Event::AccessKitActionRequest(request)
                    if request.target_node == id().accesskit_id()
                        && request.action == AccessAction::SetTextSelection =>
                {
                    if let Some(ActionData::SetTextSelection(selection)) = &request.data {
                        let text = frame.page.document.text();
                        self.caret =
                            self.accessible.selection(text, selection).unwrap_or(self.caret);
                        self.scroll_to_caret = true;
                    }
                }
                _ => {}
            }
        }
    }

    fn key(&mut self, frame: &ReaderFrame<'_>, key: Key, modifiers: Modifiers) {
        let ReaderFrame { ui, theme, page, rect, left, width, .. } = *frame;
        let is_mac = ui.os() == egui::os::OperatingSystem::Mac;
        match TextCommand::of_key(key, modifiers, is_mac) {
            Some(TextCommand::Move(to, extend)) => {
                let Self { flow, cache, caret, .. } = self;
                let layouter = SnapshotLayouter { ui, theme, page, width };
                let mut lines = SnapshotLines { layouter, flow, cache, left };
                motion::move_caret(&mut lines, caret, (to, extend), rect.height());
                // The caret skips the line of a locator.
                let is_label = page.labelled(caret.head.byte).is_some();
                let is_page = matches!(to, CaretMotion::PageUp | CaretMotion::PageDown);
                if is_label && caret.head.byte > 0 && !is_page {
                    motion::move_caret(&mut lines, caret, (to, extend), rect.height());
                }
                self.scroll_to_caret = true;
            }
            Some(TextCommand::SelectAll) => {
                self.caret = Caret { anchor: 0, ..Caret::at(page.document.text().len()) };
            }
            _ => {}
        }
    }
}
