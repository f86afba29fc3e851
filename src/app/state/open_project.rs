//! The open project: its records, its undo stack, and what its Markdown means.
//!
//! # Invariants
//! - The structure is that of the draft as it is now.
//! - The revision rises with every change of anything that is saved.
//! - Whatever steps do is told in one [`StepEffects`], which every other part follows.

use crate::{
    app::notice::StepRefusal,
    project::{Intent, Project, Step, StepError, StepLabel, TurnBackError},
};
use nutgraf_engine::{
    markdown::{Reread, Structure},
    model::Signoff,
    range::DraftRange,
    text::{AnchorKey, Change, History, HistoryEntry, HistoryPoint},
};

/// One open project, or an empty one where none is open.
#[derive(Default)]
pub(in crate::app) struct OpenProject {
    project: Project,
    is_open: bool,
    history: History<Step, StepLabel>,
    revision: u64,
    /// Rises with every change of a source.
    sources_serial: u64,
    structure: Structure,
    /// The version of the draft that the structure is of; `None` where the whole draft is to
    /// be parsed.
    structure_version: Option<u64>,
}

/// Whether steps may make the project too large to be saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) enum Room {
    /// They are refused if they do.
    Required,
    /// They may: another program wrote it so.
    Ignored,
}

/// What steps did to the draft and to what it rests on.
#[derive(Default)]
pub(in crate::app) struct StepEffects {
    /// What the steps did to the draft's text, all together.
    pub(in crate::app) change: Change,
    /// What of the draft was parsed again; `None` where it was parsed whole, or not at all.
    pub(in crate::app) reread: Option<Reread>,
    /// Whether the draft's text is another one.
    pub(in crate::app) changes_text: bool,
    /// Whether something changed that quotations and claims are held against.
    pub(in crate::app) changes_evidence: bool,
    /// Whether nothing but the draft's text changed, and every anchor with it.
    pub(in crate::app) only_types: bool,
    /// The steps themselves, for the journal.
    pub(in crate::app) steps: Vec<Step>,
}

impl StepEffects {
    fn of(steps: &[Step]) -> Self {
        let mut effects = Self { only_types: true, steps: steps.to_vec(), ..Self::default() };
        for step in steps {
            match step {
                Step::Text { change, restore } => {
                    effects.change = effects.change.compose(change);
                    effects.only_types &= restore.is_empty();
                }
                step => {
                    effects.changes_evidence |= step.changes_evidence();
                    effects.only_types = false;
                }
            }
        }
        // An anchor that two changes move one by one may stand elsewhere than where
        // both at once would move it.
        effects.only_types &= steps.len() <= 1;
        effects
    }

    /// The byte offset of the draft behind the last insertion, which undo and redo show.
    pub(in crate::app) fn last_edit(&self) -> Option<usize> {
        self.steps.iter().rev().find_map(|step| match step {
            Step::Text { change, .. } => {
                let edit = change.edits().first()?;
                Some(edit.range.start + edit.insert.len())
            }
            _ => None,
        })
    }
}

/// An entry of the undo stack that could not be taken back or done again.
pub(in crate::app) struct UndoError {
    /// What the Edit menu calls the entry.
    pub(in crate::app) label: StepLabel,
    /// Why.
    pub(in crate::app) cause: StepError,
}

/// What came of an entry that was refused.
struct Refused {
    /// The entry, where it may be tried again.
    entry: Option<HistoryEntry<Step, StepLabel>>,
    error: UndoError,
}

impl OpenProject {
    /// The records; those of an empty project where none is open.
    pub(in crate::app) fn project(&self) -> &Project {
        &self.project
    }

    /// Whether a project is open.
    pub(in crate::app) fn is_open(&self) -> bool {
        self.is_open
    }

    /// Rises with every change of anything that is saved.
    pub(in crate::app) fn revision(&self) -> u64 {
        self.revision
    }

    /// Rises with every change of a source.
    pub(in crate::app) fn sources_serial(&self) -> u64 {
        self.sources_serial
    }

    /// What the draft's Markdown means now.
    pub(in crate::app) fn structure(&self) -> &Structure {
        &self.structure
    }

    /// Where the undo stack stands.
    pub(in crate::app) fn place(&self) -> HistoryPoint {
        self.history.place()
    }

    /// What undo would take back.
    pub(in crate::app) fn undo_label(&self) -> Option<StepLabel> {
        self.history.undo_label()
    }

    /// What redo would do again.
    pub(in crate::app) fn redo_label(&self) -> Option<StepLabel> {
        self.history.redo_label()
    }

    /// Makes the next intent an entry of the undo stack of its own.
    pub(in crate::app) fn break_coalescing(&mut self) {
        self.history.break_coalescing();
    }

    /// Replaces the project by another one and forgets how to undo.
    pub(in crate::app) fn open(&mut self, project: Project) {
        self.replace(project, true);
    }

    /// Leaves an empty project.
    pub(in crate::app) fn close(&mut self) {
        self.replace(Project::default(), false);
    }

    fn replace(&mut self, project: Project, is_open: bool) {
        self.project = project;
        self.is_open = is_open;
        self.history = History::default();
        self.sources_serial += 1;
        self.structure_version = None;
        self.refresh(&Change::default());
    }

    /// Applies an intent and puts it on the undo stack.
    ///
    /// # Errors
    /// When a step does not fit the project, which then is as it was.
    pub(in crate::app) fn apply(
        &mut self,
        intent: Intent,
        room: Room,
    ) -> Result<StepEffects, StepRefusal> {
        let Intent { label, steps, coalesces } = self.project.carrying_anchors(intent);
        let mut effects = StepEffects::of(&steps);
        let applied = match room {
            Room::Required => self.project.apply_all(steps),
            Room::Ignored => self.project.replay(steps),
        };
        let back = applied.map_err(|error| StepRefusal::new(label, &effects.steps, error))?;
        self.history.record(HistoryEntry { label, steps: back }, coalesces);
        self.follow_steps(&mut effects);
        Ok(effects)
    }

