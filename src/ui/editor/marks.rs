//! What stands over the set draft: lines under quotations and findings, marks of
//! claims beside them.
//!
//! What always holds: only what is in view is placed, so that a draft with ten
//! thousand quotations costs a frame what a page of it costs.

use egui::{Color32, CursorIcon, Rect, Role, Sense, Ui, pos2};

use super::{
    decorate::{self, Line},
    id,
    set::Page,
};
use crate::{
    app::{Action, CheckAction, FindingGroup, Workspace},
    markdown::QuotationKind,
    model::{ClaimStatus, Standing},
    text::{excerpt, touches},
    ui::{
        claims::{is_held_over, take_dropped},
        findings::severity_color,
        theme::Theme,
        verdict::Seen,
        widgets,
    },
};

/// How much of a quotation's words names it to a screen reader, in characters.
const NAMED: usize = 80;

/// Draws a line under each quotation in view and says where each stands.
pub(super) fn quotations(ui: &Ui, workspace: &Workspace, theme: &Theme, page: &Page) -> Vec<Seen> {
    let Some(report) = workspace.report() else { return Vec::new() };
    let clip = ui.clip_rect();
    let view = page.visible();
    let mut seen = Vec::new();
    for quotation in &report.quotations {
        let found = workspace.structure().quotations.get(quotation.quotation);
        let Some(found) = found.filter(|found| touches(&found.range, &view)) else { continue };
        // A block quote is underlined word for word, without its marks and name.
        let pieces = match found.kind {
            QuotationKind::Inline => std::slice::from_ref(&found.range),
            QuotationKind::Block => &found.words,
        };
        let pieces = pieces.iter().filter(|piece| touches(piece, &view));
        let rects: Vec<Rect> = pieces.flat_map(|piece| page.rects(piece)).collect();
        let verdict = quotation.judgement.verdict;
        for rect in rects.iter().filter(|rect| clip.intersects(**rect)) {
            decorate::underline(
                ui.painter(),
                *rect,
                decorate::line_of(verdict),
                theme.verdict(verdict),
            );
        }
        if let Some(first) = rects.iter().find(|rect| clip.intersects(**rect)) {
            // Whoever cannot see the line hears what it says.
            let place = id().with(("quotation", quotation.range.start, quotation.range.end));
            let name = format!("{}: {}", verdict.label(), excerpt(&quotation.text, NAMED));
            widgets::named(ui.interact(*first, place, Sense::hover()), Role::Mark, &name);
        }
        seen.push(Seen { range: quotation.range.clone(), rects });
    }
    seen
}

/// Draws a line under what else was found.
pub(super) fn findings(ui: &Ui, workspace: &Workspace, theme: &Theme, page: &Page) {
    let clip = ui.clip_rect();
    let view = page.visible();
    for finding in workspace.findings() {
        let has_mark = matches!(
            FindingGroup::of(finding.code()),
            FindingGroup::Quotations | FindingGroup::Claims
        );
        if has_mark || !touches(&finding.range, &view) {
            continue;
        }
        let color = severity_color(theme, finding.severity());
        for rect in page.rects(&finding.range) {
            if clip.intersects(rect) {
                decorate::underline(ui.painter(), rect, Line::Dashed, color);
            }
        }
    }
}

/// Sets the number of each claim in view beside the row it begins in, to the left of
/// the column that begins at `left`.
pub(super) fn claims(
    ui: &Ui,
    workspace: &Workspace,
    theme: &Theme,
    page: &Page,
    left: f32,
) -> Vec<Action> {
    let mut actions = Vec::new();
    let view = page.visible();
    let mut last_top = f32::NEG_INFINITY;
    let placed = workspace.checklist().claims();
    // Those with a place rise by where they begin; orphaned ones stand behind them.
    let first = placed.partition_point(|at| !at.range.is_empty() && at.range.start < view.start);
    for (index, at) in placed.iter().enumerate().skip(first) {
        let range = at.range.clone();
        if range.is_empty() || range.start > view.end {
            break;
        }
        let Some(claim) = workspace.project().claims().get(at.claim) else { continue };
        let Some(row) = page.row(range.start) else { continue };
        // Two claims that begin in one line stand below each other.
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
            for rect in page.rects(&range) {
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

/// The colours of a claim's mark: its line and its ground.
pub fn claim_colors(theme: &Theme, status: ClaimStatus, stale: bool) -> (Color32, Option<Color32>) {
    let palette = &theme.palette;
    let filled = |color| (color, Some(theme.tint(color)));
    match status {
        _ if stale => filled(palette.marked),
        ClaimStatus::Confirmed => filled(palette.verbatim),
        ClaimStatus::Opinion => filled(palette.typographic),
        ClaimStatus::ChangeRequested | ClaimStatus::Unverifiable => filled(palette.altered),
        ClaimStatus::InProgress | ClaimStatus::Changed | ClaimStatus::OnAuthor => {
            filled(palette.accent)
        }
        ClaimStatus::Unchecked => (palette.dim, None),
    }
}
