//! Where spans of a draft stand after the draft was changed outside the program.
//!
//! Inside the program every edit is a [`Change`](crate::text::Change) and moves
//! each anchor exactly. Of a text that comes back from another program only the
//! words are known. What did not change is found first, in order and then
//! elsewhere; then comes the same text in another place, then text that is like
//! it. What always holds: a span is put on other words only where they are like
//! its own *and* stand among the same neighbours, and where nothing else comes
//! near: no other place of the new text, and no other sentence of the old one that
//! may have become this one. A sentence that was taken out is lost, not put on the
//! one that says the same of another year. Time grows with the length of the texts
//! and the number of spans, and with nothing else; no clock is read, so the same
//! texts always give the same answer.
//!
//! The weights are those of the Hypothesis client's fuzzy anchoring (`match-quote`:
//! quote 50, prefix 20, suffix 20, position 2); ours compare words, not characters,
//! and know the old text.

mod alignment;
mod candidates;
mod without_base;
mod words;

#[cfg(test)]
mod tests;

use std::ops::Range;

use alignment::WordAlignment;
use candidates::{aligned, densest, similar};
pub use without_base::{Haystack, Relocation, UnresolvedWords, relocate};
use words::{NumberedWords, WordNumbers};

use crate::text::{Change, Edit};

/// Where a span of the old text stands in the new one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Followed {
    /// Its words stand there as they were; in bytes of the new text.
    Same(Range<usize>),
    /// Words that are like its own stand there; in bytes of the new text.
    Alike(Range<usize>),
    /// Nowhere that can be told.
    Lost,
}

impl Followed {
    /// The place in bytes of the new text; `None` where it is lost.
    pub fn range(&self) -> Option<Range<usize>> {
        match self {
            Self::Same(range) | Self::Alike(range) => Some(range.clone()),
            Self::Lost => None,
        }
    }
}

/// How much each part counts.
mod weight {
    pub(super) const QUOTE: f64 = 50.0;
    pub(super) const PREFIX: f64 = 20.0;
    pub(super) const SUFFIX: f64 = 20.0;
    pub(super) const POSITION: f64 = 2.0;
}

/// Less likeness than this is none, of the words alone and with their neighbours.
const FLOOR: f64 = 0.6;

/// So much better than anything else a place must be that has other words. Chosen
/// by experiment: see `tests/anchors.rs`.
const MARGIN: f64 = 0.1;

/// The margin over a sentence that is clearly more like the place than the one
/// looked for, and how much more that is.
const CLEAR_MARGIN: f64 = 0.25;
const CLEARLY: f64 = 0.06;

/// So many words on each side are neighbours: of the sentence beside it, of the
/// paragraph, or of the next one too.
const REACHES: [usize; 3] = [16, 48, 144];

/// So many of the neighbours on one side must be neighbours still where the words are
/// not the same. Chosen by experiment, too.
const BESIDE: f64 = 0.3;

/// Neighbours may stand so many words farther away than before.
const SLACK: usize = 24;

/// Words of one place stand no more than so many words farther apart than before.
const WIDEST: usize = 16;

/// Longer spans are compared by their ties alone, in cells of a table.
const LARGEST_TABLE: usize = 1 << 16;

/// Fewer words than this can stand elsewhere by chance.
const LEAST_BY_ITSELF: usize = 5;

/// Two texts that are held against each other.
pub struct Comparison<'a> {
    old: &'a str,
    new: &'a str,
    before: NumberedWords,
    after: NumberedWords,
    /// What kept its order.
    ordered: WordAlignment,
    /// That, and what was moved.
    ties: WordAlignment,
}

impl<'a> Comparison<'a> {
    /// Holds two texts against each other. Costs time in proportion to their length.
    pub fn new(old: &'a str, new: &'a str) -> Self {
        let mut numbers = WordNumbers::default();
        let before = numbers.read(old).index();
        let after = numbers.read(new).index();
        let tells = |at: usize| match before.places(before.ids[at]).len() {
            _ if !before.reads[at] => 1,
            0..=4 => 6,
            5..=words::MOST_PLACES => 4,
            _ => 2,
        };
        let ordered = WordAlignment::in_order(&before.ids, &after.ids, &tells);
        let mut ties = ordered.clone();
        ties.moved(&before.ids, &after.ids, &tells);
        Self { old, new, before, after, ordered, ties }
    }

    /// The change that leads from the old text to the new one and leaves alone what
    /// kept its place between the same words.
    pub fn change(&self) -> Change {
        let mut edits: Vec<Edit> = Vec::new();
        let (mut from, mut to) = (0, 0);
        let ends = (self.old.len()..self.old.len(), self.new.len()..self.new.len());
        let tied = (0..self.before.ids.len()).filter_map(|at| {
            let place = self.ordered.forth(at)?;
            Some((self.before.ranges[at].clone(), self.after.ranges[place].clone()))
        });
        for (kept, place) in tied.chain([ends]) {
            // Words are tied whatever their case.
            if self.old[kept.clone()] != self.new[place.clone()] {
                continue;
            }
            let gap = Change::between(&self.old[from..kept.start], &self.new[to..place.start]);
            edits.extend(gap.edits().iter().map(|edit| Edit {
                range: from + edit.range.start..from + edit.range.end,
                insert: edit.insert.clone(),
            }));
            (from, to) = (kept.end, place.end);
        }
        Change::of(edits).unwrap_or_else(|_| Change::between(self.old, self.new))
    }

