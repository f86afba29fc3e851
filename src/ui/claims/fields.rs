//! What a checker writes about a claim, as it is typed.
//!
//! What always holds: a form changes only the fields that it shows; what undo or
//! another panel changed meanwhile is taken over. Escape goes back to the list.

use egui::{Id, Ui};

use super::keys;
use crate::{
    app::{Action, CheckAction, Workspace},
    model::Claim,
    ui::{theme::Theme, verdict::Diff, widgets},
};

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Field {
    Note,
    Proposed,
    Response,
    Checker,
}

/// The form of the claim that is chosen.
#[derive(Default)]
pub(super) struct Fields {
    editing: Option<Claim>,
    /// The field that is to get the keyboard.
    wanted: Option<Field>,
    /// Fields that are shown although nothing stands in them.
    opened: Vec<Field>,
}

impl Fields {
    /// Gives a field the keyboard in the next frame.
    pub(super) fn go_to(&mut self, ui: &Ui, field: Field) {
        self.wanted = Some(field);
        self.opened.push(field);
        ui.ctx().request_repaint();
    }

    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        theme: &Theme,
        claim: &Claim,
    ) -> Vec<Action> {
        let mut actions = Vec::new();
        if self.editing.as_ref().is_none_or(|editing| editing.id != claim.id) {
            if self.editing.is_some() {
                self.opened.retain(|field| Some(*field) == self.wanted);
            }
            self.editing = Some(claim.clone());
        }
        let Some(mut editing) = self.editing.take() else { return actions };
        let mut changed = self.field(ui, theme, Field::Note, &mut editing.note);
        let is_shown = |field: Field, text: &str, opened: &[Field]| {
            !text.trim().is_empty() || opened.contains(&field)
        };
        if is_shown(Field::Proposed, &editing.proposed, &self.opened) {
            changed |= self.field(ui, theme, Field::Proposed, &mut editing.proposed);
            actions.extend(proposal(ui, workspace, theme, claim));
        }
        if is_shown(Field::Response, &editing.response, &self.opened) {
            changed |= self.field(ui, theme, Field::Response, &mut editing.response);
        }
        changed |= self.field(ui, theme, Field::Checker, &mut editing.checker);
        if changed {
            // Only what this form shows; the rest may have changed meanwhile.
            let changed = Claim {
                note: editing.note.clone(),
                proposed: editing.proposed.clone(),
                response: editing.response.clone(),
                checker: editing.checker.clone(),
                ..claim.clone()
            };
            actions.push(CheckAction::Edit(Box::new(changed)).into());
        } else if editing != *claim {
            editing = claim.clone();
        }
        let missing = [
            (Field::Proposed, "Propose a change", &editing.proposed),
            (Field::Response, "Author’s response", &editing.response),
        ];
        let missing =
            missing.map(|(field, label, text)| (field, label, is_shown(field, text, &self.opened)));
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            for (field, label, is_shown) in missing {
                if !is_shown && widgets::small_button(ui, theme, label).clicked() {
                    self.go_to(ui, field);
                }
            }
        });
        self.editing = Some(editing);
        actions
    }

    /// One field. Says whether something was typed.
    fn field(&mut self, ui: &mut Ui, theme: &Theme, field: Field, value: &mut String) -> bool {
        let response = match field {
            Field::Note => widgets::area(ui, theme, "Note", "What was checked, and how", 2, value),
            Field::Proposed => {
                let hint = "The words that are to stand in the draft";
                widgets::area(ui, theme, "Proposed change", hint, 2, value)
            }
            Field::Response => {
                let hint = "What the author says to it";
                widgets::area(ui, theme, "Author’s response", hint, 2, value)
            }
            Field::Checker => widgets::field(ui, theme, "Checker", "Who checks it", value),
        };
        if self.wanted == Some(field) {
            self.wanted = None;
            response.request_focus();
            response.scroll_to_me(None);
        }
        if response.lost_focus() && keys::left(ui) {
            let list: Id = super::id();
            ui.ctx().memory_mut(|memory| memory.request_focus(list));
        }
        response.changed()
    }
}

/// What the proposed words would change, and the button that does it.
fn proposal(ui: &mut Ui, workspace: &Workspace, theme: &Theme, claim: &Claim) -> Option<Action> {
    let now = workspace.project().claim_words(&claim.id);
    let proposed = claim.proposed.trim();
    if proposed.is_empty() || now.is_empty() {
        return None;
    }
    Diff::of(("Draft", now), ("Proposed", proposed)).show(ui, theme);
    ui.add_space(2.0);
    let accepted = widgets::small_button(ui, theme, "Accept into the draft").clicked();
    ui.add_space(6.0);
    accepted.then(|| CheckAction::Accept(claim.id.clone()).into())
}
