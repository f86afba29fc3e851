//! The facts of a text that can be compared with another text: figures, dates, names.
//!
//! # Invariants
//!
//! - A text is read once, whatever is asked of it afterwards.
//! - Every place is in bytes of the text before folding, on character boundaries.

use std::{
    collections::HashSet,
    hash::{DefaultHasher, Hash, Hasher},
};

use super::{
    super::{
        fold::{Folded, fold},
        lexicon::topics,
        reader::{
            calendar::dates,
            family::is_stop,
            figure::Figure,
            figure_reader::figures,
            relative_date::relative,
            text_date::TextDate,
            unit::Dimension,
            word::{Word, sentences},
        },
    },
    name::{self, Name},
    own_words::OwnWords,
    topic::{FactContext, TopicWord, keys},
};
use crate::{
    model::SnapshotFormat,
    range::{FoldedRange, TextRange, WordRange},
};

/// The figures, dates and names of a text.
#[derive(Debug, Default)]
pub(crate) struct TextFacts {
    /// The sentences that have a figure or a date, in order.
    pub(super) sentences: Vec<SentenceFacts>,
    pub(super) names: Vec<Name>,
    /// All words, folded as names are.
    pub(super) words: HashSet<String>,
    /// The words that occur at least once without a capital, folded as names are.
    pub(super) uncapitalised: HashSet<String>,
    /// Times relative to the day of writing: *last year*.
    pub(super) relative_dates: Vec<TextRange>,
}

/// The figures and dates of a sentence, with the words that show what they are about.
#[derive(Debug)]
pub(super) struct SentenceFacts {
    /// Where the sentence is.
    pub(super) range: TextRange,
    pub(super) figures: Vec<Figure>,
    pub(super) dates: Vec<TextDate>,
    /// The words that show what the sentence is about.
    pub(super) keys: Vec<TopicWord>,
    /// Hashes of the stems of `keys`, sorted and without duplicates.
    hashes: Vec<u64>,
    /// Whether a colon sets off a list.
    pub(super) is_list: bool,
    /// Whether it gives a share by what is left out: *20 percent less*.
    pub(super) is_less: bool,
    /// Whether it says that something was added up.
    pub(super) is_sum: bool,
    /// For each word, the number of the clause that contains it.
    clauses: Vec<usize>,
    /// For each word, where it is and its role.
    places: Vec<(TextRange, WordRole)>,
}

fn hashes(keys: &[TopicWord]) -> Vec<u64> {
    let hash = |key: &TopicWord| {
        let mut hasher = DefaultHasher::new();
        key.stem.hash(&mut hasher);
        hasher.finish()
    };
    let mut hashes: Vec<u64> = keys.iter().map(hash).collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}

/// Role of a word behind a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum WordRole {
    /// A sign, which ends what a figure counts.
    Sign,
    /// `of`, `her` and the like.
    Joint,
    /// It may be what is counted.
    Noun,
}

impl WordRole {
    fn of(word: &Word) -> Self {
        match () {
            () if !word.is_wordy() => Self::Sign,
            () if is_stop(&word.lower) => Self::Joint,
            () => Self::Noun,
        }
    }
}

/// How many words behind a figure the noun that it counts may be.
const FAR: usize = 4;

impl SentenceFacts {
    /// Returns where some words of the sentence are; `words` are indices of words.
    pub(super) fn place(&self, words: WordRange) -> TextRange {
        let start = self.places.get(words.start).map_or(self.range.start, |(place, _)| place.start);
        let last = words.end.checked_sub(1).and_then(|last| self.places.get(last));
        TextRange::new(start, last.map_or(start, |(place, _)| place.end.max(start)))
    }

    /// Returns where a figure is, extended by the noun behind it that it counts.
    pub(super) fn place_with_noun(&self, figure: &Figure) -> TextRange {
        let mut words = figure.words;
        let counts = !figure.nouns.is_empty() && figure.unit.name.is_empty();
        let behind = (words.end..words.end + FAR).map(|at| (at, self.places.get(at)));
        let mut behind =
            behind.skip_while(|(_, word)| word.is_some_and(|(_, sort)| *sort == WordRole::Joint));
        if counts && let Some((at, Some((_, WordRole::Noun)))) = behind.next() {
            words.end = at + 1;
        }
        self.place(words)
    }

    /// Returns how many stems two sentences have in common.
    pub(super) fn shares(&self, other: &Self) -> usize {
        let mut behind = other.hashes.iter().peekable();
        let is_in_both = |hash: &&u64| {
            while behind.next_if(|other| other < hash).is_some() {}
            behind.next_if(|other| other == hash).is_some()
        };
        self.hashes.iter().filter(is_in_both).count()
    }

