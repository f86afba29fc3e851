//! The card of a claim: its words and its status; open, everything known about it.

use egui::{
    ComboBox, CursorIcon, Label, Rect, Role, Sense, Shape, Ui, UiBuilder, layers::ShapeIdx, vec2,
};

use super::{RowState, crosscheck, evidence, fields::ClaimForm, is_held_over, take_dropped};
use crate::{
    app::{Action, CheckAction, Workspace},
    persist::local_time,
    ui::{
        editor::claim_colors,
        theme::{Face, Theme},
        verdict::Diff,
        widgets::{self, styled},
    },
};
use nutgraf_engine::{
    model::{Claim, ClaimCheck, ClaimKind, ClaimStatus, EvidenceTarget, Standing},
    text::{excerpt, one_line},
};

/// Characters shown of an earlier version of a claim's words.
const SHOWN: usize = 90;

/// Returns what Space asks for: a settled claim whose words changed is still true, any
/// other is confirmed.
pub(super) fn settle(workspace: &Workspace, claim: &Claim) -> CheckAction {
    let is_stale = workspace.project().standing(claim) == Standing::Stale;
    let was_settled = is_stale && claim.is_settled();
    let status = if was_settled { claim.status } else { ClaimStatus::Confirmed };
    CheckAction::SetStatus(claim.id.clone(), status)
}

pub(super) fn show(
    ui: &mut Ui,
    (workspace, theme): (&Workspace, &Theme),
    fields: &mut ClaimForm,
    (number, claim): (usize, &Claim),
    state: RowState,
) -> Vec<Action> {
    let mut actions = Vec::new();
    let ground = ui.painter().add(Shape::Noop);
    let top = ui.cursor().top();
    let scope = UiBuilder::new().sense(Sense::click()).id_salt("head");
    let head = ui.scope_builder(scope, |ui| {
        ui.set_min_width(ui.available_width());
        actions.extend(head(ui, workspace, theme, number, claim));
    });
    let name = format!("Claim {number}: {}", words(workspace, claim));
    let response = widgets::named(head.response, Role::Button, &name)
        .on_hover_cursor(CursorIcon::PointingHand);
    if response.clicked() {
        ui.ctx().memory_mut(|memory| memory.request_focus(super::id()));
        actions.push(CheckAction::Show(claim.id.clone()).into());
    }
    actions.extend(take_dropped(&response, &claim.id));
    let over = is_held_over(&response);
    if state.is_chosen {
        actions.extend(body(ui, workspace, theme, fields, claim));
        ui.add_space(8.0);
    }
    if state.is_chosen || over {
        light(ui, theme, ground, Rect::everything_below(top), state);
    }
    actions
}

/// Highlights what was added below a place, over the whole width of the panel.
pub(super) fn light(ui: &Ui, theme: &Theme, ground: ShapeIdx, below: Rect, state: RowState) {
    let bottom = ui.min_rect().bottom();
    let sides = ui.max_rect().x_range().expand(16.0);
    let rect = Rect::from_x_y_ranges(sides, below.top()..=bottom);
    ui.painter().set(ground, Shape::rect_filled(rect, 0.0, theme.palette.selection));
    if state.has_keyboard {
        widgets::row_ring(ui, theme, rect.shrink2(vec2(8.0, 0.0)));
    }
}

/// Returns the claim's words in the draft, or its last known words where they are gone.
pub(super) fn words(workspace: &Workspace, claim: &Claim) -> String {
    let now = workspace.project().claim_range(&claim.id);
    let text = if now.is_empty() {
        claim.text.clone()
    } else {
        workspace.structure().plain(workspace.project().draft(), now)
    };
    one_line(&text)
}

fn head(
    ui: &mut Ui,
    workspace: &Workspace,
    theme: &Theme,
    number: usize,
    claim: &Claim,
) -> Option<Action> {
    let mut action = None;
    let palette = &theme.palette;
    let project = workspace.project();
    let standing = project.standing(claim);
    let (stale, orphaned) = (standing == Standing::Stale, standing == Standing::Orphaned);
    let (color, fill) = claim_colors(theme, claim.status, stale || orphaned);
    ui.add_space(10.0);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let (place, _) = ui.allocate_exact_size(vec2(18.0, 22.0), Sense::hover());
        widgets::badge(ui.painter(), theme, place.center(), number, (color, fill));
        ui.vertical(|ui| {
            let font = Face::Draft.at(theme.type_scale.draft.0 - 2.0);
            let text = styled(words(workspace, claim), font, palette.ink);
            ui.add(Label::new(text).wrap());
            ui.add_space(2.0);
            ui.horizontal_wrapped(|ui| {
                if stale {
                    widgets::pill(ui, theme, "◐ Stale", palette.wary);
                    ui.label(widgets::small("edited since it was checked", theme));
                } else if orphaned {
                    widgets::pill(ui, theme, "Without a place", palette.bad);
                    ui.label(widgets::small("its words are gone from the draft", theme));
                } else if fill.is_some() {
                    widgets::pill(ui, theme, claim.status.label(), color);
                } else {
                    widgets::outlined_pill(ui, theme, claim.status.label());
                }
                if !stale && !orphaned {
                    ui.label(widgets::small(summary(claim), theme));
                }
            });
            if let Some(checked) = crosscheck::of(workspace, &claim.id) {
                action = crosscheck::pills(ui, theme, checked);
            }
        });
    });
    ui.add_space(10.0);
    action
}

