//! The Claims tab: the checklist, and below it the sentences that are not claims yet.
//!
//! # Invariants
//! The listing is computed when the claims, the parsed draft or the filters change, not in
//! every frame. Only the cards in view are laid out.

mod bar;
mod card;
mod crosscheck;
mod evidence;
mod fields;
mod keys;
mod listing;
mod unclaimed;

use egui::{Response, ScrollArea, Sense, Ui};

pub use self::keys::id;
use self::{
    fields::ClaimForm,
    keys::ChecklistKey,
    listing::{ChecklistRow, ChosenRow, ClaimListing, chosen, claim_at},
};
use super::{tall_list::TallList, theme::Theme, widgets};
use crate::{
    app::{Action, CheckAction, Choice, Command, Workspace},
    model::{Claim, ClaimId, Evidence, EvidenceTarget, QuoteId, SourceId},
    text::number,
};

/// Estimated height of a closed card, in points.
const CARD_HEIGHT: f32 = 84.0;

/// The keys of the checklist and what they do, for the list of shortcuts.
pub fn key_table() -> impl Iterator<Item = (&'static str, &'static str)> {
    keys::TABLE.into_iter()
}

/// View state of the tab.
#[derive(Default)]
pub struct ClaimsPanel {
    listing: ClaimListing,
    fields: ClaimForm,
    /// The row last scrolled into view.
    seen: Option<ChosenRow>,
    list: TallList,
}

/// Returns the action that ties a quote or source dropped on a claim to it as supporting
/// evidence.
pub fn take_dropped(response: &Response, claim: &ClaimId) -> Option<Action> {
    let quote = response.dnd_release_payload::<QuoteId>();
    let quote = quote.map(|id| EvidenceTarget::Quote((*id).clone()));
    let source = response.dnd_release_payload::<SourceId>();
    let target = quote.or_else(|| source.map(|id| EvidenceTarget::Source((*id).clone())))?;
    Some(CheckAction::Tie(claim.clone(), Evidence::supporting(target)).into())
}

/// Whether a quote or source is held over a widget.
pub fn is_held_over(response: &Response) -> bool {
    response.dnd_hover_payload::<QuoteId>().is_some()
        || response.dnd_hover_payload::<SourceId>().is_some()
}

