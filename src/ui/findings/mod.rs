//! The Findings tab: all findings, filtered and ordered as chosen, and below them the
//! quotations without a finding.
//!
//! # Invariants
//! The listing is computed when the report or the filters change. Only the cards in view
//! are laid out and have their fixes tried.

mod bar;
mod card;

use std::{
    collections::{HashMap, HashSet},
    hash::{DefaultHasher, Hash, Hasher},
};

use egui::{Id, ScrollArea, Ui};

use self::card::Card;
use super::{
    keyed_list::{KeyedList, ListCommand, ListFrame},
    tall_list::TallList,
    theme::Theme,
    verdict::{self, Digests},
    widgets,
};
use crate::app::{Action, FindingGroup, FindingList, Listed, Workspace};
use nutgraf_engine::{
    evidence::{CheckedQuotation, Report, Severity},
    text::one_line,
};

/// Estimated height of a card that was not in view yet, in points.
const GUESS: f32 = 128.0;

/// Returns the id by which the list has the keyboard.
pub(super) fn id() -> Id {
    Id::unique("findings.list")
}

/// View state of the tab.
#[derive(Default)]
pub(super) struct FindingsPanel {
    listing: FindingListing,
    cards: TallList,
    list: KeyedList,
    /// Serial of the jump that was last followed.
    jump: u64,
}

/// The rows of the tab, and what they were computed for.
#[derive(Default)]
struct FindingListing {
    of: Option<((u64, bool), FindingList)>,
    counts: Listed,
    rows: Vec<FindingRow>,
    /// Indices of the quotations without a finding that pass the filters.
    quiet: Vec<usize>,
}

/// A finding in the list.
struct FindingRow {
    /// Its index in the report.
    finding: usize,
    /// Index of the quotation that it is about; only the first finding of a quotation shows
    /// it.
    quotation: Option<usize>,
    leads: bool,
    line: usize,
    message: String,
    /// A key that is equal for cards of equal height.
    key: u64,
}

impl FindingsPanel {
    /// Shows the tab.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        theme: &Theme,
        digests: &mut Digests,
    ) -> Vec<Action> {
        let mut actions = Vec::new();
        let Some(report) = workspace.report() else {
            ui.label(widgets::small("Checking…", theme));
            return actions;
        };
        self.listing.follow(workspace, report);
        let wanted = self.take_jump(workspace, report);
        let FindingListing { rows, quiet, .. } = &self.listing;
        let place = |row: usize| match rows.get(row) {
            Some(row) => report.findings[row.finding].range,
            None => report.quotations[quiet[row - rows.len()]].range,
        };
        let text = |row: usize| match rows.get(row) {
            Some(row) => row.message.as_str(),
            None => report.quotations[quiet[row - rows.len()]].text.as_str(),
        };
        let here = workspace.view().place();
        let start = rows.iter().position(|row| report.findings[row.finding].range == here);
        let count = rows.len() + quiet.len();
        let keys = self.list.show(ui, (id(), "List of findings"), count, start, text);
        for (command, row) in &keys.commands {
            actions.extend(match command {
                // The draft goes along.
                ListCommand::Moved => row.map(|row| Action::LeadTo(place(row))),
                ListCommand::Open => row.map(|row| Action::Jump(place(row))),
                ListCommand::Leave => Some(Action::GiveDraftKeyboard),
                // A finding goes when its cause does, or when somebody lets it stand.
                ListCommand::Delete => row.and_then(|row| {
                    let finding = &report.findings[rows.get(row)?.finding];
                    Some(Action::AskStet(Box::new(finding.clone())))
                }),
                ListCommand::Back => None,
            });
        }
        let wanted = keys.current.filter(|_| keys.scrolls).or(wanted);
        summary(ui, report, workspace, theme, &mut actions);
        let list = &workspace.view().findings;
        if !report.findings.is_empty() {
            ui.add_space(6.0);
            actions.extend(bar::show(ui, theme, list, &self.listing.counts));
        }
        ui.add_space(4.0);
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            if rows.is_empty() && nothing(ui, theme, report, list) {
                actions.push(Action::ListFindings(list.widened()));
            }
            let heights = rows.iter().map(|row| row.key);
            let chosen = &workspace.view().place();
            self.cards.show(ui, heights, GUESS, wanted, |ui, index| {
                let row = &rows[index];
                let finding = &report.findings[row.finding];
                let quotation = row.quotation.and_then(|at| report.quotations.get(at));
                let card = Card {
                    finding,
                    quotation,
                    leads: row.leads,
                    line: row.line,
                    is_chosen: finding.range == *chosen && !chosen.is_empty(),
                    is_ringed: keys.current == Some(index),
                    stet: workspace.project().stet_of(finding),
                };
                actions.extend(card.show(ui, workspace, theme, digests));
                widgets::hairline(ui, theme);
            });
            if !quiet.is_empty() {
                ui.add_space(16.0);
                widgets::section_label(ui, theme, "Other quotations");
                ui.add_space(4.0);
                let quiet = quiet.iter().filter_map(|at| report.quotations.get(*at));
                let ring = Ring { keys: &keys, first: rows.len() };
                others(ui, workspace, theme, (digests, ring), quiet, &mut actions);
            }
        });
        actions
    }

    /// Returns the row of the finding that was just jumped to.
    fn take_jump(&mut self, workspace: &Workspace, report: &Report) -> Option<usize> {
        let (jump, place) = (&workspace.view().jump, workspace.view().place());
        if self.jump == jump.serial {
            return None;
        }
        self.jump = jump.serial;
        let rows = &self.listing.rows;
        rows.iter().position(|row| report.findings[row.finding].range == place)
    }
}

