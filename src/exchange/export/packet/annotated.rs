//! The annotated draft: every claim numbered in the text, and told of beside it.

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
    /// The claims whose words stand in the draft, in its order.
    pub(super) claims: Vec<Note>,
}

/// A claim with its place in the draft.
pub(super) struct Note {
    pub(super) range: Range<usize>,
    /// What stands behind its words: `C2 ✓`.
    pub(super) mark: String,
    pub(super) entry: Entry,
}

const PURPOSE: &str = "The whole draft, with a number behind the words of every claim and, with \
    the section, what the claim rests on.";

pub(super) fn annotated(desk: &Desk) -> Annotated {
    let mut document = summary::document(desk, "Annotated draft", PURPOSE);
    let notes = desk.placed().map(|claim| Note {
        range: claim.range.clone(),
        mark: format!("{} {}", claim.label(), claim.state.sign()),
        entry: entry(desk, claim),
    });
    let claims = notes.collect();
    let orphaned: Vec<Entry> = desk.orphaned().map(|claim| entry(desk, claim)).collect();
    if !orphaned.is_empty() {
        document.sections.push(Section {
            title: "Claims whose words are gone from the draft".to_owned(),
            lead: String::new(),
            entries: orphaned,
        });
    }
    Annotated { document, claims }
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
