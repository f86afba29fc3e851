//! Dates as a bibliography knows them: a year, perhaps a month, perhaps a day.

use std::{fmt, str::FromStr};

/// A date of which only the year is certain to be known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    /// The year, as printed.
    pub year: i16,
    /// The month, 1 to 12.
    pub month: Option<u8>,
    /// The day of the month, 1 to 31. Never given without a month.
    pub day: Option<u8>,
}

/// The text is not a year, year and month, or full date.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a date; write 2026, 2026-11 or 2026-11-23")]
pub struct PartialDateError(String);

impl PartialDate {
    /// The calendar day of a moment in UTC.
    pub fn of(moment: jiff::Timestamp) -> Self {
        let date = jiff::tz::Offset::UTC.to_datetime(moment).date();
        Self {
            year: date.year(),
            month: u8::try_from(date.month()).ok(),
            day: u8::try_from(date.day()).ok(),
        }
    }

    /// The date as a reader expects it in English: `23 November 2026`.
    pub fn in_words(&self) -> String {
        const MONTHS: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        let month = self.month.and_then(|m| MONTHS.get(usize::from(m).checked_sub(1)?));
        match (self.day, month) {
            (Some(day), Some(month)) => format!("{day} {month} {}", self.year),
            (_, Some(month)) => format!("{month} {}", self.year),
            _ => self.year.to_string(),
        }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
            if let Some(day) = self.day {
                write!(f, "-{day:02}")?;
            }
        }
        Ok(())
    }
}

impl FromStr for PartialDate {
    type Err = PartialDateError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || PartialDateError(text.trim().to_owned());
        let mut parts = text.trim().split('-');
        let year = parts.next().filter(|y| y.len() == 4).ok_or_else(wrong)?;
        let year: i16 = year.parse().map_err(|_| wrong())?;
        let mut small = |most: u8| -> Result<Option<u8>, PartialDateError> {
            let Some(part) = parts.next() else { return Ok(None) };
            let value: u8 = part.parse().map_err(|_| wrong())?;
            (1..=most).contains(&value).then_some(Some(value)).ok_or_else(wrong)
        };
        let (month, day) = (small(12)?, small(31)?);
        if parts.next().is_some() {
            return Err(wrong());
        }
        if let (Some(month), Some(day)) = (month, day) {
            // A 30 February is a typing mistake worth catching at the door.
            jiff::civil::Date::new(year, month as i8, day as i8).map_err(|_| wrong())?;
        }
        Ok(Self { year, month, day })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_reads_back_as_it_was_written() {
        for text in ["2026", "2026-11", "2026-11-23", "0987-01"] {
            assert_eq!(text.parse::<PartialDate>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in ["", "26", "2026-13", "2026-02-30", "2026-1-1-1", "last year", "20x6"] {
            assert!(text.parse::<PartialDate>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_date_in_words_says_only_what_is_known() {
        assert_eq!("2026-11-23".parse::<PartialDate>().unwrap().in_words(), "23 November 2026");
        assert_eq!("2026-11".parse::<PartialDate>().unwrap().in_words(), "November 2026");
        assert_eq!("2026".parse::<PartialDate>().unwrap().in_words(), "2026");
    }
}
