//! Finds characters by which a draft can say something else than it shows.

use std::ops::Range;

use super::finding::{Code, Finding, Severity};
use crate::text::invisible::{InvisibleKind, find_invisible};

/// Returns a finding for each run of characters that set the writing direction, and for
/// each run of invisible characters that do nothing where they stand.
pub(super) fn invisible_findings(text: &str) -> Vec<Finding> {
    // Most texts hold none, and none is ASCII.
    if text.is_ascii() {
        return Vec::new();
    }
    // A byte order mark says of a file how it is written.
    let start = text.len() - text.trim_start_matches('\u{FEFF}').len();
    let mut runs: Vec<(Code, Range<usize>)> = Vec::new();
    for (at, c, kind) in find_invisible(text).filter(|(at, ..)| *at >= start) {
        let code = match kind {
            InvisibleKind::ExplicitBidi => Code::BidiControl,
            InvisibleKind::Idle => Code::InvisibleCharacter,
            InvisibleKind::ImplicitBidi => continue,
        };
        match runs.last_mut() {
            Some((last, range)) if *last == code && range.end == at => range.end += c.len_utf8(),
            _ => runs.push((code, at..at + c.len_utf8())),
        }
    }
    runs.into_iter().map(|(code, range)| finding(code, range)).collect()
}

fn finding(code: Code, range: Range<usize>) -> Finding {
    let (severity, message, hint) = if code == Code::BidiControl {
        (
            Severity::Warning,
            "Invisible characters here turn the direction of writing: readers may see other \
             words than the file holds.",
            "Delete them unless a right-to-left passage needs them.",
        )
    } else {
        (
            Severity::Info,
            "Invisible characters stand here: whoever searches for these words may not find them.",
            "Delete them, unless you know what they are for; they often come along when text is \
             pasted from a web page.",
        )
    };
    Finding { code, severity, range, message: message.to_owned(), hint: hint.to_owned() }
}
