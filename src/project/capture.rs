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
/// words is left out, and half a word is made whole; the locator is worked out from pages or paragraphs.
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
    let range = whole_words(&snapshot.text, range).in_source();
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
