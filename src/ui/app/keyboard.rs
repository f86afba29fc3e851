//! Who has the keyboard, and who gets it back.
//!
//! # Invariants
//! - While a project is open somebody has the keyboard: a dialog, a menu, a field or a list
//!   that took it, and otherwise its holder. The holder is the draft, until the checklist
//!   or the text of a source is chosen.
//! - Whoever closes gives the keyboard back without saying so. egui leaves the focus nowhere
//!   then, and nowhere is the holder's, so no dialog, menu or mode can forget it.

use egui::{Context, Id, Popup};

use crate::{
    app::Workspace,
    ui::{claims, editor, reader},
};

/// Frames within which a holder that is on the screen has taken the keyboard. egui gives no
/// widget behind a dialog the focus, nor in the frame after the dialog.
const PATIENCE: u8 = 4;

/// Who has the keyboard when nobody took it.
pub(super) struct Keyboard {
    holder: Id,
    /// Number of frames for which the holder has been given the keyboard without taking it.
    asked: u8,
}

impl Default for Keyboard {
    fn default() -> Self {
        Self { holder: editor::id(), asked: 0 }
    }
}

impl Keyboard {
    /// Makes a widget the holder of the keyboard.
    pub(super) fn give(&mut self, ctx: &Context, holder: Id) {
        self.holder = holder;
        self.asked = 0;
        ctx.memory_mut(|memory| memory.request_focus(holder));
        ctx.request_repaint();
    }

    /// Whether what is typed now is for the draft.
    ///
    /// That is so already in the frames in which egui does not give it the focus yet, so
    /// that no letter is lost behind a dialog.
    pub(super) fn is_drafts(&self, ctx: &Context, workspace: &Workspace) -> bool {
        match ctx.memory(|memory| memory.focused()) {
            Some(focused) => focused == editor::id(),
            None => self.holder == editor::id() && !is_taken(ctx, workspace),
        }
    }

    /// Gives the keyboard back where nobody has it. Called at the end of each frame.
    pub(super) fn settle(&mut self, ctx: &Context, workspace: &Workspace) {
        if is_taken(ctx, workspace) {
            self.asked = 0;
            return;
        }
        if let Some(focused) = ctx.memory(|memory| memory.focused()) {
            if [editor::id(), reader::id(), claims::id()].contains(&focused) {
                self.holder = focused;
            }
            self.asked = 0;
            return;
        }
        if self.asked == PATIENCE && self.holder != editor::id() {
            // The list or the reader is not on the screen any more.
            self.holder = editor::id();
            self.asked = 0;
        }
        ctx.memory_mut(|memory| memory.request_focus(self.holder));
        if self.asked < PATIENCE {
            self.asked += 1;
            ctx.request_repaint();
        }
    }
}

/// Whether a dialog or a menu has the keyboard, or there is no draft that could.
fn is_taken(ctx: &Context, workspace: &Workspace) -> bool {
    !workspace.is_open() || workspace.view().dialog().is_some() || Popup::is_any_open(ctx)
}
