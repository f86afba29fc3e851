//! Overlays of the draft: underlines of quotations and findings, and marks of claims beside
//! the text.
//!
//! # Invariants
//! Only what is in view is placed, so that a draft with ten thousand quotations costs a
//! frame what one page of it costs.

use egui::{Color32, CursorIcon, Rect, Role, Sense, Ui, pos2};

use super::{
    id,
    layout::VisibleLines,
    underline::{self, Underline},
};
use crate::{
    app::{Action, CheckAction, FindingGroup, Workspace},
    ui::{
        claims::{is_held_over, take_dropped},
        findings::severity_color,
        theme::Theme,
        verdict::VisibleQuotation,
        widgets,
    },
};
use nutgraf_engine::{
    markdown::QuotationKind,
    model::{ClaimStatus, Standing},
    text::excerpt,
};

/// Characters of a quotation that name it to a screen reader.
const NAMED: usize = 80;

/// Underlines each quotation in view and returns where each is.
pub(super) fn quotations(
    ui: &Ui,
    workspace: &Workspace,
    theme: &Theme,
    visible_lines: &VisibleLines,
) -> Vec<VisibleQuotation> {
    let Some(report) = workspace.report() else { return Vec::new() };
    let clip = ui.clip_rect();
    let view = visible_lines.visible();
    let mut visible = Vec::new();
    for quotation in &report.quotations {
        let found = workspace.structure().quotations.get(quotation.quotation);
        let Some(found) = found.filter(|found| found.range.touches(view.in_draft())) else {
            continue;
        };
        // A block quote is underlined word for word, without its marks and name.
        let pieces = match found.kind {
            QuotationKind::Inline => std::slice::from_ref(&found.range),
            QuotationKind::Block => &found.words,
        };
        let pieces = pieces.iter().filter(|piece| piece.touches(view.in_draft()));
        let rects: Vec<Rect> =
            pieces.flat_map(|piece| visible_lines.rects((*piece).into())).collect();
        let verdict = quotation.judgement.verdict;
        for rect in rects.iter().filter(|rect| clip.intersects(**rect)) {
            underline::underline(
                ui.painter(),
                *rect,
                underline::line_of(verdict),
                theme.verdict(verdict),
            );
        }
        if let Some(first) = rects.iter().find(|rect| clip.intersects(**rect)) {
            // A screen reader reads out what the underline shows.
            let place = id().with(("quotation", quotation.range.start, quotation.range.end));
            let name = format!("{}: {}", verdict.label(), excerpt(&quotation.text, NAMED));
            widgets::named(ui.interact(*first, place, Sense::hover()), Role::Mark, &name);
        }
        visible.push(VisibleQuotation { range: quotation.range, rects });
    }
    visible
}

/// Underlines findings that are not about quotations.
pub(super) fn findings(
    ui: &Ui,
    workspace: &Workspace,
    theme: &Theme,
    visible_lines: &VisibleLines,
) {
    let clip = ui.clip_rect();
    let view = visible_lines.visible();
    for finding in workspace.findings() {
        let has_mark = matches!(
            FindingGroup::of(finding.code()),
            FindingGroup::Quotations | FindingGroup::Claims
        );
        if has_mark || !finding.range.touches(view.in_draft()) {
            continue;
        }
        let color = severity_color(theme, finding.severity());
        for rect in visible_lines.rects(finding.range.into()) {
            if clip.intersects(rect) {
                underline::underline(ui.painter(), rect, Underline::Dashed, color);
            }
        }
    }
}

/// Draws the number of each claim in view beside its first row, left of the column that
/// begins at `left`.
pub(super) fn claims(
    ui: &Ui,
    workspace: &Workspace,
    theme: &Theme,
    visible_lines: &VisibleLines,
    left: f32,
) -> Vec<Action> {
    let mut actions = Vec::new();
    let view = visible_lines.visible();
    let mut last_top = f32::NEG_INFINITY;
    let placed = workspace.checklist().claims();
    // Placed claims are sorted by where they begin; orphaned ones follow them.
    let first = placed.partition_point(|at| !at.range.is_empty() && at.range.start < view.start);
    for (index, at) in placed.iter().enumerate().skip(first) {
        let range = at.range;
        if range.is_empty() || range.start > view.end {
            break;
        }
        let Some(claim) = workspace.project().claims().get(at.claim) else { continue };
        let Some(row) = visible_lines.row(range.start) else { continue };
        // Claims that begin in the same line are placed below each other.
        let y = row.center().y.max(last_top + 20.0);
        last_top = y;
        let center = pos2(left - 26.0, y);
        let stale = at.standing == Standing::Stale;
        let colors = claim_colors(theme, claim.status, stale);
        let rect = widgets::badge(ui.painter(), theme, center, index + 1, colors);
        let mark = ui.interact(rect, id().with(("claim", &claim.id)), Sense::click());
        let name = format!("Claim {}", index + 1);
        let mark =
            widgets::named(mark, Role::Button, &name).on_hover_cursor(CursorIcon::PointingHand);
        actions.extend(take_dropped(&mark, &claim.id));
        if mark.hovered() || is_held_over(&mark) {
            for rect in visible_lines.rects(range.into()) {
                let tint = theme.palette.accent.gamma_multiply(0.10);
                ui.painter().rect_filled(rect, 2.0, tint);
            }
        }
        if mark.clicked() {
            actions.push(CheckAction::Show(claim.id.clone()).into());
        }
    }
    actions
}

/// Returns the colours of a claim's mark: its line and its fill.
pub(crate) fn claim_colors(
    theme: &Theme,
    status: ClaimStatus,
    stale: bool,
) -> (Color32, Option<Color32>) {
    let palette = &theme.palette;
    let filled = |color| (color, Some(theme.tint(color)));
    match status {
        _ if stale => filled(palette.wary),
        ClaimStatus::Confirmed => filled(palette.good),
        ClaimStatus::Opinion => filled(palette.note),
        ClaimStatus::ChangeRequested | ClaimStatus::Unverifiable => filled(palette.bad),
        ClaimStatus::InProgress | ClaimStatus::Changed | ClaimStatus::OnAuthor => {
            filled(palette.accent)
        }
        ClaimStatus::Unchecked => (palette.dim, None),
    }
}
