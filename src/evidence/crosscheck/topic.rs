//! Whether two figures are about the same thing.
//!
//! Another number is no conflict; another number for the same thing is. Words
//! are compared by their stems, a few families of words by what they mean. What
//! always holds: what is said here only decides whether two figures are held
//! against each other, never whether they agree.

use std::ops::Range;

use super::{
    unit::{Dimension, Unit, unit_at},
    word::{Word, lower},
};

/// A word of a sentence that tells what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Key {
    pub(super) stem: String,
    /// Which word of the sentence it is.
    pub(super) at: usize,
    /// Which part of the sentence it stands in, parted by commas and joints.
    pub(super) clause: usize,
    pub(super) is_name: bool,
}

/// Words that tell nothing of what a sentence is about. What ends a noun as well.
const STOPS: &[&str] = &[
    "a",
    "an",
    "the",
    "this",
    "that",
    "these",
    "those",
    "it",
    "its",
    "he",
    "she",
    "they",
    "we",
    "i",
    "you",
    "his",
    "her",
    "their",
    "our",
    "my",
    "your",
    "who",
    "whom",
    "whose",
    "which",
    "what",
    "there",
    "here",
    "of",
    "in",
    "on",
    "at",
    "to",
    "from",
    "by",
    "for",
    "with",
    "as",
    "about",
    "around",
    "over",
    "under",
    "above",
    "below",
    "between",
    "among",
    "into",
    "onto",
    "through",
    "during",
    "since",
    "until",
    "till",
    "before",
    "after",
    "within",
    "without",
    "up",
    "down",
    "off",
    "out",
    "across",
    "along",
    "against",
    "towards",
    "toward",
    "per",
    "than",
    "then",
    "and",
    "or",
    "but",
    "nor",
    "so",
    "yet",
    "if",
    "when",
    "while",
    "whereas",
    "where",
    "because",
    "although",
    "though",
    "is",
    "are",
    "was",
    "were",
    "be",
    "been",
    "being",
    "am",
    "has",
    "have",
    "had",
    "having",
    "do",
    "does",
    "did",
    "will",
    "would",
    "can",
    "could",
    "may",
    "might",
    "must",
    "shall",
    "should",
    "not",
    "no",
    "more",
    "most",
    "less",
    "least",
    "fewer",
    "many",
    "much",
    "some",
    "any",
    "all",
    "each",
    "every",
    "both",
    "few",
    "other",
    "another",
    "such",
    "same",
    "only",
    "just",
    "also",
    "too",
    "very",
    "about",
    "nearly",
    "almost",
    "roughly",
    "approximately",
    "already",
    "still",
    "now",
    "even",
    "ever",
    "again",
    "well",
    "however",
    "said",
    "says",
    "say",
    "saying",
    "told",
    "tells",
    "according",
    "found",
    "finds",
    "shows",
    "showed",
    "show",
    "reported",
    "reports",
    "report",
    "reportedly",
    "noted",
    "notes",
    "added",
    "announced",
    "estimated",
    "estimate",
    "estimates",
    "data",
    "figures",
    "figure",
    "number",
    "numbers",
    "total",
    "amount",
    "s",
    "t",
    "mr",
    "mrs",
    "ms",
    "dr",
    "him",
    "them",
    "us",
    "me",
    "one",
    "stood",
    "stands",
    "stand",
    "reached",
    "reaching",
    "came",
    "amounted",
    "itself",
    "least",
    "via",
    "due",
    "based",
    "including",
    "included",
    "include",
    "some",
    "like",
];

