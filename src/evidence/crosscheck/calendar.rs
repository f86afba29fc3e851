//! Dates where they stand in a sentence: days, months, years, decades, centuries.
//!
//! What always holds: a day that the calendar does not have is no date; a date in
//! figures alone is read only as far as its order is certain.

use std::ops::Range;

use jiff::civil::{Date, Weekday};

use super::{
    label::is_name_year,
    numeral,
    partial_date::PartialDate,
    topic::is_stop,
    unit::unit_at,
    word::{Word, lower, lower_before, touches},
};

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Monday),
    ("tuesday", Weekday::Tuesday),
    ("wednesday", Weekday::Wednesday),
    ("thursday", Weekday::Thursday),
    ("friday", Weekday::Friday),
    ("saturday", Weekday::Saturday),
    ("sunday", Weekday::Sunday),
];

fn month(word: &str) -> Option<i8> {
    let at = MONTHS.iter().position(|month| {
        *month == word || word.len() >= 3 && word.len() <= 4 && month.starts_with(word)
    })?;
    i8::try_from(at + 1).ok()
}

pub(super) fn is_month(word: &str) -> bool {
    month(word).is_some()
}

fn weekday(word: &str) -> Option<Weekday> {
    let found =
        WEEKDAYS.iter().find(|(name, _)| *name == word || word.strip_suffix('s') == Some(name));
    found.map(|(_, day)| *day)
}

pub(super) fn is_weekday(word: &str) -> bool {
    weekday(word).is_some()
}

/// The dates of a sentence; their words are taken.
pub(super) fn dates(words: &[Word], taken: &mut [bool]) -> Vec<PartialDate> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let date = numeric(words, at)
            .or_else(|| with_month(words, at))
            .or_else(|| decade_or_century(words, at))
            .or_else(|| era(words, at))
            .or_else(|| year_in_words(words, at))
            .or_else(|| year(words, at))
            .or_else(|| day_of_week(words, at));
        let Some(date) = date.filter(|date| date.words.end > at) else {
            at += 1;
            continue;
        };
        taken[date.words.clone()].fill(true);
        at = date.words.end;
        // `2019–20`, `1998/99`
        if let Some(second) = short_end(words, &date) {
            taken[second.words.clone()].fill(true);
            at = second.words.end;
            found.push(date);
            found.push(second);
        } else {
            found.push(date);
        }
    }
    found
}

fn digits(word: &str) -> Option<i64> {
    let is_plain = !word.is_empty() && word.len() <= 4 && word.bytes().all(|b| b.is_ascii_digit());
    is_plain.then(|| word.parse().ok()).flatten()
}

fn full(year: i64, month: i64, day: i64, words: Range<usize>) -> Option<PartialDate> {
    let year = i16::try_from(year).ok()?;
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    Date::new(year, month, day).ok()?;
    let whole = PartialDate::new(words);
    Some(PartialDate { years: Some((year, year)), month: Some(month), day: Some(day), ..whole })
}

/// `2019-05-12`, `31/12/2025`, `12.5.2019`; of `3/4/2019` only the year is certain.
fn numeric(words: &[Word], at: usize) -> Option<PartialDate> {
    let word = lower(words, at);
    let parts: Vec<&str> = word.split('.').collect();
    if let [day, month, year] = parts.as_slice() {
        let (day, month) = (digits(day)?, digits(month)?);
        return full(digits(year).filter(|_| year.len() == 4)?, month, day, at..at + 1);
    }
    let sign = lower(words, at + 1);
    if !matches!(sign, "-" | "/") || lower(words, at + 3) != sign {
        return None;
    }
    let is_tight = (at + 1..at + 5).all(|at| touches(words, at));
    let numbers = [word, lower(words, at + 2), lower(words, at + 4)];
    let [first, second, third] = numbers.map(digits);
    let (first, second, third) = (first?, second?, third?);
    if !is_tight {
        return None;
    }
    let range = at..at + 5;
    if numbers[0].len() == 4 {
        return full(first, second, third, range);
    }
    if numbers[2].len() != 4 {
        return None;
    }
    match (first > 12, second > 12) {
        (true, false) => full(third, second, first, range),
        (false, true) => full(third, first, second, range),
        (false, false) if first == second => full(third, first, second, range),
        (false, false) => {
            let year = i16::try_from(third).ok()?;
            Some(PartialDate { years: Some((year, year)), ..PartialDate::new(range) })
        }
        (true, true) => None,
    }
}

