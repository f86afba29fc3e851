//! The editor of the draft: a widget of its own, because egui's `TextEdit` lays out, hashes
//! and copies the whole text in every frame.
//!
//! A frame has three steps. [`Editor::begin`] allocates the space and collects the input,
//! [`Editor::take`] turns one input after another into actions, each against the draft that
//! the one before left, and [`Editor::show`] draws.
//!
//! # Invariants
//! The text is changed only by the [`nutgraf_engine::text::Change`] in an action, so that undo stays
//! the workspace's. Only lines in view are laid out. What was typed in a frame is in what
//! that frame shows, verdicts included.

mod accesskit;
mod carets;
mod completion;
mod context_menu;
mod dimming;
mod input;
mod line_layout;
mod overlays;
mod paint;
mod pairs;
mod placeholders;
mod pointer;
mod prefix;
mod reference;
mod style;
mod tables;
mod typography;
mod underline;

use egui::{Event, EventFilter, Id, Pos2, Rect, Response, Role, Sense, Ui, pos2, vec2};

pub use self::completion::CompletionWork;
use self::{
    caret::Caret,
    clicks::ClickTracker,
    layout::{CaretPosition, PlacedLine, VisibleLines},
    line_layout::{DraftLayouter, GAP, LineCache, Preedit},
};
pub(super) use self::{
    overlays::claim_colors,
    underline::{line_of, underline},
};
use super::{
    flow::{Flow, HeightEstimate, LayoutParams, ScrollAlign, ScrollAnchor, on_pixel},
    text::{self, bidi, caret, clicks, geometry, keymap, layout, motion},
    theme::Theme,
    widgets,
};
use crate::{
    app::{Action, CaretPlaces, Workspace},
    persist::settings::EditorFont,
};
use nutgraf_engine::{
    range::{DraftRange, TextRange},
    text::Document,
};

/// Space left of the text for the marks of claims and headings, in points.
const MARGIN: f32 = 44.0;

/// Space above the first line, in points.
const ABOVE: f32 = 40.0;

/// Space below the last line, as a part of the view.
const BELOW: f32 = 1.0 / 3.0;

/// View state of the editor.
pub(super) struct Editor {
    flow: Flow,
    lines: LineCache,
    caret: Caret,
    /// The other carets, where there are several.
    further: carets::FurtherCarets,
    /// What an input method is composing at the caret.
    preedit: Option<Preedit>,
    clicks: ClickTracker,
    /// Serial of the workspace's jump that was last followed.
    jump: u64,
    /// The number of the workspace's pastes that was last followed.
    pastes: u64,
    /// What opens the context menu, and where.
    menu_opening: context_menu::MenuOpening,
    /// The quotation that the context menu is about, in bytes of the draft.
    menu: Option<DraftRange>,
    /// When the caret last moved, in seconds; it blinks from then on.
    caret_moved_at: f64,
    /// Whether to scroll the caret into view.
    scroll_to_caret: bool,
    /// Whether the caret was in view in the last frame.
    is_caret_in_view: bool,
    /// The zoom of the last frame.
    zoom: f32,
    /// Whether the line of the caret stayed in the middle of the view in the last frame.
    is_typewriter: bool,
    /// Where to scroll to in the next frame, in bytes of the draft: see [`Editor::go_to`].
    wanted: Option<f64>,
    /// The list of what the name at the caret can become.
    completion: completion::Completion,
    /// The reference of the citation under the pointer.
    reference: reference::ReferenceHover,
    /// The typographic sign that the last key typed.
    typed_sign: Option<TypedSign>,
    /// Whether something was typed in the table of the caret since its columns were aligned.
    has_typed_in_table: bool,
    /// The selection last offered to the desktop.
    primary_selection: text::primary_selection::PrimarySelection,
    /// The published text, for the requests of a screen reader.
    accessible: text::accesskit::AccessibleText,
}

