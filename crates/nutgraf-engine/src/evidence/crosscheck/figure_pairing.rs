//! Selects the figure of the evidence that a figure of the claim is compared with.
//!
//! # Invariants
//!
//! Figures are compared only where they count or measure the same kind of thing and
//! their context shows that they are about one thing.

use std::collections::BTreeMap;

use super::{
    super::reader::{amount::Exact, figure::Figure, unit::Dimension},
    change,
    evidence_facts::{EvidenceFacts, FactId},
    facts::SentenceFacts,
    relation::{Relation, may_hold, relation},
    same_thing::{FigurePair, are_other_times, are_same_thing},
    sentence_parts::{self, SentenceParts},
    thresholds::WHOLE_SOURCE_STEMS,
    topic::{Likeness, likeness},
};
use crate::range::WordRange;

/// A figure of the evidence that one of the claim may be compared with.
#[derive(Clone, Copy)]
pub(super) struct FigureCandidate {
    /// The figure of the evidence.
    pub(super) id: FactId,
    /// How alike their contexts are.
    pub(super) like: Likeness,
    /// How their values compare.
    pub(super) relation: Relation,
    /// Whether both count the same noun.
    pub(super) is_same_noun: bool,
    /// Whether each counts a noun that the other does not.
    pub(super) is_other_noun: bool,
}

impl FigureCandidate {
    /// How likely the two are about the same thing; the greatest is the likeliest.
    fn rank(&self) -> (bool, bool, usize, usize) {
        (!self.like.contrasts, self.is_same_noun, self.like.near, self.like.shared)
    }
}

impl<'a> EvidenceFacts<'a> {
    /// Returns the figures that can be compared with one of the claim.
    pub(super) fn candidates(
        &self,
        sentence: &SentenceFacts,
        figure: &Figure,
    ) -> Vec<FigureCandidate> {
        let mut found = Vec::new();
        for (passage, evidence) in self.passages.iter().enumerate() {
            for (sentence_at, other) in evidence.sentences().iter().enumerate() {
                let is_far = !evidence.is_quote() && sentence.shares(other) < WHOLE_SOURCE_STEMS;
                for (at, beside) in other.figures.iter().enumerate() {
                    if is_far && !may_hold(figure, beside) {
                        continue;
                    }
                    let relation = directed(sentence, figure, other, beside);
                    let tells_nothing =
                        is_far && !matches!(relation, Relation::Holds | Relation::Open);
                    if relation == Relation::Unrelated || tells_nothing {
                        continue;
                    }
                    let mut like =
                        likeness(&sentence.around_figure(figure), &other.around_figure(beside));
                    like.contrasts |= figure.role.is_some()
                        && beside.role.is_some()
                        && figure.role != beside.role;
                    let has_nouns = !figure.nouns.is_empty() && !beside.nouns.is_empty();
                    let is_same_noun = figure.nouns.iter().any(|noun| beside.nouns.contains(noun))
                        || has_nouns
                            && sentence.has_one_figure()
                            && other.has_one_figure()
                            && counts_the_same(sentence, beside);
                    found.push(FigureCandidate {
                        id: FactId { passage, sentence: sentence_at, index: at },
                        like,
                        relation,
                        is_same_noun,
                        is_other_noun: has_nouns && !is_same_noun,
                    });
                }
            }
        }
        found
    }

    /// Returns the candidate that agrees, the likeliest if several do.
    pub(super) fn agreeing(&self, candidates: &[FigureCandidate]) -> Option<FigureCandidate> {
        let candidates = candidates.iter().copied();
        let holding = candidates.filter(|candidate| candidate.relation == Relation::Holds);
        holding.max_by_key(FigureCandidate::rank)
    }

    /// Whether the evidence has a bare number that may be a count of the claim.
    pub(super) fn is_open(&self, figure: &Figure, candidates: &[FigureCandidate]) -> bool {
        let open = |candidate: &FigureCandidate| {
            candidate.relation == Relation::Open
                && figure.unit.dimension == Dimension::Count
                && figure.nouns.is_empty()
        };
        candidates.iter().any(open)
    }

    /// Returns the figure that the claim's own words point to in a sentence with several
    /// figures. `best` is the candidate that agrees.
    pub(super) fn pointed(
        &self,
        sentence: &SentenceFacts,
        figure: &Figure,
        candidates: &[FigureCandidate],
        best: Option<&FigureCandidate>,
    ) -> Option<FigureCandidate> {
        if figure.is_derived || figure.is_weak {
            return None;
        }
        let mut by_sentence: BTreeMap<(usize, usize), Vec<FigureCandidate>> = BTreeMap::new();
        for candidate in candidates.iter().copied() {
            let (_, beside) = self.figure(candidate.id);
            let is_quote = self.is_of_a_quote(candidate.id);
            if is_quote && !beside.is_derived {
                by_sentence
                    .entry((candidate.id.passage, candidate.id.sentence))
                    .or_default()
                    .push(candidate);
            }
        }
        let own_facts = sentence.figures.iter().filter(|other| !other.is_derived).count();
        let own = sentence_parts::own_stems(sentence, figure.words, own_facts < 2);
        for mut candidates in by_sentence.into_values() {
            let other = self.figure(candidates[0].id).0;
            if are_other_times(sentence, other) {
                continue;
            }
            let facts: Vec<WordRange> =
                candidates.iter().map(|candidate| self.figure(candidate.id).1.words).collect();
            let instead = best.and_then(|best| candidates.iter().position(|c| c.id == best.id));
            let Some(pointed) =
                SentenceParts::of(other, &facts).pointed(&own, instead).filter(|p| p.is_sure)
            else {
                continue;
            };
            let candidate = candidates.swap_remove(pointed.at);
            let is_elsewhere = best.is_some_and(|best| {
                (best.id.passage, best.id.sentence) != (candidate.id.passage, candidate.id.sentence)
            });
            let is_taken = self.used_figures.get(&candidate.id) == Some(&true);
            let is_bare_unit = candidate.relation == Relation::DiffersBarely
                && figure.unit.dimension != Dimension::Count;
            if !is_elsewhere && !is_bare_unit && (best.is_some() || !is_taken) {
                return Some(candidate);
            }
        }
        None
    }

