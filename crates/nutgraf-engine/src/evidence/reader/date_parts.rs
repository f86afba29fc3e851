//! The parts that dates are made of: days and years in figures and in words.

use super::{
    super::lexicon::{ordinals, scales, years},
    Purpose,
    unit::unit_at,
    word::Word,
};

/// Returns the value of a word that consists of at most four digits.
pub(crate) fn four_digits(word: &str) -> Option<i64> {
    if word.len() <= 4 { digits(word).map(i64::from) } else { None }
}

/// Returns the value of a word that consists of digits.
pub(crate) fn digits(word: &str) -> Option<u32> {
    let is_plain = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    is_plain.then(|| word.parse().ok()).flatten()
}

/// Whether a word is an ordinal in figures: *3rd*.
pub(crate) fn is_ordinal_figure(word: &str) -> bool {
    ordinals::ENDINGS
        .iter()
        .any(|end| word.strip_suffix(end).is_some_and(|number| digits(number).is_some()))
}

/// Returns the day of a month that a word names, in figures or as an ordinal.
///
/// Ordinals in words go up to *twelfth* for comparing and up to *twentieth* for noticing.
pub(crate) fn day_number(word: &str, purpose: Purpose) -> Option<i8> {
    let last = match purpose {
        Purpose::Notice => 20,
        Purpose::Compare => 12,
    };
    if let Some(day) = ordinals::position(word, 1..=last) {
        return day.try_into().ok();
    }
    let number = ordinals::ENDINGS.iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
    let day = digits(number).filter(|day| (1..=31).contains(day) && number.len() <= 2)?;
    day.try_into().ok()
}

/// Returns the year that a word of four digits may name.
///
/// For noticing, years that a text is likely to be about; a later one is a number then, and
/// is noticed as such.
pub(crate) fn year_number(word: &str, purpose: Purpose) -> Option<i16> {
    let years = match purpose {
        Purpose::Notice => 1000..=2100,
        Purpose::Compare => 1000..=2199,
    };
    let year = digits(word).filter(|year| word.len() == 4 && years.contains(year))?;
    year.try_into().ok()
}

/// Whether a word is what a number before it counts or measures: *2000 desks*, *1500 km*.
///
/// For noticing, anything that looks like a plural is counted, so that the number is noticed
/// beside the year. For comparing, only what is surely a measure or a scale.
pub(crate) fn is_counted(words: &[Word], at: usize, purpose: Purpose) -> bool {
    let Some(word) = words.get(at) else { return false };
    match purpose {
        Purpose::Notice => {
            let is_noun = word.text.starts_with(char::is_lowercase);
            let is_plural =
                word.lower.len() > 3 && word.lower.ends_with('s') && !word.is(years::NO_PLURALS);
            is_noun && (is_plural || word.is(years::COUNTED))
        }
        Purpose::Compare => {
            matches!(word.text.as_str(), "%" | "°")
                || unit_at(words, at).is_some()
                || scales::of(&word.lower).is_some()
        }
    }
}
