//! The list beside the caret.
//!
//! # Invariants
//! - Only the rows in view are laid out, however many fit.
//! - The list is within the draft where that is wide enough, in the window in any case, and
//!   never on the line that is typed in.

use egui::{
    Align2, Area, Color32, CornerRadius, CursorIcon, FontId, Frame, Margin, Order, Pos2, Rect,
    Role, Sense, Stroke, Ui, WidgetInfo, pos2,
    text::{LayoutJob, TextFormat},
    vec2,
};

use super::{
    super::{Editor, EditorFrame, caret::Caret, id, layout::VisibleLines},
    Completion, OpenList,
    candidates::{Candidate, TypedPattern},
};
use crate::{
    app::{Action, Workspace},
    ui::{
        theme::{Face, Theme},
        widgets,
    },
};
use nutgraf_engine::markdown::CompletionKind;

/// Most rows in view.
pub(super) const ROWS: usize = 6;

/// Sizes in points: the list's width, a row's height, that of the line of keys with the rule
/// above it, the padding, and the distances from the words and from the edges.
const WIDTH: f32 = 450.0;
const ROW: f32 = 48.0;
const KEYS: f32 = 34.0;
const PADDING: f32 = 6.0;
const GAP: f32 = 8.0;
const EDGE: f32 = 8.0;

/// Space left and right of a row's words, in points.
const INDENT: f32 = 10.0;

impl Editor {
    /// Shows the list beside the name that is typed, and returns what a press on a row asks for.
    pub(in super::super) fn show_completion(
        &mut self,
        ui: &Ui,
        workspace: &Workspace,
        theme: &Theme,
        visible_lines: &VisibleLines,
        frame: &EditorFrame,
    ) -> Vec<Action> {
        self.follow_completion(workspace);
        self.completion.work.rows = 0;
        let Some(list) = self.completion.list.as_mut() else { return Vec::new() };
        let name = Caret::at(list.place.name.start).head;
        let beside = visible_lines.line_of(name).map(|line| line.caret(name));
        let Some(beside) = beside.filter(|at| frame.has_keyboard && frame.rect.intersects(*at))
        else {
            self.completion.close();
            return Vec::new();
        };
        let window = ui.ctx().content_rect().shrink(EDGE);
        let within = if frame.rect.width() >= WIDTH + 2.0 * EDGE { frame.rect } else { window };
        let wanted = list.fitting.len().min(ROWS);
        let placement = ListPlacement::beside(beside, within, window, wanted);
        list.scroll(ui, placement.rows);
        let rows = list.first..(list.first + placement.rows).min(list.fitting.len());
        self.completion.work.rows = rows.len();
        let mut pressed = None;
        let padding = Margin::same(PADDING as i8);
        let card = Frame::popup(ui.style())
            .corner_radius(CornerRadius::same(theme.metrics.card_radius as u8))
            .inner_margin(padding);
        let area = Area::new(id().with("completion"))
            .order(Order::Foreground)
            .pivot(placement.pivot)
            .fixed_pos(placement.at)
            .default_width(placement.width)
            .constrain(false)
            .show(ui.ctx(), |ui| {
                card.show(ui, |ui| {
                    ui.set_width(placement.width - 2.0 * PADDING - 2.0);
                    ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
                    let pattern = (!list.typed.is_empty()).then(|| TypedPattern::new(&list.typed));
                    for row in rows {
                        let response = list.row(ui, theme, row, pattern.as_ref());
                        if response.is_some_and(|response| response.clicked()) {
                            pressed = Some(row);
                        }
                    }
                    keys(ui, theme, list);
                })
            });
        list.rect = Some(area.response.rect);
        let name = match list.place.kind {
            CompletionKind::Key { .. } => "Sources to cite",
            CompletionKind::Note => "Notes",
            CompletionKind::Heading => "Headings to link to",
        };
        let count = list.fitting.len();
        let shown = widgets::named(area.response, Role::ListBox, name);
        ui.ctx().accesskit_node_builder(shown.id, |node| node.set_size_of_set(count));
        // The draft keeps the keyboard; a screen reader follows the chosen row.
        let chosen = row_id(list.chosen).accesskit_id();
        ui.ctx().accesskit_node_builder(id(), |node| node.set_active_descendant(chosen));
        let Some(row) = pressed else { return Vec::new() };
        list.chosen = row;
        ui.memory_mut(|memory| memory.request_focus(id()));
        self.choose_completion(workspace, false)
    }
}

