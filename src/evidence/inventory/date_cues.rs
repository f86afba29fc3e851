//! Days, years and times of a sentence.
//!
//! Read where they stand, in the orders in which English writes them. What
//! always holds: a figure that may as well be a number (`in 1500 villages`)
//! stays one beside its date.

use super::{Cue, figure_cues::FigureCues, lists, words::Word};

/// Years of four digits that a text is likely to be about.
const YEARS: std::ops::RangeInclusive<u16> = 1000..=2100;

/// Finds the dates of a sentence and takes their figures.
pub(super) fn dates(figures: &mut FigureCues<'_>) {
    for at in 0..figures.words.list.len() {
        if figures.is_taken(at) {
            continue;
        }
        let is_date = by_digits(figures, at)
            || time_of_day(figures, at)
            || month(figures, at)
            || era(figures, at)
            || year(figures, at)
            || span(figures, at)
            || relative(figures, at);
        if is_date {
            figures.find(Cue::Date);
        }
    }
}

/// Takes words from one on, and says so.
fn take(figures: &mut FigureCues<'_>, at: usize, count: usize) -> bool {
    (at..at + count).for_each(|at| figures.take(at));
    true
}

/// `2024-02-29`, `31/12/2025`, `1.4.1987`, `9/11`.
fn by_digits(figures: &mut FigureCues<'_>, at: usize) -> bool {
    let words = figures.words;
    let parts: Vec<&str> = words.lower(at).split('.').collect();
    if parts.len() == 3 && is_day_month_year(&parts) {
        return take(figures, at, 1);
    }
    let sign = words.lower(at + 1);
    if !matches!(sign, "-" | "/") || !words.joins_next(at) || !words.joins_next(at + 1) {
        return false;
    }
    let parts = [words.lower(at), words.lower(at + 2), words.lower(at + 4)];
    if words.lower(at + 3) == sign && is_day_month_year(&parts) {
        return take(figures, at, 5);
    }
    parts[0] == "9" && sign == "/" && parts[1] == "11" && take(figures, at, 3)
}

fn is_day_month_year(parts: &[&str]) -> bool {
    let is_short =
        |part: &str| digits(part).is_some_and(|n| part.len() <= 2 && (1..=31).contains(&n));
    let is_year = |part: &str| digits(part).is_some() && part.len() == 4;
    let (first, last) = (parts[0], parts[2]);
    is_short(parts[1]) && ((is_year(first) && is_short(last)) || (is_short(first) && is_year(last)))
}

/// `7 a.m.`, `5pm`, `17:00`, `8.30 p.m.`, noon. A time with a colon may be a
/// runner's, so it is also a number.
fn time_of_day(figures: &mut FigureCues<'_>, at: usize) -> bool {
    let words = figures.words;
    let word = words.lower(at);
    if matches!(word, "noon" | "midnight") {
        return true;
    }
    // `half past nine`, `a quarter to six`
    let is_part = matches!(words.lower_before(at), "half" | "quarter" | "minutes");
    if matches!(word, "past" | "to") && is_part && figures.is_number(at + 1) {
        return take(figures, at - 1, 3);
    }
    if !figures.is_number(at) {
        return false;
    }
    let is_half_of_day = |at: usize| match words.lower(at) {
        "am" | "pm" | "o'clock" => true,
        "a" | "p" => {
            words.joins_next(at) && words.lower(at + 1) == "." && words.lower(at + 2) == "m"
        }
        _ => false,
    };
    let glued = word.strip_suffix("am").or(word.strip_suffix("pm"));
    if is_half_of_day(at + 1) || glued.is_some_and(|hour| digits(hour).is_some()) {
        return take(figures, at, 1);
    }
    let minutes = words.lower(at + 2);
    let is_clock = words.lower(at + 1) == ":" && words.joins_next(at) && words.joins_next(at + 1);
    is_clock
        && minutes.len() == 2
        && digits(word).is_some_and(|hour| hour < 25)
        && digits(minutes).is_some_and(|minute| minute < 60)
}

