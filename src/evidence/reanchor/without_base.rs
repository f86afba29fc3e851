//! Words looked for in a text of which the old version is not known.
//!
//! So it is when a project file is opened whose draft was changed by hand: each
//! anchor has its words and nothing around them. Without neighbours a sentence and
//! the same sentence of another year cannot be told apart by likeness. So what
//! always holds: words that are only like those looked for are taken where no
//! figure, no number word and no word that turns the sense differs, nothing else in
//! the text comes near, and they stand where anchors whose words did not change say
//! that they should.

use std::ops::Range;

use super::{
    FLOOR, LEAST_BY_ITSELF,
    candidates::similar,
    words::{NumberedWords, WordNumbers},
};
use crate::evidence::vocabulary;

/// How like words without neighbours must be, from 0 to 1. Higher than the floor of
/// words with neighbours, for these are half of what tells.
const FLOOR_ALONE: f64 = 0.7;

/// How much better than the next they must be. Chosen by experiment.
const MARGIN_ALONE: f64 = 0.2;

/// What became of words that were looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Relocation {
    /// They stand in the text exactly once, at these bytes.
    Once(Range<usize>),
    /// Words that are like them, and like no others, stand at these bytes.
    Alike(Range<usize>),
    /// They stand nowhere, or in several places.
    NotFound,
}

/// Words that no longer stand where they did.
#[derive(Clone, Copy, Debug)]
pub struct UnresolvedWords<'a> {
    /// The words.
    pub words: &'a str,
    /// Where they began in the old text, in bytes.
    pub start: usize,
}

/// How far from where their neighbours lead words may stand, in bytes: a paragraph.
const DRIFT: usize = 600;

/// Finds words that strayed in a text. `known` are the bytes of other words that stand
/// where they did.
///
/// Words that are there once are found first; between them and the known ones, words
/// that are like the others are looked for.
pub fn relocate(
    text: &str,
    known: &[Range<usize>],
    strayed: &[UnresolvedWords<'_>],
) -> Vec<Relocation> {
    let mut haystack = Haystack::new(text);
    let mut found: Vec<Relocation> = strayed
        .iter()
        .map(|strayed| {
            haystack.only_place(strayed.words).map_or(Relocation::NotFound, Relocation::Once)
        })
        .collect();
    let mut neighbours: Vec<Neighbour> =
        known.iter().map(|place| Neighbour { was: place.start, is: place.clone() }).collect();
    // The text began where it begins.
    neighbours.push(Neighbour { was: 0, is: 0..0 });
    for (strayed, found) in strayed.iter().zip(&found) {
        if let Relocation::Once(place) = found {
            neighbours.push(Neighbour { was: strayed.start, is: place.clone() });
        }
    }
    neighbours.sort_unstable_by_key(|neighbour| neighbour.was);
    for (strayed, found) in
        strayed.iter().zip(&mut found).filter(|(_, f)| **f == Relocation::NotFound)
    {
        if let Relocation::Alike(place) = haystack.find(strayed.words)
            && fits(&neighbours, strayed, &place)
        {
            *found = Relocation::Alike(place);
        }
    }
    found
}

/// Words that did not change.
struct Neighbour {
    /// Where they began in the old text.
    was: usize,
    /// Where they stand.
    is: Range<usize>,
}

/// Whether a place is in order with its neighbours, as far from one of them as before,
/// and on none of them that was another place.
fn fits(neighbours: &[Neighbour], strayed: &UnresolvedWords<'_>, place: &Range<usize>) -> bool {
    let (was, is) = (strayed.start, place.start);
    let behind = neighbours.partition_point(|neighbour| neighbour.was <= was);
    let before = behind.checked_sub(1).and_then(|at| neighbours.get(at));
    let next = neighbours.get(behind);
    let in_order =
        before.is_none_or(|before| before.is.start <= is) && next.is_none_or(|n| is <= n.is.start);
    let drifts = |near: &Neighbour| was.abs_diff(near.was).abs_diff(is.abs_diff(near.is.start));
    let drift = before.into_iter().chain(next).map(drifts).min();
    let was = was..was + strayed.words.len();
    let is_taken = neighbours.iter().any(|other| {
        let apart = other.was + other.is.len() <= was.start || was.end <= other.was;
        apart && other.is.start < place.end && place.start < other.is.end
    });
    in_order && !is_taken && drift.is_some_and(|drift| drift <= DRIFT)
}

/// A text in which words are looked for.
pub struct Haystack<'a> {
    text: &'a str,
    numbers: WordNumbers,
    words: NumberedWords,
}

impl<'a> Haystack<'a> {
    /// Prepares a text. Costs time in proportion to its length.
    pub fn new(text: &'a str) -> Self {
        let mut numbers = WordNumbers::default();
        let words = numbers.read(text).index();
        Self { text, numbers, words }
    }

