//! The editor of the draft: a widget of our own, because egui's sets, hashes and
//! copies the whole text for every frame.
//!
//! A frame has three steps. [`Editor::begin`] takes the room and the input that is
//! the editor's, [`Editor::take`] turns one input after the other into actions,
//! each against the draft that the one before left, and [`Editor::show`] draws. What
//! always holds: the text is changed only by the [`crate::text::Change`] in an
//! action, so that undo stays the workspace's; only lines in view are set; and what
//! was typed in a frame is in what that frame shows, verdicts included.

mod access;
mod context;
mod decorate;
mod hand;
mod lists;
mod look;
mod marks;
mod paint;
mod pairs;
mod pointer;
mod setter;

use std::ops::Range;

use egui::{Event, EventFilter, Id, Pos2, Rect, Response, Role, Sense, Ui, pos2, vec2};

use self::{
    caret::Caret,
    presses::Presses,
    set::{Page, SetLine, Spot},
    setter::{GAP, Lines, Preedit, Setter},
};
pub(super) use self::{
    decorate::{line_of, underline},
    marks::claim_colors,
};
use super::{
    flow::{Align, Flow, Guess, Manner, Place, on_pixel},
    text::{self, bidi, caret, presses, rows, set, steps, stroke},
    theme::Theme,
    widgets,
};
use crate::{
    app::{Action, Workspace},
    persist::settings::EditorFont,
    text::Document,
};

/// Room left of the text for the marks of claims and headings, in points.
const MARGIN: f32 = 44.0;

/// Room above the first line, in points.
const ABOVE: f32 = 40.0;

/// Room below the last line, as a part of the view.
const BELOW: f32 = 1.0 / 3.0;

/// View state of the editor.
pub struct Editor {
    flow: Flow,
    lines: Lines,
    caret: Caret,
    /// What an input method composes at the caret.
    preedit: Option<Preedit>,
    presses: Presses,
    /// The jump of the workspace that was last followed.
    jump: u64,
    /// The quotation, by the place of its words, that the context menu is about.
    menu: Option<Range<usize>>,
    /// When the caret last moved, in seconds: from then on it blinks.
    moved: f64,
    /// Whether the caret is to be brought into view.
    wants_view: bool,
    /// Where the view is to begin, in bytes of the draft: see [`Editor::go_to`].
    wanted: Option<f64>,
    /// The words last offered to the desktop as its selection.
    offered: text::offer::Offered,
    /// What a screen reader was told of the text, for what it asks back.
    told: text::access::Told,
}

impl Default for Editor {
    fn default() -> Self {
        Self {
            flow: Flow::new(ABOVE, BELOW),
            lines: Lines::default(),
            caret: Caret::default(),
            preedit: None,
            presses: Presses::default(),
            jump: 0,
            menu: None,
            moved: 0.0,
            wants_view: false,
            wanted: None,
            offered: text::offer::Offered::default(),
            told: text::access::Told::default(),
        }
    }
}

/// What the last frame set anew, for tests and benches that count work.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// Lines, or pieces of very long ones.
    pub lines: usize,
    /// Their bytes.
    pub bytes: usize,
}

/// The room of the editor in one frame, and the input that is its own.
pub struct Stage {
    /// The editor on the screen.
    rect: Rect,
    response: Response,
    column: Column,
    /// The pointer first, then keys in the order in which they came.
    inputs: std::vec::IntoIter<Input>,
    /// Whether something was typed.
    edited: bool,
}

/// One thing that the writer did.
pub enum Input {
    /// The pointer was pressed or moved.
    Pointer,
    /// A key, a text, the clipboard, an input method, a screen reader.
    Event(Event),
}

impl Stage {
    /// The next input.
    pub fn next_input(&mut self) -> Option<Input> {
        self.inputs.next()
    }
}

/// The id of the text field, by which the shell knows whether the draft has the keyboard.
pub fn id() -> Id {
    Id::unique("draft")
}

