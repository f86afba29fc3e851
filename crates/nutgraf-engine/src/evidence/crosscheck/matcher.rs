//! Matches the facts of a claim with those of the passages that it rests on.
//!
//! Facts that agree are paired first. Only then are figures and dates looked for
//! that say otherwise about the same thing, among the facts of the evidence that
//! agree with nothing else in the claim.
//!
//! # Invariants
//!
//! A figure about something else is never reported as a conflict.

use std::collections::HashSet;

use super::{
    super::{
        finding::DiscrepancyKind,
        reader::{figure::Figure, text_date::TextDate},
    },
    change,
    evidence_facts::{EvidenceFacts, EvidencePassage, EvidencePlace, FactId},
    facts::{SentenceFacts, TextFacts},
    figure_pairing::FigureCandidate,
    name::{self, Name},
    relation::Relation,
    thresholds::MOST_PAIRS,
};
use crate::range::TextRange;

/// A discrepancy in terms of the texts alone, without a claim's id or status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct MatchDiscrepancy {
    /// The kind of difference.
    pub(super) kind: DiscrepancyKind,
    /// The figure, date or name, in bytes of the claim.
    pub(super) claim_range: TextRange,
    /// `claim_range` extended by the noun that a figure counts.
    pub(super) shown_range: TextRange,
    /// What the evidence says instead; `None` where it says nothing about it.
    pub(super) evidence: Option<EvidencePlace>,
}

/// What was found about one claim.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct MatchResult {
    /// In the order of the claim's words.
    pub(super) discrepancies: Vec<MatchDiscrepancy>,
    /// Facts in bytes of the claim, each with the place that supports it, in the order
    /// of the claim's words.
    pub(super) supported: Vec<(TextRange, EvidencePlace)>,
    /// Figures, in bytes of the claim, that the evidence has too, but as far as the
    /// words show for something else: neither absent nor supported.
    pub(super) same_number: Vec<TextRange>,
}

/// Matches a claim with the passages that it rests on.
pub(super) fn match_claim(claim: &TextFacts, passages: &[EvidencePassage]) -> MatchResult {
    let mut result = MatchResult::default();
    if !passages.is_empty() && pairs(claim, passages) <= MOST_PAIRS {
        let evidence = EvidenceFacts::of(passages);
        Matcher { claim, evidence, result: &mut result }.run();
    }
    let relative = claim.relative_dates.iter().map(|range| MatchDiscrepancy {
        kind: DiscrepancyKind::DateRelative,
        claim_range: *range,
        shown_range: *range,
        evidence: None,
    });
    result.discrepancies.extend(relative);
    result.discrepancies.sort_by_key(|found| (found.claim_range.start, found.claim_range.end));
    result.supported.sort_by_key(|(range, _)| (range.start, range.end));
    result
}

/// Returns how many pairs of a fact of the claim and a fact of its quotes there are.
fn pairs(claim: &TextFacts, passages: &[EvidencePassage]) -> usize {
    let count = |sentences: &[SentenceFacts]| {
        sentences.iter().map(|facts| facts.figures.len() + facts.dates.len()).sum::<usize>()
    };
    let quotes = passages.iter().filter(|passage| passage.is_quote());
    count(&claim.sentences) * quotes.map(|quote| count(quote.sentences())).sum::<usize>()
}

/// State of matching one claim.
struct Matcher<'a> {
    claim: &'a TextFacts,
    evidence: EvidenceFacts<'a>,
    result: &'a mut MatchResult,
}

/// A figure of the claim with the figures of the evidence that it can be compared with.
struct OpenFigure<'a> {
    sentence: &'a SentenceFacts,
    figure: &'a Figure,
    candidates: Vec<FigureCandidate>,
    /// The candidate that agrees.
    agreeing: Option<FigureCandidate>,
}

