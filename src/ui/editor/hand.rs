//! What the writer's hand does, turned into actions.
//!
//! What always holds: each input is read against the draft as it is when its turn
//! comes, and an edit says where the caret goes, so that draft and caret never part.

use std::ops::Range;

use egui::{Event, ImeEvent, Ui};

use super::{
    Editor, Input, Stage,
    caret::{self, Caret},
    lists, pairs,
    set::Spot,
    setter::Preedit,
    stroke::{Move, Stroke},
};
use crate::{
    app::{Action, Workspace},
    text::{Change, Document},
    ui::theme::Theme,
};

/// Selections longer than this many bytes are not offered to the desktop unasked.
const MOST_OFFERED: usize = 100_000;

impl Editor {
    /// Does what one input asks for.
    pub fn take(
        &mut self,
        ui: &Ui,
        workspace: &Workspace,
        theme: &Theme,
        stage: &mut Stage,
        input: Input,
    ) -> Vec<Action> {
        self.follow(ui, workspace);
        let before = self.caret;
        let actions = match input {
            Input::Pointer => self.point(ui, workspace, theme, stage),
            Input::Event(event) => self.event(ui, workspace, theme, stage, event),
        };
        stage.edited |= actions.iter().any(|action| matches!(action, Action::Type { .. }));
        if self.caret != before {
            self.moved = ui.input(|input| input.time);
        }
        actions
    }

    fn event(
        &mut self,
        ui: &Ui,
        workspace: &Workspace,
        theme: &Theme,
        stage: &Stage,
        event: Event,
    ) -> Vec<Action> {
        let document = workspace.project().document();
        match event {
            Event::Copy | Event::Cut => {
                let selection = self.caret.selection();
                let words = &document.text()[selection.clone()];
                if words.is_empty() {
                    return Vec::new();
                }
                ui.copy_text(words.to_owned());
                let is_cut = event == Event::Cut;
                if is_cut { self.replace(ui, selection, "") } else { Vec::new() }
            }
            Event::Paste(text) if !text.is_empty() => {
                // What comes from elsewhere breaks its lines as the draft does.
                let text = text.replace("\r\n", "\n");
                let ending = line_break(document, self.caret.selection().start);
                self.insert(ui, &text.replace('\n', ending))
            }
            Event::Text(text) if !text.is_empty() && text != "\n" && text != "\r" => {
                self.type_text(ui, workspace, &text)
            }
            Event::Ime(event) => self.compose(ui, document, event),
            Event::AccessKitActionRequest(request) => self.asked(ui, document, &request),
            Event::Key { key, pressed: true, modifiers, .. } => {
                // Keys that come while an input method composes are its own.
                let is_mac = ui.os() == egui::os::OperatingSystem::Mac;
                match Stroke::of(key, modifiers, is_mac).filter(|_| self.preedit.is_none()) {
                    Some(stroke) => self.stroke(ui, workspace, theme, stage, stroke),
                    None => Vec::new(),
                }
            }
            _ => Vec::new(),
        }
    }

    fn type_text(&mut self, ui: &Ui, workspace: &Workspace, text: &str) -> Vec<Action> {
        let draft = workspace.project().draft();
        let selection = self.caret.selection();
        let pair = workspace.settings().pairs.then(|| pairs::typed(draft, &selection, text));
        match pair.flatten() {
            Some((change, selection)) if change.is_empty() => {
                self.caret = Caret::at(selection.end);
                self.has_moved(ui);
                vec![self.select()]
            }
            Some((change, selection)) => self.edit(ui, change, selection),
            None => self.insert(ui, text),
        }
    }

    /// Puts text in the place of the selection.
    fn insert(&mut self, ui: &Ui, text: &str) -> Vec<Action> {
        self.replace(ui, self.caret.selection(), text)
    }

    pub(super) fn replace(&mut self, ui: &Ui, range: Range<usize>, text: &str) -> Vec<Action> {
        let caret = range.start + text.len();
        self.edit(ui, Change::replace(range, text), caret..caret)
    }

    fn edit(&mut self, ui: &Ui, change: Change, selection: Range<usize>) -> Vec<Action> {
        if change.is_empty() {
            return Vec::new();
        }
        self.caret = Caret { anchor: selection.start, head: Spot::at(selection.end), goal: None };
        self.has_moved(ui);
        vec![Action::Type { change, selection }]
    }

