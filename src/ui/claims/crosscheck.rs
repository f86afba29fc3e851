//! The cross-check of a claim: discrepancies with its evidence, and what the evidence
//! supports.

use egui::{Color32, CursorIcon, Label, Role, Sense, Ui};

use crate::{
    app::{Action, Workspace},
    ui::{
        findings::severity_color,
        theme::{Face, Theme},
        widgets::{self, styled},
    },
};
use nutgraf_engine::{
    evidence::{CheckedClaim, Discrepancy, DiscrepancyKind, EvidenceExcerpt, Severity},
    model::ClaimId,
    text::excerpt,
};

/// Characters of either side that a pill shows.
const SHOWN: usize = 28;

/// Most discrepancies that a closed card shows.
const MOST: usize = 2;

/// Returns the result of checking a claim against its evidence.
pub(super) fn of<'a>(workspace: &'a Workspace, claim: &ClaimId) -> Option<&'a CheckedClaim> {
    workspace.report()?.claims.iter().find(|checked| checked.claim == *claim)
}

/// Shows the gravest discrepancies in a few words, each with a link to the passage.
pub(super) fn pills(ui: &mut Ui, theme: &Theme, checked: &CheckedClaim) -> Option<Action> {
    let mut action = None;
    let mut differences: Vec<&Discrepancy> = checked.discrepancies.iter().collect();
    differences.sort_by_key(|difference| difference.severity());
    let grave = differences.iter().filter(|difference| difference.severity() != Severity::Info);
    for difference in grave.take(MOST) {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            widgets::pill(ui, theme, &in_short(difference), color(theme, difference));
            let found = difference.evidence.as_ref();
            action = action.take().or(found.and_then(|found| place(ui, theme, found)));
        });
    }
    action
}

/// Shows the whole result with what to do next.
pub(super) fn show(ui: &mut Ui, theme: &Theme, checked: &CheckedClaim) -> Option<Action> {
    let mut action = None;
    if checked.discrepancies.is_empty() && checked.supported.is_empty() {
        return None;
    }
    widgets::section_label(ui, theme, "Held against the evidence");
    ui.add_space(4.0);
    let small = Face::Interface.at(theme.type_scale.small.0);
    for difference in &checked.discrepancies {
        let font = Face::InterfaceMedium.at(theme.type_scale.small.0);
        let text = styled(difference.message(), font, color(theme, difference));
        ui.add(Label::new(text).wrap());
        ui.add(Label::new(widgets::small(difference.hint(), theme)).wrap());
        if let Some(found) = &difference.evidence {
            action = action.or(place(ui, theme, found));
        }
        ui.add_space(4.0);
    }
    for supported in &checked.supported {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            let text = format!("✓ {}", excerpt(&supported.evidence.words, 2 * SHOWN));
            ui.label(styled(text, small.clone(), theme.palette.good));
            action = action.take().or(place(ui, theme, &supported.evidence));
        });
    }
    action
}

/// Returns a discrepancy as a sign between its two sides: `five ≠ 4 staff`.
fn in_short(difference: &Discrepancy) -> String {
    let said = excerpt(&difference.claim_words, SHOWN);
    match &difference.evidence {
        Some(found) => format!("{said} ≠ {}", excerpt(&found.words, SHOWN)),
        None => format!("“{said}” not in the evidence"),
    }
}

fn color(theme: &Theme, difference: &Discrepancy) -> Color32 {
    match difference.kind {
        DiscrepancyKind::FigureConflict
        | DiscrepancyKind::UnitConflict
        | DiscrepancyKind::DateConflict => theme.palette.bad,
        _ => severity_color(theme, difference.severity()),
    }
}

/// Shows the place of a passage as a link that opens it in the reader.
fn place(ui: &mut Ui, theme: &Theme, found: &EvidenceExcerpt) -> Option<Action> {
    let font = Face::Interface.at(theme.type_scale.small.0);
    let label = Label::new(styled(&found.place, font, theme.palette.accent));
    let response = widgets::named(ui.add(label.sense(Sense::click())), Role::Link, &found.place)
        .on_hover_cursor(CursorIcon::PointingHand);
    response.clicked().then(|| Action::ReadAt(found.source.clone(), found.range))
}
