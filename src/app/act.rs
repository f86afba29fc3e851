//! What each action does.

use std::{
    ops::Range,
    path::{Path, PathBuf},
};

use jiff::Timestamp;

use super::{
    Action, Command, Dialog, Effect, FileState, Next, Pick, Reader, Sample, SaveState, SourceForm,
    TEMPLATES, Tab, UnsavedAnswer, Workspace, edit, handle::Asked, view::Mode,
};
use crate::{
    evidence::wording::{DIRECTION_HINT, direction_notice},
    model::{Article, Source, SourceId},
    persist::file::{self, Loaded},
    project::{Intent, Project, QuotationStyle, capture_quote},
    text::{Bias, Change, capitalised, word_end},
};

impl Workspace {
    pub(super) fn act(&mut self, action: Action, now: Timestamp) -> Vec<Effect> {
        match action {
            Action::Command(command) => return self.perform(command, now),
            Action::Edit(change) => {
                let caret = change.map(self.view.selection.end, Bias::Right);
                self.type_change(change, caret..caret);
            }
            Action::Type { change, selection } => self.type_change(change, selection),
            Action::Select(range) => {
                let range = self.fitted(range);
                // A caret that moved away begins a new undo entry.
                if range != self.view.selection {
                    self.history.close();
                    self.view.card = None;
                }
                self.view.selection = range;
            }
            Action::Jump(range) => {
                self.jump(range);
                return vec![Effect::FocusEditor];
            }
            Action::SetQuery(query) => self.set_query(query),
            Action::SetReplacement(replacement) => self.set_replacement(replacement),
            Action::CloseFind => {
                self.close_find();
                // A text without the keyboard forgets what is selected in it.
                self.jump(self.view.selection.clone());
                return vec![Effect::FocusEditor];
            }
            Action::NewFromTemplate { template, title } => {
                self.begin(template, &title);
                return vec![Effect::FocusEditor];
            }
            Action::OpenPath(path) => return self.after_unsaved(Next::Open(path), now),
            Action::OpenLarge(path) => {
                self.close_dialog();
                return self.after_unsaved(Next::OpenLarge(path), now);
            }
            Action::OpenSample(sample) => return self.after_unsaved(Next::Sample(sample), now),
            Action::Dropped(paths) => return self.dropped(paths, now),
            Action::Forget(path) => {
                self.settings.forget(&path);
                return vec![Effect::KeepSettings(self.settings.clone())];
            }
            Action::Mode(mode) => self.view.mode = mode,
            Action::Tab(tab) => self.show_tab(tab),
            Action::PanelWidths { navigator, panel } => {
                self.settings.navigator_width = navigator;
                self.settings.panel_width = panel;
            }
            Action::WindowSize(width, height) => self.settings.window = Some((width, height)),
            Action::ShowSource(id) => {
                self.show_source(id);
            }
            Action::ReadAt(id, range) => self.read_at(id, range),
            Action::SelectInReader(range) => self.view.reader.selection = range,
            Action::SaveSource(form) => self.save_source(*form, now),
            Action::DeleteSource(id) => {
                let intent = self.project.remove_source(&id);
                self.intend(intent);
                self.forget_gone();
            }
            Action::ShowQuote(id) => {
                self.history.close();
                self.choose_quote(id);
            }
            Action::EditQuote(quote) => {
                self.intend(Intent::edit_quote(*quote));
            }
            Action::DeleteQuote(id) => {
                let intent = self.project.remove_quote(&id);
                self.intend(intent);
                self.forget_gone();
            }
            Action::InsertQuote { id, style, at } => {
                self.choose_quote(Some(id));
                if let Some(at) = at {
                    let at = self.fitted(at..at).start;
                    let at = word_end(self.project.draft(), at);
                    self.view.selection = at..at;
                }
                return self.insert_quote(style);
            }
            Action::ShowCard(quotation) => self.view.card = quotation,
            Action::ListFindings(list) => self.view.findings = list,
            Action::Fix(quotation, kind) => return self.fix(&quotation, kind),
            Action::Check(action) => return self.check_claims(action, now),
            Action::SaveArticle(form) => match form.into_article() {
                Ok(article) => {
                    self.intend(Intent::article(article));
                    self.close_dialog();
                }
                Err(message) => self.problem(message, ""),
            },
            Action::Export(form) => return self.export(form, now),
            Action::CopyExport(form) => return self.copy_export(form, now),
            Action::PathTyped(pick, path) => {
                self.close_dialog();
                return self.picked(pick, Some(path), Asked::No, now);
            }
            Action::Recovery(answer) => return self.answer_recovery(answer, now),
            Action::Unsaved(answer) => return self.answer_unsaved(answer, now),
            Action::CloseDialog => {
                if self.close_dialog() == Some(Dialog::Conflicts) {
                    self.file.merging = None;
                }
                // Whoever turns back from what discarding was for, keeps the work.
                self.discarded = None;
                self.after_save = None;
                if self.view.dialogs.is_empty() && self.open {
                    let to_list = std::mem::take(&mut self.view.returns_to_list);
                    return vec![if to_list {
                        Effect::FocusChecklist
                    } else {
                        Effect::FocusEditor
                    }];
                }
            }
            Action::Dismiss(id) => self.view.notices.retain(|notice| notice.id != id),
            Action::KeepVersion(name) => {
                return self.keep(name.trim().to_owned(), true).into_iter().collect();
            }
            Action::ReadVersion(version, side) => {
                return vec![Effect::ReadVersion(version, side)];
            }
            Action::AgainstNow => self.view.versions.against = None,
            Action::RestoreVersion => return self.restore_version(),
            Action::TakeLock => {
                let path = self.file.path.clone();
                let lock = |path| Effect::Lock { path, now, is_forced: true };
                return path.map(lock).into_iter().collect();
            }
            Action::Outside(action) => return self.act_outside(action, now),
            Action::SaveThisName => {
                self.close_dialog();
                // Said once, it holds for this file: a program that links it again on every
                // save would have the writer asked for ever.
                self.file.may_part = true;
                return self.save_effect().into_iter().collect();
            }
            Action::AskLink(address) => self.ask_link(address),
            Action::OpenLink(address) => {
                self.close_dialog();
                return vec![Effect::OpenLink(address)];
            }
            Action::CloseRequested => return self.after_unsaved(Next::Quit, now),
            Action::Leave => return self.leave(),
        }
        Vec::new()
    }

