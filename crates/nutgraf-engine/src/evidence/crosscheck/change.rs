//! Changes that can be worked out of two figures: *doubled* from *20* and *40*.
//!
//! # Invariants
//!
//! A change is the ratio of two figures of one unit. Where the text does not say which came
//! first, either order will do.

use super::{
    super::reader::{
        amount::{Exact, Interval},
        figure::{Figure, Role},
        noun::stem,
        unit::{Dimension, MeasureUnit},
    },
    facts::SentenceFacts,
    relation::{Relation, relation},
    thresholds,
};
use crate::range::{TextRange, WordRange};

/// The ratio of what was later to what was before.
#[derive(Clone, Debug)]
pub(super) struct ChangeRatio {
    ratio: Interval,
    /// Whether it is known which figure came first.
    is_ordered: bool,
}

impl ChangeRatio {
    /// Whether a change of the evidence is compatible with this one.
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

/// Returns whether something rose (or fell) by a figure; `None` if the sentence does not say.
pub(super) fn direction(sentence: &SentenceFacts, figure: &Figure) -> Option<bool> {
    let clause = sentence.clause(figure.words);
    let before = sentence.keys.iter().rev().filter(|key| key.at < figure.words.start);
    let near = before.take_while(|key| {
        figure.words.start - key.at <= thresholds::DIRECTION_REACH && key.clause == clause
    });
    let way = |stem: &str| match stem {
        "#rise" => Some(true),
        "#fall" | "#loss" | "#lose" => Some(false),
        _ => None,
    };
    let mut ways = near.filter_map(|key| way(&key.stem));
    ways.next().or_else(|| {
        let behind = sentence.keys.iter().find(|key| key.at >= figure.words.end)?;
        // `a 5 % drop`
        let is_next =
            behind.at <= figure.words.end + 1 && figure.unit.dimension == Dimension::Share;
        is_next.then(|| way(&behind.stem)).flatten()
    })
}

/// Returns the change that a figure states by itself: *doubled*, *rose by 50 %*.
pub(super) fn of(sentence: &SentenceFacts, figure: &Figure) -> Option<ChangeRatio> {
    let half = Exact::ratio(1, 2)?;
    match figure.unit.dimension {
        Dimension::Times => {
            let slack =
                figure.value.abs().times(Exact::ratio(thresholds::CHANGE_PERCENT.into(), 100)?)?;
            let ratio = figure.interval(slack)?;
            Some(ChangeRatio { ratio, is_ordered: true })
        }
        Dimension::Share if !figure.is_derived && figure.role.is_none() => {
            let rises = direction(sentence, figure)?;
            let slack = match figure.is_fraction {
                true => {
                    figure.base()?.times(Exact::ratio(thresholds::CHANGE_PERCENT.into(), 100)?)?
                }
                false => figure.unit.width_to_base(figure.step.times(half)?)?,
            };
            let part = figure.interval(slack)?;
            let (low, high) = (part.low?.at.abs(), part.high?.at.abs());
            let (low, high) = match rises {
                true => (Exact::ONE.plus(low)?, Exact::ONE.plus(high)?),
                false => (Exact::ONE.minus(high)?, Exact::ONE.minus(low)?),
            };
            Some(ChangeRatio { ratio: Interval::closed(low, high), is_ordered: true })
        }
        _ => None,
    }
}

/// A figure of the evidence with its sentence.
type FigureInSentence<'a> = (&'a SentenceFacts, &'a Figure);

fn beside(evidence: &[SentenceFacts]) -> Vec<FigureInSentence<'_>> {
    let all = evidence
        .iter()
        .flat_map(|sentence| sentence.figures.iter().map(move |figure| (sentence, figure)));
    let plain = all.filter(|(_, figure)| !figure.is_derived && figure.upper.is_none());
    plain.take(thresholds::MOST_WORKED_OUT).collect()
}

