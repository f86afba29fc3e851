//! Finding and replacing in the draft, and finding in everything else.

use crate::{
    app::{
        effect::Effect,
        notice::{DoneNotice, ProblemNotice, StepRefusal},
        state::{Dialog, FindStep, Mode},
        workspace::Workspace,
    },
    project::{HitPlace, Intent, StepLabel},
};
use nutgraf_engine::range::DraftRange;
use nutgraf_engine::text::{
    Bias,
    find::{Query, TooLong},
};

impl Workspace {
    /// Opens the bar, with the selected words where they may be a query.
    pub(super) fn open_find(&mut self, is_replacing: bool) -> Vec<Effect> {
        if self.view.mode == Mode::Read {
            self.view.mode = Mode::Write;
        }
        self.find.open(self.open.project().draft(), self.view.selection, is_replacing);
        vec![Effect::FocusFind]
    }

    /// Looks for something else and shows the first hit from where the search began.
    pub(super) fn set_query(&mut self, query: Query) {
        let step = self.find.set_query(query, self.open.project().draft());
        self.take_step(step);
        self.find.see_own_step(self.view.selection);
    }

    /// Looks for the same words in another way.
    pub(super) fn change_query(&mut self, change: fn(&mut Query)) {
        if let Some(find) = self.find.bar() {
            let mut query = find.query().clone();
            change(&mut query);
            self.set_query(query);
        }
    }

    /// Goes to the hit after or before the selection, round the end. Works without
    /// the bar, which opens where there is nothing to go to.
    pub(super) fn find_next(&mut self, forward: bool) -> Vec<Effect> {
        let step = self.find.step(self.open.project().draft(), self.view.selection, forward);
        if self.find.bar().is_some() {
            self.take_step(step);
            return Vec::new();
        }
        if step.is_none() {
            return self.open_find(false);
        }
        self.take_step(step);
        vec![Effect::FocusEditor]
    }

    /// Replaces the hit that is selected and goes to the next; without one, only goes
    /// there.
    pub(super) fn replace_hit(&mut self) {
        let project = self.open.project();
        let (change, behind) = match self.find.replacement(project.draft(), project.longest_draft())
        {
            Some(Ok(replacement)) => replacement,
            Some(Err(TooLong { length })) => return self.refuse_replacing(length),
            None => {
                if self.find.bar().is_some() {
                    self.find_next(true);
                }
                return;
            }
        };
        self.open.break_coalescing();
        if !self.apply_intent(Intent::edit(StepLabel::Replace, change)) {
            return;
        }
        self.jump(DraftRange::at(behind));
        let step = self.find.replaced(behind);
        self.take_step(step);
    }

    /// Replaces all hits, as one undo step, and says how many.
    pub(super) fn replace_hits(&mut self) {
        let project = self.open.project();
        let change = match self.find.replacement_of_all(project.draft(), project.longest_draft()) {
            Some(Ok(change)) => change,
            Some(Err(TooLong { length })) => return self.refuse_replacing(length),
            None => return,
        };
        let count = change.edits().len();
        if count == 0 {
            self.done(DoneNotice::NothingToReplace);
            return;
        }
        let caret = change.map(self.view.selection.start, Bias::Left);
        self.open.break_coalescing();
        if self.apply_intent(Intent::edit(StepLabel::ReplaceAll, change)) {
            self.jump(DraftRange::at(caret));
            self.done(DoneNotice::Replaced(count));
            self.find.replaced(caret);
        }
    }

    /// Opens the search through the whole project, with the selected words where they may be
    /// a query.
    pub(super) fn open_project_search(&mut self) -> Vec<Effect> {
        let words = self.find.words_for_query(self.open.project().draft(), self.view.selection);
        let query = words.map(|words| self.search.query().of_words(&words));
        self.open_dialog(Dialog::FindEverywhere);
        match query {
            Some(query) => self.search_project(query).into_iter().collect(),
            None => self.search_again().into_iter().collect(),
        }
    }

    /// Looks for something in everything that the project holds.
    pub(super) fn search_project(&mut self, query: Query) -> Option<Effect> {
        let project = self.open.project().copy();
        self.search.ask(query, project, self.open.revision())
    }

    /// Looks for the same once more.
    pub(super) fn search_again(&mut self) -> Option<Effect> {
        self.search_project(self.search.query().clone())
    }

    /// Shows where a hit stands: in the draft, or in the panel beside it.
    pub(super) fn show_hit(&mut self, place: HitPlace) -> Vec<Effect> {
        self.open.break_coalescing();
        match place {
            HitPlace::Draft(range) => self.lead_to(range),
            HitPlace::Source(id) => self.show_source(Some(id)),
            HitPlace::Snapshot(id, range) => self.read_at(id, range),
            HitPlace::Quote(id) => {
                let quote = self.open.project().quote(&id);
                let place = quote.map(|quote| (quote.source.clone(), quote.selector.range()));
                if let Some((source, range)) = place {
                    self.read_at(source, range);
                    self.choose_quote(Some(id));
                }
            }
            HitPlace::Claim(id) => self.show_claim(id),
        }
        vec![Effect::FocusEditor]
    }

    /// Says that a replacement would make the draft so long, in bytes.
    fn refuse_replacing(&mut self, length: usize) {
        let refusal = StepRefusal::replacing(length, self.open.project());
        self.problem(ProblemNotice::StepRefused(refusal));
    }

    fn take_step(&mut self, step: Option<FindStep>) {
        let Some(step) = step else { return };
        self.open.break_coalescing();
        self.view.card = None;
        self.jump(step.hit);
        self.find.stepped(&step);
    }
}