fn day_number(word: &Word) -> Option<i8> {
    const ORDINALS: &[&str] = &[
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
        "tenth", "eleventh", "twelfth",
    ];
    if let Some(at) = ORDINALS.iter().position(|known| *known == word.lower) {
        return i8::try_from(at + 1).ok();
    }
    let number = ["st", "nd", "rd", "th"].iter().find_map(|end| word.lower.strip_suffix(end));
    let number = number.unwrap_or(&word.lower);
    digits(number).filter(|day| number.len() <= 2 && (1..=31).contains(day))?.try_into().ok()
}

fn year_number(words: &[Word], at: usize) -> Option<i16> {
    let word = words.get(at)?;
    let year =
        digits(&word.lower).filter(|year| word.text.len() == 4 && (1000..=2199).contains(year))?;
    year.try_into().ok()
}

/// `12 May 2019`, `May 12, 2019`, `the 12th of May`, `May 2019`, `in May`.
fn with_month(words: &[Word], at: usize) -> Option<PartialDate> {
    if let Some(first) = first_of_two(words, at) {
        return Some(first);
    }
    let (day, name) = match words.get(at).and_then(day_number) {
        Some(day) => {
            let skip = usize::from(lower(words, at + 1) == "of");
            (Some(day), at + 1 + skip)
        }
        None => (None, at),
    };
    let word = words.get(name).filter(|word| word.is_capitalised())?;
    let month = month(&word.lower)?;
    let mut end = name + 1;
    let is_short = word.lower.len() <= 4 && !MONTHS.contains(&word.lower.as_str());
    if is_short && lower(words, end) == "." && touches(words, end) {
        end += 1;
    }
    let mut day = day;
    if day.is_none()
        && let Some(next) = words.get(end).filter(|word| word.has_digit_first())
        && let Some(number) = day_number(next)
        && !is_counted(words, end + 1)
    {
        day = Some(number);
        end += 1;
        // `May 12–14`
        if lower(words, end) == "-" && words.get(end + 1).and_then(day_number).is_some() {
            end += 2;
        }
    }
    let behind = end + usize::from(matches!(lower(words, end), "," | "of"));
    let year = year_number(words, behind).filter(|_| !is_counted(words, behind + 1));
    if year.is_some() {
        end = behind + 1;
    }
    // `May` and `March` are words and names too.
    let is_word = matches!(
        word.lower.as_str(),
        "may" | "march" | "mark" | "mar" | "jan" | "august" | "april" | "june"
    );
    if day.is_none() && year.is_none() {
        const BEFORE: &[&str] = &[
            "in", "by", "since", "until", "till", "from", "to", "of", "last", "next", "early",
            "late", "mid", "during", "before", "after", "and", "through", "this", "between",
            "every", "each", "-",
        ];
        let is_led = BEFORE.contains(&lower_before(words, name, 1));
        let is_verb = word.lower == "may" || word.lower == "march";
        let next_is_name = words.get(end).is_some_and(Word::is_capitalised);
        if is_short || is_word && !is_led || is_verb && name == 0 || next_is_name && is_word {
            return None;
        }
    }
    if let (Some(day), Some(year)) = (day, year) {
        Date::new(year, month, day).ok()?;
    }
    let years = year.map(|year| (year, year));
    Some(PartialDate { years, month: Some(month), day, ..PartialDate::new(at..end) })
}

/// The first day of `4 to 8 July` and `4–8 July`.
fn first_of_two(words: &[Word], at: usize) -> Option<PartialDate> {
    let day = words.get(at).filter(|word| word.has_digit_first()).and_then(day_number)?;
    if !matches!(lower(words, at + 1), "to" | "-" | "and" | "until" | "through" | "or") {
        return None;
    }
    let is_second = words.get(at + 2).is_some_and(|word| word.has_digit_first())
        && !matches!(lower(words, at + 3), "to" | "-" | "and" | "until" | "through" | "or");
    let second = Some(at + 2).filter(|_| is_second).and_then(|at| with_month(words, at))?;
    let PartialDate { years, month, day: Some(_), .. } = second else { return None };
    Some(PartialDate { years, month, day: Some(day), ..PartialDate::new(at..at + 1) })
}

/// Whether what stands here is counted or measured by the number before it.
fn is_counted(words: &[Word], at: usize) -> bool {
    let Some(word) = words.get(at) else { return false };
    matches!(word.text.as_str(), "%" | "°")
        || unit_at(words, at).is_some()
        || numeral::scale(&word.lower).is_some()
}

