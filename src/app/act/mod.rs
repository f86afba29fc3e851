//! What each action does: the one place where actions change the workspace.
//!
//! # Invariants
//! - What is told to the journal comes before whatever else an action asks for.
//! - A change of the project asks for a check of the whole of it.

mod claims;
mod draft_update;
mod export;
mod fixes;
mod formatting;
mod handle;
mod imports;
mod merging;
mod outside;
mod paste;
mod perform;
mod recovery;
mod saving;
mod search;
mod sources;
mod stets;
mod undo;
mod versions;

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use self::imports::Asked;
use super::{
    action::{Action, UnsavedAnswer},
    command::Command,
    effect::{Effect, FocusedList, Opening, Pick, TabChange},
    notice::ProblemNotice,
    samples::{Sample, TEMPLATES},
    state::{Dialog, Mode, Next, Tab},
    workspace::Workspace,
};
use crate::{
    persist::{
        VersionReason,
        file::{self, Loaded},
        is_image_name,
    },
    project::{Intent, Project, StepLabel},
};
use nutgraf_engine::{
    model::Article,
    range::DraftRange,
    text::{Bias, Change, word_end},
};

impl Workspace {
    /// Acts on a request and returns what is to be done outside.
    ///
    /// `now` is the time at which statuses and captures are stamped.
    pub fn apply(&mut self, action: Action, now: Timestamp) -> Vec<Effect> {
        self.now = now;
        let before = self.open.revision();
        let moment = self.moment();
        // What another program or an earlier version brings, nobody wrote now.
        let is_written = !matches!(action, Action::Outside(_) | Action::RestoreVersion);
        let acted = self.act(action, now);
        self.count_words(is_written);
        self.pictures.follow(self.file.path());
        self.end_notices(moment);
        self.find.see(self.view.selection);
        self.offer_recovery();
        let has_changed = self.open.revision() != before;
        let mut effects = self.journal.take_effects(now, has_changed, &self.open, &self.file);
        effects.extend(acted);
        if has_changed {
            self.file.changed(now);
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
        let is_due = self.file.is_due(now);
        let is_asking = matches!(self.view.dialog(), Some(Dialog::Unsaved(_)));
        let may_save = self.is_dirty() && !self.is_read_only() && !is_asking;
        let save = (is_due && may_save).then(|| self.save_effect()).flatten();
        let is_dirty = self.is_dirty();
        let mut effects = self.journal.take_effects(now, is_dirty, &self.open, &self.file);
        effects.extend(save);
        effects
    }

    fn act(&mut self, action: Action, now: Timestamp) -> Vec<Effect> {
        match action {
            Action::Command(command) => return self.perform(command, now),
            Action::Edit(change) => {
                let caret = change.map(self.view.selection.end, Bias::Right);
                self.type_change(change, DraftRange::at(caret));
            }
            Action::Type { change, selection } => self.type_change(change, selection),
            Action::SetTable { change, selection } => {
                if self.apply_intent(Intent::edit(StepLabel::Formatting, change)) {
                    self.view.selection = self.open.fitted(selection);
                }
            }
            Action::Complete { kind, change, selection } => {
                self.complete(kind, change, selection);
            }
            Action::BeginNote { sign, label } => return self.begin_note(sign, &label),
            Action::Select(range) => {
                let range = self.open.fitted(range);
                // A caret that moved away begins a new undo entry.
                if range != self.view.selection {
                    self.view.lit = None;
                    self.open.break_coalescing();
                    self.view.card = None;
                }
                self.view.selection = range;
            }
            Action::Jump(range) => {
                self.lead_to(range);
                return vec![Effect::FocusEditor];
            }
            Action::SetQuery(query) => self.set_query(query),
            Action::SearchProject(query) => {
                return self.search_project(query).into_iter().collect();
            }
            Action::ShowHit(place) => return self.show_hit(place),
            Action::SetReplacement(replacement) => self.find.set_replacement(replacement),
            Action::Paste { is_plain } => return self.paste(is_plain),
            Action::CloseFind => {
                self.find.close();
                // A text without the keyboard forgets what is selected in it.
                self.jump(self.view.selection);
                return vec![Effect::FocusEditor];
            }
            Action::NewFromTemplate { template, title } if self.is_beside_others() => {
                self.close_dialog();
                return in_tab(Opening::New { template, title });
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
            Action::Recover(lost) => return self.after_unsaved(Next::Recover(lost), now),
            Action::Dropped(paths) => return self.dropped(paths, now),
            Action::FillSource => self.fill_source(),
            Action::Forget(path) => {
                self.settings.forget(&path);
                return vec![Effect::KeepSettings(Box::new(self.settings.clone()))];
            }
            Action::AskPicture(address) => return self.pictures.ask(address).into_iter().collect(),
            Action::Mode(mode) => self.view.mode = mode,
            Action::Tab(tab) => self.show_tab(tab),
            Action::OrderSources(order) => {
                self.settings.source_order = order;
                return vec![Effect::KeepSettings(Box::new(self.settings.clone()))];
            }
            Action::PanelWidths { navigator, panel } => {
                self.settings.navigator_width = navigator;
                self.settings.panel_width = panel;
            }
            Action::WindowPlace(place) => {
                self.settings.is_maximized = place.is_maximized;
                if !place.is_maximized {
                    self.settings.window = Some(place.size);
                    self.settings.window_corner = place.corner;
                }
            }
            Action::ShowSource(id) => {
                self.show_source(id);
            }
            Action::ReadAt(id, range) => self.read_at(id, range),
            Action::LightPassage(range) => self.view.reader.lit = Some(range),
            Action::SelectInReader(range) => self.view.reader.selection = range,
            Action::SaveSource(form) => self.save_source(*form, now),
            Action::DeleteSource(id) => {
                let intent = self.open.project().remove_source(&id);
                self.apply_intent(intent);
                self.forget_gone();
            }
            Action::ShowQuote(id) => {
                self.open.break_coalescing();
                self.choose_quote(id);
            }
            Action::EditQuote(quote) => {
                self.apply_intent(Intent::edit_quote(*quote));
            }
            Action::DeleteQuote(id) => {
                let intent = self.open.project().remove_quote(&id);
                self.apply_intent(intent);
                self.forget_gone();
            }
            Action::InsertQuote { id, style, at } => {
                if let Some(at) = at {
                    let at = self.open.fitted(DraftRange::at(at)).start;
                    let at = word_end(self.open.project().draft(), at);
                    self.view.selection = DraftRange::at(at);
                }
                return self.insert_quote(&id, style);
            }
            Action::Cite { key, locator } => return self.cite(&key, &locator),
            Action::SetLink(address) => return self.set_link(&address),
            Action::InsertImage(form) => return self.insert_image(&form),
            Action::MoveSection { heading, to } => self.move_section(Some(heading), to),
            Action::Mend(finding) => return self.mend(&finding),
            Action::AskStet(finding) => self.ask_stet(*finding),
            Action::LetStand(finding, form) => self.let_stand(&finding, &form, now),
            Action::TakeStetBack(stet) => self.take_stet_back(*stet),
            Action::ShowCard(quotation) => self.view.card = quotation,
            Action::ListFindings(list) => self.view.findings = list,
            Action::Fix(quotation, kind) => return self.fix(quotation, kind),
            Action::Check(action) => return self.check_claims(action, now),
            Action::SaveArticle(form) => match form.into_article() {
                Ok((article, session_goal)) => {
                    if article != *self.open.project().article() {
                        self.apply_intent(Intent::article(article));
                    }
                    self.settings.session_goal = session_goal;
                    self.close_dialog();
                    return vec![Effect::KeepSettings(Box::new(self.settings.clone()))];
                }
                Err(error) => {
                    self.problem(ProblemNotice::ArticleForm(error));
                }
            },
            Action::Export(form) => return self.export(form, now),
            Action::CopyExport(form) => return self.copy_export(form, now),
            Action::PathTyped(pick, path) => {
                self.close_dialog();
                return self.picked(pick, Some(path), Asked::No, now);
            }
            Action::Recovery(answer) => return self.answer_recovery(answer, now),
            Action::Unsaved(answer) => return self.answer_unsaved(answer, now),
            Action::LookAt(question) => self.open_dialog(question.into()),
            Action::CloseDialog => {
                if self.close_dialog() == Some(Dialog::Conflicts) {
                    self.file.end_merge();
                }
                // Whoever turns back from what discarding was for, keeps the work.
                self.file.keep_discarded();
                self.file.take_after_save();
                if self.view.dialogs.is_empty() && self.open.is_open() {
                    let to_list = std::mem::take(&mut self.view.returns_to_list);
                    return vec![if to_list {
                        Effect::FocusList(FocusedList::Claims)
                    } else {
                        Effect::FocusEditor
                    }];
                }
            }
            Action::ListFolder(folder) => return vec![Effect::ListFolder(folder)],
            Action::LeadTo(range) => self.lead_to(range),
            Action::GiveDraftKeyboard => {
                if self.view.mode == Mode::Read {
                    self.view.mode = Mode::Write;
                }
                return vec![Effect::FocusEditor];
            }
            Action::AskDiscard => self.open_dialog(Dialog::DiscardTyped),
            Action::DiscardTyped => {
                self.view.dialogs.retain(|dialog| *dialog != Dialog::DiscardTyped);
                return self.act(Action::CloseDialog, now);
            }
            Action::Dismiss(id) => self.view.notices.retain(|notice| notice.id != id),
            Action::KeepVersion(name) => {
                return self
                    .keep(VersionReason::Named(name.trim().to_owned()))
                    .into_iter()
                    .collect();
            }
            Action::ReadVersion(version, side) => {
                return vec![Effect::ReadVersion(version, side)];
            }
            Action::AgainstNow => self.versions.compare_with_now(),
            Action::RestoreVersion => return self.restore_version(),
            Action::TakeLock => {
                let path = self.file.path().map(Path::to_owned);
                let lock = |path| Effect::Lock { path, now, is_forced: true };
                return path.map(lock).into_iter().collect();
            }
            Action::Outside(action) => return self.act_outside(action, now),
            Action::SaveThisName => {
                self.close_dialog();
                // Said once, it holds for this file: a program that links it again on every
                // save would have the writer asked for ever.
                self.file.break_links();
                return self.save_effect().into_iter().collect();
            }
            Action::ShowFolder(folder) => return vec![Effect::ShowFolder(folder)],
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

    fn type_change(&mut self, change: Change, selection: DraftRange) {
        // The word that takes a placeholder's place is one thing to take back.
        let ends_word = ends_word(&change) && !self.writes_over_placeholder(&change);
        // What a key takes away comes back by itself, and not with what was typed around it.
        if change.edits().iter().any(|edit| !edit.range.is_empty()) {
            self.open.break_coalescing();
        }
        if self.apply_intent(Intent::typing(change)) {
            self.view.selection = self.open.fitted(selection);
        }
        // Undo takes back a word or a pause, not an afternoon.
        if ends_word {
            self.open.break_coalescing();
        }
    }

    /// Whether a change puts the first letter in the place of a placeholder.
    fn writes_over_placeholder(&self, change: &Change) -> bool {
        let [edit] = change.edits() else { return false };
        let is_letter = edit.insert.chars().count() == 1 && !edit.range.is_empty();
        let found = || {
            let draft = self.open.project().draft();
            self.open.structure().placeholder_at(draft, edit.range.start)
        };
        is_letter && found().is_some_and(|found| found.range == edit.range)
    }

    /// Does `next` at once, or asks what is to become of unsaved work first.
    pub(super) fn after_unsaved(&mut self, next: Next, now: Timestamp) -> Vec<Effect> {
        if self.is_beside_others() {
            match next {
                Next::Close | Next::Quit => {}
                Next::New | Next::PickOpen => return self.proceed(next, now),
                Next::Open(path) => return in_tab(Opening::Project(path)),
                Next::OpenLarge(path) => return in_tab(Opening::LargeProject(path)),
                Next::Sample(sample) => return in_tab(Opening::Sample(sample)),
                Next::Recover(lost) => {
                    self.answered(&lost);
                    return in_tab(Opening::Recovered(lost));
                }
            }
        }
        let is_being_saved = next == Next::Quit && self.file.is_saving_all(&self.open);
        let is_discarded = self.file.is_discarded(self.open.revision());
        if self.is_dirty() && !is_discarded && !is_being_saved {
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
                self.file.take_after_save();
                Vec::new()
            }
            UnsavedAnswer::Discard => {
                self.file.discard(self.open.revision());
                self.proceed(next, now)
            }
            UnsavedAnswer::Save => {
                self.file.then(next);
                self.perform(Command::Save, now)
            }
        }
    }

    /// Does what was waiting for unsaved work to be dealt with.
    pub(super) fn proceed(&mut self, next: Next, now: Timestamp) -> Vec<Effect> {
        match next {
            Next::Close => {
                self.close();
                if self.tab_count() > 1 { vec![Effect::Tab(TabChange::Close)] } else { Vec::new() }
            }
            Next::Quit if self.file.is_saving() => {
                // What comes of it is known before the journal is let go of.
                self.file.then(Next::Quit);
                Vec::new()
            }
            Next::Quit => {
                self.journal.end();
                self.note_open();
                let open = self.file.path().filter(|_| self.is_open());
                self.settings.session = open.and_then(|path| path.to_str()).map(str::to_owned);
                vec![Effect::KeepSettings(Box::new(self.settings.clone())), Effect::Quit]
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
                self.take_over(project, None);
                self.settings.panel = true;
                self.view.tab = match sample {
                    Sample::Explainer => Tab::Claims,
                    Sample::CheckAQuote => Tab::Findings,
                };
                self.check_effect().into_iter().chain([Effect::FocusEditor]).collect()
            }
            Err(error) => {
                self.problem(ProblemNotice::SampleNotLoaded(error));
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
        self.take_over(Project::new(article, template.draft(title)), None);
        // The writer goes on at the first thing that is asked for, or else below the title.
        let draft = self.open.project().draft();
        let title = draft.find('\n').map_or(draft.len(), |end| end + 1);
        let asked = self.open.structure().placeholders_from(draft, 0).next();
        self.jump(DraftRange::at(asked.map_or(title, |asked| asked.words.start)));
    }

    fn dropped(&mut self, paths: Vec<PathBuf>, now: Timestamp) -> Vec<Effect> {
        let is_project = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "ron");
        if let Some(project) = paths.iter().find(|path| is_project(path)) {
            return self.after_unsaved(Next::Open(project.clone()), now);
        }
        if !self.open.is_open() {
            self.problem(ProblemNotice::SourceWithoutProject);
            return Vec::new();
        }
        let (images, texts): (Vec<_>, Vec<_>) =
            paths.into_iter().partition(|path| is_image_name(path));
        let mut effects = self.insert_images(images);
        effects.extend(texts.into_iter().map(|path| self.import(path)));
        effects
    }

    /// Only what leads to the web may be opened; a file or a script may not.
    fn ask_link(&mut self, address: String) {
        let is_web = ["https://", "http://", "mailto:"].iter().any(|scheme| {
            address.get(..scheme.len()).is_some_and(|s| s.eq_ignore_ascii_case(scheme))
        });
        if is_web {
            self.open_dialog(Dialog::Link(address));
        } else {
            self.problem(ProblemNotice::NotAWebAddress(address));
        }
    }
}

/// Whether what is typed next is a new thing to take back: a word has ended, or
/// something was deleted or replaced.
fn ends_word(change: &Change) -> bool {
    change.edits().iter().any(|edit| {
        edit.insert.ends_with(char::is_whitespace)
            || edit.insert.chars().nth(1).is_some()
            || !edit.range.is_empty()
    })
}

fn in_tab(opening: Opening) -> Vec<Effect> {
    vec![Effect::InTab(opening)]
}