    fn stroke(
        &mut self,
        ui: &Ui,
        workspace: &Workspace,
        theme: &Theme,
        stage: &Stage,
        stroke: Stroke,
    ) -> Vec<Action> {
        let document = workspace.project().document();
        let selection = self.caret.selection();
        match stroke {
            Stroke::SelectAll => {
                self.caret = Caret { anchor: 0, ..Caret::at(document.text().len()) };
                vec![self.select()]
            }
            Stroke::Break { plain } => {
                let is_code = workspace.structure().is_code(selection.start);
                let goes_on = !plain && selection.is_empty() && !is_code;
                match goes_on.then(|| lists::go_on(document, selection.start)).flatten() {
                    Some((change, caret)) => self.edit(ui, change, caret..caret),
                    None => self.insert(ui, line_break(document, selection.start)),
                }
            }
            Stroke::Indent { out } => match lists::indent(document, &selection, out) {
                Some((change, selection)) => self.edit(ui, change, selection),
                None if out => Vec::new(),
                None => self.insert(ui, "\t"),
            },
            Stroke::Delete(_) if !selection.is_empty() => self.replace(ui, selection, ""),
            Stroke::Delete(to) => {
                let at = selection.start;
                let pair = (to == Move::Left && workspace.settings().pairs)
                    .then(|| pairs::empty_pair(document.text(), at));
                let range = pair.flatten().unwrap_or_else(|| {
                    let other = self.target(ui, workspace, theme, stage, to).byte;
                    at.min(other)..at.max(other)
                });
                self.replace(ui, range, "")
            }
            Stroke::Move(to, extend) => {
                let is_sideways = matches!(to, Move::Left | Move::Right);
                if is_sideways && !extend && !selection.is_empty() {
                    let edge = if to == Move::Left { selection.start } else { selection.end };
                    self.caret = Caret::at(edge);
                } else {
                    let spot = self.target(ui, workspace, theme, stage, to);
                    let goal = self.caret.goal.filter(|_| keeps_goal(to));
                    self.caret.move_to(spot, extend);
                    self.caret.goal = goal;
                }
                self.has_moved(ui);
                vec![self.select()]
            }
        }
    }

    /// Where a move leads from the caret.
    fn target(
        &mut self,
        ui: &Ui,
        workspace: &Workspace,
        theme: &Theme,
        stage: &Stage,
        to: Move,
    ) -> Spot {
        let document = workspace.project().document();
        let (text, at) = (document.text(), self.caret.head.byte);
        match to {
            Move::Left => Spot::at(caret::previous(text, at)),
            Move::Right => Spot::at(caret::next(text, at)),
            Move::WordLeft => Spot::at(caret::previous_word(document, at)),
            Move::WordRight => Spot::at(caret::next_word(document, at)),
            Move::ParagraphUp => {
                let start = caret::line(document, at).start;
                let before = if at == start { caret::previous(text, at) } else { at };
                Spot::at(caret::line(document, before).start)
            }
            Move::ParagraphDown => {
                let end = caret::line(document, at).end;
                let behind = if at == end { caret::next(text, at) } else { at };
                Spot::at(caret::line(document, behind).end)
            }
            Move::Start => Spot::at(0),
            Move::End => Spot::at(text.len()),
            Move::RowStart | Move::RowEnd => {
                let line = self.line(ui, workspace, theme, stage, self.piece_of_caret());
                let row = line.row_of(self.caret.head);
                if to == Move::RowStart { line.row_start(row) } else { line.row_end(row) }
            }
            Move::Up => self.rows_away(ui, workspace, theme, stage, -1.0),
            Move::Down => self.rows_away(ui, workspace, theme, stage, 1.0),
            Move::PageUp => self.rows_away(ui, workspace, theme, stage, 40.0 - stage.rect.height()),
            Move::PageDown => {
                self.rows_away(ui, workspace, theme, stage, stage.rect.height() - 40.0)
            }
        }
    }

