//! The form in which a checker writes about a claim.
//!
//! # Invariants
//! The form changes only the fields that it shows, and takes over what undo or another
//! panel changed meanwhile. Escape goes back to the list.

use egui::{
    Id, Label, Ui, UiBuilder,
    style::ScrollAnimation,
    text::{CCursor, CCursorRange},
    text_edit::TextEditState,
};

use super::keys;
use crate::{
    app::{Action, CheckAction, Workspace},
    ui::{theme::Theme, verdict::Diff, widgets},
};
use nutgraf_engine::model::{Claim, ClaimId};

/// In how many frames behind the first a field is brought into view.
const FRAMES_TO_SHOW: u8 = 2;

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum ClaimField {
    Note,
    Proposed,
    Response,
    Checker,
}

/// The form of the chosen claim.
#[derive(Default)]
pub(super) struct ClaimForm {
    editing: Option<Claim>,
    /// The field to focus in the next frame.
    wanted: Option<ClaimField>,
    /// The field to bring into view, and in how many frames more: where it is shows only once
    /// it was laid out.
    shown: Option<(ClaimField, u8)>,
    /// Fields that are shown although they are empty.
    opened: Vec<ClaimField>,
    /// What stands in the field of a proposal that proposes nothing yet: the claim's own words,
    /// to be changed in place.
    begun: String,
}

impl ClaimForm {
    /// Gives a field the keyboard in the next frame.
    pub(super) fn go_to(&mut self, ui: &Ui, field: ClaimField) {
        self.wanted = Some(field);
        self.shown = Some((field, FRAMES_TO_SHOW));
        self.opened.push(field);
        ui.ctx().request_repaint();
    }

    /// Whether a field is to have the keyboard or to be brought into view.
    pub(super) fn leads_to_field(&self) -> bool {
        self.wanted.is_some() || self.shown.is_some()
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
        let mut changed = self.field(ui, theme, (&claim.id, ClaimField::Note), &mut editing.note);
        let is_shown = |field: ClaimField, text: &str, opened: &[ClaimField]| {
            !text.trim().is_empty() || opened.contains(&field)
        };
        if is_shown(ClaimField::Proposed, &editing.proposed, &self.opened) {
            changed |= self.proposed(ui, workspace, theme, &mut editing);
            actions.extend(proposal(ui, workspace, theme, claim));
        }
        if is_shown(ClaimField::Response, &editing.response, &self.opened) {
            changed |=
                self.field(ui, theme, (&claim.id, ClaimField::Response), &mut editing.response);
        }
        changed |= self.field(ui, theme, (&claim.id, ClaimField::Checker), &mut editing.checker);
        if changed {
            // Only the fields of this form; others may have changed meanwhile.
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
            (ClaimField::Proposed, "Propose a change", &editing.proposed),
            (ClaimField::Response, "Author’s response", &editing.response),
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

    /// Shows the field of the proposed words, which begin as the claim's own. Returns whether
    /// something else is proposed now.
    fn proposed(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        theme: &Theme,
        editing: &mut Claim,
    ) -> bool {
        let now = workspace.project().claim_words(&editing.id).to_owned();
        let at = (&editing.id.clone(), ClaimField::Proposed);
        if !editing.proposed.is_empty() {
            let is_changed = self.field(ui, theme, at, &mut editing.proposed);
            if editing.proposed == now {
                editing.proposed.clear();
            }
            self.begun = now;
            return is_changed;
        }
        if self.wanted == Some(ClaimField::Proposed) {
            self.begun.clone_from(&now);
        }
        let mut begun = std::mem::take(&mut self.begun);
        let is_changed = self.field(ui, theme, at, &mut begun);
        if is_changed && begun != now {
            editing.proposed.clone_from(&begun);
        }
        self.begun = begun;
        is_changed && !editing.proposed.is_empty()
    }

    /// Shows a field. Returns whether something was typed.
    fn field(
        &mut self,
        ui: &mut Ui,
        theme: &Theme,
        (claim, field): (&ClaimId, ClaimField),
        value: &mut String,
    ) -> bool {
        let show = |ui: &mut Ui| match field {
            ClaimField::Note => {
                widgets::area(ui, theme, "Note", "What was checked, and how", 2, value)
            }
            ClaimField::Proposed => {
                let hint = "The words that are to stand in the draft";
                widgets::area(ui, theme, "Proposed change", hint, 2, value)
            }
            ClaimField::Response => {
                let hint = "What the author says to it";
                widgets::area(ui, theme, "Author’s response", hint, 2, value)
            }
            ClaimField::Checker => widgets::field(ui, theme, "Checker", "Who checks it", value),
        };
        // Whatever comes and goes above it, the field keeps the keyboard.
        let id = Id::unique(("claim.field", claim, field));
        let response = ui.scope_builder(UiBuilder::new().scope_id(id), show).inner;
        if self.wanted == Some(field) {
            self.wanted = None;
            response.request_focus();
            caret_to_end(ui, response.id, value);
        }
        if let Some((_, left)) = self.shown.filter(|(shown, _)| *shown == field) {
            response.scroll_to_me_animation(None, ScrollAnimation::none());
            self.shown = left.checked_sub(1).map(|left| (field, left));
            ui.ctx().request_repaint();
        }
        if response.lost_focus() && keys::left(ui) {
            let list: Id = super::id();
            ui.ctx().memory_mut(|memory| memory.request_focus(list));
        }
        response.changed()
    }
}

/// Puts the caret of a field behind its words.
fn caret_to_end(ui: &Ui, field: Id, value: &str) {
    let mut state = TextEditState::load(ui.ctx(), field).unwrap_or_default();
    let end = CCursor::new(value.chars().count());
    state.cursor.set_char_range(Some(CCursorRange::one(end)));
    state.store(ui.ctx(), field);
}

/// Shows what the proposed words would change, and the button that accepts them.
fn proposal(ui: &mut Ui, workspace: &Workspace, theme: &Theme, claim: &Claim) -> Option<Action> {
    let now = workspace.project().claim_words(&claim.id);
    let proposed = claim.proposed.trim();
    if proposed.is_empty() || now.is_empty() {
        return None;
    }
    Diff::of(("Draft", now), ("Proposed", proposed)).show(ui, theme);
    let gone = citations_without(workspace, &claim.id, proposed);
    if !gone.is_empty() {
        let text = format!("Takes {} out of the draft.", gone.join(" and "));
        ui.add(Label::new(widgets::small(text, theme).color(theme.palette.wary)).wrap());
    }
    ui.add_space(2.0);
    let accepted = widgets::small_button(ui, theme, "Accept into the draft").clicked();
    ui.add_space(6.0);
    accepted.then(|| CheckAction::Accept(claim.id.clone()).into())
}

/// The citations in a claim's words that the proposed ones do not have, as they are written.
fn citations_without(workspace: &Workspace, claim: &ClaimId, proposed: &str) -> Vec<String> {
    let project = workspace.project();
    let place = project.claim_range(claim);
    let citations = &workspace.structure().citations;
    let first = citations.partition_point(|citation| citation.range.start < place.start);
    let within = citations[first..].iter().take_while(|citation| citation.range.end <= place.end);
    let written = within.map(|citation| project.draft()[citation.range].to_owned());
    written.filter(|citation| !proposed.contains(citation)).collect()
}
