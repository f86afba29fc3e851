//! The Claims tab: the checklist, and below it the sentences that are not claims yet.
//!
//! # Invariants
//! The listing is computed when the claims, the parsed draft or the filters change, not in
//! every frame. Only the cards in view are laid out.

mod bar;
mod card;
mod commands;
mod crosscheck;
mod evidence;
mod fields;
mod keys;
mod listing;
mod unclaimed;

use egui::{Response, ScrollArea, Ui};

pub(super) use self::keys::id;
use self::{
    fields::ClaimForm,
    listing::{ChecklistRow, ChosenRow, ClaimListing, chosen, claim_at},
};
use super::{keyed_list, tall_list::TallList, theme::Theme, widgets};
use crate::app::{Action, CheckAction, Command, Workspace};
use nutgraf_engine::{
    model::{ClaimId, Evidence, EvidenceTarget, QuoteId, SourceId},
    text::number,
};

/// Estimated height of a closed card, in points.
const CARD_HEIGHT: f32 = 84.0;

/// View state of the tab.
#[derive(Default)]
pub(super) struct ClaimsPanel {
    listing: ClaimListing,
    fields: ClaimForm,
    /// The row last scrolled into view.
    seen: Option<ChosenRow>,
    list: TallList,
}

/// Returns the action that ties a quote or source dropped on a claim to it as supporting
/// evidence.
pub(super) fn take_dropped(response: &Response, claim: &ClaimId) -> Option<Action> {
    let quote = response.dnd_release_payload::<QuoteId>();
    let quote = quote.map(|id| EvidenceTarget::Quote((*id).clone()));
    let source = response.dnd_release_payload::<SourceId>();
    let target = quote.or_else(|| source.map(|id| EvidenceTarget::Source((*id).clone())))?;
    Some(CheckAction::Tie(claim.clone(), Evidence::supporting(target)).into())
}

/// Whether a quote or source is held over a widget.
pub(super) fn is_held_over(response: &Response) -> bool {
    response.dnd_hover_payload::<QuoteId>().is_some()
        || response.dnd_hover_payload::<SourceId>().is_some()
}

impl ClaimsPanel {
    /// Shows the tab.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        theme: &Theme,
    ) -> Vec<Action> {
        let mut actions = Vec::new();
        self.listing.follow(workspace);
        let commands = keys::read(ui);
        let place = ui.max_rect();
        let has_keyboard = keyed_list::take_place(ui, place, id(), "Checklist", None);
        for command in commands {
            self.perform(ui, workspace, command, &mut actions);
        }
        let survey = self.listing.survey.as_ref().map(|(_, survey)| survey);
        let open = survey.map_or(0, |survey| survey.open.len());
        if workspace.project().claims().is_empty() && open == 0 {
            empty(ui, workspace, theme, &mut actions);
            return actions;
        }
        bar::headline(ui, workspace, theme);
        ui.add_space(8.0);
        bar::keys(ui, theme, has_keyboard);
        ui.add_space(6.0);
        let list = &workspace.view().claims;
        actions.extend(bar::filters(ui, theme, list, &self.listing.listed, open));
        ui.add_space(4.0);
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
        let leads_to_field = self.fields.leads_to_field();
        let Self { listing: ClaimListing { rows, survey, .. }, list, fields, .. } = self;
        let version = survey.as_ref().map_or(0, |(version, _)| *version);
        let is_chosen = |row: &ChecklistRow| chosen.is_some() && row.choice(workspace) == chosen;
        // The chosen card is laid out wherever it is: a field of it may have the keyboard.
        let kept = rows.iter().position(is_chosen);
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            let keys = rows.iter().map(|row| row.key(workspace, is_chosen(row)));
            let card = list.show_in(ui, keys, CARD_HEIGHT, kept, |ui, index| {
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
                        if let Some(range) = workspace.place_since(version, open.range) {
                            actions.extend(unclaimed::show(ui, theme, sentence, range, state));
                        }
                    }
                    ChecklistRow::Aside(words) => {
                        actions.extend(unclaimed::aside(ui, theme, words))
                    }
                }
            });
            if let Some(card) = card.filter(|_| moved && !leads_to_field) {
                ui.scroll_to_rect(card, None);
            }
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
}

/// How a row is highlighted.
#[derive(Clone, Copy)]
struct RowState {
    is_chosen: bool,
    /// Whether the list has the keyboard.
    has_keyboard: bool,
}

fn empty(ui: &mut Ui, workspace: &Workspace, theme: &Theme, actions: &mut Vec<Action>) {
    let about = format!(
        "Put the caret in a sentence that can be checked and press {}. Then tie the quotes to it that it rests on.",
        Command::MarkClaim.keys_label()
    );
    let can = workspace.claimable().is_some();
    let button = can.then_some("Mark this sentence");
    if widgets::empty_state(ui, theme, "No claims yet", &about, button) {
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