/// Families of words. Those of one group exclude each other.
const FAMILIES: &[(&str, u8, &[&str])] = &[
    (
        "#die",
        1,
        &[
            "die",
            "died",
            "dies",
            "dying",
            "dead",
            "death",
            "deaths",
            "kill",
            "kills",
            "killed",
            "killing",
            "fatalities",
            "fatality",
            "fatal",
            "fatally",
            "perished",
            "lives",
            "victims",
        ],
    ),
    (
        "#hurt",
        1,
        &[
            "injured",
            "injuries",
            "injury",
            "injuring",
            "hurt",
            "wounded",
            "wounds",
            "hospitalised",
            "hospitalized",
            "casualties",
        ],
    ),
    ("#arrest", 1, &["arrested", "arrests", "arrest", "detained", "charged"]),
    ("#missing", 1, &["missing"]),
    ("#rescue", 1, &["rescued", "rescue", "survived", "survivors"]),
    ("#born", 2, &["born", "birth", "births"]),
    ("#died", 2, &["died", "dies", "death", "deaths"]),
    ("#man", 3, &["man", "men", "male", "males"]),
    ("#woman", 3, &["woman", "women", "female", "females"]),
    ("#boy", 4, &["boy", "boys"]),
    ("#girl", 4, &["girl", "girls"]),
    ("#adult", 5, &["adult", "adults"]),
    ("#child", 5, &["child", "children", "kids", "minors", "pupils", "schoolchildren"]),
    ("#teen", 5, &["teenager", "teenagers", "teens", "adolescents"]),
    ("#pensioner", 5, &["pensioners", "pensioner", "retirees"]),
    ("#revenue", 6, &["revenue", "revenues", "sales", "turnover", "takings"]),
    ("#profit", 6, &["profit", "profits", "earnings"]),
    ("#loss", 6, &["loss", "losses", "deficit"]),
    (
        "#cost",
        6,
        &[
            "cost",
            "costs",
            "spending",
            "spent",
            "spend",
            "expenditure",
            "expenses",
            "price",
            "priced",
        ],
    ),
    ("#debt", 6, &["debt", "debts", "liabilities"]),
    ("#fine", 6, &["fine", "fined", "penalty"]),
    ("#tax", 6, &["tax", "taxes", "levy"]),
    ("#import", 7, &["import", "imports", "imported", "importing"]),
    ("#export", 7, &["export", "exports", "exported", "exporting"]),
    ("#jobless", 8, &["unemployment", "unemployed", "jobless", "joblessness"]),
    ("#inflation", 8, &["inflation"]),
    ("#growth", 8, &["gdp"]),
    ("#wages", 8, &["wage", "wages", "pay", "salary", "salaries"]),
    (
        "#rise",
        9,
        &[
            "rise",
            "rises",
            "rose",
            "risen",
            "rising",
            "grow",
            "grows",
            "grew",
            "grown",
            "growing",
            "increase",
            "increased",
            "increases",
            "increasing",
            "climb",
            "climbed",
            "jump",
            "jumped",
            "surge",
            "surged",
            "soared",
            "gain",
            "gained",
            "gains",
            "higher",
            "up",
        ],
    ),
    (
        "#fall",
        9,
        &[
            "fall",
            "falls",
            "fell",
            "fallen",
            "falling",
            "drop",
            "drops",
            "dropped",
            "decline",
            "declined",
            "declines",
            "decrease",
            "decreased",
            "dip",
            "dipped",
            "plunged",
            "slump",
            "slumped",
            "shrank",
            "shrunk",
            "cut",
            "cuts",
            "lower",
            "reduced",
            "reduction",
        ],
    ),
    (
        "#join",
        10,
        &[
            "hire",
            "hired",
            "hires",
            "hiring",
            "recruit",
            "recruited",
            "joined",
            "appointed",
            "arrived",
        ],
    ),
    (
        "#leave",
        10,
        &[
            "left",
            "leave",
            "leaves",
            "quit",
            "resigned",
            "fired",
            "sacked",
            "dismissed",
            "departed",
        ],
    ),
    (
        "#begin",
        11,
        &[
            "begin",
            "began",
            "begun",
            "begins",
            "start",
            "starts",
            "started",
            "launch",
            "launched",
            "launches",
            "open",
            "opened",
            "opens",
            "opening",
            "founded",
            "established",
            "founding",
            "created",
        ],
    ),
    (
        "#end",
        11,
        &[
            "end",
            "ended",
            "ends",
            "finish",
            "finished",
            "close",
            "closed",
            "closes",
            "closing",
            "closure",
            "shut",
            "abolished",
            "expired",
            "demolished",
        ],
    ),
    ("#pass", 12, &["passed", "adopted", "enacted", "approved", "ratified", "signed"]),
    ("#propose", 12, &["proposed", "introduced", "drafted", "tabled", "presented"]),
    ("#repeal", 12, &["repealed", "rejected", "vetoed", "struck"]),
    ("#buy", 13, &["buy", "bought", "purchased", "acquired", "acquisition", "purchase"]),
    ("#sell", 13, &["sell", "sold"]),
    ("#win", 14, &["win", "won", "wins", "victory", "victories"]),
    ("#lose", 14, &["lost", "lose", "loses", "defeat", "defeats", "defeated"]),
    ("#high", 15, &["height", "high", "tall", "tallest", "highest"]),
    ("#long", 15, &["length", "long", "longest"]),
    ("#wide", 15, &["width", "wide", "widest"]),
    ("#deep", 15, &["depth", "deep", "deepest"]),
    ("#for", 16, &["favour", "favor", "supported", "support", "backed", "yes"]),
    ("#against", 16, &["against", "opposed", "oppose", "opposing", "objected"]),
    ("#undecided", 16, &["undecided", "abstained", "abstentions", "unsure"]),
    ("#urban", 17, &["urban", "cities", "city", "towns"]),
    ("#rural", 17, &["rural", "countryside", "villages"]),
    ("#min", 18, &["minimum", "lowest", "smallest"]),
    ("#max", 18, &["maximum", "largest", "peak", "record"]),
    ("#average", 18, &["average", "mean", "median"]),
    (
        "#expected",
        19,
        &["expected", "forecast", "forecasts", "predicted", "projected", "target", "planned"],
    ),
    ("#build", 20, &["built", "completed", "constructed"]),
    ("#plan", 20, &["commissioned", "designed"]),
    ("#publish", 20, &["published", "publication"]),
    ("#write", 20, &["written", "wrote", "begun"]),
    ("#daily", 21, &["daily"]),
    ("#weekly", 21, &["weekly"]),
    ("#monthly", 21, &["monthly"]),
    ("#annual", 21, &["annual", "annually", "yearly"]),
    ("#north", 22, &["north", "northern"]),
    ("#south", 22, &["south", "southern"]),
    ("#east", 22, &["east", "eastern"]),
    ("#west", 22, &["west", "western"]),
    ("#vote", 0, &["vote", "votes", "voted", "voters", "voting", "ballot", "ballots"]),
    (
        "#staff",
        0,
        &[
            "staff",
            "staffers",
            "employee",
            "employees",
            "worker",
            "workers",
            "workforce",
            "personnel",
            "employs",
            "employed",
        ],
    ),
    (
        "#person",
        0,
        &["people", "person", "persons", "residents", "inhabitants", "individuals", "population"],
    ),
    (
        "#participant",
        0,
        &[
            "participants",
            "participant",
            "respondents",
            "volunteers",
            "subjects",
            "patients",
            "patient",
        ],
    ),
    ("#house", 0, &["house", "houses", "homes", "home", "households", "dwellings"]),
    ("#car", 0, &["car", "cars", "vehicles", "vehicle", "automobiles"]),
    ("#firm", 0, &["firm", "firms", "company", "companies", "businesses", "business"]),
    ("#nation", 0, &["country", "countries", "nation", "nations"]),
    ("#student", 0, &["student", "students", "undergraduates"]),
    ("#doctor", 0, &["doctor", "doctors", "physicians"]),
    ("#attack", 0, &["attack", "attacks", "attacked"]),
    ("#last", 0, &["last", "lasted", "lasts", "took", "takes"]),
    ("#time", 0, &["time", "times", "occasion", "occasions"]),
];

