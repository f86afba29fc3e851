//! What the widgets of a dialog say of themselves, so that its keys need no code of its own.
//!
//! # Invariants
//! Widgets only say what they are. What a key does with that is `ui::dialogs::keyboard`'s.

use egui::{Context, Id, Response};

/// The widgets of a dialog, as they said of themselves in a frame.
#[derive(Clone, Debug, Default)]
pub(crate) struct FormParts {
    /// The first field.
    pub(crate) first_field: Option<Id>,
    /// The first button that is no leading one.
    pub(crate) first_button: Option<Id>,
    /// The leading button, which Enter presses, where it can be pressed.
    pub(crate) main: Option<Id>,
    /// Widgets that have no use of their own for Enter.
    pub(crate) yielding: Vec<Id>,
}

fn store() -> Id {
    Id::unique("form parts")
}

/// Returns the widgets that said what they are since this was last called.
pub(crate) fn take_parts(ctx: &Context) -> FormParts {
    ctx.data_mut(|data| data.remove_temp(store())).unwrap_or_default()
}

fn note(response: &Response, change: impl FnOnce(&mut FormParts, Id)) {
    response.ctx.data_mut(|data| change(data.get_temp_mut_or_default(store()), response.id));
}

/// Says that this is a field of one line.
pub(crate) fn is_field(response: &Response) {
    note(response, |parts, id| {
        parts.first_field.get_or_insert(id);
        parts.yielding.push(id);
    });
}

/// Says that this is a field in which Enter does something of its own.
pub(crate) fn is_area(response: &Response) {
    note(response, |parts, id| {
        parts.first_field.get_or_insert(id);
    });
}

/// Says that this is a choice, which the space bar makes.
pub(crate) fn is_choice(response: &Response) {
    note(response, |parts, id| parts.yielding.push(id));
}

/// Says that this is the leading button, and that it can be pressed.
pub(crate) fn is_main(response: &Response) {
    note(response, |parts, id| parts.main = Some(id));
}

/// Says that this is a button.
pub(crate) fn is_button(response: &Response) {
    note(response, |parts, id| {
        parts.first_button.get_or_insert(id);
    });
}
