//! Drawing of what is in view.
//!
//! # Invariants
//! Backgrounds are below the words, lines and marks above them, and the fade above all. The
//! draft that is drawn is the workspace's after everything typed in this frame.

use egui::{
    Align2, Rect, Stroke, Ui, output::IMEOutput, pos2, text_selection::visuals::paint_text_cursor,
    vec2,
};

use super::{
    Editor, EditorFrame, context_menu, id,
    layout::{CaretPosition, PlacedLine, VisibleLines},
    overlays, prefix,
};
use crate::ui::text::range::LineRange;
use crate::{
    app::{Action, Find, Workspace},
    project::QuotationStyle,
    ui::{
        flow, text,
        theme::{Face, Theme},
        verdict::Verdicts,
    },
};
use nutgraf_engine::model::QuoteId;

/// Height of the caret, relative to the size of the letters beside it.
const CARET: f32 = 1.35;

/// Width of a selected line break, in points.
const BREAK: f32 = 6.0;

impl Editor {
    /// Draws the draft with its overlays and returns what they ask for.
    pub(crate) fn show(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        theme: &Theme,
        verdicts: &mut Verdicts,
        frame: &EditorFrame,
    ) -> Vec<Action> {
        self.follow(ui, workspace);
        let visible_lines = self.visible_lines(ui, workspace, theme, frame);
        let draft = workspace.project().draft();
        self.primary_selection.offer(ui, draft, self.caret.selection());
        let clip = ui.clip_rect().intersect(frame.rect);
        let mut ui = ui.new_child(egui::UiBuilder::new().max_rect(frame.rect));
        ui.set_clip_rect(clip);
        let ui = &mut ui;
        self.grounds(ui, workspace, theme, &visible_lines);
        if draft.is_empty() && self.preedit.is_none() {
            hint(ui, theme, frame);
        }
        for line in &visible_lines.lines {
            line.paint(ui.painter(), theme.palette.ink);
            prefix::paint(ui.painter(), theme, line, font_size(line));
        }
        let mut actions = overlays::claims(ui, workspace, theme, &visible_lines, frame.column.left);
        let visible = overlays::quotations(ui, workspace, theme, &visible_lines);
        overlays::findings(ui, workspace, theme, &visible_lines);
        self.dim(ui, workspace, theme, &visible_lines, frame);
        self.caret(ui, &visible_lines, frame);
        let line = visible_lines.line_of(self.caret.head);
        self.is_caret_in_view =
            line.is_some_and(|line| frame.rect.intersects(self.caret_in(ui, line)));
        actions.extend(drop_of_quote(ui, &visible_lines, frame));

        let pointer = frame.response.hover_pos().filter(|at| clip.contains(*at));
        if frame.response.secondary_clicked() {
            let at = frame.response.interact_pointer_pos();
            let over = visible.iter().rfind(|visible| {
                at.is_some_and(|at| visible.rects.iter().any(|rect| rect.contains(at)))
            });
            self.menu_opening.at = None;
            self.menu = over.map(|visible| visible.range);
        }
        let Verdicts { digests, popover } = verdicts;
        if frame.edited {
            popover.dismiss_hover();
            self.reference.dismiss();
        }
        actions.extend(popover.show(ui, workspace, theme, digests, (&visible, pointer, clip)));
        let free = pointer.filter(|_| !popover.is_shown() && !self.completion.is_open());
        self.reference.show(ui, workspace, theme, &visible_lines, free);
        if self.menu_opening.is_asked {
            let caret = visible_lines.line_of(self.caret.head);
            let caret = caret.map(|line| self.caret_in(ui, line).left_bottom());
            self.menu_opening.at = Some(caret.unwrap_or(frame.rect.center()));
            let quotation = workspace.quotation_at(self.caret.head.byte);
            self.menu = quotation.map(|quotation| quotation.range);
        }
        let about = self.menu.as_ref().and_then(|range| workspace.quotation_of(*range));
        actions.extend(context_menu::menu(
            workspace,
            &frame.response,
            &mut self.menu_opening,
            digests,
            about,
        ));
        actions.extend(self.show_completion(ui, workspace, theme, &visible_lines, frame));
        if self.completion.is_open() {
            // Before the next key: egui decides by this filter whom Escape is for.
            let filter = self.key_filter();
            ui.memory_mut(|memory| memory.set_focus_lock_filter(id(), filter));
        }
        self.accessible =
            text::accesskit::publish(ui, (id(), true), draft, &visible_lines, &self.caret);
        flow::fade(ui, theme, frame.rect);
        flow::scroll_bar(ui, theme, id().with("bar"), frame.rect, &mut self.flow);
        actions
    }