/// `1990s`, `the '90s`, `the nineties`, `the 19th century`.
fn decade_or_century(words: &[Word], at: usize) -> Option<PartialDate> {
    const TENS: &[(&str, i16)] = &[
        ("twenties", 1920),
        ("thirties", 1930),
        ("forties", 1940),
        ("fifties", 1950),
        ("sixties", 1960),
        ("seventies", 1970),
        ("eighties", 1980),
        ("nineties", 1990),
    ];
    let word = words.get(at)?;
    let before = lower_before(words, at, 1);
    let is_age = matches!(before, "his" | "her" | "their" | "my" | "our" | "your");
    let decade = |first: i16| PartialDate {
        years: Some((first, first.saturating_add(9))),
        ..PartialDate::new(at..at + 1)
    };
    if let Some((_, first)) = TENS.iter().find(|(name, _)| *name == word.lower) {
        let is_dated = matches!(before, "the" | "early" | "late" | "mid" | "-");
        return (is_dated && !is_age).then(|| decade(*first));
    }
    if let Some(number) = word.text.strip_suffix('s').and_then(digits) {
        let number = i16::try_from(number).ok()?;
        if is_age || number % 10 != 0 {
            return None;
        }
        return match word.text.len() {
            5 if number % 100 == 0 && number < 2000 => Some(PartialDate {
                years: Some((number, number + 99)),
                ..PartialDate::new(at..at + 1)
            }),
            5 => Some(decade(number)),
            3 if word.is_cut || before == "the" => Some(decade(1900 + number)),
            _ => None,
        };
    }
    let has_hyphen = lower(words, at + 1) == "-";
    let behind = at + 1 + usize::from(has_hyphen);
    if !matches!(lower(words, behind), "century" | "centuries") {
        return None;
    }
    let number = match day_number(word) {
        Some(number) if !word.has_digit_first() || word.lower.len() > 2 => number,
        _ => century_in_words(&word.lower)?,
    };
    let last = i16::from(number).checked_mul(100)?;
    // The 20th century of most writers begins with 1900.
    let (years, end) = match lower(words, behind + 1) {
        "bc" | "bce" => ((-last, 100 - last), behind + 2),
        "ad" | "ce" => ((last - 100, last), behind + 2),
        _ => ((last - 100, last), behind + 1),
    };
    Some(PartialDate { years: Some(years), ..PartialDate::new(at..end) })
}

fn century_in_words(word: &str) -> Option<i8> {
    const ORDINALS: &[&str] = &[
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
        "twentieth",
    ];
    let at = ORDINALS.iter().position(|known| *known == word)?;
    i8::try_from(at + 13).ok()
}

/// `44 BC`, `AD 79`
fn era(words: &[Word], at: usize) -> Option<PartialDate> {
    let of = |year: i64, words: Range<usize>| {
        let year = i16::try_from(year).ok()?;
        Some(PartialDate { years: Some((year, year)), ..PartialDate::new(words) })
    };
    let text = |at: usize| words.get(at).map_or("", |word| word.text.as_str());
    if text(at) == "AD" {
        return of(digits(text(at + 1))?, at..at + 2);
    }
    let year = digits(text(at))?;
    match text(at + 1) {
        "BC" | "BCE" => of(-year, at..at + 2),
        "AD" | "CE" => of(year, at..at + 2),
        _ => None,
    }
}

