//! Files that were chosen, and texts that were read.

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use crate::{
    app::{
        effect::{Effect, Pick, Replace},
        form::SourceForm,
        notice::{ProblemNotice, ReadFailure},
        state::{Dialog, Next},
        workspace::Workspace,
    },
    exchange::import::source_from_import,
};
use nutgraf_engine::model::SourceId;
use nutgraf_import::Imported;

impl Workspace {
    /// Wants a file read as a source.
    pub(super) fn import(&mut self, path: PathBuf) -> Effect {
        self.view.reading.push(path.clone());
        self.imports.push((path.clone(), self.file.opened_revision()));
        Effect::Import(path)
    }

    /// Takes in a source that was read.
    pub(super) fn source_read(
        &mut self,
        path: &Path,
        result: Result<Imported, ReadFailure>,
        now: Timestamp,
    ) {
        let is_wanted = self.has_imported(path);
        match result {
            Ok(imported) if is_wanted => self.imported(imported, path, now),
            Ok(_) => {
                self.problem(ProblemNotice::SourceOfClosed(path.to_owned()));
            }
            Err(failure) => {
                self.problem(ProblemNotice::SourceNotRead(failure));
            }
        }
    }

    /// Notes that a source was read; whether the article that is open asked for it. What is
    /// asked for first is answered first, also when two articles ask for the same file.
    fn has_imported(&mut self, path: &Path) -> bool {
        let at = self.imports.iter().position(|(asked, _)| asked == path);
        let project = at.map(|at| self.imports.remove(at).1);
        project.is_some_and(|project| self.has_read(path, project))
    }

    /// Notes that a text was read for an article; whether that is the one that is open.
    pub(super) fn has_read(&mut self, path: &Path, project: u64) -> bool {
        if project != self.file.opened_revision() {
            return false;
        }
        let reading = &mut self.view.reading;
        let at = reading.iter().position(|read| read == path);
        at.map(|at| reading.remove(at)).is_some()
    }

    fn imported(&mut self, imported: Imported, path: &Path, now: Timestamp) {
        if !self.open.is_open() {
            return;
        }
        let waiting = self.view.dialogs.iter().filter_map(|dialog| match dialog {
            Dialog::Source(form) => Some(form.key.as_str()),
            _ => None,
        });
        let taken = self.open.project().sources().iter().map(|source| source.key.as_str());
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

    /// Lets the form of a file that waits take the place of the one on top.
    pub(super) fn fill_source(&mut self) {
        if let [.., Dialog::Source(_), Dialog::Source(_)] = &self.view.dialogs[..] {
            self.close_dialog();
        }
    }

    /// Does what a file was chosen for; without a file, the writer cancelled.
    pub(super) fn picked(
        &mut self,
        pick: Pick,
        path: Option<PathBuf>,
        asked: Asked,
        now: Timestamp,
    ) -> Vec<Effect> {
        let Some(path) = path else {
            // Whoever cancels the save does not want what was to follow it either.
            self.file.take_after_save();
            self.file.keep_discarded();
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
                if self.file.path() == Some(&*path) {
                    self.problem(ProblemNotice::ExportIsProject(path));
                    return Vec::new();
                }
                let replace = asked == Asked::Yes && !was_added;
                vec![Effect::Write { path, text, replace }]
            }
            Pick::Packet => vec![Effect::Packet {
                project: Box::new(self.open.project().copy()),
                folder: path,
                stem: self.suggested_name(),
                file: self.file.path().map(Path::to_owned),
                now,
            }],
            Pick::SaveAs { project, .. } if project != self.file.opened_revision() => {
                self.problem(ProblemNotice::SaveOfClosed);
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
