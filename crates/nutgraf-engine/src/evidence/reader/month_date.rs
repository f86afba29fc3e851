//! Dates with the name of a month: `12 May 2019`, `May 12, 2019`, `the 12th of May`.

use jiff::civil::Date;

use super::{
    super::lexicon::months,
    Purpose,
    date_parts::{day_number, is_counted, year_number},
    text_date::TextDate,
    word::{Word, lower, lower_before, touches},
};
use crate::range::WordRange;

/// Returns the date with a month that begins at a word.
///
/// For noticing it is the date whose month is that word. What is before it is taken as far as
/// it may be days: of *4, 5 and 6 July* all three. For comparing, each day is a date of its own,
/// and only a day right before the month, or before one other day, is certain.
pub(crate) fn month_date(words: &[Word], at: usize, purpose: Purpose) -> Option<TextDate> {
    match purpose {
        Purpose::Notice => noticed(words, at),
        Purpose::Compare => first_of_two(words, at).or_else(|| compared(words, at)),
    }
}

fn noticed(words: &[Word], at: usize) -> Option<TextDate> {
    if !names_month(words, at) {
        return None;
    }
    let is_day = |at: usize| day_number(lower(words, at), Purpose::Notice).is_some();
    let mut start = at;
    while let Some(before) = start.checked_sub(1) {
        let joins = matches!(lower(words, before), "of" | "the" | "-" | "and" | "to" | ",");
        let is_joint = joins && before.checked_sub(1).is_some_and(is_day);
        if !is_joint && !is_day(before) {
            break;
        }
        start = before;
    }
    let mut end = at + 1;
    let mut next = end + usize::from(lower(words, end) == "." && touches(words, end));
    if start == at && is_day(next) && !is_counted(words, next + 1, Purpose::Notice) {
        next += 1;
        if lower(words, next) == "-" && is_day(next + 1) {
            next += 2;
        }
        end = next;
    }
    next += usize::from(lower(words, next) == ",");
    let year = year_number(lower(words, next), Purpose::Notice);
    if year.is_some() && !is_counted(words, next + 1, Purpose::Notice) {
        end = next + 1;
    }
    Some(TextDate::new(WordRange::new(start, end)))
}

/// Whether a word names a month as far as the inventory is concerned: abbreviations only
/// beside a figure, and *May* only where it is neither a verb nor a name.
fn names_month(words: &[Word], at: usize) -> bool {
    let Some(word) = words.get(at).filter(|word| word.is_capitalised()) else { return false };
    let behind = if lower(words, at + 1) == "." { at + 2 } else { at + 1 };
    let before = at.checked_sub(1).and_then(|before| words.get(before));
    let has_figure = || {
        let is_figure = |word: Option<&Word>| word.is_some_and(Word::is_figure);
        is_figure(words.get(behind)) || is_figure(before)
    };
    match word.lower.as_str() {
        "may" => {
            has_figure()
                || match before {
                    None => months::BEHIND_FIRST_MAY.contains(&lower(words, 1)),
                    Some(before) => at == 1 || !before.is_capitalised(),
                }
        }
        name if months::MONTHS.contains(&name) => true,
        name => months::SHORT_MONTHS.contains(&name) && has_figure(),
    }
}

/// Returns the first day of `4 to 8 July` and `4–8 July`.
fn first_of_two(words: &[Word], at: usize) -> Option<TextDate> {
    let is_joint =
        |at: usize| matches!(lower(words, at), "to" | "-" | "and" | "until" | "through" | "or");
    let day = figure_day(words, at)?;
    if !is_joint(at + 1) {
        return None;
    }
    let is_second = words.get(at + 2).is_some_and(Word::has_digit_first) && !is_joint(at + 3);
    let second = if is_second { compared(words, at + 2)? } else { return None };
    let TextDate { years, month, day: Some(_), .. } = second else { return None };
    Some(TextDate { years, month, day: Some(day), ..TextDate::new(WordRange::new(at, at + 1)) })
}

/// Returns the day that a word gives in figures.
fn figure_day(words: &[Word], at: usize) -> Option<i8> {
    let word = words.get(at).filter(|word| word.has_digit_first())?;
    day_number(&word.lower, Purpose::Compare)
}

fn compared(words: &[Word], at: usize) -> Option<TextDate> {
    let (mut day, name) = match day_number(lower(words, at), Purpose::Compare) {
        Some(day) => (Some(day), at + 1 + usize::from(lower(words, at + 1) == "of")),
        None => (None, at),
    };
    let word = words.get(name).filter(|word| word.is_capitalised())?;
    let month = months::by_prefix(&word.lower)?;
    let mut end = name + 1;
    let is_short = word.lower.len() <= 4 && !months::MONTHS.contains(&word.lower.as_str());
    if is_short && lower(words, end) == "." && touches(words, end) {
        end += 1;
    }
    if day.is_none()
        && let Some(number) = figure_day(words, end)
        && !is_counted(words, end + 1, Purpose::Compare)
    {
        day = Some(number);
        end += 1;
        // `May 12–14`
        let is_day = |at: usize| day_number(lower(words, at), Purpose::Compare).is_some();
        if lower(words, end) == "-" && is_day(end + 1) {
            end += 2;
        }
    }
    let behind = end + usize::from(matches!(lower(words, end), "," | "of"));
    let year = words.get(behind).and_then(|word| year_number(&word.text, Purpose::Compare));
    let year = year.filter(|_| !is_counted(words, behind + 1, Purpose::Compare));
    if year.is_some() {
        end = behind + 1;
    }
    if day.is_none() && year.is_none() && !is_lone_month(words, name, end, is_short) {
        return None;
    }
    if let (Some(day), Some(year)) = (day, year) {
        Date::new(year, month, day).ok()?;
    }
    let years = year.map(|year| (year, year));
    Some(TextDate { years, month: Some(month), day, ..TextDate::new(WordRange::new(at, end)) })
}

/// Whether a month without a day and a year is one: *May* and *March* are words and names
/// too, and abbreviations may be anything.
fn is_lone_month(words: &[Word], name: usize, end: usize, is_short: bool) -> bool {
    let month = lower(words, name);
    let is_word = months::MONTH_WORDS.contains(&month);
    let is_led = months::BEFORE_MONTH.contains(&lower_before(words, name, 1));
    let is_verb = matches!(month, "may" | "march");
    let next_is_name = words.get(end).is_some_and(Word::is_capitalised);
    !(is_short || is_word && !is_led || is_verb && name == 0 || next_is_name && is_word)
}
