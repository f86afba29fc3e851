//! The Claims tab: the checklist, filters and counts, evidence of each claim.

use std::collections::HashMap;

use egui::{CursorIcon, Role, ScrollArea, Sense, Ui, UiBuilder, vec2};

use super::{
    editor::claim_colors,
    tall_list::TallList,
    theme::{Face, Theme},
    widgets::{self, styled},
};
use crate::{
    app::{Action, ClaimFilter, Command, Workspace},
    model::{
        Claim, ClaimId, ClaimKind, ClaimStatus, Evidence, EvidenceRole, EvidenceTarget, QuoteId,
    },
    project::{PlacedClaim, Standing},
    text::{excerpt, one_line},
};

/// About how high a card is that stands closed, in points.
const CARD_HEIGHT: f32 = 84.0;

/// View state of the tab.
#[derive(Default)]
pub struct Claims {
    /// The claim whose note is being edited, as it is typed.
    editing: Option<Claim>,
    /// The claim that was last brought into view.
    seen: Option<ClaimId>,
    list: TallList,
}

/// Ties a quote to a claim, supporting it.
pub fn tie(claim: ClaimId, quote: &QuoteId) -> Action {
    Action::TieEvidence(claim, Evidence::supporting(EvidenceTarget::Quote(quote.clone())))
}

