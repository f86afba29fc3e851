//! Input of the whole window: shortcuts, dropped files, focus, the request to close.

use egui::{Ui, ViewportCommand};

use super::App;
use crate::{
    app::{Action, ClipboardEdit, Effect, OutsideAction, PasteTarget},
    ui::{clipboard::paste_key, editor, event_order::EventOrder, find_bar, menu, reader},
};

impl App {
    /// Handles keys, dropped files and the request to close.
    pub(super) fn input(&mut self, ui: &Ui) -> Vec<Action> {
        let ctx = ui.ctx();
        let mut actions = Vec::new();
        self.paste_keys_of_fields(ctx);
        if ctx.input(|input| input.viewport().close_requested()) && !self.quitting {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            actions.push(Action::CloseRequested);
        }
        if ctx.input(|input| input.events.contains(&egui::Event::WindowFocused(true))) {
            // The file may have been changed in another program.
            actions.push(Action::Outside(OutsideAction::Look));
        }
        let dropped: Vec<_> = ctx.input(|input| {
            input.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect()
        });
        if !dropped.is_empty() {
            actions.push(Action::Dropped(dropped));
        }
        if self.workspace.view().dialog().is_some() {
            return actions;
        }
        let focused = ctx.memory(|memory| memory.focused());
        let is_own_text = focused == Some(editor::id()) || focused == Some(reader::id());
        let in_text = ctx.text_edit_focused() || is_own_text;
        if in_text {
            self.last_text = focused;
        }
        // The keys of a list beside the caret come before all others.
        if !self.editor.is_completing() || focused != Some(editor::id()) {
            actions.extend(self.verdicts.popover.keys(ctx, &self.workspace, editor::id()));
            actions.extend(find_bar::keys(ctx, &self.workspace, self.last_text));
        }
        let is_of_draft = is_own_text || find_bar::leaves_undo(&self.workspace, focused);
        let elsewhere = in_text && !is_of_draft;
        // The same keys move lines of the draft.
        actions.extend(self.navigator.section_keys(ctx, &self.workspace));
        actions.extend(menu::shortcuts(ui, &self.workspace, elsewhere));
        // The keys of the find bar come before those of the menus.
        self.menus.keys(ctx);
        actions.extend(self.leaving_focus(ctx));
        actions
    }

    /// Does the clipboard commands of the menu on the text that had the keyboard last, because
    /// the menu took the focus.
    pub(super) fn edit_text(&mut self, ctx: &egui::Context, edit: ClipboardEdit) {
        let text = self.last_text.unwrap_or_else(editor::id);
        ctx.memory_mut(|memory| memory.request_focus(text));
        match edit {
            ClipboardEdit::Cut => ctx.send_viewport_cmd(ViewportCommand::RequestCut),
            ClipboardEdit::Copy => ctx.send_viewport_cmd(ViewportCommand::RequestCopy),
            ClipboardEdit::Paste | ClipboardEdit::PastePlain if text == editor::id() => {
                self.act(Action::Paste { is_plain: edit == ClipboardEdit::PastePlain }, ctx);
            }
            // The text of a source is nobody's to change.
            _ if text == reader::id() => {}
            ClipboardEdit::Paste | ClipboardEdit::PastePlain => self.paste_into_field(ctx),
        }
    }

    /// Takes the keys that paste into a field out of the input: what is typed behind them
    /// waits for the clipboard.
    fn paste_keys_of_fields(&mut self, ctx: &egui::Context) {
        let focused = ctx.memory(|memory| memory.focused());
        if focused == Some(editor::id()) || !ctx.text_edit_focused() {
            return;
        }
        let is_asked = ctx.input_mut(|input| {
            let before = input.events.len();
            input.events.retain(|event| paste_key(event).is_none());
            input.events.len() < before
        });
        if is_asked {
            self.paste_into_field(ctx);
        }
    }

    fn paste_into_field(&mut self, ctx: &egui::Context) {
        let now = ctx.input(|input| input.time);
        ctx.with_plugin(|order: &mut EventOrder| order.hold(now));
        // A field has no Markdown.
        let effect = Effect::ReadClipboard { target: PasteTarget::Field, is_plain: true };
        self.carry_out(vec![effect], ctx);
    }
}
