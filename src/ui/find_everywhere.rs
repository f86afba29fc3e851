//! The search through everything that the project holds: draft, sources, quotes and claims.
//!
//! # Invariants
//! - The keyboard stays in the field. The arrows move the choice, Enter shows the hit where it
//!   stands, Escape gives the keyboard back to the draft.
//! - Nothing is searched here: what was found comes from the workspace, and what was found
//!   before is shown until it does. The dialog keeps its height meanwhile.

use egui::{
    CursorIcon, Event, Key, Modifiers, Response, Role, ScrollArea, Sense, Ui,
    text::{LayoutJob, TextFormat},
    vec2,
};

use super::{
    theme::{Face, Theme},
    widgets::{self, form, small, styled},
};
use crate::{
    app::{Action, Workspace},
    project::{PartHits, ProjectHit, ProjectPart},
};
use nutgraf_engine::text::find::Query;

/// Height of the list where the window has space for it, and what the rest of the dialog and
/// the space around it take, in points.
const HEIGHT: f32 = 420.0;
const BESIDE: f32 = 210.0;
const LEAST_HEIGHT: f32 = 120.0;

/// Longest text of the field, in characters.
const LONGEST: usize = 1_000;

/// View state of the dialog.
#[derive(Default)]
pub(super) struct FindEverywhere {
    chosen: usize,
    /// Whether the text of the field was selected, so that the next key replaces it.
    has_selected: bool,
    /// Whether to bring the chosen hit into view.
    scrolls: bool,
}

impl FindEverywhere {
    /// Shows the field and what was found. Showing a hit also closes the dialog.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        theme: &Theme,
    ) -> Vec<Action> {
        let search = workspace.project_search();
        let mut actions = Vec::new();
        let is_in_field = self.query(ui, theme, search.query(), &mut actions);
        ui.add_space(6.0);
        let entered = is_in_field && has_pressed(ui, Key::Enter);
        if is_in_field {
            self.go(ui, search.found());
        }
        let height = (ui.ctx().content_rect().height() - BESIDE).clamp(LEAST_HEIGHT, HEIGHT);
        let list = ScrollArea::vertical().max_height(height).min_scrolled_height(height);
        let picked = list.auto_shrink([false, false]).show(ui, |ui| {
            ui.set_min_height(height);
            ui.spacing_mut().item_spacing.y = 0.0;
            if let Some(error) = search.error() {
                let text = small(format!("≠ {error}"), theme).color(theme.palette.bad);
                ui.add(egui::Label::new(text).wrap());
            } else if search.query().text.is_empty() {
                ui.label(small(
                    "Looks through the draft with its notes, sources with their saved texts, \
                     quotes and claims.",
                    theme,
                ));
            } else if search.is_answered() && search.found().is_empty() {
                ui.label(small("Nothing in this project has these words.", theme));
            }
            self.list(ui, theme, search.found(), entered)
        });
        ui.add_space(6.0);
        ui.label(small("Enter shows it in its place · Esc goes back", theme));
        if let Some(hit) = picked.inner {
            actions = vec![Action::CloseDialog, Action::ShowHit(hit.place.clone())];
        }
        actions
    }

    /// Shows the field and its switches. Returns whether the keys are the field's.
    fn query(
        &mut self,
        ui: &mut Ui,
        theme: &Theme,
        query: &Query,
        actions: &mut Vec<Action>,
    ) -> bool {
        let mut now = query.clone();
        let field = ui.horizontal(|ui| {
            let switches = |ui: &mut Ui, now: &mut Query| {
                let switches = [
                    (".*", "Regular expression", &mut now.regex),
                    ("Word", "Whole word", &mut now.whole_word),
                    ("Aa", "Match case", &mut now.match_case),
                ];
                for (sign, name, is_on) in switches {
                    *is_on ^= widgets::toggle(ui, theme, (sign, name, name), *is_on).clicked();
                }
            };
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                switches(ui, &mut now);
                let font = Face::Interface.at(theme.type_scale.interface.0);
                let field = egui::TextEdit::singleline(&mut now.text)
                    .char_limit(LONGEST)
                    .hint_text(styled("Words to look for", font, theme.palette.faint))
                    .align(egui::Align2::LEFT_CENTER)
                    .min_size(vec2(0.0, theme.metrics.row))
                    .desired_width(f32::INFINITY);
                ui.add(field).accessible_name("Find in everything")
            })
            .inner
        });
        let field = field.inner;
        form::is_area(&field);
        if !self.has_selected && field.has_focus() {
            self.has_selected = true;
            widgets::select_all(ui, &field, &now.text);
        }
        let is_in_field = field.has_focus() || field.lost_focus();
        if field.lost_focus() && has_pressed(ui, Key::Enter) {
            // egui's field gives the keyboard up on Enter.
            field.request_focus();
        }
        if now != *query {
            self.chosen = 0;
            self.scrolls = true;
            actions.push(Action::SearchProject(now));
        }
        is_in_field
    }

    /// Moves the choice by the arrows.
    fn go(&mut self, ui: &Ui, found: &[PartHits]) {
        let pressed = |key| ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key));
        let (down, up) = (pressed(Key::ArrowDown), pressed(Key::ArrowUp));
        self.scrolls |= down + up > 0;
        self.chosen = (self.chosen + down).saturating_sub(up);
        let listed: usize = found.iter().map(|part| part.hits.len()).sum();
        self.chosen = self.chosen.min(listed.saturating_sub(1));
    }

    /// Shows what was found, part by part. Returns the hit that was chosen.
    fn list<'a>(
        &mut self,
        ui: &mut Ui,
        theme: &Theme,
        found: &'a [PartHits],
        entered: bool,
    ) -> Option<&'a ProjectHit> {
        let mut picked = None;
        let mut index = 0;
        let scrolls = std::mem::take(&mut self.scrolls);
        for part in found {
            ui.add_space(if index == 0 { 2.0 } else { 14.0 });
            ui.horizontal(|ui| {
                ui.add_space(8.0);
                let name = format!("{} · {}", name(part.part), widgets::number(part.count));
                widgets::section_label(ui, theme, &name);
            });
            ui.add_space(4.0);
            for hit in &part.hits {
                let is_chosen = index == self.chosen;
                let response = ui.push_id(index, |ui| row(ui, theme, hit, is_chosen)).inner;
                if is_chosen && scrolls {
                    response.scroll_to_me(None);
                }
                if response.clicked() || (entered && is_chosen) {
                    picked = Some(hit);
                }
                index += 1;
            }
            let further = part.count - part.hits.len();
            if further > 0 {
                ui.horizontal(|ui| {
                    ui.set_height(theme.metrics.row);
                    ui.add_space(8.0);
                    let text =
                        format!("{} more. Type more to see fewer.", widgets::number(further));
                    ui.label(small(text, theme));
                });
            }
        }
        picked
    }
}

