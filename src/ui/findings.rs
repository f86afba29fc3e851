//! The Findings tab: everything worth a look, in the order of the draft.

use egui::{CursorIcon, Role, ScrollArea, Sense, Ui, UiBuilder};

use super::{
    theme::{Face, Theme},
    verdict_card,
    widgets::{self, styled},
};
use crate::{
    app::{Action, Workspace},
    evidence::{CheckedQuotation, Finding, Severity, Verdict},
    text::one_line,
};

/// The tab's contents.
pub fn show(ui: &mut Ui, workspace: &Workspace, theme: &Theme) -> Vec<Action> {
    let mut actions = Vec::new();
    let Some(report) = workspace.report() else {
        ui.label(widgets::small("Checking…", theme));
        return actions;
    };
    summary(ui, workspace, theme);
    ui.add_space(8.0);
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        if report.findings.is_empty() {
            let about = if report.quotations.is_empty() {
                "Quotations in the draft are held against the sources as you write."
            } else {
                "Every quotation stands in its source as the draft has it."
            };
            widgets::empty_state(ui, theme, "Nothing to look at", about, None);
        }
        for (index, finding) in report.findings.iter().enumerate() {
            ui.push_id(index, |ui| card(ui, workspace, theme, finding, &mut actions));
            widgets::hairline(ui, theme);
        }
        let quiet: Vec<_> =
            report.quotations.iter().filter(|q| !has_finding(workspace, q)).collect();
        if !quiet.is_empty() {
            ui.add_space(16.0);
            widgets::section_label(ui, theme, "Other quotations");
            ui.add_space(4.0);
            for (index, quotation) in quiet.into_iter().enumerate() {
                ui.push_id(("quiet", index), |ui| {
                    quiet_row(ui, workspace, theme, quotation, &mut actions);
                });
            }
        }
    });
    actions
}

fn summary(ui: &mut Ui, workspace: &Workspace, theme: &Theme) {
    let Some(report) = workspace.report() else { return };
    let good = report.quotations.iter().filter(|quotation| {
        let verdict = quotation.judgement.verdict;
        matches!(verdict, Verdict::Verbatim | Verdict::Typographic | Verdict::Marked)
    });
    let all = report.quotations.len();
    let text = match all {
        0 => "No quotations to check".to_owned(),
        1 => format!("{} of 1 quotation found", good.count()),
        _ => format!("{} of {all} quotations found", good.count()),
    };
    ui.label(widgets::strong(text, theme));
}

/// The colour of a severity.
pub fn severity_color(theme: &Theme, severity: Severity) -> egui::Color32 {
    match severity {
        Severity::Error => theme.palette.altered,
        Severity::Warning => theme.palette.marked,
        Severity::Info => theme.palette.typographic,
    }
}

fn card(
    ui: &mut Ui,
    workspace: &Workspace,
    theme: &Theme,
    finding: &Finding,
    actions: &mut Vec<Action>,
) {
    let color = severity_color(theme, finding.severity);
    let quotation = quotation_of(workspace, finding);
    let scope = UiBuilder::new().sense(Sense::click()).id_salt("finding");
    let head = ui.scope_builder(scope, |ui| {
        ui.set_min_width(ui.available_width());
        ui.add_space(10.0);
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            let sign = quotation.map_or_else(
                || if finding.severity == Severity::Info { "i" } else { "!" }.to_owned(),
                |quotation| quotation.judgement.verdict.sign().to_string(),
            );
            let color = quotation.map_or(color, |q| theme.verdict(q.judgement.verdict));
            ui.add_sized(
                [16.0, 20.0],
                egui::Label::new(styled(
                    sign,
                    Face::InterfaceSemiBold.at(theme.type_scale.interface.0),
                    color,
                )),
            );
            ui.vertical(|ui| {
                let font = Face::InterfaceMedium.at(theme.type_scale.interface.0);
                let text = styled(&finding.message, font, theme.palette.ink);
                ui.add(egui::Label::new(text).wrap());
                if let Some(quotation) = quotation {
                    if !quotation.judgement.diff.is_empty() {
                        ui.add_space(2.0);
                        verdict_card::diff(ui, theme, &quotation.judgement.diff);
                    }
                    for note in quotation.judgement.notes.iter().map(|note| note.in_words()) {
                        if !finding.message.contains(&note) {
                            ui.label(widgets::small(note, theme));
                        }
                    }
                }
                if !finding.hint.is_empty() {
                    ui.add(egui::Label::new(widgets::small(&finding.hint, theme)).wrap());
                }
                let place = workspace.project().document().position(finding.range.start);
                let line = format!("line {}", place.line);
                ui.label(widgets::small(line, theme).color(theme.palette.faint));
            });
        });
        ui.add_space(6.0);
    });
    let response = widgets::named(head.response, Role::Button, &finding.message)
        .on_hover_cursor(CursorIcon::PointingHand);
    if response.clicked() {
        actions.push(Action::Jump(finding.range.clone()));
    }
    if let Some(quotation) = quotation {
        open_in_source(ui, workspace, theme, quotation, actions);
    }
    ui.add_space(6.0);
}

fn open_in_source(
    ui: &mut Ui,
    workspace: &Workspace,
    theme: &Theme,
    quotation: &CheckedQuotation,
    actions: &mut Vec<Action>,
) {
    let judgement = &quotation.judgement;
    let source = judgement.source.as_deref().and_then(|key| workspace.project().source_by_key(key));
    if let (Some(source), Some(matched)) = (source, &judgement.matched) {
        ui.horizontal(|ui| {
            ui.add_space(24.0);
            if widgets::link(ui, theme, "Open in source").clicked() {
                actions.push(Action::ReadAt(source.id.clone(), matched.clone()));
            }
        });
    }
}

fn quiet_row(
    ui: &mut Ui,
    workspace: &Workspace,
    theme: &Theme,
    quotation: &CheckedQuotation,
    actions: &mut Vec<Action>,
) {
    let verdict = quotation.judgement.verdict;
    let words = one_line(&quotation.text);
    let row = widgets::Row {
        text: &words,
        trailing: Some((
            format!("{} {}", verdict.sign(), verdict.label().to_lowercase()),
            theme.verdict(verdict),
        )),
        selected: false,
        indent: 0.0,
        accent: false,
    };
    let response = row.show(ui, theme).on_hover_ui(|ui| {
        ui.set_max_width(420.0);
        verdict_card::contents(ui, theme, workspace, quotation);
    });
    if response.clicked() {
        actions.push(Action::Jump(quotation.range.clone()));
    }
}

/// The quotation a finding is about.
fn quotation_of<'a>(workspace: &'a Workspace, finding: &Finding) -> Option<&'a CheckedQuotation> {
    let quotations = &workspace.report()?.quotations;
    quotations
        .iter()
        .find(|quotation| finding.code.is_about_a_quotation() && quotation.range == finding.range)
}

fn has_finding(workspace: &Workspace, quotation: &CheckedQuotation) -> bool {
    workspace
        .findings()
        .iter()
        .any(|finding| finding.code.is_about_a_quotation() && finding.range == quotation.range)
}
