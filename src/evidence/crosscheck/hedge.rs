//! Words that make an interval of a figure: *nearly*, *more than*, *up to*.

use std::ops::Range;

use super::word::{Word, lower, lower_before, touches};

/// How a figure is hedged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hedge {
    None,
    About,
    /// Not more, and not much less.
    Nearly,
    /// More, and not much more.
    JustOver,
    Over,
    AtLeast,
    Under,
    AtMost,
}

/// Phrases before a figure, longer ones first where one ends like another.
const BEFORE: &[(&[&str], Hedge)] = &[
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

const BEHIND: &[(&[&str], Hedge)] = &[
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

/// Words behind which *over* tells where and not how much.
const SPREADING: &[&str] = &[
    "extends",
    "extended",
    "extend",
    "extending",
    "spread",
    "spreads",
    "stretches",
    "stretched",
    "ranged",
    "ranges",
    "distributed",
    "averaged",
];

/// The hedge of the figure at some words.
pub(super) fn around(words: &[Word], figure: &Range<usize>) -> Hedge {
    before(words, figure.start)
        .or_else(|| {
            let skips = matches!(lower_before(words, figure.start, 1), "the" | "a" | "an");
            skips.then(|| before(words, figure.start - 1)).flatten()
        })
        .or_else(|| behind(words, figure.end))
        // The noun may stand between: `300 people or more`.
        .or_else(|| behind(words, figure.end + 1))
        .unwrap_or(Hedge::None)
}

fn before(words: &[Word], at: usize) -> Option<Hedge> {
    BEFORE.iter().find_map(|(phrase, hedge)| {
        let start = at.checked_sub(phrase.len())?;
        let is_here =
            phrase.iter().zip(&words[start..at]).all(|(known, word)| word.lower == *known);
        // What extends over 300 acres has 300, and no more.
        let spreads = matches!(*phrase, ["over"] | ["above"])
            && SPREADING.contains(&lower_before(words, start, 1));
        (is_here && !spreads).then_some(*hedge)
    })
}

fn behind(words: &[Word], at: usize) -> Option<Hedge> {
    if lower(words, at) == "+" && touches(words, at) {
        return Some(Hedge::AtLeast);
    }
    let found = BEHIND.iter().find(|(phrase, _)| {
        let mut known = phrase.iter().zip(at..);
        known.all(|(known, at)| lower(words, at) == *known)
    });
    found.map(|(_, hedge)| *hedge)
}
