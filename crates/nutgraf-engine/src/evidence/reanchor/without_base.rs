//! Words looked for in a text of which the old version is not known.
//!
//! This is so when a project file is opened whose draft was edited by hand: each anchor has its
//! words and nothing around them. Without neighbours a sentence and the same sentence of another
//! year cannot be distinguished by likeness.
//!
//! # Invariants
//!
//! Words that are only like those looked for are taken where no figure, no number word and no
//! word that reverses the meaning differs, nothing else in the text comes near, and the place
//! fits the anchors whose words did not change.

use super::{
    candidates::similar_places,
    thresholds::{FLOOR, FLOOR_WITHOUT_BASE, LEAST_BY_ITSELF, MARGIN_WITHOUT_BASE, WIDEST_DRIFT},
    words::{NumberedWords, WordNumbers},
};
use crate::{
    evidence::vocabulary,
    range::{DraftRange, WordRange},
};

/// Where words that were looked for are now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Relocation {
    /// They occur in the text exactly once, at these bytes.
    Once(DraftRange),
    /// Words that are like them, and like no others, are at these bytes.
    Alike(DraftRange),
    /// They occur nowhere, or in several places.
    NotFound,
}

/// Words of an anchor that are no longer at the place that was stored.
#[derive(Clone, Copy, Debug)]
pub struct UnresolvedWords<'a> {
    /// The words.
    pub words: &'a str,
    /// Where they began, in bytes of the old text.
    pub start: usize,
}

/// Looks for the words of anchors in a text, and returns what was found for each.
///
/// `known` are the bytes of other anchors, which are still where they were. Words that occur once
/// are found first; words that are only similar are then looked for between those and `known`.
pub fn relocate(
    text: &str,
    known: &[DraftRange],
    unresolved: &[UnresolvedWords<'_>],
) -> Vec<Relocation> {
    let mut haystack = Haystack::new(text);
    let mut found: Vec<Relocation> = unresolved
        .iter()
        .map(|unresolved| {
            haystack.only_place(unresolved.words).map_or(Relocation::NotFound, Relocation::Once)
        })
        .collect();
    let mut neighbours: Vec<Neighbour> =
        known.iter().map(|place| Neighbour { was: place.start, is: *place }).collect();
    // The text began where it begins.
    neighbours.push(Neighbour { was: 0, is: DraftRange::at(0) });
    for (unresolved, found) in unresolved.iter().zip(&found) {
        if let Relocation::Once(place) = found {
            neighbours.push(Neighbour { was: unresolved.start, is: *place });
        }
    }
    neighbours.sort_unstable_by_key(|neighbour| neighbour.was);
    for (unresolved, found) in
        unresolved.iter().zip(&mut found).filter(|(_, f)| **f == Relocation::NotFound)
    {
        if let Relocation::Alike(place) = haystack.find(unresolved.words)
            && fits(&neighbours, unresolved, place)
        {
            *found = Relocation::Alike(place);
        }
    }
    found
}

/// An anchor whose words did not change.
struct Neighbour {
    /// Where its words began, in bytes of the old text.
    was: usize,
    /// Where its words are, in bytes of the new text.
    is: DraftRange,
}

/// Whether a place fits its neighbours: it is between them, about as far from one of them as
/// before, and overlaps none that was apart from it before.
fn fits(neighbours: &[Neighbour], unresolved: &UnresolvedWords<'_>, place: DraftRange) -> bool {
    let (was, is) = (unresolved.start, place.start);
    let behind = neighbours.partition_point(|neighbour| neighbour.was <= was);
    let before = behind.checked_sub(1).and_then(|at| neighbours.get(at));
    let next = neighbours.get(behind);
    let in_order =
        before.is_none_or(|before| before.is.start <= is) && next.is_none_or(|n| is <= n.is.start);
    let drifts = |near: &Neighbour| was.abs_diff(near.was).abs_diff(is.abs_diff(near.is.start));
    let drift = before.into_iter().chain(next).map(drifts).min();
    let was = was..was + unresolved.words.len();
    let is_taken = neighbours.iter().any(|other| {
        let apart = other.was + other.is.len() <= was.start || was.end <= other.was;
        apart && other.is.overlaps(place)
    });
    in_order && !is_taken && drift.is_some_and(|drift| drift <= WIDEST_DRIFT)
}

/// A text in which words are looked for.
pub struct Haystack<'a> {
    text: &'a str,
    numbers: WordNumbers,
    words: NumberedWords,
}

impl<'a> Haystack<'a> {
    /// Prepares a text. Takes time in proportion to its length.
    pub fn new(text: &'a str) -> Self {
        let mut numbers = WordNumbers::default();
        let words = numbers.read(text).indexed();
        Self { text, numbers, words }
    }

