//! The forms of a link's address and of an image.
//!
//! # Invariants
//! What is on the clipboard is offered and never lost: it is selected, so that the next key
//! replaces it.

use egui::{Event, Response, Ui, ViewportCommand};

use super::{Dialogs, buttons, title};
use crate::{
    app::{Action, ImageForm, LinkForm},
    ui::{
        theme::Theme,
        widgets::{self, field},
    },
};
use nutgraf_engine::{markdown::is_address, text::excerpt};

/// Width of both forms, in points.
const WIDTH: f32 = 440.0;

/// Frames within which the clipboard answers that was asked when a form was opened. What is
/// pasted later is the writer's.
const PATIENCE: u8 = 3;

/// Characters shown of the words of a link.
const SHOWN: usize = 60;

/// View state of the forms.
#[derive(Default)]
pub(super) struct InsertionForms {
    address: String,
    image: ImageForm,
    /// The address that nobody typed: the link's own, or the clipboard's.
    given: String,
    /// Frames for which the clipboard may still answer.
    asks_clipboard: u8,
    /// Whether the address is selected once its field has the keyboard.
    selects: bool,
}

impl InsertionForms {
    /// Begins with a link as it is.
    pub(super) fn fill_address(&mut self, form: &LinkForm) {
        self.address.clone_from(&form.address);
        self.given.clone_from(&form.address);
        self.begin(!form.address.is_empty());
    }

    /// Begins with an image as it was asked for.
    pub(super) fn fill_image(&mut self, form: &ImageForm) {
        self.image = form.clone();
        self.given.clone_from(&form.address);
        self.begin(false);
    }

    fn begin(&mut self, has_address: bool) {
        self.asks_clipboard = if has_address { 0 } else { PATIENCE };
        self.selects = has_address;
    }

    /// Whether an address was typed into the field of a link.
    pub(super) fn has_typed_address(&self) -> bool {
        self.address != self.given
    }

    /// Whether something was typed into the fields of an image.
    pub(super) fn has_typed_image(&self, form: &ImageForm) -> bool {
        self.image.address != self.given || self.image.alternative != form.alternative
    }

    /// Asks the clipboard for an address, once, and takes the answer out of the input.
    fn address_of_clipboard(&mut self, ui: &Ui) -> Option<String> {
        if self.asks_clipboard == 0 {
            return None;
        }
        if self.asks_clipboard == PATIENCE {
            ui.ctx().send_viewport_cmd(ViewportCommand::RequestPaste);
        }
        self.asks_clipboard -= 1;
        ui.ctx().request_repaint();
        let mut found = None;
        ui.input_mut(|input| {
            input.events.retain(|event| match event {
                Event::Paste(text) => {
                    found = Some(text.trim().to_owned());
                    false
                }
                _ => true,
            });
        });
        if found.is_some() {
            self.asks_clipboard = 0;
        }
        found.filter(|text| is_address(text))
    }
}

impl Dialogs {
    /// Shows the field of a link's address.
    pub(super) fn address(
        &mut self,
        ui: &mut Ui,
        theme: &Theme,
        form: &LinkForm,
        actions: &mut Vec<Action>,
    ) {
        title(ui, WIDTH, if form.is_link { "Change link" } else { "Link" });
        let forms = &mut self.insertions;
        let found = forms.address_of_clipboard(ui);
        offer(found, &mut forms.address, &mut forms.given, &mut forms.selects);
        let name = match form.words.trim() {
            "" => "Address".to_owned(),
            words => format!("Address of “{}”", excerpt(words, SHOWN)),
        };
        let address = field(ui, theme, &name, "https://", &mut forms.address);
        select_all(ui, &address, &forms.address, &mut forms.selects);
        if form.is_link {
            ui.label(widgets::small("Without an address the words are no link any more.", theme));
        }
        let lead = if form.is_link { "Change" } else { "Link" };
        if buttons(ui, theme, lead, actions) {
            actions.push(Action::SetLink(self.insertions.address.trim().to_owned()));
        }
    }

    /// Shows the fields of an image.
    pub(super) fn image(&mut self, ui: &mut Ui, theme: &Theme, actions: &mut Vec<Action>) {
        title(ui, WIDTH, "Image");
        let forms = &mut self.insertions;
        let found = forms.address_of_clipboard(ui);
        offer(found, &mut forms.image.address, &mut forms.given, &mut forms.selects);
        let hint = "images/map.png, or https://";
        let address =
            field(ui, theme, "File beside the article, or address", hint, &mut forms.image.address);
        select_all(ui, &address, &forms.image.address, &mut forms.selects);
        let hint = "For readers who cannot see it";
        field(ui, theme, "What it shows", hint, &mut forms.image.alternative);
        let is_done = buttons(ui, theme, "Insert", actions);
        if is_done && !self.insertions.image.address.trim().is_empty() {
            actions.push(Action::InsertImage(self.insertions.image.clone()));
        }
    }
}

/// Puts an address of the clipboard into a field that has none yet.
fn offer(found: Option<String>, address: &mut String, given: &mut String, selects: &mut bool) {
    if let Some(found) = found.filter(|_| address.is_empty()) {
        given.clone_from(&found);
        *address = found;
        *selects = true;
    }
}

/// Selects the text of a field once it has the keyboard.
fn select_all(ui: &Ui, field: &Response, text: &str, selects: &mut bool) {
    if *selects && field.has_focus() {
        *selects = false;
        widgets::select_all(ui, field, text);
    }
}
