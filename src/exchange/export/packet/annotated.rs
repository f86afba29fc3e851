//! The annotated draft: every claim numbered in the text, and told of beside it.
//!
//! A quotation that does not pass and that nobody claimed is numbered too: the draft is
//! read from top to bottom, and nothing that stands against it may be passed over.

use std::ops::Range;

use super::{
    desk::{Desk, Numbered},
    document::{Document, Entry, Section},
    state::State,
    summary,
};

/// The annotated draft before it is woven into the text.
pub(super) struct Annotated {
    /// Its top; the sections are those that stand behind the draft.
    pub(super) document: Document,
    /// What is told of words in the draft, in its order.
    pub(super) notes: Vec<Note>,
}

/// A claim, or a quotation that does not pass, with its place in the draft.
pub(super) struct Note {
    pub(super) range: Range<usize>,
    /// What stands behind its words: `C2 ✓`, `Q1 ≠`.
    pub(super) mark: String,
    pub(super) entry: Entry,
}

const PURPOSE: &str = "The whole draft, with a number behind the words of every claim (C) and of \
    every quotation that does not pass and is no claim (Q), and with each section what is known of \
    them.";

pub(super) fn annotated(desk: &Desk) -> Annotated {
    let mut document = summary::document(desk, "Annotated draft", PURPOSE);
    let claims = desk.placed().map(|claim| Note {
        range: claim.range.clone(),
        mark: mark(desk, claim),
        entry: entry(desk, claim),
    });
    let unpassed = desk.report.quotations.iter().filter(|checked| {
        // Of one in a claim, the claim's note tells.
        !checked.judgement.verdict.passes() && !desk.is_claimed(&checked.range)
    });
    let quotations = unpassed.zip(1..).map(|(checked, number)| Note {
        // Behind the closing mark, where a reader looks for a note.
        range: desk
            .structure
            .quotations
            .get(checked.quotation)
            .map_or(checked.range.clone(), |quotation| quotation.range.clone()),
        mark: format!("Q{number} {}", checked.judgement.verdict.sign()),
        entry: Entry {
            anchor: Some(format!("q{number}")),
            label: format!("Q{number}"),
            ..desk.quotation(checked)
        },
    });
    let mut notes: Vec<Note> = claims.chain(quotations).collect();
    notes.sort_by_key(|note| note.range.start);
    let orphaned: Vec<Entry> = desk.orphaned().map(|claim| entry(desk, claim)).collect();
    if !orphaned.is_empty() {
        document.sections.push(Section {
            title: "Claims whose words are gone from the draft".to_owned(),
            lead: String::new(),
            entries: orphaned,
        });
    }
    Annotated { document, notes }
}

/// `C2 ✓`; where a quotation in the claim does not pass, its sign stands there too:
/// whoever confirmed the claim did not make its words the source's.
fn mark(desk: &Desk, claim: &Numbered<'_>) -> String {
    let mut signs = vec![claim.state.sign()];
    for verdict in desk.unpassed_in(claim) {
        if !signs.contains(&verdict.sign()) {
            signs.push(verdict.sign());
        }
    }
    let signs: Vec<String> = signs.iter().map(char::to_string).collect();
    format!("{} {}", claim.label(), signs.join(" "))
}

fn entry(desk: &Desk, claim: &Numbered<'_>) -> Entry {
    let mut entry = desk.entry(claim);
    entry.fields.extend(desk.staleness(claim));
    entry.fields.push(desk.evidence(claim, false));
    if claim.state != State::Orphaned {
        entry.fields.extend(desk.cross_check(claim));
    }
    entry.fields.push(desk.check(claim));
    entry
}
