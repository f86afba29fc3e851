//! Phrases that make an interval of a figure: *nearly*, *more than*, *up to*.
//!
//! Used by the cross-check.

/// How a figure is hedged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hedge {
    /// It is the value, as far as it is printed.
    None,
    /// *about*
    About,
    /// *nearly*: not more, and not much less.
    Nearly,
    /// *just over*: more, and not much more.
    JustOver,
    /// *over*
    Over,
    /// *at least*
    AtLeast,
    /// *under*
    Under,
    /// *at most*
    AtMost,
}

/// Phrases before a figure, longer ones before those that they end with.
pub(crate) const BEFORE_FIGURE: &[(&[&str], Hedge)] = &[
    (&["no", "more", "than"], Hedge::AtMost),
    (&["not", "more", "than"], Hedge::AtMost),
    (&["no", "fewer", "than"], Hedge::AtLeast),
    (&["no", "less", "than"], Hedge::AtLeast),
    (&["not", "less", "than"], Hedge::AtLeast),
    (&["little", "more", "than"], Hedge::JustOver),
    (&["slightly", "more", "than"], Hedge::JustOver),
    (&["just", "more", "than"], Hedge::JustOver),
    (&["little", "less", "than"], Hedge::Nearly),
    (&["slightly", "less", "than"], Hedge::Nearly),
    (&["slightly", "fewer", "than"], Hedge::Nearly),
    (&["more", "than"], Hedge::Over),
    (&["greater", "than"], Hedge::Over),
    (&["larger", "than"], Hedge::Over),
    (&["higher", "than"], Hedge::Over),
    (&["longer", "than"], Hedge::Over),
    (&["older", "than"], Hedge::Over),
    (&["less", "than"], Hedge::Under),
    (&["fewer", "than"], Hedge::Under),
    (&["lower", "than"], Hedge::Under),
    (&["smaller", "than"], Hedge::Under),
    (&["younger", "than"], Hedge::Under),
    (&["shorter", "than"], Hedge::Under),
    (&["just", "over"], Hedge::JustOver),
    (&["slightly", "over"], Hedge::JustOver),
    (&["just", "above"], Hedge::JustOver),
    (&["little", "over"], Hedge::JustOver),
    (&["just", "under"], Hedge::Nearly),
    (&["slightly", "under"], Hedge::Nearly),
    (&["just", "below"], Hedge::Nearly),
    (&["little", "under"], Hedge::Nearly),
    (&["just", "shy", "of"], Hedge::Nearly),
    (&["just", "short", "of"], Hedge::Nearly),
    (&["close", "to"], Hedge::About),
    (&["getting", "on", "for"], Hedge::Nearly),
    (&["nearly"], Hedge::Nearly),
    (&["almost"], Hedge::Nearly),
    (&["at", "least"], Hedge::AtLeast),
    (&["minimum", "of"], Hedge::AtLeast),
    (&["at", "most"], Hedge::AtMost),
    (&["up", "to"], Hedge::AtMost),
    (&["as", "many", "as"], Hedge::AtMost),
    (&["as", "much", "as"], Hedge::AtMost),
    (&["as", "high", "as"], Hedge::AtMost),
    (&["maximum", "of"], Hedge::AtMost),
    (&["not", "over"], Hedge::AtMost),
    (&["over"], Hedge::Over),
    (&["above"], Hedge::Over),
    (&["exceeding"], Hedge::Over),
    (&["exceeded"], Hedge::Over),
    (&["exceeds"], Hedge::Over),
    (&["exceed"], Hedge::Over),
    (&["topped"], Hedge::Over),
    (&["upwards", "of"], Hedge::Over),
    (&["upward", "of"], Hedge::Over),
    (&["under"], Hedge::Under),
    (&["below"], Hedge::Under),
    (&["about"], Hedge::About),
    (&["around"], Hedge::About),
    (&["roughly"], Hedge::About),
    (&["approximately"], Hedge::About),
    (&["approx"], Hedge::About),
    (&["approx", "."], Hedge::About),
    (&["some"], Hedge::About),
    (&["circa"], Hedge::About),
    (&["estimated"], Hedge::About),
    (&["~"], Hedge::About),
    (&["≈"], Hedge::About),
    (&[">"], Hedge::Over),
    (&["<"], Hedge::Under),
    (&["≥"], Hedge::AtLeast),
    (&["≤"], Hedge::AtMost),
];

/// Phrases behind a figure.
pub(crate) const BEHIND_FIGURE: &[(&[&str], Hedge)] = &[
    (&["or", "more"], Hedge::AtLeast),
    (&["or", "above"], Hedge::AtLeast),
    (&["or", "over"], Hedge::AtLeast),
    (&["and", "over"], Hedge::AtLeast),
    (&["and", "above"], Hedge::AtLeast),
    (&["or", "less"], Hedge::AtMost),
    (&["or", "fewer"], Hedge::AtMost),
    (&["or", "under"], Hedge::AtMost),
    (&["or", "below"], Hedge::AtMost),
    (&["or", "so"], Hedge::About),
    (&["-", "odd"], Hedge::About),
    (&["-", "plus"], Hedge::AtLeast),
    (&["at", "least"], Hedge::AtLeast),
    (&["at", "most"], Hedge::AtMost),
];
