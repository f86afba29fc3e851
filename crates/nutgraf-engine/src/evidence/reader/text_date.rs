//! Dates of which a text may give only some parts, and how two of them compare.
//!
//! # Invariants
//!
//! Only parts that both dates give are compared, so that a year and a day of that year agree.

use crate::range::WordRange;
use jiff::civil::{Date, Weekday};

/// A date of which only some parts may be given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TextDate {
    /// First and last year that it may be in: one year, a decade's, a century's.
    pub(crate) years: Option<(i16, i16)>,
    pub(crate) month: Option<i8>,
    pub(crate) day: Option<i8>,
    pub(crate) weekday: Option<Weekday>,
    /// The season, counted from spring and 0.
    pub(crate) season: Option<i8>,
    /// The words of the sentence that it consists of, by index.
    pub(crate) words: WordRange,
}

/// How two dates compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DateRelation {
    /// No part that both give differs.
    Agrees,
    Differs,
    /// No part is given by both.
    Unrelated,
}

impl TextDate {
    pub(crate) fn new(words: WordRange) -> Self {
        Self { years: None, month: None, day: None, weekday: None, season: None, words }
    }

    /// Returns the year if it is in a single one.
    pub(crate) fn year(&self) -> Option<i16> {
        self.years.filter(|(first, last)| first == last).map(|(year, _)| year)
    }

    /// Returns the day of the week, named or computed.
    fn day_of_week(&self) -> Option<Weekday> {
        let date = || Date::new(self.year()?, self.month?, self.day?).ok();
        self.weekday.or_else(|| date().map(Date::weekday))
    }

    /// Whether it gives no more than a day of the week or a month.
    pub(crate) fn is_slight(&self) -> bool {
        self.years.is_none() && self.day.is_none()
    }

    /// Compares the parts that both dates give.
    pub(crate) fn relation(&self, other: &Self) -> DateRelation {
        let mut compared = false;
        let mut differs = false;
        if let (Some(own), Some(other)) = (self.years, other.years) {
            compared = true;
            differs |= own.0 > other.1 || other.0 > own.1;
        }
        let mut part = |own: Option<i8>, other: Option<i8>| {
            if let (Some(own), Some(other)) = (own, other) {
                compared = true;
                differs |= own != other;
            }
        };
        part(self.month, other.month);
        part(self.day, other.day);
        part(self.season, other.season);
        let named = self.weekday.is_some() || other.weekday.is_some();
        if named && let (Some(own), Some(other)) = (self.day_of_week(), other.day_of_week()) {
            compared = true;
            differs |= own != other;
        }
        match (compared, differs) {
            (false, _) => DateRelation::Unrelated,
            (true, false) => DateRelation::Agrees,
            (true, true) => DateRelation::Differs,
        }
    }

    /// Whether all but one part agree, or the digits of the year are in another
    /// order, so that one date looks like a slip for the other.
    pub(crate) fn is_close(&self, other: &Self) -> bool {
        let digits = |year: i16| {
            let mut digits = year.to_string().into_bytes();
            digits.sort_unstable();
            digits
        };
        if let (Some(own), Some(other)) = (self.years, other.years) {
            let is_other_era = own.0 == -other.1 && own.1 == -other.0;
            let is_turned =
                own.0 == own.1 && other.0 == other.1 && digits(own.0) == digits(other.0);
            if own != other && (is_other_era || is_turned) {
                return true;
            }
        }
        let parts = [
            self.years.zip(other.years).map(|(own, other)| own == other),
            self.month.zip(other.month).map(|(own, other)| own == other),
            self.day.zip(other.day).map(|(own, other)| own == other),
        ];
        let given = parts.iter().flatten().count();
        let agreeing = parts.iter().flatten().filter(|agrees| **agrees).count();
        given >= 2 && agreeing + 1 == given
    }

    /// Whether both give some of the same parts, so that one can be the other, wrongly given.
    pub(crate) fn is_like(&self, other: &Self) -> bool {
        self.years.is_some() && other.years.is_some()
            || self.month.is_some() && other.month.is_some()
            || (self.weekday.is_some() || other.weekday.is_some())
                && self.day_of_week().is_some()
                && other.day_of_week().is_some()
    }
}
