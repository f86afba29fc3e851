//! Turning a selection into a quote or a claim.

use crate::project::{Intent, Project};
use nutgraf_engine::{
    evidence::suggested_kind,
    model::{Claim, ClaimId, Quote, QuoteId, Selector, SourceId},
    range::{DraftRange, SourceRange, TextRange},
    text::whole_words,
};

/// A selection cannot be captured.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CaptureError {
    /// The source is not in the project.
    #[error("there is no source “{0}” in this project")]
    NoSource(String),
    /// The source has no text to capture from.
    #[error("“{0}” has no snapshot to take words from; paste or open its text first")]
    NoSnapshot(String),
    /// Only white space was selected, or a range that does not fit the text.
    #[error("no words are selected")]
    NoWords,
    /// Another claim already stands on exactly these words.
    #[error("these words are already claim {0}")]
    AlreadyClaimed(ClaimId),
}

/// A record made of a selection, and the intent that adds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Captured<I> {
    /// The new record's id.
    pub id: I,
    /// Adds it to the project.
    pub intent: Intent,
}

/// Makes a quote of a byte range of a source's snapshot. White space around the
/// words and a quotation mark at an edge that is closed outside are left out, and half a word is
/// made whole; the locator is worked out from pages or paragraphs.
///
/// # Errors
/// When there is no such source, no snapshot, or no word in the range.
pub fn capture_quote(
    project: &Project,
    id: QuoteId,
    source: &SourceId,
    range: SourceRange,
) -> Result<Captured<QuoteId>, CaptureError> {
    let record =
        project.source(source).ok_or_else(|| CaptureError::NoSource(source.to_string()))?;
    let snapshot = record
        .snapshot
        .as_ref()
        .ok_or_else(|| CaptureError::NoSnapshot(record.name().to_owned()))?;
    let range = words_in(&snapshot.text, range.into()).ok_or(CaptureError::NoWords)?;
    let range = whole_words(&snapshot.text, range);
    let range = without_lone_marks(&snapshot.text, range).in_source();
    let locator = snapshot.locator(range.start);
    let selector = Selector::capture(&snapshot.text, range).ok_or(CaptureError::NoWords)?;
    let quote = Quote {
        id: id.clone(),
        source: source.clone(),
        selector,
        locator,
        speaker: String::new(),
        note: String::new(),
    };
    Ok(Captured { id, intent: Intent::add_quote(quote) })
}

/// Makes a claim of a byte range of the draft. White space around the words is left out.
///
/// # Errors
/// When there is no word in the range or it is a claim already.
pub fn capture_claim(
    project: &Project,
    id: ClaimId,
    range: DraftRange,
) -> Result<Captured<ClaimId>, CaptureError> {
    let range = words_in(project.draft(), range.into()).ok_or(CaptureError::NoWords)?.in_draft();
    let same = |claim: &&Claim| project.claim_range(&claim.id) == range;
    if let Some(claim) = project.claims().iter().find(same) {
        return Err(CaptureError::AlreadyClaimed(claim.id.clone()));
    }
    let words = &project.draft()[range];
    let kind = suggested_kind(words);
    let claim = Claim { kind, ..Claim::new(id.clone(), words) };
    Ok(Captured { id, intent: Intent::add_claim(claim, range) })
}

/// Quotation marks that open, each with the marks that may close it. Single ones that are
/// apostrophes as well are no closing marks here.
const MARKS: [(char, &[char]); 6] = [
    ('“', &['”', '“']),
    ('„', &['“', '”']),
    ('«', &['»']),
    ('»', &['«']),
    ('‹', &['›']),
    ('「', &['」']),
];

/// Returns a range of words without a quotation mark at its edge whose other half lies outside.
fn without_lone_marks(text: &str, range: TextRange) -> TextRange {
    let words = &text[range];
    let is_closed = |open: char, rest: &str| {
        let closing = MARKS.iter().find(|(mark, _)| *mark == open).map(|(_, closing)| *closing);
        closing.is_none_or(|closing| rest.contains(closing))
    };
    let is_opened = |close: char, rest: &str| {
        let mut opening = MARKS.iter().filter(|(_, closing)| closing.contains(&close)).peekable();
        opening.peek().is_none() || opening.any(|(open, _)| rest.contains(*open))
    };
    let straight = words.matches('"').count();
    let (mut start, mut end) = (range.start, range.end);
    let mut chars = words.chars();
    match chars.next() {
        Some('"') if straight == 1 => start += 1,
        Some(first) if !is_closed(first, chars.as_str()) => start += first.len_utf8(),
        _ => {}
    }
    let mut chars = words.chars();
    match chars.next_back() {
        Some('"') if straight == 1 => end -= 1,
        Some(last) if !is_opened(last, chars.as_str()) => end -= last.len_utf8(),
        _ => {}
    }
    words_in(text, TextRange::new(start, end)).unwrap_or(range)
}

/// A byte range without the white space around its words; `None` where there are none.
pub fn words_in(text: &str, range: TextRange) -> Option<TextRange> {
    let words = text.get(range.to_std())?;
    let start = range.start + (words.len() - words.trim_start().len());
    let words = words.trim();
    words
        .chars()
        .any(char::is_alphanumeric)
        .then(|| start..start + words.len())
        .map(TextRange::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_at_an_edge_that_is_closed_outside_is_left_out() {
        for (words, kept) in [
            ("“We will not yield", "We will not yield"),
            ("We will not yield.”", "We will not yield."),
            ("“We will not yield.”", "“We will not yield.”"),
            ("“Never”, he said, “we", "“Never”, he said, “we"),
            ("\"We will not", "We will not"),
            ("\"We will\" not", "\"We will\" not"),
            ("„Wir weichen nicht", "Wir weichen nicht"),
            ("«Nous ne céderons", "Nous ne céderons"),
            ("’tis the dogs’", "’tis the dogs’"),
        ] {
            let range = without_lone_marks(words, TextRange::new(0, words.len()));
            assert_eq!(&words[range], kept);
        }
    }
}
