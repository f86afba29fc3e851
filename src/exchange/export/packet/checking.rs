//! The checking copy: all that is known of every claim, for whoever checks it.

use std::collections::BTreeSet;

use super::{
    context::{NumberedClaim, PacketContext, count, moment},
    diff::word_diff,
    document::{InlineLine, InlineRun, PacketDocument, PacketEntry, PacketField, PacketSection},
    sources::sources,
    state::ClaimState,
    summary,
};
use nutgraf_engine::{
    evidence::{Cue, Form, Sentence, inventory},
    range::DraftRange,
    text::one_line,
};

const PURPOSE: &str = "For the fact-checker: every claim with its evidence, notes and history, then \
    what nobody has claimed yet, and the sources.";

pub(super) fn checking(context: &PacketContext) -> PacketDocument {
    let mut document = summary::document(context, "Checking copy", PURPOSE);
    document.sections = vec![claims(context), quotations(context)];
    document.sections.extend(other_findings(context));
    let inventory = inventory(context.draft(), &context.structure);
    let open: Vec<&Sentence> = inventory
        .sentences
        .iter()
        .filter(|sentence| sentence.form == Form::Statement && !sentence.cues.is_empty())
        .filter(|sentence| !context.is_claimed(sentence.range))
        .collect();
    let aside = context.project.not_claims();
    let is_open = |sentence: &&&Sentence| !aside.contains(&sentence.words);
    let (strong, weak): (Vec<&Sentence>, Vec<&Sentence>) =
        open.iter().filter(is_open).copied().partition(|sentence| sentence.asks_for_a_claim());
    document.sections.push(sentences(
        context,
        "Sentences to check that nobody claimed",
        "with a figure, a date, a superlative or a quotation",
        &strong,
    ));
    document.sections.push(sentences(
        context,
        "Other sentences with something in them",
        "with a name, a comparison, a cause, a law or a report of what somebody said",
        &weak,
    ));
    document.sections.extend(set_aside(context, &inventory.sentences, aside));
    document.sections.extend(orphaned(context));
    document.sections.extend(sources(context));
    document
}

fn claims(context: &PacketContext) -> PacketSection {
    let entries: Vec<PacketEntry> = context.placed().map(|claim| entry(context, claim)).collect();
    let lead = match entries.len() {
        0 => "No words of the draft are marked as a claim.".to_owned(),
        _ => "In the order of the draft.".to_owned(),
    };
    PacketSection { title: "Claims".to_owned(), lead, entries }
}

fn orphaned(context: &PacketContext) -> Option<PacketSection> {
    let entries: Vec<PacketEntry> = context.orphaned().map(|claim| entry(context, claim)).collect();
    (!entries.is_empty()).then(|| PacketSection {
        title: "Claims whose words are gone from the draft".to_owned(),
        lead: "Each is to be tied to other words, or deleted.".to_owned(),
        entries,
    })
}

fn entry(context: &PacketContext, numbered: &NumberedClaim<'_>) -> PacketEntry {
    let claim = numbered.claim;
    let mut entry = context.entry(numbered);
    entry.fields.extend(sentence(context, numbered));
    entry.fields.extend(context.staleness(numbered));
    entry.fields.push(context.check(numbered));
    entry.fields.push(context.evidence(numbered, true));
    if numbered.state != ClaimState::Orphaned {
        entry.fields.extend(context.cross_check(numbered));
    }
    entry.fields.extend(said("Note", &claim.note));
    entry.fields.extend(proposed(context, numbered));
    entry.fields.extend(said("Author’s response", &claim.response));
    entry.fields.extend(PacketField::list("History", history(numbered)));
    entry
}

/// What somebody wrote; `None` where nobody did.
pub(super) fn said(label: &str, words: &str) -> Option<PacketField> {
    let words = one_line(words);
    (!words.is_empty()).then(|| PacketField::one(label, vec![InlineRun::Words(words)]))
}

/// From the words now to those that the checker proposes; `None` where they stand already.
pub(super) fn proposed(context: &PacketContext, claim: &NumberedClaim<'_>) -> Option<PacketField> {
    let (now, proposed) = (context.words(claim), claim.claim.proposed.as_str());
    let differs = !proposed.split_whitespace().eq(now.split_whitespace());
    (!proposed.trim().is_empty() && differs)
        .then(|| PacketField::one("Now → proposed", word_diff(now, proposed)))
}