pub(super) fn is_stop(word: &str) -> bool {
    STOPS.contains(&word) && word != "found"
}

/// What a word is compared by.
pub(super) fn stem(word: &str) -> String {
    if let Some((family, _, _)) = FAMILIES.iter().find(|(_, _, words)| words.contains(&word)) {
        return (*family).to_owned();
    }
    const SHORTEST: usize = 3;
    const LONGEST: usize = 6;
    let endings = ["ing", "ies", "ied", "es", "ed", "ly", "s", "e", "y"];
    let cut = endings
        .iter()
        .filter_map(|ending| word.strip_suffix(ending))
        .find(|rest| rest.chars().count() >= SHORTEST)
        .unwrap_or(word);
    cut.chars().take(LONGEST).collect()
}

/// The group of families that a stem belongs to; 0 for none.
fn group(stem: &str) -> u8 {
    if !stem.starts_with('#') {
        return 0;
    }
    FAMILIES.iter().find(|(family, ..)| *family == stem).map_or(0, |(_, group, _)| *group)
}

/// The most words that a counted noun is looked for in.
const NOUN_WORDS: usize = 4;

/// The stems of what a figure counts: the words behind it, perhaps behind *of*,
/// or those before: *a staff of five*.
pub(super) fn counted(words: &[Word], figure: &Range<usize>, unit: Unit) -> Vec<String> {
    let mut at = figure.end;
    let mut skipped = 0;
    while skipped < 4
        && (matches!(
            lower(words, at),
            "of" | "the"
                | "its"
                | "all"
                | "these"
                | "those"
                | "their"
                | "his"
                | "her"
                | "our"
                | "more"
                | "other"
                | "such"
                | "a"
                | "an"
                | "some"
                | "new"
                | "additional"
                | "extra"
                | "or"
                | "fewer"
                | "less"
                | "so"
        ) || lower(words, at) == "-")
    {
        at += 1;
        skipped += 1;
    }
    let is_noun =
        |word: &&Word| word.is_wordy() && !is_stop(&word.lower) || word.text == "-" && word.touches;
    let behind = words.get(at..).unwrap_or_default().iter().take(NOUN_WORDS).take_while(is_noun);
    let nouns: Vec<String> =
        behind.filter(|word| word.is_wordy()).map(|word| stem(&word.lower)).collect();
    if !nouns.is_empty() || unit.dimension != Dimension::Count {
        return nouns;
    }
    let before = figure.start.checked_sub(1).filter(|at| lower(words, *at) == "of");
    let before = before.and_then(|of| words.get(of.checked_sub(1)?));
    before
        .filter(|word| word.is_wordy() && !is_stop(&word.lower))
        .map(|w| stem(&w.lower))
        .into_iter()
        .collect()
}

