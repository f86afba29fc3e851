//! Quotations that must not pass, each made from a passage by one change that
//! alters what is said.
//!
//! A change is skipped where the changed words happen to stand in the texts
//! after all; [`oracle`](super::oracle) says so, not the program.

use fastrand::Rng;

use super::{
    grammar::sentence,
    kind::{Cites, Kind},
    passage::Passage,
    registers::REGISTERS,
};

/// Every harmful kind.
pub const HARMFUL: &[Kind] = &[
    Kind::new("word replaced", |passage, rng| at_word(passage, rng, |_, rng| other(passage, rng))),
    Kind::new("word replaced in paragraphs", |passage, rng| {
        let mut words = passage.words();
        let at = rng.usize(..words.len());
        words[at] = other(passage, rng)?;
        Some(passage.in_paragraphs(&words))
    })
    .over_paragraphs(),
    Kind::new("near-synonym", |passage, rng| from_pairs(passage, rng, SYNONYMS)),
    Kind::new("word dropped", dropped),
    Kind::new("word added", added),
    Kind::new("neighbours swapped", swapped),
    Kind::new("letters transposed", |passage, rng| at_word(passage, rng, transposed)),
    Kind::new("negation added", negation_added),
    Kind::new("negation dropped", negation_dropped),
    Kind::new("negating prefix", |passage, rng| at_word(passage, rng, negating_prefix)),
    Kind::new("digit changed", |passage, rng| at_word(passage, rng, digit_changed)),
    Kind::new("number word changed", |passage, rng| from_pairs(passage, rng, NUMBERS)),
    Kind::new("decimal point moved", |passage, rng| at_word(passage, rng, point_moved)),
    Kind::new("sign dropped or added", |passage, rng| at_word(passage, rng, sign_changed)),
    Kind::new("comparison changed", |passage, rng| at_word(passage, rng, comparison_changed)),
    Kind::new("unit changed", |passage, rng| at_word(passage, rng, unit_changed)),
    Kind::new("modal changed", |passage, rng| from_pairs(passage, rng, MODALS)),
    Kind::new("quantifier changed", |passage, rng| from_pairs(passage, rng, QUANTIFIERS)),
    Kind::new("unmarked omission", omission),
    Kind::new("gap over 100 words", long_gap).without_place(),
    Kind::new("gap parts figure and sign", sign_hidden).against_the_rules(),
    Kind::new("bracket for 5 words", wide_bracket),
    Kind::new("halves in wrong order", reordered).without_place(),
    Kind::new("two passages spliced", spliced).without_place(),
    Kind::new("wrong source cited", |passage, _| Some(passage.words().join(" ")))
        .citing(Cites::Wrong),
    Kind::new("made up of its words", recombined).without_place(),
    Kind::new("made up afresh", fresh).without_place(),
];

/// Marks that hide a word which turns the sense: these may pass, but never
/// without the warning that shows the word.
pub const WARNED: &[Kind] = &[
    Kind::new("gap hides a negation", hidden_by_gap),
    Kind::new("bracket replaces a negation", |passage, rng| bracketed(passage, rng, "did")),
    Kind::new("bracket adds a negation", |passage, rng| {
        let mut words = passage.words();
        let at = rng.usize(1..words.len());
        words.insert(at, ["[not]", "[never]", "[in no way]"][rng.usize(..3)].to_owned());
        Some(words.join(" "))
    }),
];

const SYNONYMS: &[(&str, &str)] = &[
    ("said", "stated"),
    ("told", "informed"),
    ("asked", "demanded"),
    ("big", "large"),
    ("small", "little"),
    ("house", "home"),
    ("began", "started"),
    ("shut", "closed"),
    ("quiet", "silent"),
    ("costly", "expensive"),
    ("children", "kids"),
    ("doctor", "physician"),
    ("buy", "purchase"),
    ("repair", "mend"),
    ("hasty", "rash"),
    ("brief", "short"),
    ("answered", "replied"),
    ("noticed", "saw"),
    ("delayed", "postponed"),
    ("rejected", "refused"),
    ("quietly", "silently"),
    ("nearly", "almost"),
    ("inspected", "examined"),
    ("price", "cost"),
    ("because", "since"),
    ("although", "though"),
    ("people", "persons"),
    ("money", "cash"),
    ("rarely", "seldom"),
    ("found", "discovered"),
    ("wrong", "incorrect"),
    ("got", "obtained"),
    ("suitable", "fit"),
    ("help", "aid"),
    ("autumn", "fall"),
    ("clearly", "plainly"),
];