fn name(part: ProjectPart) -> &'static str {
    match part {
        ProjectPart::Draft => "Draft",
        ProjectPart::Sources => "Sources",
        ProjectPart::Quotes => "Quotes",
        ProjectPart::Claims => "Claims",
    }
}

fn has_pressed(ui: &Ui, pressed: Key) -> bool {
    ui.input(|input| {
        let is_it = |event: &Event| match event {
            Event::Key { key, pressed: true, modifiers, .. } => {
                *key == pressed && modifiers.is_none()
            }
            _ => false,
        };
        input.events.iter().any(is_it)
    })
}

/// Shows a hit among the words around it, and where it stands.
fn row(ui: &mut Ui, theme: &Theme, hit: &ProjectHit, is_chosen: bool) -> Response {
    let palette = &theme.palette;
    let size = vec2(ui.available_width(), theme.metrics.row);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    if ui.is_rect_visible(rect) {
        widgets::row_ground(ui, theme, &response, rect, is_chosen);
        let font = Face::Interface.at(theme.type_scale.small.0);
        let locator = ui.painter().layout_no_wrap(hit.locator.clone(), font, palette.dim);
        let right = rect.right() - 8.0 - locator.size().x;
        let middle = rect.center().y;
        let at = egui::pos2(right, middle - locator.size().y / 2.0);
        ui.painter().galley(at, locator, palette.dim);
        let words = Face::Interface.at(theme.type_scale.interface.0);
        let plain = TextFormat::simple(words, palette.dim);
        let found = TextFormat {
            font_id: Face::InterfaceMedium.at(theme.type_scale.interface.0),
            color: palette.ink,
            background: theme.tint(palette.hit),
            ..plain.clone()
        };
        let mut job = LayoutJob::default();
        job.append(&hit.before, 0.0, plain.clone());
        job.append(&hit.words, 0.0, found);
        job.append(&hit.behind, 0.0, plain);
        job.wrap.max_width = (right - 16.0 - rect.left() - 8.0).max(0.0);
        job.wrap.max_rows = 1;
        job.wrap.break_anywhere = true;
        let galley = ui.painter().layout_job(job);
        let at = egui::pos2(rect.left() + 8.0, middle - galley.size().y / 2.0);
        ui.painter().galley(at, galley, palette.dim);
    }
    let name = format!("{}{}{} · {}", hit.before, hit.words, hit.behind, hit.locator);
    widgets::named(response, Role::Button, &name).on_hover_cursor(CursorIcon::PointingHand)
}
