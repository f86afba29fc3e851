//! Figures that compare: *doubled*, *three times as many*, `2:1`, *third-largest*;
//! and times of day.

use super::{
    super::lexicon::{multiples, numbers, ordinals},
    amount::Exact,
    clock::time_of_day,
    family::is_stop,
    figure::Figure,
    noun::{counted, stem},
    numeral,
    unit::MeasureUnit,
    word::{Word, lower, lower_before, touches},
};
use crate::range::WordRange;

/// Returns the multiple that begins at a word: `doubled`, `twice as many`, `threefold`, `three
/// times the size`.
pub(crate) fn multiple(words: &[Word], at: usize) -> Option<Figure> {
    let word = words.get(at)?;
    let next = lower(words, at + 1);
    let times = |num: i128, den: i128, end: usize| {
        let value = Exact::ratio(num, den)?;
        Some(Figure::new(value, MeasureUnit::TIMES, WordRange::new(at, end)))
    };
    let multiple = multiples::MULTIPLES.iter().find(|(known, _, _)| *known == word.lower);
    if let Some((_, num, den)) = multiple {
        return times(*num, *den, at + 1);
    }
    match word.lower.as_str() {
        "double" if multiples::BEHIND_DOUBLE.contains(&next) => return times(2, 1, at + 1),
        "triple" | "treble" if multiples::BEHIND_TRIPLE.contains(&next) => {
            return times(3, 1, at + 1);
        }
        "twice" => {
            if multiples::BEHIND_TWICE.contains(&next) {
                return times(2, 1, at + 1);
            }
            let mut figure =
                Figure::new(Exact::whole(2), MeasureUnit::COUNT, WordRange::new(at, at + 1));
            figure.nouns = vec![stem("times")];
            figure.is_weak = true;
            return Some(figure);
        }
        _ => {}
    }
    if let Some(number) = word.lower.strip_suffix("fold").filter(|number| !number.is_empty()) {
        let number = number.trim_end_matches('-');
        let value = match number.parse::<i64>() {
            Ok(number) => Exact::whole(number),
            Err(_) if numbers::is_cardinal(number) || number == "hundred" => {
                Exact::parse(&text2num::text2digits(number, &text2num::Language::english()).ok()?)?
            }
            Err(_) => return None,
        };
        return Some(Figure::new(value, MeasureUnit::TIMES, WordRange::new(at, at + 1)));
    }
    // `by a factor of four`
    if word.lower == "factor" && next == "of" {
        let number = numeral::read(words, at + 2, false).filter(|n| n.unit.is_none())?;
        let figure = Figure::new(
            number.value,
            MeasureUnit::TIMES,
            WordRange::new(at, at + 2 + number.count),
        );
        return Some(Figure { step: number.step, ..figure });
    }
    // `x2`
    if let Some(number) = word.lower.strip_prefix('x').and_then(Exact::parse) {
        return Some(Figure::new(number, MeasureUnit::TIMES, WordRange::new(at, at + 1)));
    }
    let number = numeral::read(words, at, false)
        .filter(|n| n.unit.is_none() && !n.is_ordinal && n.count > 0)?;
    let mut end = at + number.count;
    let has_hyphen = lower(words, end) == "-" && touches(words, end);
    end += usize::from(has_hyphen);
    let compares = match lower(words, end) {
        "fold" => true,
        "times" => multiples::BEHIND_TIMES.contains(&lower(words, end + 1)),
        _ => return None,
    };
    if !compares {
        return None;
    }
    let value = Figure {
        step: number.step,
        ..Figure::new(number.value, MeasureUnit::TIMES, WordRange::new(at, end + 1))
    };
    Some(value)
}

/// Returns the time of day that begins at a word, in minutes.
pub(crate) fn clock(words: &[Word], at: usize) -> Option<Figure> {
    let time = time_of_day(words, at)?;
    let figure = Figure::new(Exact::whole(time.minutes), MeasureUnit::CLOCK, time.words);
    Some(Figure { is_vague: time.is_vague, ..figure })
}

/// Returns the score or ratio that begins at a word: `2:1`, `3-1` where it can be no range,
/// `two to one`.
pub(crate) fn score(words: &[Word], at: usize) -> Option<Figure> {
    let number = |at: usize| {
        let number = numeral::read(words, at, false)?;
        let is_small = number.count == 1 && number.unit.is_none() && !number.is_ordinal;
        number.value.as_whole().filter(|n| is_small && (0..=999).contains(n))
    };
    let first = number(at)?;
    // `three goals to one`, `62 votes to 54`
    let has_noun =
        multiples::SCORED.contains(&lower(words, at + 1)) && lower(words, at + 2) == "to";
    let joint = at + 1 + usize::from(has_noun);
    let end = joint + 2;
    let sign = lower(words, joint);
    let is_tight = touches(words, joint) && touches(words, joint + 1);
    let second = number(joint + 1)?;
    let scores = match sign {
        ":" => is_tight,
        "-" => is_tight && first >= second,
        "to" => {
            (first > second || has_noun)
                && !matches!(lower_before(words, at, 1), "from" | "fell" | "down")
        }
        _ => false,
    };
    let goes_on = matches!(lower(words, end), "-" | ":" | "%" | "percent" | "per")
        || super::unit::unit_at(words, end).is_some();
    // A pair is told by one number that no other pair of the range has.
    let value = Exact::whole(first * 1_000 + second);
    (scores && !goes_on).then(|| Figure::new(value, MeasureUnit::SCORE, WordRange::new(at, end)))
}

/// Ordinals that may be ranks; *first* is a superlative.
const RANKS: std::ops::RangeInclusive<i64> = 2..=12;

/// Returns the rank that begins at a word: `third-largest`, `the fifth president`, `came
/// fourth`, `in 3rd place`.
pub(crate) fn rank(words: &[Word], at: usize) -> Option<Figure> {
    let word = words.get(at)?;
    let value = if let Some(place) = ordinals::position(&word.lower, RANKS) {
        place
    } else {
        let number = numeral::read(words, at, false).filter(|number| number.is_ordinal)?;
        number.value.as_whole()?
    };
    let has_hyphen = lower(words, at + 1) == "-";
    let next = lower(words, at + 1 + usize::from(has_hyphen));
    let ranks = next.ends_with("est") && next.len() > 4
        || multiples::BEHIND_RANK.contains(&next)
        || multiples::BEFORE_RANK.contains(&lower_before(words, at, 1));
    let counts = word.has_digit_first() || word.lower != "second";
    let goes_on = words.get(at + 1).is_some_and(Word::is_wordy) && !is_stop(next);
    let is_one = ranks || counts && goes_on && next != "of";
    if !is_one {
        return None;
    }
    let mut figure =
        Figure::new(Exact::whole(value), MeasureUnit::RANK, WordRange::new(at, at + 1));
    figure.nouns = counted(words, figure.words, MeasureUnit::RANK);
    figure.is_weak = !ranks;
    Some(figure)
}