const NUMBERS: &[(&str, &str)] = &[
    ("one", "two"),
    ("two", "three"),
    ("three", "four"),
    ("four", "five"),
    ("five", "nine"),
    ("six", "sixteen"),
    ("seven", "eleven"),
    ("eight", "eighteen"),
    ("nine", "ninety"),
    ("ten", "twelve"),
    ("twelve", "twenty"),
    ("fourteen", "forty"),
    ("nineteen", "twenty-nine"),
    ("first", "second"),
    ("third", "quarter"),
    ("thirds", "fifths"),
    ("half", "third"),
    ("twice", "three times"),
    ("once", "twice"),
    ("hundred", "thousand"),
    ("million", "billion"),
    ("sixty", "sixteen"),
    ("thirty", "thirteen"),
];

const MODALS: &[(&str, &str)] = &[
    ("can", "may"),
    ("could", "would"),
    ("may", "will"),
    ("might", "must"),
    ("must", "should"),
    ("shall", "may"),
    ("should", "must"),
    ("will", "could"),
    ("would", "will"),
    ("ought", "need"),
];

const QUANTIFIERS: &[(&str, &str)] = &[
    ("all", "some"),
    ("many", "most"),
    ("most", "all"),
    ("several", "many"),
    ("some", "all"),
    ("few", "many"),
    ("both", "neither"),
    ("half", "most"),
    ("every", "almost every"),
    ("always", "often"),
    ("usually", "always"),
    ("more", "less"),
    ("less", "more"),
    ("nearly", "over"),
    ("about", "over"),
    ("most", "many"),
    ("each", "one"),
    ("any", "every"),
];

const AUXILIARIES: &[&str] =
    &["was", "were", "is", "are", "did", "has", "had", "could", "would", "should", "have", "does"];

/// Words without which a sentence says the opposite; of a chunk with dashes any part.
pub fn is_negation(chunk: &str) -> bool {
    chunk.split(['-', '–', '—']).any(is_negating)
}

fn is_negating(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let listed = [
        "not", "never", "no", "nobody", "none", "nothing", "neither", "nor", "without", "cannot",
        "only", "unless", "except", "nowhere", "hardly", "barely", "scarcely",
    ];
    listed.contains(&word.as_str()) || word.ends_with("n’t") || word.ends_with("n't")
}

/// Changes one word, tried at a few places.
fn at_word(
    passage: &Passage,
    rng: &mut Rng,
    change: impl Fn(&str, &mut Rng) -> Option<String>,
) -> Option<String> {
    let mut words = passage.words();
    let offset = rng.usize(..words.len());
    for step in 0..words.len() {
        let at = (offset + step) % words.len();
        if let Some(changed) = change(&words[at], rng).filter(|changed| *changed != words[at]) {
            words[at] = changed;
            return Some(words.join(" "));
        }
    }
    None
}

fn from_pairs(passage: &Passage, rng: &mut Rng, pairs: &[(&str, &str)]) -> Option<String> {
    let offset = rng.usize(..pairs.len());
    at_word(passage, rng, |word, _| {
        let core = word.trim_matches(|c: char| !c.is_alphabetic());
        let pairs = pairs[offset..].iter().chain(&pairs[..offset]);
        let (_, with) = pairs.into_iter().find(|(from, _)| *from == core)?;
        Some(word.replace(core, with))
    })
}

/// A word of the same text, not a sign.
fn other(passage: &Passage, rng: &mut Rng) -> Option<String> {
    let chunks = &passage.text().chunks;
    let word = &chunks[rng.usize(..chunks.len())].clean;
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    (!word.is_empty()).then(|| word.to_owned())
}

fn dropped(passage: &Passage, rng: &mut Rng) -> Option<String> {
    let mut words = passage.words();
    let at = rng.usize(1..words.len() - 1);
    let removed = words.remove(at);
    removed.contains(char::is_alphanumeric).then(|| words.join(" "))
}

fn added(passage: &Passage, rng: &mut Rng) -> Option<String> {
    let mut words = passage.words();
    let at = rng.usize(1..words.len());
    words.insert(at, other(passage, rng)?);
    Some(words.join(" "))
}

fn swapped(passage: &Passage, rng: &mut Rng) -> Option<String> {
    let mut words = passage.words();
    let at = rng.usize(..words.len() - 1);
    words.swap(at, at + 1);
    Some(words.join(" "))
}

