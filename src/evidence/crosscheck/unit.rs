//! What a figure counts: units of measure, currencies, shares.
//!
//! A closed table of English spellings. What always holds: two units of one
//! dimension convert exactly; what is called alike and measured differently
//! (a dollar, a pound, a ton, a degree) says so by [`MeasureUnit::goes_with`], and no
//! conflict is ever built on it.

use super::{amount::Exact, word::Word};

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Dimension {
    /// Things.
    Count,
    /// Parts of a whole: percent, fractions, one in five.
    Share,
    /// A difference of two percentages.
    Points,
    /// How many times as much.
    Times,
    /// Third-largest.
    Rank,
    /// A time of day, in minutes.
    Clock,
    /// Two sides of a score, or a ratio; the first over the second.
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
pub(super) struct MeasureUnit {
    pub(super) dimension: Dimension,
    /// Its short name: units with one name are one unit.
    pub(super) name: &'static str,
    num: i64,
    den: i64,
    /// What is added after the factor: degrees Fahrenheit.
    shift: (i64, i64),
}

impl MeasureUnit {
    pub(super) const COUNT: Self = plain(Dimension::Count, "");
    pub(super) const TIMES: Self = plain(Dimension::Times, "times");
    pub(super) const RANK: Self = plain(Dimension::Rank, "rank");
    pub(super) const CLOCK: Self = plain(Dimension::Clock, "o’clock");
    pub(super) const SCORE: Self = plain(Dimension::Score, "score");
    pub(super) const YEAR: Self =
        Self { dimension: Dimension::Time, name: "year", num: 525_960, den: 1, shift: (0, 1) };
    pub(super) const SHARE: Self = plain(Dimension::Share, "share");

    /// A value in the base unit of the dimension.
    pub(super) fn to_base(self, value: Exact) -> Option<Exact> {
        let factor = Exact::ratio(self.num.into(), self.den.into())?;
        let shift = Exact::ratio(self.shift.0.into(), self.shift.1.into())?;
        value.times(factor)?.plus(shift)
    }

    /// The same, near enough to tell what can be equal at all.
    #[allow(clippy::cast_precision_loss, reason = "it is no more than near")]
    pub(super) fn roughly(self, value: Exact) -> f64 {
        value.as_float() * self.num as f64 / self.den as f64
            + self.shift.0 as f64 / self.shift.1 as f64
    }

    /// A width in the base unit of the dimension.
    pub(super) fn width_to_base(self, width: Exact) -> Option<Exact> {
        width.times(Exact::ratio(self.num.into(), self.den.into())?)
    }

    /// Whether figures of the two can be compared after conversion.
    pub(super) fn goes_with(self, other: Self) -> bool {
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

    /// Whether it may be the other under a name of several meanings.
    pub(super) fn is_vague_beside(self, other: Self) -> bool {
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

/// Pence belong to the pound, cents to the dollar and the euro alike.
fn currency(name: &str) -> &str {
    match name {
        "penny" => "pound",
        name => name,
    }
}

fn is_some_dollar(name: &str) -> bool {
    matches!(name, "dollar" | "cent")
}

macro_rules! units {
    ($($dimension:ident $name:literal $num:literal / $den:literal : $($spelling:literal)*;)*) => {
        /// Spellings in lower case, words parted by one space.
        const UNITS: &[(&str, MeasureUnit)] = &[$($((
            $spelling,
            MeasureUnit {
                dimension: Dimension::$dimension,
                name: $name,
                num: $num,
                den: $den,
                shift: (0, 1),
            },
        )),*),*];
    };
}

units! {
    Share "percent" 1/100: "%" "percent" "per cent" "pc" "pct" "percentage";
    Share "permille" 1/1000: "‰" "per mille";
    Points "point" 1/1: "percentage point" "percentage points" "pp" "ppt" "% points" "per cent points" "percent points" "pct points" "points of percentage";
    Points "basis point" 1/100: "basis point" "basis points" "bps";
    Money "dollar" 1/1: "dollar" "dollars" "bucks";
    Money "cent" 1/100: "cent" "cents" "¢";
    Money "USD" 1/1: "us dollar" "us dollars" "usd" "american dollars";
    Money "Australian dollar" 1/1: "australian dollars" "aud";
    Money "Canadian dollar" 1/1: "canadian dollars" "cad";
    Money "Hong Kong dollar" 1/1: "hong kong dollars" "hkd";
    Money "New Zealand dollar" 1/1: "new zealand dollars" "nzd";
    Money "Singapore dollar" 1/1: "singapore dollars" "sgd";
    Money "euro" 1/1: "euro" "euros" "€" "eur";
    Money "pound" 1/1: "pound" "pounds" "£" "gbp" "sterling" "pounds sterling" "quid";
    Money "penny" 1/100: "penny" "pence" "p";
    Money "yen" 1/1: "yen" "¥" "jpy";
    Money "yuan" 1/1: "yuan" "renminbi" "rmb" "cny";
    Money "rupee" 1/1: "rupee" "rupees" "₹" "inr" "rs";
    Money "franc" 1/1: "franc" "francs" "swiss franc" "swiss francs" "chf";
    Money "krona" 1/1: "krona" "kronor" "sek";
    Money "krone" 1/1: "krone" "kroner" "nok" "dkk";
    Money "rouble" 1/1: "rouble" "roubles" "ruble" "rubles" "₽" "rub";
    Money "won" 1/1: "won" "₩" "krw";
    Money "peso" 1/1: "peso" "pesos";
    Money "real" 1/1: "reais" "brl";
    Money "rand" 1/1: "rand" "zar";
    Money "zloty" 1/1: "zloty" "zlotys" "pln";
    Money "bitcoin" 1/1: "bitcoin" "bitcoins" "btc";
    Length "mm" 1/1000: "mm" "millimetre" "millimetres" "millimeter" "millimeters";
    Length "cm" 1/100: "cm" "centimetre" "centimetres" "centimeter" "centimeters";
    Length "m" 1/1: "m" "metre" "metres" "meter" "meters";
    Length "km" 1000/1: "km" "kms" "kilometre" "kilometres" "kilometer" "kilometers";
    Length "mile" 201168/125: "mile" "miles" "mi";
    Length "nautical mile" 1852/1: "nautical mile" "nautical miles" "nm";
    Length "ft" 381/1250: "foot" "feet" "ft" "'";
    Length "inch" 127/5000: "inch" "inches" "\"";
    Length "yard" 1143/1250: "yard" "yards" "yd" "yds";
    Mass "mg" 1/1000000: "mg" "milligram" "milligrams" "milligramme" "milligrammes";
    Mass "µg" 1/1000000000: "µg" "μg" "mcg" "microgram" "micrograms";
    Mass "g" 1/1000: "g" "gram" "grams" "gramme" "grammes";
    Mass "kg" 1/1: "kg" "kgs" "kilo" "kilos" "kilogram" "kilograms" "kilogramme" "kilogrammes";
    Mass "tonne" 1000/1: "tonne" "tonnes" "t" "metric ton" "metric tons";
    Mass "kt" 1000000/1: "kt" "kilotonne" "kilotonnes";
    Mass "Mt" 1000000000/1: "mt" "megatonne" "megatonnes";
    Mass "Gt" 1000000000000/1: "gt" "gigatonne" "gigatonnes" "gigaton" "gigatons";
    Mass "ton" 1000/1: "ton" "tons";
    Mass "short ton" 90718474/100000: "short ton" "short tons";
    Mass "long ton" 10160469088/10000000: "long ton" "long tons";
    Mass "lb" 45359237/100000000: "lb" "lbs";
    Mass "oz" 45359237/1600000000: "oz" "ounce" "ounces";
    Mass "stone" 635029318/100000000: "stone";
    Time "second" 1/60: "second" "seconds" "sec" "secs" "s";
    Time "millisecond" 1/60000: "millisecond" "milliseconds" "ms";
    Time "minute" 1/1: "minute" "minutes" "min" "mins";
    Time "hour" 60/1: "hour" "hours" "hr" "hrs" "h";
    Time "day" 1440/1: "day" "days";
    Time "week" 10080/1: "week" "weeks";
    Time "fortnight" 20160/1: "fortnight" "fortnights";
    Time "month" 43830/1: "month" "months";
    Time "year" 525960/1: "year" "years" "yr" "yrs";
    Time "decade" 5259600/1: "decade" "decades";
    Time "century" 52596000/1: "century" "centuries";
    Area "sq m" 1/1: "square metre" "square metres" "square meter" "square meters" "sq m" "sqm" "m2" "m²";
    Area "sq km" 1000000/1: "square kilometre" "square kilometres" "square kilometer" "square kilometers" "sq km" "km2" "km²";
    Area "sq ft" 145161/1562500: "square foot" "square feet" "sq ft";
    Area "sq mile" 2589988110336/1000000: "square mile" "square miles" "sq miles" "sq mi";
    Area "hectare" 10000/1: "hectare" "hectares" "ha";
    Area "acre" 40468564224/10000000: "acre" "acres";
    Volume "ml" 1/1000: "ml" "millilitre" "millilitres" "milliliter" "milliliters";
    Volume "litre" 1/1: "litre" "litres" "liter" "liters" "l";
    Volume "cubic metre" 1000/1: "cubic metre" "cubic metres" "cubic meter" "cubic meters" "m3" "m³";
    Volume "cubic km" 1000000000000/1: "cubic kilometre" "cubic kilometres" "cubic kilometer" "cubic kilometers" "km3" "km³";
    Volume "gallon" 3785411784/1000000000: "gallon" "gallons";
    Volume "pint" 56826125/100000000: "pint" "pints";
    Volume "barrel" 158987294928/1000000000: "barrel" "barrels" "bbl";
    Speed "km/h" 1/1: "km / h" "kmh" "kph" "km per hour" "kilometres per hour" "kilometers per hour" "kilometres an hour" "kilometers an hour" "km an hour";
    Speed "mph" 201168/125000: "mph" "miles per hour" "miles an hour";
    Speed "m/s" 18/5: "m / s" "metres per second" "meters per second" "metres a second" "meters a second";
    Speed "knot" 1852/1000: "knot" "knots";
    Temperature "degree" 1/1: "degree" "degrees" "°" "deg";
    Temperature "°C" 1/1: "° c" "degrees celsius" "degree celsius" "degrees c" "degree c" "celsius" "degrees centigrade" "centigrade";
    Energy "Wh" 1/1000: "wh" "watt hours" "watt - hours";
    Energy "kWh" 1/1: "kwh" "kilowatt hours" "kilowatt hour" "kilowatt - hours" "kilowatt - hour";
    Energy "MWh" 1000/1: "mwh" "megawatt hours" "megawatt hour" "megawatt - hours" "megawatt - hour";
    Energy "GWh" 1000000/1: "gwh" "gigawatt hours" "gigawatt hour" "gigawatt - hours" "gigawatt - hour";
    Energy "TWh" 1000000000/1: "twh" "terawatt hours" "terawatt hour" "terawatt - hours" "terawatt - hour";
    Power "W" 1/1000: "w" "watt" "watts";
    Power "kW" 1/1: "kw" "kilowatt" "kilowatts";
    Power "MW" 1000/1: "mw" "megawatt" "megawatts";
    Power "GW" 1000000/1: "gw" "gigawatt" "gigawatts";
    Power "TW" 1000000000/1: "tw" "terawatt" "terawatts";
    Data "kB" 1/1000: "kb" "kilobyte" "kilobytes";
    Data "MB" 1/1: "mb" "megabyte" "megabytes";
    Data "GB" 1000/1: "gb" "gigabyte" "gigabytes";
    Data "TB" 1000000/1: "tb" "terabyte" "terabytes";
    Data "PB" 1000000000/1: "pb" "petabyte" "petabytes";
}

const FAHRENHEIT: MeasureUnit =
    MeasureUnit {
        dimension: Dimension::Temperature, name: "°F", num: 5, den: 9, shift: (-160, 9)
    };

const FAHRENHEIT_SPELLINGS: [&str; 6] =
    ["° f", "degrees fahrenheit", "degree fahrenheit", "degrees f", "fahrenheit", "degree f"];

/// The most words that a unit is spelled with.
const LONGEST: usize = 3;

/// The unit whose spelling begins at a word, the longest spelling first, and how
/// many words that is.
pub(super) fn unit_at(words: &[Word], at: usize) -> Option<(MeasureUnit, usize)> {
    (1..=LONGEST).rev().find_map(|count| {
        let spelling = words.get(at..at + count)?;
        let spelling: Vec<&str> = spelling.iter().map(|word| word.lower.as_str()).collect();
        spelled(&spelling.join(" ")).map(|unit| (unit, count))
    })
}

/// The unit of a spelling.
pub(super) fn spelled(spelling: &str) -> Option<MeasureUnit> {
    if FAHRENHEIT_SPELLINGS.contains(&spelling) {
        return Some(FAHRENHEIT);
    }
    UNITS.iter().find(|(known, _)| *known == spelling).map(|(_, unit)| *unit)
}

/// The currency whose sign or code stands right before a number at `at`, and
/// with how many words.
pub(super) fn currency_before(words: &[Word], at: usize) -> Option<(MeasureUnit, usize)> {
    let sign = words.get(at.checked_sub(1)?)?;
    if sign.text == "$" {
        let before = at.checked_sub(2).and_then(|before| words.get(before));
        let country = before.filter(|_| sign.touches).map_or("", |word| word.text.as_str());
        let code = match country {
            "US" => "usd",
            "A" | "AU" => "aud",
            "C" | "CA" => "cad",
            "HK" => "hkd",
            "NZ" => "nzd",
            "S" => "sgd",
            "R" => "brl",
            _ => return spelled("dollar").map(|unit| (unit, 1)),
        };
        return spelled(code).map(|unit| (unit, 2));
    }
    let is_sign = matches!(sign.text.as_str(), "€" | "£" | "¥" | "₹" | "₽" | "₩");
    let is_code = sign.text.len() == 3 && sign.text.bytes().all(|byte| byte.is_ascii_uppercase());
    let unit = spelled(&sign.lower).filter(|unit| unit.dimension == Dimension::Money)?;
    (is_sign || is_code || sign.text == "Rs").then_some((unit, 1))
}