impl FindingListing {
    fn follow(&mut self, workspace: &Workspace, report: &Report) {
        let of = (workspace.judged_at(), workspace.view().findings.clone());
        if self.of.as_ref() == Some(&of) {
            return;
        }
        let list = &workspace.view().findings;
        let draft = workspace.project().draft();
        let at: HashMap<_, _> =
            report.quotations.iter().enumerate().map(|(at, q)| (&q.range, at)).collect();
        let quotation = |finding: &nutgraf_engine::evidence::Finding| {
            at.get(&finding.range).copied().filter(|_| finding.code().is_about_a_quotation())
        };
        let counts = list.choose(&report.findings, |finding| {
            draft.get(finding.range.to_std()).unwrap_or_default()
        });
        let mut led = HashSet::new();
        let rows = counts.findings.iter().map(|index| {
            let finding = &report.findings[*index];
            let quotation = quotation(finding);
            let leads = quotation.is_some_and(|quotation| led.insert(quotation));
            let line = workspace.project().document().position(finding.range.start).line;
            let mut key = DefaultHasher::new();
            let message = finding.message();
            (finding.code(), &message, leads).hash(&mut key);
            let words = quotation.filter(|_| leads).map(|at| &report.quotations[at].text);
            words.hash(&mut key);
            let stands = workspace.project().stet_of(finding).is_some();
            stands.hash(&mut key);
            let key = key.finish();
            (stands, FindingRow { finding: *index, quotation, leads, line, message, key })
        });
        // What may stand is below what is to be looked at.
        let (standing, open): (Vec<_>, Vec<_>) = rows.partition(|(stands, _)| *stands);
        self.rows = open.into_iter().chain(standing).map(|(_, row)| row).collect();
        let told: HashSet<usize> = report.findings.iter().filter_map(quotation).collect();
        let kinds = [None, Some(FindingGroup::Quotations)];
        let is_open = list.severity.is_none() && kinds.contains(&list.kind);
        let others =
            report.quotations.iter().enumerate().filter(|(at, quotation)| {
                is_open && !told.contains(at) && list.finds(&quotation.text)
            });
        self.quiet = others.map(|(at, _)| at).collect();
        self.counts = counts;
        self.of = Some(of);
    }
}

