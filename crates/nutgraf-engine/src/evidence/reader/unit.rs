//! What a figure counts: units of measure, currencies, shares.
//!
//! # Invariants
//!
//! Two units of one dimension convert exactly. A name of several units (a dollar, a pound, a
//! ton, a degree) is told by [`MeasureUnit::is_vague_beside`], and no conflict is based on it.

use std::{collections::HashMap, sync::LazyLock};

use super::{super::lexicon::measures, amount::Exact, word::Word};

/// The quantity that a unit measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Dimension {
    /// A number of things.
    Count,
    /// A part of a whole: percent, fractions, one in five.
    Share,
    /// A difference of two percentages.
    Points,
    /// How many times as much.
    Times,
    /// A place in an order: third-largest.
    Rank,
    /// A time of day, in minutes since midnight.
    Clock,
    /// Two sides of a score or a ratio.
    Score,
    Money,
    Length,
    Mass,
    Time,
    Area,
    Volume,
    Speed,
    Temperature,
    Energy,
    Power,
    Data,
}

/// A unit with its factor to the base unit of its dimension.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct MeasureUnit {
    pub(crate) dimension: Dimension,
    /// Its short name, which identifies it.
    pub(crate) name: &'static str,
    num: i64,
    den: i64,
    /// What is added after the factor, as a fraction: for degrees Fahrenheit.
    shift: (i64, i64),
}

impl MeasureUnit {
    pub(crate) const COUNT: Self = plain(Dimension::Count, "");
    pub(crate) const TIMES: Self = plain(Dimension::Times, "times");
    pub(crate) const RANK: Self = plain(Dimension::Rank, "rank");
    pub(crate) const CLOCK: Self = plain(Dimension::Clock, "o’clock");
    pub(crate) const SCORE: Self = plain(Dimension::Score, "score");
    pub(crate) const YEAR: Self =
        Self { dimension: Dimension::Time, name: "year", num: 525_960, den: 1, shift: (0, 1) };
    pub(crate) const SHARE: Self = plain(Dimension::Share, "share");

    /// Converts a value to the base unit of the dimension.
    pub(crate) fn to_base(self, value: Exact) -> Option<Exact> {
        let factor = Exact::ratio(self.num.into(), self.den.into())?;
        let shift = Exact::ratio(self.shift.0.into(), self.shift.1.into())?;
        value.times(factor)?.plus(shift)
    }

    /// Converts a value to the base unit approximately, to tell quickly what cannot be equal.
    #[allow(clippy::cast_precision_loss, reason = "it is no more than near")]
    pub(crate) fn roughly(self, value: Exact) -> f64 {
        value.as_float() * self.num as f64 / self.den as f64
            + self.shift.0 as f64 / self.shift.1 as f64
    }

    /// Converts a difference of two values to the base unit of the dimension.
    pub(crate) fn width_to_base(self, width: Exact) -> Option<Exact> {
        width.times(Exact::ratio(self.num.into(), self.den.into())?)
    }

    /// Whether figures in the two units can be compared after conversion.
    pub(crate) fn goes_with(self, other: Self) -> bool {
        if self.dimension != other.dimension {
            return self.may_be_weight(other) || other.may_be_weight(self);
        }
        self.dimension != Dimension::Money
            || currency(self.name) == currency(other.name)
            || is_some_dollar(self.name) && currency(other.name).ends_with("USD")
            || is_some_dollar(other.name) && currency(self.name).ends_with("USD")
            || is_some_dollar(self.name) && currency(other.name).ends_with("dollar")
            || is_some_dollar(other.name) && currency(self.name).ends_with("dollar")
    }

    /// Whether one of the names may mean the other unit as well.
    pub(crate) fn is_vague_beside(self, other: Self) -> bool {
        let either = |name: &str| self.name == name || other.name == name;
        self.may_be_weight(other)
            || other.may_be_weight(self)
            || self.name != other.name && either("ton")
            || either("degree") && either("°F")
    }

    fn may_be_weight(self, other: Self) -> bool {
        self.name == "pound" && other.dimension == Dimension::Mass
    }
}

const fn plain(dimension: Dimension, name: &'static str) -> MeasureUnit {
    MeasureUnit { dimension, name, num: 1, den: 1, shift: (0, 1) }
}

/// Returns the currency that a unit of money belongs to; cents belong to several.
fn currency(name: &str) -> &str {
    match name {
        "penny" => "pound",
        name => name,
    }
}

