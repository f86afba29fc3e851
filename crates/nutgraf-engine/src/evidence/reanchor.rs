//! Where spans of a draft are after the draft was changed outside the program.
//!
//! Inside the program every edit is a [`Change`] and moves each anchor exactly. Of a text that
//! another program changed, only the old and the new words are known. The two texts are aligned
//! word by word; a span is then looked for in this order: as the same words in order, as the
//! same words elsewhere, as words that are like it.
//!
//! The weights are those of the Hypothesis client's fuzzy anchoring (`match-quote`); here they
//! weigh words, not characters, and the old text is known. `thresholds.rs` lists all numbers.
//!
//! # Invariants
//!
//! - A span is put on other words only where they are like its own *and* between the same
//!   neighbours, and where nothing else comes near: no other place of the new text, and no other
//!   span of the old one that may have become this place. A sentence that was deleted is lost;
//!   it is not put on the sentence that says the same of another year.
//! - Time grows with the length of the texts and the number of spans, and with nothing else.
//! - The same texts always give the same answer; no clock is read.

mod alignment;
mod candidates;
mod thresholds;
mod without_base;
mod words;

#[cfg(test)]
mod tests;

use alignment::WordAlignment;
use candidates::{align_at, densest, similar_places};
use thresholds::{
    CLEAR_MARGIN, CLEARLY, FLOOR, KEPT_BESIDE, LARGEST_TABLE, LEAST_BY_ITSELF, MARGIN,
    NEIGHBOUR_SLACK, REACHES, WEIGHT_BY_OCCURRENCES, WEIGHT_FREQUENT, WEIGHT_POSITION,
    WEIGHT_PREFIX, WEIGHT_QUOTE, WEIGHT_SIGN, WEIGHT_SUFFIX, WIDEST_INSERTION,
};
pub use without_base::{Haystack, Relocation, UnresolvedWords, relocate};
use words::{NumberedWords, WordNumbers};

use crate::{
    range::{DraftRange, WordRange},
    text::{Change, Edit},
};

/// Where a span of the old text is in the new one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Followed {
    /// The same words are there; in bytes of the new text.
    Same(DraftRange),
    /// Words that are like its own are there; in bytes of the new text.
    Alike(DraftRange),
    /// The span was deleted, or its place cannot be distinguished from another.
    Lost,
}

impl Followed {
    /// Returns the place in bytes of the new text; `None` where the span is lost.
    pub fn range(&self) -> Option<DraftRange> {
        match self {
            Self::Same(range) | Self::Alike(range) => Some(*range),
            Self::Lost => None,
        }
    }
}

/// The old and the new text, aligned word by word.
pub struct Comparison<'a> {
    old: &'a str,
    new: &'a str,
    before: NumberedWords,
    after: NumberedWords,
    /// The words that kept their order.
    in_order: WordAlignment,
    /// The words that kept their order and those that were moved.
    aligned: WordAlignment,
}

impl<'a> Comparison<'a> {
    /// Aligns two texts. Takes time in proportion to their length.
    pub fn new(old: &'a str, new: &'a str) -> Self {
        let mut numbers = WordNumbers::default();
        let before = numbers.read(old).indexed();
        let after = numbers.read(new).indexed();
        let weight = |at: usize| {
            if !before.is_word[at] {
                return WEIGHT_SIGN;
            }
            let occurrences = before.places(before.ids[at]).len();
            let known = WEIGHT_BY_OCCURRENCES.iter().find(|(most, _)| occurrences <= *most);
            known.map_or(WEIGHT_FREQUENT, |(_, weight)| *weight)
        };
        let in_order = WordAlignment::of_words_in_order(&before.ids, &after.ids, &weight);
        let mut aligned = in_order.clone();
        aligned.align_moved(&before.ids, &after.ids, &weight);
        Self { old, new, before, after, in_order, aligned }
    }

    /// Returns the change from the old text to the new one that keeps every word which kept
    /// its order.
    pub fn change(&self) -> Change {
        let mut edits: Vec<Edit> = Vec::new();
        let (mut from, mut to) = (0, 0);
        let ends = (DraftRange::at(self.old.len()), DraftRange::at(self.new.len()));
        let kept = (0..self.before.ids.len()).filter_map(|at| {
            let place = self.in_order.new_of(at)?;
            Some((self.before.ranges[at], self.after.ranges[place]))
        });
        for (kept, place) in kept.chain([ends]) {
            // Words are aligned whatever their case.
            if self.old[kept] != self.new[place] {
                continue;
            }
            let gap = Change::between(&self.old[from..kept.start], &self.new[to..place.start]);
            edits.extend(gap.edits().iter().map(|edit| Edit {
                range: DraftRange::new(from + edit.range.start, from + edit.range.end),
                insert: edit.insert.clone(),
            }));
            (from, to) = (kept.end, place.end);
        }
        Change::of(edits).unwrap_or_else(|_| Change::between(self.old, self.new))
    }

