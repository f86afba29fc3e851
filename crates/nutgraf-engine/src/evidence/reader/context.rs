//! What a figure takes from its context: the unit of a table's head or of the figure before,
//! the two ends of a change, a sign in words.
//!
//! # Invariants
//!
//! Only a figure without a unit and a noun of its own takes one.

use super::{
    super::lexicon::{scales, topics},
    amount::Exact,
    figure::{Figure, Role},
    unit::{Dimension, MeasureUnit, spelled, unit_at},
    word::{Word, lower, lower_before},
};

/// Most words between *by* and its figure: *by more than a*.
const BY_REACH: usize = 4;

/// Most words between the two ends of a change.
const REACH: usize = 8;

/// Adds to the figures of a sentence what their context says about them.
pub(crate) fn complete(words: &[Word], figures: &mut [Figure]) {
    for figure in figures.iter_mut() {
        let end = figure.words.end;
        let start = figure.words.start;
        let lead = words[start.saturating_sub(BY_REACH)..start].iter().rev();
        let mut lead = lead.take_while(|word| word.is_wordy());
        let lead = lead.find(|word| word.is(topics::LEADS));
        figure.is_to = lead.is_some_and(|word| word.lower == "to");
        figure.is_by = lead.is_some() && !figure.is_to;
        if lower(words, end) == "below" && matches!(lower(words, end + 1), "zero" | "freezing") {
            figure.value = figure.value.negated();
        }
    }
    if let Some((at, unit, factor)) = head(words) {
        let bare = figures.iter_mut().filter(|figure| figure.words.start > at && is_bare(figure));
        for figure in bare {
            take(figure, unit, factor);
        }
    }
    for second in 1..figures.len() {
        let (before, behind) = figures.split_at_mut(second);
        let (Some(first), Some(second)) = (before.last_mut(), behind.first_mut()) else { continue };
        let is_change = lower_before(words, first.words.start, 1) == "from"
            && lower_before(words, second.words.start, 1) == "to"
            && second.words.start - first.words.end <= REACH;
        let is_measure = !matches!(
            first.unit.dimension,
            Dimension::Count
                | Dimension::Time
                | Dimension::Rank
                | Dimension::Times
                | Dimension::Clock
                | Dimension::Score
        );
        let is_scaled = |figure: &Figure| figure.value != figure.mantissa;
        let is_alike = is_change || is_scaled(first) && is_scaled(second);
        if is_bare(second) && is_measure && is_alike && is_scaled(first) == is_scaled(second) {
            second.unit = first.unit;
        }
        if is_change && first.unit.goes_with(second.unit) && first.role.is_none() {
            first.role = Some(Role::From);
            second.role = Some(Role::To);
        }
    }
}

fn is_bare(figure: &Figure) -> bool {
    figure.unit == MeasureUnit::COUNT && figure.nouns.is_empty() && !figure.is_fraction
}

fn take(figure: &mut Figure, unit: MeasureUnit, factor: Exact) {
    let scaled = figure.value.times(factor).zip(figure.step.times(factor));
    if let Some((value, step)) = scaled {
        (figure.value, figure.step, figure.unit) = (value, step, unit);
        figure.upper = figure.upper.and_then(|upper| upper.times(factor));
    }
}

/// Returns the unit that the head of a table names for the figures behind it: `(USD
/// thousand)`, `million tonnes:`, `in km:`. With the place where it ends.
fn head(words: &[Word]) -> Option<(usize, MeasureUnit, Exact)> {
    (0..words.len()).find_map(|at| {
        if !matches!(lower_before(words, at, 1), "(" | "," | "in") {
            return None;
        }
        let scale = |at: usize| {
            let word = lower(words, at);
            scales::of_letter(word).or_else(|| scales::of(word))
        };
        let (mut end, mut factor, mut unit) = (at, 1, None);
        if let Some(scale) = scales::of(lower(words, end)) {
            factor = scale;
            end += 1;
            end += usize::from(lower(words, end) == "of");
        }
        if let Some((own, count)) = unit_at(words, end) {
            unit = Some(own);
            end += count;
        } else if lower(words, end) == "$" {
            unit = spelled("dollar");
            end += 1;
        }
        if factor == 1
            && let Some(scale) = scale(end)
        {
            factor = scale;
            end += 1;
        }
        let closes = matches!(lower(words, end), ")" | ":");
        let unit = unit?;
        closes.then_some((end, unit, Exact::whole(factor)))
    })
}
