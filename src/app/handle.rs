//! What comes of the things that were done outside.

use std::path::PathBuf;

use jiff::Timestamp;

use super::{Dialog, Effect, Event, FileState, Pick, Replace, SaveState, SourceForm, Workspace};
use crate::{
    exchange::import::Imported,
    model::{PartialDate, key_from},
    persist::{LoadError, Opened, SaveError, Stamp},
};

impl Workspace {
    /// Takes in what was done, and says what is to be done next.
    pub fn handle(&mut self, event: Event, now: Timestamp) -> Vec<Effect> {
        match event {
            Event::Checked { revision, report } => {
                // An older text's report would underline the wrong words.
                if revision == self.revision {
                    self.report = Some(report);
                    self.report_revision = revision;
                }
                Vec::new()
            }
            Event::Saved { path, revision, result } => self.saved(path, revision, result, now),
            Event::Loaded { path, result } => self.loaded(path, result),
            Event::Imported { path, result } => {
                match result {
                    Ok(imported) => self.imported(imported, now),
                    Err(message) => self.problem(
                        format!("{} could not be added: {message}", path.display()),
                        "Save it as plain text or Markdown in UTF-8, or paste its text.",
                    ),
                }
                Vec::new()
            }
            Event::Written { path, result } => {
                match result {
                    Ok(()) => self.done(format!("Exported to {}", path.display())),
                    Err(message) => {
                        self.problem(message, "Nothing was changed there; export to another place.")
                    }
                }
                Vec::new()
            }
            Event::Picked(pick, path) => self.picked(pick, path),
            Event::Kept => Vec::new(),
            Event::Failed(message) => {
                self.problem(message, "");
                Vec::new()
            }
        }
    }

    fn saved(
        &mut self,
        path: PathBuf,
        revision: u64,
        result: Result<Stamp, SaveError>,
        now: Timestamp,
    ) -> Vec<Effect> {
        match result {
            Ok(stamp) => {
                self.file.path = Some(path.clone());
                self.file.stamp = Some(stamp);
                self.file.saved_revision = revision;
                self.file.state = SaveState::Saved(now);
                self.view.notices.retain(|notice| notice.kind != super::NoticeKind::Problem);
                let mut effects = self.remember(path);
                if let Some(next) = self.after_save.take() {
                    // Words typed while the save ran are asked about again.
                    effects.extend(self.after_unsaved(next, now));
                }
                effects
            }
            Err(SaveError::Unsettled { path, stamp, cause }) => {
                let error =
                    SaveError::Unsettled { path: path.clone(), stamp: stamp.clone(), cause };
                let effects = self.saved(path, revision, Ok(stamp), now);
                self.problem(error.to_string(), error.hint());
                effects
            }
            Err(SaveError::ChangedOutside { .. }) => {
                self.save_failed();
                self.open_dialog(Dialog::ChangedOutside);
                Vec::new()
            }
            Err(error) => {
                self.save_failed();
                self.problem(error.to_string(), error.hint());
                Vec::new()
            }
        }
    }

    fn loaded(&mut self, path: PathBuf, result: Result<Box<Opened>, LoadError>) -> Vec<Effect> {
        match result {
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
                let mut effects = self.remember(path);
                effects.extend(self.check_effect());
                effects
            }
            Err(error) => {
                self.problem(error.to_string(), error.hint());
                Vec::new()
            }
        }
    }

    fn remember(&mut self, path: PathBuf) -> Vec<Effect> {
        self.settings.remember(path);
        vec![Effect::KeepSettings(self.settings.clone())]
    }

    fn imported(&mut self, imported: Imported, now: Timestamp) {
        if !self.open {
            return;
        }
        let taken = self.project.sources().iter().map(|source| source.key.as_str());
        let form = SourceForm {
            key: key_from(&imported.title, taken),
            title: imported.title,
            authors: imported.authors.join("\n"),
            url: imported.url,
            issued: imported.issued.map(|date| date.to_string()).unwrap_or_default(),
            accessed: PartialDate::of(now).to_string(),
            text: imported.text,
            format: imported.format,
            capture: true,
            ..SourceForm::default()
        };
        self.open_dialog(Dialog::Source(Box::new(form)));
    }

    fn picked(&mut self, pick: Pick, path: Option<PathBuf>) -> Vec<Effect> {
        let Some(path) = path else {
            // Whoever cancels the save does not want what was to follow it either.
            self.after_save = None;
            return Vec::new();
        };
        match pick {
            Pick::Open => vec![Effect::Load(path)],
            Pick::Source => vec![Effect::Import(path)],
            Pick::Export(_, text) => {
                vec![Effect::Write { path: with_ending(path, "md"), text }]
            }
            Pick::SaveAs(_) => {
                // The dialog asked about the name it was given, not about one with an ending.
                let replace = match path.extension() {
                    Some(_) => Replace::Anything,
                    None => Replace::Nothing,
                };
                vec![self.save_to(with_ending(path, "ron"), replace)]
            }
        }
    }
}

/// Adds an ending to a name that was typed without one.
fn with_ending(path: PathBuf, ending: &str) -> PathBuf {
    if path.extension().is_some() { path } else { path.with_extension(ending) }
}