    fn type_change(&mut self, change: Change, selection: Range<usize>) {
        let ends_word = ends_word(&change);
        if self.intend(Intent::typing(change)) {
            self.view.selection = self.fitted(selection);
        }
        // Undo takes back a word or a pause, not an afternoon.
        if ends_word {
            self.history.close();
        }
    }

    /// Does `next` at once, or asks what is to become of unsaved work first.
    pub(super) fn after_unsaved(&mut self, next: Next, now: Timestamp) -> Vec<Effect> {
        let is_being_saved = next == Next::Quit && self.is_saving_all();
        if self.is_dirty() && self.discarded != Some(self.revision) && !is_being_saved {
            self.open_dialog(Dialog::Unsaved(next));
            return Vec::new();
        }
        self.proceed(next, now)
    }

    fn answer_unsaved(&mut self, answer: UnsavedAnswer, now: Timestamp) -> Vec<Effect> {
        let Some(Dialog::Unsaved(_)) = self.view.dialog() else { return Vec::new() };
        let Some(Dialog::Unsaved(next)) = self.close_dialog() else { return Vec::new() };
        match answer {
            UnsavedAnswer::Stay => {
                // Nor is it done later, when a save under way has ended.
                self.after_save = None;
                Vec::new()
            }
            UnsavedAnswer::Discard => {
                self.discarded = Some(self.revision);
                self.proceed(next, now)
            }
            UnsavedAnswer::Save => {
                self.after_save = Some(next);
                self.perform(Command::Save, now)
            }
        }
    }

