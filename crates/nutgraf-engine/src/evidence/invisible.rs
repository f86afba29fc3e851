//! Finds characters by which a draft can say something else than it shows.

use super::finding::{Finding, FindingKind};
use crate::{
    range::DraftRange,
    text::invisible::{InvisibleKind, find_invisible},
};

/// Returns a finding for each run of characters that set the writing direction, and for
/// each run of invisible characters that do nothing where they stand.
pub(super) fn invisible_findings(text: &str) -> Vec<Finding> {
    // Most texts hold none, and none is ASCII.
    if text.is_ascii() {
        return Vec::new();
    }
    // A byte order mark says of a file how it is written.
    let start = text.len() - text.trim_start_matches('\u{FEFF}').len();
    let mut runs: Vec<(FindingKind, DraftRange)> = Vec::new();
    for (at, c, kind) in find_invisible(text).filter(|(at, ..)| *at >= start) {
        let found = match kind {
            InvisibleKind::ExplicitBidi => FindingKind::BidiControl,
            InvisibleKind::Idle => FindingKind::InvisibleCharacter,
            InvisibleKind::ImplicitBidi => continue,
        };
        match runs.last_mut() {
            Some((last, range)) if *last == found && range.end == at => range.end += c.len_utf8(),
            _ => runs.push((found, DraftRange::new(at, at + c.len_utf8()))),
        }
    }
    runs.into_iter().map(|(kind, range)| Finding { kind, range }).collect()
}
