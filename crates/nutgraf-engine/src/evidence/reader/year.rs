//! Years, decades and centuries.

use super::{
    super::lexicon::{decades, eras, numbers, ordinals, seasons, years},
    Purpose,
    date_parts::{day_number, digits, four_digits, is_counted, year_number},
    family::is_stop,
    label::is_name_year,
    text_date::TextDate,
    word::{Word, lower, lower_before, touches},
};
use crate::range::WordRange;

/// Returns the year that a word names: of *the winter of 2019* with its season.
pub(crate) fn year(words: &[Word], at: usize) -> Option<TextDate> {
    let year = year_number(&words.get(at)?.text, Purpose::Compare)?;
    if is_name_year(words, at) || is_counted(words, at + 1, Purpose::Compare) {
        return None;
    }
    let before = lower_before(words, at, 1);
    if years::BEFORE_AMOUNT.contains(&before)
        || lower(words, at + 1) == "/" && lower(words, at + 2).len() > 2
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
                || next.is(years::COUNTED_PEOPLE);
            is_plural && (!years::BEFORE_YEAR_OF_THINGS.contains(&before) || year % 100 == 0)
        });
    let is_led = years::BEFORE_YEAR.contains(&before)
        || years::COMPARED_BEFORE_YEAR.contains(&before)
        || year % 100 != 0
        || before.is_empty();
    if counts || !is_led || year % 100 == 0 && names_thing {
        return None;
    }
    let of = usize::from(before == "of") + 1;
    let season = seasons::position(lower_before(words, at, of));
    Some(TextDate {
        years: Some((year, year)),
        season,
        ..TextDate::new(WordRange::new(at, at + 1))
    })
}

/// A year or another stretch of the calendar that the inventory notices.
pub(crate) struct NoticedYear {
    pub(crate) date: TextDate,
    /// Whether it may as well be a number: *in 1500 villages*.
    pub(crate) is_number_too: bool,
}

/// Returns what the inventory takes for a year: `1998`, `2019–20`, `the 1990s`, `the '50s`,
/// `Q3`, `FY2023`.
///
/// A round number may count anything; *2016 studies* are of that year.
pub(crate) fn noticed_year(words: &[Word], at: usize) -> Option<NoticedYear> {
    let word = lower(words, at);
    let only_date = |end: usize| {
        Some(NoticedYear { date: TextDate::new(WordRange::new(at, end)), is_number_too: false })
    };
    if let Some(decade) = word.strip_suffix('s').filter(|decade| digits(decade).is_some()) {
        let before = lower_before(words, at, 1);
        let is_age = matches!(before, "his" | "her" | "their" | "my" | "our");
        return if matches!(decade.len(), 2 | 4) && !is_age { only_date(at + 1) } else { None };
    }
    let quarter = word.strip_prefix(['q', 'h']).and_then(digits);
    let is_quarter = word.len() == 2 && quarter.is_some_and(|n| (1..=4).contains(&n));
    let is_fiscal = word.strip_prefix("fy").is_some_and(|year| digits(year).is_some());
    let is_cut = words.get(at).is_some_and(|word| word.is_cut);
    let is_cut_year = is_cut && word.len() == 2 && digits(word).is_some();
    if is_quarter || is_fiscal || is_cut_year {
        return only_date(at + 1);
    }
    year_number(word, Purpose::Notice)?;
    let before = lower_before(words, at, 1);
    let is_round = word.ends_with("00");
    let is_led = !is_round
        || years::BEFORE_YEAR.contains(&before)
        || years::NOTICED_BEFORE_YEAR.contains(&before);
    let is_counted = is_counted(words, at + 1, Purpose::Notice);
    if is_counted && !is_led {
        return None;
    }
    let is_joint = matches!(lower(words, at + 1), "-" | "/")
        && touches(words, at + 1)
        && touches(words, at + 2);
    let last = lower(words, at + 2);
    if is_joint && digits(last).is_some() && matches!(last.len(), 2 | 4) {
        return only_date(at + 3);
    }
    Some(NoticedYear { date: TextDate::new(WordRange::new(at, at + 1)), is_number_too: is_counted })
}

