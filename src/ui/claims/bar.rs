//! The head of the Claims tab: progress of the checklist, and its filters.

use egui::{ComboBox, Sense, Ui, vec2};

use crate::{
    app::{
        Action, CheckAction, ChecklistCommand, Choice, ClaimFilter, ClaimGroup, ClaimList, Command,
        ListedClaims, Workspace, checker_name, section_name,
    },
    project::Survey,
    ui::{theme::Theme, widgets},
};
use nutgraf_engine::text::excerpt;

/// Characters shown of a filter that is set.
const NARROWED: usize = 24;

/// Height of the progress bars, in points.
const BAR: f32 = 6.0;

/// Shows the counts of claims and of sentences, each with a progress bar.
pub(super) fn headline(ui: &mut Ui, workspace: &Workspace, theme: &Theme, survey: Option<&Survey>) {
    let palette = &theme.palette;
    let counts = workspace.checklist().headline();
    let mut rest = Vec::new();
    if counts.stale > 0 {
        rest.push(format!("{} stale", widgets::number(counts.stale)));
    }
    if counts.orphaned > 0 {
        rest.push(format!("{} without a place", widgets::number(counts.orphaned)));
    }
    let (settled, claims) = (widgets::number(counts.settled), widgets::number(counts.claims));
    two_ends(ui, theme, &format!("{settled} of {claims} settled"), &rest.join(" · "));
    let parts = [(counts.settled, palette.good), (counts.stale, palette.wary)];
    bar(ui, theme, "Claims settled", counts.claims, parts);
    let Some(survey) = survey else { return };
    ui.add_space(6.0);
    let coverage = survey.coverage;
    let (claimed, checkable) =
        (widgets::number(coverage.claimed), widgets::number(coverage.checkable));
    let mut rest = vec![match coverage.checkable - coverage.claimed {
        0 => "none unclaimed".to_owned(),
        open => format!("{} unclaimed", widgets::number(open)),
    }];
    if survey.aside > 0 {
        rest.push(format!("{} no claims", widgets::number(survey.aside)));
    }
    let text = format!("{claimed} of {checkable} checkable sentences claimed");
    two_ends_quiet(ui, theme, &text, &rest.join(" · "));
    let held = coverage.claimed - coverage.confirmed;
    let parts = [(coverage.confirmed, palette.good), (held, palette.accent)];
    bar(ui, theme, "Coverage", coverage.checkable, parts);
}

fn two_ends(ui: &mut Ui, theme: &Theme, left: &str, right: &str) {
    ends(ui, widgets::strong(left, theme), widgets::small(right, theme));
}

fn two_ends_quiet(ui: &mut Ui, theme: &Theme, left: &str, right: &str) {
    ends(ui, widgets::small(left, theme), widgets::small(right, theme));
}

fn ends(ui: &mut Ui, left: egui::RichText, right: egui::RichText) {
    ui.horizontal(|ui| {
        ui.label(left);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.add(egui::Label::new(right).truncate());
        });
    });
    ui.add_space(2.0);
}

/// Draws a progress bar of two parts. A screen reader reads out the counts.
fn bar(ui: &mut Ui, theme: &Theme, name: &str, all: usize, parts: [(usize, egui::Color32); 2]) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), BAR), Sense::hover());
    ui.painter().rect_filled(rect, BAR / 2.0, theme.palette.line);
    let mut left = rect.left();
    for (count, color) in parts {
        let width = rect.width() * count as f32 / all.max(1) as f32;
        let part = egui::Rect::from_min_size(egui::pos2(left, rect.top()), vec2(width, BAR));
        if width > 0.0 {
            ui.painter().rect_filled(part, BAR / 2.0, color);
        }
        left += width;
    }
    let done = parts[0].0;
    widgets::named(response, egui::Role::ProgressIndicator, &format!("{name}: {done} of {all}"));
}