impl Claims {
    /// The tab's contents.
    pub fn show(&mut self, ui: &mut Ui, workspace: &Workspace, theme: &Theme) -> Vec<Action> {
        let mut actions = Vec::new();
        if workspace.project().claims().is_empty() {
            let about = "Put the caret in a sentence that can be checked and press Ctrl+M. Then tie the quotes to it that it rests on.";
            let can = workspace.claimable().is_some();
            let button = can.then_some("Mark this sentence");
            if widgets::empty_state(ui, theme, "No claims yet", about, button) {
                actions.push(Action::Command(Command::MarkClaim));
            }
            return actions;
        }
        headline(ui, workspace, theme);
        ui.add_space(8.0);
        filters(ui, workspace, theme, &mut actions);
        ui.add_space(4.0);
        let chosen = workspace.view().claim.clone();
        let moved = self.seen != chosen;
        self.seen.clone_from(&chosen);
        let filter = workspace.view().filter;
        let placed = workspace.checklist().claims().iter().enumerate();
        let shown: Vec<(usize, &PlacedClaim, &Claim)> = placed
            .filter_map(|(index, placed)| {
                let claim = workspace.project().claims().get(placed.claim)?;
                let is_shown = filter == ClaimFilter::All || filter_of(placed, claim) == filter;
                is_shown.then_some((index + 1, placed, claim))
            })
            .collect();
        let is_chosen = |claim: &Claim| chosen.as_ref() == Some(&claim.id);
        let wanted = shown.iter().position(|(_, _, claim)| moved && is_chosen(claim));
        let mut list = std::mem::take(&mut self.list);
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            // The chosen card stands open and is higher.
            let keys = shown.iter().map(|(_, _, claim)| {
                egui::Id::unique(&claim.id).value() ^ u64::from(is_chosen(claim))
            });
            list.show(ui, keys, CARD_HEIGHT, wanted, |ui, index| {
                let (number, _, claim) = shown[index];
                ui.push_id(&claim.id, |ui| {
                    let numbered = (number, claim);
                    self.card(ui, workspace, theme, numbered, is_chosen(claim), &mut actions);
                });
                widgets::hairline(ui, theme);
            });
            if shown.is_empty() {
                ui.add_space(12.0);
                ui.label(widgets::small("No claim has this status.", theme));
            }
        });
        self.list = list;
        actions
    }

    fn card(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        theme: &Theme,
        (number, claim): (usize, &Claim),
        is_chosen: bool,
        actions: &mut Vec<Action>,
    ) {
        let ground = ui.painter().add(egui::Shape::Noop);
        let top = ui.cursor().top();
        let scope = UiBuilder::new().sense(Sense::click()).id_salt("head");
        let head = ui.scope_builder(scope, |ui| {
            ui.set_min_width(ui.available_width());
            card_head(ui, workspace, theme, number, claim);
        });
        let name = format!("Claim {number}: {}", words(workspace, claim));
        let response = widgets::named(head.response, Role::Button, &name)
            .on_hover_cursor(CursorIcon::PointingHand);
        if response.clicked() {
            actions.push(Action::ShowClaim(claim.id.clone()));
        }
        // A quote dragged onto the card becomes its evidence.
        if let Some(quote) = response.dnd_release_payload::<QuoteId>() {
            actions.push(tie(claim.id.clone(), &quote));
        }
        let over = response.dnd_hover_payload::<QuoteId>().is_some();
        if is_chosen {
            self.card_body(ui, workspace, theme, claim, actions);
        }
        let bottom = ui.min_rect().bottom();
        let rect = egui::Rect::from_x_y_ranges(ui.max_rect().x_range().expand(16.0), top..=bottom);
        if is_chosen || over {
            ui.painter().set(ground, egui::Shape::rect_filled(rect, 0.0, theme.palette.selection));
        }
    }

    fn card_body(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        theme: &Theme,
        claim: &Claim,
        actions: &mut Vec<Action>,
    ) {
        ui.horizontal_wrapped(|ui| {
            status_picker(ui, claim, actions);
            kind_picker(ui, claim, actions);
        });
        ui.add_space(4.0);
        ui.horizontal_wrapped(|ui| {
            if workspace.project().is_stale(claim)
                && widgets::primary(ui, theme, "Still true").clicked()
            {
                actions.push(Action::SetStatus(claim.id.clone(), claim.status));
            }
            if workspace.project().is_orphaned(claim)
                && widgets::button(ui, "Place on selection").clicked()
            {
                actions.push(Action::PlaceClaim(claim.id.clone()));
            }
            if widgets::button(ui, "Delete claim").clicked() {
                actions.push(Action::DeleteClaim(claim.id.clone()));
            }
        });
        ui.add_space(8.0);
        evidence(ui, workspace, theme, claim, actions);
        ui.add_space(8.0);
        if self.editing.as_ref().is_none_or(|editing| editing.id != claim.id) {
            self.editing = Some(claim.clone());
        }
        let Some(editing) = &mut self.editing else { return };
        let note =
            widgets::area(ui, theme, "Note", "What was checked, and how", 2, &mut editing.note);
        let checker = widgets::field(ui, theme, "Checker", "Who checks it", &mut editing.checker);
        if note.changed() || checker.changed() {
            // Only what this form shows; the rest may have changed meanwhile.
            let mut changed = claim.clone();
            changed.note.clone_from(&editing.note);
            changed.checker.clone_from(&editing.checker);
            actions.push(Action::EditClaim(Box::new(changed)));
        } else if editing != claim {
            // Undo and other panels change it too.
            *editing = claim.clone();
        }
    }
}

/// The claim's words in the draft, or its last ones where they are gone.
fn words(workspace: &Workspace, claim: &Claim) -> String {
    let now = workspace.project().claim_range(&claim.id);
    let text = if now.is_empty() {
        claim.text.clone()
    } else {
        workspace.structure().plain(workspace.project().draft(), now)
    };
    one_line(&text)
}

fn headline(ui: &mut Ui, workspace: &Workspace, theme: &Theme) {
    let palette = &theme.palette;
    let counts = workspace.checklist().headline();
    ui.horizontal(|ui| {
        let text = format!("{} of {} settled", counts.settled, counts.claims);
        ui.label(widgets::strong(text, theme));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let mut rest = Vec::new();
            if counts.stale > 0 {
                rest.push(format!("{} stale", counts.stale));
            }
            if counts.orphaned > 0 {
                rest.push(format!("{} without a place", counts.orphaned));
            }
            ui.label(widgets::small(rest.join(" · "), theme));
        });
    });
    ui.add_space(4.0);
    let (bar, _) = ui.allocate_exact_size(vec2(ui.available_width(), 6.0), Sense::hover());
    ui.painter().rect_filled(bar, 3.0, palette.line);
    let all = counts.claims.max(1) as f32;
    let mut left = bar.left();
    for (count, color) in [(counts.settled, palette.verbatim), (counts.stale, palette.marked)] {
        let width = bar.width() * count as f32 / all;
        let part = egui::Rect::from_min_size(egui::pos2(left, bar.top()), vec2(width, 6.0));
        if width > 0.0 {
            ui.painter().rect_filled(part, 3.0, color);
        }
        left += width;
    }
}