/// `nineteen eighty-four`
fn year_in_words(words: &[Word], at: usize) -> Option<PartialDate> {
    let century = match lower(words, at) {
        "sixteen" => 1600,
        "seventeen" => 1700,
        "eighteen" => 1800,
        "nineteen" => 1900,
        "twenty" => 2000,
        _ => return None,
    };
    const TEENS: &[&str] = &[
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: &[&str] =
        &["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    const DIGITS: &[&str] =
        &["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    let place = |known: &[&str], at: usize| {
        known
            .iter()
            .position(|word| *word == lower(words, at))
            .and_then(|at| i16::try_from(at).ok())
    };
    let next = at + 1;
    let (rest, mut end) = if let Some(teen) = place(TEENS, next) {
        (10 + teen, next + 1)
    } else if let Some(ten) = place(TENS, next) {
        let behind = next + 1 + usize::from(lower(words, next + 1) == "-");
        match place(DIGITS, behind) {
            Some(digit) => ((ten + 2) * 10 + digit + 1, behind + 1),
            None => ((ten + 2) * 10, next + 1),
        }
    } else if matches!(lower(words, next), "oh") {
        (place(DIGITS, next + 1)? + 1, next + 2)
    } else {
        return None;
    };
    end = end.min(words.len());
    let year = century + rest;
    Some(PartialDate { years: Some((year, year)), ..PartialDate::new(at..end) })
}

/// Words before a number of four digits that make it a year.
const BEFORE_YEAR: &[&str] = &[
    "in", "since", "by", "from", "until", "till", "before", "after", "during", "of", "early",
    "late", "mid", "year", "circa", "c", "spring", "summer", "autumn", "fall", "winter", "and",
    "to", "between", "through", "around", "about", "(", ",", "-", "for", "the", "over", "with",
    "than",
];

fn year(words: &[Word], at: usize) -> Option<PartialDate> {
    let year = year_number(words, at)?;
    if is_name_year(words, at) || is_counted(words, at + 1) {
        return None;
    }
    let before = lower_before(words, at, 1);
    if matches!(
        before,
        "$" | "€"
            | "£"
            | "¥"
            | "no"
            | "nearly"
            | "almost"
            | "roughly"
            | "exactly"
            | "another"
            | "some"
            | "page"
            | "p"
            | "~"
            | "approximately"
            | "least"
            | "/"
    ) || matches!(lower(words, at + 1), "/") && lower(words, at + 2).len() > 2
        || lower(words, at + 1) == ":" && touches(words, at + 1) && touches(words, at + 2)
    {
        return None;
    }
    if lower_before(words, at, 2) == "up" && before == "to"
        || lower_before(words, at, 2) == "more" && before == "than"
    {
        return None;
    }
    let next = words.get(at + 1);
    let names_thing =
        next.is_some_and(|next| next.text.starts_with(char::is_lowercase) && !is_stop(&next.lower));
    let counts = names_thing
        && next.is_some_and(|next| {
            let is_plural = next.lower.ends_with('s') && !next.lower.ends_with("ss")
                || next.is(&["people", "men", "women", "children", "staff"]);
            let is_led = matches!(
                before,
                "in" | "since" | "by" | "the" | "of" | "its" | "his" | "her" | "their" | "'s"
            ) || before == "a";
            is_plural && (!is_led || year % 100 == 0)
        });
    let of = usize::from(before == "of") + 1;
    let season = match lower_before(words, at, of) {
        "spring" => Some(0),
        "summer" => Some(1),
        "autumn" | "fall" => Some(2),
        "winter" => Some(3),
        _ => None,
    };
    let is_led = BEFORE_YEAR.contains(&before) || year % 100 != 0 || before.is_empty();
    if counts || !is_led || year % 100 == 0 && names_thing {
        return None;
    }
    Some(PartialDate { years: Some((year, year)), season, ..PartialDate::new(at..at + 1) })
}

/// The second year of `2019–20` and `1998/99`.
fn short_end(words: &[Word], first: &PartialDate) -> Option<PartialDate> {
    let at = first.words.end;
    let year = first.year().filter(|_| first.month.is_none())?;
    let is_joint =
        matches!(lower(words, at), "-" | "/") && touches(words, at) && touches(words, at + 1);
    let short = lower(words, at + 1);
    let end = digits(short).filter(|_| is_joint && short.len() == 2)?;
    let last = (year / 100) * 100 + i16::try_from(end).ok()?;
    (last > year && !is_counted(words, at + 2))
        .then(|| PartialDate { years: Some((last, last)), ..PartialDate::new(at + 1..at + 2) })
}

fn day_of_week(words: &[Word], at: usize) -> Option<PartialDate> {
    let word = words.get(at).filter(|word| word.is_capitalised())?;
    // `Sunday Times`, `Black Friday`
    let beside = |at: Option<usize>| {
        at.and_then(|at| words.get(at)).is_some_and(|word| {
            word.is_capitalised() && !is_month(&word.lower) && !is_stop(&word.lower)
        })
    };
    let weekday = weekday(&word.lower)?;
    // `Tuesday, 8 March`
    let behind = at + 1 + usize::from(matches!(lower(words, at + 1), "," | "the"));
    if let Some(date) = with_month(words, behind).or_else(|| numeric(words, behind))
        && date.day.is_some()
    {
        let words = at..date.words.end;
        return Some(PartialDate { weekday: Some(weekday), words, ..date });
    }
    if word.lower.ends_with("ys") || beside(Some(at + 1)) || beside(at.checked_sub(1)) {
        return None;
    }
    Some(PartialDate { weekday: Some(weekday), ..PartialDate::new(at..at + 1) })
}