/// The words that tell what a sentence is about; `is_fact` says which words are
/// figures or dates.
pub(super) fn keys(words: &[Word], is_fact: impl Fn(usize) -> bool) -> Vec<Key> {
    let mut clause = 0;
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let parts = matches!(word.text.as_str(), "," | ";" | ":" | "(" | ")")
            || word.text == "-" && !word.touches
            || word.is(&["and", "but", "while", "whereas", "although", "compared", "against"]);
        if parts && !is_fact(at) {
            clause += 1;
        }
        let is_unit = unit_at(words, at).is_some_and(|(unit, _)| unit.dimension != Dimension::Time)
            && word.lower != "real";
        let tells = word.is_wordy()
            && word.lower.chars().count() > 1
            && (!is_stop(&word.lower) || matches!(word.lower.as_str(), "against" | "up"))
            && !is_fact(at)
            && !is_unit
            && super::numeral::scale(&word.lower).is_none();
        if tells {
            let is_name = word.is_capitalised() && at > 0;
            found.push(Key { stem: stem(&word.lower), at, clause, is_name });
        }
    }
    found
}

/// How much what stands around two figures is alike.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Likeness {
    /// How many stems they share, beside what they count.
    pub(super) shared: usize,
    /// The same within their parts of the sentences.
    pub(super) near: usize,
    /// What they share, of what the one with fewer stems has.
    pub(super) part: f32,
    /// Whether something says that they are about different things.
    pub(super) contrasts: bool,
}

