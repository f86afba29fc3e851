//! What each event brings about.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use jiff::Timestamp;

use super::{imports::Asked, recovery::look_for};
use crate::{
    app::{
        effect::{Effect, Event, Side},
        notice::{DoneNotice, NoticeKind, ProblemNotice},
        state::{Dialog, LockState, Next},
        workspace::Workspace,
    },
    persist::{LoadError, LoadFault, Lock, Opened, lock::Refusal},
};
use nutgraf_engine::range::DraftRange;

impl Workspace {
    /// Takes in what was done, and says what is to be done next.
    pub fn handle(&mut self, event: Event, now: Timestamp) -> Vec<Effect> {
        self.now = now;
        let before = self.open.revision();
        let (loaded, changed) = (self.file.opened_revision(), self.file.changed_at());
        let moment = self.moment();
        let is_written = matches!(event, Event::ClipboardRead { .. });
        let is_saved = matches!(event, Event::Saved { .. });
        let mut effects = self.happened(event, now);
        self.count_words(is_written);
        if is_saved && self.writing.keep() {
            effects.push(Effect::KeepSettings(Box::new(self.settings.clone())));
        }
        // Another article has other pictures, and one that was saved first has a folder.
        self.pictures.follow(self.file.path());
        self.end_notices(moment);
        if self.open.revision() != before {
            let is_asked = effects.iter().any(|effect| matches!(effect, Effect::Check { .. }));
            if !is_asked {
                effects.extend(self.check_effect());
            }
            if self.view.dialog() == Some(&Dialog::FindEverywhere) {
                effects.extend(self.search_again());
            }
            // What was loaded or taken over is on disk; what was changed here is not yet.
            let is_same =
                self.file.opened_revision() == loaded && self.file.changed_at() == changed;
            if is_same && self.is_dirty() {
                self.file.changed(now);
            }
        }
        self.offer_recovery();
        let has_changed = self.open.revision() != before;
        let mut first = self.journal.take_effects(now, has_changed, &self.open, &self.file);
        first.extend(effects);
        first
    }

    fn weigh(&mut self) {
        let survey = self.survey().unwrap_or_default();
        self.findings.weigh(self.open.project(), &survey);
    }

    fn happened(&mut self, event: Event, now: Timestamp) -> Vec<Effect> {
        match event {
            Event::Checked { revision, report, corpus } => {
                // An older text's report would underline the wrong words.
                if revision == self.open.revision() {
                    self.findings.take_report(report, corpus, &self.open);
                    self.weigh();
                }
                Vec::new()
            }
            Event::Listed { revision, inventory } => {
                if revision == self.open.revision() {
                    let version = self.open.project().document().version();
                    self.checklist.take_inventory(version, inventory, self.open.project());
                    self.weigh();
                }
                Vec::new()
            }
            Event::ProjectSearched { revision, serial, found } => {
                let is_old = self.search.take(serial, found) && revision != self.open.revision();
                is_old.then(|| self.search_again()).flatten().into_iter().collect()
            }
            Event::Saved { path, revision, result } => self.saved(path, revision, result, now),
            Event::Loaded { path, result } => {
                self.view.opening = None;
                self.loaded(path, result, now)
            }
            Event::VersionKept { path, is_named, result } => {
                match result {
                    Ok(()) if is_named => {
                        self.done(DoneNotice::VersionKept);
                        return vec![Effect::ListVersions(path)];
                    }
                    Ok(()) => {}
                    Err(error) => {
                        self.problem(ProblemNotice::NotWritten(error));
                    }
                }
                Vec::new()
            }
            Event::Versions(path, list) => {
                if self.file.path() == Some(&*path) {
                    let newest = self.versions.take_list(list);
                    let read = newest.map(|newest| Effect::ReadVersion(newest, Side::Chosen));
                    return read.into_iter().collect();
                }
                Vec::new()
            }
            Event::VersionRead { version, side, result } => {
                self.version_read(version, side, result);
                Vec::new()
            }
            Event::Locked { path, result } => {
                self.locked(&path, result);
                Vec::new()
            }
            Event::Imported { path, result } => {
                self.source_read(&path, result, now);
                Vec::new()
            }
            Event::PictureRead { project, address, reading } => {
                self.pictures.take(project.as_deref(), address, reading);
                Vec::new()
            }
            Event::ClipboardRead { target, content } => self.clipboard_read(target, content),
            Event::ImageKept { serial, result } => {
                self.image_kept(serial, result);
                Vec::new()
            }
            Event::RichTextCopied { is_done } => {
                self.rich_text_copied(is_done);
                Vec::new()
            }
            Event::DraftRead { path, project, result } => {
                self.has_read(&path, project);
                self.draft_read(project, result)
            }
            Event::Written { path, result } => {
                match result {
                    Ok(()) => {
                        self.done(DoneNotice::Exported(path));
                        self.sign(now);
                    }
                    Err(error) => {
                        self.signoff = None;
                        self.problem(ProblemNotice::ExportNotWritten(error));
                    }
                }
                Vec::new()
            }
            Event::PacketWritten { folder, result } => {
                match result {
                    Ok(files) => self.done(DoneNotice::PacketWritten { files, folder }),
                    Err(error) => {
                        self.problem(ProblemNotice::PacketNotWritten(error));
                    }
                }
                Vec::new()
            }
            Event::Picked(pick, path) => self.picked(pick, path, Asked::Yes, now),
            Event::NoDialog(pick) => {
                self.open_dialog(Dialog::Path(pick));
                Vec::new()
            }
            Event::FolderListed { folder, entries } => {
                self.view.folder = Some((folder, entries));
                Vec::new()
            }
            Event::Recoverable(found) => {
                self.found_lost(found);
                Vec::new()
            }
            Event::JournalBroke(failure) => {
                self.journal_broke(failure, now);
                Vec::new()
            }
            Event::NoJournal(failure) => {
                self.journal_is_missing(failure);
                Vec::new()
            }
            Event::JournalWorks => {
                self.journal_works();
                Vec::new()
            }
            Event::JournalIsLong => {
                self.journal.restart();
                Vec::new()
            }
            Event::Outside(event) => self.handle_outside(event),
            Event::Kept => Vec::new(),
            Event::IsInOtherTab => {
                self.view.opening = None;
                Vec::new()
            }
            Event::Failed(failure) => {
                self.view.opening = None;
                self.problem(ProblemNotice::TaskFailed(failure));
                Vec::new()
            }
        }
    }

