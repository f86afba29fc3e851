//! Parts of a whole in words: *half*, *a third*, *one in five*, *3 of the 5*.

use super::{
    super::lexicon::{fractions, numbers, scales},
    amount::Exact,
    figure::Figure,
    hedge,
    noun::counted,
    numeral,
    unit::{Dimension, MeasureUnit, unit_at},
    word::{Word, lower, lower_before, touches},
};
use crate::range::WordRange;

/// Returns the fraction that begins at a word.
pub(crate) fn read(words: &[Word], at: usize) -> Option<Figure> {
    let mut figure = in_words(words, at)
        .or_else(|| and_a_half(words, at))
        .or_else(|| every_so_many(words, at))
        .or_else(|| with_slash(words, at))
        .or_else(|| one_in_so_many(words, at))?;
    if figure.nouns.is_empty() {
        figure.nouns = counted(words, figure.words, figure.unit);
    }
    Some(figure)
}

fn denominator(word: &str) -> Option<i64> {
    let singular = word.trim_end_matches('s');
    let denominator = fractions::DENOMINATORS.iter().find(|(known, _)| *known == singular);
    denominator.map(|(_, value)| *value)
}

/// Returns a fraction in words: `half`, `a third`, `two-thirds`, `three quarters of an hour`, `half a million`.
fn in_words(words: &[Word], at: usize) -> Option<Figure> {
    let first = lower(words, at);
    let (num, part) = match first {
        "half" | "halves" => (1, at),
        "a" | "an" | "one" => (1, at + 1),
        // `quarter of a million`
        "quarter" if lower(words, at + 1) == "of" && scale_behind(words, at + 3).is_some() => {
            (1, at)
        }
        _ if numbers::is_cardinal(first) || words.get(at)?.has_digit_first() => {
            let number = numeral::read(words, at, false)?;
            if number.count != 1 {
                return None;
            }
            (number.value.as_whole().filter(|n| (2..=99).contains(n))?, at + 1)
        }
        _ => return None,
    };
    let has_hyphen = part > at && lower(words, part) == "-" && touches(words, part);
    let part = part + usize::from(has_hyphen);
    let word = lower(words, part);
    let den = denominator(word)?;
    let is_plural = word.ends_with('s');
    let is_odd = num == 1 && is_plural || num > 1 && !is_plural;
    if is_odd || num >= den * 3 {
        return None;
    }
    let end = part + 1;
    let next = lower(words, end);
    let idles = match word {
        "half" => {
            fractions::BEHIND_NO_HALF.contains(&next)
                || next == "-" && !is_unit_or_scale(words, end + 1)
                || fractions::BEFORE_HALF_AS_THING.contains(&lower_before(words, at, 1))
                    && first == "half"
        }
        "quarter" => matches!(next, "to" | "past" | "final") || next == "-",
        // `a third person`, `a fifth column`: a part is of something, or ends the clause.
        _ if num == 1 && !has_hyphen => {
            let goes_on = words.get(end).is_some_and(Word::is_wordy);
            goes_on && !fractions::BEHIND_PART.contains(&next)
        }
        _ => false,
    };
    if idles {
        return None;
    }
    let value = Exact::ratio(num.into(), den.into())?;
    let start = at;
    // `half a million`, `three quarters of a billion dollars`
    let article = match (next, lower(words, end + 1)) {
        ("of", "a" | "an") => Some(end + 2),
        ("a" | "an", _) => Some(end + 1),
        _ => None,
    };
    if let Some(behind) = article {
        if let Some(scale) = scale_behind(words, behind) {
            let scale = Exact::whole(scale);
            let mut end = behind + 1;
            let mut unit = MeasureUnit::COUNT;
            if let Some((own, count)) = unit_at(words, end) {
                unit = own;
                end += count;
            }
            let value = value.times(scale)?;
            let nouns = counted(words, WordRange::from(start..end), unit);
            let step = value.over(Exact::whole(20))?;
            return Some(Figure {
                step,
                nouns,
                ..Figure::new(value, unit, WordRange::new(start, end))
            });
        }
        if let Some((unit, count)) = unit_at(words, behind) {
            return Some(Figure {
                step: value,
                ..Figure::new(value, unit, WordRange::new(start, behind + count))
            });
        }
    }
    if has_hyphen_unit(words, end) {
        let (unit, count) = unit_at(words, end + 1)?;
        return Some(Figure {
            step: value,
            ..Figure::new(value, unit, WordRange::new(start, end + 1 + count))
        });
    }
    Some(Figure {
        is_fraction: true,
        ..Figure::new(value, MeasureUnit::SHARE, WordRange::new(start, end))
    })
}