/// A figure or date among the keys of its sentence.
pub(super) struct Place<'a> {
    pub(super) keys: &'a [Key],
    pub(super) words: &'a Range<usize>,
    pub(super) nouns: &'a [String],
}

impl Place<'_> {
    fn clause(&self) -> usize {
        let before = self.keys.iter().rev().find(|key| key.at < self.words.start);
        let behind = self.keys.iter().find(|key| key.at >= self.words.end);
        // The nearer of the two: clauses are told by their keys.
        match (before, behind) {
            (Some(before), Some(behind)) => {
                let back = self.words.start - before.at;
                let ahead = behind.at - self.words.end + 1;
                if ahead <= back { behind.clause } else { before.clause }
            }
            (Some(key), None) | (None, Some(key)) => key.clause,
            (None, None) => 0,
        }
    }

    fn has(&self, stem: &str) -> bool {
        self.keys.iter().any(|key| key.stem == stem)
    }
}

/// How alike the surroundings of two facts are.
pub(super) fn likeness(claim: &Place<'_>, found: &Place<'_>) -> Likeness {
    // What both count is held against each other by itself.
    let is_counted = |stem: &String| claim.nouns.contains(stem) && found.nouns.contains(stem);
    let stems = |place: &Place<'_>, clause: Option<usize>| {
        let keys = place.keys.iter().filter(|key| {
            clause.is_none_or(|clause| key.clause == clause) && !is_counted(&key.stem)
        });
        let mut stems: Vec<String> = keys.map(|key| key.stem.clone()).collect();
        stems.sort_unstable();
        stems.dedup();
        stems
    };
    let (own, other) = (stems(claim, None), stems(found, None));
    let (own_near, other_near) =
        (stems(claim, Some(claim.clause())), stems(found, Some(found.clause())));
    let common = |a: &[String], b: &[String]| a.iter().filter(|stem| b.contains(stem)).count();
    let shared = common(&own, &other);
    let fewer = own.len().min(other.len());
    #[allow(clippy::cast_precision_loss, reason = "a sentence has few words")]
    let part = if fewer == 0 { 1.0 } else { shared as f32 / fewer as f32 };
    Likeness {
        shared,
        near: common(&own_near, &other_near),
        part,
        contrasts: contrasts(claim, found),
    }
}

/// Whether two parts of sentences name different members of one group, or other
/// places and people.
fn contrasts(claim: &Place<'_>, found: &Place<'_>) -> bool {
    let near = |place: &'_ Place<'_>| {
        let clause = place.clause();
        let mut stems: Vec<(String, bool)> = place
            .keys
            .iter()
            .filter(|key| key.clause == clause)
            .map(|key| (key.stem.clone(), key.is_name))
            .collect();
        stems.extend(place.nouns.iter().map(|noun| (noun.clone(), false)));
        stems
    };
    let (own, other) = (near(claim), near(found));
    let opposed = own.iter().any(|(a, _)| {
        let of = group(a);
        of > 0
            && !other.iter().any(|(b, _)| b == a)
            && other.iter().any(|(b, _)| group(b) == of && !own.iter().any(|(a, _)| a == b))
    });
    let names = |stems: &[(String, bool)], beside: &Place<'_>| {
        let foreign = stems.iter().filter(|(stem, is_name)| *is_name && !beside.has(stem)).count();
        let known = stems.iter().filter(|(stem, is_name)| *is_name && beside.has(stem)).count();
        (foreign, known)
    };
    let (own_foreign, own_known) = names(&own, found);
    let (other_foreign, other_known) = names(&other, claim);
    let other_names = own_foreign > 0 && other_foreign > 0 && own_known == 0 && other_known == 0;
    opposed || other_names
}
