//! Input of the writer, turned into actions.
//!
//! # Invariants
//! Each input is read against the draft as the one before left it, and an edit says where
//! the caret goes, so that draft and caret stay consistent.

use egui::{Event, ImeEvent, Ui};

use super::{
    Editor, EditorFrame, Input, TypedSign,
    caret::Caret,
    completion::Typing,
    keymap::{CaretMotion, TextCommand},
    layout::CaretPosition,
    line_layout::Preedit,
    motion, pairs, typography,
};
use crate::ui::{
    clipboard::{PasteKey, paste_key},
    text::range::CharacterRange,
};
use crate::{
    app::{Action, Workspace},
    ui::theme::Theme,
};
use nutgraf_engine::{
    markdown::lists,
    range::{DraftRange, TextRange},
    text::{Change, Document, pasted},
};

impl Editor {
    /// Handles one input and returns the actions it asks for.
    pub(crate) fn take(
        &mut self,
        ui: &Ui,
        workspace: &Workspace,
        theme: &Theme,
        frame: &mut EditorFrame,
        input: Input,
    ) -> Vec<Action> {
        self.follow(ui, workspace);
        self.follow_completion(workspace);
        let before = self.caret;
        let typing = match &input {
            Input::Event(event) if self.further.is_empty() => Typing::of(event),
            Input::Pointer | Input::Carets(_) | Input::Event(_) => None,
        };
        let actions = match input {
            Input::Pointer => self.handle_pointer(ui, workspace, theme, frame),
            Input::Carets(places) => self.put_carets(ui, workspace, theme, frame, places),
            Input::Event(event) if !self.further.is_empty() => {
                self.event_at_all(ui, workspace, theme, frame, event)
            }
            Input::Event(event) => match self.completion_key(workspace, &event) {
                Some(actions) => actions,
                None => self.event(ui, workspace, theme, frame, event),
            },
        };
        self.note_typed(typing, &actions, self.caret != before);
        let actions = self.leave_table(workspace, before, actions);
        let is_edit = |action: &Action| {
            use Action::{BeginNote, Complete, SetTable, Type};
            matches!(action, Type { .. } | SetTable { .. } | Complete { .. } | BeginNote { .. })
        };
        frame.edited |= actions.iter().any(is_edit);
        if self.caret != before {
            self.caret_moved_at = ui.input(|input| input.time);
        }
        actions
    }

    /// Handles an event at the caret.
    pub(super) fn event(
        &mut self,
        ui: &Ui,
        workspace: &Workspace,
        theme: &Theme,
        frame: &EditorFrame,
        event: Event,
    ) -> Vec<Action> {
        let document = workspace.project().document();
        let is_key = matches!(event, Event::Key { pressed: true, .. });
        let typed_sign = if is_key { self.typed_sign.take() } else { None };
        if let Some(actions) = self.write_over(ui, workspace, &event) {
            return actions;
        }
        match event {
            Event::Copy | Event::Cut => {
                let selection = self.caret.selection();
                let words = &document.text()[selection];
                if words.is_empty() {
                    return Vec::new();
                }
                ui.copy_text(words.to_owned());
                let is_cut = event == Event::Cut;
                if is_cut { self.replace(ui, selection.in_draft(), "") } else { Vec::new() }
            }
            // By the window's own way, which knows plain text alone.
            Event::Paste(text) if !text.is_empty() => {
                let range = self.caret.selection().in_draft();
                let ending = document.line_break(range.start);
                let link = workspace.linked(range, &text);
                self.insert(ui, &link.unwrap_or_else(|| pasted(&text, ending)))
            }
            ref event if paste_key(event).is_some() => {
                vec![Action::Paste { is_plain: paste_key(event) == Some(PasteKey::Plain) }]
            }
            Event::Text(text) if !text.is_empty() && text != "\n" && text != "\r" => {
                self.type_text(ui, workspace, &text)
            }
            Event::Ime(event) => self.compose(ui, workspace, event),
            Event::AccessKitActionRequest(request) => self.handle_accesskit(ui, document, &request),
            Event::Key { key, pressed: true, modifiers, .. } => {
                // Keys that come while an input method composes belong to it.
                let is_mac = ui.os() == egui::os::OperatingSystem::Mac;
                match TextCommand::of_key(key, modifiers, is_mac).filter(|_| self.preedit.is_none())
                {
                    Some(command @ TextCommand::Delete(CaretMotion::Left)) => {
                        match typed_sign.filter(|typed| self.is_behind(document, typed)) {
                            Some(typed) => self.make_plain(ui, typed),
                            None => self.command(ui, workspace, theme, frame, command),
                        }
                    }
                    Some(command) => self.command(ui, workspace, theme, frame, command),
                    None => Vec::new(),
                }
            }
            _ => Vec::new(),
        }
    }

