//! Lists that are chosen from: evidence, statuses, kinds, filters, quotes, sources.
//!
//! # Invariants
//! Nothing is tied that the checker did not choose.

mod evidence;
mod insertions;

use egui::Ui;

use self::evidence::FoundPassage;
use super::{
    chooser::{Chooser, ChooserEntry, Prompt},
    theme::Theme,
    widgets,
};
use crate::{
    app::{
        Action, CheckAction, Choice, ClaimFilter, ClaimGroup, ClaimList, Workspace, checker_name,
        section_name,
    },
    project::Project,
};
use nutgraf_engine::{
    model::{
        Claim, ClaimId, ClaimKind, ClaimStatus, Evidence, EvidenceRole, EvidenceTarget, SourceId,
    },
    range::SourceRange,
    text::{excerpt, one_line},
};

/// Characters shown of a passage.
const SHOWN: usize = 90;

/// View state of the lists.
#[derive(Default)]
pub(super) struct Choices {
    chooser: Chooser,
    /// The passages found last, and the text they were found for.
    found: Option<(String, Vec<FoundPassage>)>,
    /// The passages found by a claim's own words.
    likely: Option<(ClaimId, Vec<FoundPassage>)>,
}

/// What choosing an entry does.
enum ChosenEntry {
    Act(Action),
    /// Cites the source with this key.
    Cite(String),
    /// Ties it as evidence; as primary evidence with Alt held.
    Tie(EvidenceTarget),
    Passage(SourceId, SourceRange),
}

impl Choices {
    /// Shows a list. Choosing also closes the dialog.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        theme: &Theme,
        choice: &Choice,
    ) -> Vec<Action> {
        let project = workspace.project();
        let (prompt, entries) = match choice {
            Choice::Evidence(id) => (
                Prompt {
                    name: "Tie evidence",
                    hint: "Search quotes, sources and the text of every source",
                    nothing: "Nothing has these words. Add a source, or type other words.",
                    ..Prompt::wide()
                },
                project.claim(id).map(|claim| self.evidence(workspace, claim)).unwrap_or_default(),
            ),
            Choice::Role(id) => (
                Prompt {
                    name: "Change evidence",
                    hint: "What does the evidence do for the claim?",
                    nothing: "Nothing like this can be changed.",
                    width: 520.0,
                    ..Prompt::wide()
                },
                project.claim(id).map(|claim| roles(project, claim)).unwrap_or_default(),
            ),
            Choice::Status(id) => (
                Prompt {
                    name: "Status",
                    hint: "Set the status",
                    nothing: "No such status.",
                    ..Prompt::narrow()
                },
                statuses(id),
            ),
            Choice::Kind(id) => (
                Prompt {
                    name: "Kind",
                    hint: "What sort of claim is it?",
                    nothing: "No such kind.",
                    ..Prompt::narrow()
                },
                project.claim(id).map(kinds).unwrap_or_default(),
            ),
            Choice::Filter => (
                Prompt {
                    name: "Show only",
                    hint: "Show only…",
                    nothing: "No claim is like this.",
                    width: 460.0,
                    ..Prompt::wide()
                },
                filters(workspace),
            ),
            Choice::Group => (
                Prompt {
                    name: "Group claims",
                    hint: "Group claims…",
                    nothing: "No such group.",
                    ..Prompt::narrow()
                },
                groups(&workspace.view().claims),
            ),
            Choice::Quote(style) => {
                (insertions::quote_prompt(*style), insertions::quotes(project, *style))
            }
            Choice::Citation => (insertions::citation_prompt(), insertions::sources(project)),
        };
        let chosen = self.chooser.show(ui, theme, &prompt, entries);
        let keys = match choice {
            Choice::Evidence(_) => {
                Some("Enter ties or unties · Alt+Enter ties as primary · Esc goes back")
            }
            Choice::Citation => Some(insertions::CITATION_KEYS),
            _ => None,
        };
        if let Some(keys) = keys {
            ui.add_space(6.0);
            ui.label(widgets::small(keys, theme));
        }
        let Some((chosen, alt)) = chosen else { return Vec::new() };
        let typed = std::mem::take(self).chooser.typed().to_owned();
        let action: CheckAction = match (chosen, choice) {
            (ChosenEntry::Act(action), _) => return vec![Action::CloseDialog, action],
            (ChosenEntry::Cite(key), _) => {
                let locator = typed.split_once(insertions::LOCATOR);
                let locator = locator.map_or("", |(_, locator)| locator).trim().to_owned();
                return vec![Action::CloseDialog, Action::Cite { key, locator }];
            }
            (ChosenEntry::Tie(target), Choice::Evidence(id)) => {
                let is_tied = project
                    .claim(id)
                    .is_some_and(|claim| claim.evidence.iter().any(|e| e.target == target));
                if is_tied && !alt {
                    CheckAction::Untie(id.clone(), target)
                } else {
                    let evidence = Evidence { primary: alt, ..Evidence::supporting(target) };
                    CheckAction::Tie(id.clone(), evidence)
                }
            }
            (ChosenEntry::Passage(source, range), Choice::Evidence(id)) => {
                CheckAction::Quote { claim: id.clone(), source, range, primary: alt }
            }
            _ => return vec![Action::CloseDialog],
        };
        vec![Action::CloseDialog, action.into()]
    }
}

