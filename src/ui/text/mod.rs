//! Text in lines with a caret in it: what the editor and the reader have in common.
//!
//! # Invariants
//! Nothing here changes a text or interprets it. Offsets are bytes of the displayed text,
//! lengths are points.

pub mod accesskit;
pub mod bidi;
pub mod caret;
pub mod clicks;
pub mod geometry;
pub mod keymap;
pub mod layout;
pub mod motion;
pub mod primary_selection;
