//! Reads the figures of a sentence, with what they count and how they are hedged.
//!
//! From left to right; a word belongs to one figure.
//!
//! # Invariants
//!
//! A number that only names something (`Figure 3`, `COVID-19`, a page, a version) is
//! not a figure, and neither is a date.

use super::{
    super::lexicon::measures,
    Purpose,
    amount::Exact,
    context,
    family::is_stop,
    figure::{Figure, Role},
    fraction,
    hedge::{self, Hedge},
    label::names_something,
    noun::counted,
    numeral::{self, Numeral},
    ratio,
    unit::{Dimension, MeasureUnit, currency_before, unit_at},
    word::{Word, lower, lower_before, touches},
};
use crate::range::WordRange;

/// Returns the figures of a sentence. `taken` marks the words that belong to dates.
pub(crate) fn figures(words: &[Word], taken: &[bool]) -> Vec<Figure> {
    let mut found: Vec<Figure> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if taken[at] {
            at += 1;
            continue;
        }
        if let Some(end) = names_something(words, at, Purpose::Compare) {
            at = end.max(at + 1);
            continue;
        }
        let first = found.len();
        if !read(words, at, taken, &mut found) {
            at += 1;
            continue;
        }
        let end = found[first..].iter().map(|figure| figure.words.end).max();
        at = end.unwrap_or(at).max(at + 1);
    }
    context::complete(words, &mut found);
    fraction::shares_of_counts(words, &mut found);
    found
}

/// Whether a number is an age: `aged 34`, `at the age of 34`.
fn tells_age(words: &[Word], at: usize) -> bool {
    let before = lower_before(words, at, 1);
    matches!(before, "aged" | "age") || before == "of" && lower_before(words, at, 2) == "age"
}

fn read(words: &[Word], at: usize, taken: &[bool], found: &mut Vec<Figure>) -> bool {
    let one = ratio::multiple(words, at)
        .or_else(|| ratio::clock(words, at))
        .or_else(|| ratio::score(words, at))
        .or_else(|| fraction::read(words, at))
        .or_else(|| ratio::rank(words, at));
    if let Some(mut figure) = one {
        if figure.words.into_iter().any(|at| taken.get(at).copied().unwrap_or(true)) {
            return false;
        }
        if figure.hedge == Hedge::None {
            figure.hedge = hedge::around(words, figure.words);
        }
        found.push(figure);
        return true;
    }
    let Some(first) = measured(words, at) else { return false };
    if first.words.into_iter().any(|at| taken.get(at).copied().unwrap_or(true)) {
        return false;
    }
    let first = compound(words, first);
    range(words, taken, first, found);
    true
}

/// Returns the number that begins at a word, with its currency or unit.
fn measured(words: &[Word], at: usize) -> Option<Figure> {
    let currency = currency_before(words, at);
    let numeral = numeral::read(words, at, currency.is_some())?;
    if numeral.is_ordinal || numeral.count == 0 {
        return None;
    }
    let start = at - currency.map_or(0, |(_, count)| count);
    let mut end = at + numeral.count;
    let unit = match (currency, numeral.unit) {
        (Some((unit, _)), _) | (None, Some(unit)) => unit,
        (None, None) => match unit_behind(words, end, &numeral) {
            Some((unit, behind)) => {
                end = behind;
                unit
            }
            None if tells_age(words, at) => MeasureUnit::YEAR,
            None => MeasureUnit::COUNT,
        },
    };
    let mut figure = of_numeral(&numeral, unit, WordRange::new(start, end));
    figure.hedge = hedge::around(words, figure.words);
    // What went on over 14 days may have gone on for just that long.
    if figure.hedge == Hedge::Over && unit.dimension == Dimension::Time {
        figure.hedge = Hedge::AtLeast;
    }
    figure.nouns = counted(words, figure.words, unit);
    figure.is_weak = numeral.value == Exact::ONE
        && !numeral.is_digits
        && !numeral.is_scaled
        && unit.dimension == Dimension::Count;
    if figure.is_weak && !one_counts(words, at, end) {
        return None;
    }
    Some(figure)
}

fn of_numeral(numeral: &Numeral, unit: MeasureUnit, words: WordRange) -> Figure {
    Figure {
        step: numeral.step,
        mantissa: numeral.mantissa,
        is_vague: numeral.is_vague,
        ..Figure::new(numeral.value, unit, words)
    }
}

/// Whether *one* counts, which it does before a plain noun; elsewhere it is a pronoun.
fn one_counts(words: &[Word], at: usize, end: usize) -> bool {
    const PRONOUN_BEFORE: &[&str] = &[
        "no", "the", "this", "that", "each", "every", "any", "another", "which", "some", "new",
        "old", "good", "next", "other", "only", "in",
    ];
    let next = lower(words, end);
    !PRONOUN_BEFORE.contains(&lower_before(words, at, 1))
        && words.get(end).is_some_and(Word::is_wordy)
        && !is_stop(next)
}

