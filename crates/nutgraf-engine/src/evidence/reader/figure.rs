//! A figure of a sentence: its value, its unit, what it counts and how it is hedged.

use super::{
    amount::{Exact, Interval, IntervalEnd},
    hedge::Hedge,
    unit::MeasureUnit,
};
use crate::range::WordRange;

/// How far *about 100* may be from the value, in percent of the figure.
///
/// Chosen by hand on the labelled pairs of `tests/fixtures/crosscheck`.
const ABOUT_PERCENT: i64 = 10;

/// How far *nearly 100* may be above the value, and *just over 100* below it, in percent of the
/// figure.
///
/// Chosen by hand on the labelled pairs of `tests/fixtures/crosscheck`.
const NEARLY_PERCENT: i64 = 12;

/// The end of a change that a figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    From,
    To,
}

/// A figure of a sentence.
#[derive(Clone, Debug)]
pub(crate) struct Figure {
    /// The value in its own unit; of a range the lower end.
    pub(crate) value: Exact,
    /// The upper end of a range, in the same unit.
    pub(crate) upper: Option<Exact>,
    /// Precision: the value of the last significant digit, in the same unit.
    pub(crate) step: Exact,
    /// The printed number without the word that multiplies it: 5 of *5 million*.
    pub(crate) mantissa: Exact,
    pub(crate) unit: MeasureUnit,
    pub(crate) hedge: Hedge,
    /// Stems of the nouns that it counts.
    pub(crate) nouns: Vec<String>,
    /// The words of the sentence that it consists of, by index.
    pub(crate) words: WordRange,
    pub(crate) role: Option<Role>,
    /// Whether it is the amount of a change or a difference: *fell by 3*.
    pub(crate) is_by: bool,
    /// Whether it is where a change led: *fell to 3*.
    pub(crate) is_to: bool,
    /// Whether it is a fraction in words: *a third*, *half*, *one in five*.
    pub(crate) is_fraction: bool,
    /// Whether it may be read in two ways.
    pub(crate) is_vague: bool,
    /// Whether it is a word like *one*, which often counts nothing.
    pub(crate) is_weak: bool,
    /// Whether it was worked out of two others: the share in *3 of the 5*.
    pub(crate) is_derived: bool,
}

impl Figure {
    pub(crate) fn new(value: Exact, unit: MeasureUnit, words: WordRange) -> Self {
        Self {
            value,
            upper: None,
            step: Exact::ONE,
            mantissa: value,
            unit,
            hedge: Hedge::None,
            nouns: Vec::new(),
            words,
            role: None,
            is_by: false,
            is_to: false,
            is_fraction: false,
            is_vague: false,
            is_weak: false,
            is_derived: false,
        }
    }

    /// Returns the value in the base unit of the dimension.
    pub(crate) fn base(&self) -> Option<Exact> {
        self.unit.to_base(self.value)
    }

    /// Returns the values that the figure stands for, in base units. `slack` is how far it
    /// may have been rounded, in base units.
    pub(crate) fn interval(&self, slack: Exact) -> Option<Interval> {
        let low = self.base()?;
        let high = self.unit.to_base(self.upper.unwrap_or(self.value))?;
        let bound = |at, holds| Some(IntervalEnd { at, holds });
        if self.upper.is_some() && self.hedge == Hedge::None {
            return Some(Interval::closed(low.minus(slack)?, high.plus(slack)?));
        }
        let part = |percent: i64| low.abs().times(Exact::ratio(percent.into(), 100)?);
        Some(match self.hedge {
            Hedge::None => Interval::closed(low.minus(slack)?, high.plus(slack)?),
            Hedge::About => {
                let slack = slack.max(part(ABOUT_PERCENT)?);
                Interval::closed(low.minus(slack)?, high.plus(slack)?)
            }
            Hedge::Nearly => Interval::closed(low.minus(part(NEARLY_PERCENT)?)?, low),
            Hedge::JustOver => Interval {
                low: bound(low, false),
                high: bound(low.plus(part(NEARLY_PERCENT)?)?, true),
            },
            Hedge::Over => Interval { low: bound(low, false), high: None },
            Hedge::AtLeast => Interval { low: bound(low, true), high: None },
            Hedge::Under => Interval { low: None, high: bound(low, false) },
            Hedge::AtMost => Interval { low: None, high: bound(high, true) },
        })
    }
}