/// Shows how many quotations were found in their sources, and the order of the list.
fn summary(
    ui: &mut Ui,
    report: &Report,
    workspace: &Workspace,
    theme: &Theme,
    actions: &mut Vec<Action>,
) {
    let good = report.quotations.iter().filter(|q| q.judgement.verdict.passes()).count();
    let text = match report.quotations.len() {
        0 => "No quotations to check".to_owned(),
        1 => format!("{good} of 1 quotation found"),
        all => format!("{} of {} quotations found", widgets::number(good), widgets::number(all)),
    };
    ui.horizontal(|ui| {
        ui.set_min_height(theme.metrics.row);
        ui.label(widgets::strong(text, theme));
        if !report.findings.is_empty() {
            let list = &workspace.view().findings;
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                actions.extend(bar::order(ui, theme, list));
            });
        }
    });
}

/// Shows what an empty list says. Returns whether to show all findings.
fn nothing(ui: &mut Ui, theme: &Theme, report: &Report, list: &FindingList) -> bool {
    if !report.findings.is_empty() {
        let about = "No finding fits what is chosen above.";
        let button = list.is_narrowed().then_some("Show all");
        return widgets::empty_state(ui, theme, "Nothing listed", about, button);
    }
    let about = if report.quotations.is_empty() {
        "Quotations in the draft are held against the sources as you write."
    } else {
        "Every quotation stands in its source as the draft has it."
    };
    widgets::empty_state(ui, theme, "Nothing to look at", about, None);
    false
}

/// Returns the colour of a severity.
pub(super) fn severity_color(theme: &Theme, severity: Severity) -> egui::Color32 {
    match severity {
        Severity::Error => theme.palette.bad,
        Severity::Warning => theme.palette.wary,
        Severity::Info => theme.palette.note,
    }
}

/// Which row has the ring, and the index of the first of some rows.
struct Ring<'a> {
    keys: &'a ListFrame,
    first: usize,
}

/// Shows a row for each quotation without a finding.
fn others<'a>(
    ui: &mut Ui,
    workspace: &Workspace,
    theme: &Theme,
    (digests, ring): (&mut Digests, Ring<'_>),
    quotations: impl Iterator<Item = &'a CheckedQuotation>,
    actions: &mut Vec<Action>,
) {
    let height = theme.metrics.row + ui.spacing().item_spacing.y;
    let mut skipped = 0.0;
    for (index, quotation) in quotations.enumerate() {
        let top = ui.cursor().min + egui::vec2(0.0, skipped);
        let place = egui::Rect::from_min_size(top, egui::vec2(ui.available_width(), height));
        let is_ringed = ring.keys.current == Some(ring.first + index);
        let is_wanted = is_ringed && ring.keys.scrolls;
        if !ui.is_rect_visible(place) && !is_wanted {
            skipped += height;
            continue;
        }
        ui.add_space(std::mem::take(&mut skipped));
        let verdict = quotation.judgement.verdict;
        let words = one_line(&quotation.text);
        let row = widgets::ListRow {
            text: &words,
            trailing: Some((
                format!("{} {}", verdict.sign(), verdict.label().to_lowercase()),
                theme.verdict(verdict),
            )),
            selected: false,
            indent: 0.0,
            accent: false,
        };
        let response = ui.push_id(("quiet", index), |ui| row.show(ui, theme)).inner;
        if is_ringed {
            widgets::row_ring(ui, theme, response.rect);
            if is_wanted {
                response.scroll_to_me(None);
            }
        }
        let response = response.on_hover_ui(|ui| {
            ui.set_max_width(420.0);
            let digest = digests.of(workspace, quotation);
            verdict::brief(ui, theme, quotation, &digest);
        });
        if response.clicked() {
            actions.push(Action::Jump(quotation.range));
        }
    }
    ui.add_space(skipped);
}
