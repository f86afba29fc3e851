//! Completion beside the caret: citation keys, notes, headings.
//!
//! It opens while a name is typed and never otherwise, and takes five keys while it is open:
//! Up, Down, Enter, Tab and Escape. Everything else goes to the draft, which keeps the keyboard.
//!
//! # Invariants
//! - The list is searched when something was typed, and in no other frame.
//! - While it is closed, a key costs a look at the line of the caret and nothing else.
//! - What it puts into the draft is one undo step, which leaves what was typed.

mod candidates;
mod popup;

use std::sync::Arc;

use egui::{Event, Key};

use self::candidates::{Candidate, SourceCandidates, matching, new_note};
use super::{Editor, caret::Caret};
use crate::app::{Action, Workspace};
use nutgraf_engine::{
    markdown::{AfterName, CompletionKind, CompletionPlace},
    range::DraftRange,
    text::Change,
};

/// View state of the completion.
#[derive(Default)]
pub(super) struct Completion {
    list: Option<OpenList>,
    typed: Typed,
    /// Where the name begins whose list was closed by Escape.
    dismissed: Option<usize>,
    /// The caret behind a citation that was completed by the last key.
    completed: Option<usize>,
    /// The caret behind a comma that went into that citation.
    comma: Option<usize>,
    sources: SourceCandidates,
    work: CompletionWork,
}

/// What the last input did to the draft.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Typed {
    #[default]
    Nothing,
    Letters,
    /// Something was deleted.
    Deletion,
}

/// Work of the completion since the window was opened, for tests that count it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CompletionWork {
    /// Times that a list was searched.
    pub searches: usize,
    /// Rows laid out in the last frame.
    pub rows: usize,
}

/// The list while it is open.
struct OpenList {
    place: CompletionPlace,
    /// The caret and the version of the draft that it is for.
    caret: usize,
    version: u64,
    /// What is typed of the name.
    typed: String,
    all: Arc<[Candidate]>,
    /// Indexes of those that fit, the best first.
    fitting: Vec<usize>,
    chosen: usize,
    /// The first row in view.
    first: usize,
    /// Rows that the wheel was turned by, less than one.
    turned: f32,
    /// Where the list was in the last frame, on the screen.
    rect: Option<egui::Rect>,
}

impl OpenList {
    fn chosen(&self) -> Option<&Candidate> {
        self.all.get(*self.fitting.get(self.chosen)?)
    }

    fn step(&mut self, by: isize) {
        let last = self.fitting.len().saturating_sub(1);
        self.chosen = self.chosen.saturating_add_signed(by).min(last);
    }
}

impl Completion {
    /// Whether the list is open.
    pub(super) fn is_open(&self) -> bool {
        self.list.is_some()
    }

    /// Returns the work done so far.
    pub(super) fn work(&self) -> CompletionWork {
        self.work
    }

    /// Closes the list.
    pub(super) fn close(&mut self) {
        self.list = None;
        self.typed = Typed::Nothing;
    }

    /// Opens, narrows or closes the list after what was typed.
    fn follow(&mut self, workspace: &Workspace, selection: DraftRange) {
        let typed = std::mem::take(&mut self.typed);
        let document = workspace.project().document();
        let caret = selection.end;
        if typed == Typed::Nothing {
            let is_there = |list: &OpenList| {
                list.caret == caret && selection.is_empty() && list.version == document.version()
            };
            if !self.list.as_ref().is_none_or(is_there) {
                self.list = None;
            }
            return;
        }
        let before = self.list.take();
        let place = workspace.structure().completion_at(document.text(), caret);
        let Some(place) = place.filter(|_| selection.is_empty()) else {
            self.dismissed = None;
            return;
        };
        if self.dismissed == Some(place.name.start) {
            return;
        }
        self.dismissed = None;
        let before = before.filter(|before| {
            before.place.kind == place.kind && before.place.name.start == place.name.start
        });
        let in_text = place.kind == CompletionKind::Key { is_bracketed: false };
        if before.is_none() && typed == Typed::Deletion && in_text {
            return;
        }
        let all = match before {
            Some(before) => before.all,
            None => self.sources.all(workspace, place.kind),
        };
        self.list = self.search(place, document.text(), document.version(), all);
    }

    /// Searches a list; `None` where nothing fits.
    fn search(
        &mut self,
        place: CompletionPlace,
        text: &str,
        version: u64,
        mut all: Arc<[Candidate]>,
    ) -> Option<OpenList> {
        self.work.searches += 1;
        let typed = text[place.name].to_owned();
        // In running text a name may be somebody's, who is no source.
        let may_be_apart = place.kind != CompletionKind::Key { is_bracketed: false };
        let mut fitting = matching(&typed, &all, may_be_apart);
        if place.kind == CompletionKind::Note && !typed.is_empty() {
            fitting.retain(|index| !all[*index].is_new);
            if !all.iter().any(|note| note.name == typed && !note.is_new) {
                let notes = all.iter().filter(|note| !note.is_new).cloned();
                all = notes.chain([new_note(typed.clone())]).collect();
                fitting.push(all.len() - 1);
            }
        }
        let caret = place.name.end;
        let (chosen, first, turned, rect) = (0, 0, 0.0, None);
        let list =
            OpenList { place, caret, version, typed, all, fitting, chosen, first, turned, rect };
        Some(list).filter(|list| !list.fitting.is_empty())
    }
}

