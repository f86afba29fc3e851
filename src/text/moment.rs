//! Moments as people read them.

use jiff::{Timestamp, tz::TimeZone};

/// A moment in the time of this desk: `25 Nov 2026, 18:24`.
pub fn local_time(at: Timestamp) -> String {
    TimeZone::system().to_datetime(at).strftime("%-d %b %Y, %H:%M").to_string()
}
