//! Who has the keyboard, and who gets it back.
//!
//! # Invariants
//! - While a project is open somebody has the keyboard: a dialog, a menu, a field or a list
//!   that took it, and otherwise its holder. The holder is the draft, until a list or the
//!   text of a source is chosen.
//! - Whoever closes gives the keyboard back without saying so. egui leaves the focus nowhere
//!   then, and nowhere is the holder's, so no dialog, menu or mode can forget it.

use egui::{Context, Id, Popup};

use crate::{
    app::{FocusedList, Workspace},
    ui::{claims, dialogs, editor, findings, navigator, reader, sources},
};

/// Frames within which a holder that is on the screen has taken the keyboard. egui gives no
/// widget behind a dialog the focus, nor in the frame after the dialog.
const PATIENCE: u8 = 4;

/// Who has the keyboard when nobody took it.
pub(super) struct Keyboard {
    holder: Id,
    /// Number of frames for which the holder has been given the keyboard without taking it.
    asked: u8,
    /// Whether the holder was on the screen since it was given the keyboard.
    was_shown: bool,
}

impl Default for Keyboard {
    fn default() -> Self {
        Self { holder: editor::id(), asked: 0, was_shown: false }
    }
}

impl Keyboard {
    /// Makes a widget the holder of the keyboard.
    pub(super) fn give(&mut self, ctx: &Context, holder: Id) {
        self.holder = holder;
        self.asked = 0;
        self.was_shown = false;
        ctx.memory_mut(|memory| memory.request_focus(holder));
        ctx.request_repaint();
    }

    /// Gives the keyboard to the next of the parts of the window that are shown, or to the
    /// one before. The draft comes first, then the panel, then the outline.
    pub(super) fn give_next(&mut self, ctx: &Context, parts: &[Id], forward: bool) {
        let here = match self.holder {
            id if id == reader::id() => sources::id(),
            id => id,
        };
        let here = parts.iter().position(|part| *part == here).unwrap_or(0);
        let step = if forward { 1 } else { parts.len().saturating_sub(1) };
        if let Some(next) = parts.get((here + step) % parts.len().max(1)) {
            self.give(ctx, *next);
        }
    }

    /// Whether what is typed now is for the draft.
    ///
    /// That is so already in the frames in which egui does not give it the focus yet, so
    /// that no letter is lost behind a dialog.
    pub(super) fn is_drafts(&self, ctx: &Context, workspace: &Workspace) -> bool {
        match ctx.memory(|memory| memory.focused()) {
            Some(focused) => focused == editor::id(),
            None => {
                let is_drafts = self.holder == editor::id() || self.is_gone(ctx);
                is_drafts && !is_taken(ctx, workspace)
            }
        }
    }

    /// Whether the holder is not on the screen any more.
    fn is_gone(&self, ctx: &Context) -> bool {
        self.was_shown && ctx.read_response(self.holder).is_none()
    }

    /// Gives the keyboard back where nobody has it. Called at the end of each frame.
    pub(super) fn settle(&mut self, ctx: &Context, workspace: &Workspace) {
        if self.is_gone(ctx) {
            self.holder = editor::id();
            self.was_shown = false;
        }
        self.was_shown |= ctx.read_response(self.holder).is_some();
        if is_taken(ctx, workspace) {
            self.asked = 0;
            return;
        }
        let focused = ctx.memory(|memory| memory.focused());
        let is_hidden = |id: Id| is_holder(id) && ctx.read_response(id).is_none();
        let has_it = |id: &Id| !is_of_dialog(ctx, *id) && !is_hidden(*id);
        if let Some(focused) = focused.filter(has_it) {
            if is_holder(focused) {
                self.holder = focused;
            }
            self.asked = 0;
            return;
        }
        if self.asked == PATIENCE && self.holder != editor::id() {
            // The list or the reader did not come on the screen.
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

/// Returns the id by which a list has the keyboard.
pub(super) fn list_id(list: FocusedList) -> Id {
    match list {
        FocusedList::Outline => navigator::id(),
        FocusedList::Sources => sources::id(),
        FocusedList::Claims => claims::id(),
        FocusedList::Findings => findings::id(),
    }
}

/// Whether a widget is one that can be the keyboard's holder.
pub(super) fn is_holder(id: Id) -> bool {
    let lists =
        [FocusedList::Outline, FocusedList::Sources, FocusedList::Claims, FocusedList::Findings];
    id == editor::id() || id == reader::id() || lists.map(list_id).contains(&id)
}

/// Whether a widget is in a dialog, which may have been closed in this frame.
fn is_of_dialog(ctx: &Context, id: Id) -> bool {
    ctx.read_response(id).is_some_and(|response| response.layer_id.id == dialogs::id())
}

/// Whether a dialog or a menu has the keyboard, or there is no draft that could.
fn is_taken(ctx: &Context, workspace: &Workspace) -> bool {
    !workspace.is_open() || workspace.view().dialog().is_some() || Popup::is_any_open(ctx)
}
