//! Words whose change changes the sense.
//!
//! Short closed lists of English, looked at only to say *what* changed. What
//! always holds: no list here can make a quotation pass but those of spelling
//! and hesitation, and these only under the lenient profile.

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

/// Whether two words are one word in British and American spelling, as
/// *colour* and *color*, *organise* and *organize*, *travelled* and *traveled*.
pub(super) fn is_respelt(left: &str, right: &str) -> bool {
    let (left, right) = (left.to_lowercase(), right.to_lowercase());
    left != right && american(&left) == american(&right)
}

/// Pairs that no rule below reaches, British first.
const RESPELT: [(&str, &str); 18] = [
    ("grey", "gray"),
    ("programme", "program"),
    ("programmes", "programs"),
    ("cheque", "check"),
    ("tyre", "tire"),
    ("tyres", "tires"),
    ("plough", "plow"),
    ("defence", "defense"),
    ("offence", "offense"),
    ("licence", "license"),
    ("sceptical", "skeptical"),
    ("sceptic", "skeptic"),
    ("aluminium", "aluminum"),
    ("jewellery", "jewelry"),
    ("ageing", "aging"),
    ("judgement", "judgment"),
    ("catalogue", "catalog"),
    ("dialogue", "dialog"),
];

/// Endings after which *-our* is British for *-or*.
const OUR: [&str; 12] = [
    "colo", "favo", "hono", "labo", "neighbo", "behavio", "harbo", "rumo", "humo", "flavo", "vigo",
    "endeavo",
];

const ENDINGS: [&str; 8] = ["", "s", "d", "r", "ed", "ing", "er", "ers"];

/// One spelling for both sides; only for comparing.
fn american(word: &str) -> String {
    if let Some((_, american)) = RESPELT.iter().find(|(british, _)| *british == word) {
        return (*american).to_owned();
    }
    for stem in OUR {
        if let Some(rest) = word.strip_prefix(stem)
            && let Some(rest) = rest.strip_prefix("ur")
        {
            return format!("{stem}r{rest}");
        }
    }
    for (british, american) in [("isation", "ization"), ("is", "iz"), ("ys", "yz")] {
        for ending in ["", "e", "es", "ed", "er", "ers", "ing", "s"] {
            // `-ise` is a spelling only of long words: not of rise, wise or advise.
            if let Some(stem) = word.strip_suffix(&format!("{british}{ending}"))
                && stem.len() >= 3
                && (british == "isation"
                    || british == "ys"
                    || LIKE_ORGANISE.iter().any(|end| stem.ends_with(end)))
                && (british == "isation" || !ending.is_empty())
            {
                return format!("{stem}{american}{ending}");
            }
        }
    }
    for (british, american) in [
        ("entre", "enter"),
        ("metre", "meter"),
        ("itre", "iter"),
        ("eatre", "eater"),
        ("fibre", "fiber"),
    ] {
        for ending in ["", "s"] {
            if let Some(stem) = word.strip_suffix(&format!("{british}{ending}")) {
                return format!("{stem}{american}{ending}");
            }
        }
    }
    // A last *l* doubled before an ending: travelled, labelling, counsellor.
    for ending in ENDINGS.iter().filter(|ending| ending.len() >= 2) {
        if let Some(stem) = word.strip_suffix(&format!("ll{ending}"))
            && [
                "trave", "labe", "cance", "mode", "fue", "leve", "channe", "signa", "counse",
                "tota", "dia", "riva", "quarre", "jewe", "marve",
            ]
            .contains(&stem)
        {
            return format!("{stem}l{ending}");
        }
    }
    word.to_owned()
}

/// How stems of verbs in *-ise* or *-ize* end.
const LIKE_ORGANISE: [&str; 12] =
    ["an", "al", "ar", "er", "or", "en", "on", "in", "im", "at", "ic", "it"];

/// Whether one word looks like a slip or another form of the other: most of its
/// letters stand at the beginning or end of both. Linear in their length.
pub(super) fn is_alike(left: &str, right: &str) -> bool {
    // Bytes first: most pairs have nothing in common at either end.
    let ends = |word: &str| (word.bytes().next(), word.bytes().next_back());
    let ((a, y), (b, z)) = (ends(left), ends(right));
    let same = |a: Option<u8>, b: Option<u8>| a.map(|a| a | 0x20) == b.map(|b| b | 0x20);
    if left.is_ascii() && right.is_ascii() && !same(a, b) && !same(y, z) {
        return false;
    }
    let (long, short) = (left.chars().count(), right.chars().count());
    let (longer, shorter) = (long.max(short), long.min(short));
    if longer - shorter > 4 {
        return false;
    }
    let head = left.chars().zip(right.chars()).take_while(|(a, b)| same_letter(*a, *b)).count();
    let tails = left.chars().rev().zip(right.chars().rev()).take(shorter - head);
    let tail = tails.take_while(|(a, b)| same_letter(*a, *b)).count();
    longer > 1 && (head + tail) * 2 >= longer && longer - (head + tail) <= 4
}

fn same_letter(a: char, b: char) -> bool {
    a == b || a.to_lowercase().eq(b.to_lowercase())
}

/// Whether two words are a slip of the pen apart: one letter put in, left out
/// or changed, or two neighbours swapped.
pub(super) fn is_slip(left: &str, right: &str) -> bool {
    let (left, right): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
    if left.len().abs_diff(right.len()) > 1 || left.len().max(right.len()) < 3 || left == right {
        return false;
    }
    let head = left.iter().zip(&right).take_while(|(a, b)| a == b).count();
    let tail = left.iter().rev().zip(right.iter().rev()).take_while(|(a, b)| a == b).count();
    let tail = tail.min(left.len().min(right.len()) - head);
    let (a, b) = (&left[head..left.len() - tail], &right[head..right.len() - tail]);
    match (a, b) {
        ([_], [_]) | ([], [_]) | ([_], []) => true,
        ([a, b], [c, d]) => a == d && b == c,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn british_and_american_spellings_are_one_word() {
        for (british, american) in [
            ("colour", "color"),
            ("organised", "organized"),
            ("travelled", "traveled"),
            ("centre", "center"),
            ("analysed", "analyzed"),
            ("programme", "program"),
            ("behavioural", "behavioral"),
            ("Organisation", "organization"),
        ] {
            assert!(is_respelt(british, american), "{british} {american}");
        }
        for (left, right) in [
            ("casual", "causal"),
            ("not", "now"),
            ("rise", "rize"),
            ("four", "for"),
            ("our", "or"),
            ("advise", "advice"),
            ("led", "lled"),
            ("colour", "colour"),
            ("tour", "tor"),
        ] {
            assert!(!is_respelt(left, right), "{left} {right}");
        }
    }

    #[test]
    fn a_slip_is_one_letter_or_two_swapped() {
        for (left, right) in
            [("casual", "causal"), ("their", "thier"), ("goverment", "government"), ("now", "not")]
        {
            assert!(is_slip(left, right), "{left} {right}");
        }
        assert!(!is_slip("may", "will") && !is_slip("same", "same") && !is_slip("to", "of"));
    }
}