/// Under which filter a claim stands.
fn filter_of(placed: &PlacedClaim, claim: &Claim) -> ClaimFilter {
    match placed.standing {
        Standing::Orphaned => ClaimFilter::Orphaned,
        Standing::Stale => ClaimFilter::Stale,
        Standing::Settled | Standing::Open => ClaimFilter::Status(claim.status),
    }
}

/// One chip for each status that some claim has, with its count.
fn filters(ui: &mut Ui, workspace: &Workspace, theme: &Theme, actions: &mut Vec<Action>) {
    let claims = workspace.project().claims();
    let mut counts: HashMap<ClaimFilter, usize> = HashMap::from([(ClaimFilter::All, claims.len())]);
    for placed in workspace.checklist().claims() {
        if let Some(claim) = claims.get(placed.claim) {
            *counts.entry(filter_of(placed, claim)).or_default() += 1;
        }
    }
    let statuses = ClaimStatus::ALL.into_iter().map(|s| (ClaimFilter::Status(s), s.label()));
    let all = [(ClaimFilter::All, "All")]
        .into_iter()
        .chain(statuses)
        .chain([(ClaimFilter::Stale, "Stale"), (ClaimFilter::Orphaned, "Without a place")]);
    let current = workspace.view().filter;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        for (filter, label) in all {
            let number = counts.get(&filter).copied().unwrap_or(0);
            if (number > 0 || filter == current)
                && widgets::chip(ui, theme, label, number, filter == current)
            {
                actions.push(Action::FilterClaims(filter));
            }
        }
    });
}

