//! What conflicts say to a person.

use super::{Conflict, ConflictPlace, draft::DraftConflict, line_of};
use crate::project::RecordKey;
use nutgraf_engine::{
    model::{Claim, ClaimCheck, Evidence, EvidenceTarget, Quote, Snapshot, Source},
    range::DraftRange,
    text::excerpt,
};

/// So many characters of a record's words name it.
const NAME: usize = 48;

pub(super) fn source(source: Option<&Source>) -> String {
    format!("source “{}”", source.map_or("", |source| &source.key))
}

pub(super) fn quote(quote: Option<&Quote>) -> String {
    format!("quote “{}”", excerpt(quote.map_or("", |quote| &quote.selector.exact), NAME))
}

pub(super) fn claim(claim: Option<&Claim>) -> String {
    format!("claim “{}”", excerpt(claim.map_or("", |claim| &claim.text), NAME))
}

/// `name: value` on lines of their own, without those that say nothing.
fn listed(fields: &[(&str, String)]) -> String {
    let said = fields.iter().filter(|(_, value)| !value.trim().is_empty());
    said.map(|(name, value)| format!("{name}: {value}")).collect::<Vec<_>>().join("\n")
}

pub(super) fn whole_source(source: &Source) -> String {
    let Source {
        id: _,
        key,
        kind,
        title,
        authors,
        publisher,
        url,
        issued,
        accessed,
        note,
        snapshot,
    } = source;
    listed(&[
        ("key", key.clone()),
        ("kind", kind.label().to_owned()),
        ("title", title.clone()),
        ("authors", authors.join("; ")),
        ("publisher", publisher.clone()),
        ("address", url.clone()),
        ("published", issued.map(|date| date.to_string()).unwrap_or_default()),
        ("retrieved", accessed.map(|date| date.to_string()).unwrap_or_default()),
        ("note", note.clone()),
        ("text", snapshot.as_ref().map(self::snapshot).unwrap_or_default()),
    ])
}

/// A snapshot by when it was captured and how it begins: it can be as long as a book.
pub(super) fn snapshot(snapshot: &Snapshot) -> String {
    format!(
        "captured {}, {} bytes, SHA-256 {}: {}",
        snapshot.captured,
        snapshot.text.len(),
        snapshot.sha256,
        excerpt(&snapshot.text, 4 * NAME)
    )
}

pub(super) fn whole_quote(quote: &Quote) -> String {
    let Quote { id: _, source: _, selector, locator, speaker, note } = quote;
    listed(&[
        ("words", selector.exact.clone()),
        ("locator", locator.clone()),
        ("speaker", speaker.clone()),
        ("note", note.clone()),
    ])
}

pub(super) fn whole_claim(claim: &Claim) -> String {
    listed(&[
        ("words", claim.text.clone()),
        ("kind", claim.kind.label().to_owned()),
        ("status", status(claim)),
        ("note", claim.note.clone()),
        ("proposed", claim.proposed.clone()),
        ("response", claim.response.clone()),
        ("checker", claim.checker.clone()),
        ("evidence", claim.evidence.iter().map(evidence).collect::<Vec<_>>().join("; ")),
    ])
}

/// A status with who set it, when, and for which words.
pub(super) fn status(claim: &Claim) -> String {
    let label = claim.status.label();
    match &claim.checked {
        None => label.to_owned(),
        Some(ClaimCheck { at, by, text }) => {
            let by = if by.is_empty() { String::new() } else { format!(" by {by}") };
            format!("{label}{by}, {at}, for “{text}”")
        }
    }
}

pub(super) fn evidence(evidence: &Evidence) -> String {
    let target = match &evidence.target {
        EvidenceTarget::Quote(id) => format!("quote {id}"),
        EvidenceTarget::Source(id) => format!("source {id}"),
    };
    let primary = if evidence.primary { ", primary" } else { "" };
    let locator = match evidence.locator.is_empty() {
        true => String::new(),
        false => format!(", {}", evidence.locator),
    };
    format!("{target}, {}{primary}{locator}", evidence.role.label().to_lowercase())
}

/// Puts conflicts in the order article, sources, quotes, claims.
pub(super) fn sort(conflicts: &mut [Conflict]) {
    let rank = |key: &RecordKey| match key {
        RecordKey::Source(_) => 1,
        RecordKey::Quote(_) => 2,
        RecordKey::Claim(_) => 3,
    };
    conflicts.sort_by_key(|conflict| match &conflict.place {
        ConflictPlace::Draft(_) | ConflictPlace::Article(_) => 0,
        ConflictPlace::Record(key) | ConflictPlace::Field(key, _) => rank(key),
    });
}

/// So many words on each side say where in its line a conflict stands.
const AROUND: usize = 7;

fn around(text: &str, place: DraftRange) -> String {
    let before = text[..place.start].rsplit('\n').next().unwrap_or_default();
    let after = text[place.end..].split('\n').next().unwrap_or_default();
    let words: Vec<&str> = before.split_whitespace().collect();
    let before = words[words.len().saturating_sub(AROUND)..].join(" ");
    let after = after.split_whitespace().take(AROUND).collect::<Vec<_>>().join(" ");
    match before.is_empty() && after.is_empty() {
        true => String::new(),
        false => format!("{before} … {after}").trim().to_owned(),
    }
}

/// A conflict of the draft.
pub(super) fn of_draft(at: usize, conflict: DraftConflict, text: &str) -> Conflict {
    let shown = |words: String| (!words.is_empty()).then_some(words);
    Conflict {
        place: ConflictPlace::Draft(at),
        what: format!("the draft, line {}", line_of(text, conflict.place.start)),
        around: around(text, conflict.place),
        base: shown(conflict.base),
        ours: shown(conflict.ours),
        theirs: shown(conflict.theirs),
        can_be_both: true,
    }
}

/// Both versions of what conflicts outside the draft, as they are written at its end.
pub(super) fn block(conflict: &Conflict) -> String {
    let what = &conflict.what;
    let said = |value: &Option<String>| match value {
        None => "(deleted)".to_owned(),
        Some(value) if value.is_empty() => "(empty)".to_owned(),
        Some(value) => value.clone(),
    };
    format!(
        "\n<<<<<<< ours\n\n{what}\n\n{}\n\n=======\n\n{what}\n\n{}\n\n>>>>>>> theirs\n",
        said(&conflict.ours),
        said(&conflict.theirs)
    )
}
