//! The cue `date`: days, years, times of day and times relative to the day of writing.
//!
//! # Invariants
//!
//! A figure that may as well be a number (`in 1500 villages`) stays one beside its date.

use super::super::{
    lexicon::{decades, feasts, ordinals, relative_times, seasons, time_spans},
    reader::{
        Purpose,
        calendar::weekday,
        clock::noticed_time,
        date_parts::is_ordinal_figure,
        era::era_year,
        month_date::month_date,
        number::is_number,
        numeric_date::{day_with_slash, numeric_date},
        word::{Word, lower, lower_before},
        year::{is_before_decade, noticed_year},
    },
};
use crate::range::WordRange;

/// Returns the words that belong to the date at a word and to nothing else; empty where the
/// date leaves its figures to be numbers too, or has none.
pub(super) fn date_at(words: &[Word], at: usize) -> Option<WordRange> {
    if let Some(date) = numeric_date(words, at, Purpose::Notice) {
        return Some(date.words);
    }
    if let Some(words) = day_with_slash(words, at) {
        return Some(words);
    }
    if let Some(time) = noticed_time(words, at) {
        return Some(if time.is_number_too { WordRange::at(at) } else { time.words });
    }
    if let Some(date) = month_date(words, at, Purpose::Notice) {
        return Some(date.words);
    }
    if let Some(date) = era_year(words, at, Purpose::Notice) {
        return Some(date.words);
    }
    if let Some(year) = noticed_year(words, at) {
        return Some(if year.is_number_too { WordRange::at(at) } else { year.date.words });
    }
    span(words, at).or_else(|| is_relative(words, at).then_some(WordRange::at(at)))
}

/// Returns the words of a stretch of time: `the 18th century`, `the third quarter`, `decades`,
/// `the nineties`.
fn span(words: &[Word], at: usize) -> Option<WordRange> {
    let is_ordinal = |at: usize| {
        let word = lower(words, at);
        is_ordinal_figure(word) || ordinals::position(word, 2..=20).is_some()
    };
    match lower(words, at) {
        "century" | "centuries" => {
            let mut start = at;
            while start > 0 && (lower(words, start - 1) == "-" || is_ordinal(start - 1)) {
                start -= 1;
            }
            // `twenty-first century`
            Some(WordRange::from(
                start - usize::from(lower_before(words, start, 1) == "twenty")..at,
            ))
        }
        "decade" | "decades" => Some(WordRange::at(at)),
        word if decades::DECADES.contains(&word) || decades::UNDATED_DECADES.contains(&word) => {
            is_before_decade(lower_before(words, at, 1)).then_some(WordRange::new(at, at + 1))
        }
        "quarter" => {
            let is_first = lower_before(words, at, 1) == "first";
            let is_of_year = at > 0 && (is_first || is_ordinal(at - 1));
            is_of_year.then(|| WordRange::new(at - 1, at + 1))
        }
        _ => None,
    }
}

/// Whether a word names a time by itself or relative to another: `last year`, `two weeks ago`,
/// `on Friday`, `this autumn`, `Christmas`.
fn is_relative(words: &[Word], at: usize) -> bool {
    let Some(word) = words.get(at) else { return false };
    let (before, next) = (lower_before(words, at, 1), lower(words, at + 1));
    if word.is(relative_times::RELATIVE_DAYS) || word.lower == "ago" {
        return true;
    }
    let is_day = weekday(&word.lower).is_some() || word.is(feasts::FEASTS);
    if word.is_capitalised() && is_day {
        return true;
    }
    if word.is(seasons::SEASONS) {
        return at == 0 || seasons::BEFORE_SEASON.contains(&before);
    }
    let is_span = |at: usize| is_span(lower(words, at));
    if word.is(relative_times::RELATIVE) {
        let is_counted = words.get(at + 1).is_some_and(is_number) && is_span(at + 2);
        return is_span(at + 1) || is_counted;
    }
    // `New Year’s Day`
    let name = at.checked_sub(1).and_then(|name| words.get(name));
    if matches!(word.lower.as_str(), "day" | "eve")
        && word.is_capitalised()
        && name.is_some_and(|name| name.is_capitalised() || name.lower == "-")
    {
        return true;
    }
    // `by the end of the year`
    let edge = lower_before(words, at, 3);
    if is_span(at) && before == "the" && relative_times::EDGES.contains(&edge) {
        return true;
    }
    // `a year earlier`, `the day before`
    (is_span(at) || matches!(word.lower.as_str(), "day" | "days" | "hours" | "decades"))
        && matches!(next, "earlier" | "later" | "before" | "after")
}

/// Whether a word is a stretch of time that can be last or next.
pub(super) fn is_span(word: &str) -> bool {
    time_spans::SPANS.contains(&word) || time_spans::NOTICED_SPANS.contains(&word)
}
