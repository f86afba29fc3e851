//! The system's clock, as projects keep time.

use jiff::Timestamp;

/// Returns the current time in whole seconds, which is what a project file keeps.
pub fn this_second() -> Timestamp {
    let now = Timestamp::now();
    Timestamp::from_second(now.as_second()).unwrap_or(now)
}
