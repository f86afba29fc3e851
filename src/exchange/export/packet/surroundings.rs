//! A quote in the sentence of its snapshot.
//!
//! A passage may be quoted to the letter and still be cut out of what it says, so a
//! checker reads what stands around it.
//!
//! # Invariants
//!
//! The words are the snapshot's own, on one line, and the quote is picked out among them.

use super::document::{InlineLine, InlineRun};
use nutgraf_engine::{
    markdown::Structure,
    model::{Quote, Snapshot, SnapshotFormat},
    range::{DraftRange, SourceRange},
    text::{excerpt, one_line},
};

/// A sentence is shown whole up to this length beside the quote, in characters.
const LONGEST: usize = 600;

/// The sentence of the snapshot that holds a quote, with the quote picked out;
/// `None` where the quote is a sentence by itself.
pub(super) fn around(
    snapshot: &Snapshot,
    paragraphs: &[SourceRange],
    quote: &Quote,
) -> Option<InlineLine> {
    let range = quote.selector.range();
    let whole = sentence_around(snapshot, paragraphs, range);
    let text = &snapshot.text;
    let (before, behind) =
        (one_line(&text[whole.start..range.start]), one_line(&text[range.end..whole.end]));
    if !before.contains(char::is_alphanumeric) && !behind.contains(char::is_alphanumeric) {
        return None;
    }
    let space = |text: &str, at: usize| {
        let beside = [text[..at].chars().next_back(), text[at..].chars().next()];
        beside.into_iter().flatten().any(char::is_whitespace)
    };
    let mut line = vec![InlineRun::text(". In the snapshot: ")];
    if !before.is_empty() {
        let gap = if space(text, range.start) { " " } else { "" };
        line.push(InlineRun::Words(tail(&before) + gap));
    }
    line.push(InlineRun::Picked(one_line(&text[range])));
    if !behind.is_empty() {
        let gap = if space(text, range.end) { " " } else { "" };
        line.push(InlineRun::Words(format!("{gap}{}", excerpt(&behind, LONGEST / 2))));
    }
    Some(line)
}

/// The last words of a text.
fn tail(text: &str) -> String {
    let count = text.chars().count();
    let Some((cut, _)) = text.char_indices().nth(count.saturating_sub(LONGEST / 2)) else {
        return String::new();
    };
    let words = text[cut..].split_once(' ').filter(|_| cut > 0);
    words.map_or_else(|| text.to_owned(), |(_, words)| format!("… {words}"))
}

/// The sentences that share words with a range, or its paragraph.
fn sentence_around(
    snapshot: &Snapshot,
    paragraphs: &[SourceRange],
    range: SourceRange,
) -> SourceRange {
    let first = paragraphs.partition_point(|paragraph| paragraph.end <= range.start);
    let mut over = paragraphs[first..].iter().take_while(|paragraph| paragraph.start < range.end);
    let Some(first) = over.next() else { return range };
    let end = over.last().unwrap_or(first).end.max(range.end);
    let paragraph = SourceRange::new(first.start.min(range.start), end);
    let text = &snapshot.text[paragraph];
    let structure = match snapshot.format {
        SnapshotFormat::Markdown => Structure::parse(text),
        // Spaces at the beginning of a line mean nothing in a plain text.
        SnapshotFormat::Plain => {
            Structure::parse(&text.replace(['`', '<', '*', '_', '#', '>'], "-"))
        }
    };
    // The paragraph is parsed by itself, so the ranges of its structure count from its start.
    let inner = DraftRange::new(range.start - paragraph.start, range.end - paragraph.start);
    let sentences = structure.sentences.iter().filter(|sentence| sentence.overlaps(inner));
    let all = DraftRange::new(0, text.len());
    let whole =
        sentences.reduce(|first, last| DraftRange::new(first.start, last.end)).unwrap_or(all);
    let is_fit = text.is_char_boundary(whole.start) && text.is_char_boundary(whole.end);
    let whole = if is_fit { whole } else { all };
    let (start, end) = (whole.start.min(inner.start), whole.end.max(inner.end));
    SourceRange::new(start, end).behind(paragraph.start)
}