/// `12 March 2024`, `Aug. 20, 1977`, `the first of April`, `by May`.
fn month(figures: &mut FigureCues<'_>, at: usize) -> bool {
    if !names_month(figures, at) {
        return false;
    }
    let words = figures.words;
    take(figures, at, 1);
    let mut day = at;
    while let Some(before) = day.checked_sub(1) {
        let joins = matches!(words.lower(before), "of" | "the" | "-" | "and" | "to" | ",");
        let is_joint = joins && before.checked_sub(1).is_some_and(|at| is_day(words.lower(at)));
        if !is_joint && !is_day(words.lower(before)) {
            break;
        }
        figures.take(before);
        day = before;
    }
    let mut next = at + 1;
    next += usize::from(words.lower(next) == "." && words.get(next).is_some_and(|w| w.touches));
    let has_day = day < at;
    if !has_day && is_day(words.lower(next)) && !is_counted(figures, next + 1) {
        figures.take(next);
        next += 1;
        if words.lower(next) == "-" && is_day(words.lower(next + 1)) {
            figures.take(next + 1);
            next += 2;
        }
    }
    next += usize::from(words.lower(next) == ",");
    if is_year(words.lower(next)) && !is_counted(figures, next + 1) {
        figures.take(next);
    }
    true
}

fn names_month(figures: &FigureCues<'_>, at: usize) -> bool {
    let words = figures.words;
    let Some(word) = words.get(at).filter(|word| word.is_capitalised()) else { return false };
    let behind = if words.lower(at + 1) == "." { at + 2 } else { at + 1 };
    let has_figure = || {
        let is_figure = |word: Option<&Word>| word.is_some_and(Word::is_figure);
        is_figure(words.get(behind)) || is_figure(words.before(at))
    };
    match word.lower.as_str() {
        // A verb at the head of a sentence, and a name behind another.
        "may" => {
            has_figure()
                || match words.before(at) {
                    None => {
                        matches!(words.lower(1), "was" | "is" | "saw" | "brought" | "and" | ",")
                    }
                    Some(before) => at == 1 || !before.is_capitalised(),
                }
        }
        name if lists::MONTHS.contains(&name) => true,
        name => lists::SHORT_MONTHS.contains(&name) && has_figure(),
    }
}

/// `AD 79`, `44 BC`, `1200 CE`.
fn era(figures: &mut FigureCues<'_>, at: usize) -> bool {
    let words = figures.words;
    if !words.get(at).is_some_and(|word| lists::ERAS.contains(&&*word.text)) {
        return false;
    }
    let is_figure = |word: Option<&Word>| word.is_some_and(Word::is_figure);
    if is_figure(words.before(at)) {
        return take(figures, at - 1, 1);
    }
    is_figure(words.get(at + 1)) && take(figures, at + 1, 1)
}

/// `1998`, `2019–20`, `the 1990s`, `the '50s`, `Q3`, `FY2023`.
fn year(figures: &mut FigureCues<'_>, at: usize) -> bool {
    let words = figures.words;
    let word = words.lower(at);
    if let Some(decade) = word.strip_suffix('s').filter(|decade| digits(decade).is_some()) {
        let is_age = matches!(words.lower_before(at), "his" | "her" | "their" | "my" | "our");
        return matches!(decade.len(), 2 | 4) && !is_age && take(figures, at, 1);
    }
    let quarter = word.strip_prefix(['q', 'h']).and_then(digits);
    let is_quarter = word.len() == 2 && quarter.is_some_and(|n| (1..=4).contains(&n));
    let is_fiscal = word.strip_prefix("fy").is_some_and(|year| digits(year).is_some());
    if is_quarter || is_fiscal {
        return take(figures, at, 1);
    }
    if words.get(at).is_some_and(|word| word.is_cut) && word.len() == 2 && digits(word).is_some() {
        return take(figures, at, 1);
    }
    if !is_year(word) {
        return false;
    }
    // A round number may count anything; `2016 studies` are of that year.
    let is_round = word.ends_with("00");
    let is_led = lists::BEFORE_YEAR.contains(&words.lower_before(at)) || !is_round;
    let is_counted = is_counted(figures, at + 1);
    if is_counted && !is_led {
        return false;
    }
    if !is_counted {
        figures.take(at);
    }
    let joins = matches!(words.lower(at + 1), "-" | "/") && words.joins_next(at);
    let end = words.lower(at + 2);
    if joins && words.joins_next(at + 1) && digits(end).is_some() && matches!(end.len(), 2 | 4) {
        take(figures, at + 1, 2);
    }
    true
}

