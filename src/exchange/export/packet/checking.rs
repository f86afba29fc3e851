//! The checking copy: all that is known of every claim, for whoever checks it.

use std::collections::BTreeSet;

use super::{
    desk::{Desk, Numbered, count, moment, overlaps},
    diff::word_diff,
    document::{Document, Entry, Field, Line, Piece, Section},
    sources::sources,
    state::State,
    summary,
};
use crate::{
    evidence::{Cue, Form, Sentence, inventory},
    text::one_line,
};

const PURPOSE: &str = "For the fact-checker: every claim with its evidence, notes and history, then \
    what nobody has claimed yet, and the sources.";

pub(super) fn checking(desk: &Desk) -> Document {
    let mut document = summary::document(desk, "Checking copy", PURPOSE);
    document.sections = vec![claims(desk), quotations(desk)];
    document.sections.extend(other_findings(desk));
    let inventory = inventory(desk.draft(), &desk.structure);
    let open: Vec<&Sentence> = inventory
        .sentences
        .iter()
        .filter(|sentence| sentence.form == Form::Statement && !sentence.cues.is_empty())
        .filter(|sentence| !desk.is_claimed(&sentence.range))
        .collect();
    let aside = desk.project.not_claims();
    let is_open = |sentence: &&&Sentence| !aside.contains(&sentence.words);
    let (strong, weak): (Vec<&Sentence>, Vec<&Sentence>) =
        open.iter().filter(is_open).copied().partition(|sentence| sentence.asks_for_a_claim());
    document.sections.push(sentences(
        desk,
        "Sentences to check that nobody claimed",
        "with a figure, a date, a superlative or a quotation",
        &strong,
    ));
    document.sections.push(sentences(
        desk,
        "Other sentences with something in them",
        "with a name, a comparison, a cause, a law or a report of what somebody said",
        &weak,
    ));
    document.sections.extend(set_aside(desk, &inventory.sentences, aside));
    document.sections.extend(orphaned(desk));
    document.sections.extend(sources(desk));
    document
}

fn claims(desk: &Desk) -> Section {
    let entries: Vec<Entry> = desk.placed().map(|claim| entry(desk, claim)).collect();
    let lead = match entries.len() {
        0 => "No words of the draft are marked as a claim.".to_owned(),
        _ => "In the order of the draft.".to_owned(),
    };
    Section { title: "Claims".to_owned(), lead, entries }
}

fn orphaned(desk: &Desk) -> Option<Section> {
    let entries: Vec<Entry> = desk.orphaned().map(|claim| entry(desk, claim)).collect();
    (!entries.is_empty()).then(|| Section {
        title: "Claims whose words are gone from the draft".to_owned(),
        lead: "Each is to be tied to other words, or deleted.".to_owned(),
        entries,
    })
}

fn entry(desk: &Desk, numbered: &Numbered<'_>) -> Entry {
    let claim = numbered.claim;
    let mut entry = desk.entry(numbered);
    entry.fields.extend(sentence(desk, numbered));
    entry.fields.extend(desk.staleness(numbered));
    entry.fields.push(desk.check(numbered));
    entry.fields.push(desk.evidence(numbered, true));
    if numbered.state != State::Orphaned {
        entry.fields.extend(desk.cross_check(numbered));
    }
    entry.fields.extend(said("Note", &claim.note));
    entry.fields.extend(proposed(desk, numbered));
    entry.fields.extend(said("Author’s response", &claim.response));
    entry.fields.extend(Field::list("History", history(numbered)));
    entry
}

/// What somebody wrote; `None` where nobody did.
pub(super) fn said(label: &str, words: &str) -> Option<Field> {
    let words = one_line(words);
    (!words.is_empty()).then(|| Field::one(label, vec![Piece::Words(words)]))
}

/// From the words now to those that the checker proposes; `None` where they stand already.
pub(super) fn proposed(desk: &Desk, claim: &Numbered<'_>) -> Option<Field> {
    let (now, proposed) = (desk.words(claim), claim.claim.proposed.as_str());
    let differs = !proposed.split_whitespace().eq(now.split_whitespace());
    (!proposed.trim().is_empty() && differs)
        .then(|| Field::one("Now → proposed", word_diff(now, proposed)))
}

