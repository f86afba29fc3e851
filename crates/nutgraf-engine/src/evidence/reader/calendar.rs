//! The dates of a sentence.
//!
//! # Invariants
//!
//! A day that the calendar does not have is no date, and a date in figures alone is read only
//! as far as its order is certain.

use jiff::civil::Weekday;

use super::{
    super::lexicon::{months, weekdays},
    Purpose,
    era::era_year,
    family::is_stop,
    month_date::month_date,
    numeric_date::numeric_date,
    text_date::TextDate,
    word::{Word, lower},
    year::{decade_or_century, short_end, year, year_in_words},
};
use crate::range::WordRange;

/// Returns the dates of a sentence for comparing, and marks their words in `taken`.
pub(crate) fn dates(words: &[Word], taken: &mut [bool]) -> Vec<TextDate> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let date = numeric_date(words, at, Purpose::Compare)
            .or_else(|| month_date(words, at, Purpose::Compare))
            .or_else(|| decade_or_century(words, at))
            .or_else(|| era_year(words, at, Purpose::Compare))
            .or_else(|| year_in_words(words, at))
            .or_else(|| year(words, at))
            .or_else(|| day_of_week(words, at));
        let Some(date) = date.filter(|date| date.words.end > at) else {
            at += 1;
            continue;
        };
        let second = short_end(words, &date);
        for date in [Some(date), second].into_iter().flatten() {
            taken[date.words].fill(true);
            at = date.words.end;
            found.push(date);
        }
    }
    found
}

/// Returns the day of the week that a word names, singular or plural.
pub(crate) fn weekday(word: &str) -> Option<Weekday> {
    Weekday::from_monday_zero_offset(weekdays::position(word)?).ok()
}

/// Returns a day of the week, with its date where that follows: `Tuesday, 8 March`.
fn day_of_week(words: &[Word], at: usize) -> Option<TextDate> {
    let word = words.get(at).filter(|word| word.is_capitalised())?;
    let weekday = weekday(&word.lower)?;
    let behind = at + 1 + usize::from(matches!(lower(words, at + 1), "," | "the"));
    let date = month_date(words, behind, Purpose::Compare)
        .or_else(|| numeric_date(words, behind, Purpose::Compare));
    if let Some(date) = date.filter(|date| date.day.is_some()) {
        let words = WordRange::new(at, date.words.end);
        return Some(TextDate { weekday: Some(weekday), words, ..date });
    }
    // `Sunday Times`, `Black Friday`
    let is_name = |at: Option<usize>| {
        at.and_then(|at| words.get(at)).is_some_and(|word| {
            let is_month = months::by_prefix(&word.lower).is_some();
            word.is_capitalised() && !is_month && !is_stop(&word.lower)
        })
    };
    if word.lower.ends_with("ys") || is_name(Some(at + 1)) || is_name(at.checked_sub(1)) {
        return None;
    }
    Some(TextDate { weekday: Some(weekday), ..TextDate::new(WordRange::new(at, at + 1)) })
}
