//! How a figure of a claim compares with one of its evidence.
//!
//! # Invariants
//!
//! Equal values are equal in whatever unit or spelling. A claim may be less precise than its
//! evidence, never more precise.

use super::{
    super::reader::{
        amount::{Exact, Interval},
        figure::Figure,
        hedge::Hedge,
        unit::Dimension,
    },
    thresholds,
};

/// How a figure of the claim compares with one of the evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Relation {
    /// The evidence supports the figure: equal, rounded, or within what the claim leaves open.
    Holds,
    /// Neither supported nor contradicted.
    Open,
    /// A different value of the same measure.
    Differs,
    /// The same number of another unit.
    OtherUnit,
    /// A different value, where one side does not say what it measures.
    DiffersBarely,
    /// They measure different things.
    Unrelated,
}

/// Compares a figure of the claim with one of the evidence.
pub(super) fn relation(claim: &Figure, found: &Figure) -> Relation {
    related(claim, found).unwrap_or(Relation::Unrelated)
}

fn related(claim: &Figure, found: &Figure) -> Option<Relation> {
    let (own, other) = (claim.unit, found.unit);
    let same_number = claim.value == found.value && claim.upper == found.upper;
    if !own.goes_with(other) {
        let is_other_unit = same_number
            && (own.dimension == other.dimension
                || matches!(
                    (own.dimension, other.dimension),
                    (Dimension::Share, Dimension::Points) | (Dimension::Points, Dimension::Share)
                ) && own.name != "share"
                    && other.name != "share");
        if is_other_unit {
            return Some(Relation::OtherUnit);
        }
        // A bare number may be any measure's where it is the same.
        let is_bare =
            |figure: &Figure| figure.unit.dimension == Dimension::Count && figure.nouns.is_empty();
        let is_plain = |dimension: Dimension| {
            !matches!(
                dimension,
                Dimension::Share
                    | Dimension::Rank
                    | Dimension::Score
                    | Dimension::Times
                    | Dimension::Clock
            )
        };
        let may_be = is_plain(own.dimension) && is_plain(other.dimension);
        if own.dimension == Dimension::Time && other.dimension == Dimension::Clock {
            return is_lap(claim, found);
        }
        let is_either = (is_bare(claim) || is_bare(found)) && may_be;
        return Some(match is_either {
            true if same_number => Relation::Open,
            true => Relation::DiffersBarely,
            false => Relation::Unrelated,
        });
    }
    if own.is_vague_beside(other) {
        return Some(if same_number { Relation::Holds } else { Relation::Open });
    }
    if matches!(own.dimension, Dimension::Rank | Dimension::Score | Dimension::Clock) {
        let half_a_day = Exact::whole(720);
        let may_be_other_half = own.dimension == Dimension::Clock
            && (claim.is_vague || found.is_vague)
            && claim.value.minus(found.value)?.abs() == half_a_day;
        let holds = same_number || may_be_other_half;
        return Some(if holds { Relation::Holds } else { Relation::Differs });
    }
    if same_number && own == other && (claim.hedge == found.hedge || agrees_loosely(claim, found)) {
        return Some(Relation::Holds);
    }
    let is_open =
        |hedge: Hedge| matches!(hedge, Hedge::Over | Hedge::AtLeast | Hedge::Under | Hedge::AtMost);
    if is_open(claim.hedge) && claim.hedge == found.hedge {
        return bounds(claim, found);
    }
    let (said, says) = (claimed(claim, found)?, given(found)?);
    let relation = if said.contains(&says) {
        if is_far_fetched(claim, found)? { Relation::Open } else { Relation::Holds }
    } else if same_number && own.name != other.name {
        Relation::OtherUnit
    } else if said.meets(&says) || may_be_rounded(claim, found)? || claim.is_vague || found.is_vague
    {
        Relation::Open
    } else {
        Relation::Differs
    };
    Some(relation)
}

/// Whether two figures are near enough for one to support the other: a quick test before
/// they are compared exactly.
pub(super) fn may_hold(claim: &Figure, found: &Figure) -> bool {
    let is_range = |figure: &Figure| {
        figure.upper.is_some()
            || matches!(figure.hedge, Hedge::Over | Hedge::AtLeast | Hedge::Under | Hedge::AtMost)
    };
    if claim.unit.dimension != found.unit.dimension || is_range(claim) || is_range(found) {
        return true;
    }
    let own = claim.unit.roughly(claim.value).abs();
    let other = found.unit.roughly(found.value).abs();
    let is_near = |least: f64| own.min(other) >= own.max(other) * least;
    let is_scaled = claim.value != claim.mantissa;
    is_near(thresholds::MAY_AGREE)
        || is_scaled && is_near(thresholds::MAY_AGREE_SCALED)
        || claim.is_vague
        || found.is_vague
}

