//! Names of a claim that are nearly those of its evidence.
//!
//! # Invariants
//!
//! A word that the evidence has in the same form is never flagged, and neither is a plural, a
//! possessive or the adjective of a name.

use std::collections::HashSet;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::super::{
    lexicon::{months, weekdays},
    reader::{family::is_stop, word::Word},
};
use crate::range::TextRange;

/// A capitalised word of a text.
#[derive(Clone, Debug)]
pub(super) struct Name {
    /// The word without accents, in lower case.
    pub(super) folded: String,
    /// Where it is, in bytes of the text.
    pub(super) range: TextRange,
    /// Whether it begins its sentence, where every word is capitalised.
    pub(super) opens: bool,
    /// The capitalised words right before and behind it, folded.
    pub(super) beside: Vec<String>,
}

/// Fewest letters of a word that is compared by itself.
const SHORTEST: usize = 4;

/// Most letters of a word of which only one may differ.
const SHORT: usize = 5;

/// Returns a word without accents, in lower case.
pub(super) fn folded(word: &str) -> String {
    word.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}

/// Returns the capitalised words of a sentence. `place` returns where a word is.
pub(super) fn names(words: &[Word], place: impl Fn(usize) -> TextRange) -> Vec<Name> {
    let is_name = |word: &Word| {
        let letters = word.text.chars().filter(|c| c.is_alphabetic());
        let is_acronym = letters.clone().count() > 1 && letters.clone().all(char::is_uppercase);
        word.is_capitalised()
            && !is_acronym
            && !is_stop(&word.lower)
            && months::by_prefix(&word.lower).is_none()
            && weekdays::position(&word.lower).is_none()
    };
    let named = words.iter().enumerate().filter(|(_, word)| is_name(word));
    named
        .map(|(at, word)| {
            let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
            let beside = beside.filter_map(|at| words.get(at)).filter(|word| word.is_capitalised());
            let opens = at == 0 || words[..at].iter().all(|word| !word.is_wordy());
            Name {
                folded: folded(&word.lower),
                range: place(at),
                opens,
                beside: beside.map(|word| folded(&word.lower)).collect(),
            }
        })
        .collect()
}

/// Returns the names of a claim that are nearly one of the evidence, by the indices of both.
///
/// `known` holds every word of the evidence, `said` every word of the claim,
/// `plain` the words that occur without a capital in either.
pub(super) fn near_misses(
    own: &[Name],
    found: &[Name],
    known: &dyn Fn(&str) -> bool,
    said: &HashSet<String>,
    plain: &dyn Fn(&str) -> bool,
) -> Vec<(usize, usize)> {
    let mut misses = Vec::new();
    for (at, name) in own.iter().enumerate() {
        if known(&name.folded) || plain(&name.folded) {
            continue;
        }
        let fits = |other: &&Name| {
            let is_full = name.beside.iter().any(|word| other.beside.contains(word));
            let length = name.folded.chars().count().min(other.folded.chars().count());
            !said.contains(&other.folded)
                && !plain(&other.folded)
                && (length >= SHORTEST || is_full && length >= SHORTEST - 1)
                && !(name.opens && other.opens && !is_full && length <= SHORT)
                && is_near(&name.folded, &other.folded)
        };
        let nearest = found.iter().enumerate().filter(|(_, other)| fits(other));
        let nearest = nearest.min_by_key(|(_, other)| distance(&name.folded, &other.folded));
        misses.extend(nearest.map(|(other, _)| (at, other)));
    }
    misses
}

fn is_near(own: &str, other: &str) -> bool {
    let length = own.chars().count().min(other.chars().count());
    let allowed = if length <= SHORT { 1 } else { 2 };
    let letters = own.chars().count().abs_diff(other.chars().count());
    if letters > allowed || is_derived(own, other) || is_derived(other, own) {
        return false;
    }
    let distance = distance(own, other);
    let is_alike = own.chars().next() == other.chars().next() || distance == 1;
    (1..=allowed).contains(&distance) && is_alike
}

/// Whether one word is derived from the other: *Koreans*, *Korean*, *Germany*.
fn is_derived(long: &str, short: &str) -> bool {
    const ENDINGS: &[&str] = &["s", "es", "'s", "an", "y", "i", "ic", "ed", "er", "ly"];
    const PAIRS: &[(&str, &str)] = &[("french", "france"), ("african", "africa")];
    // `America` and `American`, but not `Wasserman` and `Wassermann`.
    let is_nation =
        |rest: &str| rest.starts_with('n') && rest.len() <= 2 && short.ends_with(['a', 'i', 'o']);
    long.strip_prefix(short).is_some_and(|rest| ENDINGS.contains(&rest) || is_nation(rest))
        || PAIRS.contains(&(long, short))
        || long.strip_suffix("ies").is_some_and(|stem| short.strip_suffix('y') == Some(stem))
}

/// Returns how many letters to insert, delete, replace or swap with their neighbour: optimal
/// string alignment, the restricted distance of Damerau and Levenshtein.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut rows: Vec<Vec<usize>> = vec![(0..=b.len()).collect()];
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let change = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = change.min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            row.push(best);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_change_places_are_one_step() {
        assert_eq!(distance("smith", "smiht"), 1);
        assert_eq!(distance("smith", "smyth"), 1);
        assert_eq!(distance("", "ab"), 2);
    }

    #[test]
    fn what_is_made_of_a_name_is_no_near_miss() {
        assert!(!is_near("korean", "korea"));
        assert!(!is_near("germany", "german"));
        assert!(!is_near("smiths", "smith"));
        assert!(is_near("ann", "anne"));
    }
}
