//! What the commands of the checklist do to its rows.
//!
//! # Invariants
//! Both matches name every command, so that one without a deed does not compile.

use egui::Ui;

use super::{
    ClaimsPanel, card, evidence,
    fields::ClaimField,
    listing::{ChecklistRow, chosen, claim_at},
};
use crate::{
    app::{Action, CheckAction, ChecklistCommand, Choice, Workspace},
    ui::keyed_list::ListMove,
};
use nutgraf_engine::model::{Claim, ClaimId, ClaimStatus};

impl ClaimsPanel {
    /// Does a command; `key` says which of the command's keys it was.
    pub(super) fn perform(
        &mut self,
        ui: &Ui,
        workspace: &Workspace,
        (command, key): (ChecklistCommand, usize),
        actions: &mut Vec<Action>,
    ) {
        match command {
            ChecklistCommand::Previous => actions.extend(self.go(workspace, ListMove::Previous)),
            ChecklistCommand::Next => actions.extend(self.go(workspace, ListMove::Next)),
            ChecklistCommand::PageUp => actions.extend(self.go(workspace, ListMove::PageUp)),
            ChecklistCommand::PageDown => actions.extend(self.go(workspace, ListMove::PageDown)),
            ChecklistCommand::First => actions.extend(self.go(workspace, ListMove::First)),
            ChecklistCommand::Last => actions.extend(self.go(workspace, ListMove::Last)),
            ChecklistCommand::Filter => actions.push(CheckAction::Choose(Choice::Filter).into()),
            ChecklistCommand::Group => actions.push(CheckAction::Choose(Choice::Group).into()),
            ChecklistCommand::ShowKeys => actions.push(CheckAction::Keys.into()),
            ChecklistCommand::GoToDraft | ChecklistCommand::Leave => {
                actions.push(Action::Jump(workspace.view().place()));
            }
            ChecklistCommand::Settle
            | ChecklistCommand::SetStatus
            | ChecklistCommand::ChooseStatus
            | ChecklistCommand::ChooseKind
            | ChecklistCommand::TieEvidence
            | ChecklistCommand::ChangeEvidence
            | ChecklistCommand::ReadEvidence
            | ChecklistCommand::WriteNote
            | ChecklistCommand::ProposeChange
            | ChecklistCommand::AcceptChange
            | ChecklistCommand::WriteResponse
            | ChecklistCommand::WriteChecker
            | ChecklistCommand::Place
            | ChecklistCommand::Remove => {
                self.perform_on_chosen(ui, workspace, (command, key), actions);
            }
        }
    }

    /// Returns the action that chooses the row that a move leads to.
    fn go(&self, workspace: &Workspace, to: ListMove) -> Option<Action> {
        let rows: Vec<&ChecklistRow> =
            self.listing.rows.iter().filter(|row| row.is_choice()).collect();
        let chosen = chosen(workspace);
        let here = rows.iter().position(|row| chosen.is_some() && row.choice(workspace) == chosen);
        self.choose(workspace, rows.get(to.from(here, rows.len())?)?)
    }

    /// Returns the action that chooses a row.
    fn choose(&self, workspace: &Workspace, row: &ChecklistRow) -> Option<Action> {
        match row {
            ChecklistRow::Claim(at) => {
                let claim = claim_at(workspace, *at)?;
                Some(CheckAction::Show(claim.id.clone()).into())
            }
            ChecklistRow::Open(open, _) => {
                let range = workspace.place_since(self.listing.version(), open.range)?;
                Some(CheckAction::ShowSentence(range).into())
            }
            ChecklistRow::Group(..) | ChecklistRow::Heading(_) | ChecklistRow::Aside(_) => None,
        }
    }

    /// Does a command on the chosen row.
    fn perform_on_chosen(
        &mut self,
        ui: &Ui,
        workspace: &Workspace,
        (command, key): (ChecklistCommand, usize),
        actions: &mut Vec<Action>,
    ) {
        let Some(chosen) = chosen(workspace) else { return };
        let mut rows = self.listing.rows.iter();
        match rows.find(|row| row.choice(workspace).as_ref() == Some(&chosen)) {
            Some(ChecklistRow::Claim(at)) => {
                if let Some(claim) = claim_at(workspace, *at) {
                    actions.extend(self.perform_on_claim(ui, workspace, claim, (command, key)));
                }
            }
            Some(ChecklistRow::Open(open, _)) => {
                let range = workspace.place_since(self.listing.version(), open.range);
                let Some(range) = range else { return };
                match command {
                    ChecklistCommand::Settle => actions.push(CheckAction::Claim(range).into()),
                    ChecklistCommand::Remove => actions.push(CheckAction::SetAside(range).into()),
                    _ => {}
                }
            }
            _ => {}
        }
    }

    /// Returns what a command does to a claim, or gives a field of its form the keyboard.
    fn perform_on_claim(
        &mut self,
        ui: &Ui,
        workspace: &Workspace,
        claim: &Claim,
        (command, key): (ChecklistCommand, usize),
    ) -> Option<Action> {
        let id = claim.id.clone();
        let choose = |choice: fn(ClaimId) -> Choice| CheckAction::Choose(choice(claim.id.clone()));
        let field = match command {
            ChecklistCommand::Settle => return Some(card::settle(workspace, claim).into()),
            ChecklistCommand::SetStatus => {
                let status = ClaimStatus::ALL.get(key)?;
                return Some(CheckAction::SetStatus(id, *status).into());
            }
            ChecklistCommand::ChooseStatus => return Some(choose(Choice::Status).into()),
            ChecklistCommand::ChooseKind => return Some(choose(Choice::Kind).into()),
            ChecklistCommand::TieEvidence => return Some(choose(Choice::Evidence).into()),
            ChecklistCommand::ChangeEvidence => {
                let choice =
                    if claim.evidence.is_empty() { Choice::Evidence } else { Choice::Role };
                return Some(choose(choice).into());
            }
            ChecklistCommand::ReadEvidence => return evidence::first_passage(workspace, claim),
            ChecklistCommand::AcceptChange => return Some(CheckAction::Accept(id).into()),
            ChecklistCommand::Place => return Some(CheckAction::Place(id).into()),
            ChecklistCommand::Remove => return Some(CheckAction::Delete(id).into()),
            ChecklistCommand::WriteNote => ClaimField::Note,
            ChecklistCommand::ProposeChange => ClaimField::Proposed,
            ChecklistCommand::WriteResponse => ClaimField::Response,
            ChecklistCommand::WriteChecker => ClaimField::Checker,
            ChecklistCommand::Previous
            | ChecklistCommand::Next
            | ChecklistCommand::PageUp
            | ChecklistCommand::PageDown
            | ChecklistCommand::First
            | ChecklistCommand::Last
            | ChecklistCommand::Filter
            | ChecklistCommand::Group
            | ChecklistCommand::ShowKeys
            | ChecklistCommand::GoToDraft
            | ChecklistCommand::Leave => return None,
        };
        self.fields.go_to(ui, field);
        None
    }
}