fn transposed(word: &str, rng: &mut Rng) -> Option<String> {
    let mut letters: Vec<char> = word.chars().collect();
    if letters.len() < 4 || !letters.iter().all(|c| c.is_alphabetic()) {
        return None;
    }
    let at = rng.usize(..letters.len() - 1);
    letters.swap(at, at + 1);
    Some(letters.into_iter().collect())
}

fn negation_added(passage: &Passage, rng: &mut Rng) -> Option<String> {
    let with = rng.usize(..4);
    at_word(passage, rng, |word, _| {
        AUXILIARIES.contains(&word).then(|| match with {
            0 => format!("{word}n’t"),
            1 => format!("{word} never"),
            2 => format!("{word} no longer"),
            _ => format!("{word} not"),
        })
    })
}

fn negation_dropped(passage: &Passage, rng: &mut Rng) -> Option<String> {
    let mut words = passage.words();
    let last = words.len() - 1;
    let found: Vec<usize> = (1..last).filter(|at| is_negation(&words[*at])).collect();
    let at = *found.get(rng.usize(..found.len().max(1)))?;
    match words[at].strip_suffix("n’t") {
        Some(rest) => words[at] = rest.to_owned(),
        None => {
            words.remove(at);
        }
    }
    Some(words.join(" "))
}

fn negating_prefix(word: &str, rng: &mut Rng) -> Option<String> {
    for prefix in ["un", "in", "im"] {
        if let Some(rest) = word.strip_prefix(prefix).filter(|rest| rest.len() > 5) {
            return Some(rest.to_owned());
        }
    }
    let is_plain = word.len() > 5 && word.chars().all(|c| c.is_ascii_lowercase());
    is_plain.then(|| format!("{}{word}", ["un", "in", "non-", "dis"][rng.usize(..4)]))
}

fn digit_changed(word: &str, rng: &mut Rng) -> Option<String> {
    let digits: Vec<usize> =
        word.char_indices().filter(|(_, c)| c.is_ascii_digit()).map(|(at, _)| at).collect();
    let at = *digits.get(rng.usize(..digits.len().max(1)))?;
    let old = u32::from(word.as_bytes()[at] - b'0');
    let new = (old + rng.u32(1..10)) % 10;
    Some(format!("{}{new}{}", &word[..at], &word[at + 1..]))
}

fn point_moved(word: &str, rng: &mut Rng) -> Option<String> {
    let is_inner = |at: &usize| {
        let digit = |at: usize| word.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
        *at > 0 && digit(at - 1) && digit(at + 1)
    };
    let at = word.match_indices('.').map(|(at, _)| at).find(is_inner)?;
    let without = format!("{}{}", &word[..at], &word[at + 1..]);
    let moved = if rng.bool() { at + 1 } else { at.saturating_sub(1) };
    Some(match rng.usize(..3) {
        0 => without,
        1 => format!("{}, {}", &word[..at], &word[at + 1..]),
        _ => format!("{}.{}", without.get(..moved)?, without.get(moved..)?),
    })
}

fn sign_changed(word: &str, rng: &mut Rng) -> Option<String> {
    if let Some(rest) = word.strip_prefix(['−', '+', '±']) {
        return Some(rest.to_owned());
    }
    let is_figure = word.starts_with(|c: char| c.is_ascii_digit());
    is_figure.then(|| format!("{}{word}", ["−", "+", "-", "±"][rng.usize(..4)]))
}

fn comparison_changed(word: &str, rng: &mut Rng) -> Option<String> {
    let at = word.find(['<', '>', '=', '≤', '≥', '±'])?;
    let sign = word[at..].chars().next()?;
    let with = ['<', '>', '=', '≤', '≥', '≠'][rng.usize(..6)];
    Some(word.replacen(sign, &with.to_string(), 1))
}

fn unit_changed(word: &str, _: &mut Rng) -> Option<String> {
    const UNITS: &[(&str, &str)] = &[
        ("%", "‰"),
        ("£", "€"),
        ("$", "£"),
        ("€", "$"),
        ("bn", "m"),
        ("°C", "°F"),
        ("per", "by"),
        ("km", "miles"),
        ("miles", "km"),
        ("mg/kg", "g/kg"),
        ("ml", "l"),
        ("metres", "yards"),
        ("years", "months"),
        ("weeks", "days"),
        ("days", "weeks"),
        ("minutes", "hours"),
        ("hours", "minutes"),
        ("pounds", "euros"),
        ("litres", "gallons"),
        ("cent", "mille"),
        ("p.m.", "a.m."),
        ("a.m.", "p.m."),
        ("m²", "m³"),
        ("kg", "lb"),
        ("grams", "ounces"),
    ];
    let has_digit = word.contains(|c: char| c.is_ascii_digit());
    let (unit, with) = UNITS.iter().find(|(unit, _)| {
        let is_sign = unit.len() < 4 && !unit.chars().all(|c| c.is_ascii_lowercase());
        word == *unit || (has_digit && (is_sign || *unit == "bn") && word.contains(unit))
    })?;
    Some(word.replacen(unit, with, 1))
}

