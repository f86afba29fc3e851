//! Draws what is in view, and what stands over it.
//!
//! What always holds: grounds lie beneath the words, lines and marks over them, and
//! the soft edge over all. The draft that is drawn is the workspace's as it is after
//! everything that was typed in this frame.

use egui::{
    Align2, Rect, Stroke, Ui, output::IMEOutput, pos2, text_selection::visuals::paint_text_cursor,
    vec2,
};

use super::{
    Editor, Stage, context, id, marks,
    set::{Page, SetLine},
};
use crate::{
    app::{Action, Workspace},
    model::QuoteId,
    project::QuotationStyle,
    ui::{
        flow, text,
        theme::{Face, Theme},
        verdict::Verdicts,
    },
};

/// How high the caret is, as a part of the size of the letters beside it.
const CARET: f32 = 1.35;

/// How wide the selection of a line break is drawn, in points.
const BREAK: f32 = 6.0;

impl Editor {
    /// Draws the draft with everything that is known of its words.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        theme: &Theme,
        verdicts: &mut Verdicts,
        stage: &Stage,
    ) -> Vec<Action> {
        self.follow(ui, workspace);
        let page = self.page(ui, workspace, theme, stage);
        let draft = workspace.project().draft();
        self.offered.offer(ui, draft, &self.caret.selection());
        let clip = ui.clip_rect().intersect(stage.rect);
        let mut ui = ui.new_child(egui::UiBuilder::new().max_rect(stage.rect));
        ui.set_clip_rect(clip);
        let ui = &mut ui;
        self.grounds(ui, workspace, theme, &page);
        if draft.is_empty() && self.preedit.is_none() {
            hint(ui, theme, stage);
        }
        for line in &page.lines {
            line.paint(ui.painter(), theme.palette.ink);
        }
        let mut actions = marks::claims(ui, workspace, theme, &page, stage.column.left);
        let seen = marks::quotations(ui, workspace, theme, &page);
        marks::findings(ui, workspace, theme, &page);
        self.caret(ui, &page, stage);
        actions.extend(drop_of_quote(ui, &page, stage));

        let pointer = stage.response.hover_pos().filter(|at| clip.contains(*at));
        if stage.response.secondary_clicked() {
            let at = stage.response.interact_pointer_pos();
            let over = seen
                .iter()
                .rfind(|seen| at.is_some_and(|at| seen.rects.iter().any(|rect| rect.contains(at))));
            self.menu = over.map(|seen| seen.range.clone());
        }
        let Verdicts { digests, float } = verdicts;
        if stage.edited {
            float.let_go();
        }
        actions.extend(float.show(ui, workspace, theme, digests, (&seen, pointer, clip)));
        let about = self.menu.as_ref().and_then(|range| workspace.quotation_of(range));
        actions.extend(context::menu(workspace, &stage.response, digests, about));
        self.told = text::access::tell(ui, (id(), true), draft, &page, &self.caret);
        flow::fade(ui, theme, stage.rect);
        flow::scroll_bar(ui, theme, id().with("bar"), stage.rect, &mut self.flow);
        actions
    }

    /// What lies beneath the words: the selection and what was looked for.
    fn grounds(&self, ui: &Ui, workspace: &Workspace, theme: &Theme, page: &Page) {
        let selection = self.caret.selection();
        let ground = |rect: Rect| ui.painter().rect_filled(rect, 0.0, theme.palette.selection);
        for rect in page.rects(&selection) {
            ground(rect);
        }
        if let Some(find) = workspace.find() {
            let current = find.current();
            for hit in find.hits_in(page.visible()) {
                let is_current = current.as_ref() == Some(&hit);
                for rect in page.rects(&hit) {
                    found(ui, theme, rect, is_current);
                }
            }
        }
        let draft = workspace.project().draft();
        for line in &page.lines {
            let end = line.range.end;
            // A line break that is selected shows, too.
            if selection.contains(&end) && draft[end..].starts_with(['\r', '\n']) {
                let row = line.row_rect(line.row_count() - 1);
                let left = if line.is_rtl() { row.left() - BREAK } else { row.right() };
                ground(Rect::from_x_y_ranges(left..=left + BREAK, row.y_range()));
            }
        }
    }

    /// The caret, what an input method composes at it, and where that shows its list.
    fn caret(&mut self, ui: &Ui, page: &Page, stage: &Stage) {
        if !stage.response.has_focus() {
            return;
        }
        let caret = page.line_of(self.caret.head).map(|line| self.caret_in(ui, line));
        let (now, has_window) = ui.input(|input| (input.time, input.focused));
        if let Some(caret) = caret.filter(|_| has_window) {
            paint_text_cursor(ui, ui.painter(), caret, now - self.moved);
        }
        // An input method is at hand even where the caret was scrolled out of view; its
        // list then shows below the draft.
        let below = || pos2(stage.column.left, stage.rect.bottom() + 1.0);
        let caret = caret.unwrap_or_else(|| Rect::from_min_size(below(), vec2(0.0, 1.0)));
        let to_global = ui.ctx().layer_transform_to_global(ui.layer_id()).unwrap_or_default();
        ui.output_mut(|output| {
            output.ime = Some(IMEOutput {
                purpose: egui::IMEPurpose::Normal,
                rect: to_global * stage.rect,
                cursor_rect: to_global * caret,
                should_interrupt_composition: false,
            });
        });
    }

    /// Where the caret stands in its line; marks what is being converted there.
    fn caret_in(&self, ui: &Ui, line: &SetLine) -> Rect {
        let mut caret = line.caret(self.caret.head);
        if let (Some(preedit), Some(range)) = (&self.preedit, &line.set.preedit)
            && let Some(active) = &preedit.active
        {
            let bytes = |chars: usize| {
                let at = preedit.text.char_indices().nth(chars);
                range.start + at.map_or(preedit.text.len(), |(at, _)| at)
            };
            for rect in line.shown_rects(bytes(active.start)..bytes(active.end)) {
                let stroke = Stroke::new(2.0, ui.visuals().text_cursor.stroke.color);
                ui.painter().hline(rect.x_range(), rect.bottom() - 3.0, stroke);
            }
            caret = line.shown_caret(bytes(active.end));
        }
        let height = caret.height().min(CARET * font_size(line));
        Rect::from_center_size(pos2(caret.left(), caret.center().y), vec2(0.0, height))
    }
}

