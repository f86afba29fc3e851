//! How many bytes each record takes in a project's file, at most.
//!
//! The figures follow the layout of `persist::file` field by field; the tests of the format
//! hold them against files that were written.

use super::Record;
use nutgraf_engine::model::{
    Article, Claim, EvidenceTarget, Quote, Signoff, Snapshot, Source, Stet,
};

/// Indents of a field of the project, of a record, of a record in a record, in bytes.
const OUTER: usize = 4;
const FIELD: usize = 12;
const INNER: usize = 16;

/// The brackets of a record in a list, each on a line of its own.
const RECORD: usize = 2 * 8 + 5;

/// A date or the name of a kind, with its marks; a moment; a number.
const WORD: usize = 24;
const MOMENT: usize = 40;
const NUMBER: usize = 20;

/// What stands around a text with such a run of `#`: at worst `r`, one `#` more than the
/// run on each side, and two quotation marks.
pub(super) fn marks(hashes: usize) -> usize {
    2 * hashes + 5
}

/// A text as it is written: as it is, or between `#` where it holds a quotation mark.
fn text_size(text: &str) -> usize {
    text.len() + marks(longest_run(text))
}

/// The longest run of `#`, in bytes.
pub(super) fn longest_run(text: &str) -> usize {
    let mut longest = 0;
    let mut rest = text;
    while let Some(at) = rest.find('#') {
        let run = rest.as_bytes()[at..].iter().take_while(|byte| **byte == b'#').count();
        longest = longest.max(run);
        rest = &rest[at + run..];
    }
    longest
}

/// `name: value,` on a line.
fn field(indent: usize, name: &str, value: usize) -> usize {
    indent + name.len() + 4 + value
}

/// A text that is left out where it is empty.
fn optional(indent: usize, name: &str, text: &str) -> usize {
    if text.is_empty() { 0 } else { field(indent, name, text_size(text)) }
}

/// A list with an item a line, or a record with a field a line; left out where it is empty.
fn block(indent: usize, name: &str, inside: usize) -> usize {
    if inside == 0 { 0 } else { 2 * indent + name.len() + 7 + inside }
}

/// An item on a line in a list.
fn item(indent: usize, size: usize) -> usize {
    indent + 4 + size + 2
}

fn texts(indent: usize, name: &str, texts: &[String]) -> usize {
    block(indent, name, texts.iter().map(|text| item(indent, text_size(text))).sum())
}

pub(super) fn article_size(article: &Article) -> usize {
    const INDENT: usize = 2 * OUTER;
    let Article { title, subtitle, authors, language, date, goal, profile: _ } = article;
    block(
        OUTER,
        "article",
        field(INDENT, "title", text_size(title))
            + optional(INDENT, "subtitle", subtitle)
            + texts(INDENT, "authors", authors)
            + optional(INDENT, "language", language)
            + date.map_or(0, |_| field(INDENT, "date", WORD))
            + goal.map_or(0, |_| field(INDENT, "goal", NUMBER))
            + field(INDENT, "profile", WORD),
    )
}

pub(super) fn record_size(record: &Record) -> usize {
    match record {
        Record::Source(source) => source_size(source),
        Record::Quote(quote) => quote_size(quote),
        Record::Claim(claim) => claim_size(claim),
    }
}

pub(super) fn source_size(source: &Source) -> usize {
    let Source {
        id,
        key,
        kind: _,
        title,
        authors,
        publisher,
        url,
        issued,
        accessed,
        note,
        snapshot,
    } = source;
    RECORD
        + field(FIELD, "id", text_size(id.as_str()))
        + field(FIELD, "key", text_size(key))
        + field(FIELD, "kind", WORD)
        + optional(FIELD, "title", title)
        + texts(FIELD, "authors", authors)
        + optional(FIELD, "publisher", publisher)
        + optional(FIELD, "url", url)
        + issued.map_or(0, |_| field(FIELD, "issued", WORD))
        + accessed.map_or(0, |_| field(FIELD, "accessed", WORD))
        + optional(FIELD, "note", note)
        + snapshot.as_ref().map_or(0, snapshot_size)
}

