//! Exact values: a claim of 1.5 km and a source of 1,500 m are equal, not nearly so.
//!
//! A value is a fraction of two integers.
//!
//! # Invariants
//!
//! - The denominator is positive and the fraction is in lowest terms, so that equal values
//!   are equal structs.
//! - Arithmetic that would overflow gives `None`, and the figure is then ignored.

use std::cmp::Ordering;

/// A fraction of two integers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Exact {
    num: i128,
    den: i128,
}

/// Most digits of an amount; a longer figure is an identifier.
const MOST_DIGITS: usize = 15;

impl Exact {
    pub(crate) const ZERO: Self = Self { num: 0, den: 1 };
    pub(crate) const ONE: Self = Self { num: 1, den: 1 };

    pub(crate) const fn whole(value: i64) -> Self {
        Self { num: value as i128, den: 1 }
    }

    /// Returns the fraction in lowest terms; `None` where the denominator is 0.
    pub(crate) fn ratio(num: i128, den: i128) -> Option<Self> {
        if den == 0 || num == i128::MIN || den == i128::MIN {
            return None;
        }
        let divisor = gcd(num.unsigned_abs(), den.unsigned_abs()).max(1);
        let divisor = i128::try_from(divisor).ok()? * den.signum();
        Some(Self { num: num / divisor, den: den / divisor })
    }

    /// Reads digits with at most one decimal point.
    pub(crate) fn parse(digits: &str) -> Option<Self> {
        let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
        let all = format!("{whole}{decimals}");
        let is_plain = !all.is_empty() && all.bytes().all(|byte| byte.is_ascii_digit());
        if !is_plain || all.len() > MOST_DIGITS {
            return None;
        }
        Self::ratio(all.parse().ok()?, power_of_ten(decimals.len())?)
    }

    pub(crate) fn plus(self, other: Self) -> Option<Self> {
        let left = self.num.checked_mul(other.den)?;
        let right = other.num.checked_mul(self.den)?;
        Self::ratio(left.checked_add(right)?, self.den.checked_mul(other.den)?)
    }

    pub(crate) fn minus(self, other: Self) -> Option<Self> {
        self.plus(other.negated())
    }

    pub(crate) fn times(self, other: Self) -> Option<Self> {
        Self::ratio(self.num.checked_mul(other.num)?, self.den.checked_mul(other.den)?)
    }

    pub(crate) fn over(self, other: Self) -> Option<Self> {
        Self::ratio(self.num.checked_mul(other.den)?, self.den.checked_mul(other.num)?)
    }

    pub(crate) fn negated(self) -> Self {
        Self { num: -self.num, den: self.den }
    }

    pub(crate) fn abs(self) -> Self {
        Self { num: self.num.abs(), den: self.den }
    }

    /// Returns the digits without trailing zeros, up to three decimals; `None` for more.
    pub(crate) fn digits(self) -> Option<String> {
        let thousandths = self.abs().times(Self::whole(1_000))?;
        let digits = if thousandths.den == 1 { thousandths.num.to_string() } else { return None };
        Some(digits.trim_end_matches('0').to_owned())
    }

    /// Returns the value if it is a whole number.
    pub(crate) fn as_whole(self) -> Option<i64> {
        if self.den == 1 { self.num.try_into().ok() } else { None }
    }

    #[allow(clippy::cast_precision_loss, reason = "it only orders what does not fit")]
    pub(crate) fn as_float(self) -> f64 {
        self.num as f64 / self.den as f64
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.num.checked_mul(other.den), other.num.checked_mul(self.den)) {
            (Some(left), Some(right)) => left.cmp(&right),
            _ => self.as_float().total_cmp(&other.as_float()),
        }
    }
}

/// Returns ten to a power; `None` where it overflows.
pub(crate) fn power_of_ten(power: usize) -> Option<i128> {
    10i128.checked_pow(u32::try_from(power).ok()?)
}

fn gcd(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

/// All values between two ends; open on a side that has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Interval {
    pub(crate) low: Option<IntervalEnd>,
    pub(crate) high: Option<IntervalEnd>,
}

/// One end of an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct IntervalEnd {
    pub(crate) at: Exact,
    /// Whether the end itself belongs to the interval.
    pub(crate) holds: bool,
}

impl Interval {
    pub(crate) fn closed(low: Exact, high: Exact) -> Self {
        let bound = |at| Some(IntervalEnd { at, holds: true });
        Self { low: bound(low), high: bound(high) }
    }

    /// Whether another interval is contained in this one.
    pub(crate) fn contains(&self, other: &Self) -> bool {
        let low = match (self.low, other.low) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(own), Some(other)) => {
                own.at < other.at || own.at == other.at && (own.holds || !other.holds)
            }
        };
        let high = match (self.high, other.high) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(own), Some(other)) => {
                own.at > other.at || own.at == other.at && (own.holds || !other.holds)
            }
        };
        low && high
    }

    /// Whether two intervals have a value in common.
    pub(crate) fn meets(&self, other: &Self) -> bool {
        let reaches = |low: Option<IntervalEnd>, high: Option<IntervalEnd>| match (low, high) {
            (Some(low), Some(high)) => {
                low.at < high.at || low.at == high.at && low.holds && high.holds
            }
            _ => true,
        };
        reaches(self.low, other.high) && reaches(other.low, self.high)
    }
}