/// Marks a hit; the one that is at hand has a border, too.
fn found(ui: &Ui, theme: &Theme, rect: Rect, is_current: bool) {
    let rect = rect.shrink2(vec2(0.0, 2.0));
    let color = theme.palette.marked;
    ui.painter().rect_filled(rect, 2.0, theme.tint(color));
    if is_current {
        let stroke = Stroke::new(1.5, color);
        ui.painter().rect_stroke(rect.expand(1.0), 3.0, stroke, egui::StrokeKind::Inside);
    }
}

/// The size of the largest letters of a line, in points.
fn font_size(line: &SetLine) -> f32 {
    let sections = &line.set.galley.job.sections;
    sections.iter().map(|section| section.format.font_id.size).fold(0.0, f32::max)
}

/// What an empty page says.
fn hint(ui: &Ui, theme: &Theme, stage: &Stage) {
    let font = Face::Draft.at(theme.type_scale.draft.0);
    let words = "Write here. Sources, quotes and claims wait at the right.";
    let width = stage.column.width;
    let galley = ui.painter().layout(words.to_owned(), font, theme.palette.faint, width);
    let top = stage.rect.top() + super::ABOVE;
    let at = Align2::LEFT_TOP.anchor_size(stage.column.rect(top, top).min, galley.size()).min;
    ui.painter().galley(at, galley, theme.palette.faint);
}

/// A quote dragged from the panel is put where it is let go.
fn drop_of_quote(ui: &Ui, page: &Page, stage: &Stage) -> Option<Action> {
    let pointer = ui.input(|input| input.pointer.interact_pos())?;
    let spot = page.hit(pointer)?;
    if stage.response.dnd_hover_payload::<QuoteId>().is_some()
        && let Some(line) = page.line_of(spot)
    {
        let caret = line.caret(spot);
        let stroke = ui.visuals().text_cursor.stroke;
        ui.painter().vline(caret.left(), caret.y_range(), stroke);
    }
    let id = stage.response.dnd_release_payload::<QuoteId>()?;
    let at = Some(spot.byte);
    Some(Action::InsertQuote { id: (*id).clone(), style: QuotationStyle::Inline, at })
}