    /// Where a span of the old text, in bytes, stands in the new one.
    pub fn follow(&self, span: &Range<usize>) -> Followed {
        let words = self.before.touched(span);
        if self.old.get(span.clone()).is_none_or(str::is_empty) || words.is_empty() {
            return Followed::Lost;
        }
        if let Some(moved) = self.stands_once(span, &words) {
            return Followed::Same(moved);
        }
        let Some(window) = self.window(&words) else { return Followed::Lost };
        let bytes = self.bytes(span, &words, &window);
        let quote = self.likeness(&words, &window);
        let total = self.total(quote, &words, &window);
        if total < FLOOR || quote < FLOOR {
            Followed::Lost
        } else if self.new[bytes.clone()] == self.old[span.clone()] {
            Followed::Same(bytes)
        } else if self.has_rival(quote, total, &words, &window) {
            Followed::Lost
        } else {
            Followed::Alike(bytes)
        }
    }

    /// Where a span stands that has enough words and is there once on both sides.
    fn stands_once(&self, span: &Range<usize>, words: &Range<usize>) -> Option<Range<usize>> {
        if self.before.count(words) < LEAST_BY_ITSELF {
            return None;
        }
        let query = &self.before.ids[words.clone()];
        let [place] = self.after.runs(query)?[..] else { return None };
        let [_] = self.before.runs(query)?[..] else { return None };
        let bytes = self.bytes(span, words, &(place..place + query.len()));
        (self.new[bytes.clone()] == self.old[span.clone()]).then_some(bytes)
    }

    /// The words of the new text that most of some words of the old one became.
    fn window(&self, words: &Range<usize>) -> Option<Range<usize>> {
        let tied: Vec<(usize, usize)> =
            words.clone().filter_map(|at| Some((at, self.ties.forth(at)?))).collect();
        let goes_on =
            |a: &(usize, usize), b: &(usize, usize)| b.1 > a.1 && b.1 - a.1 <= b.0 - a.0 + WIDEST;
        let read = |group: &&[(usize, usize)]| {
            (group.iter().filter(|(at, _)| self.before.reads[*at]).count(), group.len())
        };
        let group = tied.chunk_by(goes_on).max_by_key(read)?;
        // Words at an end that were tied far away are rather others.
        let places: Vec<usize> = group.iter().map(|(_, place)| *place).collect();
        let group = &group[densest(&places, words.len())];
        let (first, last) = (group.first()?, group.last()?);
        // What stands in place of its first or last words belongs to it.
        let is_free = |at: &usize| self.ties.back(*at).is_none();
        let replaced = (first.0 - words.start).min(first.1);
        let ahead = (first.1 - replaced..first.1).rev().take_while(is_free).count();
        let replaced = words.end - 1 - last.0;
        let behind = last.1 + 1..(last.1 + 1 + replaced).min(self.after.ids.len());
        let behind = behind.take_while(is_free).count();
        Some(first.1 - ahead..last.1 + 1 + behind)
    }

    /// How like the words of a window are to those of the old text, from 0 to 1: the
    /// words that both have in the same order, against all words of both.
    fn likeness(&self, words: &Range<usize>, window: &Range<usize>) -> f64 {
        // Words tell more than the signs between them, where there are words.
        let reads = self.before.count(words) > 0;
        let tied = words.clone().filter(|at| {
            let is_in = self.ties.forth(*at).is_some_and(|to| window.contains(&to));
            is_in && (!reads || self.before.reads[*at])
        });
        let all = match reads {
            true => self.before.count(words) + self.after.count(window),
            false => words.len() + window.len(),
        };
        let tied = 2.0 * tied.count() as f64 / all.max(1) as f64;
        if words.len() * window.len() > LARGEST_TABLE {
            return tied;
        }
        // In a short sentence signs tell too, and its small words may be tied to others
        // beside the window.
        let query = &self.before.ids[words.clone()];
        let again = aligned(query, &self.after, window.clone());
        again.map_or(tied, |again| tied.max(again.likeness))
    }

