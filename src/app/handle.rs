//! What comes of the things that were done outside.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use jiff::Timestamp;

use super::{
    Dialog, Effect, Event, FileState, LockState, Next, Pick, Replace, Side, SourceForm, Workspace,
    journal::look_for,
};
use crate::{
    exchange::import::{Imported, source_from_import},
    model::SourceId,
    persist::{LoadError, LoadFault, Lock, Opened, lock::Refusal},
};

impl Workspace {
    /// Takes in what was done, and says what is to be done next.
    pub fn handle(&mut self, event: Event, now: Timestamp) -> Vec<Effect> {
        self.now = now;
        let before = self.revision;
        let (loaded, changed) = (self.file.opened_revision, self.changed_at);
        let mut effects = self.happened(event, now);
        if self.revision != before {
            let is_asked = effects.iter().any(|effect| matches!(effect, Effect::Check { .. }));
            if !is_asked {
                effects.extend(self.check_effect());
            }
            // What was loaded or taken over is on disk; what was changed here is not yet.
            if self.file.opened_revision == loaded && self.changed_at == changed && self.is_dirty()
            {
                self.changed_at = Some(now);
            }
        }
        self.offer();
        let mut first = self.journal_effects(now, self.revision != before);
        first.extend(effects);
        first
    }

    fn happened(&mut self, event: Event, now: Timestamp) -> Vec<Effect> {
        match event {
            Event::Checked { revision, report, corpus } => {
                // An older text's report would underline the wrong words.
                if revision == self.revision {
                    self.obstacles = self.project.obstacles(&report);
                    self.report = Some(report);
                    self.corpus = Some(corpus);
                    self.report_revision = revision;
                    self.count_findings();
                }
                Vec::new()
            }
            Event::Listed { revision, inventory } => {
                if revision == self.revision {
                    self.inventory = Some((self.project.document().version(), inventory));
                }
                Vec::new()
            }
            Event::Saved { path, revision, result } => self.saved(path, revision, result, now),
            Event::Loaded { path, result } => {
                self.view.opening = None;
                self.loaded(path, result, now)
            }
            Event::VersionKept { path, is_named, result } => {
                match result {
                    Ok(()) if is_named => {
                        self.done("Kept. A version with a name is never thrown away.");
                        return vec![Effect::ListVersions(path)];
                    }
                    Ok(()) => {}
                    Err(error) => self.problem(error.to_string(), error.hint()),
                }
                Vec::new()
            }
            Event::Versions(path, list) => {
                if self.file.path.as_ref() == Some(&path) {
                    let newest = list.first().cloned();
                    self.view.versions.list = Some(list);
                    let read = newest.filter(|_| self.view.versions.chosen.is_none());
                    let read = read.map(|newest| Effect::ReadVersion(newest, Side::Chosen));
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
                let is_wanted = self.has_imported(&path);
                match result {
                    Ok(_) if !is_wanted => self.problem(
                        format!(
                            "Another article was opened meanwhile, so {} was not added.",
                            path.display()
                        ),
                        "Add it again if it is a source of the article that is open now.",
                    ),
                    Ok(imported) => self.imported(imported, &path, now),
                    Err(message) => self.problem(
                        message,
                        "Save it as plain text or Markdown in UTF-8, or paste its text.",
                    ),
                }
                Vec::new()
            }
            Event::DraftRead { path, project, result } => {
                self.has_read(&path, project);
                self.draft_read(project, result)
            }
            Event::Written { path, result } => {
                match result {
                    Ok(()) => {
                        self.done(format!("Exported to {}", path.display()));
                        self.sign(now);
                    }
                    Err(message) => {
                        self.signoff = None;
                        self.problem(message, "Nothing was changed there; export to another place.")
                    }
                }
                Vec::new()
            }
            Event::PacketWritten { folder, result } => {
                match result {
                    Ok(files) => self.done(format!("Wrote {files} files to {}", folder.display())),
                    Err(error) => self.problem(error.to_string(), error.hint()),
                }
                Vec::new()
            }
            Event::Picked(pick, path) => self.picked(pick, path, Asked::Yes, now),
            Event::NoDialog(pick) => {
                self.open_dialog(Dialog::Path(pick));
                Vec::new()
            }
            Event::Found(found) => {
                self.found_lost(found);
                Vec::new()
            }
            Event::JournalBroke { message, hint } => {
                self.journal_broke(message, hint, now);
                Vec::new()
            }
            Event::NoJournal { message, hint } => {
                self.journal_is_missing(&message, hint);
                Vec::new()
            }
            Event::JournalWorks => {
                self.journal_works();
                Vec::new()
            }
            Event::JournalIsLong => {
                self.journal_begins_anew();
                Vec::new()
            }
            Event::Outside(event) => self.handle_outside(event),
            Event::Kept => Vec::new(),
            Event::Failed(message) => {
                self.view.opening = None;
                self.problem(message, "");
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
            Ok(_) if self.is_dirty() && self.discarded != Some(self.revision) => {
                // Something was typed while the file was being read.
                self.open_dialog(Dialog::Unsaved(Next::Open(path)));
                Vec::new()
            }
            Ok(opened) => {
                self.file = FileState {
                    path: Some(path.clone()),
                    stamp: Some(opened.stamp),
                    ..FileState::default()
                };
                self.view.notices.clear();
                self.take_over(opened.project);
                for note in opened.notes {
                    self.problem(note, "");
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
                self.discarded = None;
                self.open_dialog(Dialog::Large { path, size });
                Vec::new()
            }
            Err(error) => {
                self.discarded = None;
                self.problem(error.to_string(), error.hint());
                Vec::new()
            }
        }
    }

    /// Asks for the lock of the project's file, unless it is held already.
    pub(super) fn lock_effect(&self, now: Timestamp) -> Option<Effect> {
        let path = self.file.path.clone()?;
        let is_asked = !matches!(self.file.lock, LockState::Open);
        (!is_asked).then_some(Effect::Lock { path, now, is_forced: false })
    }

    fn locked(&mut self, path: &Path, result: Result<Lock, Refusal>) {
        // The lock of a file that is no longer open goes with its answer.
        if self.file.path.as_deref() != Some(path) {
            return;
        }
        self.file.lock = match result {
            Ok(lock) => LockState::Own(Arc::new(lock)),
            // A second request of this window meets its first.
            Err(Refusal::Held { .. }) if matches!(self.file.lock, LockState::Own(_)) => return,
            Err(Refusal::Held { owner, .. }) => LockState::Theirs(owner),
            Err(refusal @ Refusal::Unusable { .. }) => {
                LockState::Blocked { why: format!("{refusal}."), hint: refusal.hint() }
            }
            // Whether it can be saved is for the save to say.
            Err(Refusal::Impossible(_)) => LockState::Open,
        };
    }

    pub(super) fn remember(&mut self, path: PathBuf) -> Vec<Effect> {
        self.settings.remember(path);
        vec![Effect::KeepSettings(self.settings.clone())]
    }

    /// Wants a file read as a source.
    pub(super) fn import(&mut self, path: PathBuf) -> Effect {
        self.view.reading.push(path.clone());
        self.imports.push((path.clone(), self.file.opened_revision));
        Effect::Import(path)
    }

    /// Notes that a source was read; whether the article that is open asked for it. What is
    /// asked for first is answered first, also when two articles ask for the same file.
    fn has_imported(&mut self, path: &Path) -> bool {
        let at = self.imports.iter().position(|(asked, _)| asked == path);
        let project = at.map(|at| self.imports.remove(at).1);
        project.is_some_and(|project| self.has_read(path, project))
    }

    /// Notes that a text was read for an article; whether that is the one that is open.
    fn has_read(&mut self, path: &Path, project: u64) -> bool {
        if project != self.file.opened_revision {
            return false;
        }
        let reading = &mut self.view.reading;
        let at = reading.iter().position(|read| read == path);
        at.map(|at| reading.remove(at)).is_some()
    }

    fn imported(&mut self, imported: Imported, path: &Path, now: Timestamp) {
        if !self.open {
            return;
        }
        let waiting = self.view.dialogs.iter().filter_map(|dialog| match dialog {
            Dialog::Source(form) => Some(form.key.as_str()),
            _ => None,
        });
        let taken = self.project.sources().iter().map(|source| source.key.as_str());
        let taken: Vec<&str> = taken.chain(waiting).collect();
        // The form gets its id when it is sent.
        let id = SourceId::new("");
        let form = SourceForm::of_new(&source_from_import(imported, path, id, &taken, now));
        // Of several files each gets its form, one after the other.
        match self.view.dialog() {
            Some(Dialog::Source(_)) => self.queue_dialog(Dialog::Source(form.into())),
            _ => self.open_dialog(Dialog::Source(form.into())),
        }
    }

    pub(super) fn picked(
        &mut self,
        pick: Pick,
        path: Option<PathBuf>,
        asked: Asked,
        now: Timestamp,
    ) -> Vec<Effect> {
        let Some(path) = path else {
            // Whoever cancels the save does not want what was to follow it either.
            self.after_save = None;
            self.discarded = None;
            self.signoff = None;
            return Vec::new();
        };
        match pick {
            // The window was not blocked meanwhile, so there may be new words.
            Pick::Open => self.after_unsaved(Next::Open(path), now),
            Pick::Source => vec![self.import(path)],
            Pick::Draft { project } => {
                self.view.reading.push(path.clone());
                vec![Effect::ReadDraft { path, project }]
            }
            Pick::Export(name, text) => {
                let endings: &[&str] = match name.ends_with(".html") {
                    true => &["html", "htm"],
                    false => &["md", "markdown"],
                };
                let (path, was_added) = with_ending(path, endings);
                if self.file.path.as_ref() == Some(&path) {
                    let message = format!("{} is the project itself.", path.display());
                    self.problem(message, "Choose another name for the export.");
                    return Vec::new();
                }
                let replace = asked == Asked::Yes && !was_added;
                vec![Effect::Write { path, text, replace }]
            }
            Pick::Packet => vec![Effect::Packet {
                project: Box::new(self.project.copy()),
                folder: path,
                stem: self.suggested(),
                file: self.file.path.clone(),
                now,
            }],
            Pick::SaveAs { project, .. } if project != self.file.opened_revision => {
                let message = "Another article was opened meanwhile, so nothing was saved.";
                self.problem(message, "Save as again to save the one that is open now.");
                Vec::new()
            }
            Pick::SaveAs { .. } => {
                // The dialog asked about the name it was given, not about one with an ending.
                let (path, was_added) = with_ending(path, &["ron"]);
                let may = asked == Asked::Yes && !was_added;
                let replace = if may { Replace::Anything } else { Replace::Nothing };
                self.save_to(path, replace).into_iter().collect()
            }
        }
    }
}

/// Whether the writer was asked before a file of this name is replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    Yes,
    No,
}

/// A name with one of the endings, the first where it has none of them; and
/// whether it was added. `v1.2` has none, `v1.2.ron` has.
fn with_ending(path: PathBuf, endings: &[&str]) -> (PathBuf, bool) {
    let has = path
        .extension()
        .is_some_and(|own| endings.iter().any(|ending| own.eq_ignore_ascii_case(ending)));
    match endings.first() {
        Some(ending) if !has => {
            let mut name = path.into_os_string();
            name.push(".");
            name.push(ending);
            (name.into(), true)
        }
        _ => (path, false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_gets_its_ending_where_it_has_none_of_its_own() {
        let with = |name: &str| with_ending(name.into(), &["ron"]);
        assert_eq!(with("a.ron"), ("a.ron".into(), false));
        assert_eq!(with("Chapter 1. Intro"), ("Chapter 1. Intro.ron".into(), true));
        assert_eq!(with("v1.2"), ("v1.2.ron".into(), true));
    }
}
