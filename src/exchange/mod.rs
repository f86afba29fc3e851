//! Texts coming in, finished Markdown going out.
//!
//! # Invariants
//!
//! - What comes in is kept as it was captured, a byte order mark aside.
//! - What goes out is the draft byte for byte except for the citations it replaces (a
//!   note takes the space before it along) and what it adds at the beginning and the end.

pub mod clipboard;
pub mod clipboard_image;
pub mod export;
pub mod import;
pub mod picture;
