//! What is looked for in the draft, without a bar to show it in.
//!
//! # Invariants
//! - The hits are those of the query in the draft as it is now.
//! - The current hit is the one that is selected in the draft, and there is none where the
//!   writer has selected something else. So a replacement never changes words that the
//!   writer does not have before them.

use super::StepEffects;
use nutgraf_engine::range::DraftRange;
use nutgraf_engine::text::{
    Change,
    find::{Hits, Pattern, PatternError, Query, Replacement, TooLong, replace_all},
};

/// The longest selection that is taken over as a query, in bytes.
const LONGEST_QUERY: usize = 200;

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
struct Wanted {
    query: Query,
    replacement: String,
}

/// A hit to go to, and round which end of the draft it was come to.
pub(in crate::app) struct FindStep {
    /// The hit, in bytes of the draft.
    pub(in crate::app) hit: DraftRange,
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
    seen: DraftRange,
    has_just_replaced: bool,
}

impl Find {
    fn new(wanted: Wanted, draft: &str, selection: DraftRange) -> Self {
        let Wanted { query, replacement } = wanted;
        let mut find = Self {
            wanted: Wanted { query: Query::default(), replacement },
            is_replacing: false,
            pattern: Ok(Pattern::default()),
            hits: Hits::default(),
            current: None,
            turn: None,
            from: selection.start,
            seen: selection,
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
    pub fn current(&self) -> Option<DraftRange> {
        self.hits.get(self.current?)
    }

    /// The hits that have some of a byte range of the draft in them, in order. Costs
    /// a search among the hits and a step for each of these.
    pub fn hits_in(&self, range: DraftRange) -> impl Iterator<Item = DraftRange> + '_ {
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
    fn follow(&mut self, draft: &str, change: &Change) {
        self.current = None;
        if let Ok(pattern) = &self.pattern {
            self.hits.follow(pattern, draft, change);
        }
    }

    /// Makes the hit that is selected the current one.
    fn see(&mut self, selection: DraftRange) {
        self.current = self.hits.index_of(selection);
        if self.current.is_none() {
            self.turn = None;
        }
        self.seen = selection;
    }

    /// The first hit at an offset or behind it, or the first of all.
    fn at_or_after(&self, offset: usize) -> Option<FindStep> {
        let next = self.hits.get(self.hits.before(offset)).map(|hit| FindStep { hit, turn: None });
        next.or_else(|| Some(FindStep { hit: self.hits.get(0)?, turn: Some(Turn::FromTop) }))
    }

    /// The last hit before an offset, or the last of all.
    fn before(&self, offset: usize) -> Option<FindStep> {
        let (index, turn) = match self.hits.before(offset) {
            0 => (self.hits.len().checked_sub(1)?, Some(Turn::FromEnd)),
            count => (count - 1, None),
        };
        Some(FindStep { hit: self.hits.get(index)?, turn })
    }

    /// The hit after or before the selection, round the end.
    fn step(&self, selection: DraftRange, forward: bool) -> Option<FindStep> {
        match (forward, self.current) {
            (true, Some(_)) => self.at_or_after(selection.end),
            (true, None) => self.at_or_after(selection.start),
            (false, _) => self.before(selection.start),
        }
    }
}

/// The bar for finding, open or closed.
#[derive(Default)]
pub(in crate::app) struct FindState {
    bar: Option<Find>,
    /// What was looked for last, for when it is looked for again.
    wanted: Wanted,
}

impl FindState {
    /// What is looked for, while the bar is open.
    pub(in crate::app) fn bar(&self) -> Option<&Find> {
        self.bar.as_ref()
    }

    /// Opens the bar, with the selected words where they may be a query.
    pub(in crate::app) fn open(&mut self, draft: &str, selection: DraftRange, is_replacing: bool) {
        let words = &draft[selection];
        let is_query =
            !words.trim().is_empty() && words.len() <= LONGEST_QUERY && !words.contains('\n');
        match &mut self.bar {
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
                self.bar = Some(find);
            }
        }
    }

    /// Closes the bar. What was looked for is remembered.
    pub(in crate::app) fn close(&mut self) {
        if let Some(find) = self.bar.take() {
            self.wanted = find.wanted;
        }
    }

    /// Looks for something else. Returns the first hit from where the search began.
    pub(in crate::app) fn set_query(&mut self, query: Query, draft: &str) -> Option<FindStep> {
        let find = self.bar.as_mut()?;
        find.search(query, draft);
        find.has_just_replaced = false;
        find.at_or_after(find.from)
    }

    /// Takes over what is to stand in the place of hits.
    pub(in crate::app) fn set_replacement(&mut self, replacement: String) {
        if let Some(find) = &mut self.bar {
            find.wanted.replacement = replacement;
            find.has_just_replaced = false;
        }
    }

    /// The hit after or before the selection, round the end. Works without the bar, by what
    /// was looked for last.
    pub(in crate::app) fn step(
        &self,
        draft: &str,
        selection: DraftRange,
        forward: bool,
    ) -> Option<FindStep> {
        match &self.bar {
            Some(find) => find.step(selection, forward),
            None => Find::new(self.wanted.clone(), draft, selection).step(selection, forward),
        }
    }

    /// The change that replaces the selected hit, and the byte offset behind the new words;
    /// `None` where no hit is selected.
    ///
    /// # Errors
    /// When the draft would become longer than `most` bytes.
    pub(in crate::app) fn replacement(
        &self,
        draft: &str,
        most: usize,
    ) -> Option<Result<(Change, usize), TooLong>> {
        let find = self.bar.as_ref()?;
        let (Ok(pattern), Some(hit)) = (&find.pattern, find.current()) else { return None };
        let replacement = Replacement::of(pattern, find.replacement());
        Some(replacement.of_hit(pattern, draft, hit, most).map(|words| {
            let behind = hit.start + words.len();
            (Change::replace(hit, words), behind)
        }))
    }

    /// The change that replaces every hit; `None` where nothing can be looked for.
    ///
    /// # Errors
    /// When the draft would become longer than `most` bytes.
    pub(in crate::app) fn replacement_of_all(
        &self,
        draft: &str,
        most: usize,
    ) -> Option<Result<Change, TooLong>> {
        let find = self.bar.as_ref()?;
        let pattern = find.pattern.as_ref().ok()?;
        let replacement = Replacement::of(pattern, find.replacement());
        Some(replace_all(pattern, &find.hits, draft, &replacement, most))
    }

    /// Notes that words were replaced. Returns the first hit at or behind a byte offset.
    pub(in crate::app) fn replaced(&mut self, behind: usize) -> Option<FindStep> {
        let find = self.bar.as_mut()?;
        find.has_just_replaced = true;
        find.at_or_after(behind)
    }

    /// Notes that a hit was gone to.
    pub(in crate::app) fn stepped(&mut self, step: &FindStep) {
        if let Some(find) = &mut self.bar {
            find.turn = step.turn;
        }
    }

    /// Takes the hit that the search itself selected for the current one. The writer did not
    /// select it, so the search begins where it began before.
    pub(in crate::app) fn see_own_step(&mut self, selection: DraftRange) {
        if let Some(find) = &mut self.bar {
            find.see(selection);
        }
    }

    /// Looks at what is selected. Called after everything that may have changed it.
    pub(in crate::app) fn see(&mut self, selection: DraftRange) {
        let Some(find) = &mut self.bar else { return };
        if find.seen != selection {
            find.from = selection.start;
        }
        find.see(selection);
    }

    /// Brings the hits along with steps that were just applied; `draft` is the draft after
    /// them.
    pub(in crate::app) fn follow(&mut self, effects: &StepEffects, draft: &str) {
        if let Some(find) = self.bar.as_mut().filter(|_| effects.changes_text) {
            find.follow(draft, &effects.change);
        }
    }
}
