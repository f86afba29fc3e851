//! Moments in the time zone of this computer, for words that people read.
//!
//! The layers below work with moments in UTC; only what is shown is local.

use jiff::{Timestamp, civil::Date, tz::TimeZone};

/// Writes a moment in the time zone of this computer: `25 Nov 2026, 18:24`.
pub fn local_time(at: Timestamp) -> String {
    TimeZone::system().to_datetime(at).strftime("%-d %b %Y, %H:%M").to_string()
}

/// Returns the day of a moment in the time zone of this computer.
pub fn local_day(at: Timestamp) -> Date {
    TimeZone::system().to_datetime(at).date()
}
