//! Several carets: each does what a key says, and all of it is one change.
//!
//! # Invariants
//! - The workspace knows one selection, that of the caret that came last; the others are the
//!   editor's and go as soon as anybody else changes the draft or the selection.
//! - The carets are disjoint: those that meet become one.
//! - A key is asked of each caret by itself against the draft as it was, so that lists, pairs
//!   and signs are what they are with one caret. What cannot be done at several places at
//!   once is done at the last caret alone, and the others go.

use egui::{Event, ImeEvent, Key, Ui, ViewportCommand};

use super::{
    Editor, EditorFrame,
    caret::{self, Caret},
    keymap::CaretMotion,
    layout::CaretPosition,
    motion,
};
use crate::{
    app::{Action, CaretPlaces, Workspace},
    ui::{clipboard::paste_key, theme::Theme},
};
use nutgraf_engine::text::{CaretEdit, Change, Document, at_once, pasted};

/// The most carets there are at a time.
const MOST: usize = 1_000;

/// The carets besides the one that the workspace knows.
#[derive(Default)]
pub(super) struct FurtherCarets {
    carets: Vec<Caret>,
    /// The version of the draft that they stand in.
    version: u64,
    /// Where some were asked for.
    asked: Option<CaretPlaces>,
    /// Where the drag of a column of carets began.
    column: Option<(CaretPosition, f32)>,
}

impl FurtherCarets {
    pub(super) fn is_empty(&self) -> bool {
        self.carets.is_empty()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Caret> {
        self.carets.iter()
    }

    pub(super) fn clear(&mut self) {
        self.carets.clear();
    }

    /// Takes them away where the draft is not the one that they stand in.
    pub(super) fn follow(&mut self, document: &Document) {
        if self.version != document.version() {
            self.carets.clear();
        }
    }

    /// Where carets were asked for since the last frame.
    pub(super) fn take_asked(&mut self) -> Option<CaretPlaces> {
        self.asked.take()
    }

    /// Whether a column of carets is being dragged.
    pub(super) fn is_dragging(&self) -> bool {
        self.column.is_some()
    }

    /// Begins the drag of a column of carets at a position and its `x` on the screen.
    pub(super) fn begin_column(&mut self, position: CaretPosition, x: f32) {
        self.column = Some((position, x));
    }

    pub(super) fn end_column(&mut self) {
        self.column = None;
    }
}

impl Editor {
    /// Asks for further carets, which come in the next frame.
    pub(crate) fn add_carets(&mut self, places: CaretPlaces) {
        self.further.asked = Some(places);
    }

    /// Puts further carets where they were asked for.
    pub(super) fn put_carets(
        &mut self,
        ui: &Ui,
        workspace: &Workspace,
        theme: &Theme,
        frame: &EditorFrame,
        places: CaretPlaces,
    ) -> Vec<Action> {
        let document = workspace.project().document();
        self.further.version = document.version();
        match places {
            CaretPlaces::NextOccurrence => self.next_occurrence(document),
            CaretPlaces::AllOccurrences => self.all_occurrences(document),
            CaretPlaces::RowAbove | CaretPlaces::RowBelow => {
                self.add_row(ui, workspace, theme, frame, places == CaretPlaces::RowAbove);
            }
        }
        self.unite();
        self.note_caret_moved(ui);
        vec![self.select()]
    }

    fn next_occurrence(&mut self, document: &Document) {
        if self.caret.selection().is_empty() {
            for caret in self.further.carets.iter_mut().chain([&mut self.caret]) {
                let word = caret::word_at(document, caret.head.byte);
                *caret = Caret { anchor: word.start, ..Caret::at(word.end) };
            }
            return;
        }
        let text = document.text();
        let words = &text[self.caret.selection()];
        let is_taken = |at: usize| {
            let selected = self.further.iter().chain([&self.caret]).map(Caret::selection);
            selected.into_iter().any(|taken| taken.start < at + words.len() && at < taken.end)
        };
        let from = self.caret.selection().end;
        let behind = text[from..].match_indices(words).map(|(at, _)| from + at);
        let before = text[..from].match_indices(words).map(|(at, _)| at);
        let Some(found) = behind.chain(before).find(|at| !is_taken(*at)) else { return };
        let next = Caret { anchor: found, ..Caret::at(found + words.len()) };
        self.add(next);
    }