/// Returns the unit behind a number, perhaps behind a hyphen, and where it ends: `5 km`,
/// `34-year-old`.
fn unit_behind(words: &[Word], at: usize, numeral: &Numeral) -> Option<(MeasureUnit, usize)> {
    let has_hyphen = lower(words, at) == "-" && touches(words, at) && touches(words, at + 1);
    let start = at + usize::from(has_hyphen);
    let (unit, count) = unit_at(words, start)?;
    let word = words.get(start)?;
    // Letters that may be anything are units behind digits alone, `"` and `'` right behind them.
    let is_short = word.is_wordy() && (word.text.len() == 1 || word.is(measures::SHORT_UNITS));
    let is_mark = matches!(word.text.as_str(), "'" | "\"");
    if is_short && !numeral.is_digits || is_mark && !word.touches {
        return None;
    }
    let is_plain_letter = word.text.len() == 1 && word.is_wordy();
    if is_plain_letter
        && (word.is_capitalised() && word.text != "W" || word.text == "p" && !word.touches)
    {
        return None;
    }
    // `two second homes`
    if word.lower == "second" {
        return None
            .or((numeral.value == Exact::ONE || has_hyphen).then_some((unit, start + count)));
    }
    // `5 percentage` is cut short; `stone` counts too.
    let is_thing = word.is(measures::UNIT_WORDS);
    if is_thing && !has_hyphen && numeral.value != Exact::ONE && word.lower != "stone" {
        return None;
    }
    Some((unit, start + count))
}

/// Adds a smaller unit behind a figure to it: `5 feet 10 inches`, `1 hour and 30 minutes`.
fn compound(words: &[Word], first: Figure) -> Figure {
    if !matches!(first.unit.dimension, Dimension::Time | Dimension::Length | Dimension::Mass) {
        return first;
    }
    let end = first.words.end;
    let joint = usize::from(matches!(lower(words, end), "and" | ","));
    let Some(second) = measured(words, end + joint) else { return first };
    let fits = second.unit.dimension == first.unit.dimension
        && second.unit.name != first.unit.name
        && second.words.start == end + joint
        && second.unit.width_to_base(Exact::ONE) < first.unit.width_to_base(Exact::ONE);
    let sum = || {
        let unit = second.unit;
        let own = first.base()?.over(unit.width_to_base(Exact::ONE)?)?;
        let value = own.plus(second.value)?;
        let words = WordRange::new(first.words.start, second.words.end);
        Some(Figure { value, mantissa: value, words, hedge: first.hedge, ..second.clone() })
    };
    if fits { sum().unwrap_or(first) } else { first }
}

/// Adds a figure to `found`, with the other end where it is one of a range or a change.
fn range(words: &[Word], taken: &[bool], first: Figure, found: &mut Vec<Figure>) {
    let end = first.words.end;
    let before = lower_before(words, first.words.start, 1);
    let joint = lower(words, end);
    let joins = match joint {
        "-" | "to" => true,
        "and" => before == "between",
        "or" => true,
        _ => false,
    };
    let mut start = end + 1;
    while words.get(start).is_some_and(|word| {
        let is_sign = !word.is_wordy() || word.text.chars().all(char::is_uppercase);
        let is_money = |(unit, _): (MeasureUnit, usize)| unit.dimension == Dimension::Money;
        let is_dollar = matches!(word.text.as_str(), "US" | "$");
        is_dollar || is_sign && unit_at(words, start).is_some_and(is_money)
    }) {
        start += 1;
    }
    let is_free = |figure: &Figure| {
        figure.words.into_iter().all(|at| taken.get(at) == Some(&false))
            && figure.words.start == end + 1
    };
    let second = Some(start).filter(|_| joins).and_then(|at| measured(words, at)).filter(is_free);
    let Some(mut second) = second else {
        found.push(first);
        return;
    };
    let mut first = first;
    let is_bare = |unit: MeasureUnit| unit == MeasureUnit::COUNT;
    if is_bare(first.unit) && !is_bare(second.unit) {
        first.unit = second.unit;
    } else if is_bare(second.unit)
        && first.unit.dimension == Dimension::Money
        && second.nouns.is_empty()
    {
        second.unit = first.unit;
    }
    if !first.unit.goes_with(second.unit) {
        found.push(first);
        return;
    }
    // `3 to 5 million`
    if first.value == first.mantissa
        && second.value != second.mantissa
        && first.value < Exact::whole(1_000)
        && let Some(factor) = second.value.over(second.mantissa)
        && let (Some(value), Some(step)) = (first.value.times(factor), first.step.times(factor))
    {
        (first.value, first.step) = (value, step);
    }
    first.nouns.clone_from(&second.nouns);
    if before == "from" && joint == "to" {
        first.role = Some(Role::From);
        second.role = Some(Role::To);
        found.extend([first, second]);
        return;
    }
    let is_rising = first.base() < second.base();
    let is_same_unit = first.unit == second.unit;
    let is_near = joint != "or"
        || first.value.plus(Exact::ONE) == Some(second.value)
        || second.value.over(first.value).is_some_and(|ratio| ratio <= Exact::whole(2));
    if !is_rising || !is_same_unit || !is_near {
        found.extend([first, second]);
        return;
    }
    let words = WordRange::new(first.words.start, second.words.end);
    let hedge = if first.hedge == Hedge::About { Hedge::About } else { Hedge::None };
    let step = first.step.min(second.step);
    found.push(Figure {
        upper: Some(second.value),
        words,
        hedge,
        step,
        nouns: second.nouns,
        ..first
    });
}
