//! Numbers in digits and in words, with how exactly they are printed.
//!
//! `text2num` reads words below a thousand; scales, halves and dozens are read here,
//! because it takes *half a million* for two numbers and *1.2 million* for none.
//!
//! # Invariants
//!
//! What is not understood completely is no number.

use std::sync::LazyLock;

use text2num::{Language, text2digits};

use super::{
    super::lexicon::{fractions, numbers, ordinals, scales, topics},
    amount::{Exact, power_of_ten},
    unit::{MeasureUnit, spelled},
    word::{Word, lower, touches},
};

/// A number as a text has it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Numeral {
    pub(crate) value: Exact,
    /// Precision: the value of the last significant digit; 100,000 in *1.2 million*.
    pub(crate) step: Exact,
    /// The number without the word that multiplies it: 5 of *5 million*.
    pub(crate) mantissa: Exact,
    /// How many words it consists of.
    pub(crate) count: usize,
    /// The unit right behind its digits, without a space: `5km`.
    pub(crate) unit: Option<MeasureUnit>,
    /// Whether it may be read in two ways: `1.200` is 1.2 or 1,200.
    pub(crate) is_vague: bool,
    /// Whether it is an ordinal: `3rd`.
    pub(crate) is_ordinal: bool,
    pub(crate) is_digits: bool,
    /// Whether a word multiplies it.
    pub(crate) is_scaled: bool,
}

static ENGLISH: LazyLock<Language> = LazyLock::new(Language::english);

/// Most words of a number in words.
const LONGEST: usize = 16;

/// Returns the number that begins at a word. Behind a currency, `m` is a million and no metre.
pub(crate) fn read(words: &[Word], at: usize, is_money: bool) -> Option<Numeral> {
    let first = words.get(at)?;
    let begun = if first.has_digit_first() || first.text.starts_with(is_vulgar) {
        digits(words, at, is_money)?
    } else if numbers::is_cardinal(&first.lower) {
        in_words(words, at)?
    } else if matches!(first.lower.as_str(), "a" | "an")
        && scales::of(lower(words, at + 1)).is_some()
    {
        Numeral { count: 1, ..of_words(Exact::ONE, 1) }
    } else {
        return None;
    };
    let mut numeral = scaled(words, at, begun, is_money)?;
    if at > 0 && lower(words, at - 1) == "minus" {
        numeral.value = numeral.value.negated();
        numeral.mantissa = numeral.mantissa.negated();
    }
    Some(numeral)
}

fn of_words(value: Exact, count: usize) -> Numeral {
    Numeral {
        value,
        step: Exact::ONE,
        mantissa: value,
        count,
        unit: None,
        is_vague: false,
        is_ordinal: false,
        is_digits: false,
        is_scaled: false,
    }
}

/// Adds the scales and halves behind a number: `1.2 million`, `two hundred thousand`,
/// `one and a half million`.
fn scaled(words: &[Word], at: usize, begun: Numeral, is_money: bool) -> Option<Numeral> {
    let mut numeral = begun;
    if numeral.unit.is_some() || numeral.is_ordinal {
        return Some(numeral);
    }
    if let Some((half, count)) = half_behind(words, at + numeral.count) {
        numeral.value = numeral.value.plus(half)?;
        numeral.step = Exact::ratio(1, 2)?;
        numeral.mantissa = numeral.value;
        numeral.count += count;
    }
    loop {
        let next = at + numeral.count;
        let has_hyphen = lower(words, next) == "-" && touches(words, next);
        let word = next + usize::from(has_hyphen);
        let step = match lower(words, word) {
            letter if is_money && scales::of_letter(letter).is_some() => scales::of_letter(letter),
            word => scales::of(word),
        };
        let Some(step) = step else { break };
        let step = Exact::whole(step);
        // `1,200 dozen` is one thing, `12 thousand million` another; both multiply.
        numeral.value = numeral.value.times(step)?;
        numeral.step = numeral.step.times(step)?;
        numeral.is_scaled = true;
        numeral.count = word + 1 - at;
    }
    // `one million two hundred thousand`
    if !numeral.is_digits && numeral.is_scaled {
        let next = at + numeral.count;
        let joint = usize::from(lower(words, next) == "and");
        if words.get(next + joint).is_some_and(|word| numbers::is_cardinal(&word.lower))
            && numeral.count < LONGEST
            && let Some(rest) = read(words, next + joint, is_money)
            && rest.value < numeral.step
        {
            numeral.value = numeral.value.plus(rest.value)?;
            numeral.step = rest.step;
            numeral.mantissa = numeral.value;
            numeral.count += joint + rest.count;
        }
    }
    Some(numeral)
}

