//! The evidence of a claim, each piece with its role and place.

use egui::{ComboBox, CursorIcon, Label, Role, Sense, Ui};

use crate::{
    app::{Action, CheckAction, Choice, Workspace},
    ui::{
        theme::{Face, Theme},
        widgets::{self, styled},
    },
};
use nutgraf_engine::{
    evidence::{Support, support::ENOUGH},
    model::{Claim, Evidence, EvidenceRole, EvidenceTarget},
    text::{excerpt, one_line},
};

/// Characters shown of a quote.
const SHOWN: usize = 110;

pub(super) fn show(
    ui: &mut Ui,
    workspace: &Workspace,
    theme: &Theme,
    claim: &Claim,
) -> Vec<Action> {
    let mut actions = Vec::new();
    widgets::section_label(ui, theme, "Evidence");
    ui.add_space(4.0);
    if claim.evidence.is_empty() {
        let about = "Nothing yet. Drag a quote here, or search for one.";
        ui.add(Label::new(widgets::small(about, theme)).wrap());
        ui.add_space(2.0);
    }
    for (index, evidence) in claim.evidence.iter().enumerate() {
        ui.push_id(index, |ui| one(ui, workspace, theme, claim, evidence, &mut actions));
    }
    if let Some(text) = hint(workspace, claim) {
        ui.add(Label::new(widgets::small(text, theme)).wrap());
        ui.add_space(4.0);
    }
    if widgets::small_button(ui, theme, "Tie evidence…").clicked() {
        actions.push(CheckAction::Choose(Choice::Evidence(claim.id.clone())).into());
    }
    actions
}

/// Returns what is missing until a claim has enough sources, where the house rules ask for
/// it.
fn hint(workspace: &Workspace, claim: &Claim) -> Option<String> {
    let project = workspace.project();
    if claim.evidence.is_empty() || !project.article().profile.asks_for_sources() {
        return None;
    }
    let support = Support::of(claim, project.quotes(), project.sources());
    (!support.is_enough()).then(|| {
        format!(
            "{} of {ENOUGH} independent sources. One primary source is enough as well.",
            support.independent
        )
    })
}

/// Returns the action that opens the first passage of a claim's evidence.
pub(super) fn first_passage(workspace: &Workspace, claim: &Claim) -> Option<Action> {
    claim.evidence.iter().find_map(|evidence| passage(workspace, evidence))
}

/// Returns the action that opens the passage, or the source where there is none.
fn passage(workspace: &Workspace, evidence: &Evidence) -> Option<Action> {
    let project = workspace.project();
    Some(match &evidence.target {
        EvidenceTarget::Quote(id) => {
            let quote = project.quote(id)?;
            Action::ReadAt(quote.source.clone(), quote.selector.range())
        }
        EvidenceTarget::Source(id) => Action::ShowSource(Some(id.clone())),
    })
}

fn one(
    ui: &mut Ui,
    workspace: &Workspace,
    theme: &Theme,
    claim: &Claim,
    evidence: &Evidence,
    actions: &mut Vec<Action>,
) {
    let project = workspace.project();
    let (words, place) = match &evidence.target {
        EvidenceTarget::Quote(id) => {
            let Some(quote) = project.quote(id) else { return };
            let key = project.source(&quote.source).map_or("", |source| &source.key);
            let words = format!("“{}”", excerpt(&one_line(&quote.selector.exact), SHOWN));
            let locator = Some(quote.locator.trim()).filter(|text| !text.is_empty());
            (words, locator.map_or(key.to_owned(), |locator| format!("{key}, {locator}")))
        }
        EvidenceTarget::Source(id) => {
            let Some(source) = project.source(id) else { return };
            (source.name().to_owned(), source.key.clone())
        }
    };
    let font = Face::Draft.at(theme.type_scale.interface.0);
    ui.add(Label::new(styled(words, font, theme.palette.ink)).wrap());
    let font = Face::Interface.at(theme.type_scale.small.0);
    let label = Label::new(styled(&place, font, theme.palette.accent));
    let response = widgets::named(ui.add(label.sense(Sense::click())), Role::Link, &place)
        .on_hover_cursor(CursorIcon::PointingHand);
    if response.clicked() {
        actions.extend(passage(workspace, evidence));
    }
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let tie = |evidence| Action::from(CheckAction::Tie(claim.id.clone(), evidence));
        let combo = ComboBox::from_id_salt("role").width(92.0);
        let response = combo.selected_text(evidence.role.label()).show_ui(ui, |ui| {
            for role in EvidenceRole::ALL {
                if ui.selectable_label(evidence.role == role, role.label()).clicked() {
                    actions.push(tie(Evidence { role, ..evidence.clone() }));
                }
            }
        });
        response.response.accessible_name("Role");
        let mut primary = evidence.primary;
        if ui.checkbox(&mut primary, "Primary").changed() {
            actions.push(tie(Evidence { primary, ..evidence.clone() }));
        }
        // A quote has a locator of its own.
        if matches!(evidence.target, EvidenceTarget::Source(_)) {
            let mut locator = evidence.locator.clone();
            let font = Face::Interface.at(theme.type_scale.interface.0);
            let hint = styled("Page", font, theme.palette.faint);
            let field = egui::TextEdit::singleline(&mut locator).hint_text(hint);
            let field = ui.add(field.desired_width(64.0)).accessible_name("Locator");
            if field.changed() {
                // The letters typed into a locator are one undo step, as those of a note
                // are.
                let mut claim = claim.clone();
                let own = claim.evidence.iter_mut().find(|own| own.target == evidence.target);
                if let Some(own) = own {
                    own.locator = locator;
                    actions.push(CheckAction::Edit(Box::new(claim)).into());
                }
            }
        }
        if widgets::icon_button(ui, theme, "×", "Remove this evidence").clicked() {
            let target = evidence.target.clone();
            actions.push(CheckAction::Untie(claim.id.clone(), target).into());
        }
    });
    ui.add_space(6.0);
}