    /// Draws the backgrounds: the selection and the hits of a search.
    fn grounds(&self, ui: &Ui, workspace: &Workspace, theme: &Theme, visible_lines: &VisibleLines) {
        let limit = workspace.find().and_then(Find::limit).unwrap_or_default();
        for rect in visible_lines.rects(limit.into()) {
            ui.painter().rect_filled(rect, 0.0, theme.wash(theme.palette.accent));
        }
        let ground = |rect: Rect| ui.painter().rect_filled(rect, 0.0, theme.palette.selection);
        let selections = self.further.iter().chain([&self.caret]).map(|caret| caret.selection());
        let in_view = visible_lines.visible();
        let selections: Vec<_> = selections.filter(|range| range.touches(in_view)).collect();
        for rect in selections.iter().flat_map(|range| visible_lines.rects(*range)) {
            ground(rect);
        }
        let lit = workspace.view().lit.unwrap_or_default();
        for rect in visible_lines.rects(lit.into()) {
            ground(rect);
        }
        if let Some(find) = workspace.find() {
            let current = find.current();
            for hit in find.hits_in(visible_lines.visible().in_draft()) {
                let is_current = current.as_ref() == Some(&hit);
                if hit.is_empty() {
                    let position = CaretPosition::at(hit.start);
                    let line = visible_lines.line_of(position);
                    let at = line.map(|line| line.caret(position));
                    at.into_iter().for_each(|at| found_position(ui, theme, at, is_current));
                }
                for rect in visible_lines.rects(hit.into()) {
                    found(ui, theme, rect, is_current);
                }
            }
        }
        let draft = workspace.project().draft();
        for line in &visible_lines.lines {
            let end = line.range.end;
            // A selected line break is shown, too.
            let is_selected = selections.iter().any(|range| range.contains(end));
            if is_selected && draft[end..].starts_with(['\r', '\n']) {
                let row = line.row_rect(line.row_count() - 1);
                let left = if line.is_rtl() { row.left() - BREAK } else { row.right() };
                ground(Rect::from_x_y_ranges(left..=left + BREAK, row.y_range()));
            }
        }
    }

    /// Draws the caret and what an input method composes, and places its candidate list.
    fn caret(&mut self, ui: &Ui, visible_lines: &VisibleLines, frame: &EditorFrame) {
        if !frame.has_keyboard {
            return;
        }
        let caret = visible_lines.line_of(self.caret.head).map(|line| self.caret_in(ui, line));
        let (now, has_window) = ui.input(|input| (input.time, input.focused));
        if let Some(caret) = caret.filter(|_| has_window) {
            paint_text_cursor(ui, ui.painter(), caret, now - self.caret_moved_at);
        }
        for further in self.further.iter().filter(|_| has_window) {
            if let Some(line) = visible_lines.line_of(further.head) {
                let height = CARET * font_size(line);
                let caret = line.caret(further.head);
                let size = vec2(0.0, caret.height().min(height));
                let caret = Rect::from_center_size(pos2(caret.left(), caret.center().y), size);
                paint_text_cursor(ui, ui.painter(), caret, now - self.caret_moved_at);
            }
        }
        // An input method can be used while the caret is scrolled out of view; its list is
        // then shown below the draft.
        let below = || pos2(frame.column.left, frame.rect.bottom() + 1.0);
        let caret = caret.unwrap_or_else(|| Rect::from_min_size(below(), vec2(0.0, 1.0)));
        let to_global = ui.ctx().layer_transform_to_global(ui.layer_id()).unwrap_or_default();
        ui.output_mut(|output| {
            output.ime = Some(IMEOutput {
                purpose: egui::IMEPurpose::Normal,
                rect: to_global * frame.rect,
                cursor_rect: to_global * caret,
                should_interrupt_composition: false,
            });
        });
    }