/// The sentence around a claim that is only a part of one.
fn sentence(desk: &Desk, claim: &Numbered<'_>) -> Option<Field> {
    let sentences = desk.structure.sentences.iter();
    let over = sentences.filter(|sentence| overlaps(sentence, &claim.range));
    let whole = over.reduce(|first, last| first.start..last.end)?;
    let (before, behind) = (whole.start..claim.range.start, claim.range.end..whole.end);
    let is_part = |range: &std::ops::Range<usize>| {
        let words = desk.draft().get(range.clone()).unwrap_or_default();
        words.contains(char::is_alphanumeric)
    };
    if !is_part(&before) && !is_part(&behind) {
        return None;
    }
    let plain = |range| desk.structure.plain(desk.draft(), range);
    let mut line = Line::new();
    if before.start < before.end {
        line.extend([Piece::Words(plain(before)), Piece::text(" ")]);
    }
    line.push(Piece::Picked(desk.plain(claim.range.clone())));
    if behind.start < behind.end {
        let space = desk.draft()[behind.start..].starts_with(char::is_alphanumeric);
        let space = space || desk.draft()[behind.start..].starts_with(char::is_whitespace);
        line.push(Piece::text(if space { " " } else { "" }));
        line.push(Piece::Words(plain(behind)));
    }
    Some(Field::one("Sentence", line))
}

/// The checks before the last one, each with what was changed since the one before it.
fn history(claim: &Numbered<'_>) -> Vec<Line> {
    let mut before: Option<&str> = None;
    let lines = claim.claim.history.iter().map(|past| {
        let by = match past.by.trim() {
            "" => "nobody is named".to_owned(),
            name => one_line(name),
        };
        let status = State::Is(past.status);
        let mut line = vec![Piece::text(format!(
            "{}, {by}: {} {}. ",
            moment(past.at),
            status.sign(),
            status.word().to_lowercase()
        ))];
        let is_same = |words: &str| words.split_whitespace().eq(past.text.split_whitespace());
        match before.replace(&past.text) {
            Some(words) if is_same(words) => line.push(Piece::text("The same words.")),
            Some(words) => line.extend(word_diff(words, &past.text)),
            None => line.push(Piece::Words(one_line(&past.text))),
        }
        line
    });
    let mut lines: Vec<Line> = lines.collect();
    if let (Some(check), Some(words)) = (&claim.claim.checked, before)
        && !words.split_whitespace().eq(check.text.split_whitespace())
    {
        let mut line = vec![Piece::text("The words changed before the last check: ")];
        line.extend(word_diff(words, &check.text));
        lines.push(line);
    }
    lines
}

fn quotations(desk: &Desk) -> Section {
    let all = desk.report.quotations.iter();
    let entries: Vec<Entry> = all
        .filter(|checked| !desk.is_claimed(&checked.range))
        .map(|checked| desk.quotation(checked))
        .collect();
    let lead = match (entries.len(), desk.report.quotations.len()) {
        (0, 0) => "The draft has no quotation that is held against a source.".to_owned(),
        (0, _) => "Every quotation of the draft stands in a claim.".to_owned(),
        (number, _) => format!("{}, in the order of the draft.", count(number, "quotation")),
    };
    Section { title: "Quotations that are no claims".to_owned(), lead, entries }
}

/// What was found that is about no claim and no quotation.
fn other_findings(desk: &Desk) -> Option<Section> {
    let findings = desk.report.findings.iter().filter(|finding| {
        let is_placed = !finding.range.is_empty();
        is_placed && !finding.code().is_about_a_quotation() && !desk.is_claimed(&finding.range)
    });
    let entries: Vec<Entry> = findings.map(|finding| desk.finding(finding)).collect();
    (!entries.is_empty()).then(|| Section {
        title: "Other findings".to_owned(),
        lead: String::new(),
        entries,
    })
}

fn sentences(desk: &Desk, title: &str, with: &str, found: &[&Sentence]) -> Section {
    let entry = |sentence: &&Sentence| Entry {
        label: format!("Line {}", desk.line(sentence.range.start)),
        details: vec![cues(&sentence.cues)],
        words: vec![Piece::Words(sentence.words.clone())],
        ..Entry::default()
    };
    let lead = match found.len() {
        0 => format!("None: every sentence {with} is a claim, or was said to be none."),
        1 => format!("1 sentence {with}."),
        number => format!("{number} sentences {with}."),
    };
    Section { title: title.to_owned(), lead, entries: found.iter().map(entry).collect() }
}

fn cues(cues: &[Cue]) -> String {
    cues.iter().map(|cue| cue.as_str()).collect::<Vec<_>>().join(", ")
}

/// What somebody said is no claim, where it still stands in the draft.
fn set_aside(desk: &Desk, sentences: &[Sentence], aside: &BTreeSet<String>) -> Option<Section> {
    let found = sentences.iter().filter(|sentence| aside.contains(&sentence.words));
    let entries: Vec<Entry> = found
        .map(|sentence| Entry {
            label: format!("Line {}", desk.line(sentence.range.start)),
            details: if sentence.cues.is_empty() { Vec::new() } else { vec![cues(&sentence.cues)] },
            words: vec![Piece::Words(sentence.words.clone())],
            ..Entry::default()
        })
        .collect();
    (!entries.is_empty()).then(|| Section {
        title: "Sentences said to be no claims".to_owned(),
        lead: "Somebody looked at each and set it aside.".to_owned(),
        entries,
    })
}
