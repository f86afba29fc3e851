//! Rules that decide whether a figure of the claim and one of the evidence that differ
//! are about the same thing.
//!
//! A pair that an [exclusion](EXCLUSIONS) applies to is not; otherwise the first of the
//! [rules by kind](KIND_RULES) that applies to the pair decides. Each rule is a function with
//! a name, so that it can be tested by itself.
//!
//! # Invariants
//!
//! The rules are asked only about figures that do not agree.

use super::{
    super::reader::{amount::Exact, figure::Figure, text_date::DateRelation, unit::Dimension},
    facts::SentenceFacts,
    relation::{Relation, is_slip},
    thresholds,
    topic::Likeness,
};

/// A figure of the claim and one of the evidence, as the rules see them.
#[derive(Clone, Copy)]
pub(super) struct FigurePair<'a> {
    /// The sentence of the claim.
    pub(super) sentence: &'a SentenceFacts,
    /// The figure of the claim.
    pub(super) figure: &'a Figure,
    /// The sentence of the evidence.
    pub(super) other_sentence: &'a SentenceFacts,
    /// The figure of the evidence.
    pub(super) other: &'a Figure,
    /// How alike their contexts are.
    pub(super) like: Likeness,
    /// How their values compare.
    pub(super) relation: Relation,
    /// Whether both count the same noun.
    pub(super) is_same_noun: bool,
    /// Whether each counts a noun that the other does not.
    pub(super) is_other_noun: bool,
    /// Whether the evidence is a quote and not a whole source.
    pub(super) is_quote: bool,
}

impl FigurePair<'_> {
    /// Whether the figures have any context in common.
    fn has_common_context(&self) -> bool {
        thresholds::ANY.is_met_by(&self.like)
    }

    /// Whether one of the sentences has no context at all.
    fn is_without_context(&self) -> bool {
        self.like.part >= 1.0 && self.like.shared == 0
    }

    /// Whether each is the only figure of its sentence, so that nothing else can be meant.
    fn are_lone(&self) -> bool {
        self.sentence.has_one_figure() && self.other_sentence.has_one_figure()
    }

    /// Whether the digits of one are those of the other in another order.
    fn is_slip(&self) -> bool {
        is_slip(self.figure, self.other)
    }

    /// Whether the values are close enough for one to be the other, wrongly given.
    fn is_of_same_size(&self) -> bool {
        let (own, other) = (self.figure.value.abs(), self.other.value.abs());
        let factor = Exact::whole(thresholds::SAME_SIZE_FACTOR);
        own.times(factor).is_some_and(|most| other <= most)
            && other.times(factor).is_some_and(|most| own <= most)
    }
}

/// Returns whether two figures are about the same thing.
pub(super) fn are_same_thing(pair: &FigurePair<'_>) -> bool {
    if EXCLUSIONS.iter().any(|excludes| excludes(pair)) {
        return false;
    }
    let rule = KIND_RULES.iter().find(|rule| (rule.applies)(pair));
    rule.is_some_and(|rule| (rule.holds)(pair))
}

