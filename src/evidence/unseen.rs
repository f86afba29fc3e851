//! Finds characters by which a draft can say something else than it shows.

use std::ops::Range;

use super::finding::{Code, Finding, Severity};
use crate::text::hidden::{is_idle, turns_direction};

/// A finding for each run of characters that turn the direction of writing, and of those
/// that do nothing where they stand.
pub(super) fn unseen(text: &str) -> Vec<Finding> {
    // Most texts hold none, and none is ASCII.
    if text.is_ascii() {
        return Vec::new();
    }
    let mut runs: Vec<(Code, Range<usize>)> = Vec::new();
    let mut before = None;
    // A byte order mark says of a file how it is written.
    let start = text.len() - text.trim_start_matches('\u{FEFF}').len();
    let mut chars = text[start..].char_indices().peekable();
    while let Some((at, c)) = chars.next().map(|(at, c)| (start + at, c)) {
        let behind = chars.peek().map(|(_, c)| *c);
        let code = if turns_direction(c) {
            Some(Code::BidiControl)
        } else {
            is_idle(before, c, behind).then_some(Code::InvisibleCharacter)
        };
        before = Some(c);
        let Some(code) = code else { continue };
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
            "Invisible characters stand here that do nothing: whoever searches for these words \
             may not find them.",
            "Delete them; they often come along when text is pasted from a web page.",
        )
    };
    Finding { code, severity, range, message: message.to_owned(), hint: hint.to_owned() }
}