fn is_some_dollar(name: &str) -> bool {
    matches!(name, "dollar" | "cent")
}

macro_rules! measures {
    ($($dimension:ident $name:literal $num:literal / $den:literal + $up:literal / $down:literal;)*) => {
        /// Units, each with the factor and the shift that convert it to the base unit of its
        /// dimension. Their spellings are in the lexicon, under the names used here.
        const MEASURES: &[MeasureUnit] = &[$(MeasureUnit {
            dimension: Dimension::$dimension,
            name: $name,
            num: $num,
            den: $den,
            shift: ($up, $down),
        }),*];
    };
}

measures! {
    Share "percent" 1/100 + 0/1;
    Share "permille" 1/1000 + 0/1;
    Points "point" 1/1 + 0/1;
    Points "basis point" 1/100 + 0/1;
    Money "dollar" 1/1 + 0/1;
    Money "cent" 1/100 + 0/1;
    Money "USD" 1/1 + 0/1;
    Money "Australian dollar" 1/1 + 0/1;
    Money "Canadian dollar" 1/1 + 0/1;
    Money "Hong Kong dollar" 1/1 + 0/1;
    Money "New Zealand dollar" 1/1 + 0/1;
    Money "Singapore dollar" 1/1 + 0/1;
    Money "euro" 1/1 + 0/1;
    Money "pound" 1/1 + 0/1;
    Money "penny" 1/100 + 0/1;
    Money "yen" 1/1 + 0/1;
    Money "yuan" 1/1 + 0/1;
    Money "rupee" 1/1 + 0/1;
    Money "franc" 1/1 + 0/1;
    Money "krona" 1/1 + 0/1;
    Money "krone" 1/1 + 0/1;
    Money "rouble" 1/1 + 0/1;
    Money "won" 1/1 + 0/1;
    Money "peso" 1/1 + 0/1;
    Money "real" 1/1 + 0/1;
    Money "rand" 1/1 + 0/1;
    Money "zloty" 1/1 + 0/1;
    Money "bitcoin" 1/1 + 0/1;
    Length "mm" 1/1000 + 0/1;
    Length "cm" 1/100 + 0/1;
    Length "m" 1/1 + 0/1;
    Length "km" 1000/1 + 0/1;
    Length "mile" 201168/125 + 0/1;
    Length "nautical mile" 1852/1 + 0/1;
    Length "ft" 381/1250 + 0/1;
    Length "inch" 127/5000 + 0/1;
    Length "yard" 1143/1250 + 0/1;
    Mass "mg" 1/1000000 + 0/1;
    Mass "µg" 1/1000000000 + 0/1;
    Mass "g" 1/1000 + 0/1;
    Mass "kg" 1/1 + 0/1;
    Mass "tonne" 1000/1 + 0/1;
    Mass "kt" 1000000/1 + 0/1;
    Mass "Mt" 1000000000/1 + 0/1;
    Mass "Gt" 1000000000000/1 + 0/1;
    Mass "ton" 1000/1 + 0/1;
    Mass "short ton" 90718474/100000 + 0/1;
    Mass "long ton" 10160469088/10000000 + 0/1;
    Mass "lb" 45359237/100000000 + 0/1;
    Mass "oz" 45359237/1600000000 + 0/1;
    Mass "stone" 635029318/100000000 + 0/1;
    Time "second" 1/60 + 0/1;
    Time "millisecond" 1/60000 + 0/1;
    Time "minute" 1/1 + 0/1;
    Time "hour" 60/1 + 0/1;
    Time "day" 1440/1 + 0/1;
    Time "week" 10080/1 + 0/1;
    Time "fortnight" 20160/1 + 0/1;
    Time "month" 43830/1 + 0/1;
    Time "year" 525960/1 + 0/1;
    Time "decade" 5259600/1 + 0/1;
    Time "century" 52596000/1 + 0/1;
    Area "sq m" 1/1 + 0/1;
    Area "sq km" 1000000/1 + 0/1;
    Area "sq ft" 145161/1562500 + 0/1;
    Area "sq mile" 2589988110336/1000000 + 0/1;
    Area "hectare" 10000/1 + 0/1;
    Area "acre" 40468564224/10000000 + 0/1;
    Volume "ml" 1/1000 + 0/1;
    Volume "litre" 1/1 + 0/1;
    Volume "cubic metre" 1000/1 + 0/1;
    Volume "cubic km" 1000000000000/1 + 0/1;
    Volume "gallon" 3785411784/1000000000 + 0/1;
    Volume "pint" 56826125/100000000 + 0/1;
    Volume "barrel" 158987294928/1000000000 + 0/1;
    Speed "km/h" 1/1 + 0/1;
    Speed "mph" 201168/125000 + 0/1;
    Speed "m/s" 18/5 + 0/1;
    Speed "knot" 1852/1000 + 0/1;
    Temperature "degree" 1/1 + 0/1;
    Temperature "°C" 1/1 + 0/1;
    Energy "Wh" 1/1000 + 0/1;
    Energy "kWh" 1/1 + 0/1;
    Energy "MWh" 1000/1 + 0/1;
    Energy "GWh" 1000000/1 + 0/1;
    Energy "TWh" 1000000000/1 + 0/1;
    Power "W" 1/1000 + 0/1;
    Power "kW" 1/1 + 0/1;
    Power "MW" 1000/1 + 0/1;
    Power "GW" 1000000/1 + 0/1;
    Power "TW" 1000000000/1 + 0/1;
    Data "kB" 1/1000 + 0/1;
    Data "MB" 1/1 + 0/1;
    Data "GB" 1000/1 + 0/1;
    Data "TB" 1000000/1 + 0/1;
    Data "PB" 1000000000/1 + 0/1;
    Temperature "°F" 5/9 + -160/9;
}