    /// Takes the newest entry of the undo stack back; `None` where there is none.
    pub(in crate::app) fn undo(&mut self) -> Option<Result<StepEffects, UndoError>> {
        let entry = self.history.take_undo()?;
        Some(match self.turn_back(entry) {
            Ok((entry, effects)) => {
                self.history.was_undone(entry);
                Ok(effects)
            }
            Err(Refused { entry, error }) => {
                // It stays what undo takes back.
                entry.into_iter().for_each(|entry| self.history.was_redone(entry));
                Err(error)
            }
        })
    }

    /// Does again what was undone last; `None` where there is nothing.
    pub(in crate::app) fn redo(&mut self) -> Option<Result<StepEffects, UndoError>> {
        let entry = self.history.take_redo()?;
        Some(match self.turn_back(entry) {
            Ok((entry, effects)) => {
                self.history.was_redone(entry);
                Ok(effects)
            }
            Err(Refused { entry, error }) => {
                // It stays what redo does again.
                entry.into_iter().for_each(|entry| self.history.was_undone(entry));
                Err(error)
            }
        })
    }

    /// Applies an entry, and returns the one that leads back; else the entry itself, where it
    /// may be tried again, and why it was refused.
    fn turn_back(
        &mut self,
        entry: HistoryEntry<Step, StepLabel>,
    ) -> Result<(HistoryEntry<Step, StepLabel>, StepEffects), Refused> {
        let HistoryEntry { label, steps } = entry;
        let mut effects = StepEffects::of(&steps);
        match self.project.turn_back(steps) {
            Ok(steps) => {
                self.follow_steps(&mut effects);
                Ok((HistoryEntry { label, steps }, effects))
            }
            Err(TurnBackError { error: cause, steps }) => {
                let entry = (!steps.is_empty()).then_some(HistoryEntry { label, steps });
                Err(Refused { entry, error: UndoError { label, cause } })
            }
        }
    }

    /// Applies steps of a journal as one entry of the undo stack, and adds its sign-offs.
    /// Returns the steps, which are none where they did not fit, and why they did not.
    ///
    /// Thousands of steps are not followed one by one: the draft is parsed whole.
    pub(in crate::app) fn apply_recovered(
        &mut self,
        steps: Vec<Step>,
        signoffs: Vec<Signoff>,
    ) -> (Vec<Step>, Option<StepError>) {
        let copy = steps.clone();
        let (applied, error) = match self.project.replay(steps) {
            Ok(back) => {
                self.history.record(HistoryEntry { label: StepLabel::Restore, steps: back }, false);
                (copy, None)
            }
            Err(error) => (Vec::new(), Some(error)),
        };
        for signoff in signoffs {
            self.project.put_signoff(signoff);
        }
        self.sources_serial += 1;
        self.structure_version = None;
        self.refresh(&Change::default());
        (applied, error)
    }

    /// Adds a sign-off. It is on no undo stack.
    ///
    /// # Errors
    /// When the project would become too large to be saved.
    pub(in crate::app) fn sign(&mut self, signoff: Signoff) -> Result<(), StepError> {
        self.project.sign(signoff)?;
        self.revision += 1;
        Ok(())
    }

    /// Adds sign-offs that another version of the project lacks, without a revision of their
    /// own. Returns whether there were any.
    pub(in crate::app) fn keep_signoffs(&mut self, signoffs: Vec<Signoff>) -> bool {
        let mut has_kept = false;
        for signoff in signoffs {
            if !self.project.signoffs().contains(&signoff) {
                self.project.put_signoff(signoff);
                has_kept = true;
            }
        }
        has_kept
    }

    /// Takes over the sign-offs of another version of the project.
    pub(in crate::app) fn take_signoffs(&mut self, version: &Project) {
        self.project.take_signoffs(version);
    }

    /// Remembers the words of an anchor that is about to lose them.
    pub(in crate::app) fn remember_words(&mut self, key: AnchorKey, words: &str) {
        self.project.remember_words(key, words);
    }

    /// Brings the structure up to date after steps that were just applied, and completes
    /// what is told of them.
    fn follow_steps(&mut self, effects: &mut StepEffects) {
        let before = self.structure_version;
        self.sources_serial += u64::from(effects.steps.iter().any(Step::changes_sources));
        effects.reread = self.refresh(&effects.change);
        effects.changes_text = before != self.structure_version;
    }

    /// Brings the structure up to date after a change of the draft. Returns what was parsed
    /// again where that was not the whole draft.
    fn refresh(&mut self, change: &Change) -> Option<Reread> {
        self.revision += 1;
        let version = self.project.document().version();
        if self.structure_version == Some(version) {
            return None;
        }
        let draft = self.project.draft();
        let reread = match self.structure_version {
            Some(_) => Some(self.structure.reparse(draft, change)),
            None => {
                self.structure = Structure::parse(draft);
                None
            }
        };
        self.structure_version = Some(version);
        reread
    }

    /// The part of the draft nearest to a byte range: a finding may be of the text some
    /// keystrokes ago.
    pub(in crate::app) fn fitted(&self, range: DraftRange) -> DraftRange {
        let text = self.project.draft();
        let fit = |at: usize| {
            let mut at = at.min(text.len());
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let start = fit(range.start);
        DraftRange::new(start, fit(range.end).max(start))
    }
}