    /// Does what was waiting for unsaved work to be dealt with.
    pub(super) fn proceed(&mut self, next: Next, now: Timestamp) -> Vec<Effect> {
        match next {
            Next::Close => {
                self.close();
                Vec::new()
            }
            Next::Quit if self.file.state == SaveState::Saving => {
                // What comes of it is known before the journal is let go of.
                self.after_save = Some(Next::Quit);
                Vec::new()
            }
            Next::Quit => {
                self.journal_ends();
                vec![Effect::KeepSettings(self.settings.clone()), Effect::Quit]
            }
            Next::New => {
                self.open_dialog(Dialog::New);
                Vec::new()
            }
            Next::Open(path) => {
                self.view.opening = Some(path.clone());
                vec![Effect::Load(path)]
            }
            Next::OpenLarge(path) => {
                self.view.opening = Some(path.clone());
                vec![Effect::LoadLarge(path)]
            }
            Next::PickOpen => vec![Effect::Pick(Pick::Open)],
            Next::Sample(sample) => self.open_sample(sample),
            Next::Recover(lost) => self.recover(&lost, now),
        }
    }

    fn open_sample(&mut self, sample: Sample) -> Vec<Effect> {
        match file::from_ron(sample.file().as_bytes(), Path::new(sample.title())) {
            Ok(Loaded { project, .. }) => {
                self.file = FileState::default();
                self.take_over(project);
                self.settings.panel = true;
                self.view.tab = match sample {
                    Sample::Explainer => Tab::Claims,
                    Sample::CheckAQuote => Tab::Findings,
                };
                self.check_effect().into_iter().chain([Effect::FocusEditor]).collect()
            }
            Err(error) => {
                self.problem(format!("The sample could not be opened: {error}"), "");
                Vec::new()
            }
        }
    }

    fn begin(&mut self, template: usize, title: &str) {
        let Some(template) = TEMPLATES.get(template) else { return };
        let article = Article {
            title: title.trim().to_owned(),
            language: "en".to_owned(),
            ..Article::default()
        };
        self.file = FileState::default();
        self.take_over(Project::new(article, template.draft(title)));
        // The writer goes on below the title.
        let draft = self.project.draft();
        let title = draft.find('\n').map_or(draft.len(), |end| end + 1);
        self.jump(title..title);
    }

    fn show_source(&mut self, id: Option<SourceId>) {
        self.view.source = id;
        self.reset_reader();
        self.show_tab(Tab::Sources);
    }

    /// Takes selection and light off the reader.
    pub(super) fn reset_reader(&mut self) {
        self.view.reader = Reader { serial: self.view.reader.serial + 1, ..Reader::default() };
    }

