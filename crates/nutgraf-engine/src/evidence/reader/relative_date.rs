//! Times relative to the day of writing, which a later reader of an explainer does not
//! know.
//!
//! # Invariants
//!
//! A phrase with a time of its own (*the last year of the war*) is left alone.

use super::{
    super::lexicon::{numbers, relative_times, time_spans},
    word::{Word, lower, lower_before},
};
use crate::range::WordRange;

/// Whether a word in the singular is a stretch of time that can be last or next.
fn is_span(word: &str) -> bool {
    time_spans::SPANS.contains(&word) || time_spans::COMPARED_SPANS.contains(&word)
}

/// Returns the places of a sentence that name a time relative to the day of writing.
pub(crate) fn relative(words: &[Word]) -> Vec<WordRange> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match at_word(words, at) {
            Some(end) => {
                found.push(WordRange::new(at, end));
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

fn at_word(words: &[Word], at: usize) -> Option<usize> {
    let word = &words[at];
    let next = lower(words, at + 1);
    let before = lower_before(words, at, 1);
    let joins = |word: &str| word == "-";
    // `USA Today`, `The Week`
    if word.is_capitalised() && at > 0 {
        return None;
    }
    if word.is(relative_times::RELATIVE_DAYS) || word.is(relative_times::RELATIVE_FLAGGED) {
        let is_joined =
            joins(next) || joins(before) && !lower_before(words, at, 2).is_empty() && word.touches;
        // `had recently moved` is told from then.
        let is_past = matches!(before, "had") || matches!(next, "'s");
        return (!is_joined && !is_past).then_some(at + 1);
    }
    match word.lower.as_str() {
        "now" => {
            let idles = relative_times::BEFORE_IDLE_NOW.contains(&before)
                || relative_times::BEHIND_IDLE_NOW.contains(&next)
                || at == 0 && next == ",";
            (!idles).then_some(at + 1)
        }
        "last" | "next" => {
            let end = at + 2;
            let is_span = is_span(next);
            let goes_on = matches!(lower(words, end), "of" | "to" | "-")
                && !matches!(lower(words, end), "to");
            let is_row = relative_times::OF_A_SEQUENCE.contains(&before);
            if is_span && !is_row && !goes_on {
                return Some(end);
            }
            // `in the last five years`, `over the past decade`
            over_spans(words, at)
        }
        "past" | "coming" => over_spans(words, at),
        "this" => {
            let is_span = is_span(next) || matches!(next, "morning" | "afternoon" | "evening");
            let goes_on = lower(words, at + 2) == "of";
            (is_span && (before == "of" || !goes_on)).then_some(at + 2)
        }
        "so" if next == "far" => {
            (lower(words, at + 2) == "this" && is_span(lower(words, at + 3))).then_some(at + 4)
        }
        "at" if next == "present" => (lower(words, at + 2) != ",").then_some(at + 2),
        "at" if next == "the"
            && lower(words, at + 2) == "moment"
            && !matches!(lower(words, at + 3), "of" | "when" | "that") =>
        {
            Some(at + 3)
        }
        "these" if next == "days" => Some(at + 2),
        "to" if next == "date" && before != "up" => None,
        "ago" => {
            let span = lower_before(words, at, 1);
            let is_span = is_span(span)
                || time_spans::PLURAL_SPANS.contains(&span)
                || span == "day"
                || span == "hour";
            is_span.then_some(at + 1)
        }
        "earlier" | "later" if next == "this" && is_span(lower(words, at + 2)) => Some(at + 3),
        _ => None,
    }
}

/// Returns where a stretch of several units up to now ends: *past five years*.
fn over_spans(words: &[Word], at: usize) -> Option<usize> {
    let leads = relative_times::BEFORE_PAST_SPAN.contains(&lower_before(words, at, 2))
        && lower_before(words, at, 1) == "the";
    if !leads {
        return None;
    }
    let limit = words.len().min(at + 4);
    let span = (at + 1..limit).find(|at| {
        let word = lower(words, *at);
        is_span(word) || time_spans::PLURAL_SPANS.contains(&word)
    })?;
    // Between stands at most how many.
    let is_number = |at: usize| {
        words[at].has_digit_first()
            || numbers::is_cardinal(&words[at].lower)
            || words[at].is(relative_times::HOW_MANY)
    };
    let counted = (at + 1..span).all(is_number);
    let ends = !matches!(lower(words, span + 1), "of" | "before" | "-");
    (counted && ends).then_some(span + 1)
}
