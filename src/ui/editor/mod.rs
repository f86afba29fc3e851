//! The editor of the draft.
//!
//! The seam: [`Editor::show`] takes the workspace and gives back what was typed,
//! [`Editor::dress`] draws over it what is known of the words; that
//! egui's `TextEdit` stands behind it is nobody else's business. What always
//! holds: the text is changed only by the [`crate::text::Change`] in an action,
//! and undo belongs to the workspace, so `TextEdit`'s own is kept empty.

mod buffer;
mod context;
mod decorate;
mod marks;
mod style;

use std::{ops::Range, sync::Arc};

use egui::{
    Align, Frame, Galley, Id, Margin, Pos2, Rect, Response, ScrollArea, Shape, TextBuffer,
    TextEdit, Ui, UiBuilder,
    layers::ShapeIdx,
    text::{CCursor, CCursorRange, LayoutJob},
    text_edit::TextEditState,
    vec2,
};

use self::buffer::{Recorder, to_byte, to_char};
pub(super) use self::{
    buffer::CharWalk,
    decorate::{Placed, line_of, underline},
    marks::claim_colors,
};
use super::{
    theme::{Face, Theme},
    verdict::Verdicts,
};
use crate::{
    app::{Action, Workspace},
    markdown::Structure,
    model::QuoteId,
    persist::settings::EditorFont,
    project::QuotationStyle,
};

/// Room left of the text for the marks of claims, in points.
const MARGIN: f32 = 44.0;

/// View state of the editor.
#[derive(Default)]
pub struct Editor {
    /// egui edits a copy, which is brought in line with the draft when that moved on.
    text: String,
    jump: u64,
    set: Option<Set>,
    /// The quotation, by the place of its words, that the context menu is about.
    menu: Option<Range<usize>>,
    /// Where to scroll to because the view stood beyond the end of the text.
    beyond: Option<f32>,
    /// How far down the editor is scrolled, as a part of what can be scrolled.
    pub scrolled: f32,
}

/// The text as it was last styled, and for what. The galley is egui's to keep:
/// one kept here would outlive the font atlas it points into.
struct Set {
    width: f32,
    mono: bool,
    is_dark: bool,
    job: LayoutJob,
}

/// The id of the text field, by which the shell knows whether the draft has the keyboard.
pub fn id() -> Id {
    Id::unique("draft")
}

