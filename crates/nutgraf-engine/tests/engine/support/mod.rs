//! What several tests of the engine need.

pub mod captured;
pub mod changes;
pub mod markers;
