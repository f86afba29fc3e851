//! Changes that two figures let be worked out: *doubled* beside *from 20 to 40*.
//!
//! What always holds: what is worked out is a ratio of two figures of one unit;
//! where the text does not say which came first, either order will do.

use std::ops::Range;

use super::{
    amount::{Exact, Interval},
    figure::{Figure, Role},
    reading::Told,
    unit::Dimension,
};

/// A ratio of what was later to what was before.
#[derive(Clone, Debug)]
pub(super) struct Change {
    ratio: Interval,
    /// Whether the order is known.
    is_ordered: bool,
    /// Whether nothing but a change can be meant.
    pub(super) is_plain: bool,
}

/// How far a ratio in words may be off, in percent of itself.
const SLACK: i64 = 5;

impl Change {
    /// Whether another change is one of those that this leaves open.
    pub(super) fn agrees(&self, found: &Self) -> bool {
        let turned = || {
            let low = Exact::ONE.over(found.ratio.low?.at)?;
            let high = Exact::ONE.over(found.ratio.high?.at)?;
            Some(Interval::closed(high.min(low), low.max(high)))
        };
        self.ratio.meets(&found.ratio)
            || !found.is_ordered && turned().is_some_and(|turned| self.ratio.meets(&turned))
    }
}

/// Which way the sentence says that something went, near a figure.
fn direction(told: &Told, figure: &Figure) -> Option<bool> {
    const REACH: usize = 6;
    let near = told.keys.iter().filter(|key| key.at.abs_diff(figure.words.start) <= REACH);
    let mut ways = near
        .filter_map(|key| match key.stem.as_str() {
            "#rise" => Some((key.at.abs_diff(figure.words.start), true)),
            "#fall" => Some((key.at.abs_diff(figure.words.start), false)),
            _ => None,
        })
        .collect::<Vec<_>>();
    ways.sort_unstable();
    ways.first().map(|(_, rises)| *rises)
}

/// The change that a figure itself tells: *doubled*, *rose by 50 %*.
pub(super) fn of(told: &Told, figure: &Figure) -> Option<Change> {
    let half = Exact::ratio(1, 2)?;
    match figure.unit.dimension {
        Dimension::Times => {
            let slack = figure.value.abs().times(Exact::ratio(SLACK.into(), 100)?)?;
            let ratio = figure.interval(slack)?;
            Some(Change { ratio, is_ordered: true, is_plain: true })
        }
        Dimension::Share if !figure.is_derived && figure.role.is_none() => {
            let rises = direction(told, figure)?;
            let slack = match figure.is_fraction {
                true => figure.base()?.times(Exact::ratio(SLACK.into(), 100)?)?,
                false => figure.unit.width_to_base(figure.step.times(half)?)?,
            };
            let part = figure.interval(slack)?;
            let (low, high) = (part.low?.at.abs(), part.high?.at.abs());
            let (low, high) = match rises {
                true => (Exact::ONE.plus(low)?, Exact::ONE.plus(high)?),
                false => (Exact::ONE.minus(high)?, Exact::ONE.minus(low)?),
            };
            Some(Change { ratio: Interval::closed(low, high), is_ordered: true, is_plain: false })
        }
        _ => None,
    }
}

/// The changes that a sentence tells or lets be worked out, with their words.
pub(super) fn all(told: &Told) -> Vec<(Range<usize>, Change)> {
    let mut found = Vec::new();
    for figure in &told.figures {
        found.extend(of(told, figure).map(|change| (figure.words.clone(), change)));
    }
    for (at, first) in told.figures.iter().enumerate() {
        for second in &told.figures[at + 1..] {
            found.extend(between(first, second));
        }
    }
    found
}

fn between(first: &Figure, second: &Figure) -> Option<(Range<usize>, Change)> {
    let is_amount = |figure: &Figure| {
        !matches!(
            figure.unit.dimension,
            Dimension::Times
                | Dimension::Rank
                | Dimension::Clock
                | Dimension::Score
                | Dimension::Time
        ) && !figure.is_derived
            && figure.upper.is_none()
    };
    let shares_noun = first.nouns.is_empty()
        || second.nouns.is_empty()
        || first.nouns.iter().any(|noun| second.nouns.contains(noun));
    if !is_amount(first) || !is_amount(second) || !first.unit.goes_with(second.unit) || !shares_noun
    {
        return None;
    }
    let (low, high) = (first.base()?, second.base()?);
    if low <= Exact::ZERO || high <= Exact::ZERO {
        return None;
    }
    let half = Exact::ratio(1, 2)?;
    let width = |figure: &Figure| figure.unit.width_to_base(figure.step.times(half)?);
    let (own, other) = (width(first)?, width(second)?);
    // What both figures leave open, so that a ratio of rounded figures may be round.
    let least = high.minus(other)?.over(low.plus(own)?)?;
    let most =
        low.minus(own).filter(|low| *low > Exact::ZERO).and_then(|low| high.plus(other)?.over(low));
    let ratio = high.over(low)?;
    let is_ordered = first.role == Some(Role::From) && second.role == Some(Role::To);
    let is_round = first.unit.dimension != Dimension::Count;
    let interval = match most.filter(|_| is_round) {
        Some(most) => Interval::closed(least, most),
        None => Interval::closed(ratio, ratio),
    };
    let words = first.words.start.min(second.words.start)..first.words.end.max(second.words.end);
    Some((words, Change { ratio: interval, is_ordered, is_plain: is_ordered }))
}