impl Editor {
    /// Brings the completion up to date with the draft and the caret.
    pub(super) fn follow_completion(&mut self, workspace: &Workspace) {
        if self.completion.is_open() || self.completion.typed != Typed::Nothing {
            let selection = self.caret.selection().in_draft();
            self.completion.follow(workspace, selection);
        }
    }

    /// Handles a key of the open list, and a comma behind what was completed; `None` where the
    /// key is for the draft.
    pub(super) fn completion_key(
        &mut self,
        workspace: &Workspace,
        event: &Event,
    ) -> Option<Vec<Action>> {
        if let Some(actions) = self.comma(workspace, event) {
            return Some(actions);
        }
        let list = self.completion.list.as_mut()?;
        let Event::Key { key, pressed: true, modifiers, .. } = event else { return None };
        if !modifiers.is_none() || self.preedit.is_some() {
            return None;
        }
        match key {
            Key::ArrowDown => list.step(1),
            Key::ArrowUp => list.step(-1),
            Key::PageDown => list.step(popup::ROWS as isize),
            Key::PageUp => list.step(-(popup::ROWS as isize)),
            Key::Enter | Key::Tab => {
                let another = *key == Key::Tab;
                let actions = self.choose_completion(workspace, another);
                // A name in running text that is whole already leaves the key to the draft.
                return Some(actions).filter(|actions| !actions.is_empty());
            }
            Key::Escape => {
                self.completion.dismissed = Some(list.place.name.start);
                self.completion.close();
            }
            _ => return None,
        }
        Some(Vec::new())
    }

    /// Puts the chosen name into the draft.
    fn choose_completion(&mut self, workspace: &Workspace, another: bool) -> Vec<Action> {
        let Some(list) = self.completion.list.take() else { return Vec::new() };
        let Some(chosen) = list.chosen() else { return Vec::new() };
        let draft = workspace.project().draft();
        if chosen.is_new {
            let sign = list.place.note_sign(draft);
            return vec![Action::BeginNote { sign, label: chosen.name.clone() }];
        }
        let then = if another { AfterName::Another } else { AfterName::Close };
        let (change, selection) = list.place.complete(draft, &chosen.name, then);
        if change.is_empty() && selection.end == list.caret {
            return Vec::new();
        }
        let is_bracketed = list.place.kind == CompletionKind::Key { is_bracketed: true };
        match (is_bracketed, then) {
            (true, AfterName::Another) => self.completion.typed = Typed::Letters,
            (true, AfterName::Close) => self.completion.completed = Some(selection.end),
            (false, _) => {}
        }
        self.caret = Caret::at(selection.end);
        vec![Action::Complete { kind: list.place.kind, change, selection }]
    }

    /// Puts a comma that is typed behind a completed citation into it, in front of its page; one
    /// Backspace takes it out again, for a comma of the sentence.
    fn comma(&mut self, workspace: &Workspace, event: &Event) -> Option<Vec<Action>> {
        let draft = workspace.project().draft();
        let caret = self.caret.selection().in_draft();
        let is_at = |place: Option<usize>| place == Some(caret.start) && caret.is_empty();
        match event {
            Event::Text(text) if text == "," && is_at(self.completion.completed) => {
                let inside = caret.start.checked_sub("]".len())?;
                draft[inside..].starts_with(']').then_some(())?;
                let caret = DraftRange::at(caret.start);
                self.completion.comma = Some(caret.start);
                self.completion.completed = None;
                let change = Change::insert(inside, ",");
                Some(vec![Action::Type { change, selection: caret }])
            }
            Event::Key { key: Key::Backspace, pressed: true, modifiers, .. }
                if modifiers.is_none() && is_at(self.completion.comma) =>
            {
                self.completion.comma = None;
                let range = caret.start.checked_sub(",".len())?..caret.start + "]".len();
                (draft.get(range.clone())? == ",]").then_some(())?;
                let selection = DraftRange::at(range.end);
                self.caret = Caret::at(selection.end);
                Some(vec![Action::Type { change: Change::replace(range, "],"), selection }])
            }
            _ => None,
        }
    }

    /// Notes what an input did, once it is known which actions it asks for.
    pub(super) fn note_typed(&mut self, event: Option<Typing>, actions: &[Action], moved: bool) {
        let is_edit = actions.iter().any(|action| matches!(action, Action::Type { .. }));
        match event.filter(|_| is_edit) {
            Some(Typing::Letters) => self.completion.typed = Typed::Letters,
            Some(Typing::Deletion) => self.completion.typed = Typed::Deletion,
            None => {}
        }
        if is_edit || moved {
            let caret = Some(self.caret.head.byte);
            let Completion { completed, comma, .. } = &mut self.completion;
            *completed = completed.filter(|at| !is_edit && Some(*at) == caret);
            *comma = comma.filter(|at| Some(*at) == caret);
        }
    }
}

/// How an input edits the draft, where the completion follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Typing {
    Letters,
    Deletion,
}

impl Typing {
    /// Returns how an event edits; `None` where it is no typing.
    pub(super) fn of(event: &Event) -> Option<Self> {
        match event {
            Event::Text(_) | Event::Ime(egui::ImeEvent::Commit(_)) => Some(Self::Letters),
            Event::Key { key: Key::Backspace | Key::Delete, pressed: true, .. } => {
                Some(Self::Deletion)
            }
            _ => None,
        }
    }
}