    fn dropped(&mut self, paths: Vec<PathBuf>, now: Timestamp) -> Vec<Effect> {
        let is_project = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "ron");
        if let Some(project) = paths.iter().find(|path| is_project(path)) {
            return self.after_unsaved(Next::Open(project.clone()), now);
        }
        if !self.open {
            self.problem(
                "A text can be added as a source once an article is open.",
                "Start a new article or open one, then drop the file again.",
            );
            return Vec::new();
        }
        paths.into_iter().map(|path| self.import(path)).collect()
    }

    pub(super) fn read_at(&mut self, id: SourceId, range: std::ops::Range<usize>) {
        self.view.source = Some(id);
        self.view.reader.selection = None;
        self.view.reader.lit = Some(range);
        self.view.reader.serial += 1;
        self.show_tab(Tab::Sources);
    }

    fn save_source(&mut self, form: SourceForm, now: Timestamp) {
        let base = match &form.id {
            Some(id) => self.project.source(id).cloned(),
            None => Some(Source::new(self.ids.source(), "")),
        };
        let Some(base) = base else { return };
        let is_new = form.id.is_none();
        let source = match form.into_source(base, now) {
            Ok(source) => source,
            Err(error) => return self.problem(error.to_string(), ""),
        };
        let id = source.id.clone();
        let was = self.project.source(&id).and_then(|source| source.snapshot.as_ref());
        let text = source.snapshot.as_ref().filter(|now| Some(*now) != was).map(|now| &*now.text);
        let warning = text.and_then(|text| direction_notice(text, &source.title));
        let intent = if is_new {
            Intent::add_source(source)
        } else {
            let keys = self.citation_keys(&source);
            self.project.edit_source(source, &keys)
        };
        if self.intend(intent) {
            self.close_dialog();
            self.show_source(Some(id));
            if let Some(warning) = warning {
                self.problem(warning, DIRECTION_HINT);
            }
        }
    }

    /// Where the draft cites the key a source has until now, without its `@`.
    fn citation_keys(&self, source: &Source) -> Vec<std::ops::Range<usize>> {
        let Some(old) = self.project.source(&source.id) else { return Vec::new() };
        let items = self.structure().citations.iter().flat_map(|citation| &citation.items);
        items
            .filter(|item| item.key == old.key)
            .map(|item| item.range.end - item.key.len()..item.range.end)
            .collect()
    }

    pub(super) fn quote_selection(&mut self) -> Option<crate::model::QuoteId> {
        let range = self.reader_selection()?;
        let source = self.view.source.clone()?;
        let id = self.ids.quote();
        match capture_quote(&self.project, id, &source, range) {
            Ok(captured) => {
                let taken = self.intend(captured.intent);
                // The words are let go of, so that a held key does not quote them again.
                self.reset_reader();
                self.choose_quote(Some(captured.id.clone()));
                taken.then_some(captured.id)
            }
            Err(error) => {
                self.problem(capitalised(&error.to_string()), "");
                None
            }
        }
    }

    pub(super) fn insert_quote(&mut self, style: QuotationStyle) -> Vec<Effect> {
        let Some(id) = self.view.quote.clone() else { return Vec::new() };
        // Behind what is selected: a jump selects words that nobody means to replace.
        let at = self.view.selection.end;
        let before = self.project.draft().len();
        let Some(intent) = self.project.insert_quote(&id, style, at..at) else {
            return Vec::new();
        };
        if self.intend(intent) {
            let end = at + self.project.draft().len() - before;
            self.jump(end..end);
        }
        vec![Effect::FocusEditor]
    }

    /// A file name made of the article's name.
    pub(super) fn suggested(&self) -> String {
        self.file.stem().unwrap_or_else(|| crate::model::key_from(&self.name(), []))
    }

    pub(super) fn format_with(&mut self, mark: &str) -> Vec<Effect> {
        let (change, selection) =
            edit::toggle_marks(self.project.draft(), self.view.selection.clone(), mark);
        self.format("Formatting", change, selection)
    }

    pub(super) fn format_link(&mut self) -> Vec<Effect> {
        let (change, selection) = edit::link(self.project.draft(), self.view.selection.clone());
        self.format("Link", change, selection)
    }

    fn format(
        &mut self,
        label: &'static str,
        change: crate::text::Change,
        selection: std::ops::Range<usize>,
    ) -> Vec<Effect> {
        if self.view.mode != Mode::Read && self.intend(Intent::edit(label, change)) {
            self.jump(selection);
        }
        vec![Effect::FocusEditor]
    }

    /// Only what leads to the web may be opened; a file or a script may not.
    fn ask_link(&mut self, address: String) {
        let is_web = ["https://", "http://", "mailto:"].iter().any(|scheme| {
            address.get(..scheme.len()).is_some_and(|s| s.eq_ignore_ascii_case(scheme))
        });
        if is_web {
            self.open_dialog(Dialog::Link(address));
        } else {
            self.problem(format!("“{address}” is not a web address, so it is not opened."), "");
        }
    }
}

/// More bytes than this are more than one letter.
const LONGEST_LETTER: usize = 4;

/// Whether what is typed next is a new thing to take back: a word has ended, or
/// something was deleted or replaced.
fn ends_word(change: &crate::text::Change) -> bool {
    change.edits().iter().any(|edit| {
        edit.insert.ends_with(char::is_whitespace)
            || edit.insert.chars().nth(1).is_some()
            // What is cut is taken back by itself, and not with what is pasted next.
            || edit.range.len() > LONGEST_LETTER
    })
}
