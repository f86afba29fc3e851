//! What all documents of the packet are written from, and what they say alike.
//!
//! # Invariants
//!
//! - A claim has the same number in every document, its place in the order of the draft,
//!   orphaned ones last.
//! - A source's reference and locators are worked out once.
//! - Nothing depends on a clock.

use std::collections::HashMap;

use jiff::{Timestamp, tz::Offset};

use super::{
    super::references::{self, Cite},
    diff::{quotation_words, word_diff},
    document::{InlineLine, InlineRun, PacketEntry, PacketField, Tone},
    state::{ClaimState, is_told_by_the_state, tone_of_severity, tone_of_verdict},
    surroundings::around,
};
use crate::project::Project;
use nutgraf_engine::{
    evidence::{CheckedQuotation, Finding, Report, Severity, Verdict},
    markdown::Structure,
    model::{Claim, Evidence, EvidenceTarget, Locators, PartialDate, Quote, Source, SourceId},
    range::{DraftRange, SourceRange},
    text::{excerpt, one_line},
};

/// A sentence of a snapshot is shown whole up to this length, in characters.
const LONGEST: usize = 600;

/// The project with what was found out about it.
pub(super) struct PacketContext<'a> {
    pub(super) project: &'a Project,
    pub(super) report: &'a Report,
    pub(super) structure: Structure,
    /// When the packet is made.
    pub(super) now: Timestamp,
    /// The claims in the order of their numbers.
    pub(super) claims: Vec<NumberedClaim<'a>>,
    references: HashMap<(&'a SourceId, &'a str), String>,
    locators: HashMap<&'a str, Locators>,
    paragraphs: HashMap<&'a SourceId, Vec<SourceRange>>,
}

/// A claim with its place.
#[derive(Clone, Debug)]
pub(super) struct NumberedClaim<'a> {
    pub(super) claim: &'a Claim,
    /// From 1.
    pub(super) number: usize,
    /// Its words in the draft; empty where they are gone.
    pub(super) range: DraftRange,
    pub(super) state: ClaimState,
}

impl NumberedClaim<'_> {
    pub(super) fn label(&self) -> String {
        format!("C{}", self.number)
    }
}

impl<'a> PacketContext<'a> {
    pub(super) fn of(project: &'a Project, report: &'a Report, now: Timestamp) -> Self {
        let claims = project.claims_in_order().into_iter().enumerate();
        let claims = claims.map(|(at, claim)| NumberedClaim {
            claim,
            number: at + 1,
            range: project.claim_range(&claim.id),
            state: ClaimState::of(project, claim),
        });
        let (mut locators, mut paragraphs) = (HashMap::new(), HashMap::new());
        for source in project.sources() {
            if let Some(snapshot) = &source.snapshot {
                locators.insert(source.key.as_str(), snapshot.locators());
                paragraphs.insert(&source.id, snapshot.paragraphs());
            }
        }
        Self {
            project,
            report,
            structure: Structure::parse(project.draft()),
            now,
            claims: claims.collect(),
            references: references_of(project),
            locators,
            paragraphs,
        }
    }

