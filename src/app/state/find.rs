//! What is looked for in the draft, without a bar to show it in.
//!
//! # Invariants
//! - The hits are those of the query in the draft as it is now.
//! - Where the search is limited to a part of the draft, only the hits that lie wholly in it
//!   are counted, stepped through and replaced. The part follows every edit.
//! - The current hit is the one that is selected in the draft, and there is none where the
//!   writer has selected something else. So a replacement never changes words that the
//!   writer does not have before them.

use std::ops::Range;

use super::StepEffects;
use nutgraf_engine::range::DraftRange;
use nutgraf_engine::text::{
    Bias, Change,
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
    /// Those of the whole draft.
    hits: Hits,
    /// The part of the draft that the search is limited to, in bytes.
    limit: Option<DraftRange>,
    /// The index of the hit that is selected, among those of the whole draft.
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
            limit: None,
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

    /// The part of the draft that the search is limited to, in bytes.
    pub fn limit(&self) -> Option<DraftRange> {
        self.limit
    }

    /// Whether the search can be limited to what is selected. A hit is selected because it was
    /// found, not to be searched in.
    pub fn can_limit_to(&self, selection: DraftRange) -> bool {
        self.limit.is_none() && !selection.is_empty() && self.current.is_none()
    }

    /// How many hits there are where they are looked for.
    pub fn count(&self) -> usize {
        self.counted().len()
    }

    /// The number of the hit that is selected, from 1.
    pub fn position(&self) -> Option<usize> {
        self.current.map(|index| index - self.counted().start + 1)
    }

    /// The indices of the hits that count.
    fn counted(&self) -> Range<usize> {
        let Some(limit) = self.limit else { return 0..self.hits.len() };
        let first = self.hits.before(limit.start);
        first..self.hits.ended(limit.end).max(first)
    }

    /// Round which end of the draft the selected hit was come to.
    pub fn turn(&self) -> Option<Turn> {
        self.turn
    }

    /// The hit that is selected, in bytes of the draft.
    pub fn current(&self) -> Option<DraftRange> {
        self.hits.get(self.current?)
    }

    /// The hits that count and have some of a byte range of the draft in them, in order.
    /// Costs a search among the hits and a step for each of these.
    pub fn hits_in(&self, range: DraftRange) -> impl Iterator<Item = DraftRange> + '_ {
        let limit = self.limit;
        self.hits.within(range).filter(move |hit| limit.is_none_or(|limit| limit.encloses(*hit)))
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
        // What is put in at its ends is in it: a sign in front of each line, or behind.
        self.limit = self.limit.map(|DraftRange { start, end }| {
            DraftRange::new(change.map(start, Bias::Left), change.map(end, Bias::Right))
        });
    }

    /// Makes the hit that is selected the current one.
    fn see(&mut self, selection: DraftRange) {
        let counted = self.counted();
        self.current = self.hits.index_of(selection).filter(|index| counted.contains(index));
        if self.current.is_none() {
            self.turn = None;
        }
        self.seen = selection;
    }

    /// The first hit at an offset or behind it, or the first of all.
    fn at_or_after(&self, offset: usize) -> Option<FindStep> {
        self.hit_from(self.hits.before(offset))
    }

    /// The hit with an index or the next one that counts, or the first of all.
    fn hit_from(&self, index: usize) -> Option<FindStep> {
        let counted = self.counted();
        let (index, turn) = match index.max(counted.start) {
            index if index < counted.end => (index, None),
            _ => (counted.start, Some(Turn::FromTop)),
        };
        let hit = self.hits.get(index).filter(|_| !counted.is_empty())?;
        Some(FindStep { hit, turn })
    }

    /// The last hit before an offset, or the last of all.
    fn before(&self, offset: usize) -> Option<FindStep> {
        let counted = self.counted();
        let (behind, turn) = match self.hits.before(offset).min(counted.end) {
            count if count > counted.start => (count, None),
            _ => (counted.end, Some(Turn::FromEnd)),
        };
        let hit = self.hits.get(behind.checked_sub(1)?).filter(|_| !counted.is_empty())?;
        Some(FindStep { hit, turn })
    }

    /// The hit after or before the selection, round the end.
    fn step(&self, selection: DraftRange, forward: bool) -> Option<FindStep> {
        match (forward, self.current) {
            (true, Some(current)) => self.hit_from(current + 1),
            (true, None) => self.at_or_after(selection.start),
            (false, _) => self.before(selection.start),
        }
    }
}

/// Returns a selection without the line break that it ends with, which selects no words of the
/// line behind; `None` where that leaves nothing.
fn whole_lines(draft: &str, selection: DraftRange) -> Option<DraftRange> {
    let words = &draft[selection];
    let words = words.strip_suffix('\n').unwrap_or(words);
    let words = words.strip_suffix('\r').unwrap_or(words);
    let lines = DraftRange::new(selection.start, selection.start + words.len());
    Some(lines).filter(|lines| !lines.is_empty())
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

    /// Returns the selected words where they may be a query.
    pub(in crate::app) fn words_for_query(
        &self,
        draft: &str,
        selection: DraftRange,
    ) -> Option<String> {
        let words = &draft[selection];
        let is_query =
            !words.trim().is_empty() && words.len() <= LONGEST_QUERY && !words.contains('\n');
        is_query.then(|| words.to_owned())
    }

    /// Opens the bar, with the selected words where they may be a query.
    pub(in crate::app) fn open(&mut self, draft: &str, selection: DraftRange, is_replacing: bool) {
        let query = self.words_for_query(draft, selection);
        let lines = whole_lines(draft, selection).filter(|lines| draft[*lines].contains('\n'));
        match &mut self.bar {
            // The hit is selected because it was found, not to be looked for.
            Some(find) if query.is_none() || find.current.is_some() => {
                find.is_replacing |= is_replacing;
                find.limit = lines.filter(|_| find.current.is_none()).or(find.limit);
            }
            Some(find) => {
                find.is_replacing |= is_replacing;
                let query = query.map(|words| find.query().of_words(&words));
                find.search(query.unwrap_or_default(), draft);
            }
            None => {
                let mut wanted = self.wanted.clone();
                if let Some(words) = query {
                    wanted.query = wanted.query.of_words(&words);
                }
                let mut find = Find::new(wanted, draft, selection);
                find.is_replacing = is_replacing;
                find.limit = lines;
                find.see(selection);
                self.bar = Some(find);
            }
        }
    }

    /// Limits the search to the selection, or no longer.
    pub(in crate::app) fn toggle_limit(&mut self, draft: &str, selection: DraftRange) {
        let Some(find) = &mut self.bar else { return };
        find.limit = match find.limit {
            Some(_) => None,
            None => whole_lines(draft, selection).or(Some(selection)),
        };
        find.see(selection);
    }

    /// Closes the bar. What was looked for is remembered, and no longer where.
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
        let counted = find.counted();
        let hits = find.hits.iter().skip(counted.start).take(counted.len());
        Some(replace_all(pattern, hits, draft, &replacement, most))
    }

    /// Notes that words were replaced, which end at a byte offset. Returns the first hit
    /// behind them: a position at their end is where they were put in.
    pub(in crate::app) fn replaced(&mut self, behind: usize) -> Option<FindStep> {
        let find = self.bar.as_mut()?;
        find.has_just_replaced = true;
        let next = find.hits.before(behind);
        let is_same = find.hits.get(next) == Some(DraftRange::at(behind));
        find.hit_from(next + usize::from(is_same))
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
