//! The state of the program: its parts put together, and what can be asked of them.
//!
//! # Invariants
//! - Whatever steps are applied, each part follows them once, in
//!   [`Workspace::refresh_derived`].

mod changes;
mod notice_ends;
mod shown;
mod tabs;
mod words;

pub use words::WordsOfDay;

use std::path::PathBuf;

use jiff::Timestamp;

use super::state::{
    ArticlePicture, ChecklistState, FileState, Find, FindState, FindingState, JournalState,
    LockState, Merging, OpenProject, Outside, PasteState, PictureState, ProjectSearch, Readiness,
    SurveyCounts, VersionState, View, WritingState, place_since,
};
use crate::{
    persist::Settings,
    project::{Checklist, Obstacle, OpenSentence, Project, StepLabel, Survey},
};
use nutgraf_engine::{
    evidence::{
        CheckedQuotation, Finding, FindingCounts, Fix, FixInput, Report, Sentence, fixes,
        likely_passages,
    },
    markdown::Structure,
    model::{Claim, ClaimId, Ids, Signoff, Source, SourceId, key_from},
    range::{DraftRange, SourceRange},
};

/// One open project, or none, and everything about how it is shown.
pub struct Workspace {
    pub(super) open: OpenProject,
    pub(super) findings: FindingState,
    pub(super) checklist: ChecklistState,
    pub(super) find: FindState,
    pub(super) search: ProjectSearch,
    pub(super) file: FileState,
    pub(super) versions: VersionState,
    pub(super) journal: JournalState,
    pub(super) view: View,
    pub(super) pastes: PasteState,
    pub(super) writing: WritingState,
    pub(super) pictures: PictureState,
    pub(super) settings: Settings,
    pub(super) ids: Ids,
    /// The time of what is being done.
    pub(super) now: Timestamp,
    /// The sign-off that the export under way leaves once it is out.
    pub(super) signoff: Option<Signoff>,
    /// The sources that are being read, and for which article, by
    /// [`FileState::opened_revision`].
    pub(super) imports: Vec<(PathBuf, u64)>,
    last_notice: u64,
    tabs: usize,
}

impl Workspace {
    /// Returns a workspace with nothing open.
    pub fn new(settings: Settings, ids: Ids) -> Self {
        Self {
            open: OpenProject::default(),
            findings: FindingState::default(),
            checklist: ChecklistState::default(),
            find: FindState::default(),
            search: ProjectSearch::default(),
            file: FileState::default(),
            versions: VersionState::default(),
            journal: JournalState::default(),
            view: View::default(),
            pastes: PasteState::default(),
            writing: WritingState::default(),
            pictures: PictureState::default(),
            settings,
            ids,
            now: Timestamp::UNIX_EPOCH,
            signoff: None,
            imports: Vec::new(),
            last_notice: 0,
            tabs: 0,
        }
    }

    /// Whether a project is open.
    pub fn is_open(&self) -> bool {
        self.open.is_open()
    }

    /// The open project; an empty one when none is open.
    pub fn project(&self) -> &Project {
        self.open.project()
    }

    /// What the draft's Markdown means now.
    pub fn structure(&self) -> &Structure {
        self.open.structure()
    }

    /// Rises with every change of anything that is saved.
    pub fn revision(&self) -> u64 {
        self.open.revision()
    }

    /// Rises with every change of a source: what is worked out from the sources alone holds
    /// as long as this stays the same.
    pub fn sources_at(&self) -> u64 {
        self.open.sources_serial()
    }

    /// What is known of a picture of the article, by its address in the draft; `None` where
    /// it was not asked for.
    pub fn picture(&self, address: &str) -> Option<&ArticlePicture> {
        self.pictures.get(address)
    }

    /// Rises whenever something becomes known of a picture.
    pub fn pictures_at(&self) -> u64 {
        self.pictures.serial()
    }

    /// What undo would take back.
    pub fn undo_label(&self) -> Option<StepLabel> {
        self.open.undo_label()
    }

    /// What redo would do again.
    pub fn redo_label(&self) -> Option<StepLabel> {
        self.open.redo_label()
    }

    /// The last report, brought along with every edit since: its places are those
    /// of the draft as it is now.
    pub fn report(&self) -> Option<&Report> {
        self.findings.report()
    }

    /// Whether the whole project was checked as it is now.
    pub fn report_is_current(&self) -> bool {
        self.findings.is_of(self.open.revision())
    }

    /// The findings of the last report.
    pub fn findings(&self) -> &[Finding] {
        self.findings.findings()
    }

