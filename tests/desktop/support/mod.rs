//! What the tests of the real window need.

#![cfg(target_os = "linux")]

pub mod desktop;
pub mod disk;
#[path = "../../support/journal_copy.rs"]
pub mod journal_copy;
#[path = "../../support/machine.rs"]
pub mod machine;
#[path = "../../support/place.rs"]
pub mod place;
pub mod seat;
#[path = "../../support/skip.rs"]
pub mod skip;
pub mod sway;
pub mod writer;
