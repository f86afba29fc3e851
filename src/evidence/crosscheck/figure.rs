//! A figure of a sentence: its value, its unit, what it counts and how it is hedged.

use std::ops::Range;

use super::{
    amount::{Exact, Interval, IntervalEnd},
    hedge::Hedge,
    unit::MeasureUnit,
};

/// Which end of a change a figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    From,
    To,
}

/// A figure of a sentence.
#[derive(Clone, Debug)]
pub(super) struct Figure {
    /// In its own unit; of a range the lower end.
    pub(super) value: Exact,
    /// The upper end of a range.
    pub(super) upper: Option<Exact>,
    /// The place of the last digit printed as meant.
    pub(super) step: Exact,
    /// The printed number without its step of a thousand.
    pub(super) mantissa: Exact,
    pub(super) unit: MeasureUnit,
    pub(super) hedge: Hedge,
    /// Stems of the words for what is counted.
    pub(super) nouns: Vec<String>,
    /// The words of the sentence that it takes.
    pub(super) words: Range<usize>,
    pub(super) role: Option<Role>,
    /// Whether something changed or differs by it.
    pub(super) is_by: bool,
    /// Whether something came to it: *fell to 3*.
    pub(super) is_to: bool,
    /// In words: *a third*, *half*, *one in five*.
    pub(super) is_fraction: bool,
    /// It may be read in two ways.
    pub(super) is_vague: bool,
    /// *One*, which often counts nothing.
    pub(super) is_weak: bool,
    /// Worked out of two others: the share in *3 of the 5*.
    pub(super) is_derived: bool,
}

impl Figure {
    pub(super) fn new(value: Exact, unit: MeasureUnit, words: Range<usize>) -> Self {
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
    pub(super) fn base(&self) -> Option<Exact> {
        self.unit.to_base(self.value)
    }

    /// The figure and what may be rounded away of it, as an interval of base units.
    pub(super) fn interval(&self, slack: Exact) -> Option<Interval> {
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
