//! What several tests of faults need.

#[path = "../../support/journal_copy.rs"]
pub mod journal_copy;
#[cfg(target_os = "linux")]
#[path = "../../support/machine.rs"]
pub mod machine;
#[cfg(target_os = "linux")]
#[path = "../../support/place.rs"]
pub mod place;
#[path = "../../support/skip.rs"]
pub mod skip;