    fn type_text(&mut self, ui: &Ui, workspace: &Workspace, text: &str) -> Vec<Action> {
        let draft = workspace.project().draft();
        let selection = self.caret.selection();
        let document = workspace.project().document();
        if let Some(sign) = self.sign_of(workspace, text) {
            return self.type_sign(ui, workspace, sign);
        }
        let pair = || {
            let at = selection.start;
            let place = (workspace.structure().is_code(at), document.line_break(at));
            pairs::fence(draft, selection.in_draft(), text, place)
                .or_else(|| pairs::typed(draft, selection.in_draft(), text))
        };
        match workspace.settings().pairs.then(pair).flatten() {
            Some((change, selection)) if change.is_empty() => {
                self.caret = Caret::at(selection.end);
                self.note_caret_moved(ui);
                vec![self.select()]
            }
            Some((change, selection)) => self.edit(ui, change, selection),
            None => self.insert(ui, text),
        }
    }

    /// Returns the typographic sign that a typed character becomes.
    fn sign_of(&self, workspace: &Workspace, typed: &str) -> Option<typography::Sign> {
        let caret = self.caret.head.byte;
        let is_prose = workspace.settings().typography
            && self.caret.selection().is_empty()
            && !workspace.structure().is_code(caret);
        let draft = workspace.project().draft();
        let language = &workspace.project().article().language;
        is_prose.then(|| typography::typed(draft, caret, typed, language)).flatten()
    }

    fn type_sign(&mut self, ui: &Ui, workspace: &Workspace, sign: typography::Sign) -> Vec<Action> {
        let draft = workspace.project().draft();
        let behind = &draft[self.caret.head.byte..];
        let has_pairs = workspace.settings().pairs;
        let is_double = sign.plain == "\"";
        if has_pairs && is_double && sign.closing.is_none() && behind.starts_with(&sign.insert) {
            self.caret = Caret::at(self.caret.head.byte + sign.insert.len());
            self.note_caret_moved(ui);
            return vec![self.select()];
        }
        let is_pair = has_pairs && is_double && pairs::is_open_behind(draft, self.caret.head.byte);
        let closing = sign.closing.filter(|_| is_pair);
        let caret = sign.replaced.start + sign.insert.len();
        let insert = format!("{}{}", sign.insert, closing.unwrap_or_default());
        let change = Change::replace(sign.replaced, insert);
        let actions = self.edit(ui, change, DraftRange::at(caret));
        self.typed_sign = Some(TypedSign { caret, sign, is_pair: closing.is_some() });
        actions
    }

    /// Whether the caret is where a sign left it, and the sign in front of it.
    fn is_behind(&self, document: &Document, typed: &TypedSign) -> bool {
        let is_there = self.caret.selection().is_empty() && self.caret.head.byte == typed.caret;
        is_there && document.text()[..typed.caret].ends_with(&typed.sign.insert)
    }

    /// Puts what was typed in the place of the sign that it became.
    fn make_plain(&mut self, ui: &Ui, typed: TypedSign) -> Vec<Action> {
        let TypedSign { caret, sign, is_pair } = typed;
        let closing = sign.closing.filter(|_| is_pair).map_or(0, str::len);
        let start = caret - sign.insert.len();
        let plain = start + sign.plain.len();
        self.edit(ui, Change::replace(start..caret + closing, sign.plain), DraftRange::at(plain))
    }

    /// Replaces the selection.
    fn insert(&mut self, ui: &Ui, text: &str) -> Vec<Action> {
        self.replace(ui, self.caret.selection().in_draft(), text)
    }