    /// Whether it has a single figure, apart from those worked out of others.
    pub(super) fn has_one_figure(&self) -> bool {
        self.figures.iter().filter(|figure| !figure.is_derived).count() == 1
    }

    /// Returns the number of the clause that contains the first of some words.
    pub(super) fn clause(&self, words: WordRange) -> usize {
        self.clauses.get(words.start).copied().unwrap_or(0)
    }

    /// Returns the context that a figure is compared by.
    pub(super) fn around_figure<'a>(&'a self, figure: &'a Figure) -> FactContext<'a> {
        // What is measured is context; only what is counted is a matter of its own.
        let is_count = matches!(figure.unit.dimension, Dimension::Count | Dimension::Rank);
        let nouns = if is_count { figure.nouns.as_slice() } else { &[] };
        FactContext { keys: &self.keys, clause: self.clause(figure.words), nouns }
    }

    /// Returns the context that a date is compared by.
    pub(super) fn around_date<'a>(&'a self, date: &'a TextDate) -> FactContext<'a> {
        FactContext { keys: &self.keys, clause: self.clause(date.words), nouns: &[] }
    }
}

impl TextFacts {
    /// Reads the text of a snapshot; places are in bytes of it.
    pub(super) fn of_snapshot(text: &str, format: SnapshotFormat) -> Self {
        Self::of(&fold(text, format), text, &|range| range)
    }

    /// Reads the own words of a claim; places are in bytes of the claim.
    pub(super) fn of_claim(own: &OwnWords) -> Self {
        let folded = fold(&own.text, SnapshotFormat::Plain);
        let mut facts = Self::of(&folded, &own.text, &|range| own.place(range));
        facts.relative_dates.retain(|place| !own.is_quoted(*place));
        facts
    }

    /// Reads a folded text. `original` is the text before folding; `map` converts its
    /// places to those that the facts are to have.
    fn of(folded: &Folded, original: &str, map: &dyn Fn(TextRange) -> TextRange) -> Self {
        let mut facts = Self::default();
        for words in sentences(folded, original) {
            facts.add(&words, &|range| map(folded.original(range)));
        }
        facts
    }

    fn add(&mut self, words: &[Word], map: &dyn Fn(FoldedRange) -> TextRange) {
        for word in words.iter().filter(|word| word.is_wordy()) {
            let folded = name::folded(&word.lower);
            if word.text.starts_with(char::is_lowercase) && !self.uncapitalised.contains(&folded) {
                self.uncapitalised.insert(folded.clone());
            }
            if !self.words.contains(&folded) {
                self.words.insert(folded);
            }
        }
        let place = |at: usize| map(words[at].range);
        self.names.extend(name::names(words, place));
        let mut taken = vec![false; words.len()];
        let dates = dates(words, &mut taken);
        let figures = figures(words, &taken);
        let within =
            |words: WordRange| TextRange::new(place(words.start).start, place(words.end - 1).end);
        self.relative_dates.extend(relative(words).into_iter().map(within));
        if dates.is_empty() && figures.is_empty() {
            return;
        }
        let is_fact = |at: usize| {
            let own = figures.iter().filter(|figure| !figure.is_derived).map(|f| &f.words);
            taken[at] || own.into_iter().any(|words| words.contains(at))
        };
        let (keys, clauses) = keys(words, is_fact);
        let places = words.iter().map(|word| (map(word.range), WordRole::of(word)));
        let places: Vec<(TextRange, WordRole)> = places.collect();
        self.sentences.push(SentenceFacts {
            range: within(WordRange::from(0..words.len())),
            figures,
            dates,
            hashes: hashes(&keys),
            keys,
            is_list: words.iter().any(|word| word.text == ":" && !word.touches)
                || words.windows(2).any(|two| two[0].text == ":" && !two[1].touches),
            is_less: words.iter().any(|word| word.is(topics::COMPLEMENTS)),
            is_sum: words.iter().any(|word| word.is(topics::SUMS)),
            clauses,
            places,
        });
    }

    /// Returns the sentences that share bytes with a range, or all.
    pub(super) fn within(&self, range: Option<TextRange>) -> &[SentenceFacts] {
        let Some(range) = range else { return &self.sentences };
        let first = self.sentences.partition_point(|sentence| sentence.range.end <= range.start);
        let last = self.sentences.partition_point(|sentence| sentence.range.start < range.end);
        &self.sentences[first..last.max(first)]
    }
}
