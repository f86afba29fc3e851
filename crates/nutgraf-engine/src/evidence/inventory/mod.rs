//! The claim inventory: lists the sentences of a draft and ranks them by how much there is to
//! check.
//!
//! A checker who has an hour begins where the figures are. The inventory gives each sentence
//! the cues that make it worth a look and ranks by those.
//!
//! # Invariants
//!
//! - Every sentence of the prose is listed, whatever its score.
//! - Cues come from words alone, so a sentence without any may still be wrong.
//! - Nothing here says that a sentence is right.

mod coverage;
mod date_cues;
mod figure_cues;
mod kind;
mod quoted_ranges;
mod sense_cues;
mod words;

use std::collections::HashMap;

pub use coverage::{Claimed, Coverage, coverage};
pub use kind::suggested_kind;

use self::{quoted_ranges::QuotedRanges, words::SentenceWords};
use crate::{markdown::Structure, range::DraftRange};

/// What makes a sentence worth checking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Cue {
    /// A figure, a number word, a fraction or a rank, where it is no other cue's.
    Number,
    /// A day, a year, a time of day, or a time relative to the day of writing. A bare year is one.
    Date,
    /// A sum of money.
    Money,
    /// A percentage, percentage points, basis points.
    Percentage,
    /// A word that leaves no equal: *first, only, most*.
    Superlative,
    /// A comparison or a trend.
    Comparison,
    /// One thing is said to bring about another.
    Cause,
    /// A law, a court, a ruling.
    Law,
    /// A capitalised word in mid-sentence.
    Name,
    /// Somebody is said to have said something.
    Reporting,
    /// Words in quotation marks or in a block quote.
    Quotation,
}

impl Cue {
    /// All cues, in the order in which they are listed.
    pub const ALL: [Self; 11] = [
        Self::Number,
        Self::Date,
        Self::Money,
        Self::Percentage,
        Self::Superlative,
        Self::Comparison,
        Self::Cause,
        Self::Law,
        Self::Name,
        Self::Reporting,
        Self::Quotation,
    ];

    /// The word used in JSON and in the terminal.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Date => "date",
            Self::Money => "money",
            Self::Percentage => "percentage",
            Self::Superlative => "superlative",
            Self::Comparison => "comparison",
            Self::Cause => "cause",
            Self::Law => "law",
            Self::Name => "name",
            Self::Reporting => "reporting",
            Self::Quotation => "quotation",
        }
    }

    /// Whether it asks for a claim: figures, dates, superlatives and quotations.
    pub fn asks_for_a_claim(self) -> bool {
        self.is_figure() || matches!(self, Self::Date | Self::Superlative | Self::Quotation)
    }

    /// Whether it is a number of some sort: a number, money or a percentage.
    pub fn is_figure(self) -> bool {
        matches!(self, Self::Number | Self::Money | Self::Percentage)
    }

    /// Estimated probability that a sentence with this cue alone is worth checking.
    fn weight(self) -> f64 {
        match self {
            Self::Money | Self::Percentage | Self::Quotation => 0.5,
            Self::Number | Self::Superlative => 0.45,
            Self::Date => 0.35,
            Self::Comparison | Self::Cause | Self::Law => 0.3,
            Self::Reporting => 0.2,
            Self::Name => 0.15,
        }
    }
}

/// The form of a sentence. Only statements can be checked, so the others have the score 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// It states something, as far as its form says.
    Statement,
    /// It asks something.
    Question,
    /// It tells the reader what to do.
    Instruction,
    /// It is marked as what the writer thinks.
    Opinion,
}

/// A sentence of the draft and what there is to check in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Sentence {
    /// Its bytes in the draft, markup and citations included.
    pub range: DraftRange,
    /// Its words without markup and citations, on one line.
    pub words: String,
    /// Its cues, each once, in the order of [`Cue::ALL`].
    pub cues: Vec<Cue>,
    /// Whether it states something.
    pub form: Form,
    /// How much there is to check, from 0, nothing, to 1.
    pub score: f64,
}