/// Returns a unit and a half: `an hour and a half`.
fn and_a_half(words: &[Word], at: usize) -> Option<Figure> {
    if !matches!(lower(words, at), "a" | "an" | "one") {
        return None;
    }
    let (unit, count) = unit_at(words, at + 1)?;
    let end = at + 1 + count;
    let is_half = (0..3).map(|more| lower(words, end + more)).eq(["and", "a", "half"]);
    let value = Exact::ratio(3, 2)?;
    let step = Exact::ratio(1, 2)?;
    is_half.then(|| Figure { step, ..Figure::new(value, unit, WordRange::new(at, end + 3)) })
}

/// Returns one of so many: `every fourth child`.
fn every_so_many(words: &[Word], at: usize) -> Option<Figure> {
    let den = match lower(words, at + 1) {
        "second" => 2,
        ordinal => denominator(ordinal).filter(|_| !ordinal.ends_with('s'))?,
    };
    let is_time = unit_at(words, at + 2).is_some();
    if lower(words, at) != "every" || is_time {
        return None;
    }
    let value = Exact::ratio(1, den.into())?;
    Some(Figure {
        is_fraction: true,
        ..Figure::new(value, MeasureUnit::SHARE, WordRange::new(at, at + 2))
    })
}

fn is_unit_or_scale(words: &[Word], at: usize) -> bool {
    scales::of(lower(words, at)).is_some() || unit_at(words, at).is_some()
}

fn has_hyphen_unit(words: &[Word], at: usize) -> bool {
    lower(words, at) == "-" && touches(words, at) && unit_at(words, at + 1).is_some()
}

fn scale_behind(words: &[Word], at: usize) -> Option<i64> {
    scales::of(lower(words, at))
}

/// Returns a fraction in figures: `1/3`.
fn with_slash(words: &[Word], at: usize) -> Option<Figure> {
    if lower(words, at + 1) != "/" || !touches(words, at + 1) || !touches(words, at + 2) {
        return None;
    }
    if lower(words, at + 3) == "/" || lower_before(words, at, 1) == "/" {
        return None;
    }
    let whole = |at: usize| lower(words, at).parse::<i64>().ok();
    let (num, den) = (whole(at)?, whole(at + 2)?);
    // `24/7` and `9/11` name a time and a day.
    if num >= den || den > 100 || (num, den) == (9, 11) {
        return None;
    }
    let value = Exact::ratio(num.into(), den.into())?;
    Some(Figure {
        is_fraction: true,
        ..Figure::new(value, MeasureUnit::SHARE, WordRange::new(at, at + 3))
    })
}

/// Returns so many of so many: `one in five`, `3 out of 10`, `one-in-five`.
fn one_in_so_many(words: &[Word], at: usize) -> Option<Figure> {
    let number = numeral::read(words, at, false).filter(|number| number.unit.is_none())?;
    let mut next = at + number.count;
    next += usize::from(lower(words, next) == "-" && touches(words, next));
    let joint = match (lower(words, next), lower(words, next + 1)) {
        ("in", "every") | ("out", "of") => 2,
        ("in", "-") => 2,
        ("in", _) => 1,
        _ => return None,
    };
    let whole = numeral::read(words, next + joint, false).filter(|number| number.unit.is_none())?;
    let end = next + joint + whole.count;
    // `five in 2019` tells when.
    let is_year = whole.is_digits && !whole.is_scaled && lower(words, next + joint).len() == 4;
    let fits = number.value < whole.value && whole.value > Exact::ONE && whole.count > 0;
    let is_unit = unit_at(words, end).is_some_and(|(unit, _)| unit.dimension == Dimension::Time);
    if is_year || !fits || is_unit {
        return None;
    }
    let value = number.value.over(whole.value)?;
    Some(Figure {
        is_fraction: true,
        ..Figure::new(value, MeasureUnit::SHARE, WordRange::new(at, end))
    })
}

/// Adds the shares of `3 of the 5` and `60 of 200 patients` to the two counts.
pub(crate) fn shares_of_counts(words: &[Word], found: &mut Vec<Figure>) {
    let mut shares = Vec::new();
    for pair in found.windows(2) {
        let [part, whole] = pair else { continue };
        let between = words.get(part.words.end..whole.words.start).unwrap_or_default();
        let is_of = between.iter().any(|word| word.is(&["of"]))
            && between.len() <= 4
            && between.iter().all(|word| word.is_wordy());
        let counts = |figure: &Figure| {
            matches!(figure.unit.dimension, Dimension::Count | Dimension::Money)
                && figure.upper.is_none()
        };
        if is_of
            && counts(part)
            && counts(whole)
            && part.unit == whole.unit
            && part.value < whole.value
            && let Some(value) = part.value.over(whole.value)
        {
            let words_of = WordRange::new(part.words.start, whole.words.end);
            let hedge = hedge::around(words, part.words);
            shares.push(Figure {
                is_derived: true,
                step: Exact::ZERO,
                hedge,
                nouns: whole.nouns.clone(),
                ..Figure::new(value, MeasureUnit::SHARE, words_of)
            });
        }
    }
    found.extend(shares);
}