impl Default for Editor {
    fn default() -> Self {
        Self {
            flow: Flow::new(ABOVE, BELOW),
            lines: LineCache::default(),
            caret: Caret::default(),
            further: carets::FurtherCarets::default(),
            preedit: None,
            clicks: ClickTracker::default(),
            jump: 0,
            pastes: 0,
            menu_opening: context_menu::MenuOpening::default(),
            menu: None,
            caret_moved_at: 0.0,
            scroll_to_caret: false,
            is_caret_in_view: false,
            zoom: 1.0,
            is_typewriter: false,
            wanted: None,
            completion: completion::Completion::default(),
            reference: reference::ReferenceHover::default(),
            typed_sign: None,
            has_typed_in_table: false,
            primary_selection: text::primary_selection::PrimarySelection::default(),
            accessible: text::accesskit::AccessibleText::default(),
        }
    }
}

/// A typographic sign in front of the caret, which one Backspace turns into what was typed.
#[derive(Clone, Debug)]
struct TypedSign {
    /// The place of the caret behind it, in bytes of the draft.
    caret: usize,
    sign: typography::Sign,
    /// Whether the mark that closes it was typed with it.
    is_pair: bool,
}

/// Layout work of the last frame, for tests and benches that count it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LayoutWork {
    /// Lines laid out, or pieces of very long ones.
    pub lines: usize,
    /// Their bytes.
    pub bytes: usize,
}

/// The editor in one frame: its place on the screen and its input.
pub(super) struct EditorFrame {
    /// Rectangle of the editor on the screen.
    rect: Rect,
    response: Response,
    /// Whether what is typed is for the draft.
    has_keyboard: bool,
    column: Column,
    /// The pointer first, then events in the order in which they came.
    inputs: std::vec::IntoIter<Input>,
    /// Whether an input edited the draft.
    edited: bool,
}

/// One input of the writer.
pub(super) enum Input {
    /// The pointer was pressed or moved.
    Pointer,
    /// A command asked for further carets.
    Carets(CaretPlaces),
    /// A key, a text, the clipboard, an input method or a screen reader.
    Event(Event),
}

impl EditorFrame {
    /// Returns the next input.
    pub(super) fn next_input(&mut self) -> Option<Input> {
        self.inputs.next()
    }
}

/// Returns the id of the text field, by which the shell knows whether the draft has the
/// keyboard.
pub(super) fn id() -> Id {
    Id::unique("draft")
}

impl Editor {
    /// Takes the whole of `ui` and, where it has the keyboard, what is typed.
    pub(super) fn begin(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        theme: &Theme,
        has_keyboard: bool,
    ) -> EditorFrame {
        let rect = ui.available_rect_before_wrap();
        ui.advance_cursor_after_rect(rect);
        let response = ui.interact(rect, id(), Sense::click_and_drag());
        let response = widgets::named(response, Role::MultilineTextInput, "Draft");
        let column = Column::of(rect, workspace, theme);
        let params = LayoutParams { width: column.width, mono: is_mono(workspace) };
        self.lines.begin_frame(ui, theme, params);
        self.follow(ui, workspace);
        let mut inputs = vec![Input::Pointer];
        inputs.extend(self.further.take_asked().map(Input::Carets));
        if has_keyboard {
            let filter = self.key_filter();
            ui.memory_mut(|memory| memory.set_focus_lock_filter(id(), filter));
            let events = ui.input(|input| input.filtered_events(&filter));
            inputs.extend(events.into_iter().map(Input::Event));
        } else if self.preedit.is_some() {
            // Text that was being composed when the focus left is committed.
            inputs.push(Input::Event(Event::Ime(egui::ImeEvent::Commit(self.composed()))));
        }
        EditorFrame {
            rect,
            response,
            has_keyboard,
            column,
            inputs: inputs.into_iter(),
            edited: false,
        }
    }

    /// Returns which keys are input. Tab and the arrows are; Escape gives the keyboard away,
    /// unless it closes the completion or takes further carets away.
    fn key_filter(&self) -> EventFilter {
        EventFilter {
            tab: true,
            horizontal_arrows: true,
            vertical_arrows: true,
            escape: self.completion.is_open() || !self.further.is_empty(),
        }
    }

    /// Whether Escape is for a list beside the caret, for further carets, or for what an input
    /// method composes.
    pub(super) fn takes_escape(&self) -> bool {
        self.completion.is_open() || self.preedit.is_some() || !self.further.is_empty()
    }

    /// Whether a list of completions is open beside the caret.
    pub(super) fn is_completing(&self) -> bool {
        self.completion.is_open()
    }

    /// Returns the work of the completion so far.
    pub(super) fn completion_work(&self) -> CompletionWork {
        self.completion.work()
    }