/// Returns the fraction behind a number, and of how many words: `and a half`, `2 ½`.
fn half_behind(words: &[Word], at: usize) -> Option<(Exact, usize)> {
    if let Some(fraction) = words.get(at).and_then(|word| vulgar(&word.text)) {
        return Some((fraction, 1));
    }
    if lower(words, at) != "and" {
        return None;
    }
    let fraction = match (lower(words, at + 1), lower(words, at + 2)) {
        ("a", "half") => return Some((Exact::ratio(1, 2)?, 3)),
        ("a", "quarter") => return Some((Exact::ratio(1, 4)?, 3)),
        ("three", "quarters") => Exact::ratio(3, 4)?,
        _ => return None,
    };
    Some((fraction, 3))
}

pub(crate) fn is_vulgar(c: char) -> bool {
    matches!(c, '¼' | '½' | '¾' | '⅐'..='⅞')
}

fn vulgar(text: &str) -> Option<Exact> {
    let mut characters = text.chars();
    let first = characters.next()?;
    let (_, num, den) = *fractions::VULGAR.iter().find(|(sign, _, _)| *sign == first)?;
    if characters.next().is_some() { None } else { Exact::ratio(num, den) }
}

fn digits(words: &[Word], at: usize, is_money: bool) -> Option<Numeral> {
    let mut written = words[at].text.clone();
    let mut count = 1;
    if let Some(fraction) = vulgar(&written) {
        return Some(Numeral { step: fraction, is_digits: true, ..of_words(fraction, 1) });
    }
    // `1 200 000`, set with spaces
    let is_group = |word: &Word, length: fn(usize) -> bool| {
        length(word.text.len()) && word.text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let mut grouped = false;
    if is_group(&words[at], |length| length <= 3) && !written.starts_with('0') {
        while let Some(next) = words.get(at + count)
            && next.range.start == words[at + count - 1].range.end + 1
            && is_group(next, |length| length == 3)
        {
            written += &next.text;
            count += 1;
            grouped = true;
        }
    }
    let is_negative = written.starts_with('-');
    let unsigned = written.trim_start_matches(['-', '+']);
    let end =
        unsigned.find(|c: char| !matches!(c, '0'..='9' | '.' | ',')).unwrap_or(unsigned.len());
    let (number, suffix) = unsigned.split_at(end);
    let (plain, is_vague) = without_separators(number)?;
    let mut value = Exact::parse(&plain)?;
    let decimals = plain.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let mut step = match decimals {
        0 => trailing_step(&plain)?,
        decimals => Exact::ratio(1, power_of_ten(decimals)?)?,
    };
    let mut numeral = Numeral { is_digits: true, is_vague, ..of_words(value, count) };
    match suffix {
        "" => {}
        ending if ordinals::ENDINGS.contains(&ending) && decimals == 0 => {
            numeral.is_ordinal = true;
        }
        "x" | "X" => numeral.unit = Some(MeasureUnit::TIMES),
        _ if grouped => return None,
        suffix => {
            let lowered = suffix.to_lowercase();
            let glued = match lowered.as_str() {
                "m" if is_money || counts_people(words, at + 1) => Some(1_000_000),
                "b" => Some(1_000_000_000),
                "k" => Some(1_000),
                word if word.len() >= 2 => scales::of(word),
                _ => None,
            };
            if let Some(factor) = glued {
                let factor = Exact::whole(factor);
                numeral.mantissa = value;
                value = value.times(factor)?;
                step = step.times(factor)?;
                numeral.is_scaled = true;
            } else if let Some(fraction) = vulgar(suffix) {
                value = value.plus(fraction)?;
                step = Exact::ratio(1, 4)?;
                numeral.mantissa = value;
            } else {
                // `5G` and `3D` name things; units of one letter are small.
                let is_name = suffix.len() == 1 && matches!(suffix, "G" | "D" | "K" | "C" | "P");
                numeral.unit = Some(spelled(&lowered).filter(|_| !is_name)?);
            }
        }
    }
    if is_negative {
        value = value.negated();
        numeral.mantissa = numeral.mantissa.negated();
    }
    Some(Numeral { value, step, ..numeral })
}

/// Whether `5m` is five million of something, because what follows is not a measure.
fn counts_people(words: &[Word], at: usize) -> bool {
    words.get(at).is_some_and(|next| next.is_wordy() && !next.is(topics::MEASURED))
}

/// Returns digits without the separators of thousands, and whether the separator may as well
/// be a decimal point.
fn without_separators(number: &str) -> Option<(String, bool)> {
    let groups = |sign: char| {
        let mut parts = number.split(sign);
        let head = parts.next().unwrap_or_default();
        let is_head = (1..=3).contains(&head.len());
        let mut rest = parts.peekable();
        is_head && rest.peek().is_some() && rest.all(|part| part.len() == 3)
    };
    let (commas, dots) = (number.matches(',').count(), number.matches('.').count());
    match (commas, dots) {
        (0, 0 | 1) => {
            let is_vague = dots == 1 && groups('.') && !number.starts_with('0');
            Some((number.to_owned(), is_vague))
        }
        (_, 0) if groups(',') => Some((number.replace(',', ""), false)),
        // A decimal comma, as in French or German.
        (1, 0) => Some((number.replace(',', "."), false)),
        (0, _) if groups('.') => Some((number.replace('.', ""), false)),
        (_, 1) => {
            let (whole, decimals) = number.split_once('.')?;
            let is_whole = !decimals.contains(',')
                && whole.split(',').skip(1).all(|part| part.len() == 3)
                && whole.split(',').next().is_some_and(|head| (1..=3).contains(&head.len()));
            is_whole.then(|| (number.replace(',', ""), false))
        }
        (1, _) => {
            let (whole, decimals) = number.split_once(',')?;
            let is_whole = whole.split('.').skip(1).all(|part| part.len() == 3);
            is_whole.then(|| (format!("{}.{decimals}", whole.replace('.', "")), false))
        }
        _ => None,
    }
}

/// Returns the precision of a whole number: zeros at the end of a thousand or more may be
/// rounded.
fn trailing_step(plain: &str) -> Option<Exact> {
    let zeros = plain.len() - plain.trim_end_matches('0').len();
    let is_round = plain.len() > 3 && zeros < plain.len();
    Exact::ratio(power_of_ten(if is_round { zeros } else { 0 })?, 1)
}

/// Returns the longest run of words that `text2num` takes for one number below a thousand.
fn in_words(words: &[Word], at: usize) -> Option<Numeral> {
    let mut run = String::new();
    let mut best = None;
    let mut count = 0;
    while count < LONGEST {
        let next = at + count;
        let word = lower(words, next);
        let is_number = numbers::is_cardinal(word) || (word == "hundred" && count > 0);
        let joins = (word == "and" && run.ends_with("hundred") || word == "-" && count > 0)
            && words.get(next + 1).is_some_and(|word| numbers::is_cardinal(&word.lower));
        if !is_number && !joins {
            break;
        }
        if word == "-" && !touches(words, next) {
            break;
        }
        if word != "-" {
            if !run.is_empty() {
                run.push(' ');
            }
            run += word;
        }
        count += 1;
        if is_number {
            match text2digits(&run, &*ENGLISH).ok().and_then(|digits| Exact::parse(&digits)) {
                Some(value) => best = Some((value, count)),
                None => break,
            }
        }
    }
    let (value, count) = best?;
    let mut numeral = of_words(value, count);
    // `four point five`
    if lower(words, at + count) == "point" {
        let decimals: Vec<i64> = words[at + count + 1..]
            .iter()
            .take(LONGEST)
            .map_while(|word| {
                numbers::CARDINALS[..10].iter().position(|known| *known == word.lower)
            })
            .filter_map(|digit| i64::try_from(digit).ok())
            .collect();
        let mut step = Exact::ONE;
        for digit in &decimals {
            step = step.over(Exact::whole(10))?;
            numeral.value = numeral.value.plus(step.times(Exact::whole(*digit))?)?;
        }
        if !decimals.is_empty() {
            numeral.step = step;
            numeral.mantissa = numeral.value;
            numeral.count += 1 + decimals.len();
        }
    }
    Some(numeral)
}
