//! Dates in figures alone: `2019-05-12`, `31/12/2025`, `12.5.2019`.

use super::{
    Purpose,
    date_parts::{digits, four_digits},
    text_date::TextDate,
    word::{Word, lower, touches},
};
use crate::range::WordRange;

/// Returns the date in figures that begins at a word.
///
/// For noticing, it need not be in the calendar, nor say which figure is the day: a date that
/// cannot be is all the more to be checked. For comparing, only what is certain is read; of
/// `3/4/2019` that is the year.
pub(crate) fn numeric_date(words: &[Word], at: usize, purpose: Purpose) -> Option<TextDate> {
    let written = WrittenDate::at(words, at, purpose)?;
    match purpose {
        Purpose::Notice => written.looks_like_date().then(|| TextDate::new(written.words)),
        Purpose::Compare => written.certain_date(),
    }
}

/// Returns where *9/11* is, which names a day without a year.
pub(crate) fn day_with_slash(words: &[Word], at: usize) -> Option<WordRange> {
    let is_tight = touches(words, at + 1) && touches(words, at + 2);
    let written = [lower(words, at), lower(words, at + 1), lower(words, at + 2)];
    (is_tight && written == ["9", "/", "11"]).then_some(WordRange::new(at, at + 3))
}

/// Three figures between the same signs.
struct WrittenDate<'a> {
    figures: [&'a str; 3],
    is_dotted: bool,
    words: WordRange,
}

impl<'a> WrittenDate<'a> {
    /// For noticing, only the first three words must touch.
    fn at(words: &'a [Word], at: usize, purpose: Purpose) -> Option<Self> {
        let mut parts = lower(words, at).split('.');
        let (first, second, third) = (parts.next()?, parts.next(), parts.next());
        if let (Some(second), Some(third), None) = (second, third, parts.next()) {
            let figures = [first, second, third];
            return Some(Self { figures, is_dotted: true, words: WordRange::new(at, at + 1) });
        }
        let sign = lower(words, at + 1);
        let tight = match purpose {
            Purpose::Notice => at + 1..at + 3,
            Purpose::Compare => at + 1..at + 5,
        };
        let is_tight = tight.into_iter().all(|at| touches(words, at));
        let is_joined = matches!(sign, "-" | "/") && lower(words, at + 3) == sign && is_tight;
        let figures = [lower(words, at), lower(words, at + 2), lower(words, at + 4)];
        is_joined.then(|| Self { figures, is_dotted: false, words: WordRange::new(at, at + 5) })
    }

    /// Whether it has a year of four digits at one end and short figures elsewhere.
    fn looks_like_date(&self) -> bool {
        let is_short =
            |part: &str| digits(part).is_some_and(|n| part.len() <= 2 && (1..=31).contains(&n));
        let is_year = |part: &str| digits(part).is_some() && part.len() == 4;
        let [first, second, third] = self.figures;
        is_short(second) && (is_year(first) && is_short(third) || is_short(first) && is_year(third))
    }

    fn certain_date(self) -> Option<TextDate> {
        let [first, second, third] = self.figures.map(four_digits);
        let (first, second, third) = (first?, second?, third?);
        let is_year_last = self.figures[2].len() == 4;
        if self.is_dotted {
            return if is_year_last { full(third, second, first, self.words) } else { None };
        }
        if self.figures[0].len() == 4 {
            return full(first, second, third, self.words);
        }
        if !is_year_last {
            return None;
        }
        match (first > 12, second > 12) {
            (true, false) => full(third, second, first, self.words),
            (false, true) => full(third, first, second, self.words),
            (false, false) if first == second => full(third, first, second, self.words),
            (false, false) => {
                let year = i16::try_from(third).ok()?;
                Some(TextDate { years: Some((year, year)), ..TextDate::new(self.words) })
            }
            (true, true) => None,
        }
    }
}

/// Returns a date of the calendar.
fn full(year: i64, month: i64, day: i64, words: WordRange) -> Option<TextDate> {
    let year = i16::try_from(year).ok()?;
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    jiff::civil::Date::new(year, month, day).ok()?;
    let date = TextDate::new(words);
    Some(TextDate { years: Some((year, year)), month: Some(month), day: Some(day), ..date })
}