impl Sentence {
    /// Whether it is to be counted among those that need a claim.
    pub fn asks_for_a_claim(&self) -> bool {
        self.form == Form::Statement && self.cues.iter().any(|cue| cue.asks_for_a_claim())
    }
}

/// Every sentence of a draft with its cues.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Inventory {
    /// The sentences in the order of the draft.
    pub sentences: Vec<Sentence>,
}

impl Inventory {
    /// Returns the sentences, the one most worth checking first; equals in the order of the
    /// draft.
    pub fn ranked(&self) -> Vec<&Sentence> {
        let mut ranked: Vec<_> = self.sentences.iter().collect();
        ranked.sort_by(|one, other| other.score.total_cmp(&one.score));
        ranked
    }
}

/// Lists every sentence of a draft with its cues.
///
/// `structure` is that of `text`. It costs time in proportion to the text.
///
/// # Examples
///
/// ```
/// use nutgraf_engine::{evidence::Cue, inventory, markdown::Structure};
///
/// let draft = "It rained a little. In 2024 rents rose by 5% because of the new law.";
/// let inventory = inventory(draft, &Structure::parse(draft));
/// let first = inventory.ranked()[0];
/// assert!(first.words.starts_with("In 2024"));
/// assert!(first.cues.contains(&Cue::Percentage) && first.cues.contains(&Cue::Cause));
/// ```
pub fn inventory(text: &str, structure: &Structure) -> Inventory {
    inventory_with(text, structure, &mut InventoryCache::default())
}

/// Lists every sentence of a draft with its cues, and reads only those that are not in the
/// cache, which it updates.
pub fn inventory_with(text: &str, structure: &Structure, cache: &mut InventoryCache) -> Inventory {
    let quoting = QuotedRanges::of(structure);
    let mut known = HashMap::with_capacity(cache.0.len());
    let sentences = structure.sentences.iter().map(|range| {
        let input = SentenceInput {
            words: structure.plain(text, range),
            own: quoting.own_words(text, structure, range),
            quotes: quoting.quotes(range),
        };
        let read = cache.0.remove(&input).or_else(|| known.get(&input).cloned());
        let read = read.unwrap_or_else(|| input.read());
        let Assessment { cues, form, score } = read.clone();
        let words = input.words.clone();
        known.insert(input, read);
        Sentence { range, words, cues, form, score }
    });
    let sentences = sentences.collect();
    cache.0 = known;
    Inventory { sentences }
}

/// The sentences of a draft with their cues, as they were last read.
#[derive(Clone, Debug, Default)]
pub struct InventoryCache(HashMap<SentenceInput, Assessment>);

/// Everything that the cues of a sentence depend on.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct SentenceInput {
    words: String,
    /// Its words outside quotations; `None` if all are quoted.
    own: Option<String>,
    quotes: bool,
}

/// What was read in a sentence.
#[derive(Clone, Debug)]
struct Assessment {
    cues: Vec<Cue>,
    form: Form,
    score: f64,
}

impl SentenceInput {
    fn read(&self) -> Assessment {
        let words = SentenceWords::of(&self.words);
        let mut cues = figure_cues::cues(&words);
        cues.extend(sense_cues::cues(&words));
        cues.extend(self.quotes.then_some(Cue::Quotation));
        cues.sort_unstable();
        cues.dedup();
        let form = sense_cues::form(&self.words, self.own.as_deref());
        let score = if form == Form::Statement { score(&cues) } else { 0.0 };
        Assessment { cues, form, score }
    }
}

/// Returns the score of a statement with some cues, in hundredths.
///
/// Cues are independent reasons to look, each of which may fail: one minus the product of
/// what each leaves open (noisy-or; Pearl, *Probabilistic Reasoning in Intelligent Systems*,
/// 1988).
fn score(cues: &[Cue]) -> f64 {
    let left_open: f64 = cues.iter().map(|cue| 1.0 - cue.weight()).product();
    ((1.0 - left_open) * 100.0).round() / 100.0
}
