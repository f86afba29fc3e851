//! A figure of a sentence: its value, its unit, what it counts and how it is hedged.

use std::ops::Range;

use super::{
    amount::{Exact, Interval, IntervalEnd},
    hedge::Hedge,
    unit::MeasureUnit,
};

/// Which end of a change a figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    From,
    To,
}

/// A figure of a sentence.
#[derive(Clone, Debug)]
pub(crate) struct Figure {
    /// In its own unit; of a range the lower end.
    pub(crate) value: Exact,
    /// The upper end of a range.
    pub(crate) upper: Option<Exact>,
    /// The place of the last digit printed as meant.
    pub(crate) step: Exact,
    /// The printed number without its step of a thousand.
    pub(crate) mantissa: Exact,
    pub(crate) unit: MeasureUnit,
    pub(crate) hedge: Hedge,
    /// Stems of the words for what is counted.
    pub(crate) nouns: Vec<String>,
    /// The words of the sentence that it takes.
    pub(crate) words: Range<usize>,
    pub(crate) role: Option<Role>,
    /// Whether something changed or differs by it.
    pub(crate) is_by: bool,
    /// Whether something came to it: *fell to 3*.
    pub(crate) is_to: bool,
    /// In words: *a third*, *half*, *one in five*.
    pub(crate) is_fraction: bool,
    /// It may be read in two ways.
    pub(crate) is_vague: bool,
    /// *One*, which often counts nothing.
    pub(crate) is_weak: bool,
    /// Worked out of two others: the share in *3 of the 5*.
    pub(crate) is_derived: bool,
}

impl Figure {
    pub(crate) fn new(value: Exact, unit: MeasureUnit, words: Range<usize>) -> Self {
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

    /// In the base unit of the dimension.
    pub(crate) fn base(&self) -> Option<Exact> {
        self.unit.to_base(self.value)
    }

    /// The figure and what may be rounded away of it, as an interval of base units.
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
                let slack = slack.max(part(10)?);
                Interval::closed(low.minus(slack)?, high.plus(slack)?)
            }
            Hedge::Nearly => Interval::closed(low.minus(part(12)?)?, low),
            Hedge::JustOver => {
                Interval { low: bound(low, false), high: bound(low.plus(part(12)?)?, true) }
            }
            Hedge::Over => Interval { low: bound(low, false), high: None },
            Hedge::AtLeast => Interval { low: bound(low, true), high: None },
            Hedge::Under => Interval { low: None, high: bound(low, false) },
            Hedge::AtMost => Interval { low: None, high: bound(high, true) },
        })
    }
}
