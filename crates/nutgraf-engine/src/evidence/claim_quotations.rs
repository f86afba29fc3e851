//! Whether a confirmed claim with a quotation in it rests on a passage that has the words.
//!
//! # Invariants
//!
//! Only quotations that stand in a source are told of here: of the others their verdict is.
//! Evidence that contradicts bears nothing out.

use std::collections::HashMap;

use super::{
    finding::{Finding, FindingKind},
    input::CheckInput,
    report::CheckedQuotation,
};
use crate::{
    model::{Claim, ClaimStatus, EvidenceRole, EvidenceTarget, Quote, QuoteId, Source, SourceId},
    range::SourceRange,
    text::excerpt,
};

/// Characters shown of the quotation.
const SHOWN: usize = 60;

/// Returns a finding for each confirmed claim whose evidence has the words of none of its
/// quotations, at the first of them. Claims without evidence are told of elsewhere.
pub(super) fn quotations_without_evidence(
    input: &CheckInput,
    quotations: &[CheckedQuotation],
) -> Vec<Finding> {
    let quotes: HashMap<&QuoteId, &Quote> = input.quotes.iter().map(|q| (&q.id, q)).collect();
    let sources: HashMap<&SourceId, &Source> = input.sources.iter().map(|s| (&s.id, s)).collect();
    let mut findings = Vec::new();
    for (claim, range) in &input.claims {
        if claim.status != ClaimStatus::Confirmed || claim.evidence.is_empty() {
            continue;
        }
        let first = quotations.partition_point(|checked| checked.range.start < range.start);
        let within = quotations[first..].iter().take_while(|q| q.range.start < range.end);
        let mut passing =
            within.filter(|q| q.range.end <= range.end && q.judgement.verdict.passes()).peekable();
        let Some(first) = passing.peek().copied() else { continue };
        if !passing.any(|checked| bears_out(claim, checked, &quotes, &sources)) {
            let words = excerpt(&first.text, SHOWN);
            let kind = FindingKind::QuoteNotInEvidence { words };
            findings.push(Finding { kind, range: first.range });
        }
    }
    findings
}

fn bears_out(
    claim: &Claim,
    checked: &CheckedQuotation,
    quotes: &HashMap<&QuoteId, &Quote>,
    sources: &HashMap<&SourceId, &Source>,
) -> bool {
    // As the draft has them, and as the place has them where they were found.
    let there = checked.source_words.as_deref().unwrap_or_default();
    let ways = [words_of(&checked.text), words_of(there)];
    let has_words = |text: &str| ways.iter().any(|words| has_words(text, words));
    let evidence = claim.evidence.iter().filter(|e| e.role != EvidenceRole::Contradicts);
    evidence.into_iter().any(|evidence| match &evidence.target {
        EvidenceTarget::Quote(id) => {
            checked.quote.as_ref() == Some(id)
                || quotes.get(id).is_some_and(|quote| {
                    let source = sources.get(&quote.source);
                    has_words(&quote.selector.exact)
                        || source.is_some_and(|source| is_beside(quote, source, checked))
                })
        }
        EvidenceTarget::Source(id) => sources.get(id).is_some_and(|source| {
            // A source may be long, so another one's words are looked for as they stand there.
            let there = checked.source_words.as_deref().zip(source.snapshot.as_ref());
            is_found_in(source, checked)
                || there.is_some_and(|(words, snapshot)| snapshot.text.contains(words))
        }),
    })
}

/// Whether the words were found in a source.
fn is_found_in(source: &Source, checked: &CheckedQuotation) -> bool {
    checked.judgement.matched.is_some()
        && checked.judgement.source.as_deref() == Some(source.key.as_str())
}

/// Whether the words were found in the paragraph that a quote was taken from.
fn is_beside(quote: &Quote, source: &Source, checked: &CheckedQuotation) -> bool {
    let (Some(matched), Some(snapshot)) = (checked.judgement.matched, &source.snapshot) else {
        return false;
    };
    let selector = &quote.selector;
    let end = selector.start + selector.exact.len();
    // A quote that the snapshot lost is known by its own words alone.
    if !is_found_in(source, checked)
        || snapshot.text.get(selector.start..end) != Some(selector.exact.as_str())
    {
        return false;
    }
    let start = snapshot.text[..selector.start].rfind('\n').map_or(0, |at| at + 1);
    let end = snapshot.text[end..].find('\n').map_or(snapshot.text.len(), |at| end + at);
    let paragraph = SourceRange::new(start, end);
    matched.start < paragraph.end && paragraph.start < matched.end
}

/// The words of a text, whatever their case and what stands between them.
fn words_of(text: &str) -> Vec<String> {
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

fn has_words(text: &str, words: &[String]) -> bool {
    let all = words_of(text);
    !words.is_empty() && all.windows(words.len()).any(|window| window == words)
}
