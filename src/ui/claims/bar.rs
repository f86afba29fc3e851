//! The head of the Claims tab: progress of the checklist, and its filters.

use egui::{ComboBox, Sense, Ui, vec2};

use crate::{
    app::{
        Action, CheckAction, ChecklistCommand, Choice, ClaimFilter, ClaimGroup, ClaimList, Command,
        ListedClaims, Workspace, checker_name, section_name,
    },
    ui::{
        theme::Theme,
        widgets::{self, number},
    },
};
use nutgraf_engine::text::excerpt;

/// Characters shown of a filter that is set.
const NARROWED: usize = 24;

/// Height of the progress bars, in points.
const BAR: f32 = 6.0;

/// Shows how much is left to check, and a bar of what is confirmed, claimed and neither.
pub(super) fn headline(ui: &mut Ui, workspace: &Workspace, theme: &Theme) {
    let palette = &theme.palette;
    let claims = workspace.checklist().headline();
    let counts = workspace.survey_counts().unwrap_or_default();
    let left = claims.claims - claims.settled + counts.unclaimed();
    let left = match left {
        0 => "Nothing left to check".to_owned(),
        left => format!("{} to check", widgets::number(left)),
    };
    let rest = [
        (claims.stale, "stale"),
        (claims.orphaned, "without a place"),
        (counts.aside, "set aside"),
    ];
    ends(ui, widgets::strong(left, theme), widgets::small(listed(&rest), theme));
    let coverage = counts.coverage;
    if coverage.checkable == 0 {
        return;
    }
    let parts = [
        (coverage.confirmed, "confirmed", palette.good),
        (coverage.claimed - coverage.confirmed, "claimed", palette.accent),
        (counts.unclaimed(), "unclaimed", palette.line),
    ];
    bar(ui, theme, coverage.checkable, parts);
    let words = parts.map(|(count, name, _)| (count, name));
    let about = format!("{} of {}", listed(&words), number(coverage.checkable));
    let label = egui::Label::new(widgets::small(about, theme)).truncate();
    ui.add(label).on_hover_text("Sentences with a figure, a date, a superlative or a quotation");
}

/// `2 confirmed · 1 claimed`, without what there is none of.
fn listed(counts: &[(usize, &str)]) -> String {
    let some = counts.iter().filter(|(count, _)| *count > 0);
    let words: Vec<_> = some.map(|(count, name)| format!("{} {name}", number(*count))).collect();
    words.join(" · ")
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

/// Draws the coverage as a bar of three parts. A screen reader reads out what is confirmed.
fn bar(ui: &mut Ui, theme: &Theme, all: usize, parts: [(usize, &str, egui::Color32); 3]) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), BAR), Sense::hover());
    ui.painter().rect_filled(rect, BAR / 2.0, theme.palette.line);
    let mut left = rect.left();
    for (count, _, color) in parts {
        let width = rect.width() * count as f32 / all as f32;
        let part = egui::Rect::from_min_size(egui::pos2(left, rect.top()), vec2(width, BAR));
        if width > 0.0 {
            ui.painter().rect_filled(part, BAR / 2.0, color);
        }
        left += width;
    }
    let name = format!("Coverage: {} of {all}", parts[0].0);
    widgets::named(response, egui::Role::ProgressIndicator, &name);
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
