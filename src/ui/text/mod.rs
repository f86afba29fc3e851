//! Text in lines with a caret in it: what the editor and the reader have in common.
//!
//! # Invariants
//! Nothing here changes a text or interprets it. Offsets are bytes of the displayed text,
//! lengths are points.

pub(super) mod accesskit;
pub(super) mod bidi;
pub(super) mod caret;
pub(super) mod clicks;
pub(super) mod geometry;
pub(super) mod keymap;
pub(super) mod layout;
pub(super) mod motion;
pub(super) mod primary_selection;
pub(super) mod range;