fn row_id(row: usize) -> egui::Id {
    id().with(("completion row", row))
}

impl Completion {
    /// Whether the pointer is over the list, which then takes the wheel.
    pub(in super::super) fn is_under_pointer(&self, ui: &Ui) -> bool {
        self.list.as_ref().is_some_and(|list| list.is_under_pointer(ui))
    }
}

impl OpenList {
    fn is_under_pointer(&self, ui: &Ui) -> bool {
        let pointer = ui.input(|input| input.pointer.hover_pos());
        self.rect.zip(pointer).is_some_and(|(rect, at)| rect.contains(at))
    }

    /// Brings the chosen row into view of so many rows, or follows the wheel.
    fn scroll(&mut self, ui: &Ui, rows: usize) {
        let most = self.fitting.len().saturating_sub(rows);
        let turned = ui.input(|input| input.smooth_scroll_delta.y);
        if turned != 0.0 && self.is_under_pointer(ui) {
            self.turned += turned / ROW;
            let whole = self.turned.trunc();
            self.turned -= whole;
            self.first = self.first.saturating_add_signed(-(whole as isize)).min(most);
            let last = (self.first + rows).saturating_sub(1).max(self.first);
            self.chosen = self.chosen.clamp(self.first, last);
            return;
        }
        let least = (self.chosen + 1).saturating_sub(rows);
        self.first = self.first.clamp(least.min(self.chosen), self.chosen).min(most);
    }

    /// Shows a row: the title, and below it where it is from and its name.
    fn row(
        &self,
        ui: &mut Ui,
        theme: &Theme,
        row: usize,
        pattern: Option<&TypedPattern>,
    ) -> Option<egui::Response> {
        let candidate = self.all.get(*self.fitting.get(row)?)?;
        let palette = &theme.palette;
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
        let response = ui.interact(rect, row_id(row), Sense::click());
        let response = response.on_hover_cursor(CursorIcon::PointingHand);
        let is_chosen = row == self.chosen;
        let ground = match (is_chosen, response.hovered()) {
            (true, _) => Some(palette.selection),
            (false, true) => Some(palette.line.gamma_multiply(0.5)),
            (false, false) => None,
        };
        if let Some(ground) = ground {
            ui.painter().rect_filled(rect, theme.metrics.radius, ground);
        }
        let scale = &theme.type_scale;
        let title = RowText {
            font: Face::InterfaceMedium.at(scale.interface.0),
            color: palette.ink,
            matched: palette.accent,
        };
        let about = RowText {
            font: Face::Interface.at(scale.small.0),
            color: palette.dim,
            matched: palette.accent,
        };
        let name = candidate.shown_name(self.place.kind);
        let width = rect.width() - 2.0 * INDENT;
        let mut first = cut_at(width);
        title.push(&mut first, &candidate.title, pattern);
        let mut second = cut_at(width);
        if !candidate.about.is_empty() {
            about.push(&mut second, &candidate.about, pattern);
            about.push(&mut second, " · ", None);
        }
        about.push(&mut second, &name, pattern);
        for (job, top) in [(first, 5.0), (second, 26.0)] {
            let galley = ui.painter().layout_job(job);
            ui.painter().galley(pos2(rect.left() + INDENT, rect.top() + top), galley, palette.ink);
        }
        let label = spoken(candidate, &name);
        response.widget_info(|| {
            WidgetInfo::selected(Role::ListBoxOption, true, is_chosen, label.clone())
        });
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_selected(is_chosen);
            node.set_position_in_set(row);
        });
        Some(response)
    }
}

/// What a screen reader says of a row.
fn spoken(candidate: &Candidate, name: &str) -> String {
    let parts = [candidate.title.as_str(), candidate.about.as_str(), name];
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(", ")
}