impl Editor {
    /// Shows the draft over the whole of `ui`, and takes what is typed. Once the
    /// workspace has taken that over, [`Editor::dress`] draws the rest.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        theme: &Theme,
    ) -> (Vec<Action>, Stage) {
        let draft = workspace.project().draft();
        if self.text != draft {
            self.text.clear();
            self.text.push_str(draft);
        }
        let jumped = self.take_jump(ui, workspace);
        let column = column(ui.available_width(), workspace, theme);
        let height = ui.available_height();
        let mut area = ScrollArea::vertical().id_salt("editor").auto_shrink(false);
        if let Some(offset) = self.beyond.take() {
            area = area.vertical_scroll_offset(offset);
        }
        let output = area.show(ui, |ui| {
            let set = ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                ui.add_space(column.left);
                let set = ui.vertical(|ui| {
                    ui.set_width(column.width);
                    ui.add_space(40.0);
                    let least = (height - 80.0).max(0.0);
                    let set = self.text_edit(ui, workspace, theme, (least, jumped));
                    ui.add_space(height / 3.0);
                    set
                });
                set.inner
            });
            set.inner
        });
        let scrollable = (output.content_size.y - output.inner_rect.height()).max(1.0);
        // A text that shrank must not leave the view beyond its end.
        let (wanted, most) = (output.state.unclamped_offset().y, scrollable.max(1.0));
        if wanted > most + 1.0 {
            self.beyond = Some(most);
            ui.ctx().request_repaint();
        }
        self.scrolled = (output.state.clamped_offset().y / scrollable).clamp(0.0, 1.0);
        output.inner
    }

    /// Draws what stands over the draft: verdicts, findings, claims, cards, menus.
    /// What the writer typed in this frame is then in the workspace already, so
    /// that no line is a keystroke behind the words it stands under.
    pub fn dress(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        theme: &Theme,
        verdicts: &mut Verdicts,
        stage: &Stage,
    ) -> Vec<Action> {
        // A change that was refused leaves words on the screen that are not the draft's.
        if self.text != workspace.project().draft() {
            return Vec::new();
        }
        let ui = &mut ui.new_child(UiBuilder::new().max_rect(stage.clip));
        ui.set_clip_rect(stage.clip);
        let Stage { galley, origin, response, edited, clip, over } = stage;
        let placed = Placed { text: &self.text, galley, origin: *origin };
        let (seen, mut actions) = painted_at(ui, *over, |ui| {
            let seen = marks::quotations(ui, workspace, theme, &placed);
            marks::findings(ui, workspace, theme, &placed);
            (seen, marks::claims(ui, workspace, theme, &placed, response))
        });
        let pointer = response.hover_pos().filter(|_| !response.context_menu_opened());
        if response.secondary_clicked() {
            let at = response.interact_pointer_pos();
            let over = seen
                .iter()
                .rfind(|seen| at.is_some_and(|at| seen.rects.iter().any(|rect| rect.contains(at))));
            self.menu = over.map(|seen| seen.range.clone());
        }
        let Verdicts { digests, float } = verdicts;
        if *edited {
            float.let_go();
        }
        actions.extend(float.show(ui, workspace, theme, digests, (&seen, pointer, *clip)));
        actions.extend(drop_of_quote(ui, &placed, response));
        let about = self.menu.as_ref().and_then(|range| workspace.quotation_of(range));
        actions.extend(context::menu(workspace, response, digests, about));
        actions
    }

    /// Puts the selection where the workspace wants it. Returns whether it moved.
    fn take_jump(&mut self, ui: &Ui, workspace: &Workspace) -> bool {
        let jump = &workspace.view().jump;
        if self.jump == jump.serial {
            return false;
        }
        self.jump = jump.serial;
        let mut state = TextEditState::load(ui.ctx(), id()).unwrap_or_default();
        let cursor = |byte| CCursor::new(to_char(&self.text, byte));
        let range = CCursorRange::two(cursor(jump.range.start), cursor(jump.range.end));
        state.cursor.set_char_range(Some(range));
        state.clear_undoer();
        state.store(ui.ctx(), id());
        true
    }

    fn text_edit(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        theme: &Theme,
        (height, jumped): (f32, bool),
    ) -> (Vec<Action>, Stage) {
        let mut actions = Vec::new();
        let mono = workspace.settings().editor_font == EditorFont::Mono;
        let set = &mut self.set;
        let mut layouter = |ui: &Ui, buffer: &dyn TextBuffer, width: f32| {
            let text = buffer.as_str();
            let is_set = set.as_ref().is_some_and(|set| {
                let same = set.width == width && set.mono == mono && set.is_dark == theme.is_dark;
                same && set.job.text == text
            });
            if !is_set {
                let job = if text == workspace.project().draft() {
                    style::layout_job(text, workspace.structure(), theme, mono, width)
                } else {
                    style::layout_job(text, &Structure::parse(text), theme, mono, width)
                };
                *set = Some(Set { width, mono, is_dark: theme.is_dark, job });
            }
            let job = set.as_ref().map(|set| set.job.clone()).unwrap_or_default();
            ui.fonts_mut(|fonts| fonts.layout_job(job))
        };
        let hint = "Write here. Sources, quotes and claims wait at the right.";
        let font = Face::Draft.at(theme.type_scale.draft.0);
        let mut recorder = Recorder::new(&mut self.text);
        let output = TextEdit::multiline(&mut recorder)
            .id(id())
            .frame(Frame::NONE)
            .margin(Margin::ZERO)
            .desired_width(f32::INFINITY)
            .min_size(vec2(0.0, height))
            .hint_text(super::widgets::styled(hint, font, theme.palette.faint))
            .lock_focus(true)
            .layouter(&mut layouter)
            .show(ui);
        output.response.response.clone().accessible_name("Draft");
        let changed = recorder.into_change();
        let selection = output.cursor_range.map(|range| {
            let chars = range.as_sorted_char_range();
            to_byte(&self.text, chars.start)..to_byte(&self.text, chars.end)
        });
        let mut state = output.state;
        state.clear_undoer();
        state.store(ui.ctx(), id());

        let edited = changed.is_some();
        if let Some(change) = changed {
            actions.push(Action::Edit(change));
        }
        // Typing moves the caret by itself; only a selection is news then.
        let is_news = |selection: &Range<usize>| {
            !jumped
                && if edited {
                    !selection.is_empty()
                } else {
                    *selection != workspace.view().selection
                }
        };
        actions.extend(selection.filter(is_news).map(Action::Select));
        let placed = Placed { text: &self.text, galley: &output.galley, origin: output.galley_pos };
        if jumped {
            let mut walk = CharWalk::new(&self.text);
            let row = placed.row(&mut walk, workspace.view().jump.range.start);
            // What is in view already stays where it is.
            if !ui.clip_rect().contains_rect(row) {
                ui.scroll_to_rect(row.expand2(vec2(0.0, 60.0)), Some(Align::Center));
            }
        }
        let stage = Stage {
            galley: output.galley,
            origin: output.galley_pos,
            response: output.response.response,
            edited,
            clip: ui.clip_rect(),
            over: ui.painter().add(Shape::Noop),
        };
        (actions, stage)
    }
}

