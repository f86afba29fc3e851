//! Times told from the day of writing, which an explainer's reader does not know.
//!
//! What always holds: a phrase with a time of its own (*the last year of the war*)
//! is left alone.

use std::ops::Range;

use super::word::{Word, lower, lower_before};

/// Words that tell a time from now by themselves.
const ALONE: &[&str] =
    &["yesterday", "today", "tomorrow", "tonight", "recently", "currently", "nowadays", "lately"];

const SPANS: &[&str] = &[
    "year",
    "month",
    "week",
    "weekend",
    "quarter",
    "decade",
    "century",
    "night",
    "spring",
    "summer",
    "autumn",
    "fall",
    "winter",
    "season",
    "term",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const LONG_SPANS: &[&str] =
    &["years", "months", "weeks", "days", "decades", "centuries", "hours", "quarters"];

/// Words before *last* or *next* that make it one of a row.
const OF_A_ROW: &[&str] =
    &["the", "his", "her", "its", "their", "our", "my", "your", "a", "that", "whose"];

/// The places of a sentence that tell a time from now.
pub(super) fn relative(words: &[Word]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match at_word(words, at) {
            Some(end) => {
                found.push(at..end);
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
    if word.is(ALONE) {
        let is_joined =
            joins(next) || joins(before) && !lower_before(words, at, 2).is_empty() && word.touches;
        // `had recently moved` is told from then.
        let is_past = matches!(before, "had") || matches!(next, "'s");
        return (!is_joined && !is_past).then_some(at + 1);
    }
    match word.lower.as_str() {
        "now" => {
            let idles = matches!(
                before,
                "until"
                    | "till"
                    | "by"
                    | "from"
                    | "just"
                    | "every"
                    | "right"
                    | "then"
                    | "before"
                    | "even"
                    | "-"
            ) || matches!(
                next,
                "and"
                    | "known"
                    | "defunct"
                    | "-"
                    | ","
                    | "that"
                    | "famous"
                    | "infamous"
                    | "called"
                    | "then"
                    | "had"
            ) || at == 0 && next == ",";
            (!idles).then_some(at + 1)
        }
        "last" | "next" => {
            let end = at + 2;
            let is_span = SPANS.contains(&next);
            let goes_on = matches!(lower(words, end), "of" | "to" | "-")
                && !matches!(lower(words, end), "to");
            let is_row = OF_A_ROW.contains(&before);
            if is_span && !is_row && !goes_on {
                return Some(end);
            }
            // `in the last five years`, `over the past decade`
            over_spans(words, at)
        }
        "past" | "coming" => over_spans(words, at),
        "this" => {
            let is_span =
                SPANS.contains(&next) || matches!(next, "morning" | "afternoon" | "evening");
            let goes_on = lower(words, at + 2) == "of";
            (is_span && (before == "of" || !goes_on)).then_some(at + 2)
        }
        "so" if next == "far" => (lower(words, at + 2) == "this"
            && SPANS.contains(&lower(words, at + 3)))
        .then_some(at + 4),
        "at" if next == "present" => (lower(words, at + 2) != ",").then_some(at + 2),
        "at" if next == "the"
            && lower(words, at + 2) == "date"
            && !matches!(lower(words, at + 3), "of" | "when" | "that") =>
        {
            Some(at + 3)
        }
        "these" if next == "days" => Some(at + 2),
        "to" if next == "date" && before != "up" => None,
        "ago" => {
            let span = lower_before(words, at, 1);
            let is_span = SPANS.contains(&span)
                || LONG_SPANS.contains(&span)
                || span == "day"
                || span == "hour";
            is_span.then_some(at + 1)
        }
        "earlier" | "later" if next == "this" && SPANS.contains(&lower(words, at + 2)) => {
            Some(at + 3)
        }
        _ => None,
    }
}

/// `in the past five years`, from its *past*; a span that ends elsewhere is none.
fn over_spans(words: &[Word], at: usize) -> Option<usize> {
    let leads = matches!(
        lower_before(words, at, 2),
        "in" | "over" | "during" | "for" | "within" | "throughout" | "across"
    ) && lower_before(words, at, 1) == "the";
    if !leads {
        return None;
    }
    let limit = words.len().min(at + 4);
    let span = (at + 1..limit)
        .find(|at| SPANS.contains(&lower(words, *at)) || LONG_SPANS.contains(&lower(words, *at)))?;
    // Between stands at most how many.
    let is_number = |at: usize| {
        words[at].has_digit_first()
            || super::numeral::is_cardinal(&words[at].lower)
            || words[at].is(&["few", "couple", "several", "two", "dozen", "of", "hundred"])
    };
    let counted = (at + 1..span).all(is_number);
    let ends = !matches!(lower(words, span + 1), "of" | "before" | "-");
    (counted && ends).then_some(span + 1)
}
