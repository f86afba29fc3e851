//! The annotated draft: every claim numbered in the text, and told of beside it.
//!
//! A quotation that does not pass and that nobody claimed is numbered too: the draft is
//! read from top to bottom, and nothing that stands against it may be passed over.

use super::{
    context::{NumberedClaim, PacketContext},
    document::{PacketDocument, PacketEntry, PacketSection},
    state::ClaimState,
    summary,
};
use nutgraf_engine::range::DraftRange;

/// The annotated draft before it is woven into the text.
pub(super) struct Annotated {
    /// Its top; the sections are those that stand behind the draft.
    pub(super) document: PacketDocument,
    /// What is told of words in the draft, in its order.
    pub(super) notes: Vec<Annotation>,
}

/// A claim, or a quotation that does not pass, with its place in the draft.
pub(super) struct Annotation {
    pub(super) range: DraftRange,
    /// What stands behind its words: `C2 ✓`, `Q1 ≠`.
    pub(super) mark: String,
    pub(super) entry: PacketEntry,
}

const PURPOSE: &str = "The whole draft, with a number behind the words of every claim (C) and of \
    every quotation that does not pass and is no claim (Q), and with each section what is known of \
    them.";

pub(super) fn annotated(context: &PacketContext) -> Annotated {
    let mut document = summary::document(context, "Annotated draft", PURPOSE);
    let claims = context.placed().map(|claim| Annotation {
        range: claim.range,
        mark: mark(context, claim),
        entry: entry(context, claim),
    });
    let unpassed = context.report.quotations.iter().filter(|checked| {
        // Of one in a claim, the claim's note tells.
        !checked.judgement.verdict.passes() && !context.is_claimed(checked.range)
    });
    let quotations = unpassed.zip(1..).map(|(checked, number)| Annotation {
        // Behind the closing mark, where a reader looks for a note.
        range: context
            .structure
            .quotations
            .get(checked.quotation)
            .map_or(checked.range, |quotation| quotation.range),
        mark: format!("Q{number} {}", checked.judgement.verdict.sign()),
        entry: PacketEntry {
            anchor: Some(format!("q{number}")),
            label: format!("Q{number}"),
            ..context.quotation(checked)
        },
    });
    let mut notes: Vec<Annotation> = claims.chain(quotations).collect();
    notes.sort_by_key(|note| note.range.start);
    let orphaned: Vec<PacketEntry> =
        context.orphaned().map(|claim| entry(context, claim)).collect();
    if !orphaned.is_empty() {
        document.sections.push(PacketSection {
            title: "Claims whose words are gone from the draft".to_owned(),
            lead: String::new(),
            entries: orphaned,
        });
    }
    Annotated { document, notes }
}

/// `C2 ✓`; where a quotation in the claim does not pass, its sign stands there too:
/// whoever confirmed the claim did not make its words the source's.
fn mark(context: &PacketContext, claim: &NumberedClaim<'_>) -> String {
    let mut signs = vec![claim.state.sign()];
    for verdict in context.unpassed_in(claim) {
        if !signs.contains(&verdict.sign()) {
            signs.push(verdict.sign());
        }
    }
    let signs: Vec<String> = signs.iter().map(char::to_string).collect();
    format!("{} {}", claim.label(), signs.join(" "))
}

fn entry(context: &PacketContext, claim: &NumberedClaim<'_>) -> PacketEntry {
    let mut entry = context.entry(claim);
    entry.fields.extend(context.staleness(claim));
    entry.fields.push(context.evidence(claim, false));
    if claim.state != ClaimState::Orphaned {
        entry.fields.extend(context.cross_check(claim));
    }
    entry.fields.push(context.check(claim));
    entry
}