/// Units by spelling.
static SPELLED: LazyLock<HashMap<&str, MeasureUnit>> = LazyLock::new(|| {
    let unit = |name: &str| MEASURES.iter().find(|unit| unit.name == name).copied();
    let spelled = measures::SPELLINGS.iter().filter_map(|(name, spellings)| {
        let unit = unit(name)?;
        Some(spellings.iter().map(move |spelling| (*spelling, unit)))
    });
    spelled.flatten().collect()
});

/// Returns the unit with the longest spelling that begins at a word, and how many words that
/// is.
pub(crate) fn unit_at(words: &[Word], at: usize) -> Option<(MeasureUnit, usize)> {
    (1..=measures::LONGEST_SPELLING).rev().find_map(|count| {
        let spelling = words.get(at..at + count)?;
        let spelling: Vec<&str> = spelling.iter().map(|word| word.lower.as_str()).collect();
        spelled(&spelling.join(" ")).map(|unit| (unit, count))
    })
}

/// Returns the unit of a spelling.
pub(crate) fn spelled(spelling: &str) -> Option<MeasureUnit> {
    SPELLED.get(spelling).copied()
}

/// Returns the currency whose sign or code is right before a number, and how many words that
/// is.
pub(crate) fn currency_before(words: &[Word], at: usize) -> Option<(MeasureUnit, usize)> {
    let sign = words.get(at.checked_sub(1)?)?;
    if sign.text == "$" {
        let before = at.checked_sub(2).and_then(|before| words.get(before));
        let country = before.filter(|_| sign.touches).map_or("", |word| word.text.as_str());
        let code = measures::DOLLARS.iter().find(|(letters, _)| *letters == country);
        return match code {
            Some((_, code)) => spelled(code).map(|unit| (unit, 2)),
            None => spelled("dollar").map(|unit| (unit, 1)),
        };
    }
    let is_sign = matches!(sign.text.as_str(), "€" | "£" | "¥" | "₹" | "₽" | "₩");
    let is_code = sign.text.len() == 3 && sign.text.bytes().all(|byte| byte.is_ascii_uppercase());
    let unit = spelled(&sign.lower).filter(|unit| unit.dimension == Dimension::Money)?;
    (is_sign || is_code || sign.text == "Rs").then_some((unit, 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_names_a_measure_and_every_measure_is_spelled() {
        let spelled: Vec<&str> = measures::SPELLINGS.iter().map(|(name, _)| *name).collect();
        let measured: Vec<&str> = MEASURES.iter().map(|unit| unit.name).collect();
        assert_eq!(spelled, measured);
    }

    #[test]
    fn units_of_one_dimension_convert_exactly() {
        let base = |value: i64, spelling: &str| {
            spelled(spelling).and_then(|unit| unit.to_base(Exact::whole(value)))
        };
        assert_eq!(base(1, "mile"), base(5_280, "feet"));
        assert_eq!(base(212, "° f"), base(100, "° c"));
        assert_eq!(base(90, "minutes"), Exact::ratio(3, 2).and_then(|n| n.times(base(1, "hour")?)));
    }
}
