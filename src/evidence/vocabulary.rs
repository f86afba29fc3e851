//! Words whose change changes the sense.
//!
//! Short closed lists of English, looked at only to say *what* changed. What
//! always holds: no list here can make a quotation pass but that of
//! hesitations, and that only under the lenient profile.

/// Words that a gap or bracket must not quietly hide: not, never, no, unless,
/// only, except, and the other forms of *not* and *no*.
const TURNING: [&str; 16] = [
    "not",
    "never",
    "no",
    "unless",
    "only",
    "except",
    "cannot",
    "nor",
    "neither",
    "none",
    "nobody",
    "nothing",
    "nowhere",
    "without",
    "excepting",
    "nowise",
];

const MODALS: [&str; 13] = [
    "can", "could", "may", "might", "must", "shall", "should", "will", "would", "ought", "cannot",
    "need", "dare",
];

const QUANTIFIERS: [&str; 26] = [
    "all",
    "any",
    "both",
    "each",
    "every",
    "everyone",
    "everybody",
    "few",
    "fewer",
    "many",
    "most",
    "much",
    "more",
    "less",
    "least",
    "several",
    "some",
    "someone",
    "half",
    "majority",
    "minority",
    "always",
    "often",
    "sometimes",
    "rarely",
    "usually",
];

const NUMBERS: [&str; 42] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
    "hundred",
    "thousand",
    "million",
    "billion",
    "trillion",
    "dozen",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "once",
    "twice",
    "double",
];

const UNITS: [&str; 66] = [
    "%",
    "‰",
    "°",
    "'",
    "\"",
    "$",
    "€",
    "£",
    "¥",
    "percent",
    "percentage",
    "point",
    "points",
    "cent",
    "cents",
    "dollar",
    "dollars",
    "euro",
    "euros",
    "pound",
    "pounds",
    "yen",
    "franc",
    "francs",
    "second",
    "seconds",
    "minute",
    "minutes",
    "hour",
    "hours",
    "day",
    "days",
    "week",
    "weeks",
    "month",
    "months",
    "year",
    "years",
    "decade",
    "decades",
    "metre",
    "metres",
    "meter",
    "meters",
    "km",
    "kilometre",
    "kilometres",
    "mile",
    "miles",
    "foot",
    "feet",
    "inch",
    "inches",
    "gram",
    "grams",
    "kg",
    "kilogram",
    "kilograms",
    "tonne",
    "tonnes",
    "ton",
    "tons",
    "litre",
    "litres",
    "degrees",
    "watts",
];

const HESITATIONS: [&str; 9] = ["um", "uh", "er", "erm", "uhm", "umm", "hmm", "ah", "eh"];

/// Words of which a gap or bracket must not hide or add one.
pub(super) fn turns(word: &str) -> bool {
    let word = word.to_lowercase();
    TURNING.contains(&word.as_str()) || word.ends_with("n't")
}

pub(super) fn is_modal(word: &str) -> bool {
    let word = word.to_lowercase();
    let stem = word.strip_suffix("n't").unwrap_or(&word);
    MODALS.contains(&stem) || matches!(word.as_str(), "can't" | "won't" | "shan't")
}

pub(super) fn is_quantifier(word: &str) -> bool {
    QUANTIFIERS.contains(&word.to_lowercase().as_str())
}

pub(super) fn is_number(word: &str) -> bool {
    super::token::is_figure(word) || NUMBERS.contains(&word.to_lowercase().as_str())
}

pub(super) fn is_unit(word: &str) -> bool {
    UNITS.contains(&word.to_lowercase().as_str())
}

/// Signs of arithmetic and comparison.
pub(super) fn is_sign(token: &str) -> bool {
    matches!(
        token,
        "<" | ">" | "=" | "≤" | "≥" | "±" | "+" | "×" | "÷" | "*" | "~" | "≈" | "≠" | "^"
    )
}

/// Whether a word is the other with a prefix that negates it: *unpermitted*.
pub(super) fn is_negated(word: &str, other: &str) -> bool {
    let (word, other) = (word.to_lowercase(), other.to_lowercase());
    other.len() >= 3
        && ["un", "in", "im", "ir", "il", "non", "dis", "mis"]
            .iter()
            .any(|prefix| word.strip_prefix(prefix) == Some(other.as_str()))
}

pub(super) fn is_hesitation(word: &str) -> bool {
    HESITATIONS.contains(&word.to_lowercase().as_str())
}
