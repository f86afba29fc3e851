//! The words that texts are read by, one file a list.
//!
//! Each file says what its list is used for and by whom. All lists are English and in
//! lower case unless they say otherwise; [`negations`] alone has words of other languages
//! too.
//!
//! # Another language
//!
//! This module is the seam: a second language is a second set of these files, under the
//! same names, and a way to choose between them for a text. What is not a list stays
//! English until then: numbers in words (`text2num`, see `reader::numeral`), the order
//! of words that the readers expect, endings of words (`reader::noun::stem`), and
//! in `markdown` the abbreviations that end no sentence, the denials in front of a
//! quotation (`leaves`) and the words that begin with an apostrophe (`marks`).
//!
//! # Invariants
//!
//! - A list decides what is noticed and compared. None makes a quotation pass but
//!   [`hesitations`] and [`spellings`], and those only under the lenient profile.
//! - No list hides a sentence from the claim inventory. A word too many costs a sentence
//!   its place in the ranking, a word too few may cost a check, so in doubt the lists of
//!   the inventory have a word.

/// Defines a list of words, as many to a line as it holds.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident = $($word:literal)*) => {
        $(#[$doc])*
        pub(crate) const $name: &[&str] = &[$($word),*];
    };
}

pub(crate) mod abbreviations;
pub(crate) mod causes;
pub(crate) mod comparisons;
pub(crate) mod currencies;
pub(crate) mod decades;
pub(crate) mod eras;
pub(crate) mod families;
pub(crate) mod feasts;
pub(crate) mod fractions;
pub(crate) mod hedges;
pub(crate) mod hesitations;
pub(crate) mod idioms;
pub(crate) mod instructions;
pub(crate) mod labels;
pub(crate) mod laws;
pub(crate) mod measures;
pub(crate) mod modals;
pub(crate) mod months;
pub(crate) mod multiples;
pub(crate) mod names;
pub(crate) mod negations;
pub(crate) mod numbers;
pub(crate) mod opinions;
pub(crate) mod ordinals;
pub(crate) mod quantifiers;
pub(crate) mod relative_times;
pub(crate) mod reporting;
pub(crate) mod scales;
pub(crate) mod seasons;
pub(crate) mod spellings;
pub(crate) mod stop_words;
pub(crate) mod superlatives;
pub(crate) mod time_spans;
pub(crate) mod times_of_day;
pub(crate) mod topics;
pub(crate) mod units;
pub(crate) mod weekdays;
pub(crate) mod years;

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    /// Lists of the same kind that a reader looks through together.
    const TOGETHER: &[&[&[&str]]] = &[
        &[labels::LABELS, labels::COMPARED_LABELS],
        &[labels::SHORT_LABELS, labels::COMPARED_SHORT_LABELS],
        &[labels::CAPITAL_LABELS, labels::COMPARED_CAPITAL_LABELS],
        &[numbers::CARDINALS, numbers::NUMBER_WORDS, numbers::MORE_NUMBER_WORDS],
        &[relative_times::RELATIVE_DAYS, relative_times::RELATIVE_FLAGGED],
        &[reporting::SPEAKING, reporting::REPORTING],
        &[time_spans::SPANS, time_spans::NOTICED_SPANS, time_spans::COMPARED_SPANS],
        &[years::BEFORE_YEAR, years::NOTICED_BEFORE_YEAR, years::COMPARED_BEFORE_YEAR],
    ];

    #[test]
    fn a_word_stands_in_one_of_the_lists_that_are_read_together() {
        for lists in TOGETHER {
            let mut seen = HashSet::new();
            for word in lists.iter().copied().flatten() {
                assert!(seen.insert(word), "{word} is listed twice");
            }
        }
    }

    #[test]
    fn a_word_belongs_to_one_family() {
        let mut seen = HashSet::new();
        for (family, _, words) in families::FAMILIES {
            for word in words.split_whitespace() {
                assert!(seen.insert(word), "{word} of {family} is of another family too");
            }
        }
    }

    #[test]
    fn a_spelling_names_one_unit_and_is_short_enough_to_be_found() {
        let mut seen = HashSet::new();
        for spelling in measures::SPELLINGS.iter().flat_map(|(_, spellings)| *spellings) {
            assert!(seen.insert(spelling), "{spelling} names two units");
            assert!(spelling.split(' ').count() <= measures::LONGEST_SPELLING, "{spelling}");
        }
    }

    #[test]
    fn a_longer_hedge_comes_before_one_that_it_ends_with() {
        for (at, (long, _)) in hedges::BEFORE_FIGURE.iter().enumerate() {
            for (short, _) in &hedges::BEFORE_FIGURE[..at] {
                assert!(!long.ends_with(short), "{long:?} is never found behind {short:?}");
            }
        }
    }
}