    /// Looks for words. Takes time in proportion to their number, unless each of them is
    /// frequent in the text.
    fn find(&mut self, needle: &str) -> Relocation {
        let query = self.numbers.read(needle);
        match self.words.occurrences(&query.ids) {
            Some(places) if !query.ids.is_empty() => match places[..] {
                [] => self.alike(needle, &query),
                [start] => self.once(needle, &query, start),
                _ => Relocation::NotFound,
            },
            _ => self.scan(needle).map_or(Relocation::NotFound, Relocation::Once),
        }
    }

    /// Returns the place, in bytes, of words that occur exactly once, letter for letter. Takes
    /// time in proportion to their number, unless each of them is frequent in the text.
    pub fn only_place(&mut self, needle: &str) -> Option<DraftRange> {
        let query = self.numbers.read(needle);
        match self.words.occurrences(&query.ids) {
            Some(places) if !query.ids.is_empty() => match places[..] {
                [start] => match self.once(needle, &query, start) {
                    Relocation::Once(place) => Some(place),
                    _ => None,
                },
                _ => None,
            },
            _ => self.scan(needle),
        }
    }

    /// Whether words occur in the text, whatever their case.
    pub fn has(&mut self, needle: &str) -> bool {
        let query = self.numbers.read(needle);
        match self.words.occurrences(&query.ids) {
            Some(places) if !query.ids.is_empty() => !places.is_empty(),
            _ => self.text.contains(needle),
        }
    }

    /// Returns the place of words that occur once as numbers; their case may differ.
    fn once(&self, needle: &str, query: &NumberedWords, start: usize) -> Relocation {
        let window = WordRange::new(start, start + query.ids.len());
        let bytes = self.words.bytes(window);
        let own = query.bytes(WordRange::from(0..query.ids.len()));
        let (lead, trail) = (own.start, needle.len() - own.end);
        let whole = bytes.start.checked_sub(lead).map(|start| start..bytes.end + trail);
        match whole.filter(|whole| self.text.get(whole.clone()) == Some(needle)) {
            Some(whole) => Relocation::Once(DraftRange::from(whole)),
            None if query.word_count(WordRange::from(0..query.ids.len())) >= LEAST_BY_ITSELF => {
                Relocation::Alike(bytes)
            }
            None => Relocation::NotFound,
        }
    }

    /// Looks for the one place that is like words which occur nowhere.
    fn alike(&self, needle: &str, query: &NumberedWords) -> Relocation {
        if query.word_count(WordRange::from(0..query.ids.len())) < LEAST_BY_ITSELF {
            return Relocation::NotFound;
        }
        let places = similar_places(&query.ids, &self.words, WordRange::from(0..0));
        let [best, others @ ..] = &places[..] else { return Relocation::NotFound };
        let next = others.first().map_or(0.0, |next| next.likeness);
        let is_clear = best.likeness >= FLOOR_WITHOUT_BASE.max(FLOOR)
            && best.likeness - next >= MARGIN_WITHOUT_BASE;
        let window = self.grown(query, best.words);
        let bytes = self.words.bytes(window);
        let own = decisive_words(needle, query, WordRange::from(0..query.ids.len()));
        if is_clear && own == decisive_words(self.text, &self.words, window) {
            Relocation::Alike(bytes)
        } else {
            Relocation::NotFound
        }
    }

    /// Returns the words of a place, widened by the word that may have replaced the first or the
    /// last of those looked for.
    fn grown(&self, query: &NumberedWords, place: WordRange) -> WordRange {
        let missing = |own: Option<&u32>, there: Option<&u32>| own != there;
        let mut grown = place;
        if missing(query.ids.first(), self.words.ids.get(place.start))
            && let Some(before) = place.start.checked_sub(1)
            && self.words.is_word[before]
        {
            grown.start = before;
        }
        if missing(query.ids.last(), self.words.ids.get(place.end - 1))
            && self.words.is_word.get(place.end) == Some(&true)
        {
            grown.end += 1;
        }
        grown
    }

    /// Returns the place of a string that occurs exactly once; for words that are too frequent
    /// for the index.
    fn scan(&self, needle: &str) -> Option<DraftRange> {
        let step = needle.chars().next()?.len_utf8();
        let start = self.text.find(needle)?;
        let again = self.text[start + step..].contains(needle);
        (!again).then(|| DraftRange::new(start, start + needle.len()))
    }
}

/// Returns the words of a window that must not differ, in order: figures, negations, words of
/// amount and units.
fn decisive_words<'t>(text: &'t str, words: &NumberedWords, window: WordRange) -> Vec<&'t str> {
    let all = words.ranges[window].iter().map(|range| &text[*range]);
    all.filter(|word| {
        vocabulary::is_number(word)
            || vocabulary::turns(word)
            || vocabulary::is_quantifier(word)
            || vocabulary::is_unit(word) && !word.is_empty()
            || *word == "%"
    })
    .collect()
}