    pub(super) fn draft(&self) -> &'a str {
        self.project.draft()
    }

    /// The line of a byte offset of the draft, from 1.
    pub(super) fn line(&self, offset: usize) -> usize {
        self.project.document().position(offset).line
    }

    /// The claims whose words stand in the draft.
    pub(super) fn placed(&self) -> impl Iterator<Item = &NumberedClaim<'a>> {
        self.claims.iter().filter(|claim| !claim.range.is_empty())
    }

    /// The claims whose words are gone from the draft.
    pub(super) fn orphaned(&self) -> impl Iterator<Item = &NumberedClaim<'a>> {
        self.claims.iter().filter(|claim| claim.range.is_empty())
    }

    /// Whether a claim shares words with a range.
    pub(super) fn is_claimed(&self, range: DraftRange) -> bool {
        self.placed().any(|claim| claim.range.overlaps(range))
    }

    /// The words that a claim has now, as the draft has them; those it had where they are gone.
    pub(super) fn words(&self, claim: &NumberedClaim<'a>) -> &'a str {
        match self.project.claim_words(&claim.claim.id) {
            "" => &claim.claim.text,
            words => words,
        }
    }

    /// The verdicts of the quotations in a claim that do not pass.
    pub(super) fn unpassed_in<'b>(
        &'b self,
        claim: &'b NumberedClaim<'a>,
    ) -> impl Iterator<Item = Verdict> + 'b {
        let within = self.report.quotations.iter().filter(|q| q.range.overlaps(claim.range));
        within.map(|checked| checked.judgement.verdict).filter(|verdict| !verdict.passes())
    }

    /// Its entry with nothing but its words.
    pub(super) fn entry(&self, claim: &NumberedClaim<'a>) -> PacketEntry {
        let words = match claim.range.is_empty() {
            true => one_line(&claim.claim.text),
            false => self.plain(claim.range),
        };
        // A confirmed claim is not green while it misquotes.
        let tone = match claim.state.tone() {
            Tone::Good if self.unpassed_in(claim).next().is_some() => Tone::Wary,
            tone => tone,
        };
        let mut details = vec![format!("kind: {}", claim.claim.kind.label().to_lowercase())];
        if !claim.range.is_empty() {
            details.push(format!("line {}", self.line(claim.range.start)));
        }
        PacketEntry {
            anchor: Some(format!("c{}", claim.number)),
            label: claim.label(),
            state: Some((claim.state.sign(), claim.state.label())),
            tone,
            details,
            words: vec![InlineRun::Words(words)],
            fields: Vec::new(),
        }
    }

    /// Words of the draft without markup, on one line; with it where there is nothing else.
    pub(super) fn plain(&self, range: DraftRange) -> String {
        let plain = self.structure.plain(self.draft(), range);
        let is_empty = plain.trim().is_empty();
        if is_empty {
            one_line(self.draft().get(range.to_std()).unwrap_or_default())
        } else {
            plain
        }
    }

    /// What a claim rests on, a line each; `context` tells the snapshot's sentence too.
    pub(super) fn evidence(&self, claim: &NumberedClaim<'a>, context: bool) -> PacketField {
        let lines: Vec<InlineLine> =
            claim.claim.evidence.iter().filter_map(|e| self.evidence_line(e, context)).collect();
        let nothing = || PacketField::text("Evidence", "none is tied to this claim");
        PacketField::list("Evidence", lines).unwrap_or_else(nothing)
    }

    fn evidence_line(&self, evidence: &'a Evidence, context: bool) -> Option<InlineLine> {
        let (source, quote) = parts_of(self.project, evidence)?;
        let weight = if evidence.primary { "primary" } else { "secondary" };
        let mut line = vec![
            InlineRun::Strong(format!("{}, {weight}.", evidence.role.label())),
            InlineRun::text(format!(" {}: ", source.key)),
        ];
        let locator = locator_of(evidence, quote);
        let reference = self.references.get(&(&source.id, locator));
        line.push(InlineRun::Reference(reference.cloned().unwrap_or_default()));
        let Some(quote) = quote else {
            let no_words = match &source.snapshot {
                Some(_) => ". The source as a whole; no words of it are tied.",
                None => ". The source as a whole; its text was not captured.",
            };
            line.push(InlineRun::text(no_words));
            return Some(line);
        };
        line.push(InlineRun::text(": "));
        line.push(InlineRun::Quoted(one_line(&quote.selector.exact)));
        if !quote.speaker.trim().is_empty() {
            line.push(InlineRun::text(format!(" (said by {})", one_line(&quote.speaker))));
        }
        let holds =
            source.snapshot.as_ref().is_some_and(|snapshot| snapshot.holds(&quote.selector));
        if !holds {
            line.push(InlineRun::Strong(
                " These words no longer stand in the snapshot.".to_owned(),
            ));
        }
        if let Some(snapshot) = source.snapshot.as_ref().filter(|_| holds && context) {
            let paragraphs = self.paragraphs.get(&source.id).map_or(&[][..], Vec::as_slice);
            line.extend(around(snapshot, paragraphs, quote).unwrap_or_default());
        }
        Some(line)
    }

    /// What was found out about a claim's quotations, and what else a check found in its
    /// words. What is found by holding its figures against its evidence belongs here too.
    pub(super) fn cross_check(&self, claim: &NumberedClaim<'a>) -> Option<PacketField> {
        PacketField::list("Cross-check", self.found_within(claim.range))
    }

    fn found_within(&self, range: DraftRange) -> Vec<InlineLine> {
        let mut lines = Vec::new();
        for checked in self.report.quotations.iter().filter(|q| q.range.overlaps(range)) {
            lines.extend(self.quotation_lines(checked));
        }
        let findings = self.report.findings.iter().filter(|finding| finding.range.overlaps(range));
        let findings = findings
            .filter(|f| !f.code().is_about_a_quotation() && !is_told_by_the_state(f.code()));
        lines.extend(findings.map(finding_line));
        lines
    }

    /// A quotation's verdict with its word diff, and what is to be said about it.
    fn quotation_lines(&self, checked: &CheckedQuotation) -> Vec<InlineLine> {
        let verdict = checked.judgement.verdict;
        let mut head = vec![InlineRun::Strong(format!("{} {}", verdict.sign(), verdict.label()))];
        head.push(InlineRun::text(self.held_against(checked)));
        let is_same = checked.judgement.diff.is_empty();
        head.push(InlineRun::text(if is_same { ": " } else { " (draft → source): " }));
        head.extend(quotation_words(checked));
        let mut lines = vec![head];
        lines.extend(self.findings_of(checked).map(finding_line));
        lines
    }

    fn findings_of<'b>(
        &'b self,
        checked: &'b CheckedQuotation,
    ) -> impl Iterator<Item = &'b Finding> {
        let findings = self.report.findings.iter();
        findings.filter(|f| f.code().is_about_a_quotation() && f.range == checked.range)
    }

    /// `, held against smt, para. 3`; empty where it stands nowhere.
    fn held_against(&self, checked: &CheckedQuotation) -> String {
        let Some(key) = &checked.judgement.source else { return String::new() };
        if checked.judgement.verdict == Verdict::NoSnapshot {
            return format!(", cites {key}");
        }
        let place = checked.judgement.matched.as_ref().zip(self.locators.get(key.as_str()));
        let place = place.map_or(String::new(), |(matched, locators)| {
            format!(", {}", locators.of(matched.start))
        });
        format!(", held against {key}{place}")
    }

    /// A quotation as an entry of its own.
    pub(super) fn quotation(&self, checked: &CheckedQuotation) -> PacketEntry {
        let verdict = checked.judgement.verdict;
        let mut fields = Vec::new();
        if !checked.judgement.diff.is_empty() {
            fields.push(PacketField::one("Draft → source", quotation_words(checked)));
        }
        if let Some(words) = checked.source_words.as_deref().filter(|_| !verdict.passes()) {
            fields
                .push(PacketField::one("The source has", vec![InlineRun::Quoted(one_line(words))]));
        }
        fields.extend(PacketField::list(
            "Findings",
            self.findings_of(checked).map(finding_line).collect(),
        ));
        let mut details = vec![format!("line {}", self.line(checked.range.start))];
        let held = self.held_against(checked);
        details.extend(held.strip_prefix(", ").map(str::to_owned));
        PacketEntry {
            anchor: None,
            label: "Quotation".to_owned(),
            state: Some((verdict.sign(), verdict.label().to_owned())),
            tone: tone_of_verdict(verdict),
            details,
            words: vec![InlineRun::Quoted(one_line(&checked.text))],
            fields,
        }
    }

    /// A finding as an entry of its own.
    pub(super) fn finding(&self, finding: &Finding) -> PacketEntry {
        let words = self.draft().get(finding.range.to_std()).unwrap_or_default();
        PacketEntry {
            label: format!("Line {}", self.line(finding.range.start)),
            state: Some(('!', severity(finding.severity()).to_owned())),
            tone: tone_of_severity(finding.severity()),
            words: vec![InlineRun::Words(excerpt(words, LONGEST))],
            fields: vec![PacketField::one("Finding", message(finding))],
            ..PacketEntry::default()
        }
    }

    /// Who checked a claim, and when.
    pub(super) fn check(&self, claim: &NumberedClaim<'a>) -> PacketField {
        let Some(check) = &claim.claim.checked else {
            let to_do = match one_line(&claim.claim.checker).as_str() {
                "" => "not yet".to_owned(),
                name => format!("not yet; {name} is to check it"),
            };
            return PacketField::text("Checked", to_do);
        };
        let name = one_line(claim.claim.checked_by());
        let by = if name.is_empty() { "nobody is named".to_owned() } else { name };
        let status = claim.claim.status.label().to_lowercase();
        PacketField::text("Checked", format!("{by}, {} ({status})", moment(check.at)))
    }

    /// What became of the words of a stale claim since they were checked.
    pub(super) fn staleness(&self, claim: &NumberedClaim<'a>) -> Option<PacketField> {
        let ClaimState::Stale(_) = claim.state else { return None };
        let then = &claim.claim.checked.as_ref()?.text;
        Some(PacketField::one("Checked → now", word_diff(then, self.words(claim))))
    }
}