impl Matcher<'_> {
    fn run(mut self) {
        let claim = self.claim;
        let mut open = Vec::new();
        for sentence in &claim.sentences {
            for figure in &sentence.figures {
                let candidates = self.evidence.candidates(sentence, figure);
                let agreeing = self.evidence.agreeing(&candidates);
                if let Some(agreeing) = &agreeing {
                    let is_sure = !agreeing.is_other_noun && !agreeing.like.contrasts;
                    self.evidence.used_figures.insert(agreeing.id, is_sure);
                }
                open.push(OpenFigure { sentence, figure, candidates, agreeing });
            }
        }
        for sentence in &claim.sentences {
            self.match_dates(sentence);
        }
        let absent: Vec<_> = open.into_iter().filter_map(|open| self.match_figure(open)).collect();
        for (sentence, figure) in absent {
            self.report_absent(sentence, figure);
        }
        self.match_names();
    }

    /// Settles a figure of the claim; returns it where the evidence has nothing like it.
    fn match_figure<'a>(
        &mut self,
        open: OpenFigure<'a>,
    ) -> Option<(&'a SentenceFacts, &'a Figure)> {
        let OpenFigure { sentence, figure, candidates, agreeing } = open;
        if let Some(best) = agreeing {
            let other = self
                .evidence
                .pointed(sentence, figure, &candidates, Some(&best))
                .filter(|other| !matches!(other.relation, Relation::Holds | Relation::Open))
                .or_else(|| self.evidence.better_conflict(sentence, figure, &candidates, &best))
                .or_else(|| self.evidence.conflict_elsewhere(sentence, figure, &candidates, &best));
            match other {
                Some(conflict) => self.conflict(sentence, figure, &conflict),
                None if best.is_other_noun => match self.worked_out_otherwise(sentence, figure) {
                    Some(place) => {
                        let kind = DiscrepancyKind::FigureConflict;
                        self.report(kind, sentence, figure, Some(place));
                    }
                    None => self.result.same_number.push(sentence.place(figure.words)),
                },
                None => self.support(sentence, figure, best.id),
            }
        } else if let Some(place) = self.worked_out(sentence, figure) {
            self.result.supported.push((sentence.place(figure.words), place));
        } else if let Some(pointed) = self.evidence.pointed(sentence, figure, &candidates, None) {
            match pointed.relation {
                Relation::Holds | Relation::Open => self.support(sentence, figure, pointed.id),
                _ => self.conflict(sentence, figure, &pointed),
            }
        } else if let Some(conflict) = self.evidence.conflicting(sentence, figure, &candidates) {
            self.conflict(sentence, figure, &conflict);
        } else if let Some(place) = self.worked_out_otherwise(sentence, figure) {
            self.report(DiscrepancyKind::FigureConflict, sentence, figure, Some(place));
        } else if !figure.is_derived
            && !figure.is_weak
            && !self.evidence.is_open(figure, &candidates)
        {
            return Some((sentence, figure));
        }
        None
    }

    fn conflict(&mut self, sentence: &SentenceFacts, figure: &Figure, conflict: &FigureCandidate) {
        let kind = match conflict.relation {
            Relation::OtherUnit => DiscrepancyKind::UnitConflict,
            _ => DiscrepancyKind::FigureConflict,
        };
        self.evidence.used_figures.insert(conflict.id, true);
        let place = self.evidence.figure_place(conflict.id);
        self.report(kind, sentence, figure, Some(place));
    }

    fn support(&mut self, sentence: &SentenceFacts, figure: &Figure, id: FactId) {
        let place = self.evidence.figure_place(id);
        self.result.supported.push((sentence.place(figure.words), place));
    }

    fn report(
        &mut self,
        kind: DiscrepancyKind,
        sentence: &SentenceFacts,
        figure: &Figure,
        evidence: Option<EvidencePlace>,
    ) {
        self.result.discrepancies.push(MatchDiscrepancy {
            kind,
            claim_range: sentence.place(figure.words),
            shown_range: sentence.place_with_noun(figure),
            evidence,
        });
    }

    /// Reports a figure as absent unless it is part of one that was found.
    fn report_absent(&mut self, sentence: &SentenceFacts, figure: &Figure) {
        let place = sentence.place(figure.words);
        let is_within = |found: &TextRange| found.start <= place.start && place.end <= found.end;
        let supported = self.result.supported.iter().map(|(range, _)| range);
        if !supported.chain(&self.result.same_number).any(is_within) {
            self.report(DiscrepancyKind::FigureAbsent, sentence, figure, None);
        }
    }

    /// Returns where a quote lets the figure be worked out as the claim has it.
    fn worked_out(&self, sentence: &SentenceFacts, figure: &Figure) -> Option<EvidencePlace> {
        self.evidence.first_in_quotes(|evidence| change::worked_out(sentence, figure, evidence))
    }

    /// Returns where everything that a quote lets be worked out differs from the claim.
    fn worked_out_otherwise(
        &self,
        sentence: &SentenceFacts,
        figure: &Figure,
    ) -> Option<EvidencePlace> {
        self.evidence
            .first_in_quotes(|evidence| change::worked_out_otherwise(sentence, figure, evidence))
    }

    /// Matches the dates of a sentence of the claim.
    fn match_dates(&mut self, sentence: &SentenceFacts) {
        let mut open: Vec<&TextDate> = Vec::new();
        for date in &sentence.dates {
            let agreeing = self.evidence.agreeing_date(sentence, date);
            match agreeing.filter(|_| self.evidence.pointed_date(sentence, date).is_none()) {
                Some(id) => {
                    self.evidence.used_dates.insert(id);
                    let place = self.evidence.date_place(id);
                    self.result.supported.push((sentence.place(date.words), place));
                }
                None => open.push(date),
            }
        }
        for date in open {
            let pointed = self.evidence.pointed_date(sentence, date);
            let evidence = pointed.or_else(|| self.evidence.conflicting_date(sentence, date));
            let is_conflict = evidence.is_some();
            if is_conflict || !date.is_slight() {
                let claim_range = sentence.place(date.words);
                self.result.discrepancies.push(MatchDiscrepancy {
                    kind: if is_conflict {
                        DiscrepancyKind::DateConflict
                    } else {
                        DiscrepancyKind::DateAbsent
                    },
                    shown_range: claim_range,
                    claim_range,
                    evidence,
                });
            }
        }
    }

    /// Reports names of the claim that are nearly a name of the evidence.
    fn match_names(&mut self) {
        let claim = self.claim;
        let known = |word: &str| {
            self.evidence.passages.iter().any(|passage| passage.facts.words.contains(word))
        };
        if claim.names.iter().all(|name| known(&name.folded)) {
            return;
        }
        let plain = |word: &str| {
            claim.uncapitalised.contains(word)
                || self
                    .evidence
                    .passages
                    .iter()
                    .any(|passage| passage.facts.uncapitalised.contains(word))
        };
        let mut flagged: HashSet<usize> = HashSet::new();
        for (passage, evidence) in self.evidence.passages.iter().enumerate() {
            let window = evidence.window.as_ref();
            let sentences = window.map(|range| widened(&evidence.facts, *range));
            let is_within = |name: &&Name| {
                sentences.as_ref().is_none_or(|range| {
                    range.start <= name.range.start && name.range.end <= range.end
                })
            };
            let names: Vec<Name> = evidence.facts.names.iter().filter(is_within).cloned().collect();
            for (own, other) in
                name::near_misses(&claim.names, &names, &known, &claim.words, &plain)
            {
                if flagged.insert(own) {
                    let claim_range = claim.names[own].range;
                    let range = names[other].range;
                    self.result.discrepancies.push(MatchDiscrepancy {
                        kind: DiscrepancyKind::NameNearMiss,
                        shown_range: claim_range,
                        claim_range,
                        evidence: Some(EvidencePlace { passage, range }),
                    });
                }
            }
        }
    }
}

/// Returns a quote's bytes extended to the sentences with facts that it is part of.
fn widened(facts: &TextFacts, range: TextRange) -> TextRange {
    facts.within(Some(range)).iter().fold(range, |range, sentence| {
        TextRange::new(range.start.min(sentence.range.start), range.end.max(sentence.range.end))
    })
}
