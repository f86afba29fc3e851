//! The cards of sentences that are not claims.

use egui::{CursorIcon, Label, Rect, Role, Sense, Shape, Ui, UiBuilder, vec2};

use super::RowState;
use crate::{
    app::{Action, CheckAction, ChecklistCommand, Command},
    ui::{
        theme::{Face, Theme},
        widgets::{self, styled},
    },
};
use nutgraf_engine::{evidence::Sentence, range::DraftRange, text::excerpt};

/// Characters of a sentence that name its card to a screen reader.
const NAMED: usize = 120;

/// Shows a sentence with its cues; when chosen, with its buttons.
pub(super) fn show(
    ui: &mut Ui,
    theme: &Theme,
    sentence: &Sentence,
    range: DraftRange,
    state: RowState,
) -> Vec<Action> {
    let mut actions = Vec::new();
    let palette = &theme.palette;
    let ground = ui.painter().add(Shape::Noop);
    let top = ui.cursor().top();
    let scope = UiBuilder::new().sense(Sense::click()).id_salt("open");
    let head = ui.scope_builder(scope, |ui| {
        ui.set_min_width(ui.available_width());
        ui.add_space(8.0);
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            let (place, _) = ui.allocate_exact_size(vec2(18.0, 20.0), Sense::hover());
            let font = Face::Interface.at(14.0);
            let center = egui::Align2::CENTER_CENTER;
            ui.painter().text(place.center(), center, "+", font, palette.dim);
            ui.vertical(|ui| {
                let font = Face::Draft.at(theme.type_scale.draft.0 - 2.0);
                let color = if state.is_chosen { palette.ink } else { palette.dim };
                ui.add(Label::new(styled(&sentence.words, font, color)).wrap());
                ui.add_space(2.0);
                ui.horizontal_wrapped(|ui| {
                    ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
                    for cue in &sentence.cues {
                        widgets::outlined_pill(ui, theme, cue.as_str());
                    }
                });
            });
        });
        ui.add_space(6.0);
    });
    let name = format!("Unclaimed: {}", excerpt(&sentence.words, NAMED));
    let response = widgets::named(head.response, Role::Button, &name)
        .on_hover_cursor(CursorIcon::PointingHand);
    if response.clicked() {
        ui.ctx().memory_mut(|memory| memory.request_focus(super::id()));
        actions.push(CheckAction::ShowSentence(range).into());
    }
    if state.is_chosen {
        ui.horizontal(|ui| {
            ui.add_space(26.0);
            ui.spacing_mut().item_spacing.x = 6.0;
            if widgets::small_button(ui, theme, "Mark as claim").clicked() {
                actions.push(CheckAction::Claim(range).into());
            }
            if widgets::small_button(ui, theme, "Not a claim").clicked() {
                actions.push(CheckAction::SetAside(range).into());
            }
            let keys = if state.has_keyboard {
                // The first key of each, as there is little space.
                let commands = [ChecklistCommand::Settle, ChecklistCommand::Remove];
                commands.map(|command| command.keys()[0].label())
            } else {
                [Command::MarkClaim, Command::NotAClaim].map(Command::keys_label)
            };
            let keys = keys.join(" · ");
            ui.label(widgets::small(keys, theme).color(palette.faint));
        });
        ui.add_space(8.0);
        super::card::light(ui, theme, ground, Rect::everything_below(top), state);
    }
    actions
}

/// Shows a sentence that was set aside as not a claim.
pub(super) fn aside(ui: &mut Ui, theme: &Theme, words: &str) -> Option<Action> {
    let mut action = None;
    ui.horizontal(|ui| {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if widgets::small_button(ui, theme, "Ask again").clicked() {
                action = Some(CheckAction::AskAgain(words.to_owned()).into());
            }
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                ui.add(Label::new(widgets::small(words, theme)).truncate());
            });
        });
    });
    ui.add_space(4.0);
    action
}