    /// Returns where the caret is in its line, and underlines what is being converted
    /// there.
    fn caret_in(&self, ui: &Ui, line: &PlacedLine) -> Rect {
        let mut caret = line.caret(self.caret.head);
        if let (Some(preedit), Some(range)) = (&self.preedit, &line.layout.preedit)
            && let Some(active) = &preedit.active
        {
            let bytes = |chars: usize| {
                let at = preedit.text.char_indices().nth(chars);
                range.start + at.map_or(preedit.text.len(), |(at, _)| at)
            };
            for rect in line.shown_rects(LineRange::new(bytes(active.start), bytes(active.end))) {
                let stroke = Stroke::new(2.0, ui.visuals().text_cursor.stroke.color);
                ui.painter().hline(rect.x_range(), rect.bottom() - 3.0, stroke);
            }
            caret = line.shown_caret(bytes(active.end));
        }
        let height = caret.height().min(CARET * font_size(line));
        Rect::from_center_size(pos2(caret.left(), caret.center().y), vec2(0.0, height))
    }
}

/// Marks a hit; the current one has a border, too.
fn found(ui: &Ui, theme: &Theme, rect: Rect, is_current: bool) {
    let rect = rect.shrink2(vec2(0.0, 2.0));
    let color = theme.palette.hit;
    ui.painter().rect_filled(rect, 2.0, theme.tint(color));
    if is_current {
        let stroke = Stroke::new(1.5, color);
        ui.painter().rect_stroke(rect.expand(1.0), 3.0, stroke, egui::StrokeKind::Inside);
    }
}

/// Marks a hit without characters, as thin as a caret; the current one is thicker.
fn found_position(ui: &Ui, theme: &Theme, caret: Rect, is_current: bool) {
    let width = if is_current { 3.0 } else { 2.0 };
    let size = vec2(width, caret.height() - 4.0);
    let color = theme.palette.hit.gamma_multiply(if is_current { 1.0 } else { 0.5 });
    ui.painter().rect_filled(Rect::from_center_size(caret.center(), size), 1.0, color);
}

/// Returns the size of the largest letters of a line, in points.
fn font_size(line: &PlacedLine) -> f32 {
    let sections = &line.layout.galley.job.sections;
    sections.iter().map(|section| section.format.font_id.size).fold(0.0, f32::max)
}

/// Draws the hint on an empty page.
fn hint(ui: &Ui, theme: &Theme, frame: &EditorFrame) {
    let font = Face::Draft.at(theme.type_scale.draft.0);
    let words = "Write here. Sources, quotes and claims wait at the right.";
    let width = frame.column.width;
    let galley = ui.painter().layout(words.to_owned(), font, theme.palette.faint, width);
    let top = frame.rect.top() + super::ABOVE;
    let at = Align2::LEFT_TOP.anchor_size(frame.column.rect(top, top).min, galley.size()).min;
    ui.painter().galley(at, galley, theme.palette.faint);
}

/// Inserts a quote dragged from the panel where it is dropped.
fn drop_of_quote(ui: &Ui, visible_lines: &VisibleLines, frame: &EditorFrame) -> Option<Action> {
    let pointer = ui.input(|input| input.pointer.interact_pos())?;
    let position = visible_lines.hit(pointer)?;
    if frame.response.dnd_hover_payload::<QuoteId>().is_some()
        && let Some(line) = visible_lines.line_of(position)
    {
        let caret = line.caret(position);
        let stroke = ui.visuals().text_cursor.stroke;
        ui.painter().vline(caret.left(), caret.y_range(), stroke);
    }
    let id = frame.response.dnd_release_payload::<QuoteId>()?;
    let at = Some(position.byte);
    Some(Action::InsertQuote { id: (*id).clone(), style: QuotationStyle::Inline, at })
}
