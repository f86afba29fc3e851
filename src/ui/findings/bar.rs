//! The filters and the order of the list of findings.

use egui::{ComboBox, TextEdit, Ui, vec2};

use crate::{
    app::{Action, FindingGroup, FindingList, FindingOrder, Listed},
    ui::{
        theme::{Face, Theme},
        widgets::{self, styled},
    },
};
use nutgraf_engine::evidence::Severity;

const SEVERITIES: [(Severity, &str); 3] =
    [(Severity::Error, "Errors"), (Severity::Warning, "Warnings"), (Severity::Info, "Notes")];

/// Shows the search field, and a chip for each severity and kind that would leave
/// something.
pub(super) fn show(
    ui: &mut Ui,
    theme: &Theme,
    list: &FindingList,
    counts: &Listed,
) -> Option<Action> {
    let mut wanted = list.clone();
    let font = Face::Interface.at(theme.type_scale.interface.0);
    let search = TextEdit::singleline(&mut wanted.search)
        .hint_text(styled("Search findings", font, theme.palette.faint))
        .align(egui::Align2::LEFT_CENTER)
        .desired_width(f32::INFINITY);
    ui.add(search).accessible_name("Search findings");
    ui.add_space(4.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        let mut chip = |label: &str, count: usize, is_chosen: bool| {
            (count > 0 || is_chosen) && widgets::chip(ui, theme, label, count, is_chosen)
        };
        for ((severity, label), count) in SEVERITIES.into_iter().zip(counts.severities) {
            let is_chosen = list.severity == Some(severity);
            if chip(label, count, is_chosen) {
                wanted.severity = (!is_chosen).then_some(severity);
            }
        }
        // With one kind alone there is nothing to choose.
        let several = counts.kinds.iter().filter(|count| **count > 0).count() > 1;
        for (kind, count) in FindingGroup::ALL.into_iter().zip(counts.kinds) {
            let is_chosen = list.kind == Some(kind);
            if (several || is_chosen) && chip(kind.label(), count, is_chosen) {
                wanted.kind = (!is_chosen).then_some(kind);
            }
        }
    });
    (wanted != *list).then_some(Action::ListFindings(wanted))
}

/// Shows the choice of the order.
pub(super) fn order(ui: &mut Ui, theme: &Theme, list: &FindingList) -> Option<Action> {
    let mut wanted = list.order;
    let text = widgets::small(wanted.label(), theme);
    let response = ComboBox::from_id_salt("order").selected_text(text).show_ui(ui, |ui| {
        for order in FindingOrder::ALL {
            ui.selectable_value(&mut wanted, order, order.label());
        }
    });
    response.response.accessible_name("Order of findings");
    let list = (wanted != list.order).then(|| FindingList { order: wanted, ..list.clone() });
    list.map(Action::ListFindings)
}
