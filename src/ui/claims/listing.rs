//! The rows of the Claims tab.
//!
//! # Invariants
//! The rows are computed when the claims, the parsed draft or the filters change, not in
//! every frame.

use crate::{
    app::{ClaimFilter, ClaimList, Command, ListedClaim, ListedClaims, Workspace},
    project::{OpenSentence, Survey},
};
use nutgraf_engine::{
    evidence::Sentence,
    model::{Claim, ClaimId},
    range::DraftRange,
    text::number,
};

/// Most sentences listed under a heading; F9 goes through all of them.
const MOST_OPEN: usize = 300;

/// The rows of the tab, and what they were computed for.
#[derive(Default)]
pub(super) struct ClaimListing {
    of: Option<((u64, u64), ClaimList)>,
    pub(super) listed: ListedClaims,
    pub(super) rows: Vec<ChecklistRow>,
    /// The survey of sentences, and the version of the draft it belongs to.
    pub(super) survey: Option<(u64, Survey)>,
}

/// A row of the tab.
pub(super) enum ChecklistRow {
    Group(String, usize),
    /// A claim, by its index in the checklist.
    Claim(usize),
    /// The heading of the sentences below it.
    Heading(String),
    /// A sentence that is not a claim, and its words.
    Open(OpenSentence, Sentence),
    /// A sentence that was set aside as not a claim, by its words.
    Aside(String),
}

/// The chosen row.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum ChosenRow {
    Claim(ClaimId),
    /// A sentence, in bytes of the draft.
    Open(DraftRange),
}

impl ChecklistRow {
    /// Whether it can be chosen.
    pub(super) fn is_choice(&self) -> bool {
        matches!(self, Self::Claim(_) | Self::Open(..))
    }

    /// Returns what choosing it would choose.
    pub(super) fn choice(&self, workspace: &Workspace) -> Option<ChosenRow> {
        match self {
            Self::Claim(at) => {
                claim_at(workspace, *at).map(|claim| ChosenRow::Claim(claim.id.clone()))
            }
            Self::Open(open, _) => Some(ChosenRow::Open(open.range)),
            _ => None,
        }
    }

    /// Returns a key that is equal for rows of equal height.
    pub(super) fn key(&self, workspace: &Workspace, is_chosen: bool) -> u64 {
        let key = match self {
            Self::Group(name, _) => egui::Id::unique(("group", name)),
            Self::Heading(text) => egui::Id::unique(("heading", text)),
            Self::Claim(_) => egui::Id::unique(("claim", self.choice(workspace))),
            Self::Open(_, sentence) => egui::Id::unique(("open", &sentence.words)),
            Self::Aside(words) => egui::Id::unique(("aside", words)),
        };
        key.value() ^ u64::from(is_chosen)
    }
}

/// Returns the claim at an index of the checklist.
pub(super) fn claim_at(workspace: &Workspace, at: usize) -> Option<&Claim> {
    let placed = workspace.checklist().claims().get(at)?;
    workspace.project().claims().get(placed.claim)
}

/// Returns the chosen row: a claim, or the sentence that the writer was led to.
pub(super) fn chosen(workspace: &Workspace) -> Option<ChosenRow> {
    let view = workspace.view();
    match &view.claim {
        Some(claim) => Some(ChosenRow::Claim(claim.clone())),
        None if view.place().is_empty() => None,
        None => Some(ChosenRow::Open(view.place())),
    }
}

impl ClaimListing {
    /// Returns the version of the draft that the places of sentences belong to.
    pub(super) fn version(&self) -> u64 {
        self.survey.as_ref().map_or(0, |(version, _)| *version)
    }

    /// Updates the rows from the workspace.
    pub(super) fn follow(&mut self, workspace: &Workspace) {
        let of = (workspace.claims_at(), workspace.view().claims.clone());
        if self.of.as_ref() == Some(&of) {
            return;
        }
        let list = &workspace.view().claims;
        self.listed =
            list.choose(workspace.project(), workspace.checklist(), workspace.structure());
        // Until the next check the old survey stays, moved along with the edits.
        if workspace.survey_is_current() {
            let version = workspace.project().document().version();
            self.survey = workspace.survey().map(|survey| (version, survey));
        }
        self.rows.clear();
        if list.filter != ClaimFilter::Unclaimed {
            self.rows.extend(self.listed.rows.iter().map(|row| match row {
                ListedClaim::Group(name, count) => ChecklistRow::Group(name.clone(), *count),
                ListedClaim::Claim(at) => ChecklistRow::Claim(*at),
            }));
        }
        if matches!(list.filter, ClaimFilter::All | ClaimFilter::Unclaimed)
            && (ClaimList { filter: ClaimFilter::All, ..list.clone() }) == list.widened()
        {
            self.open(workspace, list);
        }
        self.of = Some(of);
    }

    /// Adds the sentences that are not claims yet.
    fn open(&mut self, workspace: &Workspace, list: &ClaimList) {
        let Some((_, survey)) = &self.survey else { return };
        let listed = survey.listed(list.is_ranked);
        let asking = listed.partition_point(|open| open.asks);
        let parts = [("Worth checking", &listed[..asking]), ("Weaker cues", &listed[asking..])];
        for (name, part) in parts {
            if !part.is_empty() {
                self.rows.push(ChecklistRow::Heading(format!("{name} · {}", number(part.len()))));
            }
            for open in part.iter().take(MOST_OPEN) {
                if let Some(sentence) = workspace.sentence(open) {
                    self.rows.push(ChecklistRow::Open((*open).clone(), sentence.clone()));
                }
            }
            if part.len() > MOST_OPEN {
                let more = number(part.len() - MOST_OPEN);
                self.rows.push(ChecklistRow::Heading(format!(
                    "And {more} more: {} goes through all",
                    Command::NextUnclaimed.keys_label()
                )));
            }
        }
        let aside = workspace.project().not_claims();
        if list.filter == ClaimFilter::Unclaimed && !aside.is_empty() {
            self.rows.push(ChecklistRow::Heading(format!(
                "Said to be no claims · {}",
                number(aside.len())
            )));
            self.rows.extend(aside.iter().cloned().map(ChecklistRow::Aside));
        }
    }
}