    fn all_occurrences(&mut self, document: &Document) {
        if self.caret.selection().is_empty() {
            self.next_occurrence(document);
        }
        let words = &document.text()[self.caret.selection()];
        if words.is_empty() {
            return;
        }
        let found = document.text().match_indices(words).take(MOST);
        let own = self.caret.selection().start;
        self.further.carets = found
            .filter(|(at, _)| *at != own)
            .map(|(at, words)| Caret { anchor: at, ..Caret::at(at + words.len()) })
            .collect();
    }

    fn add_row(
        &mut self,
        ui: &Ui,
        workspace: &Workspace,
        theme: &Theme,
        frame: &EditorFrame,
        is_above: bool,
    ) {
        let all = self.further.iter().chain([&self.caret]);
        let outermost = match is_above {
            true => all.min_by_key(|caret| caret.head.byte),
            false => all.max_by_key(|caret| caret.head.byte),
        };
        let Some(mut next) = outermost.copied() else { return };
        let from = next.head;
        let to = if is_above { CaretMotion::Up } else { CaretMotion::Down };
        let (mut lines, _) = self.in_lines(ui, workspace, theme, frame);
        if motion::is_outermost(&mut lines, from, is_above) {
            return;
        }
        let head = motion::target(&mut lines, &mut next, to, frame.rect.height());
        self.add(Caret { anchor: head.byte, head, goal: next.goal });
    }

    /// Adds a caret; it is the last one from now on.
    fn add(&mut self, caret: Caret) {
        if self.further.carets.len() + 1 < MOST {
            self.further.carets.push(std::mem::replace(&mut self.caret, caret));
        }
    }

    /// Adds a caret at a position, or takes away the one that is there.
    pub(super) fn toggle_caret(&mut self, document: &Document, position: CaretPosition) {
        self.further.version = document.version();
        let is_here = |caret: &Caret| {
            let selection = caret.selection();
            (selection.start..=selection.end).contains(&position.byte)
        };
        if let Some(found) = self.further.carets.iter().position(is_here) {
            self.further.carets.remove(found);
        } else if is_here(&self.caret) {
            if let Some(last) = self.further.carets.pop() {
                self.caret = last;
            }
        } else {
            let mut caret = Caret::at(position.byte);
            caret.head = position;
            self.add(caret);
        }
    }

    /// Puts a caret into each row between where the drag of a column began and a position.
    pub(super) fn drag_column(
        &mut self,
        ui: &Ui,
        workspace: &Workspace,
        theme: &Theme,
        frame: &EditorFrame,
        (position, x): (CaretPosition, f32),
    ) {
        let Some((from, from_x)) = self.further.column else { return };
        let (mut lines, _) = self.in_lines(ui, workspace, theme, frame);
        let mut rows = motion::column(&mut lines, (from, from_x), (position, x), MOST);
        if let Some(last) = rows.pop() {
            self.caret = last;
            self.further.carets = rows;
            self.further.version = workspace.project().document().version();
        }
    }

    /// Does what an event says at every caret.
    pub(super) fn event_at_all(
        &mut self,
        ui: &Ui,
        workspace: &Workspace,
        theme: &Theme,
        frame: &EditorFrame,
        event: Event,
    ) -> Vec<Action> {
        let document = workspace.project().document();
        let is_key =
            |wanted: Key| matches!(&event, Event::Key { key, pressed: true, .. } if *key == wanted);
        if is_key(Key::Escape) {
            self.further.clear();
            return Vec::new();
        }
        if matches!(event, Event::Copy | Event::Cut) {
            let words = self.in_order().into_iter().map(|(caret, _)| caret.selection());
            let words: Vec<&str> = words.map(|range| &document.text()[range]).collect();
            if words.iter().all(|words| words.is_empty()) {
                return Vec::new();
            }
            ui.copy_text(words.join("\n"));
            if event == Event::Copy {
                return Vec::new();
            }
            return self.at_all(ui, document, |editor, _| {
                editor.replace(ui, editor.caret.selection().in_draft(), "")
            });
        }
        if paste_key(&event).is_some() {
            // As plain text: what is pasted comes back as an event, for each caret.
            ui.send_viewport_cmd(ViewportCommand::RequestPaste);
            return Vec::new();
        }
        match &event {
            Event::Paste(text) => {
                let pieces: Vec<&str> = text.lines().collect();
                let is_one_each = pieces.len() == self.further.carets.len() + 1;
                self.at_all(ui, document, |editor, number| {
                    let range = editor.caret.selection().in_draft();
                    let piece = if is_one_each { pieces[number] } else { text };
                    editor.replace(ui, range, &pasted(piece, document.line_break(range.start)))
                })
            }
            // An input method composes at one place.
            Event::Ime(ImeEvent::Preedit { text, .. }) if !text.is_empty() => {
                self.further.clear();
                self.event(ui, workspace, theme, frame, event)
            }
            Event::AccessKitActionRequest(_) => {
                self.further.clear();
                self.event(ui, workspace, theme, frame, event)
            }
            _ => self.at_all(ui, document, |editor, _| {
                editor.event(ui, workspace, theme, frame, event.clone())
            }),
        }
    }

