//! The state of the program and the one place where actions change it.

use std::{ops::Range, path::PathBuf, sync::Arc};

use jiff::Timestamp;

use super::{
    Action, Dialog, Effect, FileState, Jump, LockState, Next, Notice, NoticeKind, Reader,
    SaveState, Tab, View, find::Wanted, journal::Journalling, judging::Taken, limits::Attempt,
    outside, view::Mode,
};
use crate::{
    evidence::{Corpus, Finding, FindingCounts, Inventory, Report},
    markdown::Structure,
    model::{Claim, ClaimId, Ids, QuoteId, Signoff, Source},
    persist::Settings,
    project::{Checklist, Intent, Obstacle, Project, Step, StepError, TurnBackError},
    text::{History, HistoryEntry},
};

/// One open project, or none, and everything about how it is shown.
pub struct Workspace {
    pub(super) project: Project,
    pub(super) open: bool,
    pub(super) history: History<Step>,
    /// Rises with every change of anything that is saved.
    pub(super) revision: u64,
    pub(super) structure: Structure,
    pub(super) structure_version: Option<u64>,
    /// The claims as they stand in the draft now.
    pub(super) checklist: Checklist,
    /// Rises when a claim changes, or how one stands; not when it only moves.
    pub(super) claims_revision: u64,
    pub(super) report: Option<Report>,
    /// How many findings of the report there are but those of stale claims.
    pub(super) counts: FindingCounts,
    pub(super) report_revision: u64,
    /// The sentences of the draft at a version, with their cues.
    pub(super) inventory: Option<(u64, Arc<Inventory>)>,
    /// What the report was held against; `None` once that is something else.
    pub(super) corpus: Option<Arc<Corpus>>,
    pub(super) file: FileState,
    pub(super) view: View,
    /// What was looked for last, for when it is looked for again.
    pub(super) wanted: Wanted,
    pub(super) settings: Settings,
    pub(super) ids: Ids,
    /// What to do once a save that was asked for is done.
    pub(super) after_save: Option<Next>,
    /// The revision whose unsaved changes the writer gave up. Any new edit has another.
    pub(super) discarded: Option<u64>,
    /// What stands against calling an export final, of the last report.
    pub(super) obstacles: Vec<Obstacle>,
    /// The time of what is being done.
    pub(super) now: Timestamp,
    /// When a version was kept last.
    pub(super) kept_at: Option<Timestamp>,
    /// The sign-off that the export under way leaves once it is out.
    pub(super) signoff: Option<Signoff>,
    /// When the project was last changed, for autosave.
    pub(super) changed_at: Option<Timestamp>,
    pub(super) journalling: Journalling,
    next_notice: u64,
    /// The sources that are being read, and for which article, by
    /// [`FileState::opened_revision`].
    pub(super) imports: Vec<(PathBuf, u64)>,
    /// How often a file was begun to be looked after.
    pub(super) watches: u64,
}

/// How long a project rests before it saves itself, in seconds.
const AUTOSAVE_AFTER: i64 = 5;

impl Workspace {
    /// A workspace with nothing open.
    pub fn new(settings: Settings, ids: Ids) -> Self {
        Self {
            project: Project::default(),
            open: false,
            history: History::default(),
            revision: 0,
            structure: Structure::default(),
            structure_version: None,
            checklist: Checklist::default(),
            claims_revision: 0,
            report: None,
            counts: FindingCounts::default(),
            report_revision: 0,
            corpus: None,
            inventory: None,
            file: FileState::default(),
            view: View::default(),
            wanted: Wanted::default(),
            settings,
            ids,
            after_save: None,
            discarded: None,
            obstacles: Vec::new(),
            now: Timestamp::UNIX_EPOCH,
            kept_at: None,
            signoff: None,
            changed_at: None,
            journalling: Journalling::default(),
            next_notice: 0,
            imports: Vec::new(),
            watches: 0,
        }
    }