fn snapshot_size(snapshot: &Snapshot) -> usize {
    /// `(kind: Section, label: …, at: …)` without the label.
    const MARK: usize = 30 + NUMBER;
    let Snapshot { text, format: _, captured: _, sha256, marks } = snapshot;
    let marks = marks.iter().map(|mark| item(INNER, MARK + text_size(&mark.label)));
    block(
        FIELD,
        "snapshot",
        field(INNER, "captured", MOMENT)
            + field(INNER, "format", WORD)
            + field(INNER, "sha256", text_size(sha256))
            + block(INNER, "marks", marks.sum())
            + field(INNER, "text", text_size(text)),
    )
}

/// A quote without the places where the draft uses it.
pub(super) fn quote_size(quote: &Quote) -> usize {
    let Quote { id, source, selector, locator, speaker, note } = quote;
    RECORD
        + field(FIELD, "id", text_size(id.as_str()))
        + field(FIELD, "source", text_size(source.as_str()))
        + field(FIELD, "exact", text_size(&selector.exact))
        + optional(FIELD, "prefix", &selector.prefix)
        + optional(FIELD, "suffix", &selector.suffix)
        + field(FIELD, "start", NUMBER)
        + optional(FIELD, "locator", locator)
        + optional(FIELD, "speaker", speaker)
        + optional(FIELD, "note", note)
        // The brackets around the uses.
        + block(FIELD, "uses", 1)
}

/// A claim without its place in the draft.
pub(super) fn claim_size(claim: &Claim) -> usize {
    /// `(target: Source(…), role: Contradicts, primary: true, locator: …)` without texts.
    const EVIDENCE: usize = 80;
    /// `(at: …, by: …, status: …, text: …)` without texts.
    const PAST: usize = 40 + MOMENT + WORD;
    let Claim { id, text, evidence, note, proposed, response, checker, checked, history, .. } =
        claim;
    let evidence = evidence.iter().map(|evidence| {
        let id = match &evidence.target {
            EvidenceTarget::Quote(id) => id.as_str(),
            EvidenceTarget::Source(id) => id.as_str(),
        };
        item(FIELD, EVIDENCE + text_size(id) + text_size(&evidence.locator))
    });
    let history =
        history.iter().map(|past| item(FIELD, PAST + text_size(&past.by) + text_size(&past.text)));
    let checked = checked.as_ref().map_or(0, |check| {
        field(INNER, "at", MOMENT)
            + optional(INNER, "by", &check.by)
            + field(INNER, "text", text_size(&check.text))
    });
    RECORD
        + field(FIELD, "id", text_size(id.as_str()))
        + field(FIELD, "text", text_size(text))
        + field(FIELD, "kind", WORD)
        + field(FIELD, "status", WORD)
        + block(FIELD, "evidence", evidence.sum())
        + optional(FIELD, "note", note)
        + optional(FIELD, "proposed", proposed)
        + optional(FIELD, "response", response)
        + optional(FIELD, "checker", checker)
        + block(FIELD, "checked", checked)
        + block(FIELD, "history", history.sum())
}

/// A sentence set aside, in a list that is left out where it is empty.
pub(super) fn aside_size(words: &str) -> usize {
    item(OUTER, text_size(words))
}

/// A finding that may stand, in a list that is left out where it is empty.
pub(super) fn stet_size(stet: &Stet) -> usize {
    let Stet { code, claim, words, against, said, by, at: _, reason } = stet;
    RECORD
        + field(FIELD, "code", text_size(code))
        + claim.as_ref().map_or(0, |id| field(FIELD, "claim", text_size(id.as_str())))
        + field(FIELD, "words", text_size(words))
        + optional(FIELD, "against", against)
        + field(FIELD, "said", text_size(said))
        + field(FIELD, "by", text_size(by))
        + field(FIELD, "at", MOMENT)
        + field(FIELD, "reason", text_size(reason))
}

pub(super) fn signoff_size(signoff: &Signoff) -> usize {
    let Signoff { by, at: _, draft_sha256, reason } = signoff;
    RECORD
        + field(FIELD, "by", text_size(by))
        + field(FIELD, "at", MOMENT)
        + field(FIELD, "draft_sha256", text_size(draft_sha256))
        + optional(FIELD, "reason", reason)
}
