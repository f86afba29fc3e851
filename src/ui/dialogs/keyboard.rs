//! What the keys do in a dialog, the same in every one.
//!
//! # Invariants
//! - A dialog that opens has its first field focused, else its leading button.
//! - Enter presses the leading button, unless a field of several lines, a button or a list
//!   has it. With Ctrl it presses it from those too.
//! - What Enter did not close keeps the field that had the keyboard.

use egui::{Context, Event, Id, Key, Modifiers, Popup};

use crate::ui::widgets::form::{self, FormParts};

/// The keys of the dialog that is shown.
#[derive(Default)]
pub(super) struct DialogKeys {
    /// Its widgets in the last frame.
    parts: FormParts,
    /// What had the keyboard when Enter went to the leading button.
    lent_by: Option<Id>,
}

impl DialogKeys {
    /// Gives Enter to the leading button. Called before the dialog's contents; `comes_up`
    /// says that another dialog was shown before, or none.
    pub(super) fn begin(&mut self, ctx: &Context, comes_up: bool) {
        // Panels have widgets, too.
        form::take_parts(ctx);
        self.lent_by = None;
        if comes_up {
            self.parts = FormParts::default();
        }
        if Popup::is_any_open(ctx) {
            return;
        }
        let focused = ctx.memory(|memory| memory.focused());
        let Some(modifiers) = enter(ctx) else { return };
        if focused == self.parts.main || !is_for_main(&self.parts, focused, modifiers) {
            return;
        }
        match self.parts.main {
            // egui presses the button that has the keyboard.
            Some(main) => {
                ctx.memory_mut(|memory| memory.request_focus(main));
                self.lent_by = focused;
            }
            // A button that cannot be pressed yet leaves the keyboard where it is.
            None if focused.is_some_and(|id| self.parts.yielding.contains(&id)) => {
                ctx.input_mut(|input| input.consume_key(modifiers, Key::Enter));
            }
            None => {}
        }
    }

    /// Focuses the first field of a dialog that has come up, and gives back what was lent.
    /// Called behind the dialog's contents.
    pub(super) fn end(&mut self, ctx: &Context, comes_up: bool) {
        self.parts = form::take_parts(ctx);
        let first = self.parts.first_field.or(self.parts.main).or(self.parts.first_button);
        if let Some(id) = first.filter(|_| comes_up).or(self.lent_by) {
            ctx.memory_mut(|memory| memory.request_focus(id));
        }
    }
}

/// Returns what was held with Enter, where it was pressed.
fn enter(ctx: &Context) -> Option<Modifiers> {
    ctx.input(|input| {
        input.events.iter().find_map(|event| match event {
            Event::Key { key: Key::Enter, pressed: true, modifiers, .. } => Some(*modifiers),
            _ => None,
        })
    })
}

fn is_for_main(parts: &FormParts, focused: Option<Id>, modifiers: Modifiers) -> bool {
    modifiers.command_only()
        || modifiers.is_none() && focused.is_none_or(|id| parts.yielding.contains(&id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn enter_is_the_leading_buttons_unless_the_widget_needs_it() {
        let (field, area) = (Id::unique("field"), Id::unique("area"));
        let parts = FormParts { yielding: vec![field], ..FormParts::default() };
        assert!(is_for_main(&parts, None, Modifiers::NONE));
        assert!(is_for_main(&parts, Some(field), Modifiers::NONE));
        assert!(!is_for_main(&parts, Some(area), Modifiers::NONE));
        assert!(is_for_main(&parts, Some(area), Modifiers::COMMAND));
        assert!(!is_for_main(&parts, Some(field), Modifiers::ALT));
    }
}