    /// Whether a project is open.
    pub fn is_open(&self) -> bool {
        self.open
    }

    /// The open project; an empty one when none is open.
    pub fn project(&self) -> &Project {
        &self.project
    }

    /// What the draft's Markdown means now.
    pub fn structure(&self) -> &Structure {
        &self.structure
    }

    /// The last report, brought along with every edit since: its places are those
    /// of the draft as it is now.
    pub fn report(&self) -> Option<&Report> {
        self.report.as_ref()
    }

    /// Whether the whole project was checked as it is now.
    pub fn report_is_current(&self) -> bool {
        self.report.is_some() && self.report_revision == self.revision
    }

    /// The findings of the last report.
    pub fn findings(&self) -> &[Finding] {
        self.report.as_ref().map_or(&[], |report| &report.findings)
    }

    /// How many findings of each severity there are, but for those of stale claims,
    /// which [`Checklist::headline`] counts.
    pub fn finding_counts(&self) -> FindingCounts {
        self.counts
    }

    /// The claims as they stand in the draft now.
    pub fn checklist(&self) -> &Checklist {
        &self.checklist
    }

    /// Changes whenever a claim does, or how one stands, or the draft was read again
    /// for sentences: what is listed holds as long as this stays the same.
    pub fn claims_at(&self) -> (u64, u64) {
        (self.claims_revision, self.inventory.as_ref().map_or(0, |(version, _)| version + 1))
    }

    /// The file behind the project.
    pub fn file(&self) -> &FileState {
        &self.file
    }

    /// What is shown.
    pub fn view(&self) -> &View {
        &self.view
    }

    /// The writer's settings.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Whether something would be lost if the program ended now.
    pub fn is_dirty(&self) -> bool {
        let is_saved = self.revision == self.file.saved_revision
            || (self.history.place() == self.file.saved_place
                && self.project.signoffs().len() == self.file.saved_signoffs);
        self.open && !is_saved
    }