    fn piece_of_caret(&self) -> usize {
        let spot = self.caret.head;
        let piece = self.flow.at(spot.byte);
        // The end of a piece that no line break ends is the start of the next.
        let is_start = self.flow.range(piece).start == spot.byte;
        if spot.at_row_end && is_start { piece.saturating_sub(1) } else { piece }
    }

    /// The place so many points below the caret, or above where they are negative; in
    /// the next row at least.
    fn rows_away(
        &mut self,
        ui: &Ui,
        workspace: &Workspace,
        theme: &Theme,
        stage: &Stage,
        points: f32,
    ) -> Spot {
        let mut piece = self.piece_of_caret();
        let mut line = self.line(ui, workspace, theme, stage, piece);
        let mut row = line.row_of(self.caret.head);
        let x = self.caret.goal.unwrap_or_else(|| line.caret(self.caret.head).left());
        self.caret.goal = Some(x);
        let mut gone = 0.0;
        loop {
            gone += line.row_rect(row).height();
            if points > 0.0 {
                if row + 1 < line.row_count() {
                    row += 1;
                } else if piece + 1 < self.flow.count() {
                    piece += 1;
                    line = self.line(ui, workspace, theme, stage, piece);
                    row = 0;
                } else {
                    return Spot::at(workspace.project().draft().len());
                }
            } else if row > 0 {
                row -= 1;
            } else if piece > 0 {
                piece -= 1;
                line = self.line(ui, workspace, theme, stage, piece);
                row = line.row_count() - 1;
            } else {
                return Spot::at(0);
            }
            if gone >= points.abs() {
                return line.hit_in_row(row, x);
            }
        }
    }

    /// What an input method does.
    fn compose(&mut self, ui: &Ui, document: &Document, event: ImeEvent) -> Vec<Action> {
        match event {
            ImeEvent::Preedit { text, active_range_chars } => {
                if text.is_empty() || text == "\n" || text == "\r" {
                    self.preedit = None;
                    return Vec::new();
                }
                // What is composed takes the place of what was selected.
                let selection = self.caret.selection();
                let actions =
                    if selection.is_empty() { Vec::new() } else { self.replace(ui, selection, "") };
                self.preedit = Some(Preedit { text, active: active_range_chars });
                self.has_moved(ui);
                actions
            }
            ImeEvent::Commit(text) => {
                self.preedit = None;
                if text.is_empty() || text == "\n" || text == "\r" {
                    return Vec::new();
                }
                self.insert(ui, &text)
            }
            ImeEvent::DeleteSurrounding { before_chars, after_chars } => {
                let Range { start, end } = self.caret.selection();
                let text = document.text();
                let before = text[..start].chars().rev().take(before_chars);
                let before: usize = before.map(char::len_utf8).sum();
                let after =
                    text[end..].chars().take(after_chars).map(char::len_utf8).sum::<usize>();
                let words = text[start..end].to_owned();
                let change = Change::replace(start - before..end + after, words);
                self.edit(ui, change, start - before..end - before)
            }
            #[expect(deprecated, reason = "egui still names them")]
            ImeEvent::Enabled | ImeEvent::Disabled => Vec::new(),
        }
    }

    /// Offers a selection that has come to rest to the desktop, for the middle button.
    pub(super) fn offer(&mut self, ui: &Ui, draft: &str) {
        let selection = self.caret.selection();
        let is_held = ui.input(|input| input.pointer.any_down() || input.modifiers.shift);
        if selection == self.offered || is_held {
            return;
        }
        self.offered = selection.clone();
        if !selection.is_empty() && selection.len() <= MOST_OFFERED {
            let words = draft[selection].to_owned();
            ui.ctx().send_cmd(egui::OutputCommand::TextSelectionSettled(words));
        }
    }
}

/// Whether a move keeps the `x` that rows are entered at.
fn keeps_goal(to: Move) -> bool {
    matches!(to, Move::Up | Move::Down | Move::PageUp | Move::PageDown)
}

/// The line break that the lines around an offset end with.
fn line_break(document: &Document, at: usize) -> &'static str {
    let line = document.line_at(at);
    let nearest = [line, line.saturating_sub(1)];
    let is_crlf = nearest.iter().any(|line| {
        let range = document.line_range(*line);
        range.end < document.text().len() && document.text()[range].ends_with('\r')
    });
    if is_crlf { "\r\n" } else { "\n" }
}
