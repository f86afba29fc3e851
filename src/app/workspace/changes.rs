//! Changes of the project, which every part of the state follows.

use std::path::PathBuf;

use super::Workspace;
use crate::{
    app::{
        effect::Effect,
        notice::ProblemNotice,
        state::{Jump, Mode, Reader, Room, StepEffects, VersionState, View},
    },
    persist::{FileFingerprint, settings::KnownProject},
    project::{Intent, Project},
};
use nutgraf_engine::range::DraftRange;

impl Workspace {
    /// Applies an intent and puts it on the undo stack. A refusal becomes a notice. Returns
    /// whether it was applied.
    pub(in crate::app) fn apply_intent(&mut self, intent: Intent) -> bool {
        !self.is_read_only() && self.apply_steps(intent, Room::Required)
    }

    /// Applies an intent also where somebody else has the project open: what they wrote is
    /// read.
    pub(in crate::app) fn apply_steps(&mut self, intent: Intent, room: Room) -> bool {
        match self.open.apply(intent, room) {
            Ok(effects) => {
                self.refresh_derived(effects);
                true
            }
            Err(refusal) => {
                self.problem(ProblemNotice::StepRefused(refusal));
                false
            }
        }
    }

    /// Has each part follow steps that were just applied.
    pub(in crate::app) fn refresh_derived(&mut self, effects: StepEffects) {
        self.view.card = None;
        self.view.lit = None;
        self.view.selection = self.open.fitted(self.view.selection);
        self.pastes.follow(&effects.change);
        self.find.follow(&effects, self.open.project().draft());
        self.checklist.follow(&effects, &self.open);
        self.findings.follow(&effects, &self.open);
        self.journal.record(effects.steps, &self.open);
    }

    /// Replaces the project by another one, which a file may hold, and forgets everything
    /// about the one before.
    pub(in crate::app) fn take_over(
        &mut self,
        project: Project,
        file: Option<(PathBuf, FileFingerprint)>,
    ) {
        self.note_open();
        self.open.open(project);
        self.file.replace(file);
        self.start_over();
    }

    /// Notes in the settings what the open project is called and where its caret is.
    pub(in crate::app) fn note_open(&mut self) {
        let Some(path) = self.file.path().filter(|_| self.open.is_open()) else { return };
        let known = KnownProject { title: self.name(), caret: self.view.selection.start };
        self.settings.note(path, known);
    }

    /// Closes the project.
    pub(in crate::app) fn close(&mut self) {
        self.note_open();
        self.settings.session = None;
        self.open.close();
        self.file.replace(None);
        self.start_over();
        self.journal.end();
        self.view.mode = Mode::Write;
    }

    /// Brings every part to the beginning with the project that is open now.
    fn start_over(&mut self) {
        self.find.close();
        self.search.forget();
        self.writing.begin(self.open.structure().word_count(true));
        self.pastes.clear();
        self.findings.clear();
        self.checklist.open(self.open.project());
        self.versions = VersionState::default();
        let jump = Jump { range: DraftRange::at(0), serial: self.view.jump.serial + 1 };
        self.view = View {
            mode: self.view.mode,
            tab: self.view.tab,
            jump,
            reader: Reader { serial: self.view.reader.serial + 1, ..Reader::default() },
            notices: std::mem::take(&mut self.view.notices),
            ..View::default()
        };
        self.file.opened(&self.open);
        self.signoff = None;
        let notice = self.journal.begin(&self.open, &self.file);
        self.take_away(notice);
    }

    /// Forgets choices of records that are no longer there.
    pub(in crate::app) fn forget_gone(&mut self) {
        let project = self.open.project();
        let view = &mut self.view;
        view.source = view.source.take().filter(|id| project.source(id).is_some());
        view.quote = view.quote.take().filter(|id| project.quote(id).is_some());
        view.claim = view.claim.take().filter(|id| project.claim(id).is_some());
    }

    /// Asks for the whole project to be checked; `None` where none is open.
    pub(in crate::app) fn check_effect(&self) -> Option<Effect> {
        self.is_open().then(|| Effect::Check {
            project: Box::new(self.project().copy()),
            revision: self.revision(),
        })
    }
}
