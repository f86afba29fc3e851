//! What editor and reader share: a text in lines, a caret in it, and where it goes.
//!
//! What always holds: nothing here changes a text or knows what it means. Offsets are
//! bytes of the text that is shown, lengths are points.

pub mod access;
pub mod bidi;
pub mod caret;
pub mod offer;
pub mod presses;
pub mod rows;
pub mod set;
pub mod steps;
pub mod stroke;