impl Editor {
    /// Takes the whole of `ui` and the input that is the editor's.
    pub fn begin(&mut self, ui: &mut Ui, workspace: &Workspace, theme: &Theme) -> Stage {
        let rect = ui.available_rect_before_wrap();
        ui.advance_cursor_after_rect(rect);
        let response = ui.interact(rect, id(), Sense::click_and_drag());
        let response = widgets::named(response, Role::MultilineTextInput, "Draft");
        let column = Column::of(rect, workspace, theme);
        let manner = Manner { width: column.width, mono: is_mono(workspace) };
        self.lines.begin(ui, theme, manner);
        self.follow(ui, workspace);
        let mut inputs = vec![Input::Pointer];
        if response.has_focus() {
            // Tab and the arrows are the editor's; Escape gives the keyboard away.
            let filter = EventFilter {
                tab: true,
                horizontal_arrows: true,
                vertical_arrows: true,
                escape: false,
            };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(id(), filter));
            let events = ui.input(|input| input.filtered_events(&filter));
            inputs.extend(events.into_iter().map(Input::Event));
        } else if self.preedit.is_some() {
            // What was composed when the keyboard went elsewhere was typed, too.
            inputs.push(Input::Event(Event::Ime(egui::ImeEvent::Commit(self.composed()))));
        }
        Stage { rect, response, column, inputs: inputs.into_iter(), edited: false }
    }

    /// Puts the caret where the workspace says the selection is.
    fn follow(&mut self, ui: &Ui, workspace: &Workspace) {
        let view = workspace.view();
        let is_jump = self.jump != view.jump.serial;
        if is_jump || self.caret.selection() != view.selection {
            self.caret = Caret {
                anchor: view.selection.start,
                head: Spot::at(view.selection.end),
                goal: None,
            };
            self.moved = ui.input(|input| input.time);
        }
        self.presses.forget_if_gone(workspace.project().draft().len());
    }

    /// The heights that lines are guessed to have.
    fn guess(column: &Column, workspace: &Workspace, theme: &Theme) -> Guess {
        let scale = &theme.type_scale;
        let size = if is_mono(workspace) { scale.mono_draft } else { scale.draft };
        Guess {
            width: column.width,
            character: scale.character * size.0 * 0.82,
            row: size.1,
            gap: GAP,
        }
    }

    /// Sets what is in view.
    fn page(&mut self, ui: &Ui, workspace: &Workspace, theme: &Theme, stage: &Stage) -> Page {
        let document = workspace.project().document();
        let view = stage.rect.height();
        self.flow.follow(document, &Self::guess(&stage.column, workspace, theme), view);
        let preedit = self.preedit.as_ref().map(|preedit| (self.caret.head.byte, preedit));
        let setter = Setter { ui, workspace, theme, preedit };
        let text = document.text();
        let lines = &mut self.lines;
        if let Some(bytes) = self.wanted.take() {
            let piece = self.flow.range(self.flow.at(bytes.max(0.0) as usize));
            let place = Place::of_bytes(bytes, piece.start, &piece);
            let measure = |range: Range<usize>| setter.set(lines, &words(text, range)).height;
            self.flow.go_to(place, measure);
        }
        let serial = workspace.view().jump.serial;
        let jumped = std::mem::replace(&mut self.jump, serial) != serial;
        if jumped || std::mem::take(&mut self.wants_view) {
            let (spot, align) = if jumped {
                (Spot::at(workspace.view().jump.range.start), Align::Centre)
            } else {
                (self.caret.head, Align::Nearest)
            };
            let piece = self.flow.at(spot.byte);
            let range = words(text, self.flow.range(piece));
            let set = setter.set(lines, &range);
            let line = SetLine { range, pos: Pos2::ZERO, set };
            let caret = line.caret(spot);
            let measure = |range: Range<usize>| setter.set(lines, &words(text, range)).height;
            self.flow.bring(piece, caret.top()..caret.bottom(), view, align, measure);
        }
        let measure = |range: Range<usize>| setter.set(lines, &words(text, range)).height;
        let seen = self.flow.settle(view, measure);
        let place = |piece: usize, y: f32, lines: &mut Lines| {
            let range = words(text, self.flow.range(piece));
            let set = setter.set(lines, &range);
            let y = on_pixel(ui, stage.rect.top() + y);
            let pos = pos2(stage.column.left + set.indent, y);
            SetLine { range, pos, set }
        };
        let lines = seen.iter().map(|seen| place(seen.piece, seen.y, &mut self.lines)).collect();
        Page { lines, first: seen.first().map_or(0, |seen| seen.piece) }
    }

    /// The lines of the draft as it is, and the caret that is to be moved in them.
    fn in_lines<'a>(
        &'a mut self,
        ui: &'a Ui,
        workspace: &'a Workspace,
        theme: &'a Theme,
        stage: &Stage,
    ) -> (InLines<'a>, &'a mut Caret) {
        let Self { flow, lines, caret, .. } = self;
        let guess = Self::guess(&stage.column, workspace, theme);
        flow.follow(workspace.project().document(), &guess, stage.rect.height());
        let setter = Setter { ui, workspace, theme, preedit: None };
        (InLines { flow, lines, setter, left: stage.column.left }, caret)
    }

    fn composed(&self) -> String {
        self.preedit.as_ref().map(|preedit| preedit.text.clone()).unwrap_or_default()
    }

    /// Where the view begins, in bytes of the draft and parts of a byte; from -1 to 0
    /// in the room above the first line. `None` when the draft changed since.
    pub fn place(&self, workspace: &Workspace) -> Option<f64> {
        let place = self.flow.place(workspace.project().document())?;
        Some(place.to_bytes(&self.flow.range(self.flow.at(place.offset))))
    }

    /// Lets the view begin at such a place when it is shown next.
    pub fn go_to(&mut self, bytes: f64) {
        self.wanted = Some(bytes);
    }

    /// Rises whenever the writer goes to another place of the draft.
    pub fn scrolls(&self) -> u64 {
        self.flow.scrolls()
    }

    /// What the last frame set anew.
    pub fn work(&self) -> Work {
        let (lines, bytes) = self.lines.laid_out;
        Work { lines, bytes }
    }

    /// Tells the workspace of the selection.
    fn select(&self) -> Action {
        Action::Select(self.caret.selection())
    }

    /// Notes that the caret was moved by the writer, who wants to see it.
    fn has_moved(&mut self, ui: &Ui) {
        self.wants_view = true;
        self.moved = ui.input(|input| input.time);
    }
}