    /// Rises with every change of anything that is saved.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// What undo would take back.
    pub fn undo_label(&self) -> Option<&'static str> {
        self.history.undo_label()
    }

    /// What redo would do again.
    pub fn redo_label(&self) -> Option<&'static str> {
        self.history.redo_label()
    }

    /// The name of the project for titles: the article's title, else the file's name.
    pub fn name(&self) -> String {
        let title = self.project.article().title.trim();
        if !title.is_empty() {
            return title.to_owned();
        }
        let heading = self.structure.headings.first().map(|heading| heading.title.clone());
        heading
            .filter(|title| !title.trim().is_empty())
            .or_else(|| self.file.stem())
            .unwrap_or_else(|| "Untitled".to_owned())
    }

    /// The window's title: a dot stands before the name of unsaved work.
    pub fn window_title(&self) -> String {
        if !self.open {
            return "Nutgraf".to_owned();
        }
        let mark = if self.is_dirty() { "• " } else { "" };
        format!("{mark}{} — Nutgraf", self.name())
    }

    /// The source that is open in the panel.
    pub fn current_source(&self) -> Option<&Source> {
        self.project.source(self.view.source.as_ref()?)
    }

    /// The words selected in the reader, in bytes of the open source's snapshot.
    pub fn reader_selection(&self) -> Option<Range<usize>> {
        let text = &self.current_source()?.snapshot.as_ref()?.text;
        let range = self.view.reader.selection.clone()?;
        text.get(range.clone()).filter(|words| !words.trim().is_empty())?;
        Some(range)
    }

    /// What stands against calling an export final, by the last report.
    pub fn obstacles(&self) -> &[Obstacle] {
        &self.obstacles
    }

    /// The claim chosen in the checklist where the caret is in it, else the claim at the
    /// caret, else the chosen one, which may have no place.
    pub fn current_claim(&self) -> Option<&Claim> {
        let caret = self.view.selection.start;
        let chosen = self.view.claim.as_ref().and_then(|id| self.project.claim(id));
        let stands = |claim: &&Claim| {
            let range = self.project.claim_range(&claim.id);
            !range.is_empty() && (range.start..=range.end).contains(&caret)
        };
        let at_caret = || self.project.claims().get(self.checklist.at(caret)?);
        chosen.filter(stands).or_else(at_caret).or(chosen)
    }

    /// What marking a claim would mark: the selection, else the sentence at the caret.
    pub fn claimable(&self) -> Option<Range<usize>> {
        let selection = self.view.selection.clone();
        if !selection.is_empty() {
            return Some(selection);
        }
        let caret = selection.start;
        let sentences = &self.structure.sentences;
        // Of two that meet at the caret, the first.
        let sentence = sentences.get(sentences.partition_point(|sentence| sentence.end < caret));
        sentence.filter(|sentence| sentence.start <= caret)
    }

    /// Acts on a request and says what is to be done outside.
    ///
    /// `now` is the time at which statuses and captures are stamped.
    pub fn apply(&mut self, action: Action, now: Timestamp) -> Vec<Effect> {
        self.now = now;
        let before = self.revision;
        let acted = self.act(action, now);
        self.see_selection();
        self.offer();
        // The journal first: what is saved or ended next must not come before it.
        let mut effects = self.journal_effects(now, self.revision != before);
        effects.extend(acted);
        if self.revision != before {
            self.changed_at = Some(now);
            effects.extend(self.check_effect());
        }
        effects
    }

    /// Saves a project that was left alone for a while. Called as time passes.
    pub fn tick(&mut self, now: Timestamp) -> Vec<Effect> {
        self.now = now;
        self.watch_save();
        let waiting = self.take_in_waiting();
        if !waiting.is_empty() {
            return waiting;
        }
        // By a clock that went back, it was changed now.
        self.changed_at = self.changed_at.map(|changed| changed.min(now));
        let rested = self
            .changed_at
            .is_some_and(|changed| now.as_second() - changed.as_second() >= AUTOSAVE_AFTER);
        let can = self.is_dirty() && self.file.stamp.is_some() && !self.is_read_only();
        let asking = matches!(self.view.dialog(), Some(Dialog::Unsaved(_)));
        let busy = matches!(self.file.state, SaveState::Saving | SaveState::Failed)
            // Over what another program did, only the writer saves.
            || self.file.outside.is_some()
            || self.file.held
            || self.file.merging.is_some();
        let save = (rested && can && !asking && !busy).then(|| self.save_effect()).flatten();
        let mut effects = self.journal_effects(now, self.is_dirty());
        effects.extend(save);
        effects
    }

    /// In how many seconds [`Workspace::tick`] may have something to do.
    pub fn seconds_to_tick(&self) -> Option<u64> {
        if self.file.state == SaveState::Saving {
            return Some(1);
        }
        (self.is_dirty() && self.file.stamp.is_some()).then_some(AUTOSAVE_AFTER.unsigned_abs() + 1)
    }

    /// Whether somebody else has the project open, or nobody can tell because something
    /// else has the lock's name, so that it is only read here.
    pub fn is_read_only(&self) -> bool {
        matches!(self.file.lock, LockState::Theirs(_) | LockState::Blocked { .. })
    }

    /// Applies an intent and puts it on the undo stack. A refusal becomes a notice.
    pub(super) fn intend(&mut self, intent: Intent) -> bool {
        !self.is_read_only() && self.take_in_steps(intent, Project::apply_all)
    }

    /// The same also where somebody else has the project open: what they wrote is read.
    pub(super) fn take_in_steps(
        &mut self,
        intent: Intent,
        apply: fn(&mut Project, Vec<Step>) -> Result<Vec<Step>, StepError>,
    ) -> bool {
        let Intent { label, steps, melts } = self.project.carrying_anchors(intent);
        let taken = Taken::of(&steps);
        let attempt = Attempt::of(label, &steps);
        let entry = self.journalled(&steps);
        match apply(&mut self.project, steps) {
            Ok(back) => {
                self.journal(entry);
                self.history.record(HistoryEntry { label, steps: back }, melts);
                self.touch(&taken);
                true
            }
            Err(error) => {
                self.refuse(&attempt, &error);
                false
            }
        }
    }

    pub(super) fn undo(&mut self) -> Option<Effect> {
        if self.is_read_only() {
            return None;
        }
        let entry = self.history.take_undo()?;
        let is_version = outside::is_version(entry.label);
        // Theirs is on disk until the next save, and nowhere else after it.
        let kept = is_version.then(|| self.keep_before("undoing another program’s version"));
        match self.turn_back(entry) {
            Ok(entry) => {
                self.file.held |= is_version;
                self.history.was_undone(entry);
            }
            // It stays what undo takes back.
            Err(entry) => entry.into_iter().for_each(|entry| self.history.was_redone(entry)),
        }
        kept.flatten()
    }

    pub(super) fn redo(&mut self) {
        if self.is_read_only() {
            return;
        }
        let Some(entry) = self.history.take_redo() else { return };
        match self.turn_back(entry) {
            Ok(entry) => {
                self.history.was_redone(entry);
                // Back at what is on disk there is nothing to hold back.
                self.file.held &= self.is_dirty();
            }
            Err(entry) => entry.into_iter().for_each(|entry| self.history.was_undone(entry)),
        }
    }

    /// Takes an entry of the history back, or does it again, and returns what does the
    /// opposite; else the entry, where it may be tried again.
    fn turn_back(
        &mut self,
        entry: HistoryEntry<Step>,
    ) -> Result<HistoryEntry<Step>, Option<HistoryEntry<Step>>> {
        let HistoryEntry { label, steps } = entry;
        let taken = Taken::of(&steps);
        let place = steps.iter().rev().find_map(|step| match step {
            Step::Text { change, .. } => {
                let edit = change.edits().first()?;
                Some(edit.range.start + edit.insert.len())
            }
            _ => None,
        });
        let entry = self.journalled(&steps);
        match self.project.turn_back(steps) {
            Ok(back) => {
                self.journal(entry);
                self.touch(&taken);
                if let Some(at) = place {
                    let at = at.min(self.project.draft().len());
                    self.jump(at..at);
                }
                self.forget_gone();
                Ok(HistoryEntry { label, steps: back })
            }
            Err(TurnBackError { error, steps }) => {
                self.problem(format!("“{label}” could not be taken back: {error}"), error.hint());
                Err((!steps.is_empty()).then_some(HistoryEntry { label, steps }))
            }
        }
    }

    /// Does what was lost again, as one thing that undo takes back.
    pub(super) fn redo_lost(&mut self, steps: Vec<Step>, signoffs: Vec<Signoff>) {
        let entry = self.journalled(&steps);
        match self.project.replay(steps) {
            Ok(back) => {
                self.journal(entry);
                self.history.record(HistoryEntry { label: "Restore", steps: back }, false);
            }
            // It was done once before on the same project, when it was looked at.
            Err(error) => self.problem(format!("Not everything could be restored: {error}"), ""),
        }
        for signoff in signoffs {
            self.journal_signoff(&signoff);
            self.project.put_signoff(signoff);
        }
        // Thousands of steps are not followed one by one.
        self.structure_version = None;
        self.touch(&Taken::default());
    }

    /// Takes over a project and forgets everything about the one before.
    pub(super) fn take_over(&mut self, project: Project) {
        self.close_find();
        self.project = project;
        self.open = true;
        self.history = History::default();
        self.report = None;
        self.corpus = None;
        self.inventory = None;
        self.structure_version = None;
        let jump = Jump { range: 0..0, serial: self.view.jump.serial + 1 };
        self.view = View {
            mode: self.view.mode,
            tab: self.view.tab,
            jump,
            reader: Reader { serial: self.view.reader.serial + 1, ..Reader::default() },
            notices: std::mem::take(&mut self.view.notices),
            ..View::default()
        };
        self.touch(&Taken::default());
        self.file.saved_revision = self.revision;
        self.file.saved_place = self.history.place();
        self.file.saved_signoffs = self.project.signoffs().len();
        self.file.opened_revision = self.revision;
        self.changed_at = None;
        self.discarded = None;
        self.after_save = None;
        self.obstacles.clear();
        self.signoff = None;
        self.journal_begins();
        self.kept_at = None;
    }

    pub(super) fn close(&mut self) {
        self.file = FileState::default();
        self.take_over(Project::default());
        self.open = false;
        self.journal_ends();
        self.view.mode = Mode::Write;
    }

    /// Choices of records that are no longer there are forgotten.
    pub(super) fn forget_gone(&mut self) {
        let project = &self.project;
        let view = &mut self.view;
        view.source = view.source.take().filter(|id| project.source(id).is_some());
        view.quote = view.quote.take().filter(|id| project.quote(id).is_some());
        view.claim = view.claim.take().filter(|id| project.claim(id).is_some());
    }

    pub(super) fn check_effect(&self) -> Option<Effect> {
        self.open.then(|| Effect::Check {
            project: Box::new(self.project.copy()),
            revision: self.revision,
        })
    }

    /// A byte range made to fit the draft as it is now: a finding may be of the
    /// text some keystrokes ago.
    pub(super) fn fitted(&self, range: Range<usize>) -> Range<usize> {
        let text = self.project.draft();
        let fit = |at: usize| {
            let mut at = at.min(text.len());
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let start = fit(range.start);
        start..fit(range.end).max(start)
    }

    pub(super) fn jump(&mut self, range: Range<usize>) {
        let range = self.fitted(range);
        self.view.selection = range.clone();
        self.view.jump = Jump { range, serial: self.view.jump.serial + 1 };
        if self.view.mode == Mode::Read {
            self.view.mode = Mode::Write;
        }
    }

    pub(super) fn show_tab(&mut self, tab: Tab) {
        self.view.tab = tab;
        self.settings.panel = true;
    }

    pub(super) fn choose_quote(&mut self, id: Option<QuoteId>) {
        self.view.quote = id;
    }

    pub(super) fn choose_claim(&mut self, id: Option<ClaimId>) {
        self.view.claim = id;
    }

    /// Opens a dialog over whatever is open; that is there again afterwards.
    pub(super) fn open_dialog(&mut self, dialog: Dialog) {
        self.view.dialogs.retain(|open| *open != dialog);
        self.view.dialogs.push(dialog);
    }

    /// Opens a form below what is open, to be filled in next.
    pub(super) fn queue_dialog(&mut self, dialog: Dialog) {
        self.view.dialogs.insert(0, dialog);
    }

    pub(super) fn close_dialog(&mut self) -> Option<Dialog> {
        self.view.dialogs.pop()
    }

    pub(super) fn notice(
        &mut self,
        kind: NoticeKind,
        message: impl Into<String>,
        hint: &str,
    ) -> u64 {
        self.next_notice += 1;
        let notice =
            Notice { id: self.next_notice, kind, message: message.into(), hint: hint.to_owned() };
        // The same thing said twice is said once.
        self.view.notices.retain(|old| old.message != notice.message);
        self.view.notices.push(notice);
        self.next_notice
    }

    pub(super) fn problem(&mut self, message: impl Into<String>, hint: &str) {
        self.notice(NoticeKind::Problem, message, hint);
    }

    pub(super) fn done(&mut self, message: impl Into<String>) {
        self.view.notices.retain(|notice| notice.kind != NoticeKind::Done);
        self.notice(NoticeKind::Done, message, "");
    }
}
