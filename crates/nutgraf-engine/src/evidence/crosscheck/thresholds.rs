//! The thresholds by which facts of a claim and of its evidence are compared.
//!
//! They were chosen by hand on the labelled pairs of `tests/fixtures/crosscheck`
//! (`pairs.ron`, then `tuning.ron`) until no conflict of the first was false; where
//! one comes from something else, it says so. EVALUATION.md, "Claims against their
//! evidence", has what they achieve there and on pairs they were not chosen on.

use super::topic::Likeness;

/// Least likeness of the contexts of two facts.
///
/// Compare [`Likeness`] for how it is measured.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct LeastLikeness {
    /// Stems in common.
    stems: usize,
    /// Stems in common as a fraction of the stems of the context that has fewer.
    share: f32,
}

impl LeastLikeness {
    const fn of(stems: usize, share: f32) -> Self {
        Self { stems, share }
    }

    /// Whether a likeness is at least this.
    pub(super) fn is_met_by(self, like: &Likeness) -> bool {
        like.shared >= self.stems && like.part >= self.share
    }
}

/// Most pairs of a fact of the claim and a fact of its quotes that are compared.
///
/// From a bound on time, not from the pairs: a claim is a sentence or two. A whole
/// article marked as one claim gets no result, because each of its figures would be
/// compared with each of the evidence's.
pub(super) const MOST_PAIRS: usize = 10_000;

/// Stems that a sentence of a whole source must share with the claim's before
/// anything in it may differ from the claim.
///
/// A whole source has many figures that are about something else.
pub(super) const WHOLE_SOURCE_STEMS: usize = 3;

/// For a fact of a whole source to differ from the claim's.
pub(super) const WHOLE_SOURCE: LeastLikeness = LeastLikeness::of(WHOLE_SOURCE_STEMS, 0.6);

/// For two figures of which one does not say what it measures.
pub(super) const BARE_NUMBER: LeastLikeness = LeastLikeness::of(3, 0.6);

/// For two bare numbers that have the same digits in another order.
pub(super) const BARE_SLIP: LeastLikeness = LeastLikeness::of(2, 0.0);

/// For two counts of which one does not name what it counts.
pub(super) const UNNAMED_COUNT: LeastLikeness = LeastLikeness::of(2, 0.5);

/// For two unnamed counts, each the only figure of its sentence: all stems of the
/// shorter sentence.
pub(super) const UNNAMED_LONE_COUNT: LeastLikeness = LeastLikeness::of(1, 1.0);

/// For two measures that are followed by different nouns.
pub(super) const MEASURE_OF_ANOTHER_NOUN: LeastLikeness = LeastLikeness::of(2, 0.5);

/// For two measures, without regard to the length of their sentences.
pub(super) const MEASURE: LeastLikeness = LeastLikeness::of(2, 0.0);

/// For two measures in short sentences: one stem of three.
pub(super) const MEASURE_IN_SHORT: LeastLikeness = LeastLikeness::of(1, 0.34);

/// For two measures followed by the same noun: one stem of five.
pub(super) const MEASURE_OF_SAME_NOUN: LeastLikeness = LeastLikeness::of(0, 0.2);

/// For anything else that needs some context in common.
pub(super) const ANY: LeastLikeness = LeastLikeness::of(1, 0.0);

/// Factor up to which two unnamed counts may be the same count, wrongly given.
pub(super) const SAME_SIZE_FACTOR: i64 = 4;

/// For two dates, without regard to the length of their sentences.
pub(super) const DATE: LeastLikeness = LeastLikeness::of(3, 0.0);

/// Fraction of the stems of the shorter sentence of which two dates must have more in
/// common where they share fewer stems than [`DATE`] asks for.
pub(super) const DATE_SHARE: f32 = 0.5;

/// For two dates of which one looks like a slip for the other.
pub(super) const DATE_SLIP: LeastLikeness = LeastLikeness::of(1, 0.3);

/// How many stems shared anywhere in the sentence weigh as much as one shared in the
/// clause of the date.
pub(super) const CLAUSE_WEIGHT: usize = 4;

/// How far a fraction in words may be from the value that it stands for, in percent of it:
/// *a third* may be 32 or 34.9 percent.
pub(super) const FRACTION_PERCENT: i64 = 5;

/// How far a change in words may be from the one that was worked out, in percent of it.
pub(super) const CHANGE_PERCENT: i64 = 5;

/// How far a bound of the evidence may be above (or below) a looser one of the claim, in
/// percent of the latter, for the two not to differ: *over 400* beside *over 450*.
pub(super) const LOOSER_BOUND_PERCENT: i64 = 25;

/// Factor from which a bound says nothing about a value: *more than 100* for 5,000.
pub(super) const FAR_FETCHED_FACTOR: i64 = 2;

/// Least ratio of two values of which one may support the other.
///
/// Below what hedges, fractions and rounding allow, so that nothing is lost by the quick test.
pub(super) const MAY_AGREE: f64 = 0.75;

/// Least ratio of two values of which one may support the other where the claim's is rounded
/// to a word such as *million*: 1 million may be 1.4 million.
pub(super) const MAY_AGREE_SCALED: f64 = 0.5;

/// Most words between *rose* or *fell* and the figure of the change.
pub(super) const DIRECTION_REACH: usize = 6;

/// Most figures, or years, of a passage that changes are worked out of, each with each.
///
/// From a bound on time: a passage with more is a table.
pub(super) const MOST_WORKED_OUT: usize = 16;