fn omission(passage: &Passage, rng: &mut Rng) -> Option<String> {
    let mut words = passage.words();
    let count = rng.usize(2..=12.min(words.len() - 3));
    let from = rng.usize(1..words.len() - count);
    words.drain(from..from + count);
    Some(words.join(" "))
}

fn long_gap(passage: &Passage, rng: &mut Rng) -> Option<String> {
    let mut far = passage.clone();
    let length = passage.chunks.len();
    let start = passage.chunks.end + rng.usize(125..200);
    far.chunks = start..start + length;
    let is_inside = far.chunks.end <= passage.text().chunks.len();
    if !is_inside || !far.paragraphs().is_empty() || !far.can_be_cut_out() {
        return None;
    }
    Some(format!("{} […] {}", passage.words().join(" "), far.words().join(" ")))
}

fn sign_hidden(passage: &Passage, _: &mut Rng) -> Option<String> {
    let mut words = passage.words();
    let last = words.len() - 2;
    let has_digit = |word: &String| word.contains(|c: char| c.is_ascii_digit());
    let beside = |at: usize| match words[at].as_str() {
        "%" => has_digit(&words[at - 1]),
        "<" | ">" | "≈" | "±" => has_digit(&words[at + 1]),
        _ => false,
    };
    let at = (2..last).find(|at| beside(*at))?;
    words[at] = "[…]".to_owned();
    Some(words.join(" "))
}

fn wide_bracket(passage: &Passage, rng: &mut Rng) -> Option<String> {
    let mut words = passage.words();
    let from = rng.usize(2..words.len().checked_sub(6)?.max(3));
    let end = (from + rng.usize(5..8)).min(words.len() - 1);
    // Signs are no words.
    let count = words[from..end].iter().filter(|word| word.contains(char::is_alphabetic)).count();
    (count >= 5).then(|| {
        words.splice(from..end, ["[the keeper]".to_owned()]);
        words.join(" ")
    })
}

fn reordered(passage: &Passage, rng: &mut Rng) -> Option<String> {
    let mut words = passage.words();
    let at = rng.usize(3..=words.len() - 3);
    words.rotate_left(at);
    Some(words.join(" "))
}

fn spliced(passage: &Passage, rng: &mut Rng) -> Option<String> {
    let other = (0..20).find_map(|_| Passage::pick(passage.shelf, 4..=12, rng))?;
    let (mut words, more) = (passage.words(), other.words());
    words.truncate(rng.usize(4..=words.len().max(4)));
    words.extend(more);
    Some(words.join(" "))
}

fn recombined(passage: &Passage, rng: &mut Rng) -> Option<String> {
    let count = passage.chunks.len();
    let words: Option<Vec<String>> = (0..count).map(|_| other(passage, rng)).collect();
    words.map(|words| words.join(" "))
}

fn fresh(_: &Passage, rng: &mut Rng) -> Option<String> {
    let register = &REGISTERS[rng.usize(..REGISTERS.len())];
    let text = sentence(register.rules, rng);
    (text.split(' ').count() >= 6).then(|| text.replace(['“', '”'], ""))
}

fn hidden_by_gap(passage: &Passage, rng: &mut Rng) -> Option<String> {
    let mut words = passage.words();
    let last = words.len() - 2;
    let at = (2..last).find(|at| is_turning(&words[*at]))?;
    let end = (at + rng.usize(1..4)).min(last);
    words.splice(at..end, ["[…]".to_owned()]);
    Some(words.join(" "))
}

fn bracketed(passage: &Passage, _: &mut Rng, with: &str) -> Option<String> {
    let mut words = passage.words();
    let last = words.len() - 2;
    let at = (2..last).find(|at| is_turning(&words[*at]))?;
    words[at] = format!("[{with}]");
    Some(words.join(" "))
}

/// The words of which the house rules say that no mark may hide them.
fn is_turning(word: &str) -> bool {
    ["not", "never", "no", "unless", "only", "except"].contains(&word)
}