/// Returns the second year of `2019–20` and `1998/99`.
pub(crate) fn short_end(words: &[Word], first: &TextDate) -> Option<TextDate> {
    let at = first.words.end;
    let year = first.year().filter(|_| first.month.is_none())?;
    let is_joint =
        matches!(lower(words, at), "-" | "/") && touches(words, at) && touches(words, at + 1);
    let short = lower(words, at + 1);
    let end = four_digits(short).filter(|_| is_joint && short.len() == 2)?;
    let last = (year / 100) * 100 + i16::try_from(end).ok()?;
    (last > year && !is_counted(words, at + 2, Purpose::Compare)).then(|| TextDate {
        years: Some((last, last)),
        ..TextDate::new(WordRange::new(at + 1, at + 2))
    })
}

/// Returns the decade or century that begins at a word: `1990s`, `the '90s`, `the nineties`,
/// `the 19th century`.
pub(crate) fn decade_or_century(words: &[Word], at: usize) -> Option<TextDate> {
    let word = words.get(at)?;
    let before = lower_before(words, at, 1);
    let is_age = matches!(before, "his" | "her" | "their" | "my" | "our" | "your");
    let years = |first: i16, count: i16| TextDate {
        years: Some((first, first.saturating_add(count - 1))),
        ..TextDate::new(WordRange::new(at, at + 1))
    };
    if let Some(decade) = decades::number(&word.lower) {
        let is_dated = is_before_decade(before) && !is_age;
        return is_dated.then(|| years(1900 + 10 * decade, 10));
    }
    if let Some(number) = word.text.strip_suffix('s').and_then(four_digits) {
        let number = i16::try_from(number).ok()?;
        if is_age || number % 10 != 0 {
            return None;
        }
        return match word.text.len() {
            5 if number % 100 == 0 && number < 2000 => Some(years(number, 100)),
            5 => Some(years(number, 10)),
            3 if word.is_cut || before == "the" => Some(years(1900 + number, 10)),
            _ => None,
        };
    }
    century(words, at)
}

/// Whether a word before the name of a decade shows that it is one.
pub(crate) fn is_before_decade(word: &str) -> bool {
    matches!(word, "the" | "early" | "late" | "mid" | "-")
}

/// Returns `the 19th century`; the 20th century of most writers begins with 1900.
fn century(words: &[Word], at: usize) -> Option<TextDate> {
    let word = words.get(at)?;
    let behind = at + 1 + usize::from(lower(words, at + 1) == "-");
    if !matches!(lower(words, behind), "century" | "centuries") {
        return None;
    }
    let number = match day_number(&word.lower, Purpose::Compare) {
        Some(number) if !word.has_digit_first() || word.lower.len() > 2 => number.into(),
        _ => i16::try_from(ordinals::position(&word.lower, 13..=20)?).ok()?,
    };
    let last = number.checked_mul(100)?;
    let era = lower(words, behind + 1).to_uppercase();
    let (years, end) = match era.as_str() {
        era if eras::BEFORE_CHRIST.contains(&era) => ((-last, 100 - last), behind + 2),
        era if eras::AFTER_CHRIST.contains(&era) => ((last - 100, last), behind + 2),
        _ => ((last - 100, last), behind + 1),
    };
    Some(TextDate { years: Some(years), ..TextDate::new(WordRange::new(at, end)) })
}

/// Returns a year in words: `nineteen eighty-four`.
pub(crate) fn year_in_words(words: &[Word], at: usize) -> Option<TextDate> {
    let century = match cardinal(lower(words, at))? {
        number @ 16..=20 => number * 100,
        _ => return None,
    };
    let next = at + 1;
    let (rest, end) = match (lower(words, next), cardinal(lower(words, next))) {
        (_, Some(teen @ 10..=19)) => (teen, next + 1),
        (_, Some(tens)) if tens >= 20 => {
            let behind = next + 1 + usize::from(lower(words, next + 1) == "-");
            match cardinal(lower(words, behind)) {
                Some(digit @ 1..=9) => (tens + digit, behind + 1),
                _ => (tens, next + 1),
            }
        }
        ("oh", _) => match cardinal(lower(words, next + 1))? {
            digit @ 1..=9 => (digit, next + 2),
            _ => return None,
        },
        _ => return None,
    };
    let year = century + rest;
    Some(TextDate { years: Some((year, year)), ..TextDate::new(WordRange::new(at, end)) })
}

/// Returns the value of a word for a number below a hundred.
fn cardinal(word: &str) -> Option<i16> {
    let at = numbers::CARDINALS.iter().position(|known| *known == word)?;
    let at = i16::try_from(at).ok()?;
    Some(if at <= 20 { at } else { (at - 18) * 10 })
}
