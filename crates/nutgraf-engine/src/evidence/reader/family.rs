//! What single words mean for the topic of a sentence.

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use super::super::lexicon::{families::FAMILIES, stop_words::STOP_WORDS};

static STOPS: LazyLock<HashSet<&str>> = LazyLock::new(|| STOP_WORDS.iter().copied().collect());

static MEMBERS: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let of = |(family, _, words): &(&'static str, u8, &'static str)| {
        let family = *family;
        words.split_whitespace().map(move |word| (word, family))
    };
    FAMILIES.iter().flat_map(of).collect()
});

static GROUPS: LazyLock<HashMap<&str, u8>> =
    LazyLock::new(|| FAMILIES.iter().map(|(family, group, _)| (*family, *group)).collect());

/// Whether a word says nothing about the topic of a sentence.
pub(crate) fn is_stop(word: &str) -> bool {
    STOPS.contains(word)
}

/// Returns the family of a word, by its stem.
pub(crate) fn family(word: &str) -> Option<&'static str> {
    MEMBERS.get(word).copied()
}

/// Returns the group of a family; 0 for none.
pub(crate) fn group(family: &str) -> u8 {
    GROUPS.get(family).copied().unwrap_or(0)
}