    /// The carets in rising order, and which of them is the last one.
    fn in_order(&self) -> Vec<(Caret, bool)> {
        let further = self.further.iter().map(|caret| (*caret, false));
        let mut all: Vec<(Caret, bool)> = further.chain([(self.caret, true)]).collect();
        all.sort_by_key(|(caret, _)| (caret.selection().start, caret.selection().end));
        all
    }

    /// Lets each caret do something, and makes one change of it.
    fn at_all(
        &mut self,
        ui: &Ui,
        document: &Document,
        mut deed: impl FnMut(&mut Self, usize) -> Vec<Action>,
    ) -> Vec<Action> {
        let before = self.in_order();
        let (mut edits, mut moved) = (Vec::new(), Vec::new());
        for (number, (caret, _)) in before.iter().enumerate() {
            self.caret = *caret;
            let (change, after) = match deed(self, number).as_slice() {
                [] | [Action::Select(_)] => (Change::default(), self.caret.selection().in_draft()),
                [Action::Type { change, selection }] => (change.clone(), *selection),
                _ => return self.at_last(&before, deed),
            };
            moved.push(self.caret);
            edits.push(CaretEdit { before: caret.selection().in_draft(), change, after });
        }
        // One Backspace turns back the sign of one caret.
        self.typed_sign = None;
        let (change, selections) = at_once(&edits);
        let is_edit = !change.is_empty();
        let placed = moved.into_iter().zip(selections).map(|(caret, selection)| {
            // What a motion knows of the row and the way it goes is of the text as it is.
            if !is_edit {
                return caret;
            }
            let (anchor, head) = (selection.start, CaretPosition::at(selection.end));
            Caret { anchor, head, goal: None }
        });
        self.further.carets.clear();
        for (caret, (_, is_last)) in placed.zip(&before) {
            match is_last {
                true => self.caret = caret,
                false => self.further.carets.push(caret),
            }
        }
        self.unite();
        self.note_caret_moved(ui);
        if !is_edit {
            return vec![self.select()];
        }
        self.further.version = document.version() + 1;
        vec![Action::Type { change, selection: self.caret.selection().in_draft() }]
    }

    /// Does at the last caret alone what cannot be done at several places.
    fn at_last(
        &mut self,
        before: &[(Caret, bool)],
        mut deed: impl FnMut(&mut Self, usize) -> Vec<Action>,
    ) -> Vec<Action> {
        self.further.clear();
        let last = before.iter().position(|(_, is_last)| *is_last).unwrap_or_default();
        if let Some((caret, _)) = before.get(last) {
            self.caret = *caret;
        }
        deed(self, last)
    }

    /// Makes one of carets that meet.
    fn unite(&mut self) {
        if self.further.is_empty() {
            return;
        }
        let mut united: Vec<(Caret, bool)> = Vec::new();
        for (caret, is_last) in self.in_order() {
            match united.last_mut() {
                Some((above, above_is_last)) if meet(above, &caret) => {
                    *above = united_with(above, &caret);
                    *above_is_last |= is_last;
                }
                _ => united.push((caret, is_last)),
            }
        }
        self.further.carets.clear();
        for (caret, is_last) in united {
            match is_last {
                true => self.caret = caret,
                false => self.further.carets.push(caret),
            }
        }
    }
}

/// Returns the caret that two become, the first of which is in front.
fn united_with(first: &Caret, second: &Caret) -> Caret {
    let (front, behind) = (first.selection(), second.selection());
    if front.is_empty() {
        return *second;
    }
    if behind.is_empty() {
        return *first;
    }
    let end = front.end.max(behind.end);
    if second.anchor <= second.head.byte {
        Caret { anchor: front.start, ..Caret::at(end) }
    } else {
        Caret { anchor: end, ..Caret::at(front.start) }
    }
}

/// Whether two carets, the first in front, are at one place or select the same words.
fn meet(first: &Caret, second: &Caret) -> bool {
    let (first, second) = (first.selection(), second.selection());
    let is_caret = first.is_empty() || second.is_empty();
    second.start < first.end || (is_caret && second.start == first.end)
}