    pub(super) fn replace(&mut self, ui: &Ui, range: DraftRange, text: &str) -> Vec<Action> {
        let caret = range.start + text.len();
        self.edit(ui, Change::replace(range, text), DraftRange::at(caret))
    }

    fn edit(&mut self, ui: &Ui, change: Change, selection: DraftRange) -> Vec<Action> {
        if change.is_empty() {
            return Vec::new();
        }
        self.caret =
            Caret { anchor: selection.start, head: CaretPosition::at(selection.end), goal: None };
        self.note_caret_moved(ui);
        vec![Action::Type { change, selection }]
    }

    fn command(
        &mut self,
        ui: &Ui,
        workspace: &Workspace,
        theme: &Theme,
        frame: &EditorFrame,
        command: TextCommand,
    ) -> Vec<Action> {
        if let Some(actions) = self.table_command(ui, workspace, command) {
            return actions;
        }
        if let Some(actions) = self.placeholder_command(ui, workspace, command) {
            return actions;
        }
        let document = workspace.project().document();
        let selection = self.caret.selection();
        match command {
            TextCommand::SelectAll => {
                self.caret = Caret { anchor: 0, ..Caret::at(document.text().len()) };
                vec![self.select()]
            }
            TextCommand::Break { plain } => {
                let is_code = workspace.structure().is_code(selection.start);
                let goes_on = !plain && selection.is_empty() && !is_code;
                match goes_on.then(|| lists::continue_list(document, selection.start)).flatten() {
                    Some((change, caret)) => self.edit(ui, change, DraftRange::at(caret)),
                    None => self.insert(ui, document.line_break(selection.start)),
                }
            }
            TextCommand::Indent { out } => match lists::indent(document, selection.in_draft(), out)
            {
                Some((change, selection)) => self.edit(ui, change, selection),
                None if out => Vec::new(),
                None => self.insert(ui, "\t"),
            },
            TextCommand::Delete(_) if !selection.is_empty() => {
                self.replace(ui, selection.in_draft(), "")
            }
            TextCommand::Delete(to) => {
                let at = selection.start;
                let pair = (to == CaretMotion::Left && workspace.settings().pairs)
                    .then(|| pairs::empty_pair(document.text(), at));
                let range = pair.flatten().unwrap_or_else(|| {
                    let (mut lines, caret) = self.in_lines(ui, workspace, theme, frame);
                    let view = frame.rect.height();
                    let other = motion::target(&mut lines, caret, to, view).byte;
                    DraftRange::new(at.min(other), at.max(other))
                });
                self.replace(ui, range, "")
            }
            TextCommand::Move(to, extend) => {
                let (mut lines, caret) = self.in_lines(ui, workspace, theme, frame);
                motion::move_caret(&mut lines, caret, (to, extend), frame.rect.height());
                self.note_caret_moved(ui);
                vec![self.select()]
            }
        }
    }

    /// Handles an event of an input method.
    fn compose(&mut self, ui: &Ui, workspace: &Workspace, event: ImeEvent) -> Vec<Action> {
        match event {
            ImeEvent::Preedit { text, active_range_chars } => {
                if text.is_empty() || text == "\n" || text == "\r" {
                    self.preedit = None;
                    return Vec::new();
                }
                // The composed text replaces the selection.
                let actions = self.make_room(ui, workspace);
                self.preedit =
                    Some(Preedit { text, active: active_range_chars.map(CharacterRange::from) });
                self.note_caret_moved(ui);
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
                let TextRange { start, end } = self.caret.selection();
                let text = workspace.project().draft();
                let before = text[..start].chars().rev().take(before_chars);
                let before: usize = before.map(char::len_utf8).sum();
                let after =
                    text[end..].chars().take(after_chars).map(char::len_utf8).sum::<usize>();
                let words = text[start..end].to_owned();
                let change = Change::replace(start - before..end + after, words);
                self.edit(ui, change, DraftRange::new(start - before, end - before))
            }
            #[expect(deprecated, reason = "egui still names them")]
            ImeEvent::Enabled | ImeEvent::Disabled => Vec::new(),
        }
    }
}