    /// Number of findings of each severity, but for those of stale claims, which
    /// [`Checklist::headline`] counts.
    pub fn finding_counts(&self) -> FindingCounts {
        self.findings.counts()
    }

    /// Changes whenever the draft, its report or what that was held against does:
    /// what is worked out from these holds as long as this stays the same.
    pub fn judged_at(&self) -> (u64, bool) {
        (self.revision(), self.report_is_current())
    }

    /// What stands against calling an export final, by the last report.
    pub fn obstacles(&self) -> &[Obstacle] {
        self.findings.obstacles()
    }

    /// How much of what is worth checking is claimed, as of the last check; `None` until the
    /// draft was read for the first time.
    pub fn survey_counts(&self) -> Option<SurveyCounts> {
        self.checklist.counts()
    }

    /// Whether the article may be called final, as far as is known.
    pub fn readiness(&self) -> Readiness {
        let has_quotations = self.report().is_some_and(|report| !report.quotations.is_empty());
        let unclaimed = self.survey_counts().map_or(0, |counts| counts.unclaimed());
        let has_evidence =
            has_quotations || unclaimed > 0 || self.checklist().headline().claims > 0;
        let obstacles = self.obstacles().len();
        match (obstacles, unclaimed) {
            _ if self.report().is_none() || !has_evidence => Readiness::Unknown,
            // It is said only once the whole check confirms it.
            (0, 0) if self.report_is_current() => Readiness::Ready,
            (0, 0) => Readiness::Unknown,
            (obstacles, unclaimed) => Readiness::Open { obstacles, unclaimed },
        }
    }

    /// The innermost quotation at a byte offset of the draft, marks included.
    pub fn quotation_at(&self, offset: usize) -> Option<&CheckedQuotation> {
        let checked = &self.report()?.quotations;
        let all = &self.structure().quotations;
        let begun = all.partition_point(|quotation| quotation.range.start <= offset);
        // Outer quotations lie side by side: in front of one that has ended, all have.
        let near = all.iter().enumerate().take(begun).rev();
        let near = near.take_while(|(_, near)| near.depth > 0 || near.range.end >= offset);
        let mut holding = near.filter(|(_, near)| near.range.end >= offset);
        holding.find_map(|(number, _)| {
            let at = checked.binary_search_by_key(&number, |checked| checked.quotation).ok()?;
            checked.get(at)
        })
    }

    /// The quotation whose words have this place, in bytes of the draft.
    pub fn quotation_of(&self, range: DraftRange) -> Option<&CheckedQuotation> {
        self.findings.quotation_of(range)
    }

    /// The passages of the sources that a claim most likely rests on, by its own words, the
    /// best first; none before the sources were read. Costs a look at the hits of each of its
    /// words.
    pub fn likely_passages(&self, claim: &ClaimId, most: usize) -> Vec<(SourceId, SourceRange)> {
        let Some(corpus) = self.findings.corpus() else { return Vec::new() };
        let words = self.project().claim_words(claim);
        let found = likely_passages(words, corpus, most).into_iter().filter_map(|passage| {
            let key = &corpus.sources().get(passage.source)?.key;
            Some((self.project().source_by_key(key)?.id.clone(), passage.range))
        });
        found.collect()
    }

    /// What can be done about a quotation. Costs a few judgements: for the one
    /// that is looked at, once a [`Workspace::revision`].
    pub fn fixes(&self, checked: &CheckedQuotation) -> Vec<Fix> {
        let Some(corpus) = self.findings.corpus() else { return Vec::new() };
        let input = FixInput {
            text: self.project().draft(),
            structure: self.structure(),
            sources: self.project().sources(),
            corpus,
            profile: self.project().article().profile,
        };
        fixes(checked, input)
    }

    /// The claims as they stand in the draft now.
    pub fn checklist(&self) -> &Checklist {
        self.checklist.checklist()
    }

    /// Changes whenever a claim does, or how one stands, or the draft was read again
    /// for sentences: what is listed holds as long as this stays the same.
    pub fn claims_at(&self) -> (u64, u64) {
        self.checklist.serial()
    }

    /// What of the draft is worth checking and no claim yet; `None` until the draft was
    /// read for the first time. Costs a step for each sentence and claim.
    pub fn survey(&self) -> Option<Survey> {
        self.checklist.survey(self.project())
    }

    /// Whether the survey is of the draft as it is now, and not of some keys ago.
    pub fn survey_is_current(&self) -> bool {
        self.checklist.inventory_version() == Some(self.project().document().version())
    }