    /// The likeness with neighbours and position, from 0 to 1.
    fn total(&self, quote: f64, words: &Range<usize>, window: &Range<usize>) -> f64 {
        let (old, new) = (self.before.ids.len(), self.after.ids.len());
        let prefix = |reach: usize| {
            let behind = |at: usize, reach: usize| at.saturating_sub(reach)..at;
            self.kept(behind(words.start, reach), behind(window.start, reach + SLACK))
        };
        let suffix = |reach: usize| {
            let ahead = |at: usize, reach: usize, all: usize| at..(at + reach).min(all);
            self.kept(ahead(words.end, reach, old), ahead(window.end, reach + SLACK, new))
        };
        // Words that left both their neighbours are not told from a lookalike.
        let beside = [prefix(REACHES[1]), suffix(REACHES[1])];
        if quote < 1.0 && beside.iter().all(|side| side.is_some_and(|side| side < BESIDE)) {
            return 0.0;
        }
        // The sentence right beside it may be gone, or a paragraph stand between.
        let best = |parts: [Option<f64>; 3]| parts.into_iter().flatten().reduce(f64::max);
        let (prefix, suffix) = (best(REACHES.map(prefix)), best(REACHES.map(suffix)));
        let share = |at: usize, words: &NumberedWords| at as f64 / words.ids.len().max(1) as f64;
        let moved = share(words.start, &self.before) - share(window.start, &self.after);
        let parts = [
            (weight::QUOTE, Some(quote)),
            (weight::PREFIX, prefix),
            (weight::SUFFIX, suffix),
            (weight::POSITION, Some(1.0 - moved.abs())),
        ];
        let known = parts.iter().filter_map(|(weight, part)| Some((weight, (*part)?)));
        let (sum, most) = known
            .fold((0.0, 0.0), |(sum, most), (weight, part)| (sum + weight * part, most + weight));
        sum / most
    }

    /// How many of some neighbours are neighbours still, from 0 to 1; `None` where
    /// neither side has any.
    fn kept(&self, neighbours: Range<usize>, near: Range<usize>) -> Option<f64> {
        let all = self.before.count(&neighbours);
        if all == 0 {
            return (self.after.count(&near) > 0).then_some(0.0);
        }
        let kept = neighbours.filter(|at| {
            self.before.reads[*at] && self.ties.forth(*at).is_some_and(|to| near.contains(&to))
        });
        Some(kept.count() as f64 / all as f64)
    }

    /// Whether another place of the new text, or another sentence of the old one,
    /// comes too near for a window to be told from it.
    fn has_rival(
        &self,
        quote: f64,
        total: f64,
        words: &Range<usize>,
        window: &Range<usize>,
    ) -> bool {
        let query = &self.before.ids[words.clone()];
        let elsewhere = similar(query, &self.after, window).into_iter().any(|rival| {
            // What became of other words is theirs.
            let own = rival.words.clone().filter(|at| self.ties.back(*at).is_none());
            let is_free = 2 * own.count() > rival.words.len();
            is_free && self.total(rival.likeness, words, &rival.words) > total - MARGIN
        });
        let query = &self.after.ids[window.clone()];
        let others = || similar(query, &self.before, words).into_iter();
        elsewhere
            || others().any(|rival| {
                // What stands elsewhere now does not stand here, unless the two were
                // taken for each other.
                let is_liker = rival.likeness > quote + CLEARLY;
                let margin = if is_liker { CLEAR_MARGIN } else { MARGIN };
                let gone = rival
                    .words
                    .clone()
                    .filter(|at| self.ties.forth(*at).is_none_or(|to| window.contains(&to)));
                let is_gone = 2 * gone.count() > rival.words.len();
                (is_gone || is_liker)
                    && self.total(rival.likeness, &rival.words, window) > total - margin
            })
    }

    /// The bytes of a window, such that signs and white space at the edges of the
    /// span that are no words of their own are in where they still stand.
    fn bytes(
        &self,
        span: &Range<usize>,
        words: &Range<usize>,
        window: &Range<usize>,
    ) -> Range<usize> {
        let (old, new) = (self.before.bytes(words), self.after.bytes(window));
        let fits = |at: usize| self.new.is_char_boundary(at);
        let start = match span.start.checked_sub(old.start) {
            // It begins inside its first word.
            Some(inside) => {
                let is_same = self.ties.forth(words.start) == Some(window.start);
                Some(new.start + inside).filter(|at| is_same && fits(*at)).unwrap_or(new.start)
            }
            None => {
                let lead = &self.old[span.start..old.start];
                if self.new[..new.start].ends_with(lead) {
                    new.start - lead.len()
                } else {
                    new.start
                }
            }
        };
        let end = match old.end.checked_sub(span.end) {
            Some(inside) => {
                let is_same = self.ties.forth(words.end - 1) == Some(window.end - 1);
                let end = new.end.checked_sub(inside);
                end.filter(|at| is_same && fits(*at) && *at > start).unwrap_or(new.end)
            }
            None => {
                let trail = &self.old[old.end..span.end];
                let end = if self.new[new.end..].starts_with(trail) { trail.len() } else { 0 };
                new.end + end
            }
        };
        start..end.max(start)
    }
}

/// Where spans of an old text, in bytes, stand in a new one.
///
/// Costs time in proportion to the length of both texts and the number of spans.
pub fn reanchor(old: &str, new: &str, spans: &[Range<usize>]) -> Vec<Followed> {
    let comparison = Comparison::new(old, new);
    spans.iter().map(|span| comparison.follow(span)).collect()
}
