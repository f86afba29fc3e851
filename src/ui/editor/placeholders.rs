//! Placeholders by keyboard: written over as a whole, and gone through by Tab.
//!
//! # Invariants
//! - The caret in a placeholder selects nothing, so that it comes and goes as in other words;
//!   what is typed, pasted, composed or deleted there takes the place of the whole, in one
//!   undo step.

use egui::{Event, ImeEvent, Ui};

use super::{Editor, caret::Caret, keymap::TextCommand, typography};
use crate::app::{Action, Workspace};
use nutgraf_engine::{
    markdown::{BlockKind, Placeholder},
    text::pasted,
};

impl Editor {
    /// Returns the placeholder that the caret, or all that is selected, is in.
    fn placeholder(&self, workspace: &Workspace) -> Option<Placeholder> {
        let selection = self.caret.selection().in_draft();
        workspace.structure().placeholder_around(workspace.project().draft(), selection)
    }

    /// Takes the placeholder at the caret away before an input method composes there.
    pub(super) fn make_room(&mut self, ui: &Ui, workspace: &Workspace) -> Vec<Action> {
        match self.placeholder(workspace) {
            Some(found) => self.replace(ui, found.range, ""),
            None if self.caret.selection().is_empty() => Vec::new(),
            None => self.replace(ui, self.caret.selection().in_draft(), ""),
        }
    }

    /// Writes over the placeholder at the caret; `None` where there is none, or where the
    /// event writes nothing.
    pub(super) fn write_over(
        &mut self,
        ui: &Ui,
        workspace: &Workspace,
        event: &Event,
    ) -> Option<Vec<Action>> {
        let range = match event {
            Event::Text(_) | Event::Paste(_) | Event::Ime(ImeEvent::Commit(_)) => {
                self.placeholder(workspace)?.range
            }
            _ => return None,
        };
        let draft = workspace.project().draft();
        match event {
            Event::Text(text) if !text.is_empty() && text != "\n" && text != "\r" => {
                let language = &workspace.project().article().language;
                let has_signs = workspace.settings().typography;
                let sign = has_signs
                    .then(|| typography::typed(draft, range.start, text, language))
                    .flatten();
                let typed = sign.map_or_else(|| text.clone(), |sign| sign.insert);
                Some(self.replace(ui, range, &typed))
            }
            // By the window's own way, which knows plain text alone.
            Event::Paste(text) if !text.is_empty() => {
                let ending = workspace.project().document().line_break(range.start);
                Some(self.replace(ui, range, &pasted(text, ending)))
            }
            Event::Ime(ImeEvent::Commit(text)) if !text.is_empty() && text != "\n" => {
                self.preedit = None;
                Some(self.replace(ui, range, text))
            }
            _ => None,
        }
    }

    /// Does what a key does in a placeholder, and Tab behind words that were written over
    /// one; `None` where it does what it does elsewhere.
    pub(super) fn placeholder_command(
        &mut self,
        ui: &Ui,
        workspace: &Workspace,
        command: TextCommand,
    ) -> Option<Vec<Action>> {
        let current = self.placeholder(workspace);
        match command {
            TextCommand::Delete(_) => Some(self.replace(ui, current?.range, "")),
            // A line break would cut the comment in two.
            TextCommand::Break { .. } => {
                let range = current?.range;
                let selection = self.caret.selection();
                let is_inside = range.start < selection.start && selection.end < range.end;
                is_inside.then(|| self.replace(ui, range, ""))
            }
            TextCommand::Indent { out } => {
                let draft = workspace.project().draft();
                let structure = workspace.structure();
                let at = self.caret.head.byte;
                let next = match (current, out) {
                    (Some(current), false) => {
                        structure.placeholders_from(draft, current.range.end).next()
                    }
                    (Some(current), true) => {
                        structure.placeholder_before(draft, current.range.start)
                    }
                    (None, false) if self.is_behind_paragraph(workspace) => {
                        structure.placeholders_from(draft, at).next()
                    }
                    (None, _) => None,
                };
                match (next, current) {
                    (Some(next), _) => {
                        self.caret = Caret::at(next.words.start);
                        self.note_caret_moved(ui);
                        Some(vec![self.select()])
                    }
                    // A tab would write over the last one.
                    (None, Some(_)) => Some(Vec::new()),
                    (None, None) => None,
                }
            }
            TextCommand::SelectAll | TextCommand::Move(..) => None,
        }
    }

    /// Whether the caret is behind the last word of a paragraph that is in no other block,
    /// where a tab means nothing.
    fn is_behind_paragraph(&self, workspace: &Workspace) -> bool {
        let at = self.caret.head.byte;
        let block = workspace.structure().outermost_at(at);
        self.caret.selection().is_empty()
            && block
                .is_some_and(|block| block.kind == BlockKind::Paragraph && block.range.end == at)
    }
}