/// Whether two sentences may be about the same thing: they share a stem, or one has none.
fn is_alike(sentence: &SentenceFacts, other: &SentenceFacts) -> bool {
    sentence.keys.is_empty()
        || other.keys.is_empty()
        || sentence.keys.iter().any(|key| other.keys.iter().any(|beside| beside.stem == key.stem))
}

fn place(first: &FigureInSentence<'_>, second: &FigureInSentence<'_>) -> TextRange {
    let (own, other) = (first.0.place(first.1.words), second.0.place(second.1.words));
    TextRange::new(own.start.min(other.start), own.end.max(other.end))
}

/// Returns where a figure of the claim can be worked out of a passage, as the claim has it.
pub(super) fn worked_out(
    sentence: &SentenceFacts,
    figure: &Figure,
    evidence: &[SentenceFacts],
) -> Option<TextRange> {
    let all = beside(evidence);
    let wanted = of(sentence, figure);
    if let Some(wanted) = &wanted {
        for (other, figure) in all.iter().filter(|(other, _)| is_alike(sentence, other)) {
            if of(other, figure).is_some_and(|change| wanted.agrees(&change)) {
                return Some(other.place(figure.words));
            }
        }
    }
    let pairs = || {
        all.iter()
            .enumerate()
            .flat_map(|(at, first)| all[at + 1..].iter().map(move |second| (first, second)))
    };
    let agrees = |(first, second): &(&FigureInSentence<'_>, &FigureInSentence<'_>)| {
        let alike = is_alike(sentence, first.0) || is_alike(sentence, second.0);
        alike
            && (wanted.as_ref().is_some_and(|wanted| {
                between(first.1, second.1).is_some_and(|change| wanted.agrees(&change))
            }) || is_amount_of(sentence, figure, first.1, second.1))
    };
    if let Some((first, second)) = pairs().find(agrees) {
        return Some(place(first, second));
    }
    total(sentence, figure, &all).or_else(|| years_between(sentence, figure, evidence))
}

/// Returns where everything that can be worked out of a passage differs from a figure of the
/// claim.
pub(super) fn worked_out_otherwise(
    sentence: &SentenceFacts,
    figure: &Figure,
    evidence: &[SentenceFacts],
) -> Option<TextRange> {
    let all = beside(evidence);
    let is_points = is_points(figure);
    let changes = figure.is_by || direction(sentence, figure).is_some();
    let own_unit = |other: &Figure| match (is_points, figure.unit.dimension) {
        (true, _) => other.unit.dimension == Dimension::Share,
        (_, Dimension::Times | Dimension::Share) => true,
        _ => other.unit.goes_with(figure.unit) && figure.unit.dimension != Dimension::Count,
    };
    let mut pairs = Vec::new();
    for (at, first) in all.iter().enumerate() {
        for second in &all[at + 1..] {
            let fits = own_unit(first.1) && own_unit(second.1) && is_alike(sentence, first.0);
            if fits && let Some(change) = between(first.1, second.1) {
                pairs.push((place(first, second), change));
            }
        }
    }
    let is_only = pairs.len() == 1;
    let ordered = pairs.iter().find(|(_, change)| change.is_ordered);
    let is_change = is_points && changes
        || figure.is_by && direction(sentence, figure).is_some()
        || figure.unit.dimension == Dimension::Times;
    if figure.unit.dimension == Dimension::Share {
        direction(sentence, figure)?;
        return ordered.map(|(place, _)| *place);
    }
    let chosen = ordered.or(pairs.first().filter(|_| is_only));
    chosen.filter(|_| is_change).map(|(place, _)| *place)
}

fn is_points(figure: &Figure) -> bool {
    figure.unit.dimension == Dimension::Points
        || figure.unit == MeasureUnit::COUNT
            && figure.nouns.first().is_some_and(|noun| *noun == stem("points"))
}

