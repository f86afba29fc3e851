//! What several tests of files need.

#[path = "../../../crates/nutgraf-engine/tests/engine/support/changes.rs"]
pub mod changes;
pub mod desk;
pub mod html;
#[path = "../../support/journals.rs"]
pub mod journals;
#[path = "../../support/odd_names.rs"]
pub mod odd_names;
#[path = "../../support/skip.rs"]
pub mod skip;
