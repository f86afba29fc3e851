//! What is shown: places, tabs, dialogs and notices.

use std::path::Path;

use super::Workspace;
use crate::app::{
    notice::{DoneNotice, Notice, NoticeKind, NoticeText, ProblemNotice, WarningNotice},
    project_name,
    state::{Dialog, Jump, Mode, Question, Tab},
};
use nutgraf_engine::{
    model::{ClaimId, QuoteId},
    range::DraftRange,
};

impl Workspace {
    /// Shows a byte range of the draft and puts the selection there.
    pub(in crate::app) fn jump(&mut self, range: DraftRange) {
        let range = self.open.fitted(range);
        self.view.selection = range;
        self.view.lit = None;
        self.view.jump = Jump { range, serial: self.view.jump.serial + 1 };
        if self.view.mode == Mode::Read {
            self.view.mode = Mode::Write;
        }
    }

    /// Leads to words of the draft: brings them into view, lit, with the caret in front of
    /// them. They are not selected, so that the next key replaces nothing.
    pub(in crate::app) fn lead_to(&mut self, words: DraftRange) {
        let words = self.open.fitted(words);
        self.jump(DraftRange::at(words.start));
        self.view.lit = Some(words).filter(|words| !words.is_empty());
    }

    /// Shows a tab of the right panel, which there is none of in focus mode.
    pub(in crate::app) fn show_tab(&mut self, tab: Tab) {
        self.view.tab = tab;
        self.view.is_focused = false;
        self.settings.panel = true;
    }

    /// Chooses a quote, or none.
    pub(in crate::app) fn choose_quote(&mut self, id: Option<QuoteId>) {
        self.view.quote = id;
    }

    /// Chooses a claim, or none.
    pub(in crate::app) fn choose_claim(&mut self, id: Option<ClaimId>) {
        self.view.claim = id;
    }

    /// Opens a dialog over whatever is open; that is there again afterwards.
    pub(in crate::app) fn open_dialog(&mut self, dialog: Dialog) {
        self.drop_dialogs(|open| *open == dialog);
        self.view.dialogs.push(dialog);
    }

    /// Asks what the writer did not ask for. Over an open draft the question waits beside it,
    /// because a dialog that comes up between two keys takes the second; a writer who waits
    /// for a save is asked at once.
    pub(in crate::app) fn ask(&mut self, question: Question) {
        let dialog = Dialog::from(question.clone());
        if !self.is_open() || self.file.after_save().is_some() {
            self.open_dialog(dialog);
        } else if !self.view.dialogs.contains(&dialog) && !self.view.questions.contains(&question) {
            self.view.questions.push(question);
        }
    }

    /// Takes dialogs away, and questions that wait to be one of them.
    pub(in crate::app) fn drop_dialogs(&mut self, is_past: impl Fn(&Dialog) -> bool) {
        self.view.dialogs.retain(|dialog| !is_past(dialog));
        self.view.questions.retain(|question| !is_past(&question.clone().into()));
    }

    /// Opens a form below what is open, to be filled in next.
    pub(in crate::app) fn queue_dialog(&mut self, dialog: Dialog) {
        self.view.dialogs.insert(0, dialog);
    }

    /// Returns what a project is called in lists: its title, where one is known, else its file's
    /// name.
    pub fn name_of(&self, project: &Path) -> String {
        let title = self.settings.known(project).map(|known| known.title.trim());
        let title = title.filter(|title| !title.is_empty());
        title.map_or_else(|| project_name(project), str::to_owned)
    }

    /// Closes the dialog on top.
    pub(in crate::app) fn close_dialog(&mut self) -> Option<Dialog> {
        self.view.dialogs.pop()
    }

    /// Takes a notice away, where there is one.
    pub(in crate::app) fn take_away(&mut self, notice: Option<u64>) {
        self.view.notices.retain(|said| Some(said.id) != notice);
    }

    /// Shows what went wrong, and what to do next. Returns the id of the notice.
    pub(in crate::app) fn problem(&mut self, problem: ProblemNotice) -> u64 {
        self.notice(NoticeText::Problem(problem))
    }

    /// Says something of the program itself, which stays when another article is opened.
    pub fn warn(&mut self, warning: WarningNotice) {
        self.notice(NoticeText::Warning(warning));
    }

    /// Shows what was done, in place of what was done before.
    pub(in crate::app) fn done(&mut self, done: DoneNotice) {
        self.view.notices.retain(|notice| notice.kind() != NoticeKind::Done);
        self.notice(NoticeText::Done(done));
    }

    /// Shows a notice, in place of one with the same words. Returns its id.
    fn notice(&mut self, text: NoticeText) -> u64 {
        self.last_notice += 1;
        let notice = Notice::new(self.last_notice, text);
        let message = notice.message();
        self.view.notices.retain(|old| old.message() != message);
        self.view.notices.push(notice);
        self.last_notice
    }
}