/// Whether a word is what a figure before it counts: `2000 desks`, `1500 km`.
fn is_counted(figures: &FigureCues<'_>, at: usize) -> bool {
    let Some(word) = figures.words.get(at) else { return false };
    let is_noun = word.text.starts_with(char::is_lowercase);
    let is_plural =
        word.lower.len() > 3 && word.lower.ends_with('s') && !word.is_any(lists::NO_PLURALS);
    is_noun && (is_plural || word.is_any(lists::COUNTED))
}

/// `the 18th century`, `the third quarter`, `decades`, `the nineties`.
fn span(figures: &mut FigureCues<'_>, at: usize) -> bool {
    let words = figures.words;
    let is_ordinal = |at: usize| {
        let word = words.lower(at);
        is_ordinal_figure(word) || lists::ORDINALS.contains(&word)
    };
    match words.lower(at) {
        "century" | "centuries" => {
            let mut ordinal = at;
            while ordinal > 0 && (words.lower(ordinal - 1) == "-" || is_ordinal(ordinal - 1)) {
                ordinal -= 1;
                figures.take(ordinal);
            }
            if words.lower_before(ordinal) == "twenty" {
                figures.take(ordinal - 1);
            }
            true
        }
        "decade" | "decades" => true,
        word if lists::DECADES.contains(&word) => {
            matches!(words.lower_before(at), "the" | "early" | "late" | "mid" | "-")
                && take(figures, at, 1)
        }
        "quarter" => {
            let is_first = words.lower_before(at) == "first";
            let is_of_year = at > 0 && (is_first || is_ordinal(at - 1));
            is_of_year && take(figures, at - 1, 2)
        }
        _ => false,
    }
}

/// `last year`, `two weeks ago`, `on Friday`, `this autumn`, `Christmas`.
fn relative(figures: &FigureCues<'_>, at: usize) -> bool {
    let words = figures.words;
    let word = words.lower(at);
    if lists::DAYS.contains(&word) {
        return true;
    }
    let weekday = word.strip_suffix('s').unwrap_or(word);
    if words.get(at).is_some_and(Word::is_capitalised)
        && (lists::WEEKDAYS.contains(&weekday) || lists::FEASTS.contains(&word))
    {
        return true;
    }
    let is_unit = |at: usize| lists::TIMES.contains(&words.lower(at));
    if lists::SEASONS.contains(&word) {
        return at == 0 || lists::BEFORE_SEASON.contains(&words.lower_before(at));
    }
    if lists::RELATIVE.contains(&word) {
        return is_unit(at + 1) || (figures.is_number(at + 1) && is_unit(at + 2));
    }
    // `New Year’s Day`
    if matches!(word, "day" | "eve")
        && words.get(at).is_some_and(Word::is_capitalised)
        && words.before(at).is_some_and(|before| before.is_capitalised() || before.lower == "-")
    {
        return true;
    }
    // `by the end of the year`
    let edge = at.checked_sub(3).map_or("", |edge| words.lower(edge));
    if is_unit(at) && words.lower_before(at) == "the" && lists::EDGES.contains(&edge) {
        return true;
    }
    // `a year earlier`, `the day before`
    (is_unit(at) || matches!(word, "day" | "days" | "hours" | "decades"))
        && matches!(words.lower(at + 1), "earlier" | "later" | "before" | "after")
}

fn digits(word: &str) -> Option<u32> {
    let is_plain = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    is_plain.then(|| word.parse().ok()).flatten()
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.parse().is_ok_and(|year: u16| YEARS.contains(&year))
}

fn is_ordinal_figure(word: &str) -> bool {
    let ends = ["st", "nd", "rd", "th"];
    ends.iter().any(|end| word.strip_suffix(end).is_some_and(|number| digits(number).is_some()))
}

/// A day of the month, in digits or as an ordinal.
fn is_day(word: &str) -> bool {
    let number = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let is_short = digits(number).is_some_and(|day| (1..=31).contains(&day));
    (is_short && (number.len() == word.len() || is_ordinal_figure(word)))
        || lists::ORDINALS.contains(&word)
        || word == "first"
}