/// The lines of the draft, for whatever moves the caret in them.
struct InLines<'a> {
    flow: &'a Flow,
    lines: &'a mut Lines,
    setter: Setter<'a>,
    /// Where the column begins on the screen.
    left: f32,
}

impl steps::InLines for InLines<'_> {
    fn document(&self) -> &Document {
        self.setter.workspace.project().document()
    }

    fn flow(&self) -> &Flow {
        self.flow
    }

    fn line(&mut self, piece: usize) -> SetLine {
        let range = words(self.document().text(), self.flow.range(piece));
        let set = self.setter.set(self.lines, &range);
        SetLine { range, pos: pos2(self.left + set.indent, 0.0), set }
    }
}

fn is_mono(workspace: &Workspace) -> bool {
    workspace.settings().editor_font == EditorFont::Mono
}

/// The bytes of a piece without its line break.
fn words(text: &str, range: Range<usize>) -> Range<usize> {
    let words = &text[range.clone()];
    let words = words.strip_suffix('\n').unwrap_or(words);
    let words = words.strip_suffix('\r').unwrap_or(words);
    range.start..range.start + words.len()
}

/// Where the text column stands on the screen, in points.
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

    /// From the left edge of the column to the right one, over a span of heights.
    fn rect(&self, top: f32, bottom: f32) -> Rect {
        Rect::from_min_size(pos2(self.left, top), vec2(self.width, bottom - top))
    }
}