/// Shows the keys that matter most, depending on who has the keyboard.
pub(super) fn keys(ui: &mut Ui, theme: &Theme, has_keyboard: bool) {
    let text = if has_keyboard {
        let [previous, next, confirm, evidence, note, all] = [
            ChecklistCommand::Previous,
            ChecklistCommand::Next,
            ChecklistCommand::Settle,
            ChecklistCommand::TieEvidence,
            ChecklistCommand::WriteNote,
            ChecklistCommand::ShowKeys,
        ]
        .map(ChecklistCommand::keys_label);
        format!(
            "{previous}{next} choose · {confirm} confirm · {evidence} evidence · {note} note · {all} all keys"
        )
    } else {
        let [next, list] = [Command::NextUnclaimed, Command::ShowClaims].map(Command::keys_label);
        format!("{next} next unclaimed · {list} work by keyboard")
    };
    ui.add(egui::Label::new(widgets::small(text, theme)).truncate());
}

/// Shows a chip for each filter that would list a claim, and the choices of kind, section,
/// checker and group where there is more than one.
pub(super) fn filters(
    ui: &mut Ui,
    theme: &Theme,
    list: &ClaimList,
    listed: &ListedClaims,
    open: usize,
) -> Option<Action> {
    let mut wanted = list.clone();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        let all = [(ClaimFilter::All, listed.filters.get(&ClaimFilter::All).copied().unwrap_or(0))];
        let stood = listed.filters.iter().filter(|(filter, _)| **filter != ClaimFilter::All);
        let stood = stood.map(|(filter, count)| (*filter, *count));
        let unclaimed = [(ClaimFilter::Unclaimed, open)];
        let missing = !listed.filters.contains_key(&list.filter)
            && !matches!(list.filter, ClaimFilter::All | ClaimFilter::Unclaimed);
        let missing = missing.then_some((list.filter, 0));
        for (filter, count) in all.into_iter().chain(stood).chain(missing).chain(unclaimed) {
            let is_chosen = filter == list.filter;
            if (count > 0 || is_chosen || filter == ClaimFilter::All)
                && widgets::chip(ui, theme, filter.label(), count, is_chosen)
            {
                wanted.filter = if is_chosen { ClaimFilter::All } else { filter };
            }
        }
    });
    ui.add_space(4.0);
    let mut choose = false;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        if list.filter == ClaimFilter::Unclaimed {
            let orders = [("In order of the draft", false), ("Most cues first", true)];
            pick(ui, theme, "Order", &mut wanted.is_ranked, orders);
            return;
        }
        let groups = ClaimGroup::ALL.map(|group| (group.label(), group));
        pick(ui, theme, "Group claims", &mut wanted.group, groups);
        // Each filter that is set is shown, and pressing it takes it away.
        let narrowed = [
            list.kind.map(|kind| kind.label().to_owned()),
            list.section.as_deref().map(section_name),
            list.checker.as_deref().map(checker_name),
        ];
        for (index, name) in narrowed.into_iter().enumerate() {
            let Some(name) = name else { continue };
            let label = format!("{} ×", excerpt(&name, NARROWED));
            if widgets::small_button(ui, theme, &label).clicked() {
                match index {
                    0 => wanted.kind = None,
                    1 => wanted.section = None,
                    _ => wanted.checker = None,
                }
            }
        }
        let several = listed.kinds.len() + listed.sections.len() + listed.checkers.len() > 3;
        choose = several && widgets::small_button(ui, theme, "Filter…").clicked();
    });
    if choose {
        return Some(CheckAction::Choose(Choice::Filter).into());
    }
    (wanted != *list).then(|| CheckAction::List(wanted).into())
}

fn pick<T: Copy + PartialEq, const N: usize>(
    ui: &mut Ui,
    theme: &Theme,
    name: &str,
    value: &mut T,
    choices: [(&str, T); N],
) {
    let current = choices.iter().find(|(_, choice)| choice == value);
    let text = widgets::small(current.map_or("", |(label, _)| *label), theme);
    let combo = ComboBox::from_id_salt(name).width(0.0).selected_text(text);
    let response = combo.show_ui(ui, |ui| {
        for (label, choice) in choices {
            ui.selectable_value(value, choice, label);
        }
    });
    response.response.accessible_name(name);
}