/// Returns the claim's evidence in a few words: `2 quotes · primary`.
fn summary(claim: &Claim) -> String {
    let quotes =
        claim.evidence.iter().filter(|e| matches!(e.target, EvidenceTarget::Quote(_))).count();
    let sources = claim.evidence.len() - quotes;
    let mut parts = Vec::new();
    for (count, one, many) in [(quotes, "quote", "quotes"), (sources, "source", "sources")] {
        match count {
            0 => {}
            1 => parts.push(format!("1 {one}")),
            n => parts.push(format!("{n} {many}")),
        }
    }
    if parts.is_empty() {
        return "no evidence yet".to_owned();
    }
    if claim.evidence.iter().any(|evidence| evidence.primary) {
        parts.push("primary".to_owned());
    }
    parts.join(" · ")
}

fn body(
    ui: &mut Ui,
    workspace: &Workspace,
    theme: &Theme,
    fields: &mut ClaimForm,
    claim: &Claim,
) -> Vec<Action> {
    let mut actions = Vec::new();
    ui.horizontal_wrapped(|ui| {
        status_picker(ui, claim, &mut actions);
        kind_picker(ui, claim, &mut actions);
    });
    ui.add_space(4.0);
    let standing = workspace.project().standing(claim);
    if standing == Standing::Stale
        && let Some(check) = &claim.checked
    {
        stale(ui, workspace, theme, claim, check, &mut actions);
    } else if standing == Standing::Orphaned {
        orphan(ui, theme, claim, &mut actions);
    } else if let Some(check) = &claim.checked {
        ui.label(widgets::small(checked(claim, check), theme));
    }
    ui.add_space(8.0);
    actions.extend(evidence::show(ui, workspace, theme, claim));
    if let Some(checked) = crosscheck::of(workspace, &claim.id) {
        ui.add_space(8.0);
        actions.extend(crosscheck::show(ui, theme, checked));
    }
    ui.add_space(8.0);
    actions.extend(fields.show(ui, workspace, theme, claim));
    history(ui, theme, claim);
    ui.add_space(6.0);
    if widgets::small_button(ui, theme, "Delete claim").clicked() {
        actions.push(CheckAction::Delete(claim.id.clone()).into());
    }
    actions
}

/// Shows how the words changed since they were checked, and the button that confirms them.
fn stale(
    ui: &mut Ui,
    workspace: &Workspace,
    theme: &Theme,
    claim: &Claim,
    check: &ClaimCheck,
    actions: &mut Vec<Action>,
) {
    let status = claim.status.label().to_lowercase();
    let since = format!("Set to “{status}” on {} for other words:", local_time(check.at));
    ui.add(Label::new(widgets::small(since, theme)).wrap());
    ui.add_space(2.0);
    let now = workspace.project().claim_words(&claim.id);
    Diff::of(("Then", &check.text), ("Now", now)).show(ui, theme);
    ui.add_space(4.0);
    if widgets::primary(ui, theme, "Still true").clicked() {
        actions.push(CheckAction::SetStatus(claim.id.clone(), claim.status).into());
    }
}

/// Shows how a claim without a place gets one.
fn orphan(ui: &mut Ui, theme: &Theme, claim: &Claim, actions: &mut Vec<Action>) {
    let about = "Select the words it is about now, or put the caret into their sentence.";
    ui.add(Label::new(widgets::small(about, theme)).wrap());
    ui.add_space(4.0);
    ui.horizontal_wrapped(|ui| {
        if widgets::primary(ui, theme, "Place it there").clicked() {
            actions.push(CheckAction::Place(claim.id.clone()).into());
        }
        if widgets::button(ui, "Delete claim").clicked() {
            actions.push(CheckAction::Delete(claim.id.clone()).into());
        }
    });
}

/// Returns who set the status, and when.
fn checked(claim: &Claim, check: &ClaimCheck) -> String {
    match claim.checked_by() {
        "" => format!("Set on {}", local_time(check.at)),
        by => format!("Set by {by} on {}", local_time(check.at)),
    }
}

/// Shows the checks before the last one, newest first.
fn history(ui: &mut Ui, theme: &Theme, claim: &Claim) {
    if claim.history.is_empty() {
        return;
    }
    ui.add_space(4.0);
    widgets::section_label(ui, theme, "Earlier checks");
    for past in claim.history.iter().rev() {
        let by = if past.by.is_empty() { String::new() } else { format!(" by {}", past.by) };
        let text = format!("{}{by}, {}", past.status.label(), local_time(past.at));
        ui.add(Label::new(widgets::small(text, theme)).wrap());
        if past.text != claim.checked.as_ref().map_or("", |check| check.text.as_str()) {
            let words = format!("“{}”", excerpt(&one_line(&past.text), SHOWN));
            let words = widgets::small(words, theme).color(theme.palette.faint);
            ui.add(Label::new(words).wrap());
        }
    }
}

fn status_picker(ui: &mut Ui, claim: &Claim, actions: &mut Vec<Action>) {
    let combo = ComboBox::from_id_salt("status").selected_text(claim.status.label());
    let response = combo.show_ui(ui, |ui| {
        for status in ClaimStatus::ALL {
            if ui.selectable_label(claim.status == status, status.label()).clicked() {
                actions.push(CheckAction::SetStatus(claim.id.clone(), status).into());
            }
        }
    });
    response.response.accessible_name("Status");
}

fn kind_picker(ui: &mut Ui, claim: &Claim, actions: &mut Vec<Action>) {
    let combo = ComboBox::from_id_salt("kind").selected_text(claim.kind.label());
    let response = combo.show_ui(ui, |ui| {
        for kind in ClaimKind::ALL {
            if ui.selectable_label(claim.kind == kind, kind.label()).clicked() {
                let claim = Claim { kind, ..claim.clone() };
                actions.push(CheckAction::Edit(Box::new(claim)).into());
            }
        }
    });
    response.response.accessible_name("Kind");
}