/// Returns what each piece of evidence can be changed to.
fn roles(project: &Project, claim: &Claim) -> Vec<ChooserEntry<ChosenEntry>> {
    let mut entries = Vec::new();
    for evidence in &claim.evidence {
        let name = excerpt(&evidence_name(project, evidence), 60);
        let mut add = |text: String, evidence: Evidence| {
            let tie = CheckAction::Tie(claim.id.clone(), evidence);
            entries.push(ChooserEntry::new(text, name.clone(), ChosenEntry::Act(tie.into())));
        };
        let primary = !evidence.primary;
        let text = if primary { "Primary" } else { "Secondary" };
        add(text.to_owned(), Evidence { primary, ..evidence.clone() });
        for role in EvidenceRole::ALL.into_iter().filter(|role| *role != evidence.role) {
            add(role.label().to_owned(), Evidence { role, ..evidence.clone() });
        }
        let untie = CheckAction::Untie(claim.id.clone(), evidence.target.clone());
        entries.push(ChooserEntry::new("Remove", name.clone(), ChosenEntry::Act(untie.into())));
    }
    entries
}

/// Returns a piece of evidence in a few words.
pub(super) fn evidence_name(project: &Project, evidence: &Evidence) -> String {
    match &evidence.target {
        EvidenceTarget::Quote(id) => project
            .quote(id)
            .map(|quote| format!("“{}”", one_line(&quote.selector.exact)))
            .unwrap_or_default(),
        EvidenceTarget::Source(id) => {
            project.source(id).map(|source| source.name().to_owned()).unwrap_or_default()
        }
    }
}

fn statuses(id: &ClaimId) -> Vec<ChooserEntry<ChosenEntry>> {
    let entry = |(index, status): (usize, ClaimStatus)| {
        let action = CheckAction::SetStatus(id.clone(), status);
        ChooserEntry::new(status.label(), (index + 1).to_string(), ChosenEntry::Act(action.into()))
    };
    ClaimStatus::ALL.into_iter().enumerate().map(entry).collect()
}

fn kinds(claim: &Claim) -> Vec<ChooserEntry<ChosenEntry>> {
    let entry = |kind: ClaimKind| {
        let trailing = if kind == claim.kind { "✓" } else { "" };
        let action = CheckAction::Edit(Box::new(Claim { kind, ..claim.clone() }));
        ChooserEntry::new(kind.label(), trailing, ChosenEntry::Act(action.into()))
    };
    ClaimKind::ALL.into_iter().map(entry).collect()
}

fn groups(list: &ClaimList) -> Vec<ChooserEntry<ChosenEntry>> {
    let entry = |group: ClaimGroup| {
        let trailing = if group == list.group { "✓" } else { "" };
        let action = CheckAction::List(ClaimList { group, ..list.clone() });
        ChooserEntry::new(group.label(), trailing, ChosenEntry::Act(action.into()))
    };
    ClaimGroup::ALL.into_iter().map(entry).collect()
}

fn filters(workspace: &Workspace) -> Vec<ChooserEntry<ChosenEntry>> {
    let list = &workspace.view().claims;
    let listed = list.choose(workspace.project(), workspace.checklist(), workspace.structure());
    let mut entries = vec![ChooserEntry::new(
        "Everything",
        "",
        ChosenEntry::Act(CheckAction::List(list.widened()).into()),
    )];
    let mut add = |name: String, count: usize, list: ClaimList| {
        let action = ChosenEntry::Act(CheckAction::List(list).into());
        entries.push(ChooserEntry::new(name, widgets::number(count), action));
    };
    for (filter, count) in &listed.filters {
        if *filter != ClaimFilter::All {
            let name = format!("Status: {}", filter.label());
            add(name, *count, ClaimList { filter: *filter, ..list.clone() });
        }
    }
    for (kind, count) in &listed.kinds {
        let name = format!("Kind: {}", kind.label());
        add(name, *count, ClaimList { kind: Some(*kind), ..list.clone() });
    }
    for (title, count) in &listed.sections {
        let name = format!("Section: {}", section_name(title));
        add(name, *count, ClaimList { section: Some(title.clone()), ..list.clone() });
    }
    for (checker, count) in &listed.checkers {
        let name = format!("Checker: {}", checker_name(checker));
        add(name, *count, ClaimList { checker: Some(checker.clone()), ..list.clone() });
    }
    entries
}