    /// The cues and words of a sentence that is no claim yet.
    pub fn sentence(&self, open: &OpenSentence) -> Option<&Sentence> {
        self.checklist.sentence(open)
    }

    /// Where a byte range of the draft at a version stands now; `None` where words in it
    /// were changed since, or the version is too old to tell.
    pub fn place_since(&self, version: u64, range: DraftRange) -> Option<DraftRange> {
        place_since(self.project(), version, range)
    }

    /// What is looked for in the draft, while the bar for it is open.
    pub fn find(&self) -> Option<&Find> {
        self.find.bar()
    }

    /// What is looked for in everything that the project holds.
    pub fn project_search(&self) -> &ProjectSearch {
        &self.search
    }

    /// What is known of the earlier versions.
    pub fn versions(&self) -> &VersionState {
        &self.versions
    }

    /// The file behind the project.
    pub fn file(&self) -> &FileState {
        &self.file
    }

    /// What is on disk, where it is not what was loaded or saved last.
    pub fn outside(&self) -> Option<&Outside> {
        self.file.outside()
    }

    /// The merge whose conflicts are being decided.
    pub fn merging(&self) -> Option<&Merging> {
        self.file.merging()
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
        self.open.is_open() && !self.file.is_saved(&self.open)
    }

    /// Whether somebody else has the project open, or nobody can tell because something
    /// else has the lock's name, so that it is only read here.
    pub fn is_read_only(&self) -> bool {
        matches!(self.file.lock(), LockState::Theirs(_) | LockState::Blocked(_))
    }

    /// Whether what is typed is in the journal, as far as is known.
    pub fn is_journalled(&self) -> bool {
        self.journal.protects()
    }

    /// In how many seconds [`Workspace::tick`] may have something to do.
    pub fn seconds_to_tick(&self) -> Option<u64> {
        if self.file.is_saving() {
            return Some(1);
        }
        self.file.seconds_to_autosave().filter(|_| self.is_dirty())
    }

    /// The name of the project for titles: the article's title, else the file's name.
    pub fn name(&self) -> String {
        let title = self.project().article().title.trim();
        if !title.is_empty() {
            return title.to_owned();
        }
        let heading = self.structure().headings.first().map(|heading| heading.title.clone());
        heading
            .filter(|title| !title.trim().is_empty())
            .or_else(|| self.file.stem())
            .unwrap_or_else(|| "Untitled".to_owned())
    }

    /// The window's title: a dot stands before the name of unsaved work.
    pub fn window_title(&self) -> String {
        if !self.is_open() {
            return "Nutgraf".to_owned();
        }
        let mark = if self.is_dirty() { "• " } else { "" };
        format!("{mark}{} — Nutgraf", self.name())
    }

    /// The source that is open in the panel.
    pub fn current_source(&self) -> Option<&Source> {
        self.project().source(self.view.source.as_ref()?)
    }

    /// The words selected in the reader, in bytes of the open source's snapshot.
    pub fn reader_selection(&self) -> Option<SourceRange> {
        let text = &self.current_source()?.snapshot.as_ref()?.text;
        let range = self.view.reader.selection?;
        text.get(range.to_std()).filter(|words| !words.trim().is_empty())?;
        Some(range)
    }

    /// The claim chosen in the checklist where the caret is in it, else the claim at the
    /// caret, else the chosen one, which may have no place.
    pub fn current_claim(&self) -> Option<&Claim> {
        let caret = self.view.selection.start;
        let project = self.project();
        let chosen = self.view.claim.as_ref().and_then(|id| project.claim(id));
        let stands = |claim: &&Claim| {
            let range = project.claim_range(&claim.id);
            !range.is_empty() && (range.start..=range.end).contains(&caret)
        };
        let at_caret = || project.claims().get(self.checklist().at(caret)?);
        chosen.filter(stands).or_else(at_caret).or(chosen)
    }

    /// What marking a claim would mark: the selection or the words that the writer was led
    /// to, else the sentence at the caret.
    pub fn claimable(&self) -> Option<DraftRange> {
        let place = self.view.place();
        if !place.is_empty() {
            return Some(place);
        }
        let caret = place.start;
        let sentences = &self.structure().sentences;
        // Of two that meet at the caret, the first.
        let sentence = sentences.get(sentences.partition_point(|sentence| sentence.end < caret));
        sentence.filter(|sentence| sentence.start <= caret)
    }

    /// The name suggested for a file made from the article, without ending.
    pub(super) fn suggested_name(&self) -> String {
        self.file.stem().unwrap_or_else(|| key_from(&self.name(), []))
    }
}