/// Whether a figure is the difference, the sum or the share of two others, as
/// its sentence says that it is one.
fn is_amount_of(
    sentence: &SentenceFacts,
    figure: &Figure,
    first: &Figure,
    second: &Figure,
) -> bool {
    let try_all = || {
        let half = Exact::ratio(1, 2)?;
        let slack = figure.unit.width_to_base(figure.step.times(half)?)?;
        let own = figure.interval(slack)?;
        let meets = |value: Exact| own.contains(&Interval::closed(value, value));
        let (one, other) = (first.base()?, second.base()?);
        let fits = |other: &Figure| figure.unit.goes_with(other.unit) || is_bare(other);
        let changes = figure.is_by || direction(sentence, figure).is_some();
        let apart = one.minus(other)?.abs();
        if is_points(figure)
            && first.unit.dimension == Dimension::Share
            && first.unit.goes_with(second.unit)
        {
            return Some(changes && meets(apart.times(Exact::whole(100))?));
        }
        let is_count = |figure: &Figure| figure.unit.dimension == Dimension::Count;
        if figure.unit.dimension == Dimension::Share && is_count(first) && is_count(second) {
            let (least, most) = (one.min(other), one.max(other));
            if least <= Exact::ZERO || changes {
                return None;
            }
            let share = Figure::new(least.over(most)?, MeasureUnit::SHARE, WordRange::at(0));
            let share = Figure { step: Exact::ZERO, ..share };
            return Some(relation(figure, &share) == Relation::Holds);
        }
        if !fits(first) || !fits(second) || !first.unit.goes_with(second.unit) {
            return None;
        }
        // A percentage of a percentage is no difference of the two.
        let is_share = figure.unit.dimension == Dimension::Share;
        Some(changes && !is_share && meets(apart) || sentence.is_sum && meets(one.plus(other)?))
    };
    try_all().unwrap_or(false)
}

fn is_bare(figure: &Figure) -> bool {
    figure.unit == MeasureUnit::COUNT && figure.nouns.is_empty()
}

/// Returns where the figures of the claim's unit are, if they add up to its figure.
fn total(
    sentence: &SentenceFacts,
    figure: &Figure,
    all: &[FigureInSentence<'_>],
) -> Option<TextRange> {
    if !sentence.is_sum || figure.upper.is_some() {
        return None;
    }
    let fits = |(_, other): &&FigureInSentence<'_>| figure.unit.goes_with(other.unit);
    let parts: Vec<_> = all.iter().filter(fits).collect();
    let sum = parts.iter().try_fold(Exact::ZERO, |sum, (_, part)| sum.plus(part.base()?))?;
    let (first, last) = (parts.first()?, parts.last()?);
    let half = figure.unit.width_to_base(figure.step.times(Exact::ratio(1, 2)?)?)?;
    let holds = parts.len() > 1 && figure.interval(half)?.contains(&Interval::closed(sum, sum));
    holds.then(|| place(first, last))
}

/// Returns two years of the evidence whose difference the claim gives: `over 20 years`.
fn years_between(
    sentence: &SentenceFacts,
    figure: &Figure,
    evidence: &[SentenceFacts],
) -> Option<TextRange> {
    let value = figure.value.as_whole().filter(|_| figure.unit == MeasureUnit::YEAR)?;
    let dated = evidence.iter().filter(|other| is_alike(sentence, other));
    let years: Vec<(i16, TextRange)> = dated
        .flat_map(|other| {
            let years = other.dates.iter().filter_map(|m| Some((m.year()?, m)));
            years.map(|(year, date)| (year, other.place(date.words)))
        })
        .take(thresholds::MOST_WORKED_OUT)
        .collect();
    for (at, (first, own)) in years.iter().enumerate() {
        for (second, other) in &years[at + 1..] {
            if i64::from(second.abs_diff(*first)) == value {
                return Some(TextRange::new(own.start.min(other.start), own.end.max(other.end)));
            }
        }
    }
    None
}

/// Returns the ratio of two figures of one measure, with what both leave open.
fn between(first: &Figure, second: &Figure) -> Option<ChangeRatio> {
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
    Some(ChangeRatio { ratio: interval, is_ordered })
}
