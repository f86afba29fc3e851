//! The facts of the passages that a claim rests on, and which of them are used.
//!
//! # Invariants
//!
//! A [`FactId`] is valid as long as the passages that it was made for.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use super::{
    super::reader::{figure::Figure, text_date::TextDate},
    facts::{SentenceFacts, TextFacts},
};
use crate::range::TextRange;

/// A text that a claim rests on, or a part of it.
#[derive(Clone, Debug)]
pub(super) struct EvidencePassage {
    /// The facts of the whole text.
    pub(super) facts: Arc<TextFacts>,
    /// The quote, in bytes of the text; `None` where the whole text is the evidence.
    pub(super) window: Option<TextRange>,
}

impl EvidencePassage {
    /// Returns the sentences that share words with the quote, or all.
    pub(super) fn sentences(&self) -> &[SentenceFacts] {
        self.facts.within(self.window)
    }

    /// Whether the evidence is a quote and not the whole text.
    pub(super) fn is_quote(&self) -> bool {
        self.window.is_some()
    }
}

/// A place in one of the passages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct EvidencePlace {
    /// Index of the passage.
    pub(super) passage: usize,
    /// In bytes of the passage's text.
    pub(super) range: TextRange,
}

/// Identifies a figure or a date of the evidence; which of the two, the caller knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct FactId {
    /// Index of the passage.
    pub(super) passage: usize,
    /// Index of the sentence among those of the passage.
    pub(super) sentence: usize,
    /// Index of the figure or date in its sentence.
    pub(super) index: usize,
}

/// The facts of the evidence while one claim is matched with them.
pub(super) struct EvidenceFacts<'a> {
    pub(super) passages: &'a [EvidencePassage],
    /// Figures that agree or conflict with one of the claim, and whether they surely
    /// count the same thing.
    pub(super) used_figures: HashMap<FactId, bool>,
    /// Dates that agree with one of the claim.
    pub(super) used_dates: HashSet<FactId>,
}

impl<'a> EvidenceFacts<'a> {
    pub(super) fn of(passages: &'a [EvidencePassage]) -> Self {
        Self { passages, used_figures: HashMap::new(), used_dates: HashSet::new() }
    }

    /// Whether a fact is one of a quote and not of a whole text.
    pub(super) fn is_of_a_quote(&self, id: FactId) -> bool {
        self.passages[id.passage].is_quote()
    }

    fn sentence(&self, id: FactId) -> &'a SentenceFacts {
        &self.passages[id.passage].sentences()[id.sentence]
    }

    /// Returns a figure with its sentence.
    pub(super) fn figure(&self, id: FactId) -> (&'a SentenceFacts, &'a Figure) {
        let sentence = self.sentence(id);
        (sentence, &sentence.figures[id.index])
    }

    /// Returns where a figure and the noun that it counts are.
    pub(super) fn figure_place(&self, id: FactId) -> EvidencePlace {
        let (sentence, figure) = self.figure(id);
        EvidencePlace { passage: id.passage, range: sentence.place_with_noun(figure) }
    }

    /// Returns where a date is.
    pub(super) fn date_place(&self, id: FactId) -> EvidencePlace {
        let sentence = self.sentence(id);
        let date = &sentence.dates[id.index];
        EvidencePlace { passage: id.passage, range: sentence.place(date.words) }
    }

    /// Returns every date with its sentence, in the order of the passages.
    pub(super) fn dates(
        &self,
    ) -> impl Iterator<Item = (FactId, &'a SentenceFacts, &'a TextDate)> + use<'a> {
        self.passages.iter().enumerate().flat_map(|(passage, evidence)| {
            evidence.sentences().iter().enumerate().flat_map(move |(sentence, facts)| {
                let dates = facts.dates.iter().enumerate();
                dates.map(move |(index, date)| (FactId { passage, sentence, index }, facts, date))
            })
        })
    }

    /// Returns the first place that `find` returns for the sentences of a quote.
    pub(super) fn first_in_quotes(
        &self,
        find: impl Fn(&[SentenceFacts]) -> Option<TextRange>,
    ) -> Option<EvidencePlace> {
        let passages = self.passages.iter().enumerate();
        let mut quotes = passages.filter(|(_, passage)| passage.is_quote());
        quotes.find_map(|(passage, quote)| {
            Some(EvidencePlace { passage, range: find(quote.sentences())? })
        })
    }
}
