//! A text read for what can be held against another: figures, dates, names.
//!
//! What always holds: a text is read once, whatever is asked of it afterwards;
//! every place is one of the text that was folded, on character boundaries.

use std::{
    collections::HashSet,
    hash::{DefaultHasher, Hash, Hasher},
    ops::Range,
};

use super::{
    super::fold::Folded,
    calendar::moments,
    figure::{Figure, figures},
    moment::Moment,
    name::{self, Name},
    relative::relative,
    topic::{Key, Place, is_stop, keys},
    unit::Dimension,
    word::{Word, sentences},
};

/// What a text says in figures, dates and names.
#[derive(Debug, Default)]
pub(crate) struct Reading {
    /// The sentences with a figure or a date, in order.
    pub(super) sentences: Vec<Told>,
    pub(super) names: Vec<Name>,
    /// Every word, folded as names are.
    pub(super) known: HashSet<String>,
    /// Those of them that stand somewhere without a capital.
    pub(super) plain: HashSet<String>,
    /// The places that tell a time from now.
    pub(super) relative: Vec<Range<usize>>,
}

/// What a sentence says in figures and dates.
#[derive(Debug)]
pub(super) struct Told {
    /// Where it stands.
    pub(super) range: Range<usize>,
    pub(super) figures: Vec<Figure>,
    pub(super) moments: Vec<Moment>,
    pub(super) keys: Vec<Key>,
    /// Hashes of the stems, rising, each once.
    hashes: Vec<u64>,
    /// Whether a colon sets off a list.
    pub(super) is_list: bool,
    /// Whether it tells of a part by what is left out: *20 percent less*.
    pub(super) is_less: bool,
    /// Whether it says that something was added up.
    pub(super) is_sum: bool,
    /// Which part of the sentence each word stands in.
    clauses: Vec<usize>,
    /// Where each word stands, and what it is.
    places: Vec<(Range<usize>, Sort)>,
}

/// Words that say that figures were added up.
const SUMS: &[&str] =
    &["together", "combined", "total", "altogether", "sum", "overall", "both", "jointly"];

/// Words that make the complement of a part the part itself.
const LESS: &[&str] = &[
    "below",
    "less",
    "lower",
    "fewer",
    "cheaper",
    "smaller",
    "off",
    "under",
    "discount",
    "not",
    "rest",
    "remaining",
    "remainder",
];

fn hashes(keys: &[Key]) -> Vec<u64> {
    let hash = |key: &Key| {
        let mut hasher = DefaultHasher::new();
        key.stem.hash(&mut hasher);
        hasher.finish()
    };
    let mut hashes: Vec<u64> = keys.iter().map(hash).collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}

/// What a word is to a figure before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    /// A sign, which ends what a figure counts.
    Sign,
    /// `of`, `her` and the like.
    Joint,
    /// It may be what is counted.
    Noun,
}

impl Sort {
    fn of(word: &Word) -> Self {
        match () {
            () if !word.is_wordy() => Self::Sign,
            () if is_stop(&word.lower) => Self::Joint,
            () => Self::Noun,
        }
    }
}

/// How many words behind a figure the word for what it counts may stand.
const FAR: usize = 4;

impl Told {
    /// Where some words of the sentence stand.
    pub(super) fn place(&self, words: &Range<usize>) -> Range<usize> {
        let start = self.places.get(words.start).map_or(self.range.start, |(place, _)| place.start);
        let last = words.end.checked_sub(1).and_then(|last| self.places.get(last));
        start..last.map_or(start, |(place, _)| place.end.max(start))
    }

    /// The same with the word behind them where it tells what is counted.
    pub(super) fn place_with_noun(&self, figure: &Figure) -> Range<usize> {
        let mut words = figure.words.clone();
        let counts = !figure.nouns.is_empty() && figure.unit.name.is_empty();
        let behind = (words.end..words.end + FAR).map(|at| (at, self.places.get(at)));
        let mut behind =
            behind.skip_while(|(_, word)| word.is_some_and(|(_, sort)| *sort == Sort::Joint));
        if counts && let Some((at, Some((_, Sort::Noun)))) = behind.next() {
            words.end = at + 1;
        }
        self.place(&words)
    }

