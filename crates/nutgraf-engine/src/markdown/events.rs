//! The events of the one parser, for a reader that sets the whole draft.
//!
//! Who writes HTML needs what the parser says and not only where things stand.
//!
//! # Invariants
//!
//! - The events are those that [`Structure::parse`](super::Structure::parse) reads, with
//!   byte ranges of the draft.
//! - Front matter is none of them.

use pulldown_cmark::{Event, Parser};

use super::{citations, depth, front_matter, front_matter::BOM, parse};
use crate::range::DraftRange;

/// The events of a draft in order, each with the bytes that it is of.
pub fn events(text: &str) -> Vec<(Event<'static>, DraftRange)> {
    let front = front_matter(text).map(|found| found.range);
    let bom = if text.starts_with(BOM) { BOM.len_utf8() } else { 0 };
    let base = front.map_or(bom, |range| range.end);
    let text = &*depth::bounded(text);
    let text = &*citations::undefined(text);
    let events = Parser::new_ext(&text[base..], parse::options()).into_offset_iter();
    events
        .map(|(event, range)| (event.into_static(), DraftRange::from(range).behind(base)))
        .collect()
}
