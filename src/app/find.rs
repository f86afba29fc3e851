//! Finding and replacing in the draft, without a bar to show it in.
//!
//! What always holds: the hits are those of the query in the draft as it is now;
//! the current hit is the one that is selected in the draft, and there is none
//! where the writer has selected something else. So a replacement never changes
//! words that the writer does not have before them.

use std::ops::Range;

use super::{Effect, Workspace, view::Mode};
use crate::{
    project::Intent,
    text::{
        Bias, Change,
        find::{Hits, Pattern, PatternError, Query, Replacement, TooLong, replace_all},
        number,
    },
};

/// The longest selection that is taken over as a query, in bytes.
const LONGEST: usize = 200;

/// Round which end of the draft the last step went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// From the last hit on to the first.
    FromTop,
    /// From the first hit back to the last.
    FromEnd,
}

/// What is asked for in the bar; remembered while that is closed.
#[derive(Clone, Debug, Default)]
pub(super) struct Wanted {
    query: Query,
    replacement: String,
}

/// A hit to go to, and round which end of the draft it was come to.
struct Step {
    hit: Range<usize>,
    turn: Option<Turn>,
}

/// What is looked for, and where it stands.
#[derive(Clone, Debug)]
pub struct Find {
    wanted: Wanted,
    is_replacing: bool,
    pattern: Result<Pattern, PatternError>,
    hits: Hits,
    /// The index of the hit that is selected.
    current: Option<usize>,
    turn: Option<Turn>,
    /// Where the search began: hits are looked for from here while the query is typed.
    from: usize,
    /// What was selected when it was last looked at.
    seen: Range<usize>,
    has_just_replaced: bool,
}

impl Find {
    fn new(wanted: Wanted, draft: &str, selection: &Range<usize>) -> Self {
        let Wanted { query, replacement } = wanted;
        let mut find = Self {
            wanted: Wanted { query: Query::default(), replacement },
            is_replacing: false,
            pattern: Ok(Pattern::default()),
            hits: Hits::default(),
            current: None,
            turn: None,
            from: selection.start,
            seen: selection.clone(),
            has_just_replaced: false,
        };
        find.search(query, draft);
        find.see(selection);
        find
    }

    /// What is looked for.
    pub fn query(&self) -> &Query {
        &self.wanted.query
    }

    /// What is to stand in its place.
    pub fn replacement(&self) -> &str {
        &self.wanted.replacement
    }

    /// Whether the replacement is asked for too.
    pub fn is_replacing(&self) -> bool {
        self.is_replacing
    }

    /// Why nothing can be looked for.
    pub fn error(&self) -> Option<&PatternError> {
        self.pattern.as_ref().err()
    }

    /// How many hits there are in the draft.
    pub fn count(&self) -> usize {
        self.hits.len()
    }

    /// The number of the hit that is selected, from 1.
    pub fn position(&self) -> Option<usize> {
        self.current.map(|index| index + 1)
    }

    /// Round which end of the draft the selected hit was come to.
    pub fn turn(&self) -> Option<Turn> {
        self.turn
    }

    /// The hit that is selected, in bytes of the draft.
    pub fn current(&self) -> Option<Range<usize>> {
        self.hits.get(self.current?)
    }

    /// The hits that have some of a byte range of the draft in them, in order. Costs
    /// a search among the hits and a step for each of these.
    pub fn hits_in(&self, range: Range<usize>) -> impl Iterator<Item = Range<usize>> + '_ {
        self.hits.within(range)
    }

    /// Whether nothing was typed into the bar since words were replaced: undo then
    /// means the draft.
    pub fn has_just_replaced(&self) -> bool {
        self.has_just_replaced
    }

    /// Looks for something else.
    fn search(&mut self, query: Query, draft: &str) {
        self.pattern = Pattern::of(&query);
        self.wanted.query = query;
        let pattern = self.pattern.as_ref().ok();
        self.hits = pattern.map(|pattern| Hits::of(pattern, draft)).unwrap_or_default();
        self.current = None;
        self.turn = None;
    }

    /// Brings the hits along with a change; `draft` is the draft after it.
    pub(super) fn follow(&mut self, draft: &str, change: &Change) {
        self.current = None;
        if let Ok(pattern) = &self.pattern {
            self.hits.follow(pattern, draft, change);
        }
    }

    /// Makes the hit that is selected the current one.
    fn see(&mut self, selection: &Range<usize>) {
        self.current = self.hits.index_of(selection);
        if self.current.is_none() {
            self.turn = None;
        }
        self.seen = selection.clone();
    }

    /// The first hit at an offset or behind it, or the first of all.
    fn at_or_after(&self, offset: usize) -> Option<Step> {
        let next = self.hits.get(self.hits.before(offset)).map(|hit| Step { hit, turn: None });
        next.or_else(|| Some(Step { hit: self.hits.get(0)?, turn: Some(Turn::FromTop) }))
    }

    /// The last hit before an offset, or the last of all.
    fn before(&self, offset: usize) -> Option<Step> {
        let (index, turn) = match self.hits.before(offset) {
            0 => (self.hits.len().checked_sub(1)?, Some(Turn::FromEnd)),
            count => (count - 1, None),
        };
        Some(Step { hit: self.hits.get(index)?, turn })
    }

    /// The hit after or before the selection, round the end.
    fn step(&self, selection: &Range<usize>, forward: bool) -> Option<Step> {
        match (forward, self.current) {
            (true, Some(_)) => self.at_or_after(selection.end),
            (true, None) => self.at_or_after(selection.start),
            (false, _) => self.before(selection.start),
        }
    }
}