type Rule = fn(&FigurePair<'_>) -> bool;

/// Rules of which each alone keeps two figures from being about the same thing.
const EXCLUSIONS: [Rule; 6] = [
    have_contrasting_contexts,
    are_both_weak,
    is_share_worked_out_by_reader,
    are_of_other_times,
    are_complements,
    are_unlike_in_whole_source,
];

/// What makes figures of one kind be about the same thing.
struct KindRule {
    /// Whether the pair is of this kind.
    applies: Rule,
    /// Whether it is about the same thing.
    holds: Rule,
}

/// In order; the last applies to every pair.
const KIND_RULES: [KindRule; 6] = [
    KindRule { applies: is_bare_number, holds: are_same_bare_number },
    KindRule { applies: is_count, holds: are_same_count },
    KindRule { applies: is_score_time_or_multiple, holds: share_context },
    KindRule { applies: is_of_another_unit, holds: share_context_or_noun },
    KindRule { applies: is_measure_of_another_noun, holds: are_in_very_like_contexts },
    KindRule { applies: is_any, holds: are_same_measure },
];

/// Excludes figures whose contexts name different members of a group, or other people
/// and places.
fn have_contrasting_contexts(pair: &FigurePair<'_>) -> bool {
    pair.like.contrasts
}

/// Excludes two words like *one* that often count nothing.
fn are_both_weak(pair: &FigurePair<'_>) -> bool {
    pair.figure.is_weak && pair.other.is_weak
}

/// Excludes a share that only the cross-check worked out from two counts of the
/// evidence, unless the claim gives a share too.
fn is_share_worked_out_by_reader(pair: &FigurePair<'_>) -> bool {
    pair.other.is_derived
        && !pair.figure.is_derived
        && !pair.figure.is_fraction
        && pair.figure.unit.dimension != Dimension::Share
}

/// Excludes figures of sentences whose dates all differ.
fn are_of_other_times(pair: &FigurePair<'_>) -> bool {
    are_other_times(pair.sentence, pair.other_sentence)
}

/// Whether two sentences are about different years or months.
pub(super) fn are_other_times(own: &SentenceFacts, other: &SentenceFacts) -> bool {
    let relations: Vec<DateRelation> = own
        .dates
        .iter()
        .flat_map(|date| other.dates.iter().map(|beside| date.relation(beside)))
        .filter(|relation| *relation != DateRelation::Unrelated)
        .collect();
    !relations.is_empty() && relations.iter().all(|relation| *relation == DateRelation::Differs)
}

/// Excludes *20 percent below* beside *80 percent of*, which say the same.
fn are_complements(pair: &FigurePair<'_>) -> bool {
    let is_share = |figure: &Figure| figure.unit.dimension == Dimension::Share;
    let sum = || pair.figure.base()?.abs().plus(pair.other.base()?.abs());
    (pair.sentence.is_less || pair.other_sentence.is_less)
        && is_share(pair.figure)
        && is_share(pair.other)
        && sum() == Some(Exact::ONE)
}

/// Excludes figures of a whole source whose sentence is not much like the claim's.
fn are_unlike_in_whole_source(pair: &FigurePair<'_>) -> bool {
    !pair.is_quote && !is_bare_number(pair) && !thresholds::WHOLE_SOURCE.is_met_by(&pair.like)
}

/// Applies to pairs of which one does not say what it measures.
fn is_bare_number(pair: &FigurePair<'_>) -> bool {
    pair.relation == Relation::DiffersBarely
}

/// Applies to counts and ranks.
fn is_count(pair: &FigurePair<'_>) -> bool {
    matches!(pair.figure.unit.dimension, Dimension::Count | Dimension::Rank)
}

/// Applies to scores, times of day and multiples.
fn is_score_time_or_multiple(pair: &FigurePair<'_>) -> bool {
    matches!(pair.figure.unit.dimension, Dimension::Score | Dimension::Clock | Dimension::Times)
}

/// Applies to the same number in two units that do not convert.
fn is_of_another_unit(pair: &FigurePair<'_>) -> bool {
    pair.relation == Relation::OtherUnit
}

/// Applies to measures of which each is followed by a noun that the other lacks.
fn is_measure_of_another_noun(pair: &FigurePair<'_>) -> bool {
    pair.is_other_noun
}

/// Applies to every pair.
fn is_any(_: &FigurePair<'_>) -> bool {
    true
}

/// Each is the only figure of its sentence, and the sentences are much alike, or the
/// digits are the same in another order.
fn are_same_bare_number(pair: &FigurePair<'_>) -> bool {
    let is_alike = thresholds::BARE_NUMBER.is_met_by(&pair.like) && pair.is_of_same_size();
    let is_slip = thresholds::BARE_SLIP.is_met_by(&pair.like) && pair.is_slip();
    pair.are_lone() && (is_alike || is_slip)
}

fn are_same_count(pair: &FigurePair<'_>) -> bool {
    is_same_noun_counted(pair) || is_unnamed_count_in_like_context(pair)
}

/// The same noun is counted, and the context is shared or cannot be told.
fn is_same_noun_counted(pair: &FigurePair<'_>) -> bool {
    let is_lone_slip = || pair.is_slip() && pair.are_lone();
    pair.is_same_noun && (share_context(pair) || is_lone_slip())
}

/// One of them does not name what it counts, the contexts are alike, and so are the sizes.
fn is_unnamed_count_in_like_context(pair: &FigurePair<'_>) -> bool {
    let is_unnamed = pair.figure.nouns.is_empty() || pair.other.nouns.is_empty();
    is_unnamed
        && !pair.figure.is_weak
        && pair.is_of_same_size()
        && (is_same_end_of_change(pair)
            || thresholds::UNNAMED_COUNT.is_met_by(&pair.like)
            || thresholds::UNNAMED_LONE_COUNT.is_met_by(&pair.like) && pair.are_lone())
}

/// Both are where a change began, or where it ended.
fn is_same_end_of_change(pair: &FigurePair<'_>) -> bool {
    pair.figure.role.is_some() && pair.figure.role == pair.other.role && pair.has_common_context()
}

/// The contexts have something in common, or one of them is empty.
fn share_context(pair: &FigurePair<'_>) -> bool {
    pair.has_common_context() || pair.is_without_context()
}

/// The contexts have something in common, or one of them is empty, or the noun is the same.
fn share_context_or_noun(pair: &FigurePair<'_>) -> bool {
    share_context(pair) || pair.is_same_noun
}

/// The contexts are alike enough to outweigh that the nouns differ.
fn are_in_very_like_contexts(pair: &FigurePair<'_>) -> bool {
    thresholds::MEASURE_OF_ANOTHER_NOUN.is_met_by(&pair.like)
}

/// The contexts are alike, for the length of the sentences, or one of them is empty.
fn are_same_measure(pair: &FigurePair<'_>) -> bool {
    thresholds::MEASURE.is_met_by(&pair.like)
        || thresholds::MEASURE_IN_SHORT.is_met_by(&pair.like)
        || pair.is_without_context()
        || pair.is_same_noun && thresholds::MEASURE_OF_SAME_NOUN.is_met_by(&pair.like)
}

#[cfg(test)]
mod tests;