/// The readable reference of each source at each locator that evidence names.
fn references_of(project: &Project) -> HashMap<(&SourceId, &str), String> {
    let mut references = HashMap::new();
    for evidence in project.claims().iter().flat_map(|claim| &claim.evidence) {
        let Some((source, quote)) = parts_of(project, evidence) else { continue };
        let locator = locator_of(evidence, quote);
        references.entry((&source.id, locator)).or_insert_with(|| {
            // Each by itself: a reference that is short because another stands above it
            // helps nobody who looks up one claim.
            let notes = references::notes(&[Cite { source, locator }]);
            notes.into_iter().next().unwrap_or_default()
        });
    }
    references
}

fn parts_of<'a>(
    project: &'a Project,
    evidence: &'a Evidence,
) -> Option<(&'a Source, Option<&'a Quote>)> {
    match &evidence.target {
        EvidenceTarget::Source(id) => Some((project.source(id)?, None)),
        EvidenceTarget::Quote(id) => {
            let quote = project.quote(id)?;
            Some((project.source(&quote.source)?, Some(quote)))
        }
    }
}

fn locator_of<'a>(evidence: &'a Evidence, quote: Option<&'a Quote>) -> &'a str {
    match (evidence.locator.trim(), quote) {
        ("", Some(quote)) => quote.locator.trim(),
        (own, _) => own,
    }
}

fn finding_line(finding: &Finding) -> InlineLine {
    let mut line =
        vec![InlineRun::Strong(format!("{}:", severity(finding.severity()))), InlineRun::text(" ")];
    line.extend(message(finding));
    line
}

fn message(finding: &Finding) -> InlineLine {
    let hint =
        if finding.hint().is_empty() { String::new() } else { format!(" {}", finding.hint()) };
    vec![InlineRun::Text(one_line(&format!("{}{hint}", finding.message())))]
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "Error",
        Severity::Warning => "Warning",
        Severity::Info => "Note",
    }
}

/// `23 November 2026, 14:02 UTC`
pub(super) fn moment(at: Timestamp) -> String {
    let time = Offset::UTC.to_datetime(at).time();
    let day = PartialDate::of(at).in_words();
    format!("{day}, {:02}:{:02} UTC", time.hour(), time.minute())
}

/// `1 claim`, `2 claims`.
pub(super) fn count(number: usize, one: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {one}s") }
}