    fn loaded(
        &mut self,
        path: PathBuf,
        result: Result<Box<Opened>, LoadError>,
        now: Timestamp,
    ) -> Vec<Effect> {
        match result {
            Ok(_) if self.is_dirty() && !self.file.is_discarded(self.open.revision()) => {
                // Something was typed while the file was being read.
                self.open_dialog(Dialog::Unsaved(Next::Open(path)));
                Vec::new()
            }
            Ok(opened) => {
                self.view.notices.retain(|notice| notice.kind() == NoticeKind::Warning);
                let caret = self.settings.known(&path).map_or(0, |known| known.caret);
                self.take_over(opened.project, Some((path.clone(), opened.stamp)));
                if caret > 0 {
                    self.jump(self.open.fitted(DraftRange::at(caret)));
                }
                for note in opened.notes {
                    self.problem(ProblemNotice::Loaded(note));
                }
                let mut effects = vec![look_for(path.clone(), now)];
                effects.extend(self.remember(path));
                effects.extend(self.lock_effect(now));
                effects.extend(self.see_opened());
                effects.extend(self.check_effect());
                effects.push(Effect::FocusEditor);
                effects
            }
            Err(LoadError { path, fault: LoadFault::TooLarge { size }, .. }) => {
                self.file.keep_discarded();
                self.open_dialog(Dialog::Large { path, size });
                Vec::new()
            }
            Err(error) => {
                self.file.keep_discarded();
                self.problem(ProblemNotice::NotLoaded(error));
                Vec::new()
            }
        }
    }

    /// Asks for the lock of the project's file, unless it is held already.
    pub(super) fn lock_effect(&self, now: Timestamp) -> Option<Effect> {
        let path = self.file.path()?.to_owned();
        let is_asked = !matches!(self.file.lock(), LockState::Open);
        (!is_asked).then_some(Effect::Lock { path, now, is_forced: false })
    }

    fn locked(&mut self, path: &Path, result: Result<Lock, Refusal>) {
        // The lock of a file that is no longer open goes with its answer.
        if self.file.path() != Some(path) {
            return;
        }
        self.file.set_lock(match result {
            Ok(lock) => LockState::Own(Arc::new(lock)),
            // A second request of this window meets its first.
            Err(Refusal::Held { .. }) if matches!(self.file.lock(), LockState::Own(_)) => return,
            Err(Refusal::Held { owner, .. }) => LockState::Theirs(owner),
            Err(refusal @ Refusal::Unusable { .. }) => LockState::Blocked(Arc::new(refusal)),
            // Whether it can be saved is for the save to say.
            Err(Refusal::Impossible(_)) => LockState::Open,
        });
    }

    /// Puts the open project's file at the head of the recent ones, and has the next start
    /// open it.
    pub(super) fn remember(&mut self, path: PathBuf) -> Vec<Effect> {
        self.settings.session = path.to_str().map(str::to_owned);
        self.settings.remember(path);
        self.note_open();
        vec![Effect::KeepSettings(Box::new(self.settings.clone()))]
    }
}