impl ClaimsPanel {
    /// Shows the tab.
    pub fn show(&mut self, ui: &mut Ui, workspace: &Workspace, theme: &Theme) -> Vec<Action> {
        let mut actions = Vec::new();
        self.listing.follow(workspace);
        let keys_pressed = keys::read(ui);
        let place = ui.max_rect();
        let response = ui.interact(place, id(), Sense::focusable_noninteractive());
        let has_keyboard = response.has_focus();
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::List, true, "Checklist"));
        let survey = self.listing.survey.as_ref().map(|(_, survey)| survey);
        let open = survey.map_or(0, |survey| survey.open.len());
        if workspace.project().claims().is_empty() && open == 0 {
            empty(ui, workspace, theme, &mut actions);
            return actions;
        }
        bar::headline(ui, workspace, theme, survey);
        ui.add_space(8.0);
        bar::keys(ui, theme, has_keyboard);
        ui.add_space(6.0);
        let list = &workspace.view().claims;
        actions.extend(bar::filters(ui, theme, list, &self.listing.listed, open));
        ui.add_space(4.0);
        for key_pressed in keys_pressed {
            self.key_pressed(ui, workspace, key_pressed, &mut actions);
        }
        self.rows(ui, workspace, theme, has_keyboard, &mut actions);
        actions
    }

    fn rows(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        theme: &Theme,
        has_keyboard: bool,
        actions: &mut Vec<Action>,
    ) {
        let chosen = chosen(workspace);
        let moved = self.seen != chosen;
        self.seen.clone_from(&chosen);
        let Self { listing: ClaimListing { rows, survey, .. }, list, fields, .. } = self;
        let version = survey.as_ref().map_or(0, |(version, _)| *version);
        let is_chosen = |row: &ChecklistRow| chosen.is_some() && row.choice(workspace) == chosen;
        let wanted = rows.iter().position(|row| moved && is_chosen(row));
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            let keys = rows.iter().map(|row| row.key(workspace, is_chosen(row)));
            list.show(ui, keys, CARD_HEIGHT, wanted, |ui, index| {
                let row = &rows[index];
                let state = RowState { is_chosen: is_chosen(row), has_keyboard };
                match row {
                    ChecklistRow::Group(name, count) => group(ui, theme, name, *count),
                    ChecklistRow::Heading(text) => group_heading(ui, theme, text),
                    ChecklistRow::Claim(at) => {
                        if let Some(claim) = claim_at(workspace, *at) {
                            ui.push_id(&claim.id, |ui| {
                                let (shown, numbered) = ((workspace, theme), (at + 1, claim));
                                actions.extend(card::show(ui, shown, fields, numbered, state));
                            });
                            widgets::hairline(ui, theme);
                        }
                    }
                    ChecklistRow::Open(open, sentence) => {
                        if let Some(range) = workspace.place_since(version, &open.range) {
                            actions.extend(unclaimed::show(ui, theme, sentence, range, state));
                        }
                    }
                    ChecklistRow::Aside(words) => {
                        actions.extend(unclaimed::aside(ui, theme, words))
                    }
                }
            });
            if rows.is_empty() {
                ui.add_space(12.0);
                ui.label(widgets::small("No claim is like this.", theme));
                if workspace.view().claims.is_narrowed()
                    && widgets::link(ui, theme, "Show all").clicked()
                {
                    let all = workspace.view().claims.widened();
                    actions.push(CheckAction::List(all).into());
                }
            }
        });
    }

    fn key_pressed(
        &mut self,
        ui: &Ui,
        workspace: &Workspace,
        key_pressed: ChecklistKey,
        actions: &mut Vec<Action>,
    ) {
        let rows = &self.listing.rows;
        let chosen = chosen(workspace);
        let at = rows.iter().position(|row| chosen.is_some() && row.choice(workspace) == chosen);
        let choices = || rows.iter().enumerate().filter(|(_, row)| row.is_choice());
        let version = self.listing.survey.as_ref().map_or(0, |(version, _)| *version);
        let mut go = |index: Option<usize>| match index.and_then(|index| rows.get(index)) {
            Some(ChecklistRow::Claim(at)) => {
                let claim = claim_at(workspace, *at);
                actions.extend(claim.map(|claim| CheckAction::Show(claim.id.clone()).into()));
            }
            Some(ChecklistRow::Open(open, _)) => {
                let range = workspace.place_since(version, &open.range);
                actions.extend(range.map(|range| CheckAction::ShowSentence(range).into()));
            }
            _ => {}
        };
        match key_pressed {
            ChecklistKey::Move(by) => {
                let places: Vec<usize> = choices().map(|(index, _)| index).collect();
                let here = at.and_then(|at| places.iter().position(|place| *place == at));
                let next = match here {
                    Some(here) => {
                        here.saturating_add_signed(by).min(places.len().saturating_sub(1))
                    }
                    None => 0,
                };
                return go(places.get(next).copied());
            }
            ChecklistKey::First => return go(choices().next().map(|(index, _)| index)),
            ChecklistKey::Last => return go(choices().next_back().map(|(index, _)| index)),
            ChecklistKey::Filter => {
                return actions.push(CheckAction::Choose(Choice::Filter).into());
            }
            ChecklistKey::Group => return actions.push(CheckAction::Choose(Choice::Group).into()),
            ChecklistKey::Help => return actions.push(CheckAction::Keys.into()),
            ChecklistKey::Enter | ChecklistKey::Leave => {
                let range = workspace.view().selection.clone();
                return actions.push(Action::Jump(range));
            }
            _ => {}
        }
        match at.and_then(|at| rows.get(at)) {
            Some(ChecklistRow::Claim(at)) => {
                if let Some(claim) = claim_at(workspace, *at) {
                    self.key_on_claim(ui, workspace, claim, key_pressed, actions);
                }
            }
            Some(ChecklistRow::Open(open, _)) => {
                let Some(range) = workspace.place_since(version, &open.range) else { return };
                match key_pressed {
                    ChecklistKey::Settle => actions.push(CheckAction::Claim(range).into()),
                    ChecklistKey::Remove => actions.push(CheckAction::SetAside(range).into()),
                    _ => {}
                }
            }
            _ => {}
        }
    }

    fn key_on_claim(
        &mut self,
        ui: &Ui,
        workspace: &Workspace,
        claim: &Claim,
        key_pressed: ChecklistKey,
        actions: &mut Vec<Action>,
    ) {
        use fields::ClaimField;
        let id = claim.id.clone();
        let choose = |choice: fn(ClaimId) -> Choice| CheckAction::Choose(choice(claim.id.clone()));
        let action = match key_pressed {
            ChecklistKey::Settle => card::settle(workspace, claim),
            ChecklistKey::Status(status) => CheckAction::SetStatus(id, status),
            ChecklistKey::PickStatus => choose(Choice::Status),
            ChecklistKey::PickKind => choose(Choice::Kind),
            ChecklistKey::Evidence => choose(Choice::Evidence),
            ChecklistKey::Role if claim.evidence.is_empty() => choose(Choice::Evidence),
            ChecklistKey::Role => choose(Choice::Role),
            ChecklistKey::Accept => CheckAction::Accept(id),
            ChecklistKey::Place => CheckAction::Place(id),
            ChecklistKey::Remove => CheckAction::Delete(id),
            ChecklistKey::Passage => {
                actions.extend(evidence::first_passage(workspace, claim));
                return;
            }
            ChecklistKey::Note => return self.fields.go_to(ui, ClaimField::Note),
            ChecklistKey::Propose => return self.fields.go_to(ui, ClaimField::Proposed),
            ChecklistKey::Respond => return self.fields.go_to(ui, ClaimField::Response),
            ChecklistKey::Checker => return self.fields.go_to(ui, ClaimField::Checker),
            _ => return,
        };
        actions.push(action.into());
    }
}

/// How a row is highlighted.
#[derive(Clone, Copy)]
struct RowState {
    is_chosen: bool,
    /// Whether the list has the keyboard.
    has_keyboard: bool,
}

fn empty(ui: &mut Ui, workspace: &Workspace, theme: &Theme, actions: &mut Vec<Action>) {
    let about = "Put the caret in a sentence that can be checked and press Ctrl+M. Then tie the quotes to it that it rests on.";
    let can = workspace.claimable().is_some();
    let button = can.then_some("Mark this sentence");
    if widgets::empty_state(ui, theme, "No claims yet", about, button) {
        actions.push(Action::Command(Command::MarkClaim));
    }
}

fn group(ui: &mut Ui, theme: &Theme, name: &str, count: usize) {
    group_heading(ui, theme, &format!("{name} · {}", number(count)));
}

fn group_heading(ui: &mut Ui, theme: &Theme, text: &str) {
    ui.add_space(16.0);
    widgets::section_label(ui, theme, text);
    ui.add_space(4.0);
}
