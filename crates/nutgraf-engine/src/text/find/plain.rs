//! Words as a writer types them into a field, made a regular expression.
//!
//! A keyboard has one apostrophe, one quotation mark and one space; a finished
//! text has several of each. A search for `don't` must find `don’t`. A query
//! without any letter or figure is taken literally: a search for `"` alone is made
//! to tidy up marks, which it must distinguish.
//!
//! # Invariants
//!
//! - Apostrophes and single quotation marks find each other; so do double ones, and so
//!   do a space and one that does not break.
//! - A letter with its accent is found however it is composed.

use std::fmt::Write as _;

use unicode_normalization::UnicodeNormalization;

/// Signs that find each other.
const ALIKE: [&str; 3] = ["'‘’‚‛ʼ", "\"“”„‟", " \u{a0}\u{202f}\u{2009}"];

/// The regular expression that finds these words.
pub(super) fn expression(words: &str) -> String {
    let folds = words.chars().any(char::is_alphanumeric);
    if !folds {
        return regex::escape(words);
    }
    let mut expression = String::with_capacity(words.len() * 2);
    for c in words.nfc() {
        if let Some(signs) = ALIKE.iter().find(|signs| signs.contains(c)) {
            // Writing to a String cannot fail.
            let _ = write!(expression, "[{signs}]");
            continue;
        }
        let composed = c.to_string();
        let apart: String = composed.nfd().collect();
        let [composed_found, apart_found] = [&composed, &apart].map(|form| regex::escape(form));
        if apart == composed {
            expression.push_str(&composed_found);
        } else {
            let _ = write!(expression, "(?:{composed_found}|{apart_found})");
        }
    }
    expression
}