    /// Moves the caret to the workspace's selection.
    fn follow(&mut self, ui: &Ui, workspace: &Workspace) {
        let view = workspace.view();
        self.scroll_to_caret |= std::mem::replace(&mut self.pastes, view.pastes) != view.pastes;
        let is_jump = self.jump != view.jump.serial;
        if is_jump || self.caret.selection().in_draft() != view.selection {
            self.caret = Caret {
                anchor: view.selection.start,
                head: CaretPosition::at(view.selection.end),
                goal: None,
            };
            self.further.clear();
            self.has_typed_in_table = false;
            self.caret_moved_at = ui.input(|input| input.time);
        }
        self.further.follow(workspace.project().document());
        let zoom = ui.ctx().zoom_factor();
        if std::mem::replace(&mut self.zoom, zoom) != zoom {
            self.scroll_to_caret |= self.is_caret_in_view;
        }
        self.clicks.forget_if_gone(workspace.project().draft().len());
    }

    /// Returns the parameters for estimating heights of lines.
    fn estimate(column: &Column, workspace: &Workspace, theme: &Theme) -> HeightEstimate {
        let scale = &theme.type_scale;
        let size = if is_mono(workspace) { scale.mono_draft } else { scale.draft };
        HeightEstimate {
            width: column.width,
            character: scale.character * size.0 * 0.82,
            row: size.1,
            gap: GAP,
        }
    }

    /// Lays out what is in view.
    fn visible_lines(
        &mut self,
        ui: &Ui,
        workspace: &Workspace,
        theme: &Theme,
        frame: &EditorFrame,
    ) -> VisibleLines {
        let document = workspace.project().document();
        let view = frame.rect.height();
        let is_typewriter = workspace.settings().typewriter;
        if std::mem::replace(&mut self.is_typewriter, is_typewriter) != is_typewriter {
            self.scroll_to_caret = true;
        }
        let pads = if is_typewriter { (view / 2.0, 0.5) } else { (ABOVE, BELOW) };
        self.flow.set_pads(pads.0, pads.1);
        self.flow.follow(document, &Self::estimate(&frame.column, workspace, theme), view);
        let preedit = self.preedit.as_ref().map(|preedit| (self.caret.head.byte, preedit));
        let layouter = DraftLayouter { ui, workspace, theme, preedit };
        let text = document.text();
        let lines = &mut self.lines;
        if let Some(bytes) = self.wanted.take() {
            let piece = self.flow.range(self.flow.at(bytes.max(0.0) as usize));
            let place = ScrollAnchor::of_bytes(bytes, piece.start, piece);
            let measure = |range: TextRange| layouter.line(lines, words(text, range)).height;
            self.flow.go_to(place, measure);
        }
        let serial = workspace.view().jump.serial;
        let jumped = std::mem::replace(&mut self.jump, serial) != serial;
        if jumped || std::mem::take(&mut self.scroll_to_caret) {
            let (position, align) = if is_typewriter {
                (self.caret.head, ScrollAlign::Middle)
            } else if jumped {
                (CaretPosition::at(workspace.view().jump.range.start), ScrollAlign::Centre)
            } else {
                (self.caret.head, ScrollAlign::Nearest)
            };
            let piece = self.flow.at(position.byte);
            let range = words(text, self.flow.range(piece));
            let layout = layouter.line(lines, range);
            let line = PlacedLine { range, pos: Pos2::ZERO, layout };
            let caret = line.caret(position);
            let measure = |range: TextRange| layouter.line(lines, words(text, range)).height;
            self.flow.bring(piece, caret.top()..caret.bottom(), view, align, measure);
        }
        let measure = |range: TextRange| layouter.line(lines, words(text, range)).height;
        let visible = self.flow.settle(view, measure);
        let place = |piece: usize, y: f32, lines: &mut LineCache| {
            let range = words(text, self.flow.range(piece));
            let layout = layouter.line(lines, range);
            let y = on_pixel(ui, frame.rect.top() + y);
            let pos = pos2(frame.column.left + layout.indent, y);
            PlacedLine { range, pos, layout }
        };
        let lines = visible
            .iter()
            .map(|visible| place(visible.piece, visible.y, &mut self.lines))
            .collect();
        VisibleLines { lines, first: visible.first().map_or(0, |visible| visible.piece) }
    }

