//! Words whose change changes the sense.
//!
//! Short closed lists of English (of denials in some other languages too), looked at only to say *what* changed. What
//! always holds: no list here can make a quotation pass but that of
//! hesitations, and that only under the lenient profile.

/// Words that a gap or bracket must not quietly hide: not, never, no, unless,
/// only, except, the other forms of *not* and *no*, and those that all but deny.
const TURNING: [&str; 46] = [
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
    "hardly",
    "barely",
    "scarcely",
    // Of other languages the plainest, where they are no English words.
    "nicht",
    "kein",
    "keine",
    "keinen",
    "keinem",
    "keiner",
    "keines",
    "nie",
    "niemals",
    "nichts",
    "pas",
    "jamais",
    "aucun",
    "aucune",
    "nunca",
    "jamás",
    "ningún",
    "ninguna",
    "ninguno",
    "niet",
    "geen",
    "nooit",
    "ikke",
    "inte",
    "não",
    "لن",
    "لم",
];

/// Parts of words that deny what follows their hyphen.
const DENYING: [&str; 3] = ["non", "un", "anti"];

const MODALS: [&str; 12] = [
    "can", "could", "may", "might", "must", "shall", "should", "will", "would", "ought", "need",
    "dare",
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

const NUMBERS: [&str; 72] = [
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
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "twentieth",
    "hundredth",
    "thousandth",
    "thirds",
    "quarter",
    "quarters",
    "dozens",
    "hundreds",
    "thousands",
    "millions",
    "billions",
    "trillions",
    "once",
    "twice",
    "thrice",
    "double",
    "doubles",
    "doubled",
    "triple",
    "triples",
    "tripled",
    "treble",
    "trebled",
    "quadruple",
    "quadrupled",
    "halved",
];

/// Phrases in which a word of number or amount counts nothing.
const IDIOMS: [&[&str]; 13] = [
    &["once", "more"],
    &["once", "again"],
    &["at", "once"],
    &["any", "more"],
    &["at", "first"],
    &["first", "of", "all"],
    &["at", "all"],
    &["after", "all"],
    &["above", "all"],
    &["all", "the", "same"],
    &["one", "another"],
    &["each", "other"],
    &["all", "right"],
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

/// Which word of those that turn the sense it is: *isn't*, *cannot* and *not* are one.
pub(super) fn turn(word: &str) -> String {
    let word = word.to_lowercase();
    if word == "cannot" || word.ends_with("n't") { "not".to_owned() } else { word }
}

/// Whether a word and the hyphen behind it deny the word that follows: *non-binding*.
pub(super) fn denies(tokens: &[String], at: usize) -> bool {
    tokens.get(at + 1).is_some_and(|next| next == "-")
        && DENYING.contains(&tokens[at].to_lowercase().as_str())
}

pub(super) fn is_modal(word: &str) -> bool {
    // The month is more often quoted than the verb at the head of a sentence.
    word != "May" && MODALS.contains(&modal(word).as_str())
}

/// The modal verb without its negation: *can't* and *cannot* are *can*.
pub(super) fn modal(word: &str) -> String {
    let word = word.to_lowercase();
    match word.as_str() {
        "cannot" | "can't" => "can".to_owned(),
        "won't" => "will".to_owned(),
        "shan't" => "shall".to_owned(),
        _ => word.strip_suffix("n't").unwrap_or(&word).to_owned(),
    }
}

pub(super) fn is_quantifier(word: &str) -> bool {
    QUANTIFIERS.contains(&word.to_lowercase().as_str())
}

pub(super) fn is_number(word: &str) -> bool {
    super::token::is_figure(word) || NUMBERS.contains(&word.to_lowercase().as_str())
}

/// Whether a word stands in a phrase in which it counts nothing: *once more*.
pub(super) fn is_idle(tokens: &[String], at: usize) -> bool {
    IDIOMS.iter().any(|idiom| {
        let starts = at.saturating_sub(idiom.len() - 1)..=at;
        starts.into_iter().any(|start| {
            let run = tokens.get(start..start + idiom.len()).unwrap_or_default();
            run.len() == idiom.len()
                && run.iter().zip(*idiom).all(|(token, word)| token.eq_ignore_ascii_case(word))
        })
    })
}

/// Whether a word or sign is a unit or currency, squared and cubed ones included.
pub(super) fn is_unit(word: &str) -> bool {
    let is_currency = |c: char| matches!(c, '\u{20a0}'..='\u{20cf}');
    let plain = word.trim_end_matches(['²', '³']).to_lowercase();
    UNITS.contains(&plain.as_str()) || word.chars().all(is_currency)
}

/// Signs that say something: of arithmetic and comparison, `§`, an emoji.
pub(super) fn is_sign(token: &str) -> bool {
    let is_calculus = matches!(token, "<" | ">" | "=" | "+" | "*" | "~" | "^");
    let is_punctuation = |c: char| {
        c.is_ascii_punctuation()
            || matches!(c, '¡' | '¿' | '·' | '،' | '؛' | '؟' | '।' | '॥')
            || matches!(c, '\u{2010}'..='\u{205e}' | '\u{3000}'..='\u{303f}' | '\u{ff01}'..='\u{ff65}')
    };
    let first = token.chars().next();
    is_calculus
        || first.is_some_and(|c| !c.is_alphanumeric() && !is_punctuation(c) && !is_unit(token))
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
