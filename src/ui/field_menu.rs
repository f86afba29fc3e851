//! The context menu of text fields, which egui's own have none of.
//!
//! # Invariants
//! - One piece of code serves every field, in dialogs and panels: a field is whatever egui
//!   keeps the state of a text for, so no new one can be without the menu.
//! - A press of the second button leaves the selection as it was, for Cut and Copy.

use egui::{Context, Id, Popup, Response, text::CCursorRange, text_edit::TextEditState};

use super::menu::MenuEntries;
use crate::app::{ClipboardEdit, Command};

/// What the menu offers, in its order.
const ENTRIES: [(Command, ClipboardEdit); 4] = [
    (Command::Cut, ClipboardEdit::Cut),
    (Command::Copy, ClipboardEdit::Copy),
    (Command::Paste, ClipboardEdit::Paste),
    (Command::PastePlain, ClipboardEdit::PastePlain),
];

/// View state of the menu.
#[derive(Default)]
pub(super) struct FieldMenu {
    /// The field that it is open for.
    field: Option<Id>,
    /// The field with the keyboard in the last frame, and what was selected in it.
    selected: Option<(Id, CCursorRange)>,
    entries: MenuEntries,
}

impl FieldMenu {
    /// Shows the menu behind all fields of a frame. Returns the field and what was chosen.
    pub(super) fn show(&mut self, ctx: &Context) -> Option<(Id, ClipboardEdit)> {
        let is_pressed = ctx.input(|input| input.pointer.secondary_pressed());
        let is_asked = ctx.input(|input| input.pointer.secondary_clicked());
        if is_pressed || is_asked {
            self.restore_selection(ctx);
        }
        if is_asked && let Some(field) = field_at_pointer(ctx) {
            self.field = Some(field);
        }
        let chosen = self.field.and_then(|field| {
            let response = ctx.read_response(field)?;
            self.entries(ctx, field, &response)
        });
        self.note_selection(ctx);
        chosen
    }

    fn entries(
        &mut self,
        ctx: &Context,
        field: Id,
        response: &Response,
    ) -> Option<(Id, ClipboardEdit)> {
        let mut chosen = None;
        let has_selection =
            self.selected.is_some_and(|(of, range)| of == field && !range.is_empty());
        let shown = Popup::context_menu(response).show(|ui| {
            for (command, edit) in ENTRIES {
                let spec = command.spec();
                let needs_selection = matches!(edit, ClipboardEdit::Cut | ClipboardEdit::Copy);
                let is_enabled = has_selection || !needs_selection;
                if self.entries.show(ui, spec.label, spec.shortcut, is_enabled) {
                    chosen = Some((field, edit));
                }
            }
        });
        if shown.is_none() {
            self.field = None;
        }
        if chosen.is_some() {
            ctx.memory_mut(|memory| memory.request_focus(field));
        }
        chosen
    }

    /// Notes what is selected in the field with the keyboard; it stays noted while the menu
    /// has it.
    fn note_selection(&mut self, ctx: &Context) {
        let focused = ctx.memory(|memory| memory.focused()).filter(|_| self.field.is_none());
        if let Some(id) = focused {
            let range = TextEditState::load(ctx, id).and_then(|state| state.cursor.char_range());
            self.selected = range.map(|range| (id, range));
        }
    }

    fn restore_selection(&self, ctx: &Context) {
        let Some((id, range)) = self.selected.filter(|(_, range)| !range.is_empty()) else {
            return;
        };
        if let Some(mut state) = TextEditState::load(ctx, id) {
            state.cursor.set_char_range(Some(range));
            state.store(ctx, id);
        }
    }
}

/// Returns the text field under the pointer.
fn field_at_pointer(ctx: &Context) -> Option<Id> {
    let under: Vec<Id> = ctx
        .interaction_snapshot(|interaction| interaction.contains_pointer.iter().copied().collect());
    under.into_iter().find(|id| TextEditState::load(ctx, *id).is_some())
}