    /// Returns the lines of the draft and the caret to move in them.
    fn in_lines<'a>(
        &'a mut self,
        ui: &'a Ui,
        workspace: &'a Workspace,
        theme: &'a Theme,
        frame: &EditorFrame,
    ) -> (DraftLines<'a>, &'a mut Caret) {
        let Self { flow, lines, caret, .. } = self;
        let estimate = Self::estimate(&frame.column, workspace, theme);
        flow.follow(workspace.project().document(), &estimate, frame.rect.height());
        let layouter = DraftLayouter { ui, workspace, theme, preedit: None };
        (DraftLines { flow, lines, layouter, left: frame.column.left }, caret)
    }

    fn composed(&self) -> String {
        self.preedit.as_ref().map(|preedit| preedit.text.clone()).unwrap_or_default()
    }

    /// Returns where the view begins, as a fractional byte of the draft; from -1 to 0 in
    /// the space above the first line. `None` when the draft changed since.
    pub(super) fn place(&self, workspace: &Workspace) -> Option<f64> {
        let place = self.flow.place(workspace.project().document())?;
        Some(place.to_bytes(self.flow.range(self.flow.at(place.offset))))
    }

    /// Scrolls to a place that [`Editor::place`] or the preview returned, in the next
    /// frame.
    pub(super) fn go_to(&mut self, bytes: f64) {
        self.wanted = Some(bytes);
    }

    /// Returns a counter that rises when the writer scrolls to another place of the draft.
    pub(super) fn scrolls(&self) -> u64 {
        self.flow.scrolls()
    }

    /// Returns the layout work of the last frame.
    pub(super) fn work(&self) -> LayoutWork {
        let (lines, bytes) = self.lines.laid_out;
        LayoutWork { lines, bytes }
    }

    /// Opens the context menu at the caret, in the next frame.
    pub(super) fn open_menu(&mut self) {
        self.menu_opening.is_asked = true;
    }

    /// Returns the action that reports the selection.
    fn select(&self) -> Action {
        Action::Select(self.caret.selection().in_draft())
    }

    /// Records that the writer moved the caret, so that it is scrolled into view.
    fn note_caret_moved(&mut self, ui: &Ui) {
        self.scroll_to_caret = true;
        self.caret_moved_at = ui.input(|input| input.time);
    }
}

/// The lines of the draft, for moving the caret in them.
struct DraftLines<'a> {
    flow: &'a Flow,
    lines: &'a mut LineCache,
    layouter: DraftLayouter<'a>,
    /// Left edge of the column on the screen, in points.
    left: f32,
}

impl motion::LineSource for DraftLines<'_> {
    fn document(&self) -> &Document {
        self.layouter.workspace.project().document()
    }

    fn flow(&self) -> &Flow {
        self.flow
    }

    fn line(&mut self, piece: usize) -> PlacedLine {
        let range = words(self.document().text(), self.flow.range(piece));
        let layout = self.layouter.line(self.lines, range);
        PlacedLine { range, pos: pos2(self.left + layout.indent, 0.0), layout }
    }
}

fn is_mono(workspace: &Workspace) -> bool {
    workspace.settings().editor_font == EditorFont::Mono
}

/// Returns the bytes of a piece without its line break.
fn words(text: &str, range: TextRange) -> TextRange {
    let words = &text[range];
    let words = words.strip_suffix('\n').unwrap_or(words);
    let words = words.strip_suffix('\r').unwrap_or(words);
    TextRange::new(range.start, range.start + words.len())
}

/// The text column on the screen, in points.
struct Column {
    left: f32,
    width: f32,
}

impl Column {
    fn of(rect: Rect, workspace: &Workspace, theme: &Theme) -> Self {
        let scale = &theme.type_scale;
        let available = rect.width();
        let wanted = workspace.settings().measure as f32 * scale.character * scale.draft.0;
        let width = wanted.min(available - MARGIN - 24.0).max(160.0).round();
        let left = ((available - width) / 2.0).max(MARGIN).round();
        Self { left: rect.left() + left, width }
    }

    /// Returns the rectangle over the width of the column, from `top` to `bottom`.
    fn rect(&self, top: f32, bottom: f32) -> Rect {
        Rect::from_min_size(pos2(self.left, top), vec2(self.width, bottom - top))
    }
}