    /// How many stems two sentences share.
    pub(super) fn shares(&self, other: &Self) -> usize {
        let mut behind = other.hashes.iter().peekable();
        let is_in_both = |hash: &&u64| {
            while behind.next_if(|other| other < hash).is_some() {}
            behind.next_if(|other| other == hash).is_some()
        };
        self.hashes.iter().filter(is_in_both).count()
    }

    /// Which part of the sentence some words stand in.
    pub(super) fn clause(&self, words: &Range<usize>) -> usize {
        self.clauses.get(words.start).copied().unwrap_or(0)
    }

    pub(super) fn around<'a>(&'a self, figure: &'a Figure) -> Place<'a> {
        // What is measured is context; only what is counted is a matter of its own.
        let is_count = matches!(figure.unit.dimension, Dimension::Count | Dimension::Rank);
        let nouns = if is_count { figure.nouns.as_slice() } else { &[] };
        Place { keys: &self.keys, clause: self.clause(&figure.words), nouns }
    }

    pub(super) fn around_moment<'a>(&'a self, moment: &'a Moment) -> Place<'a> {
        Place { keys: &self.keys, clause: self.clause(&moment.words), nouns: &[] }
    }
}

impl Reading {
    /// Reads a folded text. `original` is what was folded; `map` brings its places
    /// to those that the reading is to tell.
    pub(super) fn of(
        folded: &Folded,
        original: &str,
        map: &dyn Fn(Range<usize>) -> Range<usize>,
    ) -> Self {
        let mut reading = Self::default();
        for words in sentences(folded, original) {
            reading.add(&words, &|range| map(folded.original(range)));
        }
        reading
    }

    fn add(&mut self, words: &[Word], map: &dyn Fn(Range<usize>) -> Range<usize>) {
        for word in words.iter().filter(|word| word.is_wordy()) {
            let folded = name::folded(&word.lower);
            if word.text.starts_with(char::is_lowercase) && !self.plain.contains(&folded) {
                self.plain.insert(folded.clone());
            }
            if !self.known.contains(&folded) {
                self.known.insert(folded);
            }
        }
        let place = |at: usize| map(words[at].range.clone());
        self.names.extend(name::names(words, place));
        let mut taken = vec![false; words.len()];
        let moments = moments(words, &mut taken);
        let figures = figures(words, &mut taken);
        let within = |words: &Range<usize>| place(words.start).start..place(words.end - 1).end;
        self.relative.extend(relative(words).iter().map(within));
        if moments.is_empty() && figures.is_empty() {
            return;
        }
        let is_fact = |at: usize| {
            let own = figures.iter().filter(|figure| !figure.is_derived).map(|f| &f.words);
            taken[at] || own.into_iter().any(|words| words.contains(&at))
        };
        let (keys, clauses) = keys(words, is_fact);
        let places = words.iter().map(|word| (map(word.range.clone()), Sort::of(word)));
        let places: Vec<(Range<usize>, Sort)> = places.collect();
        self.sentences.push(Told {
            range: within(&(0..words.len())),
            figures,
            moments,
            hashes: hashes(&keys),
            keys,
            is_list: words.iter().any(|word| word.text == ":" && !word.touches)
                || words.windows(2).any(|two| two[0].text == ":" && !two[1].touches),
            is_less: words.iter().any(|word| word.is(LESS)),
            is_sum: words.iter().any(|word| word.is(SUMS)),
            clauses,
            places,
        });
    }

    /// The sentences that share bytes with a range, or all.
    pub(super) fn within(&self, range: Option<&Range<usize>>) -> &[Told] {
        let Some(range) = range else { return &self.sentences };
        let first = self.sentences.partition_point(|told| told.range.end <= range.start);
        let last = self.sentences.partition_point(|told| told.range.start < range.end);
        &self.sentences[first..last.max(first)]
    }
}