/// Compares two bounds of one kind: what is above 400 is above 250, but a threshold of 400
/// is not one of 250.
fn bounds(claim: &Figure, found: &Figure) -> Option<Relation> {
    let (own, other) = (claim.base()?, found.base()?);
    let half = Exact::ratio(1, 2)?;
    let slack = claim.unit.width_to_base(claim.step.times(half)?)?;
    let apart = own.minus(other)?.abs();
    let is_looser = match claim.hedge {
        Hedge::Over | Hedge::AtLeast => own < other,
        _ => own > other,
    };
    Some(if apart <= slack {
        Relation::Holds
    } else if is_looser
        && apart <= own.abs().times(Exact::ratio(thresholds::LOOSER_BOUND_PERCENT.into(), 100)?)?
    {
        Relation::Open
    } else {
        Relation::Differs
    })
}

/// Compares a time of day with a duration: `9:12` may be minutes and seconds.
fn is_lap(claim: &Figure, found: &Figure) -> Option<Relation> {
    let own = claim.base()?;
    let seconds = found.value.over(Exact::whole(60))?;
    let is_same = found.is_vague && (own == seconds || own == found.value);
    Some(if is_same { Relation::Holds } else { Relation::Unrelated })
}

/// Whether two numbers have the same digits in another order, as typing mixes them up.
pub(super) fn is_slip(claim: &Figure, found: &Figure) -> bool {
    let digits = |figure: &Figure| {
        let mut digits = figure.value.digits()?.into_bytes();
        digits.sort_unstable();
        (digits.len() > 1).then_some(digits)
    };
    claim.value != found.value && digits(claim).is_some_and(|own| digits(found) == Some(own))
}

/// Whether the same number, hedged differently on the two sides, agrees: the hedge of one
/// leaves the number of the other open.
fn agrees_loosely(claim: &Figure, found: &Figure) -> bool {
    let (own, other) = (claim.hedge, found.hedge);
    let any = |hedge: Hedge, known: &[Hedge]| known.contains(&hedge);
    let (loose, upwards, downwards) = (
        [Hedge::None, Hedge::About],
        [Hedge::Over, Hedge::JustOver, Hedge::AtLeast],
        [Hedge::Under, Hedge::Nearly, Hedge::AtMost],
    );
    any(own, &loose) && (any(other, &loose) || any(other, &upwards) || other == Hedge::Nearly)
        || any(own, &[Hedge::Nearly, Hedge::AtLeast, Hedge::AtMost]) && any(other, &loose)
        || any(own, &upwards) && any(other, &upwards)
        || any(own, &downwards) && any(other, &downwards)
}

/// Returns what the claim's figure leaves open: half of its precision, and more where a
/// conversion or a fraction in words rounds as well.
fn claimed(claim: &Figure, found: &Figure) -> Option<Interval> {
    let half = Exact::ratio(1, 2)?;
    let mut slack = match claim.is_fraction {
        true => Exact::ZERO,
        false => claim.unit.width_to_base(claim.step.times(half)?)?,
    };
    if claim.unit.name != found.unit.name && !claim.is_fraction && !found.is_fraction {
        slack = slack.max(found.unit.width_to_base(found.step.times(half)?)?);
    }
    for figure in [claim, found].into_iter().filter(|figure| figure.is_fraction) {
        let part = Exact::ratio(thresholds::FRACTION_PERCENT.into(), 100)?;
        let is_sharp = figure.hedge != Hedge::None && figure.hedge != Hedge::About;
        if !is_sharp {
            slack = slack.max(figure.base()?.abs().times(part)?);
        }
    }
    claim.interval(slack)
}

/// Returns what the evidence's figure leaves open, without rounding.
fn given(found: &Figure) -> Option<Interval> {
    found.interval(Exact::ZERO)
}

/// Whether a bound is true and says nothing: `more than 100` for 5,000.
fn is_far_fetched(claim: &Figure, found: &Figure) -> Option<bool> {
    let (own, other) = (claim.base()?.abs(), found.base()?.abs());
    let most = Exact::whole(thresholds::FAR_FETCHED_FACTOR);
    let open = matches!(claim.hedge, Hedge::Over | Hedge::AtLeast | Hedge::Under | Hedge::AtMost);
    Some(open && (other > own.times(most)? || other.times(most)? < own))
}

/// Whether the claim is more precise than the evidence, which may have rounded it.
fn may_be_rounded(claim: &Figure, found: &Figure) -> Option<bool> {
    let half = Exact::ratio(1, 2)?;
    let slack = found.unit.width_to_base(found.step.times(half)?)?;
    let own = claim.unit.width_to_base(claim.step)?;
    if found.is_fraction || found.unit.width_to_base(found.step)? <= own {
        return Some(false);
    }
    Some(found.interval(slack)?.meets(&given(claim)?))
}
