//! Selects the date of the evidence that a date of the claim is compared with.
//!
//! # Invariants
//!
//! A date that the evidence gives more or less precisely agrees; another date is a
//! conflict only where the same thing is dated.

use super::{
    super::reader::text_date::{DateRelation, TextDate},
    evidence_facts::{EvidenceFacts, EvidencePlace, FactId},
    facts::SentenceFacts,
    relation::{Relation, relation},
    sentence_parts::{self, SentenceParts},
    thresholds,
    topic::{Likeness, likeness},
};
use crate::range::WordRange;

impl EvidenceFacts<'_> {
    /// Returns the date that agrees with one of the claim, the likeliest if several do.
    pub(super) fn agreeing_date(
        &self,
        sentence: &SentenceFacts,
        date: &TextDate,
    ) -> Option<FactId> {
        let mut best: Option<(FactId, usize)> = None;
        for (id, other, beside) in self.dates() {
            if date.relation(beside) != DateRelation::Agrees {
                continue;
            }
            let rank = if self.is_of_a_quote(id) {
                let like = likeness(&sentence.around_date(date), &other.around_date(beside));
                like.near * thresholds::CLAUSE_WEIGHT + like.shared
            } else {
                sentence.shares(other)
            };
            if best.is_none_or(|(_, known)| rank > known) {
                best = Some((id, rank));
            }
        }
        best.map(|(id, _)| id)
    }

    /// Returns a different date that the claim's own words point to in a sentence with
    /// several dates.
    pub(super) fn pointed_date(
        &self,
        sentence: &SentenceFacts,
        date: &TextDate,
    ) -> Option<EvidencePlace> {
        let own = sentence_parts::own_stems(sentence, date.words, sentence.dates.len() < 2);
        self.first_in_quotes(|sentences| {
            sentences.iter().find_map(|other| {
                let like = |beside: &&TextDate| date.is_like(beside);
                let others: Vec<&TextDate> = other.dates.iter().filter(like).collect();
                let facts: Vec<WordRange> = others.iter().map(|date| date.words).collect();
                let pointed = SentenceParts::of(other, &facts).pointed(&own, None)?;
                let beside = others[pointed.at];
                let differs = date.relation(beside) == DateRelation::Differs;
                (pointed.is_sure && differs).then(|| other.place(beside.words))
            })
        })
    }

    /// Returns a different date for the thing that the claim dates.
    pub(super) fn conflicting_date(
        &self,
        sentence: &SentenceFacts,
        date: &TextDate,
    ) -> Option<EvidencePlace> {
        let mut best: Option<(FactId, (usize, usize))> = None;
        for (id, other, beside) in self.dates() {
            let is_quote = self.is_of_a_quote(id);
            if !is_quote && sentence.shares(other) < thresholds::WHOLE_SOURCE_STEMS {
                continue;
            }
            let like = likeness(&sentence.around_date(date), &other.around_date(beside));
            let is_same_thing = if is_quote {
                is_same_thing_dated(&like, date.is_close(beside))
            } else {
                thresholds::WHOLE_SOURCE.is_met_by(&like)
            };
            let fits = date.relation(beside) == DateRelation::Differs
                && date.is_like(beside)
                && !self.used_dates.contains(&id)
                && !like.contrasts
                && is_same_thing
                && !have_only_other_figures(sentence, other);
            let rank = (like.near, like.shared);
            if fits && best.is_none_or(|(_, known)| rank > known) {
                best = Some((id, rank));
            }
        }
        best.map(|(id, _)| self.date_place(id))
    }
}

/// Whether two dates in contexts so alike are of the same thing. `is_slip` says whether
/// one of them looks like a slip for the other.
fn is_same_thing_dated(like: &Likeness, is_slip: bool) -> bool {
    let is_without_context = like.shared == 0 && like.part >= 1.0;
    let is_mostly_shared = thresholds::ANY.is_met_by(like) && like.part > thresholds::DATE_SHARE;
    is_mostly_shared
        || thresholds::DATE.is_met_by(like)
        || is_without_context
        || is_slip && thresholds::DATE_SLIP.is_met_by(like)
}

/// Whether two sentences have figures of one measure, none of which agree.
fn have_only_other_figures(own: &SentenceFacts, other: &SentenceFacts) -> bool {
    let relations: Vec<Relation> = own
        .figures
        .iter()
        .flat_map(|figure| other.figures.iter().map(|beside| relation(figure, beside)))
        .collect();
    relations.contains(&Relation::Differs) && !relations.contains(&Relation::Holds)
}