    /// Returns the candidate that differs about the same thing, the likeliest if several do.
    pub(super) fn conflicting(
        &self,
        sentence: &SentenceFacts,
        figure: &Figure,
        candidates: &[FigureCandidate],
    ) -> Option<FigureCandidate> {
        let candidates = candidates.iter().copied();
        let differing = candidates.filter(|candidate| {
            matches!(
                candidate.relation,
                Relation::Differs | Relation::OtherUnit | Relation::DiffersBarely
            ) && !self.used_figures.contains_key(&candidate.id)
                && self.is_same_thing(sentence, figure, candidate)
        });
        differing
            .max_by_key(|candidate| (candidate.relation == Relation::OtherUnit, candidate.rank()))
    }

    /// Returns the candidate that differs and counts what the claim counts, where `best`,
    /// which agrees, counts something else in the same passage.
    pub(super) fn better_conflict(
        &self,
        sentence: &SentenceFacts,
        figure: &Figure,
        candidates: &[FigureCandidate],
        best: &FigureCandidate,
    ) -> Option<FigureCandidate> {
        if !(best.is_other_noun || best.like.contrasts) || !self.is_of_a_quote(best.id) {
            return None;
        }
        let candidates = candidates.iter().copied();
        let others = candidates.filter(|candidate| {
            candidate.relation == Relation::Differs
                && candidate.id.passage == best.id.passage
                && candidate.is_same_noun
                && self.used_figures.get(&candidate.id) != Some(&true)
                && !candidate.like.contrasts
                && candidate.like.near >= best.like.near
                && self.is_same_thing(sentence, figure, candidate)
        });
        others.max_by_key(FigureCandidate::rank)
    }

    /// Returns the candidate that differs about the same thing in another passage than that of
    /// `best`, which agrees and counts something else: that bears nothing out.
    pub(super) fn conflict_elsewhere(
        &self,
        sentence: &SentenceFacts,
        figure: &Figure,
        candidates: &[FigureCandidate],
        best: &FigureCandidate,
    ) -> Option<FigureCandidate> {
        if !best.is_other_noun {
            return None;
        }
        let elsewhere = candidates.iter().copied();
        let elsewhere: Vec<FigureCandidate> =
            elsewhere.filter(|candidate| candidate.id.passage != best.id.passage).collect();
        self.conflicting(sentence, figure, &elsewhere)
    }

    /// Whether a figure of the claim and a candidate that differs are about the same thing.
    fn is_same_thing(
        &self,
        sentence: &SentenceFacts,
        figure: &Figure,
        candidate: &FigureCandidate,
    ) -> bool {
        are_same_thing(&self.pair(sentence, figure, candidate))
    }

    /// Returns a figure of the claim and a candidate as the rules see them.
    pub(super) fn pair<'p>(
        &self,
        sentence: &'p SentenceFacts,
        figure: &'p Figure,
        candidate: &FigureCandidate,
    ) -> FigurePair<'p>
    where
        'a: 'p,
    {
        let (other_sentence, other) = self.figure(candidate.id);
        FigurePair {
            sentence,
            figure,
            other_sentence,
            other,
            like: candidate.like,
            relation: candidate.relation,
            is_same_noun: candidate.is_same_noun,
            is_other_noun: candidate.is_other_noun,
            is_quote: self.is_of_a_quote(candidate.id),
        }
    }
}

/// Compares two figures, taking into account which way the sentences say things went:
/// a fall of 3 % is a change of −3 %, and no rise of 3 %.
fn directed(
    sentence: &SentenceFacts,
    figure: &Figure,
    other: &SentenceFacts,
    beside: &Figure,
) -> Relation {
    let is_negative = |figure: &Figure| figure.value < Exact::ZERO;
    let ways = (change::direction(sentence, figure), change::direction(other, beside));
    let unsigned = |figure: &Figure| Figure { value: figure.value.abs(), ..figure.clone() };
    let holds = || relation(&unsigned(figure), &unsigned(beside));
    let opposed = |related: Relation| match related {
        Relation::Holds => Relation::Differs,
        related => related,
    };
    let falls = match (is_negative(figure), is_negative(beside)) {
        (false, true) => ways.0.filter(|_| !figure.is_to),
        (true, false) => ways.1.filter(|_| !beside.is_to),
        _ => None,
    };
    match (is_negative(figure), is_negative(beside), ways) {
        (true, false, _) | (false, true, _) => match falls {
            Some(false) => holds(),
            Some(true) => opposed(holds()),
            None => relation(figure, beside),
        },
        (false, false, (Some(own), Some(other)))
            if own != other && figure.is_to == beside.is_to =>
        {
            opposed(relation(figure, beside))
        }
        _ => relation(figure, beside),
    }
}

/// Whether what the evidence's figure counts is among the words of the claim's sentence:
/// *killed 19 people* and *19 lives*.
fn counts_the_same(sentence: &SentenceFacts, beside: &Figure) -> bool {
    let has = |sentence: &SentenceFacts, nouns: &[String]| {
        nouns.first().is_some_and(|noun| sentence.keys.iter().any(|key| key.stem == *noun))
    };
    has(sentence, &beside.nouns)
}