    /// Returns where a span of the old text, in bytes, is in the new one.
    pub fn follow(&self, span: DraftRange) -> Followed {
        let words = self.before.touching(span);
        if self.old.get(span.to_std()).is_none_or(str::is_empty) || words.is_empty() {
            return Followed::Lost;
        }
        if let Some(moved) = self.only_occurrence(span, words) {
            return Followed::Same(moved);
        }
        let Some(window) = self.window(words) else { return Followed::Lost };
        let bytes = self.bytes(span, words, window);
        let quote = self.likeness(words, window);
        let total = self.total(quote, words, window);
        if total < FLOOR || quote < FLOOR {
            Followed::Lost
        } else if self.new[bytes] == self.old[span] {
            Followed::Same(bytes)
        } else if self.has_rival(quote, total, words, window) {
            Followed::Lost
        } else {
            Followed::Alike(bytes)
        }
    }

    /// Returns the place of a span that is long enough and occurs once in each text.
    fn only_occurrence(&self, span: DraftRange, words: WordRange) -> Option<DraftRange> {
        if self.before.word_count(words) < LEAST_BY_ITSELF {
            return None;
        }
        let query = &self.before.ids[words];
        let [place] = self.after.occurrences(query)?[..] else { return None };
        let [_] = self.before.occurrences(query)?[..] else { return None };
        let bytes = self.bytes(span, words, WordRange::from(place..place + query.len()));
        (self.new[bytes] == self.old[span]).then_some(bytes)
    }

    /// Returns the words of the new text that most of `words` of the old one became.
    fn window(&self, words: WordRange) -> Option<WordRange> {
        let tied: Vec<(usize, usize)> =
            words.into_iter().filter_map(|at| Some((at, self.aligned.new_of(at)?))).collect();
        let goes_on = |a: &(usize, usize), b: &(usize, usize)| {
            b.1 > a.1 && b.1 - a.1 <= b.0 - a.0 + WIDEST_INSERTION
        };
        let word_count = |group: &&[(usize, usize)]| {
            (group.iter().filter(|(at, _)| self.before.is_word[*at]).count(), group.len())
        };
        let group = tied.chunk_by(goes_on).max_by_key(word_count)?;
        // Words at an end that were aligned far away are rather other words.
        let group = densest(group, |(_, place)| *place, words.len());
        let (first, last) = (group.first()?, group.last()?);
        // What replaced its first or last words belongs to it.
        let is_free = |at: &usize| self.aligned.old_of(*at).is_none();
        let replaced = (first.0 - words.start).min(first.1);
        let ahead = (first.1 - replaced..first.1).rev().take_while(is_free).count();
        let replaced = words.end - 1 - last.0;
        let behind = last.1 + 1..(last.1 + 1 + replaced).min(self.after.ids.len());
        let behind = behind.take_while(is_free).count();
        Some(WordRange::new(first.1 - ahead, last.1 + 1 + behind))
    }

    /// Returns the likeness, from 0 to 1, of `words` of the old text and a window of the new
    /// one: the words that both have in the same order, against all words of both.
    fn likeness(&self, words: WordRange, window: WordRange) -> f64 {
        // Words say more than the signs between them, where there are words.
        let has_words = self.before.word_count(words) > 0;
        let common = words.into_iter().filter(|at| {
            let is_in = self.aligned.new_of(*at).is_some_and(|to| window.contains(to));
            is_in && (!has_words || self.before.is_word[*at])
        });
        let all = match has_words {
            true => self.before.word_count(words) + self.after.word_count(window),
            false => words.len() + window.len(),
        };
        let share = 2.0 * common.count() as f64 / all.max(1) as f64;
        if words.len() * window.len() > LARGEST_TABLE {
            return share;
        }
        // In a short sentence signs count too, and its small words may be aligned with words
        // beside the window.
        let query = &self.before.ids[words];
        let again = align_at(query, &self.after, window);
        again.map_or(share, |again| share.max(again.likeness))
    }

