//! Times of day: `7 a.m.`, `5pm`, `17:00`, `8.30 p.m.`.

use super::{
    super::lexicon::times_of_day,
    date_parts::digits,
    number::is_number,
    word::{Word, lower, lower_before, touches},
};
use crate::range::WordRange;

/// A time of day.
pub(crate) struct TimeOfDay {
    pub(crate) words: WordRange,
    /// Minutes since midnight.
    pub(crate) minutes: i64,
    /// Whether it may be twelve hours later as well.
    pub(crate) is_vague: bool,
}

/// Returns the time of day in figures that begins at a word, for comparing.
pub(crate) fn time_of_day(words: &[Word], at: usize) -> Option<TimeOfDay> {
    let word = words.get(at).filter(|word| word.text.starts_with(|c: char| c.is_ascii_digit()))?;
    let glued =
        times_of_day::HALVES.iter().find_map(|half| Some((word.lower.strip_suffix(half)?, *half)));
    let (number, mut half) = glued.unwrap_or((word.lower.as_str(), ""));
    let mut end = at + 1;
    let (hour, mut minute) = match number.split_once('.') {
        Some((hour, minute)) if minute.len() == 2 => (hour, minute.parse().ok()?),
        Some(_) => return None,
        None => (number, 0),
    };
    let has_colon = half.is_empty() && has_colon(words, end);
    if has_colon {
        let behind = lower(words, end + 1);
        let digits = behind.trim_end_matches(['a', 'p', 'm']);
        if digits.len() != 2 {
            return None;
        }
        minute = digits.parse().ok().filter(|minute| *minute < 60)?;
        let suffix = times_of_day::HALVES.iter().find(|half| behind.ends_with(**half));
        half = suffix.copied().unwrap_or_default();
        end += 2;
    }
    if half.is_empty() {
        match half_of_day(words, end) {
            Some(found) => (half, end) = found,
            None if has_colon => {}
            None => return None,
        }
    }
    let hour: i64 = hour.parse().ok()?;
    if hour > 24 || minute > 59 || lower(words, end) == ":" && touches(words, end) {
        return None;
    }
    let hour_of_day = match half {
        "pm" if hour < 12 => hour + 12,
        "am" if hour == 12 => 0,
        _ => hour,
    };
    Some(TimeOfDay {
        words: WordRange::new(at, end),
        minutes: hour_of_day * 60 + minute,
        is_vague: half.is_empty() && hour_of_day < 13 || half == times_of_day::FULL_HOUR,
    })
}

/// Whether a colon joins the words beside it.
fn has_colon(words: &[Word], colon: usize) -> bool {
    lower(words, colon) == ":" && touches(words, colon) && touches(words, colon + 1)
}

/// Returns the half of the day that begins at a word, and where it ends: `p.m.`.
fn half_of_day(words: &[Word], at: usize) -> Option<(&'static str, usize)> {
    let word = lower(words, at);
    let known = times_of_day::HALVES.iter().chain([&times_of_day::FULL_HOUR]);
    if let Some(half) = known.into_iter().find(|half| **half == word) {
        return Some((half, at + 1));
    }
    let is_dotted = lower(words, at + 1) == "."
        && lower(words, at + 2) == "m"
        && touches(words, at + 1)
        && touches(words, at + 2);
    let half = times_of_day::HALVES.iter().find(|half| half.strip_suffix('m') == Some(word));
    let half = half.filter(|_| is_dotted)?;
    let stop = at + 3;
    let has_stop = lower(words, stop) == "." && touches(words, stop);
    Some((half, stop + usize::from(has_stop)))
}

/// What the inventory takes for a time of day.
pub(crate) struct NoticedTime {
    /// The numbers that belong to it.
    pub(crate) words: WordRange,
    /// Whether it may as well be a number: a time with a colon may be a runner's.
    pub(crate) is_number_too: bool,
}

/// Returns what the inventory takes for a time of day at a word.
///
/// Unlike [`time_of_day`] it knows hours in words and names of times, needs no value, and
/// looks at the full stops of *p.m.* less closely.
pub(crate) fn noticed_time(words: &[Word], at: usize) -> Option<NoticedTime> {
    let word = words.get(at)?;
    let only_time = |words| Some(NoticedTime { words, is_number_too: false });
    if word.is(times_of_day::NAMES) {
        return only_time(WordRange::at(at));
    }
    let is_number_at = |at: usize| words.get(at).is_some_and(is_number);
    // `half past nine`, `a quarter to six`
    let is_part = times_of_day::BEFORE_PAST.contains(&lower_before(words, at, 1));
    if matches!(word.lower.as_str(), "past" | "to") && is_part && is_number_at(at + 1) {
        return only_time(WordRange::new(at - 1, at + 2));
    }
    if !is_number_at(at) {
        return None;
    }
    let mut halves = times_of_day::HALVES.iter();
    let glued = halves.find_map(|half| word.lower.strip_suffix(half));
    if is_half_of_day(words, at + 1) || glued.is_some_and(|hour| digits(hour).is_some()) {
        return only_time(WordRange::new(at, at + 1));
    }
    let minutes = lower(words, at + 2);
    let is_clock = has_colon(words, at + 1)
        && minutes.len() == 2
        && digits(&word.lower).is_some_and(|hour| hour < 25)
        && digits(minutes).is_some_and(|minute| minute < 60);
    is_clock.then_some(NoticedTime { words: WordRange::new(at, at + 1), is_number_too: true })
}

fn is_half_of_day(words: &[Word], at: usize) -> bool {
    let word = lower(words, at);
    let is_letter = times_of_day::HALVES.iter().any(|half| half.strip_suffix('m') == Some(word));
    times_of_day::HALVES.contains(&word)
        || word == times_of_day::FULL_HOUR
        || is_letter
            && touches(words, at + 1)
            && lower(words, at + 1) == "."
            && lower(words, at + 2) == "m"
}