    /// Looks for words. Costs time in proportion to their number, but for words of
    /// which each is frequent in the text.
    fn find(&mut self, needle: &str) -> Relocation {
        let query = self.numbers.read(needle);
        match self.words.runs(&query.ids) {
            Some(runs) if !query.ids.is_empty() => match runs[..] {
                [] => self.alike(needle, &query),
                [start] => self.once(needle, &query, start),
                _ => Relocation::NotFound,
            },
            _ => self.scan(needle).map_or(Relocation::NotFound, Relocation::Once),
        }
    }

    /// Where words stand that are there once, letter for letter. Costs time in
    /// proportion to their number, but for words of which each is frequent in the text.
    pub fn only_place(&mut self, needle: &str) -> Option<Range<usize>> {
        let query = self.numbers.read(needle);
        match self.words.runs(&query.ids) {
            Some(runs) if !query.ids.is_empty() => match runs[..] {
                [start] => match self.once(needle, &query, start) {
                    Relocation::Once(place) => Some(place),
                    _ => None,
                },
                _ => None,
            },
            _ => self.scan(needle),
        }
    }

    /// Whether words stand in the text, whatever their case.
    pub fn has(&mut self, needle: &str) -> bool {
        let query = self.numbers.read(needle);
        match self.words.runs(&query.ids) {
            Some(runs) if !query.ids.is_empty() => !runs.is_empty(),
            _ => self.text.contains(needle),
        }
    }

    /// The place of words that stand once as numbers: as bytes they may differ.
    fn once(&self, needle: &str, query: &NumberedWords, start: usize) -> Relocation {
        let window = start..start + query.ids.len();
        let bytes = self.words.bytes(&window);
        let own = query.bytes(&(0..query.ids.len()));
        let (lead, trail) = (own.start, needle.len() - own.end);
        let whole = bytes.start.checked_sub(lead).map(|start| start..bytes.end + trail);
        match whole.filter(|whole| self.text.get(whole.clone()) == Some(needle)) {
            Some(whole) => Relocation::Once(whole),
            None if query.count(&(0..query.ids.len())) >= LEAST_BY_ITSELF => {
                Relocation::Alike(bytes)
            }
            None => Relocation::NotFound,
        }
    }

    fn alike(&self, needle: &str, query: &NumberedWords) -> Relocation {
        if query.count(&(0..query.ids.len())) < LEAST_BY_ITSELF {
            return Relocation::NotFound;
        }
        let places = similar(&query.ids, &self.words, &(0..0));
        let [best, others @ ..] = &places[..] else { return Relocation::NotFound };
        let next = others.first().map_or(0.0, |next| next.likeness);
        let is_clear =
            best.likeness >= FLOOR_ALONE.max(FLOOR) && best.likeness - next >= MARGIN_ALONE;
        let window = self.grown(query, &best.words);
        let bytes = self.words.bytes(&window);
        let own = telling(needle, query, &(0..query.ids.len()));
        if is_clear && own == telling(self.text, &self.words, &window) {
            Relocation::Alike(bytes)
        } else {
            Relocation::NotFound
        }
    }

    /// The words of a place with what may stand in place of the first or last of
    /// those looked for, up to the end of the sentence.
    fn grown(&self, query: &NumberedWords, place: &Range<usize>) -> Range<usize> {
        let missing = |own: Option<&u32>, there: Option<&u32>| own != there;
        let mut grown = place.clone();
        if missing(query.ids.first(), self.words.ids.get(place.start))
            && let Some(before) = place.start.checked_sub(1)
            && self.words.reads[before]
        {
            grown.start = before;
        }
        if missing(query.ids.last(), self.words.ids.get(place.end - 1))
            && self.words.reads.get(place.end) == Some(&true)
        {
            grown.end += 1;
        }
        grown
    }

    fn scan(&self, needle: &str) -> Option<Range<usize>> {
        let step = needle.chars().next()?.len_utf8();
        let start = self.text.find(needle)?;
        let again = self.text[start + step..].contains(needle);
        (!again).then(|| start..start + needle.len())
    }
}

/// The words of a window that must not differ, in order.
fn telling<'t>(text: &'t str, words: &NumberedWords, window: &Range<usize>) -> Vec<&'t str> {
    let all = words.ranges[window.clone()].iter().map(|range| &text[range.clone()]);
    all.filter(|word| {
        vocabulary::is_number(word)
            || vocabulary::turns(word)
            || vocabulary::is_quantifier(word)
            || vocabulary::is_unit(word) && !word.is_empty()
            || *word == "%"
    })
    .collect()
}