/// Shows the line of keys, and how many there are where not all are in view.
fn keys(ui: &mut Ui, theme: &Theme, list: &OpenList) {
    let keys = match list.place.kind {
        CompletionKind::Key { is_bracketed: true } => {
            "Enter inserts · then a comma for the page · Tab for another · Esc"
        }
        CompletionKind::Key { is_bracketed: false }
        | CompletionKind::Note
        | CompletionKind::Heading => "Enter inserts · Esc",
    };
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), KEYS), Sense::hover());
    let rule = Stroke::new(1.0, theme.palette.line);
    ui.painter().hline(rect.x_range(), rect.top() + 4.0, rule);
    let font = Face::Interface.at(theme.type_scale.small.0);
    let row = rect.with_min_y(rect.top() + 6.0).shrink2(vec2(INDENT, 0.0));
    let color = theme.palette.dim;
    ui.painter().text(row.left_center(), Align2::LEFT_CENTER, keys, font.clone(), color);
    if list.fitting.len() > ROWS {
        let place = format!(
            "{} of {}",
            widgets::number(list.chosen + 1),
            widgets::number(list.fitting.len())
        );
        ui.painter().text(row.right_center(), Align2::RIGHT_CENTER, place, font, color);
    }
}

/// An empty line that is cut with an ellipsis at a width.
fn cut_at(width: f32) -> LayoutJob {
    let wrap = egui::text::TextWrapping::truncate_at_width(width);
    LayoutJob { wrap, ..LayoutJob::default() }
}

/// How a line of a row is set.
struct RowText {
    font: FontId,
    color: Color32,
    matched: Color32,
}

impl RowText {
    /// Appends words, with the characters that are matched in their colour.
    fn push(&self, job: &mut LayoutJob, words: &str, pattern: Option<&TypedPattern>) {
        let matched = pattern.map(|pattern| pattern.matched(words)).unwrap_or_default();
        let mut matched = matched.into_iter().peekable();
        let mut run = String::new();
        let mut is_run_matched = false;
        for (index, c) in words.chars().enumerate() {
            let is_matched = matched.next_if_eq(&index).is_some();
            if is_matched != is_run_matched {
                self.append(job, &std::mem::take(&mut run), is_run_matched);
                is_run_matched = is_matched;
            }
            run.push(c);
        }
        self.append(job, &run, is_run_matched);
    }

    fn append(&self, job: &mut LayoutJob, run: &str, is_matched: bool) {
        if !run.is_empty() {
            let color = if is_matched { self.matched } else { self.color };
            job.append(run, 0.0, TextFormat::simple(self.font.clone(), color));
        }
    }
}

/// Where the list is placed, and the number of rows that there is space for.
#[derive(Debug, PartialEq)]
struct ListPlacement {
    pivot: Align2,
    at: Pos2,
    width: f32,
    rows: usize,
}

impl ListPlacement {
    /// Places the list below the line of a caret where its rows fit or there is more space,
    /// else above.
    fn beside(caret: Rect, within: Rect, window: Rect, wanted: usize) -> Self {
        let width = WIDTH.min(window.width());
        let sides = within.intersect(window);
        let most = (sides.right() - EDGE - width).max(window.left());
        let left = (caret.left() - PADDING - INDENT).min(most).max(sides.left());
        let frame = KEYS + 2.0 * PADDING + 2.0;
        let rows = |room: f32| (((room - frame) / ROW).floor().max(1.0) as usize).min(wanted);
        let below = window.bottom() - caret.bottom() - GAP;
        let above = caret.top() - GAP - window.top();
        if rows(below) == wanted || below >= above {
            let at = pos2(left, caret.bottom() + GAP);
            return Self { pivot: Align2::LEFT_TOP, at, width, rows: rows(below) };
        }
        let at = pos2(left, caret.top() - GAP);
        Self { pivot: Align2::LEFT_BOTTOM, at, width, rows: rows(above) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_lies_in_the_window_and_not_on_the_line_that_is_typed_in() {
        let window = Rect::from_min_max(pos2(8.0, 8.0), pos2(792.0, 592.0));
        let draft = Rect::from_min_max(pos2(0.0, 36.0), pos2(540.0, 572.0));
        for top in (40..560).step_by(20) {
            for left in [60.0, 300.0, 530.0] {
                let caret = Rect::from_min_size(pos2(left, top as f32), vec2(0.0, 22.0));
                let placed = ListPlacement::beside(caret, draft, window, ROWS);
                let height = placed.rows as f32 * ROW + KEYS + 2.0 * PADDING + 2.0;
                let y = match placed.pivot {
                    Align2::LEFT_TOP => placed.at.y,
                    _ => placed.at.y - height,
                };
                let list = Rect::from_min_size(pos2(placed.at.x, y), vec2(placed.width, height));
                assert!(window.contains_rect(list), "{list:?} at {top}");
                assert!(!list.intersects(caret), "{list:?} at {top}");
            }
        }
    }
}