impl Workspace {
    /// Opens the bar, with the selected words where they may be a query.
    pub(super) fn open_find(&mut self, is_replacing: bool) -> Vec<Effect> {
        if self.view.mode == Mode::Read {
            self.view.mode = Mode::Write;
        }
        let draft = self.project.draft();
        let selection = &self.view.selection;
        let words = &draft[selection.clone()];
        let is_query = !words.trim().is_empty() && words.len() <= LONGEST && !words.contains('\n');
        match &mut self.view.find {
            // The hit is selected because it was found, not to be looked for.
            Some(find) if !is_query || find.current.is_some() => find.is_replacing |= is_replacing,
            Some(find) => {
                find.is_replacing |= is_replacing;
                let query = find.query().of_words(words);
                find.search(query, draft);
            }
            None => {
                let mut wanted = self.wanted.clone();
                if is_query {
                    wanted.query = wanted.query.of_words(words);
                }
                let mut find = Find::new(wanted, draft, selection);
                find.is_replacing = is_replacing;
                self.view.find = Some(find);
            }
        }
        vec![Effect::FocusFind]
    }

    /// Closes the bar. What was looked for is remembered.
    pub(super) fn close_find(&mut self) {
        if let Some(find) = self.view.find.take() {
            self.wanted = find.wanted;
        }
    }

    /// Looks for something else and shows the first hit from where the search began.
    pub(super) fn set_query(&mut self, query: Query) {
        let Some(find) = &mut self.view.find else { return };
        find.search(query, self.project.draft());
        find.has_just_replaced = false;
        let step = find.at_or_after(find.from);
        self.take_step(step);
        // What is selected now was not selected by the writer.
        if let Some(find) = &mut self.view.find {
            find.see(&self.view.selection);
        }
    }

    /// Looks for the same in another way.
    pub(super) fn change_query(&mut self, change: fn(&mut Query)) {
        if let Some(find) = &self.view.find {
            let mut query = find.query().clone();
            change(&mut query);
            self.set_query(query);
        }
    }

    /// Takes over what is to stand in the place of hits.
    pub(super) fn set_replacement(&mut self, replacement: String) {
        if let Some(find) = &mut self.view.find {
            find.wanted.replacement = replacement;
            find.has_just_replaced = false;
        }
    }

    /// Goes to the hit after or before the selection, round the end. Works without
    /// the bar, which opens where there is nothing to go to.
    pub(super) fn find_next(&mut self, forward: bool) -> Vec<Effect> {
        let selection = &self.view.selection;
        if let Some(find) = &self.view.find {
            let step = find.step(selection, forward);
            self.take_step(step);
            return Vec::new();
        }
        let find = Find::new(self.wanted.clone(), self.project.draft(), selection);
        match find.step(selection, forward) {
            Some(step) => {
                self.take_step(Some(step));
                vec![Effect::FocusEditor]
            }
            None => self.open_find(false),
        }
    }

    /// Replaces the hit that is selected and goes to the next; without one, only goes
    /// there.
    pub(super) fn replace_hit(&mut self) {
        let Some(find) = &self.view.find else { return };
        let (Ok(pattern), Some(hit)) = (&find.pattern, find.current()) else {
            self.find_next(true);
            return;
        };
        let replacement = Replacement::of(pattern, find.replacement());
        let most = self.project.longest_draft();
        let words = match replacement.of_hit(pattern, self.project.draft(), &hit, most) {
            Ok(words) => words,
            Err(TooLong { length }) => return self.refuse_replacing(length),
        };
        let behind = hit.start + words.len();
        self.history.close();
        if !self.intend(Intent::edit("Replace", Change::replace(hit, words))) {
            return;
        }
        self.jump(behind..behind);
        if let Some(find) = &mut self.view.find {
            find.has_just_replaced = true;
            let step = find.at_or_after(behind);
            self.take_step(step);
        }
    }

    /// Replaces all hits, as one undo step, and says how many.
    pub(super) fn replace_hits(&mut self) {
        let Some(find) = &self.view.find else { return };
        let Ok(pattern) = &find.pattern else { return };
        let replacement = Replacement::of(pattern, find.replacement());
        let most = self.project.longest_draft();
        let draft = self.project.draft();
        let change = match replace_all(pattern, &find.hits, draft, &replacement, most) {
            Ok(change) => change,
            Err(TooLong { length }) => return self.refuse_replacing(length),
        };
        let count = change.edits().len();
        if count == 0 {
            self.done("Every passage reads so already; nothing was replaced.");
            return;
        }
        let caret = change.map(self.view.selection.start, Bias::Left);
        self.history.close();
        if self.intend(Intent::edit("Replace all", change)) {
            self.jump(caret..caret);
            let passages = if count == 1 { "passage" } else { "passages" };
            self.done(format!("Replaced {} {passages}.", number(count)));
            if let Some(find) = &mut self.view.find {
                find.has_just_replaced = true;
            }
        }
    }

    fn take_step(&mut self, step: Option<Step>) {
        let Some(Step { hit, turn }) = step else { return };
        self.history.close();
        self.view.card = None;
        self.jump(hit);
        if let Some(find) = &mut self.view.find {
            find.turn = turn;
        }
    }

    /// Looks at what is selected. Called after everything that may have changed it.
    pub(super) fn see_selection(&mut self) {
        let Some(find) = &mut self.view.find else { return };
        if find.seen != self.view.selection {
            find.from = self.view.selection.start;
        }
        find.see(&self.view.selection);
    }
}