/// The sentence around a claim that is only a part of one.
fn sentence(context: &PacketContext, claim: &NumberedClaim<'_>) -> Option<PacketField> {
    let sentences = context.structure.sentences.iter();
    let over = sentences.filter(|sentence| sentence.overlaps(claim.range));
    let whole = over.reduce(|first, last| DraftRange::new(first.start, last.end))?;
    let before = DraftRange::new(whole.start, claim.range.start);
    let behind = DraftRange::new(claim.range.end, whole.end);
    let is_part = |range: &DraftRange| {
        let words = context.draft().get(range.to_std()).unwrap_or_default();
        words.contains(char::is_alphanumeric)
    };
    if !is_part(&before) && !is_part(&behind) {
        return None;
    }
    let plain = |range| context.structure.plain(context.draft(), range);
    let mut line = InlineLine::new();
    if before.start < before.end {
        line.extend([InlineRun::Words(plain(before)), InlineRun::text(" ")]);
    }
    line.push(InlineRun::Picked(context.plain(claim.range)));
    if behind.start < behind.end {
        let space = context.draft()[behind.start..].starts_with(char::is_alphanumeric);
        let space = space || context.draft()[behind.start..].starts_with(char::is_whitespace);
        line.push(InlineRun::text(if space { " " } else { "" }));
        line.push(InlineRun::Words(plain(behind)));
    }
    Some(PacketField::one("Sentence", line))
}

/// The checks before the last one, each with what was changed since the one before it.
fn history(claim: &NumberedClaim<'_>) -> Vec<InlineLine> {
    let mut before: Option<&str> = None;
    let lines = claim.claim.history.iter().map(|past| {
        let by = match past.by.trim() {
            "" => "nobody is named".to_owned(),
            name => one_line(name),
        };
        let status = ClaimState::Is(past.status);
        let mut line = vec![InlineRun::text(format!(
            "{}, {by}: {} {}. ",
            moment(past.at),
            status.sign(),
            status.word().to_lowercase()
        ))];
        let is_same = |words: &str| words.split_whitespace().eq(past.text.split_whitespace());
        match before.replace(&past.text) {
            Some(words) if is_same(words) => line.push(InlineRun::text("The same words.")),
            Some(words) => line.extend(word_diff(words, &past.text)),
            None => line.push(InlineRun::Words(one_line(&past.text))),
        }
        line
    });
    let mut lines: Vec<InlineLine> = lines.collect();
    if let (Some(check), Some(words)) = (&claim.claim.checked, before)
        && !words.split_whitespace().eq(check.text.split_whitespace())
    {
        let mut line = vec![InlineRun::text("The words changed before the last check: ")];
        line.extend(word_diff(words, &check.text));
        lines.push(line);
    }
    lines
}

fn quotations(context: &PacketContext) -> PacketSection {
    let all = context.report.quotations.iter();
    let entries: Vec<PacketEntry> = all
        .filter(|checked| !context.is_claimed(checked.range))
        .map(|checked| context.quotation(checked))
        .collect();
    let lead = match (entries.len(), context.report.quotations.len()) {
        (0, 0) => "The draft has no quotation that is held against a source.".to_owned(),
        (0, _) => "Every quotation of the draft stands in a claim.".to_owned(),
        (number, _) => format!("{}, in the order of the draft.", count(number, "quotation")),
    };
    PacketSection { title: "Quotations that are no claims".to_owned(), lead, entries }
}

/// What was found that is about no claim and no quotation.
fn other_findings(context: &PacketContext) -> Option<PacketSection> {
    let findings = context.report.findings.iter().filter(|finding| {
        let is_placed = !finding.range.is_empty();
        is_placed && !finding.code().is_about_a_quotation() && !context.is_claimed(finding.range)
    });
    let entries: Vec<PacketEntry> = findings.map(|finding| context.finding(finding)).collect();
    (!entries.is_empty()).then(|| PacketSection {
        title: "Other findings".to_owned(),
        lead: String::new(),
        entries,
    })
}

fn sentences(
    context: &PacketContext,
    title: &str,
    with: &str,
    found: &[&Sentence],
) -> PacketSection {
    let entry = |sentence: &&Sentence| PacketEntry {
        label: format!("Line {}", context.line(sentence.range.start)),
        details: vec![cues(&sentence.cues)],
        words: vec![InlineRun::Words(sentence.words.clone())],
        ..PacketEntry::default()
    };
    let lead = match found.len() {
        0 => format!("None: every sentence {with} is a claim, or was said to be none."),
        1 => format!("1 sentence {with}."),
        number => format!("{number} sentences {with}."),
    };
    PacketSection { title: title.to_owned(), lead, entries: found.iter().map(entry).collect() }
}

fn cues(cues: &[Cue]) -> String {
    cues.iter().map(|cue| cue.as_str()).collect::<Vec<_>>().join(", ")
}

/// What somebody said is no claim, where it still stands in the draft.
fn set_aside(
    context: &PacketContext,
    sentences: &[Sentence],
    aside: &BTreeSet<String>,
) -> Option<PacketSection> {
    let found = sentences.iter().filter(|sentence| aside.contains(&sentence.words));
    let entries: Vec<PacketEntry> = found
        .map(|sentence| PacketEntry {
            label: format!("Line {}", context.line(sentence.range.start)),
            details: if sentence.cues.is_empty() { Vec::new() } else { vec![cues(&sentence.cues)] },
            words: vec![InlineRun::Words(sentence.words.clone())],
            ..PacketEntry::default()
        })
        .collect();
    (!entries.is_empty()).then(|| PacketSection {
        title: "Sentences said to be no claims".to_owned(),
        lead: "Somebody looked at each and set it aside.".to_owned(),
        entries,
    })
}
