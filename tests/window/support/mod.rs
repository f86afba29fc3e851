//! What several tests of the window need.

#[path = "../../support/journal_copy.rs"]
pub mod journal_copy;
#[path = "../../support/journals.rs"]
pub mod journals;
#[path = "../../../crates/nutgraf-engine/tests/engine/support/markers.rs"]
pub mod markers;
#[path = "../../support/odd_names.rs"]
pub mod odd_names;
#[path = "../../support/skip.rs"]
pub mod skip;
pub mod window;
