//! Words and signs for units whose change in a quotation is noted.
//!
//! Used to say that a changed quotation changed a unit. The units that the cross-check
//! converts are in [`measures`](super::measures).

words! {
    /// Units of measure, currencies and signs for them.
    UNITS =
        "%" "‰" "°" "'" "\"" "$" "€" "£" "¥" "percent" "percentage" "point" "points" "cent" "cents"
        "dollar" "dollars" "euro" "euros" "pound" "pounds" "yen" "franc" "francs" "second" "seconds"
        "minute" "minutes" "hour" "hours" "day" "days" "week" "weeks" "month" "months" "year"
        "years" "decade" "decades" "metre" "metres" "meter" "meters" "km" "kilometre" "kilometres"
        "mile" "miles" "foot" "feet" "inch" "inches" "gram" "grams" "kg" "kilogram" "kilograms"
        "tonne" "tonnes" "ton" "tons" "litre" "litres" "degrees" "watts"
}