fn card_head(ui: &mut Ui, workspace: &Workspace, theme: &Theme, number: usize, claim: &Claim) {
    let palette = &theme.palette;
    let project = workspace.project();
    let (stale, orphaned) = (project.is_stale(claim), project.is_orphaned(claim));
    let (color, fill) = claim_colors(theme, claim.status, stale || orphaned);
    ui.add_space(10.0);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let (place, _) = ui.allocate_exact_size(vec2(18.0, 22.0), Sense::hover());
        widgets::badge(ui.painter(), theme, place.center(), number, (color, fill));
        ui.vertical(|ui| {
            let font = Face::Draft.at(theme.type_scale.draft.0 - 2.0);
            let text = styled(words(workspace, claim), font, palette.ink);
            ui.add(egui::Label::new(text).wrap());
            ui.add_space(2.0);
            ui.horizontal_wrapped(|ui| {
                if stale {
                    widgets::pill(ui, theme, "◐ Stale", palette.marked);
                    ui.label(widgets::small("edited since it was checked", theme));
                } else if orphaned {
                    widgets::pill(ui, theme, "Without a place", palette.altered);
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
        });
    });
    ui.add_space(10.0);
}

/// What a claim rests on, in a few words: `2 quotes · primary`.
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

fn status_picker(ui: &mut Ui, claim: &Claim, actions: &mut Vec<Action>) {
    let combo = egui::ComboBox::from_id_salt("status").selected_text(claim.status.label());
    let response = combo.show_ui(ui, |ui| {
        for status in ClaimStatus::ALL {
            if ui.selectable_label(claim.status == status, status.label()).clicked() {
                actions.push(Action::SetStatus(claim.id.clone(), status));
            }
        }
    });
    response.response.accessible_name("Status");
}

fn kind_picker(ui: &mut Ui, claim: &Claim, actions: &mut Vec<Action>) {
    let combo = egui::ComboBox::from_id_salt("kind").selected_text(claim.kind.label());
    let response = combo.show_ui(ui, |ui| {
        for kind in ClaimKind::ALL {
            if ui.selectable_label(claim.kind == kind, kind.label()).clicked() {
                actions.push(Action::EditClaim(Box::new(Claim { kind, ..claim.clone() })));
            }
        }
    });
    response.response.accessible_name("Kind");
}

fn evidence(
    ui: &mut Ui,
    workspace: &Workspace,
    theme: &Theme,
    claim: &Claim,
    actions: &mut Vec<Action>,
) {
    widgets::section_label(ui, theme, "Evidence");
    ui.add_space(4.0);
    if claim.evidence.is_empty() {
        ui.label(widgets::small("Drag a quote here, or choose one and tie it.", theme));
    }
    for (index, evidence) in claim.evidence.iter().enumerate() {
        ui.push_id(index, |ui| one_evidence(ui, workspace, theme, claim, evidence, actions));
    }
    let project = workspace.project();
    let tied = |target: &EvidenceTarget| claim.evidence.iter().any(|e| e.target == *target);
    let combo = egui::ComboBox::from_id_salt("tie").width(200.0).selected_text("Tie a quote…");
    let response = combo.show_ui(ui, |ui| {
        for quote in project.quotes() {
            if tied(&EvidenceTarget::Quote(quote.id.clone())) {
                continue;
            }
            let words = excerpt(&quote.selector.exact, 60);
            if ui.selectable_label(false, words).clicked() {
                actions.push(tie(claim.id.clone(), &quote.id));
            }
        }
        ui.separator();
        for source in project.sources() {
            let target = EvidenceTarget::Source(source.id.clone());
            if !tied(&target) && ui.selectable_label(false, source.name()).clicked() {
                let evidence = Evidence::supporting(target);
                actions.push(Action::TieEvidence(claim.id.clone(), evidence));
            }
        }
    });
    response.response.accessible_name("Tie a quote");
}

fn one_evidence(
    ui: &mut Ui,
    workspace: &Workspace,
    theme: &Theme,
    claim: &Claim,
    evidence: &Evidence,
    actions: &mut Vec<Action>,
) {
    let project = workspace.project();
    let (text, jump) = match &evidence.target {
        EvidenceTarget::Quote(id) => match project.quote(id) {
            Some(quote) => {
                let key = project.source(&quote.source).map_or("", |source| &source.key);
                let words = excerpt(&quote.selector.exact, 48);
                let text = format!("“{words}” {key}, {}", quote.locator);
                (text, Some(Action::ReadAt(quote.source.clone(), quote.selector.range())))
            }
            None => return,
        },
        EvidenceTarget::Source(id) => match project.source(id) {
            Some(source) => {
                (source.name().to_owned(), Some(Action::ShowSource(Some(source.id.clone()))))
            }
            None => return,
        },
    };
    ui.horizontal(|ui| {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if widgets::icon_button(ui, theme, "×", "Remove this evidence").clicked() {
                actions.push(Action::UntieEvidence(claim.id.clone(), evidence.target.clone()));
            }
            let mut primary = evidence.primary;
            if ui.checkbox(&mut primary, "Primary").changed() {
                let evidence = Evidence { primary, ..evidence.clone() };
                actions.push(Action::TieEvidence(claim.id.clone(), evidence));
            }
            let combo = egui::ComboBox::from_id_salt("role").width(92.0);
            let response = combo.selected_text(evidence.role.label()).show_ui(ui, |ui| {
                for role in EvidenceRole::ALL {
                    if ui.selectable_label(evidence.role == role, role.label()).clicked() {
                        let evidence = Evidence { role, ..evidence.clone() };
                        actions.push(Action::TieEvidence(claim.id.clone(), evidence));
                    }
                }
            });
            response.response.accessible_name("Role");
        });
    });
    let font = Face::Interface.at(theme.type_scale.small.0);
    let label = egui::Label::new(styled(text.clone(), font, theme.palette.accent)).wrap();
    let response = ui.add(label.sense(Sense::click()));
    let response =
        widgets::named(response, Role::Link, &text).on_hover_cursor(CursorIcon::PointingHand);
    actions.extend(jump.filter(|_| response.clicked()));
    ui.add_space(4.0);
}
