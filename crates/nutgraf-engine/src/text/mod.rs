//! The draft's text and everything that moves with it.
//!
//! # Invariants
//!
//! A [`Document`] is changed only by [`Document::apply`] with a [`Change`], which is a value
//! that can be printed, inverted and composed. Every apply maps every anchor and raises the
//! version by one. Offsets are bytes and always on character boundaries.

mod anchor;
mod anchors;
mod at_once;
mod change;
mod document;
mod excerpt;
pub mod find;
mod gapped;
mod history;
pub mod invisible;
mod lines;
mod log;
mod number;
mod pasted;
mod quotation_marks;
mod shifts;
mod words;

pub use anchor::{Anchor, AnchorKey, Bias};
pub use at_once::{CaretEdit, at_once};
pub use change::{Change, ChangeError, DraftEdit, Edit, Moved};
pub use document::{Applied, Document, DocumentCopy};
pub use excerpt::{capitalised, excerpt, one_line};
pub use gapped::{Gapped, Shift};
pub use history::{History, HistoryEntry, HistoryPoint};
pub use lines::{Lines, Position};
pub use number::{counted, number, size_in_words};
pub use pasted::pasted;
pub use quotation_marks::{APOSTROPHE, QuotationMarks, StraightMark, TypographicMark};
pub use words::{whole_words, word_end};