    /// Returns the weighted likeness of words, neighbours and position, from 0 to 1.
    fn total(&self, quote: f64, words: WordRange, window: WordRange) -> f64 {
        let (old, new) = (self.before.ids.len(), self.after.ids.len());
        let prefix = |reach: usize| {
            let behind = |at: usize, reach: usize| WordRange::new(at.saturating_sub(reach), at);
            self.kept(behind(words.start, reach), behind(window.start, reach + NEIGHBOUR_SLACK))
        };
        let suffix = |reach: usize| {
            let ahead =
                |at: usize, reach: usize, all: usize| WordRange::new(at, (at + reach).min(all));
            self.kept(ahead(words.end, reach, old), ahead(window.end, reach + NEIGHBOUR_SLACK, new))
        };
        // Changed words that left both their neighbours cannot be told from a lookalike.
        let beside = [prefix(REACHES[1]), suffix(REACHES[1])];
        if quote < 1.0 && beside.iter().all(|side| side.is_some_and(|side| side < KEPT_BESIDE)) {
            return 0.0;
        }
        // The sentence right beside it may be gone, or a paragraph may be between.
        let best = |parts: [Option<f64>; 3]| parts.into_iter().flatten().reduce(f64::max);
        let (prefix, suffix) = (best(REACHES.map(prefix)), best(REACHES.map(suffix)));
        let share = |at: usize, words: &NumberedWords| at as f64 / words.ids.len().max(1) as f64;
        let moved = share(words.start, &self.before) - share(window.start, &self.after);
        let parts = [
            (WEIGHT_QUOTE, Some(quote)),
            (WEIGHT_PREFIX, prefix),
            (WEIGHT_SUFFIX, suffix),
            (WEIGHT_POSITION, Some(1.0 - moved.abs())),
        ];
        let known = parts.iter().filter_map(|(weight, part)| Some((weight, (*part)?)));
        let (sum, most) = known
            .fold((0.0, 0.0), |(sum, most), (weight, part)| (sum + weight * part, most + weight));
        sum / most
    }

    /// Returns the share of the neighbours that are still neighbours, from 0 to 1; `None` where
    /// neither text has any. `neighbours` are words of the old text, `near` of the new one.
    fn kept(&self, neighbours: WordRange, near: WordRange) -> Option<f64> {
        let all = self.before.word_count(neighbours);
        if all == 0 {
            return (self.after.word_count(near) > 0).then_some(0.0);
        }
        let kept = neighbours.into_iter().filter(|at| {
            self.before.is_word[*at] && self.aligned.new_of(*at).is_some_and(|to| near.contains(to))
        });
        Some(kept.count() as f64 / all as f64)
    }

    /// Whether another place of the new text, or another span of the old one, comes too near to
    /// the window for them to be distinguished.
    fn has_rival(&self, quote: f64, total: f64, words: WordRange, window: WordRange) -> bool {
        let query = &self.before.ids[words];
        let elsewhere = similar_places(query, &self.after, window).into_iter().any(|rival| {
            // A place that other words became belongs to them.
            let own = rival.words.into_iter().filter(|at| self.aligned.old_of(*at).is_none());
            let is_free = 2 * own.count() > rival.words.len();
            is_free && self.total(rival.likeness, words, rival.words) > total - MARGIN
        });
        let query = &self.after.ids[window];
        let others = || similar_places(query, &self.before, words).into_iter();
        elsewhere
            || others().any(|rival| {
                // A span that is elsewhere now is not here, unless the two were confused.
                let is_liker = rival.likeness > quote + CLEARLY;
                let margin = if is_liker { CLEAR_MARGIN } else { MARGIN };
                let gone = rival
                    .words
                    .into_iter()
                    .filter(|at| self.aligned.new_of(*at).is_none_or(|to| window.contains(to)));
                let is_gone = 2 * gone.count() > rival.words.len();
                (is_gone || is_liker)
                    && self.total(rival.likeness, rival.words, window) > total - margin
            })
    }

    /// Returns the bytes of a window. Characters at the edges of the span that are no words,
    /// such as white space, are included where the new text still has them.
    fn bytes(&self, span: DraftRange, words: WordRange, window: WordRange) -> DraftRange {
        let (old, new) = (self.before.bytes(words), self.after.bytes(window));
        let fits = |at: usize| self.new.is_char_boundary(at);
        let start = match span.start.checked_sub(old.start) {
            // The span begins inside its first word.
            Some(inside) => {
                let is_same = self.aligned.new_of(words.start) == Some(window.start);
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
                let is_same = self.aligned.new_of(words.end - 1) == Some(window.end - 1);
                let end = new.end.checked_sub(inside);
                end.filter(|at| is_same && fits(*at) && *at > start).unwrap_or(new.end)
            }
            None => {
                let trail = &self.old[old.end..span.end];
                let end = if self.new[new.end..].starts_with(trail) { trail.len() } else { 0 };
                new.end + end
            }
        };
        DraftRange::new(start, end.max(start))
    }
}

/// Returns where spans of an old text, in bytes, are in a new one.
///
/// Takes time in proportion to the length of both texts and the number of spans.
pub fn reanchor(old: &str, new: &str, spans: &[DraftRange]) -> Vec<Followed> {
    let comparison = Comparison::new(old, new);
    spans.iter().map(|span| comparison.follow(*span)).collect()
}