/// The draft as it was set in this frame. Never kept for the next: the galley
/// would outlive the font atlas it points into.
pub struct Stage {
    galley: Arc<Galley>,
    origin: Pos2,
    response: Response,
    /// Whether something was typed.
    edited: bool,
    /// The part of the screen that the draft is seen in.
    clip: Rect,
    /// The place kept for what stands over the text.
    over: ShapeIdx,
}

/// Paints at a place that was kept in the layer, and not on top of it: the soft
/// edge of what is scrolled then lies over marks as it does over words.
fn painted_at<R>(ui: &Ui, place: ShapeIdx, paint: impl FnOnce(&Ui) -> R) -> R {
    let layer = ui.layer_id();
    let next = || ui.ctx().graphics_mut(|layers| layers.entry(layer).next_idx().0);
    let first = next();
    let result = paint(ui);
    let last = next();
    ui.ctx().graphics_mut(|layers| {
        let list = layers.entry(layer);
        let mut shapes = Vec::with_capacity(last - first);
        for index in first..last {
            list.mutate_shape(ShapeIdx(index), |painted| {
                shapes.push(std::mem::replace(&mut painted.shape, Shape::Noop));
            });
        }
        list.set(place, ui.clip_rect(), Shape::Vec(shapes));
    });
    result
}

/// Where the text column stands in the editor, in points.
struct Column {
    left: f32,
    width: f32,
}

fn column(available: f32, workspace: &Workspace, theme: &Theme) -> Column {
    let scale = &theme.type_scale;
    let wanted = workspace.settings().measure as f32 * scale.character * scale.draft.0;
    let width = wanted.min(available - MARGIN - 24.0).max(160.0);
    let left = ((available - width) / 2.0).max(MARGIN);
    Column { left, width }
}

/// A quote dragged from the panel is put where it is let go.
fn drop_of_quote(ui: &Ui, placed: &Placed<'_>, response: &egui::Response) -> Option<Action> {
    let pointer = ui.input(|input| input.pointer.interact_pos())?;
    if response.dnd_hover_payload::<QuoteId>().is_some() {
        let mut walk = CharWalk::new(placed.text);
        let caret = placed.row(&mut walk, placed.byte_at(pointer));
        let stroke = ui.visuals().text_cursor.stroke;
        ui.painter().vline(caret.left(), caret.y_range(), stroke);
    }
    let id = response.dnd_release_payload::<QuoteId>()?;
    let at = Some(placed.byte_at(pointer));
    Some(Action::InsertQuote { id: (*id).clone(), style: QuotationStyle::Inline, at })
}

/// The bytes that an egui selection covers.
pub(super) fn bytes_of(text: &str, range: &CCursorRange) -> Range<usize> {
    let chars = range.as_sorted_char_range();
    to_byte(text, chars.start)..to_byte(text, chars.end)
}
