//! The checked copy: only what the author has to look at.

use super::{
    checking::{proposed, said},
    context::{NumberedClaim, PacketContext},
    diff::word_diff,
    document::{PacketDocument, PacketEntry, PacketField, PacketSection},
    state::ClaimState,
    summary,
};
use nutgraf_engine::model::ClaimStatus;

const PURPOSE: &str = "For the author: only what changed or is to be changed, in the order of the \
    draft.";

const NOTHING: &str = "There is nothing for the author to look at: no change is requested or was \
    made since the first check, nothing is stale, no answer is noted, and every quotation passes.";

pub(super) fn checked(context: &PacketContext) -> PacketDocument {
    let mut document = summary::document(context, "Checked copy", PURPOSE);
    let mut placed: Vec<(usize, PacketEntry)> = Vec::new();
    for claim in context.placed() {
        placed.extend(entry(context, claim).map(|entry| (claim.range.start, entry)));
    }
    let unpassed = context.report.quotations.iter().filter(|q| !q.judgement.verdict.passes());
    placed.extend(unpassed.map(|checked| (checked.range.start, context.quotation(checked))));
    placed.sort_by_key(|(start, _)| *start);
    let mut entries: Vec<PacketEntry> = placed.into_iter().map(|(_, entry)| entry).collect();
    entries.extend(context.orphaned().map(|claim| entry(context, claim).unwrap_or_default()));
    let lead = match entries.len() {
        0 => NOTHING.to_owned(),
        1 => "1 place to look at.".to_owned(),
        number => format!("{number} places to look at."),
    };
    document.sections = vec![PacketSection { title: "Changes".to_owned(), lead, entries }];
    document
}

/// What the author has to know of a claim; `None` where that is nothing.
fn entry(context: &PacketContext, numbered: &NumberedClaim<'_>) -> Option<PacketEntry> {
    let claim = numbered.claim;
    let mut fields: Vec<PacketField> = Vec::new();
    fields.extend(proposed(context, numbered));
    fields.extend(context.staleness(numbered));
    fields.extend(since_first_check(context, numbered));
    fields.extend(said("Author’s response", &claim.response));
    let is_requested = claim.status == ClaimStatus::ChangeRequested;
    if fields.is_empty() && !is_requested && numbered.state != ClaimState::Orphaned {
        return None;
    }
    fields.extend(said("Checker’s note", &claim.note));
    if is_requested && claim.proposed.trim().is_empty() && claim.note.trim().is_empty() {
        fields.insert(0, PacketField::text("Proposed change", "the checker proposed no words"));
    }
    if numbered.state == ClaimState::Orphaned {
        fields.insert(0, PacketField::text("Place", "its words are gone from the draft"));
    }
    fields.push(context.check(numbered));
    Some(PacketEntry { fields, ..context.entry(numbered) })
}

/// From the words that were checked first to the words now, unless that is what the
/// last check tells too.
fn since_first_check(context: &PacketContext, numbered: &NumberedClaim<'_>) -> Option<PacketField> {
    let claim = numbered.claim;
    let last = claim.checked.as_ref().map(|check| check.text.as_str());
    let first = claim.history.first().map(|past| past.text.as_str()).or(last)?;
    let same = |one: &str, other: &str| one.split_whitespace().eq(other.split_whitespace());
    let now = context.words(numbered);
    let is_told =
        matches!(numbered.state, ClaimState::Stale(_)) && last.is_some_and(|l| same(l, first));
    (numbered.state != ClaimState::Orphaned && !same(first, now) && !is_told)
        .then(|| PacketField::one("First checked → now", word_diff(first, now)))
}
